"""`/leefgebieden` and `/behoeften`. What stands in the classes here is public, so it is in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

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
from maatwerk.knowledge.advice.domains import DomainLabel
from maatwerk.knowledge.needs.catalogue import NeedEntry

DomainId = Annotated[LifeDomain, one_of(LifeDomain)]


class Leefgebied(BaseModel):
    """Een deel van het leven waar behoeften bij horen."""

    id: DomainId
    tekst: str


class Leefgebieden(Page[Leefgebied]):
    """Alle leefgebieden, in de volgorde waarin de site ze toont."""


class Behoefte(BaseModel):
    """Wat iemand wil kunnen, of kwijt wil."""

    id: str
    tekst: str
    leefgebied: DomainId
    icf: list[str] = Field(description="Codes van de WHO-classificatie ICF, waar die passen.")
    verwant: list[str] = Field(description="Behoeften waarvan de hulp hier ook bij past. De beste staat vooraan.")


class Behoeften(Page[Behoefte]):
    """Een bladzijde met behoeften."""


class WhichNeeds(Paging):
    """Which needs are asked for."""

    leefgebied: DomainId | None = Field(
        None, description="Alleen behoeften in dit leefgebied.", json_schema_extra={"example": "financien"}
    )


def router_for(
    domains: Callable[[HttpRequest], Mapping[LifeDomain, DomainLabel]],
    needs: Callable[[HttpRequest], Mapping[str, NeedEntry]],
) -> Router:
    """The operations of this room, over what the composition root has for a request."""
    router = Router()

    @router.get(
        "/leefgebieden",
        response=Leefgebieden,
        operation_id="leefgebieden",
        tags=["leefgebieden"],
        summary="Alle leefgebieden",
        description="De gebieden van het leven waarin behoeften zijn verdeeld. De lijst past op één bladzijde.",
    )
    def leefgebieden(request: HttpRequest) -> Leefgebieden:
        language = language_of(request)
        return Leefgebieden(
            resultaten=[Leefgebied(id=id_, tekst=label.text.in_(language)) for id_, label in domains(request).items()],
            volgende=None,
        )

    @router.get(
        "/behoeften",
        response=Behoeften,
        operation_id="behoeften",
        tags=["behoeften"],
        summary="Behoeften",
        description="Waar mensen hulp bij zoeken, op alfabet van het id.",
    )
    def behoeften(request: HttpRequest, asked: Query[WhichNeeds]) -> Page[Behoefte]:
        rows = needs(request)
        ids = (id_ for id_, entry in rows.items() if asked.leefgebied in (None, entry.domain))
        return page_of(Behoeften, request, asked, ids, lambda id_: _shown(id_, rows[id_], language_of(request)))

    @router.get(
        "/behoeften/{id}",
        response=Behoefte,
        operation_id="behoefte",
        tags=["behoeften"],
        summary="Eén behoefte",
        description="De behoefte met dit id.",
    )
    def behoefte(request: HttpRequest, id: PathEx[str, id_in_path("stofzuigen")]) -> Behoefte:  # noqa: A002
        if id not in (rows := needs(request)):
            raise NotThereError
        return _shown(id, rows[id], language_of(request))

    return router


def _shown(id_: str, entry: NeedEntry, language: str) -> Behoefte:
    return Behoefte(
        id=id_,
        tekst=entry.text.in_(language),
        leefgebied=entry.domain,
        icf=list(entry.icf),
        verwant=list(entry.related),
    )
