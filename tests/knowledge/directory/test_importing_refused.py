"""What is refused of a file and why, and that nothing is done by halves."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils.translation import get_language

from maatwerk.foundation.content import Text
from maatwerk.foundation.worklist.models import Item
from maatwerk.knowledge.directory import cards
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.hsds.inward import Incoming
from maatwerk.knowledge.directory.importing import checking, limits, missing, reading, saying
from maatwerk.knowledge.directory.importing.bringing import RefusedError
from maatwerk.knowledge.directory.importing.keys import LONGEST_ORIGIN, key_of, uuid_of
from maatwerk.knowledge.directory.importing.models import ImportRun
from maatwerk.knowledge.directory.importing.report import Outcome
from maatwerk.knowledge.directory.models import Listing
from tests.knowledge.directory.files import csv_file, csv_row, hsds, json_file
from tests.knowledge.directory.imports import NOW, ORIGIN, TOWN, bring, line, look, refusal, table
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]


@pytest.fixture
def three(tmp_path: Path) -> Path:
    return json_file(tmp_path / "drie.json", [hsds(1), hsds(2), hsds(3)])


# --- what is refused


def test_a_row_that_is_wrong_is_refused_with_the_reason_and_the_others_come_in(tmp_path: Path) -> None:
    file = json_file(tmp_path / "kaart.json", [hsds(1), 7, {"name": "zonder id"}, hsds(1, name="Nog eens"), hsds(2)])
    report = bring(file)
    assert [each.outcome for each in report.lines] == [
        Outcome.ADDED, Outcome.REFUSED, Outcome.REFUSED, Outcome.REFUSED, Outcome.ADDED,
    ]  # fmt: skip
    assert line(report, 2).told == (saying.NO_SERVICE,)
    assert line(report, 3).told == (saying.NO_ID,)
    assert line(report, 4).told == (saying.same_as(1),)
    assert Listing.objects.filter(origin=ORIGIN, name="Dienst 1").exists()


def test_every_reason_is_there_in_dutch_and_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(raw: Mapping[str, Any], **_knowledge: Any) -> Incoming:
        return Incoming(None, [f"{get_language()}: {raw['id']}"], [])

    monkeypatch.setattr(checking, "from_hsds", told)
    services = [hsds(1), hsds(2)]
    report = look(json_file(tmp_path / "a.json", services), csv_file(tmp_path / "b.csv", [csv_row()]))
    for number, each in enumerate(services, start=1):
        assert line(report, number).told == (Text(nl=f"nl: {each['id']}", en=f"en: {each['id']}"),)


def test_a_row_that_is_wrong_now_leaves_what_stood_there_and_it_is_not_called_gone(three: Path, tmp_path: Path) -> None:
    bring(three)
    before = table()
    report = bring(json_file(tmp_path / "fout.json", [hsds(1), hsds(2) | {"name": ""}, hsds(3)]))
    assert line(report, 2).outcome is Outcome.REFUSED
    assert not report.missing
    assert table() == before


@pytest.mark.parametrize("status", ["inactive", "defunct", "temporarily closed"])  # HSDS 3.0, service.status
def test_what_its_source_calls_ended_is_refused_and_asked_about(three: Path, tmp_path: Path, status: str) -> None:
    add_worker("eva")
    bring(three)
    report = bring(json_file(tmp_path / "over.json", [hsds(1), hsds(2, status=status), hsds(3)]))
    assert line(report, 2).outcome is Outcome.REFUSED
    assert [gone.name for gone in report.missing] == ["Dienst 2"]
    assert Item.objects.filter(kind=missing.LOOK_AT_MISSING, done_at=None).exists()


def test_with_all_or_nothing_one_wrong_row_refuses_all(tmp_path: Path) -> None:
    file = json_file(tmp_path / "kaart.json", [hsds(1), 7])
    refused = refusal(file, all_or_nothing=True)
    assert isinstance(refused, RefusedError)
    assert refused.told == saying.SOME_REFUSED
    assert refused.report.counts["geweigerd"] == 1
    assert table() == {}
    assert not ImportRun.objects.exists()


def test_a_file_without_one_good_row_changes_nothing(three: Path, tmp_path: Path) -> None:
    bring(three)
    before = table()
    assert refusal(json_file(tmp_path / "fout.json", [7, {"id": "x"}])).told == saying.NO_GOOD_ROW
    assert table() == before


def _bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "kolommen ontbreken"),
        (b"[]", "geen dienst in het bestand"),
        (b'{"contents": []}', "geen dienst in het bestand"),
        (b'[{"id": "a"', "geen goede JSON"),
        (b"PK\x03\x04 a spreadsheet", "ingepakt"),
        (b"\x1f\x8b\x08", "ingepakt"),
        ('[{"id": "a"}]'.encode("utf-16"), "geen UTF-8"),
        (b'[{"id": "caf\xe9"}]', "geen UTF-8"),
        (b'{"total_items": 9, "contents": [{"id": "a"}]}', "1 van de 9 diensten"),
        (b"<html><body>Not found</body></html>", "kolommen ontbreken"),
        (b"id,naam\n1,2\n", "kolommen ontbreken"),
        (b"\0" * 100, "kolommen ontbreken"),
        (b"[" * 200_000, "geen goede JSON"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(three: Path, tmp_path: Path, content: bytes, told: str) -> None:
    bring(three)
    before = table(), ImportRun.objects.count()
    assert told in refusal(_bytes(tmp_path / "x", content)).told.nl
    assert (table(), ImportRun.objects.count()) == before


def test_a_file_that_breaks_off_after_good_rows_changes_nothing(tmp_path: Path) -> None:
    text = json.dumps([hsds(1), hsds(2)])
    assert "rij 2 geen goede JSON" in refusal(_bytes(tmp_path / "x.json", text[:-5].encode())).told.nl
    assert table() == {}


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert refusal(tmp_path / "weg.json").told == saying.NOT_OPENED
    (tmp_path / "leeg").mkdir()
    assert refusal(tmp_path / "leeg").told == saying.NOTHING_THERE


@pytest.mark.parametrize("origin", ["", "Wijk", "a b", "../x", "1a", "a" * (LONGEST_ORIGIN + 1)])
def test_a_source_has_a_plain_name(three: Path, origin: str) -> None:
    assert refusal(three, origin=origin).told == saying.NO_ORIGIN
    with pytest.raises(ValueError, match="origin"):
        key_of(origin, uuid_of("x", "y"))


def test_the_longest_name_of_a_source_still_gives_a_key_that_fits() -> None:
    assert len(key_of("a" * LONGEST_ORIGIN, uuid_of("a", "b"))) == 80


def test_there_are_limits_to_a_file(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert refusal(three).told == saying.TOO_MANY
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)
    assert refusal(three).told == saying.TOO_LARGE
    assert table() == {}


@pytest.mark.parametrize("many", [limits.LONGEST_NAME + 1, 900_000])
def test_a_text_without_end_is_refused_or_cut_off_and_never_breaks_the_import(tmp_path: Path, many: int) -> None:
    file = json_file(tmp_path / "lang.json", [hsds(1, name="x" * many), hsds(2)])
    report = bring(file)
    assert line(report, 2).outcome is Outcome.ADDED
    assert line(report, 1).outcome is Outcome.REFUSED
    assert len(line(report, 1).name) <= 120


def test_script_in_a_text_is_text(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>"
    report = bring(csv_file(tmp_path / "a.csv", [csv_row(naam=bad)]))
    assert saying.html_in("naam") in line(report, 1).told
    assert Listing.objects.get(origin=ORIGIN).name == bad


def test_an_unknown_need_and_a_day_to_come_are_refused(tmp_path: Path) -> None:
    rows = [csv_row(id="1", behoeften="bestaat_niet"), csv_row(id="2", gezien_op="2026-11-23"), csv_row(id="3")]
    report = bring(csv_file(tmp_path / "a.csv", rows))
    assert "bestaat niet" in line(report, 1).told[0].nl
    assert line(report, 2).told == (saying.IN_FUTURE,)
    assert line(report, 3).outcome is Outcome.ADDED


# --- by halves


@pytest.fixture
def database_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    write = cards.write

    def fail(municipality: str, keys: Collection[str], shown: Sequence[tuple[Listing, Service]]) -> None:
        write(municipality, keys, shown)
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(cards, "write", fail)


@pytest.mark.usefixtures("database_that_fails")
def test_when_the_database_fails_half_way_nothing_is_there(three: Path) -> None:
    with pytest.raises(DatabaseError):
        bring(three)
    assert table() == {}
    assert not ImportRun.objects.exists()


def test_when_the_line_of_the_import_cannot_be_written_the_services_are_not_there_either(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_values: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(ImportRun.objects, "create", fail)
    with pytest.raises(DatabaseError):
        bring(three)
    assert table() == {}


def test_an_import_keeps_who_when_and_what_and_nothing_of_people(tmp_path: Path) -> None:
    bring(json_file(tmp_path / "a.json", [hsds(1, assurer_email="jan@example.org"), 7]))
    run = ImportRun.objects.get()
    assert (run.municipality, run.origin, run.by, run.at, run.state) == (
        TOWN,
        ORIGIN,
        "opdrachtregel",
        NOW,
        "uitgevoerd",
    )
    assert run.counts["nieuw"] == run.counts["geweigerd"] == 1
    assert run.report["regels"][1] == {
        "rij": 2, "id": "", "naam": "", "uitkomst": "geweigerd",
        "redenen": [{"nl": saying.NO_SERVICE.nl, "en": saying.NO_SERVICE.en}],
    }  # fmt: skip
    assert "jan@example.org" not in json.dumps(run.report)
