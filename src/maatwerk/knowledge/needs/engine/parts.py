"""The parts of a question: of a long story what is read at once, of a short one what may name a need of its own."""

from __future__ import annotations

import re

_END = re.compile(
    r"[.,;:!?\n]+|\b(?:en|maar|want|omdat|sinds|dus|terwijl|and|but|because|since|so|while)\b", re.IGNORECASE
)
_FEW_WORDS, _MOST_CLAUSES = 3, 4
_PAUSE = re.compile(r"(?<=[.!?\n])\s+|,\s+")


def parts(text: str, words: int, most: int) -> list[str]:
    """`text` in parts of about so many words, cut where people pause; at most `most` parts, the first ones."""
    found: list[list[str]] = []
    for piece in _PAUSE.split(text):
        said = piece.split()
        if not found or len(found[-1]) + len(said) > words:
            found.append([])
        found[-1] += said
        while len(found[-1]) > words:  # somebody who never pauses
            found.append(found[-1][words:])
            found[-2] = found[-2][:words]
    return [" ".join(said) for said in found if said][:most]


def clauses(text: str) -> list[str]:
    """The first parts of `text` that say something, cut where people pause."""
    said = (part.strip() for part in _END.split(text))
    return [part for part in said if len(part.split()) >= _FEW_WORDS][:_MOST_CLAUSES]
