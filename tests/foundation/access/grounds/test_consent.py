"""Consent: whose yes is a yes, where there is nothing to choose, a no that stands, and a yes taken back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from maatwerk.foundation.access import actions, queries
from maatwerk.foundation.access.actions import Said
from maatwerk.foundation.access.models import Consent, Refusal
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rules import How
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.residents import Scope, Standing
from tests.foundation.access.grounds.people import LATER, at_home, at_work, els_helps, organisation
from tests.residents import NOON, add_resident, involve, stand_for
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]
HALF_A_YEAR = timedelta(days=182)


def spoken(*voices: str) -> Said:
    return Said(voices, How.SPOKEN, "nederlands")


def yes(viewer: Viewer, resident: Resident, *voices: str, now: Any = NOON, **more: Any) -> Consent:
    """To schuldhulp, to see what is known of health: it is not theirs by law."""
    asked = {"purpose": "schuldhulp", "organisation": organisation("ruben"), "category": "gezondheid"} | {
        name: more.pop(name) for name in ("purpose", "organisation", "category") if name in more
    }
    said = spoken(*voices) if viewer.organisation else Said()
    return actions.give_consent(viewer, resident.ref, **asked, said=said, now=now, **more)


def no(viewer: Viewer, resident: Resident, *voices: str, now: Any = NOON) -> Refusal:
    said = spoken(*voices) if viewer.organisation else Said()
    return actions.refuse_consent(viewer, resident.ref, "schuldhulp", organisation("ruben"), "gezondheid", said, now)


def faults(step: Any) -> dict[str, str]:
    with pytest.raises(GroundRefusedError) as refused:
        step()
    return refused.value.faults


def test_a_resident_agrees_on_screen_and_reads_the_sentence_that_is_kept() -> None:
    samira = els_helps()
    given = yes(at_home(samira), samira)
    assert given.sentence == (
        "schuldhulp mag zien wat anderen opschreven over uw gezondheid. Dat is voor hulp bij geld en schulden. Het mag"
        " tot 22 november 2027. U kunt dit altijd stoppen."
    )
    assert (given.how, given.given_by, given.by) == ("digitaal", samira.ref, samira.ref)
    assert given.end == NOON + timedelta(days=365)


def test_a_worker_writes_down_what_a_resident_said_with_language_and_interpreter() -> None:
    samira, els = els_helps(), at_work("els")
    said = Said((samira.ref,), How.SPOKEN, "arabisch", "Tolkentelefoon")
    given = actions.give_consent(els, samira.ref, "schuldhulp", organisation("ruben"), "gezondheid", said, NOON)
    assert (given.how, given.language, given.interpreter) == ("mondeling", "arabisch", "Tolkentelefoon")
    assert (given.given_by, given.by, given.controller) == (samira.ref, els.ref, els.organisation)


def test_nothing_is_asked_where_no_is_no_choice() -> None:
    """AVG art. 7 lid 4; UAVG art. 46; who somebody is goes with every task."""
    samira = els_helps()
    for category in ("identiteit", "bsn", "toestemming", "noodtoegang"):
        assert "category" in faults(partial(yes, at_home(samira), samira, category=category))
    for hidden in ("schuiladres", "melder", "geweld"):
        assert "category" in faults(partial(yes, at_home(samira), samira, category=hidden))
    assert "category" in faults(lambda: yes(at_home(samira), samira, category="bestaat_niet"))


def test_consent_is_for_one_task_of_an_organisation_that_has_it() -> None:
    samira = els_helps()
    assert "organisation" in faults(lambda: yes(at_home(samira), samira, purpose="wmo"))
    for purpose in ("inzage", "noodgeval", "coordinatie", ""):  # no task, or a law that does not count yet
        assert "purpose" in faults(partial(yes, at_home(samira), samira, purpose=purpose))
    for elsewhere in (organisation("henk"), "organisation:0", "organisation:x", "team:1", ""):
        assert "organisation" in faults(partial(yes, at_home(samira), samira, organisation=elsewhere))


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_consent_ends_within_a_year(days: int) -> None:
    samira = els_helps()
    assert "until" in faults(lambda: yes(at_home(samira), samira, until=NOON + timedelta(days=days)))


def test_only_who_works_with_them_or_stands_for_them_can_ask() -> None:
    samira = els_helps()
    joost = add_resident("joost")
    for stranger in (at_work("ruben"), at_work("mia"), at_work("beheer"), at_work("henk"), at_home(joost)):
        with pytest.raises(NotYoursError):
            yes(stranger, samira, samira.ref)


def test_a_carer_and_a_money_administrator_give_no_consent_about_health() -> None:
    samira, joost = els_helps(), add_resident("joost")
    stand_for(samira, joost.ref, Standing.CARER)
    anton = f"worker:{add_worker('anton').pk}"
    stand_for(samira, anton, Standing.ADMINISTRATOR, Scope.MONEY)
    with pytest.raises(NotYoursError):
        yes(at_home(joost), samira)
    assert "voices" in faults(lambda: yes(at_work("els"), samira, anton))
    assert "voices" in faults(lambda: yes(at_work("els"), samira))


def test_below_twelve_a_parent_with_custody_says_it() -> None:
    """Wmo 2015 art. 5.3.3 lid 2 onder a; UAVG art. 5."""
    noor, samira, joost = els_helps("noor"), add_resident("samira"), add_resident("joost")
    stand_for(noor, samira.ref, Standing.PARENT)
    stand_for(noor, joost.ref, Standing.PARENT_WITHOUT_CUSTODY)
    assert "voices" in faults(lambda: yes(at_work("els"), noor, noor.ref))
    assert "voices" in faults(lambda: yes(at_work("els"), noor, joost.ref))
    with pytest.raises(NotYoursError):
        yes(at_home(noor), noor)
    assert yes(at_home(samira), noor).given_by == samira.ref


def test_from_twelve_to_sixteen_both_say_it_and_one_can_stop_it() -> None:
    """Jeugdwet art. 7.3.4 lid 2. Noor becomes twelve on 1 June 2029."""
    noor, samira, els = els_helps("noor"), add_resident("samira"), at_work("els")
    stand_for(noor, samira.ref, Standing.PARENT)
    twelve = NOON.replace(year=2029, month=6, day=2)
    assert "voices" in faults(lambda: yes(els, noor, noor.ref, now=twelve))
    assert "voices" in faults(lambda: yes(els, noor, samira.ref, now=twelve))
    given = yes(els, noor, samira.ref, noor.ref, now=twelve)
    assert (given.given_by, given.also_given_by) == (noor.ref, samira.ref)
    actions.withdraw_consent(at_home(noor), given.pk, twelve + timedelta(days=1))


def test_from_sixteen_on_the_youth_alone_says_it() -> None:
    """UAVG art. 5 lid 1; Jeugdwet art. 7.3.5. Bilal became sixteen on 3 March 2026."""
    bilal, samira = els_helps("bilal"), add_resident("samira")
    stand_for(bilal, samira.ref, Standing.GUARDIAN)
    with pytest.raises(NotYoursError):
        yes(at_home(samira), bilal)
    assert yes(at_home(bilal), bilal).given_by == bilal.ref


def test_a_mentor_says_it_in_care_and_the_resident_can_always_stop_it() -> None:
    """UAVG art. 5 lid 2 and 3; BW 1:453."""
    samira, joost = els_helps(), add_resident("joost")
    stand_for(samira, joost.ref, Standing.MENTOR, Scope.CARE)
    assert "voices" in faults(lambda: yes(at_home(samira), samira))
    with pytest.raises(NotYoursError):
        yes(at_home(joost), samira, category="geld")
    given = yes(at_home(joost), samira)
    actions.withdraw_consent(at_home(samira), given.pk, LATER)
    assert yes(at_home(samira), samira, category="geld").given_by == samira.ref


def test_a_suspended_mentor_says_nothing() -> None:
    samira, joost = els_helps(), add_resident("joost")
    stand_for(samira, joost.ref, Standing.MENTOR, Scope.CARE, suspended_at=NOON)
    with pytest.raises(NotYoursError):
        yes(at_home(joost), samira)


def test_a_code_on_a_shared_telephone_is_not_enough_for_a_yes_and_enough_to_stop() -> None:
    samira = els_helps()
    for weak in ("code", "laag"):
        assert "assurance" in faults(partial(yes, at_home(samira, weak), samira))
    given = yes(at_home(samira), samira)
    actions.withdraw_consent(at_home(samira, "code"), given.pk, LATER)


def test_how_it_was_said_is_always_recorded() -> None:
    samira, els = els_helps(), at_work("els")
    asked = (els, samira.ref, "schuldhulp", organisation("ruben"), "gezondheid")
    found = faults(lambda: actions.give_consent(*asked, Said((samira.ref,), How.ON_SCREEN, "", "x" * 201), NOON))
    assert found.keys() == {"how", "language", "interpreter"}


def test_a_no_stands_for_half_a_year_and_nobody_at_work_asks_again() -> None:
    samira, els = els_helps(), at_work("els")
    no(els, samira, samira.ref)
    assert "category" in faults(lambda: yes(els, samira, samira.ref, now=NOON + HALF_A_YEAR - timedelta(seconds=1)))
    assert yes(els, samira, samira.ref, now=NOON + HALF_A_YEAR + timedelta(seconds=1))


def test_who_said_no_may_say_yes_of_their_own_accord() -> None:
    samira = els_helps()
    no(at_work("els"), samira, samira.ref)
    assert yes(at_home(samira), samira, now=LATER)


def test_the_no_of_the_other_parent_stays() -> None:
    """Two parents apart, both with custody (BW 1:251, 1:253a)."""
    noor, samira, joost = els_helps("noor"), add_resident("samira"), add_resident("joost")
    for parent in (samira, joost):
        stand_for(noor, parent.ref, Standing.PARENT)
    no(at_home(joost), noor)
    assert "category" in faults(lambda: yes(at_home(samira), noor, now=LATER))
    assert yes(at_home(joost), noor, now=LATER)


def test_a_no_ends_what_was_agreed() -> None:
    samira, els = els_helps(), at_work("els")
    given = yes(els, samira, samira.ref)
    no(els, samira, samira.ref, now=LATER)
    with maintenance("deciding"):
        assert not Consent.objects.filter(Consent.at(LATER), pk=given.pk).exists()


def test_what_was_agreed_is_not_asked_again() -> None:
    samira = els_helps()
    yes(at_home(samira), samira)
    assert "category" in faults(lambda: yes(at_home(samira), samira, now=LATER))


def test_withdrawn_is_over_at_that_very_moment_and_once() -> None:
    samira, els = els_helps(), at_work("els")
    given = yes(els, samira, samira.ref)
    with pytest.raises(GroundRefusedError):
        actions.withdraw_consent(els, given.pk, LATER, voice="resident:somebody-else")
    with pytest.raises(NotYoursError):
        actions.withdraw_consent(at_work("ruben"), given.pk, LATER, voice=samira.ref)
    actions.withdraw_consent(els, given.pk, LATER, voice=samira.ref)
    assert queries.standing_consents(at_home(samira), samira.ref, "inzage", LATER) == []
    with pytest.raises(NotYoursError):
        actions.withdraw_consent(els, given.pk, LATER, voice=samira.ref)
    with maintenance("deciding"):
        row = Consent.objects.get(pk=given.pk)
    assert (row.withdrawn_at, row.withdrawn_by, row.end) == (LATER, samira.ref, LATER)


def test_a_yes_stays_to_be_taken_back_when_the_worker_has_gone() -> None:
    samira = els_helps()
    given = yes(at_home(samira), samira)
    assert [row.pk for row in queries.standing_consents(at_home(samira), samira.ref, "inzage", NOON)] == [given.pk]
    actions.withdraw_consent(at_home(samira), given.pk, LATER)


def test_a_colleague_of_the_recorder_sees_what_stands_and_another_organisation_does_not() -> None:
    samira, els, ruben = els_helps(), at_work("els"), add_worker("ruben")
    involve(ruben, samira, "schuldhulp")
    given = yes(els, samira, samira.ref, purpose="wmo", organisation=els.organisation, category="geld")
    assert [row.pk for row in queries.standing_consents(els, samira.ref, "wmo", NOON)] == [given.pk]
    assert queries.standing_consents(at_work("ruben"), samira.ref, "schuldhulp", NOON) == []
