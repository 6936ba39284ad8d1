"""Urgent help says who can be reached at this moment. 23 November 2026 is a Monday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.utils import translation

from maatwerk.casework.frontdoor.door import Answer, FrontDoor, Question
from maatwerk.casework.frontdoor.urgent import help_of, help_of_municipality, reach
from maatwerk.casework.frontdoor.web.urgent import HelpLine, help_lines, number_lines
from maatwerk.foundation.people.ages import AMSTERDAM
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.directory import State, load_services
from maatwerk.site import registry
from maatwerk.site.home import CONTENT

DUINSTAD = Municipality("duinstad", registry.demo_municipalities()["duinstad"])
VEENRODE = Municipality("veenrode", registry.demo_municipalities()["veenrode"])
SERVICES = load_services(CONTENT / "services")
MORNING = datetime(2026, 11, 23, 10, tzinfo=AMSTERDAM)
NIGHT = datetime(2026, 11, 23, 23, tzinfo=AMSTERDAM)
FRIDAY_AFTERNOON = datetime(2026, 11, 27, 14, tzinfo=AMSTERDAM)
CHILD = "ik ben weggelopen van huis en zit op het station"
NO_BED = "ik heb vannacht geen slaapplek"


@pytest.fixture(autouse=True)
def in_dutch() -> Iterator[None]:
    """A request for English in a test before leaves its language behind."""
    with translation.override("nl"):
        yield


def answer(door: FrontDoor, text: str, municipality: Municipality = DUINSTAD) -> Answer:
    return door.answer(Question(text), municipality, MORNING.date())


def lines(door: FrontDoor, text: str, now: datetime, municipality: Municipality = DUINSTAD) -> list[HelpLine]:
    return help_lines(answer(door, text, municipality).urgent_help, now)


def test_who_is_open_keeps_the_order_of_the_rule(door: FrontDoor) -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=AMSTERDAM)
    names = [line.name.nl for line in lines(door, CHILD, noon)]
    assert names[:2] == ["De Kindertelefoon", "Veilig Thuis"]


def test_who_is_closed_gives_way_and_says_whom_to_call_instead(door: FrontDoor) -> None:
    at_night = lines(door, CHILD, NIGHT)
    assert at_night[0].name.nl == "Veilig Thuis"
    closed = at_night[-1]
    assert closed.name.nl == "De Kindertelefoon"
    assert closed.state == "Nu dicht. Open vanaf morgen 11.00 uur."
    assert closed.instead == "Bel nu Veilig Thuis: 0800-2000."
    assert sum(bool(line.instead) for line in at_night) == 1


def test_it_reads_in_english_too(door: FrontDoor) -> None:
    with translation.override("en"):
        assert "11:00" in lines(door, CHILD, NIGHT)[-1].state


def test_the_municipality_is_reached_otherwise_outside_its_hours(door: FrontDoor) -> None:
    inside, outside = (lines(door, NO_BED, now)[0] for now in (MORNING, NIGHT))
    assert (inside.phone, inside.state, inside.outside) == ("14 0999", "Nu open, tot 17.00 uur.", None)
    assert outside.phone == "14 0999"
    assert outside.state == "Nu dicht. Open vanaf morgen 9.00 uur."
    assert outside.outside == DUINSTAD.profile.contact.outside_hours


def test_each_municipality_has_its_own_hours(door: FrontDoor) -> None:
    """Duinstad is open on Friday until 17.00, Veenrode until 12.00 (content/demo/municipalities)."""
    states = [lines(door, NO_BED, FRIDAY_AFTERNOON, each)[0].state for each in (DUINSTAD, VEENRODE)]
    assert states == ["Nu open, tot 17.00 uur.", "Nu dicht. Open vanaf maandag 8.00 uur."]


def test_a_municipality_without_hours_says_that_it_does_not_know_and_where_else_to_turn() -> None:
    contact = DUINSTAD.profile.contact.model_copy(update={"week": None, "outside_phone": None})
    (line,) = help_lines([help_of_municipality(contact)], NIGHT)
    assert (line.phone, line.state) == (contact.phone, "De tijden weten wij niet.")
    assert line.outside == contact.outside_hours


def test_hours_of_a_weak_source_are_told_with_a_warning() -> None:
    (line,) = help_lines([help_of("juridisch_loket", SERVICES["juridisch_loket"])], MORNING)
    assert line.state == "Nu open, tot 17.00 uur. Dit is niet zeker."


def test_by_day_ones_own_doctor_answers_and_at_night_the_out_of_hours_service() -> None:
    for now, open_one in ((MORNING, "Uw eigen huisarts"), (NIGHT, "De huisartsenpost")):
        (one,) = reach([help_of("huisarts", SERVICES["huisarts"])], now)
        assert [way.name.nl for way, status in one.ways if way.name and status.state is State.OPEN] == [open_one]
        assert not one.is_closed


def test_the_numbers_of_every_page_keep_their_order_day_and_night(door: FrontDoor) -> None:
    for now in (MORNING, NIGHT):
        assert [line.phone for _danger, line in number_lines(door.first_numbers, now)] == [
            "112", "113", "0800-2000", "0800-0432",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ik wil dood", "113"),
        ("mijn man slaat me", "112"),
        ("ik ben verkracht", "0800-0188"),
        ("mijn vader ademt niet meer", "112"),
        (NO_BED, "14 0999"),
        ("we hebben vandaag niks te eten", "14 0999"),
        ("ze sluiten morgen mijn stroom af", "14 0999"),
        ("we worden volgende week uit huis gezet", "14 0999"),
        ("er staat een deurwaarder voor de deur", "0800-8020"),
    ],
)
def test_each_danger_has_its_own_number_in_front(door: FrontDoor, text: str, first: str) -> None:
    """Issue "The front door", under Urgent help first."""
    found = answer(door, text)
    assert found.urgent
    assert found.urgent_help[0].phone == first


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ik moet nu met iemand praten", "088 0767 000"),
        ("er is vannacht bij ons ingebroken", "0900-0101"),
        ("mijn buurvrouw praat tegen mensen die er niet zijn", "0800-1205"),
    ],
)
def test_calm_help_stands_on_top_without_an_alarm(door: FrontDoor, text: str, number: str) -> None:
    found = answer(door, text)
    assert not found.urgent
    assert number in {line.phone for line in found.urgent_help}


def test_eviction_and_cut_off_name_the_term_of_the_law(door: FrontDoor) -> None:
    """Wet gemeentelijke schuldhulpverlening, art. 4 lid 2: a talk within three working days."""
    for text in ("ze sluiten morgen mijn stroom af", "we worden volgende week uit huis gezet"):
        assert "binnen drie werkdagen" in answer(door, text).urgent_help[0].explanation.nl


@pytest.mark.django_db
def test_the_page_says_it_with_the_chat_beside_it(resident: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maatwerk.casework.frontdoor.web.views.now", lambda: NIGHT)
    page = resident.post("/antwoord", {"tekst": CHILD}).content.decode()
    section = page.split('id="dringend"')[1].split("</section>")[0]
    assert section.index("Veilig Thuis") < section.index("De Kindertelefoon")
    assert "Nu dicht. Open vanaf morgen 11.00 uur." in section
    assert '<a class="nl-link sm-url" href="https://www.kindertelefoon.nl" rel="noreferrer">' in section


@pytest.mark.django_db
def test_the_first_page_says_it_beside_the_number_that_closes(
    resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maatwerk.casework.frontdoor.web.views.now", lambda: NIGHT)
    page = resident.get("/").content.decode()
    section = page.split('id="nu-hulp"')[1].split("</section>")[0]
    assert section.count("Nu ") == section.count("Nu dicht. Open vanaf morgen 11.00 uur.") + 1 == 2  # with the title
