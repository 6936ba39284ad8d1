"""Slim Maatwerk: one front door, one file, one plan for residents with more than one problem."""

__version__ = "0.1.0"
