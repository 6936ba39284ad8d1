"""Named read of everything that somebody may take along, through one look of the gate.

What puts somebody in danger is not asked for at all: hidden kinds, what was written for safety, and how contact is
safe. A file lies about; whoever has the computer or telephone of a resident in hand may be the danger. Nothing in a
copy tells whether there is such a thing. A person can give it, at a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.casework.dossier.queries import names_of
from maatwerk.casework.rights.copy import Copy
from maatwerk.casework.rights.looking import together
from maatwerk.casework.rights.queries import LookedAt
from maatwerk.casework.rights.rows import Maker
from maatwerk.casework.rights.web.telling import LookLine, look_lines
from maatwerk.foundation.access.connections import connections as access
from maatwerk.foundation.access.looks import looks_to_show
from maatwerk.foundation.access.models import (
    BlindRequest,
    Consent,
    Emergency,
    Involvement,
    LegalHold,
    Lifting,
    Opened,
    Refusal,
    Restriction,
    RightsRequest,
    Told,
)
from maatwerk.foundation.access.register import SAFETY
from maatwerk.foundation.documents.models import Document
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.protocols import Part, Viewer
from maatwerk.foundation.people.models import (
    Address,
    Disagreement,
    Identifier,
    Judgement,
    Membership,
    Relation,
    Representation,
    Resident,
    Way,
)
from maatwerk.foundation.people.residents import resident_ref
from maatwerk.foundation.people.signing_in import log_ins_of

# More than a file ever has. With a limit the gate leaves out in the database what the viewer may not know of, so that
# asking for somebody else's file is as much work as for one that is not there.
_ALL = 1_000_000
_MOST_PARTS, _YEAR = 20, timedelta(days=365)
_CHOICES = (Consent, Lifting, Opened, Refusal)
KINDS: Mapping[str, tuple[type[Any], tuple[str, ...]]] = {
    "addresses": (Address, ("start", "id")),
    "ways": (Way, ("kind", "value")),
    "households": (Membership, ("start", "id")),
    "relations": (Relation, ("start", "id")),
    "stand": (Representation, ("start", "id")),
    "disagreements": (Disagreement, ("at", "id")),
    "judgements": (Judgement, ("start", "id")),
    "work": (Involvement, ("start", "id")),
    "notes": (Note, ("at", "id")),
    "facts": (FactValue, ("at", "id")),
    "consents": (Consent, ("start", "id")),
    "liftings": (Lifting, ("start", "id")),
    "opened": (Opened, ("start", "id")),
    "refusals": (Refusal, ("start", "id")),
    "emergencies": (Emergency, ("start", "id")),
    "contact_requests": (BlindRequest, ("start", "id")),
    "rights": (RightsRequest, ("asked_at", "id")),
    "told": (Told, ("at", "id")),
    "restrictions": (Restriction, ("start", "id")),
    "holds": (LegalHold, ("start", "id")),
    "documents": (Document, ("stored_at", "id")),
}
# Not for who stands for somebody, as their pages do not show it: they may be the danger, or what it is about.
OWN_ONLY = frozenset(
    {"addresses", "ways", "households", "relations", "disagreements", "judgements", "contact_requests", "restrictions"}
)
_REFERENCES = (
    "controller",
    "who",
    "written_by",
    "noted_by",
    "said_by",
    "organisation",
    "given_by",
    "about",
    "asked_by",
    "by",
)


@dataclass(frozen=True)
class Asked:
    """Who asks for a copy about whom, for which purpose, in which language. `account` is theirs when it is about
    themselves: their log-ins come along."""

    viewer: Viewer
    resident: UUID
    purpose: str
    language: Literal["nl", "en"]
    account: int | None = None


def copy_of(asked: Asked, now: datetime) -> Copy | None:
    """Everything that this viewer may see of this resident; None when that is not even who it is."""
    subject, viewer = resident_ref(asked.resident), asked.viewer
    who = Resident.objects.filter(pk=asked.resident, subject=subject)
    parts = {"who": Part(who, most=1), "bsn": Part(Identifier.objects.filter(subject=subject), most=1)}
    own = viewer.ref == subject
    for name, (model, order) in KINDS.items():
        if own or name not in OWN_ONLY:
            parts[name] = Part(_shown(model, subject, viewer, order), _ALL)
    seen = connections().gate.open_pages(viewer, parts, asked.purpose, now)
    found: dict[str, list[Any]] = {name: [] for name in KINDS}
    found |= {name: [one.thing for one in rows if one.thing is not None] for name, rows in seen.items()}
    if not found["who"]:
        return None
    names = names_of(_references(found))
    log_ins = list(log_ins_of(asked.account)) if asked.account is not None else []
    maker = Maker(viewer, subject, asked.language, found, names)
    return maker.made(now, log_ins, _looks(viewer, found, now))


def _looks(viewer: Viewer, found: Mapping[str, Sequence[Any]], now: datetime) -> list[LookLine]:
    """The looks of the last year, newest first, of some hundreds of lines of the log at most; all of them stand on the
    page about who looked."""
    [resident] = found["who"]
    people = {row.who for row in found["stand"] if row.who}
    lines: list[LookLine] = []
    begin: int | None = None
    for _part in range(_MOST_PARTS):
        shown = looks_to_show(viewer, resident.ref, now, begin=begin, people=people)
        told = LookedAt(resident, shown, found["emergencies"], found["stand"])
        lines += look_lines(viewer, told, together(shown.looks))
        begin = shown.older
        if begin is None or lines[-1].at < now - _YEAR:
            break
    return [line for line in lines if line.at >= now - _YEAR]


def _shown(model: type[Any], subject: str, viewer: Viewer, order: Sequence[str]) -> QuerySet[Any]:
    categories = access().register(viewer.municipality).categories
    hidden = sorted(id_ for id_, category in categories.items() if category.hidden)
    rows = model.objects.filter(subject=subject, municipality=viewer.municipality)
    shown: QuerySet[Any] = rows.exclude(category__in=hidden).exclude(purpose=SAFETY).order_by(*order)
    if model in _CHOICES:
        return shown.exclude(shared__in=hidden)
    if model is LegalHold:
        return shown.exclude(held=SAFETY)
    if model is RightsRequest and viewer.ref != subject:  # what they asked themselves, not what the resident did
        return shown.filter(asked_by=viewer.ref)
    return shown


def _references(found: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """Every reference to a person or organisation in these rows."""
    for rows in found.values():
        for row in rows:
            yield from (getattr(row, name) for name in _REFERENCES if hasattr(row, name))
