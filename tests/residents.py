"""The residents that every test knows, and what makes them known to somebody. Rows are made as they would be stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

from django.test import Client
from django.utils import timezone

from maatwerk.foundation.access.models import Consent, Involvement, Task
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.assurance import Assurance, How
from maatwerk.foundation.people.models import Representation, Resident, Worker
from maatwerk.foundation.people.residents import Scope, Standing, resident_ref
from maatwerk.foundation.people.signing_in import SESSION, account_of
from tests.staff import add_worker

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)

# Name → municipality, born, family name. Noor is Samira's daughter, Bilal her nephew with a file of his own, Joost her
# brother; Wim has no address and no telephone, Rosa a secret address.
CAST: dict[str, tuple[str, date | None, str]] = {
    "samira": ("duinstad", date(1988, 4, 2), "Haddad"),
    "noor": ("duinstad", date(2017, 6, 1), "Haddad"),
    "bilal": ("duinstad", date(2010, 3, 3), "Haddad"),
    "joost": ("duinstad", date(1985, 9, 9), "Haddad"),
    "wim": ("duinstad", None, ""),
    "rosa": ("duinstad", date(1991, 12, 12), "Vermeer"),
    "karin": ("veenrode", date(1970, 1, 1), "Dijk"),
}


def add_resident(name: str, controller: str = "", cast: Mapping[str, tuple[str, date | None, str]] = CAST) -> Resident:
    """One of the cast, known to the organisation of `controller` (the wijkteam of their municipality when not given);
    made when they are not there yet. The id follows from the name."""
    municipality, born, family_name = cast[name]
    id_ = uuid5(NAMESPACE_DNS, f"{name}.example")
    controller = controller or organisation_ref(add_worker("henk" if municipality == "veenrode" else "els"))
    with maintenance("keeping"):
        resident, _ = Resident.objects.get_or_create(
            id=id_,
            defaults={
                **owned(resident_ref(id_), controller, "identiteit", municipality=municipality),
                "called": name.capitalize(),
                "given_names": name.capitalize(),
                "family_name": family_name,
                "search_name": f"{name} {family_name}".strip().lower(),
                "born": born,
            },
        )
    return resident


def organisation_ref(worker: Worker) -> str:
    return f"organisation:{worker.organisation_id}"


def owned(
    subject: str, controller: str, category: str, purpose: str = "wmo", municipality: str = "duinstad"
) -> dict[str, str]:
    """The columns that every entry has."""
    return {
        "municipality": municipality,
        "subject": subject,
        "controller": controller,
        "category": category,
        "purpose": purpose,
    }


def give_task(worker: Worker, purpose: str = "wmo", bsn_article: str = "") -> Task:
    """The organisation of this worker works for a purpose."""
    return Task.objects.create(
        organisation=worker.organisation,
        purpose=purpose,
        start=LONG_AGO,
        decided_by="Mandaatbesluit 2024",
        bsn_article=bsn_article,
    )


def involve(worker: Worker, resident: Resident, purpose: str = "wmo", **fields: Any) -> Involvement:
    """This worker works with this resident."""
    row = owned(resident.ref, organisation_ref(worker), "betrokkenheid", purpose, resident.municipality)
    with maintenance("keeping"):
        return Involvement.objects.create(
            **(
                row
                | {"who": f"worker:{worker.pk}", "by": f"worker:{worker.pk}", "reason": "vraag", "start": LONG_AGO}
                | fields
            )
        )


def consent(resident: Resident, to: Worker, category: str, purpose: str = "wmo", **fields: Any) -> Consent:
    """The resident lets the organisation of `to` see a category."""
    row = owned(resident.ref, organisation_ref(to), "toestemming", purpose, resident.municipality)
    with maintenance("keeping"):
        return Consent.objects.create(
            **(
                row
                | {
                    "organisation": organisation_ref(to),
                    "shared": category,
                    "sentence": "Zij mogen dit zien.",
                    "language": "nederlands",
                    "how": "mondeling",
                    "given_by": resident.ref,
                    "by": f"worker:{to.pk}",
                    "start": LONG_AGO,
                }
                | fields
            )
        )


def stand_for(
    resident: Resident, who: str, standing: Standing, scope: Scope = Scope.BOTH, **fields: Any
) -> Representation:
    """`who` stands for, or beside, this resident."""
    row = owned(resident.ref, resident.controller, "vertegenwoordiging", municipality=resident.municipality)
    with maintenance("keeping"):
        return Representation.objects.create(
            **(
                row
                | {
                    "resident": resident,
                    "standing": standing,
                    "scope": scope,
                    "who": who,
                    "name": who,
                    "looks": True,
                    "proof": "beschikking van de rechtbank",
                    "proof_seen_by": "worker:1",
                    "start": LONG_AGO,
                }
                | fields
            )
        )


def signed_in_resident(
    who: str | Resident, assurance: Assurance = Assurance.SUBSTANTIAL, minutes_ago: float = 0
) -> Client:
    """A browser in which one of the cast, or another resident, signed in this well and this long ago."""
    resident = add_resident(who) if isinstance(who, str) else who
    account = account_of(resident.pk, resident.municipality)
    client = Client()
    client.force_login(account.account)
    session = client.session
    now = timezone.now().timestamp()
    how = How.CODE if assurance is Assurance.CODE else How.BROKER
    session[SESSION] = {"how": how.value, "assurance": assurance.value, "at": now - 60 * minutes_ago, "seen": now}
    session.save()
    return client
