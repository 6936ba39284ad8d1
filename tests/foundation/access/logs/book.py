"""Lines in the logs, for tests of the logs: who looks, at whom, and where everything stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import transaction

from maatwerk.foundation.access.logs.verifying import Fault, Looked, verify
from maatwerk.foundation.access.logs.writing import write
from maatwerk.foundation.access.reading import Read
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ELS = Viewer(
    ref="worker:7",
    organisation="organisation:2",
    municipality="duinstad",
    hats=frozenset({"worker:7"}),
    role="medewerker",
    trace="0af7651916cd43dd8448eb211c80319c",  # the example of W3C Trace Context
)


def a_read(subject: str = "resident:1", **other: object) -> Read:
    values: dict[str, object] = {
        "subject": subject,
        "controller": "organisation:2",
        "categories": ("zorg",),
        "level": Level.WHAT,
        "policies": ("taak_betrokken",),
        "entries": 1,
        "what": "dossier.note",
    }
    return Read(**values | other)  # type: ignore[arg-type]


def look(*subjects: str, viewer: Viewer = ELS, now: datetime = NOON, purpose: str = "wmo") -> None:
    """One page with these people on it."""
    look_at([a_read(subject) for subject in subjects], viewer, now, purpose)


def look_at(reads: Sequence[Read], viewer: Viewer = ELS, now: datetime = NOON, purpose: str = "wmo") -> None:
    with transaction.atomic():
        write(viewer, purpose, reads, now)


def faults(elsewhere: dict[int, str] | None = None) -> list[Fault]:
    return list(verify(Looked(), elsewhere))
