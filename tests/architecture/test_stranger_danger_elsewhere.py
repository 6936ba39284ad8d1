"""Stranger danger, where there is no page: in exports and letters, in the work that is done for an answer, and in what
is kept of looking. See `test_stranger_danger.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maatwerk.foundation.access.actions import Described, ask_blind
from maatwerk.foundation.access.logs.readers import add_reader
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import OutsideGateError, maintenance
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.people.actions import add_municipalities
from maatwerk.foundation.people.connections import connected
from maatwerk.foundation.people.models import Address, SafeContact, Way
from maatwerk.foundation.people.residents import AddressKind, WayKind
from maatwerk.foundation.post.actions import check_batch, make_batch, send_notice
from maatwerk.foundation.post.models import Message, State
from maatwerk.foundation.post.rules import Channel
from maatwerk.foundation.worklist.models import Item
from maatwerk.site import registry
from maatwerk.site.unreachable import CALL_OR_VISIT
from tests.architecture import asking
from tests.architecture.asking import body_of, request_for
from tests.architecture.hiding import WORD, hidden, statements, told, viewer_of
from tests.personas import BSN, World, world
from tests.residents import add_resident, owned
from tests.staff import add_worker, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Everybody and everything, once for this file; gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        add_municipalities(registry.demo_municipalities())
        yield world()
        transaction.set_rollback(True)


# ---- What comes out by other ways ----


def test_exports_give_nothing_outside_the_gate(made: World) -> None:
    """They hold everything, so that only what decides first may carry them out."""
    for name, exporter in connections().exporters.items():
        with pytest.raises(OutsideGateError):
            list(exporter.export(made.samira.ref))
        with hidden(made.samira), maintenance("deciding"):
            assert WORD in str(list(exporter.export(made.samira.ref))), name


def rosa_is_reached(by: WayKind | None = None, **fields: Any) -> str:
    """Rosa, whose home is known, with a number of her own and one that others answer; and a rule for safe contact."""
    rosa = add_resident("rosa")
    row = owned(rosa.ref, rosa.controller, "contact") | {"resident": rosa}
    home = {"kind": AddressKind.HOME, "street": "Duinweg", "number": "1", "postcode": "1234 AB", "town": "Duinstad"}
    with maintenance("keeping"):
        Address.objects.create(**row, **home, start=timezone.now() - timedelta(days=9))
        ways = {
            kind: Way.objects.create(**row, kind=kind, value=value, checked_at=timezone.now())
            for kind, value in ((WayKind.MOBILE, "+31611111111"), (WayKind.MAIL, "rosa@thuis.example"))
        }
        if by is not None or fields:
            SafeContact.objects.create(
                **row | {"category": "veilig_contact"}, only_way=ways.get(by) if by else None, instruction="Bel."
            )
    return rosa.ref


def moves_to_a_secret_address(ref: str) -> None:
    rosa = add_resident("rosa")
    with maintenance("keeping"):
        Address.objects.create(
            **owned(ref, rosa.controller, "schuiladres"),
            resident=rosa,
            kind=AddressKind.STAY,
            street=f"{WORD}straat",
            number="13",
            town=f"{WORD}plaats",
            start=timezone.now() - timedelta(minutes=1),
        )


def messages(ref: str) -> list[tuple[str, str]]:
    with maintenance("sending"):
        rows = Message.objects.filter(subject=ref).exclude(state=State.WITHDRAWN)
        return list(rows.values_list("channel", "address"))


@pytest.mark.usefixtures("two_municipalities")
class TestLetters:
    """A letter is printed by a clerk and lies on a mat: it never goes to somebody who hides, nor past a rule."""

    @pytest.fixture(autouse=True)
    def somebody_calls(self, two_municipalities: object) -> None:
        add_worker("pim")

    def test_nothing_is_sent_but_by_the_way_that_is_safe(self) -> None:
        ref = rosa_is_reached(by=WayKind.MOBILE)
        send_notice(ref, "iets_nieuws", "duinstad", timezone.now())
        assert messages(ref) == [(Channel.SMS, "+31611111111")]

    def test_without_a_safe_way_nothing_is_sent_and_a_person_thinks_first(self) -> None:
        ref = rosa_is_reached(rule=True)
        before = set(Item.objects.values_list("pk", flat=True))
        send_notice(ref, "iets_nieuws", "duinstad", timezone.now())
        assert messages(ref) == []
        new = Item.objects.exclude(pk__in=before)
        assert [(item.subject, item.kind) for item in new] == [(ref, CALL_OR_VISIT)]

    def test_a_letter_that_waits_when_she_goes_into_hiding_is_not_printed(self) -> None:
        ref, now = rosa_is_reached(), timezone.now()
        with maintenance("keeping"):
            Way.objects.filter(subject=ref).delete()
        send_notice(ref, "iets_nieuws", "duinstad", now)
        assert [channel for channel, _address in messages(ref)] == [Channel.LETTER]
        batch = make_batch(Channel.LETTER, "worker:1", "duinstad", now)
        assert batch is not None
        moves_to_a_secret_address(ref)
        check_batch(batch.pk, "duinstad", timezone.now())
        assert messages(ref) == []
        clerk = signed_in(add_worker("pim"))
        for page in ("post:batch", "post:sheet", "post:letters", "post:queue"):
            kwargs = {} if page == "post:queue" else {"batch": batch.pk}
            shown = told(clerk.get("/duinstad" + reverse(page, kwargs=kwargs)))
            assert [each for each in (WORD, "Duinweg", "Vermeer") if each in shown] == [], page


# ---- The work done for an answer ----


def work_for(ask: Callable[[], object]) -> list[str]:
    """The statements of asking a second time: what is kept in memory of a first time says nothing of anybody."""
    for _ in range(2):
        with transaction.atomic(), statements() as found:
            ask()
            transaction.set_rollback(True)
    return found


PAGES_OF_ONE = {
    "dossier:file": "collega",
    "dossier:purpose": "collega",
    "dossier:write": "collega",
    "grounds:open_emergency": "collega",
    "grounds:consents": "collega",
    "grounds:involved": "collega",
    "people:own_word": "collega",
    "documents:file": "collega",
    "grounds:request": "collega",
    "grounds:withholding": "schuldhulp",
    "own:for (samira)": "buur",
    "mydata:for_looked (samira)": "buur",
    "mydata:for_may_see (samira)": "buur",
    "mydata:for_requests (samira)": "buur",
    "mydata:for_ask (samira)": "buur",
    "mydata:for_request": "buur",
    "mydata:request": "buur",
    "rights:note": "collega",
    "rights:receipt": "collega",
    "own:correct": "buur",
}


@pytest.mark.parametrize("page", PAGES_OF_ONE)
def test_not_there_and_not_yours_is_the_same_work(made: World, page: str) -> None:
    """So that time tells nothing: as many statements, with the same words."""
    persona = made.personas[PAGES_OF_ONE[page]]
    yours = request_for(made, page, persona).address
    nobody = re.sub(_UUID, lambda found: str(made.nobody if found[0] == str(made.samira.pk) else uuid4()), yours)
    assert yours != nobody
    here, there = (work_for(lambda each=each: persona.client.get(each)) for each in (yours, nobody))
    assert here == there
    assert len(here) > 2


_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@pytest.mark.parametrize("sought", ["Samira Zegelsamiranaam", "06 87654321", "2-4-1988", BSN])
def test_finding_who_is_not_yours_is_the_same_work_as_finding_nobody(made: World, sought: str) -> None:
    other = {"06 87654321": "06 87654399", "2-4-1988": "3-5-1911", BSN: "111222333"}.get(sought, "Iemand Bestaatniet")
    client, page = made.personas["collega"].client, "/duinstad" + reverse("dossier:residents")
    here, there = (work_for(lambda each=each: client.post(page, {"zoek": each})) for each in (sought, other))
    assert here == there


def test_asking_blind_is_the_same_work_whoever_is_there(made: World) -> None:
    viewer, now = viewer_of(made.personas["elders"]), timezone.now()
    described = Described(f"Samira {made.words['samira.naam']}", add_resident("samira").born)
    here, there = (
        work_for(lambda each=each: ask_blind(viewer, each, "schuldhulp", "Zij vroeg mij om hulp hierbij.", now))
        for each in (described, Described("Iemand Bestaatniet", described.born))
    )
    assert here == there


def test_asking_for_a_code_is_the_same_work_for_a_known_number(made: World) -> None:
    client, page = made.personas["niemand"].client, "/duinstad" + reverse("mijn:code")
    with connected(codes=Sends()):
        here, there = (
            work_for(lambda each=each: client.post(page, {"waar": each, "woord": "appelboom"}))
            for each in ("06 87654321", "06 87654399")
        )
    assert here == there


class Sends:
    """Codes can be sent."""

    def kinds(self, municipality: str) -> frozenset[WayKind]:
        return frozenset({WayKind.MOBILE, WayKind.MAIL})


# ---- What is kept of looking ----


def test_logs_sessions_and_jobs_hold_no_word_of_it(made: World) -> None:
    """And no BSN, whether it was sought or is kept."""
    client, page = made.personas["veiligheid"].client, "/duinstad" + reverse("dossier:residents")
    with hidden(made.samira):
        client.get("/duinstad" + reverse("dossier:file", kwargs={"resident": made.samira.pk}))
        client.post(page, {"zoek": f"Samira {BSN}", "doel": "veiligheid"})
        kept = [f"{store.load()}" for store in (SessionStore(row.session_key) for row in Session.objects.all())]
        for model in apps.get_models():
            if not issubclass(model, Personal):
                texts = [each.attname for each in model._meta.concrete_fields if isinstance(each, TEXTS)]
                kept += [str(row) for row in model._default_manager.values_list(*texts)] if texts else []
    assert len(kept) > 50
    assert [row for row in kept if WORD in row or BSN in row] == []


TEXTS = (models.CharField, models.TextField, models.JSONField)


def test_the_processing_log_names_no_kind_of_data_that_would_tell(made: World) -> None:
    """A program of the organisation reads that something was processed, not that there was something to hide."""
    token = add_reader("proef", "duinstad", "wijkteam", timezone.now())
    with hidden(made.samira):
        file = "/duinstad" + reverse("dossier:file", kwargs={"resident": made.samira.pk})
        assert WORD in body_of(made.personas["veiligheid"].client.get(file))
        wanted = {"attributes": {"dpl.core.data_subject_id": str(made.samira.pk)}}
        wanted["attributes"]["dpl.core.data_subject_id_type"] = "urn:slim-maatwerk:inwoner"
        response = Client().post(
            asking.at_the_api("POST /processing-activities"),
            wanted,
            "application/json",
            headers={"Authorization": f"Bearer {token}"},
        )
    assert response.status_code == 200, body_of(response)
    assert response.json()["processingActivities"]
    assert [each for each in (WORD, "schuiladres", "geweld", "melder") if each in body_of(response)] == []
