"""What stands in files: figures with their dates and sources, and each scheme in words, with its desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from maatwerk.foundation.content import Entry, Place, Source, Text, WebAddress, load_entries
from maatwerk.foundation.content.entry import Sentence
from maatwerk.knowledge.schemes.engine.figures import Dated, FigureBook, Parameter, Stands, Unit


def _a_day(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


class FigureOnDate(Entry):
    """One value from a day on; without `waarde` it is known that there is one, and not how much."""

    value: float | None = Field(None, alias="waarde")
    source: Sentence = Field(alias="bron")
    is_verified: bool = Field(alias="geverifieerd")

    @model_validator(mode="after")
    def _unknown_is_not_verified(self) -> Self:
        if self.value is None and self.is_verified:
            raise ValueError("what is not known cannot be verified")
        return self


class FigureEntry(Entry):
    """One figure through the years. `stands` says how long a value counts when nobody gave a later one."""

    text: Text = Field(alias="omschrijving")
    unit: Unit = Field(alias="eenheid")
    article: Sentence = Field(alias="artikel")
    stands: Stands = Field(Stands.YEAR, alias="geldt")
    values: Mapping[Annotated[date, BeforeValidator(_a_day)], FigureOnDate] = Field(alias="waarden", min_length=1)


class FigureGroup(Entry):
    """The figures of one law or scheme."""

    law: Sentence = Field(alias="wet")
    bwb: Sentence = Field(alias="bwb", pattern=r"^(BWBR\d{7}|CVDR\d+|geen)$")
    figures: Mapping[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], FigureEntry] = Field(alias="parameters")


class SchemeEntry(Entry):
    """A scheme as people read it. `how` says how one applies with a computer, `how_without` without. `desk` is the id
    of the service that one asks, with its phone number; without it that is the municipality."""

    name: Text = Field(alias="naam")
    summary: Text = Field(alias="samenvatting")
    needs: tuple[str, ...] = Field(alias="behoeften")
    law: Sentence = Field(alias="wet")
    how: Text | None = Field(None, alias="digitaal")
    how_without: Text = Field(alias="niet_digitaal")
    url: WebAddress | None = None
    official_tool: WebAddress | None = Field(None, alias="proefberekening")
    desk: str | None = Field(None, alias="loket")
    watch_out: tuple[Text, ...] = Field((), alias="let_op")
    source: Source = Field(alias="bron")


def load_figures(place: Place) -> FigureBook:
    """Every figure as `group.parameter`. Raises ContentError."""
    return FigureBook(
        {
            f"{group}.{name}": _parameter(f"{group}.{name}", entry, figure)
            for group, entry in load_entries(place, FigureGroup).items()
            for name, figure in entry.figures.items()
        }
    )


def load_schemes(place: Place, needs: Mapping[str, object], services: Mapping[str, object]) -> dict[str, SchemeEntry]:
    """Every scheme in words. Raises ContentError, also for a need or a desk that does not exist."""

    def check(scheme: SchemeEntry, _all: Mapping[str, SchemeEntry]) -> list[tuple[str, str]]:
        wrong = [("behoeften", f"there is no need '{need}'") for need in scheme.needs if need not in needs]
        if scheme.desk and scheme.desk not in services:
            wrong.append(("loket", f"there is no service '{scheme.desk}'"))
        return wrong

    return load_entries(place, SchemeEntry, check)


def _parameter(name: str, group: FigureGroup, figure: FigureEntry) -> Parameter:
    values = tuple(
        Dated(since, each.value, each.source, each.is_verified) for since, each in sorted(figure.values.items())
    )
    return Parameter(name, figure.text, figure.unit, figure.article, group.law, group.bwb, figure.stands, values)
