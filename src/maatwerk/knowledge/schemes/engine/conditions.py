"""Conditions over facts, over arrays: the same as `maatwerk.knowledge.facts.holds`, where unknown is settled by worlds.

Of somebody who is not there a yes/no is no and a number 0, as everywhere in the engine.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np

from maatwerk.knowledge.facts import Condition, FactKey, Money
from maatwerk.knowledge.schemes.engine.ages import Truths, day_number, years_old
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.rounding import Numbers


def holds(case: Case, condition: Condition) -> Truths:
    """Where a condition holds. Every part is read, whatever the others say."""
    if condition.fact is None:
        parts = [holds(case, part) for part in condition.all_of or condition.any_of or ()]
        joined: Truths = np.all(parts, axis=0) if condition.all_of is not None else np.any(parts, axis=0)
        return joined
    key = FactKey.parse(condition.fact)
    limit = condition.greater_than if condition.greater_than is not None else condition.less_than
    if limit is not None:
        size = _size(case, key, limit)
        value = _number(case, key, size)
        return value > size if condition.greater_than is not None else value < size
    if condition.one_of is not None:
        return case.chose(key.fact, *condition.one_of, subject=key.subject)
    wanted = condition.is_ if condition.is_ is not None else condition.is_not
    found = _is(case, key, wanted) if wanted is not None else np.zeros(case.size, bool)
    return found if condition.is_ is not None else ~found


def _is(case: Case, key: FactKey, wanted: bool | str) -> Truths:
    if isinstance(wanted, str):
        return case.chose(key.fact, wanted, subject=key.subject)
    yes = case.partner if key == FactKey("", "samenwonen") else case.yes(key.fact, key.subject)
    return yes if wanted else ~yes


def _number(case: Case, key: FactKey, limit: float) -> Numbers:
    """The number that is compared. An age follows from the birth date, and how many children from who is there."""
    if key.fact == "leeftijd":
        return years_old(case.births(key.subject, ages=(limit, limit + 1)), case.on)
    if key == FactKey("", "aantal_kinderen"):
        return _children(case, limit)
    return case.number(key.fact, key.subject, at=(limit - 1, limit))


def _children(case: Case, limit: float) -> Numbers:
    """How many are there; where nobody said, that is what is asked."""
    there = [case.households.there[child] for child in case.households.children]
    count: Numbers = np.sum([np.zeros(case.size), *there], axis=0)
    unknown = np.isnan(count)
    return np.where(unknown, case.number("aantal_kinderen", at=(limit - 1, limit), where=unknown), count)


def _size(case: Case, key: FactKey, limit: Decimal | date | Money) -> float:
    """The limit as the columns hold it."""
    if isinstance(limit, date):
        return day_number(limit)
    if isinstance(limit, Money):
        return float(limit.per(case.dictionary[key.fact].period or limit.period).amount)
    return float(limit)
