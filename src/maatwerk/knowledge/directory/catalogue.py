"""Services as content: what they do, for which needs, and how to reach them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from maatwerk.foundation.content import Entry, Place, Source, Text, WebAddress, load_entries
from maatwerk.knowledge.directory.eligibility import Ages, Requirement
from maatwerk.knowledge.directory.places import Access, Location
from maatwerk.knowledge.directory.ways import By, Way
from maatwerk.knowledge.facts import Dictionary, Purpose

LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]  # ISO 639
MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^GM[0-9]{4}$")]  # of Statistics Netherlands (CBS)
UniformProduct = Annotated[str, StringConstraints(pattern=r"^http://standaarden\.overheid\.nl/owms/terms/\S+$")]


class Steps(Entry):
    """How to begin, with and without a computer."""

    digital: Text | None = Field(None, alias="digitaal")
    without_computer: Text = Field(alias="niet_digitaal")


class Law(StrEnum):
    """Which law a service is offered under. What falls under none has none."""

    WMO = "wmo"
    YOUTH = "jeugdwet"
    PARTICIPATION = "participatiewet"
    DEBT_HELP = "wgs"
    HEALTH_INSURANCE = "zvw"
    LONG_TERM_CARE = "wlz"
    PUBLIC_HEALTH = "wpg"
    INTEGRATION = "wet_inburgering"
    EDUCATION = "onderwijs"
    LEGAL_AID = "wrb"


class Sort(StrEnum):
    """Who offers it: a professional organisation, or people among themselves."""

    FORMAL = "formeel"
    INFORMAL = "informeel"


class Room(StrEnum):
    """Whether there is room for somebody new."""

    YES = "ja"
    SOME = "beperkt"
    FULL = "vol"


class Waiting(Entry):
    """How long somebody waits, and on which day that was so."""

    weeks: int = Field(alias="weken", ge=0, le=520)
    on: date = Field(alias="op")


class Owner(Entry):
    """Who answers for what stands here, and how to ask whether it is still right. Of the organisation, never the
    address of a person."""

    organisation: str = Field(alias="organisatie", max_length=200)
    mail: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)] | None = None
    phone: str | None = Field(None, alias="telefoon", max_length=30)


class Service(Entry):
    """One service, after the Dutch profile of HSDS 3.0 (docs/hsds-profile.md).

    `hours` says when the phone is answered; `always_open` that it is answered day and night; `emergency` that it is
    help for people in danger; `in_short` names that danger in two or three words; `ways` how to reach it, with the
    hours of each. `area` holds the municipalities whose residents it is for; without any it is for everybody who sees
    it. `referral` says whose referral is needed; `interpreter` whether one can come along; `outside_hours` who answers
    when nobody does. `ages` and `requirements` say for whom it is. `room` and `waiting` hold on the day they were
    written down. `invented` is for demos.
    """

    name: Text = Field(alias="naam")
    organisation: str = Field(alias="organisatie")
    summary: Text = Field(alias="samenvatting")
    reason: Text = Field(alias="waarom")
    needs: tuple[str, ...] = Field(alias="behoeften", min_length=1)
    phone: str | None = Field(None, alias="telefoon")
    hours: Text | None = Field(None, alias="tijden")
    website: WebAddress | None = None
    chat: WebAddress | None = None
    costs: Text = Field(alias="kosten")
    next_step: Steps = Field(alias="volgende_stap")
    in_short: Text | None = Field(None, alias="kort")
    emergency: bool = Field(False, alias="noodhulp")
    always_open: bool = Field(False, alias="buiten_kantooruren")
    ways: tuple[Way, ...] = Field((), alias="bereikbaar")
    sort: Sort = Field(Sort.FORMAL, alias="soort")
    products: tuple[UniformProduct, ...] = Field((), alias="upl")
    laws: tuple[Law, ...] = Field((), alias="wetten")
    area: tuple[MunicipalityCode, ...] = Field((), alias="werkgebied")
    referral: Text | None = Field(None, alias="verwijzing")
    languages: tuple[LanguageCode, ...] = Field((), alias="talen")
    interpreter: bool | None = Field(None, alias="tolk")
    access: tuple[Access, ...] = Field((), alias="toegankelijk")
    room: Room | None = Field(None, alias="plek")
    waiting: Waiting | None = Field(None, alias="wachttijd")
    is_free: bool | None = Field(None, alias="gratis")
    outside_hours: Text | None = Field(None, alias="buiten_tijden")
    ages: Ages | None = Field(None, alias="leeftijd")
    requirements: tuple[Requirement, ...] = Field((), alias="voorwaarden")
    places: tuple[Location, ...] = Field((), alias="locaties")
    owner: Owner | None = Field(None, alias="eigenaar")
    invented: bool = Field(False, alias="verzonnen")
    source: Source = Field(alias="bron")

    @property
    def all_requirements(self) -> tuple[Requirement, ...]:
        """Those of age and the others."""
        return ((self.ages.requirement(),) if self.ages else ()) + self.requirements

    @property
    def all_access(self) -> tuple[Access, ...]:
        """Of the service and of its places, each once."""
        return tuple(dict.fromkeys((*self.access, *(each for place in self.places for each in place.access))))

    @model_validator(mode="after")
    def _a_digital_way_needs_an_address(self) -> Self:
        if self.next_step.digital and not (self.website or self.chat):
            raise ValueError("a digital next step needs a 'website' or 'chat'")
        return self

    @model_validator(mode="after")
    def _day_and_night_is_said_once(self) -> Self:
        calls = [way for way in self.ways if way.by is By.PHONE and way.number == self.phone]
        if self.phone and any((way.opening == "altijd") != self.always_open for way in calls):
            raise ValueError("'buiten_kantooruren' and the hours of the phone do not agree")
        return self


def load_services(
    place: Place,
    needs: Container[str] | None = None,
    kept: Container[str] = frozenset(),
    dictionary: Dictionary | None = None,
) -> dict[str, Service]:
    """Every service by id. Raises ContentError, also where one serves a need that is not in `needs`, or asks what the
    dictionary lacks. What is in `kept` cannot be hidden, nor can help in an emergency."""

    def check(service: Service, _all: Mapping[str, Service]) -> list[tuple[str, str]]:
        return faults_of(service, needs, dictionary)

    def keep(id_: str, service: Service) -> str:
        if service.emergency:
            return "help in an emergency cannot be hidden"
        return "an urgent rule sends people here, so this cannot be hidden" if id_ in kept else ""

    return load_entries(place, Service, check, _weaker, keep)


def faults_of(
    service: Service, needs: Container[str] | None = None, dictionary: Dictionary | None = None
) -> list[tuple[str, str]]:
    """What a service points to that is not there: where, and a sentence."""
    unknown = [need for need in service.needs if needs is not None and need not in needs]
    return [("behoeften", f"there is no need '{need}'") for need in unknown] + [
        (f"voorwaarden.{number}.als", fault)
        for number, each in enumerate(service.requirements)
        for fault in (each.when.faults(dictionary, Purpose.ADVICE) if dictionary else ())
    ]


def _weaker(below: Service, above: Service) -> list[str]:
    """Help in an emergency stays that, stays reachable, and stays there for the same needs."""
    if not below.emergency:
        return []
    told = [] if above.emergency else ["'noodhulp' is switched off"]
    told += ["the phone number is gone"] if below.phone and not above.phone else []
    reached = {(way.by, way.number or way.address) for way in above.ways}
    told += [f"the way '{way.by}' is gone" for way in below.ways if (way.by, way.number or way.address) not in reached]
    told += ["'kort' is gone"] if below.in_short and not above.in_short else []
    return told + [f"the need '{need}' is gone" for need in below.needs if need not in above.needs]
