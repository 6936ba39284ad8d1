"""One legal step: a pure function over arrays with its article and a plain sentence; and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isnan

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts import Money, Period
from maatwerk.knowledge.facts.writing import shown_money, shown_number
from maatwerk.knowledge.schemes.engine.ages import Truths
from maatwerk.knowledge.schemes.engine.figures import Figure, Unit
from maatwerk.knowledge.schemes.engine.rounding import Numbers

type Range = tuple[float, float]
"""Lowest and highest over all worlds: the same when nothing unknown plays a part."""

type Said = tuple[Text, Mapping[str, Range]]
"""A sentence, and its numbers."""


@dataclass(frozen=True)
class Step[**Given]:
    """`works` is a pure function over arrays. `text` names its parameters: `{income:euro}`, `{share:procent}`,
    `{years:getal}`; `{result:euro}` is what comes out."""

    id: str
    article: str
    unit: Unit
    text: Text
    works: Callable[Given, Numbers]

    def __call__(self, *args: Given.args, **words: Given.kwargs) -> Numbers:
        return self.works(*args, **words)


def step[**Given](id_: str, article: str, unit: Unit, text: Text) -> Callable[[Callable[Given, Numbers]], Step[Given]]:
    """Make a function a step of a law, e.g. `@step("norm", "Wzt art. 2 lid 2", Unit.EURO_A_YEAR, Text(…))`."""
    return lambda works: Step(id_, article, unit, text, works)


@dataclass(frozen=True)
class Rule:
    """Something a law asks, and how it is told that it is met and that it is not. Both may name figures, as steps."""

    id: str
    article: str
    met: Text
    unmet: Text


OPEN = Text(nl="Dit hangt af van wat wij nog niet weten.", en="This depends on what we do not know yet.")


@dataclass(frozen=True)
class Line:
    """One step or requirement as it was taken, for the explanation. `value` is the lowest and highest over all worlds;
    of a requirement 1 or 0. `figures` are those that played a part."""

    id: str
    article: str
    unit: Unit
    value: Range
    sentence: Text
    named: Mapping[str, Range]
    figures: tuple[Figure, ...]

    @property
    def is_open(self) -> bool:
        """It depends on something that is not known."""
        return self.value[0] != self.value[1]

    @property
    def text(self) -> Text:
        """The sentence with its numbers."""
        return OPEN if self.is_open else told(self.sentence, self.named)

    def in_(self, language: str) -> str:
        """The same in one language."""
        return OPEN.in_(language) if self.is_open else said(self.sentence, self.named, language)


@dataclass(frozen=True)
class Met:
    """A requirement, where it holds, and the numbers of its sentences."""

    rule: Rule
    holds: Truths
    named: Mapping[str, Range]


@dataclass(frozen=True)
class _Shown:
    """A number inside a sentence, written as its format asks, in one language."""

    low: float
    high: float
    language: str

    def __format__(self, how: str) -> str:
        if np.isnan(self.low):
            return {"nl": "onbekend", "en": "unknown"}[self.language]
        low = self._one(self.low, how)
        if self.low == self.high or low == (high := self._one(self.high, how)):
            return low
        return f"tussen {low} en {high}" if self.language == "nl" else f"between {low} and {high}"

    def _one(self, value: float, how: str) -> str:
        if how == "euro":
            return shown_money(Money(Decimal(f"{value:.2f}"), Period.ONCE)).in_(self.language)
        if how == "procent":
            return f"{shown_number(Decimal(f'{value * 100:.3f}')).in_(self.language)}%"
        if how == "getal":
            return shown_number(Decimal(f"{value:.6f}")).in_(self.language)
        raise ValueError(f"a sentence knows euro, procent and getal, not '{how}'")


def told(text: Text, values: Mapping[str, Range]) -> Text:
    """A sentence with its numbers filled in."""
    if "{" not in text.nl:
        return text
    return Text(nl=said(text, values, "nl"), en=said(text, values, "en"))


def said(text: Text, values: Mapping[str, Range], language: str) -> str:
    """A sentence with its numbers, in one language."""
    words = text.in_(language)
    if "{" not in words:
        return words
    return words.format(**{name: _Shown(*value, language) for name, value in values.items()})


def range_of(value: Numbers | float) -> Range:
    """The lowest and highest of an array, or of one number, apart from what is in doubt."""
    if isinstance(value, int | float):
        return value, value
    if value.size == 1:
        return (value.item(),) * 2
    if value.size and not isnan(low := float(value.min())):
        return low, float(value.max())
    known = value[~np.isnan(value)]
    return (float(known.min()), float(known.max())) if known.size else (np.nan, np.nan)
