"""The page says how sure it is: it asks what was meant, offers what it hardly heard, and says when it heard nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from maatwerk.casework.frontdoor.door import Answer, FrontDoor, Question
from maatwerk.casework.frontdoor.shown import understood
from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import HeardNeed, LifeDomain, Need
from tests.casework.frontdoor.pages import Buttons, hearing, press, said

pytestmark = pytest.mark.django_db

ASKED = "wat iemand vroeg"
FAINT = {"huurachterstand": 0.3, "schulden": 0.28, "vallen": 0.2, "eenzaam": 0.1, "slapen": 0.09}


def ask(resident: Client, **fields: object) -> str:
    response = resident.post("/antwoord", {"tekst": ASKED, **fields})
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.fixture
def unsure(door: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    hearing(monkeypatch, door, FAINT, sure=False)


def names(door: FrontDoor, *ids: str) -> list[str]:
    return [door.needs[id_].text.nl for id_ in ids]


@pytest.mark.usefixtures("unsure")
def test_when_it_is_not_sure_it_says_so_and_asks_between_three(door: FrontDoor, resident: Client) -> None:
    page = ask(resident)
    assert "Wat bedoelt u vooral?" in page
    assert "Wij weten niet zeker wat u bedoelt." in page
    asked = page.split('aria-labelledby="bedoelt"')[1].split("</section>")[0]
    words = [button.words for button in Buttons(asked).all]
    assert words == [*names(door, "huurachterstand", "schulden", "vallen"), "Geen van deze"]
    assert "Misschien gaat het over:" in page
    assert "Wij hoorden:" not in page
    assert page.count('class="sm-card sm-advice"') >= 5  # what can help is there already, below the question
    assert page.index("Wat bedoelt u vooral?") < page.index('class="sm-card sm-advice"')


@pytest.mark.usefixtures("unsure")
def test_who_chooses_one_keeps_the_question_and_loses_the_other_two(door: FrontDoor, resident: Client) -> None:
    [chosen] = names(door, "schulden")
    page = press(resident, ask(resident), chosen)
    assert said(page) == [chosen]
    assert ASKED in page
    assert "Wat bedoelt u vooral?" not in page
    for lost in names(door, "huurachterstand", "vallen"):
        assert lost not in page.split('id="gehoord"')[1].split("</form>")[0]


@pytest.mark.usefixtures("unsure")
def test_none_of_these_leads_to_the_life_domains_and_a_person(door: FrontDoor, resident: Client) -> None:
    page = press(resident, ask(resident), "Geen van deze")
    assert "Wij begrepen uw vraag niet goed" in page
    assert 'name="leefgebied" value="financien"' in page
    assert 'href="/bel-mij/"' in page
    assert 'href="/zelfcheck/"' in page
    assert ASKED in page
    assert said(page) == []


def test_when_it_is_sure_it_does_not_ask(door: FrontDoor, resident: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    hearing(monkeypatch, door, {"huurachterstand": 0.8, "schulden": 0.1})
    assert "Wat bedoelt u vooral?" not in ask(resident)


def test_with_one_need_there_is_nothing_to_choose(
    door: FrontDoor, resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing(monkeypatch, door, {"huurachterstand": 0.2}, sure=False)
    assert "Wat bedoelt u vooral?" not in ask(resident)


def test_what_was_hardly_heard_is_only_offered_and_joins_when_somebody_wants_it(
    door: FrontDoor, resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing(monkeypatch, door, {"huurachterstand": 0.6, "schulden": 0.2, "vallen": 0.05})
    page = ask(resident)
    assert said(page) == names(door, "huurachterstand", "schulden")
    [offered] = names(door, "vallen")
    page = press(resident, page, f"{offered}?")
    assert sorted(said(page)) == sorted(names(door, "huurachterstand", "schulden", "vallen"))
    assert f"{offered}?" not in page


def test_striking_out_the_last_one_leads_to_the_life_domains(
    door: FrontDoor, resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing(monkeypatch, door, {"huurachterstand": 0.9, "schulden": 0.05})
    page = ask(resident)
    [only] = said(page)
    page = press(resident, page, f"Haal weg: {only}")
    assert "Wij begrepen uw vraag niet goed" in page
    assert 'name="leefgebied" value="financien"' in page


def test_of_several_one_is_struck_out_and_the_others_stay(
    door: FrontDoor, resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing(monkeypatch, door, {"huurachterstand": 0.5, "schulden": 0.4})
    page = ask(resident)
    page = press(resident, page, f"Haal weg: {said(page)[0]}")
    assert said(page) == names(door, "schulden")


def test_a_question_about_something_else_gets_that_sentence_first_and_a_number(
    door: FrontDoor, resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = hearing(monkeypatch, door, {}, elsewhere="burgerzaken")
    other.elsewhere = {"burgerzaken": Text(nl="Dit regelt u bij het loket.", en="You arrange this at the desk.")}
    page = ask(resident).split("<main")[1]
    assert page.index("Dit regelt u bij het loket.") < page.index("tel:140999") < page.index('name="leefgebied"')
    assert "Wij begrepen uw vraag niet goed" not in page


NEEDS = [Need(f"n{number}", Text(nl=f"n{number}", en=f"n{number}"), LifeDomain.FINANCIEN) for number in range(8)]


def heard(*certainties: float, picked: tuple[str, ...] = (), sure: bool = True) -> tuple[list[str], list[str]]:
    needs = tuple(HeardNeed(need, certainty) for need, certainty in zip(NEEDS, certainties, strict=False))
    told = understood(Question(picked=picked), Answer(False, (), needs, (), sure))
    return [need.id for need in told.said], [need.id for need in told.offered]


def test_a_quarter_of_the_best_is_clear_enough_to_say() -> None:
    assert heard(0.4, 0.1, 0.099) == (["n0", "n1"], ["n2"])
    assert heard(0.04, 0.01) == (["n0", "n1"], [])
    assert heard() == ([], [])


def test_at_most_five_are_said_and_what_was_picked_always_is() -> None:
    assert len(heard(*[0.2] * 8)[0]) == 5
    everything = tuple(need.id for need in NEEDS)
    assert heard(*[1.0] * 8, picked=everything) == (list(everything), [])
    assert heard(0.5, 1.0, 0.2, picked=("n1",)) == (["n1", "n0"], ["n2"])


def test_while_it_asks_it_offers_nothing_else() -> None:
    assert heard(0.2, 0.19, 0.01, sure=False) == (["n0", "n1"], [])
