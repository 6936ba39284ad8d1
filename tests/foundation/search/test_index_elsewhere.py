"""Words of things that another room keeps the id of: `IndexedWith` finds the same as `holds` on the index itself."""

from __future__ import annotations

import pytest
from django.db import connection

from maatwerk.foundation.search.actions import Item, index
from maatwerk.foundation.search.fields import IndexedWith
from maatwerk.foundation.search.kinds import Sort, connected_kinds
from maatwerk.foundation.search.models import Entry
from maatwerk.foundation.search.rules import wanted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "refs"),
    [("huur", ["een"]), ("huren", ["een"]), ("huur koffie", ["een", "twee"]), ("koff", ["twee"]), ("niets", [])],
)
@pytest.mark.parametrize("field", ["words", "title_words"])
def test_both_ways_of_asking_find_the_same(text: str, refs: list[str], field: str) -> None:
    with connected_kinds(proef=Sort.PUBLIC):
        index("proef", "", [Item("een", "Hulp bij huur"), Item("twee", "Koffie"), Item("drie", "Iets anders")])
    rows = Entry.objects.filter(kind="proef").order_by("ref")
    sought = wanted(text, "nl")
    through = rows.filter(IndexedWith("pk", Entry._meta.get_field(field), sought))
    direct = rows.filter(**{f"{field}__holds": sought})
    assert [row.ref for row in through] == [row.ref for row in direct] == sorted(refs)


@pytest.mark.parametrize(
    ("text", "refs"),
    [("huur", ["een", "twee"]), ("huren koffie", ["twee"]), ("koffie hu", ["twee"]), ("koffie niets", [])],
)
def test_with_every_only_what_holds_all_the_words_is_found(text: str, refs: list[str]) -> None:
    with connected_kinds(proef=Sort.PUBLIC):
        index("proef", "", [Item("een", "Hulp bij huur"), Item("twee", "Huur en koffie"), Item("drie", "Koffie")])
    held = IndexedWith("pk", Entry._meta.get_field("words"), wanted(text, "nl"), every=True)
    assert [row.ref for row in Entry.objects.filter(held, kind="proef").order_by("ref")] == refs


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one FTS5 table has both")
def test_postgresql_has_an_index_for_each_field_that_can_be_asked_for() -> None:
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, Entry._meta.db_table).values()
    assert {("words",), ("title_words",)} <= {tuple(each["columns"]) for each in there if each.get("type") == "gin"}
