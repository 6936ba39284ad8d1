"""Invented people: in a demo anybody may become one of them, in production nobody can."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from maatwerk.casework.contact.models import ContactRequest
from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.casework.dossier.queries import file_of
from maatwerk.foundation.access.logs.verifying import Looked, verify
from maatwerk.foundation.access.models import (
    AccessRecord,
    BlindRequest,
    Consent,
    Doubt,
    Emergency,
    Involvement,
    Lifting,
    Task,
)
from maatwerk.foundation.content.plain_language import faults_in
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import (
    Account,
    Appointment,
    Identifier,
    LogIn,
    Municipality,
    Representation,
    Resident,
    ResidentAccount,
    Worker,
)
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.residents import Standing
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.viewers import worker_viewer
from maatwerk.foundation.worklist.models import Item
from maatwerk.site.cast import load_cast, resident_id
from maatwerk.site.demo import FILE_LOADERS, NotADemoError, load_cast_into_demo
from maatwerk.site.home import CONTENT
from tests.data.test_content import OFFICIALESE
from tests.site.test_configuration import GOOD, KEY

CAST = load_cast(CONTENT)
OF_ELS = ("samira", "noor", "bilal", "joost", "wim", "rosa")
PEOPLE = [*CAST.workers, *(id_ for id_, each in CAST.residents.items() if each.about)]

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(two_municipalities: object) -> Client:
    load_cast_into_demo()
    return Client()


def ref(resident: str) -> str:
    return f"resident:{resident_id(resident)}"


def become(client: Client, persona: str) -> str:
    response = client.post(f"/duinstad/demo/worden/{persona}")
    assert response.status_code == 302
    return response["Location"]


def everything() -> tuple[int, ...]:
    with maintenance("counting"):
        models = [Account, Worker, Appointment, Task, Resident, Identifier, Involvement, Consent, Representation]
        models += [Lifting, Emergency, BlindRequest, Doubt, Note, FactValue, AccessRecord]
        return tuple(model.objects.count() for model in models)


def test_the_cast_is_those_of_the_house_style_and_one_sentence_says_who_each_is() -> None:
    named = {"samira", "bilal", "joost", "wim", "rosa", "els", "ruben", "mia", "anton", "fatma", "tessa", "dirk"}
    assert named | {"beheer", "henk"} <= set(PEOPLE)
    said = [each.about.nl for each in [*CAST.workers.values(), *CAST.residents.values()] if each.about]
    for each in CAST.residents.values():
        said += [one.reason for one in (each.start, *each.involved, *each.requests, *each.emergencies)]
        said += [one.text for one in (*each.words, *each.notes)] + [each.safe_contact]
    assert [fault for text in said for fault in faults_in(text, OFFICIALESE)] == []


def test_bringing_in_the_cast_twice_is_once(demo: Client) -> None:
    before = everything()
    assert all(before)
    assert load_cast_into_demo() is False
    assert everything() == before


def test_starting_again_costs_a_few_queries(
    demo: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):  # two of them are the transaction
        load_cast_into_demo()


def test_somebody_who_went_comes_back_and_what_was_changed_stays(demo: Client) -> None:
    Worker.objects.filter(account__email="els@wijkteam.example").update(name="Els de Groot")
    with maintenance("erasing"):
        Resident.objects.filter(pk=resident_id("rosa")).delete()
        for model in (Involvement, Note):
            model.objects.filter(subject=f"resident:{resident_id('rosa')}").delete()
    assert load_cast_into_demo() is True
    assert Worker.objects.get(account__email="els@wijkteam.example").name == "Els de Groot"
    with maintenance("counting"):
        assert Resident.objects.filter(pk=resident_id("rosa")).exists()


def test_samira_reads_who_looked_at_work_and_at_home(demo: Client) -> None:
    become(demo, "samira")
    page = demo.get("/duinstad/mijn/gegevens/wie-keek/").content.decode()
    for sentence in (
        r"Ruben van Schuldhulp keek op \d+ \w+( \d{4})? om 10\.00 uur naar uw geld en schulden, voor hulp bij geld en",
        r"Els van Wijkteam keek op \d+ \w+( \d{4})? om 10\.00 uur naar opgroeien en opvoeden, voor hulp voor kinderen",
        r"Joost, uw gemachtigde, keek op \d+ \w+( \d{4})? om 10\.00 uur naar uw dossier\.",
    ):
        assert re.search(sentence, page), sentence


def test_who_stands_for_whom_and_works_with_whom_is_as_everybody_knows(demo: Client) -> None:
    els, anton = (Worker.objects.get(account__email__startswith=f"{name}@") for name in ("els", "anton"))
    with maintenance("counting"):
        mother = Representation.objects.get(resident=resident_id("noor"))
        assert (mother.who, mother.standing) == (f"resident:{resident_id('samira')}", Standing.PARENT)
        money = Representation.objects.get(resident=resident_id("wim"))
        assert (money.who, money.standing, money.scope) == (f"worker:{anton.pk}", Standing.ADMINISTRATOR, "geld")
        worked = Involvement.objects.filter(who=f"worker:{els.pk}").values_list("subject", flat=True)
        assert {f"resident:{resident_id(name)}" for name in OF_ELS} == set(worked)
    roles = set(Appointment.objects.filter(worker__name="Henk").values_list("role", flat=True))
    assert roles == set(Role) - {Role.OWNER}  # an owner of entries comes from outside


def test_what_waits_for_somebody_waits(demo: Client) -> None:
    with maintenance("counting"):
        assert Emergency.objects.get().reviewed_at is None
        assert [asked.subject for asked in BlindRequest.objects.filter(answered_at=None)] == [ref("samira")]
        assert not Representation.objects.filter(resident=resident_id("rosa")).exists()
    assert Doubt.objects.get().settled_at is None


def seen_by(name: str, resident: str, purpose: str) -> set[str]:
    """What stands in a file for this worker: texts of notes, and the keys of facts."""
    worker = Worker.objects.get(account__email__startswith=f"{name}@")
    me = colleague(worker.pk, worker.organisation.municipality.slug)
    assert me
    file = file_of(worker_viewer(me), ref(resident), purpose, timezone.now())
    notes = [one.thing for one in (*file.own_words.rows, *file.notes.rows) if one.thing]
    return {note.text for note in notes} | {one.thing.fact for one in file.facts.rows if one.thing}


def test_each_sees_of_the_files_what_they_wrote_and_what_was_allowed(demo: Client) -> None:
    by_ruben = seen_by("ruben", "samira", "schuldhulp")
    assert {"schulden_totaal", "woning_soort"} <= by_ruben  # the second because Samira agreed
    assert "lopen" not in by_ruben
    assert "lopen" in seen_by("els", "samira", "wmo")
    assert "schulden_totaal" not in seen_by("els", "samira", "wmo")
    # Bilal lifted the secret of youth help for Mia, for one kind of data only.
    assert any("met zijn vader praten" in text for text in seen_by("mia", "bilal", "wmo"))
    assert not any("tante" in text for text in seen_by("mia", "bilal", "wmo"))
    assert seen_by("mia", "samira", "wmo") == set()  # she asked, and nobody answered yet
    assert any("leefgeld" in text for text in seen_by("anton", "wim", "vertegenwoordiging"))
    assert seen_by("ruben", "wim", "noodgeval") == set()  # the four hours are over
    for nobody in ("beheer", "henk", "fatma"):
        assert seen_by(nobody, "samira", "wmo") == set()


def test_everything_in_the_demo_stands_in_the_logs(demo: Client) -> None:
    assert AccessRecord.objects.filter(purpose="schuldhulp", what="dossier.note").exists()
    assert list(verify(Looked())) == []


def test_rooms_above_can_put_something_in_the_files(
    two_municipalities: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr("maatwerk.site.demo.FILE_LOADERS", [*FILE_LOADERS, seen.append])
    load_cast_into_demo()
    assert set(seen[0].residents) == set(CAST.residents)


def test_two_people_wait_for_a_call_or_a_visit_once(demo: Client) -> None:
    load_cast_into_demo()
    with maintenance("counting"):
        waiting = ContactRequest.objects.filter(municipality="duinstad")
        assert sorted(waiting.values_list("kind", flat=True)) == ["bel_terug", "huisbezoek"]
    assert Item.objects.filter(subject__startswith="contact:", team__name="Noord").count() == 2


def test_a_demo_where_nobody_answers_begins_all_the_same(two_municipalities: object) -> None:
    load_cast_into_demo()
    Task.objects.filter(purpose="contact").update(end=timezone.now())
    with maintenance("erasing"):
        ContactRequest.objects.all().delete()
    load_cast_into_demo()
    with maintenance("counting"):
        assert not ContactRequest.objects.exists()


def test_a_municipality_that_is_not_invented_gets_nobody(two_municipalities: object) -> None:
    profiles = Municipality.objects.get(slug="veenrode")
    profiles.profile |= {"verzonnen": False}
    profiles.save()
    load_cast_into_demo()
    with maintenance("counting"):
        assert not Resident.objects.filter(municipality="veenrode").exists()
    assert Client().get("/veenrode/demo/").status_code == 404


@pytest.mark.parametrize("persona", PEOPLE)
def test_everybody_of_the_cast_can_be_and_gets_to_their_own_front_page(demo: Client, persona: str) -> None:
    page = demo.get(become(demo, persona))
    assert page.status_code == 200
    name = CAST.workers[persona].name if persona in CAST.workers else CAST.residents[persona].called
    assert f"U bent nu {name}, een verzonnen persoon." in page.content.decode()
    # On the pages for everybody too, and in English.
    assert f"U bent nu {name}" in demo.get("/duinstad/").content.decode()
    assert 'class="sm-persona"' in demo.get("/duinstad/en/").content.decode()


def test_a_worker_opens_no_page_of_a_resident_and_the_reverse(demo: Client) -> None:
    become(demo, "els")
    assert demo.get("/duinstad/mijn/").status_code == 403
    become(demo, "samira")
    assert demo.get("/duinstad/mijn/").status_code == 200
    for page in ("", "sleutels/", "mijn-account/", "inloggen"):
        assert demo.get(f"/duinstad/medewerkers/{page}").status_code in (403, 404)


def test_stopping_is_being_nobody_again(demo: Client) -> None:
    become(demo, "samira")
    assert demo.post("/duinstad/demo/stop")["Location"] == "/duinstad/demo/"
    assert "sm-persona" not in demo.get("/duinstad/").content.decode()
    assert demo.get("/duinstad/mijn/").status_code == 302


def test_everybody_and_only_whom_one_may_become_stands_on_the_page(demo: Client) -> None:
    page = demo.get("/duinstad/demo/").content.decode()
    assert set(re.findall(r"/demo/worden/([a-z]+)", page)) == set(PEOPLE)
    for nobody in ("noor", "karin", "niemand"):
        assert demo.post(f"/duinstad/demo/worden/{nobody}").status_code == 404
    assert 'href="/duinstad/demo/"' in demo.get("/duinstad/").content.decode()


def test_a_link_cannot_make_somebody_become_another(demo: Client) -> None:
    assert demo.get("/duinstad/demo/worden/els").status_code == 405
    careful = Client(enforce_csrf_checks=True)
    assert careful.post("/duinstad/demo/worden/els").status_code == 403


def test_in_production_there_is_no_such_page_and_a_session_from_a_demo_opens_nothing(
    demo: Client, settings: Settings
) -> None:
    worker = Client()
    become(demo, "samira")
    become(worker, "fatma")
    assert demo.get("/duinstad/mijn/").status_code == 200
    assert worker.get("/duinstad/medewerkers/").status_code == 200
    settings.DEMO_PERSONAS = False
    assert demo.get("/duinstad/mijn/").status_code == 302
    assert worker.get("/duinstad/medewerkers/").status_code == 302
    assert worker.get("/duinstad/medewerkers/")["Location"].startswith("/duinstad/medewerkers/sleutels/")
    for who in (demo, worker, Client()):
        assert who.get("/duinstad/demo/").status_code == 404
        assert who.post("/duinstad/demo/worden/els").status_code == 404
        home = who.get("/duinstad/").content.decode()
        assert "sm-persona" not in home
        assert "/demo/" not in home
    with pytest.raises(NotADemoError):
        load_cast_into_demo()


@pytest.mark.parametrize(("mode", "personas"), [("demo", "True"), ("production", "False")])
def test_only_a_demo_knows_personas(mode: str, personas: str) -> None:
    program = "from django.conf import settings; print(settings.DEMO_PERSONAS)"
    settings_of = {"DJANGO_SETTINGS_MODULE": "maatwerk.site.settings", "MAATWERK_ALLOW_SQLITE": "yes"}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAATWERK_")}
    environment |= GOOD | settings_of | {"MAATWERK_MODE": mode, "MAATWERK_LOG_KEY": KEY[::-1]}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == personas, done.stderr


def test_becoming_somebody_is_in_their_own_history(demo: Client) -> None:
    become(demo, "samira")
    account = ResidentAccount.objects.get(resident=resident_id("samira"))
    assert LogIn.objects.get(account=account.account_id).how == "voorbeeld"
    assert "als verzonnen persoon" in demo.get(f"/duinstad{reverse('mijn:security')}").content.decode()


def test_public_pages_set_no_cookie_for_who_plays_nobody(demo: Client) -> None:
    assert demo.get("/duinstad/").cookies.keys() == set()
