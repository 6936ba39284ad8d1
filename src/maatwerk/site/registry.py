"""What is connected to what. This is the one place that knows every room.

Connected here: the advisors of the front door, in the order in which they are asked, and (as they come) the providers
of ports. To add a way of helping people, write an advisor and give it a line here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.foundation.content import load_collection
from maatwerk.foundation.ui.municipality import Profile
from maatwerk.knowledge.advice import Advisor
from maatwerk.knowledge.advice.domains import load_life_domains
from maatwerk.knowledge.directory import ServiceAdvisor, load_services
from maatwerk.knowledge.facts import Dictionary, Fact
from maatwerk.knowledge.needs import Understanding, UrgentRules, load_needs, load_urgent_rules
from maatwerk.knowledge.technology import TechnologyAdvisor, load_technologies
from maatwerk.site.home import CONTENT


@cache
def front_door(content: Path = CONTENT) -> FrontDoor:
    """The front door with everything behind it, loaded once per process. Raises ContentError."""
    dictionary = Dictionary(load_collection(content / "facts", Fact))
    services = load_services(content / "services")
    entries = load_needs(content / "needs")
    needs = {id_: entry.need(id_) for id_, entry in entries.items()}
    urgent = load_urgent_rules(content / "urgent")
    wordings = {id_: {"nl": entry.wordings.nl, "en": entry.wordings.en} for id_, entry in entries.items()}
    advisors: dict[str, Advisor] = {
        "techniek": TechnologyAdvisor(load_technologies(content / "technology", dictionary), dictionary),
        "hulp": ServiceAdvisor(services),
    }
    return FrontDoor(
        needs=needs,
        domains=load_life_domains(content / "life-domains"),
        understanding=Understanding(needs.values(), wordings),
        urgent_rules=UrgentRules(entry.rule(id_) for id_, entry in urgent.items()),
        urgent_words={id_: entry.explanation for id_, entry in urgent.items()},
        services=services,
        advisors=advisors,
        dictionary=dictionary,
    )


def demo_municipalities(content: Path = CONTENT) -> dict[str, Profile]:
    """The two invented municipalities for trying things out. Raises ContentError."""
    return load_collection(content / "demo/municipalities", Profile)
