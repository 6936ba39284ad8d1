"""`/zelf-doen` and `/aanpakken`."""

from __future__ import annotations

import pytest
from django.test import Client

from maatwerk.site.library import library

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("address", "need"), [("zelf-doen", "schulden"), ("aanpakken", "schulden")])
def test_guidance_for_one_need(resident: Client, address: str, need: str) -> None:
    entries = library().self_help if address == "zelf-doen" else library().approaches
    told = resident.get(f"/api/v1/{address}?behoefte={need}&limit=100").json()["resultaten"]
    assert [one["id"] for one in told] == sorted(id_ for id_, entry in entries.items() if need in entry.needs)
    assert told
    nothing = resident.get(f"/api/v1/{address}?behoefte=bestaat_niet").json()
    assert nothing == {"resultaten": [], "volgende": None}


def test_a_first_step_says_what_its_file_says(resident: Client) -> None:
    told = resident.get("/api/v1/zelf-doen/gebrek_melden").json()
    entry = library().self_help["gebrek_melden"]
    assert told["stappen"] == [step.nl for step in entry.steps]
    assert told["situaties"] == [
        {"feiten": ["woning_soort"], "gevolg": "past_niet", "uitleg": entry.rules[0].reason.nl}
    ]
    assert told["bron"]["zekerheid"] == "middel"


def test_an_approach_names_its_laws_in_the_language_that_was_asked(resident: Client) -> None:
    told = resident.get("/api/v1/aanpakken/hulp_thuis", headers={"accept-language": "en"}).json()
    entry = library().approaches["hulp_thuis"]
    assert [law["naam"] for law in told["wetten"]] == [law.name for law in entry.laws]
    assert told["wetten"][0]["doet"] == entry.laws[0].does.en
    assert told["groepen"] == [list(group) for group in entry.groups]


@pytest.mark.parametrize("address", ["zelf-doen/bestaat_niet", "aanpakken/bestaat_niet"])
def test_what_is_not_there_is_404(resident: Client, address: str) -> None:
    assert resident.get(f"/api/v1/{address}").status_code == 404
