"""Changes of where somebody lives: an address, a briefadres, no fixed address, moving away and coming back.

For people at work: who has the telephone of somebody in hand must not lift the secret of their address. Nor does who
may not see a secret address: for them it stays. Each takes who does it, the resident, for which purpose, and the
moment; `since` is when it began, now when not given. Raises NotYoursError and ResidentRefusedError.
"""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.admitting import admit_worker, owned
from maatwerk.foundation.people.ages import day_of, start_of
from maatwerk.foundation.people.ending import end_all
from maatwerk.foundation.people.models import Address, Resident
from maatwerk.foundation.people.recognising import tell_doubts
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import CONTACT, SAFETY, SECRET_ADDRESS, AddressKind, Residence

_DUTCH_POSTCODE = re.compile(r"([1-9][0-9]{3})\s?([A-Za-z]{2})")
_MOST_LETTERS = {"street": 200, "number": 20, "postcode": 10, "town": 100}

# Which addresses end when another one begins. Somebody has a home or, without one, a briefadres (Wet BRP art. 2.23);
# they may stay somewhere else meanwhile, and go on staying there.
_REPLACES = {
    AddressKind.HOME: (AddressKind.HOME, AddressKind.POSTAL),
    AddressKind.POSTAL: (AddressKind.HOME, AddressKind.POSTAL),
    AddressKind.STAY: (AddressKind.STAY,),
}
_RESIDENCE = {AddressKind.HOME: Residence.FIXED, AddressKind.POSTAL: Residence.POSTAL}


@dataclass(frozen=True)
class Place:
    """An address as people write it."""

    street: str = ""
    number: str = ""
    postcode: str = ""
    town: str = ""

    def tidied(self) -> Place:
        street, number, postcode, town = (" ".join(part.replace("\0", " ").split()) for part in astuple(self))
        found = _DUTCH_POSTCODE.fullmatch(postcode)
        return Place(street, number, f"{found[1]} {found[2].upper()}" if found else postcode, town)


@transaction.atomic
def add_address(
    viewer: Viewer,
    resident: UUID,
    kind: AddressKind,
    place: Place,
    purpose: str,
    now: datetime,
    *,
    secret: bool = False,
    since: date | None = None,
) -> Address:
    """Where somebody lives, gets post (a briefadres) or stays. It replaces what it makes untrue; a secret one is shown
    to nobody but who works on their safety."""
    row, place = admit_worker(viewer, resident, purpose, now), place.tidied()
    start = start_of(since) if since else now
    if faults := _faults_of_place(place) | ({"since": _in_future()} if start > now else {}):
        raise ResidentRefusedError(faults)
    replaced: QuerySet[Address] = Address.objects.filter(resident=row, kind__in=_REPLACES[kind])
    if not secret:
        replaced = _not_hidden(viewer, replaced, purpose, now)
    with maintenance("keeping"):
        end_all(replaced, start)
        made: Address = Address.objects.create(
            **(owned(viewer, row, SAFETY, SECRET_ADDRESS) if secret else owned(viewer, row, purpose, CONTACT)),
            resident=row,
            kind=kind,
            start=start,
            street=place.street,
            number=place.number,
            postcode=place.postcode,
            town=place.town,
        )
        if not secret and (residence := _RESIDENCE.get(kind)):  # a line that changed would tell of a secret one
            _lives(row, residence)
    tell_doubts(row, now)
    return made


@transaction.atomic
def end_address(viewer: Viewer, resident: UUID, address: UUID, purpose: str, now: datetime) -> None:
    """Somebody is not there any more. Without a home and a briefadres it is not known where they live."""
    row = admit_worker(viewer, resident, purpose, now)
    with maintenance("deciding"):
        found = Address.objects.filter(Address.at(now), pk=address, resident=row).first()
    if found is None or not connections().gate.open_for(viewer, found, purpose, now).allows:
        raise NotYoursError
    with maintenance("keeping"):
        end_all(Address.objects.filter(pk=found.pk), now)
        if found.kind in _RESIDENCE and not _homes(row, now).exists():
            row.residence = Residence.UNKNOWN
            row.save(update_fields=["residence"])


@transaction.atomic
def note_no_fixed_address(viewer: Viewer, resident: UUID, purpose: str, now: datetime) -> None:
    """Somebody has no home and no briefadres any more. Where they stay, if that is known, stays known."""
    row = admit_worker(viewer, resident, purpose, now)
    rows = Address.objects.filter(resident=row, kind__in=_REPLACES[AddressKind.HOME])
    ended = _not_hidden(viewer, rows, purpose, now)
    with maintenance("keeping"):
        end_all(ended, now)
        _lives(row, Residence.NONE)


@transaction.atomic
def note_moved_away(viewer: Viewer, resident: UUID, left_on: date, purpose: str, now: datetime) -> None:
    """Somebody left the municipality. Every address here ends; who they are and what was done stays."""
    row = admit_worker(viewer, resident, purpose, now)
    faults = {}
    if left_on > day_of(now):
        faults["left_on"] = _in_future()
    elif row.born and left_on < row.born:
        faults["left_on"] = _("Deze datum ligt voor de geboortedatum.")
    if faults:
        raise ResidentRefusedError(faults)
    ended = _not_hidden(viewer, Address.objects.filter(resident=row), purpose, now)
    with maintenance("keeping"):
        end_all(ended, start_of(left_on))
        row.left_on, row.residence = left_on, Residence.UNKNOWN
        row.save(update_fields=["left_on", "residence"])


@transaction.atomic
def note_moved_back(viewer: Viewer, resident: UUID, purpose: str, now: datetime) -> None:
    """Somebody lives here again. Where is another question."""
    row = admit_worker(viewer, resident, purpose, now)
    row.left_on = None
    with maintenance("keeping"):
        row.save(update_fields=["left_on"])


def _homes(row: Resident, now: datetime) -> QuerySet[Address]:
    rows: QuerySet[Address] = Address.objects.filter(Address.at(now), resident=row, kind__in=list(_RESIDENCE))
    return rows


def _lives(row: Resident, residence: Residence) -> None:
    """Where somebody lives now; who has an address here did not leave."""
    row.residence, row.left_on = residence, None
    row.save(update_fields=["residence", "left_on"])


def _not_hidden(viewer: Viewer, rows: QuerySet[Address], purpose: str, now: datetime) -> QuerySet[Address]:
    """Without secret ones that the viewer may not see. To end one would send letters to another address again."""
    with maintenance("deciding"):
        secret = list(rows.filter(category=SECRET_ADDRESS, end__gt=now))
    gate = connections().gate
    return rows.exclude(pk__in=[row.pk for row in secret if not gate.open_for(viewer, row, purpose, now).allows])


def _faults_of_place(place: Place) -> dict[str, str]:
    faults = {
        each.name: _("Dit is te lang.")
        for each in fields(place)
        if len(getattr(place, each.name)) > _MOST_LETTERS[each.name]
    }
    if not any(astuple(place)):
        faults["street"] = _("Vul een adres in.")
    return faults


def _in_future() -> str:
    return _("Deze datum ligt in de toekomst.")
