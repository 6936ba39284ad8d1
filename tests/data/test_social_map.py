"""The national services: reachable without a computer, with a source for every fact, and spread over all of life.

`docs/social-map.md` tells what they cover and how sure they are. Its tables are counted again here; where one is no
longer right, the test prints the rows that should stand there.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from maatwerk.foundation.access.rights import months_later
from maatwerk.foundation.content import ContentError, Source, Text, texts_in
from maatwerk.knowledge.directory import load_services
from maatwerk.knowledge.directory.catalogue import Law, Sort, faults_of
from maatwerk.knowledge.directory.eligibility import Requirement
from maatwerk.knowledge.directory.freshness import GREY_AFTER
from maatwerk.knowledge.directory.ways import By
from maatwerk.knowledge.facts import Condition, Dictionary, load_facts
from maatwerk.knowledge.needs import load_needs
from maatwerk.site.home import CHECKOUT, CONTENT

DICTIONARY = Dictionary(load_facts(CONTENT / "facts"))
NEEDS = load_needs(CONTENT / "needs")
SERVICES = load_services(CONTENT / "services", NEEDS, dictionary=DICTIONARY)
DOCUMENT = (CHECKOUT / "docs/social-map.md").read_text(encoding="utf-8")
DOMAINS = sorted({need.domain.value for need in NEEDS.values()})

# The fewest that any life domain had when this was written; a domain below it was forgotten.
FEWEST_IN_A_DOMAIN = 6
# A number as it stands in a sentence: 112 and 113, 1400, 0800 and 0900 numbers, ten digits (Dutch numbering plan).
NUMBER = re.compile(r"\b(?:11[23]|1400|0[89]00[ -]?[\d ]{4,9}\d|0\d{1,3}[ -][\d ]{6,10}\d)\b")


@dataclass(frozen=True)
class Number:
    """A phone number, of which service, and where it comes from."""

    id: str
    digits: str
    source: Source


def numbers() -> Iterator[Number]:
    for id_, service in SERVICES.items():
        for way in service.ways:
            if way.by is By.PHONE and way.number:
                yield Number(id_, _digits(way.number), way.source)


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written)


def _rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading of the document, without its head."""
    below = DOCUMENT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in below.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def test_there_are_as_many_services_as_the_document_says() -> None:
    assert f"**{len(SERVICES)} national services**" in DOCUMENT
    assert len(SERVICES) >= 80  # what the issue asks for


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_life_domain_has_services(domain: str) -> None:
    serving = [id_ for id_, one in SERVICES.items() if any(NEEDS[need].domain.value == domain for need in one.needs)]
    assert len(serving) >= FEWEST_IN_A_DOMAIN


@pytest.mark.parametrize("id_", SERVICES)
def test_a_service_can_be_reached_without_a_computer(id_: str) -> None:
    step = SERVICES[id_].next_step.without_computer.nl
    assert re.search(r"website|online|\bapp\b|e-?mail|www\.|\w\.(nl|nu|org)\b", step) is None
    assert re.search(r"\b(bel|ga|loop|vraag|praat|schrijf)\b", step, re.IGNORECASE), "it says what to do"


@pytest.mark.parametrize("id_", SERVICES)
def test_the_phone_number_stands_among_the_ways_with_its_own_source(id_: str) -> None:
    service = SERVICES[id_]
    if service.phone:
        assert _digits(service.phone) in {number.digits for number in numbers() if number.id == id_}


@pytest.mark.parametrize("id_", SERVICES)
def test_hours_that_are_told_stand_among_the_ways(id_: str) -> None:
    service = SERVICES[id_]
    known = [way for way in service.ways if way.opening != "onbekend"]
    if service.hours and "verschillen" not in service.hours.nl:
        assert known != []
    if service.always_open:
        assert any(way.opening == "altijd" or len(known) > 1 for way in known)


def test_what_nobody_read_at_the_source_is_never_called_sure() -> None:
    sources = [source for one in SERVICES.values() for source in (one.source, *(way.source for way in one.ways))]
    assert [source.name for source in sources if source.confidence == "hoog" and not source.url] == []
    remembered = [source for source in sources if "uit het geheugen" in source.name]
    assert remembered != []
    assert [source.name for source in remembered if source.confidence != "laag"] == []


def test_every_number_in_a_sentence_is_that_of_a_service() -> None:
    known = {number.digits for number in numbers()}
    told = [
        (id_, place, found)
        for id_, service in SERVICES.items()
        for place, text in texts_in(service)
        for found in NUMBER.findall(f"{text.nl} {text.en}")
    ]
    assert len(told) > len(known), "the sentences are read"
    assert [one for one in told if _digits(one[2]) not in known] == []


def test_no_service_is_much_older_than_the_last_look() -> None:
    last = max(one.source.checked_on for one in SERVICES.values())
    old = {id_: one for id_, one in SERVICES.items() if months_later(one.source.checked_on, GREY_AFTER) < last}
    assert list(old) == []


def test_products_are_in_the_official_list(shared: Path) -> None:
    with (shared / "data/toolbox/upl-gemeente-inwoner-2023-10.csv").open(encoding="utf-8") as file:
        official = {row["uri"] for row in csv.DictReader(file)}
    used = {(id_, uri) for id_, one in SERVICES.items() for uri in one.products}
    assert used != set()
    assert {one for one in used if one[1] not in official} == set()


def test_what_a_municipality_does_names_its_law_or_its_product() -> None:
    own = {id_: one for id_, one in SERVICES.items() if one.organisation == "uw gemeente"}
    assert len(own) >= 5
    assert [id_ for id_, one in own.items() if not (one.laws or one.products)] == []
    # Wmo 2015 art. 2.3.2, Jeugdwet art. 2.3, Participatiewet art. 11, Wgs art. 3
    assert {law for one in own.values() for law in one.laws} == {
        Law.WMO,
        Law.YOUTH,
        Law.PARTICIPATION,
        Law.DEBT_HELP,
    }


def test_people_among_themselves_are_there_too() -> None:
    informal = [one for one in SERVICES.values() if one.sort is Sort.INFORMAL]
    assert len(informal) >= len(SERVICES) / 6


def test_what_is_asked_may_be_asked_for_advice() -> None:
    asking = {id_: one for id_, one in SERVICES.items() if one.all_requirements}
    assert len(asking) >= 5
    assert {id_: faults_of(one, NEEDS, DICTIONARY) for id_, one in asking.items()} == {id_: [] for id_ in asking}


def test_a_condition_on_income_is_refused() -> None:
    # netto_maandinkomen serves schemes and debt help only (content/facts/geld.yaml).
    poor = Condition(fact="netto_maandinkomen", less_than=Decimal(1000))
    asked = Requirement(when=poor, reason=Text(nl="Voor mensen met weinig geld.", en="For people with little money."))
    service = SERVICES["leergeld"].model_copy(update={"requirements": (asked,)})
    [(where, fault)] = faults_of(service, NEEDS, DICTIONARY)
    assert where == "voorwaarden.0.als"
    assert "may not be asked for 'advies'" in fault


def test_help_in_an_emergency_asks_nothing_first() -> None:
    emergencies = {id_: one for id_, one in SERVICES.items() if one.emergency}
    assert {"alarmnummer_112", "zelfmoordpreventie_113", "veilig_thuis", "kindertelefoon"} <= set(emergencies)
    assert [id_ for id_, one in emergencies.items() if one.all_requirements or one.referral] == []


def test_age_is_asked_only_where_people_ask_for_themselves() -> None:
    # The fact `leeftijd` is the age of who asks; a parent of forty may well ask for a child of twelve.
    assert {id_ for id_, one in SERVICES.items() if one.ages} == {"in_je_bol", "join_us"}


def test_free_is_what_the_costs_say() -> None:
    free = re.compile(r"\bgratis\b|alleen uw gewone belkosten", re.IGNORECASE)
    assert [id_ for id_, one in SERVICES.items() if one.is_free and not free.search(one.costs.nl)] == []
    assert [id_ for id_, one in SERVICES.items() if one.costs.nl == "Gratis." and not one.is_free] == []


def test_a_mail_address_is_that_of_an_organisation() -> None:
    mails = {id_: one.owner.mail for id_, one in SERVICES.items() if one.owner and one.owner.mail}
    assert mails != {}
    for id_, mail in mails.items():
        name, domain = mail.split("@")
        assert domain in (SERVICES[id_].website or ""), "its own domain, not that of a mail service"
        assert re.fullmatch(r"info|contact|post|vragen|zorgrecht", name), "what it is for, not who reads it"


def test_no_mail_address_stands_in_a_sentence() -> None:
    told = [id_ for id_, one in SERVICES.items() for _place, text in texts_in(one) if "@" in f"{text.nl}{text.en}"]
    assert told == []


def coverage() -> list[list[str]]:
    """Per life domain: its needs, those with a national service, and the services."""
    rows = []
    for domain in DOMAINS:
        needs = {id_ for id_, need in NEEDS.items() if need.domain.value == domain}
        serving = {id_: needs.intersection(one.needs) for id_, one in SERVICES.items() if needs.intersection(one.needs)}
        served = {need for some in serving.values() for need in some}
        rows.append([f"`{domain}`", str(len(needs)), str(len(served)), str(len(serving))])
    return rows


def certainty() -> list[list[str]]:
    """Per confidence: entries, phone numbers, and ways whose hours are known."""
    entries = Counter(one.source.confidence for one in SERVICES.values())
    calls = Counter(number.source.confidence for number in numbers())
    open_ = Counter(way.source.confidence for one in SERVICES.values() for way in one.ways if way.opening != "onbekend")
    return [
        [f"`{sure}`", str(entries[sure]), str(calls[sure]), str(open_[sure])] for sure in ("hoog", "middel", "laag")
    ]


def further() -> dict[str, set[str]]:
    """Per service what it says besides numbers and texts that needs a source of its own."""
    said = {}
    for id_, one in SERVICES.items():
        found = {
            "talen": one.languages,
            "tolk": one.interpreter is not None,
            "toegankelijk": one.access,
            "leeftijd": one.ages,
            "voorwaarden": one.requirements,
            "verwijzing": one.referral,
            "mail": one.owner and one.owner.mail,
        }
        if some := {name for name, there in found.items() if there}:
            said[id_] = some
    return said


def test_the_document_tells_what_each_life_domain_has() -> None:
    assert _rows("What it covers") == coverage()


def test_the_document_tells_how_sure_it_is() -> None:
    assert _rows("How sure it is") == certainty()


def test_the_document_tells_where_further_facts_come_from() -> None:
    told: dict[str, set[str]] = {}
    for id_, names, source in _rows("Where the further facts come from"):
        assert re.search(r"https?://\S+", source), f"{id_} has no source"
        told.setdefault(id_.strip("`"), set()).update(name.strip(" `") for name in names.split(","))
    assert told == further()


def test_a_service_for_a_need_that_is_not_there_is_refused(tmp_path: Path) -> None:
    text = (CONTENT / "services/al_anon.yaml").read_text(encoding="utf-8")
    (tmp_path / "al_anon.yaml").write_text(text.replace("naaste_verslaafd", "bestaat_niet"), encoding="utf-8")
    with pytest.raises(ContentError, match="there is no need 'bestaat_niet'"):
        load_services(tmp_path, NEEDS)
