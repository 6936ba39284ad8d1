"""Questionnaires in the screens of editors."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.foundation.editing.changes import publish
from tests.knowledge.assessment.lists import answer, raw

pytestmark = pytest.mark.django_db

SCREEN = "/medewerkers/inhoud/questionnaires"


def test_an_editor_sees_the_questions_with_their_answers_as_people_are_asked(staff: dict[str, Client]) -> None:
    page = staff["eva"].get(f"{SCREEN}/zelfcheck").content.decode()
    assert "Gaat goed · Kan beter · Lukt niet · Zeg ik liever niet" in page
    assert "Komt u rond met uw geld?" in page


def test_a_municipality_brings_in_a_questionnaire_that_it_may_use(staff: dict[str, Client]) -> None:
    words = raw(
        vragen=[{"id": "zin", "letterlijk": {"nl": "Zoals de maker het schreef."}}],
        antwoorden=[answer("ja", getal=1)],
        licentie={"naam": "Afspraak met de maker", "open": False},
    )
    publish(words, "questionnaires", "ingekocht")
    assert "Zoals de maker het schreef." in staff["eva"].get(f"{SCREEN}/ingekocht").content.decode()
