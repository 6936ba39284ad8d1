"""The needs list: what residents ask for, in their own words, and help that cannot wait."""

from maatwerk.knowledge.needs.catalogue import NeedEntry, UrgentEntry, load_needs, load_urgent_rules
from maatwerk.knowledge.needs.engine.understanding import Understanding
from maatwerk.knowledge.needs.engine.urgent import UrgentRules

__all__ = ["NeedEntry", "Understanding", "UrgentEntry", "UrgentRules", "load_needs", "load_urgent_rules"]
