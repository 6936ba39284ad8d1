"""What a resident asked to have removed is really removed: one entry in all its versions, or a file as a whole.

What hangs on each entry in other rooms goes along: in the index, on lists of work, in arguments of jobs, what opened or
closed it. That it was seen stays in the logs, without what it said, and so do the request and its answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q

from maatwerk.foundation.access.actions import tell_recipients
from maatwerk.foundation.access.models import LegalHold, RightsRequest, What
from maatwerk.foundation.access.retention.keeping import Kept, connections
from maatwerk.foundation.access.retention.over import whole
from maatwerk.foundation.gate.connections import connections as gate
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Personal


def held(row: RightsRequest, purposes: Collection[str], now: datetime) -> LegalHold | None:
    """What says that this has to stay for now."""
    with maintenance("deciding"):
        rows = LegalHold.objects.filter(LegalHold.at(now), subject=row.subject, municipality=row.municipality)
        found: LegalHold | None = rows.filter(Q(held="") | Q(held__in=purposes)).order_by("-end").first()
        return found


def entry_of(row: RightsRequest) -> Personal | None:
    """The entry that this request is about, when it is still there and of the organisation that it is about."""
    with maintenance("deciding"):
        rows = (kept.model.objects.filter(pk=row.entry, **file_asked_about(row)).first() for kept in parts_of_a_file())
        return next((found for found in rows if found is not None), None)


def erase_entry(row: RightsRequest, now: datetime) -> int:
    """Delete the entry with every version of it; how many rows went. Who saw it hears of it."""
    with maintenance("erasing"):
        return sum(_delete(kept, versions(kept, [row.entry], row), now) for kept in parts_of_a_file())


def destroy_file(row: RightsRequest, purposes: Collection[str], now: datetime) -> int:
    """Delete everything that the organisation wrote about this resident for these purposes; how many rows went."""
    with maintenance("erasing"):
        return sum(
            _delete(kept, kept.model.objects.filter(purpose__in=purposes, **file_asked_about(row)), now)
            for kept in parts_of_a_file()
        )


def parts_of_a_file() -> Iterator[Kept]:
    """What a file is made of: notes, facts and documents."""
    return (kept for kept in connections().kept if kept.changes)


def file_asked_about(row: RightsRequest) -> dict[str, str]:
    return {"subject": row.subject, "municipality": row.municipality, "controller": row.about}


def versions(kept: Kept, ids: Collection[Any], row: RightsRequest) -> Iterable[Personal]:
    """These, what they came in the place of, and what came in theirs."""
    rows = kept.model.objects.filter(**file_asked_about(row))
    last = list(rows.filter(pk__in=ids).values_list("pk", flat=True))
    while kept.chain and (later := _later(kept, rows, last)):
        last = later
    return rows.filter(pk__in=whole(kept, last))


def _later(kept: Kept, rows: Any, ids: Collection[Any]) -> list[Any]:
    pairs = rows.filter(pk__in=ids).exclude(**{kept.chain: None})
    return list(pairs.values_list(f"{kept.chain}_id", flat=True))


def _delete(kept: Kept, rows: Iterable[Personal], now: datetime) -> int:
    found = list(rows)
    for entry in found:
        tell_recipients(entry, seen_since(kept, entry, now), What.ERASED, now)
        for eraser in gate().erasers.values():
            eraser.erase(f"{kept.name}:{entry.pk}")
    ids = [entry.pk for entry in found]
    if kept.remove is not None:
        kept.remove(ids)
    else:
        kept.model.objects.filter(pk__in=ids).delete()
    return len(ids)


def seen_since(kept: Kept, entry: Personal, now: datetime) -> datetime:
    return kept.moment(entry) or now
