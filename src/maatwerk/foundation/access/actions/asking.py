"""What every choice of a resident has in common: who is asked, by whom and for whom; whose word counts; and how a yes
is kept and ended."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from django.db.models import DateTimeField, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from maatwerk.foundation.access.actions.checking import (
    category_of,
    is_worker,
    locked_resident,
    organisation_in,
    person_of,
    register_of,
    standers_of,
    works_for,
)
from maatwerk.foundation.access.models.grounds import Allowed
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.register import Area, Register
from maatwerk.foundation.access.rules import LONGEST_CONSENT, How, Missing, choosers, missing_voice
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Organisation, Resident
from maatwerk.foundation.people.residents import organisation_ref

_LONGEST_LANGUAGE, _LONGEST_INTERPRETER = 20, 200


@dataclass(frozen=True)
class Said:
    """How somebody said it. `voices` are who said it (see `rules.Stander.voice`), `language` in which they understood
    it, and `interpreter` who helped with that. Who signed in says it on screen and for themselves."""

    voices: Collection[str] = ()
    how: How = How.ON_SCREEN
    language: str = "nederlands"
    interpreter: str = ""


@dataclass(frozen=True)
class Asking:
    """What is asked of whom, by whom, and for whom."""

    viewer: Viewer
    resident: Resident
    register: Register
    organisation: Organisation
    purpose: str
    category: str

    @property
    def to(self) -> str:
        return organisation_ref(self.organisation.pk)

    @property
    def area(self) -> Area:
        return self.register.categories[self.category].area

    @property
    def same(self) -> dict[str, str]:
        """The columns by which this is known again."""
        return {
            "subject": self.resident.subject,
            "purpose": self.purpose,
            "organisation": self.to,
            "shared": self.category,
        }


def ask(viewer: Viewer, subject: str, purpose: str, organisation: str, category: str, now: datetime) -> Asking:
    """Raises NotYoursError when this viewer neither answers for this resident nor works with them, and
    GroundRefusedError."""
    resident, register = locked_resident(viewer, subject), register_of(viewer)
    kind = category_of(register, category)
    require_speaks(viewer, resident, kind.area, now)
    if kind.hidden:
        raise GroundRefusedError({"category": _("Dit blijft verborgen om iemand te beschermen.")})
    to = organisation_in(viewer.municipality, organisation)
    return Asking(viewer, resident, register, to, purpose, category)


def require_speaks(viewer: Viewer, resident: Resident, area: Area, now: datetime) -> None:
    """Who works with them on their word, they themselves, and who may choose for them. Raises NotYoursError."""
    if is_worker(viewer):
        if not works_for(viewer, resident.subject, now):
            raise NotYoursError
    elif viewer.ref not in _choosers(resident, area, now):
        raise NotYoursError


def whole_yes(asking: Asking, said: Said, now: datetime) -> Said:
    """What was said, when everybody whose yes is needed said it. Raises GroundRefusedError."""
    if not is_worker(asking.viewer):
        said = replace(said, voices=(asking.viewer.ref,), how=How.ON_SCREEN, interpreter="")
    faults = _faults_of(asking.viewer, said)
    subject = asking.resident.subject
    person, standers = person_of(asking.resident), standers_of(subject, now)
    missing = missing_voice(said.voices, person, asking.area, standers, day_of(now), subject)
    if missing:
        faults["voices"] = _who_is_missing(missing if said.voices else Missing.STRANGER)
    if faults:
        raise GroundRefusedError(faults)
    return said


def one_voice(viewer: Viewer, resident: Resident, area: Area, said: str, now: datetime) -> str:
    """Who says no or withdraws: one whose word counts is enough. Raises GroundRefusedError."""
    voice = said if is_worker(viewer) else viewer.ref
    if voice not in _choosers(resident, area, now):
        raise GroundRefusedError({"voices": _who_is_missing(Missing.STRANGER)})
    return voice


def until_or_a_year(until: datetime | None, now: datetime) -> datetime:
    """A year, or earlier. Raises GroundRefusedError."""
    if until is None:
        return now + LONGEST_CONSENT
    if not now < until <= now + LONGEST_CONSENT:
        raise GroundRefusedError({"until": _("Kies een dag na vandaag, en hooguit een jaar verder.")})
    return until


def owner(asking: Asking) -> dict[str, Any]:
    """The organisation that wrote it down has to be able to show it (AVG art. 7 lid 1); when the resident did it alone,
    the one that may see."""
    return {
        "municipality": asking.resident.municipality,
        "subject": asking.resident.subject,
        "controller": asking.viewer.organisation or asking.to,
        "purpose": asking.purpose,
        "category": "toestemming",
    }


def keep[A: Allowed](
    kind: type[A], asking: Asking, said: Said, now: datetime, *, sentence: str, until: datetime, **more: Any
) -> A:
    """Store a yes. The resident's own voice comes first."""
    first, second = (*sorted(said.voices, key=lambda voice: voice != asking.resident.subject), "")[:2]
    with maintenance("keeping"):
        made = kind.objects.create(
            **owner(asking),
            organisation=asking.to,
            shared=asking.category,
            sentence=sentence,
            language=said.language.strip(),
            interpreter=said.interpreter.strip(),
            how=said.how,
            given_by=first,
            also_given_by=second,
            by=asking.viewer.ref,
            start=now,
            end=until,
            **more,
        )
    return cast(A, made)


def withdraw(rows: Any, voice: str, now: datetime) -> int:
    """End a yes; how many ended. One that another process stored a moment after `now` ends too, and never began."""
    with maintenance("keeping"):
        held = rows.filter(end__gt=now, withdrawn_at=None)
        over = Greatest("start", Value(now, output_field=DateTimeField()))
        ended: int = held.update(end=over, withdrawn_at=now, withdrawn_by=voice)
    return ended


def _choosers(resident: Resident, area: Area, now: datetime) -> frozenset[str]:
    standers = standers_of(resident.subject, now)
    return choosers(person_of(resident), area, standers, day_of(now), resident.subject)


def _who_is_missing(missing: Missing) -> str:
    return {
        Missing.NOBODY_MAY: _("Voor wie is overleden, kan dit niet meer."),
        Missing.PARENT: _("Een ouder met gezag of de voogd moet ja zeggen. Doe dit samen."),
        Missing.RESIDENT: _("De inwoner moet zelf ook ja zeggen. Doe dit samen."),
        Missing.BY_LAW: _("De curator of mentor moet ja zeggen."),
        Missing.STRANGER: _("Kies wie het heeft gezegd."),
    }[missing]


def _faults_of(viewer: Viewer, said: Said) -> dict[str, str]:
    faults = {}
    if is_worker(viewer):
        if said.how is How.ON_SCREEN:
            faults["how"] = _("Kies hoe de inwoner het heeft gezegd.")
        if len(said.interpreter.strip()) > _LONGEST_INTERPRETER:
            faults["interpreter"] = _("Deze naam is te lang. Gebruik hooguit 200 letters.")
    elif Assurance(viewer.assurance).strength < Assurance.SUBSTANTIAL.strength:
        faults["assurance"] = _("Hiervoor moeten wij zekerder weten wie u bent. Log opnieuw in, met een hoger niveau.")
    if not 0 < len(said.language.strip()) <= _LONGEST_LANGUAGE:
        faults["language"] = _("Vul in welke taal u sprak, in hooguit 20 letters.")
    return faults
