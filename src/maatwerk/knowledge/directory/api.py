"""`/diensten`. What stands in the classes of this file and of `api_shapes.py` is public, so it is in Dutch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, cast

from pydantic import Field

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
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice.values import LifeDomain
from maatwerk.knowledge.directory.api_shapes import Dienst, Diensten, shown
from maatwerk.knowledge.directory.connections import connections
from maatwerk.knowledge.directory.finding import Wish, after, those
from maatwerk.knowledge.directory.places import Access


class WhichServices(Paging):
    """Which services are asked for."""

    behoefte: str | None = Field(
        None,
        max_length=80,
        description="Alleen diensten voor deze behoefte (een id van /behoeften).",
        json_schema_extra={"example": "schulden"},
    )
    leefgebied: Annotated[LifeDomain, one_of(LifeDomain)] | None = Field(
        None, description="Alleen diensten voor een behoefte in dit leefgebied (een id van /leefgebieden)."
    )
    woorden: str = Field(
        "",
        max_length=200,
        description="Woorden die in de naam of de uitleg staan. Een vraag van een mens hoort hier niet: die gaat in de "
        "body van /adviezen.",
    )
    taal: str | None = Field(
        None,
        pattern="^[a-z]{2,3}$",
        description="Alleen waar deze taal (ISO 639) wordt gesproken, of een tolk kan komen.",
    )
    gratis: bool | None = Field(None, description="Alleen wat gratis is; met 'false' alleen wat geld kost.")
    leeftijd: int | None = Field(None, ge=0, le=130, description="Alleen wat er voor iemand van deze leeftijd is.")
    toegankelijk: Annotated[Access, one_of(Access)] | None = Field(None, description="Alleen waar dit zo is.")
    wijk: str | None = Field(None, max_length=100, description="Alleen met een plek in deze wijk.")


def router_for(today: Callable[[], date]) -> Router:
    """The operations of this room."""
    router = Router(tags=["diensten"])

    @router.get(
        "/diensten",
        response=Diensten,
        operation_id="diensten",
        summary="Diensten",
        description="Organisaties en loketten die helpen, op alfabet van het id. Wat van een dienst niet bekend is, "
        "telt bij het zoeken niet als ja.",
    )
    def diensten(request: HttpRequest, asked: Query[WhichServices]) -> Page[Dienst]:
        municipality = _municipality(request)
        found = after(
            _wish(asked), municipality.slug, municipality.profile.code, _kept(asked.na),
            language=language_of(request), size=asked.limit + 1,
        )  # fmt: skip
        rows = {one.id: one for one in found.rows}
        return page_of(Diensten, request, asked, rows, lambda id_: shown(rows[id_], language_of(request), today()))

    @router.get(
        "/diensten/{id}",
        response=Dienst,
        operation_id="dienst",
        summary="Eén dienst",
        description="De dienst met dit id.",
    )
    def dienst(request: HttpRequest, id: PathEx[str, id_in_path("luisterlijn")]) -> Dienst:  # noqa: A002
        municipality = _municipality(request)
        for one in those([id], municipality.slug, municipality.profile.code):
            return shown(one, language_of(request), today())
        raise NotThereError

    return router


def _municipality(request: HttpRequest) -> Municipality:
    """Whose services are asked for, with the tables brought up to date."""
    municipality = cast(Municipality, request.municipality)  # type: ignore[attr-defined]
    connections().refresh(municipality.slug)
    return municipality


def _wish(asked: WhichServices) -> Wish:
    return Wish(
        words=asked.woorden,
        need=_kept(asked.behoefte),
        domain=asked.leefgebied or "",
        language=asked.taal or "",
        free=asked.gratis,
        age=asked.leeftijd,
        access=(asked.toegankelijk,) if asked.toegankelijk else (),
        neighbourhood=_kept(asked.wijk),
    )


def _kept(text: str | None) -> str:
    """Without what no database keeps."""
    return (text or "").replace("\0", "")
