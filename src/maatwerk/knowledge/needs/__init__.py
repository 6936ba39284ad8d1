"""The needs list: what residents ask for, in their own words, and help that cannot wait."""

from maatwerk.knowledge.needs.catalogue import (
    Elsewhere,
    NeedEntry,
    UrgentEntry,
    load_elsewhere,
    load_needs,
    load_urgent_rules,
)
from maatwerk.knowledge.needs.engine.understanding import Heard, Understanding
from maatwerk.knowledge.needs.engine.urgent import Level, UrgentRules

__all__ = [
    "Elsewhere",
    "Heard",
    "Level",
    "NeedEntry",
    "Understanding",
    "UrgentEntry",
    "UrgentRules",
    "load_elsewhere",
    "load_needs",
    "load_urgent_rules",
]
