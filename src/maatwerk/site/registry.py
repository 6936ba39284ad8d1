"""What is connected to what. This is the one place that knows every room.

Connected here: the advisors of the front door, in the order in which they are asked, and (as they come) the providers
of ports. To add a way of helping people, write an advisor and give it a line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.foundation.content import load_collection
from maatwerk.foundation.ui.municipality import Municipality, Profile
from maatwerk.knowledge.advice import Advisor, Need
from maatwerk.knowledge.directory import ContentShelf, ServiceAdvisor, Shelf
from maatwerk.knowledge.guidance import ApproachAdvisor, SelfHelpAdvisor
from maatwerk.knowledge.needs import Understanding, UrgentRules
from maatwerk.knowledge.needs.sentences import sentences
from maatwerk.knowledge.schemes.advisor import SchemeAdvisor
from maatwerk.knowledge.schemes.desk import NATIONAL, Desk, with_municipal
from maatwerk.knowledge.technology import TechnologyAdvisor
from maatwerk.site.home import CONTENT
from maatwerk.site.library import Library, library
from maatwerk.system.transparency.rules import Book

VECTORS = CONTENT / "vectors"
ONLY_WORDS = "woorden"


@cache
def front_door() -> FrontDoor:
    """The front door of this installation with everything behind it, made once per process. Raises ContentError."""
    return door_over(library())


def door_over(
    content: Library,
    like: tuple[Library, FrontDoor] | None = None,
    by: str | None = None,
    shelf: Shelf | None = None,
) -> FrontDoor:
    """A front door over this content. What takes long is taken from `like`, another library with its door, where the
    content behind it is the same. `by` names the model that questions are read with; without it the best there is.
    `shelf` is where services are looked for; without it, in this content."""
    needs = {id_: entry.need(id_) for id_, entry in content.needs.items()}
    phones = {id_: service.phone for id_, service in content.services.items() if service.phone}
    advisors: dict[str, Advisor] = {
        "regeling": SchemeAdvisor(desk_for(content)),
        "techniek": TechnologyAdvisor(content.technologies, content.dictionary),
        "hulp": ServiceAdvisor(shelf or ContentShelf(content.services), content.dictionary),
        "zelf": SelfHelpAdvisor(content.self_help, content.dictionary, phones),
        "aanpak": ApproachAdvisor(content.approaches, phones),
    }
    same_danger = like is not None and like[0].urgent == content.urgent
    same_lines = same_danger and like is not None and like[0].needs == content.needs
    return FrontDoor(
        needs=needs,
        domains=content.domains,
        understanding=like[1].understanding if like and same_lines else _understanding(content, needs, by),
        elsewhere={id_: each.text for id_, each in content.elsewhere.items() if each.text},
        urgent_rules=like[1].urgent_rules
        if like and same_danger
        else UrgentRules(entry.rule(id_) for id_, entry in content.urgent.items()),
        urgent_words={id_: entry.explanation for id_, entry in content.urgent.items()},
        services=content.services,
        advisors=advisors,
        dictionary=content.dictionary,
    )


def _understanding(content: Library, needs: Mapping[str, Need], by: str | None) -> Understanding:
    wordings, danger, harmless, elsewhere = _lines(content)
    return Understanding(
        needs.values(),
        wordings,
        None if by == ONLY_WORDS else sentences(VECTORS, by),
        danger=danger,
        harmless=harmless,
        elsewhere=elsewhere,
    )


def _lines(content: Library) -> tuple[Mapping[str, list[str]], list[str], list[str], Mapping[str, list[str]]]:
    """What understanding starts from: wordings of needs, lines of danger and lines that look like it, and lines about
    what is no need. The label of a need is one of its wordings."""
    return (
        {
            id_: [each.text.nl, each.text.en, *each.wordings.nl, *each.wordings.en]
            for id_, each in content.needs.items()
        },
        [line for rule in content.urgent.values() if rule.need for line in rule.examples.all()],
        [line for rule in content.urgent.values() for line in rule.near_misses.all()],
        {id_: [*each.wordings.nl, *each.wordings.en] for id_, each in content.elsewhere.items()},
    )


def lines_of(content: Library) -> list[str]:
    """Every line that understanding starts from, once."""
    wordings, danger, harmless, elsewhere = _lines(content)
    return list(dict.fromkeys(chain(*wordings.values(), danger, harmless, *elsewhere.values())))


def desk_for(content: Library) -> Desk:
    """The schemes of a municipality, whose content this is."""
    phones = {
        id_: helper.phone
        for id_, entry in {**content.municipal_schemes, **content.schemes}.items()
        if (helper := content.services.get(entry.desk or "")) and helper.phone
    }
    national = Desk(NATIONAL, content.schemes, content.figures, content.dictionary, phones)
    return with_municipal(national, content.municipal_schemes)


def called(name: str, municipalities: Mapping[str, Municipality]) -> Municipality | None:
    """The municipality with this short name, name (also without "Gemeente") or code of Statistics Netherlands. Capitals
    make no difference."""
    sought = name.casefold().removeprefix("gemeente ")
    for slug, each in municipalities.items():
        full = each.profile.name.casefold().removeprefix("gemeente ")
        if sought in (slug, full, (each.profile.code or slug).casefold()):
            return each
    return None


def values_book() -> Book:
    """The public values with the last run of the tests; one for all municipalities of an installation."""
    return Book(library().values, library().last_run)


def demo_municipalities(content: Path = CONTENT) -> dict[str, Profile]:
    """The two invented municipalities for trying things out. Raises ContentError."""
    return load_collection(content / "demo/municipalities", Profile)
