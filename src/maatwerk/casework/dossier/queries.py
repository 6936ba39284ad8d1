"""Named reads of a file. Every one goes through the gate, and none has more queries when there are more rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.foundation.access.models import Involvement
from maatwerk.foundation.access.queries import involvement_of, restricted_among
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.gate.protocols import Part, Seen, Viewer
from maatwerk.foundation.people.models import (
    Address,
    Organisation,
    Representation,
    Resident,
    SafeContact,
    Team,
    Way,
    Worker,
)
from maatwerk.foundation.people.residents import ORGANISATION, TEAM, WORKER, organisation_ref, resident_ref

MOST_NOTES = 25
MOST_FACTS = 300
MOST_RESIDENTS = 25
_MOST_CORRECTED = 100
_WRITTEN = ("own words", "notes", "facts")


@dataclass(frozen=True)
class Page[M: Personal]:
    """Part of a list. `more` says that it may go on: to look whether there is one more would open that one too."""

    rows: Sequence[Seen[M]]
    more: bool = False


def resident_for(viewer: Viewer, id_: UUID, purpose: str, now: datetime) -> Resident | None:
    """The resident, when the viewer may know who it is. Looked for among whom they may know, so that not there and not
    theirs take the same queries."""
    rows = Resident.objects.filter(pk=id_, subject=resident_ref(id_))
    seen = connections().gate.open_pages(viewer, {"": Part(rows, most=1)}, purpose, now)[""]
    return seen[0].thing if seen else None


def my_residents(viewer: Viewer, purpose: str, now: datetime, after: tuple[str, str] | None = None) -> Page[Resident]:
    """Residents whom the viewer works with for this purpose, by name. `after` is the name and id of the last one of
    the part before."""
    rows = Resident.objects.filter(municipality=viewer.municipality)
    if after:
        name, id_ = after
        rows = rows.filter(search_name__gte=name).exclude(search_name=name, id__lte=id_)
    return _page(viewer, rows.order_by("search_name", "id"), purpose, now, MOST_RESIDENTS)


@dataclass(frozen=True)
class File:
    """What stands in a file, as far as the viewer may see or know of it, from one look.

    `corrected` are the notes that were corrected, by the note that stands in their place. `safe`, `ways`, `addresses`,
    `stand` and `work` are what counts now; `hidden_safe` says that there is a rule for safe contact that the viewer may
    not read. `restricted` are the notes and facts that are not to be used now. `more` is what else the page asked for,
    by name.
    """

    own_words: Page[Note]
    notes: Page[Note]
    corrected: Mapping[UUID, Note]
    facts: Page[FactValue]
    safe: SafeContact | None
    hidden_safe: bool
    ways: Sequence[Way]
    addresses: Sequence[Address]
    stand: Sequence[Representation]
    work: Sequence[Involvement]
    restricted: frozenset[UUID]
    more: Mapping[str, Sequence[Any]]


def file_of(
    viewer: Viewer,
    subject: str,
    purpose: str,
    now: datetime,
    part: int = 1,
    more: Mapping[str, QuerySet[Any]] | None = None,
    among: Q | None = None,
) -> File:
    """The file of a resident; `part` of the notes counts from 1. `among` says which entries are asked for. `more`
    are other queries about the same resident."""
    of = {"subject": subject}
    parts = {
        "own words": Part(_notes(subject).filter(own_words=True), MOST_NOTES),
        "notes": Part(_notes(subject).filter(own_words=False), MOST_NOTES, (part - 1) * MOST_NOTES),
        "corrected": Part(_corrected(subject), _MOST_CORRECTED),
        "facts": Part(_facts(subject), MOST_FACTS),
        "safe": Part(SafeContact.objects.filter(**of)),
        "ways": Part(Way.objects.filter(**of)),
        "addresses": Part(Address.objects.filter(Address.at(now), **of)),
        "stand": Part(Representation.objects.filter(Representation.at(now), **of)),
        "work": Part(involvement_of(viewer, subject, now)),
    }
    if among is not None:
        parts = {name: replace(each, rows=each.rows.filter(among)) for name, each in parts.items()}
    asked = {f"more {name}": Part(rows) for name, rows in (more or {}).items()}
    seen = connections().gate.open_pages(viewer, parts | asked, purpose, now)
    what = {name: [one.thing for one in rows if one.thing is not None] for name, rows in seen.items()}
    return File(
        own_words=Page(seen["own words"], len(seen["own words"]) == MOST_NOTES),
        notes=Page(seen["notes"], len(seen["notes"]) == MOST_NOTES),
        corrected={note.corrected_by_id: note for note in what["corrected"]},
        facts=Page(seen["facts"]),
        safe=next(iter(what["safe"]), None),
        hidden_safe=any(one.thing is None for one in seen["safe"]),
        ways=what["ways"],
        addresses=what["addresses"],
        stand=what["stand"],
        work=what["work"],
        restricted=restricted_among([one.pk for name in _WRITTEN for one in what[name]], now),
        more={name: what[f"more {name}"] for name in more or {}},
    )


@dataclass(frozen=True)
class Reach:
    """How somebody is reached and where they live now, as far as the viewer may see; as in `File`."""

    ways: Sequence[Way]
    addresses: Sequence[Address]
    safe: SafeContact | None
    hidden_safe: bool

    @property
    def instruction(self) -> str:
        return self.safe.instruction if self.safe else ""

    @property
    def only_way(self) -> UUID | None:
        return self.safe.only_way_id if self.safe else None


def reach_of(viewer: Viewer, subject: str, purpose: str, now: datetime) -> Reach:
    """From one look."""
    parts = {
        "ways": Part(Way.objects.filter(subject=subject).order_by("kind", "value")),
        "addresses": Part(Address.objects.filter(Address.at(now), subject=subject).order_by("kind", "start")),
        "safe": Part(SafeContact.objects.filter(subject=subject)),
    }
    seen = connections().gate.open_pages(viewer, parts, purpose, now)
    what = {name: [one.thing for one in rows if one.thing is not None] for name, rows in seen.items()}
    hidden = any(one.thing is None for one in seen["safe"])
    return Reach(what["ways"], what["addresses"], next(iter(what["safe"]), None), hidden)


def facts_of(viewer: Viewer, subject: str, purpose: str, now: datetime) -> Page[FactValue]:
    """Every answer, also those that were replaced, newest first."""
    return _page(viewer, _facts(subject), purpose, now, MOST_FACTS)


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
            found[organisation_ref(organisation.pk)] = Name(organisation.name)
    return found


def _notes(subject: str) -> QuerySet[Note]:
    return Note.objects.filter(subject=subject, corrected_by=None).order_by("-at", "-id")


def _corrected(subject: str) -> QuerySet[Note]:
    return Note.objects.filter(subject=subject, corrected_by__isnull=False).order_by("-at", "-id")


def _facts(subject: str) -> QuerySet[FactValue]:
    return FactValue.objects.filter(subject=subject).order_by("-at", "-id")


def _page[M: Personal](viewer: Viewer, rows: QuerySet[M], purpose: str, now: datetime, most: int) -> Page[M]:
    """What the viewer may know of; the gate leaves out the rest before it is cut off."""
    seen = connections().gate.open_pages(viewer, {"": Part(rows, most)}, purpose, now)[""]
    return Page(seen, len(seen) == most)
