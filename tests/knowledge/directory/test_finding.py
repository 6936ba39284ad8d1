"""Finding services: what somebody wishes, and in which order it comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maatwerk.foundation.people.ages import AMSTERDAM
from maatwerk.knowledge.directory.catalogue import Service, Sort
from maatwerk.knowledge.directory.feeding import verify
from maatwerk.knowledge.directory.finding import Wish, after, find, ordered, seen, those, wished
from maatwerk.knowledge.directory.models import Card, Listing
from maatwerk.knowledge.directory.places import Access, Point
from maatwerk.knowledge.directory.queries import listings
from maatwerk.knowledge.directory.shelf import Layer
from tests.knowledge.directory.shelves import TODAY, WEEKDAYS, phone, place, put, service

pytestmark = pytest.mark.django_db

TOWN, CODE = "proefstad", "GM9998"
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=AMSTERDAM)
HERE = Point(breedte=52.0, lengte=5.0)


@pytest.fixture(autouse=True)
def nothing_else() -> None:
    """Only what a test puts there."""
    Listing.objects.all().delete()


def found(wish: Wish, **more: Any) -> list[str]:
    return [one.id for one in find(wish, TOWN, CODE, TODAY, **more).rows]


# A wish, what fits it, and what does not: because it is otherwise, or because it is not known.
FILTERS: dict[str, tuple[Wish, dict[str, Any], list[dict[str, Any]]]] = {
    "need": (Wish(need="eenzaam"), {"behoeften": ["schulden", "eenzaam"]}, [{}]),
    "domain": (Wish(domain="sociaal_netwerk"), {"behoeften": ["eenzaam"]}, [{}]),
    "language": (Wish(language="ar"), {"talen": ["nl", "ar"]}, [{"talen": ["nl"]}, {}, {"tolk": False}]),
    "interpreter": (Wish(language="ar"), {"tolk": True}, [{}]),
    "access": (
        Wish(access=(Access.LIFT,)), {"toegankelijk": ["lift", "rolstoel"]}, [{"toegankelijk": ["rolstoel"]}, {}]
    ),
    "two kinds of access": (
        Wish(access=(Access.LIFT, Access.WHEELCHAIR)),
        {"toegankelijk": ["lift"], "locaties": [place("West", 52, 5, toegankelijk=["rolstoel"])]},
        [{"toegankelijk": ["lift"]}],
    ),
    "informal": (Wish(sort=Sort.INFORMAL), {"soort": "informeel"}, [{"soort": "formeel"}]),
    "formal": (Wish(sort=Sort.FORMAL), {"soort": "formeel"}, [{"soort": "informeel"}]),
    "free": (Wish(free=True), {"gratis": True}, [{"gratis": False}, {}]),
    "not free": (Wish(free=False), {"gratis": False}, [{"gratis": True}, {}]),
    "without a waiting list": (
        Wish(waiting=False), {"wachttijd": {"weken": 0, "op": "2026-11-01"}},
        [{"wachttijd": {"weken": 3, "op": "2026-11-01"}}, {}],
    ),
    "with a waiting list": (
        Wish(waiting=True), {"wachttijd": {"weken": 3, "op": "2026-11-01"}},
        [{"wachttijd": {"weken": 0, "op": "2026-11-01"}}, {}],
    ),
    "at the lowest age": (Wish(age=18), {"leeftijd": {"van": 18}}, [{"leeftijd": {"van": 19}}]),
    "at the highest age": (Wish(age=18), {"leeftijd": {"tot_en_met": 18}}, [{"leeftijd": {"tot_en_met": 17}}]),
    "no age asked of anybody": (Wish(age=0), {}, [{"leeftijd": {"van": 1}}]),
    "open now": (Wish(open_at=MONDAY), {"bereikbaar": [phone(WEEKDAYS)]}, [{"bereikbaar": [phone("onbekend")]}, {}]),
    "closed now": (
        Wish(open_at=MONDAY.replace(hour=17)), {"buiten_kantooruren": True}, [{"bereikbaar": [phone(WEEKDAYS)]}]
    ),
    "neighbourhood": (
        Wish(neighbourhood="West"), {"locaties": [place("Oost", 52, 5), place("West", 52, 5)]},
        [{"locaties": [place("Oost", 52, 5)]}, {}],
    ),
    "not further than": (
        Wish(around=HERE, within=2), {"locaties": [place("Ver", 53, 6), place("West", 52.017, 5)]},
        [{"locaties": [place("Oost", 52.019, 5)]}, {}],
    ),  # 0.017 degrees of latitude are 1.89 km, 0.019 are 2.11
    "words": (Wish(words="post"), {}, [{"samenvatting": {"nl": "Iets anders.", "en": "Letters."}}]),
    "the beginning of a word": (Wish(words="brieven geldspre"), {}, [{"naam": {"nl": "Huis", "en": "House"}}]),
}  # fmt: skip


@pytest.mark.parametrize(("wish", "fits", "others"), FILTERS.values(), ids=FILTERS)
def test_each_wish_finds_what_fits_and_nothing_else(
    wish: Wish, fits: dict[str, Any], others: list[dict[str, Any]]
) -> None:
    put(goed=service(**fits), **{f"niet_{number}": service(**other) for number, other in enumerate(others)})
    assert found(wish) == ["goed"]
    assert sorted(found(Wish())) == sorted(["goed", *(f"niet_{number}" for number in range(len(others)))])


def test_wishes_hold_together() -> None:
    put(beide=service(gratis=True, talen=["ar"]), gratis=service(gratis=True), taal=service(talen=["ar"]))
    assert found(Wish(free=True, language="ar", words="post", need="schulden")) == ["beide"]


def test_words_are_those_of_the_language_of_the_page() -> None:
    put(een=service())
    assert found(Wish(words="letters"), language="en") == ["een"]
    assert found(Wish(words="letters"), language="nl") == []


@pytest.mark.parametrize("words", ["!!!", "' OR 1=1 --", '"', "\N{ZERO WIDTH SPACE}", "x" * 200])
def test_words_that_are_no_words_find_nothing(words: str) -> None:
    put(een=service())
    assert found(Wish(words=words)) == []


def test_what_holds_more_of_the_words_comes_first_and_then_what_has_one_in_its_name() -> None:
    text = {"nl": "Hulp bij huur en schulden.", "en": "x"}
    put(
        a_een=service(samenvatting={"nl": "Hulp bij huur.", "en": "x"}, behoeften=["eenzaam"]),
        b_twee=service(samenvatting=text),
        c_naam=service("Huur en schulden", samenvatting=text),
    )
    assert found(Wish(words="huur schulden")) == ["c_naam", "b_twee", "a_een"]


def test_pages_go_from_what_holds_all_words_to_what_holds_some_in_the_order_of_one_whole() -> None:
    both, one = ({"nl": f"Hulp bij {what}.", "en": "x"} for what in ("huur en schulden", "huur"))
    old = {"bron": {"naam": "proef", "datum": "2025-11-21", "zekerheid": "hoog"}}
    kinds: dict[str, dict[str, Any]] = {
        "both": {"samenvatting": both}, "one": {"samenvatting": one},
        "old_both": {"samenvatting": both, **old}, "old_one": {"samenvatting": one, **old},
    }  # fmt: skip
    put(
        none=service(behoeften=["eenzaam"]),
        in_name_0=service("Huur en schulden", behoeften=["eenzaam"]),
        **{f"{kind}_{at}": service(behoeften=["eenzaam"], **more) for kind, more in kinds.items() for at in range(4)},
    )
    for words in ("huur schulden", "schulden huu"):
        whole = found(Wish(words=words), size=100)
        assert [key[:-2] for key in whole] == ["in_name", *(kind for kind in kinds for _ in range(4))]
        pages = [found(Wish(words=words), page=page, size=2) for page in range(1, 11)]
        assert [key for page in pages for key in page] == whole
        assert pages[-1] == []


def test_the_nearest_place_of_each_counts_and_what_has_no_place_comes_after() -> None:
    put(
        ver=service(locaties=[place("Ver", 52.05, 5)]),
        overal=service(),
        dichtbij=service(locaties=[place("Ver", 53, 6), place("Hier", 52.001, 5)]),
        oost=service(locaties=[place("Oost", 52, 5.03)]),  # 0.03 degrees of longitude are 2.05 km at this latitude
    )
    assert found(Wish(around=HERE)) == ["dichtbij", "oost", "ver", "overal"]


def test_what_is_out_of_date_comes_last_whatever_was_asked() -> None:
    old = {"bron": {"naam": "proef", "datum": "2025-11-21", "zekerheid": "hoog"}}
    put(oud=service(locaties=[place("Hier", 52, 5)], **old), nieuw=service(locaties=[place("Ver", 52.1, 5)]))
    assert found(Wish(around=HERE, words="post")) == ["nieuw", "oud"]
    row = Listing.objects.get(key="oud")
    verify(row, by="Stichting Voorbeeld", how="telefoon", at=datetime(2026, 11, 22, 9, tzinfo=AMSTERDAM))
    assert found(Wish(around=HERE, words="post")) == ["oud", "nieuw"]


def test_among_equals_the_order_is_another_one_every_day_and_the_same_on_one_day() -> None:
    put(**{f"dienst_{number}": service() for number in range(8)})
    first = {find(Wish(), TOWN, CODE, TODAY + timedelta(days=day)).rows[0].id for day in range(60)}
    assert len(first) >= 5
    assert found(Wish()) == found(Wish())


def test_pages_hold_everything_once() -> None:
    put(**{f"dienst_{number}": service() for number in range(7)})
    pages = [find(Wish(), TOWN, CODE, TODAY, page=page, size=3) for page in (1, 2, 3, 4)]
    assert [page.more for page in pages] == [True, True, False, False]
    assert sorted(one.id for page in pages for one in page.rows) == [f"dienst_{number}" for number in range(7)]


def test_programs_read_all_in_the_order_of_ids() -> None:
    put(**{f"dienst_{number}": service(gratis=number != 2) for number in range(5)})
    page = after(Wish(free=True), TOWN, CODE, "dienst_0", size=2)
    assert ([one.id for one in page.rows], page.more) == (["dienst_1", "dienst_3"], True)


# What residents see of it: layers, areas, hidden rows.


def everybodys(**services: Service) -> None:
    put("", Layer.PROGRAM, **services)


def test_a_row_of_the_municipality_stands_in_the_place_of_everybodys() -> None:
    everybodys(een=service("Overal"), twee=service("Blijft"))
    put(TOWN, Layer.OWN, een=service("Eigen"), twee=None)
    assert [one.service.name.nl for one in find(Wish(), TOWN, CODE, TODAY).rows] == ["Eigen"]
    assert sorted(one.service.name.nl for one in find(Wish(), "elders", CODE, TODAY).rows) == ["Blijft", "Overal"]
    assert those(["twee", "een"], TOWN, CODE)[0].service.name.nl == "Eigen"


@pytest.mark.parametrize(
    "wish",
    [
        Wish(),
        Wish(need="schulden"),
        Wish(domain="financien", free=True),
        Wish(neighbourhood="West"),
        Wish(words="post"),
        Wish(words="post doornemen"),
        Wish(words="post", need="schulden", around=HERE),
    ],
    ids=["nothing", "need", "domain", "neighbourhood", "a word", "words", "all of it"],
)
def test_whatever_is_asked_only_what_shows_here_is_found(wish: Wish) -> None:
    fits: dict[str, Any] = {"gratis": True, "locaties": [place("West", 52, 5)]}
    everybodys(hidden=service(**fits), replaced=service(**fits), left=service(**fits))
    put("elders", theirs=service(**fits))
    put(
        TOWN,
        Layer.OWN,
        hidden=None,
        replaced=service("Iets", samenvatting={"nl": "Niets.", "en": "x"}, behoeften=["eenzaam"]),
    )
    put(TOWN, own=service(**fits))
    assert set(found(wish)) == {"left", "own"} | ({"replaced"} if wish == Wish() else set())
    assert {one.id for one in find(wish, "", CODE, TODAY).rows} == {"hidden", "replaced", "left"}


def test_what_is_for_other_municipalities_is_not_found() -> None:
    everybodys(hier=service(werkgebied=["GM0001", CODE]), daar=service(werkgebied=["GM0001"]))
    assert found(Wish()) == ["hier"]
    assert [one.id for one in find(Wish(), TOWN, None, TODAY).rows] == []


def test_cards_show_the_same_as_the_listings() -> None:
    everybodys(een=service(), twee=service(), drie=service(werkgebied=["GM0001"]))
    put(TOWN, een=service("Import"), vier=service())
    put(TOWN, Layer.OWN, een=service("Eigen"), twee=None)
    for town in (TOWN, "elders", ""):
        assert set(seen(town, CODE).values_list("pk", flat=True)) == set(
            listings(town, CODE).values_list("pk", flat=True)
        )
    put(TOWN, Layer.OWN)  # its own rows are gone, and what was below counts again
    assert [one.service.name.nl for one in those(["een"], TOWN, CODE)] == ["Import"]


def test_a_listing_that_goes_takes_its_card_along() -> None:
    put(een=service())
    Listing.objects.all().delete()
    assert not Card.objects.exists()


def test_the_number_of_queries_is_the_same_however_many_rows() -> None:
    wish = Wish(words="post", around=HERE, open_at=MONDAY, need="schulden", language="nl")
    fits = {
        "talen": ["nl"],
        "bereikbaar": [phone(WEEKDAYS)],
        "locaties": [place("West", 52, 5), place("Oost", 52, 5.1)],
    }

    def queries() -> int:
        found(wish)  # reads the services
        with CaptureQueriesContext(connection) as captured:
            found(wish)
        return len(captured)

    put(een=service(**fits))
    few = queries()
    put(**{f"dienst_{number}": service(**fits) for number in range(60)})
    assert queries() == few == 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases choose by what is in the tables")
@pytest.mark.parametrize(
    ("wish", "way"),
    [
        (Wish(need="schulden"), "(listing_id=?)"),
        (Wish(domain="financien", language="ar", age=30), "(listing_id=?)"),
        (Wish(words="post"), "(nl=?)"),
        (Wish(words="post brief", around=HERE), "(nl=?)"),
        (Wish(free=True, open_at=MONDAY), "cards_of_municipality"),
    ],
    ids=["need", "domain", "a word", "words", "else"],
)
def test_sqlite_goes_to_the_cards_by_what_was_asked(wish: Wish, way: str) -> None:
    steps = ordered(wished(wish, TOWN, CODE, "nl"), wish, TODAY).explain().splitlines()
    [to_cards] = [step for step in steps if "directory_card USING" in step or step.endswith("SCAN directory_card")]
    assert way in to_cards
