"""`/waarden` and `/algoritmes`. What stands in the classes here is public, so it is in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from maatwerk.foundation.openapi import HttpRequest, Page, Paging, Query, Router, language_of, one_of, page_of
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.system.transparency.algorithms import LANGUAGE, STANDARD, Algorithm, municipality_of, status_of
from maatwerk.system.transparency.catalogue import PublicValue, Result, Run, Value
from maatwerk.system.transparency.rules import Book, Shown, Standing


class Proef(BaseModel):
    """Een test die een eigenschap bewaakt."""

    naam: str = Field(description="De naam in de broncode.")
    uitslag: Annotated[Result, one_of(Result)]


class Eigenschap(BaseModel):
    """Iets wat hier moet kloppen."""

    id: str
    eis: str
    hoe: str = Field(description="Hoe wij dat nagaan.")
    stand: Annotated[Standing, one_of(Standing)]
    nog_niet: str | None = Field(description="Wat nog geen test nagaat; null als er niets ontbreekt.")
    tests: list[Proef]


class Waarde(BaseModel):
    """Een publieke waarde, met wat er daarom moet kloppen."""

    id: Annotated[Value, one_of(Value)]
    naam: str
    uitleg: str
    datum: date | None = Field(
        json_schema_extra={"format": "date"},
        description="De dag waarop alle tests voor het laatst zijn gedraaid; null als dat nooit was.",
    )
    versie: str | None = Field(description="De versie van het programma op die dag.")
    eigenschappen: list[Eigenschap]


class Waarden(Page[Waarde]):
    """Een bladzijde met waarden, op alfabet van het id."""


class Grondslag(BaseModel):
    """Een wet waar een algoritme op rust."""

    titel: str
    link: str


class Impacttoets(BaseModel):
    """Een onderzoek naar wat een algoritme met mensen doet."""

    titel: str
    link: str | None


class Algoritme(BaseModel):
    """Een algoritme, met de velden van de publicatiestandaard van het Algoritmeregister, versie 1.0.0."""

    id: str
    naam: str
    korte_omschrijving: str
    organisatie: str
    status: str
    contactgegevens: str
    publicatiecategorie: str
    taal: str
    schema_: str = Field(serialization_alias="schema", description="De versie van de standaard.")
    thema: str
    begindatum: str
    einddatum: str | None
    doel_en_impact: str
    afwegingen: str
    menselijke_tussenkomst: str
    risicobeheer: str
    wettelijke_basis: list[Grondslag]
    impacttoetsen: list[Impacttoets]
    gegevens: str
    technische_werking: str
    leverancier: str


class Algoritmes(Page[Algoritme]):
    """Een bladzijde met algoritmes, op alfabet van het id."""


def router_for(book: Callable[[], Book], algorithms: Callable[[HttpRequest], Mapping[str, Algorithm]]) -> Router:
    """The operations of this room, over what the composition root has read."""
    router = Router(tags=["waarden"])

    @router.get(
        "/algoritmes",
        response=Algoritmes,
        operation_id="algoritmes",
        summary="Algoritmeregister",
        description="De algoritmes die bepalen wat iemand hier ziet, met de velden van het Algoritmeregister.",
        url_name="algoritmes",
        by_alias=True,
    )
    def algoritmes(request: HttpRequest, asked: Query[Paging]) -> Page[Algoritme]:
        rows, whose, language = algorithms(request), municipality_of(request), language_of(request)
        return page_of(
            Algoritmes, request, asked, rows,
            lambda id_: _algorithm(id_, rows[id_], status_of(id_, rows[id_], whose.profile.off), whose, language),
        )  # fmt: skip

    @router.get(
        "/waarden",
        response=Waarden,
        operation_id="waarden",
        summary="Publieke waarden",
        description="Wat dit platform belooft, en welke tests dat bewaken. Met de uitslag van de laatste keer.",
        url_name="waarden",
    )
    def waarden(request: HttpRequest, asked: Query[Paging]) -> Page[Waarde]:
        read = book()
        rows = {str(value): (value, entry, shown) for value, entry, shown in read.sections()}
        return page_of(
            Waarden, request, asked, rows, lambda id_: _shown(*rows[id_], run=read.run, language=language_of(request))
        )

    return router


def _shown(value: Value, entry: PublicValue, shown: list[Shown], *, run: Run | None, language: str) -> Waarde:
    return Waarde(
        id=value,
        naam=entry.name.in_(language),
        uitleg=entry.explanation.in_(language),
        datum=run.day if run else None,
        versie=run.version if run else None,
        eigenschappen=[
            Eigenschap(
                id=each.id,
                eis=each.property.demand.in_(language),
                hoe=each.property.how.in_(language),
                stand=each.standing,
                nog_niet=each.property.missing.in_(language) if each.property.missing else None,
                tests=[Proef(naam=name, uitslag=result) for name, result in each.results.items()],
            )
            for each in shown
        ],
    )


def _algorithm(id_: str, each: Algorithm, status: str, whose: Municipality, language: str) -> Algoritme:
    return Algoritme(
        id=id_,
        naam=each.name.in_(language),
        korte_omschrijving=each.short.in_(language),
        organisatie=whose.profile.name,
        status=status,
        contactgegevens=whose.profile.contact.phone,
        publicatiecategorie=each.category,
        taal=LANGUAGE,
        schema_=STANDARD,
        thema=each.theme,
        begindatum=each.begins,
        einddatum=None,
        doel_en_impact=each.purpose.in_(language),
        afwegingen=each.considered.in_(language),
        menselijke_tussenkomst=each.human.in_(language),
        risicobeheer=each.risks.in_(language),
        wettelijke_basis=[Grondslag(titel=law.title, link=law.link) for law in each.laws],
        impacttoetsen=[Impacttoets(titel=one.title, link=one.link) for one in each.assessments],
        gegevens=each.data.in_(language),
        technische_werking=each.works.in_(language),
        leverancier=each.supplier,
    )
