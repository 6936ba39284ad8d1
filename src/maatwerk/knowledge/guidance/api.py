"""`/zelf-doen` and `/aanpakken`. What stands in the classes here is public, so it is in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from maatwerk.foundation.content import Source
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
from maatwerk.knowledge.guidance.approaches import Approach
from maatwerk.knowledge.guidance.self_help import Effect, SelfHelp


class Herkomst(BaseModel):
    """Waar dit staat, wanneer dat is gelezen, en hoe zeker het is."""

    naam: str
    url: str | None
    datum: date
    zekerheid: Literal["hoog", "middel", "laag"]


class Situatie(BaseModel):
    """Een situatie waarin dit niet of niet zomaar past."""

    feiten: list[str] = Field(description="De id's van de feiten waar dit van afhangt.")
    gevolg: Annotated[Effect, one_of(Effect)]
    uitleg: str


class ZelfDoen(BaseModel):
    """Een eerste stap die iemand vandaag zelf kan doen."""

    id: str
    titel: str
    samenvatting: str
    behoeften: list[str] = Field(description="De id's van de behoeften waar dit voor is.")
    behoeften_ook: list[str] = Field(description="De id's van de behoeften waar dit een beetje bij helpt.")
    stappen: list[str]
    niet_doen: str = Field(description="Wanneer niet, of wanneer liever bellen.")
    situaties: list[Situatie]
    kosten: str
    duur: str
    volgende_stap: str = Field(description="Hoe iemand verder gaat zonder computer.")
    digitaal: str | None
    website: str | None
    bel: str | None = Field(description="Het id van de dienst om te bellen (zie /diensten).")
    bron: Herkomst


class ZelfDoenLijst(Page[ZelfDoen]):
    """Een bladzijde met eerste stappen."""


class Wet(BaseModel):
    """Een wet die meespeelt."""

    naam: str
    url: str | None
    doet: str
    doet_niet: str | None


class Aanpak(BaseModel):
    """Wie iemand eerst belt als er meer wetten of loketten tegelijk spelen."""

    id: str
    titel: str
    samenvatting: str
    groepen: list[list[str]] = Field(
        description="Per wet of loket de behoeften. Dit past als de eerste groep speelt en nog een."
    )
    elke_twee: bool = Field(description="Twee groepen zijn genoeg, ook zonder de eerste.")
    ook_alleen: list[str] = Field(description="Behoeften die alleen al over meer wetten gaan.")
    bel_eerst: str
    zeg: str = Field(description="Wat iemand dan kan zeggen.")
    stappen: list[str]
    doorgestuurd: str = Field(description="Wat iemand doet die wordt doorgestuurd.")
    wetten: list[Wet]
    digitaal: str | None
    website: str | None
    bel: str | None = Field(description="Het id van de dienst om te bellen (zie /diensten).")
    bron: Herkomst


class Aanpakken(Page[Aanpak]):
    """Een bladzijde met aanpakken."""


class WhichGuidance(Paging):
    """Which guidance is asked for."""

    behoefte: str | None = Field(
        None,
        max_length=80,
        description="Alleen wat voor deze behoefte is (een id van /behoeften).",
        json_schema_extra={"example": "schulden"},
    )


def router_for(
    self_help: Callable[[HttpRequest], Mapping[str, SelfHelp]],
    approaches: Callable[[HttpRequest], Mapping[str, Approach]],
) -> Router:
    """The operations of this room, over the content that the composition root has for a request."""
    router = Router(tags=["aanwijzingen"])

    @router.get(
        "/zelf-doen",
        response=ZelfDoenLijst,
        operation_id="zelf-doen",
        summary="Zelf doen",
        description="Eerste stappen die iemand zelf kan doen, op alfabet van het id.",
    )
    def all_self_help(request: HttpRequest, asked: Query[WhichGuidance]) -> Page[ZelfDoen]:
        rows = self_help(request)
        ids = (id_ for id_, entry in rows.items() if asked.behoefte is None or asked.behoefte in entry.needs)
        return page_of(ZelfDoenLijst, request, asked, ids, lambda id_: _step(id_, rows[id_], language_of(request)))

    @router.get(
        "/zelf-doen/{id}",
        response=ZelfDoen,
        operation_id="zelf-doen-een",
        summary="Eén eerste stap",
        description="De eerste stap met dit id.",
    )
    def one_self_help(
        request: HttpRequest,
        id: PathEx[str, id_in_path("betalingsregeling_vragen")],  # noqa: A002
    ) -> ZelfDoen:
        if id not in (rows := self_help(request)):
            raise NotThereError
        return _step(id, rows[id], language_of(request))

    @router.get(
        "/aanpakken",
        response=Aanpakken,
        operation_id="aanpakken",
        summary="Aanpakken",
        description="Wie iemand eerst belt als er meer wetten of loketten tegelijk spelen, op alfabet van het id.",
    )
    def all_approaches(request: HttpRequest, asked: Query[WhichGuidance]) -> Page[Aanpak]:
        rows = approaches(request)
        ids = (id_ for id_, entry in rows.items() if asked.behoefte is None or asked.behoefte in entry.needs)
        return page_of(Aanpakken, request, asked, ids, lambda id_: _approach(id_, rows[id_], language_of(request)))

    @router.get(
        "/aanpakken/{id}",
        response=Aanpak,
        operation_id="aanpak",
        summary="Eén aanpak",
        description="De aanpak met dit id.",
    )
    def one_approach(
        request: HttpRequest,
        id: PathEx[str, id_in_path("hulp_thuis")],  # noqa: A002
    ) -> Aanpak:
        if id not in (rows := approaches(request)):
            raise NotThereError
        return _approach(id, rows[id], language_of(request))

    return router


def _source(source: Source) -> Herkomst:
    return Herkomst(naam=source.name, url=source.url, datum=source.checked_on, zekerheid=source.confidence)


def _step(id_: str, entry: SelfHelp, language: str) -> ZelfDoen:
    digital = entry.next_step.digital
    return ZelfDoen(
        id=id_,
        titel=entry.title.in_(language),
        samenvatting=entry.summary.in_(language),
        behoeften=list(entry.needs),
        behoeften_ook=list(entry.also_needs),
        stappen=[step.in_(language) for step in entry.steps],
        niet_doen=entry.unless.in_(language),
        situaties=[
            Situatie(feiten=open_facts(rule.when, {}), gevolg=rule.effect, uitleg=rule.reason.in_(language))
            for rule in entry.rules
        ],
        kosten=entry.costs.in_(language),
        duur=entry.takes.in_(language),
        volgende_stap=entry.next_step.without_computer.in_(language),
        digitaal=digital.in_(language) if digital else None,
        website=entry.website,
        bel=entry.call,
        bron=_source(entry.source),
    )


def _approach(id_: str, entry: Approach, language: str) -> Aanpak:
    return Aanpak(
        id=id_,
        titel=entry.title.in_(language),
        samenvatting=entry.summary.in_(language),
        groepen=[list(group) for group in entry.groups],
        elke_twee=entry.any_two,
        ook_alleen=list(entry.alone),
        bel_eerst=entry.call_first.in_(language),
        zeg=entry.say.in_(language),
        stappen=[step.in_(language) for step in entry.steps],
        doorgestuurd=entry.sent_on.in_(language),
        wetten=[
            Wet(
                naam=law.name,
                url=law.url,
                doet=law.does.in_(language),
                doet_niet=law.does_not.in_(language) if law.does_not else None,
            )
            for law in entry.laws
        ],
        digitaal=entry.digital.in_(language) if entry.digital else None,
        website=entry.website,
        bel=entry.call,
        bron=_source(entry.source),
    )
