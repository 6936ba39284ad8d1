"""After an answer the page says what it changed, worked out from what was sent, and correct without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from maatwerk.casework.frontdoor.changes import Change, changes
from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Advisor, Kind, NextStep, Question, Situation, Suggestion, Verdict
from maatwerk.knowledge.facts import Dictionary, FactKey, NoAnswer
from tests.casework.frontdoor.pages import hearing, press
from tests.conftest import TODAY

BALANCE = FactKey.parse("balans")


def suggestion(id_: str, verdict: Verdict, *questions: Question) -> Suggestion:
    return Suggestion(
        kind=Kind.SERVICE,
        id=id_,
        title=Text(nl=f"Naam van {id_}", en=f"Name of {id_}"),
        summary=Text(nl="Wat het is.", en="What it is."),
        verdict=verdict,
        serves=("vallen",),
        next_step=NextStep(Text(nl="Loop binnen.", en="Walk in.")),
        source="Proef",
        checked_on=TODAY,
        questions=questions,
    )


class Balance:
    """Suggests one thing for who stands firmly, some for who does not, and one for everybody."""

    def __init__(self, dictionary: Dictionary, many: int) -> None:
        self._question = Question(BALANCE, dictionary.question(BALANCE))
        self._choices = [value for value, _label in dictionary["balans"].choices()]
        self._many = many

    def suggest(self, situation: Situation) -> list[Suggestion]:
        fact = situation.facts.get(BALANCE)
        told = fact.value if fact and not isinstance(fact.value, NoAnswer) else None
        fits = {False: (Verdict.DOES_NOT_FIT,), True: (Verdict.FITS,)}
        unsure = (Verdict.UNSURE, self._question)
        return [
            suggestion("stevig", *(fits[told != self._choices[-1]] if told else unsure)),
            *(
                suggestion(f"los_{number}", *(fits[told == self._choices[-1]] if told else unsure))
                for number in range(self._many)
            ),
            suggestion("iedereen", Verdict.FITS),
        ]


@pytest.fixture
def choices(door: FrontDoor) -> list[tuple[str, str]]:
    return [(value, label.nl) for value, label in door.dictionary["balans"].choices()]


def status(page: str) -> str:
    """What stands in the place that is read aloud, or ""."""
    parts = page.split('<div role="status"')
    return parts[1].split("</div></div>")[0] if len(parts) > 1 else ""


def asking(resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch, many: int = 2, **fields: str) -> str:
    advisors: dict[str, Advisor] = {"proef": Balance(door.dictionary, many)}
    hearing(monkeypatch, door, {"vallen": 0.9}, advisors=advisors)
    response = resident.post("/antwoord", {"tekst": "ik val", **fields})
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.django_db
def test_an_answer_says_what_fits_now_and_what_no_longer_does(
    resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch, choices: list[tuple[str, str]]
) -> None:
    page = asking(resident, door, monkeypatch)
    assert status(page) == ""  # nothing was answered yet
    told = status(press(resident, page, choices[-1][1]))
    assert "Door uw antwoord:" in told
    # Equal ones stand in another order each day (0009).
    assert re.search(r"2 dingen passen nu: (Naam van los_0, Naam van los_1|Naam van los_1, Naam van los_0)\.", told)
    assert "1 ding past niet meer: Naam van stevig." in told
    assert "iedereen" not in told


@pytest.mark.django_db
def test_many_names_are_counted(
    resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch, choices: list[tuple[str, str]]
) -> None:
    told = status(press(resident, asking(resident, door, monkeypatch, many=9), choices[-1][1]))
    names = [f"los_{number}" for number in range(9) if f"los_{number}" in told]
    assert "9 dingen passen nu:" in told
    assert len(names) == 3
    assert "en nog 6." in told


@pytest.mark.django_db
def test_taking_an_answer_back_says_what_that_changed(
    resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch, choices: list[tuple[str, str]]
) -> None:
    page = press(resident, asking(resident, door, monkeypatch), choices[-1][1])
    question = door.dictionary.question(BALANCE).nl
    told = status(press(resident, page, f"Haal uw antwoord weg op: {question}"))
    assert "Zonder dat antwoord:" in told
    assert "3 dingen passen misschien:" in told


@pytest.mark.django_db
def test_an_answer_that_changes_nothing_says_so(
    resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = status(press(resident, asking(resident, door, monkeypatch), "Zeg ik liever niet"))
    assert "Dit veranderde niets aan wat bij u past." in told


@pytest.mark.django_db
def test_the_next_step_does_not_tell_it_again(
    resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch, choices: list[tuple[str, str]]
) -> None:
    fields = {"feit": f"balans={choices[-1][0]}"}
    assert status(asking(resident, door, monkeypatch, **fields)) == ""
    assert status(asking(resident, door, monkeypatch, **fields, gevraagd="balans", antwoord=choices[-1][0])) == ""


@pytest.mark.django_db
def test_an_answer_that_cannot_be_read_changes_nothing(
    resident: Client, door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert status(asking(resident, door, monkeypatch, gevraagd="balans", antwoord="misschien")) == ""


def test_what_is_new_gone_or_the_same() -> None:
    one, other = suggestion("een", Verdict.FITS), suggestion("ander", Verdict.FITS_IF)
    gone = suggestion("weg", Verdict.UNSURE)
    assert changes([one, other], [one, other]) == ()
    assert changes([], [one]) == (Change(Verdict.FITS, (one,)),)
    assert changes([one, gone], [one]) == (Change(Verdict.DOES_NOT_FIT, (gone,)),)
    assert changes([suggestion("x", Verdict.DOES_NOT_FIT)], []) == ()
    assert [change.verdict for change in changes([], [other, one])] == [Verdict.FITS, Verdict.FITS_IF]
