"""Clauses of a question, and a BM25 index over short texts (Robertson and Zaragoza, "The Probabilistic
Relevance Framework: BM25 and Beyond", 2009)."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_CLAUSE_END = re.compile(
    r"[.,;:!?\n]+|\b(?:en|maar|want|omdat|sinds|dus|terwijl|and|but|because|since|so|while)\b", re.IGNORECASE
)
_K1, _B = 1.2, 0.75  # the usual values


def clauses(text: str) -> list[str]:
    """The parts of a question that may each name a need of their own."""
    return [part for part in (piece.strip() for piece in _CLAUSE_END.split(text)) if part]


class WordIndex:
    """Scores short documents against a query. Documents are given once, as lists of stems."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths = [len(document) for document in documents]
        self._average = (sum(self._lengths) / len(documents)) if documents else 0.0
        for number, document in enumerate(documents):
            for stem, count in Counter(document).items():
                self._postings[stem].append((number, count))
        total = len(documents)
        self._weights = {
            stem: math.log(1 + (total - len(found) + 0.5) / (len(found) + 0.5))
            for stem, found in self._postings.items()
        }
        self.unknown_weight = math.log(1 + (total + 0.5) / 0.5)

    def weight(self, stem: str) -> float:
        """How telling a stem is: rare words more than common ones, unknown words most."""
        return self._weights.get(stem, self.unknown_weight)

    def scores(self, query: Iterable[str]) -> dict[int, float]:
        """BM25 score per document number, only for documents that share a word with `query`."""
        found: dict[int, float] = defaultdict(float)
        for stem in set(query):
            for number, count in self._postings.get(stem, ()):
                length = 1 - _B + _B * self._lengths[number] / self._average
                found[number] += self._weights[stem] * count * (_K1 + 1) / (count + _K1 * length)
        return found
