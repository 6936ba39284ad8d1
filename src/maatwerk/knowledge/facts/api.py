"""`/feiten`. What stands in the classes here is public, so it is in Dutch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
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
from maatwerk.knowledge.facts.dictionary import Category, Dictionary, Fact, FactKind, Purpose
from maatwerk.knowledge.facts.values import Period


class Antwoord(BaseModel):
    """Een antwoord om uit te kiezen."""

    waarde: str = Field(description="Zoals u het stuurt bij /adviezen.")
    tekst: str = Field(description="Zoals mensen het lezen.")


class Grenzen(BaseModel):
    """Tussen welke getallen een antwoord ligt."""

    laagste: float
    hoogste: float


class Dagen(BaseModel):
    """Tussen welke dagen een antwoord ligt; deze twee horen erbij."""

    eerste: date
    laatste: date


class Feit(BaseModel):
    """Iets wat over een mens of een huis bekend kan zijn, met de vraag die ernaar vraagt."""

    id: str
    vraag: str
    toelichting: str | None
    meten: str | None = Field(description="Hoe u het meet.")
    niveau: Literal["persoon", "huishouden", "woning"] = Field(description="Waar het over gaat.")
    soort: Annotated[FactKind, one_of(FactKind)] = Field(description="Wat voor antwoord erbij hoort.")
    antwoorden: list[Antwoord] = Field(description="Leeg als het antwoord niet uit een lijst komt.")
    eenheid: str | None = Field(description="Alleen bij een getal.")
    per: Annotated[Period, one_of(Period)] | None = Field(description="Alleen bij een bedrag.")
    grenzen: Grenzen | None = Field(description="Alleen bij een getal, bedrag of leeftijd.")
    dagen: Dagen | None = Field(description="Alleen bij een datum.")
    categorie: Annotated[Category, one_of(Category)]
    doelen: list[Annotated[Purpose, one_of(Purpose)]] = Field(description="Waarvoor dit gevraagd mag worden.")
    gevoelig: bool
    alleen_contact: bool = Field(description="Dient alleen om met iemand te praten; geen advies kijkt ernaar.")


class Feiten(Page[Feit]):
    """Een bladzijde met feiten."""


def router_for(dictionary: Callable[[HttpRequest], Dictionary]) -> Router:
    """The operations of this room, over the dictionary that the composition root has for a request."""
    router = Router(tags=["feiten"])

    @router.get(
        "/feiten",
        response=Feiten,
        operation_id="feiten",
        summary="Feiten",
        description="Alles wat u bij een vraag om advies kunt meesturen, op alfabet van het id. Dit zijn de vragen; "
        "antwoorden van mensen staan hier niet.",
    )
    def feiten(request: HttpRequest, asked: Query[Paging]) -> Page[Feit]:
        rows = dictionary(request)
        return page_of(Feiten, request, asked, rows, lambda id_: _shown(id_, rows[id_], language_of(request)))

    @router.get(
        "/feiten/{id}",
        response=Feit,
        operation_id="feit",
        summary="Eén feit",
        description="Het feit met dit id.",
    )
    def feit(request: HttpRequest, id: PathEx[str, id_in_path("drempel_cm")]) -> Feit:  # noqa: A002
        if id not in (rows := dictionary(request)):
            raise NotThereError
        return _shown(id, rows[id], language_of(request))

    return router


def _shown(id_: str, fact: Fact, language: str) -> Feit:
    return Feit(
        id=id_,
        vraag=fact.question.in_(language),
        toelichting=fact.explanation.in_(language) if fact.explanation else None,
        meten=fact.measure.in_(language) if fact.measure else None,
        niveau=fact.level,
        soort=fact.kind,
        antwoorden=[Antwoord(waarde=value, tekst=label.in_(language)) for value, label in fact.choices()],
        eenheid=fact.unit,
        per=fact.period,
        grenzen=Grenzen(laagste=float(fact.bounds[0]), hoogste=float(fact.bounds[1])) if fact.bounds else None,
        dagen=Dagen(eerste=fact.days[0], laatste=fact.days[1]) if fact.days else None,
        categorie=fact.category,
        doelen=list(fact.purposes),
        gevoelig=fact.sensitive,
        alleen_contact=fact.contact_only,
    )
