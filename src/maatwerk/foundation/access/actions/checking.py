"""What every change of grounds asks first. What is fetched here goes no further than the decision."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import Involvement, Task
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.register import Category, Purpose, Register
from maatwerk.foundation.access.rules import Stander, is_a_reason
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.models import Organisation, Representation, Resident
from maatwerk.foundation.people.residents import ORGANISATION, RESIDENT, WORKER, Scope, Standing
from maatwerk.foundation.people.standing import Person


def is_worker(viewer: Viewer) -> bool:
    return viewer.ref.startswith(f"{WORKER}:") and bool(viewer.organisation)


def require_worker(viewer: Viewer) -> None:
    if not is_worker(viewer):
        raise NotYoursError


def register_of(viewer: Viewer) -> Register:
    return connections().register(viewer.municipality)


def task_purpose(register: Register, purpose: str, now: datetime) -> Purpose:
    """A task that counts today. Raises GroundRefusedError."""
    found = register.purposes.get(purpose)
    if found is None or not found.is_task:
        raise GroundRefusedError({"purpose": _("Kies waarvoor het is.")})
    if not found.counts_on(day_of(now)):
        raise GroundRefusedError({"purpose": _("De wet voor dit doel geldt nu niet. Het kan dus niet.")})
    return found


def category_of(register: Register, category: str) -> Category:
    found = register.categories.get(category)
    if found is None:
        raise GroundRefusedError({"category": _("Kies welke gegevens het zijn.")})
    return found


def locked_resident(viewer: Viewer, subject: str) -> Resident:
    """The resident, of the municipality of the viewer; others who change grounds of them wait. Raises NotYoursError."""
    kind, _colon, id_ = subject.partition(":")
    if kind != RESIDENT:
        raise NotYoursError
    with maintenance("deciding"):
        rows = Resident.objects.filter(subject=subject, municipality=viewer.municipality)
        found = rows.select_for_update().first()
    if found is None or str(found.pk) != id_:
        raise NotYoursError
    return found


def person_of(resident: Resident) -> Person:
    return Person(resident.born, resident.died_on)


def organisation_in(municipality: str, reference: str, field: str = "organisation") -> Organisation:
    """An organisation that works for this municipality. Raises GroundRefusedError."""
    kind, _colon, id_ = reference.partition(":")
    found = None
    if kind == ORGANISATION and id_.isascii() and id_.isdecimal() and len(id_) < 19:
        found = Organisation.objects.filter(pk=int(id_), municipality__slug=municipality).first()
    if found is None:
        raise GroundRefusedError({field: _("Kies een organisatie.")})
    return found


def tasks_of(organisation: int, now: datetime) -> set[str]:
    """The purposes that an organisation was given, and that are not taken back."""
    return set(Task.objects.filter(Task.at(now), organisation=organisation).values_list("purpose", flat=True))


def organisation_id(viewer: Viewer) -> int:
    return int(viewer.organisation.partition(":")[2])


def works_for(viewer: Viewer, subject: str, now: datetime) -> set[str]:
    """For which tasks in force this worker works with this resident now; nothing for others. Three queries."""
    if not is_worker(viewer):
        return set()
    with maintenance("deciding"):
        rows = Involvement.objects.filter(Involvement.at(now), subject=subject, who__in=viewer.hats)
        found = set(rows.values_list("purpose", flat=True))
    return found & tasks_of(organisation_id(viewer), now) & register_of(viewer).tasks_on(day_of(now)).keys()


def standers_of(subject: str, now: datetime) -> list[Stander]:
    """Who stands for a resident now, whom nobody suspended."""
    with maintenance("deciding"):
        rows = Representation.objects.filter(Representation.at(now), subject=subject)
        rows = rows.filter(Q(suspended_at__isnull=True) | Q(suspended_at__gt=now))
        found = list(rows.values_list("who", "pk", "standing", "scope"))
    return [
        Stander(who or f"representation:{pk}", Standing(standing), Scope(scope)) for who, pk, standing, scope in found
    ]


def require_reason(field: str, words: str, longest: int) -> str:
    """The words without what is around them. Raises GroundRefusedError."""
    words = words.strip()
    if not is_a_reason(words):
        raise GroundRefusedError({field: _("Schrijf in een hele zin op waarom.")})
    if len(words) > longest:
        raise GroundRefusedError({field: _("Dit is te lang. Gebruik hooguit %(most)s letters.") % {"most": longest}})
    return words
