"""Schemes of a municipality as data: who gets them, how much, from when, and in which words.

The rules of a scheme stand by the day from which they count. A rule set is a closed list of conditions, each at most
once, so that it fits a form: a limit to income and one to wealth, ages, children, years of low income, being a student,
and conditions over facts. What is known to exist but not how much is written as `onbekend`: then the outcome is too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from maatwerk.foundation.content import Entry, Place, Text, load_entries
from maatwerk.foundation.content.entry import Sentence
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.facts import Condition, Dictionary, Purpose
from maatwerk.knowledge.facts.numbers import UnreadableError, number
from maatwerk.knowledge.schemes.catalogue import SchemeEntry
from maatwerk.knowledge.schemes.engine.figures import Stands

UNKNOWN = "onbekend"
MOST_YEARS = 120


def _as_written(value: object) -> object:
    """A number of a file as somebody would type it."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _a_number(text: str) -> str:
    if text.strip().casefold() == UNKNOWN:
        return UNKNOWN
    try:
        read = number(text.strip().casefold().removeprefix("€").strip())
    except UnreadableError as error:
        raise ValueError(f"'{text}' is no number; write a number, or '{UNKNOWN}'") from error
    if read < 0 or read > 100_000:
        raise ValueError("expected a number from 0 to 100000")
    return format(read, "f")


Amount = Annotated[str, BeforeValidator(_as_written), AfterValidator(_a_number)]
"""Euros, a percentage or another number as it is typed, or `onbekend`."""


def value_of(amount: str) -> float | None:
    """The number; None where it is not known."""
    return None if amount == UNKNOWN else float(Decimal(amount))


def _a_day(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


class IncomeLimit(Entry):
    """At most this percentage of the norm of the Participatiewet (art. 21 and 22), without shared costs."""

    percentage: Amount


class WealthLimit(Entry):
    """At most this many times the wealth that the Participatiewet leaves out (art. 34 lid 3)."""

    times: Amount = Field(alias="keer")


class Ages(Entry):
    """Ages in whole years, both inclusive; without one there is no end at that side."""

    from_: int | None = Field(None, alias="van", ge=0, le=MOST_YEARS)
    to: int | None = Field(None, alias="tot_en_met", ge=0, le=MOST_YEARS)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.from_ is None and self.to is None:
            raise ValueError("give 'van', 'tot_en_met', or both")
        if self.from_ is not None and self.to is not None and self.from_ > self.to:
            raise ValueError("'van' is more than 'tot_en_met'")
        return self


class LowIncome(Entry):
    """So many years of low income in a row, at least."""

    years: Amount = Field(alias="jaren")


class AskedFact(Entry):
    """A condition over facts, and how it is told that it is met and that it is not."""

    holds: Condition = Field(alias="als")
    met: Text = Field(alias="wel")
    unmet: Text = Field(alias="niet")


class Amounts(Entry):
    """What each kind of household gets. A single parent and a couple are the household, however many they are."""

    alone: Amount = Field(alias="alleenstaand")
    single_parent: Amount = Field(alias="alleenstaande_ouder")
    couple: Amount = Field(alias="paar")


class AmountAtAge(Entry):
    """An amount for every child, or for the applicant, of these ages."""

    from_: int = Field(alias="van", ge=0, le=MOST_YEARS)
    to: int = Field(alias="tot_en_met", ge=0, le=MOST_YEARS)
    amount: Amount = Field(alias="bedrag")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ > self.to:
            raise ValueError("'van' is more than 'tot_en_met'")
        return self


class OwnShare(Entry):
    """What somebody pays of costs first, at most, in twelve months (Participatiewet art. 35 lid 2)."""

    amount: Amount = Field(alias="bedrag")


class Rules(Entry):
    """What counts from a day on. What is left out is not asked. `provided` is what only the municipality can judge."""

    article: Sentence = Field(alias="artikel")
    ended: Text | None = Field(None, alias="gestopt")
    income: IncomeLimit | None = Field(None, alias="inkomensgrens")
    wealth: WealthLimit | None = Field(None, alias="vermogensgrens")
    age: Ages | None = Field(None, alias="leeftijd")
    pension_age: Literal["nog_niet", "bereikt"] | None = Field(None, alias="aow_leeftijd")
    children: Ages | None = Field(None, alias="kinderen")
    low_income: LowIncome | None = Field(None, alias="laag_inkomen")
    student: Literal["wel", "niet"] | None = Field(None, alias="student")
    facts: tuple[AskedFact, ...] = Field((), alias="feiten")
    provided: tuple[Text, ...] = Field((), alias="mits")
    amounts: Amounts | None = Field(None, alias="bedragen")
    per_child: tuple[AmountAtAge, ...] = Field((), alias="per_kind")
    per_age: tuple[AmountAtAge, ...] = Field((), alias="naar_leeftijd")
    own_share: OwnShare | None = Field(None, alias="drempel")
    source: Sentence = Field(alias="bron")
    is_verified: bool = Field(alias="geverifieerd")

    @property
    def pays(self) -> bool:
        """Whether there is an amount, known or not."""
        return bool(self.amounts or self.per_child or self.per_age)

    @model_validator(mode="after")
    def _is_not_paid_twice(self) -> Self:
        for bands in (self.per_child, self.per_age):
            ordered = sorted(bands, key=lambda band: band.from_)
            if any(one.to >= other.from_ for one, other in pairwise(ordered)):
                raise ValueError("two amounts are for the same age")
        return self


class MunicipalScheme(SchemeEntry):
    """A scheme that a municipality fills in. `invented` says that it belongs to a municipality that does not exist."""

    per: Period | None = None
    stands: Stands = Field(Stands.UNTIL_CHANGED, alias="geldt")
    invented: bool = Field(default=False, alias="verzonnen")
    versions: Mapping[Annotated[date, BeforeValidator(_a_day)], Rules] = Field(alias="versies", min_length=1)

    @model_validator(mode="after")
    def _says_per_what(self) -> Self:
        if self.per is None and any(each.pays for each in self.versions.values()):
            raise ValueError("an amount needs 'per': maand, kwartaal, jaar or eenmalig")
        return self

    def on(self, day: date) -> Rules | None:
        """The rules that count on a day; None before the first."""
        since = max((each for each in self.versions if each <= day), default=None)
        return None if since is None else self.versions[since]


def load_municipal_schemes(
    place: Place, needs: Collection[str], services: Collection[str], dictionary: Dictionary, taken: Collection[str]
) -> dict[str, MunicipalScheme]:
    """Every scheme of a municipality. Raises ContentError, also for a need, a desk or a fact that does not exist or may
    not be asked here. `taken` are the ids that national schemes and figures have. A municipality may hide what it does
    not have."""

    def check(scheme: MunicipalScheme, all_: Mapping[str, MunicipalScheme]) -> list[tuple[str, str]]:
        wrong = [("", f"'{id_}' is the id of something national") for id_ in taken if all_.get(id_) is scheme]
        wrong += [("behoeften", f"there is no need '{need}'") for need in scheme.needs if need not in needs]
        if scheme.desk and scheme.desk not in services:
            wrong.append(("loket", f"there is no service '{scheme.desk}'"))
        for since, number_, condition in _conditions(scheme):
            place_ = f"versies.{since}.feiten.{number_}.als"
            wrong += [(place_, fault) for fault in condition.faults(dictionary, Purpose.SCHEMES)]
        return wrong

    return load_entries(place, MunicipalScheme, check, keep=lambda _id, _entry: "")


def _conditions(scheme: MunicipalScheme) -> Iterator[tuple[date, int, Condition]]:
    for since, rules in scheme.versions.items():
        for position, each in enumerate(rules.facts):
            yield since, position, each.holds
