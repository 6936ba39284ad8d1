"""Services are found by need: a few for each, those out of date last, and among equals another one every day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from maatwerk.knowledge.directory import ContentShelf, Layer, Service, Shelf
from maatwerk.knowledge.directory.feeding import Row, feed
from maatwerk.knowledge.directory.queries import TableShelf
from maatwerk.knowledge.directory.shelf import A_HEARD_NEED, A_RELATED_NEED
from tests.knowledge.directory.services import TODAY, WORDS, service

pytestmark = pytest.mark.django_db
TOWN = "voorbeeldstad"
# Needs that no real service is for, so that only what a test brings in is found.
NEED, OTHER = "proefbehoefte", "andere_proefbehoefte"


def in_files(services: dict[str, Service]) -> Shelf:
    return ContentShelf(services)


def in_tables(services: dict[str, Service]) -> Shelf:
    feed(TOWN, Layer.IMPORT, [Row(key, each) for key, each in services.items()], WORDS, today=TODAY)
    return TableShelf(lambda _slug: None)


@pytest.fixture(params=[in_files, in_tables])
def shelf_of(request: pytest.FixtureRequest) -> Callable[[dict[str, Service]], Shelf]:
    return request.param  # type: ignore[no-any-return]


def keys(shelf: Shelf, *, on: date = TODAY, related: tuple[str, ...] = ()) -> set[str]:
    return {one.id for one in shelf.for_needs((NEED,), related, TOWN, on)}


def many(count: int, need: str = NEED, checked: str = "2026-11-01") -> dict[str, Service]:
    return {f"{need[:6]}_{checked[:4]}_{number}": service((need,), checked) for number in range(count)}


def test_of_a_few_all_are_found_and_of_others_none(shelf_of: Callable[[dict[str, Service]], Shelf]) -> None:
    shelf = shelf_of(many(4) | many(2, OTHER))
    assert keys(shelf) == many(4).keys()
    assert not shelf.for_needs((), (), TOWN, TODAY)


def test_what_serves_two_needs_comes_once(shelf_of: Callable[[dict[str, Service]], Shelf]) -> None:
    shelf = shelf_of({"beide": service((NEED, OTHER))})
    assert [one.id for one in shelf.for_needs((NEED, OTHER), (), TOWN, TODAY)] == ["beide"]
    assert [one.id for one in shelf.for_needs((NEED,), (OTHER,), TOWN, TODAY)] == ["beide"]


def test_of_many_only_some_come_and_more_for_what_was_heard(shelf_of: Callable[[dict[str, Service]], Shelf]) -> None:
    shelf = shelf_of(many(60) | many(60, OTHER))
    found = keys(shelf, related=(OTHER,))
    assert A_HEARD_NEED <= len(found & many(60).keys()) < 60
    assert A_RELATED_NEED <= len(found & many(60, OTHER).keys()) < A_HEARD_NEED


def test_what_is_out_of_date_comes_only_when_there_is_room(shelf_of: Callable[[dict[str, Service]], Shelf]) -> None:
    old, new = many(30, checked="2025-01-01"), many(10)
    assert keys(shelf_of(old | new)) >= new.keys()
    assert not keys(shelf_of(old | many(40))) & old.keys()


def test_everybody_has_a_turn(shelf_of: Callable[[dict[str, Service]], Shelf]) -> None:
    """MAC-E2: no place in the list can be held, let alone bought."""
    shelf = shelf_of(many(60))
    days = [keys(shelf, on=TODAY - timedelta(days=ago)) for ago in range(60)]
    turns = {key: sum(key in found for found in days) for key in many(60)}
    fair = sum(map(len, days)) / 60
    assert len({frozenset(found) for found in days}) > 30
    assert all(fair / 4 <= each <= fair * 4 for each in turns.values())


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    shelf = in_tables(many(5))
    with django_assert_max_num_queries(4):
        shelf.for_needs((NEED,), (OTHER,), TOWN, TODAY)
    shelf = in_tables(many(200))
    with django_assert_max_num_queries(4):
        shelf.for_needs((NEED,), (OTHER,), TOWN, TODAY)


def test_a_row_that_changed_is_read_anew() -> None:
    shelf = in_tables({"een": service((NEED,))})
    assert [one.service.phone for one in shelf.for_needs((NEED,), (), TOWN, TODAY)] == ["14 0999"]
    in_tables({"een": service((NEED,), telefoon="14 0998")})
    assert [one.service.phone for one in shelf.for_needs((NEED,), (), TOWN, TODAY)] == ["14 0998"]
