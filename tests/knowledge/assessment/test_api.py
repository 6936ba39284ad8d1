"""`/vragenlijsten`."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.foundation.editing.changes import publish
from tests.knowledge.assessment.lists import answer, raw

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/vragenlijsten"


def test_only_what_is_in_use_is_listed(resident: Client) -> None:
    told = resident.get(ADDRESS).json()["resultaten"]
    assert [one["id"] for one in told] == ["cantril", "eigen_maat", "zelfcheck"]
    assert resident.get(f"{ADDRESS}/who5").status_code == 404


def test_the_self_check_has_its_questions_with_i_would_rather_not_say(resident: Client) -> None:
    told = resident.get(f"{ADDRESS}/zelfcheck", headers={"accept-language": "en"}).json()
    assert len(told["vragen"]) == 13
    assert {tuple(choice["waarde"] for choice in one["antwoorden"]) for one in told["vragen"]} == {
        ("goed", "kan_beter", "lukt_niet", "zeg_ik_liever_niet")
    }
    assert told["vragen"][0]["tekst"] == "Can you manage on your money?"
    assert told["telling"] == {"wijze": "geen", "keer": 1, "mag_missen": 0, "banden": []}
    assert told["licentie"] == "EUPL-1.2"


def test_a_scale_is_told_with_its_ends(resident: Client) -> None:
    [asked] = resident.get(f"{ADDRESS}/cantril").json()["vragen"]
    assert [choice["getal"] for choice in asked["antwoorden"]] == [*range(11), None]
    assert (asked["laagste"], asked["hoogste"]) == ("Het slechtste leven", "Het beste leven")


def test_words_that_are_not_for_everybody_stay_with_the_municipality(resident: Client) -> None:
    words = raw(
        licentie={"naam": "Alleen voor ons", "open": False},
        vragen=[{"id": "zin", "letterlijk": {"nl": "Geheime zin"}}],
        antwoorden=[answer("ja", getal=1)],
    )
    publish(words, "questionnaires", "proef")
    response = resident.get(f"/duinstad{ADDRESS}/proef")
    [asked] = response.json()["vragen"]
    assert asked["tekst"] is None
    assert asked["antwoorden"][0] == {"waarde": "ja", "tekst": None, "getal": 1}
    assert response.json()["woorden_voor_iedereen"] is False
    assert "Geheime zin" not in response.content.decode()
    assert resident.get(f"/veenrode{ADDRESS}/proef").status_code == 404
