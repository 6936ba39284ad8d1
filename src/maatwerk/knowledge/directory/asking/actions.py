"""Asking an owner: begin, ask again, call, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.queries import first_with_role
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.post.connections import connections as post
from maatwerk.foundation.post.rules import Channel
from maatwerk.foundation.worklist.actions import add_item
from maatwerk.foundation.worklist.rules import Outcome
from maatwerk.knowledge.directory.asking.closing import drop_what_is_over, end, end_when_done, subject_of
from maatwerk.knowledge.directory.asking.models import Asked, Asking
from maatwerk.knowledge.directory.asking.queries import entry_in
from maatwerk.knowledge.directory.asking.rules import (
    ALONG,
    CALL_OWNER,
    LEAST_TRIES,
    MOST_CALLS,
    MOST_NEW_MAILS,
    REST,
    Answer,
    Asks,
    Step,
    due_from,
    next_step,
    whom_to_ask,
)
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.connections import Desk, connections
from maatwerk.knowledge.directory.models import Listing, Verification
from maatwerk.knowledge.directory.reporting.actions import Receipt, Said, report
from maatwerk.knowledge.directory.reporting.rules import Via, Wrong
from maatwerk.knowledge.directory.verifying import confirm

_REMEMBERED = timedelta(days=366)
_VIA = {Verification.How.LINK: Via.LINK, Verification.How.PHONE: Via.PHONE}


class AnsweredError(Exception):
    """There is no such question, or it was answered already. Nothing was stored."""


@dataclass
class _Room:
    """How much more can be asked now."""

    mails: int
    calls: int


@transaction.atomic
def ask_owners(municipality: str, now: datetime) -> None:
    """Go on with who did not answer, and then begin with owners of what is due, the longest unseen first. What is over
    the limits waits for tomorrow. Only of entries that are this municipality's own: what comes with the program is
    kept right where it is made."""
    desk = _desk(municipality, now)
    open_ones = Asking.objects.select_for_update().filter(municipality=municipality, ended_at=None)
    there = drop_what_is_over(municipality, list(open_ones.order_by("begun_at", "pk")), now)
    calls = MOST_CALLS - sum(asking.listed_at is not None for asking in there) if desk else 0
    room = _Room(MOST_NEW_MAILS, max(calls, 0))
    for asking in there:
        if asking.listed_at is None:
            _go_on(asking, desk, room, now)
    by_owner = {Asks(asking.organisation, asking.mail, asking.phone): asking for asking in there}
    for owner, keys in _due(municipality, now):
        if owner in by_owner:
            Asked.objects.bulk_create([Asked(asking=by_owner[owner], key=key) for key in keys])
        elif _fits(owner, municipality, room):
            asking = Asking.objects.create(
                municipality=municipality,
                organisation=owner.organisation,
                mail=owner.mail,
                phone=owner.phone,
                begun_at=now,
            )
            Asked.objects.bulk_create([Asked(asking=asking, key=key) for key in keys])
            _go_on(asking, desk, room, now)


def _due(municipality: str, now: datetime) -> Iterator[tuple[Asks, list[str]]]:
    """Each owner with something to ask about, and with what is due soon besides."""
    today = day_of(now)
    going = Q(asking__ended_at=None) | Q(asking__ended_at__gt=now - REST)
    busy = set(Asked.objects.filter(going, asking__municipality=municipality).values_list("key", flat=True))
    rows = Listing.objects.filter(municipality=municipality, effective=True, hidden=False, missing_since=None)
    soon = rows.filter(verified_on__lte=due_from(today + ALONG)).order_by("verified_on", "key")
    due: set[Asks] = set()
    owners: dict[Asks, list[str]] = {}
    for key, verified_on, value in soon.values_list("key", "verified_on", "value").iterator():
        if key not in busy:
            owner = whom_to_ask(Service.model_validate(value))
            owners.setdefault(owner, []).append(key)
            if verified_on <= due_from(today):
                due.add(owner)
    return ((owner, keys) for owner, keys in owners.items() if owner in due)


def _fits(owner: Asks, municipality: str, room: _Room) -> bool:
    return bool(room.mails if _can_mail(owner.mail, municipality) else room.calls)


def _go_on(asking: Asking, desk: Desk | None, room: _Room, now: datetime) -> None:
    can_mail = not asking.mail_failed and _can_mail(asking.mail, asking.municipality)
    step = next_step(asking.mails, asking.mailed_at, can_mail, now)
    if step is Step.MAIL and room.mails:
        room.mails -= 1
        _mail(asking, now)
    elif step is Step.CALL and room.calls and desk:
        room.calls -= 1
        _list(asking, desk, now)


def _can_mail(mail: str, municipality: str) -> bool:
    return bool(mail) and post().gateway(Channel.MAIL, municipality) is not None


def _mail(asking: Asking, now: datetime) -> None:
    from maatwerk.knowledge.directory.tasks import mail_owner

    asking.mails, asking.mailed_at = asking.mails + 1, now
    asking.save(update_fields=["mails", "mailed_at"])
    mail_owner.enqueue(str(asking.pk))


def _list(asking: Asking, desk: Desk, now: datetime) -> None:
    asking.listed_at = now
    asking.save(update_fields=["listed_at"])
    add_item(CALL_OWNER, subject_of(asking.pk), asking.municipality, now, team=desk.team, owner=desk.worker)


def _desk(municipality: str, now: datetime) -> Desk | None:
    """Who answers the phone; who edits the map where nobody does."""
    desk = connections().phones(municipality, now)
    editor = None if desk else first_with_role(Role.EDITOR, municipality)
    if editor is None:
        return desk
    team = min(editor.teams, default=None)
    return Desk(team, None if team else editor.id)


@transaction.atomic
def answer(
    asking: Asking, key: str, said: Answer, words: str, how: Verification.How, id_: UUID, now: datetime
) -> Receipt | None:
    """Keep what the owner says of one entry: that it is right, or what an editor has to look at, with `id_` for that
    report. The last answer ends the question and takes it off the phone list. Raises AnsweredError and
    ReportRefusedError."""
    listing = entry_in(asking, key)
    if listing is None or not asking.entries.filter(key=key, answer="").update(answer=said, answered_at=now):
        raise AnsweredError
    receipt = None
    if said is Answer.RIGHT:
        confirm(listing, by=asking.organisation, how=how, now=now)
    else:
        wrong = Wrong.STOPPED if said is Answer.STOPPED else Wrong.OTHER
        told = Said(wrong, words, _VIA[how], asking.organisation)
        receipt = report(told, listing, asking.municipality, id_, now)
    end_when_done(asking, Outcome.DONE, now)
    return receipt


@transaction.atomic
def note_try(asking: Asking, now: datetime) -> int:
    """Nobody answered the phone; how often that was by now. After the last try it ends, and we ask again later. Raises
    AnsweredError."""
    rows = Asking.objects.filter(pk=asking.pk, ended_at=None)
    if not rows.update(tries=F("tries") + 1):
        raise AnsweredError
    tries = int(rows.values_list("tries", flat=True).get())
    if tries >= LEAST_TRIES:
        end(asking, Outcome.FAILED, now)
    return tries


def note_mail_failed(id_: UUID) -> None:
    """This address will never work; the next thing is a call."""
    Asking.objects.filter(pk=id_).update(mail_failed=True)


def forget_old(now: datetime) -> int:
    """Delete questions that ended more than a year ago; who saw when that an entry is right stays. Returns how many."""
    return Asking.objects.filter(ended_at__lt=now - _REMEMBERED).delete()[1].get("directory.Asking", 0)
