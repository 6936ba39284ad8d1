"""The rights of a resident over their own data: which there are, by which article, in which time, and on what a no may
rest. Pure: days are passed in."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

EXTRA_MONTHS = 2  # AVG art. 12 lid 3: two more, told with the reason within the first month
_USUAL_MONTHS = 1  # AVG art. 12 lid 3
_OF_DESTRUCTION = 3  # Wmo 2015 art. 5.3.5 lid 2; Jeugdwet art. 7.3.9 lid 1


class Right(StrEnum):
    """What somebody may ask about their own data."""

    QUESTION = "vraag"  # something that one does not understand, as a look
    INSIGHT = "inzage"
    CORRECTION = "verbeteren"
    ERASURE = "wissen"
    DESTRUCTION = "vernietigen"  # of a file of Wmo or Jeugdwet, as a whole
    RESTRICTION = "beperken"
    OBJECTION = "bezwaar"
    TRANSFER = "meenemen"


LAWS: Mapping[Right, str] = {
    Right.QUESTION: "AVG art. 12 lid 2 en 3, art. 15",
    Right.INSIGHT: "AVG art. 15; Wmo 2015 art. 5.3.2; Jeugdwet art. 7.3.10",
    Right.CORRECTION: "AVG art. 16, 19",
    Right.ERASURE: "AVG art. 17, 19",
    Right.DESTRUCTION: "Wmo 2015 art. 5.3.5; Jeugdwet art. 7.3.9",
    Right.RESTRICTION: "AVG art. 18, 19",
    Right.OBJECTION: "AVG art. 21",
    Right.TRANSFER: "AVG art. 20",
}


class Outcome(StrEnum):
    """What came of it."""

    DONE = "ja"
    PARTLY = "deels"
    REFUSED = "nee"


class RefusalGround(StrEnum):
    """What a no, or half a yes, may rest on. Nothing else is a ground."""

    WHO = "wie"  # it is not sure who asked
    EXCESSIVE = "buitensporig"
    ANOTHER = "ander"  # another person's rights
    ANOTHERS_INTEREST = "belang_ander"  # a substantial interest of somebody else than who asks
    LAW = "wet"  # a law says that it has to stay; the law is named
    TASK = "taak"  # needed for a task that a law gives
    RIGHT = "klopt"  # what stands there is right, or is what somebody thought, and their own words stand beside it
    CLAIM = "rechtszaak"
    NOT_ON_CONSENT = "geen_toestemming"  # transfer is only of what rests on consent or a contract
    ELSEWHERE = "elders"  # another organisation has it; it is named


GROUNDS: Mapping[RefusalGround, str] = {
    RefusalGround.WHO: "AVG art. 12 lid 2 en 6",
    RefusalGround.EXCESSIVE: "AVG art. 12 lid 5",
    RefusalGround.ANOTHER: "AVG art. 15 lid 4, art. 20 lid 4; Wmo 2015 art. 5.3.2 lid 4; Jeugdwet art. 7.3.10",
    RefusalGround.ANOTHERS_INTEREST: "Wmo 2015 art. 5.3.5; Jeugdwet art. 7.3.9",
    RefusalGround.LAW: "AVG art. 17 lid 3 onder b; Wmo 2015 art. 5.3.5; Jeugdwet art. 7.3.9",
    RefusalGround.TASK: "AVG art. 17 lid 3 onder b, art. 21 lid 1",
    RefusalGround.RIGHT: "AVG art. 5 lid 1 onder d, art. 16",
    RefusalGround.CLAIM: "AVG art. 17 lid 3 onder e, art. 21 lid 1",
    RefusalGround.NOT_ON_CONSENT: "AVG art. 20 lid 1 en 3",
    RefusalGround.ELSEWHERE: "AVG art. 4 onder 7, art. 12 lid 2",
}
_ALWAYS = frozenset({RefusalGround.WHO, RefusalGround.ELSEWHERE})
REFUSALS: Mapping[Right, frozenset[RefusalGround]] = {
    Right.QUESTION: _ALWAYS | {RefusalGround.EXCESSIVE, RefusalGround.ANOTHER},
    Right.INSIGHT: _ALWAYS | {RefusalGround.EXCESSIVE, RefusalGround.ANOTHER},
    Right.CORRECTION: _ALWAYS | {RefusalGround.EXCESSIVE, RefusalGround.RIGHT},
    Right.ERASURE: _ALWAYS | {RefusalGround.EXCESSIVE, RefusalGround.LAW, RefusalGround.TASK, RefusalGround.CLAIM},
    # A task, or that it is much work, is no ground here: only the two that the laws name.
    Right.DESTRUCTION: _ALWAYS | {RefusalGround.ANOTHERS_INTEREST, RefusalGround.LAW},
    Right.RESTRICTION: _ALWAYS | {RefusalGround.EXCESSIVE, RefusalGround.RIGHT, RefusalGround.CLAIM},
    Right.OBJECTION: _ALWAYS | {RefusalGround.EXCESSIVE, RefusalGround.TASK, RefusalGround.CLAIM},
    Right.TRANSFER: _ALWAYS | {RefusalGround.EXCESSIVE, RefusalGround.ANOTHER, RefusalGround.NOT_ON_CONSENT},
}


class RestrictionReason(StrEnum):
    """Why something may only be kept for a time, and not used (AVG art. 18 lid 1, in its order)."""

    CONTESTED = "juistheid"  # the resident says that it is not right, and it is being looked at
    UNLAWFUL = "onrechtmatig"  # it should not have been used, and the resident would rather not have it erased
    THEIR_CLAIM = "rechtszaak_inwoner"  # it would go, but the resident needs it for a claim
    OBJECTION = "bezwaar"  # the resident objected, and it is being looked at


REASONS: Mapping[RestrictionReason, str] = {
    RestrictionReason.CONTESTED: "AVG art. 18 lid 1 onder a",
    RestrictionReason.UNLAWFUL: "AVG art. 18 lid 1 onder b",
    RestrictionReason.THEIR_CLAIM: "AVG art. 18 lid 1 onder c",
    RestrictionReason.OBJECTION: "AVG art. 18 lid 1 onder d",
}
TOLD_BEFORE = timedelta(days=7)  # AVG art. 18 lid 3 says "before" and no number: a week is chosen
LONGEST_UNSEEN_MONTHS = 6  # somebody looks again within half a year: chosen, the law says nothing


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day (Verordening (EEG) 1182/71 art. 3 lid 2 onder c)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due(right: Right, asked: date) -> date:
    """The last day on which an answer is in time. Not moved for a weekend: for who waits it is never later."""
    return months_later(asked, _OF_DESTRUCTION if right is Right.DESTRUCTION else _USUAL_MONTHS)


def extended(right: Right, asked: date) -> date | None:
    """The last day when more time was taken; None where a law gives no more."""
    return None if right is Right.DESTRUCTION else months_later(asked, _USUAL_MONTHS + EXTRA_MONTHS)
