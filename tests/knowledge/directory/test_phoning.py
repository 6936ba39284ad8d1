"""The phone list: a help-desk worker phones through the entries that nobody confirmed."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.queries import staff_member
from maatwerk.foundation.worklist.actions import escalate_overdue
from maatwerk.foundation.worklist.models import Item
from maatwerk.knowledge.directory.asking.actions import ask_owners
from maatwerk.knowledge.directory.asking.models import Asking
from maatwerk.knowledge.directory.models import Verification
from maatwerk.knowledge.directory.reporting.models import Report
from tests.casework.contact.callers import els_answers
from tests.knowledge.directory.map_of_the_bridge import a_map, the_listing, value

OLD = date(2026, 1, 1)
WORK = "/duinstad/medewerkers/"


@pytest.fixture
def listed(staff: dict[str, Client]) -> dict[str, Client]:
    """Three organisations wait for a call, one of them with two entries."""
    els_answers()
    buurt, sport = ({"organisatie": name, "telefoon": number} for name, number in PHONES.items())
    a_map(
        {
            "eten": value("Eettafel", OLD),
            "fietsen": value("Fietsles", OLD),
            "buurt": value("Buurthuis", OLD, eigenaar=buurt),
            "sport": value("Sportclub", OLD, eigenaar=sport),
        }
    )
    ask_owners("duinstad", timezone.now())
    return staff


PHONES = {"Buurthuis Noord": "0555 222222", "Sport voor Iedereen": "0555 333333"}


def page_of(organisation: str) -> str:
    which = Asking.objects.get(organisation=organisation).pk
    return "/duinstad" + reverse("map:call", kwargs={"which": which})


def on_the_list(browser: Client) -> dict[str, str]:
    """What waits, with the address that it leads to."""
    page = browser.get(WORK).content.decode()
    names = ("Stichting De Brug", *PHONES)
    return {name: page_of(name) for name in names if f"Bel {name}: klopt het nog?" in unescape(page)}


def say(browser: Client, organisation: str, **fields: str) -> Any:
    return browser.post(page_of(organisation), fields, follow=True)


def test_a_help_desk_worker_phones_through_the_list_of_what_nobody_confirmed(listed: dict[str, Client]) -> None:
    els = listed["els"]
    assert set(on_the_list(els)) == {"Stichting De Brug", *PHONES}

    page = els.get(on_the_list(els)["Stichting De Brug"]).content.decode()
    assert 'href="tel:0555123456"' in page
    assert "Wat u vraagt" in page
    assert "Op dinsdag om 18 uur." in page  # what they read out
    say(els, "Stichting De Brug", dienst="eten", doe="klopt")
    assert "Stichting De Brug" in on_the_list(els)  # one entry is still to be asked
    page = say(els, "Stichting De Brug", dienst="fietsen", doe="klopt_niet", woorden="Nu op vrijdag.").content.decode()
    assert "Een redacteur kijkt ernaar" in page
    assert set(on_the_list(els)) == set(PHONES)

    say(els, "Buurthuis Noord", dienst="buurt", doe="gestopt")
    for _time in range(3):
        page = say(els, "Sport voor Iedereen", doe="niet_bereikt").content.decode()
    assert "Dit gaat van de lijst" in page
    assert on_the_list(els) == {}

    [seen] = Verification.objects.filter(municipality="duinstad")
    assert (seen.key, seen.by, seen.how) == ("eten", "Stichting De Brug", "telefoon")
    assert the_listing("eten").verified_on == day_of(timezone.now())
    assert the_listing("sport").verified_on == OLD
    told = {row.key: (row.via, row.wrong, row.words) for row in Report.objects.all()}
    assert told == {"fietsen": ("telefoon", "anders", "Nu op vrijdag."), "buurt": ("telefoon", "gestopt", "")}
    assert Item.objects.filter(kind="kaart_melding", done_at=None).count() == 2
    outcomes = Item.objects.filter(kind="kaart_bellen").values_list("outcome", flat=True)
    assert sorted(outcomes) == ["afgehandeld", "afgehandeld", "niet_gelukt"]


def test_each_try_is_counted_and_shown(listed: dict[str, Client]) -> None:
    page = say(listed["els"], "Stichting De Brug", doe="niet_bereikt").content.decode()
    assert "Dit was poging 1" in page
    assert "Nog niemand bereikt, 1 keer" in page


def test_only_who_has_the_call_on_their_list_learns_of_it(listed: dict[str, Client]) -> None:
    address = page_of("Stichting De Brug")
    unreal = "/duinstad" + reverse("map:call", kwargs={"which": "6f0a3c52-9d1e-4a57-8f3b-2c7d5e904a11"})
    assert listed["els"].get(address).status_code == 200
    for name in ("ruben", "mia", "eva", "beheer"):
        for response in (listed[name].get(address), listed[name].post(address, {"dienst": "eten", "doe": "klopt"})):
            assert response.status_code == 404, name
        assert listed[name].get(unreal).status_code == 404
    assert listed["henk"].get(address.replace("duinstad", "veenrode")).status_code == 404
    assert Verification.objects.count() == 0


def test_an_administrator_to_whom_it_was_passed_on_sees_whom_to_call(listed: dict[str, Client]) -> None:
    Item.objects.update(due_on=date(2026, 1, 2))
    escalate_overdue(timezone.now())
    assert "Bel Stichting De Brug" in listed["beheer"].get(WORK).content.decode()


def test_what_is_wrong_has_to_be_said_and_what_was_typed_stays(listed: dict[str, Client]) -> None:
    page = page_of("Stichting De Brug")
    empty = listed["els"].post(page, {"dienst": "eten", "doe": "klopt_niet", "woorden": " "})
    assert (empty.status_code, "Schrijf op wat er niet klopt" in empty.content.decode()) == (400, True)
    long = listed["els"].post(page, {"dienst": "eten", "doe": "klopt_niet", "woorden": "y" * 501})
    assert (long.status_code, "y" * 501 in long.content.decode()) == (400, True)
    assert listed["els"].post(page, {"doe": "iets"}).status_code == 400


def test_who_answers_by_mail_meanwhile_is_off_the_phone_list(listed: dict[str, Client]) -> None:
    from maatwerk.knowledge.directory.asking.links import link_for

    asking = Asking.objects.get(organisation="Buurthuis Noord")
    link = f"/duinstad/hulp/klopt-nog/{link_for(asking)}"
    assert Client().post(link, {"dienst": "buurt", "doe": "klopt"}).status_code == 200
    assert "Buurthuis Noord" not in on_the_list(listed["els"])
    page = listed["els"].get(page_of("Buurthuis Noord")).content.decode()
    assert "Dit is klaar" in page
    again = say(listed["els"], "Buurthuis Noord", dienst="buurt", doe="gestopt").content.decode()
    assert "Hier was al antwoord op" in again
    assert Report.objects.count() == 0


def test_without_a_number_the_page_says_where_to_look(staff: dict[str, Client]) -> None:
    els_answers()
    a_map({"eten": value(seen=OLD, eigenaar=None, telefoon=None)})
    ask_owners("duinstad", timezone.now())
    page = staff["els"].get(page_of("Stichting De Brug")).content.decode()
    assert "Wij hebben geen nummer" in page
    assert 'href="https://debrug.example"' in page


def test_the_page_asks_the_same_number_of_queries_for_many_entries(
    staff: dict[str, Client], django_assert_max_num_queries: Any
) -> None:
    els_answers()
    a_map({f"d{n}": value(f"Dienst {n}", OLD) for n in range(30)})
    ask_owners("duinstad", timezone.now())
    assert staff_member(staff["els"].session["_auth_user_id"], "duinstad")
    address = page_of("Stichting De Brug")
    with django_assert_max_num_queries(14):
        assert staff["els"].get(address).content.decode().count("Ja, dit klopt") == 30
