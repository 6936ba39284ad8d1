"""The register of purposes and categories, as dated content: what an organisation may need something for, on which
ground, which categories go with that, and how long it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from maatwerk.foundation.content import Entry, Layers, Text
from maatwerk.foundation.people.residents import PartyKind


class CategoryKind(StrEnum):
    ORDINARY = "gewoon"
    SPECIAL = "bijzonder"  # AVG art. 9
    CRIMINAL = "strafrechtelijk"  # AVG art. 10
    BSN = "bsn"  # UAVG art. 46


class Area(StrEnum):
    """Who stands for somebody in money matters, or in care, may see what lies there."""

    MONEY = "geld"
    CARE = "zorg"
    BOTH = "beide"
    NEITHER = "geen"


class Category(Entry):
    """One kind of data. `hidden` is never for whoever stands beside the resident: it would put somebody in danger.
    `light` is what a one-time code is enough for."""

    name: Text = Field(alias="naam")
    explanation: Text = Field(alias="uitleg")
    kind: CategoryKind = Field(alias="soort")
    area: Area = Field(alias="gebied")
    hidden: bool = Field(default=False, alias="verborgen")
    light: bool = Field(default=False, alias="licht")


class Law(Entry):
    """An article. `seen` is when somebody read it at the source; without it, it is from memory and to be checked."""

    name: str = Field(alias="wet")
    article: str = Field(alias="artikel")
    seen: date | None = Field(default=None, alias="gezien")


class Reuse(Entry):
    """What was collected for another purpose may be used for this one too: which categories, and by which law."""

    categories: tuple[str, ...] = Field(alias="categorieen", min_length=1)
    law: Law = Field(alias="wet")


class Retention(Entry):
    """How long it is kept: months after an event, and by which law."""

    event: Text = Field(alias="vanaf")
    months: int = Field(alias="maanden", gt=0)
    law: Law = Field(alias="wet")


class PurposeKind(StrEnum):
    """What kind of reason it is. Only a task is carried out by an organisation that was given it."""

    TASK = "taak"
    OWN = "eigen"  # the resident, and who stands for them
    EMERGENCY = "noodgeval"
    OVERSIGHT = "toezicht"


class Purpose(Entry):
    """What somebody may need data for. It counts from `since` until `until`; without `since` it does not count yet."""

    name: Text = Field(alias="naam")
    explanation: Text = Field(alias="uitleg")
    kind: PurposeKind = Field(alias="soort")
    ground: Literal["a", "b", "c", "d", "e", "f"] = Field(alias="avg6")
    laws: tuple[Law, ...] = Field(alias="wetten", min_length=1)
    special: Law | None = Field(default=None, alias="uitzondering")  # AVG art. 9 lid 2, 10; UAVG art. 22-33
    categories: tuple[str, ...] = Field(alias="categorieen")
    with_consent: tuple[str, ...] = Field(default=(), alias="met_toestemming")
    reuse: Mapping[str, Reuse] = Field(default_factory=dict, alias="ook_van")
    parties: tuple[PartyKind, ...] = Field(default=(), alias="partijen")
    retention: Retention = Field(alias="bewaren")
    voice: Text = Field(alias="inspraak")  # what a resident can do who disagrees
    since: date | None = Field(default=None, alias="sinds")
    until: date | None = Field(default=None, alias="tot")

    def counts_on(self, day: date) -> bool:
        return self.since is not None and self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Register:
    """All purposes and categories, by id."""

    purposes: Mapping[str, Purpose]
    categories: Mapping[str, Category]


def load_register(layers: Layers) -> Register:
    """Read `purposes/` and `categories/`. Raises ContentError for what does not fit together."""
    raise NotImplementedError
