"""A worker types over what came on paper, or types along on the phone."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from maatwerk.casework.contact.forms import FORMS
from maatwerk.foundation.worklist.models import Item
from tests.casework.contact.callers import CALL, VISIT, all_requests, els_answers
from tests.staff import add_worker

DESK = "/duinstad/medewerkers/contact/"


def page_for(code: str) -> str:
    return "/duinstad" + reverse("desk:enter", kwargs={"form": code})


@pytest.mark.parametrize("typed", ["B2", " b2 "])
def test_the_code_on_the_paper_leads_to_the_same_questions(staff: dict[str, Client], typed: str) -> None:
    assert staff["pim"].post(DESK, {"code": typed})["Location"] == page_for("B2")


@pytest.mark.parametrize("code", FORMS)
def test_the_questions_stand_in_the_order_of_the_paper(staff: dict[str, Client], code: str) -> None:
    els_answers()
    page = staff["pim"].get(page_for(code)).content.decode()
    places = [page.index(f'id="{question.id}"') for question in FORMS[code].questions]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("code", "channel", "fields"), [("B1", "telefoon", CALL), ("B2", "post", VISIT), ("B2", "balie", VISIT)]
)
def test_it_becomes_the_same_as_on_the_website_with_how_it_came_and_who_wrote_it(
    staff: dict[str, Client], code: str, channel: str, fields: dict[str, object]
) -> None:
    els_answers()
    response = staff["pim"].post(page_for(code), fields | {"kanaal": channel}, follow=True)
    [row] = all_requests()
    assert (row.channel, row.written_by, row.name) == (channel, f"worker:{add_worker('pim').pk}", "Wim")
    assert Item.objects.get().subject == row.subject
    assert re.search(r"De code is \w{3}-\w{3}\.", response.content.decode())
    assert "Wim" not in response.content.decode()


def test_how_it_came_in_has_to_be_said_and_the_website_is_no_answer(staff: dict[str, Client]) -> None:
    els_answers()
    for channel in ("", "website"):
        response = staff["pim"].post(page_for("B1"), CALL | {"kanaal": channel, "waarover": "De huur"})
        assert response.status_code == 400
        assert "Kies hoe het binnenkwam" in response.content.decode()
        assert "De huur" in response.content.decode()
    assert all_requests() == []


def test_a_form_that_is_not_there_is_not_found(staff: dict[str, Client]) -> None:
    assert staff["pim"].get(page_for("B9")).status_code == 404
    assert staff["pim"].post(page_for("B9"), CALL).status_code == 404


def test_where_nobody_answers_the_worker_is_told_before_typing(staff: dict[str, Client]) -> None:
    page = staff["pim"].get(page_for("B1")).content.decode()
    assert "Niemand heeft nu de taak om terug te bellen" in page
    assert 'name="naam"' not in page
    assert staff["pim"].post(page_for("B1"), CALL | {"kanaal": "balie"}).status_code == 503


def test_the_script_begins_with_what_is_urgent_and_the_numbers_of_the_front_door(staff: dict[str, Client]) -> None:
    page = staff["els"].get("/duinstad" + reverse("desk:script")).content.decode()
    front = staff["els"].get("/duinstad/").content.decode()
    numbers = re.findall(r'<li>[^<]*<a class="sm-phone" href="(tel:[^"]+)"', front)
    assert numbers
    places = [page.index(number) for number in numbers]
    assert max(places) < page.index("Stel de vraag samen")
    assert "tolk" in page
    assert page_for("B1").removeprefix("/duinstad") in page
