"""What people can do themselves: for which needs, when not, and with which questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from maatwerk.foundation.content import ContentError, Layers, Text
from maatwerk.knowledge.advice import HeardNeed, Kind, LifeDomain, Need, Situation, Suggestion, Verdict
from maatwerk.knowledge.facts import FactKey, KnownFact
from maatwerk.knowledge.guidance import SelfHelp, SelfHelpAdvisor, load_self_help
from maatwerk.site.library import library
from tests.conftest import TODAY

HERE = "duinstad"
NEEDS = {
    id_: Need(id_, Text(nl=id_, en=id_), LifeDomain.HUISVESTING, related=related)
    for id_, related in (("woning_slecht", ()), ("warmte", ("woning_slecht",)), ("brand", ()))
}


def entry(**more: Any) -> SelfHelp:
    def text(word: str) -> dict[str, str]:
        return {"nl": word, "en": word}

    return SelfHelp.model_validate(
        {
            "titel": text("titel"), "samenvatting": text("kort"), "behoeften": ["woning_slecht"],
            "stappen": [text("een"), text("twee"), text("drie")], "niet_doen": text("niet"), "kosten": text("gratis"),
            "duur": text("kort"), "volgende_stap": {"niet_digitaal": text("bel")},
            "bron": {"naam": "bron", "datum": TODAY, "zekerheid": "laag"},
        } | more
    )  # fmt: skip


def suggest(one: SelfHelp, *needs: str, **facts: Any) -> list[Suggestion]:
    advisor = SelfHelpAdvisor({"een": one}, library().dictionary, {"juridisch_loket": "0800-8020"})
    heard = tuple(HeardNeed(NEEDS[id_], 0.9) for id_ in needs)
    known = {FactKey.parse(id_): KnownFact(value) for id_, value in facts.items()}
    return advisor.suggest(Situation(heard, HERE, TODAY, known))


def rule(effect: str = "past_niet") -> dict[str, Any]:
    return {"als": {"feit": "woning_soort", "is": "koop"}, "gevolg": effect, "uitleg": {"nl": "koop", "en": "owned"}}


def test_it_comes_for_its_need_and_not_for_one_that_is_only_related_or_another() -> None:
    assert [one.kind for one in suggest(entry(), "woning_slecht")] == [Kind.SELF_HELP]
    assert suggest(entry(), "warmte") == []
    assert suggest(entry(), "brand") == []


def test_it_comes_for_a_need_that_it_helps_a_little_and_says_so() -> None:
    [told] = suggest(entry(behoeften=["brand"], behoeften_ook=["woning_slecht"]), "woning_slecht")
    assert (told.serves, told.also_serves) == (("brand",), ("woning_slecht",))


def test_a_need_that_may_mean_danger_gets_no_self_help() -> None:
    dangerous = replace(NEEDS["woning_slecht"], dangerous=True)
    advisor = SelfHelpAdvisor({"een": entry()}, library().dictionary, {})
    assert advisor.suggest(Situation((HeardNeed(dangerous, 1.0),), HERE, TODAY)) == []


@pytest.mark.parametrize(
    ("facts", "effect", "verdict", "asked"),
    [
        ({}, "past_niet", Verdict.UNSURE, ["woning_soort"]),
        ({"woning_soort": "huur"}, "past_niet", Verdict.FITS, []),
        ({"woning_soort": "koop"}, "past_niet", Verdict.DOES_NOT_FIT, []),
        ({"woning_soort": "koop"}, "past_als", Verdict.FITS_IF, []),
    ],
)
def test_a_rule_decides_and_what_is_unknown_is_asked(
    facts: dict[str, str], effect: str, verdict: Verdict, asked: list[str]
) -> None:
    [told] = suggest(entry(regels=[rule(effect)]), "woning_slecht", **facts)
    assert told.verdict is verdict
    assert [str(question.fact) for question in told.questions] == asked
    assert ("koop" in {text.nl for text in told.reasons_against}) == (facts == {"woning_soort": "koop"})


def test_the_steps_come_in_their_order_with_when_not_to_and_the_number_of_the_service() -> None:
    [told] = suggest(entry(bel="juridisch_loket"), "woning_slecht")
    assert [step.nl for step in told.steps] == ["een", "twee", "drie"]
    assert [text.nl for text in told.reasons_against] == ["niet"]
    assert told.phone == "0800-8020"
    assert told.costs == Text(nl="gratis", en="gratis")
    assert not told.is_certain


def test_a_service_that_a_municipality_hides_gives_no_number() -> None:
    advisor = SelfHelpAdvisor({"een": entry(bel="juridisch_loket")}, library().dictionary, {})
    [told] = advisor.suggest(Situation((HeardNeed(NEEDS["woning_slecht"], 1.0),), HERE, TODAY))
    assert told.phone is None


GROUND = """\
titel: {nl: t, en: t}
samenvatting: {nl: s, en: s}
behoeften: [woning_slecht]
stappen: [{nl: a, en: a}, {nl: b, en: b}, {nl: c, en: c}]
niet_doen: {nl: n, en: n}
kosten: {nl: k, en: k}
duur: {nl: d, en: d}
volgende_stap: {niet_digitaal: {nl: v, en: v}}
bron: {naam: b, datum: 2026-11-22, zekerheid: laag}
"""
RULE = "regels: [{als: {feit: %s, is: %s}, gevolg: %s, uitleg: {nl: u, en: u}}]\n"


def folder(place: Path, text: str) -> Path:
    place.mkdir()
    (place / "een.yaml").write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("[woning_slecht]", "[bestaat_niet]"), "there is no need 'bestaat_niet'"),
        (("kosten:", "bel: bestaat_niet\nkosten:"), "there is no service 'bestaat_niet'"),
        (("kosten:", RULE % ("bestaat_niet", "ja", "past_niet") + "kosten:"), "bestaat_niet"),
        # `balans` is for home technology only (content/facts/persoon.yaml).
        (("kosten:", RULE % ("balans", "slecht", "past_niet") + "kosten:"), "may not be asked for 'advies'"),
        (("volgende_stap: {", "volgende_stap: {digitaal: {nl: w, en: w}, "), "needs a 'website'"),
        ((", {nl: c, en: c}]", "]"), "stappen"),
    ],
)
def test_content_that_points_at_nothing_is_refused(changed: tuple[str, str], said: str, tmp_path: Path) -> None:
    assert changed[0] in GROUND
    place = folder(tmp_path / "self-help", GROUND.replace(*changed))
    with pytest.raises(ContentError, match=said):
        load_self_help(place, library().dictionary, NEEDS, {"juridisch_loket"})


def test_a_municipality_may_add_a_rule_but_not_take_one_away_or_soften_it(tmp_path: Path) -> None:
    strict = RULE % ("woning_soort", "koop", "past_niet")
    for number, (own, kept) in enumerate([
        ("", False),
        (strict.replace("past_niet", "past_als"), False),
        (strict.replace("nl: u", "nl: eigen"), True),
    ]):  # fmt: skip
        ground = folder(tmp_path / f"ground{number}", GROUND + strict)
        later = folder(tmp_path / f"later{number}", GROUND.replace("nl: t,", "nl: eigen,") + own)
        layers = Layers((ground, later))
        [told] = load_self_help(layers, library().dictionary).values()
        assert (told.title.nl == "eigen") == kept
        assert bool(layers.faults) != kept
