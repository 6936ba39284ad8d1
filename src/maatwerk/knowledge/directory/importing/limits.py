"""How much of a file is read, so that no file takes the machine along. Each limit has its sentence in `saying.py`."""

from __future__ import annotations

LARGEST_FILE = 1_000_000_000  # bytes, on the command line, all files of one import together
LARGEST_UPLOAD = 20_000_000  # bytes, through a browser
MOST_ROWS = 200_000
LARGEST_ROW = 1_000_000  # characters of one service, or of one line of CSV
DEEPEST = 30  # objects and lists in each other; a service of HSDS is about ten deep
LONGEST_TEXT = 10_000  # characters a reader would have to read, and what an index can hold
LONGEST_NAME = 300  # as the column
LONGEST_NUMBER = 18  # digits of a whole number
