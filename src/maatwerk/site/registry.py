"""What is connected to what. This is the one place that knows every room.

Connected here: the advisors of the front door, in the order in which they are asked, and (as they come) the providers
of ports. To add a way of helping people, write an advisor and give it a line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.foundation.content import load_collection
from maatwerk.foundation.ui.municipality import Profile
from maatwerk.knowledge.advice import Advisor, Need
from maatwerk.knowledge.directory import ServiceAdvisor
from maatwerk.knowledge.needs import Understanding, UrgentRules
from maatwerk.knowledge.technology import TechnologyAdvisor
from maatwerk.site.home import CONTENT
from maatwerk.site.library import Library, library
from maatwerk.system.transparency.rules import Book


@cache
def front_door() -> FrontDoor:
    """The front door of this installation with everything behind it, made once per process. Raises ContentError."""
    return door_over(library())


def door_over(content: Library, like: tuple[Library, FrontDoor] | None = None) -> FrontDoor:
    """A front door over this content. What takes long is taken from `like`, another library with its door, where the
    content behind it is the same."""
    needs = {id_: entry.need(id_) for id_, entry in content.needs.items()}
    advisors: dict[str, Advisor] = {
        "techniek": TechnologyAdvisor(content.technologies, content.dictionary),
        "hulp": ServiceAdvisor(content.services),
    }
    same_needs = like is not None and like[0].needs == content.needs
    same_danger = like is not None and like[0].urgent == content.urgent
    return FrontDoor(
        needs=needs,
        domains=content.domains,
        understanding=like[1].understanding if like and same_needs else _understanding(content, needs),
        undertones=like[1].undertones if like and same_needs and same_danger else _undertones(content, needs),
        urgent_rules=like[1].urgent_rules
        if like and same_danger
        else UrgentRules(entry.rule(id_) for id_, entry in content.urgent.items()),
        urgent_words={id_: entry.explanation for id_, entry in content.urgent.items()},
        services=content.services,
        advisors=advisors,
        dictionary=content.dictionary,
    )


def _understanding(content: Library, needs: Mapping[str, Need]) -> Understanding:
    return Understanding(
        needs.values(), {id_: {"nl": each.wordings.nl, "en": each.wordings.en} for id_, each in content.needs.items()}
    )


def _undertones(content: Library, needs: Mapping[str, Need]) -> Understanding:
    """Needs as they are heard in their own wordings and in the lines of danger."""
    said = {id_: {"nl": [*each.wordings.nl], "en": [*each.wordings.en]} for id_, each in content.needs.items()}
    for rule in content.urgent.values():
        if rule.need:
            said[rule.need]["nl"] += rule.examples.nl
            said[rule.need]["en"] += rule.examples.en
    return Understanding(needs.values(), said)


def values_book() -> Book:
    """The public values with the last run of the tests; one for all municipalities of an installation."""
    return Book(library().values, library().last_run)


def demo_municipalities(content: Path = CONTENT) -> dict[str, Profile]:
    """The two invented municipalities for trying things out. Raises ContentError."""
    return load_collection(content / "demo/municipalities", Profile)
