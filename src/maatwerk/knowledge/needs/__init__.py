"""The needs list: what residents ask for, in their own words, and help that cannot wait."""

from maatwerk.knowledge.needs.catalogue import NeedEntry, load_needs, load_urgent_rules
from maatwerk.knowledge.needs.engine.understanding import Understanding
from maatwerk.knowledge.needs.engine.urgent import UrgentRules

__all__ = ["NeedEntry", "Understanding", "UrgentRules", "load_needs", "load_urgent_rules"]
