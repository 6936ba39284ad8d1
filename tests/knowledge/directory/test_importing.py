"""Bringing services in from files: what comes in, what is the same, what disappeared and what came back."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from maatwerk.foundation.people.queries import municipality_called
from maatwerk.foundation.worklist.models import Item
from maatwerk.knowledge.directory.hsds.export import export
from maatwerk.knowledge.directory.importing import missing
from maatwerk.knowledge.directory.importing.keys import key_of, uuid_of
from maatwerk.knowledge.directory.importing.models import ImportRun
from maatwerk.knowledge.directory.models import Listing, Mark, Verification
from maatwerk.knowledge.directory.queries import listings
from tests.knowledge.directory.files import csv_file, csv_row, hsds, json_file
from tests.knowledge.directory.imports import LATER, NOW, ORIGIN, TOWN, bring, look, table
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]


@pytest.fixture
def three(tmp_path: Path) -> Path:
    return json_file(tmp_path / "drie.json", [hsds(1), hsds(2), hsds(3)])


# --- what comes in


def test_residents_see_what_was_brought_in_and_it_knows_where_it_came_from(three: Path) -> None:
    report = bring(three)
    assert report.counts["nieuw"] == 3
    found = listings(TOWN).filter(origin=ORIGIN)
    assert {row.key for row in found} == {key_of(ORIGIN, uuid_of(ORIGIN, hsds(number)["id"])) for number in (1, 2, 3)}
    assert Mark.objects.filter(listing__in=found, sort=Mark.Sort.NEED, value="eenzaam").count() == 3


def test_an_import_counts_as_looked_at_on_the_day_of_the_file_and_never_today(tmp_path: Path) -> None:
    bring(json_file(tmp_path / "a.json", hsds(1, assured_date="2026-03-14")))
    assert Listing.objects.get(origin=ORIGIN).verified_on == date(2026, 3, 14)
    bring(csv_file(tmp_path / "b.csv", [csv_row(gezien_op="14-3-2025")]), origin="lijst")
    assert Listing.objects.get(origin="lijst").verified_on == date(2025, 3, 14)
    assert not Verification.objects.exists()


def test_every_character_of_a_text_stays(tmp_path: Path) -> None:
    """The signs that end a line or a cell somewhere, and those that are written otherwise in JSON."""
    odd = 'Soep\tmet\rballetjes\n\x0b\x0c\x1c\x85\u2028\u2029 "en" \\ brood € 😀 \ufeff.'
    bring(json_file(tmp_path / "a.json", hsds(1, description=odd)))
    listing = Listing.objects.get(origin=ORIGIN)
    assert listing.value["samenvatting"]["nl"] == listing.beside["hsds"]["description"] == odd


@pytest.mark.parametrize("form", ["one", "list", "page", "lines", "folder", "two pages"])
def test_every_form_of_hsds_brings_in_the_same(tmp_path: Path, form: str) -> None:
    services = [hsds(1), hsds(2), hsds(3)]
    place = tmp_path / "kaart.json"
    match form:
        case "one":
            services = services[:1]
            json_file(place, services[0])
        case "list":
            json_file(place, services)
        case "page":
            json_file(place, {"total_items": 3, "contents": services})
        case "lines":
            place.write_text("\n".join(json.dumps(each) for each in services), encoding="utf-8")
        case _:
            place = tmp_path / "bladzijden"
            place.mkdir()
            json_file(place / "1.json", {"total_items": 3, "contents": services[:2]})
            json_file(place / "2.json", {"total_items": 3, "contents": services[2:]})
            (place / "lees mij.txt").write_text("geen dienst")
    places = [place] if form != "two pages" else sorted(place.glob("*.json"))
    report = bring(*places)
    assert [each.number for each in report.lines] == list(range(1, len(services) + 1))
    assert Listing.objects.filter(origin=ORIGIN).count() == len(services)


def test_what_goes_out_and_comes_in_again_is_the_same(three: Path, tmp_path: Path) -> None:
    bring(three)
    before = table()
    first, second = tmp_path / "uit.json", tmp_path / "nog eens.json"
    for place in (first, second):
        with place.open("w", encoding="utf-8") as file:
            export(municipality_called(TOWN), file)
        ours = [each for each in json.loads(place.read_text())["contents"] if each["id"] in _ids(before)]
        json_file(place, ours)
        assert bring(place).changes_nothing
    assert first.read_bytes() == second.read_bytes()
    assert table() == before


def _ids(rows: dict[str, tuple[Any, ...]]) -> set[str]:
    return {str(row[2]) for row in rows.values()}


# --- the same again, other, gone and back


def test_the_same_file_twice_changes_nothing_and_says_so(three: Path) -> None:
    bring(three)
    before = table(), list(Listing.objects.order_by("pk").values_list("pk", flat=True))
    again = bring(three, now=LATER)
    assert again.changes_nothing
    assert again.counts["gelijk"] == 3
    assert (table(), list(Listing.objects.order_by("pk").values_list("pk", flat=True))) == before


def test_only_what_is_other_is_called_changed(three: Path, tmp_path: Path) -> None:
    bring(three)
    other = json_file(tmp_path / "ander.json", [hsds(1), hsds(2, name="Anders"), hsds(3), hsds(4)])
    assert look(other).counts == bring(other).counts
    counts = bring(three, now=LATER).counts
    assert (counts["gewijzigd"], counts["gelijk"], counts["verdwenen"]) == (1, 2, 1)


def test_a_look_says_what_an_import_would_do_and_changes_nothing(three: Path, tmp_path: Path) -> None:
    bring(three)
    before = table()
    other = json_file(tmp_path / "ander.json", [hsds(1), hsds(2, name="Anders"), {"id": "x"}, hsds(5)])
    report = look(other)
    assert table() == before
    assert not ImportRun.objects.exclude(counts__nieuw=3).exists()
    assert report == bring(other)


def test_what_disappeared_stays_and_somebody_is_asked(three: Path, tmp_path: Path) -> None:
    eva = add_worker("eva")
    bring(three)
    assert not Item.objects.filter(kind=missing.LOOK_AT_MISSING).exists()
    report = bring(json_file(tmp_path / "minder.json", [hsds(1)]), now=LATER)
    assert [gone.name for gone in report.missing] == ["Dienst 2", "Dienst 3"]
    assert listings(TOWN).filter(origin=ORIGIN).count() == 3
    item = Item.objects.get(kind=missing.LOOK_AT_MISSING, done_at=None)
    assert item.team in eva.teams.all()
    assert [row.missing_since for row in missing.missing(TOWN)] == [date(2026, 11, 29)] * 2
    # The day on which it was missed first stays.
    bring(json_file(tmp_path / "minder.json", [hsds(1)]), now=LATER + timedelta(days=7))
    assert {row.missing_since for row in missing.missing(TOWN)} == {date(2026, 11, 29)}


def test_what_comes_back_is_no_longer_asked_about(three: Path, tmp_path: Path) -> None:
    add_worker("eva")
    bring(three)
    bring(json_file(tmp_path / "minder.json", [hsds(1)]))
    report = bring(json_file(tmp_path / "terug.json", [hsds(1), hsds(2), hsds(3, name="Terug")]))
    assert report.counts["terug"] == 2
    assert not missing.missing(TOWN).exists()
    assert not Item.objects.filter(kind=missing.LOOK_AT_MISSING, done_at=None).exists()


def test_what_is_kept_is_no_longer_of_its_source_until_that_brings_it_again(three: Path, tmp_path: Path) -> None:
    add_worker("eva")
    bring(three)
    fewer = json_file(tmp_path / "minder.json", [hsds(1), hsds(2)])
    bring(fewer)
    key = missing.missing(TOWN).get().key
    missing.keep(TOWN, key, NOW)
    assert not Item.objects.filter(kind=missing.LOOK_AT_MISSING, done_at=None).exists()
    assert not bring(fewer).missing  # nobody is asked twice
    assert listings(TOWN).get(key=key).origin == missing.OF_NO_SOURCE
    assert bring(three).counts["nieuw"] == 1
    assert listings(TOWN).get(key=key).origin == ORIGIN
    assert Listing.objects.filter(municipality=TOWN, key=key).count() == 1


def test_what_is_taken_away_is_away_and_the_rest_still_waits(three: Path, tmp_path: Path) -> None:
    add_worker("eva")
    bring(three)
    bring(json_file(tmp_path / "minder.json", [hsds(1)]))
    key = missing.missing(TOWN)[0].key
    missing.take_away(TOWN, key, NOW)
    assert not Listing.objects.filter(key=key).exists()
    assert Item.objects.filter(kind=missing.LOOK_AT_MISSING, done_at=None).count() == 1
    for again in (missing.take_away, missing.keep):
        with pytest.raises(missing.NotMissingError):
            again(TOWN, key, NOW)


def test_nobody_takes_away_what_is_still_in_its_source_or_of_another_municipality(three: Path) -> None:
    bring(three)
    key = Listing.objects.filter(origin=ORIGIN)[0].key
    Listing.objects.filter(key=key).update(missing_since=date(2026, 11, 22))
    other = Listing.objects.filter(origin=ORIGIN)[1].key
    for municipality, which in (("veenrode", key), (TOWN, other), (TOWN, "bestaat_niet")):
        with pytest.raises(missing.NotMissingError):
            missing.take_away(municipality, which, NOW)


def test_two_sources_do_not_touch_each_other(three: Path, tmp_path: Path) -> None:
    bring(three)
    report = bring(json_file(tmp_path / "een.json", [hsds(1)]), origin="ander")
    assert (report.counts["nieuw"], report.counts["verdwenen"]) == (1, 0)
    assert Listing.objects.filter(municipality=TOWN, layer="import").count() == 4
