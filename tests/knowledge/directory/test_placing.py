"""Where a neighbourhood is, how far two points are apart, and bringing in the middles of neighbourhoods."""

from __future__ import annotations

from datetime import date
from math import hypot
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from maatwerk.knowledge.directory.centroids import LARGEST, MOST_FAULTS, MOST_ROWS, PlacesReport, import_places
from maatwerk.knowledge.directory.models import Place
from maatwerk.knowledge.directory.places import Point, kilometres
from maatwerk.knowledge.directory.placing import looked_up, places_of, point_of

TODAY, LATER = date(2026, 11, 22), date(2026, 12, 1)
HEAD = "naam;soort;breedte;lengte;bron"
GOOD = f"""{HEAD}
Noord;wijk;52.40;4.90;CBS, Wijk- en buurtkaart 2025
Zuid;wijk;52,35;4,88;CBS, Wijk- en buurtkaart 2025
1234;postcode4;52.41;4.91;CBS, postcode 2024
Duinstad;plaats;52.38;4.89;eigen opgave
"""


def point(latitude: float, longitude: float) -> Point:
    return Point(latitude=latitude, longitude=longitude)


def bring(text: str, on: date = TODAY, municipality: str = "duinstad") -> PlacesReport:
    return import_places(municipality, text.encode(), today=on)


def faults(*rows: str) -> tuple[str, ...]:
    """What is said of these rows, below a good head; nothing of them may be in."""
    report = bring("\n".join((HEAD, *rows)))
    assert not report.is_in
    assert not Place.objects.exists()
    return report.faults


def test_a_distance_is_that_of_another_program() -> None:
    """The example of the package `haversine` on PyPI, from version 2.0.0: Lyon and Paris, with the same mean radius."""
    assert kilometres(point(45.7597, 4.8422), point(48.8567, 2.3508)) == pytest.approx(392.2172595594006, abs=1e-9)


def test_a_distance_in_the_netherlands_is_that_of_the_national_grid() -> None:
    """Westertoren and Martinitoren in degrees and in metres of the Rijksdriehoek, from Schreutelkamp and Strang van
    Hees, Benaderingsformules voor de transformatie tussen RD- en WGS84-kaartcoördinaten. A round earth and a flat map
    differ by less than half a per cent."""
    westertoren, martinitoren = point(52.37453253, 4.88352559), point(53.21938317, 6.56820053)
    in_metres = hypot(233883.131 - 120700.723, 582065.167 - 487525.501)
    assert kilometres(westertoren, martinitoren) == pytest.approx(in_metres / 1000, rel=0.005)


POINTS = st.builds(point, st.floats(-90, 90), st.floats(-180, 180))


@settings(deadline=None)  # of a busy machine
@given(POINTS, POINTS)
def test_there_and_back_is_as_far_and_never_more_than_half_around(a: Point, b: Point) -> None:
    assert kilometres(a, a) == 0
    assert kilometres(a, b) == pytest.approx(kilometres(b, a), abs=1e-6)
    assert 0 <= kilometres(a, b) <= 20015.115  # half of 2 pi R1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Noord ", "noord"),
        ("Île  Saint-Café", "ile saint-cafe"),
        ("1234 AB", "1234"),
        ("1234ab", "1234"),
        ("1234", "1234"),
        ("0123 AB", "0123 ab"),
        ("12345", "12345"),
    ],
)
def test_a_name_is_looked_up_as_people_type_it(typed: str, kept: str) -> None:
    assert looked_up(typed) == kept


@pytest.mark.django_db
def test_what_was_brought_in_is_found_by_name_and_by_postcode(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    report = bring(GOOD)
    assert (report.added, report.faults) == (("Noord", "Zuid", "1234", "Duinstad"), ())
    with django_assert_num_queries(1):
        assert point_of("duinstad", " noord") == point(52.40, 4.90)
    assert point_of("duinstad", "1234 AB") == point(52.41, 4.91)
    assert point_of("duinstad", "DUINSTAD") == point(52.38, 4.89)
    assert point_of("duinstad", "Zuid") == point(52.35, 4.88), "with a comma, as a Dutch spreadsheet writes it"
    with django_assert_num_queries(1):
        assert places_of("duinstad") == ["Noord", "Zuid"]


@pytest.mark.django_db
def test_what_is_not_known_and_what_is_elsewhere_is_no_place_here() -> None:
    bring(GOOD)
    assert point_of("duinstad", "West") is None
    assert point_of("duinstad", "") is None
    assert point_of("veenrode", "Noord") is None
    assert places_of("veenrode") == []


@pytest.mark.django_db
def test_of_a_neighbourhood_and_a_town_of_one_name_the_neighbourhood_counts() -> None:
    bring(f"{HEAD}\nKatwijk;plaats;52.20;4.40;b\nKatwijk;wijk;52.21;4.41;b\n")
    assert point_of("duinstad", "Katwijk") == point(52.21, 4.41)


@pytest.mark.django_db
def test_the_same_file_twice_changes_nothing() -> None:
    bring(GOOD)
    before = list(Place.objects.order_by("pk").values())
    assert bring(GOOD, LATER) == PlacesReport(same=4)
    assert list(Place.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_file_is_all_that_is_known_of_the_kinds_in_it_and_of_no_other() -> None:
    bring(GOOD)
    report = bring(f"{HEAD}\nNoord;wijk;52.42;4.90;CBS 2026\nWest;wijk;52.37;4.80;CBS 2026\n", LATER)
    assert (report.added, report.changed, report.gone, report.same) == (("West",), ("Noord",), ("Zuid",), 0)
    assert places_of("duinstad") == ["Noord", "West"]
    assert point_of("duinstad", "1234") == point(52.41, 4.91)
    assert dict(Place.objects.values_list("name", "on")) == {
        "Noord": LATER,
        "West": LATER,
        "1234": TODAY,
        "Duinstad": TODAY,
    }


@pytest.mark.django_db
def test_a_day_in_the_file_is_kept_and_another_municipality_is_left_alone() -> None:
    bring(GOOD, municipality="veenrode")
    bring(f"{HEAD};datum\nNoord;wijk;52.40;4.90;CBS;2025-01-31\n")
    assert Place.objects.get(municipality="duinstad").on == date(2025, 1, 31)
    assert bring(f"{HEAD};datum\nNoord;wijk;52.40;4.90;CBS;2026-01-31\n").changed == ("Noord",)
    assert Place.objects.get(municipality="duinstad").on == date(2026, 1, 31)
    assert bring(f"{HEAD}\nNoord;wijk;52.40;4.90;CBS\n").same == 1
    assert Place.objects.filter(municipality="veenrode").count() == 4


@pytest.mark.django_db
def test_a_file_of_a_spreadsheet_and_one_with_commas_are_read_too(tmp_path: Path) -> None:
    file = tmp_path / "plaatsen.csv"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert len(import_places("duinstad", file, today=TODAY).added) == 4
    text = 'bron,lengte,breedte,soort,naam,nog iets\n"CBS, 2025",4.9,52.4,wijk,Noord,x\n,,,,,\n'
    assert bring(text, municipality="veenrode").added == ("Noord",)
    assert Place.objects.get(municipality="veenrode").source == "CBS, 2025"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Noord;buurt;52.4;4.9;b", "'soort' is 'buurt', en moet één van deze zijn: wijk, postcode4, plaats."),
        ("Noord;wijk;4.9;52.4;b", "het punt (4.9, 52.4) ligt niet in Nederland."),
        ("Noord;wijk;121687;487484;b", "het punt (121687.0, 487484.0) ligt niet in Nederland."),
        ("Noord;wijk;nan;4.9;b", "het punt (nan, 4.9) ligt niet in Nederland."),
        ("Noord;wijk;noord;4.9;b", "'breedte' is 'noord', en dat is geen getal."),
        ("Noord;wijk;52.4;;b", "'lengte' is '', en dat is geen getal."),
        ("Noord;wijk;52.4;4.9;", "'naam' en 'bron' moeten ingevuld zijn."),
        (";wijk;52.4;4.9;b", "'naam' en 'bron' moeten ingevuld zijn."),
        ("Noord", "'naam' en 'bron' moeten ingevuld zijn."),
        ("\u0301;wijk;52.4;4.9;b", "'naam' en 'bron' moeten ingevuld zijn."),
        (f"{'ﷺ' * 20};wijk;52.4;4.9;b", "'naam' mag 100 tekens lang zijn"),
        (f"{'N' * 101};wijk;52.4;4.9;b", "'naam' mag 100 tekens lang zijn"),
        ("No\x00ord;wijk;52.4;4.9;b", "onzichtbare tekens"),
        ("1234;wijk;52.4;4.9;b", "'1234' is geen naam van een wijk."),
        ("Noord;postcode4;52.4;4.9;b", "'Noord' is geen naam van een postcode4."),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_nothing_is_brought_in(row: str, sentence: str) -> None:
    (told,) = faults("Zuid;wijk;52.35;4.88;b", row)
    assert told.startswith("Regel 3: ")
    assert sentence in told


@pytest.mark.django_db
def test_a_bad_day_and_a_name_that_is_there_twice_are_refused() -> None:
    report = bring(f"{HEAD};datum\nNoord;wijk;52.4;4.9;b;31-1-2025\nZuid;wijk;52.3;4.9;b\n ZUID;wijk;52.2;4.9;b\n")
    assert report.faults == (
        "Regel 2: 'datum' is '31-1-2025'. Schrijf jaar-maand-dag, zoals 2026-11-22.",
        "Regel 4: 'ZUID' staat ook op regel 3.",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Deze kolommen ontbreken: naam, soort, breedte, lengte, bron."),
        (b"naam;soort;breedte\n", "Deze kolommen ontbreken: lengte, bron."),
        (HEAD.encode(), "Er staat geen enkele plaats in het bestand."),
        (b"naam;\xff\xfe", "geen UTF-8"),
        (f'{HEAD}\n"Noord;wijk;52.4;4.9;b'.encode(), "geen goede CSV"),
        (b"x" * (LARGEST + 1), "groter dan 1 MB"),
        (f"{HEAD}\n{'Noord;wijk;52.4;4.9;b\n' * (MOST_ROWS + 1)}".encode(), f"meer dan {MOST_ROWS} regels"),
    ],
    ids=["empty", "columns", "no rows", "encoding", "quote", "large", "rows"],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, sentence: str) -> None:
    report = import_places("duinstad", content, today=TODAY)
    assert not report.is_in
    assert sentence in report.faults[0]
    assert not Place.objects.exists()


@pytest.mark.django_db
def test_of_very_many_faults_the_first_are_told() -> None:
    told = faults(*(f"Wijk {number};wijk;0;0;b" for number in range(MOST_FAULTS + 7)))
    assert len(told) == MOST_FAULTS + 1
    assert told[-1] == "En nog 7 fouten."


@pytest.mark.django_db
def test_the_places_of_the_demo_can_be_brought_in() -> None:
    from tests.conftest import ROOT

    for slug in ("duinstad", "veenrode"):
        report = import_places(slug, ROOT / f"content/demo/places/{slug}.csv", today=TODAY)
        assert report.is_in, report.faults
        assert places_of(slug)
        assert set(places_of(slug)) <= set(report.added)
        assert all(point_of(slug, name) for name in report.added)


@pytest.mark.django_db
def test_bringing_in_more_asks_no_more_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    many = "".join(f"Wijk {number};wijk;52.{number:03};4.9;b\n" for number in range(400))
    with django_assert_max_num_queries(6):
        assert len(bring(f"{HEAD}\n{many}").added) == 400
