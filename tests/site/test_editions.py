"""Content and front door of each municipality: shared where nothing is its own, made anew when something was published,
and never worse than the last good one."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from maatwerk.casework.frontdoor import cli
from maatwerk.foundation.people.models import Municipality as Row
from maatwerk.foundation.people.queries import municipalities, municipality_called
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.site import content, registry
from maatwerk.site.editions import (
    Edition,
    Editions,
    UnreadableError,
    editions,
    front_door_for,
    installed,
    library_for,
    make,
    site_door,
    stored,
)
from maatwerk.site.library import library
from tests.foundation.editing.changes import SERVICE, phone, publish, raw

OVERLAY = {"services": {SERVICE: {"weg": True}}}


class Shelf:
    """What is stored, without a database; counts how often it is read."""

    def __init__(self, version: int = 1, overlay: Any = None) -> None:
        self.version, self.overlay, self.reads = version, OVERLAY if overlay is None else overlay, 0
        self.broken: Exception | None = None

    def __call__(self, _slug: str) -> tuple[int, Any]:
        self.reads += 1
        if self.broken:
            raise self.broken
        return self.version, self.overlay


@pytest.fixture
def town() -> Municipality:
    return Municipality("stad", registry.demo_municipalities()["duinstad"], 1)


def test_a_municipality_without_content_of_its_own_shares_that_of_the_installation(town: Municipality) -> None:
    shelf = Shelf()
    edition = Editions(installed, shelf, make).of(replace(town, content_version=0))
    assert edition.library is library()
    assert edition.door is site_door()
    assert shelf.reads == 0


def test_an_overlay_that_is_empty_again_shares_it_too(town: Municipality) -> None:
    edition = Editions(installed, Shelf(overlay={}), make).of(town)
    assert edition.library is library()
    assert edition.door is site_door()


def test_what_the_overlay_leaves_alone_is_shared(town: Municipality) -> None:
    edition = Editions(installed, Shelf(), make).of(town)
    base = installed()
    assert SERVICE not in edition.library.services
    assert edition.library.services["nibud"] is base.library.services["nibud"]
    assert edition.library.needs is base.library.needs
    assert edition.library.technologies is base.library.technologies
    assert edition.door.understanding is base.door.understanding


def test_other_wordings_are_heard(town: Municipality) -> None:
    said = "kaboutergeldnood"
    need = raw("needs", "schulden")
    need["zinnen"] = need["zinnen"] | {"nl": [*need["zinnen"]["nl"], said]}
    edition = Editions(installed, Shelf(overlay={"needs": {"schulden": need}}), make).of(town)
    heard = [one.need.id for one in edition.door.understanding.hear(said).needs]
    assert heard[0] == "schulden"
    before = installed().door.understanding.hear(said)
    assert not before.sure
    assert before.needs[0].need.id != "schulden"
    assert edition.door.urgent_rules is installed().door.urgent_rules


def test_it_is_made_once_a_version(town: Municipality) -> None:
    shelf = Shelf()
    of = Editions(installed, shelf, make).of
    first = of(town)
    assert of(town) is first
    assert shelf.reads == 1
    shelf.version = 2
    assert of(replace(town, content_version=2)) is not first
    assert shelf.reads == 2


def test_a_request_that_read_the_number_just_before_a_change_does_not_turn_it_back(town: Municipality) -> None:
    shelf = Shelf(version=2)
    of = Editions(installed, shelf, make).of
    newest = of(replace(town, content_version=2))
    assert of(town) is newest


@pytest.mark.parametrize("fault", [RuntimeError("a bug"), RecursionError(), KeyError("x")])
def test_what_cannot_be_made_leaves_the_last_good_one(
    town: Municipality, caplog: pytest.LogCaptureFixture, fault: Exception
) -> None:
    shelf = Shelf()
    failing = False
    tried = 0

    def made(*args: Any) -> Edition:
        nonlocal tried
        tried += 1
        if failing:
            raise fault
        return make(*args)

    of = Editions(installed, shelf, made).of
    good = of(town)
    failing, shelf.version = True, 2
    with caplog.at_level(logging.ERROR, "maatwerk.content"):
        for _ in range(3):
            kept = of(replace(town, content_version=2))
            assert kept.library is good.library
            assert kept.door is good.door
    assert kept.failed.startswith(type(fault).__name__)
    assert tried == 2, "it is not tried again at every request"
    assert len(caplog.records) == 1
    failing, shelf.version = False, 3
    assert of(replace(town, content_version=3)).failed == ""


def test_a_first_one_that_cannot_be_made_leaves_what_the_installation_has(town: Municipality) -> None:
    def made(*_args: Any) -> Edition:
        raise RuntimeError("a bug")

    assert Editions(installed, Shelf(), made).of(town).library is library()


def test_a_database_that_does_not_answer_for_a_moment_is_asked_again(town: Municipality) -> None:
    shelf = Shelf()
    shelf.broken = UnreadableError()
    of = Editions(installed, shelf, make).of
    assert SERVICE in of(town).library.services
    shelf.broken = None
    assert SERVICE not in of(town).library.services


def test_what_was_imported_and_cannot_be_read_now_is_read_at_the_next_request(
    town: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An own version of an entry that no file has lies over what was imported."""
    imports = [OperationalError("disk I/O error"), {}]

    def imported(_slug: str, keys: Any) -> Any:
        assert keys == {"uit_een_import"}
        found = imports.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr("maatwerk.site.editions.imported", imported)
    here = Editions(installed, Shelf(overlay={"services": {"uit_een_import": raw("services", SERVICE)}}), make)
    assert "uit_een_import" not in here.of(town).library.services
    assert "uit_een_import" in here.of(town).library.services
    assert not imports


@pytest.mark.django_db
def test_an_error_of_the_database_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_slug: str) -> None:
        raise OperationalError("disk I/O error")

    monkeypatch.setattr("maatwerk.foundation.editing.queries.overlay_of", broken)
    with pytest.raises(UnreadableError):
        stored("duinstad")


def test_while_one_request_makes_it_the_others_go_on_with_the_last_good_one(town: Municipality) -> None:
    shelf, started, go_on = Shelf(), Event(), Event()
    made = 0

    def slow(*args: Any) -> Edition:
        nonlocal made
        made += 1
        if made == 2:
            started.set()
            assert go_on.wait(60)
        return make(*args)

    of = Editions(installed, shelf, slow).of
    first = of(town)
    shelf.version = 2
    newer = replace(town, content_version=2)
    with ThreadPoolExecutor(1) as threads:
        making = threads.submit(of, newer)
        assert started.wait(60)
        assert of(newer) is first
        go_on.set()
        assert making.result(60).version == 2
    assert of(newer).version == made == 2


def test_whoever_comes_first_waits_for_one_making(town: Municipality) -> None:
    shelf, made = Shelf(), []

    def counted(*args: Any) -> Edition:
        made.append(1)
        return make(*args)

    of = Editions(installed, shelf, counted).of
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(of, [town] * 40))
    assert len(made) == 1
    assert all(edition is found[0] for edition in found)
    assert SERVICE not in found[0].library.services


@pytest.mark.django_db
def test_page_and_api_answer_for_the_municipality_of_the_request(resident: Client) -> None:
    publish(phone("0800-4321") | {"naam": {"nl": "Onze geldhulp", "en": "Our money help"}})
    for slug, number, name in (("duinstad", "0800-4321", "Onze geldhulp"), ("veenrode", "0800-8115", "Geldfit")):
        page = resident.post(f"/{slug}/antwoord", {"tekst": "ik heb schulden"}).content.decode()
        assert f"Bel {number}" in page
        assert resident.get(f"/{slug}/api/v1/diensten/{SERVICE}").json()["telefoon"] == number
        asked = resident.post(
            f"/{slug}/api/v1/adviezen", json.dumps({"tekst": "ik heb schulden"}), content_type="application/json"
        )
        assert name in {advice["titel"] for advice in asked.json()["adviezen"]}


@pytest.mark.django_db
def test_asking_on_the_command_line_answers_for_the_municipality(
    two_municipalities: dict[str, Municipality], capsys: pytest.CaptureFixture[str]
) -> None:
    publish({"weg": True})
    parser = ArgumentParser()
    cli.add_arguments(parser)
    for slug, there in (("duinstad", False), ("veenrode", True)):
        args = parser.parse_args(["ik heb schulden", "--gemeente", slug, "--json"])
        assert cli.run(args, front_door_for, municipalities(), "duinstad", date(2026, 11, 22)) == 0
        titles = {advice["titel"] for advice in json.loads(capsys.readouterr().out)["adviezen"]}
        assert ("Geldfit" in titles) is there


@pytest.mark.django_db
def test_a_hidden_service_is_nowhere_and_a_new_need_is_in_the_lists(resident: Client) -> None:
    publish({"weg": True})
    publish(raw("needs", "schulden", tekst={"nl": "Ik heb iets eigens", "en": "My own thing"}), "needs", "iets_eigens")
    assert resident.get(f"/duinstad/api/v1/diensten/{SERVICE}").status_code == 404
    assert resident.get("/duinstad/api/v1/behoeften/iets_eigens").status_code == 200
    assert resident.get("/veenrode/api/v1/behoeften/iets_eigens").status_code == 404
    page = resident.post("/duinstad/onderwerp", {"leefgebied": "financien"}).content.decode()
    assert "Ik heb iets eigens" in page


@pytest.mark.django_db
def test_looking_whether_something_changed_asks_the_database_nothing(
    two_municipalities: object, django_assert_num_queries: Any
) -> None:
    publish(phone("0800-4321"))
    town = municipality_called("duinstad")
    front_door_for(town)
    with django_assert_num_queries(0):
        front_door_for(town)
        library_for(town)


@pytest.mark.django_db
def test_another_process_sees_it_at_its_next_request(two_municipalities: object) -> None:
    """Two caches on one database, as two web processes have."""
    here, there = Editions(installed, stored, make), Editions(installed, stored, make)
    for number in ("0800-1111", "0800-2222"):
        publish(phone(number))
        for process in (here, there):
            assert process.of(municipality_called("duinstad")).library.services[SERVICE].phone == number


@pytest.mark.django_db
def test_content_check_prints_the_faults_of_every_municipality(
    two_municipalities: object, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.site.test_only_stricter import by_hand

    by_hand("services", SERVICE, raw("services", SERVICE, kosten=None))
    faults = content.overlay_faults()
    assert [str(fault) for fault in faults] == [f"gemeente duinstad: services/{SERVICE}: kosten: this is missing"]
    assert set(municipalities()) == {"duinstad", "veenrode"}


@pytest.mark.processes
def test_content_check_works_with_and_without_a_database(tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        environment = {"MAATWERK_HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": "src"}
        environment["PYTHONPYCACHEPREFIX"] = str(tmp_path / "pycache")  # the checkout stays as it is
        command = [sys.executable, "-m", "maatwerk", *words]
        root = Path(__file__).resolve().parents[2]
        return subprocess.run(command, env=environment, cwd=root, check=False, capture_output=True, text=True)

    without = run("content", "check")
    assert (without.returncode, without.stdout) == (0, "")
    assert not (tmp_path / "maatwerk.sqlite3").exists(), "checking content makes no database"
    assert run("municipality", "list").returncode == 0
    assert run("content", "check").returncode == 0


def test_the_number_on_the_row_is_what_a_request_carries() -> None:
    assert Row._meta.get_field("content_version").default == 0
    assert editions.of(Municipality("nergens", registry.demo_municipalities()["duinstad"])).version == 0
