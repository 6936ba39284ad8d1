"""Named reads: who answers for contact, and one request by its id or by its code."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from maatwerk.casework.contact.models import ContactRequest
from maatwerk.foundation.access.models import Task
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Part, Viewer
from maatwerk.foundation.people.models import Organisation, Team, Worker
from maatwerk.foundation.people.residents import organisation_ref

PURPOSE, CATEGORY = "contact", "contactverzoek"


@dataclass(frozen=True)
class Answers:
    """Whose work it is: an organisation, and its team or else one worker."""

    organisation: int
    team: int | None
    worker: int | None


def who_answers(municipality: str, now: datetime) -> Answers | None:
    """The organisation that has had the task for longest, of those where somebody works; its first team. Three queries
    at most for each organisation with the task, of which there is one."""
    for organisation in _with_the_task(municipality, now):
        workers = Worker.objects.filter(organisation=organisation, account__is_active=True)
        worker = workers.order_by("pk").values_list("pk", flat=True).first()
        if worker is None:
            continue
        teams = Team.objects.filter(organisation=organisation, workers__account__is_active=True)
        team = teams.order_by("pk").values_list("pk", flat=True).first()
        return Answers(organisation.pk, team, None if team else worker)
    return None


def somebody_answers(municipality: str, now: datetime) -> bool:
    """Whether a request can be made at all. One query."""
    return _with_the_task(municipality, now).filter(workers__account__is_active=True).exists()


def _with_the_task(municipality: str, now: datetime) -> QuerySet[Organisation]:
    tasks = Task.objects.filter(Task.at(now), purpose=PURPOSE, organisation__municipality__slug=municipality)
    return Organisation.objects.filter(tasks__in=tasks).order_by("tasks__start", "pk")


def subject_of(id_: UUID) -> str:
    """The reference of a request: it is about somebody who may be nobody we know."""
    return f"contact:{id_}"


def request_for(viewer: Viewer, id_: UUID, now: datetime) -> ContactRequest | None:
    """One request, when this viewer may see it."""
    return _seen(viewer, ContactRequest.objects.filter(pk=id_), now)


def request_with_code(viewer: Viewer, code: str, now: datetime) -> ContactRequest | None:
    """The request with this code, as `rules.read_code` gives it, when this viewer may see it."""
    return _seen(viewer, ContactRequest.objects.filter(municipality=viewer.municipality, code=code), now)


def _seen(viewer: Viewer, rows: QuerySet[ContactRequest], now: datetime) -> ContactRequest | None:
    """Looked for among what they may know, so that not there and not theirs take the same queries."""
    seen = connections().gate.open_pages(viewer, {"": Part(rows, most=1)}, PURPOSE, now)[""]
    return seen[0].thing if seen else None


def codes_of(subjects: Collection[str], organisation: int) -> dict[str, str]:
    """The code of each of these subjects that is the work of this organisation. Only for who decides what the worklist
    shows: a code says nothing about a person. One query."""
    with maintenance("deciding"):
        rows = ContactRequest.objects.filter(subject__in=list(subjects), controller=organisation_ref(organisation))
        return dict(rows.values_list("subject", "code"))
