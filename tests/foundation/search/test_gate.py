"""What is about a person is found only inside the gate, and only among what the gate let somebody see."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from maatwerk.foundation.gate.connections import connected, connections
from maatwerk.foundation.gate.context import OutsideGateError, is_open, opened
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Owner
from maatwerk.foundation.gate.protocols import ClosedGate, Viewer
from maatwerk.foundation.search.actions import Item, forget, index, ref_of, replace
from maatwerk.foundation.search.models import Entry, PersonalEntry
from maatwerk.foundation.search.queries import ALL, Look, Page, refs_of, search

SAMIRA, JOOST = "resident:1", "resident:2"


def owner(subject: str) -> Owner:
    return Owner(subject, "organisation:1", "schuldhulp", "financieel")


pytestmark = pytest.mark.usefixtures("open_gate")


@pytest.fixture
def notes(note: type[Any]) -> type[Any]:
    """Three notes: of Samira and of Joost in Duinstad, and of Samira in Veenrode."""
    with opened("a test"):
        for subject, municipality in ((SAMIRA, "duinstad"), (JOOST, "duinstad"), (SAMIRA, "veenrode")):
            row = note.objects.create(subject=subject, municipality=municipality)
            index(
                "notes", municipality, [Item(ref_of(row), f"Brief {row.pk}", ("over de huur",), owner=owner(subject))]
            )
    index("books", "", [Item("gids", "Een brief schrijven")])
    return note


ELS = Look(Viewer("worker:1", "organisation:1", "duinstad"), "schuldhulp")


def look(rows: Any, text: str = "brief", municipality: str = "duinstad", **other: Any) -> Page:
    mine = connections().gate.visible(ELS.viewer, rows, ELS.purpose, Level.WHAT)
    return search(text, among={"notes": refs_of(mine), "books": ALL}, municipality=municipality, look=ELS, **other)


def refs(page: Page) -> list[str]:
    return [found.ref for found in page.found]


def test_only_what_the_viewer_may_read_is_found(notes: type[Any]) -> None:
    assert refs(look(notes.objects.filter(subject=SAMIRA))) == ["1", "gids"]
    assert refs(look(notes.objects.all())) == ["1", "2", "gids"]
    assert refs(look(notes.objects.none())) == ["gids"]
    assert refs(look(notes.objects.all(), "huur")) == ["1", "2"]


def test_one_municipality_finds_nothing_of_another(notes: type[Any]) -> None:
    assert refs(look(notes.objects.all(), municipality="veenrode")) == ["3", "gids"]
    assert refs(look(notes.objects.all(), municipality="")) == ["gids"]


def test_what_is_hidden_shifts_no_page_and_no_order(notes: type[Any]) -> None:
    mine = notes.objects.filter(subject=JOOST)
    before = look(mine, limit=1)
    for number in range(10, 40):
        index("notes", "duinstad", [Item(str(number), "Brief", ("brief",), owner=owner(SAMIRA))])
    after = look(mine, limit=1)
    assert before == after
    assert refs(look(mine, limit=1, after=before.after)) == ["gids"]
    assert look(mine, limit=1, after=before.after).after is None


def test_outside_the_gate_nothing_personal_is_looked_at(notes: type[Any]) -> None:
    """Whatever is handed in: what is not from the gate is carried out by nobody."""
    assert not is_open()
    rows = notes.objects.all().ticketed("of somebody else")
    with pytest.raises(OutsideGateError):
        search("brief", among={"notes": refs_of(rows)}, municipality="duinstad", look=ELS)
    assert refs(search("brief", among={"books": ALL}, municipality="duinstad")) == ["gids"]


def test_a_closed_gate_lets_nothing_be_found(notes: type[Any]) -> None:
    with connected(gate=ClosedGate()):
        assert refs(look(notes.objects.all())) == ["gids"]


def test_a_personal_kind_is_never_searched_whole_nor_by_nobody(notes: type[Any]) -> None:
    with pytest.raises(ValueError, match="among which"):
        search("brief", among={"notes": ALL}, municipality="duinstad", look=ELS)
    with pytest.raises(ValueError, match="who looks"):
        search("brief", among={"notes": refs_of(notes.objects.all())}, municipality="duinstad")
    assert refs(search("brief", among={"books": ALL}, municipality="duinstad")) == ["gids"]


def test_a_public_search_does_not_touch_what_is_personal(notes: type[Any]) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        search("brief", among={"books": ALL}, municipality="duinstad")
    assert asked.captured_queries
    assert not any("search_personalentry" in query["sql"] for query in asked)


@pytest.mark.parametrize("title", ["Brief", "", "'; --"])
def test_rows_of_the_index_answer_only_inside_the_gate(notes: type[Any], title: str) -> None:
    for way in (
        lambda: list(PersonalEntry.objects.all()),
        lambda: PersonalEntry.objects.filter(title=title).count(),
        lambda: PersonalEntry.objects.all().delete(),
        lambda: list(Entry.objects.filter(ref__in=PersonalEntry.objects.values("ref"))),
    ):
        with pytest.raises(OutsideGateError):
            way()


@pytest.mark.django_db
def test_what_is_personal_has_an_owner_and_a_municipality_and_what_is_public_has_no_owner() -> None:
    for kind, municipality, whose in (
        ("notes", "duinstad", None),
        ("notes", "", owner(SAMIRA)),
        ("books", "", owner(SAMIRA)),
    ):
        with pytest.raises(ValueError, match="only what is personal"):
            index(kind, municipality, [Item("1", "Brief", owner=whose)])
    with pytest.raises(IntegrityError):
        index("notes", "duinstad", [Item("1", "Brief", owner=owner(""))])


def test_everything_about_one_subject_can_be_erased(notes: type[Any]) -> None:
    eraser = connections().erasers["search"]
    assert (eraser.erase(SAMIRA), eraser.erase(SAMIRA)) == (2, 0)
    assert not is_open()
    assert refs(look(notes.objects.all())) == ["2", "gids"]
    with opened("a test"):
        assert set(PersonalEntry.objects.values_list("subject", flat=True)) == {JOOST}


def test_no_word_of_what_was_erased_is_left(note: type[Any]) -> None:
    """Nor in the tables that SQLite keeps behind its index."""
    for number in range(20):
        index("notes", "duinstad", [Item(str(number), f"kwetsbaar{number}", owner=owner(SAMIRA))])
    index("notes", "duinstad", [Item("ander", "openbaar", owner=owner(JOOST))])

    def kept() -> bytes:
        if connection.vendor != "sqlite":
            with opened("a test"):
                return " ".join(PersonalEntry.objects.values_list("words", flat=True)).encode()
        with connection.cursor() as cursor:
            cursor.execute("SELECT block FROM search_personalentry_words_data")
            return b"".join(block for (block,) in cursor.fetchall())

    assert b"kwets" in kept()
    connections().erasers["search"].erase(SAMIRA)
    assert b"kwets" not in kept()
    assert b"open" in kept()


def test_a_personal_kind_is_replaced_and_forgotten_like_another(notes: type[Any]) -> None:
    replace("notes", "duinstad", [Item("2", "Nota", owner=owner(JOOST))])
    assert refs(look(notes.objects.all(), "brief nota")) == ["2", "gids"]
    assert forget("notes", "duinstad", ["2"]) == 1
    assert refs(look(notes.objects.all(), "nota")) == []
