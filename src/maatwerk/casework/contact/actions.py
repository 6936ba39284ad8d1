"""A contact request from when somebody asks to when it was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from maatwerk.casework.contact.forms import LONGEST_WORDS
from maatwerk.casework.contact.models import ContactRequest
from maatwerk.casework.contact.queries import CATEGORY, PURPOSE, request_for, subject_of, who_answers
from maatwerk.casework.contact.reading import Asked
from maatwerk.casework.contact.rules import LEAST_TRIES, Channel, Kind, Outcome, due, may_end
from maatwerk.foundation.access.models import Involvement
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.bsn import has_bsn
from maatwerk.foundation.people.residents import organisation_ref
from maatwerk.foundation.people.spoken_codes import code_of
from maatwerk.foundation.people.typed_text import tidy
from maatwerk.foundation.worklist.actions import add_item, settle
from maatwerk.foundation.worklist.rules import Outcome as Word

# Protects who has to answer: more than this in an hour is no town that needs help but a program that fills in forms.
MOST_AN_HOUR = 120

_INVOLVED, _WHY = "betrokkenheid", "vraag om contact"
_WORDS = {
    Outcome.SPOKEN: Word.DONE,
    Outcome.APPOINTMENT: Word.DONE,
    Outcome.PASSED_ON: Word.PASSED_ON,
    Outcome.NOT_REACHED: Word.FAILED,
    Outcome.WRONG: Word.FAILED,
    Outcome.WITHDRAWN: Word.NOT_NEEDED,
}


class ContactRefusedError(Exception):
    """Nothing was stored."""


class NobodyAnswersError(ContactRefusedError):
    """No organisation has the task to answer, or nobody works there."""


class TooManyError(ContactRefusedError):
    """More came by the website in an hour than people can answer."""


class CodeTakenError(ContactRefusedError):
    """By chance the code that follows from the id is that of another request; with another id it will be stored."""


class HandledError(ContactRefusedError):
    """It was handled already."""


@dataclass(frozen=True)
class Receipt:
    """What the person who asked takes along."""

    code: str
    due_on: date


@transaction.atomic
def ask(
    asked: Asked, municipality: str, id_: UUID, now: datetime, channel: Channel = Channel.WEBSITE, by: str = ""
) -> Receipt:
    """Keep a request and put it on the list of who answers. With the same `id_` again it is the same request, so a form
    that is sent twice is one. `by` is who at work wrote it down. Raises ContactRefusedError."""
    answers = who_answers(municipality, now)
    if answers is None:
        raise NobodyAnswersError
    receipt = Receipt(code_of(id_), due(day_of(now), asked.kind))
    owner = {
        "municipality": municipality,
        "subject": subject_of(id_),
        "controller": organisation_ref(answers.organisation),
        "purpose": PURPOSE,
    }
    values = {
        "kind": asked.kind,
        "code": receipt.code,
        "channel": channel,
        "name": asked.name,
        "phone": asked.phone,
        "address": asked.address,
        "moments": list(asked.moments),
        "interpreter": asked.interpreter,
        "may_leave_message": asked.may_leave_message,
        "safe": asked.safe,
        "about": asked.about,
        "written_by": by,
        "asked_at": now,
        "due_on": receipt.due_on,
    }
    with maintenance("keeping"):
        if channel is Channel.WEBSITE and _many(municipality, now):
            raise TooManyError
        try:
            _row, new = ContactRequest.objects.get_or_create(id=id_, defaults={**owner, "category": CATEGORY, **values})
        except IntegrityError:  # another request has this code
            raise CodeTakenError from None
        if not new:
            return receipt
        Involvement.objects.create(
            **owner,
            category=_INVOLVED,
            who=owner["controller"],
            reason=_WHY,
            by=by or owner["controller"],
            start=now,
        )
    add_item(
        asked.kind,
        subject_of(id_),
        municipality,
        now,
        team=answers.team,
        owner=answers.worker,
        due_on=receipt.due_on,
    )
    return receipt


def _many(municipality: str, now: datetime) -> bool:
    rows = ContactRequest.objects.filter(municipality=municipality, channel=Channel.WEBSITE)
    return bool(rows.filter(asked_at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR)


@transaction.atomic
def note_try(viewer: Viewer, id_: UUID, now: datetime) -> int:
    """Nobody answered the phone or the door; how often that was by now. Raises NotYoursError and HandledError."""
    row = _mine(viewer, id_, now)
    with maintenance("keeping"):
        rows = ContactRequest.objects.filter(pk=row.pk, handled_at=None)
        if not rows.update(tries=F("tries") + 1, tried_at=now):
            raise HandledError
        return int(rows.values_list("tries", flat=True).get())


@transaction.atomic
def finish(viewer: Viewer, id_: UUID, outcome: str, happened: str, now: datetime) -> None:
    """Say how it ended, which takes it off the list; a month later it is gone. Raises NotYoursError, HandledError and
    GroundRefusedError."""
    row = _mine(viewer, id_, now)
    happened = tidy(happened, lines=True)
    faults = {}
    if outcome not in list(Outcome):
        faults["outcome"] = _("Kies hoe het afliep.")
    elif not may_end(Outcome(outcome), row.tries):
        faults["outcome"] = _("Probeer het eerst %(least)s keer. Noteer elke keer dat u niemand bereikte.") % {
            "least": LEAST_TRIES
        }
    if len(happened) > LONGEST_WORDS:
        faults["happened"] = _("Dit is te lang. Er passen hier %(most)s letters. U schreef er %(number)s.") % {
            "most": LONGEST_WORDS,
            "number": len(happened),
        }
    elif has_bsn(happened):
        faults["happened"] = _("Schrijf hier geen burgerservicenummer.")
    if faults:
        raise GroundRefusedError(faults)
    with maintenance("keeping"):
        rows = ContactRequest.objects.filter(pk=row.pk, handled_at=None)
        if not rows.update(outcome=outcome, happened=happened, handled_at=now, handled_by=viewer.ref):
            raise HandledError
    settle(Kind(row.kind), row.subject, row.municipality, now, _WORDS[Outcome(outcome)])


def _mine(viewer: Viewer, id_: UUID, now: datetime) -> ContactRequest:
    row = request_for(viewer, id_, now)
    if row is None:
        raise NotYoursError
    return row
