"""A report from when somebody makes it to when they heard what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.queries import first_with_role
from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.people.spoken_codes import code_of
from maatwerk.foundation.worklist.actions import add_item, settle
from maatwerk.foundation.worklist.rules import Outcome, due
from maatwerk.knowledge.directory.models import Listing
from maatwerk.knowledge.directory.reporting.models import Report, Reporter
from maatwerk.knowledge.directory.reporting.rules import (
    DAYS,
    HOUR,
    LOOK_AT_REPORT,
    MOST_AN_HOUR,
    Done,
    Via,
    Wrong,
    forget_before,
)

PURPOSE, CATEGORY = "contact", "bereikbaarheid"
_WORDS = {
    Done.CHANGED: Outcome.DONE,
    Done.REMOVED: Outcome.DONE,
    Done.RIGHT: Outcome.NOT_NEEDED,
    Done.UNKNOWN: Outcome.FAILED,
}


class ReportRefusedError(Exception):
    """Nothing was stored."""


class NobodyEditsError(ReportRefusedError):
    """Nobody here looks after the map."""


class TooManyError(ReportRefusedError):
    """More came by the website in an hour than people can look at."""


class CodeTakenError(ReportRefusedError):
    """By chance the code that follows from the id is that of another report; with another id it will be stored."""


class AnsweredError(ReportRefusedError):
    """Somebody answered it already."""


@dataclass(frozen=True)
class Said:
    """What somebody says is wrong. `organisation` is the owner when they say it; with `mail` they hear what was done
    by mail too, in `language`."""

    wrong: Wrong
    words: str = ""
    via: Via = Via.WEBSITE
    organisation: str = ""
    mail: str = ""
    language: str = "nl"


@dataclass(frozen=True)
class Receipt:
    """What who says so takes along."""

    code: str
    due_on: date


def subject_of(id_: UUID) -> str:
    """The reference to a report, for work and for what is kept of who made it."""
    return f"report:{id_}"


@transaction.atomic
def report(said: Said, listing: Listing, municipality: str, id_: UUID, now: datetime) -> Receipt:
    """Keep a report and put it on the list of who edits. With the same `id_` again it is the same report, so a form
    that is sent twice is one. Raises ReportRefusedError."""
    editor = first_with_role(Role.EDITOR, municipality)
    if editor is None:
        raise NobodyEditsError
    if said.via is Via.WEBSITE and _many(municipality, now):
        raise TooManyError
    receipt = Receipt(code_of(id_), due(day_of(now), DAYS))
    values = {
        "municipality": municipality,
        "key": listing.key,
        "name": listing.name,
        "code": receipt.code,
        "via": said.via,
        "organisation": said.organisation,
        "wrong": said.wrong,
        "words": said.words,
        "reported_at": now,
        "due_on": receipt.due_on,
    }
    try:
        with transaction.atomic():
            row, new = Report.objects.get_or_create(id=id_, defaults=values)
    except IntegrityError:  # another report has this code
        raise CodeTakenError from None
    if not new:
        return Receipt(row.code, row.due_on)
    if said.mail:
        _keep_mail(row, said, now)
    team = min(editor.teams, default=None)
    owner = None if team else editor.id
    add_item(LOOK_AT_REPORT, subject_of(id_), municipality, now, team=team, owner=owner, due_on=receipt.due_on)
    return receipt


def _many(municipality: str, now: datetime) -> bool:
    rows = Report.objects.filter(municipality=municipality, via=Via.WEBSITE, reported_at__gt=now - HOUR)
    return rows.count() >= MOST_AN_HOUR


def _keep_mail(row: Report, said: Said, now: datetime) -> None:
    with maintenance("keeping"):
        Reporter.objects.create(
            report=row,
            municipality=row.municipality,
            subject=subject_of(row.pk),
            controller=f"municipality:{row.municipality}",
            purpose=PURPOSE,
            category=CATEGORY,
            mail=said.mail,
            language=said.language,
            reported_at=now,
        )


@transaction.atomic
def answer(me: StaffMember, id_: UUID, done: Done, told: str, now: datetime) -> None:
    """Say what was done, to whoever made the report. What they wrote goes. Raises Report.DoesNotExist and
    AnsweredError."""
    from maatwerk.knowledge.directory.tasks import tell_reporter

    rows = Report.objects.filter(pk=id_, municipality=me.municipality)
    if not rows.filter(answered_at=None).update(done=done, told=told, words="", answered_at=now):
        rows.get()
        raise AnsweredError
    settle(LOOK_AT_REPORT, subject_of(id_), me.municipality, now, _WORDS[done])
    with maintenance("sending"):
        wants_mail = Reporter.objects.filter(report=id_).exists()
    if wants_mail:
        tell_reporter.enqueue(str(id_))


def forget_old(now: datetime) -> int:
    """Delete what was answered so long ago that nobody looks it up any more; returns how many."""
    old = Report.objects.filter(answered_at__isnull=False, answered_at__date__lt=forget_before(day_of(now)))
    with maintenance("erasing"):  # an address that could not be sent to goes along
        return old.delete()[1].get("directory.Report", 0)
