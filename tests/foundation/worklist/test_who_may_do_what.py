"""Only the owner, the team and whom a late item was passed on to may know of it, and do something with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.people.models import Municipality
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.worklist import actions, queries
from maatwerk.foundation.worklist.models import Handling, Item
from maatwerk.foundation.worklist.rules import Act, Place, acts, sees
from tests.foundation.worklist.work import NOON, add_teammate, an_item, team_of
from tests.staff import add_worker

ALL, OWNED, GIVE, NOTHING = {*Act}, {Act.GIVE, Act.FINISH}, {Act.GIVE}, set[Act]()

# The item → what each of the cast may do. "els" and her teammate "ali" work in team noord of the wijkteam, "ruben" for
# another organisation, "beheer" is an administrator, and "henk" has every role in another municipality.
TABLE: dict[str, tuple[Callable[[], Item], dict[str, set[Act]]]] = {
    "waits for the team": (
        an_item,
        {"els": ALL, "ali": ALL, "ruben": NOTHING, "beheer": NOTHING, "eva": NOTHING, "henk": NOTHING},
    ),
    "taken by els": (
        lambda: an_item(owner=add_worker("els")),
        {"els": OWNED, "ali": OWNED, "ruben": NOTHING, "beheer": NOTHING, "henk": NOTHING},
    ),
    "of ruben alone": (
        lambda: an_item(owner=add_worker("ruben"), team=None),
        {"els": NOTHING, "ali": NOTHING, "ruben": OWNED, "beheer": NOTHING, "henk": NOTHING},
    ),
    "would be passed on to ruben's team, but is not late": (
        lambda: an_item(escalates_to=team_of("ruben")),
        {"els": ALL, "ruben": NOTHING, "beheer": NOTHING},
    ),
    "late, passed on to ruben's team": (
        lambda: an_item(escalates_to=team_of("ruben"), escalated_at=NOON),
        {"els": ALL, "ruben": ALL, "beheer": NOTHING, "pim": NOTHING, "henk": NOTHING},
    ),
    "late, passed on to the administrators": (
        lambda: an_item(escalated_at=NOON),
        {"els": ALL, "ruben": NOTHING, "beheer": GIVE, "eva": NOTHING, "pim": NOTHING, "henk": NOTHING},
    ),
    "done": (
        lambda: an_item(owner=add_worker("els"), done_at=NOON, outcome="afgehandeld"),
        {"els": NOTHING, "ali": NOTHING, "ruben": NOTHING, "beheer": NOTHING, "henk": NOTHING},
    ),
    "of another municipality, with the ids of here": (
        lambda: an_item(municipality=Municipality.objects.get(slug="veenrode"), owner=add_worker("els")),
        {"els": NOTHING, "ali": NOTHING, "ruben": NOTHING, "beheer": NOTHING, "henk": NOTHING},
    ),
}


def do(act: Act, id_: UUID, me: StaffMember) -> None:
    match act:
        case Act.TAKE:
            actions.take(id_, me, NOON)
        case Act.GIVE:
            actions.give(id_, me, NOON, team=team_of("pim").pk)
        case Act.FINISH:
            actions.finish(id_, "afgehandeld", me, NOON)


@pytest.mark.parametrize("case", TABLE)
def test_who_may_do_what(cast: dict[str, StaffMember], case: str) -> None:
    made, wanted = TABLE[case]
    ali = colleague(add_teammate().pk, "duinstad")
    assert ali
    item = made()
    as_it_was = Item.objects.filter(pk=item.pk).values().get()
    for name, may in wanted.items():
        me = {**cast, "ali": ali}[name]
        assert acts(me, item.place) == may, name
        for act in Act:
            lines = Handling.objects.count()
            if act in may:
                do(act, item.pk, me)
                assert Handling.objects.count() == lines + 1
                Item.objects.filter(pk=item.pk).update(**as_it_was)
            elif act is Act.TAKE and may and item.owner_id == me.id:
                do(act, item.pk, me)  # they have it already: nothing happens
                assert Handling.objects.count() == lines
            else:
                with pytest.raises(actions.WorkRefusedError):
                    do(act, item.pk, me)
                assert Handling.objects.count() == lines
                assert Item.objects.filter(pk=item.pk).values().get() == as_it_was


@pytest.mark.django_db
def test_an_item_that_is_not_there_is_refused_like_one_of_others(cast: dict[str, StaffMember]) -> None:
    for act in Act:
        with pytest.raises(actions.NotYoursError):
            do(act, uuid4(), cast["els"])


IDS = st.sampled_from([1, 2, 3])
MAYBE = st.none() | IDS


@given(
    me=st.builds(
        StaffMember,
        id=IDS,
        name=st.just("x"),
        organisation=st.just(1),
        organisation_name=st.just("x"),
        municipality=st.sampled_from(["a", "b"]),
        teams=st.frozensets(IDS),
        roles=st.frozensets(st.sampled_from(Role)),
    ),
    place=st.builds(
        Place,
        municipality=st.sampled_from(["a", "b"]),
        owner=MAYBE,
        team=MAYBE,
        escalates_to=MAYBE,
        escalated=st.booleans(),
        done=st.booleans(),
    ),
)
def test_nobody_may_do_anything_with_what_they_may_not_see(me: StaffMember, place: Place) -> None:
    may = acts(me, place)
    assert not may or sees(me, place)
    assert not (place.done and may)
    assert me.municipality == place.municipality or not sees(me, place)
    assert Act.TAKE not in may or place.owner is None
    assert sees(me, place) <= sees(me, replace(place, escalated=True)), "being late hides nothing"


@pytest.mark.django_db
def test_the_rows_that_are_read_are_those_that_the_rule_shows(cast: dict[str, StaffMember]) -> None:
    """`queries.item_for` and the three lists say the same as `rules.sees`, for every item and everybody."""
    towns = {slug: Municipality.objects.get(slug=slug) for slug in ("duinstad", "veenrode")}
    workers = [None, *map(add_worker, ("els", "ruben", "henk"))]
    teams = [None, *map(team_of, ("els", "ruben", "henk"))]
    items = [
        an_item(f"verzoek:{n}", municipality=towns[town], owner=owner, team=team, escalates_to=to, escalated_at=late)
        for n, (town, owner, team, to, late) in enumerate(
            (town, owner, team, to, late)
            for town in towns
            for owner in workers
            for team in teams
            if owner or team
            for to in teams
            for late in (None, NOON)
        )
    ]
    for me in cast.values():
        seen = {item.pk for item in items if sees(me, item.place)}
        assert {item.pk for item in items if queries.item_for(me, item.pk)} == seen
        lists = [read(me, most=1000).items for read in (queries.my_items, queries.team_items, queries.escalated_items)]
        listed = [item.pk for page in lists for item in page]
        assert len(listed) == len(set(listed)), "an item stands in one list"
        assert set(listed) == seen
