"""How the page asks for a number, a date, an amount or an age, and shows what was told."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Kind, NextStep, Question, Situation, Suggestion, Verdict
from maatwerk.knowledge.facts import FactKey
from maatwerk.site.editions import site_door

pytestmark = pytest.mark.django_db

WORDS = Text(nl="woorden", en="words")


class AsksOne:
    """An advisor with one suggestion that hangs on one fact, and remembers what it was told."""

    def __init__(self, door: FrontDoor, key: str) -> None:
        self.key = FactKey.parse(key)
        self.question = door.dictionary.question(self.key)
        self.told: object = None

    def suggest(self, situation: Situation) -> list[Suggestion]:
        known = situation.facts.get(self.key)
        self.told = known.value if known else self.told
        return [
            Suggestion(
                kind=Kind.SCHEME,
                id="proef",
                title=WORDS,
                summary=WORDS,
                verdict=Verdict.UNSURE,
                serves=tuple(heard.need.id for heard in situation.needs),
                next_step=NextStep(WORDS),
                source="test",
                checked_on=date(2026, 11, 21),
                questions=() if known else (Question(self.key, self.question),),
            )
        ]


def ask(
    resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch, key: str, language: str = "", **fields: str
) -> tuple[str, AsksOne]:
    advisor = AsksOne(door, key)
    monkeypatch.setattr(site_door(), "advisors", {"proef": advisor})
    response = resident.post(f"{language}/antwoord", {"tekst": "ik heb schulden", **fields})
    assert response.status_code == 200
    return response.content.decode(), advisor


@pytest.mark.parametrize(
    ("key", "hints", "keyboard"),
    [
        ("drempel_cm", ["Vul dan 0 in.", "Meet de hoogte met een liniaal"], ' inputmode="decimal"'),
        ("geboortedatum", ["Bijvoorbeeld: 12-3-1980."], ""),
        ("netto_maandinkomen", ["Een schatting is goed.", "Vul het bedrag per maand in"], ' inputmode="decimal"'),
        ("toetsingsinkomen", ["Vul het bedrag per jaar in"], ""),  # a loss needs a minus
        ("spaargeld", ["Vul het hele bedrag in"], ' inputmode="decimal"'),
        ("leeftijd", ["Vul hele jaren in."], ' inputmode="numeric"'),
    ],
)
def test_what_is_typed_gets_a_field_with_a_hint_and_the_right_keys(
    resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch, key: str, hints: list[str], keyboard: str
) -> None:
    page, _ = ask(resident, door, monkeypatch, key)
    field = page.split('id="antwoord-hint">')[1].split("</div>")[0]
    assert [hint for hint in hints if hint not in field] == []
    assert f'name="antwoord" type="text"{keyboard} value=""' in page


def test_the_hint_is_english_on_an_english_page(
    resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = ask(resident, door, monkeypatch, "geboortedatum", "/en")
    assert "For example: 12-3-1980." in page


def test_a_question_about_the_partner_says_so(
    resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = ask(resident, door, monkeypatch, "partner.leeftijd")
    assert "Antwoord voor uw partner. Hoe oud bent u?" in page


@pytest.mark.parametrize(
    ("key", "answer", "shown", "hidden"),
    [
        ("netto_maandinkomen", "ongeveer € 1.200,-", "€ 1.200 per maand", "netto_maandinkomen=1200 per maand"),
        ("partner.geboortedatum", "12 maart 1980", "12 maart 1980", "partner.geboortedatum=1980-03-12"),
        ("leeftijd", "45", "45 jaar", "leeftijd=45"),
        ("spaargeld", "nvt", "Niet van toepassing", "spaargeld=nvt"),
    ],
)
def test_what_was_told_is_shown_and_reaches_the_next_page_as_the_same_value(
    resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch, key: str, answer: str, shown: str, hidden: str
) -> None:
    page, advisor = ask(resident, door, monkeypatch, key, gevraagd=key, antwoord=answer)
    assert shown in page.replace("\N{NO-BREAK SPACE}", " ")
    assert f'name="feit" value="{hidden}"' in page
    again, next_advisor = ask(resident, door, monkeypatch, key, feit=hidden)
    assert f'name="feit" value="{hidden}"' in again
    assert next_advisor.told == advisor.told


def test_an_answer_that_cannot_be_read_stays_in_its_field_with_the_reason(
    resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, advisor = ask(
        resident, door, monkeypatch, "geboortedatum", gevraagd="geboortedatum", antwoord='maart 1980 "><b>'
    )
    assert 'value="maart 1980 &quot;&gt;&lt;b&gt;"' in page
    assert "hoort een datum zoals 12-3-1980" in page
    page, advisor = ask(resident, door, monkeypatch, "geboortedatum", gevraagd="geboortedatum", antwoord="maart 1980")
    assert "Noem ook de dag van de maand." in page
    assert advisor.told is None


def test_language_is_kept_on_the_page_and_never_reaches_an_advisor(
    resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, advisor = ask(resident, door, monkeypatch, "taal_contact", feit="taal_contact=turks")
    assert 'value="taal_contact=turks"' in page
    assert advisor.told is None
