"""Whatever anybody does, in whatever order: an item is always somebody's, what is done has a word, and the history has
one line for each change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from maatwerk.foundation.people.actions import add_municipalities
from maatwerk.foundation.worklist import actions, queries
from maatwerk.foundation.worklist.connections import connected
from maatwerk.foundation.worklist.models import Handling, Item
from maatwerk.foundation.worklist.rules import sees
from maatwerk.site import registry
from tests.foundation.worklist.work import NOON, Requests, member, team_of

NAMES = ("els", "ruben", "beheer", "henk")
SUBJECTS = ("verzoek:1", "verzoek:2")
WORDS = ("afgehandeld", "niet_nodig", "goedgekeurd", "")

WHO, WHOM = st.sampled_from(NAMES), st.sampled_from(NAMES) | st.none()
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from(SUBJECTS), WHOM, WHOM, WHOM),
        st.tuples(st.just("take"), st.integers(0, 3), WHO),
        st.tuples(st.just("give"), st.integers(0, 3), WHO, WHOM, WHOM),
        st.tuples(st.just("finish"), st.integers(0, 3), WHO, st.sampled_from(WORDS)),
        st.tuples(st.just("withdraw"), st.sampled_from(SUBJECTS)),
        st.tuples(st.just("escalate")),
    ),
    max_size=15,
)


class TestAnySequence(TestCase):  # type: ignore[misc]
    def setUp(self) -> None:
        add_municipalities(registry.demo_municipalities())
        self.people = {name: member(name) for name in NAMES}
        self.teams = {name: team_of(name).pk for name in NAMES} | {None: None}
        self.now = NOON

    @given(STEPS)
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_the_invariants_hold(self, steps: list[tuple[Any, ...]]) -> None:
        with connected(verzoek=Requests()):
            for step in steps:
                before = {item["id"]: item for item in Item.objects.values()}
                lines = Handling.objects.count()
                self.now += timedelta(days=3)
                try:
                    getattr(self, step[0])(*step[1:])
                except actions.WorkRefusedError:
                    assert {item["id"]: item for item in Item.objects.values()} == before
                self.look(before, lines)

    def look(self, before: dict[Any, Any], lines: int) -> None:
        after = {item["id"]: item for item in Item.objects.values()}
        changed = [id_ for id_, item in after.items() if item != before.get(id_)]
        assert Handling.objects.count() == lines + len(changed), "one line for each change"
        for item in Item.objects.select_related("municipality", "owner__organisation", "team__organisation"):
            assert item.owner or item.team
            assert bool(item.done_at) is bool(item.outcome)
            for has in (item.owner, item.team):
                assert has is None or has.organisation.municipality_id == item.municipality_id
            last = queries.history(item)[-1]
            assert (last.owner_id, last.team_id) == (item.owner_id, item.team_id)
            assert (last.what == "done") is bool(item.done_at)
            for person in self.people.values():
                assert (queries.item_for(person, item.pk) is not None) is sees(person, item.place)
        opened = [(item["kind"], item["subject"]) for item in after.values() if item["done_at"] is None]
        assert len(opened) == len(set(opened))

    def one(self, place: int) -> Item:
        items = list(Item.objects.order_by("pk"))
        if not items:
            raise actions.NotYoursError
        return items[place % len(items)]

    def add(self, subject: str, owner: str | None, team: str | None, to: str | None) -> None:
        actions.add_item(
            "verzoek",
            subject,
            "duinstad",
            self.now,
            owner=self.people[owner].id if owner else None,
            team=self.teams[team],
            escalates_to=self.teams[to],
        )

    def take(self, place: int, who: str) -> None:
        actions.take(self.one(place).pk, self.people[who], self.now)

    def give(self, place: int, who: str, owner: str | None, team: str | None) -> None:
        to = self.people[owner].id if owner else None
        actions.give(self.one(place).pk, self.people[who], self.now, owner=to, team=self.teams[team])

    def finish(self, place: int, who: str, word: str) -> None:
        actions.finish(self.one(place).pk, word, self.people[who], self.now)

    def withdraw(self, subject: str) -> None:
        actions.settle("verzoek", subject, "duinstad", self.now)

    def escalate(self) -> None:
        actions.escalate_overdue(self.now)


pytestmark = pytest.mark.django_db
