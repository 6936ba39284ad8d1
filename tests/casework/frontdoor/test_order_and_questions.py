"""In which order suggestions come, and which question is put."""

from __future__ import annotations

from datetime import date, timedelta

from maatwerk.casework.frontdoor.door import FrontDoor, Question
from maatwerk.casework.frontdoor.rules import best_question, in_order
from maatwerk.foundation.content import Text
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import (
    HeardNeed,
    Kind,
    LifeDomain,
    Need,
    NextStep,
    Situation,
    Suggestion,
    Verdict,
    helps_with,
)
from maatwerk.knowledge.advice import Question as Asked
from maatwerk.knowledge.facts import FactKey, KnownFact, NoAnswer
from maatwerk.knowledge.technology.advisor import BORROWING
from maatwerk.site import registry
from tests.conftest import TODAY

WORDS = Text(nl="woorden", en="words")
RENT = Need("huur", WORDS, LifeDomain.HUISVESTING, related=("schulden",))
DUINSTAD = Municipality("duinstad", registry.demo_municipalities()["duinstad"])


def suggestion(id_: str, kind: Kind = Kind.SERVICE, verdict: Verdict = Verdict.FITS, **more: object) -> Suggestion:
    fields: dict[str, object] = {"serves": ("huur",), **more}
    return Suggestion(
        kind,
        id_,
        WORDS,
        WORDS,
        verdict,
        next_step=NextStep(WORDS),
        source="bron",
        checked_on=TODAY,
        **fields,  # type: ignore[arg-type]
    )


def order(*suggestions: Suggestion, on: date = TODAY) -> list[str]:
    return [one.id for one in in_order(suggestions, [HeardNeed(RENT, 0.9)], on)]


def test_what_is_meant_for_the_need_comes_before_what_is_related_and_what_does_not_fit_comes_last() -> None:
    related = suggestion("verwant", serves=("schulden",))
    unfit = suggestion("past_niet", verdict=Verdict.DOES_NOT_FIT)
    assert order(unfit, related, suggestion("direct")) == ["direct", "verwant", "past_niet"]


def test_what_asks_least_of_privacy_and_autonomy_comes_first() -> None:
    assert order(suggestion("camera", burden=3), suggestion("lampje", burden=0)) == ["lampje", "camera"]


def test_one_kind_cannot_crowd_out_the_others() -> None:
    many = [suggestion(f"hulp{n}") for n in range(6)]
    shown = order(*many, suggestion("lampje", Kind.TECHNOLOGY, verdict=Verdict.UNSURE))
    assert shown.index("lampje") <= 2


def test_the_order_of_equals_changes_from_day_to_day_and_is_the_same_within_a_day() -> None:
    equals = [suggestion(f"hulp{n}") for n in range(8)]
    assert order(*equals) == order(*reversed(equals))
    assert len({tuple(order(*equals, on=TODAY + timedelta(days=day))) for day in range(7)}) > 1


WEEK = [TODAY + timedelta(days=day) for day in range(7)]


def test_of_equals_the_nearer_comes_first_on_every_day() -> None:
    far = {"ver": 40.2, "wijk": 3.4, "hoek": 0.3, "stad": 7.6}
    equals = [suggestion(id_, kilometres=kilometres) for id_, kilometres in far.items()]
    assert {tuple(order(*equals, on=day)) for day in WEEK} == {("hoek", "wijk", "stad", "ver")}


def test_what_is_as_near_changes_places_from_day_to_day() -> None:
    same = [suggestion("a", kilometres=3.2), suggestion("b", kilometres=2.8)]
    assert {tuple(order(*same, on=day)) for day in WEEK} == {("a", "b"), ("b", "a")}


def test_a_distance_neither_gives_nor_takes_a_place_from_what_has_none() -> None:
    """Public value MAC-E2: a phone line stands where the draw of the day puts it, and so do those with a place."""
    lines = {"lijn", "thuis"}
    far = {"ver": 40.2, "wijk": 3.4, "hoek": 0.3}
    for day in WEEK:
        drawn = order(*map(suggestion, [*lines, *far]), on=day)
        shown = order(*map(suggestion, lines), *(suggestion(id_, kilometres=km) for id_, km in far.items()), on=day)
        assert [one if one in lines else "" for one in shown] == [one if one in lines else "" for one in drawn]
        assert [one for one in shown if one in far] == ["hoek", "wijk", "ver"]


def test_distance_never_goes_before_what_fits_better() -> None:
    better = suggestion("past", kilometres=90.0)
    others = [
        suggestion("misschien", verdict=Verdict.UNSURE, kilometres=0.1),
        suggestion("verwant", serves=("schulden",), kilometres=0.1),
        suggestion("camera", burden=3, kilometres=0.1),
        suggestion("past_niet", verdict=Verdict.DOES_NOT_FIT, kilometres=0.1),
    ]
    assert order(*others, better)[0] == "past"


def test_of_two_kinds_that_are_worth_as_much_the_draw_decides() -> None:
    pair = [suggestion("ver", kilometres=9.0), suggestion("lampje", Kind.TECHNOLOGY)]
    assert len({tuple(order(*pair, on=day)) for day in WEEK}) == 2


def test_the_question_that_settles_most_is_put() -> None:
    often, once = Asked(FactKey("", "balans"), WORDS), Asked(FactKey("", "zien"), WORDS)
    suggestions = [suggestion("a", questions=(once, often)), suggestion("b", questions=(often,))]
    assert best_question(suggestions) == often
    assert best_question([suggestion("a")]) is None


def test_an_answer_of_not_knowing_is_not_asked_again(door: FrontDoor) -> None:
    text = "ik kan niet meer stofzuigen"
    first = best_question(door.answer(Question(text), DUINSTAD, TODAY).suggestions)
    assert first is not None
    again = Question(text, facts={first.fact: NoAnswer.RATHER_NOT})
    second = best_question(door.answer(again, DUINSTAD, TODAY).suggestions)
    assert second is not None
    assert second.fact != first.fact


def test_language_never_reaches_an_advisor(door: FrontDoor) -> None:
    seen: list[Situation] = []

    class Witness:
        def suggest(self, situation: Situation) -> list[Suggestion]:
            seen.append(situation)
            return []

    curious = FrontDoor(
        needs=door.needs,
        domains=door.domains,
        understanding=door.understanding,
        elsewhere=door.elsewhere,
        urgent_rules=door.urgent_rules,
        urgent_words=door._urgent_words,
        services=door._services,
        advisors={"getuige": Witness()},
        dictionary=door.dictionary,
    )
    facts = {FactKey("", "nederlands"): "nee", FactKey("", "losse_kleden"): True}
    curious.answer(Question("I cannot clean", facts=facts), DUINSTAD, TODAY)
    assert seen[0].facts == {FactKey("", "losse_kleden"): KnownFact(value=True)}
    assert not hasattr(seen[0], "language")


def test_several_needs_in_one_question_are_all_heard(door: FrontDoor) -> None:
    answer = door.answer(Question("ik kan de huur niet betalen en mijn vader kan de trap niet op"), DUINSTAD, TODAY)
    assert {"huurachterstand", "trap"} <= {heard.need.id for heard in answer.needs}


def test_an_undertone_of_danger_gives_a_calm_line_and_never_a_need_or_a_suggestion(door: FrontDoor) -> None:
    answer = door.answer(Question("ik heb schulden en slaap slecht"), DUINSTAD, TODAY)
    assert not answer.urgent
    assert "mensenhandel" not in {heard.need.id for heard in answer.needs}
    assert not {"comensha", "fier_chat"} & {one.id for one in answer.suggestions[:10]}
    assert {help_.id for help_ in answer.urgent_help} <= {"alarmnummer_112"}


def test_a_need_that_was_misunderstood_can_be_struck_out(door: FrontDoor) -> None:
    answer = door.answer(Question("ik voel me eenzaam", struck_out=frozenset({"eenzaam"})), DUINSTAD, TODAY)
    assert "eenzaam" not in {heard.need.id for heard in answer.needs}


def test_the_reason_names_the_need_that_was_heard() -> None:
    situation = Situation((HeardNeed(RENT, 1.0),), "duinstad", TODAY)
    assert helps_with(situation, ("huur",)) == Text(nl="Dit helpt bij: woorden.", en="This helps with: words.")
    assert helps_with(situation, ("schulden",)) is None  # only related: nobody mentioned it
    assert helps_with(situation, ("tuin",)) is None


def test_a_room_above_may_add_to_an_advice_without_being_known(door: FrontDoor) -> None:
    borrow = Text(nl="U kunt dit lenen bij de bibliotheek.", en="You can borrow this at the library.")

    def lend(technology: str) -> Text | None:
        return borrow if technology == "robotstofzuiger" else None

    BORROWING.connect(lend)
    try:
        answer = door.answer(Question("ik kan niet meer stofzuigen"), DUINSTAD, TODAY)
    finally:
        BORROWING.connect(None)
    reasons = {one.id: one.reasons for one in answer.suggestions}
    assert borrow in reasons["robotstofzuiger"]
    assert all(borrow not in found for id_, found in reasons.items() if id_ != "robotstofzuiger")
