"""From a question in someone's own words to the needs in it: by the words, and by what the words mean.

Three signals are added up, each set to the same scale over all needs: what the question has in common with the wordings
of a need in pieces of words, how near it is in meaning to the nearest wordings, and how near to the middle of them all.
They fail on different questions. Fusing by rank did no better (docs/decisions/0032-understanding-by-meaning.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from maatwerk.foundation.search.words import COMMON, plain_words
from maatwerk.knowledge.advice import HeardNeed, Need
from maatwerk.knowledge.needs.engine.grams import GramIndex
from maatwerk.knowledge.needs.engine.meaning import Floats, Meaning, Sentences
from maatwerk.knowledge.needs.engine.parts import clauses, parts

MOST_NEEDS = 5
_NEAREST = 3  # wordings of a need that count: one may be an accident, and never all of them fit
_LINES = 5  # lines that danger, and what is about something else, are measured by
_CLAUSES = 0.15  # what a clause adds to the whole: enough to hear a second need, too little to drown the first
_OTHER = 2.0  # how much more (in spreads of all needs) a clause has to tell something else to be read by itself
_TOLD = 2  # needs that a part may tell by itself
_CLEAR = 0.3  # certainty with which a clause has to tell its need
_WHOLE = 3  # needs of the whole question that always stand first
_PART, _MOST_PARTS = 40, 8  # words that are read at once, and how many times; a model takes 20 ms each time


@dataclass(frozen=True)
class Measured:
    """Numbers that were fitted on the half "werk" of the evaluation, per kind of understanding.

    The certainty that a need is meant is `1 / (1 + exp(-(score * s - behind * (best - s) + start)))` for its score s
    (logistic regression). `danger` and `elsewhere` say how much nearer a question has to be to lines of danger, or to
    lines about something else, than to other lines.
    """

    score: float
    behind: float
    start: float
    danger: float
    elsewhere: float


WORDS = "woorden"
MEASURED = {
    "e5": Measured(score=0.42, behind=0.35, start=-3.85, danger=-0.12, elsewhere=-0.05),
    "use": Measured(score=0.41, behind=0.27, start=-4.07, danger=-0.15, elsewhere=-0.08),
    WORDS: Measured(score=0.89, behind=0.60, start=-4.22, danger=-0.15, elsewhere=-0.08),
}
_SAY_NOTHING = COMMON["nl"] | COMMON["en"]
_AFTER_LATIN = "\u0370"  # where Greek begins
SURE = 0.5  # below it the first need is more likely wrong than right


@dataclass(frozen=True)
class Heard:
    """What was understood of a question.

    `needs` holds at most five, the likeliest first. `sure` is False where one had better ask what was meant.
    `elsewhere` is the subject of a question that is about none of the needs; then there are none. `danger` says that it
    sounds like danger, whatever the needs are.
    """

    needs: tuple[HeardNeed, ...] = ()
    sure: bool = False
    elsewhere: str | None = None
    danger: bool = False


class Understanding:
    """Hears needs, danger, and what is about something else. Shared by all threads; nothing in it changes."""

    def __init__(
        self,
        needs: Iterable[Need],
        wordings: Mapping[str, Sequence[str]],
        sentences: Sentences | None = None,
        *,
        danger: Iterable[str] = (),
        harmless: Iterable[str] = (),
        elsewhere: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """`wordings` maps a need id to how people say it, in any language. `danger` are lines that tell danger and
        `harmless` lines that only look like it; `elsewhere` maps other subjects to lines about them. Without
        `sentences` only words count."""
        self._needs = sorted(needs, key=lambda need: need.id)
        self._subjects = sorted(elsewhere or {})
        self._sentences = sentences
        self.by = sentences.name if sentences else WORDS
        self._measured = MEASURED[self.by]
        groups: list[Sequence[str]] = [wordings[need.id] for need in self._needs]
        groups += [(elsewhere or {})[subject] for subject in self._subjects]
        groups += [tuple(danger), tuple(harmless)]
        texts = list(chain.from_iterable(groups))
        group = np.repeat(np.arange(len(groups)), [len(lines) for lines in groups])
        of_need = group < len(self._needs)
        dangerous = np.array([need.dangerous for need in self._needs] + [False] * len(self._subjects) + [True, False])
        self._danger, self._calm = np.flatnonzero(dangerous[group]), np.flatnonzero(~dangerous[group])
        self._elsewhere = np.flatnonzero(~of_need & (group < len(groups) - 2))
        self._of_needs = np.flatnonzero(of_need)
        self._group, self._harmless = group, len(groups) - 1
        self._members = _members(group[of_need], len(texts))
        self._words = GramIndex(texts)
        if sentences:
            self._meaning = Meaning(sentences.vectors(texts), np.where(of_need, group, -1))

    def hear(self, text: str) -> Heard:
        """What is in `text`. Language, case and typing errors hardly matter."""
        if _SAY_NOTHING.issuperset(plain_words(text)) or not _readable(text):
            return Heard()
        if text.isupper():  # somebody who shouts says the same
            text = text.lower()
        near, scores, apart = self._compared(text)
        danger = self._nearer(near, self._danger, self._calm) >= self._measured.danger
        if self._nearer(near, self._elsewhere, self._of_needs) >= self._measured.elsewhere:
            subject = self._group[self._elsewhere[np.argmax(near[self._elsewhere])]] - len(self._needs)
            return Heard(elsewhere=self._subjects[subject], danger=danger)
        needs = self._in_turn(scores, apart)
        if self._group[np.argmax(near)] == self._harmless:
            needs = [heard for heard in needs if not heard.need.dangerous]
        return Heard(tuple(needs), bool(needs) and needs[0].certainty >= SURE, None, danger)

    def _in_turn(self, scores: Floats, apart: Sequence[dict[int, float]]) -> list[HeardNeed]:
        """The first needs of the whole; behind them those of clauses that tell something else, for a second problem
        has to be heard beside all the neighbours of the first; then the others of the whole."""
        certain = _best(scores, MOST_NEEDS, self._measured)
        first = list(certain)[:_WHOLE]
        others: dict[int, float] = {}
        for told in apart:
            if not set(told).intersection(first):
                others |= {place: each for place, each in told.items() if each >= _CLEAR}
            certain = {place: max(each, told.get(place, 0.0)) for place, each in certain.items()}
        in_turn = list(dict.fromkeys([*first, *others, *certain]))[:MOST_NEEDS]
        return [HeardNeed(self._needs[place], (certain | others)[place]) for place in in_turn]

    def _compared(self, text: str) -> tuple[Floats, Floats, list[dict[int, float]]]:
        """How near `text` is to each line, the score of each need, and what its parts tell by themselves. Of a long
        story each need is as near as the part that tells it. Of a short one the clauses are heard too, by their words
        and more softly than the whole; where the one that has least to do with what was heard first clearly tells
        something else, its needs are heard by themselves. A model would take as long again and finds no more."""
        whole = parts(text, _PART, _MOST_PARTS)
        by_words = np.stack([self._words.similarities(part) for part in whole])
        near, middles = by_words, None
        if self._sentences:
            near, middles = self._meaning.similarities(self._sentences.vectors(whole))
        scores = self._scores(by_words, near, middles)
        if len(whole) > 1:
            each = (slice(one, one + 1) for one in range(len(whole)))
            by_part = [self._scores(by_words[at], near[at], None if middles is None else middles[at]) for at in each]
            return near.max(axis=0), scores, [_best(told, _TOLD, self._measured) for told in by_part]
        said = clauses(text)
        if len(said) < 2:
            return near[0], scores, []
        words = np.stack([self._words.similarities(clause) for clause in said])
        alone = np.stack([_to_scale(self._nearest(each)) for each in words])
        first = _best(scores, _WHOLE, self._measured)
        heard = [place for place, certain in first.items() if certain >= _CLEAR] or list(first)[:1]
        of_first = alone[:, heard].max(axis=1)
        other = int(np.argmin(of_first))
        softly = ((scores + _CLAUSES * alone.max(axis=0)) / (1 + _CLAUSES)).astype(np.float32)
        if alone[other].max() - of_first[other] < _OTHER:
            return near[0], softly, []
        return near[0], softly, [_best(alone[other], _TOLD, MEASURED[WORDS])]

    def _scores(self, by_words: Floats, near: Floats, middles: Floats | None) -> Floats:
        """The score of each need, for how near the parts of a text (rows) are to each line and each middle."""
        signals = [self._nearest(by_words.max(axis=0))]
        if middles is not None:
            signals += [self._nearest(near.max(axis=0)), middles.max(axis=0)]
        total: Floats = np.stack([_to_scale(signal) for signal in signals]).sum(axis=0)
        return total

    def _nearest(self, near: Floats) -> Floats:
        """Per need how near its nearest wordings are."""
        return _mean_of_best(np.append(near, np.float32(-1))[self._members], _NEAREST)

    def _nearer(self, near: Floats, these: NDArray[np.int64], those: NDArray[np.int64]) -> float:
        """How much nearer it is to these lines than to those."""
        if not len(these) or not len(those):
            return -1.0
        return float(_mean_of_best(near[these], _LINES) - _mean_of_best(near[those], _LINES))


def _best(scores: Floats, most: int, numbers: Measured) -> dict[int, float]:
    """The places with the highest scores, each with how likely it is that it is meant."""
    best = np.argsort(-scores, kind="stable")[:most]
    found = scores[best]
    weighed = numbers.score * found - numbers.behind * (found[0] - found) + numbers.start
    certain = [round(float(each), 3) for each in 1 / (1 + np.exp(-weighed))]
    return dict(zip(best.tolist(), certain, strict=True))


def _readable(text: str) -> bool:
    """Whether most letters are of the alphabet of the wordings: the models put other scripts elsewhere, and then what
    is nearest says nothing."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(letter < _AFTER_LATIN for letter in letters) > len(letters)


def _members(group: NDArray[np.int64], none: int) -> NDArray[np.int64]:
    """Per group the places of its lines, filled up with `none`; groups lie one after the other."""
    sizes = np.bincount(group)
    members = np.full((len(sizes), max(int(sizes.max()), _NEAREST)), none)
    members[np.arange(members.shape[1]) < sizes[:, None]] = np.arange(len(group))
    return members


def _mean_of_best(values: Floats, most: int) -> Floats:
    """The mean of the `most` highest along the last axis."""
    most = min(most, values.shape[-1])
    found: Floats = np.partition(values, -most, axis=-1)[..., -most:].mean(axis=-1)
    return found


def _to_scale(scores: Floats) -> Floats:
    found: Floats = (scores - scores.mean()) / max(float(scores.std()), 1e-9)
    return found
