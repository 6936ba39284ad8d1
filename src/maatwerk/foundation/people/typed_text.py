"""What somebody typed, as it is kept. Pure."""

from __future__ import annotations

import re

# Control characters but the end of a line, and what turns the direction of writing so that a text shows as another.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def tidy(text: str, lines: bool) -> str:
    """What somebody typed, without what is invisible or tricks the eye; on one line unless it may have `lines`."""
    text = text.replace("\r\n", "\n").replace("\t", " ")
    text = _UNSEEN.sub("", text.replace("\r", "\n"))
    return text.strip() if lines else " ".join(text.split())
