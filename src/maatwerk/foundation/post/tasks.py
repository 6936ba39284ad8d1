"""Jobs of the post: a gateway sends one message, and addresses are forgotten."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.tasks import task
from django.utils import timezone

from maatwerk.foundation.jobs.backend import carried_out
from maatwerk.foundation.jobs.rules import Retry
from maatwerk.foundation.post.protocols import AddressRefusedError


@carried_out(retry=Retry(attempts=12, first=timedelta(seconds=30), longest=timedelta(hours=2)), outside=True)
@task()
def send_message(message_id: str) -> None:
    """Have a gateway send one message. The id of the message travels along, so that sending it again is known as such.

    The tries take about eight hours; what is not sent then is for the clerk (`actions.GATEWAY_HAS`).
    """
    from maatwerk.foundation.post import actions

    id_ = UUID(message_id)
    found = actions.take_up(id_, timezone.now())
    if found is None:
        return
    gateway, outgoing = found
    try:
        gateway.send(outgoing)
    except AddressRefusedError:
        actions.note_refused(id_, timezone.now())
    else:
        actions.note_sent(id_, timezone.now())


@task()
def forget_addresses() -> None:
    """Leave out the addresses of what was sent more than 30 days ago."""
    from maatwerk.foundation.post import actions

    actions.forget_addresses(timezone.now())
