"""What a resident asks about their own data, and the answer of a human being (AVG art. 12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from maatwerk.foundation.access.actions.checking import (
    is_worker,
    locked_resident,
    organisation_in,
    person_of,
    standers_of,
    works_for,
)
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.logs.queries import who_looked
from maatwerk.foundation.access.models import RightsRequest
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rights import REFUSALS, Outcome, RefusalGround, Right, due, extended
from maatwerk.foundation.access.rules import How, is_a_reason
from maatwerk.foundation.gate.connections import connections as gate
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Organisation, Resident
from maatwerk.foundation.people.residents import organisation_ref
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.standing import may_act

ANSWERING, STANDING_FOR = "rechten", "vertegenwoordiging"
OWN_REQUEST, ANOTHERS_REQUEST = "rechtsverzoek", "rechtsverzoek_namens"
LONGEST_WORDS, LONGEST_REASON, LONGEST_LAW = 4000, 1000, 200
_TRACE = re.compile(r"[0-9a-f]{32}|")


@dataclass(frozen=True)
class Asked:
    """What somebody asks. `about` is the reference to the organisation; `entry` is the one entry that it is about and
    `look` the trace id of the one look, if there is one."""

    right: str
    about: str
    words: str = ""
    entry: UUID | None = None
    look: str = ""


@dataclass(frozen=True)
class Answered:
    """What a steward answers. `refusal` and `law` go with a no, or with half a yes."""

    outcome: str
    words: str
    refusal: str = ""
    law: str = ""


@transaction.atomic
def ask_right(
    viewer: Viewer, subject: str, asked: Asked, now: datetime, *, voice: str = "", how: str = How.ON_SCREEN
) -> RightsRequest:
    """Ask something about one's own data, or about the data of whom one stands for; or write down what they asked
    (`voice` is who, `how` in what way) as somebody who works with them. The clock begins the same day. The same
    question, while it waits, is asked once. Raises NotYoursError, GroundRefusedError and NobodyWatchesError."""
    resident = locked_resident(viewer, subject)
    asker = _asker(viewer, resident, voice, how, now)
    about, right = _about(viewer, asked), Right(asked.right)
    day = day_of(now)
    fields: dict[str, Any] = {
        "municipality": resident.municipality,
        "subject": resident.subject,
        "purpose": ANSWERING,
        "category": OWN_REQUEST if asker == resident.subject else ANOTHERS_REQUEST,
        "right": right,
        "words": asked.words.strip(),
        "about": organisation_ref(about.pk),
        "entry": asked.entry,
        "look": asked.look,
        "asked_by": asker,
    }
    with maintenance("deciding"):
        if waits := RightsRequest.objects.filter(**fields, answered_at=None).first():
            return waits
    with maintenance("keeping"):
        row: RightsRequest = RightsRequest.objects.create(
            **fields,
            controller=connections().waiting.who_answers(organisation_ref(about.pk), viewer.municipality),
            noted_by=viewer.ref if is_worker(viewer) else "",
            how=how,
            asked_at=now,
            asked_on=day,
            due_on=due(right, day),
        )
    connections().waiting.answer_right(row.pk, row.controller, viewer.municipality, row.due_on, now)
    return row


@transaction.atomic
def extend_right(viewer: Viewer, request: UUID, reason: str, now: datetime) -> None:
    """Take two months more, once and within the first month, and tell why (AVG art. 12 lid 3). Raises NotYoursError and
    GroundRefusedError."""
    from maatwerk.foundation.access.tasks import tell_of_right

    row = _waiting(viewer, request, now)
    until = extended(Right(row.right), row.asked_on)
    faults = {}
    if until is None:
        faults["reason"] = _("Voor vernietigen geeft de wet geen extra tijd.")
    elif row.extended_at:
        faults["reason"] = _("Er is al één keer meer tijd genomen.")
    elif day_of(now) > row.due_on:
        faults["reason"] = _("De eerste maand is voorbij. Geef nu antwoord.")
    elif not is_a_reason(reason):
        faults["reason"] = _("Schrijf in een hele zin op waarom het langer duurt.")
    elif len(reason) > LONGEST_REASON:
        faults["reason"] = _("Dit is te lang. Gebruik hooguit %(most)s letters.") % {"most": LONGEST_REASON}
    if faults or until is None:
        raise GroundRefusedError(faults)
    with maintenance("keeping"):
        RightsRequest.objects.filter(pk=row.pk).update(
            due_on=until, extended_at=now, extended_by=viewer.ref, extension=reason.strip()
        )
    connections().waiting.right_answered(row.pk, viewer.municipality, now)
    connections().waiting.answer_right(row.pk, row.controller, viewer.municipality, until, now)
    tell_of_right.enqueue(str(row.pk))


@transaction.atomic
def answer_right(viewer: Viewer, request: UUID, answered: Answered, now: datetime) -> RightsRequest:
    """A steward answers, in words. A no rests on a ground that the law knows for this right, and names the law where it
    is a law that opposes. Who looked does not answer a question about that look. Raises NotYoursError and
    GroundRefusedError."""
    from maatwerk.foundation.access.tasks import tell_of_right

    row = _waiting(viewer, request, now)
    faults = _faults_of(answered, Right(row.right))
    if row.look and viewer.ref in who_looked(row.subject, row.look):
        faults["answer"] = _("U keek zelf. Iemand anders geeft antwoord.")
    if faults:
        raise GroundRefusedError(faults)
    refused = answered.outcome != Outcome.DONE
    with maintenance("keeping"):
        RightsRequest.objects.filter(pk=row.pk).update(
            answered_at=now,
            answered_by=viewer.ref,
            outcome=answered.outcome,
            answer=answered.words.strip(),
            refusal=answered.refusal if refused else "",
            law=answered.law.strip() if refused else "",
        )
        row.refresh_from_db()
    connections().waiting.right_answered(row.pk, viewer.municipality, now)
    tell_of_right.enqueue(str(row.pk))
    return row


def speak_for(resident: Resident, now: datetime) -> list[str]:
    """Who may ask in the name of a resident: by reference, of who stands for them those who may act and not only look
    (BW 1:245, 1:381, 1:441, 1:453, 3:60). One query."""
    person, day = person_of(resident), day_of(now)
    standers = standers_of(resident.subject, now)
    return [each.voice for each in standers if may_act(each.standing, each.scope, person, day)]


def _asker(viewer: Viewer, resident: Resident, voice: str, how: str, now: datetime) -> str:
    """Whose question it is. Raises NotYoursError and GroundRefusedError."""
    if is_worker(viewer):
        if not works_for(viewer, resident.subject, now):
            raise NotYoursError
        if voice not in {resident.subject, *speak_for(resident, now)}:
            raise GroundRefusedError({"voice": _("Kies wie het vroeg.")})
        if how not in {How.SPOKEN, How.WRITTEN}:
            raise GroundRefusedError({"how": _("Kies hoe de inwoner het heeft gevraagd.")})
        return voice
    if Assurance(viewer.assurance).strength < Assurance.LOW.strength:
        raise NotYoursError
    own = viewer.ref == resident.subject
    if not gate().gate.open_for(viewer, resident, "inzage" if own else STANDING_FOR, now).allows:
        raise NotYoursError
    if not own and viewer.ref not in speak_for(resident, now):
        raise NotYoursError
    return viewer.ref


def _about(viewer: Viewer, asked: Asked) -> Organisation:
    """Which organisation it is about, when everything was filled in. Raises GroundRefusedError."""
    faults = {}
    if asked.right not in list(Right):
        faults["right"] = _("Kies wat u wilt vragen.")
    elif asked.right not in {Right.INSIGHT, Right.TRANSFER} and not asked.words.strip():
        faults["words"] = _("Schrijf op wat u vraagt.")
    if len(asked.words) > LONGEST_WORDS:
        faults["words"] = _("Dit is te lang. Gebruik hooguit %(most)s letters.") % {"most": LONGEST_WORDS}
    if not _TRACE.fullmatch(asked.look):
        faults["words"] = _("Wij vinden niet over welke keer dit gaat. Schrijf het op in uw eigen woorden.")
    try:
        about = organisation_in(viewer.municipality, asked.about, "about")
    except GroundRefusedError as refused:
        faults |= refused.faults
    if faults:
        raise GroundRefusedError(faults)
    return about


def _waiting(viewer: Viewer, request: UUID, now: datetime) -> RightsRequest:
    """A request that waits, for the steward who answers it. Raises NotYoursError and GroundRefusedError."""
    if str(Role.STEWARD) not in viewer.roles:
        raise NotYoursError
    with maintenance("deciding"):
        rows = RightsRequest.objects.filter(pk=request, municipality=viewer.municipality)
        row: RightsRequest | None = rows.select_for_update().first()
    if row is None or not gate().gate.open_for(viewer, row, ANSWERING, now).allows:
        raise NotYoursError
    if row.answered_at:
        raise GroundRefusedError({"outcome": _("Een collega gaf al antwoord.")})
    return row


def _faults_of(answered: Answered, right: Right) -> dict[str, str]:
    faults = {}
    words = answered.words.strip()
    if answered.outcome not in list(Outcome):
        faults["outcome"] = _("Kies wat u antwoordt.")
    elif answered.outcome != Outcome.DONE:
        if answered.refusal not in REFUSALS[right]:
            faults["refusal"] = _("Kies de grond uit de lijst. Een andere grond is er niet.")
        elif answered.refusal in {RefusalGround.LAW, RefusalGround.TASK} and not answered.law.strip():
            faults["law"] = _("Noem de wet en het artikel.")
    if not is_a_reason(words):
        faults["answer"] = _("Schrijf uw antwoord in een hele zin.")
    elif len(words) > LONGEST_WORDS:
        faults["answer"] = _("Dit is te lang. Gebruik hooguit %(most)s letters.") % {"most": LONGEST_WORDS}
    if len(answered.law.strip()) > LONGEST_LAW:
        faults["law"] = _("Dit is te lang. Gebruik hooguit %(most)s letters.") % {"most": LONGEST_LAW}
    return faults
