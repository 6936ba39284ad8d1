"""For whom a service is: conditions over the fact dictionary, and what they say of a situation. Pure.

Unknown is never taken as fine, and never as a no: what is not known is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from maatwerk.foundation.content import Entry, Text
from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.facts import Condition, holds, open_facts
from maatwerk.knowledge.facts.conditions import Facts

AGE = "leeftijd"
_GROWN_UP = 18  # years; BW 1:233
_FOR_A_CHILD = Text(
    nl="Vraagt u dit voor een kind? Dan telt hoe oud het kind is.",
    en="Are you asking for a child? Then the age of the child counts.",
)


class Requirement(Entry):
    """What has to be so, in words for a reader. `remedy` says what to do where it is not so and something can still be
    done; without it the service does not fit then."""

    when: Condition = Field(alias="als")
    reason: Text = Field(alias="uitleg")
    remedy: Text | None = Field(None, alias="oplossing")


class Ages(Entry):
    """For whom, in whole years; both ends belong to it."""

    lowest: int | None = Field(None, alias="van", ge=1, le=120)
    highest: int | None = Field(None, alias="tot_en_met", ge=0, le=120)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.lowest is None and self.highest is None:
            raise ValueError("'leeftijd' needs 'van' or 'tot_en_met'")
        if self.lowest is not None and self.highest is not None and self.lowest > self.highest:
            raise ValueError("'van' is not above 'tot_en_met'")
        return self

    def requirement(self) -> Requirement:
        """The same as a condition on the fact `leeftijd`, which is of who asks. A grown-up who asks about help for
        children is not refused: it is seldom for themselves."""
        lowest, highest = self.lowest, self.highest
        limits = []
        if lowest is not None:
            limits.append(Condition(fact=AGE, greater_than=Decimal(lowest - 1)))
        if highest is not None:
            limits.append(Condition(fact=AGE, less_than=Decimal(highest + 1)))
        grown_up_asks = _FOR_A_CHILD if highest is not None and highest < _GROWN_UP else None
        return Requirement(
            when=Condition(all_of=tuple(limits)), reason=_for_whom(lowest, highest), remedy=grown_up_asks
        )


def _for_whom(lowest: int | None, highest: int | None) -> Text:
    if highest is None:
        return Text(nl=f"Dit is voor mensen vanaf {lowest} jaar.", en=f"This is for people aged {lowest} and over.")
    if lowest is None:
        return Text(nl=f"Dit is voor mensen tot en met {highest} jaar.", en=f"This is for people up to {highest}.")
    return Text(
        nl=f"Dit is voor mensen van {lowest} tot en met {highest} jaar.",
        en=f"This is for people aged {lowest} to {highest}.",
    )


@dataclass(frozen=True)
class Fit:
    """The verdict, why not (or on which condition), and the facts still needed."""

    verdict: Verdict
    against: tuple[Text, ...] = ()
    questions: tuple[str, ...] = ()


def fit_of(requirements: Sequence[Requirement], facts: Facts) -> Fit:
    """What `requirements` say of somebody of whom `facts` are known."""
    outcomes = [(each, holds(each.when, facts)) for each in requirements]
    failed = [each for each, outcome in outcomes if outcome is False]
    if any(each.remedy is None for each in failed):
        return Fit(Verdict.DOES_NOT_FIT, tuple(each.reason for each in failed if each.remedy is None))
    against = tuple(text for each in failed for text in (each.reason, each.remedy) if text)
    open_ = tuple(dict.fromkeys(fact for each, _outcome in outcomes for fact in open_facts(each.when, facts)))
    if open_:
        unknown = tuple(each.reason for each, outcome in outcomes if outcome is None)
        return Fit(Verdict.UNSURE, (*against, *unknown), open_)
    return Fit(Verdict.FITS_IF if failed else Verdict.FITS, against)
