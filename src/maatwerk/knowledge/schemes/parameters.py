"""The figures behind a scheme, as a table: what an amount was, since when, after which article and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from maatwerk.knowledge.schemes.desk import Desk
from maatwerk.knowledge.schemes.engine.figures import Dated, Parameter
from maatwerk.knowledge.schemes.overview import rests_on


@dataclass(frozen=True)
class Row:
    """A figure with one of its values; None where no value is known on the day."""

    parameter: Parameter
    dated: Dated | None
    language: str

    @property
    def value(self) -> float | None:
        return self.dated.value if self.dated else None

    def as_json(self) -> dict[str, Any]:
        """Percentages as they are written: 13.73."""
        dated = self.dated
        return {
            "naam": self.parameter.name,
            "omschrijving": self.parameter.text.in_(self.language),
            "waarde": self.value,
            "eenheid": self.parameter.unit.value,
            "sinds": dated.since.isoformat() if dated else None,
            "artikel": self.parameter.article,
            "wet": self.parameter.law,
            "bwb": self.parameter.bwb,
            "bron": dated.source if dated else None,
            "zekerheid": "onbekend"
            if self.value is None
            else "geverifieerd"
            if dated and dated.is_verified
            else "ongeverifieerd",
        }

    def cells(self) -> tuple[str, ...]:
        told = self.as_json()
        value = "onbekend" if self.value is None else f"{self.value:.10g}"
        verified = {"geverifieerd": "ja", "ongeverifieerd": "nee", "onbekend": "-"}[told["zekerheid"]]
        return (
            told["naam"], value, told["eenheid"], told["sinds"] or "-", told["artikel"], told["bron"] or "-", verified,
        )  # fmt: skip


def figures_of(scheme: str, desk: Desk, on: date | None, language: str) -> list[Row] | None:
    """Every figure that a scheme can ask for, in the order of the files: on a day, or else with all its values, the
    latest last. None when there is no such scheme."""
    found = next((each for each in desk.schemes if each.id == scheme), None)
    if found is None:
        return None
    days = [on] if on else sorted({dated.since for each in desk.book.parameters.values() for dated in each.values})
    names: set[str] = set()
    for day in days:
        rests = rests_on(found, day, desk.book, desk.dictionary)
        names |= {figure.parameter.name for figure in rests.known} | {each.name for each in rests.unknown}
    parameters = [each for name, each in desk.book.parameters.items() if name in names]
    if on:
        return [Row(each, each.on(on), language) for each in parameters]
    return [Row(each, dated, language) for each in parameters for dated in each.values]
