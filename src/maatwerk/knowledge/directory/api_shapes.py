"""A service as `/diensten` answers it. What stands in the classes here is public, so it is in Dutch."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from maatwerk.foundation.content import Opening, Text, Week
from maatwerk.foundation.openapi import Page, one_of
from maatwerk.knowledge.directory.catalogue import Law, Room, Service, Sort
from maatwerk.knowledge.directory.freshness import Freshness, freshness_of
from maatwerk.knowledge.directory.places import Access, Location
from maatwerk.knowledge.directory.shelf import Layer, Listed
from maatwerk.knowledge.directory.ways import By, Way


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


class Uren(BaseModel):
    """Dezelfde uren op een paar dagen."""

    dagen: list[Literal["ma", "di", "wo", "do", "vr", "za", "zo"]]
    van: str
    tot: str


class Tijden(BaseModel):
    """Wanneer het open is."""

    bekend: bool
    altijd: bool = Field(description="Dag en nacht.")
    uren: list[Uren]
    feestdagen: Literal["gewoon", "dicht", "zondag", "onbekend"] = Field(
        description="Wat er op een feestdag geldt: dezelfde uren, dicht, de uren van zondag, of dat is niet bekend."
    )


class Weg(BaseModel):
    """Een manier om iemand te bereiken."""

    weg: Annotated[By, one_of(By)]
    naam: str | None
    nummer: str | None
    adres: str | None
    open: Tijden
    let_op: str | None


class Punt(BaseModel):
    """Een plek in graden (WGS 84)."""

    breedte: float
    lengte: float


class Locatie(BaseModel):
    """Een plek waar u heen kunt."""

    naam: str | None
    straat: str | None
    postcode: str | None
    plaats: str | None
    wijk: str | None
    punt: Punt | None
    toegankelijk: list[Annotated[Access, one_of(Access)]]
    open: Tijden


class Wachttijd(BaseModel):
    """Hoe lang iemand wacht, en op welke dag dat zo was."""

    weken: int
    op: date


class Leeftijd(BaseModel):
    """In hele jaren; beide grenzen horen erbij."""

    van: int | None
    tot_en_met: int | None


class Voorwaarde(BaseModel):
    """Wat er zo moet zijn, en wat er kan als het niet zo is."""

    uitleg: str
    oplossing: str | None


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
    soort: Annotated[Sort, one_of(Sort)] = Field(description="Door een organisatie, of door mensen onder elkaar.")
    wetten: list[Annotated[Law, one_of(Law)]]
    upl: list[str] = Field(description="De producten in de Uniforme Productnamenlijst.")
    werkgebied: list[str] = Field(description="De codes (CBS) van de gemeenten waar dit voor is; leeg is overal.")
    verwijzing: str | None = Field(description="Wiens verwijzing er nodig is.")
    talen: list[str] = Field(description="ISO 639. Leeg: niet bekend.")
    tolk: bool | None
    toegankelijk: list[Annotated[Access, one_of(Access)]] = Field(description="Van de dienst en van de plekken samen.")
    plek: Annotated[Room, one_of(Room)] | None = Field(description="Of er plek is voor iemand die nieuw is.")
    wachttijd: Wachttijd | None
    gratis: bool | None
    buiten_tijden: str | None = Field(description="Wie er antwoordt als het dicht is.")
    leeftijd: Leeftijd | None
    voorwaarden: list[Voorwaarde]
    bereikbaar: list[Weg]
    locaties: list[Locatie]
    verzonnen: bool = Field(description="Een voorbeeld dat niet bestaat.")
    nagekeken: date = Field(description="Op welke dag iemand voor het laatst zag dat dit klopt.")
    versheid: Annotated[Freshness, one_of(Freshness)] = Field(
        description="'verouderd' na een half jaar, 'te_oud' na een jaar. Bel dan eerst of het nog klopt."
    )
    laag: Annotated[Layer, one_of(Layer)] = Field(description="Van wie deze vermelding komt.")


class Diensten(Page[Dienst]):
    """Een bladzijde met diensten."""


def shown(one: Listed, language: str, today: date) -> Dienst:
    """A service in one language, as it stands on this day."""
    service = one.service

    def said(text: Text | None) -> str | None:
        return text.in_(language) if text else None

    return Dienst(
        id=one.id,
        naam=service.name.in_(language),
        organisatie=service.organisation,
        samenvatting=service.summary.in_(language),
        waarom=service.reason.in_(language),
        behoeften=list(service.needs),
        telefoon=service.phone,
        tijden=said(service.hours),
        website=service.website,
        chat=service.chat,
        kosten=service.costs.in_(language),
        volgende_stap=Stap(
            digitaal=said(service.next_step.digital),
            niet_digitaal=service.next_step.without_computer.in_(language),
        ),
        noodhulp=service.emergency,
        buiten_kantooruren=service.always_open,
        bron=_source(service),
        soort=service.sort,
        wetten=list(service.laws),
        upl=list(service.products),
        werkgebied=list(service.area),
        verwijzing=said(service.referral),
        talen=list(service.languages),
        tolk=service.interpreter,
        toegankelijk=list(service.all_access),
        plek=service.room,
        wachttijd=Wachttijd(weken=service.waiting.weeks, op=service.waiting.on) if service.waiting else None,
        gratis=service.is_free,
        buiten_tijden=said(service.outside_hours),
        leeftijd=Leeftijd(van=service.ages.lowest, tot_en_met=service.ages.highest) if service.ages else None,
        voorwaarden=[
            Voorwaarde(uitleg=each.reason.in_(language), oplossing=said(each.remedy)) for each in service.requirements
        ],
        bereikbaar=[_way(way, said(way.name), said(way.note)) for way in service.ways],
        locaties=[_place(place) for place in service.places],
        verzonnen=service.invented,
        nagekeken=one.verified_on,
        versheid=freshness_of(one.verified_on, today),
        laag=one.layer,
    )


def _source(service: Service) -> Bron:
    source = service.source
    return Bron(naam=source.name, url=source.url, datum=source.checked_on, zekerheid=source.confidence)


def _way(way: Way, name: str | None, note: str | None) -> Weg:
    return Weg(weg=way.by, naam=name, nummer=way.number, adres=way.address, open=_opening(way.opening), let_op=note)


def _place(place: Location) -> Locatie:
    point = place.point
    return Locatie(
        naam=place.name,
        straat=place.street,
        postcode=place.postcode,
        plaats=place.town,
        wijk=place.neighbourhood,
        punt=Punt(breedte=point.latitude, lengte=point.longitude) if point else None,
        toegankelijk=list(place.access),
        open=_opening(place.opening),
    )


def _opening(opening: Opening) -> Tijden:
    if isinstance(opening, Week):
        hours = [Uren(dagen=list(each.days), van=each.start, tot=each.end) for each in opening.hours]
        return Tijden(bekend=True, altijd=False, uren=hours, feestdagen=opening.holidays)
    always = opening == "altijd"
    return Tijden(bekend=always, altijd=always, uren=[], feestdagen="gewoon" if always else "onbekend")
