"""Secrecy that a resident lifts, and one entry that they open to one organisation. Neither is consent: see
`models.grounds`."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from maatwerk.foundation.access import sentences
from maatwerk.foundation.access.actions.asking import Said, ask, keep, until_or_a_year, whole_yes
from maatwerk.foundation.access.actions.checking import is_worker, organisation_in, task_purpose, tasks_of
from maatwerk.foundation.access.actions.choices import take_back
from maatwerk.foundation.access.models import Lifting, Opened
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.gate.protocols import Viewer


@transaction.atomic
def lift_secrecy(
    viewer: Viewer,
    subject: str,
    purpose: str,
    holder: str,
    organisation: str,
    category: str,
    said: Said,
    now: datetime,
    *,
    until: datetime | None = None,
) -> Lifting:
    """A resident lets a professional who keeps a secret (`holder`) show something to another organisation.

    Written down by the resident, or by somebody of the holder: whoever would get to see it does not note that they may.
    Who may see it still needs a ground of their own. Raises NotYoursError and GroundRefusedError.
    """
    asking = ask(viewer, subject, purpose, organisation, category, now)
    task_purpose(asking.register, purpose, now)
    keeper = organisation_in(viewer.municipality, holder, "holder")
    if keeper.pk == asking.organisation.pk:
        raise GroundRefusedError({"organisation": _("Kies een andere organisatie dan die het geheim bewaart.")})
    if is_worker(viewer) and viewer.organisation != holder:
        raise GroundRefusedError({"holder": _("Alleen wie het geheim bewaart, kan dit opschrijven.")})
    said = whole_yes(asking, said, now)
    until = until_or_a_year(until, now)
    sentence = sentences.lifting_sentence(
        asking.register, keeper.name, asking.organisation.name, purpose, category, until
    )
    return keep(Lifting, asking, said, now, sentence=sentence, until=until, holder=holder)


def end_lifting(viewer: Viewer, lifting: UUID, now: datetime, voice: str = "") -> None:
    """The secret is a secret again, from the very next question. Raises NotYoursError and GroundRefusedError."""
    take_back(Lifting, viewer, lifting, now, voice)


@transaction.atomic
def open_entry(
    viewer: Viewer,
    thing: Personal,
    organisation: str,
    purpose: str,
    said: Said,
    now: datetime,
    *,
    until: datetime | None = None,
) -> Opened:
    """A resident opens one entry to one organisation, for one of its tasks; on screen, or by somebody of the
    organisation that answers for the entry. `thing` is what the gate gave to this viewer, and has a UUID. Raises
    NotYoursError and GroundRefusedError."""
    if not isinstance(thing.pk, UUID) or (is_worker(viewer) and thing.controller != viewer.organisation):
        raise NotYoursError
    asking = ask(viewer, thing.subject, purpose, organisation, thing.category, now)
    task_purpose(asking.register, purpose, now)
    if purpose not in tasks_of(asking.organisation.pk, now):
        raise GroundRefusedError({"organisation": _("Deze organisatie heeft deze taak niet.")})
    said = whole_yes(asking, said, now)
    until = until_or_a_year(until, now)
    sentence = sentences.opened_sentence(asking.register, asking.organisation.name, purpose, thing.category, until)
    return keep(Opened, asking, said, now, sentence=sentence, until=until, entry=thing.pk)


def close_entry(viewer: Viewer, opened: UUID, now: datetime, voice: str = "") -> None:
    """The entry is closed again, from the very next question. Raises NotYoursError and GroundRefusedError."""
    take_back(Opened, viewer, opened, now, voice)
