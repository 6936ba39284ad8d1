"""Registering who stands for a resident, ending it, suspending it at once, and disagreeing on record."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people import standing_actions as actions
from maatwerk.foundation.people.models import Disagreement, Representation, Resident
from maatwerk.foundation.people.refusing import NotYoursError
from maatwerk.foundation.people.resident_actions import note_death
from maatwerk.foundation.people.residents import Scope, Standing
from maatwerk.foundation.people.standing_actions import Stands
from tests.foundation.people.asking import (
    again,
    at_work,
    moment,
    refused,
    rows_of,
    samira_and_els,
    themselves,
    works_with,
)
from tests.residents import NOON, add_resident, stand_for

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)
PAPER = "beschikking rechtbank, gezien op papier"


@pytest.fixture(autouse=True)
def _municipalities(two_municipalities: object) -> None:
    """There are two."""


def sees(viewer: Viewer, thing: Any, now: datetime) -> bool:
    """Whether the gate lets somebody who stands for a resident see who they are."""
    return connections().gate.open_for(viewer, thing, "vertegenwoordiging", now).level is Level.WHAT


def authorised(samira: Resident, els: Viewer) -> tuple[Resident, Representation]:
    joost = add_resident("joost")
    stands = Stands(Standing.AUTHORISED, "Joost Haddad", Scope.BOTH, joost.ref, PAPER)
    return joost, actions.register(els, samira.pk, stands, "wmo", NOON)


def test_somebody_authorised_stands_for_a_resident_from_that_moment_until_it_ends() -> None:
    samira, els = samira_and_els()
    joost, made = authorised(samira, els)
    assert (made.proof_seen_by, made.looks, made.category) == (els.ref, True, "vertegenwoordiging")
    assert not sees(themselves(joost), samira, NOON - timedelta(seconds=1))
    assert sees(themselves(joost), samira, NOON)
    actions.end(themselves(samira), samira.pk, made.pk, "inzage", LATER)  # she began it, and ends it
    assert not sees(themselves(joost), samira, LATER)
    assert len(rows_of(Representation)) == 1


def test_what_the_rules_refuse_is_refused_in_words() -> None:
    samira, els = samira_and_els()
    wrong = Stands(Standing.MENTOR, " ", Scope.MONEY, samira.ref)
    assert refused(actions.register, els, samira.pk, wrong, "wmo", NOON) == {
        "name": "Vul een naam in.",
        "who": "Niemand kan zichzelf vertegenwoordigen.",
        "scope": "Hiervoor kan deze persoon niet optreden. Kies geld, zorg of beide.",
        "proof": "Schrijf op welk bewijs u heeft gezien, zoals een beschikking.",
    }
    parent = Stands(Standing.PARENT, "Moeder", proof=PAPER)
    assert "jonger is dan 18" in refused(actions.register, els, samira.pk, parent, "wmo", NOON)["standing"]
    relative = Stands(Standing.RELATIVE, "x" * 201, proof="p" * 301)
    faults = refused(
        actions.register, els, samira.pk, relative, "wmo", NOON, since=LATER, until=NOON - timedelta(days=1)
    )
    assert set(faults) == {"name", "proof", "since", "until"}
    assert rows_of(Representation) == []


def test_the_same_person_does_not_stand_twice_in_one_way() -> None:
    samira, els = samira_and_els()
    joost, _made = authorised(samira, els)
    stands = Stands(Standing.AUTHORISED, "Joost", Scope.CARE, joost.ref, PAPER)
    assert refused(actions.register, els, samira.pk, stands, "wmo", LATER) == {"who": "Deze persoon staat er al."}
    actions.register(els, samira.pk, Stands(Standing.RELATIVE, "Joost", who=joost.ref), "wmo", LATER)


def test_only_who_saw_the_proof_at_work_registers_and_only_for_whom_they_work_with() -> None:
    samira, _els = samira_and_els()
    joost = add_resident("joost")
    stands = Stands(Standing.AUTHORISED, "Joost", who=joost.ref, proof=PAPER)
    for viewer, purpose in (
        (themselves(samira), "inzage"),
        (themselves(joost), "vertegenwoordiging"),
        (at_work("ruben"), "wmo"),
        (at_work("henk"), "wmo"),
        (at_work("beheer"), "wmo"),
    ):
        with pytest.raises(NotYoursError):
            actions.register(viewer, samira.pk, stands, purpose, NOON)
    assert rows_of(Representation) == []


def test_whom_a_court_appointed_is_not_sent_away_by_the_resident() -> None:
    samira, els = samira_and_els()
    stands = Stands(Standing.MENTOR, "Mentor", Scope.CARE, "worker:99", PAPER)
    mentor = actions.register(els, samira.pk, stands, "wmo", NOON)
    with pytest.raises(NotYoursError):
        actions.end(themselves(samira), samira.pk, mentor.pk, "inzage", LATER)
    faults = refused(actions.let_look, themselves(samira), samira.pk, mentor.pk, False, "inzage", LATER)
    assert set(faults) == {"looks"}
    actions.end(els, samira.pk, mentor.pk, "wmo", LATER)
    with pytest.raises(NotYoursError):  # it has ended: there is nothing to end
        actions.end(els, samira.pk, mentor.pk, "wmo", LATER + timedelta(hours=1))


def test_suspended_opens_nothing_at_the_very_next_question_and_lifted_begins_anew() -> None:
    samira, els = samira_and_els()
    joost, made = authorised(samira, els)
    assert "why" in refused(actions.suspend, els, samira.pk, made.pk, "  ", "wmo", NOON)
    assert refused(actions.lift, els, samira.pk, made.pk, "wmo", NOON) == {"representation": "Dit is niet stopgezet."}
    with pytest.raises(NotYoursError):
        actions.suspend(themselves(samira), samira.pk, made.pk, "ruzie", "inzage", LATER)
    actions.suspend(els, samira.pk, made.pk, "Zij durft niet meer te praten.", "wmo", LATER)
    assert sees(themselves(joost), samira, LATER - timedelta(microseconds=1))
    assert not sees(themselves(joost), samira, LATER)
    assert "representation" in refused(actions.suspend, els, samira.pk, made.pk, "nog eens", "wmo", LATER)
    lifted = LATER + timedelta(days=2)
    anew = actions.lift(els, samira.pk, made.pk, "wmo", lifted)
    assert not sees(themselves(joost), samira, lifted - timedelta(microseconds=1))
    assert sees(themselves(joost), samira, lifted)
    assert not sees(themselves(joost), samira, LATER)  # what held then can still be told
    old = again(made)
    assert (old.end, old.suspended_by, old.suspended_why) == (lifted, els.ref, "Zij durft niet meer te praten.")
    assert (anew.suspended_at, anew.suspended_why, anew.who) == (None, "", joost.ref)


def test_the_resident_says_who_looks_along_and_stops_it_when_they_like() -> None:
    samira, els = samira_and_els()
    joost = add_resident("joost")
    buddy = actions.register(els, samira.pk, Stands(Standing.BUDDY, "Joost", who=joost.ref), "wmo", NOON)
    assert not sees(themselves(joost), samira, NOON)
    looking = actions.let_look(themselves(samira), samira.pk, buddy.pk, True, "inzage", LATER)
    assert sees(themselves(joost), samira, LATER)
    assert actions.let_look(themselves(samira), samira.pk, looking.pk, True, "inzage", LATER).pk == looking.pk
    with pytest.raises(NotYoursError):
        actions.let_look(themselves(joost), samira.pk, looking.pk, True, "vertegenwoordiging", LATER)
    stopped = LATER + timedelta(hours=1)
    actions.let_look(themselves(samira), samira.pk, looking.pk, False, "inzage", stopped)
    assert not sees(themselves(joost), samira, stopped)
    assert sees(themselves(joost), samira, stopped - timedelta(microseconds=1))


def test_a_suspended_buddy_does_not_come_back_by_being_let_in() -> None:
    samira, els = samira_and_els()
    joost = add_resident("joost")
    buddy = actions.register(els, samira.pk, Stands(Standing.BUDDY, "Joost", who=joost.ref), "wmo", NOON)
    actions.suspend(els, samira.pk, buddy.pk, "Er zijn zorgen.", "wmo", NOON)
    actions.let_look(themselves(samira), samira.pk, buddy.pk, True, "inzage", LATER)
    assert not sees(themselves(joost), samira, LATER)


def test_a_child_younger_than_twelve_lets_nobody_look_along() -> None:
    noor = add_resident("noor")
    els = works_with("els", [noor])
    relative = Stands(Standing.RELATIVE, "Oma", looks=True)
    assert "12" in refused(actions.register, els, noor.pk, relative, "wmo", NOON)["looks"]
    oma = actions.register(els, noor.pk, Stands(Standing.RELATIVE, "Oma"), "wmo", NOON)
    assert "looks" in refused(actions.let_look, els, noor.pk, oma.pk, True, "wmo", NOON)


def test_a_mother_stops_seeing_at_midnight_of_the_sixteenth_birthday_and_money_at_that_of_the_eighteenth() -> None:
    noor, samira = add_resident("noor"), add_resident("samira")  # Noor was born on 1 June 2017
    works_with("els", [noor])
    stand_for(noor, samira.ref, Standing.PARENT)
    mother = themselves(samira)
    assert sees(mother, noor, moment("2033-05-31 23:59"))
    # Who she is counts as money matters too, so that stays until eighteen.
    assert sees(mother, noor, moment("2033-06-01 00:00"))
    assert sees(mother, noor, moment("2035-05-31 23:59"))
    assert not sees(mother, noor, moment("2035-06-01 00:00"))


def test_both_say_in_their_own_words_what_they_think_and_nobody_speaks_for_another() -> None:
    samira, els = samira_and_els()
    joost, made = authorised(samira, els)
    mine = actions.disagree(themselves(samira), samira.pk, made.pk, "Ik wil niet verhuizen.", "inzage", LATER)
    his = actions.disagree(themselves(joost), samira.pk, made.pk, "Verhuizen is beter.", "vertegenwoordiging", LATER)
    hers = actions.disagree(els, samira.pk, made.pk, "Zij zei het nog eens.", "wmo", LATER, said_by=samira.ref)
    assert [each.said_by for each in (mine, his, hers)] == [samira.ref, joost.ref, samira.ref]
    for viewer, purpose, said_by in (
        (themselves(samira), "inzage", joost.ref),
        (themselves(joost), "vertegenwoordiging", samira.ref),
        (els, "wmo", els.ref),
    ):
        faults = refused(actions.disagree, viewer, samira.pk, made.pk, "woorden", purpose, LATER, said_by=said_by)
        assert set(faults) == {"said_by"}
    assert "words" in refused(actions.disagree, themselves(samira), samira.pk, made.pk, " ", "inzage", LATER)
    bilal = add_resident("bilal")
    with pytest.raises(NotYoursError):
        actions.disagree(themselves(bilal), samira.pk, made.pk, "Ik ook.", "vertegenwoordiging", LATER)
    assert len(rows_of(Disagreement)) == 3


def test_the_words_of_who_never_signs_in_are_written_down_by_somebody_at_work() -> None:
    samira, els = samira_and_els()
    stands = Stands(Standing.MENTOR, "Mentor op papier", Scope.CARE, proof=PAPER)
    mentor = actions.register(els, samira.pk, stands, "wmo", NOON)
    made = actions.disagree(els, samira.pk, mentor.pk, "Dat kan niet.", "wmo", NOON, said_by=actions.ref_of(mentor))
    assert made.said_by == f"representation:{mentor.pk}"


def test_nobody_stands_for_who_died() -> None:
    samira, els = samira_and_els()
    joost, _made = authorised(samira, els)
    note_death(els, samira.pk, date(2026, 11, 22), "wmo", LATER)
    assert not sees(themselves(joost), samira, LATER)
    stands = Stands(Standing.RELATIVE, "Joost", who=joost.ref)
    assert "overleden" in refused(actions.register, els, samira.pk, stands, "wmo", LATER)["resident"]
