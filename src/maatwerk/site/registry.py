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
from maatwerk.knowledge.directory import ServiceAdvisor
from maatwerk.knowledge.needs import Understanding, UrgentRules
from maatwerk.knowledge.technology import TechnologyAdvisor
from maatwerk.site.home import CONTENT
from maatwerk.site.library import library


@cache
def front_door() -> FrontDoor:
    """The front door with everything behind it, made once per process. Raises ContentError."""
    content = library()
    needs = {id_: entry.need(id_) for id_, entry in content.needs.items()}
    wordings = {id_: {"nl": entry.wordings.nl, "en": entry.wordings.en} for id_, entry in content.needs.items()}
    undertones = {id_: {"nl": [*said["nl"]], "en": [*said["en"]]} for id_, said in wordings.items()}
    for rule in content.urgent.values():
        if rule.need:
            undertones[rule.need]["nl"] += rule.examples.nl
            undertones[rule.need]["en"] += rule.examples.en
    advisors: dict[str, Advisor] = {
        "techniek": TechnologyAdvisor(content.technologies, content.dictionary),
        "hulp": ServiceAdvisor(content.services),
    }
    return FrontDoor(
        needs=needs,
        domains=content.domains,
        understanding=Understanding(needs.values(), wordings),
        undertones=Understanding(needs.values(), undertones),
        urgent_rules=UrgentRules(entry.rule(id_) for id_, entry in content.urgent.items()),
        urgent_words={id_: entry.explanation for id_, entry in content.urgent.items()},
        services=content.services,
        advisors=advisors,
        dictionary=content.dictionary,
    )


def demo_municipalities(content: Path = CONTENT) -> dict[str, Profile]:
    """The two invented municipalities for trying things out. Raises ContentError."""
    return load_collection(content / "demo/municipalities", Profile)
