"""Changes of who stands for a resident, or beside them; the rules are in `standing`.

Each takes who does it, the resident, for which purpose, and the moment. What ends or is suspended opens nothing at the
very next question, as the gate asks at the moment of each. Raises NotYoursError and ResidentRefusedError.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.admitting import admit, admit_worker, is_worker, owned
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.in_the_row import end_who_comes_after, faults_in_the_row, judged
from maatwerk.foundation.people.models import Disagreement, Representation, Resident
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import STANDS_FOR, Scope, Standing
from maatwerk.foundation.people.standing import BY_LAW, LEAVE_OF_RESIDENT, RULES, Objection, Person, objections

STANDING_IN = "vertegenwoordiging"  # the purpose for which somebody who stands for a resident asks
_LONGEST = {"name": 200, "proof": 300, "why": 1000, "words": 4000}

# What is wrong → the field it is about, and the sentence.
_SENTENCES = {
    Objection.ONESELF: ("who", gettext_lazy("Niemand kan zichzelf vertegenwoordigen.")),
    Objection.DEAD: ("resident", gettext_lazy("Deze inwoner is overleden. Niemand staat dan nog voor hem of haar.")),
    Objection.SCOPE: ("scope", gettext_lazy("Hiervoor kan deze persoon niet optreden. Kies geld, zorg of beide.")),
    Objection.PROOF: ("proof", gettext_lazy("Schrijf op welk bewijs u heeft gezien, zoals een beschikking.")),
    Objection.NOT_A_MINOR: ("standing", gettext_lazy("Dit kan alleen bij iemand die jonger is dan 18 jaar.")),
    Objection.NOT_AN_ADULT: ("standing", gettext_lazy("Dit kan alleen bij iemand van 18 jaar of ouder.")),
    Objection.TOO_YOUNG_TO_AUTHORISE: (
        "standing",
        gettext_lazy("Deze jongere kan dit niet machtigen. Zorg kan vanaf 16 jaar, geld vanaf 18 jaar."),
    ),
    Objection.TOO_YOUNG_TO_AGREE: ("looks", gettext_lazy("Een kind jonger dan 12 kan dit niet zelf toestaan.")),
    Objection.OPENS_NOTHING: ("looks", gettext_lazy("Deze persoon kan niet meekijken.")),
}


@dataclass(frozen=True)
class Stands:
    """Somebody who stands for a resident, or beside them. `who` is a reference, empty for somebody who never signs in;
    `looks` is whether the resident lets them look along, for those who need that."""

    standing: Standing
    name: str
    scope: Scope = Scope.BOTH
    who: str = ""
    proof: str = ""
    looks: bool = False


@transaction.atomic
def register(
    viewer: Viewer,
    resident: UUID,
    stands: Stands,
    purpose: str,
    now: datetime,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Representation:
    """From `since` or now on, this person stands for the resident, or beside them; for people at work, who saw the
    proof. `until` is when it ends by itself, as a term that the court set. Who stands in while the resident cannot
    decide does so for what the judgement for this purpose is about, and no longer than that."""
    row = admit_worker(viewer, resident, purpose, now)
    start, name, proof = since or now, _tidy(stands.name), _tidy(stands.proof)
    faults = _faults(row, stands, proof, now) | _too_long(name=name, proof=proof)
    if not name:
        faults["name"] = _("Vul een naam in.")
    if start > now:
        faults["since"] = _("Dit begint in de toekomst.")
    if until and until <= start:
        faults["until"] = _("Het einde ligt voor het begin.")
    with maintenance("keeping"):
        if stands.who and _now(row, now).filter(who=stands.who, standing=stands.standing).exists():
            faults["who"] = _("Deze persoon staat er al.")
        if RULES[stands.standing].while_unable:
            judgement = judged(row, purpose, viewer.organisation, now)
            faults |= faults_in_the_row(row, stands.standing, stands.who, name, judgement, now)
            if judgement:
                until = min(until or judgement.end, judgement.end)
                start = max(start, judgement.start)
                if until <= start:
                    faults["until"] = _("Het einde ligt voor het begin.")
        if faults:
            raise ResidentRefusedError(faults)
        made: Representation = Representation.objects.create(
            **owned(viewer, row, purpose, STANDS_FOR),
            **({"end": until} if until else {}),
            resident=row,
            standing=stands.standing,
            scope=stands.scope,
            who=stands.who,
            name=name,
            looks=RULES[stands.standing].looks or stands.looks,
            proof=proof,
            proof_seen_by=viewer.ref if proof else "",
            start=start,
        )
        end_who_comes_after(made, now)
    return made


@transaction.atomic
def end(viewer: Viewer, resident: UUID, representation: UUID, purpose: str, now: datetime) -> None:
    """It is over. A resident may end what they began themselves; whom a court or the law appointed, only somebody at
    work who saw that it ended."""
    row = admit(viewer, resident, purpose, now)
    one = _one(row, representation, now)
    if Standing(one.standing) in BY_LAW and not is_worker(viewer):
        raise NotYoursError
    _end(one, now)


@transaction.atomic
def suspend(viewer: Viewer, resident: UUID, representation: UUID, why: str, purpose: str, now: datetime) -> None:
    """Nothing opens for this person any more, at once, because somebody at work fears harm. A person looks at it; a
    lifted suspension begins anew, so that what held when can be told."""
    row, why = admit_worker(viewer, resident, purpose, now), why.replace("\0", " ").strip()
    faults = _too_long(why=why)
    if not why:
        faults["why"] = _("Schrijf op waarom u dit stopzet.")
    one = _one(row, representation, now)
    if one.suspended_at:
        faults["representation"] = _("Dit is al stopgezet.")
    if faults:
        raise ResidentRefusedError(faults)
    one.suspended_at, one.suspended_by, one.suspended_why = now, viewer.ref, why
    with maintenance("keeping"):
        one.save(update_fields=["suspended_at", "suspended_by", "suspended_why"])


@transaction.atomic
def lift(viewer: Viewer, resident: UUID, representation: UUID, purpose: str, now: datetime) -> Representation:
    """The suspension is over: the same standing begins anew. The row that was suspended ends and stays as it was."""
    row = admit_worker(viewer, resident, purpose, now)
    one = _one(row, representation, now)
    if not one.suspended_at:
        raise ResidentRefusedError({"representation": _("Dit is niet stopgezet.")})
    if one.who == viewer.ref:
        raise ResidentRefusedError({"representation": _("U staat zelf voor deze inwoner. Een collega moet dit doen.")})
    return _anew(one, now, suspended_at=None, suspended_by="", suspended_why="")


@transaction.atomic
def let_look(
    viewer: Viewer, resident: UUID, representation: UUID, looks: bool, purpose: str, now: datetime
) -> Representation:
    """The resident lets a carer, relative, buddy or client supporter look along, or stops it; somebody at work may
    write it down for a resident who does not sign in. What held before stays told: a change begins a new row."""
    row = admit(viewer, resident, purpose, now)
    one = _one(row, representation, now)
    standing = Standing(one.standing)
    if standing not in LEAVE_OF_RESIDENT:
        raise ResidentRefusedError(
            {"looks": _("Dit bepaalt de inwoner niet, maar de wet, een rechter of een machtiging.")}
        )
    if looks and (faults := _faults(row, Stands(standing, one.name, Scope(one.scope), one.who, looks=True), "", now)):
        raise ResidentRefusedError(faults)
    if one.looks is looks:
        return one
    return _anew(one, now, looks=looks)


def ref_of(one: Representation) -> str:
    """The reference to who stands for the resident; to the row itself for somebody who never signs in."""
    return one.who or f"representation:{one.pk}"


@transaction.atomic
def disagree(
    viewer: Viewer,
    resident: UUID,
    representation: UUID,
    words: str,
    purpose: str,
    now: datetime,
    *,
    said_by: str = "",
) -> Disagreement:
    """Resident and representative do not agree: the words of each go on record. Of oneself, or by somebody at work who
    writes down what one of the two said; `said_by` is then the reference to who said it."""
    row, one = _between(viewer, resident, representation, purpose, now)
    words, said_by = words.replace("\0", " ").strip(), said_by or viewer.ref
    faults = _too_long(words=words)
    if not words:
        faults["words"] = _("Schrijf op wat u vindt.")
    if said_by not in ({row.ref, ref_of(one)} if is_worker(viewer) else {viewer.ref}):
        faults["said_by"] = _("Kies wie dit zei: de inwoner of wie voor de inwoner staat.")
    if faults:
        raise ResidentRefusedError(faults)
    with maintenance("keeping"):
        made: Disagreement = Disagreement.objects.create(
            **owned(viewer, row, purpose, STANDS_FOR),
            resident=row,
            representation=one,
            said_by=said_by,
            words=words,
            at=now,
        )
    return made


def _between(
    viewer: Viewer, resident: UUID, representation: UUID, purpose: str, now: datetime
) -> tuple[Resident, Representation]:
    """Resident and representation, for the resident, people at work, and the representative of that very row."""
    if purpose != STANDING_IN:
        row = admit(viewer, resident, purpose, now)
        return row, _one(row, representation, now)
    with maintenance("deciding"):
        rows = Representation.objects.filter(Representation.at(now), pk=representation, resident=resident)
        one: Representation | None = (
            rows.filter(municipality=viewer.municipality, who=viewer.ref).select_related("resident").first()
        )
    if one is None or not connections().gate.open_for(viewer, one.resident, purpose, now).allows:
        raise NotYoursError
    return one.resident, one


def _now(row: Resident, now: datetime) -> QuerySet[Representation]:
    rows: QuerySet[Representation] = Representation.objects.filter(Representation.at(now), resident=row)
    return rows.select_for_update()


def _one(row: Resident, representation: UUID, now: datetime) -> Representation:
    """One that holds at this moment. Raises NotYoursError."""
    with maintenance("deciding"):
        found: Representation | None = _now(row, now).filter(pk=representation).first()
    if found is None:
        raise NotYoursError
    return found


def _end(one: Representation, now: datetime) -> None:
    one.end = now
    with maintenance("keeping"):
        one.save(update_fields=["end"])


def _anew(one: Representation, now: datetime, **changes: Any) -> Representation:
    """End this row, and go on in a new one that differs in this."""
    same = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
    again = Representation(**same | {"id": uuid4(), "start": now} | changes)
    _end(one, now)
    with maintenance("keeping"):
        again.save(force_insert=True)
    return again


def _faults(row: Resident, stands: Stands, proof: str, now: datetime) -> dict[str, str]:
    found = objections(
        stands.standing,
        stands.scope,
        Person(row.born, row.died_on),
        day_of(now),
        oneself=stands.who == row.ref,
        proof=bool(proof),
        looks=stands.looks,
    )
    return {field: str(sentence) for field, sentence in map(_SENTENCES.__getitem__, reversed(found))}


def _too_long(**texts: str) -> dict[str, str]:
    return {name: _("Dit is te lang.") for name, text in texts.items() if len(text) > _LONGEST[name]}


def _tidy(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())
