"""How understanding is measured, and the floors under what was reached.

The floors stand a little under what was reached on 22 November 2026 (docs/decisions/0032-understanding-by-meaning.md).
Tests look at the half "werk" only.
"""

from __future__ import annotations

import pytest

from maatwerk.casework.frontdoor.door import Answer
from maatwerk.casework.frontdoor.evaluation import Share, of_danger, of_other_lines, of_questions, typical
from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import HeardNeed, LifeDomain, Need
from maatwerk.knowledge.needs.sentences import available
from maatwerk.site import registry
from maatwerk.site.needs import measure

HUUR = Need("huur", Text(nl="huur", en="rent"), LifeDomain.HUISVESTING)
VAL = Need("val", Text(nl="val", en="fall"), LifeDomain.LICHAMELIJKE_GEZONDHEID)


# Wilson, "Probable inference, the law of succession, and statistical inference" (1927): 8 of 10 at 95 % lies between
# 0.490 and 0.943; 0 of 150 stays under 0.025.
@pytest.mark.parametrize(("right", "of", "low", "high"), [(8, 10, 0.490, 0.943), (0, 150, 0.0, 0.025)])
def test_a_share_tells_what_chance_leaves_open(right: int, of: int, low: float, high: float) -> None:
    share = Share("iets", right, of)
    assert share.interval == pytest.approx((low, high), abs=0.0006)


def test_every_group_of_a_question_has_to_be_found_and_any_need_in_it_counts() -> None:
    answers = {"een": answer(HUUR), "twee": answer(VAL), "niets": answer()}
    questions = [
        {"tekst": "een", "soort": "direct", "behoeften": [["huur", "koop"], ["val"]]},
        {"tekst": "twee", "soort": "direct", "behoeften": [["val"]]},
        {"tekst": "niets", "soort": "indirect", "behoeften": [["huur"]]},
    ]
    shares = {one.name: (one.right, one.of) for one in of_questions(answers.__getitem__, questions, NEEDS)}
    assert shares["direct: need in first 1"] == (2, 3)
    assert shares["indirect: need in first 5"] == (0, 1)
    assert shares["not understood, wrongly"] == (1, 3)


def test_what_is_about_nothing_here_is_rightly_not_understood() -> None:
    share = of_other_lines({"a": answer(), "b": answer(HUUR)}.__getitem__, [{"tekst": "a"}, {"tekst": "b"}])[0]
    assert (share.right, share.of) == (1, 2)


def test_danger_is_counted_by_rule_and_by_rule_or_calm_line() -> None:
    lines = {"direct": ["rule", "neither"]}
    shares = of_danger({"rule": answer(urgent=True), "neither": answer()}.__getitem__, lines)
    assert [(one.right, one.of) for one in shares] == [(1, 2), (0, 2)]


def test_the_median_and_what_nineteen_in_twenty_stay_under() -> None:
    assert typical(list(range(100))) == (49.5, 95)


NEEDS = {need.id: need for need in (HUUR, VAL)} | {"koop": HUUR}


def answer(*needs: Need, urgent: bool = False) -> Answer:
    return Answer(urgent, (), tuple(HeardNeed(need, 0.9) for need in needs), ())


FLOORS = {
    "e5": {"direct": 0.92, "indirect": 0.71, "refused": 0.77, "wrongly": 0.02},
    "use": {"direct": 0.90, "indirect": 0.64, "refused": 0.75, "wrongly": 0.025},
    "woorden": {"direct": 0.88, "indirect": 0.62, "refused": 0.60, "wrongly": 0.02},
}


@pytest.mark.parametrize("kind", [*available(), registry.ONLY_WORDS])
def test_questions_of_another_writer_are_understood(kind: str) -> None:
    found = {share.name: share.value for share in measure(kind, "werk")[0]}
    floor = FLOORS[kind]
    assert found["direct: need in first 3"] >= floor["direct"]
    assert found["indirect: need in first 3"] >= floor["indirect"]
    assert found["not understood, rightly"] >= floor["refused"]
    assert found["not understood, wrongly"] <= floor["wrongly"]
    assert found["alarm by a rule where no danger is told"] <= 0.015
    assert found["danger, direct: a rule or a calm line"] == 1
    assert found["danger, indirect: a rule or a calm line"] == 1
