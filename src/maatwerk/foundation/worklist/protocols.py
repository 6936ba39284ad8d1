"""What a room above tells about the work it puts on the list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.worklist.rules import Outcome


@dataclass(frozen=True)
class Shown:
    """What somebody may know about the subject of an item: what to call it, and the address of its page ("" is none).
    Neither holds anything about a person."""

    title: str
    address: str = ""


class WorkKind(Protocol):
    """One kind of work. `label` is what people call it (translated when it is shown), `days` its usual term, and
    `outcomes` the words with which it can be done on the list; none for work that is done only where it belongs."""

    @property
    def label(self) -> str | Promise: ...

    @property
    def days(self) -> int: ...

    @property
    def outcomes(self) -> Sequence[Outcome]: ...

    def show(self, subjects: Collection[str], viewer: StaffMember) -> Mapping[str, Shown]:
        """What this viewer may know, for each of these subjects; one that is left out stays unnamed on the list. All of
        a page are asked for at once, so that the number of queries does not grow with it."""
        ...
