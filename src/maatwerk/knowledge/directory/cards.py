"""The cards that a search goes through: one narrow row for each listing that counts and shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from typing import Any

from maatwerk.foundation.gate.rows import insert
from maatwerk.foundation.search.models import Entry as Indexed
from maatwerk.knowledge.directory.catalogue import Service, Sort
from maatwerk.knowledge.directory.models import Card, Listing, OpenHours, Timetable
from maatwerk.knowledge.directory.slots import Slot, openings_of, slots_of

FOUND_AS = "listings"  # the kind in the search index
INTERPRETER = "tolk"  # among the languages of a card, longer than the code of any: an interpreter comes along


def write(municipality: str, keys: Collection[str], shown: Sequence[tuple[Listing, Service]]) -> None:
    """Make the cards of these keys those of `shown`: the rows that count, with the service of each. Their words stand
    in the index already."""
    Card.objects.filter(municipality=municipality, key__in=keys).delete()
    slots = {row.pk: slots_of(openings_of(service)) for row, service in shown}
    timetables = _timetables(slots.values())
    index = _index(municipality, keys)
    cards = [_card(row, service, timetables.get(_digest(slots[row.pk])), index) for row, service in shown]
    if cards:
        insert(Card, list(cards[0]), (list(card.values()) for card in cards))


def words_of(values: Iterable[str]) -> str:
    """Words that can be looked for one by one, with a space on both sides; empty when there are none."""
    joined = " ".join(dict.fromkeys(values))
    return f" {joined} " if joined else ""


def _card(row: Listing, service: Service, timetable: int | None, index: dict[tuple[str, str], int]) -> dict[str, Any]:
    points = list(dict.fromkeys(place.point for place in service.places if place.point))
    return {
        "listing": row.pk,
        "municipality": row.municipality,
        "key": row.key,
        "verified_on": row.verified_on,
        "draw": row.draw,
        "informal": service.sort is Sort.INFORMAL,
        "is_free": service.is_free,
        "min_age": service.ages.lowest if service.ages else None,
        "max_age": service.ages.highest if service.ages else None,
        "waiting_weeks": service.waiting.weeks if service.waiting else None,
        "languages": words_of([*service.languages, *([INTERPRETER] if service.interpreter else [])]),
        "access": words_of(each.value for each in service.all_access),
        "areas": words_of(service.area),
        "timetable": timetable,
        "latitude": points[0].latitude if points else None,
        "longitude": points[0].longitude if points else None,
        "has_more_places": len(points) > 1,
        "nl": index.get((row.key, "nl")),
        "en": index.get((row.key, "en")),
    }


def _timetables(all_slots: Iterable[Sequence[Slot]]) -> dict[str, int]:
    """The timetable of each set of slots, by digest; made where it is not there yet. Hours that are not known have
    none. Two processes that make the same one write its slots twice, which says nothing else."""
    wanted = {_digest(slots): slots for slots in all_slots if slots}
    there = _there(wanted)
    new = {digest: slots for digest, slots in wanted.items() if digest not in there}
    if not new:
        return there
    Timetable.objects.bulk_create([Timetable(digest=digest) for digest in new], ignore_conflicts=True)
    there = _there(wanted)
    OpenHours.objects.bulk_create(
        [
            OpenHours(timetable_id=there[digest], day=slot.day, start=slot.start, end=slot.end, holidays=slot.holidays)
            for digest, slots in new.items()
            for slot in slots
        ]
    )
    return there


def _there(digests: Iterable[str]) -> dict[str, int]:
    return dict(Timetable.objects.filter(digest__in=list(digests)).values_list("digest", "pk"))


def _digest(slots: Sequence[Slot]) -> str:
    told = sorted((slot.day, slot.start, slot.end, slot.holidays) for slot in slots)
    return sha256(repr(told).encode()).hexdigest()


def _index(municipality: str, keys: Collection[str]) -> dict[tuple[str, str], int]:
    rows = Indexed.objects.filter(kind=FOUND_AS, municipality=municipality, ref__in=keys)
    return {(ref, language): pk for ref, language, pk in rows.values_list("ref", "language", "pk")}
