"""Named reads of a file. Every one goes through the gate, and none has more queries when there are more rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.gate.protocols import Seen, Viewer
from maatwerk.foundation.people.models import Organisation, Resident, Team, Worker
from maatwerk.foundation.people.residents import ORGANISATION, TEAM, WORKER, resident_ref

MOST_NOTES = 25
MOST_FACTS = 300
MOST_RESIDENTS = 25
_MOST_CORRECTED = 100


@dataclass(frozen=True)
class Page[M: Personal]:
    """Part of a list. `more` says that it may go on: to look whether there is one more would open that one too."""

    rows: Sequence[Seen[M]]
    more: bool = False


def resident_for(viewer: Viewer, id_: UUID, purpose: str, now: datetime) -> Resident | None:
    """The resident, when the viewer may know who it is."""
    rows = Resident.objects.filter(pk=id_, subject=resident_ref(id_))
    seen = connections().gate.open_page(viewer, rows, purpose, now)
    return seen[0].thing if seen else None


def my_residents(viewer: Viewer, purpose: str, now: datetime, after: tuple[str, str] | None = None) -> Page[Resident]:
    """Residents whom the viewer works with for this purpose, by name. `after` is the name and id of the last one of
    the part before."""
    rows = Resident.objects.filter(municipality=viewer.municipality)
    if after:
        name, id_ = after
        rows = rows.filter(search_name__gte=name).exclude(search_name=name, id__lte=id_)
    return _page(viewer, rows.order_by("search_name", "id"), purpose, now, MOST_RESIDENTS)


def own_words_of(viewer: Viewer, subject: str, purpose: str, now: datetime) -> Page[Note]:
    """What the resident said in their own words, newest first."""
    return _page(viewer, _notes(subject).filter(own_words=True), purpose, now, MOST_NOTES)


def notes_of(viewer: Viewer, subject: str, purpose: str, now: datetime, page: int = 1) -> Page[Note]:
    """Other notes that stand now, newest first; `page` counts from 1."""
    return _page(viewer, _notes(subject).filter(own_words=False), purpose, now, MOST_NOTES, page)


def corrected_notes_of(viewer: Viewer, subject: str, purpose: str, now: datetime) -> dict[UUID, Note]:
    """What was corrected, by the note that stands in its place."""
    rows = Note.objects.filter(subject=subject, corrected_by__isnull=False).order_by("-at", "-id")
    seen = _page(viewer, rows, purpose, now, _MOST_CORRECTED).rows
    notes = [one.thing for one in seen if one.thing is not None]
    return {note.corrected_by_id: note for note in notes if note.corrected_by_id}


def facts_of(viewer: Viewer, subject: str, purpose: str, now: datetime) -> Page[FactValue]:
    """Every answer, also those that were replaced, newest first."""
    rows = FactValue.objects.filter(subject=subject).order_by("-at", "-id")
    return _page(viewer, rows, purpose, now, MOST_FACTS)


def all_of[M: Personal](viewer: Viewer, rows: QuerySet[M], purpose: str, now: datetime) -> tuple[list[M], bool]:
    """The rows of a query that is never long, and whether there are others that the viewer may only know of."""
    seen = connections().gate.open_page(viewer, rows, purpose, now)
    return [one.thing for one in seen if one.thing is not None], any(one.thing is None for one in seen)


def one_of[M: Personal](viewer: Viewer, rows: QuerySet[M], purpose: str, now: datetime) -> M | None:
    """The one row of a query, when the viewer may see what it says."""
    seen = connections().gate.open_page(viewer, rows, purpose, now)
    return seen[0].thing if seen else None


@dataclass(frozen=True)
class Name:
    """Who somebody at work is: their own name and that of their organisation, which is "" for an organisation."""

    name: str
    organisation: str = ""


def names_of(references: Iterable[str]) -> Mapping[str, Name]:
    """Workers, teams and organisations by their references; others are left out. At most three queries."""
    ids: dict[str, set[int]] = {WORKER: set(), TEAM: set(), ORGANISATION: set()}
    for reference in references:
        kind, _colon, id_ = reference.partition(":")
        if kind in ids and id_.isdecimal():
            ids[kind].add(int(id_))
    found: dict[str, Name] = {}
    if ids[WORKER]:
        for worker in Worker.objects.filter(pk__in=ids[WORKER]).select_related("organisation"):
            found[f"{WORKER}:{worker.pk}"] = Name(worker.name, worker.organisation.name)
    if ids[TEAM]:
        for team in Team.objects.filter(pk__in=ids[TEAM]).select_related("organisation"):
            found[f"{TEAM}:{team.pk}"] = Name(team.name, team.organisation.name)
    if ids[ORGANISATION]:
        for organisation in Organisation.objects.filter(pk__in=ids[ORGANISATION]):
            found[f"{ORGANISATION}:{organisation.pk}"] = Name(organisation.name)
    return found


def _notes(subject: str) -> QuerySet[Note]:
    return Note.objects.filter(subject=subject, corrected_by=None).order_by("-at", "-id")


def _page[M: Personal](
    viewer: Viewer, rows: QuerySet[M], purpose: str, now: datetime, most: int, page: int = 1
) -> Page[M]:
    """One part of what the viewer may know of; the gate leaves out the rest before it is cut into parts."""
    gate = connections().gate
    start = (page - 1) * most
    known = gate.visible(viewer, rows, purpose, now=now)[start : start + most]
    seen = gate.open_page(viewer, known, purpose, now)
    return Page(seen, len(seen) == most)
