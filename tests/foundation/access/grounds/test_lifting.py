"""Secrecy that is lifted, an entry that is opened, and an entry that is withheld."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from maatwerk.foundation.access import actions, queries
from maatwerk.foundation.access.actions import Said
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rules import WITHHOLDING, How
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Account, Resident, Way, Worker
from maatwerk.foundation.people.residents import Scope, Standing, WayKind
from maatwerk.foundation.worklist.models import Item
from tests.foundation.access.grounds.people import LATER, at_home, at_work, els_helps, organisation
from tests.residents import NOON, add_resident, involve, organisation_ref, owned, stand_for
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]
WHY = "Er is gevaar als zij dit leest."
MONTH = NOON + timedelta(days=30)


def a_number(resident: Resident, of: str = "els", **more: Any) -> Way:
    row = owned(resident.ref, organisation_ref(add_worker(of)), "contact")
    with maintenance("keeping"):
        return Way.objects.create(**row, resident=resident, kind=WayKind.PHONE, value="+31101234567", **more)


def sees(viewer: Viewer, thing: Way, purpose: str, now: Any = NOON) -> bool:
    return connections().gate.open_for(viewer, thing, purpose, now).allows


def two_sides() -> tuple[Resident, Viewer, Viewer]:
    samira = els_helps()
    involve(add_worker("ruben"), samira, "schuldhulp")
    return samira, at_work("els"), at_work("ruben")


def said(resident: Resident) -> Said:
    return Said((resident.ref,), How.SPOKEN)


def faults(step: Any) -> set[str]:
    with pytest.raises(GroundRefusedError) as refused:
        step()
    return set(refused.value.faults)


def test_an_opened_entry_is_read_by_that_organisation_until_it_is_closed() -> None:
    samira, els, ruben = two_sides()
    number = a_number(samira)
    assert not sees(ruben, number, "schuldhulp")
    opened = actions.open_entry(els, number, ruben.organisation, "schuldhulp", said(samira), NOON)
    assert "mag dit ene stuk lezen" in opened.sentence
    assert sees(ruben, number, "schuldhulp")
    assert not sees(ruben, a_number(samira), "schuldhulp")
    assert [row.pk for row in queries.opened_entries(at_home(samira), samira.ref, "inzage", NOON)] == [opened.pk]
    actions.close_entry(at_home(samira), opened.pk, LATER)
    assert not sees(ruben, number, "schuldhulp", LATER)


def test_only_who_answers_for_an_entry_or_the_resident_opens_it() -> None:
    samira, els, ruben = two_sides()
    number = a_number(samira)
    with pytest.raises(NotYoursError):
        actions.open_entry(ruben, number, ruben.organisation, "schuldhulp", said(samira), NOON)
    assert faults(lambda: actions.open_entry(els, number, ruben.organisation, "wmo", said(samira), NOON)) == {
        "organisation"
    }
    assert actions.open_entry(at_home(samira), number, ruben.organisation, "schuldhulp", Said(), NOON)


def test_what_is_hidden_is_opened_to_nobody() -> None:
    samira, els, ruben = two_sides()
    number = a_number(samira)
    number.category = "schuiladres"
    assert faults(lambda: actions.open_entry(els, number, ruben.organisation, "schuldhulp", said(samira), NOON)) == {
        "category"
    }


def test_lifted_secrecy_and_consent_are_both_needed_and_neither_is_the_other() -> None:
    """BW 7:457 lid 1: a professional's secret is the resident's to lift; who may see it still needs a ground."""
    samira, els, ruben = two_sides()
    number = a_number(samira, secrecy="beroeps")
    to = (samira.ref, "schuldhulp")
    actions.give_consent(els, *to, ruben.organisation, "contact", said(samira), NOON)
    assert not sees(ruben, number, "schuldhulp")
    lifted = actions.lift_secrecy(els, *to, els.organisation, ruben.organisation, "contact", said(samira), NOON)
    assert sees(ruben, number, "schuldhulp")
    assert [row.pk for row in queries.standing_liftings(at_home(samira), samira.ref, "inzage", NOON)] == [lifted.pk]
    actions.end_lifting(els, lifted.pk, LATER, voice=samira.ref)
    assert not sees(ruben, number, "schuldhulp", LATER)


def test_who_would_see_it_does_not_note_that_secrecy_is_lifted() -> None:
    samira, els, ruben = two_sides()
    asked = (samira.ref, "schuldhulp", els.organisation, ruben.organisation, "gezondheid", said(samira), NOON)
    assert faults(lambda: actions.lift_secrecy(ruben, *asked)) == {"holder"}
    asked = (samira.ref, "schuldhulp", els.organisation, els.organisation, "gezondheid", said(samira), NOON)
    assert faults(lambda: actions.lift_secrecy(els, *asked)) == {"organisation"}


def withheld(viewer: Viewer, thing: Way, **changes: Any) -> Any:
    asked = {"from_whom": thing.subject, "ground": "veiligheid", "why": WHY, "until": MONTH} | changes
    return actions.withhold(viewer, thing, now=NOON, **asked)


def olga() -> Viewer:
    account = Account.objects.create(email="olga@voorbeeld.example")
    worker = Worker.objects.create(account=account, organisation=add_worker("els").organisation, name="Olga")
    return Viewer(f"worker:{worker.pk}", organisation("els"), "duinstad", frozenset({f"worker:{worker.pk}"}))


def test_withheld_is_closed_at_once_for_that_person_and_a_colleague_looks_at_it() -> None:
    samira, els, _ruben = two_sides()
    joost, number, colleague = add_resident("joost"), a_number(samira), olga()
    stand_for(samira, joost.ref, Standing.MENTOR, Scope.CARE)
    row = withheld(els, number, from_whom=joost.ref)
    assert not sees(at_home(joost), number, "vertegenwoordiging")
    assert sees(at_home(samira), number, "inzage")
    assert Item.objects.get(kind="achterhouden_nakijken").subject == f"withheld:{row.pk}"
    with pytest.raises(GroundRefusedError):  # not oneself
        actions.review_withholding(els, row.pk, True, LATER)
    with pytest.raises(NotYoursError):  # who does not work with her
        actions.review_withholding(colleague, row.pk, True, LATER)
    involve(Worker.objects.get(name="Olga", organisation__slug="wijkteam"), samira)
    assert queries.withholding(colleague, row.pk, LATER)
    actions.review_withholding(colleague, row.pk, False, LATER)
    assert sees(at_home(joost), number, "vertegenwoordiging", LATER)
    assert Item.objects.get(kind="achterhouden_nakijken").done_at == LATER


def test_released_is_open_again() -> None:
    samira, els, _ruben = two_sides()
    number = a_number(samira)
    olga()
    row = withheld(els, number)
    assert not sees(at_home(samira), number, "inzage")
    actions.release(els, row.pk, LATER)
    assert sees(at_home(samira), number, "inzage", LATER)


def test_withholding_needs_a_ground_from_the_list_a_reason_an_end_and_a_person() -> None:
    samira, els, ruben = two_sides()
    number = a_number(samira)
    olga()
    assert faults(lambda: withheld(els, number, ground="omdat", until=NOON, from_whom="resident:x")) == {
        "ground",
        "until",
        "from_whom",
    }
    assert faults(lambda: withheld(els, number, until=NOON + timedelta(days=366))) == {"until"}
    assert faults(lambda: withheld(els, number, why="nee")) == {"why"}
    with pytest.raises(NotYoursError):
        withheld(ruben, number)
    assert all(article for article in WITHHOLDING.values())
