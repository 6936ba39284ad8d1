"""Services as content: what they do, for which needs, and how to reach them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Self

from pydantic import Field, model_validator

from maatwerk.foundation.content import Entry, Place, Source, Text, WebAddress, load_entries
from maatwerk.knowledge.directory.ways import By, Way


class Steps(Entry):
    """How to begin, with and without a computer."""

    digital: Text | None = Field(None, alias="digitaal")
    without_computer: Text = Field(alias="niet_digitaal")


class Service(Entry):
    """One service. `hours` says when the phone is answered; `always_open` that it is answered day and night;
    `emergency` that it is help for people in danger; `in_short` names that danger in two or three words; `ways` how to
    reach it, with the hours of each."""

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
    source: Source = Field(alias="bron")

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
    place: Place, needs: Container[str] | None = None, kept: Container[str] = frozenset()
) -> dict[str, Service]:
    """Every service by id. Raises ContentError, also where one serves a need that is not in `needs`. What is in `kept`
    cannot be hidden, nor can help in an emergency."""

    def check(service: Service, _all: Mapping[str, Service]) -> list[tuple[str, str]]:
        return [
            ("behoeften", f"there is no need '{need}'")
            for need in service.needs
            if needs is not None and need not in needs
        ]

    def keep(id_: str, service: Service) -> str:
        if service.emergency:
            return "help in an emergency cannot be hidden"
        return "an urgent rule sends people here, so this cannot be hidden" if id_ in kept else ""

    return load_entries(place, Service, check, _weaker, keep)


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
