"""What a program of an organisation may read of the processing log: its own part, by the read extension of the LDV."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from maatwerk.foundation.access.logs.aliases import alias_of
from maatwerk.foundation.access.logs.canonical import milliseconds
from maatwerk.foundation.access.logs.chain import append
from maatwerk.foundation.access.logs.tracing import new_trace
from maatwerk.foundation.access.logs.writing import policy_set
from maatwerk.foundation.access.models import AccessRecord, ProcessingRecord, Task
from maatwerk.foundation.access.models.logs import LogName, LogReader
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.people.bsn import NoBsnError, read_bsn
from maatwerk.foundation.people.models import Identifier
from maatwerk.foundation.people.recognising import blinds
from maatwerk.foundation.people.residents import ORGANISATION, resident_ref

PSEUDONYM_TYPE = "urn:slim-maatwerk:pseudoniem"  # the number in the log itself
RESIDENT_TYPE = "urn:slim-maatwerk:inwoner"  # the id of the resident in this installation
BSN_TYPE = "BSN"

type Place = tuple[int, int, int]


@dataclass(frozen=True)
class Search:
    """What is looked for: everything that is given has to fit. `person` is (type, id)."""

    trace: str = ""
    since: datetime | None = None
    until: datetime | None = None
    activity: str | None = None
    person: tuple[str, str] | None = None


def records(
    search: Search, reader: LogReader, municipality: str, after: Place | None, most: int, now: datetime
) -> Sequence[ProcessingRecord]:
    """At most `most` records of the reader's organisation, oldest first, that come after this place."""
    rows = ProcessingRecord.objects.filter(_of(reader), municipality=municipality)
    if search.person:
        alias = _alias(search.person, reader, municipality, now)
        if alias is None:
            return []
        rows = rows.filter(subject=alias)
    if search.trace:
        rows = rows.filter(trace=search.trace)
    if search.activity is not None:
        rows = rows.filter(activity=search.activity)
    if search.since:
        rows = rows.filter(start__gte=milliseconds(search.since))
    if search.until:
        rows = rows.filter(end__lte=milliseconds(search.until))
    if after:
        start, segment, position = after
        rows = rows.filter(start__gte=start).exclude(start=start, pk__lte=(segment, position))
    return list(rows.order_by("start", "segment_id", "position")[:most])


def note_reading(reader: LogReader, municipality: str, count: int, trace: str, now: datetime) -> None:
    """Reading the log is a look too. It holds pseudonyms, so the line in the access log names nobody."""
    line = AccessRecord(
        trace=trace or new_trace(),
        at=milliseconds(now),
        viewer=f"reader:{reader.pk}",
        role="logboeklezer",
        organisation=_ref(reader),
        purpose="toezicht",
        policy_set=policy_set(),
        level=Level.WHAT.value,
        entries=count,
        what="access.processingrecord",
        municipality=municipality,
        controller=_ref(reader),
    )
    append(LogName.ACCESS, [line], now)


def _of(reader: LogReader) -> Q:
    """What this organisation answers for, alone or with others (their references stand with a space between)."""
    ref = _ref(reader)
    alone, first = Q(controller=ref), Q(controller__startswith=f"{ref} ")
    return alone | first | Q(controller__endswith=f" {ref}") | Q(controller__contains=f" {ref} ")


def _ref(reader: LogReader) -> str:
    return f"{ORGANISATION}:{reader.organisation_id}"


def _alias(person: tuple[str, str], reader: LogReader, municipality: str, now: datetime) -> UUID | None:
    type_, id_ = person
    if type_ == BSN_TYPE:
        return _alias_by_bsn(id_, reader, municipality, now)
    try:
        uuid = UUID(id_)
    except ValueError:
        return None
    return uuid if type_ == PSEUDONYM_TYPE else alias_of(resident_ref(uuid))


def _alias_by_bsn(text: str, reader: LogReader, municipality: str, now: datetime) -> UUID | None:
    """Only for an organisation that has the power to use the BSN (UAVG art. 46): for others there is nobody."""
    try:
        bsn = read_bsn(text)
    except NoBsnError:
        return None
    power = Task.objects.filter(Task.at(now), organisation=reader.organisation_id).exclude(bsn_article="")
    if not power.exists():
        return None
    with maintenance("recognising"):
        kept = Identifier.objects.filter(municipality=municipality, blind__in=blinds(bsn, municipality))
        subject = kept.values_list("subject", flat=True).first()
    return alias_of(subject) if subject else None
