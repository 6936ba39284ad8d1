"""What nobody looked at for half a year is shown and said to be old; after a year it is advised only where nothing else
fits, and then it says so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import HeardNeed, LifeDomain, Need, Situation, Suggestion
from maatwerk.knowledge.directory import ContentShelf, ServiceAdvisor
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.facts import FactKey, KnownFact
from maatwerk.site.library import library
from tests.knowledge.directory.map_of_the_bridge import value

TODAY = date(2026, 11, 22)
FRESH, GREY, OUT = date(2026, 10, 1), date(2026, 2, 1), date(2025, 6, 1)
SAYS_OLD = "Dit is voor het laatst nagekeken op"


def need(id_: str) -> Need:
    return Need(id_, Text(nl=id_, en=id_), LifeDomain.SOCIAAL_NETWERK)


def advice(entries: dict[str, dict[str, Any]], *needs: str, age: int | None = None) -> dict[str, Suggestion]:
    services = {key: Service.model_validate(each) for key, each in entries.items()}
    heard = tuple(HeardNeed(need(id_), 1.0) for id_ in needs or ("eenzaam",))
    known = {} if age is None else {FactKey.parse("leeftijd"): KnownFact(Decimal(age))}
    situation = Situation(heard, "duinstad", TODAY, known)
    found = ServiceAdvisor(ContentShelf(services), library().dictionary).suggest(situation)
    return {each.id: each for each in found}


def against(suggestion: Suggestion) -> str:
    return " ".join(text.nl for text in suggestion.reasons_against)


def test_what_was_seen_lately_says_nothing_of_its_age() -> None:
    found = advice({"eten": value(seen=FRESH)})
    assert SAYS_OLD not in against(found["eten"])
    assert found["eten"].checked_on == FRESH


def test_after_half_a_year_it_is_shown_and_says_when_it_was_seen() -> None:
    found = advice({"oud": value(seen=GREY), "nieuw": value(seen=FRESH)})
    assert set(found) == {"oud", "nieuw"}
    assert f"{SAYS_OLD} 1-2-2026. Bel eerst of het nog klopt." in against(found["oud"])


def test_after_a_year_it_is_left_out_where_something_else_fits() -> None:
    found = advice({"te_oud": value(seen=OUT), "nieuw": value(seen=FRESH)})
    assert set(found) == {"nieuw"}


def test_something_grey_is_something_else_that_fits() -> None:
    assert set(advice({"te_oud": value(seen=OUT), "oud": value(seen=GREY)})) == {"oud"}


def test_where_nothing_else_fits_it_is_told_after_all_and_says_how_old_it_is() -> None:
    found = advice({"te_oud": value(seen=OUT)})
    assert f"{SAYS_OLD} 1-6-2025" in against(found["te_oud"])


def test_what_serves_another_need_does_not_push_it_out() -> None:
    entries = {"te_oud": value(seen=OUT), "nieuw": value(seen=FRESH, behoeften=["schulden"])}
    assert set(advice(entries, "eenzaam", "schulden")) == {"te_oud", "nieuw"}


def test_what_does_not_fit_this_person_does_not_push_it_out() -> None:
    """The fresh one is for who is 18 to 27; somebody of 70 asks, somebody of 20, and somebody of whom it is unknown."""
    entries = {"te_oud": value(seen=OUT), "jong": value(seen=FRESH, leeftijd={"van": 18, "tot_en_met": 27})}
    assert "te_oud" in advice(entries, age=70)
    assert "te_oud" not in advice(entries, age=20)
    assert "te_oud" not in advice(entries)


@pytest.mark.parametrize("seen", [OUT, date(2020, 1, 1)])
def test_help_in_danger_is_told_however_old_it_is(seen: date) -> None:
    danger = value(seen=seen, noodhulp=True)
    found = advice({"nood": danger, "nieuw": value(seen=FRESH)})
    assert set(found) == {"nood", "nieuw"}
    assert SAYS_OLD not in against(found["nood"])  # nobody in danger should first ask whether it is still right


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (date(2025, 11, 22), True),  # twelve months on the day itself
        (date(2025, 11, 21), False),
    ],
)
def test_it_is_out_on_the_day_after_twelve_months(seen: date, told: bool) -> None:
    assert ("oud" in advice({"oud": value(seen=seen), "nieuw": value(seen=FRESH)})) is told
