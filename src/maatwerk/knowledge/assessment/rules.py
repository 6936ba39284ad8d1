"""Reading answers and counting them. Pure. An outcome belongs to the person who answered, and to nobody's list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from maatwerk.knowledge.assessment.catalogue import (
    COULD_BE_BETTER,
    DOES_NOT_WORK,
    RATHER_NOT,
    Band,
    Item,
    Questionnaire,
)


@dataclass(frozen=True)
class Outcome:
    """What the answers come to; `value` is None where too little was answered to say anything, or where nothing is
    counted. `answered` and `asked` are numbers of questions; a band only stands with a value."""

    value: Decimal | None
    band: Band | None
    answered: int
    asked: int


def is_an_answer(questionnaire: Questionnaire, item: Item, value: str) -> bool:
    """Whether somebody can have chosen this: one of the answers, or that they would rather not say."""
    return any(answer.value == value for answer in questionnaire.choices(item))


def outcome(questionnaire: Questionnaire, given: Mapping[str, str]) -> Outcome:
    """What was answered (value by id of the question), counted as the questionnaire says.

    Unknown is not no and not zero: a question that was not answered, "I would rather not say" and an answer without a
    number are all left open. Raises ValueError for an answer that does not exist.
    """
    numbers = [number for item in questionnaire.items if (number := _number(questionnaire, item, given)) is not None]
    asked, scoring = len(questionnaire.items), questionnaire.scoring
    if scoring.way == "geen" or asked - len(numbers) > scoring.may_lack:
        return Outcome(None, None, len(numbers), asked)
    mean = sum(numbers, Decimal()) / len(numbers)
    counted = sum(numbers, Decimal()) if len(numbers) == asked else mean * asked
    value = scoring.times * (counted if scoring.way == "som" else mean)
    band = next((band for band in scoring.bands if band.lowest <= value <= band.highest), None)
    return Outcome(value, band, len(numbers), asked)


def _number(questionnaire: Questionnaire, item: Item, given: Mapping[str, str]) -> Decimal | None:
    value = given.get(item.id, RATHER_NOT)
    for answer in questionnaire.choices(item):
        if answer.value == value:
            return answer.number
    raise ValueError(f"'{item.id}' has no answer '{value}'")


def to_work_on(self_check: Questionnaire, given: Mapping[str, str]) -> list[str]:
    """The domains that could be better or do not work, in the order of the questions."""
    return [item.id for item in self_check.items if given.get(item.id) in {COULD_BE_BETTER, DOES_NOT_WORK}]


def in_own_order(self_check: Questionnaire, given: Mapping[str, str], first: tuple[str, ...]) -> list[str]:
    """The domains to work on: what the person put first, then what does not work, then what could be better. What they
    put first and now goes well is left out."""
    open_ = to_work_on(self_check, given)
    chosen = [domain for domain in dict.fromkeys(first) if domain in open_]
    rest = sorted((domain for domain in open_ if domain not in chosen), key=lambda it: given[it] != DOES_NOT_WORK)
    return [*chosen, *rest]
