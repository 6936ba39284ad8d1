"""What an entry lacks, and why that matters to residents. Pure. No entry and no owner gets a number or a place."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from maatwerk.foundation.content import texts_in
from maatwerk.foundation.content.plain_language import faults_in
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.ways import By


class Lack(StrEnum):
    """Something residents miss."""

    PHONE = "telefoon"
    HOURS = "tijden"
    PLACE = "plek"
    ENGLISH = "engels"
    PLAIN = "eenvoudig"
    ACCESS = "toegankelijk"
    COSTS = "kosten"
    OWNER = "eigenaar"


def lacks(service: Service) -> Iterator[Lack]:
    """What is missing, in the order of `Lack`."""
    phones = [way for way in service.ways if way.by is By.PHONE]
    if not service.phone and not phones:
        yield Lack.PHONE
    opening = (*(way.opening for way in service.ways), *(place.opening for place in service.places))
    if not service.hours and not service.always_open and all(each == "onbekend" for each in opening):
        yield Lack.HOURS
    if not service.places and not (service.website or service.phone or service.ways):
        yield Lack.PLACE
    texts = [text for _where, text in texts_in(service)]
    if any(text.en == text.nl and " " in text.nl.strip() for text in (service.summary, service.reason)):
        yield Lack.ENGLISH
    if any(faults_in(text.nl, {}) for text in texts):
        yield Lack.PLAIN
    if service.places and not service.all_access:
        yield Lack.ACCESS
    if service.is_free is None:
        yield Lack.COSTS
    if service.owner is None or not (service.owner.mail or service.owner.phone):
        yield Lack.OWNER
