"""Conditions over facts, evaluated with three outcomes: true, false, and unknown (Kleene's strong logic).

In a content file a condition is `{feit: drempel_cm, groter_dan: 2}`, or `{en: [...]}` / `{of: [...]}` of such.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self

from pydantic import Field, model_validator

from maatwerk.foundation.content import Entry
from maatwerk.knowledge.facts.dictionary import Dictionary, FactKind
from maatwerk.knowledge.facts.values import FactKey, KnownFact, NoAnswer

_COMPARISONS = ("is_", "is_not", "greater_than", "less_than", "one_of")


class Condition(Entry):
    """One comparison with one fact, or several conditions joined by `en` or `of`."""

    fact: str | None = Field(None, alias="feit")
    is_: bool | str | None = Field(None, alias="is")
    is_not: bool | str | None = Field(None, alias="is_niet")
    greater_than: Decimal | None = Field(None, alias="groter_dan")
    less_than: Decimal | None = Field(None, alias="kleiner_dan")
    one_of: tuple[str, ...] | None = Field(None, alias="een_van")
    all_of: tuple[Condition, ...] | None = Field(None, alias="en")
    any_of: tuple[Condition, ...] | None = Field(None, alias="of")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        comparisons = sum(getattr(self, name) is not None for name in _COMPARISONS)
        joins = sum(part is not None for part in (self.all_of, self.any_of))
        if (self.fact is not None, comparisons, joins) not in {(True, 1, 0), (False, 0, 1)}:
            raise ValueError("a condition is one comparison with one 'feit', or one list under 'en' or 'of'")
        return self

    def faults(self, dictionary: Dictionary) -> list[str]:
        """What makes this condition meaningless for `dictionary`; empty when it can be evaluated."""
        if self.fact is None:
            return [fault for part in self.all_of or self.any_of or () for fault in part.faults(dictionary)]
        if self.fact not in dictionary:
            return [f"the fact '{self.fact}' is not in the dictionary"]
        fact = dictionary[self.fact]
        if fact.contact_only:
            return [f"'{self.fact}' serves contact only and may not reach an engine"]
        numeric = self.greater_than is not None or self.less_than is not None
        if numeric != (fact.kind is FactKind.NUMBER):
            # `is` on a number is refused on purpose: a measured number is a range, never one exact value.
            return [f"'{self.fact}' is a '{fact.kind}' and cannot be compared this way"]
        values = self.one_of or [value for value in (self.is_, self.is_not) if value is not None]
        known = {True, False} if fact.kind is FactKind.YES_NO else set(fact.options)
        return [f"'{value}' is no answer to '{self.fact}'" for value in values if not numeric and value not in known]


type Facts = Mapping[FactKey, KnownFact]


def holds(condition: Condition, facts: Facts) -> bool | None:
    """Whether `condition` is true for `facts`; None when that depends on something unknown."""
    if condition.fact is None:
        parts = [holds(part, facts) for part in condition.all_of or condition.any_of or ()]
        decisive = condition.any_of is not None  # one true part settles "of", one false part settles "en"
        if decisive in parts:
            return decisive
        return None if None in parts else not decisive
    known = facts.get(FactKey("", condition.fact))
    if known is None or isinstance(known.value, NoAnswer):
        return None
    return _compare(condition, known.value)


def open_facts(condition: Condition, facts: Facts) -> list[str]:
    """The facts whose answer could still change the outcome, in the order written; empty once it is settled."""
    if holds(condition, facts) is not None:
        return []
    if condition.fact is not None:
        return [condition.fact]
    parts = condition.all_of or condition.any_of or ()
    return list(dict.fromkeys(fact for part in parts for fact in open_facts(part, facts)))


def _compare(condition: Condition, value: Any) -> bool:
    if condition.is_ is not None:
        return bool(value == condition.is_)
    if condition.is_not is not None:
        return bool(value != condition.is_not)
    if condition.greater_than is not None:
        return bool(value > condition.greater_than)
    if condition.less_than is not None:
        return bool(value < condition.less_than)
    return value in (condition.one_of or ())
