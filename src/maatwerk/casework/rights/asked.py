"""Named reads of what was asked about data: for the resident, who stands for them, who answers, and who watches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.foundation.access.actions.rights import ANSWERING
from maatwerk.foundation.access.connections import connections as access
from maatwerk.foundation.access.logs.queries import Look, looks_at
from maatwerk.foundation.access.looks import looks_to_show, never_shown
from maatwerk.foundation.access.models import Restriction, RightsRequest, Told, Withheld
from maatwerk.foundation.access.queries import OVERSIGHT, OWN
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Part, Viewer
from maatwerk.foundation.people.rules import Role

MOST_REQUESTS, MOST_TOLD = 100, 50
_MOST_LOOKS = 20


@dataclass(frozen=True)
class Asked:
    """Requests, newest first, who was told of what changed, and what is restricted because of these requests."""

    requests: Sequence[RightsRequest]
    told: Sequence[Told]
    restrictions: Sequence[Restriction] = ()


def asked_about(viewer: Viewer, subject: str, purpose: str, now: datetime, which: UUID | None = None) -> Asked:
    """What was asked about this resident, all of it or one, and who was told of what changed. Who stands for somebody
    sees what they asked themselves; the resident sees everything."""
    of = {"subject": subject, "municipality": viewer.municipality}
    requests = RightsRequest.objects.filter(**of).order_by("-asked_at", "id")
    told = Told.objects.filter(**of).exclude(entry__in=_withheld_from(viewer, subject, now)).order_by("-at", "id")
    if purpose != OWN:
        requests, told = requests.filter(asked_by=viewer.ref), told.none()
    restrictions = Restriction.objects.filter(**of).order_by("-start", "id")
    if which:
        requests, restrictions = requests.filter(pk=which), restrictions.filter(request=which)
    parts = {
        "requests": Part(requests, MOST_REQUESTS),
        "told": Part(told, MOST_TOLD),
        "restrictions": Part(restrictions, MOST_REQUESTS),
    }
    seen = connections().gate.open_pages(viewer, parts, purpose, now)
    what = {name: [one.thing for one in rows if one.thing is not None] for name, rows in seen.items()}
    theirs = {row.pk for row in what["requests"]}
    return Asked(what["requests"], what["told"], [row for row in what["restrictions"] if row.request in theirs])


def waiting_for(viewer: Viewer, now: datetime) -> list[RightsRequest]:
    """What has no answer yet, the shortest term first: for a steward that of their organisation, for who watches over
    privacy all of it."""
    rows = RightsRequest.objects.filter(municipality=viewer.municipality, answered_at=None).order_by("due_on", "id")
    return _what(viewer, rows, OVERSIGHT if Role.PRIVACY_OFFICER in viewer.roles else ANSWERING, now)


def request_at_work(viewer: Viewer, which: UUID, now: datetime) -> tuple[RightsRequest | None, bool]:
    """One, and whether this viewer answers it; who watches over privacy only sees it."""
    rows = RightsRequest.objects.filter(pk=which, municipality=viewer.municipality)
    for role, purpose in ((Role.STEWARD, ANSWERING), (Role.PRIVACY_OFFICER, OVERSIGHT)):
        if role in viewer.roles and (found := _what(viewer, rows, purpose, now)):
            return found[0], role is Role.STEWARD
    return None, False


def restricted_now(viewer: Viewer, now: datetime, which: UUID | None = None) -> list[Restriction]:
    """What is not used for a time because of an answer of this steward's organisation, or of all for who watches over
    privacy; the one that somebody has to look at first comes first. `which` is a request."""
    rows = Restriction.objects.filter(Restriction.at(now), municipality=viewer.municipality)
    rows = (rows.filter(request=which) if which else rows).order_by("look_on", "id")
    return _what(viewer, rows, OVERSIGHT if Role.PRIVACY_OFFICER in viewer.roles else ANSWERING, now)


def told_of(viewer: Viewer, row: RightsRequest, now: datetime) -> list[Told]:
    """Who heard of what changed because of this request, for who answers it."""
    rows = Told.objects.filter(subject=row.subject).filter(Q(entry=row.entry) | Q(at=row.answered_at))
    return _what(viewer, rows.order_by("at", "id"), ANSWERING, now) if row.answered_at else []


def entry_of(viewer: Viewer, subject: str, entry: UUID, purpose: str, now: datetime) -> Note | FactValue | None:
    """The one entry of the file, when the viewer may see what it says."""
    parts = {model.__name__: Part(model.objects.filter(pk=entry, subject=subject)) for model in (Note, FactValue)}
    seen = connections().gate.open_pages(viewer, parts, purpose, now)
    return next((one.thing for rows in seen.values() for one in rows if one.thing is not None), None)


def looks_under(row: RightsRequest, now: datetime) -> Sequence[Look]:
    """What people at work saw of a resident under the trace id of this request, for who answers it."""
    if not row.look:
        return []
    hidden = [id_ for id_, category in access().register(row.municipality).categories.items() if category.hidden]
    left_out = ~Q(trace=row.look) | Q(organisation="") | never_shown(row.subject, row.municipality, now)
    return looks_at(row.subject, row.municipality, hidden, now, most=_MOST_LOOKS, left_out=left_out)


def looks_known_to(viewer: Viewer, subject: str, trace: str, now: datetime) -> Sequence[Look]:
    """The same, as far as the resident, or who stands for them, may know of it; nothing for who may not know who works
    with the resident."""
    if not trace:
        return []
    shown = looks_to_show(viewer, subject, now, trace=trace)
    return [look for look in shown.looks if look.organisation] if shown.purposes else []


def _withheld_from(viewer: Viewer, subject: str, now: datetime) -> list[UUID]:
    with maintenance("deciding"):
        rows = Withheld.objects.filter(Withheld.at(now), subject=subject, from_whom=viewer.ref)
        return list(rows.values_list("entry", flat=True))


def _what[M: (RightsRequest, Told, Restriction)](
    viewer: Viewer, rows: QuerySet[M], purpose: str, now: datetime
) -> list[M]:
    seen = connections().gate.open_pages(viewer, {"": Part(rows, MOST_REQUESTS)}, purpose, now)[""]
    return [one.thing for one in seen if one.thing is not None]
