"""What may stand in a text about somebody. Pure: no database, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maatwerk.foundation.people.bsn import passes_eleven_test

LONGEST_TEXT = 10_000
MOST_NAMES, LONGEST_NAME = 20, 100

# Nine digits in a row, or in the groups in which people write a BSN; not part of a longer number.
_NINE_DIGITS = re.compile(
    r"(?<!\d)(?<!\d[ .-])(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3})(?![ .-]?\d)", re.ASCII
)


def has_bsn(text: str) -> bool:
    """Whether a number in a text passes the test that every BSN passes. Such a number has a place of its own, where
    only who has the power by law sees it (UAVG art. 46)."""
    return next(numbers_like_a_bsn(text), None) is not None


def numbers_like_a_bsn(text: str) -> Iterator[re.Match[str]]:
    """Where a number stands that passes the test of a BSN."""
    return (each for each in _NINE_DIGITS.finditer(text) if passes_eleven_test(re.sub(r"\D", "", each.group())))


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
