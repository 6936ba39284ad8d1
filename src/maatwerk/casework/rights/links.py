"""A link to take one's data along on another device: by mail, without a word of what it is about.

It opens nothing by itself. Who follows it signs in as the same person, not long ago, and the file is made then: nothing
is stored and nothing is sent. It works once and for a day. What a page does and says is the same whether a link can be
sent or not: whether mail is safe is known to a job, that tells nobody.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core.cache import cache
from django.urls import reverse

from maatwerk.casework.rights.connections import connections
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.reaching import NOWHERE, reaches
from maatwerk.foundation.people.sealing import open_sealed, seal

VALID = timedelta(days=1)  # chosen: long enough for a computer at home, short for a mail that stays behind
_BETWEEN = timedelta(minutes=10)  # two links, so that nobody fills a mailbox


@dataclass(frozen=True)
class _Link:
    """For whom it is; `until` in seconds since 1970."""

    subject: str
    municipality: str
    language: str
    until: float


def ask_link(viewer: Viewer, language: str, now: datetime) -> None:
    """Have a link sent to the resident who asks, where that is safe. Asked again within ten minutes is asked once."""
    from maatwerk.casework.rights.tasks import send_link

    if not cache.add(f"rights.link.for:{viewer.ref}", "1", _BETWEEN.total_seconds()):
        return
    link = _Link(viewer.ref, viewer.municipality, language, (now + VALID).timestamp())
    ticket = str(uuid4())
    cache.set(_asked(ticket), seal(json.dumps(asdict(link))), VALID.total_seconds())
    send_link.enqueue(ticket)


def send(ticket: str, now: datetime) -> None:
    """What the job does: a mail to the address that was checked and that nobody shares, and that is the only safe one
    where there is a rule; nothing where there is no such address. Raises connections.LinkNotSentError."""
    link = _read(_asked(ticket), now)
    if link is None:
        return
    address = reaches([link.subject], now).get(link.subject, NOWHERE).mail
    if not address:
        return
    cache.set(_sent(ticket), seal(json.dumps(asdict(link))), link.until - now.timestamp())
    page = reverse("mydata:ready", kwargs={"ticket": ticket})
    connections().links.send(ticket, address, page, link.municipality, link.language)


def holds(ticket: UUID, viewer: Viewer, now: datetime) -> bool:
    """Whether this link was sent to who follows it, and was not used."""
    link = _read(_sent(str(ticket)), now)
    return link is not None and (link.subject, link.municipality) == (viewer.ref, viewer.municipality)


def use(ticket: UUID, viewer: Viewer, now: datetime) -> bool:
    """Whether it was there to use. From now on it is not, for whoever comes second."""
    return holds(ticket, viewer, now) and bool(cache.delete(_sent(str(ticket))))


def _read(name: str, now: datetime) -> _Link | None:
    kept = cache.get(name)
    link = _Link(**json.loads(open_sealed(kept))) if kept else None
    return link if link is not None and now.timestamp() < link.until else None


def _asked(ticket: str) -> str:
    return f"rights.link.asked:{ticket}"


def _sent(ticket: str) -> str:
    return f"rights.link.sent:{ticket}"
