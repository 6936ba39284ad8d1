"""An entry as residents read it, as lines under each other: to be checked by who knows whether it is right. Nothing
that changes by the hour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.foundation.ui.templatetags.ui import host
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.ways import Way
from maatwerk.knowledge.directory.web.hours import week_in_words
from maatwerk.knowledge.directory.web.shown import access_of, for_whom, informal, interpreter, languages_of, waits
from maatwerk.knowledge.directory.web.words import way_name


def as_read(service: Service) -> list[tuple[str, list[str]]]:
    """What each line is called, and what stands there; what is not known is left out."""
    language: Any = get_language() or "nl"
    lines = ((name, [text for text in texts if text]) for name, texts in _lines(service, language))
    return [(name, texts) for name, texts in lines if texts]


def _lines(service: Service, language: str) -> Iterator[tuple[str, Iterable[str]]]:
    steps = service.next_step
    yield _("Wat het is"), (service.summary.in_(language), service.reason.in_(language))
    yield _("Wie het doet"), (service.organisation, informal(service))
    yield _("Telefoonnummer"), (service.phone or "", service.hours.in_(language) if service.hours else "")
    for way in service.ways:
        yield way_name(way, language), _way(way, language)
    for place in service.places:
        town = " ".join(filter(None, (place.postcode, place.town)))
        address = ", ".join(filter(None, (place.street, town, place.neighbourhood)))
        yield place.name or _("Adres"), (address, *week_in_words(place.opening), *access_of(place.access))
    yield _("Website"), (host(each) for each in dict.fromkeys((service.website, service.chat)) if each)
    yield _("Voor wie"), (" ".join(filter(None, pair)) for pair in for_whom(service, language))
    yield _("Verwijzing"), (service.referral.in_(language) if service.referral else "",)
    yield _("Kosten"), (service.costs.in_(language),)
    yield _("Wachten"), waits(service)
    yield _("Talen"), (languages_of(service), interpreter(service))
    yield _("Toegang"), access_of(service.access)
    yield _("Buiten deze tijden"), (service.outside_hours.in_(language) if service.outside_hours else "",)
    yield (
        _("Zo begint u"),
        (steps.without_computer.in_(language), steps.digital.in_(language) if steps.digital else ""),
    )


def _way(way: Way, language: str) -> Iterator[str]:
    yield way.number or ""
    yield host(way.address) if way.address else ""
    yield from week_in_words(way.opening)
    yield way.note.in_(language) if way.note else ""
