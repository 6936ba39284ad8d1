"""Home technology: the catalogue, and which of it fits a home and a person."""

from maatwerk.knowledge.technology.advisor import TechnologyAdvisor
from maatwerk.knowledge.technology.catalogue import Technology, load_technologies

__all__ = ["Technology", "TechnologyAdvisor", "load_technologies"]
