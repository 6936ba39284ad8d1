"""`/technieken`. What stands in the classes here is public, so it is in Dutch."""

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
from maatwerk.knowledge.facts import open_facts
from maatwerk.knowledge.technology.catalogue import Confidence, Effect, Rule, Technology


class Bedragen(BaseModel):
    """Hele euro's: het laagste en het hoogste bedrag dat is gezien."""

    laagste: int
    hoogste: int


class Financiering(BaseModel):
    """Wie er misschien betaalt."""

    route: str = Field(description="eigen, wmo, zvw, wlz of anders")
    zekerheid: Confidence
    toelichting: str | None


class Regel(BaseModel):
    """Wanneer dit niet zomaar past."""

    feiten: list[str] = Field(description="De id's van de feiten waar de regel naar kijkt.")
    gevolg: Annotated[Effect, one_of(Effect)]
    uitleg: str
    oplossing: str | None


class Techniek(BaseModel):
    """Een soort hulpmiddel of apparaat voor thuis; nooit een merk."""

    id: str
    naam: str
    samenvatting: str
    behoeften: list[str] = Field(description="De id's van de behoeften waar dit voor is.")
    behoeften_ook: list[str] = Field(description="Behoeften waar dit een beetje bij helpt.")
    iso9999: str = Field(description="Code van de indeling van hulpmiddelen ISO 9999.")
    privacy: int = Field(ge=0, le=3, description="Van 0 (legt niets vast) tot 3 (kijkt altijd mee).")
    autonomie: int = Field(ge=0, le=3, description="Van 0 (u bedient het zelf) tot 3 (het volgt of begrenst u).")
    prijs: Bedragen
    abonnement: Bedragen | None = Field(description="Per maand.")
    financiering: list[Financiering]
    installatie: str
    leenbaar: str = Field(description="ja, deels of nee")
    regels: list[Regel]
    let_op: str | None
    zekerheid: Confidence
    bronnen: list[str]


class Technieken(Page[Techniek]):
    """Een bladzijde met technieken."""


class WhichTechnologies(Paging):
    """Which technologies are asked for."""

    behoefte: str | None = Field(
        None,
        max_length=80,
        description="Alleen technieken die bij deze behoefte (een id van /behoeften) helpen, ook een beetje.",
        json_schema_extra={"example": "stofzuigen"},
    )


def router_for(technologies: Callable[[HttpRequest], Mapping[str, Technology]]) -> Router:
    """The operations of this room, over the catalogue that the composition root has for a request."""
    router = Router(tags=["technieken"])

    @router.get(
        "/technieken",
        response=Technieken,
        operation_id="technieken",
        summary="Technieken voor thuis",
        description="Hulpmiddelen en apparaten voor thuis, op alfabet van het id.",
    )
    def technieken(request: HttpRequest, asked: Query[WhichTechnologies]) -> Page[Techniek]:
        rows = technologies(request)
        wanted = asked.behoefte
        ids = (id_ for id_, row in rows.items() if wanted is None or wanted in (*row.needs, *row.also_needs))
        return page_of(Technieken, request, asked, ids, lambda id_: _shown(id_, rows[id_], language_of(request)))

    @router.get(
        "/technieken/{id}",
        response=Techniek,
        operation_id="techniek",
        summary="Eén techniek",
        description="De techniek met dit id.",
    )
    def techniek(request: HttpRequest, id: PathEx[str, id_in_path("robotstofzuiger")]) -> Techniek:  # noqa: A002
        if id not in (rows := technologies(request)):
            raise NotThereError
        return _shown(id, rows[id], language_of(request))

    return router


def _shown(id_: str, row: Technology, language: str) -> Techniek:
    return Techniek(
        id=id_,
        naam=row.name.in_(language),
        samenvatting=row.summary.in_(language),
        behoeften=list(row.needs),
        behoeften_ook=list(row.also_needs),
        iso9999=row.iso9999,
        privacy=row.privacy,
        autonomie=row.autonomy,
        prijs=_amounts(row.price),
        abonnement=_amounts(row.subscription) if row.subscription else None,
        financiering=[
            Financiering(
                route=one.route, zekerheid=one.confidence, toelichting=one.note.in_(language) if one.note else None
            )
            for one in row.funding
        ],
        installatie=row.installation,
        leenbaar=row.lendable,
        regels=[_rule(rule, language) for rule in row.rules],
        let_op=row.note.in_(language) if row.note else None,
        zekerheid=row.confidence,
        bronnen=list(row.sources),
    )


def _rule(rule: Rule, language: str) -> Regel:
    return Regel(
        feiten=open_facts(rule.when, {}),  # with nothing known, every fact of the condition is still open
        gevolg=rule.effect,
        uitleg=rule.reason.in_(language),
        oplossing=rule.remedy.in_(language) if rule.remedy else None,
    )


def _amounts(pair: tuple[int, int]) -> Bedragen:
    return Bedragen(laagste=pair[0], hoogste=pair[1])
