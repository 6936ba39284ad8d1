"""Who chooses a neighbourhood beside the answer reads how far help is: on the page, on paper and over the network."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.casework.frontdoor.web import views
from maatwerk.knowledge.directory.models import Listing, Place
from maatwerk.site.editions import site_door
from tests.casework.frontdoor.pages import Buttons, hearing
from tests.casework.frontdoor.test_taking_the_answer_along import text_of
from tests.conftest import ROOT
from tests.knowledge.directory.shelves import TODAY, place, put, service

pytestmark = pytest.mark.django_db

TOWN = "duinstad"
CONTRACT = json.loads((ROOT / "docs/contracts/ask.schema.json").read_text(encoding="utf-8"))
MILE = 1 / 60  # a minute of latitude is a nautical mile, 1.852 km
CHOOSE = "Laat zien hoe ver het is"
UNKNOWN = "Deze wijk kennen wij niet. Wij kunnen niet zeggen hoe ver iets is."
ASKED = {"tekst": "x"}


@pytest.fixture(autouse=True)
def services_here_and_there(resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only services, made for the one need that is heard: on the corner, at one mile, at three, and a phone line."""
    Listing.objects.all().delete()
    put(TOWN, hoek=at("Hoekhuis", 0.02), mijl=at("Mijlhuis", 1), drie=at("Driehuis", 3), lijn=service("Bellijn"))
    hearing(monkeypatch, door, {"schulden": 0.9}, advisors={"hulp": site_door().advisors["hulp"]})
    monkeypatch.setattr(views, "localdate", lambda: TODAY)


@pytest.fixture
def zeezicht(resident: Client) -> None:
    for kind, name, latitude in (("wijk", "Zeezicht", 54), ("wijk", "Centrum", 54 + MILE), ("postcode4", "4990", 54)):
        Place.objects.create(
            municipality=TOWN, kind=kind, name=name, looked_up=name.casefold(), latitude=latitude, longitude=4,
            source="proef", on=TODAY,
        )  # fmt: skip


def at(name: str, miles: float) -> Any:
    return service(name, locaties=[place("Zeezicht", 54 + miles * MILE, 4)])


def answer(resident: Client, address: str = "/antwoord", **fields: Any) -> str:
    response = resident.post(address, {**ASKED, **fields})
    assert response.status_code == 200
    assert response.cookies.keys() == set()
    return str(response.content.decode())


def cards(page: str) -> dict[str, str]:
    """The cards in the order of the page, by title, as words."""
    found = {}
    for card in re.findall(r"<article.*?</article>", page, re.DOTALL):
        [title] = re.findall(r"<h2[^>]*>([^<]+)</h2>", card)
        found[title] = " ".join(re.sub(r"<[^>]+>", " ", card).split())
    return found


def hidden(page: str, words: str) -> list[tuple[str, str]]:
    """What the first form with these words sends along."""
    form = next(each for each in re.findall(r"<form.*?</form>", page, re.DOTALL) if words in each)
    return re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)


def chosen(page: str) -> list[str]:
    """The neighbourhood that is selected."""
    return re.findall(r'<option value="([^"]*)" selected>', page)


@pytest.mark.usefixtures("zeezicht")
def test_neighbourhoods_can_be_chosen_and_until_then_nothing_is_said_of_distance(resident: Client) -> None:
    page = answer(resident)
    options = re.findall(r'<option value="([^"]*)"', page.split('name="plaats"')[1])
    assert options == ["", "Centrum", "Zeezicht"]  # neighbourhoods, no postcodes
    assert not chosen(page)
    assert "kilometer" not in page
    assert "Dichtbij" not in page


def test_where_no_neighbourhood_is_known_there_is_nothing_to_choose(resident: Client) -> None:
    page = answer(resident)
    assert 'name="plaats"' not in page
    assert "Wat is dichtbij?" not in page


@pytest.mark.usefixtures("zeezicht")
def test_who_was_not_understood_is_not_asked_for_a_neighbourhood(resident: Client) -> None:
    page = answer(resident, tekst="", behoefte="bestaat_niet", plaats="Zeezicht")
    assert 'id="plaats"' not in page
    assert "Wat is dichtbij?" not in page


@pytest.mark.usefixtures("zeezicht")
def test_each_card_says_how_far_it_is_and_nothing_where_that_is_not_known(resident: Client) -> None:
    page = answer(resident, plaats="Zeezicht")
    told = cards(page)
    assert "Ongeveer 1,9 kilometer van Zeezicht" in told["Mijlhuis"]
    assert "Ongeveer 5,6 kilometer van Zeezicht" in told["Driehuis"]
    assert "Dichtbij" in told["Hoekhuis"]
    assert "kilometer" not in told["Hoekhuis"]
    assert not re.search("kilometer|Dichtbij", told["Bellijn"])
    assert chosen(page) == ["Zeezicht"]


@pytest.mark.usefixtures("zeezicht")
def test_on_a_phone_a_link_above_the_cards_leads_to_the_choice(resident: Client) -> None:
    page = answer(resident)
    assert page.index('<a class="nl-link" href="#dichtbij">') < page.index("<article") < page.index('id="dichtbij"')


@pytest.mark.usefixtures("zeezicht")
def test_the_cards_below_the_first_five_and_what_does_not_fit_say_it_too(resident: Client) -> None:
    young = {"leeftijd": {"van": 18, "tot_en_met": 27}, "locaties": [place("Zeezicht", 54 + MILE, 4)]}
    put(
        TOWN, jong=service("Jongerenhuis", **young), **{f"huis{number}": at(f"Huis {number}", 1) for number in range(8)}
    )
    told = cards(answer(resident, plaats="Zeezicht", feit="leeftijd=70"))
    assert "Past nu niet" in told["Jongerenhuis"]
    for title in ("Jongerenhuis", *(f"Huis {number}" for number in range(8))):
        assert "Ongeveer 1,9 kilometer van Zeezicht" in told[title]


@pytest.mark.usefixtures("zeezicht")
def test_in_english_the_number_is_english(resident: Client) -> None:
    page = answer(resident, "/en/antwoord", plaats="Zeezicht")
    assert "1.9 kilomet" in page
    assert "1,9" not in page


@pytest.mark.usefixtures("zeezicht")
def test_of_what_fits_equally_well_the_nearer_stands_first_and_the_advice_stays_the_same(resident: Client) -> None:
    """Public values MAC-E2 and REC-E3: another neighbourhood gives the same help with the same verdict and reasons."""
    order = list(cards(answer(resident, plaats="Zeezicht")))
    assert [title for title in order if title != "Bellijn"] == ["Hoekhuis", "Mijlhuis", "Driehuis"]
    told = [_without_distance(cards(answer(resident, plaats=each))) for each in ("", "Zeezicht", "Centrum")]
    assert told[0] == told[1] == told[2]


def _without_distance(told: Mapping[str, str]) -> dict[str, str]:
    return {title: re.sub(r"(Dichtbij|Ongeveer [\d,]+ kilometer van \w+) ", "", words) for title, words in told.items()}


@pytest.mark.usefixtures("zeezicht")
def test_every_next_step_keeps_the_place_and_the_one_that_chooses_sends_it_once(resident: Client) -> None:
    buttons = Buttons(answer(resident, plaats="Zeezicht", feit="balans=slecht")).all
    sent = {each.words: [value for name, value in each.fields if name == "plaats"] for each in buttons}
    assert sent.pop(CHOOSE) == []  # the select itself sends it
    assert {"Haal uw antwoord weg op: Staat u stevig op uw benen?", "Bewaar als PDF"} <= sent.keys()
    assert {tuple(values) for values in sent.values()} == {("Zeezicht",)}


@pytest.mark.usefixtures("zeezicht")
def test_an_answer_given_and_one_taken_back_keep_the_distance(resident: Client) -> None:
    for step in ({"gevraagd": "balans", "antwoord": "slecht"}, {"feit": "balans=slecht", "wis": "balans"}):
        page = answer(resident, plaats="Zeezicht", **step)
        assert "Ongeveer 1,9 kilometer van Zeezicht" in cards(page)["Mijlhuis"]
        assert chosen(page) == ["Zeezicht"]


@pytest.mark.usefixtures("zeezicht")
def test_the_other_language_keeps_the_place(resident: Client) -> None:
    assert ("plaats", "Zeezicht") in hidden(answer(resident, plaats="Zeezicht"), "English")


@pytest.mark.usefixtures("zeezicht")
def test_the_empty_choice_takes_the_place_away(resident: Client) -> None:
    page = answer(resident, plaats=["Zeezicht", ""])
    assert not chosen(page)
    assert "kilometer" not in page
    assert not [each for each in Buttons(page).all if "plaats" in dict(each.fields)]


@pytest.mark.parametrize(
    "sent", ["Nergenshuizen", "4990", "zeezicht", "<script>alert(1)</script>", "\x00", "x" * 9_000]
)
@pytest.mark.usefixtures("zeezicht")
def test_a_place_that_is_not_in_the_list_gives_one_sentence_and_all_the_rest(resident: Client, sent: str) -> None:
    page = answer(resident, plaats=sent)
    assert page.count(UNKNOWN) == 1
    assert 'aria-invalid="true" aria-describedby="plaats-error"' in page
    assert "<script>alert" not in page
    assert "kilometer van" not in page
    assert not [each for each in Buttons(page).all if "plaats" in dict(each.fields)]
    assert len(cards(page)) == 4


def test_a_place_where_none_is_known_gives_the_same_sentence(resident: Client) -> None:
    page = answer(resident, plaats="Zeezicht")
    assert page.count(UNKNOWN) == 1
    assert 'name="plaats"' not in page


@pytest.mark.usefixtures("zeezicht")
def test_the_paper_says_it_too(resident: Client) -> None:
    told = text_of(resident.post("/antwoord/pdf", {**ASKED, "plaats": "Zeezicht"}))
    assert "Ongeveer 1,9 kilometer van Zeezicht." in told
    assert "Dichtbij." in told
    assert "kilometer" not in text_of(resident.post("/antwoord/pdf", ASKED))


@pytest.mark.usefixtures("zeezicht")
def test_the_page_of_a_service_takes_the_place_along_and_brings_it_back(resident: Client) -> None:
    page = answer(resident, plaats="Zeezicht")
    entry = answer(resident, "/hulp/dienst", **dict(hidden(page, "Lees meer over Mijlhuis")), dienst="mijl")
    assert cards(answer(resident, **dict(hidden(entry, "Terug naar wat u kan helpen")))) == cards(page)


@pytest.mark.usefixtures("zeezicht")
def test_the_place_is_kept_nowhere(resident: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), CaptureQueriesContext(connection) as sent:
        response = resident.post("/antwoord", {**ASKED, "plaats": "Zeezicht"})
    assert all(query["sql"].lstrip('"').upper().startswith("SELECT") for query in sent)
    assert "Zeezicht" not in caplog.text
    assert "Zeezicht" not in "".join(f"{name}: {value}" for name, value in response.items())


@pytest.mark.usefixtures("zeezicht")
def test_a_place_takes_one_query_more_however_many_services_there_are(resident: Client) -> None:
    def queries(**fields: str) -> int:
        answer(resident, **fields)  # reads services that this process had not read
        with CaptureQueriesContext(connection) as sent:
            answer(resident, **fields)
        return len(sent)

    few, without = queries(plaats="Zeezicht"), queries()
    put(TOWN, **{f"dienst{number}": at(f"Huis {number}", number) for number in range(12)})
    assert few == without + 1
    assert queries(plaats="Zeezicht") == few


def over_the_network(resident: Client, status: int = 200, **fields: object) -> dict[str, Any]:
    response = resident.post("/api/v1/adviezen", {**ASKED, **fields}, content_type="application/json")
    assert response.status_code == status
    told: dict[str, Any] = response.json()
    return told


@pytest.mark.parametrize("sent", ["Zeezicht", " zeezicht", "Zee\0zicht", "4990 AB"])
@pytest.mark.usefixtures("zeezicht")
def test_a_program_gets_it_in_tenths_of_kilometres(resident: Client, sent: str) -> None:
    told = over_the_network(resident, plaats=sent)
    jsonschema.validate(told, CONTRACT)
    far = {each["id"]: each["afstand_km"] for each in told["adviezen"]}
    assert far == {"hoek": 0.0, "mijl": 1.9, "drie": 5.6, "lijn": None}
    assert [id_ for id_ in far if id_ != "lijn"] == ["hoek", "mijl", "drie"]


@pytest.mark.parametrize("fields", [{}, {"plaats": None}, {"plaats": ""}])
@pytest.mark.usefixtures("zeezicht")
def test_without_a_place_a_program_gets_no_distance(resident: Client, fields: dict[str, object]) -> None:
    told = over_the_network(resident, **fields)
    jsonschema.validate(told, CONTRACT)
    assert {each["afstand_km"] for each in told["adviezen"]} == {None}


@pytest.mark.parametrize("sent", ["Nergenshuizen", " ", "\x00x", "x" * 101, 5])
@pytest.mark.usefixtures("zeezicht")
def test_a_program_hears_which_place_is_not_known(resident: Client, sent: object) -> None:
    [error] = over_the_network(resident, 400, plaats=sent)["errors"]
    assert error["location"] == {"pointer": "/plaats"}
    assert error["detail"]


@pytest.mark.usefixtures("zeezicht")
def test_a_program_hears_everything_that_is_wrong_at_once(resident: Client) -> None:
    told = over_the_network(resident, 400, plaats="Nergenshuizen", feiten={"schoenmaat": 42})
    assert [error["location"]["pointer"] for error in told["errors"]] == ["/feiten/schoenmaat", "/plaats"]
    assert told["errors"][1]["detail"] == (
        "Deze plaats kennen wij niet. Geef de naam van een wijk of een postcode in deze gemeente."
    )
