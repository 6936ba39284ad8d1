"""`/vragenlijsten`. What stands in the classes here is public, so it is in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from maatwerk.foundation.openapi import (
    HttpRequest,
    NotThereError,
    Page,
    Paging,
    PathEx,
    Query,
    Router,
    id_in_path,
    language_of,
    one_of,
    page_of,
)
from maatwerk.knowledge.advice import LifeDomain
from maatwerk.knowledge.assessment.catalogue import Answer, Filler, Item, Questionnaire


class Keuze(BaseModel):
    """Een antwoord om uit te kiezen."""

    waarde: str
    tekst: str | None = Field(
        description="Leeg als de woorden niet voor iedereen zijn, en bij de stappen van een schaal."
    )
    getal: float | None = Field(description="Waar het antwoord voor telt. Leeg als het niets zegt.")


class Lijstvraag(BaseModel):
    """Een vraag met de antwoorden."""

    id: str
    leefgebied: Annotated[LifeDomain, one_of(LifeDomain)] | None
    tekst: str | None = Field(description="Leeg als de woorden niet voor iedereen zijn.")
    voorbeeld: str | None
    antwoorden: list[Keuze] = Field(description="‘Zeg ik liever niet’ hoort bij elke vraag.")
    laagste: str | None = Field(description="Wat de onderste stap van een schaal betekent.")
    hoogste: str | None = Field(description="Wat de bovenste stap van een schaal betekent.")


class Band(BaseModel):
    """Wat een uitkomst tussen twee getallen betekent, en wie dat zegt."""

    van: float
    tot: float
    betekenis: str
    bron: str


class Telling(BaseModel):
    """Hoe de antwoorden samen tellen."""

    wijze: Literal["geen", "som", "gemiddelde"]
    keer: float = Field(description="Met dit getal wordt de som of het gemiddelde vermenigvuldigd.")
    mag_missen: int = Field(description="Zo veel vragen mogen open blijven. Bij meer is er geen uitkomst.")
    banden: list[Band]


class Vragenlijst(BaseModel):
    """Een vragenlijst. Hier staan vragen; wat mensen antwoorden staat hier niet."""

    id: str
    naam: str
    uitleg: str
    invullers: list[Annotated[Filler, one_of(Filler)]] = Field(description="Wie de lijst mag invullen.")
    talen: list[Literal["en", "nl"]]
    vragen: list[Lijstvraag]
    telling: Telling
    licentie: str
    woorden_voor_iedereen: bool = Field(description="Of u de woorden van de vragen hier krijgt.")
    bron: str
    bron_adres: str | None
    versie: str


class Vragenlijsten(Page[Vragenlijst]):
    """Een bladzijde met vragenlijsten."""


def router_for(questionnaires: Callable[[HttpRequest], Mapping[str, Questionnaire]]) -> Router:
    """The operations of this room, over the questionnaires that the composition root has for a request."""
    router = Router(tags=["vragenlijsten"])

    def in_use(request: HttpRequest) -> dict[str, Questionnaire]:
        return {id_: entry for id_, entry in questionnaires(request).items() if entry.on}

    @router.get(
        "/vragenlijsten",
        response=Vragenlijsten,
        operation_id="vragenlijsten",
        summary="Vragenlijsten",
        description="De vragenlijsten die hier in gebruik zijn, op alfabet van het id. Dit zijn de vragen; antwoorden "
        "van mensen staan hier niet.",
    )
    def vragenlijsten(request: HttpRequest, asked: Query[Paging]) -> Page[Vragenlijst]:
        rows = in_use(request)
        return page_of(Vragenlijsten, request, asked, rows, lambda id_: _shown(id_, rows[id_], language_of(request)))

    @router.get(
        "/vragenlijsten/{id}",
        response=Vragenlijst,
        operation_id="vragenlijst",
        summary="Eén vragenlijst",
        description="De vragenlijst met dit id.",
    )
    def vragenlijst(request: HttpRequest, id: PathEx[str, id_in_path("zelfcheck")]) -> Vragenlijst:  # noqa: A002
        if id not in (rows := in_use(request)):
            raise NotThereError
        return _shown(id, rows[id], language_of(request))

    return router


def _shown(id_: str, row: Questionnaire, language: str) -> Vragenlijst:
    scoring = row.scoring
    return Vragenlijst(
        id=id_,
        naam=row.name.in_(language),
        uitleg=row.about.in_(language),
        invullers=list(row.by),
        talen=sorted(row.languages),
        vragen=[_item(row, item, language) for item in row.items],
        telling=Telling(
            wijze=scoring.way,
            keer=float(scoring.times),
            mag_missen=scoring.may_lack,
            banden=[
                Band(
                    van=float(band.lowest),
                    tot=float(band.highest),
                    betekenis=band.meaning.in_(language),
                    bron=band.source.name,
                )
                for band in scoring.bands
            ],
        ),
        licentie=row.licence.name,
        woorden_voor_iedereen=row.licence.open,
        bron=row.source.name,
        bron_adres=row.source.url,
        versie=row.version,
    )


def _item(row: Questionnaire, item: Item, language: str) -> Lijstvraag:
    """A question; the words of a maker who did not give them to everybody stay out."""
    shared = row.licence.open
    return Lijstvraag(
        id=item.id,
        leefgebied=item.domain,
        tekst=item.in_(language) if shared else None,
        voorbeeld=item.example.in_(language) if shared and item.example else None,
        antwoorden=[_answer(each, language, shared) for each in row.choices(item)],
        laagste=item.scale.low_end.in_(language) if shared and item.scale else None,
        hoogste=item.scale.high_end.in_(language) if shared and item.scale else None,
    )


def _answer(answer: Answer, language: str, shared: bool) -> Keuze:
    return Keuze(
        waarde=answer.value,
        tekst=(answer.in_(language) or None) if shared else None,
        getal=_number(answer.number),
    )


def _number(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
