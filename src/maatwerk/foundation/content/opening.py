"""When something is open, as content: days, hours, and what holds on a public holiday."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from maatwerk.foundation.content.entry import Entry

Day = Literal["ma", "di", "wo", "do", "vr", "za", "zo"]
DAYS: tuple[Day, ...] = ("ma", "di", "wo", "do", "vr", "za", "zo")
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]


class Hours(Entry):
    """The same hours on some days. What goes on after midnight is written as two: until 24:00, and from 00:00."""

    days: tuple[Day, ...] = Field(alias="dagen", min_length=1)
    start: Clock = Field(alias="van")
    end: Clock = Field(alias="tot")

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.start >= self.end:
            raise ValueError("'van' comes before 'tot'; hours across midnight are written as two")
        return self


class Week(Entry):
    """The hours of a week. On a public holiday they hold all the same ("gewoon"), it is closed ("dicht"), it is as on a
    Sunday ("zondag"), or that is not known."""

    hours: tuple[Hours, ...] = Field(alias="tijden", min_length=1)
    holidays: Literal["gewoon", "dicht", "zondag", "onbekend"] = Field("onbekend", alias="feestdagen")


Opening = Literal["altijd", "onbekend"] | Week
