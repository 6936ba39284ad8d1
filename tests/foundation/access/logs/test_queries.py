"""Who looked at what of somebody, as the log has it: every line once, in parts, and nothing of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models import Q

from maatwerk.foundation.access.logs.aliases import LogEraser
from maatwerk.foundation.access.logs.queries import Look, looks_at, who_looked
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer
from tests.foundation.access.logs.book import ELS, HOUR, NOON, a_read, look, look_at

pytestmark = pytest.mark.django_db

SAMIRA, JOOST = "resident:1", "resident:2"
LATER = NOON + 24 * HOUR


def resident(ref: str) -> Viewer:
    return Viewer(ref, "", "duinstad", frozenset({ref}), "inwoner", assurance="hoog", trace=f"{ref[-1]}" * 32)


def looks(until: object = LATER, hidden: tuple[str, ...] = (), **more: object) -> list[Look]:
    return list(looks_at(SAMIRA, "duinstad", hidden, until, **more))  # type: ignore[arg-type]


def test_a_look_says_who_for_whom_when_for_what_and_by_which_rules() -> None:
    look_at([a_read(SAMIRA, categories=("zorg", "geld"), policies=("taak",), entries=3)])
    [seen] = looks()
    assert (seen.at, seen.viewer, seen.organisation, seen.purpose) == (NOON, "worker:7", "organisation:2", "wmo")
    assert (seen.policies, seen.categories) == (("taak",), ("geld", "zorg"))
    assert (seen.level, seen.trace) == (Level.WHAT, ELS.trace)


def test_parts_have_every_look_once_newest_first_also_of_the_same_millisecond() -> None:
    """Twelve moments of four lines each, in parts of five: a border falls within a moment every time."""
    for number in range(12):
        for purpose in ("wmo", "jeugdhulp", "schuldhulp", "participatie"):
            look_at([a_read(SAMIRA)], ELS, NOON + timedelta(minutes=number), purpose)
    look(JOOST)
    found: list[Look] = []
    while part := looks(most=5, before=found[-1].place if found else None):
        assert len(part) <= 5
        found += part
    assert len(found) == 48
    assert len({each.place for each in found}) == 48
    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)
    assert found == looks(most=100)


def test_a_look_at_nothing_but_what_is_hidden_is_left_out_and_takes_no_place_in_a_part() -> None:
    for number, categories in enumerate((("zorg",), ("schuiladres",), ("geweld", "melder"), ("geld",))):
        look_at([a_read(SAMIRA, categories=categories)], now=NOON + number * HOUR)
    found = looks(hidden=("schuiladres", "geweld", "melder"), most=2)
    assert [each.categories for each in found] == [("geld",), ("zorg",)]


def test_of_a_look_at_more_than_that_what_is_hidden_is_not_named() -> None:
    look_at([a_read(SAMIRA, categories=("schuiladres", "zorg"))])
    [seen] = looks(hidden=("schuiladres",))
    assert seen.categories == ("zorg",)


def test_looks_for_another_municipality_and_at_another_person_are_not_among_them() -> None:
    look(SAMIRA, viewer=replace(ELS, municipality="veenrode"))
    look(JOOST)
    assert looks() == []


def test_until_a_moment_is_with_that_moment() -> None:
    look(SAMIRA)
    look(SAMIRA, now=NOON + HOUR)
    assert [each.at for each in looks(until=NOON)] == [NOON]
    assert looks(until=NOON - timedelta(milliseconds=1)) == []


def test_own_looks_are_told_as_such_and_of_other_residents_only_those_whom_the_reader_may_know() -> None:
    look(SAMIRA, viewer=resident(SAMIRA))
    look(SAMIRA, viewer=resident(JOOST), now=NOON + HOUR)
    assert [each.viewer for each in looks()] == ["", SAMIRA]
    assert [each.viewer for each in looks(people=[JOOST])] == [JOOST, SAMIRA]


def test_looks_of_some_viewers_can_be_left_out() -> None:
    look(SAMIRA, viewer=resident(SAMIRA))
    look(SAMIRA, viewer=resident(JOOST))
    look(SAMIRA)
    assert [each.viewer for each in looks(without=[SAMIRA])] == ["worker:7", ""]
    assert [each.viewer for each in looks(without=[SAMIRA, JOOST])] == ["worker:7"]
    assert [each.viewer for each in looks(without=["worker:7", JOOST])] == [SAMIRA]
    assert len(looks(without=["resident:9"])) == 3  # of whom no log speaks


def test_lines_can_be_left_out_and_take_no_place_in_a_part() -> None:
    for number, purpose in enumerate(("wmo", "veiligheid", "veiligheid", "schuldhulp")):
        look(SAMIRA, now=NOON + number * HOUR, purpose=purpose)
    assert [each.purpose for each in looks(left_out=Q(purpose="veiligheid"), most=2)] == ["schuldhulp", "wmo"]


def test_after_erasing_nothing_leads_to_the_lines_any_more() -> None:
    look(SAMIRA)
    LogEraser().erase(SAMIRA)
    assert looks() == []
    look(SAMIRA, now=NOON + HOUR)  # somebody new, as far as the log knows
    assert [each.at for each in looks()] == [NOON + HOUR]


def test_who_looked_under_a_trace_are_those_and_no_others() -> None:
    look(SAMIRA)
    look(SAMIRA, viewer=replace(ELS, ref="worker:8", trace="f" * 32))
    assert who_looked(SAMIRA, ELS.trace) == {"worker:7"}
    assert who_looked(JOOST, ELS.trace) == frozenset()


def test_queries_do_not_grow_with_looks(django_assert_num_queries: Callable[..., object]) -> None:
    for number in range(30):
        look(SAMIRA, now=NOON + timedelta(minutes=number))
    with django_assert_num_queries(2):
        assert len(looks(people=[JOOST], without=[SAMIRA])) == 30
