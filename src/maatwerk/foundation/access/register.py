"""The register of purposes and categories, as dated content: what an organisation may need something for, on which
ground, which categories go with that, and how long it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from maatwerk.foundation.content import Entry, Layers, Text, load_collection, load_entries
from maatwerk.foundation.people.residents import PartyKind

SAFETY = "veiligheid"  # the one purpose for which what must stay hidden is there at all
WHO = "identiteit"  # who somebody is: known to everybody who works with them


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


class Law(Entry):
    """An article. `seen` is when somebody read it at the source; without it, it is from memory and to be checked."""

    name: str = Field(alias="wet")
    article: str = Field(alias="artikel")
    seen: date | None = Field(default=None, alias="gezien")

    def __str__(self) -> str:
        return f"{self.name}, artikel {self.article}"


class EventKind(StrEnum):
    """From when a term counts, as a program reads it; `vanaf` beside it says it to people."""

    WRITTEN = "opgeschreven"  # when it was received or written down; what holds for a time, when that ended
    LOOKED = "gekeken"  # when somebody looked
    SETTLED = "afgehandeld"  # when it was answered, reviewed or settled
    CLOSED = "afgesloten"  # when the organisation stopped working with the resident for this purpose
    CHANGED = "laatste_wijziging"  # the last change of what it holds of the resident for this purpose
    OF_AGE = "meerderjarig"  # when the resident becomes 18


class Retention(Entry):
    """How long it is kept: months after an event. A law says so, or somebody chose it and says why."""

    event: Text = Field(alias="vanaf")
    kind: EventKind = Field(alias="vanaf_soort")
    months: int = Field(alias="maanden", gt=0)
    law: Law | None = Field(default=None, alias="wet")
    chosen: Text | None = Field(default=None, alias="gekozen")

    @model_validator(mode="after")
    def _law_or_choice(self) -> Retention:
        if (self.law is None) is (self.chosen is None):
            raise ValueError("name the law ('wet'), or say why this was chosen ('gekozen'), not both")
        return self


class Category(Entry):
    """One kind of data. `hidden` is never for whoever stands beside the resident: it would put somebody in danger.
    `light` is what a one-time code is enough for. `retention` is for what has a term of its own, whatever the purpose.
    `name` reads well after "over"."""

    name: Text = Field(alias="naam")
    explanation: Text = Field(alias="uitleg")
    kind: CategoryKind = Field(alias="soort")
    area: Area = Field(alias="gebied")
    hidden: bool = Field(default=False, alias="verborgen")
    light: bool = Field(default=False, alias="licht")
    retention: Retention | None = Field(default=None, alias="bewaren")

    @model_validator(mode="after")
    def _light_is_harmless(self) -> Category:
        if self.light and (self.hidden or self.kind is not CategoryKind.ORDINARY):
            raise ValueError("a code is not enough for what is sensitive or hidden")
        return self


class Reuse(Entry):
    """What was collected for another purpose may be used for this one too: which categories, and by which law."""

    categories: tuple[str, ...] = Field(alias="categorieen", min_length=1)
    law: Law = Field(alias="wet")


class PurposeKind(StrEnum):
    """What kind of reason it is. Only a task is carried out by an organisation that was given it."""

    TASK = "taak"
    OWN = "eigen"  # the resident, and who stands for them
    EMERGENCY = "noodgeval"
    OVERSIGHT = "toezicht"


class Purpose(Entry):
    """What somebody may need data for. It counts from `since` until `until`; without `since` it does not count yet.

    `categories` are what an organisation with this task may have in its own records. `with_consent` is what others
    recorded and the resident may let it see: there a no takes nothing away (AVG art. 7 lid 4). `despite` says by which
    exception it goes on for what a resident had restricted.
    """

    name: Text = Field(alias="naam")
    explanation: Text = Field(alias="uitleg")
    kind: PurposeKind = Field(alias="soort")
    ground: Literal["a", "b", "c", "d", "e", "f"] = Field(alias="avg6")
    laws: tuple[Law, ...] = Field(alias="wetten", min_length=1)
    special: Law | None = Field(default=None, alias="uitzondering")  # AVG art. 9 lid 2, 10; UAVG art. 22-33
    despite: Law | None = Field(default=None, alias="ondanks_beperking")  # AVG art. 18 lid 2
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

    @property
    def law_names(self) -> str:
        """The laws that it rests on: "Wmo 2015; Jeugdwet"."""
        return "; ".join(dict.fromkeys(law.name for law in self.laws))

    @property
    def is_task(self) -> bool:
        return self.kind is PurposeKind.TASK


@dataclass(frozen=True)
class Register:
    """All purposes and categories, by id."""

    purposes: Mapping[str, Purpose]
    categories: Mapping[str, Category]

    def tasks_on(self, day: date) -> dict[str, Purpose]:
        """The tasks that count on this day."""
        return {id_: each for id_, each in self.purposes.items() if each.is_task and each.counts_on(day)}

    def files_on(self, day: date) -> dict[str, Purpose]:
        """Those of these tasks for which a resident has a file: by which it is known who somebody is."""
        return {id_: each for id_, each in self.tasks_on(day).items() if WHO in each.categories}


def load_register(layers: Layers) -> Register:
    """Read `purposes/` and `categories/`. Raises ContentError for what does not fit together."""
    categories = load_collection(layers / "categories", Category, weaker=_weaker_category)

    def check(purpose: Purpose, purposes: Mapping[str, Purpose]) -> list[tuple[str, str]]:
        id_ = next(id_ for id_, each in purposes.items() if each is purpose)
        return [*_unknown(purpose, purposes, categories), *_unlawful(id_, purpose, categories)]

    return Register(load_entries(layers / "purposes", Purpose, check, _weaker_purpose), categories)


def _named(purpose: Purpose) -> Iterator[tuple[str, str]]:
    """Every category that a purpose names, with the place."""
    yield from (("categorieen", each) for each in purpose.categories)
    yield from (("met_toestemming", each) for each in purpose.with_consent)
    for origin, reuse in purpose.reuse.items():
        yield from ((f"ook_van.{origin}.categorieen", each) for each in reuse.categories)


def _unknown(
    purpose: Purpose, purposes: Mapping[str, Purpose], categories: Mapping[str, Category]
) -> Iterator[tuple[str, str]]:
    for place, each in _named(purpose):
        if each not in categories:
            yield place, f"there is no category '{each}'"
    for origin in purpose.reuse:
        if origin not in purposes:
            yield f"ook_van.{origin}", f"there is no purpose '{origin}'"


def _unlawful(id_: str, purpose: Purpose, categories: Mapping[str, Category]) -> Iterator[tuple[str, str]]:
    sensitive = {CategoryKind.SPECIAL, CategoryKind.CRIMINAL}
    for place, each in _named(purpose):
        category = categories.get(each)
        if category is None:
            continue
        if category.kind in sensitive and purpose.special is None:
            yield place, f"'{each}' is sensitive: name the exception of AVG art. 9 or 10 ('uitzondering')"
        if category.kind is CategoryKind.BSN and not (purpose.is_task and place == "categorieen"):
            yield place, "the BSN is only for a task that a law gives it to (UAVG art. 46)"
        if category.hidden and (id_, place) != (SAFETY, "categorieen"):
            yield place, f"'{each}' stays hidden for everything but '{SAFETY}'"
        if each == WHO and place == "met_toestemming":
            yield place, "a task gives this already, so nobody is asked for it (AVG art. 7 lid 4)"
    if purpose.is_task and not purpose.parties:
        yield "partijen", "a task says which kinds of party may have it"
    if not purpose.is_task and (purpose.parties or purpose.with_consent or purpose.reuse):
        yield "soort", "only a task has parties, asks for consent or uses what another purpose collected"


def _weaker_category(below: Category, above: Category) -> list[str]:
    told = ["'verborgen' is gone"] if below.hidden and not above.hidden else []
    told += ["'licht' is new"] if above.light and not below.light else []
    told += ["'soort' is another one"] if above.kind is not below.kind else []
    told += ["'gebied' is another one"] if above.area is not below.area else []
    if below.retention is not None:
        told += ["'bewaren' is gone"] if above.retention is None else _longer(below.retention, above.retention)
    return told


def _weaker_purpose(below: Purpose, above: Purpose) -> list[str]:
    """A later layer may say things more plainly, allow less, keep shorter and end earlier."""
    told = [f"'{name}' is another one" for name, old, new in _fixed(below, above) if old != new]
    for name, old, new in (
        ("categorieen", below.categories, above.categories),
        ("met_toestemming", below.with_consent, above.with_consent),
        ("partijen", below.parties, above.parties),
        ("ook_van", _reused(below), _reused(above)),
    ):
        if more := sorted(set(new) - set(old)):
            told.append(f"'{name}' is wider by {', '.join(more)}")
    told += ["'ondanks_beperking' is new"] if above.despite and not below.despite else []
    told += _longer(below.retention, above.retention)
    if above.since is not None and (below.since is None or above.since < below.since):
        told.append("'sinds' is earlier")
    if below.until is not None and (above.until is None or above.until > below.until):
        told.append("'tot' is later")
    return told


def _longer(below: Retention, above: Retention) -> list[str]:
    told = ["'bewaren' is longer"] if above.months > below.months else []
    return told + (["'vanaf_soort' is another one"] if above.kind is not below.kind else [])


def _fixed(below: Purpose, above: Purpose) -> Iterator[tuple[str, object, object]]:
    yield "soort", below.kind, above.kind
    yield "avg6", below.ground, above.ground


def _reused(purpose: Purpose) -> list[str]:
    return [f"{origin}/{each}" for origin, reuse in purpose.reuse.items() for each in reuse.categories]
