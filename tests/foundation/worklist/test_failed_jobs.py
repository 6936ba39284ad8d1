"""A job that failed for the last time waits for an administrator."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maatwerk.foundation.jobs.models import Job, State
from tests.foundation.worklist.test_pages import shown
from tests.foundation.worklist.work import NOON, a_dead_letter

pytestmark = pytest.mark.django_db

FAILED = "/medewerkers/mislukt"
SENTENCE = "Er zijn taken van het systeem die niet lukten."


def test_they_are_shown_without_what_they_were_about(staff: dict[str, Client]) -> None:
    a_dead_letter()
    page = shown(staff["beheer"].get(FAILED))
    assert "maatwerk.foundation.jobs.tasks.forget_finished_jobs" in page
    assert "Aantal pogingen 8" in page
    assert "Soort fout builtins.RuntimeError" in page
    assert "maatwerk.foundation.jobs.tasks:20 forget_finished_jobs" in page
    assert "verzoek:1" not in page, "the arguments of a job are not shown"


def test_administrators_are_told_where_they_begin_and_others_are_not(staff: dict[str, Client]) -> None:
    assert SENTENCE not in shown(staff["beheer"].get("/medewerkers/"))
    a_dead_letter()
    assert SENTENCE in shown(staff["beheer"].get("/medewerkers/"))
    assert SENTENCE in shown(staff["henk"].get("/veenrode/medewerkers/")), "a job belongs to no municipality"
    assert SENTENCE not in shown(staff["els"].get("/medewerkers/"))


def test_without_any_the_page_says_so(staff: dict[str, Client]) -> None:
    assert "Alle taken zijn gelukt, of worden nog geprobeerd." in shown(staff["beheer"].get(FAILED))


def test_one_is_tried_again(staff: dict[str, Client]) -> None:
    id_ = a_dead_letter()["id_"]
    response = staff["beheer"].post(f"{FAILED}/{id_}/opnieuw")
    assert (response.status_code, response["Location"]) == (302, FAILED)
    assert (Job.objects.get().state, Job.objects.get().attempts) == (State.WAITING, 0)
    assert "De taak wordt opnieuw geprobeerd." in shown(staff["beheer"].get(FAILED))


def test_one_is_forgotten_only_after_a_second_page_asked(staff: dict[str, Client]) -> None:
    id_ = a_dead_letter()["id_"]
    page = shown(staff["beheer"].get(f"{FAILED}/{id_}/vervallen"))
    assert "U kunt dit niet terugdraaien." in page
    assert Job.objects.count() == 1
    response = staff["beheer"].post(f"{FAILED}/{id_}/vervallen")
    assert (response.status_code, response["Location"]) == (302, FAILED)
    assert "De taak is vervallen." in shown(staff["beheer"].get(FAILED))
    assert Job.objects.count() == 0


def test_one_that_a_colleague_dealt_with_is_told_so(staff: dict[str, Client]) -> None:
    id_ = a_dead_letter()["id_"]
    Job.objects.update(state=State.WAITING, due_at=NOON)
    for what in ("opnieuw", "vervallen"):
        assert staff["beheer"].post(f"{FAILED}/{id_}/{what}").status_code == 302
        assert "Deze taak stond niet meer in de lijst." in shown(staff["beheer"].get(FAILED))
    assert Job.objects.get().state == State.WAITING
    assert staff["beheer"].get(f"{FAILED}/{uuid4()}/vervallen").status_code == 404


def test_of_many_the_newest_are_shown_in_as_few_queries_as_of_one(
    staff: dict[str, Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(60):
        a_dead_letter()
        Job.objects.filter(task__endswith="jobs").update(task=f"taak.nummer{n}", ended_at=NOON + timedelta(minutes=n))
    with django_assert_max_num_queries(9):
        page = shown(staff["beheer"].get(FAILED))
    assert "Dit zijn de nieuwste 50. Er zijn er meer." in page
    assert page.count("Aantal pogingen") == 50
    assert page.index("taak.nummer59") < page.index("taak.nummer10 ")
    assert "taak.nummer9 " not in page
