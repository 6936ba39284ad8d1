"""The rules of standing for somebody, each with the article it comes from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.people.ages import birthday
from maatwerk.foundation.people.residents import Scope, Standing
from maatwerk.foundation.people.standing import (
    BY_LAW,
    CUSTODY,
    LEAVE_OF_RESIDENT,
    RULES,
    Decides,
    Objection,
    Person,
    decides,
    may_act,
    may_see,
    objections,
)

TODAY = date(2026, 11, 22)
MONEY, CARE = frozenset({Scope.MONEY}), frozenset({Scope.CARE})
EVERYTHING, NOTHING = MONEY | CARE, frozenset[Scope]()
ADULT, UNKNOWN = Person(date(1988, 4, 2)), Person(None)


def aged(years: int, days: int = 0) -> Person:
    """Somebody who became so old so many days ago."""
    return Person(date(2026 - years, 11, 22) - timedelta(days=days))


# Jeugdwet 7.3.4 and BW 7:447, 7:450 lid 2: below 12, from 12 to 16, from 16 on. BW 1:253i, 1:337: money until 18.
# Jeugdwet 7.3.10 jo. 7.3.8: one's own file from 12 on.
@pytest.mark.parametrize(
    ("person", "who_decides", "parents_see", "own_file"),
    [
        (aged(9), Decides.PARENTS, EVERYTHING, False),
        (aged(12, -1), Decides.PARENTS, EVERYTHING, False),
        (aged(12), Decides.TOGETHER, EVERYTHING, True),
        (aged(16, -1), Decides.TOGETHER, EVERYTHING, True),
        (aged(16), Decides.SELF, MONEY, True),
        (aged(18, -1), Decides.SELF, MONEY, True),
        (aged(18), Decides.SELF, NOTHING, True),
        (UNKNOWN, Decides.SELF, NOTHING, True),
    ],
)
def test_rights_pass_by_themselves_at_twelve_sixteen_and_eighteen(
    person: Person, who_decides: Decides, parents_see: frozenset[Scope], own_file: bool
) -> None:
    assert decides(person, TODAY) is who_decides
    for standing in CUSTODY:
        assert may_see(standing, Scope.BOTH, True, person, TODAY) == parents_see
        assert may_act(standing, Scope.BOTH, person, TODAY) == parents_see
    assert person.has_own_file(TODAY) is own_file


@given(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.integers(0, 12_000))
def test_what_parents_see_only_ever_becomes_less(born: date, days: int) -> None:
    before = may_see(Standing.PARENT, Scope.BOTH, True, Person(born), born + timedelta(days=days))
    after = may_see(Standing.PARENT, Scope.BOTH, True, Person(born), born + timedelta(days=days + 1))
    assert after <= before
    if after != before:  # and it changes on no other day than these
        assert born + timedelta(days=days + 1) in {birthday(born, 16), birthday(born, 18)}


@given(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.integers(0, 12_000))
def test_somebody_always_decides_and_a_youth_never_loses_what_they_have(born: date, days: int) -> None:
    order = [Decides.PARENTS, Decides.TOGETHER, Decides.SELF]
    yesterday, today = born + timedelta(days=days), born + timedelta(days=days + 1)
    person = Person(born)
    assert order.index(decides(person, today)) >= order.index(decides(person, yesterday))
    assert person.has_own_file(today) >= person.has_own_file(yesterday)
    # Who may not see their own file is a child, and then somebody with custody does.
    parents = may_see(Standing.PARENT, Scope.BOTH, True, person, today)
    assert person.has_own_file(today) or parents == EVERYTHING


def test_each_parent_with_custody_stands_alone_and_one_without_opens_nothing() -> None:
    noor = aged(9)
    assert objections(Standing.PARENT, Scope.BOTH, noor, TODAY) == []  # BW 1:251, 1:253a: also when they are apart
    assert objections(Standing.PARENT_WITHOUT_CUSTODY, Scope.BOTH, noor, TODAY, proof=False) == []  # BW 1:377c
    assert may_see(Standing.PARENT_WITHOUT_CUSTODY, Scope.BOTH, True, noor, TODAY) == NOTHING
    assert may_act(Standing.PARENT_WITHOUT_CUSTODY, Scope.BOTH, noor, TODAY) == NOTHING
    found = objections(Standing.PARENT_WITHOUT_CUSTODY, Scope.BOTH, noor, TODAY, looks=True)
    assert found == [Objection.OPENS_NOTHING]


@pytest.mark.parametrize(
    ("standing", "scope", "sees"),
    [
        (Standing.CURATOR, Scope.BOTH, EVERYTHING),  # BW 1:381
        (Standing.MENTOR, Scope.CARE, CARE),  # BW 1:453
        (Standing.ADMINISTRATOR, Scope.MONEY, MONEY),  # BW 1:441
        (Standing.DEBT_ADMINISTRATOR, Scope.MONEY, MONEY),  # Faillissementswet 316
    ],
)
def test_whom_a_court_appoints_stands_for_adults_and_for_nothing_else(
    standing: Standing, scope: Scope, sees: frozenset[Scope]
) -> None:
    assert objections(standing, scope, ADULT, TODAY) == []
    assert may_see(standing, scope, True, ADULT, TODAY) == may_act(standing, scope, ADULT, TODAY) == sees
    for other in set(Scope) - {scope}:
        assert objections(standing, other, ADULT, TODAY) == [Objection.SCOPE]
    assert objections(standing, scope, aged(17), TODAY) == [Objection.NOT_AN_ADULT]
    assert may_see(standing, scope, True, aged(17), TODAY) == NOTHING
    assert objections(standing, scope, ADULT, TODAY, proof=False) == [Objection.PROOF]


@pytest.mark.parametrize("standing", sorted(CUSTODY | {Standing.PARENT_WITHOUT_CUSTODY}))
def test_nobody_has_custody_of_an_adult_or_of_who_is_of_unknown_age(standing: Standing) -> None:
    for person in (ADULT, UNKNOWN):
        assert objections(standing, Scope.BOTH, person, TODAY) == [Objection.NOT_A_MINOR]


# Koppeltaal 2.0, matrix of RelatedPerson: who stands beside somebody looks along, and nobody of them acts for them.
@pytest.mark.parametrize("standing", sorted(LEAVE_OF_RESIDENT))
def test_who_stands_beside_somebody_looks_along_only_with_their_leave_and_never_acts(standing: Standing) -> None:
    assert {Standing.CARER, Standing.RELATIVE, Standing.BUDDY, Standing.CLIENT_SUPPORTER} == LEAVE_OF_RESIDENT
    assert may_see(standing, Scope.BOTH, False, ADULT, TODAY) == NOTHING
    assert may_see(standing, Scope.CARE, True, ADULT, TODAY) == CARE
    assert may_act(standing, Scope.BOTH, ADULT, TODAY) == NOTHING
    assert objections(standing, Scope.BOTH, ADULT, TODAY, proof=False, looks=True) == []
    assert objections(standing, Scope.BOTH, aged(11), TODAY, looks=True) == [Objection.TOO_YOUNG_TO_AGREE]
    assert RULES[standing].helps is (standing is Standing.CARER)


def test_nobody_hands_over_what_they_cannot_do_themselves() -> None:  # BW 3:63 lid 2
    young = [Objection.TOO_YOUNG_TO_AUTHORISE]
    assert objections(Standing.AUTHORISED, Scope.CARE, aged(15), TODAY) == young
    assert objections(Standing.AUTHORISED, Scope.CARE, aged(16), TODAY) == []
    assert objections(Standing.AUTHORISED, Scope.MONEY, aged(17), TODAY) == young
    assert objections(Standing.AUTHORISED, Scope.BOTH, aged(17), TODAY) == young
    assert objections(Standing.AUTHORISED, Scope.BOTH, aged(18), TODAY) == []
    assert objections(Standing.AUTHORISED, Scope.BOTH, UNKNOWN, TODAY) == []


@pytest.mark.parametrize("standing", list(Standing))
def test_nobody_stands_for_themselves_or_for_the_dead(standing: Standing) -> None:
    scope = min(RULES[standing].scopes, key=list(Scope).index)
    person = aged(9) if standing in CUSTODY | {Standing.PARENT_WITHOUT_CUSTODY} else ADULT
    assert objections(standing, scope, person, TODAY) == []
    assert objections(standing, scope, person, TODAY, oneself=True) == [Objection.ONESELF]
    dead = Person(person.born, TODAY)
    assert Objection.DEAD in objections(standing, scope, dead, TODAY)
    assert may_see(standing, scope, True, dead, TODAY) == may_act(standing, scope, dead, TODAY) == NOTHING
    tomorrow = Person(person.born, TODAY + timedelta(days=1))
    assert objections(standing, scope, tomorrow, TODAY) == []  # on the day before, they lived


def test_every_kind_of_standing_has_a_rule_with_its_law() -> None:
    assert set(RULES) == set(Standing)
    assert all(rule.law and rule.scopes for rule in RULES.values())
    assert not BY_LAW & LEAVE_OF_RESIDENT
    assert all(RULES[each].proof for each in BY_LAW | {Standing.AUTHORISED})
