"""Counting answers, with the rules that the makers of known questionnaires published."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.knowledge.assessment.rules import Outcome, in_own_order, is_an_answer, outcome
from maatwerk.site.library import library
from tests.knowledge.assessment.lists import answer, both, questionnaire

WHO5 = library().questionnaires["who5"]


def filled(*values: int) -> dict[str, str]:
    return {item.id: str(value) for item, value in zip(WHO5.items, values, strict=True)}


@pytest.mark.parametrize(
    ("values", "index"),
    [
        # "All of the time = 5 … At no time = 0. The total raw score, ranging from 0 to 25, is multiplied by 4 …, with 0
        # representing the worst imaginable well-being and 100 … the best" (CORC, corc.uk.net, WHO-5).
        ((0, 0, 0, 0, 0), 0),
        ((5, 5, 5, 5, 5), 100),
        ((5, 4, 3, 2, 1), 60),
        ((1, 0, 0, 0, 0), 4),
    ],
)
def test_who5_is_the_sum_times_four(values: tuple[int, ...], index: int) -> None:
    assert outcome(WHO5, filled(*values)).value == index


@pytest.mark.parametrize(
    ("values", "low"),
    # "A score below 51 is often used as a cut-off" (psytoolkit.org, after Topp e.a. 2015); the index moves in fours.
    [((2, 2, 2, 3, 3), True), ((3, 3, 3, 3, 1), False), ((0, 0, 0, 0, 0), True), ((5, 5, 5, 5, 5), False)],
)
def test_who5_says_to_look_further_at_fifty_and_below(values: tuple[int, ...], low: bool) -> None:
    assert (outcome(WHO5, filled(*values)).band is not None) is low


def test_one_open_answer_leaves_who5_without_an_outcome() -> None:
    given = filled(5, 5, 5, 5, 5)
    given.pop("zin_3")
    assert outcome(WHO5, given) == Outcome(None, None, answered=4, asked=5)
    assert outcome(WHO5, given | {"zin_3": "zeg_ik_liever_niet"}).value is None


# De Jong Gierveld and Van Tilburg, the scale of six (cbs.nl): yes, more or less, no. "More or less" always counts for
# one; "yes" does in 1, 4 and 6, "no" in 2, 3 and 5. 0-1 not lonely, 2-4 somewhat, 5-6 strongly.
def _loneliness() -> Any:
    def item(number: int, counts: str) -> dict[str, Any]:
        answers = [answer(each, getal=int(each in {"min_of_meer", counts})) for each in ("ja", "min_of_meer", "nee")]
        return {"id": f"v{number}", "tekst": both(f"Zin {number}."), "antwoorden": answers}

    source = {"naam": "CBS", "datum": "2026-11-22", "zekerheid": "hoog"}
    bands = [
        {"van": low, "tot": high, "betekenis": both(name), "bron": source}
        for low, high, name in ((0, 1, "niet"), (2, 4, "enigszins"), (5, 6, "sterk"))
    ]
    items = [item(number, "nee" if number in {2, 3, 5} else "ja") for number in range(1, 7)]
    return questionnaire(vragen=items, antwoorden=None, telling={"wijze": "som", "banden": bands})


@pytest.mark.parametrize(
    ("said", "value", "band"),
    [
        (("nee", "ja", "ja", "nee", "ja", "nee"), 0, "niet"),
        (("ja", "nee", "nee", "ja", "nee", "ja"), 6, "sterk"),
        (("min_of_meer",) * 6, 6, "sterk"),
        (("ja", "ja", "ja", "min_of_meer", "ja", "nee"), 2, "enigszins"),
    ],
)
def test_a_questionnaire_with_turned_questions_can_be_written_as_content(
    said: tuple[str, ...], value: int, band: str
) -> None:
    found = outcome(_loneliness(), {f"v{number}": each for number, each in enumerate(said, 1)})
    assert found.value == value
    assert found.band
    assert found.band.meaning.nl == band


def test_a_mean_may_lack_as_many_answers_as_it_says() -> None:
    mean = questionnaire(telling={"wijze": "gemiddelde", "mag_missen": 1})
    assert outcome(mean, {"vraag_1": "ja", "vraag_2": "nee", "vraag_3": "ja"}).value == Decimal(2) / 3
    assert outcome(mean, {"vraag_1": "ja", "vraag_2": "nee"}).value == Decimal("0.5")
    assert outcome(mean, {"vraag_1": "ja"}).value is None


def test_in_a_sum_what_is_open_counts_as_the_mean_of_the_rest() -> None:
    """The half rule of the SF-36 and many others: replace by the person's own mean (Ware e.a., SF-36 Manual, 1993)."""
    total = questionnaire(telling={"wijze": "som", "mag_missen": 1})
    assert outcome(total, {"vraag_1": "ja", "vraag_2": "nee"}).value == Decimal("1.5")


def test_i_do_not_know_is_not_no() -> None:
    unsure = questionnaire(antwoorden=[answer("ja", getal=1), answer("nee", getal=0), answer("weet_ik_niet")])
    some_no = {"vraag_1": "ja", "vraag_2": "nee", "vraag_3": "nee"}
    assert outcome(unsure, some_no).value == 1
    assert outcome(unsure, some_no | {"vraag_3": "weet_ik_niet"}).value is None


def test_an_answer_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="'vraag_1' has no answer 'misschien'"):
        outcome(questionnaire(), {"vraag_1": "misschien"})


def test_nothing_is_added_up_in_the_self_check_and_the_short_set() -> None:
    for name in ("zelfcheck", "eigen_maat"):
        asked = library().questionnaires[name]
        best = {item.id: asked.answers_to(item)[0].value for item in asked.items}
        assert outcome(asked, best).value is None


@given(step=st.integers(-3, 13))
def test_the_ladder_goes_from_nought_to_ten(step: int) -> None:
    """Cantril, The Pattern of Human Concerns (1965): eleven steps, 0 to 10."""
    ladder = library().questionnaires["cantril"]
    assert is_an_answer(ladder, ladder.items[0], str(step)) is (0 <= step <= 10)
    if 0 <= step <= 10:
        assert outcome(ladder, {"nu": str(step)}).value == step


def test_goals_are_counted_from_two_below_to_two_above() -> None:
    """Kiresuk and Sherman (1968): -2 to +2, where 0 is the expected outcome."""
    asked = library().questionnaires["eigen_maat"]
    goal = next(item for item in asked.items if item.id == "doel")
    assert [answer.number for answer in asked.answers_to(goal)] == [-2, -1, 0, 1, 2]


def test_what_somebody_puts_first_comes_first_and_then_what_does_not_work() -> None:
    check = library().questionnaires["zelfcheck"]
    given = {
        "financien": "kan_beter", "huisvesting": "lukt_niet", "justitie": "kan_beter", "sociaal_netwerk": "lukt_niet",
        "tijdsbesteding": "goed", "middelengebruik": "zeg_ik_liever_niet",
    }  # fmt: skip
    assert in_own_order(check, given, ()) == ["huisvesting", "sociaal_netwerk", "financien", "justitie"]
    assert in_own_order(check, given, ("justitie", "tijdsbesteding", "sociaal_netwerk", "justitie")) == [
        "justitie", "sociaal_netwerk", "huisvesting", "financien",
    ]  # fmt: skip
