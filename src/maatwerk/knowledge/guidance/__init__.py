"""Guidance: what people can do themselves today, and whom to call when several laws meet."""

from maatwerk.knowledge.guidance.approaches import Approach, ApproachAdvisor, load_approaches
from maatwerk.knowledge.guidance.self_help import SelfHelp, SelfHelpAdvisor, load_self_help

__all__ = ["Approach", "ApproachAdvisor", "SelfHelp", "SelfHelpAdvisor", "load_approaches", "load_self_help"]
