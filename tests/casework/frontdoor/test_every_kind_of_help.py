"""People nearby and apps come as advisors, as schemes did: answer, order, page and JSON show them without any other
change."""

from __future__ import annotations

import json
from copy import copy
from decimal import Decimal

import jsonschema
import pytest
from django.test import Client

from maatwerk.casework.frontdoor.contract import as_json
from maatwerk.casework.frontdoor.door import FrontDoor, Question
from maatwerk.foundation.content import Text
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import Amount, Kind, NextStep, Period, Situation, Suggestion, Verdict
from maatwerk.site import editions
from tests.conftest import ROOT, TODAY

pytestmark = pytest.mark.django_db

CONTRACT = json.loads((ROOT / "docs/contracts/ask.schema.json").read_text(encoding="utf-8"))
ASKED = Question(picked=("schulden",))


class OneAdvisor:
    """As small as an advisor can be: one suggestion for who has debts."""

    def __init__(self, kind: Kind, amount: Amount | None = None, verdict: Verdict = Verdict.FITS) -> None:
        self.told = Suggestion(
            kind=kind,
            id=f"proef_{kind}",
            title=Text(nl=f"Proef met {kind}", en=f"Trial with {kind}"),
            summary=Text(nl="Dit is een proef.", en="This is a trial."),
            verdict=verdict,
            serves=("schulden",),
            next_step=NextStep(Text(nl="Loop even binnen.", en="Just walk in.")),
            source="Proef",
            checked_on=TODAY,
            amount=amount,
        )

    def suggest(self, situation: Situation) -> list[Suggestion]:
        return [self.told] if any(heard.need.id == "schulden" for heard in situation.needs) else []


def with_advisor(door: FrontDoor, advisor: OneAdvisor) -> FrontDoor:
    other = copy(door)
    other.advisors = {**door.advisors, advisor.told.kind.value: advisor}
    return other


KINDS = [
    (Kind.SCHEME, Amount(Period.MONTH, exact=Decimal("1234.50")), "Regeling", "€\xa01.234,50 per maand"),
    (Kind.SCHEME, Amount(Period.ONCE, paid_out=Decimal(200)), "Regeling", "€\xa0200 één keer"),
    (
        Kind.SCHEME,
        Amount(Period.YEAR, bounds=(Decimal(50), Decimal(130))),
        "Regeling",
        "tussen €\xa050 en €\xa0130 per jaar",
    ),
    (Kind.PEOPLE, None, "Mensen", ""),
    (Kind.APP, None, "App", ""),
]


@pytest.mark.parametrize(("kind", "amount", "word", "euros"), KINDS)
def test_the_answer_and_its_order_hold_it(
    kind: Kind, amount: Amount | None, word: str, euros: str, door: FrontDoor, duinstad: Municipality
) -> None:
    fitting = with_advisor(door, OneAdvisor(kind, amount)).answer(ASKED, duinstad, TODAY)
    [told] = [one for one in fitting.suggestions if one.kind is kind]
    # It is made for the need that was picked, and the first of its kind: no more than one of each kind can go before.
    assert fitting.suggestions.index(told) < len(Kind)
    unfit = with_advisor(door, OneAdvisor(kind, amount, Verdict.DOES_NOT_FIT)).answer(ASKED, duinstad, TODAY)
    assert unfit.suggestions[-1].verdict is Verdict.DOES_NOT_FIT
    assert all(one.verdict is Verdict.DOES_NOT_FIT for one in unfit.suggestions[unfit.suggestions.index(
        next(one for one in unfit.suggestions if one.kind is kind)) :])  # fmt: skip


@pytest.mark.parametrize(("kind", "amount", "word", "euros"), KINDS)
def test_the_page_shows_it(
    kind: Kind, amount: Amount | None, word: str, euros: str, door: FrontDoor, resident: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(editions, "site_door", lambda: with_advisor(door, OneAdvisor(kind, amount)))
    page = resident.post("/antwoord", {"tekst": "ik heb schulden"}).content.decode()
    card = page.split(f'id="{kind}-proef_{kind}"')[0].rsplit("<article", 1)[1] + page.split(f"proef_{kind}", 2)[2]
    card = card.split("</article>")[0]
    assert word in card
    assert f"Proef met {kind}" in card
    assert "Loop even binnen." in card
    assert euros in card


@pytest.mark.parametrize(("kind", "amount", "word", "euros"), KINDS)
def test_the_contract_holds_it(
    kind: Kind, amount: Amount | None, word: str, euros: str, door: FrontDoor, duinstad: Municipality
) -> None:
    answer = with_advisor(door, OneAdvisor(kind, amount)).answer(ASKED, duinstad, TODAY)
    told = as_json(answer, duinstad, "en")
    jsonschema.validate(told, CONTRACT)
    [one] = [each for each in told["adviezen"] if each["soort"] == kind.value]
    assert one["titel"] == f"Trial with {kind}"
    assert (one["bedrag"] is not None) == (amount is not None)
    assert amount is None or one["bedrag"]["per"] == amount.per.value


def test_the_api_gives_it(door: FrontDoor, resident: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    advisor = OneAdvisor(Kind.SCHEME, Amount(Period.MONTH, exact=Decimal("45.50")))
    monkeypatch.setattr(editions, "site_door", lambda: with_advisor(door, advisor))
    response = resident.post("/api/v1/adviezen", {"tekst": "ik heb schulden"}, content_type="application/json")
    jsonschema.validate(response.json(), CONTRACT)
    [one] = [each for each in response.json()["adviezen"] if each["soort"] == "regeling"]
    assert one["bedrag"] == {"exact": 45.5, "uitbetaald": None, "per": "maand", "grenzen": None}


def test_without_the_advisor_there_is_none_of_it(door: FrontDoor, duinstad: Municipality) -> None:
    kinds = {one.kind for one in door.answer(ASKED, duinstad, TODAY).suggestions}
    assert kinds.isdisjoint({Kind.PEOPLE, Kind.APP})
