"""`/healthz` and `/readyz`, as a container or a load balancer asks them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client

from maatwerk.foundation.content import ContentError, Fault
from maatwerk.foundation.people.models import Municipality
from maatwerk.site import health


def test_a_living_process_says_so_without_the_database() -> None:
    response = Client().get("/healthz")  # a test that touches the database without asking for it fails
    assert (response.status_code, response.content) == (200, b"process: ok\n")
    assert response["Cache-Control"] == "no-store"
    assert response["X-Request-ID"]


@pytest.mark.django_db
def test_it_is_ready_without_any_municipality_and_under_any_host_name() -> None:
    assert not Municipality.objects.exists()
    for host in ("10.1.2.3:8000", "iets-anders.example", "[fe80::1]"):
        response = Client(headers={"host": host}).get("/readyz")
        assert (response.status_code, response.content) == (200, b"database: ok\nmigrations: ok\ncontent: ok\n")
    assert response["Cache-Control"] == "no-store"
    assert response.cookies.keys() == set()


@pytest.mark.django_db
def test_probes_are_not_sent_to_tls(settings: object) -> None:
    settings.SECURE_SSL_REDIRECT = True  # type: ignore[attr-defined]
    assert Client().get("/contact").status_code == 301
    for address in ("/healthz", "/readyz"):
        assert Client().get(address).status_code == 200


@pytest.mark.django_db
def test_a_database_that_is_away_is_named_without_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError('connection to server at "db.geheim.example", user "maatwerk" failed')

    monkeypatch.setattr(connection, "cursor", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    visitor = Client()
    response = visitor.get("/readyz")
    assert response.status_code == 503
    assert response.content == b"database: not reachable\nmigrations: unknown\ncontent: ok\n"
    assert visitor.get("/healthz").status_code == 200
    monkeypatch.undo()
    assert visitor.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_database_of_an_older_version_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "waiting_migrations", lambda: [object(), object()])
    visitor = Client()
    response = visitor.get("/readyz")
    assert response.status_code == 503
    assert b"migrations: 2 not applied\n" in response.content
    monkeypatch.setattr(health, "waiting_migrations", list)
    assert visitor.get("/readyz").status_code == 200
    monkeypatch.setattr(health, "waiting_migrations", lambda: pytest.fail("asked again"))
    assert visitor.get("/readyz").status_code == 200  # a process looks until they are applied, then no more


@pytest.mark.django_db
def test_content_that_cannot_be_used_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ContentError([Fault(Path("content/x.yaml"), "naam", "this is missing")])

    monkeypatch.setattr(health, "front_door", broken)
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert b"content: faulty (1)\n" in response.content


def test_nothing_can_be_sent_to_them() -> None:
    assert Client().post("/healthz", {"a": "b"}).status_code == 405
