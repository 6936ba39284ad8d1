"""What can be wrong with the logs."""

from __future__ import annotations


class LogError(Exception):
    """A line could not be written, so what it would tell of does not happen. A fault of the program or of whoever
    changed the tables; never of a person at a page."""
