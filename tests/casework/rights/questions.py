"""Questions about data, for the tests and the tables of pages. Made once however often they are asked for."""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from django.core.cache import cache
from django.utils import timezone

from maatwerk.casework.rights import links
from maatwerk.foundation.access.actions import Asked, ask_right
from maatwerk.foundation.access.models import RightsRequest
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.sealing import seal
from tests.casework.dossier import files
from tests.foundation.access.grounds.people import at_home
from tests.residents import add_resident, organisation_ref
from tests.staff import add_worker

WORDS = "Ik zie dat iemand keek. Waarom was dat?"


def steward() -> None:
    """Dirk of the municipality answers for every organisation that has no steward of its own."""
    add_worker("dirk")


def asked(right: str = "vraag", **more: Any) -> RightsRequest:
    """Samira asks the wijkteam."""
    steward()
    files.of_samira()
    question = Asked(**({"right": right, "about": organisation_ref(add_worker("els")), "words": WORDS} | more))
    return ask_right(at_home(add_resident("samira")), add_resident("samira").ref, question, timezone.now())


def of_myself() -> dict[str, Any]:
    steward()
    files.of_samira()
    return {}


def one_of_mine() -> dict[str, Any]:
    return {"which": asked().pk}


def of_noor() -> dict[str, Any]:
    steward()
    return files.of_noor()


def one_of_noor() -> dict[str, Any]:
    """Samira, who has custody, asked it for Noor."""
    made = of_noor()
    noor: Resident = add_resident("noor")
    question = Asked("inzage", organisation_ref(add_worker("els")))
    return made | {"which": ask_right(at_home(add_resident("samira")), noor.ref, question, timezone.now()).pk}


def noted() -> dict[str, Any]:
    return files.of_samira() | one_of_mine()


def a_link() -> dict[str, Any]:
    """One that was sent to Samira and that she did not follow yet."""
    of_myself()
    return {"ticket": a_link_for(add_resident("samira"))}


def a_link_for(resident: Resident) -> UUID:
    ticket, until = uuid5(NAMESPACE_DNS, "link.example"), timezone.now() + links.VALID
    link = {"subject": resident.ref, "municipality": resident.municipality, "language": "nl"}
    kept = seal(json.dumps(link | {"until": until.timestamp()}))
    cache.set(f"rights.link.sent:{ticket}", kept, links.VALID.total_seconds())
    return ticket
