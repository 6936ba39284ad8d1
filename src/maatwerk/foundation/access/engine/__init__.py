"""Policies as they are read, checked and worked out beforehand. Pure: no Django, no clock, no I/O."""
