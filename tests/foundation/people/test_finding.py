"""Finding a resident reveals nothing of whom one may not know."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.actions import add_municipalities
from maatwerk.foundation.people.finding import MOST_FOUND, find
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.names import Names
from maatwerk.foundation.people.resident_actions import add_resident as add
from maatwerk.foundation.people.resident_actions import change_names, record_bsn
from maatwerk.foundation.people.residents import WayKind
from maatwerk.foundation.people.way_actions import add_way
from maatwerk.site import registry
from tests.foundation.people.asking import at_work, samira_and_els, themselves, works_with
from tests.residents import NOON, add_resident, give_task, involve
from tests.staff import add_worker


@pytest.fixture
def town(two_municipalities: object) -> None:
    """The municipalities are there."""


def found(viewer: Viewer, text: str, purpose: str = "wmo") -> list[str]:
    return [seen.thing.called for seen in find(viewer, text, purpose, NOON) if seen.thing]


def asked(viewer: Viewer, text: str, purpose: str = "wmo") -> list[str]:
    """The statements that a search takes, without what was filled in."""
    find(viewer, text, purpose, NOON)  # what is read once in a process, is read
    with CaptureQueriesContext(connection) as queries:
        find(viewer, text, purpose, NOON)
    return [re.sub(r"'[^']*'|\b\d+\b", "?", each["sql"]) for each in queries.captured_queries]


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    "text",
    ["samira", "Haddad", "HADDAD, Samira", "sam had", "van Haddad", "2-4-1988", "samira 2 april 1988", "06 12345678",
     "Samira@thuis.example", "haddad 0612345678 2-4-1988"],
)  # fmt: skip
def test_who_is_known_is_found_by_what_people_type(text: str) -> None:
    samira, els = samira_and_els()
    change_names(els, samira.pk, Names("Samira", "Samira", "", "Haddad"), "wmo", NOON)
    add_way(els, samira.pk, WayKind.MOBILE, "0612345678", "wmo", NOON)
    add_way(els, samira.pk, WayKind.MAIL, "samira@thuis.example", "wmo", NOON)
    assert found(els, text) == ["Samira"]


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    "text", ["joost", "samira 3-4-1988", "samira 0699999999", "", "?", "%", "_", "111222333", "amira"]
)
def test_what_does_not_fit_is_not_found(text: str) -> None:
    _samira, els = samira_and_els()
    add_resident("joost")  # known to the organisation, but els does not work with him
    assert found(els, text) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_not_there_and_not_yours_are_one_answer_by_the_same_statements() -> None:
    samira, els = samira_and_els()
    add_resident("karin")
    add_way(els, samira.pk, WayKind.MOBILE, "0612345678", "wmo", NOON)
    give_task(add_worker("els"), "wmo", bsn_article="Wmo 2015 art. 5.2.9")
    record_bsn(els, samira.pk, "111222333", "wmo", NOON)
    joost = add_resident("joost")
    ruben = works_with("ruben", [joost], "schuldhulp")
    give_task(add_worker("ruben"), "schuldhulp", bsn_article="Wgs art. 8a")
    for there, nowhere in (
        ("samira", "zzzzzz"),
        ("2-4-1988", "3-4-1988"),
        ("06 12345678", "06 99999999"),
        ("111222333", "999990019"),
        ("karin", "zzzzz"),
        ("samira 2-4-1988 0612345678", "zzzzzz 3-4-1988 0699999999"),
    ):
        assert find(ruben, there, "schuldhulp", NOON) == find(ruben, nowhere, "schuldhulp", NOON) == []
        statements = asked(ruben, there, "schuldhulp")
        assert statements == asked(ruben, nowhere, "schuldhulp")
        assert any("people_" in each for each in statements)  # and it did look


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_nobody_finds_by_a_number_they_may_not_see_whom_they_may_know() -> None:
    """Ruben works with Samira too, but her telephone number is in the keeping of the wijkteam."""
    samira, els = samira_and_els()
    add_way(els, samira.pk, WayKind.MOBILE, "0612345678", "wmo", NOON)
    ruben = works_with("ruben", [samira], "schuldhulp")
    assert found(ruben, "samira", "schuldhulp") == ["Samira"]
    assert found(ruben, "samira 0612345678", "schuldhulp") == []


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_a_bsn_finds_only_for_who_has_the_power_for_that_purpose() -> None:
    samira, els = samira_and_els()
    task = give_task(add_worker("els"), "wmo", bsn_article="Wmo 2015 art. 5.2.9")
    record_bsn(els, samira.pk, "111222333", "wmo", NOON)
    assert found(els, "1112.22.333") == ["Samira"]
    assert found(els, "999990019") == []
    task.end = NOON
    task.save()
    assert found(els, "111222333") == []


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_residents_and_who_only_keeps_pages_find_nobody() -> None:
    samira, _els = samira_and_els()
    joost = add_resident("joost")
    for viewer, purpose in (
        (themselves(joost), "inzage"),
        (at_work("beheer"), "wmo"),
        (at_work("dirk"), "gegevensbeheer"),
        (at_work("tessa"), "toezicht"),
        (at_work("henk"), "wmo"),
    ):
        assert found(viewer, "samira", purpose) == []
    assert found(themselves(samira), "samira", "inzage") == ["Samira"]


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_at_most_so_many_are_shown_and_the_statements_do_not_grow_with_them() -> None:
    els = works_with("els", [])
    first = [add(els, "wmo", NOON, Names("Ans", "Ans", "", f"Aa{letter}")) for letter in "ab"]
    for one in first:
        involve(add_worker("els"), one)
    few = len(asked(els, "ans"))
    for number in range(MOST_FOUND + 5):
        involve(add_worker("els"), add(els, "wmo", NOON, Names("Ans", "Ans", "", f"Zz{chr(97 + number % 26)}x")))
    assert len(found(els, "ans")) == MOST_FOUND
    assert len(asked(els, "ans")) == few


class TestWhoeverSearches(TestCase):  # type: ignore[misc]
    """Whatever is typed, nobody is found with whom the one who types does not work."""

    def setUp(self) -> None:
        add_municipalities(registry.demo_municipalities())
        self.samira, self.els = samira_and_els()
        for name in ("joost", "wim", "rosa", "karin", "noor"):
            add_resident(name)

    @given(st.text(max_size=30) | st.sampled_from(["haddad", "h", "12-12-1991", "rosa vermeer", "' OR 1=1 --", "%"]))
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_only_whom_one_works_with_is_found(self, text: str) -> None:
        assert {seen.owner.subject for seen in find(self.els, text, "wmo", NOON)} <= {self.samira.ref}


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_the_dead_and_who_moved_away_are_still_found() -> None:
    samira, els = samira_and_els()
    with maintenance("keeping"):
        Resident.objects.filter(pk=samira.pk).update(died_on=date(2026, 1, 1), left_on=date(2025, 1, 1))
    assert found(els, "samira") == ["Samira"]
