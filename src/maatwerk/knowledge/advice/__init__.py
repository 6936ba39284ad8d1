"""The words of the spine: what somebody needs, what is known, and what could help, with the reasons."""

from maatwerk.knowledge.advice.port import Port
from maatwerk.knowledge.advice.reasons import helps_with, wanted_needs
from maatwerk.knowledge.advice.values import (
    Advisor,
    Amount,
    HeardNeed,
    Kind,
    LifeDomain,
    Need,
    NextStep,
    Question,
    Situation,
    Suggestion,
    Verdict,
)
from maatwerk.knowledge.facts import Period

__all__ = [
    "Advisor",
    "Amount",
    "HeardNeed",
    "Kind",
    "LifeDomain",
    "Need",
    "NextStep",
    "Period",
    "Port",
    "Question",
    "Situation",
    "Suggestion",
    "Verdict",
    "helps_with",
    "wanted_needs",
]
