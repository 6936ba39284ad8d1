"""Addresses, a briefadres, no fixed address, moving away and coming back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.people import living_actions as actions
from maatwerk.foundation.people.ages import start_of
from maatwerk.foundation.people.living_actions import Place
from maatwerk.foundation.people.models import Address
from maatwerk.foundation.people.refusing import NotYoursError
from maatwerk.foundation.people.residents import AddressKind, Residence
from tests.foundation.people.asking import again, at_work, refused, rows_of, samira_and_els, themselves
from tests.residents import NOON

pytestmark = pytest.mark.django_db

HOUSE = Place("Duinweg", "12", "1234ab", "Duinstad")
OTHER = Place("Kade", "3", "1234 CD", "Duinstad")


@pytest.fixture(autouse=True)
def _municipalities(two_municipalities: object) -> None:
    """There are two."""


def now_at(resident: object, at: object = NOON) -> list[tuple[str, str]]:
    """Kind and street of every address that holds."""
    rows = rows_of(Address, resident=resident, start__lte=at, end__gt=at)
    return sorted((row.kind, row.street) for row in rows)


def test_a_new_home_ends_the_one_before_and_keeps_it_told() -> None:
    samira, els = samira_and_els()
    first = actions.add_address(els, samira.pk, AddressKind.HOME, HOUSE, "wmo", NOON - timedelta(days=100))
    assert (first.postcode, first.category) == ("1234 AB", "contact")
    actions.add_address(els, samira.pk, AddressKind.HOME, OTHER, "wmo", NOON, since=date(2026, 11, 1))
    assert now_at(samira) == [("woonadres", "Kade")]
    assert again(first).end == start_of(date(2026, 11, 1))
    assert now_at(samira, NOON - timedelta(days=50)) == [("woonadres", "Duinweg")]
    assert again(samira).residence == Residence.FIXED


def test_somebody_has_a_home_or_without_one_a_briefadres() -> None:  # Wet BRP art. 2.23
    samira, els = samira_and_els()
    actions.add_address(els, samira.pk, AddressKind.HOME, HOUSE, "wmo", NOON - timedelta(days=9))
    actions.add_address(els, samira.pk, AddressKind.STAY, Place("Laan", "1", "", "Duinstad"), "wmo", NOON)
    actions.add_address(els, samira.pk, AddressKind.POSTAL, OTHER, "wmo", NOON)
    assert now_at(samira) == [("briefadres", "Kade"), ("verblijfadres", "Laan")]
    assert again(samira).residence == Residence.POSTAL
    actions.note_no_fixed_address(els, samira.pk, "wmo", NOON + timedelta(days=1))
    assert now_at(samira, NOON + timedelta(days=2)) == [("verblijfadres", "Laan")]
    assert again(samira).residence == Residence.NONE


def test_moving_away_ends_every_address_and_coming_back_is_possible() -> None:
    samira, els = samira_and_els()
    actions.add_address(els, samira.pk, AddressKind.HOME, HOUSE, "wmo", NOON - timedelta(days=9))
    actions.note_moved_away(els, samira.pk, date(2026, 11, 20), "wmo", NOON)
    assert now_at(samira) == []
    assert (again(samira).left_on, again(samira).residence) == (date(2026, 11, 20), Residence.UNKNOWN)
    actions.note_moved_back(els, samira.pk, "wmo", NOON)
    assert again(samira).left_on is None
    actions.note_moved_away(els, samira.pk, date(2026, 11, 21), "wmo", NOON)
    actions.add_address(els, samira.pk, AddressKind.HOME, OTHER, "wmo", NOON)
    assert (again(samira).left_on, again(samira).residence) == (None, Residence.FIXED)


def test_what_cannot_be_is_refused_by_its_field() -> None:
    samira, els = samira_and_els()
    assert refused(actions.add_address, els, samira.pk, AddressKind.HOME, Place(), "wmo", NOON) == {
        "street": "Vul een adres in."
    }
    long = Place("x" * 201, "1" * 21, "p" * 11, "t" * 101)
    assert set(refused(actions.add_address, els, samira.pk, AddressKind.HOME, long, "wmo", NOON)) == {
        "street", "number", "postcode", "town",
    }  # fmt: skip
    tomorrow = date(2026, 11, 23)
    assert "since" in refused(actions.add_address, els, samira.pk, AddressKind.HOME, HOUSE, "wmo", NOON, since=tomorrow)
    assert "left_on" in refused(actions.note_moved_away, els, samira.pk, tomorrow, "wmo", NOON)
    assert "left_on" in refused(actions.note_moved_away, els, samira.pk, date(1980, 1, 1), "wmo", NOON)
    assert rows_of(Address) == []


def test_a_secret_address_is_there_for_who_works_on_safety_and_for_nobody_else() -> None:
    samira, els = samira_and_els()
    actions.add_address(els, samira.pk, AddressKind.HOME, HOUSE, "wmo", NOON - timedelta(days=1), secret=True)
    [kept] = rows_of(Address)
    assert kept.category == "schuiladres"
    assert connections().gate.open_for(els, kept, "wmo", NOON).level is Level.NOTHING
    assert connections().gate.open_for(themselves(samira), kept, "inzage", NOON).allows


def test_who_is_not_involved_changes_no_address() -> None:
    samira, _els = samira_and_els()
    for change in (
        lambda: actions.add_address(at_work("ruben"), samira.pk, AddressKind.HOME, HOUSE, "schuldhulp", NOON),
        lambda: actions.note_no_fixed_address(at_work("ruben"), samira.pk, "schuldhulp", NOON),
        lambda: actions.note_moved_away(at_work("henk"), samira.pk, date(2026, 1, 1), "wmo", NOON),
        lambda: actions.note_moved_back(at_work("beheer"), samira.pk, "wmo", NOON),
        # Whoever has her telephone in hand is, to us, herself.
        lambda: actions.add_address(themselves(samira), samira.pk, AddressKind.HOME, HOUSE, "inzage", NOON),
        lambda: actions.note_no_fixed_address(themselves(samira), samira.pk, "inzage", NOON),
    ):
        with pytest.raises(NotYoursError):
            change()
    assert rows_of(Address) == []
