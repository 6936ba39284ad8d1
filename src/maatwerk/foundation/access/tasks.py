"""Jobs of grounds: telling a resident that there is something, and bringing a request to who can answer it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import BlindRequest, Consent, Emergency, Involvement, RightsRequest
from maatwerk.foundation.access.register import SAFETY
from maatwerk.foundation.gate.connections import connections as gate
from maatwerk.foundation.gate.context import maintenance

SOMETHING_NEW = "iets_nieuws"


@task()
def tell_of_emergency(emergency: str) -> None:
    """Tell the resident that there is something new, unless it is hidden from them by now."""
    now = timezone.now()
    with maintenance("deciding"):
        row = Emergency.objects.filter(pk=emergency).first()
    if row and not (row.hidden_until and row.hidden_until > now):
        gate().notifier.notify(row.subject, SOMETHING_NEW, row.municipality, now)


@task()
def tell_of_consent(consent: str) -> None:
    """Tell the resident that there is something new, as long as the yes stands."""
    now = timezone.now()
    with maintenance("deciding"):
        row = Consent.objects.filter(Consent.at(now), pk=consent).first()
    if row:
        gate().notifier.notify(row.subject, SOMETHING_NEW, row.municipality, now)


@task()
def deliver_request(request: str) -> None:
    """Bring a request to who works with the resident, and tell the resident; sweep away one that meets nobody."""
    now = timezone.now()
    with transaction.atomic():
        with maintenance("deciding"):
            row = BlindRequest.objects.filter(pk=request, answered_at=None).first()
        if row is None:
            return
        if not row.subject:
            with maintenance("erasing"):
                row.delete()
            return
        connections().waiting.answer_request(row.pk, who_work_with(row, now), row.municipality, now)
        gate().notifier.notify(row.subject, SOMETHING_NEW, row.municipality, now)


@task()
def tell_of_yes(request: str) -> None:
    """Tell whoever asked that there is something new. Of a no nothing is told: it would say that somebody is there."""
    with maintenance("deciding"):
        row = BlindRequest.objects.filter(pk=request, agreed=True).first()
    if row:
        gate().notifier.notify(row.who, SOMETHING_NEW, row.municipality, timezone.now())


@task()
def tell_of_right(request: str) -> None:
    """Tell whoever asked something about data that there is an answer, or that it takes longer."""
    with maintenance("deciding"):
        row = RightsRequest.objects.filter(pk=request).first()
    if row:
        known = row.asked_by if row.asked_by.startswith("resident:") else row.subject
        gate().notifier.notify(known, SOMETHING_NEW, row.municipality, timezone.now())


def who_work_with(row: BlindRequest, now: datetime) -> list[str]:
    """Who may ask the resident about this request, who has worked with them for longest first."""
    with maintenance("deciding"):
        rows = Involvement.objects.filter(Involvement.at(now), subject=row.subject).exclude(who=row.who)
        if row.purpose == SAFETY:  # only to who knows of the danger already
            rows = rows.filter(purpose=SAFETY)
        return list(rows.order_by("start").values_list("who", flat=True))
