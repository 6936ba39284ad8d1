"""Urgent help in words: who can be reached now, until when, or from when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.casework.frontdoor.urgent import Reach, UrgentHelp, help_of, reach
from maatwerk.foundation.content import Text
from maatwerk.knowledge.directory import By, Service, State, Status, Way
from maatwerk.knowledge.directory.web.hours import in_words


@dataclass(frozen=True)
class WayLine:
    """A way beside the phone number: how, where, and whether that works now."""

    name: str
    number: str
    url: str
    state: str


@dataclass(frozen=True)
class HelpLine:
    """One line of urgent help as the page shows it. `instead` says whom to call when nobody answers now."""

    name: Text
    phone: str
    state: str
    explanation: Text
    outside: Text | None
    instead: str
    ways: tuple[WayLine, ...]


def help_lines(helps: Sequence[UrgentHelp], now: datetime) -> list[HelpLine]:
    """The lines of the urgent section at this moment: what is closed comes after what is not, and when that puts
    another in front, the closed one says so."""
    found = reach(helps, now)
    passed = found[0].help if found and found[0].help is not helps[0] else None
    return [_line(one, now, _call(passed) if passed and one.help is helps[0] else "") for one in found]


def number_lines(services: Iterable[Service], now: datetime) -> list[tuple[Text, HelpLine]]:
    """The numbers that stand on every page, in their own order, each with the danger it is for. Whether they are open
    is told only of those that close: the others are numbers to know by heart."""
    return [
        (
            service.in_short or service.name,
            replace(_line(one, now), state="") if service.always_open else _line(one, now),
        )
        for service in services
        for one in reach([help_of(service.phone or "", service)], now)
    ]


def _line(one: Reach, now: datetime, instead: str = "") -> HelpLine:
    shown, outside = one.help, one.help.outside
    closed = one.status.state is State.CLOSED
    return HelpLine(
        name=shown.name,
        phone=outside.phone if outside and closed else shown.phone,
        state=in_words(one.status, now, certain=shown.certain) if shown.phone else "",
        explanation=shown.explanation,
        outside=outside.words if outside and one.status.state is not State.OPEN else None,
        instead=instead,
        ways=tuple(_way(way, status, now) for way, status in one.ways),
    )


def _call(help_: UrgentHelp) -> str:
    name = help_.name.in_(get_language() or "nl")
    if not help_.phone:
        return _("Neem nu contact op met: %(name)s.") % {"name": name}
    return _("Bel nu %(name)s: %(phone)s.") % {"name": name, "phone": help_.phone}


def _way(way: Way, status: Status, now: datetime) -> WayLine:
    language = get_language() or "nl"
    kinds = {
        By.PHONE: _("Telefoon"),
        By.CHAT: _("Chat"),
        By.APP: _("App"),
        By.WHATSAPP: _("WhatsApp"),
        By.TEXT_OR_SIGNS: _("Tekst of gebaren"),
        By.VISIT: _("Langsgaan"),
    }
    name = way.name.in_(language) if way.name else kinds[way.by]
    note = way.note.in_(language) if way.note else ""
    # Who reads a note need not read as well that the hours are not known.
    state = "" if note and way.opening == "onbekend" else in_words(status, now, certain=way.is_certain)
    return WayLine(name, way.number or "", way.address or "", f"{state} {note}".strip())
