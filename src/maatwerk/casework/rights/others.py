"""What a text about somebody tells about others, covered (AVG art. 15 lid 4). Pure: no database, no clock.

Names that the writer marked are covered, in every text of the file. So is what looks like a BSN, an e-mail address or a
telephone number, unless it is the resident's own. A name that nobody marked is not seen here: a person has to look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from maatwerk.casework.dossier.rules import parts
from maatwerk.foundation.people.bsn import numbers_like_a_bsn
from maatwerk.foundation.people.ways import plain_mail, plain_phone


class Kind(StrEnum):
    """What was covered."""

    NAME = "naam"
    BSN = "bsn"
    MAIL = "mail"
    PHONE = "telefoon"


type Span = tuple[int, int, Kind]

_WORD = re.compile(r"\w+")
_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
# As people write them: a Dutch number of nine digits after the prefix, or one of another country. Not a date with what
# follows it, and not part of a longer number.
_SEPARATED = r"(?:[ ()./-]{0,2}\d)"
_PHONE = re.compile(
    rf"(?<![\w+])(?!\d\d?[-/.]\d\d?[-/.]\d{{4}}\b)(?:(?:(?:\+|00)31 ?(?:\(0\))?|\(?0){_SEPARATED}{{9}}"
    rf"|(?:\+|00)[1-9]{_SEPARATED}{{7,14}})(?!\w)",
    re.ASCII,
)
# Numbers of organisations: 0800, 0900, 0906, 0909 and 088 (Nummerplan telefoon- en ISDN-diensten).
_OF_ORGANISATIONS = ("+31800", "+31900", "+31906", "+31909", "+3188")


@dataclass(frozen=True)
class Mine:
    """What is the resident's own and stays: words of their names, their ways as they are kept, and whether a number of
    nine digits is theirs."""

    names: frozenset[str]
    ways: frozenset[str]
    is_my_bsn: Callable[[str], bool]


class Cover:
    """Covers texts of one file, and counts what it covered. `marked` are the names that writers marked in it; `words`
    says what stands in the place of each kind."""

    def __init__(self, mine: Mine, marked: Iterable[str], words: dict[Kind, str]) -> None:
        self._mine, self._words = mine, words
        self._by_word: dict[str, list[str]] = {}
        for name in {name for name in marked if not _is_mine(name, mine.names)}:
            first = _WORD.search(name.lower())
            self._by_word.setdefault(first.group() if first else "", []).append(name)
        self.counts: Counter[Kind] = Counter()

    def __call__(self, text: str, marked: Sequence[str] = ()) -> str:
        """The text with everything of others covered; `marked` are the names that were marked in it."""
        pieces, end = [], 0
        for start, stop, kind in _merged(self._spans(text, marked)):
            pieces += [text[end:start], self._words[kind]]
            end = stop
            self.counts[kind] += 1
        return "".join([*pieces, text[end:]])

    def _spans(self, text: str, marked: Sequence[str]) -> Iterator[Span]:
        words = {"", *_WORD.findall(text.lower())}
        names = [*marked, *(name for word in words for name in self._by_word.get(word, ()))]
        at = 0
        for piece in parts(text, names):
            if piece.third:
                yield at, at + len(piece.text), Kind.NAME
            at += len(piece.text)
        for found in numbers_like_a_bsn(text):
            if not self._mine.is_my_bsn(re.sub(r"\D", "", found.group())):
                yield *found.span(), Kind.BSN
        for found in _MAIL.finditer(text):
            if plain_mail(found.group()) not in self._mine.ways:
                yield *found.span(), Kind.MAIL
        for found in _PHONE.finditer(text):
            number = plain_phone(found.group())
            if number and number not in self._mine.ways and not number.startswith(_OF_ORGANISATIONS):
                yield *found.span(), Kind.PHONE


def _is_mine(name: str, mine: frozenset[str]) -> bool:
    """Whether all words of a name are words of the resident's own names."""
    words = _WORD.findall(name.lower())
    return bool(words) and mine.issuperset(words)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Pieces that overlap as one, of the kind of the first and longest."""
    current: Span | None = None
    for start, stop, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if current and start < current[1]:
            current = (current[0], max(stop, current[1]), current[2])
        else:
            if current:
                yield current
            current = (start, stop, kind)
    if current:
        yield current
