"""A correction reaches who received the fact (AVG art. 19)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from maatwerk.foundation.access.actions.rights import ANSWERING, OWN_REQUEST
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import Told, What
from maatwerk.foundation.access.recipients import recipients
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Personal


@transaction.atomic
def tell_recipients(thing: Personal, since: datetime, what: What, now: datetime) -> list[Told]:
    """Every other organisation that saw this entry since this moment gets work: to look again. That it was told is
    kept, so that the resident can be told to whom. `thing` may be deleted after this, in the same transaction."""
    waiting = connections().waiting
    made = [
        Told(
            municipality=thing.municipality,
            subject=thing.subject,
            controller=thing.controller,
            purpose=ANSWERING,
            category=OWN_REQUEST,
            entry=thing.pk,
            organisation=organisation,
            what=what,
            at=now,
        )
        for organisation, saw in recipients(thing, since).items()
        if waiting.look_again(thing.subject, organisation, saw, thing.municipality, now)
    ]
    with maintenance("keeping"):
        Told.objects.bulk_create(made)
    return made
