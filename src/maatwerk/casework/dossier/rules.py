"""What may stand in a text about somebody. Pure: no database, no clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_TEXT = 10_000
MOST_NAMES, LONGEST_NAME = 20, 100


def names_in(typed: str) -> tuple[str, ...]:
    """Names as somebody typed them, one a line or with commas between; each once."""
    names = (" ".join(name.split()) for name in re.split(r"[,;\n]", typed))
    return tuple(dict.fromkeys(name for name in names if name))


def missing(text: str, names: Sequence[str]) -> list[str]:
    """The names that do not stand in the text."""
    return [name for name in names if not _somebody([name]).search(text)]


@dataclass(frozen=True)
class Part:
    """A piece of a text; `third` says that it is the name of somebody whom the file is not about."""

    text: str
    third: bool = False


def parts(text: str, names: Sequence[str]) -> list[Part]:
    """The text in pieces, with every third person in a piece of their own."""
    if not names:
        return [Part(text)]
    pieces, end = [], 0
    for found in _somebody(names).finditer(text):
        pieces += [Part(text[end : found.start()]), Part(found.group(), third=True)]
        end = found.end()
    return [piece for piece in [*pieces, Part(text[end:])] if piece.text]


def _somebody(names: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
