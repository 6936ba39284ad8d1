"""`/diensten`. What stands in the classes here is public, so it is in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

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
    page_of,
)
from maatwerk.knowledge.directory.catalogue import Service


class Stap(BaseModel):
    """Hoe u begint."""

    digitaal: str | None
    niet_digitaal: str = Field(description="De weg zonder computer; die is er altijd.")


class Bron(BaseModel):
    """Waar dit staat, wanneer dat is gelezen, en hoe zeker het is."""

    naam: str
    url: str | None
    datum: date
    zekerheid: Literal["hoog", "middel", "laag"]


class Dienst(BaseModel):
    """Een organisatie of loket dat helpt."""

    id: str
    naam: str
    organisatie: str
    samenvatting: str
    waarom: str = Field(description="Waarom dit kan helpen.")
    behoeften: list[str] = Field(description="De id's van de behoeften waar dit voor is.")
    telefoon: str | None
    tijden: str | None = Field(description="Wanneer de telefoon wordt opgenomen.")
    website: str | None
    chat: str | None
    kosten: str
    volgende_stap: Stap
    noodhulp: bool = Field(description="Dit is hulp voor mensen in gevaar.")
    buiten_kantooruren: bool = Field(description="Dag en nacht bereikbaar.")
    bron: Bron


class Diensten(Page[Dienst]):
    """Een bladzijde met diensten."""


class WhichServices(Paging):
    """Which services are asked for."""

    behoefte: str | None = Field(
        None,
        max_length=80,
        description="Alleen diensten voor deze behoefte (een id van /behoeften).",
        json_schema_extra={"example": "schulden"},
    )


def router_for(services: Callable[[HttpRequest], Mapping[str, Service]]) -> Router:
    """The operations of this room, over the services that the composition root has for a request."""
    router = Router(tags=["diensten"])

    @router.get(
        "/diensten",
        response=Diensten,
        operation_id="diensten",
        summary="Diensten",
        description="Organisaties en loketten die helpen, op alfabet van het id.",
    )
    def diensten(request: HttpRequest, asked: Query[WhichServices]) -> Page[Dienst]:
        rows = services(request)
        ids = (id_ for id_, service in rows.items() if asked.behoefte is None or asked.behoefte in service.needs)
        return page_of(Diensten, request, asked, ids, lambda id_: _shown(id_, rows[id_], language_of(request)))

    @router.get(
        "/diensten/{id}",
        response=Dienst,
        operation_id="dienst",
        summary="Eén dienst",
        description="De dienst met dit id.",
    )
    def dienst(request: HttpRequest, id: PathEx[str, id_in_path("luisterlijn")]) -> Dienst:  # noqa: A002
        if id not in (rows := services(request)):
            raise NotThereError
        return _shown(id, rows[id], language_of(request))

    return router


def _shown(id_: str, service: Service, language: str) -> Dienst:
    digital = service.next_step.digital
    return Dienst(
        id=id_,
        naam=service.name.in_(language),
        organisatie=service.organisation,
        samenvatting=service.summary.in_(language),
        waarom=service.reason.in_(language),
        behoeften=list(service.needs),
        telefoon=service.phone,
        tijden=service.hours.in_(language) if service.hours else None,
        website=service.website,
        chat=service.chat,
        kosten=service.costs.in_(language),
        volgende_stap=Stap(
            digitaal=digital.in_(language) if digital else None,
            niet_digitaal=service.next_step.without_computer.in_(language),
        ),
        noodhulp=service.emergency,
        buiten_kantooruren=service.always_open,
        bron=Bron(
            naam=service.source.name,
            url=service.source.url,
            datum=service.source.checked_on,
            zekerheid=service.source.confidence,
        ),
    )
