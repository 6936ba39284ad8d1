"""The one dictionary of everything that can be known about a situation, and the one evaluator of conditions over it."""

from maatwerk.knowledge.facts.conditions import Condition, holds, open_facts
from maatwerk.knowledge.facts.dictionary import Dictionary, Fact, FactError, FactKind
from maatwerk.knowledge.facts.values import FactKey, FactValue, KnownFact, NoAnswer, Origin

__all__ = [
    "Condition",
    "Dictionary",
    "Fact",
    "FactError",
    "FactKey",
    "FactKind",
    "FactValue",
    "KnownFact",
    "NoAnswer",
    "Origin",
    "holds",
    "open_facts",
]
