"""What the gate decides, and how rooms below reach rooms above without knowing who is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Model, QuerySet

from maatwerk.foundation.gate.levels import Level

if TYPE_CHECKING:
    from maatwerk.foundation.gate.models import Owner


@dataclass(frozen=True)
class Viewer:
    """Who looks: a reference ("worker:7", "resident:…"), the organisation they do it for ("organisation:2", empty for
    a resident), and the municipality (a slug).

    `hats` are all references under which they may be involved: they themselves, their teams, their organisation.
    `role` is what they act as, for the log; `roles` the roles they have. `assurance` says how well a resident showed
    who they are, and `trace` ties what is logged to one request (W3C trace id, 32 hexadecimal digits).
    """

    ref: str
    organisation: str
    municipality: str
    hats: frozenset[str] = frozenset()
    role: str = ""
    roles: frozenset[str] = frozenset()
    assurance: str = ""
    trace: str = ""


@dataclass(frozen=True)
class Decision:
    """May this viewer see this thing, and how much? `reason` is a sentence in Dutch for the person concerned;
    `grounds` are ids of the rules that settled it."""

    level: Level
    reason: str
    grounds: tuple[str, ...] = ()

    @property
    def allows(self) -> bool:
        """Whether what it says may be seen."""
        return self.level is Level.WHAT


@dataclass(frozen=True)
class Seen[M: Model]:
    """One row of a page: what was decided, whose it is, and the row itself only when what it says may be known."""

    decision: Decision
    owner: Owner
    thing: M | None


class UnknownPurposeError(LookupError):
    """There is no such purpose. People choose one from a list; what they typed in an address may be anything."""


@dataclass(frozen=True)
class Part:
    """Rows of one kind on a page. With `most`: of those that the viewer may know of, that many after the first
    `start`."""

    rows: QuerySet[Any]
    most: int | None = None
    start: int = 0


class Gate(Protocol):
    """The one way to personal data. What opens, logs; without a log there is no data. `now` is the moment that counts,
    the present when it is not given. Raises UnknownPurposeError for a purpose that is in no register."""

    def open_for(self, viewer: Viewer, thing: Model, purpose: str, now: datetime | None = None) -> Decision:
        """Decide about one thing, with the reason."""
        ...

    def visible[M: Model](
        self,
        viewer: Viewer,
        rows: QuerySet[M],
        purpose: str,
        level: Level = Level.THAT,
        now: datetime | None = None,
    ) -> QuerySet[M]:
        """The rows of which this viewer may know this much: that they are there, or what they say. A query that can be
        filtered, ordered and sliced further, and that nothing but `open_page` carries out."""
        ...

    def open_page[M: Model](
        self, viewer: Viewer, rows: QuerySet[M], purpose: str, now: datetime | None = None
    ) -> list[Seen[M]]:
        """Read these rows as far as this viewer may: those they may know of at all, in the order of the query. `rows`
        is a query of a personal model, whether `visible` gave it or not. Queries are constant as rows grow."""
        ...

    def open_pages(
        self, viewer: Viewer, parts: Mapping[str, Part], purpose: str, now: datetime | None = None
    ) -> dict[str, list[Seen[Any]]]:
        """Read rows of several kinds that stand on one page, as `open_page` does; decided and written down as one
        look."""
        ...


_NO_RULE = "Er is geen regel die dit toestaat."


class ClosedGate:
    """Refuses everything: the gate until one is connected."""

    def open_for(self, viewer: Viewer, thing: Model, purpose: str, now: datetime | None = None) -> Decision:
        return Decision(Level.NOTHING, _NO_RULE)

    def visible[M: Model](
        self,
        viewer: Viewer,
        rows: QuerySet[M],
        purpose: str,
        level: Level = Level.THAT,
        now: datetime | None = None,
    ) -> QuerySet[M]:
        return rows.none()

    def open_page[M: Model](
        self, viewer: Viewer, rows: QuerySet[M], purpose: str, now: datetime | None = None
    ) -> list[Seen[M]]:
        return []

    def open_pages(
        self, viewer: Viewer, parts: Mapping[str, Part], purpose: str, now: datetime | None = None
    ) -> dict[str, list[Seen[Any]]]:
        return {name: [] for name in parts}


class Eraser(Protocol):
    """Deletes everything a room holds about one subject. Doing it twice is the same as once."""

    def erase(self, subject: str) -> int:
        """Delete, and return how many things were deleted."""
        ...


class Terms(Protocol):
    """Deletes what is kept no longer, because its term is over."""

    def sweep(self, now: datetime) -> None:
        """Delete all of it."""
        ...


class NoTerms:
    """Until somebody knows terms, none are over."""

    def sweep(self, now: datetime) -> None:
        return None


class Exporter(Protocol):
    """Gives everything a room holds about one subject, as plain values with Dutch keys."""

    def export(self, subject: str) -> Iterable[Mapping[str, Any]]: ...


class Notifier(Protocol):
    """Tells somebody that there is something to see. What it is about never travels along."""

    def notify(self, recipient: str, notice: str, municipality: str, now: datetime) -> None:
        """`recipient` is a reference, `notice` the id of a text of ours."""
        ...


class NobodyNotifiesError(LookupError):
    """Somebody was to be told something while no room that sends is connected. A fault of the program."""


class NobodyNotifies:
    """The notifier until one is connected."""

    def notify(self, recipient: str, notice: str, municipality: str, now: datetime) -> None:
        raise NobodyNotifiesError


@dataclass(frozen=True)
class Event:
    """Something on a timeline: when, and in one sentence what. `ref` leads to the thing itself."""

    at: datetime
    sentence: str
    ref: str


class TimelineSource(Protocol):
    """Gives what happened around one subject, newest first, as far as the viewer may know."""

    def events(self, viewer: Viewer, subject: str, purpose: str) -> Iterable[Event]: ...
