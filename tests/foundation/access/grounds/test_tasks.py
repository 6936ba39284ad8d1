"""Which organisation works for what: given with a decision, ended at once, and never what its kind may not have."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from maatwerk.foundation.access import actions
from maatwerk.foundation.access.models import Task
from maatwerk.foundation.access.refusing import GroundRefusedError
from maatwerk.foundation.people.models import Organisation
from tests.foundation.access.grounds.people import LATER
from tests.residents import NOON
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]
DECISION = "Mandaatbesluit 2024"


def wijkteam() -> Organisation:
    return add_worker("els").organisation


def refused(step: Callable[[], object]) -> set[str]:
    with pytest.raises(GroundRefusedError) as error:
        step()
    assert not Task.objects.exists()
    return set(error.value.faults)


def test_a_task_is_given_with_its_decision_and_ended_at_once() -> None:
    actions.give_task(wijkteam(), "wmo", DECISION, NOON, bsn_article="Wmo 2015 art. 5.2.9")
    with pytest.raises(GroundRefusedError):
        actions.give_task(wijkteam(), "wmo", DECISION, NOON)
    actions.end_task(wijkteam(), "wmo", LATER)
    assert not Task.objects.filter(Task.at(LATER)).exists()
    assert Task.objects.filter(Task.at(NOON)).count() == 1
    with pytest.raises(GroundRefusedError):
        actions.end_task(wijkteam(), "wmo", LATER)
    actions.give_task(wijkteam(), "wmo", DECISION, LATER)


@pytest.mark.parametrize("purpose", ["inzage", "noodgeval", "toezicht", "coordinatie", "bestaat_niet", ""])
def test_only_what_is_a_task_today_can_be_given(purpose: str) -> None:
    assert refused(lambda: actions.give_task(wijkteam(), purpose, DECISION, NOON)) == {"purpose"}


def test_a_kind_of_party_that_the_task_is_not_for_does_not_get_it() -> None:
    bewindvoering = add_worker("anton").organisation  # a company
    assert refused(lambda: actions.give_task(bewindvoering, "jeugdhulp", DECISION, NOON)) == {"organisation"}
    bewindvoering.kind = ""
    bewindvoering.save()
    assert refused(lambda: actions.give_task(bewindvoering, "schuldhulp", DECISION, NOON)) == {"organisation"}


def test_of_whom_the_kind_is_not_known_the_command_that_says_it_is_named() -> None:
    bewindvoering = add_worker("anton").organisation
    bewindvoering.kind = ""
    bewindvoering.save()
    with pytest.raises(GroundRefusedError) as error:
        actions.give_task(bewindvoering, "schuldhulp", DECISION, NOON)
    command = f"./maatwerk staff kind {bewindvoering.slug} SOORT --municipality duinstad"
    assert error.value.faults["organisation"].endswith(command)


def test_the_decision_is_named_and_the_bsn_is_only_where_it_belongs() -> None:
    assert refused(lambda: actions.give_task(wijkteam(), "wmo", " ", NOON)) == {"decided_by"}
    assert refused(lambda: actions.give_task(wijkteam(), "veiligheid", DECISION, NOON, "UAVG 46")) == {"bsn_article"}
    assert refused(lambda: actions.give_task(wijkteam(), "wmo", "x" * 301, NOON, "y" * 201)) == {
        "decided_by",
        "bsn_article",
    }
