"""Asking something about one's own data and answering it: every check, who may, and what reaches whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from maatwerk.foundation.access import actions
from maatwerk.foundation.access.actions import Answered, Asked
from maatwerk.foundation.access.models import RightsRequest
from maatwerk.foundation.access.protocols import NobodyWatchesError
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.tasks import tell_of_right
from maatwerk.foundation.gate.connections import connected, connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Appointment, Resident
from maatwerk.foundation.people.residents import Scope, Standing
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.worklist.models import Item
from tests.foundation.access.grounds.people import at_home, at_work, els_helps, organisation
from tests.residents import NOON, add_resident, stand_for
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]

WORDS = "Waarom keek iemand naar mijn inkomen?"
REASON = "Wij zoeken het na bij drie organisaties."
YES = Answered("ja", "Dit is wat er over u staat.")
NEXT_MONTH = date(2026, 12, 22)  # a month after 22 November 2026, the day of NOON


@pytest.fixture
def samira() -> Resident:
    return els_helps()


def ask(samira: Resident, right: str = "vraag", now: datetime = NOON, **more: Any) -> RightsRequest:
    question = Asked(**({"right": right, "about": organisation("els"), "words": WORDS} | more))
    return actions.ask_right(at_home(samira), samira.ref, question, now)


def again(row: RightsRequest) -> RightsRequest:
    with maintenance("counting"):
        found: RightsRequest = RightsRequest.objects.get(pk=row.pk)
    return found


def count() -> int:
    with maintenance("counting"):
        return int(RightsRequest.objects.count())


class Told:
    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def notify(self, recipient: str, notice: str, municipality: str, now: datetime) -> None:
        self.told.append((recipient, notice))


# ---- Asking ----


def test_the_clock_begins_the_same_day_and_the_work_stands_with_that_day_on_the_list(samira: Resident) -> None:
    row = ask(samira)
    assert (row.asked_on, row.due_on) == (date(2026, 11, 22), NEXT_MONTH)
    assert (row.controller, row.about) == (organisation("dirk"), organisation("els"))
    assert (row.purpose, row.category, row.how, row.asked_by) == ("rechten", "rechtsverzoek", "digitaal", samira.ref)
    item = Item.objects.get()
    assert (item.kind, item.subject, item.due_on) == ("vraag_over_gegevens", f"right:{row.pk}", NEXT_MONTH)
    assert item.owner == add_worker("dirk")


def test_the_day_is_that_of_the_netherlands(samira: Resident) -> None:
    """23:30 in UTC on 30 April is half past one on 1 May."""
    row = ask(samira, now=datetime.fromisoformat("2026-04-30T23:30:00+00:00"))
    assert (row.asked_on, row.due_on) == (date(2026, 5, 1), date(2026, 6, 1))


def test_the_same_question_while_it_waits_is_asked_once(samira: Resident) -> None:
    first = ask(samira)
    assert ask(samira, now=NOON + timedelta(days=3)).pk == first.pk
    assert count() == Item.objects.count() == 1
    assert ask(samira, words="Iets anders dan dat.").pk != first.pk
    assert ask(samira, "inzage").pk != first.pk
    actions.answer_right(at_work("dirk"), first.pk, YES, NOON)
    assert ask(samira).pk != first.pk  # answered: asking again is a new question


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"right": "alles"}, "right"),
        ({"right": ""}, "right"),
        ({"words": " "}, "words"),
        ({"words": "a" * 4001}, "words"),
        ({"look": "geen trace"}, "words"),
        ({"look": "A" * 32}, "words"),
        ({"about": ""}, "about"),
        ({"about": "worker:1"}, "about"),
        ({"about": "organisation:0"}, "about"),
        ({"about": "organisation:99999999999999999999"}, "about"),
    ],
)
def test_what_cannot_be_asked_is_named_and_nothing_is_kept(samira: Resident, more: dict[str, str], field: str) -> None:
    with pytest.raises(GroundRefusedError) as refused:
        ask(samira, **more)
    assert field in refused.value.faults
    assert (count(), Item.objects.count()) == (0, 0)


def test_an_organisation_of_another_municipality_is_none(samira: Resident) -> None:
    with pytest.raises(GroundRefusedError) as refused:
        ask(samira, about=organisation("henk"))
    assert list(refused.value.faults) == ["about"]


@pytest.mark.parametrize("assurance", ["", "code"])
def test_who_is_not_known_well_enough_asks_nothing(samira: Resident, assurance: str) -> None:
    with pytest.raises(NotYoursError):
        actions.ask_right(at_home(samira, assurance), samira.ref, Asked("inzage", organisation("els")), NOON)


def test_a_child_below_twelve_does_not_ask_and_a_youth_does() -> None:
    """Jeugdwet art. 7.3.10: from twelve on. Noor is 9, Bilal 16."""
    els_helps()
    for name, may in (("noor", False), ("bilal", True)):
        child, question = add_resident(name), Asked("inzage", organisation("els"))
        if may:
            assert actions.ask_right(at_home(child), child.ref, question, NOON).category == "rechtsverzoek"
        else:
            with pytest.raises(NotYoursError):
                actions.ask_right(at_home(child), child.ref, question, NOON)


@pytest.mark.parametrize(
    ("standing", "scope", "may"),
    [
        (Standing.PARENT, Scope.BOTH, True),
        (Standing.PARENT_WITHOUT_CUSTODY, Scope.BOTH, False),
    ],
)
def test_a_parent_with_custody_asks_for_a_child(standing: Standing, scope: Scope, may: bool) -> None:
    """BW 1:245, 1:377c."""
    els_helps()
    noor, joost = add_resident("noor"), add_resident("joost")
    stand_for(noor, joost.ref, standing, scope)
    question = Asked("inzage", organisation("els"))
    if not may:
        with pytest.raises(NotYoursError):
            actions.ask_right(at_home(joost), noor.ref, question, NOON)
        return
    row = actions.ask_right(at_home(joost), noor.ref, question, NOON)
    assert (row.category, row.asked_by, row.subject) == ("rechtsverzoek_namens", joost.ref, noor.ref)


@pytest.mark.parametrize(
    ("standing", "may"),
    [
        (Standing.CURATOR, True),
        (Standing.AUTHORISED, True),
        (Standing.CARER, False),
        (Standing.RELATIVE, False),
        (Standing.BUDDY, False),
    ],
)
def test_who_acts_for_an_adult_asks_and_who_looks_along_does_not(
    samira: Resident, standing: Standing, may: bool
) -> None:
    joost = add_resident("joost")
    row = stand_for(samira, joost.ref, standing, Scope.BOTH)
    question = Asked("inzage", organisation("els"))
    if not may:
        with pytest.raises(NotYoursError):
            actions.ask_right(at_home(joost), samira.ref, question, NOON)
        return
    assert actions.ask_right(at_home(joost), samira.ref, question, NOON).asked_by == joost.ref
    with maintenance("keeping"):
        type(row).objects.update(suspended_at=NOON)
    with pytest.raises(NotYoursError):
        actions.ask_right(at_home(joost), samira.ref, Asked("meenemen", organisation("els")), NOON)


def test_nobody_asks_about_another(samira: Resident) -> None:
    question = Asked("inzage", organisation("els"))
    for stranger in (at_home(add_resident("joost")), at_home(add_resident("karin")), at_work("ruben"), at_work("mia")):
        with pytest.raises(NotYoursError):
            actions.ask_right(stranger, samira.ref, question, NOON, voice=samira.ref, how="mondeling")
    assert count() == 0


@pytest.mark.parametrize("subject", ["", "resident:", "worker:1", f"resident:{uuid4()}"])
def test_about_nobody_is_the_same_as_about_another(samira: Resident, subject: str) -> None:
    with pytest.raises(NotYoursError):
        actions.ask_right(at_home(samira), subject, Asked("inzage", organisation("els")), NOON)


def test_who_works_with_them_writes_down_what_they_asked(samira: Resident) -> None:
    question = Asked("inzage", organisation("els"))
    els = at_work("els")
    row = actions.ask_right(els, samira.ref, question, NOON, voice=samira.ref, how="schriftelijk")
    assert (row.asked_by, row.noted_by, row.how, row.category) == (samira.ref, els.ref, "schriftelijk", "rechtsverzoek")
    mentor = stand_for(samira, "", Standing.MENTOR, Scope.CARE)
    by_mentor = actions.ask_right(els, samira.ref, question, NOON, voice=f"representation:{mentor.pk}", how="mondeling")
    assert by_mentor.category == "rechtsverzoek_namens"
    buddy = stand_for(samira, "", Standing.BUDDY, Scope.CARE)
    for voice, how, field in (
        ("", "mondeling", "voice"),
        (els.ref, "mondeling", "voice"),
        (f"representation:{buddy.pk}", "mondeling", "voice"),
        (samira.ref, "digitaal", "how"),
        (samira.ref, "", "how"),
    ):
        with pytest.raises(GroundRefusedError) as refused:
            actions.ask_right(els, samira.ref, question, NOON, voice=voice, how=how)
        assert list(refused.value.faults) == [field]


def test_without_a_steward_nothing_is_kept(samira: Resident) -> None:
    """Henk is one, in another municipality."""
    Appointment.objects.filter(role=Role.STEWARD).exclude(worker=add_worker("henk")).delete()
    with pytest.raises(NobodyWatchesError):
        ask(samira)
    assert count() == 0


# ---- Answering ----


def test_only_the_steward_of_the_organisation_that_answers_may(samira: Resident) -> None:
    row = ask(samira)
    ruben = add_worker("ruben")
    Appointment.objects.create(worker=ruben, role=Role.STEWARD)
    for name in ("els", "fatma", "tessa", "beheer", "eva", "henk", "ruben"):
        with pytest.raises(NotYoursError):
            actions.answer_right(at_work(name), row.pk, YES, NOON)
        with pytest.raises(NotYoursError):
            actions.extend_right(at_work(name), row.pk, REASON, NOON)
    with pytest.raises(NotYoursError):
        actions.answer_right(at_home(samira), row.pk, YES, NOON)
    with pytest.raises(NotYoursError):
        actions.answer_right(at_work("dirk"), uuid4(), YES, NOON)
    assert again(row).answered_at is None
    actions.answer_right(at_work("dirk"), row.pk, YES, NOON)
    kept = again(row)
    assert (kept.answered_by, kept.outcome, kept.answer) == (at_work("dirk").ref, "ja", YES.words)
    assert Item.objects.get().done_at == NOON


def test_it_is_answered_once(samira: Resident) -> None:
    row = ask(samira)
    actions.answer_right(at_work("dirk"), row.pk, YES, NOON)
    with pytest.raises(GroundRefusedError):
        actions.answer_right(at_work("dirk"), row.pk, Answered("nee", "Toch liever niet meer.", "wie"), NOON)
    with pytest.raises(GroundRefusedError):
        actions.extend_right(at_work("dirk"), row.pk, REASON, NOON)
    assert again(row).outcome == "ja"


@pytest.mark.parametrize(
    ("right", "said", "field"),
    [
        ("vraag", Answered("", "Dit is wat er staat."), "outcome"),
        ("vraag", Answered("misschien", "Dit is wat er staat."), "outcome"),
        ("vraag", Answered("ja", "ja"), "answer"),
        ("vraag", Answered("ja", "een twee drie " * 400), "answer"),
        ("vraag", Answered("nee", "Dat kan nu niet."), "refusal"),
        ("vraag", Answered("deels", "Dat kan nu niet.", "taak", "Wmo art. 1"), "refusal"),
        ("vernietigen", Answered("nee", "Dat kan nu niet.", "taak", "Wmo art. 1"), "refusal"),
        ("vernietigen", Answered("nee", "Dat kan nu niet.", "buitensporig"), "refusal"),
        ("vernietigen", Answered("nee", "Dat kan nu niet.", "wet"), "law"),
        ("vernietigen", Answered("nee", "Dat kan nu niet.", "wet", "  "), "law"),
        ("wissen", Answered("nee", "Dat kan nu niet.", "taak"), "law"),
        ("wissen", Answered("nee", "Dat kan nu niet.", "wet", "x" * 201), "law"),
    ],
)
def test_a_no_rests_on_a_ground_of_this_right_and_names_the_law(
    samira: Resident, right: str, said: Answered, field: str
) -> None:
    row = ask(samira, right)
    with pytest.raises(GroundRefusedError) as refused:
        actions.answer_right(at_work("dirk"), row.pk, said, NOON)
    assert list(refused.value.faults) == [field]
    assert again(row).answered_at is None


def test_with_a_yes_no_ground_is_kept(samira: Resident) -> None:
    row = ask(samira)
    actions.answer_right(at_work("dirk"), row.pk, replace(YES, refusal="wie", law="AVG"), NOON)
    assert (again(row).refusal, again(row).law) == ("", "")


def test_who_looked_does_not_answer_about_that_look(samira: Resident) -> None:
    """Dirk opened something of hers under this trace id; a colleague with the same role answers."""
    trace = "ab" * 16
    before = ask(samira)
    dirk = replace(at_work("dirk"), trace=trace)
    assert connections().gate.open_for(dirk, samira, "rechten", NOON).allows
    actions.answer_right(at_work("dirk"), before.pk, YES, NOON)
    row = ask(samira, look=trace)
    with pytest.raises(GroundRefusedError) as refused:
        actions.answer_right(at_work("dirk"), row.pk, YES, NOON)
    assert "U keek zelf" in refused.value.faults["answer"]
    eva = add_worker("eva")
    Appointment.objects.create(worker=eva, role=Role.STEWARD)
    actions.answer_right(at_work("eva"), row.pk, YES, NOON)
    assert again(row).answered_by == at_work("eva").ref


# ---- More time ----


def test_more_time_is_taken_once_within_the_month_with_a_reason(samira: Resident) -> None:
    row = ask(samira)
    on_the_last_day = datetime(2026, 12, 22, 22, tzinfo=NOON.tzinfo)  # 23:00 in the Netherlands
    with pytest.raises(GroundRefusedError):
        actions.extend_right(at_work("dirk"), row.pk, "druk", NOON)
    with pytest.raises(GroundRefusedError):
        actions.extend_right(at_work("dirk"), row.pk, REASON, on_the_last_day + timedelta(hours=1))
    actions.extend_right(at_work("dirk"), row.pk, REASON, on_the_last_day)
    kept = again(row)
    assert (kept.due_on, kept.extension) == (date(2027, 2, 22), REASON)  # AVG art. 12 lid 3: three months in all
    assert Item.objects.get(done_at=None).due_on == date(2027, 2, 22)
    with pytest.raises(GroundRefusedError):
        actions.extend_right(at_work("dirk"), row.pk, REASON, on_the_last_day)


def test_for_destruction_there_is_no_more_time(samira: Resident) -> None:
    row = ask(samira, "vernietigen")
    assert row.due_on == date(2027, 2, 22)
    with pytest.raises(GroundRefusedError):
        actions.extend_right(at_work("dirk"), row.pk, REASON, NOON)


# ---- Telling ----


def test_who_asked_is_told_that_there_is_something_and_not_what(samira: Resident) -> None:
    joost = add_resident("joost")
    stand_for(samira, joost.ref, Standing.AUTHORISED)
    question = Asked("inzage", organisation("els"))
    theirs = actions.ask_right(at_home(joost), samira.ref, question, NOON)
    hers = ask(samira)
    mentor = stand_for(samira, "", Standing.MENTOR, Scope.CARE)
    noted = actions.ask_right(
        at_work("els"), samira.ref, question, NOON, voice=f"representation:{mentor.pk}", how="mondeling"
    )
    notifier = Told()
    with connected(notifier=notifier):
        for row in (theirs, hers, noted):
            tell_of_right.func(str(row.pk))
        tell_of_right.func(str(uuid4()))
    assert notifier.told == [(who, "iets_nieuws") for who in (joost.ref, samira.ref, samira.ref)]


def test_nobody_of_another_municipality_answers(samira: Resident) -> None:
    row = ask(samira)
    henk: Viewer = at_work("henk")
    with pytest.raises(NotYoursError):
        actions.answer_right(replace(henk, organisation=organisation("dirk")), row.pk, YES, NOON)
