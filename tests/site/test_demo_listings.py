"""The invented services of a demo come into the tables once, in a demo only, and stay as people left them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from maatwerk.foundation.content import ContentError
from maatwerk.foundation.people.actions import add_municipalities
from maatwerk.foundation.people.models import Municipality, Worker
from maatwerk.foundation.ui.municipality import Municipality as Value
from maatwerk.knowledge.directory import Layer
from maatwerk.knowledge.directory.feeding import verify
from maatwerk.knowledge.directory.freshness import Freshness, freshness_of
from maatwerk.knowledge.directory.models import Fed, Listing, Ownership, Place
from maatwerk.knowledge.directory.owning import entries_of
from maatwerk.knowledge.directory.placing import places_of
from maatwerk.knowledge.directory.queries import listings
from maatwerk.site import demo_listings
from maatwerk.site.demo import load_cast_into_demo
from maatwerk.site.demo_listings import ORIGIN, WRITTEN_ON, load_examples, load_listings, waiting_listings
from maatwerk.site.home import CONTENT
from maatwerk.site.library import library
from maatwerk.site.registry import demo_municipalities

pytestmark = pytest.mark.django_db

BOTH = ["duinstad", "veenrode"]


@pytest.fixture
def demo(two_municipalities: dict[str, Value]) -> None:
    load_listings(WRITTEN_ON)


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A copy of some of the examples, which a test may change."""
    copied = Path(copytree(CONTENT / "demo", tmp_path / "demo"))
    for path in (copied / "services").glob("*/*.yaml"):
        if path.stem not in ("hulp_krijgen", "justitie"):
            path.unlink()
    monkeypatch.setattr(demo_listings, "_FOLDER", copied)
    return copied


@pytest.fixture
def small(files: Path, two_municipalities: dict[str, Value]) -> Path:
    load_listings(WRITTEN_ON)
    return files


def written(key: str) -> date:
    return load_examples("duinstad", library())[key].source.checked_on


def everything() -> list[tuple[object, ...]]:
    rows = Listing.objects.filter(origin=ORIGIN).order_by("municipality", "key")
    return list(rows.values_list("pk", "municipality", "key", "digest", "verified_on", "effective", "missing_since"))


def test_each_town_has_its_examples_as_an_import(demo: None) -> None:
    for town in BOTH:
        rows = Listing.objects.filter(municipality=town, origin=ORIGIN)
        assert {row.layer for row in rows} == {Layer.IMPORT}
        assert len(rows) == 120
        assert all(row.effective and row.value["verzonnen"] for row in rows)
        code = demo_municipalities()[town].code
        assert listings(town, code).filter(origin=ORIGIN).count() == 120  # residents see every one
    assert len(places_of("duinstad")) == 8
    assert len(places_of("veenrode")) == 6


def test_bringing_them_in_twice_is_once(demo: None, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    before, places = everything(), list(Place.objects.order_by("pk").values_list())
    assert len(before) == 240
    with django_assert_max_num_queries(2):  # all that a start costs
        assert waiting_listings() == []
    load_listings(WRITTEN_ON + timedelta(days=30))
    assert everything() == before
    assert list(Place.objects.order_by("pk").values_list()) == places


def test_they_wait_until_they_are_in(two_municipalities: dict[str, Value]) -> None:
    assert waiting_listings() == BOTH
    load_listings(WRITTEN_ON)
    assert waiting_listings() == []


def test_production_gets_none(two_municipalities: dict[str, Value], settings: Settings) -> None:
    settings.DEMO_PERSONAS = False
    assert waiting_listings() == []
    load_listings(WRITTEN_ON)
    assert not Listing.objects.filter(origin=ORIGIN)
    assert not Fed.objects.filter(origin=ORIGIN)
    assert not Place.objects.exists()


def test_a_real_municipality_gets_none_though_it_is_called_the_same(db: None) -> None:
    profile = demo_municipalities()["duinstad"].model_copy(update={"invented": False})
    other = demo_municipalities()["veenrode"]
    add_municipalities({"duinstad": profile, "heidewoud": other})  # and an invented one without examples
    assert waiting_listings() == []
    load_listings(WRITTEN_ON)
    assert not Listing.objects.filter(origin=ORIGIN)


def test_a_demo_from_before_there_were_codes_gets_its_code_and_keeps_the_rest(
    two_municipalities: dict[str, Value], files: Path
) -> None:
    row = Municipality.objects.get(slug="duinstad")
    row.profile = {**row.profile, "code": None, "naam": "Gemeente Duinstad aan Zee"}
    row.save()
    load_listings(WRITTEN_ON)
    row.refresh_from_db()
    assert (row.profile["code"], row.profile["naam"]) == ("GM9999", "Gemeente Duinstad aan Zee")


def test_a_code_that_was_given_stays(two_municipalities: dict[str, Value], files: Path) -> None:
    row = Municipality.objects.get(slug="veenrode")
    row.profile = {**row.profile, "code": "GM9997"}
    row.save()
    load_listings(WRITTEN_ON)
    row.refresh_from_db()
    assert row.profile["code"] == "GM9997"


def test_a_demo_that_is_opened_years_later_shows_fresh_and_old_ones(
    two_municipalities: dict[str, Value], files: Path
) -> None:
    later = date(2029, 3, 1)
    load_listings(later)
    found = {freshness_of(day, later) for day in Listing.objects.values_list("verified_on", flat=True)}
    assert found == set(Freshness)
    row = Listing.objects.get(key="duinstad_wijkteam")
    assert later - row.verified_on == WRITTEN_ON - written("duinstad_wijkteam")


def test_a_clock_that_is_behind_moves_nothing_into_the_past(two_municipalities: dict[str, Value], files: Path) -> None:
    load_listings(WRITTEN_ON - timedelta(days=400))
    row = Listing.objects.get(key="duinstad_wijkteam")
    assert row.verified_on == written("duinstad_wijkteam")


def test_what_somebody_saw_right_since_stays_so_when_the_files_change(small: Path) -> None:
    row = Listing.objects.get(key="veenrode_dorpenteam")
    seen = datetime(2027, 1, 5, 10, tzinfo=UTC)
    verify(row, by=row.organisation, how="link", at=seen)
    for path in (small / "services/veenrode").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("telefoon: 0998 00 01 10", "telefoon: 0998 00 01 11"), encoding="utf-8")
    assert waiting_listings() == ["veenrode"]
    load_listings(WRITTEN_ON)
    row = Listing.objects.get(key="veenrode_dorpenteam")
    assert row.value["telefoon"] == "0998 00 01 11"
    assert row.verified_on == date(2027, 1, 5)


def test_organisations_of_the_cast_answer_for_what_bears_their_name(two_municipalities: dict[str, Value]) -> None:
    load_cast_into_demo()
    load_listings(WRITTEN_ON)
    olga = Worker.objects.get(account__email="olga@welzijn-duinstad.example")
    theirs = entries_of(olga.organisation_id)
    assert {row.organisation for row in theirs} == {"Welzijn Duinstad"}
    assert len(theirs) == Listing.objects.filter(organisation="Welzijn Duinstad").count() >= 8
    assert theirs.filter(key="duinstad_maatje").exists()
    assert Ownership.objects.values_list("given_by__name", flat=True).distinct().get() == "Eva"


def test_who_answers_for_an_entry_stays_as_it_was_changed(two_municipalities: dict[str, Value], files: Path) -> None:
    load_cast_into_demo()
    load_listings(WRITTEN_ON)
    before = Ownership.objects.count()
    Ownership.objects.filter(key="duinstad_wijkteam").delete()
    path = files / "services/duinstad/hulp_krijgen.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("gratis: true", "gratis: false"), encoding="utf-8")
    load_listings(WRITTEN_ON)
    assert Ownership.objects.count() == before - 1
    assert Listing.objects.get(key="duinstad_wijkteam").card.is_free is False


def test_what_went_out_of_the_files_is_asked_about_and_not_deleted(small: Path) -> None:
    (small / "services/duinstad/justitie.yaml").unlink()
    before = Listing.objects.count()
    load_listings(WRITTEN_ON)
    missing = Listing.objects.filter(origin=ORIGIN, missing_since=WRITTEN_ON)
    assert {row.key for row in missing} >= {"duinstad_rechtswinkel", "duinstad_nadetentie"}
    assert Listing.objects.count() == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("verzonnen: true", "verzonnen: false", "marked as invented"),
        ("behoeften: [rechtshulp, ", "behoeften: [rechtshulpje, ", "there is no need 'rechtshulpje'"),
    ],
)
def test_a_fault_in_a_file_is_named_and_nothing_comes_in(
    two_municipalities: dict[str, Value], files: Path, old: str, new: str, told: str
) -> None:
    path = files / "services/duinstad/justitie.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=told):
        load_listings(WRITTEN_ON)
    assert not Listing.objects.filter(municipality="duinstad", origin=ORIGIN)


def test_a_fault_among_the_places_is_named_and_nothing_comes_in(
    two_municipalities: dict[str, Value], files: Path
) -> None:
    path = files / "places/duinstad.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(";54.0;", ";north;", 1), encoding="utf-8")
    with pytest.raises(ContentError, match=r"duinstad\.csv: Regel 2: 'breedte'"):
        load_listings(WRITTEN_ON)
    assert not Listing.objects.filter(municipality="duinstad", origin=ORIGIN)
