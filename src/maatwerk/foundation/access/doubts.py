"""Two residents who may be one person: somebody looks at both and says what it is. Nothing merges by itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maatwerk.foundation.access.models import Doubt
from maatwerk.foundation.gate.connections import connections as gate
from maatwerk.foundation.gate.protocols import Seen
from maatwerk.foundation.gate.slot import Slot
from maatwerk.foundation.people.doubles import Likeness
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import resident_ref
from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.people.viewers import worker_viewer

PURPOSE = "gegevensbeheer"
MOST_SHOWN = 100
_LONGEST = 1000


class Listed(Protocol):
    """Puts a doubt on the list of whoever settles it, and takes it off again. `municipality` is a slug."""

    def look_at(self, doubt: UUID, municipality: str, now: datetime) -> None: ...

    def looked_at(self, doubt: UUID, municipality: str, now: datetime) -> None: ...


class NotListed:
    """Until somebody is connected: the page with doubts is the only place where they show."""

    def look_at(self, doubt: UUID, municipality: str, now: datetime) -> None: ...

    def looked_at(self, doubt: UUID, municipality: str, now: datetime) -> None: ...


@dataclass(frozen=True)
class Connections:
    listed: Listed = field(default_factory=NotListed)


_slot = Slot(Connections())
connections, connect, connected = _slot.get, _slot.connect, _slot.connected


class DoubtBook:
    """Writes down what is heard of residents who may be one (`people.connections.HearsOfDoubt`)."""

    @transaction.atomic
    def hear(self, municipality: str, one: str, other: str, why: Collection[str], now: datetime) -> None:
        """A pair stands in the book once. What was settled stays settled, unless two who were called different turn out
        to have one BSN: then one of the two is wrong, and somebody has to look again."""
        one, other = sorted((one, other))
        fields = {"municipality": municipality, "why": list(why), "found_at": now}
        doubt, new = Doubt.objects.select_for_update().get_or_create(one=one, other=other, defaults=fields)
        again = False
        if not new:
            more = [each.value for each in Likeness if each.value in {*doubt.why, *why}]
            again = doubt.same is False and Likeness.SAME_BSN in set(more) - set(doubt.why)
            if doubt.settled_at and not again:
                return
            doubt.why = more
            if again:
                doubt.found_at, doubt.settled_at, doubt.settled_by, doubt.same = now, None, None, None
            doubt.save()
        if new or again:
            connections().listed.look_at(doubt.pk, municipality, now)


def open_doubts(municipality: str) -> QuerySet[Doubt]:
    """What waits for somebody to look at it, the oldest first. One query."""
    return Doubt.objects.filter(municipality=municipality, settled_at=None).order_by("found_at", "pk")


def both(doubt: Doubt, me: StaffMember, trace: str, now: datetime) -> list[Seen[Resident]]:
    """Who the two are, as far as the gate lets this worker know; each in the order in which the doubt names them."""
    keys = [each.removeprefix(resident_ref("")) for each in (doubt.one, doubt.other)]
    viewer = worker_viewer(me, Role.STEWARD, trace)
    page = gate().gate.open_page(viewer, Resident.objects.filter(pk__in=keys), PURPOSE, now)
    return sorted((seen for seen in page if seen.decision.allows), key=lambda seen: seen.owner.subject)


@transaction.atomic
def settle(id_: UUID, me: StaffMember, same: bool, words: str, now: datetime) -> None:
    """Somebody looked at both and says whether they are one person, with a word why. What follows from it is done by
    people. Raises NotYoursError and ResidentRefusedError."""
    if not me.may({Role.STEWARD}):
        raise NotYoursError
    doubts = Doubt.objects.select_for_update().filter(pk=id_, municipality=me.municipality, settled_at=None)
    doubt = doubts.first()
    if doubt is None:
        raise NotYoursError
    words = words.replace("\0", " ").strip()
    if not words:
        raise ResidentRefusedError({"words": _("Schrijf op hoe u dat weet.")})
    if len(words) > _LONGEST:
        raise ResidentRefusedError({"words": _("Dit is te lang. Gebruik hooguit 1000 letters.")})
    doubt.settled_at, doubt.settled_by_id, doubt.same, doubt.words = now, me.id, same, words
    doubt.save(update_fields=["settled_at", "settled_by", "same", "words"])
    connections().listed.looked_at(doubt.pk, doubt.municipality, now)
