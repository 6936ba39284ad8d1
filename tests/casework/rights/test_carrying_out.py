"""A yes that people carry out is work for who works with the resident there; what the system did is none."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from maatwerk.casework.rights.actions import answer
from maatwerk.foundation.access.actions import Answered
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.worklist.models import Item
from maatwerk.site.grounds import CARRY_OUT, KINDS_OF_WORK
from tests.casework.rights import questions
from tests.foundation.access.grounds.people import at_work
from tests.residents import add_resident, give_task, involve
from tests.staff import add_worker, signed_in

pytestmark = pytest.mark.django_db

YES = Answered("ja", "U heeft gelijk, wij passen dit aan.")
NO = Answered("nee", "Dit klopt zoals het er staat.", "klopt")
TASK = "Een inwoner kreeg gelijk over gegevens. Doe wat er is toegezegd"


@pytest.fixture
def samira(two_municipalities: object) -> Resident:
    questions.of_myself()
    return add_resident("samira")


def work() -> list[tuple[int | None, str]]:
    return list(Item.objects.filter(kind=CARRY_OUT, done_at=None).values_list("owner", "subject"))


@pytest.mark.parametrize("right", ["verbeteren", "bezwaar"])
def test_a_yes_is_work_for_who_works_with_her_at_the_organisation_it_is_about(samira: Resident, right: str) -> None:
    els = add_worker("els")
    answer(at_work("dirk"), questions.asked(right).pk, YES, [], timezone.now())
    assert work() == [(els.pk, f"told:{samira.pk}.{els.organisation_id}")]
    page = signed_in(els).get(f"/duinstad{reverse('worklist:home')}").content.decode()
    assert TASK in page
    me = colleague(els.pk, "duinstad")
    assert me
    [shown] = KINDS_OF_WORK[CARRY_OUT].show([work()[0][1]], me).values()
    assert shown.address.endswith(f"/medewerkers/inwoners/{samira.pk}/")
    assert "Samira" not in page


def test_a_no_is_no_work_and_neither_is_what_needs_nobody(samira: Resident) -> None:
    answer(at_work("dirk"), questions.asked("verbeteren").pk, NO, [], timezone.now())
    answer(at_work("dirk"), questions.asked("inzage").pk, YES, [], timezone.now())
    assert work() == []


def test_who_works_on_her_safety_only_is_not_asked_since_that_would_tell(two_municipalities: object) -> None:
    samira, els = add_resident("samira"), add_worker("els")
    add_worker("dirk")
    give_task(els, "veiligheid")
    ali = add_worker("ali", {"ali": ("duinstad", "wijkteam", "noord", [])})
    involve(ali, samira, "veiligheid")
    answer(at_work("dirk"), questions.asked("bezwaar").pk, YES, [], timezone.now())
    [(owner, _subject)] = work()
    assert owner == els.pk


def test_somebody_of_another_organisation_does_not_see_whose_it_is(samira: Resident) -> None:
    answer(at_work("dirk"), questions.asked("verbeteren").pk, YES, [], timezone.now())
    [(_owner, subject)] = work()
    ruben = colleague(add_worker("ruben").pk, "duinstad")
    assert ruben
    assert KINDS_OF_WORK[CARRY_OUT].show([subject], ruben) == {}
