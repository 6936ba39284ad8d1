"""Services are brought into the tables layer by layer, and what is there already is left alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from maatwerk.foundation.search.queries import ALL, search
from maatwerk.knowledge.directory import Layer
from maatwerk.knowledge.directory.feeding import FOUND_AS, Change, Row, drop, feed, verify
from maatwerk.knowledge.directory.models import Listing, Mark, Verification
from maatwerk.knowledge.directory.queries import listings
from tests.knowledge.directory.services import TODAY, WORDS, service, text

pytestmark = pytest.mark.django_db
TOWN = "voorbeeldstad"


def bring(layer: Layer, *rows: Row, to: str = TOWN, today: date = TODAY, origin: str = "") -> Change:
    return feed(to, layer, rows, WORDS, today=today, origin=origin)


def seen(municipality: str = TOWN, code: str | None = None) -> dict[str, str]:
    """Key to name, of what residents see and this test brought in."""
    mine = listings(municipality, code).filter(key__startswith="proef_")
    return dict(mine.values_list("key", "name"))


def named(name: str) -> dict[str, object]:
    return {"naam": text(name)}


def test_what_is_brought_in_can_be_found_by_what_it_is_for() -> None:
    bring(Layer.IMPORT, Row("proef_a", service(talen=["nl", "ar"], wetten=["wgs"], werkgebied=["GM9998"])))
    listing = Listing.objects.get(key="proef_a")
    marks = set(listing.marks.values_list("sort", "value"))
    assert marks >= {
        (Mark.Sort.NEED, "schulden"),
        (Mark.Sort.DOMAIN, "financien"),
        (Mark.Sort.LAW, "wgs"),
        (Mark.Sort.AREA, "GM9998"),
        (Mark.Sort.KIND, "formeel"),
    }
    found = search("geld", among={FOUND_AS: ALL}, municipality=TOWN)
    assert "proef_a" in [each.ref for each in found.found]


def test_the_same_twice_changes_nothing() -> None:
    rows = [Row("proef_a", service()), Row("proef_b", service(**named("Anders")))]
    assert bring(Layer.IMPORT, *rows).added == ("proef_a", "proef_b")
    before = list(Listing.objects.order_by("pk").values())
    assert not bring(Layer.IMPORT, *rows)
    assert list(Listing.objects.order_by("pk").values()) == before


def test_what_changed_is_said_and_takes_its_place() -> None:
    bring(Layer.IMPORT, Row("proef_a", service()))
    assert bring(Layer.IMPORT, Row("proef_a", service(**named("Nieuwe naam")))).changed == ("proef_a",)
    assert seen() == {"proef_a": "Nieuwe naam"}


def test_what_disappears_from_an_import_stays_with_the_day_it_was_missed_and_may_come_back() -> None:
    bring(Layer.IMPORT, Row("proef_a", service()), Row("proef_b", service()))
    assert bring(Layer.IMPORT, Row("proef_a", service())).missing == ("proef_b",)
    assert seen().keys() == {"proef_a", "proef_b"}
    assert Listing.objects.get(key="proef_b").missing_since == TODAY
    later = date(2026, 12, 1)
    assert not bring(Layer.IMPORT, Row("proef_a", service()), today=later)  # it was missed before
    assert Listing.objects.get(key="proef_b").missing_since == TODAY
    assert bring(Layer.IMPORT, Row("proef_a", service()), Row("proef_b", service())).back == ("proef_b",)
    assert Listing.objects.get(key="proef_b").missing_since is None


def test_what_disappears_from_content_goes() -> None:
    bring(Layer.OWN, Row("proef_a", service()), Row("proef_b", service()))
    assert bring(Layer.OWN, Row("proef_a", service())).missing == ("proef_b",)
    assert seen().keys() == {"proef_a"}
    assert not search(
        "geld", among={FOUND_AS: Listing.objects.filter(key="proef_b").values("key")}, municipality=TOWN
    ).found


def test_imports_of_two_origins_leave_each_other_alone() -> None:
    bring(Layer.IMPORT, Row("proef_a", service()), origin="een")
    assert not bring(Layer.IMPORT, Row("proef_b", service()), origin="twee").missing
    assert seen().keys() == {"proef_a", "proef_b"}


@pytest.mark.parametrize("own_first", [True, False])
def test_an_own_version_wins_from_an_import_whichever_came_first(own_first: bool) -> None:
    steps = [
        lambda: bring(Layer.OWN, Row("proef_a", service(**named("Van ons")))),
        lambda: bring(Layer.IMPORT, Row("proef_a", service(**named("Uit een bestand")))),
    ]
    for step in steps if own_first else reversed(steps):
        step()
    assert seen() == {"proef_a": "Van ons"}
    assert bring(Layer.IMPORT, Row("proef_a", service(**named("Weer anders")))).changed == ("proef_a",)
    assert seen() == {"proef_a": "Van ons"}
    drop(TOWN, "proef_a", Layer.OWN, WORDS)
    assert seen() == {"proef_a": "Weer anders"}


def test_what_a_municipality_has_of_its_own_takes_the_place_of_what_everybody_has_there_only() -> None:
    bring(Layer.INSTALLATION, Row("proef_a", service()), to="")
    bring(Layer.OWN, Row("proef_a", service(**named("Van ons"))))
    assert seen() == {"proef_a": "Van ons"}
    assert seen("elders") == {"proef_a": "Hulp bij geld"}


def test_a_hidden_row_shows_nothing_and_hides_what_is_below() -> None:
    bring(Layer.INSTALLATION, Row("proef_a", service()), to="")
    bring(Layer.OWN, Row("proef_a", None))
    assert seen() == {}
    assert seen("elders").keys() == {"proef_a"}
    assert "proef_a" not in [one.ref for one in search("geld", among={FOUND_AS: ALL}, municipality=TOWN).found]


def test_who_names_an_area_is_seen_there_only() -> None:
    bring(Layer.INSTALLATION, Row("proef_a", service(werkgebied=["GM9998"])), Row("proef_b", service()), to="")
    assert seen(code="GM9998").keys() == {"proef_a", "proef_b"}
    assert seen(code="GM0363").keys() == {"proef_b"}
    assert seen(code=None).keys() == {"proef_b"}


def test_who_saw_that_it_is_right_makes_it_fresh_and_a_later_import_does_not_undo_that() -> None:
    bring(Layer.IMPORT, Row("proef_a", service(checked="2025-01-01")))
    verify(Listing.objects.get(key="proef_a"), by="Stichting Voorbeeld", how=Verification.How.PHONE, at=moment(20))
    assert Listing.objects.get(key="proef_a").verified_on == date(2026, 11, 20)
    assert set(Mark.objects.filter(listing__key="proef_a").values_list("verified_on", flat=True)) == {
        date(2026, 11, 20)
    }
    bring(Layer.IMPORT, Row("proef_a", service(checked="2025-01-01", **named("Andere naam"))))
    assert Listing.objects.get(key="proef_a").verified_on == date(2026, 11, 20)


def test_a_day_before_what_the_source_says_makes_nothing_older() -> None:
    bring(Layer.IMPORT, Row("proef_a", service(checked="2026-11-21")))
    verify(Listing.objects.get(key="proef_a"), by="balie", how=Verification.How.PHONE, at=moment(3))
    assert Listing.objects.get(key="proef_a").verified_on == date(2026, 11, 21)


def test_a_failure_half_way_leaves_everything_as_it_was() -> None:
    bring(Layer.IMPORT, Row("proef_a", service()))

    def rows() -> object:
        yield Row("proef_a", service(**named("Half")))
        yield from (Row(f"proef_{number}", service()) for number in range(700))
        raise OSError("the file ends here")

    with pytest.raises(OSError, match="ends here"):
        feed(TOWN, Layer.IMPORT, rows(), WORDS, today=TODAY)  # type: ignore[arg-type]
    assert seen() == {"proef_a": "Hulp bij geld"}


def moment(day: int) -> datetime:
    return datetime(2026, 11, day, 12, tzinfo=UTC)
