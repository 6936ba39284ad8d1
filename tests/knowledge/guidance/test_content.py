"""The guidance that is shipped: right, careful and with something for every part of life."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from maatwerk.foundation.content import texts_in
from maatwerk.knowledge.advice import HeardNeed, LifeDomain, Situation
from maatwerk.knowledge.guidance import Approach, ApproachAdvisor, SelfHelp
from maatwerk.site.library import library
from tests.conftest import TODAY

# A telephone number, and not an article of a law ("2.3.5") or a term ("24 maanden").
PHONE = re.compile(r"\b(?:0[89]00[ -]?[\d ]{4,}|0\d{1,3}[ -]\d[\d ]{5,}|14 ?0\d{2,3})\b")
THREE_DIGITS = re.compile(r"\b1\d\d\b")


def every_entry() -> Iterator[tuple[str, SelfHelp | Approach]]:
    yield from library().self_help.items()
    yield from library().approaches.items()


def test_there_are_about_sixty_first_steps_and_fourteen_approaches() -> None:
    assert len(library().self_help) >= 60
    assert len(library().approaches) >= 14


@pytest.mark.parametrize("domain", LifeDomain)
def test_every_life_domain_has_first_steps(domain: LifeDomain) -> None:
    needs = {id_ for id_, need in library().needs.items() if need.domain is domain}
    assert sum(bool(needs.intersection(entry.needs)) for entry in library().self_help.values()) >= 2


def test_nobody_is_told_to_solve_danger_alone() -> None:
    dangerous = {id_ for id_, need in library().needs.items() if need.dangerous}
    entries = library().self_help.items()
    assert {id_ for id_, entry in entries if dangerous.intersection((*entry.needs, *entry.also_needs))} == set()


def test_no_telephone_number_stands_in_a_text_but_those_that_never_change() -> None:
    """Numbers are those of the services, where each has its source; 112 and 113 everybody may read."""
    found = {
        f"{id_} {place}": text.nl
        for id_, entry in every_entry()
        for place, text in texts_in(entry)
        for said in (text.nl, text.en)
        if PHONE.search(said) or set(THREE_DIGITS.findall(said)) - {"112", "113", "104"}  # 104 weeks of pay
    }
    assert found == {}
    assert all(map(PHONE.search, ("bel 0800-8115", "bel 030 760 60 55", "bel 14 036")))  # it does find them


def test_the_number_on_a_card_is_that_of_whom_its_next_step_names() -> None:
    """The button stands right below the next step: one that calls somebody else would mislead."""
    services = library().services
    named = {id_: entry.next_step.without_computer for id_, entry in library().self_help.items() if entry.call}
    named |= {id_: entry.call_first for id_, entry in library().approaches.items() if entry.call}
    called = {id_: services[entry.call] for id_, entry in every_entry() if entry.call}
    assert named.keys() == called.keys()
    assert {id_ for id_, text in named.items() if called[id_].name.nl.casefold() not in text.nl.casefold()} == set()
    assert {id_ for id_, service in called.items() if not service.phone} == set()


def test_every_source_says_when_it_was_looked_at_and_none_claims_a_review_that_did_not_happen() -> None:
    """Nobody of the field has read these yet, so none says that it is certain; delete this test when somebody has."""
    assert {entry.source.confidence for _id, entry in every_entry()} <= {"middel", "laag"}
    assert {id_ for id_, entry in every_entry() if entry.source.checked_on.year != 2026} == set()
    no_address = {id_ for id_, entry in every_entry() if not entry.source.url and entry.source.confidence != "laag"}
    assert no_address == set()


def test_every_approach_comes_for_its_first_group_with_each_other_and_names_its_laws() -> None:
    content = library()
    for id_, entry in content.approaches.items():
        advisor = ApproachAdvisor({id_: entry}, {})
        first = [HeardNeed(content.needs[group[0]].need(group[0]), 1.0) for group in entry.groups]
        for other in first[1:]:
            [told] = advisor.suggest(Situation((first[0], other), "duinstad", TODAY))
            assert all(law.name in " ".join(reason.nl for reason in told.reasons) for law in entry.laws)
        for need in entry.alone:
            assert advisor.suggest(Situation((HeardNeed(content.needs[need].need(need), 1.0),), "duinstad", TODAY))


@pytest.mark.parametrize(
    ("approach", "law", "term"),
    [
        # Wgs art. 4 lid 2: a first talk within three working days where eviction or cut-off threatens.
        ("schulden_en_het_huis", "Wet gemeentelijke schuldhulpverlening, artikel 4", "drie werkdagen"),
        # Wmo 2015 art. 2.3.2 lid 1: research at most six weeks after the report; 2.3.5 lid 2: decision in two weeks.
        ("hulp_thuis", "Wmo 2015, artikelen 2.3.2 en 2.3.5", "binnen zes weken"),
        ("hulp_thuis", "Wmo 2015, artikelen 2.3.2 en 2.3.5", "binnen twee weken"),
        # Awb art. 6:7: six weeks to object.
        ("toeslag_terug_en_schulden", "Algemene wet bestuursrecht, artikel 6:7", "zes weken"),
        # Wmo 2015 art. 2.3.3: in urgent cases the college decides at once.
        ("geen_vast_huis", "Wmo 2015, artikelen 2.3.3 en 2.3.5, lid 1, onder b", "meteen"),
    ],
)
def test_terms_are_those_of_the_law(approach: str, law: str, term: str) -> None:
    entry = library().approaches[approach]
    assert law in {each.name for each in entry.laws}
    assert term in " ".join(text.nl for _place, text in texts_in(entry))
