"""Rows by the thousand: the same stands there as when each was made one by one, and the last wall holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from maatwerk.foundation.gate.context import OutsideGateError
from maatwerk.foundation.gate.rows import insert
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.search.models import Entry
from maatwerk.knowledge.directory.models import Card, Fed, Listing, Reference, Verification

pytestmark = pytest.mark.django_db
_OF_REFERENCE = ("listing", "sort", "uuid", "latitude", "longitude")


def test_every_kind_of_value_comes_back_as_it_was_put_in() -> None:
    names = [field.name for field in Listing._meta.concrete_fields if not field.primary_key]
    given = {
        "municipality": "duinstad", "key": "soep", "layer": "import", "origin": "", "uuid": UUID(int=7),
        "effective": True, "hidden": False, "value": '{"naam": "Soep \\"& co\\" 100% €"}', "beside": "{}",
        "digest": "0", "missing_since": None, "changed_at": datetime(2026, 11, 22, 12, 30, tzinfo=UTC),
        "name": "Soep '%s", "organisation": "De Brug", "verified_on": date(2026, 11, 1), "draw": 12,
    }  # fmt: skip
    insert(Listing, names, [[given[name] for name in names]])
    row = Listing.objects.filter(key="soep")
    assert row.values(*names).get() == given | {"value": {"naam": 'Soep "& co" 100% €'}, "beside": {}}
    insert(Reference, _OF_REFERENCE, _references(row.get().pk, 1))
    references = Reference.objects.filter(listing__key="soep")
    assert references.values_list("sort", "uuid", "latitude", "longitude").get() == ("plek", UUID(int=0), 0, None)


def test_more_rows_than_one_statement_holds() -> None:
    listing = Listing.objects.create(uuid=UUID(int=7), value={}, verified_on=date(2026, 11, 1), draw=1)
    insert(Reference, _OF_REFERENCE, _references(listing.pk, 9_001))
    assert sorted(listing.references.values_list("latitude", flat=True)) == list(range(9_001))


def test_nothing_to_put_in_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        insert(Card, ("key",), [])


def test_what_has_the_same_key_is_overwritten_where_that_is_asked_and_refused_else() -> None:
    names = ("kind", "ref", "language", "municipality", "title", "title_words", "words")
    same = ("kind", "ref", "language", "municipality")
    insert(Entry, names, [("b", "gids", "nl", "", "Oud", "oud", "oud"), ("b", "blad", "nl", "", "Blijft", "x", "x")])
    insert(Entry, names, [("b", "gids", "nl", "", "Nieuw", "nieuw", "nieuw")], same)
    assert dict(Entry.objects.filter(kind="b").values_list("ref", "title")) == {"gids": "Nieuw", "blad": "Blijft"}
    with pytest.raises(IntegrityError):
        insert(Entry, names, [("b", "gids", "nl", "", "Weer", "weer", "weer")])


def test_a_row_with_a_value_too_few_is_no_row() -> None:
    with pytest.raises(ValueError, match="shorter"):
        insert(Fed, ("municipality", "layer"), [("duinstad",)])


def test_a_field_that_is_not_there_is_no_field() -> None:
    with pytest.raises(KeyError):
        insert(Verification, ("naam",), [("Soep",)])


def test_personal_rows_are_not_put_in_outside_the_gate() -> None:
    with pytest.raises(OutsideGateError, match="people_resident"):
        insert(Resident, ("municipality",), [("duinstad",)])


def _references(listing: int, count: int) -> Iterator[tuple[object, ...]]:
    for number in range(count):
        yield listing, Reference.Sort.PLACE, UUID(int=number), float(number), None
