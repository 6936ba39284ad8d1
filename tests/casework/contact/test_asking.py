"""Somebody asks to be called or visited, on a page that is open to all."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from maatwerk.casework.contact import actions
from maatwerk.casework.contact.reading import Asked
from maatwerk.casework.contact.rules import Kind, due
from maatwerk.casework.contact.web import asking
from maatwerk.foundation.access.models import Involvement, Task
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.openapi.limits import Limiter
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.models import Account
from maatwerk.foundation.people.spoken_codes import shown
from maatwerk.foundation.worklist.models import Item
from tests.casework.contact.callers import CALL, VISIT, all_requests, els_answers, send
from tests.residents import organisation_ref
from tests.staff import add_worker

BEL_MIJ, KOM_LANGS = "/duinstad/bel-mij/", "/duinstad/kom-langs/"


@pytest.fixture(autouse=True)
def a_quiet_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins to count anew."""
    monkeypatch.setattr(asking.AskView, "limiter", Limiter(asking.MOST_A_MINUTE))


@pytest.fixture
def open_for_calls(resident: Client) -> Client:
    els_answers()
    return resident


def test_somebody_asks_to_be_called_and_reads_a_code_and_a_day(open_for_calls: Client) -> None:
    response = send(open_for_calls, BEL_MIJ, CALL | {"tolk": "Tigrinya", "veilig": "Dat u van de bank bent."})
    assert response.status_code == 200
    assert response.cookies.keys() == set()
    [row] = all_requests()
    assert (row.name, row.phone, row.moments) == ("Wim", "06 12345678", ["ochtend"])
    assert (row.interpreter, row.safe, row.may_leave_message) == ("Tigrinya", "Dat u van de bank bent.", False)
    assert (row.kind, row.channel, row.written_by, row.about) == ("bel_terug", "website", "", "")
    assert row.due_on == due(day_of(timezone.now()), Kind.CALL)
    page = response.content.decode()
    assert shown(row.code) in page
    assert "Wim" not in page  # whoever looks along learns nothing
    assert "no-store" in response["Cache-Control"]


def test_it_is_work_for_the_team_that_answers_and_belongs_to_their_organisation(open_for_calls: Client) -> None:
    send(open_for_calls, KOM_LANGS, VISIT)
    [row], els = all_requests(), add_worker("els")
    item = Item.objects.get()
    assert (item.kind, item.subject, item.due_on) == ("huisbezoek", f"contact:{row.pk}", row.due_on)
    assert item.team in els.teams.all()
    assert (row.controller, row.purpose, row.category) == (organisation_ref(els), "contact", "contactverzoek")
    assert row.subject == f"contact:{row.pk}"
    with maintenance("deciding"):
        assert Involvement.objects.get().who == organisation_ref(els)


def test_a_first_name_and_a_number_are_enough_for_a_call_and_an_address_for_a_visit(open_for_calls: Client) -> None:
    assert send(open_for_calls, BEL_MIJ, {"naam": "A.", "telefoon": "0612345678"}).status_code == 200
    assert send(open_for_calls, KOM_LANGS, VISIT).status_code == 200
    assert [row.phone for row in all_requests()] == ["0612345678", ""]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("naam", "", "Vul een naam in"),
        ("naam", "x" * 101, "Er passen hier 100 letters. U schreef er 101"),
        ("telefoon", "", "Vul een telefoonnummer in"),
        ("telefoon", "bel mijn zus", "Dit is geen telefoonnummer"),
        ("waarover", "x" * 1001, "Er passen hier 1000 letters"),
        ("waarover", "Mijn nummer is 123456782", "geen burgerservicenummer"),
        ("veilig", "y" * 301, "Er passen hier 300 letters"),
        ("tolk", "z" * 61, "Er passen hier 60 letters"),
    ],
)
def test_what_is_wrong_is_named_and_all_that_was_typed_stays(
    open_for_calls: Client, field: str, typed: str, sentence: str
) -> None:
    response = send(open_for_calls, BEL_MIJ, CALL | {"tolk": "Turks", field: typed})
    page = response.content.decode()
    assert response.status_code == 400
    assert sentence in page
    assert f'href="#{field}"' in page
    assert typed in page
    assert 'value="ochtend" checked' in page
    assert all_requests() == []


def test_a_visit_without_a_place_is_refused(open_for_calls: Client) -> None:
    response = send(open_for_calls, KOM_LANGS, {"naam": "Wim"})
    assert response.status_code == 400
    assert "Vul in waar wij langskomen" in response.content.decode()


def test_strange_choices_and_control_characters_are_left_out(open_for_calls: Client) -> None:
    fields = CALL | {"naam": "W\x00im\x1b", "wanneer": ["ochtend", "midnight"], "bericht": "<b>", "kanaal": "balie"}
    assert send(open_for_calls, BEL_MIJ, fields).status_code == 200
    [row] = all_requests()
    assert (row.name, row.moments, row.may_leave_message, row.channel) == ("Wim", ["ochtend"], False, "website")


def test_a_form_that_is_sent_twice_is_one_request(open_for_calls: Client) -> None:
    page = open_for_calls.get(BEL_MIJ).content.decode()
    [signed] = re.findall(r'name="formulier" value="([^"]+)"', page)
    codes = set()
    for _time in range(2):
        answer = open_for_calls.post(BEL_MIJ, {"formulier": signed, **CALL}).content.decode()
        codes |= set(re.findall(r'<p class="sm-secret">([^<]+)</p>', answer))
    assert len(codes) == 1
    assert len(all_requests()) == Item.objects.count() == 1


@pytest.mark.parametrize("made", ["nothing", "other form", "other municipality", "yesterday", "own"])
def test_a_form_that_we_did_not_give_out_is_not_stored_and_can_be_sent_again(
    open_for_calls: Client, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = uuid4().hex
    salts = {"other form": "contact.duinstad.B2", "other municipality": "contact.veenrode.B1"}
    signed = signing.TimestampSigner(salt=salts.get(made, "contact.duinstad.B1")).sign(id_)
    if made == "yesterday":
        monkeypatch.setattr(asking, "_DAY", -1)
    signed = {"nothing": "", "own": id_}.get(made, signed)
    response = open_for_calls.post(BEL_MIJ, {"formulier": signed, **CALL})
    assert response.status_code == 400
    assert all_requests() == []
    monkeypatch.setattr(asking, "_DAY", 60)
    page = response.content.decode()
    assert "Verstuur het nog een keer" in page
    [again] = re.findall(r'name="formulier" value="([^"]+)"', page)
    assert open_for_calls.post(BEL_MIJ, {"formulier": again, **CALL}).status_code == 200


def test_who_sends_too_many_in_a_minute_is_told_and_loses_nothing(open_for_calls: Client) -> None:
    for _time in range(asking.MOST_A_MINUTE):
        assert send(open_for_calls, BEL_MIJ, CALL).status_code == 200
    response = send(open_for_calls, BEL_MIJ, CALL | {"waarover": "De huur"})
    assert response.status_code == 429
    assert "Wacht een minuut" in response.content.decode()
    assert "De huur" in response.content.decode()
    assert len(all_requests()) == asking.MOST_A_MINUTE
    other = Client(REMOTE_ADDR="198.51.100.7")
    assert send(other, BEL_MIJ, CALL).status_code == 200


def test_mistakes_do_not_count(open_for_calls: Client) -> None:
    for _time in range(asking.MOST_A_MINUTE + 5):
        assert send(open_for_calls, BEL_MIJ, {"naam": ""}).status_code == 400
    assert send(open_for_calls, BEL_MIJ, CALL).status_code == 200


def test_more_in_an_hour_than_people_can_answer_are_refused_and_those_by_phone_are_not(
    open_for_calls: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_AN_HOUR", 2)
    for _time in range(2):
        assert send(open_for_calls, BEL_MIJ, CALL).status_code == 200
    response = send(open_for_calls, BEL_MIJ, CALL)
    assert response.status_code == 429
    assert "Bel ons" in response.content.decode()
    asked, now = Asked(Kind.CALL, "Wim", "0612345678"), timezone.now()
    actions.ask(asked, "duinstad", uuid4(), now, actions.Channel.PHONE, "worker:1")
    actions.ask(asked, "duinstad", uuid4(), now + timedelta(minutes=61))
    assert len(all_requests()) == 4


def test_two_requests_with_one_code_are_told_apart_by_sending_again(
    open_for_calls: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "code_of", lambda _id: "K7M42P")
    assert send(open_for_calls, BEL_MIJ, CALL).status_code == 200
    response = send(open_for_calls, BEL_MIJ, CALL)
    assert response.status_code == 400
    assert "Verstuur het nog een keer" in response.content.decode()
    assert len(all_requests()) == Item.objects.count() == 1


@pytest.mark.parametrize("why", ["no task", "ended", "nobody works there"])
def test_where_nobody_answers_the_page_says_to_call_and_stores_nothing(resident: Client, why: str) -> None:
    els_answers()
    signed = re.findall(r'name="formulier" value="([^"]+)"', resident.get(BEL_MIJ).content.decode())
    if why == "no task":
        Task.objects.all().delete()
    elif why == "ended":
        Task.objects.update(end=timezone.now())
    else:
        Account.objects.update(is_active=False)
    page = resident.get(BEL_MIJ).content.decode()
    assert 'name="formulier"' not in page
    assert "Bel 14 0999, of kom langs" in page
    response = resident.post(BEL_MIJ, {"formulier": signed[0], **CALL})
    assert response.status_code == 503
    assert all_requests() == []


def test_the_other_municipality_does_not_answer_for_this_one(resident: Client) -> None:
    els_answers()
    assert 'name="formulier"' not in resident.get("/veenrode/bel-mij/").content.decode()


def test_in_english_the_same_questions_are_asked(open_for_calls: Client) -> None:
    page = open_for_calls.get("/duinstad/en/bel-mij/").content.decode()
    assert "What may we call you?" in page
    assert "Would you like an interpreter?" in page
    assert send(open_for_calls, "/duinstad/en/bel-mij/", CALL).status_code == 200
