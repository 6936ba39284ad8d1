"""Everything that is known about somebody, as one value to take along (AVG art. 15 lid 3, art. 20). Pure.

The shape is a contract: `docs/contracts/copy.schema.json` is made of it, and a test holds the two together. Keys are
Dutch. Words such as a purpose or a kind stand in the language of the copy. "" is what is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION = "1"


class Value(BaseModel):
    """Base of every part: frozen, and what is not in the shape is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class File(Value):
    """About the copy itself."""

    version: str = Field(default=VERSION, alias="versie")
    made_at: datetime = Field(alias="gemaaktOp")
    municipality: str = Field(alias="gemeente")
    language: Literal["nl", "en"] = Field(alias="taal")
    asked_by: Literal["inwoner", "vertegenwoordiger"] = Field(alias="gevraagdDoor")


class Person(Value):
    """Who somebody is. Whether there is a BSN stands here, for the resident themselves; the number does not."""

    called: str = Field(alias="roepnaam")
    given_names: str = Field(alias="voornamen")
    prefix: str = Field(alias="voorvoegsel")
    family_name: str = Field(alias="achternaam")
    born: date | None = Field(alias="geboren")
    died_on: date | None = Field(alias="overleden")
    left_on: date | None = Field(alias="vertrokken")
    residence: str = Field(alias="woonsituatie")
    bsn_is_known: bool | None = Field(alias="bsnBekend")


class Row(Value):
    """One thing that was recorded: by whom, for what and of which kind (AVG art. 15 lid 1 onder a, b en g)."""

    id: str
    organisation: str = Field(alias="organisatie")
    purpose: str = Field(alias="doel")
    category: str = Field(alias="soortGegevens")


class AddressRow(Row):
    kind: str = Field(alias="soort")
    street: str = Field(alias="straat")
    number: str = Field(alias="huisnummer")
    postcode: str
    town: str = Field(alias="plaats")
    since: datetime = Field(alias="vanaf")
    until: datetime | None = Field(alias="tot")


class WayRow(Row):
    kind: str = Field(alias="soort")
    value: str = Field(alias="waarde")
    shared: bool = Field(alias="anderenLezenMee")
    checked_at: datetime | None = Field(alias="nagegaanOp")


class HouseholdRow(Row):
    """`number` is the id of the household; who else belongs to it is about them."""

    number: str = Field(alias="huishouden")
    since: datetime = Field(alias="vanaf")
    until: datetime | None = Field(alias="tot")


class RelationRow(Row):
    """What somebody is to the resident. Who it is stands in their own data."""

    bond: str = Field(alias="band")
    since: datetime = Field(alias="vanaf")
    until: datetime | None = Field(alias="tot")


class StandsRow(Row):
    name: str = Field(alias="naam")
    standing: str = Field(alias="rol")
    scope: str = Field(alias="waarvoor")
    looks: bool = Field(alias="kijktMee")
    suspended: bool = Field(alias="stopgezet")
    since: datetime = Field(alias="vanaf")
    until: datetime | None = Field(alias="tot")


class DisagreementRow(Row):
    stands: str = Field(alias="vertegenwoordiging")
    said_by: str = Field(alias="gezegdDoor")
    words: str = Field(alias="woorden")
    at: datetime = Field(alias="op")


class JudgementRow(Row):
    """Somebody judged that the resident could not decide about one matter for a while; `said` is what they thought."""

    matter: str = Field(alias="onderwerp")
    judged_by: str = Field(alias="wie")
    why: str = Field(alias="reden")
    said: str = Field(alias="woorden")
    since: datetime = Field(alias="vanaf")
    until: datetime | None = Field(alias="tot")


class WorksRow(Row):
    who: str = Field(alias="wie")
    reason: str = Field(alias="reden")
    since: datetime = Field(alias="vanaf")
    until: datetime | None = Field(alias="tot")


class NoteRow(Row):
    """`corrected_by` is the id of the note that stands in its place."""

    own_words: bool = Field(alias="eigenWoorden")
    text: str = Field(alias="tekst")
    written_by: str = Field(alias="geschrevenDoor")
    at: datetime = Field(alias="op")
    corrected_by: str = Field(alias="verbeterdDoor")


class FactRow(Row):
    """`key` and `value` are how it is kept, `question` and `answer` how people say it."""

    key: str = Field(alias="feit")
    value: str = Field(alias="waarde")
    question: str = Field(alias="vraag")
    answer: str = Field(alias="antwoord")
    source: str = Field(alias="bron")
    noted_by: str = Field(alias="opgeschrevenDoor")
    at: datetime = Field(alias="op")
    replaced_by: str = Field(alias="vervangenDoor")


class ChoiceRow(Row):
    """What was agreed to or refused. `whom` may see it; `shared` is the kind of data."""

    kind: Literal["toestemming", "geheim", "stuk", "nee"] = Field(alias="keuze")
    whom: str = Field(alias="wie")
    shared: str = Field(alias="wat")
    sentence: str = Field(alias="zin")
    said_by: str = Field(alias="gezegdDoor")
    since: datetime = Field(alias="vanaf")
    until: datetime | None = Field(alias="tot")
    withdrawn_at: datetime | None = Field(alias="ingetrokkenOp")


class EmergencyRow(Row):
    who: str = Field(alias="wie")
    reason: str = Field(alias="reden")
    at: datetime = Field(alias="op")
    reviewed_at: datetime | None = Field(alias="nagekekenOp")


class ContactRow(Row):
    """Somebody asked to work with the resident."""

    who: str = Field(alias="wie")
    reason: str = Field(alias="reden")
    at: datetime = Field(alias="op")
    answered_at: datetime | None = Field(alias="beantwoordOp")
    agreed: bool | None = Field(alias="akkoord")


class RightRow(Row):
    """A question about one's own data, with the answer."""

    right: str = Field(alias="vraag")
    words: str = Field(alias="woorden")
    about: str = Field(alias="over")
    asked_by: str = Field(alias="gevraagdDoor")
    asked_at: datetime = Field(alias="gevraagdOp")
    due_on: date = Field(alias="antwoordUiterlijk")
    extension: str = Field(alias="redenUitstel")
    outcome: str = Field(alias="uitkomst")
    law: str = Field(alias="wet")
    answer: str = Field(alias="antwoord")
    answered_at: datetime | None = Field(alias="beantwoordOp")


class ToldRow(Row):
    """An organisation heard that an entry of this copy, which it saw, was corrected or restricted (AVG art. 19)."""

    entry: str = Field(alias="stuk")
    whom: str = Field(alias="wie")
    at: datetime = Field(alias="op")


class RestrictionRow(Row):
    """Something is kept and not used for a time (AVG art. 18): because of which request, and why."""

    request: str = Field(alias="gegevensvraag")
    reason: str = Field(alias="reden")
    since: datetime = Field(alias="vanaf")
    until: datetime | None = Field(alias="tot")


class HoldRow(Row):
    """Something has to stay for longer: by which law, and for which purpose; "" is for all."""

    law: str = Field(alias="wet")
    held: str = Field(alias="geldtVoor")
    since: datetime = Field(alias="vanaf")
    until: datetime | None = Field(alias="tot")


class DocumentRow(Row):
    name: str = Field(alias="naam")
    media_type: str = Field(alias="soortBestand")
    size: int = Field(alias="bytes")
    by: str = Field(alias="ingeleverdDoor")
    at: datetime = Field(alias="op")


class LogInRow(Value):
    at: datetime = Field(alias="op")
    how: str = Field(alias="hoe")
    succeeded: bool = Field(alias="gelukt")
    browser: str


class LookRow(Value):
    """That somebody looked, as a sentence, and at which kinds of data when those do not stand in it."""

    at: datetime = Field(alias="op")
    sentence: str = Field(alias="zin")
    kinds: str = Field(alias="soortenGegevens")


class TermRow(Value):
    """How long is kept what is of one kind and for one purpose, and by which law or choice (AVG art. 15 lid 1 onder
    d). What has no term of its own stays as long as something else does, and does not stand here."""

    purpose: str = Field(alias="doel")
    category: str = Field(alias="soortGegevens")
    laws: str = Field(alias="wetten")
    months: int = Field(alias="maanden")
    event: str = Field(alias="geteldVanaf")
    why: str = Field(alias="volgens")


class LeftOut(Value):
    """How often something of somebody else was covered (AVG art. 15 lid 4)."""

    names: int = Field(default=0, alias="namen")
    phones: int = Field(default=0, alias="telefoonnummers")
    mails: int = Field(default=0, alias="mailadressen")
    numbers: int = Field(default=0, alias="burgerservicenummers")

    @property
    def total(self) -> int:
        return self.names + self.phones + self.mails + self.numbers


class Copy(Value):
    """The whole. Every field is one part, or a tuple of rows of one kind: a table."""

    file: File = Field(alias="bestand")
    person: Person = Field(alias="persoon")
    addresses: tuple[AddressRow, ...] = Field(alias="adressen")
    ways: tuple[WayRow, ...] = Field(alias="bereikbaarheid")
    households: tuple[HouseholdRow, ...] = Field(alias="huishoudens")
    relations: tuple[RelationRow, ...] = Field(alias="relaties")
    stand: tuple[StandsRow, ...] = Field(alias="vertegenwoordigers")
    disagreements: tuple[DisagreementRow, ...] = Field(alias="meningsverschillen")
    judgements: tuple[JudgementRow, ...] = Field(alias="oordelen")
    work: tuple[WorksRow, ...] = Field(alias="betrokkenen")
    notes: tuple[NoteRow, ...] = Field(alias="notities")
    facts: tuple[FactRow, ...] = Field(alias="feiten")
    choices: tuple[ChoiceRow, ...] = Field(alias="keuzes")
    emergencies: tuple[EmergencyRow, ...] = Field(alias="spoedinzagen")
    contact_requests: tuple[ContactRow, ...] = Field(alias="contactverzoeken")
    rights: tuple[RightRow, ...] = Field(alias="gegevensvragen")
    told: tuple[ToldRow, ...] = Field(alias="doorgegeven")
    restrictions: tuple[RestrictionRow, ...] = Field(alias="beperkingen")
    documents: tuple[DocumentRow, ...] = Field(alias="documenten")
    log_ins: tuple[LogInRow, ...] = Field(alias="inlogmomenten")
    looks: tuple[LookRow, ...] = Field(alias="inzagen")
    terms: tuple[TermRow, ...] = Field(alias="bewaartermijnen")
    holds: tuple[HoldRow, ...] = Field(alias="bewaarplichten")
    left_out: LeftOut = Field(alias="weggelaten")


def tables(copy: Copy) -> Iterator[tuple[str, type[Value], tuple[Value, ...]]]:
    """Every part by its Dutch name, what a row of it is, and its rows; a part that is no table is one row."""
    for name, field in Copy.model_fields.items():
        part = getattr(copy, name)
        rows = part if isinstance(part, tuple) else (part,)
        yield str(field.alias), _kind(field.annotation), rows


def columns(kind: type[Value]) -> tuple[str, ...]:
    """The Dutch names of what a row holds."""
    return tuple(field.alias or name for name, field in kind.model_fields.items())


def schema() -> dict[str, Any]:
    """The JSON Schema of a copy."""
    made = Copy.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | made


def _kind(annotation: Any) -> type[Value]:
    of_rows = getattr(annotation, "__args__", None)
    kind: type[Value] = of_rows[0] if of_rows else annotation
    return kind
