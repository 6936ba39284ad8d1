"""Handing out a file: to whom the gate lets through, and in a way that no browser carries out what is in it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import pytest
from django.test import Client

from maatwerk.foundation.documents import actions
from maatwerk.foundation.documents.models import Document
from maatwerk.foundation.gate.connections import connected
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.people.queries import staff_member
from maatwerk.foundation.people.viewers import worker_viewer
from tests.foundation.documents.papers import OWNER, WHOLE, OneMayPass, keep
from tests.staff import add_worker

pytestmark = pytest.mark.django_db


def address(id_: UUID, purpose: str = "hulp", municipality: str = "duinstad") -> str:
    return f"/{municipality}/medewerkers/documenten/{id_}?doel={purpose}"


@contextmanager
def let_through(name: str, level: Level = Level.WHAT) -> Iterator[OneMayPass]:
    gate = OneMayPass(f"worker:{add_worker(name).pk}", level=level)
    with connected(gate=gate):
        yield gate


def body(client: Client, where: str) -> bytes:
    response = client.get(where)
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def kept(documents: Path) -> Document:
    return keep(WHOLE["pdf"], "Brief van Zoë & co.pdf")


def test_while_the_gate_is_closed_nobody_sees_anything(staff: dict[str, Client], kept: Document) -> None:
    for name in ("els", "ruben", "beheer", "eva"):
        assert staff[name].get(address(kept.pk)).status_code == 404


def test_who_the_gate_lets_through_gets_the_file_and_another_does_not(staff: dict[str, Client], kept: Document) -> None:
    with let_through("ruben") as gate:
        assert body(staff["ruben"], address(kept.pk)) == WHOLE["pdf"]
        ruben = add_worker("ruben")
        me = staff_member(ruben.account_id, "duinstad")
        assert me is not None
        viewer = worker_viewer(me)
        assert [(replace(who, trace=""), thing, purpose) for who, thing, purpose in gate.asked] == [
            (viewer, kept, "hulp")
        ]
        assert staff["els"].get(address(kept.pk)).status_code == 404
        assert len(gate.asked) == 2


def test_knowing_that_it_is_there_is_not_knowing_what_it_says(staff: dict[str, Client], kept: Document) -> None:
    with let_through("ruben", Level.THAT):
        assert staff["ruben"].get(address(kept.pk)).status_code == 404


def test_refused_and_not_there_cannot_be_told_apart(staff: dict[str, Client], kept: Document) -> None:
    with let_through("ruben"):
        refused = staff["els"].get(address(kept.pk))
        wrong_purpose = staff["ruben"].get(address(kept.pk, "nieuwsgierig"))
        assert actions.discard(kept.pk, "duinstad", "worker:7")
        missing = staff["els"].get(address(kept.pk))
        missing_too = staff["ruben"].get(address(kept.pk, "nieuwsgierig"))
    assert refused.status_code == missing.status_code == 404
    assert refused.content == missing.content
    assert wrong_purpose.content == missing_too.content
    for one, other in ((refused, missing), (wrong_purpose, missing_too)):
        own = {"X-Request-ID": "", "Expires": ""}  # of each answer by itself
        assert dict(one.headers) | own == dict(other.headers) | own


@pytest.mark.parametrize("purpose", ["", "HULP", "hulp hulp", "../hulp", "a" * 51, "hulp\n", "%00", "1"])
def test_a_purpose_that_is_no_id_is_never_brought_to_the_gate(
    staff: dict[str, Client], kept: Document, purpose: str
) -> None:
    with let_through("ruben") as gate:
        assert staff["ruben"].get(address(kept.pk, quote(purpose))).status_code == 404
        assert staff["ruben"].get(f"/duinstad/medewerkers/documenten/{kept.pk}").status_code == 404
        assert gate.asked == []


def test_a_document_of_another_municipality_is_not_there(staff: dict[str, Client], kept: Document) -> None:
    with let_through("henk") as gate:
        assert staff["henk"].get(address(kept.pk, municipality="veenrode")).status_code == 404
        assert staff["henk"].get(address(kept.pk)).status_code == 403  # he works for another municipality
        assert all(thing != kept for _who, thing, _purpose in gate.asked)


def test_a_file_is_handed_out_to_be_kept_and_never_to_be_carried_out(staff: dict[str, Client], kept: Document) -> None:
    with let_through("ruben"):
        response = staff["ruben"].get(address(kept.pk))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Brief%20van%20Zo%C3%AB%20%26%20co.pdf"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert int(response["Content-Length"]) == len(WHOLE["pdf"])
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    response.close()


@pytest.mark.parametrize("extension", WHOLE)
def test_every_kind_is_handed_out_as_it_came(documents: Path, staff: dict[str, Client], extension: str) -> None:
    kept = keep(WHOLE[extension], "x")
    with let_through("ruben"):
        assert body(staff["ruben"], address(kept.pk)) == WHOLE[extension]


def test_only_looking_at_the_head_gives_no_content(staff: dict[str, Client], kept: Document) -> None:
    with let_through("ruben") as gate:
        response = staff["ruben"].head(address(kept.pk))
        assert response.status_code == 200
        assert b"".join(response) == b""
        assert len(gate.asked) == 1
        assert staff["els"].head(address(kept.pk)).status_code == 404


def test_asking_for_a_part_gives_the_whole(staff: dict[str, Client], kept: Document) -> None:
    with let_through("ruben"):
        response = staff["ruben"].get(address(kept.pk), headers={"range": "bytes=0-3"})
        assert response.status_code == 200
        assert b"".join(response.streaming_content) == WHOLE["pdf"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_but_reading(staff: dict[str, Client], kept: Document, method: str) -> None:
    with let_through("ruben") as gate:
        assert getattr(staff["ruben"], method)(address(kept.pk)).status_code == 405
        assert gate.asked == []


@pytest.mark.parametrize(
    "path",
    [
        "../secret-key",
        "..%2f..%2fsecret-key",
        "%2e%2e/secret-key",
        "....//x",
        "\x00",
        "brief.pdf",
        "1",
        "{}.part",
        "{}/",
    ],
)
def test_no_address_leads_out_of_the_folder(staff: dict[str, Client], kept: Document, path: str) -> None:
    with let_through("ruben") as gate:
        where = f"/duinstad/medewerkers/documenten/{path.format(kept.pk)}?doel=hulp"
        assert staff["ruben"].get(where).status_code == 404
        assert gate.asked == []


def test_a_file_that_is_gone_is_told_in_the_log(
    documents: Path, staff: dict[str, Client], kept: Document, caplog: pytest.LogCaptureFixture
) -> None:
    (documents / str(kept.pk)).unlink()
    with let_through("ruben"), caplog.at_level(logging.ERROR, "maatwerk"):
        assert staff["ruben"].get(address(kept.pk)).status_code == 404
    assert [str(kept.pk) in record.getMessage() for record in caplog.records] == [True]


def test_the_folder_is_not_served_by_anything_else(documents: Path, staff: dict[str, Client], kept: Document) -> None:
    for where in (
        f"/static/{kept.pk}",
        f"/documents/{kept.pk}",
        f"/static/../documents/{kept.pk}",
        f"/media/{kept.pk}",
    ):
        assert staff["ruben"].get(where).status_code == 404


def test_the_owner_named_in_the_row_is_what_the_gate_decides_by(staff: dict[str, Client], kept: Document) -> None:
    with let_through("ruben") as gate:
        staff["ruben"].get(address(kept.pk)).close()
    [(_, thing, _)] = gate.asked
    assert isinstance(thing, Document)
    assert (thing.subject, thing.controller, thing.purpose) == (OWNER.subject, OWNER.controller, OWNER.purpose)
