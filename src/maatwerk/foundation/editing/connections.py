"""What this room asks of the rooms above it: which kinds of content there are, what they look like to residents, and
what is wrong with them. The composition root fills it in; nothing is loaded before it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from maatwerk.foundation.content import Entry, Fault, Text
from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.ui.municipality import Municipality


class Layer(StrEnum):
    """Where the version of an entry that counts comes from."""

    PROGRAM = "programma"
    INSTALLATION = "installatie"
    IMPORT = "import"
    OWN = "gemeente"


@dataclass(frozen=True)
class Kind:
    """A kind of content that a municipality may have of its own. `id` is its folder; `plural` and `singular` are words
    for people; `labels` holds per field (its steps with dots) a label and a hint, `options` what a value that can be
    chosen is called ("wetten=wmo"); `hidable` says that entries of the layers below may be hidden; `beside` gives the
    address and name of other pages about an entry, or about the draft with this number."""

    id: str
    plural: Any
    singular: Any
    model: type[Entry]
    title: Callable[[Any], Text]
    labels: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    hidable: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    beside: Callable[[int | None], Sequence[tuple[str, str]]] = lambda _draft: ()


class Shelf(Protocol):
    """All content as one municipality has it, or would have it under another overlay."""

    @property
    def faults(self) -> Sequence[Fault]:
        """What was left out, and why."""
        ...

    def entries(self, kind: str) -> Mapping[str, Entry]:
        """All of a kind that stand in content."""
        ...

    def some(self, kind: str, ids: Collection[str]) -> Mapping[str, Entry]:
        """Those of these that are there, also where they came by an import."""
        ...

    def layer(self, kind: str, entry: str) -> Layer: ...

    def preview(self, kind: str, entry: str, language: str) -> str:
        """One entry as a resident reads it: HTML."""
        ...


type Overlay = Mapping[str, Mapping[str, Any]]


class Content(Protocol):
    """Content, to be read under one overlay or another."""

    @property
    def kinds(self) -> Mapping[str, Kind]: ...

    def below(self, municipality: str) -> Shelf:
        """What this municipality has without an overlay."""
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


# Who else than an editor may propose changes: the keys of this entry of this kind that are theirs to change, none where
# the entry is not theirs.
type Writing = Callable[[StaffMember, str, str], Collection[str]]


def _nobody_else(_me: StaffMember, _kind: str, _entry: str) -> Collection[str]:
    return ()


_content: Callable[[], Content] | None = None
_waiting = Waiting()
_writing: Writing = _nobody_else


def connect(content: Callable[[], Content], waiting: Waiting | None = None, writing: Writing = _nobody_else) -> None:
    """For the composition root."""
    global _content, _waiting, _writing
    _content, _waiting, _writing = content, waiting or Waiting(), writing


def content() -> Content:
    """All content. Raises LookupError when nothing is connected."""
    if _content is None:
        raise LookupError("no content is connected")
    return _content()


def waiting() -> Waiting:
    return _waiting


def theirs(me: StaffMember, kind: str, entry: str) -> Collection[str] | None:
    """The keys of this entry that somebody may propose other values for; None is all, for editors."""
    return None if me.may({Role.EDITOR}) else _writing(me, kind, entry)
