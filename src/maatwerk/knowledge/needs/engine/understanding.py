"""From a question in someone's own words to the needs in it. Words only: stemmed, ranked by BM25."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from maatwerk.foundation.search.words import stems
from maatwerk.knowledge.advice import HeardNeed, Need
from maatwerk.knowledge.needs.engine.words import WordIndex, clauses

MOST_NEEDS = 5
# Both were chosen on questions that tell a need: lower hears needs nobody named, higher hears nothing in questions
# that are told indirectly.
LEAST_CERTAINTY = 0.2
LEAST_OF_BEST = 0.5  # a need that scores less than half of the best one is an accident of common words


class Understanding:
    """Recognises needs by the words people use for them: one document a need, made of its label and wordings.

    A question is compared whole and, at half weight, clause by clause, so that "the rent, and my mother falls" yields
    both. `certainty` is the share of the telling words of the (part of the) question that the need's wordings know.
    """

    def __init__(self, needs: Iterable[Need], wordings: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        """`wordings` maps a need id to its wordings per language ("nl", "en")."""
        self._needs = list(needs)
        self._indexes: dict[str, WordIndex] = {}
        self._words: dict[str, list[set[str]]] = {}
        for language in ("nl", "en"):
            documents = [
                [
                    stem
                    for text in (need.text.in_(language), *wordings[need.id][language])
                    for stem in stems(text, language)
                ]
                for need in self._needs
            ]
            self._indexes[language] = WordIndex(documents)
            self._words[language] = [set(document) for document in documents]

    def needs_in(self, text: str, language: str = "nl") -> tuple[HeardNeed, ...]:
        """The needs in `text`, best first, at most five; empty when nothing was understood.

        When the text says nothing in `language` it is read in the other one: people choose a page in one language
        and type in another.
        """
        other = "nl" if language == "en" else "en"
        return self._needs_in(text, language) or self._needs_in(text, other)

    def _needs_in(self, text: str, language: str) -> tuple[HeardNeed, ...]:
        index, words = self._indexes[language], self._words[language]
        scores: dict[int, float] = defaultdict(float)
        certainty: dict[int, float] = defaultdict(float)
        least_mass = index.unknown_weight**2 / 2  # a part of only common words proves nothing
        for part, weight in [(text, 1.0), *((clause, 0.5) for clause in clauses(text))]:
            query = set(stems(part, language))
            mass = max(least_mass, sum(index.weight(stem) ** 2 for stem in query))
            for number, score in index.scores(query).items():
                scores[number] += weight * score
                known = sum(index.weight(stem) ** 2 for stem in query & words[number])
                certainty[number] = max(certainty[number], known / mass)
        ranked = sorted(scores, key=lambda number: (-scores[number], self._needs[number].id))
        heard = [number for number in ranked if certainty[number] >= LEAST_CERTAINTY][:MOST_NEEDS]
        return tuple(
            HeardNeed(self._needs[number], round(min(certainty[number], 1.0), 2))
            for number in heard
            if scores[number] >= LEAST_OF_BEST * scores[heard[0]]
        )
