"""One function for each change of a message. None takes a text: what is sent stands in the notices and nowhere else."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.post.connections import connections
from maatwerk.foundation.post.models import Batch, Message, State
from maatwerk.foundation.post.notices import Notice
from maatwerk.foundation.post.protocols import Gateway, Outgoing
from maatwerk.foundation.post.queries import for_a_clerk, outgoing
from maatwerk.foundation.post.rules import Channel, Preference, choose
from maatwerk.foundation.post.tasks import send_message

GATEWAY_HAS = timedelta(hours=12)  # longer than the tries of `tasks.send_message` take together
LARGEST_BATCH = 100  # what a clerk can oversee, and what sets as one PDF within seconds
ADDRESS_IS_KEPT = timedelta(days=30)  # after sending; for a letter that comes back, and for "I never got it"

# No vowels, so that no word comes out, and nothing that looks like something else.
_LETTERS = "BCDFGHJKMNPQRSTVWXZ23456789"


class NoSuchNoticeError(LookupError):
    """There is no notice with this id."""


@transaction.atomic
def send_notice(recipient: str, notice_id: str, municipality: str, now: datetime) -> None:
    """Tell somebody, by the channel they like best, that there is something. `recipient` is a reference.

    When no channel is left, a person hears of it instead (`protocols.Unreachable`). Raises NoSuchNoticeError.
    """
    notices = connections().notices(municipality)
    if notice_id not in notices:
        raise NoSuchNoticeError(notice_id)
    preference = connections().preferences.of([recipient]).get(recipient)
    _route(recipient, notice_id, notices, preference, municipality, now)


@transaction.atomic
def take_up(message_id: UUID, now: datetime) -> tuple[Gateway, Outgoing] | None:
    """What a gateway is to send now, and which gateway; None when there is nothing for a gateway to do any more."""
    with maintenance("sending"):
        rows = Message.objects.select_for_update().filter(pk=message_id, state=State.WAITING, clerk_from__gt=now)
        message = rows.first()
        if message is None:
            return None
        gateway = connections().gateway(Channel(message.channel), message.municipality)
        if gateway is None:  # it was there when this was queued: now it is for the clerk
            message.clerk_from = now
            message.save(update_fields=["clerk_from"])
            return None
        if not _still_wanted([message], message.municipality, now):
            return None
        message.attempts += 1
        message.save(update_fields=["attempts"])
        return gateway, outgoing([message], message.municipality)[0]


@transaction.atomic
def note_sent(message_id: UUID, now: datetime) -> None:
    """Say that a gateway sent the message. It was, also when it was withdrawn meanwhile: that came too late."""
    with maintenance("sending"):
        rows = Message.objects.filter(pk=message_id, state__in=(State.WAITING, State.WITHDRAWN))
        rows.update(state=State.SENT, sent_at=now)


@transaction.atomic
def note_refused(message_id: UUID, now: datetime) -> None:
    """Say that the address of the message does not work."""
    with maintenance("sending"):
        message = Message.objects.select_for_update().filter(pk=message_id, state=State.WAITING).first()
        if message:
            _fail(message, now)


@transaction.atomic
def make_batch(channel: Channel, clerk: str, municipality: str, now: datetime) -> Batch | None:
    """Gather what waits longest for a clerk to send, at most LARGEST_BATCH; None when nothing waits any more.

    `clerk` is a reference. What somebody else is gathering at this moment is left alone.
    """
    with maintenance("sending"):
        waiting = for_a_clerk(municipality, now).filter(channel=channel).order_by("created_at", "pk")
        while rows := list(waiting.select_for_update(skip_locked=True)[:LARGEST_BATCH]):
            if wanted := _still_wanted(rows, municipality, now):
                batch = Batch.objects.create(municipality=municipality, channel=channel, made_by=clerk, made_at=now)
                Message.objects.filter(pk__in=[message.pk for message in wanted]).update(batch=batch)
                return batch
        return None


@transaction.atomic
def check_batch(batch_id: int, municipality: str, now: datetime) -> Batch:
    """Look up again how everybody in the batch wants to be reached, and take out who wants it otherwise by now. To be
    done whenever a batch is shown or printed. Raises Batch.DoesNotExist."""
    batch = Batch.objects.select_for_update().get(pk=batch_id, municipality=municipality)
    if batch.emptied_at is None:
        with maintenance("sending"):
            rows = Message.objects.select_for_update().filter(batch=batch, state=State.WAITING)
            _still_wanted(list(rows.order_by("created_at", "pk")), municipality, now)
    return batch


@transaction.atomic
def empty_batch(batch_id: int, municipality: str, now: datetime) -> None:
    """Say that everything in the batch was sent. Twice is the same as once. Raises Batch.DoesNotExist."""
    batch = Batch.objects.select_for_update().get(pk=batch_id, municipality=municipality)
    if batch.emptied_at is not None:
        return
    batch.emptied_at = now
    batch.save(update_fields=["emptied_at"])
    with maintenance("sending"):
        Message.objects.filter(batch=batch, state=State.WAITING).update(state=State.SENT, sent_at=now)


@transaction.atomic
def fail_in_batch(message_id: UUID, batch_id: int, municipality: str, now: datetime) -> bool:
    """Say that one message of a batch does not arrive, also later when a letter comes back; False when there is no such
    message. Raises Batch.DoesNotExist."""
    batch = Batch.objects.select_for_update().get(pk=batch_id, municipality=municipality)
    with maintenance("sending"):
        rows = Message.objects.select_for_update().filter(pk=message_id, batch=batch)
        message = rows.filter(state__in=(State.WAITING, State.SENT)).first()
        if message is None:
            return False
        _fail(message, now)
        return True


@transaction.atomic
def withdraw_for(recipient: str) -> int:
    """Send nothing more of what waits for somebody; returns how many messages that were."""
    with maintenance("sending"):
        waiting = Message.objects.filter(subject=recipient, state=State.WAITING)
        return int(waiting.update(state=State.WITHDRAWN, address=""))


def forget_addresses(now: datetime) -> int:
    """Leave out the addresses of what was sent a while ago. That it was sent, when and how, stays."""
    with maintenance("erasing"):
        old = Message.objects.filter(state=State.SENT, sent_at__lt=now - ADDRESS_IS_KEPT).exclude(address="")
        return int(old.update(address=""))


def _route(
    recipient: str,
    notice_id: str,
    notices: Mapping[str, Notice],
    preference: Preference | None,
    municipality: str,
    now: datetime,
) -> None:
    """Put a message in the queue by the channel that is left, or tell somebody that none is."""
    channel = _channel(notice_id, notices, preference)
    if preference is None or channel is None:
        connections().unreachable.tell(recipient, notice_id, municipality, now)
        return
    gateway = connections().gateway(channel, municipality)
    with maintenance("keeping"):
        message = Message.objects.create(
            municipality=municipality,
            subject=recipient,
            controller=f"municipality:{municipality}",
            purpose="contact",
            category="bereikbaarheid",
            notice=notice_id,
            channel=channel,
            address=preference.addresses[channel].strip(),
            language=preference.language,
            large_print=preference.large_print,
            reference=_new_reference(municipality),
            created_at=now,
            clerk_from=now + GATEWAY_HAS if gateway else now,
        )
    if gateway:
        send_message.enqueue(str(message.pk))


def _channel(notice_id: str, notices: Mapping[str, Notice], preference: Preference | None) -> Channel | None:
    """None too for a notice that has gone since it was queued."""
    notice = notices.get(notice_id)
    return choose(preference, notice.channels) if notice and preference else None


def _still_wanted(messages: Iterable[Message], municipality: str, now: datetime) -> list[Message]:
    """Those that somebody still wants by this channel, at the address they have now. The others are withdrawn, and go
    another way. One query for all preferences, one for all changes."""
    messages = list(messages)
    notices = connections().notices(municipality)
    preferences = connections().preferences.of({message.subject for message in messages})
    wanted, changed = [], []
    for message in messages:
        preference = preferences.get(message.subject)
        if preference is None or _channel(message.notice, notices, preference) != message.channel:
            message.state, message.address = State.WITHDRAWN, ""
            message.save(update_fields=["state", "address"])
            _route(message.subject, message.notice, notices, preference, municipality, now)
            continue
        wanted.append(message)
        before = (message.address, message.language, message.large_print)
        message.address = preference.addresses[Channel(message.channel)].strip()
        message.language, message.large_print = preference.language, preference.large_print
        if (message.address, message.language, message.large_print) != before:
            changed.append(message)
    if changed:
        Message.objects.bulk_update(changed, ["address", "language", "large_print"])
    return wanted


def _fail(message: Message, now: datetime) -> None:
    message.state, message.address = State.FAILED, ""
    message.save(update_fields=["state", "address"])
    connections().unreachable.tell(message.subject, message.notice, message.municipality, now)


def _new_reference(municipality: str) -> str:
    while True:
        eight = "".join(secrets.choice(_LETTERS) for _ in range(8))
        reference = f"{eight[:4]}-{eight[4:]}"
        if not Message.objects.filter(municipality=municipality, reference=reference).exists():
            return reference
