"""What only refers to people has a term too: doubts that were settled, searches in an emergency that found nobody, and
looks that stood out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps

from maatwerk.foundation.access.models import Doubt, EmergencyMiss, Noticed
from maatwerk.foundation.access.retention.actions import Terms
from maatwerk.foundation.access.retention.holding import Held, place_hold
from maatwerk.foundation.access.retention.keeping import connections
from maatwerk.foundation.access.watching.rules import KEPT
from maatwerk.foundation.people.ages import start_of
from maatwerk.foundation.worklist.actions import add_item
from maatwerk.foundation.worklist.models import Item
from maatwerk.site.doubts import LOOK_AT_DOUBT
from tests.foundation.access.looking import at_work
from tests.foundation.access.retention.files import left, nights, tombstones
from tests.residents import add_resident
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

DONE = datetime(2024, 6, 1, 12, tzinfo=UTC)  # the last day of a year after it is 1 June 2025
REPORTED, GOES = date(2025, 6, 2), date(2025, 6, 3)


def doubt(settled: datetime | None = DONE, names: tuple[str, str] = ("samira", "joost")) -> Doubt:
    one, other = sorted(add_resident(name).ref for name in names)
    return Doubt.objects.create(
        municipality="duinstad", one=one, other=other, why=["naam"], found_at=DONE, settled_at=settled
    )


def test_a_settled_doubt_goes_after_the_term_of_its_purpose_with_the_work_about_it() -> None:
    row = doubt()
    add_item(LOOK_AT_DOUBT, f"doubt:{row.pk}", "duinstad", DONE, owner=add_worker("dirk").pk)
    assert nights(date(2025, 6, 1), REPORTED) == 0
    assert left(Doubt) == 1
    assert nights(GOES) == 1
    assert (left(Doubt), Item.objects.count()) == (0, 0)
    assert tombstones()["access.Doubt", "gegevensbeheer", "identiteit"] == 1


def test_one_that_nobody_settled_stays() -> None:
    doubt(settled=None)
    assert nights(date(2040, 1, 1), date(2040, 1, 2)) == 0
    assert left(Doubt) == 1


@pytest.mark.parametrize("name", ["samira", "joost"])
def test_a_hold_on_either_of_the_two_keeps_it(name: str) -> None:
    doubt()
    doubt(names=("wim", "rosa"))
    held = Held("De rechter vraagt om deze stukken.", "AVG art. 17 lid 3 onder e", date(2025, 6, 9))
    place_hold(at_work("fatma"), add_resident(name).ref, held, start_of(date(2025, 6, 1)))
    assert nights(REPORTED, GOES) == 1
    assert left(Doubt) == 1
    assert nights(date(2025, 6, 10), date(2025, 6, 11)) == 1


def test_a_search_that_found_nobody_goes_after_a_year() -> None:
    for at in (DONE, DONE + timedelta(days=1)):
        EmergencyMiss.objects.create(municipality="duinstad", worker=add_worker("els"), at=at)
    assert nights(REPORTED, GOES) == 1
    assert list(EmergencyMiss.objects.values_list("at", flat=True)) == [DONE + timedelta(days=1)]


def test_a_restore_deletes_all_of_it_before_anything_is_served() -> None:
    doubt()
    EmergencyMiss.objects.create(municipality="duinstad", worker=add_worker("els"), at=DONE)
    now = start_of(REPORTED)
    for day in (now.date() - KEPT - timedelta(days=1), now.date() - KEPT):
        Noticed.objects.create(municipality="duinstad", rule="geweigerd", day=day, worker="worker:1")
    Terms().sweep(now)
    assert (left(Doubt), EmergencyMiss.objects.count(), Noticed.objects.count()) == (0, 0, 1)


def test_every_model_of_this_room_that_names_people_has_a_term() -> None:
    """By a column with a reference, or by a worker; the logs, and what stands for an organisation, have their own."""
    kept: set[Any] = {each.model for each in (*connections().kept, *connections().apart)}
    own = {"Noticed", "AccessRecord", "ProcessingRecord", "SubjectAlias", "LogReader"}  # watching/tasks, logs/tasks
    naming = {
        model
        for model in apps.get_app_config("access").get_models()
        if {"worker", "subject", "one", "who", "viewer"} & {field.name for field in model._meta.concrete_fields}
    }
    assert {model.__name__ for model in naming - kept} <= own
    assert kept >= {Doubt, EmergencyMiss}
