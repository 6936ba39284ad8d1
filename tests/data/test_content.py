"""The content files: complete, connected, plain, and with a source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.utils.timezone import localdate
from pydantic import BaseModel

from maatwerk.casework.frontdoor.door import FIRST_NUMBERS, FrontDoor
from maatwerk.foundation.content import Layers, Text, load_collection
from maatwerk.foundation.content.plain_language import MOST_WORDS_ON_AVERAGE, average_sentence_length, faults_in
from maatwerk.foundation.post.notices import load_notices
from maatwerk.foundation.ui.icons import PATHS
from maatwerk.foundation.ui.municipality import Profile
from maatwerk.knowledge.advice import HeardNeed, Situation
from maatwerk.knowledge.advice.domains import DomainLabel, load_life_domains
from maatwerk.knowledge.assessment import load_questionnaires
from maatwerk.knowledge.directory import load_services
from maatwerk.knowledge.facts import Dictionary, load_facts
from maatwerk.knowledge.guidance import load_approaches, load_self_help
from maatwerk.knowledge.needs import load_needs, load_urgent_rules
from maatwerk.knowledge.technology import load_technologies
from maatwerk.site.home import CONTENT
from maatwerk.system.transparency.catalogue import load_values
from tests.conftest import TODAY

FACTS = load_facts(CONTENT / "facts")
NEEDS = load_needs(CONTENT / "needs")
SERVICES = load_services(CONTENT / "services")
TECHNOLOGIES = load_technologies(CONTENT / "technology", Dictionary(FACTS))
URGENT = load_urgent_rules(CONTENT / "urgent")
NOTICES = load_notices(CONTENT / "notices")
SELF_HELP = load_self_help(CONTENT / "self-help", Dictionary(FACTS))
APPROACHES = load_approaches(CONTENT / "approach")
QUESTIONNAIRES = load_questionnaires(CONTENT / "questionnaires")
DOMAINS: Mapping[str, DomainLabel] = {
    str(id_): label for id_, label in load_life_domains(CONTENT / "life-domains").items()
}
VALUES: Mapping[str, BaseModel] = {str(id_): value for id_, value in load_values(Layers((CONTENT,))).items()}
MUNICIPALITIES = load_collection(CONTENT / "demo/municipalities", Profile)
OFFICIALESE = yaml.safe_load((CONTENT / "plain-language/officialese.yaml").read_text(encoding="utf-8"))

KINDS: dict[str, Mapping[str, BaseModel]] = {
    "approach": APPROACHES,
    "questionnaires": QUESTIONNAIRES,
    "self-help": SELF_HELP,
    "facts": FACTS,
    "needs": NEEDS,
    "notices": NOTICES,
    "services": SERVICES,
    "technology": TECHNOLOGIES,
    "urgent": URGENT,
    "life-domains": DOMAINS,
    "municipalities": MUNICIPALITIES,
    "values": VALUES,
}


def texts(value: object) -> Iterator[Text]:
    """Every text for residents inside an entry, however deep."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item)


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_for_residents_is_plain(kind: str) -> None:
    faults = [
        f"{id_}: {fault}"
        for id_, entry in KINDS[kind].items()
        for text in texts(entry)
        for fault in faults_in(text.nl, OFFICIALESE)
    ]
    assert faults == []


@pytest.mark.parametrize("kind", KINDS)
def test_sentences_are_short_on_average(kind: str) -> None:
    every_text = [text.nl for entry in KINDS[kind].values() for text in texts(entry)]
    assert 0 < average_sentence_length(every_text) <= MOST_WORDS_ON_AVERAGE


def test_the_officialese_list_catches_what_it_should() -> None:
    assert faults_in("U dient te reageren indien u het er niet mee eens bent.", OFFICIALESE) != []
    assert faults_in("Bel ons als u het er niet mee eens bent.", OFFICIALESE) == []


def test_a_need_stands_in_the_folder_of_its_life_domain() -> None:
    wrong = [path for path in (CONTENT / "needs").rglob("*.yaml") if NEEDS[path.stem].domain != path.parent.name]
    assert wrong == []


def test_every_need_can_be_recognised_in_two_languages() -> None:
    thin = [id_ for id_, need in NEEDS.items() if len(need.wordings.nl) < 10 or len(need.wordings.en) < 3]
    assert thin == []


def test_no_wording_stands_twice_or_belongs_to_two_needs() -> None:
    owners: dict[str, list[str]] = {}
    for id_, need in NEEDS.items():
        for wording in (*need.wordings.nl, *need.wordings.en):
            owners.setdefault(wording.casefold(), []).append(id_)
    assert {wording: ids for wording, ids in owners.items() if len(ids) > 1} == {}


def test_every_need_of_the_lists_it_grew_from_is_there(shared: Path) -> None:
    needs = yaml.safe_load((shared / "data/needs/needs.yaml").read_text(encoding="utf-8"))["needs"]
    home = yaml.safe_load((shared / "data/home-technology/needs.yaml").read_text(encoding="utf-8"))["behoeften"]
    assert {need["id"] for need in (*needs, *home)} - set(NEEDS) == set()


@pytest.mark.parametrize("kind", ["approach", "self-help", "services", "technology"])
def test_help_is_for_needs_that_exist(kind: str) -> None:
    wanted = {
        id_: {*entry.needs, *getattr(entry, "also_needs", ())} - set(NEEDS)  # type: ignore[attr-defined]
        for id_, entry in KINDS[kind].items()
    }
    assert {id_: unknown for id_, unknown in wanted.items() if unknown} == {}


def test_every_need_has_something_that_can_help(door: FrontDoor) -> None:
    empty = []
    for need in door.needs.values():
        situation = Situation((HeardNeed(need, 1.0),), "duinstad", TODAY)
        if not any(advisor.suggest(situation) for advisor in door.advisors.values()):
            empty.append(need.id)
    assert empty == []


def test_there_are_about_forty_national_services_or_more() -> None:
    assert len(SERVICES) >= 40


def test_every_phone_number_has_a_source_with_a_date_and_looks_like_one() -> None:
    # 112 and 113; 14xx and 1400; 0800/0900 numbers; area codes and 088 with ten digits (Dutch numbering plan).
    shape = re.compile(
        r"^(112|113|1400|14 ?0\d{2,3}|0[89]00[ -]?\d{4}|0[89]00[ -]\d{3} ?\d{4}|0\d{1,3}[ -]\d[\d ]{5,9}\d)$"
    )
    odd = {id_: service.phone for id_, service in SERVICES.items() if service.phone and not shape.match(service.phone)}
    assert odd == {}
    assert all(date(2015, 1, 1) <= service.source.checked_on <= localdate() for service in SERVICES.values())
    assert all(service.source.url for service in SERVICES.values() if service.source.confidence == "hoog")


def test_addresses_on_the_web_are_encrypted() -> None:
    addresses = [address for service in SERVICES.values() for address in (service.website, service.chat) if address]
    assert [address for address in addresses if not address.startswith("https://")] == []


def test_the_numbers_on_the_home_page_are_help_in_an_emergency() -> None:
    # Given by the organisations: 112 (politie.nl), 113 (113.nl), Veilig Thuis (veiligthuis.nl), Kindertelefoon.
    assert [SERVICES[id_].phone for id_ in FIRST_NUMBERS] == ["112", "113", "0800-2000", "0800-0432"]
    assert all(SERVICES[id_].emergency and SERVICES[id_].in_short for id_ in FIRST_NUMBERS)


def test_every_urgent_rule_sends_people_to_help_that_exists() -> None:
    assert {help_ for rule in URGENT.values() for help_ in rule.help_} - set(SERVICES) <= {"gemeente"}


def test_every_picture_of_a_life_domain_exists() -> None:
    assert {label.icon for label in DOMAINS.values()} - set(PATHS) == set()


def test_all_examples_of_municipalities_are_marked_as_invented() -> None:
    assert all(profile.invented for profile in MUNICIPALITIES.values())
