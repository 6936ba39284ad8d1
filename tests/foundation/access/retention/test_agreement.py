"""What the database says is over is what the pure rule says, in random files."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from maatwerk.casework.dossier.models import Note
from maatwerk.foundation.access.connections import connections as access
from maatwerk.foundation.access.models import Involvement
from maatwerk.foundation.access.retention.keeping import connections
from maatwerk.foundation.access.retention.over import When, groups, over
from maatwerk.foundation.access.retention.terms import Times, begins, last_day, latest
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import FOREVER
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.models import Resident
from tests.foundation.access.retention.files import note
from tests.residents import add_resident, involve
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

PURPOSES = ["wmo", "jeugdhulp", "schuldhulp", "leerplicht", "wvggz", "participatie"]
TODAY = date(2026, 3, 1)


def near_an_end(chance: random.Random, months: int) -> datetime:
    """About so many months ago, with the seconds around midnight in Amsterdam (23.00 UTC in winter) among them."""
    day = TODAY - timedelta(days=months * 365 // 12) + timedelta(days=chance.randint(-4, 4))
    hour, minute = chance.choice([(12, 0), (22, 59), (23, 0), (21, 59), (22, 0)])
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def expected(row: Note, worked: list[Any], notes: list[Note], born: date | None) -> bool:
    """The rule, told of one row."""
    same = [each for each in notes if (each.subject, each.purpose) == (row.subject, row.purpose)]
    ends = [each.end for each in worked if (each.subject, each.purpose) == (row.subject, row.purpose)]
    term = access().register("duinstad").purposes[row.purpose].retention
    if term.kind == "afgesloten" and FOREVER in ends:
        return False
    closed = latest(day_of(end) for end in ends if end != FOREVER)
    changed = latest(day_of(each.at) for each in same)
    return last_day(begins(term.kind, Times(day_of(row.at), closed, changed, born)), term.months) < TODAY


@pytest.mark.parametrize("seed", range(12))
def test_the_database_and_the_rule_say_the_same(seed: int) -> None:
    chance = random.Random(seed)
    els = add_worker("els")
    residents = [add_resident(name) for name in ("samira", "noor", "bilal", "wim")]
    register, born = access().register("duinstad"), {}
    with maintenance("keeping"):
        for each in residents:
            eighteen = near_an_end(chance, 36).date()
            born[each.ref] = chance.choice([None, each.born, eighteen.replace(year=eighteen.year - 18, day=28)])
            Resident.objects.filter(pk=each.pk).update(born=born[each.ref])
    notes, worked = [], []
    for each in residents:
        for purpose in PURPOSES:
            months = register.purposes[purpose].retention.months
            older = chance.choice([0, 0, 60, 18 * 12])
            notes += [note(each, near_an_end(chance, months + older), purpose) for _ in range(chance.randint(0, 3))]
            for _ in range(chance.randint(0, 2)):
                end = chance.choice([FOREVER, near_an_end(chance, months), near_an_end(chance, months)])
                start = datetime(1990, 1, 1, tzinfo=UTC)
                worked.append(involve(els, each, purpose, start=start, end=end))
    when = When("duinstad", TODAY, datetime(2026, 3, 1, 2, tzinfo=UTC))
    with maintenance("counting"):
        found = {
            row.pk for group in groups("duinstad") if group.kept is connections().of(Note) for row in over(group, when)
        }
    assert found == {row.pk for row in notes if expected(row, worked, notes, born[row.subject])}
    assert 0 < len(found) < len(notes)
    assert connections().of(Involvement).since == ("end",)
