"""The invented people of a demo, brought into the database: who works where, who lives here, who works with whom, what
was allowed, and who stands for whom. Never in production.

Rows are made as the actions of the rooms make them; the actions themselves ask for somebody who may do it, and nobody
is there yet.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from django.conf import settings
from django.db import transaction

from maatwerk.foundation.access.models import Consent, Involvement, Task
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.bsn import read_bsn
from maatwerk.foundation.people.models import (
    Account,
    Address,
    Appointment,
    Identifier,
    Municipality,
    Organisation,
    Relation,
    Representation,
    Resident,
    Team,
    Way,
    Worker,
)
from maatwerk.foundation.people.names import Names
from maatwerk.foundation.people.recognising import blinds
from maatwerk.foundation.people.residents import AddressKind, WayKind, resident_ref
from maatwerk.foundation.people.sealing import seal
from maatwerk.site.cast import Cast, InventedResident, load_cast
from maatwerk.site.home import CONTENT

SINCE = datetime(2024, 1, 1, tzinfo=UTC)  # since when everything invented is so

type FileLoader = Callable[[Cast], None]
# What rooms above `people` and `access` put in the files of the cast; each does nothing the second time.
FILE_LOADERS: list[FileLoader] = []


class NotADemoError(RuntimeError):
    """Invented people were to be brought into production. A fault of the program."""


def worker_address(cast: Cast, id_: str) -> str:
    """With what an invented worker is known as an account. Nobody has this mailbox (RFC 2606)."""
    return f"{id_}@{cast.organisations[cast.workers[id_].organisation].slug}.example"


def resident_id(id_: str) -> UUID:
    """The id of an invented resident follows from the name in the files."""
    return uuid5(NAMESPACE_DNS, f"{id_}.example")


def load_cast_into_demo() -> bool:
    """Bring in whoever is not there yet, of the invented municipalities that are here. Whether there was anybody.

    Raises NotADemoError in production, and ContentError.
    """
    if not settings.DEMO_PERSONAS:
        raise NotADemoError
    cast = _of_these(load_cast(CONTENT), _invented_municipalities())
    with transaction.atomic():
        new = _missing(cast)
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


def _missing(cast: Cast) -> bool:
    workers = Account.objects.filter(email__in=[worker_address(cast, id_) for id_ in cast.workers]).count()
    with maintenance("counting"):
        residents = Resident.objects.filter(pk__in=[resident_id(id_) for id_ in cast.residents]).count()
    return (workers, residents) != (len(cast.workers), len(cast.residents))


def _load(cast: Cast) -> None:
    list(Municipality.objects.select_for_update().order_by("pk"))  # two processes that start at once wait here
    organisations = {id_: _organisation(cast, id_) for id_ in cast.organisations}
    workers = {id_: _worker(cast, id_, organisations[each.organisation]) for id_, each in cast.workers.items()}
    made = _Made(organisations, workers)
    with maintenance("keeping"):
        residents = {id_: made.resident(id_, each) for id_, each in cast.residents.items()}
        for id_, each in cast.residents.items():
            made.around(residents[id_], each, residents)


def _organisation(cast: Cast, id_: str) -> Organisation:
    invented = cast.organisations[id_]
    organisation, _new = Organisation.objects.get_or_create(
        municipality=Municipality.objects.get(slug=invented.municipality),
        slug=invented.slug,
        defaults={"name": invented.name, "kind": invented.kind},
    )
    for purpose, task in invented.tasks.items():
        details = {"decided_by": task.decided_by, "bsn_article": task.bsn_article, "start": SINCE}
        Task.objects.get_or_create(organisation=organisation, purpose=purpose, defaults=details)
    return organisation


def _worker(cast: Cast, id_: str, organisation: Organisation) -> Worker:
    invented = cast.workers[id_]
    account, new = Account.objects.get_or_create(email=worker_address(cast, id_))
    if new:  # nobody signs in with it but by choosing this person in a demo
        account.set_unusable_password()
        account.save(update_fields=["password"])
    worker, _new = Worker.objects.get_or_create(
        account=account, defaults={"organisation": organisation, "name": invented.name}
    )
    team, _new = Team.objects.get_or_create(
        organisation=organisation, slug=invented.team, defaults={"name": invented.team.capitalize()}
    )
    worker.teams.add(team)
    for role in invented.roles:
        Appointment.objects.get_or_create(worker=worker, role=role)
    return worker


class _Made:
    """Making residents, in the organisations and with the workers that are there."""

    def __init__(self, organisations: dict[str, Organisation], workers: dict[str, Worker]) -> None:
        self.organisations = organisations
        self.workers = workers

    def resident(self, id_: str, invented: InventedResident) -> Resident:
        key = resident_id(id_)
        names = Names(called=invented.called, given_names=invented.called, family_name=invented.family_name)
        resident, _new = Resident.objects.get_or_create(
            pk=key,
            defaults=self._owner(key, invented, "identiteit")
            | {
                "called": names.called,
                "given_names": names.given_names,
                "family_name": names.family_name,
                "search_name": names.search_name(),
                "born": invented.born,
                "residence": invented.residence,
            },
        )
        return resident

    def around(self, resident: Resident, invented: InventedResident, others: dict[str, Resident]) -> None:
        """Everything that belongs to one resident."""

        def owner(category: str) -> dict[str, Any]:
            return self._owner(resident.pk, invented, category) | {"resident": resident}

        details: dict[str, Any]
        if invented.bsn:
            bsn = read_bsn(invented.bsn)
            details = {"sealed": seal(bsn.reveal()), "blind": blinds(bsn, resident.municipality)[0]}
            Identifier.objects.get_or_create(resident=resident, defaults=owner("bsn") | details)
        if invented.address:
            details = invented.address.model_dump(exclude={"secret"}) | {"kind": AddressKind.HOME, "start": SINCE}
            kind = "schuiladres" if invented.address.secret else "contact"
            Address.objects.get_or_create(resident=resident, defaults=owner(kind) | details)
        if invented.mobile:
            details = {"kind": WayKind.MOBILE, "value": invented.mobile, "checked_at": SINCE}
            Way.objects.get_or_create(resident=resident, defaults=owner("contact") | details)
        for tie in invented.relations:
            details = {"bond": tie.bond, "start": SINCE}
            Relation.objects.get_or_create(
                resident=resident, other=others[tie.other], defaults=owner("huishouden") | details
            )
        self._grounds(resident, invented)
        self._standings(resident, invented, others, owner("vertegenwoordiging"))

    def _grounds(self, resident: Resident, invented: InventedResident) -> None:
        for each in invented.involved:
            worker = self.workers[each.worker]
            details = self._owner(resident.pk, invented, "betrokkenheid") | {
                "controller": f"organisation:{worker.organisation_id}",
                "by": f"worker:{worker.pk}",
                "reason": each.reason,
                "start": SINCE,
            }
            details.pop("purpose")
            Involvement.objects.get_or_create(
                subject=details.pop("subject"), who=f"worker:{worker.pk}", purpose=each.purpose, defaults=details
            )
        for allowed in invented.consents:
            details = self._owner(resident.pk, invented, "toestemming") | {
                "sentence": allowed.sentence,
                "language": "nederlands",
                "how": "mondeling",
                "given_by": resident.ref,
                "by": resident.ref,
                "start": SINCE,
            }
            details.pop("purpose")
            Consent.objects.get_or_create(
                subject=details.pop("subject"),
                organisation=f"organisation:{self.organisations[allowed.organisation].pk}",
                purpose=allowed.purpose,
                shared=allowed.category,
                defaults=details,
            )

    def _standings(
        self, resident: Resident, invented: InventedResident, others: dict[str, Resident], owner: dict[str, Any]
    ) -> None:
        for each in invented.stand:
            who = others[each.resident].ref if each.resident else f"worker:{self.workers[each.worker].pk}"
            name = others[each.resident].called if each.resident else self.workers[each.worker].name
            details = {
                "scope": each.scope,
                "name": name,
                "looks": each.looks,
                "proof": each.proof,
                "proof_seen_by": f"organisation:{self.organisations[invented.known_to].pk}" if each.proof else "",
                "start": SINCE,
            }
            Representation.objects.get_or_create(
                resident=resident, who=who, standing=each.standing, defaults=owner | details
            )

    def _owner(self, resident: UUID, invented: InventedResident, category: str) -> dict[str, Any]:
        return {
            "municipality": invented.municipality,
            "subject": resident_ref(resident),
            "controller": f"organisation:{self.organisations[invented.known_to].pk}",
            "purpose": next(iter(each.purpose for each in invented.involved), "wmo"),
            "category": category,
        }
