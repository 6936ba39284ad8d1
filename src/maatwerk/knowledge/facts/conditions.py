"""Conditions over facts, evaluated with three outcomes: true, false, and unknown (Kleene's strong logic).

In a content file a condition is `{feit: drempel_cm, groter_dan: 2}`, or `{en: [...]}` / `{of: [...]}` of such:

    {feit: kookplaat, is: gas}                                  is, is_niet: a yes/no or a choice
    {feit: zien, een_van: [blind, slechtziend]}                 a choice
    {feit: geboortedatum, kleiner_dan: 1959-01-01}              groter_dan, kleiner_dan: a number, age, date or money
    {feit: partner.toetsingsinkomen, groter_dan: 1000}          money is per the period of the fact,
    {feit: netto_maandinkomen, kleiner_dan: 12000 per jaar}     unless the condition says per what
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from maatwerk.foundation.content import Entry
from maatwerk.knowledge.facts.dictionary import Dictionary, Fact, FactError, FactKind, Purpose
from maatwerk.knowledge.facts.numbers import UnreadableError
from maatwerk.knowledge.facts.reading import threshold
from maatwerk.knowledge.facts.values import FactKey, KnownFact, Money, NoAnswer, Period
from maatwerk.knowledge.facts.writing import written

_COMPARISONS = ("is_", "is_not", "greater_than", "less_than", "one_of")
_ORDERED = {
    FactKind.NUMBER: (Decimal,),
    FactKind.AGE: (Decimal,),
    FactKind.DATE: (date,),
    FactKind.MONEY: (Decimal, Money),
}


def _threshold(value: object) -> object:
    if isinstance(value, str):
        try:
            return threshold(value)
        except UnreadableError as error:
            raise ValueError(f"'{value}' is no number, date or amount such as '1200 per maand'") from error
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | date | Money):
        raise ValueError("expected a number, a date or an amount such as '1200 per maand'")
    if isinstance(value, datetime):
        raise ValueError("expected a date without a time")
    return Decimal(str(value)) if isinstance(value, int | float) else value


type Threshold = Annotated[Decimal | date | Money, BeforeValidator(_threshold), PlainSerializer(written)]


class Condition(Entry):
    """One comparison with one fact, or several conditions joined by `en` or `of`."""

    fact: str | None = Field(None, alias="feit")
    is_: bool | str | None = Field(None, alias="is")
    is_not: bool | str | None = Field(None, alias="is_niet")
    greater_than: Threshold | None = Field(None, alias="groter_dan")
    less_than: Threshold | None = Field(None, alias="kleiner_dan")
    one_of: tuple[str, ...] | None = Field(None, alias="een_van", min_length=1)
    all_of: tuple[Condition, ...] | None = Field(None, alias="en", min_length=1)
    any_of: tuple[Condition, ...] | None = Field(None, alias="of", min_length=1)

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        comparisons = sum(getattr(self, name) is not None for name in _COMPARISONS)
        joins = sum(part is not None for part in (self.all_of, self.any_of))
        if (self.fact is not None, comparisons, joins) not in {(True, 1, 0), (False, 0, 1)}:
            raise ValueError("a condition is one comparison with one 'feit', or one list under 'en' or 'of'")
        return self

    def faults(self, dictionary: Dictionary, purpose: Purpose | None = None) -> list[str]:
        """What makes this condition meaningless for `dictionary`, or its facts forbidden for `purpose`.

        Empty when it can be evaluated.
        """
        if self.fact is None:
            return [fault for part in self.all_of or self.any_of or () for fault in part.faults(dictionary, purpose)]
        try:
            fact = dictionary[dictionary.key(self.fact).fact]
        except FactError as error:
            return [error.sentence.en]
        if fact.contact_only:
            return [f"'{self.fact}' serves contact only and may not reach an engine"]
        if purpose and purpose not in fact.purposes:
            return [f"'{self.fact}' may not be asked for '{purpose}'; its purposes are {', '.join(fact.purposes)}"]
        limit = self.greater_than if self.greater_than is not None else self.less_than
        return self._faults_of_answers(fact) if limit is None else self._faults_of_limit(fact, limit)

    def _faults_of_answers(self, fact: Fact) -> list[str]:
        if fact.is_typed:
            # `is` on a number is refused on purpose: a measured number is a range, never one exact value.
            return [f"'{self.fact}' is a '{fact.kind}' and cannot be compared this way"]
        values = self.one_of or [value for value in (self.is_, self.is_not) if value is not None]
        known = {True, False} if fact.kind is FactKind.YES_NO else set(fact.options)
        return [f"'{value}' is no answer to '{self.fact}'" for value in values if value not in known]

    def _faults_of_limit(self, fact: Fact, limit: Decimal | date | Money) -> list[str]:
        if not isinstance(limit, _ORDERED.get(fact.kind, ())):
            return [f"'{self.fact}' is a '{fact.kind}' and cannot be compared this way"]
        if isinstance(limit, Money) and (limit.period is Period.ONCE) != (fact.period is Period.ONCE):
            return [f"'{self.fact}' is an amount '{fact.period}' and cannot be compared with one '{limit.period}'"]
        size = limit.per(fact.period) if isinstance(limit, Money) and fact.period else limit
        return [] if fact.allows(size) else [f"'{self.fact}' can never be {written(size)}, so this says nothing"]


type Facts = Mapping[FactKey, KnownFact]


def holds(condition: Condition, facts: Facts) -> bool | None:
    """Whether `condition` is true for `facts`; None when that depends on something unknown."""
    if condition.fact is None:
        parts = [holds(part, facts) for part in condition.all_of or condition.any_of or ()]
        decisive = condition.any_of is not None  # one true part settles "of", one false part settles "en"
        if decisive in parts:
            return decisive
        return None if None in parts else not decisive
    known = facts.get(FactKey.parse(condition.fact))
    if known is None or isinstance(known.value, NoAnswer):
        return None
    return _compare(condition, known.value)


def open_facts(condition: Condition, facts: Facts) -> list[str]:
    """The keys (`drempel_cm`, `partner.toetsingsinkomen`) whose answer could still change the outcome, in the order
    written; empty once it is settled."""
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
        return _is_more(value, condition.greater_than)
    if condition.less_than is not None:
        return _is_more(condition.less_than, value)
    return value in (condition.one_of or ())


def _is_more(one: Any, other: Any) -> bool:
    """Whether `one` is more than `other`. A bare number beside money is per that money's period."""
    if isinstance(one, Money) or isinstance(other, Money):
        money = one if isinstance(one, Money) else Money(one, other.period)
        return money.is_more_than(other if isinstance(other, Money) else Money(other, one.period))
    return bool(one > other)
