"""One person, one file, and the ways in."""
