"""Named reads of questions to owners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.worklist.models import Item
from maatwerk.foundation.worklist.rules import sees
from maatwerk.knowledge.directory.asking.models import Asking
from maatwerk.knowledge.directory.asking.rules import Answer, whom_to_ask
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.models import Listing


@dataclass(frozen=True)
class Entry:
    """An entry as it stands now, and what its owner said of it (None is nothing yet)."""

    key: str
    service: Service
    verified_on: date
    answer: Answer | None


def asking_with(id_: UUID, municipality: str) -> Asking | None:
    """One question of this municipality."""
    return Asking.objects.filter(pk=id_, municipality=municipality).first()


def entries_of(asking: Asking) -> Sequence[Entry]:
    """What it asks about, by name. What was taken away meanwhile is left out, and so is what is no longer of this
    organisation and was not answered. Two queries."""
    said: dict[str, str] = dict(asking.entries.values_list("key", "answer"))
    rows = Listing.objects.filter(municipality=asking.municipality, key__in=said, effective=True, hidden=False)
    found = [
        Entry(row.key, Service.model_validate(row.value), row.verified_on, _answer(said[row.key]))
        for row in rows.order_by("name", "key")
    ]
    return [each for each in found if each.answer or whom_to_ask(each.service).organisation == asking.organisation]


def _answer(said: str) -> Answer | None:
    return Answer(said) if said else None


def entry_in(asking: Asking, key: str) -> Listing | None:
    """The row of one of those entries."""
    if key not in {each.key for each in entries_of(asking)}:
        return None
    return Listing.objects.get(municipality=asking.municipality, key=key, effective=True)


def asking_for(me: StaffMember, id_: UUID, kind: str) -> Asking | None:
    """A question that is or was on the phone list of who looks; `kind` is the kind of work."""
    item = Item.objects.filter(kind=kind, subject=f"asking:{id_}", municipality__slug=me.municipality)
    row = item.select_related("municipality").order_by("-created_at").first()
    return asking_with(id_, me.municipality) if row is not None and sees(me, row.place) else None
