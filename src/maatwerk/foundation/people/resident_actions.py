"""Changes of who somebody is: one function for each. They check with the gate, write, and let doubts be heard, in one
transaction. All but an id may be unknown.

Each takes who does it, the resident, for which purpose, and the moment. Raises NotYoursError, and ResidentRefusedError
with a sentence for everything that cannot be.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.admitting import admit, admit_worker, may_change, owned
from maatwerk.foundation.people.ages import birthday, day_of, start_of
from maatwerk.foundation.people.bsn import NoBsnError, read_bsn
from maatwerk.foundation.people.connections import connections
from maatwerk.foundation.people.ending import end_all
from maatwerk.foundation.people.models import Identifier, Membership, Representation, Resident
from maatwerk.foundation.people.names import Names
from maatwerk.foundation.people.recognising import blinds, tell_doubts
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import BSN, IDENTITY, resident_ref
from maatwerk.foundation.people.sealing import seal
from maatwerk.foundation.people.signing_in import close_account, open_account

_OLDEST = 130  # years; nobody ever became 125


@transaction.atomic
def add_resident(
    viewer: Viewer,
    purpose: str,
    now: datetime,
    names: Names | None = None,
    born: date | None = None,
    *,
    id_: UUID | None = None,
) -> Resident:
    """Somebody who asks for help, with whatever is known of them, also nothing. For people at work. `id_` is for who
    brings in the same people on several machines.

    Whether their organisation works for this purpose is asked when they get involved, in the same transaction.
    """
    if not may_change(viewer, purpose):
        raise NotYoursError
    names = (names or Names()).tidied()
    _refuse(_faults_of_names(names) | _faults_of_birth(born, None, now))
    id_ = id_ or uuid4()
    resident = Resident(
        id=id_,
        municipality=viewer.municipality,
        subject=resident_ref(id_),
        controller=viewer.organisation,
        purpose=purpose,
        category=IDENTITY,
        born=born,
    )
    _call(resident, names)
    with maintenance("keeping"):
        resident.save(force_insert=True)
    tell_doubts(resident, now)
    return resident


@transaction.atomic
def change_names(viewer: Viewer, resident: UUID, names: Names, purpose: str, now: datetime) -> None:
    row, names = admit(viewer, resident, purpose, now), names.tidied()
    _refuse(_faults_of_names(names))
    _call(row, names)
    with maintenance("keeping"):
        row.save(update_fields=["called", "given_names", "prefix", "family_name", "search_name"])
    tell_doubts(row, now)


@transaction.atomic
def note_birth(viewer: Viewer, resident: UUID, born: date | None, purpose: str, now: datetime) -> None:
    """When somebody was born; None is that it is not known. For people at work: rights hang on it."""
    row = admit_worker(viewer, resident, purpose, now)
    _refuse(_faults_of_birth(born, row.died_on, now))
    row.born = born
    with maintenance("keeping"):
        row.save(update_fields=["born"])
    tell_doubts(row, now)


@transaction.atomic
def note_death(viewer: Viewer, resident: UUID, died_on: date | None, purpose: str, now: datetime) -> None:
    """Somebody died. Who stands for them, and whom they stood for, stands no longer, and they leave their households;
    the others stay. Nobody signs in as them any more. None takes back a mistake; what ended is then begun again."""
    row = admit_worker(viewer, resident, purpose, now)
    _refuse(_faults_of_death(died_on, row.born, now))
    row.died_on = died_on
    with maintenance("keeping"):
        row.save(update_fields=["died_on"])
        if died_on is None:
            open_account(row.pk)
        else:
            close_account(row.pk)
            for rows in (
                Representation.objects.filter(subject=row.ref),
                Representation.objects.filter(who=row.ref),
                Membership.objects.filter(subject=row.ref),
            ):
                end_all(rows, min(now, start_of(died_on + timedelta(days=1))))


@transaction.atomic
def record_bsn(viewer: Viewer, resident: UUID, text: str, purpose: str, now: datetime) -> None:
    """Keep a BSN, sealed. Only where a law gives the organisation the power to use it for this purpose.

    Whether somebody else has the same one is never told: it makes a doubt.
    """
    row = admit_worker(viewer, resident, purpose, now)
    organisation = int(viewer.organisation.rpartition(":")[2])
    if not connections().bsn_power.article_for(organisation, purpose, now):
        raise ResidentRefusedError({BSN: _("Uw organisatie mag voor dit doel geen BSN gebruiken.")})
    try:
        bsn = read_bsn(text)
    except NoBsnError:
        sentence = _("Dit is geen BSN. Een BSN heeft negen cijfers. Kijk of er een cijfer verkeerd staat.")
        raise ResidentRefusedError({BSN: sentence}) from None
    index = blinds(bsn, row.municipality)
    with maintenance("keeping"):
        kept = Identifier.objects.select_for_update().filter(resident=row).first()
        if kept and kept.blind not in index and kept.controller != viewer.organisation:
            sentence = _("Een andere organisatie noteerde al een ander BSN. Zoek samen uit welk BSN klopt.")
            raise ResidentRefusedError({BSN: sentence})
        kept = kept or Identifier(resident=row, **owned(viewer, row, purpose, BSN))
        kept.sealed, kept.blind = seal(bsn.reveal()), index[0]
        kept.save()
    tell_doubts(row, now)


def _call(row: Resident, names: Names) -> None:
    row.called, row.given_names = names.called, names.given_names
    row.prefix, row.family_name = names.prefix, names.family_name
    row.search_name = names.search_name()


def _faults_of_names(names: Names) -> dict[str, str]:
    return {name: _("Deze naam is te lang.") for name in names.too_long()}


def _faults_of_birth(born: date | None, died_on: date | None, now: datetime) -> dict[str, str]:
    if born is None:
        return {}
    today = day_of(now)
    if born > today:
        return {"born": _("Deze geboortedatum ligt in de toekomst.")}
    if birthday(born, _OLDEST) <= today:
        return {"born": _("Deze geboortedatum ligt te ver terug. Kijk of het jaar klopt.")}
    if died_on and died_on < born:
        return {"born": _("De geboortedatum ligt na de overlijdensdatum.")}
    return {}


def _faults_of_death(died_on: date | None, born: date | None, now: datetime) -> dict[str, str]:
    if died_on is None:
        return {}
    if died_on > day_of(now):
        return {"died_on": _("Deze overlijdensdatum ligt in de toekomst.")}
    if born and died_on < born:
        return {"died_on": _("De overlijdensdatum ligt voor de geboortedatum.")}
    return {}


def _refuse(faults: dict[str, str]) -> None:
    if faults:
        raise ResidentRefusedError(faults)
