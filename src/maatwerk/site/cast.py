"""The invented people of a demo, as their files describe them. Everything about them is made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field

from maatwerk.foundation.content import Entry, Text, load_collection
from maatwerk.foundation.people.residents import Bond, PartyKind, Residence, Scope, Standing
from maatwerk.foundation.people.rules import Role


class InventedTask(Entry):
    """What an organisation works for, and by which decision; `bsn_article` gives it the power to use the BSN."""

    decided_by: str = Field(alias="besluit")
    bsn_article: str = Field("", alias="bsn_artikel")


class InventedOrganisation(Entry):
    municipality: str = Field(alias="gemeente")
    slug: str = Field(alias="kort")
    name: str = Field(alias="naam")
    kind: PartyKind = Field(alias="soort")
    tasks: dict[str, InventedTask] = Field(default_factory=dict, alias="taken")


class InventedWorker(Entry):
    """Somebody at work. `organisation` is the id of an invented organisation; `about` one sentence for who chooses."""

    organisation: str = Field(alias="organisatie")
    team: str
    name: str = Field(alias="naam")
    roles: tuple[Role, ...] = Field((), alias="rollen")
    about: Text = Field(alias="wie")


class InventedAddress(Entry):
    street: str = Field(alias="straat")
    number: str = Field(alias="nummer")
    postcode: str
    town: str = Field(alias="plaats")
    secret: bool = Field(default=False, alias="geheim")


class InventedInvolvement(Entry):
    worker: str = Field(alias="medewerker")
    purpose: str = Field(alias="doel")
    reason: str = Field(alias="reden")


class InventedConsent(Entry):
    organisation: str = Field(alias="organisatie")
    purpose: str = Field(alias="doel")
    category: str = Field(alias="soort_gegevens")
    sentence: str = Field(alias="zin")


class InventedStanding(Entry):
    """Who stands for, or beside, a resident: another resident or a worker, by id."""

    resident: str = Field("", alias="inwoner")
    worker: str = Field("", alias="medewerker")
    standing: Standing = Field(alias="als")
    scope: Scope = Field(Scope.BOTH, alias="voor")
    looks: bool = Field(default=True, alias="kijkt_mee")
    proof: str = Field("", alias="bewijs")


class InventedRelation(Entry):
    other: str = Field(alias="inwoner")
    bond: Bond = Field(alias="is")


class InventedResident(Entry):
    """Somebody who lives here. `about` is only given to whom one may become."""

    municipality: str = Field(alias="gemeente")
    known_to: str = Field(alias="bekend_bij")
    called: str = Field(alias="naam")
    family_name: str = Field("", alias="achternaam")
    born: date | None = Field(None, alias="geboren")
    residence: Residence = Field(Residence.UNKNOWN, alias="woont")
    address: InventedAddress | None = Field(None, alias="adres")
    bsn: str = ""
    mobile: str = Field("", alias="mobiel")
    involved: tuple[InventedInvolvement, ...] = Field((), alias="betrokken")
    consents: tuple[InventedConsent, ...] = Field((), alias="toestemmingen")
    stand: tuple[InventedStanding, ...] = Field((), alias="vertegenwoordigers")
    relations: tuple[InventedRelation, ...] = Field((), alias="banden")
    about: Text | None = Field(None, alias="wie")


@dataclass(frozen=True)
class Cast:
    """Everybody, each by id, in the order of the files."""

    organisations: Mapping[str, InventedOrganisation]
    workers: Mapping[str, InventedWorker]
    residents: Mapping[str, InventedResident]


def load_cast(content: Path) -> Cast:
    """The cast from the folder `demo` of the content. Raises ContentError."""
    demo = content / "demo"
    return Cast(
        load_collection(demo / "organisations", InventedOrganisation),
        load_collection(demo / "workers", InventedWorker),
        load_collection(demo / "residents", InventedResident),
    )
