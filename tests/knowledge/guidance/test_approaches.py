"""Whom to call when several laws meet: only when they do meet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import HeardNeed, Kind, LifeDomain, Need, Situation, Suggestion, Verdict
from maatwerk.knowledge.guidance import Approach, ApproachAdvisor
from tests.conftest import TODAY


def need(id_: str, *related: str) -> HeardNeed:
    return HeardNeed(Need(id_, Text(nl=f"nl {id_}", en=f"en {id_}"), LifeDomain.FINANCIEN, related=related), 0.8)


def text(word: str) -> dict[str, str]:
    return {"nl": word, "en": word}


def entry(**more: Any) -> Approach:
    return Approach.model_validate(
        {
            "titel": text("titel"), "samenvatting": text("kort"),
            "groepen": [["schoonmaken", "was"], ["wassen"], ["dementie"]], "ook_alleen": ["verpleging_thuis"],
            "bel_eerst": text("Bel de wijkverpleging."), "zeg": text("Ik heb hulp nodig."),
            "stappen": [text("een"), text("twee")], "doorgestuurd": text("door"),
            "wetten": [
                {"naam": "Wmo 2015, artikel 2.3.2", "doet": text("doet wel"), "doet_niet": text("doet niet")},
                {"naam": "Zvw", "doet": text("betaalt")},
            ],
            "bron": {"naam": "bron", "datum": TODAY, "zekerheid": "hoog"},
        } | more
    )  # fmt: skip


def suggest(*needs: HeardNeed, one: Approach | None = None) -> list[Suggestion]:
    return ApproachAdvisor({"thuis": one or entry()}, {}).suggest(Situation(needs, "duinstad", TODAY))


@pytest.mark.parametrize(
    ("heard", "comes"),
    [
        (["schoonmaken", "wassen"], True),
        (["dementie", "was"], True),
        (["dementie", "wassen"], False),  # not what it is about
        (["schoonmaken", "was"], False),  # two needs, one law
        (["schoonmaken"], False),
        (["verpleging_thuis"], True),
        (["slapen"], False),
        ([], False),
    ],
)
def test_it_comes_when_two_groups_meet_or_one_need_that_meets_several_laws(heard: list[str], comes: bool) -> None:
    assert bool(suggest(*map(need, heard))) == comes


def test_what_was_only_faintly_heard_does_not_make_laws_meet() -> None:
    faint = [replace(need(id_), certainty=0.1) for id_ in ("was", "wassen", "verpleging_thuis")]
    assert suggest(*faint) == []
    assert suggest(need("was"), faint[1]) == []


def test_where_any_two_groups_are_enough_the_first_is_not_needed() -> None:
    assert suggest(need("dementie"), need("wassen"), one=entry(elke_twee=True))
    assert suggest(need("dementie"), one=entry(elke_twee=True)) == []


def test_a_related_need_that_nobody_mentioned_does_not_make_laws_meet() -> None:
    assert suggest(need("schoonmaken", "wassen", "dementie")) == []


def test_it_says_what_comes_together_whom_to_call_what_to_say_and_what_each_law_does() -> None:
    [told] = suggest(need("was"), need("wassen"))
    assert told.kind is Kind.APPROACH
    assert told.verdict is Verdict.FITS
    assert [reason.nl for reason in told.reasons] == [
        "Dit komt bij u samen: nl was; nl wassen.", "Wmo 2015, artikel 2.3.2: doet wel", "Zvw: betaalt",
    ]  # fmt: skip
    assert [reason.nl for reason in told.reasons_against] == ["Wmo 2015, artikel 2.3.2: doet niet"]
    assert told.next_step.without_computer.nl == "Bel de wijkverpleging."
    assert [step.nl for step in told.steps] == [
        "Bel de wijkverpleging. Zeg: ‘Ik heb hulp nodig.’", "een", "twee", "door",
    ]  # fmt: skip
    assert told.serves == ("verpleging_thuis", "schoonmaken", "was", "wassen", "dementie")
    assert told.is_certain


def test_one_need_that_meets_several_laws_is_named_alone() -> None:
    [told] = suggest(need("slapen"), need("verpleging_thuis"))
    assert told.reasons[0].nl == "Hier gaan meer wetten over: nl verpleging_thuis."


def test_a_need_in_two_groups_is_refused_for_then_one_need_would_pass_for_two() -> None:
    with pytest.raises(ValidationError, match="two groups"):
        entry(groepen=[["was", "wassen"], ["wassen"]])
