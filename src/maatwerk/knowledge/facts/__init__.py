"""The one dictionary of everything that can be known about a situation, and the one evaluator of conditions over it."""

from maatwerk.knowledge.facts.conditions import Condition, holds, open_facts
from maatwerk.knowledge.facts.dictionary import Category, Dictionary, Fact, FactError, FactKind, Purpose
from maatwerk.knowledge.facts.loading import load_facts
from maatwerk.knowledge.facts.values import FactKey, FactValue, KnownFact, Money, NoAnswer, Origin, Period
from maatwerk.knowledge.facts.writing import written

__all__ = [
    "Category",
    "Condition",
    "Dictionary",
    "Fact",
    "FactError",
    "FactKey",
    "FactKind",
    "FactValue",
    "KnownFact",
    "Money",
    "NoAnswer",
    "Origin",
    "Period",
    "Purpose",
    "holds",
    "load_facts",
    "open_facts",
    "written",
]
