"""Help that cannot wait, and which of it can be reached at this moment. Pure: the moment is passed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from maatwerk.foundation.content import Opening, Text
from maatwerk.foundation.ui.municipality import Contact
from maatwerk.knowledge.directory import By, Service, State, Status, Way, status_at

_MUNICIPALITY = Text(nl="Uw gemeente", en="Your municipality")
_CALL_TODAY = Text(nl="Bel vandaag nog. Vertel dat het dringend is.", en="Call today. Say that it is urgent.")


@dataclass(frozen=True)
class Outside:
    """Where one turns when the municipality is closed."""

    phone: str
    words: Text


@dataclass(frozen=True)
class UrgentHelp:
    """Help that cannot wait: who, on which number, and what to expect. `id` is that of a service, or "gemeente".

    `opening` holds the hours of the number, which is `certain` when its source is; `ways` the other ways; `outside`
    what holds when the number is closed.
    """

    id: str
    name: Text
    phone: str
    explanation: Text
    opening: Opening = "onbekend"
    certain: bool = True
    ways: tuple[Way, ...] = ()
    outside: Outside | None = None


@dataclass(frozen=True)
class Reach:
    """How it stands with one urgent help, or one of its ways, at a moment."""

    help: UrgentHelp
    status: Status
    ways: tuple[tuple[Way, Status], ...]

    @property
    def is_closed(self) -> bool:
        """Nobody answers by phone now, and nobody else does so instead."""
        by_phone = [self.status, *(status for way, status in self.ways if way.by is By.PHONE)]
        told = by_phone if self.help.phone else by_phone[1:]
        return bool(told) and not self.help.outside and all(status.state is State.CLOSED for status in told)


def help_of(id_: str, service: Service, words: Text | None = None) -> UrgentHelp:
    """A service as urgent help; `words` go before its own."""
    phone = next(
        (way for way in service.ways if way.by is By.PHONE and way.number and way.number == service.phone), None
    )
    return UrgentHelp(
        id_,
        service.name,
        service.phone or "",
        words or (service.summary if service.phone else service.next_step.without_computer),
        phone.opening if phone else "onbekend",
        phone.is_certain if phone else True,
        tuple(way for way in service.ways if way is not phone),
    )


def help_of_municipality(contact: Contact, words: Text | None = None) -> UrgentHelp:
    """The municipality as urgent help, inside and outside its hours."""
    outside = Outside(contact.outside_phone or contact.phone, contact.outside_hours)
    return UrgentHelp(
        "gemeente", _MUNICIPALITY, contact.phone, words or _CALL_TODAY, contact.week or "onbekend", outside=outside
    )


def reach(helps: Iterable[UrgentHelp], now: datetime) -> list[Reach]:
    """The help in the order given, but what is closed at this moment after what is not."""
    found = [
        Reach(each, status_at(each.opening, now), tuple((way, status_at(way.opening, now)) for way in each.ways))
        for each in helps
    ]
    return sorted(found, key=lambda one: one.is_closed)
