"""What the gate decides, and how rooms below reach rooms above without knowing who is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Viewer:
    """Who looks: a reference ("worker:7", "resident:12"), the organisation they do it for, and the municipality."""

    ref: str
    organisation: str
    municipality: str


class Level(StrEnum):
    """How much may be known: nothing, that it is there, or what it says (architecture, door 2)."""

    NOTHING = "niets"
    THAT = "dat"
    WHAT = "wat"


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


class Gate(Protocol):
    """The one way to personal data. Both functions log."""

    def open_for(self, viewer: Viewer, thing: Model, purpose: str) -> Decision:
        """Decide about one thing, with the reason."""
        ...

    def visible(self, viewer: Viewer, rows: QuerySet[Any], purpose: str, level: Level = Level.THAT) -> QuerySet[Any]:
        """The rows of which this viewer may know this much: that they are there, or what they say, as a search needs
        that looks into them. The query is not carried out."""
        ...


class ClosedGate:
    """Refuses everything: the gate until one is connected."""

    def open_for(self, viewer: Viewer, thing: Model, purpose: str) -> Decision:
        return Decision(Level.NOTHING, "Er is geen regel die dit toestaat.")

    def visible(self, viewer: Viewer, rows: QuerySet[Any], purpose: str, level: Level = Level.THAT) -> QuerySet[Any]:
        return rows.none()


class Eraser(Protocol):
    """Deletes everything a room holds about one subject. Doing it twice is the same as once."""

    def erase(self, subject: str) -> int:
        """Delete, and return how many things were deleted."""
        ...


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
