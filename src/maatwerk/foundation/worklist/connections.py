"""Which kinds of work there are. The composition root fills this in once, when the program starts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.worklist.protocols import Shown, WorkKind
from maatwerk.foundation.worklist.rules import USUAL_OUTCOMES, Outcome

_kinds: dict[str, WorkKind] = {}


@dataclass(frozen=True)
class UnknownKind:
    """A kind of work whose room is not connected (any more): its id is all there is to show, and it can be done."""

    label: str
    days: int = 5
    outcomes: Sequence[Outcome] = USUAL_OUTCOMES

    def show(self, subjects: Collection[str], viewer: StaffMember) -> Mapping[str, Shown]:
        return {}


def is_known(id_: str) -> bool:
    return id_ in _kinds


def kind(id_: str) -> WorkKind:
    """The kind of work with this id, or one that stands in for it."""
    return _kinds.get(id_) or UnknownKind(id_)


def connect(kinds: Mapping[str, WorkKind]) -> None:
    """Replace all kinds of work."""
    global _kinds  # noqa: PLW0603 - filled in once, by the composition root
    _kinds = dict(kinds)


@contextmanager
def connected(**kinds: WorkKind) -> Iterator[None]:
    """Other kinds of work besides those there are, for a while, as in a test."""
    before = _kinds
    connect(before | kinds)
    try:
        yield
    finally:
        connect(before)
