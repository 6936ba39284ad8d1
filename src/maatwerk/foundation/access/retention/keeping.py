"""What each room says of what it keeps: from when its term counts, and what goes along."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from maatwerk.foundation.access.register import Retention
from maatwerk.foundation.gate.models import FOREVER, Personal
from maatwerk.foundation.gate.protocols import Eraser
from maatwerk.foundation.gate.slot import Slot


@dataclass(frozen=True)
class Kept:
    """How rows of one personal model go.

    `name` is how other rooms refer to one ("note" in "note:<id>"). `since` are columns of which the first that is
    filled is the moment from which a term counts; none of them filled, or `until` not, and the row is not over yet.
    Without `since` a row has no term of its own: it is part of who somebody is, or of the thing that it is about, and
    goes along with that. With `lasts` the same holds as long as it counts (`end` is FOREVER).

    `chain` is the column that points to the row that came in its place: such rows go together. `changes` says that a
    new row is a change of the file. `term` is for what the register has no purpose for. `remove` deletes rows by their
    keys, where deleting the rows is not all.
    """

    model: type[Personal]
    name: str
    since: tuple[str, ...] = ()
    until: str = ""
    lasts: bool = False
    chain: str = ""
    changes: bool = False
    term: Retention | None = None
    remove: Callable[[Collection[Any]], None] | None = None

    @property
    def label(self) -> str:
        return self.model._meta.label

    def moment(self, row: Personal) -> datetime | None:
        """When the term of this row began, as far as the row itself says; None when it is not over yet."""
        if self.until and getattr(row, self.until) is None:
            return None
        found: datetime | None = next((at for name in self.since if (at := getattr(row, name)) is not None), None)
        return None if found == FOREVER else found


@dataclass(frozen=True)
class Apart:
    """How rows go that only refer to people, so that no gate stands in front of them. A term counts from `since`; while
    that is empty the row stays. It is that of this purpose and category in the register, or `term`. `subjects` are the
    columns with references to residents, of whom a hold keeps it. `name` is as in `Kept`, "" where nothing hangs on
    it."""

    model: type[Model]
    since: str
    purpose: str
    category: str
    name: str = ""
    subjects: tuple[str, ...] = ()
    term: Retention | None = None

    @property
    def label(self) -> str:
        return self.model._meta.label


@dataclass(frozen=True)
class Connections:
    """What all rooms keep of people. Filled in by the composition root; `own` has what lies here and below.
    `hanging` are the rooms in which something may hang on one entry ("note:<id>"): a fraction of those that erase."""

    kept: tuple[Kept, ...] = ()
    hanging: tuple[Eraser, ...] = ()
    apart: tuple[Apart, ...] = ()

    def of(self, model: type[Personal]) -> Kept:
        """Raises LookupError for a model of which no room says how long it is kept."""
        found = next((each for each in self.kept if each.model is model), None)
        if found is None:
            raise LookupError(f"no room says how long {model.__name__} is kept")
        return found


_slot = Slot(Connections())
connections, connect, connected = _slot.get, _slot.connect, _slot.connected
