"""What is known, about whom, and how we know it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple, Self

_NUMBERED = re.compile(r"(kind|medebewoner)([1-9]|1\d|20)")


class FactKey(NamedTuple):
    """A fact about a subject. The empty subject is the person who asks, their household, or their home.

    The other subjects are people: `partner`, `kind1` to `kind20`, and `medebewoner1` to `medebewoner20`.
    """

    subject: str
    fact: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """`drempel_cm` or `partner.toetsingsinkomen`."""
        subject, _, fact = text.strip().rpartition(".")
        return cls(subject, fact)

    @property
    def has_known_subject(self) -> bool:
        """Whether the subject is one of those that exist; the dictionary says which facts may have one."""
        return self.subject in ("", "partner") or _NUMBERED.fullmatch(self.subject) is not None

    def __str__(self) -> str:
        return f"{self.subject}.{self.fact}" if self.subject else self.fact


class NoAnswer(StrEnum):
    """Answers that leave a fact unknown. They are answers all the same: the question is not put again."""

    DONT_KNOW = "weet_ik_niet"
    RATHER_NOT = "zeg_ik_liever_niet"
    NOT_APPLICABLE = "nvt"


class Origin(StrEnum):
    """Where a fact came from."""

    ASKED = "gevraagd"
    TOLD_BY = "verteld_door"
    REGISTER = "register"
    ASSUMED = "aangenomen"


class Period(StrEnum):
    """What an amount is per. Once is for what somebody has or owes: it is no amount per year."""

    MONTH = "maand"
    QUARTER = "kwartaal"
    YEAR = "jaar"
    ONCE = "eenmalig"


_A_YEAR = {Period.MONTH: 12, Period.QUARTER: 4, Period.YEAR: 1}
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Money:
    """Euros, and per what. Equal means the same amount and the same period."""

    amount: Decimal
    period: Period

    def per(self, period: Period) -> Money:
        """The same per another period. Where that gives a fraction of a cent it is rounded, half upwards.

        Raises ValueError when one of the two is once: nobody can say what savings are per month.
        """
        if period is self.period:
            return self
        if Period.ONCE in (period, self.period):
            raise ValueError(f"an amount '{self.period}' cannot be given as '{period}'")
        amount = self.amount * _A_YEAR[self.period] / _A_YEAR[period]
        return Money(amount.quantize(_CENT, ROUND_HALF_UP), period)

    def is_more_than(self, other: Money) -> bool:
        """Exact, also between periods: both are multiplied to a year. Raises ValueError as `per` does."""
        if self.period is other.period:
            return self.amount > other.amount
        if Period.ONCE in (self.period, other.period):
            raise ValueError(f"an amount '{self.period}' cannot be compared with one '{other.period}'")
        return self.amount * _A_YEAR[self.period] > other.amount * _A_YEAR[other.period]


# A number and an age are a Decimal. Money is always per the period of its fact: `Fact.read` sees to that, so no engine
# has to ask whether an income is per month or per year.
type FactValue = bool | str | Decimal | date | Money | NoAnswer


@dataclass(frozen=True)
class KnownFact:
    """A value together with its origin."""

    value: FactValue
    origin: Origin = Origin.ASKED
