"""Which looks at somebody they themselves may see, and who stands for them: nothing that puts somebody in danger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maatwerk.foundation.access.logs.queries import Look
from maatwerk.foundation.access.looks import looks_to_show, minute_of
from maatwerk.foundation.access.models import Emergency
from maatwerk.foundation.access.viewing import categories_for
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Representation, Resident
from maatwerk.foundation.people.residents import Scope, Standing
from tests.foundation.access.logs.book import a_read, look_at
from tests.foundation.access.looking import at_home, at_work
from tests.residents import NOON, add_resident, organisation_ref, owned, stand_for
from tests.staff import add_worker

pytestmark = pytest.mark.usefixtures("two_municipalities")

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LATER = NOON + timedelta(days=2)
HIDDEN = {"schuiladres", "melder", "geweld"}  # docs/decisions/0027: what stays hidden to keep somebody safe


@pytest.fixture
def samira(two_municipalities: object) -> Resident:
    return add_resident("samira")


def seen(
    resident: Resident,
    *categories: str,
    viewer: Viewer | str = "els",
    at: datetime = NOON,
    purpose: str = "wmo",
    **read: Any,
) -> None:
    """A line of the log, as the gate writes one."""
    who = at_work(viewer) if isinstance(viewer, str) else viewer
    look_at([a_read(resident.ref, categories=categories or ("zorg",), **read)], who, at, purpose)


def shown(viewer: Viewer, resident: Resident, now: datetime = LATER, **more: Any) -> list[Look]:
    return list(looks_to_show(viewer, resident.ref, now, **more).looks)


def an_emergency(samira: Resident, who: str = "ruben", **fields: Any) -> Emergency:
    worker = add_worker(who)
    row = {"who": f"worker:{worker.pk}", "by": f"worker:{worker.pk}", "start": NOON, "end": NOON + 4 * HOUR}
    with maintenance("keeping"):
        return Emergency.objects.create(
            **owned(samira.ref, organisation_ref(worker), "noodtoegang", "noodgeval"),
            **row | {"reason": "De deur ging niet open."} | fields,
        )


HELD_BACK = {"hidden_until": LATER + HOUR, "hidden_ground": "veiligheid", "hidden_by": "worker:1"}


def test_she_sees_who_looked_for_each_purpose_but_safety(samira: Resident) -> None:
    """Whoever looks along on her screen learns nothing, not even that somebody works on safety."""
    for number, purpose in enumerate(("wmo", "veiligheid", "schuldhulp", "toezicht", "rechten", "noodgeval")):
        seen(samira, "identiteit", purpose=purpose, at=NOON + number * HOUR)
    purposes = [each.purpose for each in shown(at_home(samira), samira)]
    assert purposes == ["noodgeval", "rechten", "toezicht", "schuldhulp", "wmo"]


def test_hidden_kinds_of_data_are_never_named_whatever_for(samira: Resident) -> None:
    seen(samira, *HIDDEN, "zorg")
    seen(samira, "geweld", at=NOON + HOUR)
    seen(samira, "schuiladres", at=NOON + HOUR, level=Level.NOTHING)
    assert [each.categories for each in shown(at_home(samira), samira)] == [("zorg",)]


def test_her_own_looks_come_along_when_she_asks_for_them(samira: Resident) -> None:
    seen(samira, viewer=at_home(samira), purpose="inzage")
    seen(samira)
    assert [each.purpose for each in shown(at_home(samira), samira)] == ["wmo"]
    assert {each.purpose for each in shown(at_home(samira), samira, own=True)} == {"wmo", "inzage"}


def test_a_look_in_an_emergency_that_is_shown_later_and_its_review_show_later(samira: Resident) -> None:
    """AVG art. 23 lid 1 onder i; until then no other line changes."""
    an_emergency(samira, **HELD_BACK)
    seen(samira, at=NOON - HOUR)
    seen(samira, viewer="ruben", purpose="noodgeval", at=NOON)
    seen(samira, viewer="ruben", purpose="noodgeval", at=NOON + 4 * HOUR - MINUTE)
    seen(samira, viewer="ruben", purpose="noodgeval", at=NOON + 5 * HOUR, level=Level.NOTHING)
    seen(samira, "noodtoegang", viewer="fatma", purpose="toezicht", at=NOON + 6 * HOUR)
    seen(samira, "noodtoegang", viewer="fatma", purpose="toezicht", at=NOON - 2 * HOUR)  # of an earlier one
    assert [each.at for each in shown(at_home(samira), samira)] == [NOON - HOUR, NOON - 2 * HOUR]
    assert len(shown(at_home(samira), samira, HELD_BACK["hidden_until"])) == 6  # type: ignore[arg-type]


def test_an_emergency_that_shows_stays_when_that_of_another_is_shown_later(samira: Resident) -> None:
    an_emergency(samira, **HELD_BACK)
    an_emergency(samira, "els")
    seen(samira, viewer="ruben", purpose="noodgeval", at=NOON + MINUTE)
    seen(samira, viewer="els", purpose="noodgeval", at=NOON + MINUTE)
    assert [each.viewer for each in shown(at_home(samira), samira)] == [at_work("els").ref]


def test_who_stands_for_her_in_money_sees_looks_at_money_and_neither_what_for_nor_anything_else(
    samira: Resident,
) -> None:
    """As the gate: an administrator (BW 1:441) may not know who works with her (`betrokkenheid` is care)."""
    joost = add_resident("joost")
    stand_for(samira, joost.ref, Standing.ADMINISTRATOR, Scope.MONEY)
    seen(samira, "identiteit", "geld", "zorg")
    seen(samira, "identiteit", "contact", at=NOON + HOUR)
    seen(samira, "zorg", "gezondheid", at=NOON + HOUR)
    seen(samira, "geld", purpose="noodgeval", at=NOON + HOUR)
    found = looks_to_show(at_home(joost), samira.ref, LATER)
    assert [each.categories for each in found.looks] == [("geld",)]
    assert found.purposes is False


def test_who_stands_for_her_in_care_sees_looks_at_care(samira: Resident) -> None:
    joost = add_resident("joost")
    stand_for(samira, joost.ref, Standing.MENTOR, Scope.CARE)
    seen(samira, "identiteit", "geld", "zorg", "justitie", "verhaal")
    seen(samira, "geld", at=NOON + HOUR, purpose="schuldhulp")
    seen(samira, "veilig_contact", at=NOON + HOUR)
    found = looks_to_show(at_home(joost), samira.ref, LATER)
    assert [set(each.categories) for each in found.looks] == [{"identiteit", "zorg"}]
    assert found.purposes is True


def test_who_stands_for_her_never_learns_that_she_looked_or_asked_something(samira: Resident) -> None:
    joost = add_resident("joost")
    stand_for(samira, joost.ref, Standing.CURATOR)
    seen(samira, viewer=at_home(samira), purpose="inzage")
    seen(samira, viewer=at_home(samira), purpose="vertegenwoordiging", level=Level.NOTHING)
    seen(samira, "identiteit", "rechtsverzoek", viewer="dirk", purpose="rechten")
    seen(samira, "rechtsverzoek", viewer="fatma", purpose="toezicht")
    seen(samira, "identiteit", viewer="els", purpose="veiligheid")
    for own in (False, True):
        assert shown(at_home(joost), samira, own=own) == []


def test_she_sees_that_he_looked_and_he_sees_his_own_looks_when_he_asks_for_them(samira: Resident) -> None:
    joost = add_resident("joost")
    stand_for(samira, joost.ref, Standing.CURATOR)
    seen(samira, viewer=at_home(joost), purpose="vertegenwoordiging")
    assert [each.viewer for each in shown(at_home(samira), samira, people=[joost.ref])] == [joost.ref]
    assert shown(at_home(joost), samira, people=[joost.ref]) == []
    assert [each.viewer for each in shown(at_home(joost), samira, own=True, people=[joost.ref])] == [joost.ref]


@pytest.mark.parametrize("suspended", [False, True])
def test_who_does_not_stand_for_her_any_more_sees_nothing(samira: Resident, suspended: bool) -> None:
    joost = add_resident("joost")
    row = stand_for(samira, joost.ref, Standing.CURATOR)
    seen(samira)
    assert len(shown(at_home(joost), samira)) == 1
    with maintenance("keeping"):
        Representation.objects.filter(pk=row.pk).update(**{"suspended_at" if suspended else "end": NOON})
    assert shown(at_home(joost), samira) == []
    assert shown(at_home(add_resident("wim")), samira) == []


@pytest.mark.parametrize(
    ("born", "theirs", "of_father"),
    [
        (date(2015, 1, 1), set(), {"zorg", "geld"}),  # 11: no file of one's own (Jeugdwet 7.3.8, 7.3.10)
        (date(2013, 1, 1), {"zorg", "geld"}, {"zorg", "geld"}),  # 13: both (Jeugdwet 7.3.11)
        (date(2010, 3, 3), {"zorg", "geld"}, {"geld"}),  # 16: alone (Jeugdwet 7.3.4), money until 18 (BW 1:253i)
        (date(2008, 1, 1), {"zorg", "geld"}, set()),  # 18
    ],
)
def test_by_age_a_child_sees_it_or_a_parent_or_both(
    two_municipalities: object, born: date, theirs: set[str], of_father: set[str]
) -> None:
    bilal, father = add_resident("bilal"), add_resident("joost")
    with maintenance("keeping"):
        Resident.objects.filter(pk=bilal.pk).update(born=born)
    stand_for(bilal, father.ref, Standing.PARENT)
    seen(bilal, "zorg", purpose="jeugdhulp")
    seen(bilal, "geld", at=NOON + HOUR, purpose="participatie")
    for viewer, expected in ((at_home(bilal), theirs), (at_home(father), of_father)):
        assert {each for look in shown(viewer, bilal) for each in look.categories} == expected


def test_a_parent_without_custody_sees_nothing(two_municipalities: object) -> None:
    """BW 1:377c: may ask a person, opens nothing."""
    bilal, father = add_resident("bilal"), add_resident("joost")
    stand_for(bilal, father.ref, Standing.PARENT_WITHOUT_CUSTODY)
    seen(bilal, "zorg", "geld")
    assert shown(at_home(father), bilal) == []


def parts(samira: Resident) -> list[list[Look]]:
    """Everything, one part after the other; no minute stands in two of them."""
    found: list[list[Look]] = []
    begin: int | None = None
    while begin is not None or not found:
        part = looks_to_show(at_home(samira), samira.ref, LATER, begin=begin)
        minutes = {minute_of(each.at) for looks in found for each in looks}
        assert not {minute_of(each.at) for each in part.looks} & minutes
        found.append(list(part.looks))
        begin = part.older
    return found


def test_parts_are_whole_minutes_with_every_look_once(samira: Resident) -> None:
    for number in range(90):
        seen(samira, at=NOON + number * timedelta(seconds=25))
    found = parts(samira)
    assert len(found) > 1
    assert all(found)
    everything = [each for part in found for each in part]
    assert len(everything) == len({each.place for each in everything}) == 90
    assert [each.at for each in everything] == sorted((each.at for each in everything), reverse=True)


def test_a_minute_in_which_very_much_was_looked_at_stays_in_one_part(samira: Resident) -> None:
    for number in range(130):
        seen(samira, at=NOON + number * timedelta(milliseconds=10))
    for number in range(50):
        seen(samira, at=NOON - HOUR - number * MINUTE)
    found = parts(samira)
    assert len(found) > 1
    assert len([each for each in found[0] if minute_of(each.at) == minute_of(NOON)]) == 130
    assert len({each.place for part in found for each in part}) == 180


def test_what_is_hidden_changes_nothing_of_the_parts(samira: Resident) -> None:
    for number in range(70):
        seen(samira, at=NOON + number * MINUTE)
    before = looks_to_show(at_home(samira), samira.ref, LATER)
    for number in range(70):
        seen(samira, "geweld", purpose="veiligheid", at=NOON + number * MINUTE)
        seen(samira, "schuiladres", "melder", at=NOON + number * MINUTE)
    after = looks_to_show(at_home(samira), samira.ref, LATER)
    assert [each.at for each in after.looks] == [each.at for each in before.looks]
    assert after.older == before.older


def test_queries_do_not_grow_with_looks_and_emergencies(
    samira: Resident, django_assert_max_num_queries: Callable[..., object]
) -> None:
    joost = add_resident("joost")
    stand_for(samira, joost.ref, Standing.CURATOR)
    seen(samira)
    for reader in (samira, joost):
        with CaptureQueriesContext(connection) as few:
            shown(at_home(reader), samira, people=[joost.ref])
        for number in range(20):
            seen(samira, at=NOON + number * MINUTE)
            an_emergency(samira, **HELD_BACK | {"start": NOON + number * MINUTE})
        with django_assert_max_num_queries(len(few)):
            assert shown(at_home(reader), samira, people=[joost.ref])


def test_what_somebody_could_read_is_what_the_policies_say(samira: Resident) -> None:
    """Custody of a child opens everything but what is hidden and how contact is safe (Jeugdwet 7.3.15, decision 0027);
    a code opens only what is light."""
    noor = add_resident("noor")
    stand_for(noor, samira.ref, Standing.PARENT)
    everything = categories_for(at_home(samira), samira.ref, "inzage", NOON)
    of_noor = categories_for(at_home(samira), noor.ref, "vertegenwoordiging", NOON)
    assert everything - of_noor == {"geweld", "schuiladres", "veilig_contact"}
    assert "melder" not in everything | of_noor
    assert categories_for(at_home(samira, "code"), samira.ref, "inzage", NOON) == {"digitaal", "voorkeur"}
    assert categories_for(at_home(noor), noor.ref, "inzage", NOON) == frozenset()
    assert categories_for(at_home(samira), add_resident("wim").ref, "vertegenwoordiging", NOON) == frozenset()
