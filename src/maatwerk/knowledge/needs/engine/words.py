"""Words of a question, stemmed, and a BM25 index over short texts (Robertson and Zaragoza, "The Probabilistic
Relevance Framework: BM25 and Beyond", 2009)."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import snowballstemmer

_ALGORITHMS = {"nl": "dutch", "en": "english"}
_WORD = re.compile(r"[^\W_]+")
_CLAUSE_END = re.compile(
    r"[.,;:!?\n]+|\b(?:en|maar|want|omdat|sinds|dus|terwijl|and|but|because|since|so|while)\b", re.IGNORECASE
)
_K1, _B = 1.2, 0.75  # the usual values


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    # One stemmer per call: its state is not safe to share between threads, and the cache makes it rare.
    stem = str(snowballstemmer.stemmer(_ALGORITHMS[language]).stemWord(word))
    if language == "nl":
        # Snowball keeps "valt", "vall(en)" and "val" apart. Endings of verbs go; a wrong guess ("geld", "gel") does no
        # harm, since questions and wordings are cut alike.
        if len(stem) > 3 and stem[-1] in "td" and stem[-2] not in "aeiouy":
            stem = stem[:-1]
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
            stem = stem[:-1]
    return stem


def stems(text: str, language: str) -> list[str]:
    """The stemmed words of `text`, in order; accents and case do not matter.

    No word is dropped: "niet", "geen" and "alleen" carry meaning here, and common words weigh next to nothing anyway.
    """
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )
    return [_stem(word, language) for word in _WORD.findall(plain)]


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
