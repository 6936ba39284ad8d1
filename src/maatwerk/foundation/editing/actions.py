"""Changes of a municipality's own content: one function a step. Each checks, writes and logs, in one transaction.

Editors may do all of it. Somebody else may only propose, and only what is theirs (`connections.Writing`); for them what
is not theirs is not there.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from maatwerk.foundation.content import ContentError, Fault
from maatwerk.foundation.editing import queries
from maatwerk.foundation.editing.connections import Shelf, content, theirs, waiting
from maatwerk.foundation.editing.forms import data_of
from maatwerk.foundation.editing.models import Draft, Revision, State
from maatwerk.foundation.editing.rules import Refusal, changed_keys, overlay_with
from maatwerk.foundation.people.models import Municipality
from maatwerk.foundation.people.rules import Role, StaffMember

logger = logging.getLogger("maatwerk.editing")


class RefusedError(Exception):
    """Nothing was changed. `why` is one of Refusal; `faults` are what is wrong with the content itself."""

    def __init__(self, why: Refusal, faults: Sequence[Fault] = ()) -> None:
        self.why = why
        self.faults = list(faults)
        super().__init__(f"{why}: {'; '.join(map(str, faults))}")


class SavedMeanwhileError(Exception):
    """Somebody else saved this draft after it was opened. `draft` is as they left it."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        super().__init__("saved meanwhile")


@transaction.atomic
def start(
    me: StaffMember, kind: str, entry: str, data: Mapping[str, Any] | None, now: datetime, after: Draft | None = None
) -> Draft:
    """Begin a change of one entry with these values; None is going back to the layers below. `after` is the refused
    draft that the values come from: who wrote that wrote this. Raises RefusedError when somebody is at it already, or
    when there is no such kind."""
    if kind not in content().kinds:
        raise RefusedError(Refusal.NO_SUCH_KIND)
    allowed = theirs(me, kind, entry)
    if allowed is not None:
        _check_theirs(allowed, _shown(me, kind, entry), data)
    if queries.open_draft(me.municipality, kind, entry):
        raise RefusedError(Refusal.TAKEN)
    try:
        with transaction.atomic():  # two who begin at once: the constraint of the database decides
            draft = Draft.objects.create(
                municipality=Municipality.objects.get(slug=me.municipality),
                kind=kind,
                entry=entry,
                data=data,
                base=queries.latest(me.municipality, kind, entry),
                author_id=me.id,
                created_at=now,
                updated_at=now,
            )
    except IntegrityError:
        raise RefusedError(Refusal.TAKEN) from None
    draft.writers.add(me.id, *(after.writers.all() if after else ()))
    logger.info("draft %s started", draft.pk)
    return draft


@transaction.atomic
def save(me: StaffMember, id_: int, data: Mapping[str, Any] | None, seen: int, now: datetime) -> Draft:
    """Keep other values for a draft. `seen` is how often it had been saved when it was opened. Raises
    SavedMeanwhileError when it was saved since, and RefusedError."""
    draft = _locked(me, id_, State.DRAFT)
    allowed = theirs(me, draft.kind, draft.entry)
    if allowed is not None:
        _check_theirs(allowed, draft.data, data)
    if draft.saves != seen:
        raise SavedMeanwhileError(draft)
    draft.data, draft.saves, draft.updated_at = data, draft.saves + 1, now
    draft.save(update_fields=["data", "saves", "updated_at"])
    draft.writers.add(me.id)
    logger.info("draft %s saved", draft.pk)
    return draft


@transaction.atomic
def propose(me: StaffMember, id_: int, now: datetime) -> Draft:
    """Put a draft before a second person. Raises RefusedError, also for what is wrong with it."""
    draft = _locked(me, id_, State.DRAFT)
    _check(me.municipality, draft.kind, draft.entry, draft.data)
    _settle(draft, State.PROPOSED, now)
    waiting().proposed(draft, now)
    return draft


@transaction.atomic
def approve(me: StaffMember, id_: int, now: datetime) -> Revision:
    """Publish what somebody else proposed. Raises RefusedError."""
    municipality = _municipality(me)
    _check_editor(me)
    draft = _locked(me, id_, State.PROPOSED)
    if draft.writers.filter(pk=me.id).exists():
        raise RefusedError(Refusal.OWN_WORK)
    newest = queries.latest(me.municipality, draft.kind, draft.entry)
    if newest != draft.base:
        raise RefusedError(Refusal.CHANGED_MEANWHILE)
    _check(me.municipality, draft.kind, draft.entry, draft.data)
    revision = _publish(
        municipality, newest, kind=draft.kind, entry=draft.entry, data=draft.data, at=now,
        made_by_id=draft.author.pk, approved_by_id=me.id,
    )  # fmt: skip
    _settle(draft, State.PUBLISHED, now)
    waiting().settled(draft, now)
    return revision


@transaction.atomic
def refuse(me: StaffMember, id_: int, reason: str, now: datetime) -> Draft:
    """Do not publish what somebody else proposed, and say why. Raises RefusedError."""
    _check_editor(me)
    draft = _locked(me, id_, State.PROPOSED)
    if draft.writers.filter(pk=me.id).exists():
        raise RefusedError(Refusal.OWN_WORK)
    reason = reason.replace("\0", " ").strip()  # no database keeps a NUL
    if not reason:
        raise RefusedError(Refusal.NO_REASON)
    _settle(draft, State.REFUSED, now, reason)
    waiting().settled(draft, now)
    return draft


@transaction.atomic
def withdraw(me: StaffMember, id_: int, now: datetime) -> Draft:
    """Give up a change that is still open. Every editor may, or a draft of somebody who left stays for ever.
    Raises RefusedError."""
    draft = _locked(me, id_, State.DRAFT, State.PROPOSED)
    was_proposed = draft.state == State.PROPOSED
    _settle(draft, State.WITHDRAWN, now)
    if was_proposed:
        waiting().settled(draft, now)
    return draft


@transaction.atomic
def undo(me: StaffMember, kind: str, entry: str, seen: int, now: datetime) -> Revision:
    """Go back to the revision before the latest, or to no version of our own. That was approved before, so it needs no
    second person; it is a revision of its own, which can be undone too. `seen` is the number that is undone. Raises
    RefusedError."""
    municipality = _municipality(me)
    _check_editor(me)
    versions = list(queries.history(me.municipality, kind, entry)[:2])
    if not versions or versions[0].number != seen:
        raise RefusedError(Refusal.CHANGED_MEANWHILE)
    newest, data = versions[0], versions[1].data if versions[1:] else None
    _check(me.municipality, kind, entry, data)
    return _publish(municipality, newest, kind=kind, entry=entry, data=data, at=now, made_by_id=me.id, undoes=newest)


def faults_of(municipality: str, kind: str, entry: str, data: Mapping[str, Any] | None) -> list[Fault]:
    """What would be wrong if this were published: with the entry itself, with whatever its change breaks elsewhere, and
    with how plain it is. What residents read already, as it was imported, is not held against it."""
    overlay = queries.overlay_of(municipality)[1]
    try:
        before = content().under(municipality, overlay)
        after = content().under(municipality, overlay_with(overlay, kind, entry, data))
    except ContentError as error:
        return list(error.faults)
    place, known = content().place(municipality, kind, entry), set(before.faults)
    found = [fault for fault in after.faults if fault not in known or str(fault.path) == place]
    return found + (_not_plain(municipality, kind, entry, before, after) if data else [])


def _not_plain(municipality: str, kind: str, entry: str, before: Shelf, after: Shelf) -> list[Fault]:
    read, standing = before.some(kind, [entry]).get(entry), after.entries(kind).get(entry)
    known = set(content().not_plain(municipality, kind, entry, read)) if read else set()
    told = content().not_plain(municipality, kind, entry, standing) if standing else []
    return [fault for fault in told if fault not in known]


def _shown(me: StaffMember, kind: str, entry: str) -> Mapping[str, Any] | None:
    """The raw values that residents read now; nothing where they read nothing."""
    overlay = queries.overlay_of(me.municipality)[1]
    found = content().under(me.municipality, overlay).some(kind, [entry]).get(entry)
    return data_of(found) if found else None


def _check_theirs(allowed: Collection[str], before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
    """Hiding, and going back to the layers below, are for editors."""
    if not allowed:
        raise RefusedError(Refusal.GONE)
    if after is None or not changed_keys(before, after) <= set(allowed):
        raise RefusedError(Refusal.NOT_THEIRS)


def _check_editor(me: StaffMember) -> None:
    if not me.may({Role.EDITOR}):
        raise RefusedError(Refusal.GONE)


def _check(municipality: str, kind: str, entry: str, data: Mapping[str, Any] | None) -> None:
    if faults := faults_of(municipality, kind, entry, data):
        raise RefusedError(Refusal.FAULTY, faults)


def _municipality(me: StaffMember) -> Municipality:
    """The municipality, locked: who publishes waits for whoever is publishing."""
    return Municipality.objects.select_for_update(no_key=True).get(slug=me.municipality)


def _locked(me: StaffMember, id_: int, *states: State) -> Draft:
    """A draft to work on: for an editor any, for somebody else one of a colleague about an entry of theirs."""
    rows = Draft.objects.select_for_update(of=("self",)).filter(municipality__slug=me.municipality)
    draft = rows.filter(pk=id_).first()
    allowed = theirs(me, draft.kind, draft.entry) if draft else None
    if draft is None or (allowed is not None and not (allowed and draft.author.organisation_id == me.organisation)):
        raise RefusedError(Refusal.GONE)
    if draft.state not in states:
        raise RefusedError(Refusal.OTHER_STATE)
    return draft


def _settle(draft: Draft, state: State, now: datetime, reason: str = "") -> None:
    draft.state, draft.reason, draft.updated_at = state, reason, now
    draft.save(update_fields=["state", "reason", "updated_at"])
    logger.info("draft %s: %s", draft.pk, state)


def _publish(municipality: Municipality, newest: Revision | None, **values: Any) -> Revision:
    number = newest.number + 1 if newest else 1
    revision = Revision.objects.create(municipality=municipality, number=number, **values)
    municipality.content_version += 1
    municipality.save(update_fields=["content_version"])
    logger.info("revision %s published", revision.pk)
    return revision
