"""The invented people of a demo, brought into the database: who works where, who lives here, and what stands in their
files. Never in production.

Everything goes by the actions of the rooms, done by the persona who would do it (see `demo_files`), so what a demo
shows went through every check and stands in the logs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from maatwerk.foundation.access.actions import give_task
from maatwerk.foundation.access.models import Task
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import Account, Municipality, Organisation, Resident, Worker
from maatwerk.foundation.people.staff_actions import add_organisation, add_team, invite
from maatwerk.site.cast import Cast, load_cast, resident_id, worker_address
from maatwerk.site.demo_contact import load_contact
from maatwerk.site.demo_files import Files
from maatwerk.site.home import CONTENT

SINCE = datetime(2024, 1, 1, tzinfo=UTC)  # since when everybody invented works here

type FileLoader = Callable[[Cast], None]
# What rooms above `people` and `access` put in the files of the cast; each does nothing the second time.
FILE_LOADERS: list[FileLoader] = [load_contact]


class NotADemoError(RuntimeError):
    """Invented people were to be brought into production. A fault of the program."""


def load_cast_into_demo() -> bool:
    """Bring in whoever is not there yet, of the invented municipalities that are here. Whether there was anybody.
    Whoever is there stays as they are, with all that was changed since.

    Raises NotADemoError in production, and ContentError.
    """
    if not settings.DEMO_PERSONAS:
        raise NotADemoError
    invented = _invented_municipalities()
    if not invented:
        return False
    cast = _of_these(load_cast(CONTENT), invented)
    with transaction.atomic():
        new = bool(_missing_workers(cast) or _missing_residents(cast))
        if new:
            _load(cast)
        for load_files in FILE_LOADERS:
            load_files(cast)
    return new


def _invented_municipalities() -> set[str]:
    return set(Municipality.objects.filter(profile__verzonnen=True).values_list("slug", flat=True))


def _of_these(cast: Cast, municipalities: set[str]) -> Cast:
    """The part of the cast that lives and works there."""
    organisations = {id_: each for id_, each in cast.organisations.items() if each.municipality in municipalities}
    return Cast(
        organisations,
        {id_: each for id_, each in cast.workers.items() if each.organisation in organisations},
        {id_: each for id_, each in cast.residents.items() if each.municipality in municipalities},
    )


def _missing_workers(cast: Cast) -> list[str]:
    addresses = {worker_address(cast, id_): id_ for id_ in cast.workers}
    there = set(Account.objects.filter(email__in=addresses).values_list("email", flat=True))
    return [id_ for address, id_ in addresses.items() if address not in there]


def _missing_residents(cast: Cast) -> list[str]:
    keys = {resident_id(id_): id_ for id_ in cast.residents}
    with maintenance("counting"):
        there = set(Resident.objects.filter(pk__in=keys).values_list("pk", flat=True))
    return [id_ for key, id_ in keys.items() if key not in there]


def _load(cast: Cast) -> None:
    list(Municipality.objects.select_for_update().order_by("pk"))  # two processes that start at once wait here
    organisations = {id_: _organisation(cast, id_) for id_ in cast.organisations}
    for id_ in _missing_workers(cast):
        _join(cast, id_, organisations[cast.workers[id_].organisation])
    theirs = Worker.objects.values_list("account__email", "pk")
    numbers = dict(theirs.filter(account__email__in=[worker_address(cast, id_) for id_ in cast.workers]))
    workers = {id_: numbers[worker_address(cast, id_)] for id_ in cast.workers}
    Files(cast, organisations, workers, timezone.now()).write(_missing_residents(cast))


def _organisation(cast: Cast, id_: str) -> Organisation:
    invented = cast.organisations[id_]
    found = Organisation.objects.filter(municipality__slug=invented.municipality, name=invented.name).first()
    organisation = found or add_organisation(invented.municipality, invented.name, SINCE, kind=invented.kind)
    given = set(Task.objects.filter(organisation=organisation).values_list("purpose", flat=True))
    for purpose, task in invented.tasks.items():
        if purpose not in given:  # also one that was ended since stays as it is
            give_task(organisation, purpose, task.decided_by, SINCE, task.bsn_article)
    return organisation


def _join(cast: Cast, id_: str, organisation: Organisation) -> None:
    """Somebody starts to work here. Nobody signs in with their account but by choosing this person in a demo."""
    invented = cast.workers[id_]
    name = invented.team.capitalize()
    team = organisation.teams.filter(name=name).first() or add_team(organisation, name, SINCE)
    invite(worker_address(cast, id_), invented.name, organisation, SINCE, [team], invented.roles)
