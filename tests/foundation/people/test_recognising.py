"""Residents who may be one person are noticed when something becomes known, within a municipality."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maatwerk.foundation.access.bsn import TaskPower
from maatwerk.foundation.people.connections import connected
from maatwerk.foundation.people.household_actions import start_household
from maatwerk.foundation.people.living_actions import Place, add_address
from maatwerk.foundation.people.models import Identifier, Resident
from maatwerk.foundation.people.names import Names
from maatwerk.foundation.people.recognising import likely_doubles
from maatwerk.foundation.people.resident_actions import add_resident, change_names, note_birth, record_bsn
from maatwerk.foundation.people.residents import AddressKind, WayKind
from maatwerk.foundation.people.way_actions import add_way
from tests.foundation.people.asking import at_work, rows_of, signed_with
from tests.residents import NOON, give_task, involve
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

BORN = date(1988, 4, 2)
SAMIRA = Names("Samira", "Samira", "", "Haddad")


@dataclass
class Heard:
    """Which doubts were told of."""

    pairs: list[tuple[frozenset[str], tuple[str, ...]]] = field(default_factory=list)

    def hear(self, municipality: str, one: str, other: str, why: Collection[str], now: datetime) -> None:
        assert municipality == "duinstad"
        self.pairs.append((frozenset({one, other}), tuple(why)))


@pytest.fixture
def heard(two_municipalities: object) -> Iterator[Heard]:
    listening = Heard()
    with connected(doubts=listening, bsn_power=TaskPower()):
        yield listening


def known(name: Names | None = None, born: date | None = None, who: str = "els") -> Resident:
    """Somebody whom this worker added and works with."""
    worker = add_worker(who)
    made = add_resident(at_work(who), "wmo", NOON, name, born)
    give_task(worker, "wmo", bsn_article="Wmo 2015 art. 5.2.9")
    involve(worker, made)
    return made


def test_the_same_name_and_birth_date_are_heard_of_whoever_added_them(heard: Heard) -> None:
    one, other = known(SAMIRA, BORN), known(Names("samira", "", "", "HADDAD"), BORN, "ruben")
    assert heard.pairs == [(frozenset({one.ref, other.ref}), ("zelfde_geboortedatum", "zelfde_naam"))]


def test_in_another_municipality_it_is_somebody_else(heard: Heard) -> None:
    known(SAMIRA, BORN, "henk")
    known(SAMIRA, BORN)
    assert heard.pairs == []


def test_what_becomes_known_later_is_compared_then(heard: Heard) -> None:
    els = at_work("els")
    one, other = known(SAMIRA, BORN), known()
    change_names(els, other.pk, SAMIRA, "wmo", NOON)
    assert heard.pairs == []  # a name alone is no doubt
    note_birth(els, other.pk, date(1988, 2, 4), "wmo", NOON)
    for each in (one, other):
        add_way(els, each.pk, WayKind.MAIL, "s@x.example", "wmo", NOON)
    for each in (one, other):
        add_address(els, each.pk, AddressKind.HOME, Place("Kade", "3", "1234 CD", "Duinstad"), "wmo", NOON)
    start_household(els, other.pk, "wmo", NOON)
    turned = ("geboortedag_en_maand_verwisseld", "zelfde_naam")
    assert heard.pairs[0][1] == turned
    assert heard.pairs[-1][1] == (*turned, "zelfde_mail", "zelfde_adres")


def test_a_secret_address_tells_nobody_that_somebody_else_lives_there(heard: Heard) -> None:
    els = at_work("els")
    for name in (SAMIRA, SAMIRA):
        one = known(name)
        add_address(els, one.pk, AddressKind.HOME, Place("Kade", "3", "1234 CD", "Duinstad"), "wmo", NOON, secret=True)
    assert heard.pairs == []


def test_one_bsn_on_two_is_never_refused_but_heard_also_after_the_key_was_changed(heard: Heard) -> None:
    els = at_work("els")
    one, other = known(SAMIRA, BORN), known(Names("Piet", "", "", "Jansen"))
    with signed_with("first"):
        record_bsn(els, one.pk, "111222333", "wmo", NOON)
    with signed_with("second", "first"):
        record_bsn(els, other.pk, "111222333", "wmo", NOON)
        assert heard.pairs == [(frozenset({one.ref, other.ref}), ("zelfde_bsn",))]
        assert [ref for ref, _why in likely_doubles(one, NOON)] == [other.ref]


def test_one_bsn_in_two_municipalities_is_kept_so_that_the_database_does_not_show_it(heard: Heard) -> None:
    for who in ("els", "henk"):
        record_bsn(at_work(who), known(who=who).pk, "111222333", "wmo", NOON)
    assert len({row.blind for row in rows_of(Identifier)}) == 2
    assert heard.pairs == []


def test_looking_takes_as_many_statements_for_many_as_for_one(heard: Heard) -> None:
    samira = known(SAMIRA, BORN)
    known(SAMIRA, BORN)

    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            likely_doubles(samira, NOON)
        return len(queries)

    few = statements()
    for _number in range(12):
        known(SAMIRA, BORN)
    assert statements() == few == 7
    assert len(likely_doubles(samira, NOON)) == 13
