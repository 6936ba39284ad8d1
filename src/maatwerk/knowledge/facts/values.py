"""What is known, about whom, and how we know it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Self


class FactKey(NamedTuple):
    """A fact about a subject. The empty subject is the person who asks, or their home."""

    subject: str
    fact: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """`drempel_cm` or `partner.toetsingsinkomen`."""
        subject, _, fact = text.strip().rpartition(".")
        return cls(subject, fact)

    def __str__(self) -> str:
        return f"{self.subject}.{self.fact}" if self.subject else self.fact


class NoAnswer(StrEnum):
    """Answers that leave a fact unknown. They are answers all the same: the question is not put again."""

    DONT_KNOW = "weet_ik_niet"
    RATHER_NOT = "zeg_ik_liever_niet"


class Origin(StrEnum):
    """Where a fact came from."""

    ASKED = "gevraagd"
    TOLD_BY = "verteld_door"
    REGISTER = "register"
    ASSUMED = "aangenomen"


type FactValue = bool | str | Decimal | NoAnswer


@dataclass(frozen=True)
class KnownFact:
    """A value together with its origin."""

    value: FactValue
    origin: Origin = Origin.ASKED
