"""The context without which no personal model answers.

Rooms never enter it themselves: the gate does, for what it decided about, and maintenance does, by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class _Inside:
    """Why the gate is open here, and with which ticket: that of the rows that were decided about, "" for none."""

    why: str = ""
    ticket: str = ""


_OUTSIDE = _Inside()
_inside: ContextVar[_Inside] = ContextVar("inside_the_gate", default=_OUTSIDE)


class OutsideGateError(PermissionError):
    """Personal data was asked for without the gate. A fault of the program, never of a person."""


@contextmanager
def opened(why: str, ticket: str = "") -> Iterator[None]:
    """Personal models answer in here. For gates only; `why` names the decision, for who reads a trace. Rows that carry
    a ticket answer only where that ticket is shown."""
    token = _inside.set(_Inside(why, ticket))
    try:
        yield
    finally:
        _inside.reset(token)


# What the system itself may do with all rows. A new line here is a decision for the privacy officer.
MAINTENANCE = {
    "keeping": "store what was just made or received, before anybody has asked for it",
    "deciding": "fetch what the gate is asked to decide about; nothing of it goes further before the gate allows it",
    "sending": "send a message that waits in the queue",
    "indexing": "bring the search index up to date",
    "erasing": "delete what has to be gone, also after a restore",
    "counting": "count rows for a check or a backup, without reading them",
    "migrating": "change the tables themselves for a new version",
    "restoring": "put back what a backup holds",
    "watching": "show who watches over privacy what is kept closed, late or counted, without whom it is about",
    "recognising": "find out which resident signs in, or may be two; nothing of it goes to anybody's page",
}


@contextmanager
def maintenance(what: str) -> Iterator[None]:
    """The system at work, for one of MAINTENANCE. Raises ValueError for another name."""
    if what not in MAINTENANCE:
        raise ValueError(f"'{what}' is no maintenance; there are: {', '.join(MAINTENANCE)}")
    with opened(f"maintenance: {what}"):
        yield


def is_open() -> bool:
    return bool(_inside.get().why)


def require_open(model: str, ticket: str = "") -> None:
    """Raises OutsideGateError outside the gate, and for rows with a ticket also where that ticket is not shown."""
    inside = _inside.get()
    if not inside.why:
        raise OutsideGateError(f"{model} holds personal data and answers only through the gate")
    if ticket and ticket != inside.ticket:
        raise OutsideGateError(f"{model}: what `visible` gave is read by `open_page` and nothing else")
