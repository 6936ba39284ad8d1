"""A service as pages show it: a line of the list, a whole entry, a column beside others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from maatwerk.foundation.content import Opening
from maatwerk.foundation.ui.templatetags.ui import dial
from maatwerk.knowledge.directory.catalogue import Service, Sort
from maatwerk.knowledge.directory.freshness import Freshness, freshness_of
from maatwerk.knowledge.directory.languages import language_name
from maatwerk.knowledge.directory.opening import State, status_at
from maatwerk.knowledge.directory.places import Location, Point, kilometres
from maatwerk.knowledge.directory.shelf import Listed
from maatwerk.knowledge.directory.ways import By
from maatwerk.knowledge.directory.web.hours import in_words, week_in_words
from maatwerk.knowledge.directory.web.words import ACCESS, ROOMS, SORTS, waiting, way_name


@dataclass(frozen=True)
class Card:
    """A service in a list. `number` is that on the map, 0 where it has no point."""

    id: str
    service: Service
    number: int
    state: str
    where: str
    short: Sequence[str]
    old: str
    ticked: bool


@dataclass(frozen=True)
class WayShown:
    """A way to reach it. `state` says whether that works now, `hours` when it does."""

    name: str
    number: str
    url: str
    state: str
    hours: Sequence[str]
    note: str


@dataclass(frozen=True)
class PlaceShown:
    name: str
    address: str
    neighbourhood: str
    state: str
    hours: Sequence[str]
    access: Sequence[str]


def card_of(
    one: Listed, language: str, now: datetime, on: date, *, number: int = 0, around: Point | None = None,
    ticked: bool = False,
) -> Card:  # fmt: skip
    """`around` is the point that somebody counts from."""
    service = one.service
    short = [_("Gratis")] if service.is_free else []
    short += [_("Vrijwilligers")] if service.sort is Sort.INFORMAL else []
    short += [waiting(service.waiting.weeks).rstrip(".")] if service.waiting else []
    return Card(
        one.id, service, number, phone_state(service, now, language), where(service, around), short,
        old(one, on), ticked,
    )  # fmt: skip


def phone_state(service: Service, now: datetime, language: str) -> str:
    """Whether the phone is answered now; where that is not known, its hours in words."""
    if not service.phone:
        return ""
    calls = [way for way in service.ways if way.by is By.PHONE and way.number == service.phone]
    opening: Opening = "altijd" if service.always_open else calls[0].opening if calls else "onbekend"
    status = status_at(opening, now)
    if status.state is State.UNKNOWN and not status.holiday:
        return service.hours.in_(language) if service.hours else ""
    return in_words(status, now, certain=not calls or calls[0].is_certain)


def beginning(service: Service, language: str) -> str:
    """How to begin without a computer; nothing where a button that calls says it already."""
    step = service.next_step.without_computer
    return "" if service.phone and step.nl == f"Bel {service.phone}." else step.in_(language)


def where(service: Service, around: Point | None) -> str:
    """Its place; of several the nearest, when somebody said from where."""
    if not service.places:
        return ""
    there = [place for place in service.places if place.point]
    if around is None or not there:
        first = _place(service.places[0])
        more = len(service.places) - 1
        return _("%(place)s en nog %(number)s") % {"place": first, "number": more} if first and more else first
    far, nearest = min(
        ((kilometres(around, place.point), place) for place in there if place.point), key=lambda pair: pair[0]
    )
    told = _("Minder dan 1 kilometer") if far < 1 else _("Ongeveer %(number)s kilometer") % {"number": round(far)}
    return f"{_place(nearest)} ({told})" if _place(nearest) else told


def _place(place: Location) -> str:
    return ", ".join(filter(None, (place.neighbourhood, place.town)))


def old(one: Listed, on: date) -> str:
    """That what stands here may be out of date."""
    freshness = freshness_of(one.verified_on, on)
    if freshness is Freshness.FRESH:
        return ""
    day = {"date": date_format(one.verified_on, "j F Y")}
    if freshness is Freshness.GREY:
        return _("Dit is langer dan een half jaar niet nagekeken, voor het laatst op %(date)s.") % day
    return (
        _("Dit is langer dan een jaar niet nagekeken, voor het laatst op %(date)s. Bel eerst of het nog klopt.") % day
    )


def ways_of(service: Service, language: str, now: datetime) -> list[WayShown]:
    """Every way, the phone that stands first too when its hours are known."""
    found = []
    for way in service.ways:
        status = status_at(way.opening, now)
        note = way.note.in_(language) if way.note else ""
        # Who reads a note need not read as well that the hours are not known.
        state = "" if note and way.opening == "onbekend" else in_words(status, now, certain=way.is_certain)
        hours = week_in_words(way.opening) if way.opening != "altijd" else []
        found.append(WayShown(way_name(way, language), way.number or "", way.address or "", state, hours, note))
    return found


def places_of(service: Service, now: datetime) -> list[PlaceShown]:
    found = []
    for place in service.places:
        known = place.opening != "onbekend"
        address = ", ".join(filter(None, (place.street, " ".join(filter(None, (place.postcode, place.town))))))
        state = in_words(status_at(place.opening, now), now) if known else ""
        hours = week_in_words(place.opening) if place.opening != "altijd" else []
        found.append(
            PlaceShown(place.name or "", address, place.neighbourhood or "", state, hours, access_of(place.access))
        )
    return found


def access_of(access: Iterable[object]) -> list[str]:
    return [str(name) for each, name in ACCESS.items() if each in set(access)]


def languages_of(service: Service) -> str:
    return ", ".join(language_name(code) for code in service.languages)


def for_whom(service: Service, language: str) -> list[tuple[str, str]]:
    """The conditions in words, each with what to do where it does not hold."""
    return [
        (each.reason.in_(language), each.remedy.in_(language) if each.remedy else "")
        for each in service.all_requirements
    ]


def waits(service: Service) -> list[str]:
    """Whether there is room, and how long somebody waits; with the day on which that was so."""
    told = [str(ROOMS[service.room])] if service.room else []
    if service.waiting:
        day = date_format(service.waiting.on, "j F Y")
        told.append(f"{waiting(service.waiting.weeks)} {_('Dat was zo op %(date)s.') % {'date': day}}")
    return told


def informal(service: Service) -> str:
    """That people do it among themselves; of the rest nothing is said, for nobody may have said so."""
    return str(SORTS[Sort.INFORMAL]) if service.sort is Sort.INFORMAL else ""


def interpreter(service: Service) -> str:
    if service.interpreter is None:
        return ""
    return _("Er kan een tolk bij komen.") if service.interpreter else _("Een tolk is er niet.")


def side_by_side(ones: Sequence[Listed], language: str, now: datetime, on: date) -> list[list[object]]:
    """A row for each thing to know, with a cell for each service; a row of which nothing is known is left out."""
    unknown = _("Weten wij niet")
    columns = [_column(one, language, now, on) for one in ones]
    rows = zip(_names(), *columns, strict=True)
    return [[name, *(cell or unknown for cell in cells)] for name, *cells in rows if any(cells)]


def _names() -> list[str]:
    return [
        _("Wat het is"), _("Wie het doet"), _("Bellen"), _("Nu open?"), _("Voor wie"), _("Kosten"), _("Wachten"),
        _("Talen"), _("Toegang"), _("Waar"), _("Nagekeken"),
    ]  # fmt: skip


def _column(one: Listed, language: str, now: datetime, on: date) -> list[object]:
    service = one.service
    phone = service.phone and format_html('<a class="sm-phone" href="{}">{}</a>', dial(service.phone), service.phone)
    whom = " ".join(reason for reason, _remedy in for_whom(service, language))
    seen = date_format(one.verified_on, "j F Y")
    return [
        service.summary.in_(language),
        ". ".join(filter(None, (service.organisation, informal(service)))),
        phone,
        phone_state(service, now, language),
        " ".join(filter(None, (whom, service.referral.in_(language) if service.referral else ""))),
        service.costs.in_(language),
        " ".join(waits(service)),
        " ".join(filter(None, (languages_of(service), interpreter(service)))),
        ". ".join(access_of(service.all_access)),
        where(service, None),
        old(one, on) or seen,
    ]
