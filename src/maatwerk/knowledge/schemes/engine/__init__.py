"""Legal rules over arrays: the same functions for one household and for a million. No Django, no clock, no I/O."""
