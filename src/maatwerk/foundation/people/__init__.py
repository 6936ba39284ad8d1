"""Municipalities: who they are, how to reach them, and which pages are theirs."""
