"""Consent: a yes where no is a real choice, a no that is as easy, and a yes that is taken back.

All of it can be done by the resident on screen, and by whoever works with them on their spoken or written word. A yes
counts from the moment it is stored, and is over at the very next question once it is withdrawn.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from maatwerk.foundation.access import sentences
from maatwerk.foundation.access.actions.asking import (
    Asking,
    Said,
    ask,
    keep,
    one_voice,
    owner,
    require_speaks,
    until_or_a_year,
    whole_yes,
    withdraw,
)
from maatwerk.foundation.access.actions.checking import (
    is_worker,
    locked_resident,
    register_of,
    task_purpose,
    tasks_of,
)
from maatwerk.foundation.access.models import Consent, Refusal
from maatwerk.foundation.access.models.grounds import Allowed
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.register import Area
from maatwerk.foundation.access.rules import NO_NAGGING, How
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer


@transaction.atomic
def give_consent(
    viewer: Viewer,
    subject: str,
    purpose: str,
    organisation: str,
    category: str,
    said: Said,
    now: datetime,
    *,
    until: datetime | None = None,
    only_that: bool = False,
) -> Consent:
    """A resident lets an organisation see what others recorded (AVG art. 6 lid 1 onder a, art. 7); for a year, or until
    an earlier moment. Only where a no takes nothing away. When the organisation that gets to see it wrote it down
    itself, the resident is told that there is something new. Raises NotYoursError and GroundRefusedError."""
    from maatwerk.foundation.access.tasks import tell_of_consent

    asking = _ask_consent(viewer, subject, purpose, organisation, category, now)
    said = whole_yes(asking, said, now)
    _not_again(asking, said, now)
    until = until_or_a_year(until, now)
    make = sentences.consent_sentence_only_that if only_that else sentences.consent_sentence
    sentence = make(asking.register, asking.organisation.name, purpose, category, until)
    made = keep(Consent, asking, said, now, sentence=sentence, until=until, only_that=only_that)
    if viewer.organisation == asking.to:
        tell_of_consent.enqueue(str(made.pk))
    return made


@transaction.atomic
def refuse_consent(
    viewer: Viewer, subject: str, purpose: str, organisation: str, category: str, said: Said, now: datetime
) -> Refusal:
    """A no, easier than a yes: one voice is enough. What was agreed before ends, and nobody asks the same again for
    half a year. Raises NotYoursError and GroundRefusedError."""
    asking = _ask_consent(viewer, subject, purpose, organisation, category, now)
    voice = one_voice(viewer, asking.resident, asking.area, next(iter(said.voices), ""), now)
    withdraw(Consent.objects.filter(**asking.same), voice, now)
    with maintenance("keeping"):
        return Refusal.objects.create(
            **owner(asking),
            organisation=asking.to,
            shared=category,
            how=said.how if is_worker(viewer) else How.ON_SCREEN,
            said_by=voice,
            by=viewer.ref,
            start=now,
        )


def withdraw_consent(viewer: Viewer, consent: UUID, now: datetime, voice: str = "") -> None:
    """Take a yes back. Anybody whose yes or no counts can do it, alone; somebody at work on their word (`voice`).
    Raises NotYoursError and GroundRefusedError."""
    take_back(Consent, viewer, consent, now, voice)


@transaction.atomic
def take_back(kind: type[Allowed], viewer: Viewer, id_: UUID, now: datetime, voice: str) -> None:
    """Take back a yes of any kind. It stays possible when the category is gone from the register."""
    with maintenance("deciding"):
        row = kind.objects.filter(kind.at(now), pk=id_, municipality=viewer.municipality).first()
    if row is None:
        raise NotYoursError
    resident = locked_resident(viewer, row.subject)
    category = register_of(viewer).categories.get(row.shared)
    area = category.area if category else Area.NEITHER
    require_speaks(viewer, resident, area, now)
    said = one_voice(viewer, resident, area, voice, now)
    if not withdraw(kind.objects.filter(pk=row.pk), said, now):  # somebody was first
        raise NotYoursError


def _ask_consent(viewer: Viewer, subject: str, purpose: str, organisation: str, category: str, now: datetime) -> Asking:
    asking = ask(viewer, subject, purpose, organisation, category, now)
    task = task_purpose(asking.register, purpose, now)
    if category not in task.with_consent:
        raise GroundRefusedError({"category": _("Over deze gegevens valt hiervoor niets te kiezen.")})
    if purpose not in tasks_of(asking.organisation.pk, now):
        raise GroundRefusedError({"organisation": _("Deze organisatie heeft deze taak niet.")})
    return asking


def _not_again(asking: Asking, said: Said, now: datetime) -> None:
    """Nobody is asked for what they agreed to, or refused less than half a year ago. Who said no may say yes of their
    own accord; the no of another, as the other parent, stays. Raises GroundRefusedError."""
    with maintenance("deciding"):
        if Consent.objects.filter(end__gt=now, withdrawn_at=None, **asking.same).exists():
            raise GroundRefusedError({"category": _("Dit is al goed gevonden.")})
        recent = Refusal.objects.filter(start__gt=now - NO_NAGGING, **asking.same)
        last = recent.order_by("-start").values_list("said_by", flat=True).first()
    if last is None:
        return
    if is_worker(asking.viewer):
        raise GroundRefusedError({"category": _("Hierop is nee gezegd. Vraag het niet binnen een half jaar opnieuw.")})
    if last not in said.voices:
        raise GroundRefusedError({"category": _("Iemand anders zei hier nee op. Praat er eerst samen over.")})
