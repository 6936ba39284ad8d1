"""How a resident may be reached: what keeps somebody safe wins over everything."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from maatwerk.foundation.people import way_actions as actions
from maatwerk.foundation.people.living_actions import Place, add_address
from maatwerk.foundation.people.models import SafeContact, Way
from maatwerk.foundation.people.reaching import NOWHERE, Reach, Situation, Usable, reach, reaches
from maatwerk.foundation.people.refusing import NotYoursError
from maatwerk.foundation.people.resident_actions import note_death
from maatwerk.foundation.people.residents import AddressKind, WayKind
from maatwerk.foundation.post.actions import send_notice
from maatwerk.foundation.post.models import Message
from maatwerk.foundation.worklist.models import Item
from tests.foundation.people.asking import again, at_work, refused, rows_of, samira_and_els, themselves, works_with
from tests.residents import NOON, add_resident
from tests.staff import add_worker

LETTER = "Samira Haddad\nDuinweg 12\n1234 AB Duinstad"
HOUSE = Place("Duinweg", "12", "1234 AB", "Duinstad")
MAIL, MOBILE = uuid4(), uuid4()


def ways(**changes: Any) -> tuple[Usable, ...]:
    fields = {"shared": False, "checked": True} | changes
    return (
        Usable(MAIL, WayKind.MAIL, "s@x.example", **fields),
        Usable(MOBILE, WayKind.MOBILE, "+31612345678", **fields),
        Usable(uuid4(), WayKind.PHONE, "+31101234567", **fields),
    )


ALL = Situation(ways(), letter=LETTER)


@pytest.mark.parametrize(
    ("situation", "where"),
    [
        (ALL, Reach("s@x.example", "+31612345678", LETTER)),
        (Situation(ways(shared=True), letter=LETTER), Reach(letter=LETTER)),
        (Situation(ways(checked=False), letter=LETTER), Reach(letter=LETTER)),
        (Situation(ways(), letter=LETTER, secret_address=True), Reach("s@x.example", "+31612345678")),
        (Situation(ways(), letter=LETTER, has_rule=True), NOWHERE),
        (Situation(ways(), letter=LETTER, has_rule=True, safe=MOBILE), Reach(text="+31612345678")),
        (Situation(ways(shared=True), has_rule=True, safe=MOBILE), NOWHERE),
        (Situation(ways(), letter=LETTER, dead=True), NOWHERE),
        (Situation(), NOWHERE),
    ],
)
def test_where_a_notice_may_go(situation: Situation, where: Reach) -> None:
    assert reach(situation) == where


_SITUATIONS = st.builds(
    Situation,
    ways=st.lists(
        st.builds(
            Usable, st.sampled_from([MAIL, MOBILE]), st.sampled_from(WayKind), st.sampled_from("ab"),
            st.booleans(), st.booleans(),
        )
    ).map(tuple),
    dead=st.booleans(), has_rule=st.booleans(), safe=st.sampled_from([None, MAIL, MOBILE]),
    secret_address=st.booleans(), letter=st.sampled_from(["", LETTER]),
)  # fmt: skip


@given(_SITUATIONS)
def test_nothing_goes_where_it_is_not_safe(situation: Situation) -> None:
    where = reach(situation)
    if situation.dead or (situation.has_rule and situation.safe is None):
        assert where == NOWHERE
    if situation.has_rule or situation.secret_address:
        assert where.letter == ""
    for value, kind in ((where.mail, WayKind.MAIL), (where.text, WayKind.MOBILE)):
        if value:
            good = [way for way in situation.ways if way.kind is kind and way.value == value]
            good = [way for way in good if way.checked and not way.shared]
            assert good
            assert not situation.has_rule or any(way.id == situation.safe for way in good)


@pytest.fixture
def town(two_municipalities: object) -> None:
    """The municipalities are there."""


def add(viewer: Any, resident: Any, kind: WayKind, value: str, checked: bool = True, **more: Any) -> Way:
    way = actions.add_way(viewer, resident.pk, kind, value, "wmo", NOON, **more)
    if checked:
        actions.check_way(viewer, resident.pk, way.pk, "wmo", NOON)
    return way


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_ways_are_kept_in_one_form_and_once() -> None:
    samira, els = samira_and_els()
    first = add(els, samira, WayKind.PHONE, "06 - 12 34 56 78", checked=False)
    assert (first.kind, first.value, first.checked_at) == (WayKind.MOBILE, "+31612345678", None)
    second = add(els, samira, WayKind.MOBILE, "0031612345678", shared=True)
    assert second.pk == first.pk
    assert again(first).shared
    assert again(first).checked_at == NOON
    assert add(els, samira, WayKind.MAIL, " Samira@Thuis.example ").value == "samira@thuis.example"


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        (WayKind.PHONE, "bel mij", "geen telefoonnummer"),
        (WayKind.MOBILE, "010 1234567", "geen mobiel nummer"),
        (WayKind.MAIL, "samira", "geen e-mailadres"),
        (WayKind.MAIL, "", "geen e-mailadres"),
        (WayKind.MAIL, f"{'x' * 250}@thuis.example", "geen e-mailadres"),
    ],
)
def test_what_is_no_way_is_refused(kind: WayKind, value: str, sentence: str) -> None:
    samira, els = samira_and_els()
    assert sentence in refused(actions.add_way, els, samira.pk, kind, value, "wmo", NOON)["value"]
    assert rows_of(Way) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_a_safe_contact_rule_wins_and_when_its_way_goes_nothing_is_safe() -> None:
    samira, els = samira_and_els()
    add(els, samira, WayKind.MAIL, "s@x.example")
    mobile = add(els, samira, WayKind.MOBILE, "0612345678")
    home = add(els, samira, WayKind.PHONE, "010 1234567", shared=True)
    faults = refused(actions.set_safe_contact, els, samira.pk, " ", "wmo", NOON, only_way=home.pk)
    assert set(faults) == {"instruction", "only_way"}
    actions.set_safe_contact(els, samira.pk, "Alleen sms, overdag.", "wmo", NOON, only_way=mobile.pk)
    assert reaches([samira.ref], NOON) == {samira.ref: Reach(text="+31612345678")}
    actions.remove_way(els, samira.pk, mobile.pk, "wmo", NOON)
    [rule] = rows_of(SafeContact)
    assert rule.only_way_id is None
    assert reaches([samira.ref], NOON) == {samira.ref: NOWHERE}
    actions.set_safe_contact(els, samira.pk, "Vraag Mia.", "wmo", NOON)  # at most one
    assert [each.instruction for each in rows_of(SafeContact)] == ["Vraag Mia."]
    actions.end_safe_contact(els, samira.pk, "wmo", NOON)
    assert reaches([samira.ref], NOON)[samira.ref].mail == "s@x.example"


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_ways_of_somebody_else_are_out_of_reach() -> None:
    samira, els = samira_and_els()
    joost = add_resident("joost")
    way = add(els, samira, WayKind.MAIL, "s@x.example", checked=False)
    works_with("els", [joost])
    for change in (
        lambda: actions.check_way(els, joost.pk, way.pk, "wmo", NOON),
        lambda: actions.remove_way(els, joost.pk, way.pk, "wmo", NOON),
        lambda: actions.share_way(themselves(joost), joost.pk, way.pk, True, "inzage", NOON),
        lambda: actions.set_safe_contact(els, joost.pk, "Sms.", "wmo", NOON, only_way=way.pk),
        lambda: actions.add_way(at_work("ruben"), samira.pk, WayKind.MAIL, "r@x.example", "schuldhulp", NOON),
        lambda: actions.end_safe_contact(at_work("henk"), samira.pk, "wmo", NOON),
        # Whoever has her telephone in hand is, to us, herself.
        lambda: actions.end_safe_contact(themselves(samira), samira.pk, "inzage", NOON),
        lambda: actions.set_safe_contact(themselves(samira), samira.pk, "Bel maar.", "inzage", NOON),
        lambda: actions.check_way(themselves(samira), samira.pk, way.pk, "inzage", NOON),
    ):
        with pytest.raises(NotYoursError):
            change()
    assert (again(way).checked_at, again(way).shared) == (None, False)


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_a_letter_goes_home_and_nowhere_while_any_address_is_secret() -> None:
    samira, els = samira_and_els()
    add_address(els, samira.pk, AddressKind.HOME, HOUSE, "wmo", NOON - timedelta(days=3))
    assert reaches([samira.ref], NOON)[samira.ref].letter == LETTER
    add_address(els, samira.pk, AddressKind.STAY, Place("Laan", "1", "", "Elders"), "wmo", NOON, secret=True)
    assert reaches([samira.ref], NOON)[samira.ref] == NOWHERE


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_many_are_looked_up_in_as_many_queries_as_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    everybody = [add_resident(name) for name in ("samira", "noor", "bilal", "joost", "wim")]
    els = works_with("els", everybody)
    for number, one in enumerate(everybody):
        add(els, one, WayKind.MAIL, f"{number}@x.example")
    for some in (everybody[:1], everybody):
        with django_assert_num_queries(4):
            found = reaches([each.ref for each in some] + ["worker:1", "resident:geen", "team:3"], NOON)
        assert len(found) == len(some)


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_a_notice_is_sent_to_a_resident_and_who_is_not_reached_is_visited_but_not_the_dead() -> None:
    samira, els = samira_and_els()
    wim = add_resident("wim")
    add_worker("pim")
    add(els, samira, WayKind.MAIL, "s@x.example")
    send_notice(samira.ref, "iets_nieuws", "duinstad", NOON)
    send_notice(wim.ref, "iets_nieuws", "duinstad", NOON)
    assert [(each.subject, each.address) for each in rows_of(Message)] == [(samira.ref, "s@x.example")]
    assert [each.subject for each in Item.objects.all()] == [wim.ref]
    note_death(els, samira.pk, date(2024, 5, 1), "wmo", NOON)  # before any day on which this test runs
    send_notice(samira.ref, "iets_nieuws", "duinstad", NOON)
    assert len(rows_of(Message)) == 1
    assert Item.objects.count() == 1
