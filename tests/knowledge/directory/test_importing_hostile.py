"""Whatever a source sends, an import ends with a report or a sentence, and the database takes what is kept of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from maatwerk.knowledge.directory.importing.bringing import Order, RefusedError, bring_in, prepared
from maatwerk.knowledge.directory.importing.report import Outcome, as_json
from maatwerk.knowledge.directory.models import Listing
from tests.knowledge.directory.files import hsds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
NASTY = some.sampled_from(
    [
        "\0", "\ud800", "'; DROP TABLE directory_listing; --", "<script>alert(1)</script>", "=cmd|' /C calc'!A0",
        "../../etc/passwd", "\u202egnp.exe", "{{ 7*7 }}", "%s%n", "A" * 20_000, "\x1b[2J", "1e999", "NaN", "",
    ]
)  # fmt: skip
LEAVES = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=30) | NASTY
ANYTHING = some.recursive(
    LEAVES,
    lambda below: some.lists(below, max_size=4) | some.dictionaries(some.text(max_size=10), below, max_size=4),
    max_leaves=15,
)
CHANGED = some.dictionaries(some.sampled_from([*hsds(1), "nl_profile", "service_at_locations", "schedules"]), ANYTHING)


def outcomes(tmp_path: Path, services: list[Any]) -> list[Outcome]:
    file = tmp_path / "kaart.json"
    file.write_text(json.dumps(services), encoding="utf-8")
    try:
        with prepared(Order("duinstad", "bron", [file]), NOW) as made:
            _run, report = bring_in(made, by="opdrachtregel", file_name=file.name, now=NOW)
    except RefusedError as refused:
        report = refused.report
    json.dumps(as_json(report)).encode()
    for line in report.lines:
        assert bool(line.told) or line.outcome is not Outcome.REFUSED
        assert line.name.isprintable()
        assert line.ref.isprintable()
    return [line.outcome for line in report.lines]


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(CHANGED, min_size=1, max_size=3))
def test_a_service_with_anything_in_its_fields_harms_nothing_beside_it(
    tmp_path: Path, changes: list[dict[str, Any]]
) -> None:
    services = [hsds(number, **change) for number, change in enumerate(changes, start=1)]
    found = outcomes(tmp_path, [*services, hsds(99)])
    assert len(found) == len(services) + 1
    assert found[-1] is not Outcome.REFUSED
    kept = Listing.objects.filter(origin="bron", missing_since=None)
    assert kept.filter(uuid=hsds(99)["id"]).exists()
    # What was taken is the same at the next import.
    assert Outcome.CHANGED not in (again := outcomes(tmp_path, [*services, hsds(99)]))
    assert Outcome.ADDED not in again


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(ANYTHING, min_size=1, max_size=5))
def test_rows_that_are_no_service_at_all_are_refused_each_by_itself(tmp_path: Path, rows: list[Any]) -> None:
    found = outcomes(tmp_path, [*rows, hsds(1)])
    assert found == [*[Outcome.REFUSED] * len(rows), found[-1]]
    assert found[-1] is not Outcome.REFUSED
