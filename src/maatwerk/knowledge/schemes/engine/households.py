"""What is known of households, as columns: one number per household, NaN where it is unknown.

The columns are the facts of the dictionary, by their key (`toetsingsinkomen`, `partner.vermogen`, `kale_huur`). Yes and
no are 1 and 0, a choice is the number of its option, money is euros per the period of its fact, and a date is days
since 1 January 1970. One household is an array of length one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from maatwerk.knowledge.facts import Dictionary, FactKey, FactValue, KnownFact, Money, NoAnswer
from maatwerk.knowledge.schemes.engine.ages import day_number
from maatwerk.knowledge.schemes.engine.rounding import Numbers

PARTNER = "partner"
_OF_AGE = 18
MOST_OF_A_KIND = 20  # children, and others in the home: the dictionary knows no more

# A yearly income before tax is at least twelve times what comes in net a month. At most it is a good twice that: half
# of it goes to tax at the highest rate (Wet IB 2001 art. 2.10, below 50 percent), and holiday pay comes on top.
_YEARLY_OF_MONTHLY = (12.0, 12 * 2.2)


@dataclass(frozen=True)
class Households:
    """`size` households on the day `on`.

    `columns` are float64 arrays of length `size`. `there` says per person besides the applicant (`partner`, `kind1`,
    `medebewoner1`, …) whether that person is: 1, 0, or NaN when nobody said. `ranges` hold the lowest and highest value
    of facts of which only that is known; they count where the column says NaN. `estimated` names the incomes among them
    that follow from one of another period, which is only so when the income stays the same. `supposed` are facts that
    nobody told, filled in to see what would follow.
    """

    on: date
    size: int
    columns: Mapping[FactKey, Numbers]
    there: Mapping[str, Numbers] = field(default_factory=dict)
    ranges: Mapping[FactKey, tuple[float, float]] = field(default_factory=dict)
    estimated: frozenset[FactKey] = frozenset()
    supposed: frozenset[FactKey] = frozenset()
    present: dict[str, tuple[NDArray[np.bool_], bool]] = field(init=False, repr=False, compare=False)
    whole: dict[FactKey, Numbers] = field(init=False, repr=False, compare=False)
    """What cases worked out of these households and the next can use: who is there and whether that is open, and the
    columns in which nothing is."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "present", {})
        object.__setattr__(self, "whole", {})

    @property
    def children(self) -> list[str]:
        return [subject for subject in self.there if subject.startswith("kind")]

    @property
    def others(self) -> list[str]:
        return [subject for subject in self.there if subject.startswith("medebewoner")]


def taken(households: Households, rows: NDArray[np.int64]) -> Households:
    """Some of the households, in the order of `rows`."""
    whole = len(rows) and rows[-1] - rows[0] + 1 == len(rows) and (np.diff(rows) == 1).all()
    these = slice(rows[0], rows[-1] + 1) if whole else rows  # a part without gaps is not copied
    return replace(
        households,
        size=len(rows),
        columns={key: column[these] for key, column in households.columns.items()},
        there={person: exists[these] for person, exists in households.there.items()},
    )


def side_by_side(one: Households, other: Households) -> Households:
    """Both as rows of one. Who is in only one of them is not there in the other. Raises ValueError when their day or
    ranges differ."""
    if one.on != other.on or one.ranges != other.ranges:
        raise ValueError("households stand side by side on one day and with the same ranges")

    def joined[Key](mine: Mapping[Key, Numbers], theirs: Mapping[Key, Numbers], absent: float) -> dict[Key, Numbers]:
        return {
            key: np.concatenate(
                [mine.get(key, np.full(one.size, absent)), theirs.get(key, np.full(other.size, absent))]
            )
            for key in dict.fromkeys((*mine, *theirs))
        }

    return replace(
        one,
        size=one.size + other.size,
        columns=joined(one.columns, other.columns, np.nan),
        there=joined(one.there, other.there, 0.0),
    )


def number_of(dictionary: Dictionary, fact: str, value: FactValue) -> float:
    """A value as a column holds it; NaN for an answer that leaves the fact unknown."""
    if isinstance(value, NoAnswer):
        return np.nan
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, str):
        return float(list(dictionary[fact].options).index(value))
    if isinstance(value, date):
        return day_number(value)
    return float(value.amount if isinstance(value, Money) else value)


def household_of(
    facts: Mapping[FactKey, KnownFact],
    on: date,
    dictionary: Dictionary,
    ranges: Mapping[FactKey, tuple[float, float]] | None = None,
) -> Households:
    """One household from what is known of it. Who lives there follows from `samenwonen`, `aantal_kinderen`,
    `aantal_volwassenen`, and from whoever something is known of, if only a range."""
    columns = {
        key: np.array([number_of(dictionary, key.fact, known.value)])
        for key, known in facts.items()
        if key.fact in dictionary
    }
    told_of = {key.subject for key in (*facts, *(ranges or {})) if key.subject}
    there = {subject: np.array([exists]) for subject, exists in _who_is_there(facts, told_of).items()}
    return with_estimates(Households(on, 1, columns, there, ranges or {}))


def with_estimates(household: Households) -> Households:
    """The same, with ranges for what follows roughly from something else that was told: birth dates, and a yearly
    income from last month's and the other way round. For one household; of many nothing is estimated."""
    household = with_births(household)
    ranges, estimated = dict(household.ranges), set(household.estimated)
    for subject in ("", *household.there):
        monthly, yearly = FactKey(subject, "netto_maandinkomen"), FactKey(subject, "toetsingsinkomen")
        net, gross = _known(household, monthly), _known(household, yearly)
        low, high = ranges.get(monthly, (net, net))
        if low is not None and high is not None and gross is None and yearly not in ranges:
            estimated.add(yearly)
            ranges[yearly] = low * _YEARLY_OF_MONTHLY[0], high * _YEARLY_OF_MONTHLY[1]
        if net is None and gross is not None and monthly not in ranges:
            estimated.add(monthly)
            earned = max(0.0, gross)
            ranges[monthly] = earned / _YEARLY_OF_MONTHLY[1], earned / _YEARLY_OF_MONTHLY[0]
    return replace(household, ranges=ranges, estimated=frozenset(estimated))


def with_births(household: Households) -> Households:
    """The same, with between which days somebody was born: by their age, or as a child in the home. For one."""
    ranges = dict(household.ranges)
    for subject in ("", *household.there):
        age = _known(household, FactKey(subject, "leeftijd"))
        birth = FactKey(subject, "geboortedatum")
        if age is not None and _known(household, birth) is None:
            first = _years_before(household.on, int(age) + 1) + timedelta(days=1)
            ranges.setdefault(birth, (day_number(first), day_number(_years_before(household.on, int(age)))))
        elif age is None and subject.startswith("kind"):  # what is asked about is children under 18
            oldest = _years_before(household.on, _OF_AGE) + timedelta(days=1)
            ranges.setdefault(birth, (day_number(oldest), day_number(household.on)))
    return replace(household, ranges=ranges)


def _known(household: Households, key: FactKey) -> float | None:
    column = household.columns.get(key)
    return None if column is None or np.isnan(column[0]) else float(column[0])


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 3, 1)


def _who_is_there(facts: Mapping[FactKey, KnownFact], told_of: set[str]) -> dict[str, float]:
    def said(fact: str) -> FactValue | None:
        known = facts.get(FactKey("", fact))
        return None if known is None or isinstance(known.value, NoAnswer) else known.value

    there: dict[str, float] = {}
    partner = said("samenwonen")
    there[PARTNER] = float(partner) if isinstance(partner, bool) else 1.0 if PARTNER in told_of else np.nan
    children, adults = said("aantal_kinderen"), said("aantal_volwassenen")
    there |= _numbered("kind", children, told_of)
    others = adults - 1 - Decimal(int(there[PARTNER] == 1)) if isinstance(adults, Decimal) else None
    there |= _numbered("medebewoner", others, told_of)
    return there


def _numbered(kind: str, many: FactValue | None, told_of: set[str]) -> dict[str, float]:
    told = [f"{kind}{number}" for number in range(1, MOST_OF_A_KIND + 1) if f"{kind}{number}" in told_of]
    if isinstance(many, Decimal):
        counted = [f"{kind}{number}" for number in range(1, int(many) + 1)]
        return dict.fromkeys([*counted, *(each for each in told if each not in counted)], 1.0)
    return dict.fromkeys(told, 1.0) or {f"{kind}1": np.nan}
