"""Looking for residents who may be one person. Within a municipality, by the system; nothing of it goes to a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.bsn import Bsn, read_bsn
from maatwerk.foundation.people.connections import connections
from maatwerk.foundation.people.doubles import Known, Likeness, reasons_for_doubt, turned
from maatwerk.foundation.people.models import Address, Identifier, Resident, Way
from maatwerk.foundation.people.residents import SECRET_ADDRESS, AddressKind, WayKind
from maatwerk.foundation.people.sealing import KeyGoneError, blind_indexes, open_sealed


def blinds(bsn: Bsn, municipality: str) -> list[str]:
    """Under what a BSN may be kept, the one of now first. Other in each municipality, so that nobody who has the
    database sees that somebody is known in two."""
    return blind_indexes(f"{municipality} {bsn.reveal()}")


def likely_doubles(resident: Resident, now: datetime) -> list[tuple[str, tuple[Likeness, ...]]]:
    """References to residents who may be this one, with why. Seven queries at most, however many there are."""
    with maintenance("recognising"):
        mine = _known([resident], now)[resident.pk]
        others = _candidates(resident, mine, now)
        if not others:
            return []
        known = _known(others, now)
    found = [(other.ref, reasons_for_doubt(mine, known[other.pk])) for other in others]
    return [(ref, why) for ref, why in found if why]


def tell_doubts(resident: Resident, now: datetime) -> None:
    """Let it be heard who may be this resident; part of whatever change made it so."""
    for other, why in likely_doubles(resident, now):
        connections().doubts.hear(resident.municipality, resident.ref, other, [str(each) for each in why], now)


def _candidates(resident: Resident, mine: Known, now: datetime) -> list[Resident]:
    """Everybody who shares a BSN, birth date, number, mail address or address. A name alone is no reason to look."""
    here = {"municipality": resident.municipality}
    alike = Q(pk__in=Identifier.objects.filter(**here, blind__in=mine.bsns).values("resident"))
    if values := mine.phones | mine.mails:
        alike |= Q(pk__in=Way.objects.filter(**here, value__in=values).values("resident"))
    for postcode, number in mine.addresses:
        there = _addresses(now).filter(**here, postcode=postcode, number=number)
        alike |= Q(pk__in=there.values("resident"))
    if resident.born:
        alike |= Q(born__in=[day for day in (resident.born, turned(resident.born)) if day])
    return list(Resident.objects.filter(alike, **here).exclude(pk=resident.pk))


def _known(residents: Collection[Resident], now: datetime) -> dict[object, Known]:
    """What is known of each, in three queries."""
    keys = [each.pk for each in residents]
    bsns, phones, mails, addresses = (defaultdict(set) for _ in range(4))  # type: ignore[var-annotated]
    for identifier in Identifier.objects.filter(resident__in=keys):
        bsns[identifier.resident_id].update(_indexes(identifier))
    for way in Way.objects.filter(resident__in=keys):
        (mails if way.kind == WayKind.MAIL else phones)[way.resident_id].add(way.value)
    for address in _addresses(now).filter(resident__in=keys):
        if address.postcode and address.number:
            addresses[address.resident_id].add((address.postcode, address.number))
    return {
        each.pk: Known(
            each.search_name,
            each.born,
            frozenset(bsns[each.pk]),
            frozenset(phones[each.pk]),
            frozenset(mails[each.pk]),
            frozenset(addresses[each.pk]),
        )
        for each in residents
    }


def _addresses(now: datetime) -> QuerySet[Address]:
    """Where people live or get post now. Secret ones count for nothing: a likeness would tell of them."""
    rows: QuerySet[Address] = Address.objects.filter(Address.at(now), kind__in=(AddressKind.HOME, AddressKind.POSTAL))
    return rows.exclude(category=SECRET_ADDRESS)


def _indexes(identifier: Identifier) -> Iterable[str]:
    """Under what the BSN of this row may be kept elsewhere; nothing when its key is gone, for then it is not known."""
    try:
        return blinds(read_bsn(open_sealed(identifier.sealed)), identifier.municipality)
    except KeyGoneError:
        return ()
