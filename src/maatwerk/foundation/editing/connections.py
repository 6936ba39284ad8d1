"""What this room asks of the rooms above it: which kinds of content there are, what they look like to residents, and
what is wrong with them. The composition root fills it in; nothing is loaded before it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from maatwerk.foundation.content import Entry, Fault, Text
from maatwerk.foundation.ui.municipality import Municipality


class Layer(StrEnum):
    """Where the version of an entry that counts comes from."""

    PROGRAM = "programma"
    INSTALLATION = "installatie"
    OWN = "gemeente"


@dataclass(frozen=True)
class Kind:
    """A kind of content that a municipality may have of its own. `id` is its folder; `plural` and `singular` are words
    for people; `labels` holds per field (its steps with dots) a label and a hint; `hidable` says that entries of the
    layers below may be hidden."""

    id: str
    plural: Any
    singular: Any
    model: type[Entry]
    title: Callable[[Any], Text]
    labels: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    hidable: bool = False


class Shelf(Protocol):
    """All content as one municipality has it, or would have it under another overlay."""

    @property
    def faults(self) -> Sequence[Fault]:
        """What was left out, and why."""
        ...

    def entries(self, kind: str) -> Mapping[str, Entry]: ...

    def layer(self, kind: str, entry: str) -> Layer: ...

    def preview(self, kind: str, entry: str, language: str) -> str:
        """One entry as a resident reads it: HTML."""
        ...


type Overlay = Mapping[str, Mapping[str, Any]]


class Content(Protocol):
    """Content, to be read under one overlay or another."""

    @property
    def kinds(self) -> Mapping[str, Kind]: ...

    def installed(self) -> Shelf:
        """Without any overlay."""
        ...

    def under(self, municipality: str, overlay: Overlay) -> Shelf:
        """As this municipality would have it under this overlay. Raises ContentError."""
        ...

    def current(self, municipality: Municipality) -> tuple[Shelf, str]:
        """What residents of this municipality read now; and why that is not the newest version, or ""."""
        ...

    def place(self, municipality: str, kind: str, entry: str) -> str:
        """What faults name for an entry of a municipality's own."""
        ...

    def not_plain(self, municipality: str, kind: str, entry: str, value: Entry) -> list[Fault]:
        """What in an entry is too hard to read."""
        ...


@dataclass(frozen=True)
class Waiting:
    """Tells the rooms of work lists that a proposal waits for another editor, or no longer does."""

    proposed: Callable[[Any, datetime], None] = lambda _draft, _now: None
    settled: Callable[[Any, datetime], None] = lambda _draft, _now: None


_content: Callable[[], Content] | None = None
_waiting = Waiting()


def connect(content: Callable[[], Content], waiting: Waiting | None = None) -> None:
    """For the composition root."""
    global _content, _waiting
    _content, _waiting = content, waiting or Waiting()


def content() -> Content:
    """All content. Raises LookupError when nothing is connected."""
    if _content is None:
        raise LookupError("no content is connected")
    return _content()


def waiting() -> Waiting:
    return _waiting
