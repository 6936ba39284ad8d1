"""What somebody at work sees of their work, and does with it by forms."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from maatwerk.foundation.people.models import Team, Worker
from maatwerk.foundation.worklist.models import Handling, Item
from maatwerk.foundation.worklist.web import words
from tests.foundation.worklist.work import NOON, TITLE, Requests, an_item, team_of
from tests.staff import add_worker, signed_in

pytestmark = pytest.mark.django_db

HOME = "/medewerkers/"


def shown(response: Any, status: int = 200) -> str:
    """What the page says, without tags and with single spaces."""
    assert response.status_code == status, response.status_code
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert main
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main.group())).split())


def lists(response: Any) -> dict[str, str]:
    """What the page says in each of its lists."""
    parts = re.findall(r'<section.*?id="lijst-(\w+)".*?</section>', response.content.decode(), re.DOTALL)
    sections = re.findall(r"<section.*?</section>", response.content.decode(), re.DOTALL)
    return {
        part: " ".join(unescape(re.sub(r"<[^>]+>", " ", section)).split())
        for part, section in zip(parts, sections, strict=True)
    }


def late(days: int) -> dict[str, Any]:
    return {"due_on": localdate() - timedelta(days=days), "escalated_at": NOON}


class TestMyWork:
    def test_everybody_begins_there_and_it_is_theirs(self, staff: dict[str, Client]) -> None:
        mine = an_item("verzoek:1", owner=add_worker("els"), due_on=localdate() + timedelta(days=1))
        an_item("verzoek:2", due_on=localdate())
        an_item("verzoek:3", team=team_of("ruben"), escalates_to=team_of("els"), **late(2))
        an_item("verzoek:4", team=team_of("pim"))
        page = lists(staff["els"].get(HOME))
        assert page["mij"] == f"Van mij {TITLE} Verzoek nakijken uiterlijk morgen Klaar Geef door"
        waiting = f"Van mijn team {TITLE} Verzoek nakijken · voor team noord uiterlijk vandaag Pak op Geef door"
        assert page["team"] == waiting
        assert page["laat"] == (
            f"Te laat en doorgegeven {TITLE} Verzoek nakijken · voor team schuldhulp"
            " · te laat, doorgegeven aan team noord 2 dagen te laat Pak op Geef door"
        )
        assert f"Terug naar mijn werk {TITLE}" in shown(staff["els"].get(f"{HOME}werk/{mine.pk}"))

    def test_who_may_not_know_what_it_is_about_sees_the_kind_and_the_term(self, staff: dict[str, Client]) -> None:
        item = an_item(owner=add_worker("ruben"), team=None, due_on=localdate() - timedelta(days=1))
        response = staff["ruben"].get(HOME)
        assert lists(response)["mij"] == "Van mij Verzoek nakijken 1 dag te laat Klaar Geef door"
        page = shown(staff["ruben"].get(f"{HOME}werk/{item.pk}"))
        assert TITLE not in page
        assert "U mag niet zien waar dit over gaat." in page
        assert "/ergens/" not in staff["ruben"].get(f"{HOME}werk/{item.pk}").content.decode()
        assert "/ergens/2" in staff["els"].get(f"{HOME}werk/{an_item('verzoek:2').pk}").content.decode()

    def test_a_kind_that_nobody_knows_any_more_shows_its_id(self, staff: dict[str, Client]) -> None:
        item = an_item(kind="van_vroeger")
        assert "van_vroeger" in lists(staff["els"].get(HOME))["team"]
        assert "van_vroeger" in shown(staff["els"].get(f"{HOME}werk/{item.pk}"))

    def test_an_empty_list_says_so(self, staff: dict[str, Client]) -> None:
        page = lists(staff["els"].get(HOME))
        assert page == {
            "mij": "Van mij Er staat nu geen werk op uw naam.",
            "team": "Van mijn team Er ligt nu niets voor uw team.",
            "laat": "Te laat en doorgegeven Er is geen laat werk van anderen aan u doorgegeven.",
        }
        add_worker("els").teams.clear()
        assert "U zit nog niet in een team." in lists(staff["els"].get(HOME))["team"]

    def test_an_administrator_gives_late_work_without_a_team_to_somebody(self, staff: dict[str, Client]) -> None:
        item = an_item(owner=add_worker("els"), **late(3))
        page = lists(staff["beheer"].get(HOME))["laat"]
        assert page == (
            "Te laat en doorgegeven Verzoek nakijken opgepakt door Els · te laat, doorgegeven aan beheer"
            " 3 dagen te laat Geef door"
        )
        response = staff["beheer"].post(f"{HOME}werk/{item.pk}", {"doe": "klaar", "woord": "afgehandeld"})
        assert "U kunt dit niet doen." in shown(response, 403)
        staff["beheer"].post(f"{HOME}werk/{item.pk}", {"doe": "doorgeven", "aan": f"worker:{add_worker('ruben').pk}"})
        assert "Verzoek nakijken" in lists(staff["ruben"].get(HOME))["mij"]

    def test_it_is_in_english_too(self, staff: dict[str, Client]) -> None:
        item = an_item(owner=add_worker("els"), due_on=localdate() + timedelta(days=10))
        for address in ("/en/medewerkers/", f"/en/medewerkers/werk/{item.pk}"):
            assert re.search(r'<html[^>]*\blang="en"', staff["els"].get(address).content.decode())

    def test_long_lists_go_on_after_the_last_item_and_show_each_once(self, staff: dict[str, Client]) -> None:
        team = team_of("els")
        for n in range(47):
            an_item(f"verzoek:{n}", team=team, due_on=localdate() + timedelta(days=n // 10))
        address, found, pages = HOME, [], 0
        while address:
            page = staff["els"].get(address).content.decode()
            found += re.findall(r'id="werk-([0-9a-f-]{36})"', page)
            more = re.search(r'href="([^"]*lijst=team[^"]*)"', page)
            address, pages = unescape(more.group(1)) if more else "", pages + 1
        ordered = Item.objects.order_by("due_on", "id").values_list("pk", flat=True)
        assert (found, pages) == ([str(pk) for pk in ordered], 3)

    @pytest.mark.parametrize(
        "asked",
        ["lijst=x", "na=2026-11-20", "lijst=mij&na=x", "lijst=mij&na=2026-13-01_x", "lijst=team&na=2026-11-20_\x00"],
    )
    def test_a_place_that_is_no_place_in_a_list_is_refused(self, staff: dict[str, Client], asked: str) -> None:
        assert "Dit konden wij niet lezen" in shown(staff["els"].get(f"{HOME}?{asked}"), 400)

    def test_queries_do_not_grow_with_work_or_people(
        self, staff: dict[str, Client], django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        def add(first: int, last: int) -> None:
            for n in range(first, last):
                whose = ({"owner": add_worker("els")}, {}, {"team": team_of("ruben"), "escalates_to": team_of("els")})
                an_item(f"verzoek:{n}", **(whose[n % 3] | late(1)))

        def look() -> None:
            with django_assert_max_num_queries(12):
                staff["els"].get(HOME)
            with django_assert_max_num_queries(12):
                staff["els"].get(f"{HOME}werk/{item.pk}")

        add(0, 5)
        item = Item.objects.filter(owner__isnull=False)[0]
        look()
        add(5, 200)
        team = {"organisation": add_worker("els").organisation}
        Team.objects.bulk_create(Team(slug=f"t{n}", name=f"T{n}", **team) for n in range(50))
        look()


class TestDoing:
    def test_taking_giving_and_finishing_work_with_forms_alone(self, staff: dict[str, Client]) -> None:
        item = an_item()
        address = f"{HOME}werk/{item.pk}"
        page = staff["els"].get(HOME).content.decode()
        assert f'<form method="post" action="{address}">' in page
        assert 'name="doe" value="oppakken"' in page

        response = staff["els"].post(address, {"doe": "oppakken"})
        assert (response.status_code, response["Location"]) == (302, address)
        assert "U hebt dit werk opgepakt." in shown(staff["els"].get(address))

        ruben = f"worker:{add_worker('ruben').pk}"
        assert f'value="{ruben}"' in staff["els"].get(address).content.decode()
        response = staff["els"].post(address, {"doe": "doorgeven", "aan": ruben})
        assert (response.status_code, response["Location"]) == (302, HOME)
        assert "Het werk is doorgegeven." in shown(staff["els"].get(HOME))
        assert staff["els"].get(address).status_code == 404

        response = staff["ruben"].post(address, {"doe": "klaar", "woord": "niet_nodig"})
        assert (response.status_code, response["Location"]) == (302, HOME)
        assert "Het werk is klaar." in shown(staff["ruben"].get(HOME))
        page = shown(staff["ruben"].get(address))
        assert "Dit werk is klaar: Niet nodig." in page
        assert "Els : opgepakt" in page
        assert "Els : doorgegeven aan Ruben" in page
        assert "Ruben : klaar: Niet nodig" in page
        assert "<form" not in staff["ruben"].get(address).content.decode()

    def test_a_form_without_its_token_is_refused(self, staff: dict[str, Client]) -> None:
        item = an_item()
        careful = Client(enforce_csrf_checks=True)
        careful.cookies = signed_in(add_worker("els")).cookies
        assert careful.post(f"{HOME}werk/{item.pk}", {"doe": "oppakken"}).status_code == 403
        assert not Handling.objects.exists()

    @pytest.mark.parametrize(
        ("fields", "status", "sentence"),
        [
            ({"doe": "klaar"}, 400, "Kies hoe het werk klaar is."),
            ({"doe": "klaar", "woord": "verzonnen"}, 400, "Kies hoe het werk klaar is."),
            ({"doe": "klaar", "woord": "vervallen"}, 400, "Kies hoe het werk klaar is."),
            ({"doe": "doorgeven"}, 400, "Kies een collega of een team."),
            ({"doe": "doorgeven", "aan": "worker:99999999"}, 400, "Kies een collega of een team."),
            ({"doe": "doorgeven", "aan": "worker:" + "9" * 30}, 400, "Kies een collega of een team."),
            ({"doe": "doorgeven", "aan": "worker:²"}, 400, "Kies een collega of een team."),
            ({"doe": "doorgeven", "aan": "worker:-1"}, 400, "Kies een collega of een team."),
            ({"doe": "doorgeven", "aan": "gemeente:1"}, 400, "Kies een collega of een team."),
            ({"doe": "doorgeven", "aan": "\x00"}, 400, "Kies een collega of een team."),
            ({"doe": "weggooien"}, 400, "Dit konden wij niet lezen"),
            ({}, 400, "Dit konden wij niet lezen"),
        ],
    )
    def test_bad_input_is_refused_with_a_sentence_and_changes_nothing(
        self, staff: dict[str, Client], fields: dict[str, str], status: int, sentence: str
    ) -> None:
        item = an_item(owner=add_worker("els"))
        assert sentence in shown(staff["els"].post(f"{HOME}werk/{item.pk}", fields), status)
        assert not Handling.objects.exists()

    def test_nobody_of_another_municipality_is_offered_or_accepted(self, staff: dict[str, Client]) -> None:
        item = an_item(owner=add_worker("els"))
        henk = f"worker:{add_worker('henk').pk}"
        assert henk not in staff["els"].get(f"{HOME}werk/{item.pk}").content.decode()
        response = staff["els"].post(f"{HOME}werk/{item.pk}", {"doe": "doorgeven", "aan": henk})
        assert "Kies een collega of een team." in shown(response, 400)

    def test_what_was_chosen_is_kept(self, staff: dict[str, Client]) -> None:
        item = an_item(owner=add_worker("els"))
        els = f"worker:{add_worker('els').pk}"
        response = staff["els"].post(f"{HOME}werk/{item.pk}", {"doe": "doorgeven", "aan": els})
        assert response.status_code == 400
        assert f'<option value="{els}" selected>' in response.content.decode()
        assert '<a class="nl-link" href="#aan">' in response.content.decode()

    def test_who_comes_second_is_told_so(self, staff: dict[str, Client]) -> None:
        item = an_item(owner=add_worker("els"))
        colleague = add_worker("ruben")
        colleague.teams.add(team_of("els"))
        response = staff["ruben"].post(f"{HOME}werk/{item.pk}", {"doe": "oppakken"})
        assert "Een collega heeft dit werk al opgepakt." in shown(response, 409)
        staff["els"].post(f"{HOME}werk/{item.pk}", {"doe": "klaar", "woord": "afgehandeld"})
        response = staff["ruben"].post(f"{HOME}werk/{item.pk}", {"doe": "klaar", "woord": "afgehandeld"})
        assert "Dit werk is al klaar." in shown(response, 409)

    def test_work_that_is_done_only_where_it_belongs_cannot_be_ticked_off_here(
        self, staff: dict[str, Client], requests: Requests
    ) -> None:
        requests.outcomes = ()
        item = an_item(owner=add_worker("els"))
        page = shown(staff["els"].get(f"{HOME}werk/{item.pk}"))
        assert "Doe dit werk" in page
        assert "Hoe is het werk klaar?" not in page
        assert "Klaar" not in lists(staff["els"].get(HOME))["mij"]
        staff["els"].post(f"{HOME}werk/{item.pk}", {"doe": "klaar", "woord": "afgehandeld"})
        assert Item.objects.get(pk=item.pk).done_at is None

    @pytest.mark.parametrize("who", ["ruben", "beheer", "henk"])
    def test_an_item_of_others_is_not_there(self, staff: dict[str, Client], who: str) -> None:
        item = an_item()
        town = "/veenrode" if who == "henk" else ""
        for id_ in (item.pk, uuid4()):
            address = f"{town}{HOME}werk/{id_}"
            assert staff[who].get(address).status_code == 404
            assert staff[who].post(address, {"doe": "oppakken"}).status_code == 404
        assert not Handling.objects.exists()


def test_every_refusal_and_every_word_has_a_sentence() -> None:
    from maatwerk.foundation.worklist import actions
    from maatwerk.foundation.worklist.rules import Act, Outcome

    assert set(words.REFUSED) == set(actions.WorkRefusedError.__subclasses__())
    assert set(words.OUTCOMES) == set(Outcome)
    assert set(words.ACCEPTED) == set(Act)


def test_signing_in_leads_there(staff: dict[str, Client]) -> None:
    from django.conf import settings

    assert reverse(settings.STAFF_HOME) == HOME
    assert Worker.objects.exists()
