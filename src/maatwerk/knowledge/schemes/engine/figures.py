"""Dated figures: what an amount or percentage was on a day, with its article and source. Not known is said, never
guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from maatwerk.foundation.content import Text


class Unit(StrEnum):
    """What a figure or the value of a step is in."""

    EURO = "euro"
    EURO_A_MONTH = "euro per maand"
    EURO_A_QUARTER = "euro per kwartaal"
    EURO_A_YEAR = "euro per jaar"
    EURO_AN_HOUR = "euro per uur"
    PERCENT = "procent"
    YEARS = "jaar"
    MONTHS = "maanden"
    HOURS_A_MONTH = "uur per maand"
    NUMBER = "aantal"
    FACTOR = "factor"
    YES_NO = "ja of nee"


class Stands(StrEnum):
    """How long a value stands when no later one is given."""

    YEAR = "jaar"  # until 31 December
    HALF_YEAR = "halfjaar"  # until 30 June or 31 December
    UNTIL_CHANGED = "tot_wijziging"


@dataclass(frozen=True)
class Dated:
    """One value from a day on; None where it is known to exist but not how much. `is_verified`: read in the law or the
    official table, or checked against one."""

    since: date
    value: float | None
    source: str
    is_verified: bool


@dataclass(frozen=True)
class Parameter:
    """A figure through the years. `name` is `group.parameter`, `text` says what it is; values stand earliest first."""

    name: str
    text: Text
    unit: Unit
    article: str
    law: str
    bwb: str
    stands: Stands
    values: tuple[Dated, ...]

    def on(self, day: date) -> Dated | None:
        """The value that counts on `day`; None before the first, and after the last one has run out."""
        current = next((each for each in reversed(self.values) if each.since <= day), None)
        return current if current and day < self.runs_out(current) else None

    def runs_out(self, dated: Dated) -> date:
        """The first day on which `dated` no longer counts without being confirmed anew."""
        year = dated.since.year
        if self.stands is Stands.YEAR:
            return date(year + 1, 1, 1)
        if self.stands is Stands.HALF_YEAR:
            return date(year, 7, 1) if dated.since.month < 7 else date(year + 1, 1, 1)
        return date.max


class Figure(float):
    """The number of a parameter on a day, percentages as a fraction; it remembers where it comes from."""

    parameter: Parameter
    dated: Dated

    @classmethod
    def of(cls, parameter: Parameter, dated: Dated, value: float) -> Figure:
        figure = cls(value / 100 if parameter.unit is Unit.PERCENT else value)
        figure.parameter, figure.dated = parameter, dated
        return figure


class UnknownFigureError(LookupError):
    """A figure is not known on this day, so what follows from it is not either."""

    def __init__(self, name: str, day: date) -> None:
        self.name, self.day = name, day
        super().__init__(f"{name} is not known on {day}")


@dataclass(frozen=True)
class FigureBook:
    """Every parameter by name."""

    parameters: Mapping[str, Parameter]
    _on: dict[tuple[str, date], Figure | None] = field(default_factory=dict, compare=False, repr=False)

    def on(self, name: str, day: date) -> Figure:
        """The figure `name` on `day`. Raises UnknownFigureError; KeyError when there is no such parameter."""
        if (name, day) not in self._on:
            parameter = self.parameters[name]
            dated = parameter.on(day)
            known = dated is not None and dated.value is not None
            self._on[name, day] = (
                Figure.of(parameter, dated, dated.value) if dated and known and dated.value is not None else None
            )
        figure = self._on[name, day]
        if figure is None:
            raise UnknownFigureError(name, day)
        return figure

    def knows(self, name: str, day: date) -> bool:
        """Whether the figure `name` is known on `day`. Raises KeyError when there is no such parameter."""
        dated = self.parameters[name].on(day)
        return dated is not None and dated.value is not None
