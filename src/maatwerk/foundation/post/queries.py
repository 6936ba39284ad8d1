"""Named reads of what waits and what was sent. Addresses and words leave this room only in `outgoing` and `letters`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, F, Min, QuerySet
from django.utils.timezone import localdate

from maatwerk.foundation.content import Text
from maatwerk.foundation.documents.letters import Letter, Paragraph
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.queries import municipality_called, site_address
from maatwerk.foundation.post.connections import connections
from maatwerk.foundation.post.models import Batch, Message, State
from maatwerk.foundation.post.notices import Words, words_of
from maatwerk.foundation.post.protocols import Outgoing
from maatwerk.foundation.post.rules import Channel
from maatwerk.foundation.ui.municipality import Profile

MOST_SHOWN = 100
MOST_BATCHES = 20

_CLOSING = Text(nl="Met vriendelijke groet,", en="Kind regards,")


@dataclass(frozen=True)
class Waiting:
    """How much waits for a clerk by one channel, and since when the oldest does."""

    channel: Channel
    number: int
    oldest: datetime | None


@dataclass(frozen=True)
class Line:
    """A message as a clerk sees it on a list: nothing by which somebody can be known."""

    id: str
    reference: str
    channel: Channel
    state: State
    since: datetime
    large_print: bool


def waiting(municipality: str, now: datetime) -> list[Waiting]:
    """What waits for a clerk, per channel. One query."""
    with maintenance("counting"):
        found = {
            row["channel"]: Waiting(Channel(row["channel"]), row["number"], row["oldest"])
            for row in for_a_clerk(municipality, now)
            .order_by()
            .values("channel")
            .annotate(number=Count("pk"), oldest=Min("created_at"))
        }
    return [found.get(channel, Waiting(channel, 0, None)) for channel in Channel]


def waiting_longest(municipality: str, now: datetime) -> list[Line]:
    """The messages that wait longest for a clerk, at most MOST_SHOWN. One query."""
    with maintenance("sending"):
        return _lines(for_a_clerk(municipality, now).order_by("created_at", "pk")[:MOST_SHOWN])


def batches(municipality: str) -> list[Batch]:
    """The batches that still have to be sent, and then the last ones that were; at most MOST_BATCHES. One query."""
    rows = Batch.objects.filter(municipality=municipality)
    return list(rows.order_by(F("emptied_at").desc(nulls_first=True), "-made_at", "-pk")[:MOST_BATCHES])


def in_batch(batch: Batch) -> list[Line]:
    """Every message of a batch, in the order in which it is printed. One query."""
    with maintenance("sending"):
        return _lines(Message.objects.filter(batch=batch).order_by("created_at", "pk"))


def to_send(batch: Batch, large_print: bool | None = None) -> list[Message]:
    """What of a batch still has to be sent, with addresses; only what is in large print or only what is not, where that
    is asked for. One query."""
    with maintenance("sending"):
        rows = Message.objects.filter(batch=batch, state=State.WAITING)
        if large_print is not None:
            rows = rows.filter(large_print=large_print)
        return list(rows.order_by("created_at", "pk"))


def outgoing(messages: Iterable[Message], municipality: str) -> list[Outgoing]:
    """Messages of one municipality with their words, as a gateway or a clerk sends them. Two queries."""
    profile = municipality_called(municipality).profile
    return [
        Outgoing(
            id=str(message.pk),
            municipality=municipality,
            sender=profile.name,
            channel=Channel(message.channel),
            address=message.address,
            title=words.title,
            text=words.text,
            language=_language(message),
        )
        for message, words in _with_words(messages, municipality, profile)
    ]


def letters(messages: Iterable[Message], municipality: str, now: datetime) -> list[Letter]:
    """Messages of one municipality as letters, with the date of today. Two queries."""
    profile = municipality_called(municipality).profile
    return [
        Letter(
            title=words.title,
            addressee=tuple(message.address.splitlines()),
            body=tuple(Paragraph(each) for each in words.paragraphs),
            date=localdate(now),
            language=_language(message),
            reference=message.reference,
            closing=(_CLOSING.in_(message.language), profile.name),
        )
        for message, words in _with_words(messages, municipality, profile)
    ]


def _with_words(messages: Iterable[Message], municipality: str, profile: Profile) -> list[tuple[Message, Words]]:
    notices = connections().notices(municipality)
    values = {
        "gemeente": profile.name,
        "telefoon": profile.contact.phone,
        "site": site_address(municipality, settings.ALLOWED_HOSTS),
    }
    return [
        (message, words_of(notices[message.notice], Channel(message.channel), message.language, values))
        for message in messages
    ]


def _language(message: Message) -> str:
    """The language in which the notice is written for them; there are two."""
    return "en" if message.language == "en" else "nl"


def for_a_clerk(municipality: str, now: datetime) -> QuerySet[Message]:
    """What waits for a clerk of this municipality and is in no batch. Not carried out."""
    rows: QuerySet[Message] = Message.objects.filter(
        municipality=municipality, state=State.WAITING, batch=None, clerk_from__lte=now
    )
    return rows


def _lines(rows: Iterable[Message]) -> list[Line]:
    return [
        Line(str(row.pk), row.reference, Channel(row.channel), State(row.state), row.created_at, row.large_print)
        for row in rows
    ]
