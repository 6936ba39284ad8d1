"""Who keeps house with whom, and who is what to whom."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from maatwerk.foundation.people import household_actions as actions
from maatwerk.foundation.people.actions import add_municipalities
from maatwerk.foundation.people.living_actions import Place, add_address
from maatwerk.foundation.people.models import Household, Membership, Relation
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import AddressKind, Bond
from maatwerk.site import registry
from tests.foundation.people.asking import again, at_work, refused, rows_of, samira_and_els, works_with
from tests.residents import NOON, add_resident


def members(household: Household, at: datetime = NOON) -> set[UUID]:
    rows = rows_of(Membership, household=household, start__lte=at, end__gt=at)
    return {row.resident_id for row in rows}


@pytest.fixture
def town(two_municipalities: object) -> None:
    """The municipalities are there."""


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_a_shared_address_is_no_household() -> None:
    samira, els = samira_and_els()
    joost = add_resident("joost")
    works_with("els", [joost])
    for one in (samira, joost):
        add_address(els, one.pk, AddressKind.HOME, Place("Duinweg", "12", "", "Duinstad"), "wmo", NOON)
    assert rows_of(Membership) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_a_child_of_parents_apart_belongs_to_two_and_who_leaves_leaves_alone() -> None:
    samira, els = samira_and_els()
    noor, joost = add_resident("noor"), add_resident("joost")
    works_with("els", [noor, joost])
    hers = actions.start_household(els, samira.pk, "wmo", NOON, NOON - timedelta(days=300))
    his = actions.start_household(els, joost.pk, "wmo", NOON)
    for household in (hers, his):
        actions.join_household(els, noor.pk, household.pk, "wmo", NOON)
    assert members(hers) == {samira.pk, noor.pk}
    assert members(his) == {joost.pk, noor.pk}
    actions.leave_household(els, samira.pk, hers.pk, "wmo", NOON, NOON - timedelta(days=1))
    assert members(hers) == {noor.pk}
    assert members(hers, NOON - timedelta(days=2)) == {samira.pk}
    assert members(his) == {joost.pk, noor.pk}


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_nobody_belongs_to_one_household_twice_at_a_moment() -> None:
    samira, els = samira_and_els()
    home = actions.start_household(els, samira.pk, "wmo", NOON)
    assert "household" in refused(actions.join_household, els, samira.pk, home.pk, "wmo", NOON + timedelta(days=1))
    late = NOON + timedelta(days=1)
    assert "since" in refused(actions.start_household, els, samira.pk, "wmo", NOON, late)
    assert "at" in refused(actions.leave_household, els, samira.pk, home.pk, "wmo", NOON, late)
    assert len(rows_of(Membership)) == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_a_household_is_joined_only_by_who_knows_somebody_in_it() -> None:
    samira, els = samira_and_els()
    joost, karin = add_resident("joost"), add_resident("karin")
    home = actions.start_household(els, samira.pk, "wmo", NOON)
    ruben = works_with("ruben", [joost], "schuldhulp")
    for household in (home.pk, uuid4()):
        with pytest.raises(NotYoursError):
            actions.join_household(ruben, joost.pk, household, "schuldhulp", NOON)
    henk = works_with("henk", [karin])
    with pytest.raises(NotYoursError):
        actions.join_household(henk, karin.pk, home.pk, "wmo", NOON)
    with pytest.raises(NotYoursError):
        actions.leave_household(els, samira.pk, uuid4(), "wmo", NOON)
    assert members(home) == {samira.pk}


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_relations_have_a_kind_and_a_period_and_somebody_with_or_without_a_file() -> None:
    samira, els = samira_and_els()
    noor = add_resident("noor")
    with pytest.raises(NotYoursError):  # els does not know Noor: that she has a file is not told
        actions.relate(els, samira.pk, Bond.CHILD, "wmo", NOON, other=noor.pk)
    works_with("els", [noor])
    child = actions.relate(els, samira.pk, Bond.CHILD, "wmo", NOON, other=noor.pk)
    actions.relate(els, samira.pk, Bond.NEIGHBOUR, "wmo", NOON, other_name=" Buurvrouw  Ans ")
    assert {row.other_name for row in rows_of(Relation)} == {"", "Buurvrouw Ans"}
    assert refused(actions.relate, els, samira.pk, Bond.CHILD, "wmo", NOON, other=noor.pk) == {
        "bond": "Deze band staat er al."
    }
    for wrong in ({}, {"other": samira.pk}, {"other": noor.pk, "other_name": "Noor"}, {"other_name": "x" * 201}):
        refused(actions.relate, els, samira.pk, Bond.OTHER, "wmo", NOON, **wrong)
    actions.unrelate(els, samira.pk, child.pk, "wmo", NOON + timedelta(days=1))
    assert again(child).end == NOON + timedelta(days=1)
    with pytest.raises(NotYoursError):
        actions.unrelate(els, samira.pk, child.pk, "wmo", NOON + timedelta(days=2))
    actions.relate(els, samira.pk, Bond.CHILD, "wmo", NOON + timedelta(days=2), other=noor.pk)  # and it can begin again
    with pytest.raises(NotYoursError):
        actions.relate(at_work("ruben"), samira.pk, Bond.FRIEND, "schuldhulp", NOON, other_name="Ruben")


NAMES = ("samira", "noor", "joost")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("start"), st.sampled_from(NAMES), st.integers(0, 40)),
        st.tuples(st.just("join"), st.sampled_from(NAMES), st.integers(0, 3), st.integers(0, 40)),
        st.tuples(st.just("leave"), st.sampled_from(NAMES), st.integers(0, 3), st.integers(0, 40)),
    ),
    max_size=14,
)


class TestAnyHistory(TestCase):  # type: ignore[misc]
    def setUp(self) -> None:
        add_municipalities(registry.demo_municipalities())
        self.people = {name: add_resident(name) for name in NAMES}
        self.els = works_with("els", self.people.values())
        self.now, self.homes = NOON, list[Household]()

    @given(STEPS)
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_nobody_is_twice_in_one_household_and_nothing_is_lost(self, steps: list[tuple[Any, ...]]) -> None:
        for what, name, *rest in steps:
            self.now += timedelta(days=7)
            before = {row.pk: (row.start, row.end) for row in rows_of(Membership)}
            try:
                getattr(self, what)(self.people[name], *rest)
            except (ResidentRefusedError, NotYoursError):
                assert {row.pk: (row.start, row.end) for row in rows_of(Membership)} == before
            after = rows_of(Membership)
            assert before.keys() <= {row.pk for row in after}
            for row in after:  # what had ended stays as it was, and nobody but the one who left leaves
                start, end = before.get(row.pk, (row.start, row.end))
                assert row.start == start
                assert row.end == end or (what == "leave" and row.resident_id == self.people[name].pk)
            self.never_twice(after)

    def start(self, who: Any, days: int) -> None:
        self.homes.append(actions.start_household(self.els, who.pk, "wmo", self.now, self.ago(days)))

    def join(self, who: Any, which: int, days: int) -> None:
        actions.join_household(self.els, who.pk, self.home(which), "wmo", self.now, self.ago(days))

    def leave(self, who: Any, which: int, days: int) -> None:
        actions.leave_household(self.els, who.pk, self.home(which), "wmo", self.now, self.ago(days))

    def ago(self, days: int) -> datetime:
        return self.now - timedelta(days=days)

    def home(self, which: int) -> UUID:
        return self.homes[which].pk if which < len(self.homes) else uuid4()

    def never_twice(self, rows: list[Any]) -> None:
        by_place: dict[tuple[UUID, UUID], list[Any]] = {}
        for row in rows:
            by_place.setdefault((row.resident_id, row.household_id), []).append(row)
        for same in by_place.values():
            held = sorted((row for row in same if row.end > row.start), key=lambda row: row.start)
            assert all(one.end <= other.start for one, other in pairwise(held))
