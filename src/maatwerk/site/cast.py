"""The invented people of a demo, as their files describe them. Everything about them is made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import NAMESPACE_DNS, UUID, uuid5

from django.utils.text import slugify
from pydantic import Field

from maatwerk.foundation.access.rights import Right
from maatwerk.foundation.content import Entry, Text, load_collection
from maatwerk.foundation.people.residents import Bond, PartyKind, Residence, Scope, Standing
from maatwerk.foundation.people.rules import Role
from maatwerk.knowledge.facts import Origin


class InventedTask(Entry):
    """What an organisation works for, and by which decision; `bsn_article` gives it the power to use the BSN."""

    decided_by: str = Field(alias="besluit")
    bsn_article: str = Field("", alias="bsn_artikel")


class InventedOrganisation(Entry):
    municipality: str = Field(alias="gemeente")
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


class Done(Entry):
    """Something that happened, so many whole days before the demo was made."""

    days_ago: int = Field(alias="dagen", ge=1, le=300)


class ByWorker(Done):
    """What a worker did, for the purpose for which they look."""

    worker: str = Field(alias="door")
    purpose: str = Field(alias="doel")


class InventedStart(ByWorker):
    """Who added a resident, and why they work with them."""

    reason: str = Field(alias="reden")


class InventedRequest(ByWorker):
    """Somebody of another organisation asks to work with the resident. Without `agreed` it waits for an answer."""

    reason: str = Field(alias="reden")
    agreed: bool | None = Field(None, alias="antwoord")


class InventedAddress(Entry):
    street: str = Field(alias="straat")
    number: str = Field(alias="nummer")
    postcode: str
    town: str = Field(alias="plaats")
    secret: bool = Field(default=False, alias="geheim")


class InventedConsent(Done):
    """What a resident agrees to on screen."""

    organisation: str = Field(alias="organisatie")
    purpose: str = Field(alias="doel")
    category: str = Field(alias="soort_gegevens")


class InventedLifting(InventedConsent):
    """The secret of `holder`, which the resident lifts for another organisation."""

    holder: str = Field(alias="van")


class InventedStanding(Entry):
    """Who stands for, or beside, a resident: another resident or a worker, by id."""

    resident: str = Field("", alias="inwoner")
    worker: str = Field("", alias="medewerker")
    standing: Standing = Field(alias="als")
    scope: Scope = Field(Scope.BOTH, alias="voor")
    proof: str = Field("", alias="bewijs")


class InventedRelation(Entry):
    other: str = Field(alias="inwoner")
    bond: Bond = Field(alias="is")


class InventedWords(Done):
    """What a resident wrote, for one who works with them."""

    organisation: str = Field(alias="voor")
    purpose: str = Field(alias="doel")
    text: str = Field(alias="tekst")


class InventedNote(ByWorker):
    """A note. Without `category` it is what the resident said, in their words."""

    category: str = Field("", alias="over")
    text: str = Field(alias="tekst")
    third_persons: tuple[str, ...] = Field((), alias="anderen")


class InventedFact(ByWorker):
    key: str = Field(alias="vraag")
    answer: str = Field(alias="antwoord")
    source: Origin = Field(Origin.ASKED, alias="bron")
    said_by: str = Field("", alias="van")


class InventedEmergency(Done):
    worker: str = Field(alias="door")
    reason: str = Field(alias="reden")


class InventedLook(Done):
    """Somebody who stands for a resident looked in the file."""

    resident: str = Field(alias="inwoner")


class InventedAnswer(Done):
    """What a steward answered; a yes."""

    worker: str = Field(alias="door")
    text: str = Field(alias="tekst")


class InventedQuestion(Done):
    """What the resident asks about their own data. Without `answer` it waits."""

    organisation: str = Field(alias="organisatie")
    right: Right = Field(alias="recht")
    text: str = Field(alias="tekst")
    answer: InventedAnswer | None = Field(None, alias="antwoord")


class InventedResident(Entry):
    """Somebody who lives here. `about` is only given to whom one may become; `household` is somebody with whom they
    keep house, themselves for who begins one."""

    municipality: str = Field(alias="gemeente")
    called: str = Field(alias="naam")
    family_name: str = Field("", alias="achternaam")
    born: date | None = Field(None, alias="geboren")
    start: InventedStart = Field(alias="begin")
    residence: Residence = Field(Residence.UNKNOWN, alias="woont")
    address: InventedAddress | None = Field(None, alias="adres")
    bsn: str = ""
    mobile: str = Field("", alias="mobiel")
    safe_contact: str = Field("", alias="veilig_contact")
    household: str = Field("", alias="huishouden")
    involved: tuple[InventedStart, ...] = Field((), alias="ook_betrokken")
    requests: tuple[InventedRequest, ...] = Field((), alias="vragen")
    consents: tuple[InventedConsent, ...] = Field((), alias="toestemmingen")
    liftings: tuple[InventedLifting, ...] = Field((), alias="geheim_opgeheven")
    stand: tuple[InventedStanding, ...] = Field((), alias="vertegenwoordigers")
    relations: tuple[InventedRelation, ...] = Field((), alias="banden")
    words: tuple[InventedWords, ...] = Field((), alias="eigen_woorden")
    notes: tuple[InventedNote, ...] = Field((), alias="notities")
    facts: tuple[InventedFact, ...] = Field((), alias="feiten")
    emergencies: tuple[InventedEmergency, ...] = Field((), alias="noodtoegang")
    looks: tuple[InventedLook, ...] = Field((), alias="keken")
    questions: tuple[InventedQuestion, ...] = Field((), alias="vragen_over_gegevens")
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


def worker_address(cast: Cast, id_: str) -> str:
    """With what an invented worker is known as an account. Nobody has this mailbox (RFC 2606)."""
    return f"{id_}@{slugify(cast.organisations[cast.workers[id_].organisation].name)}.example"


def resident_id(id_: str) -> UUID:
    """The id of an invented resident follows from the name in the files."""
    return uuid5(NAMESPACE_DNS, f"{id_}.example")
