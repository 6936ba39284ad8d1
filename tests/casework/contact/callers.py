"""People who want to be called or visited, for tests of any room."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone

from maatwerk.casework.contact.actions import ask
from maatwerk.casework.contact.models import ContactRequest
from maatwerk.casework.contact.queries import PURPOSE
from maatwerk.casework.contact.reading import Asked
from maatwerk.casework.contact.rules import Kind
from maatwerk.foundation.access.models import Task
from maatwerk.foundation.gate.context import maintenance
from tests.residents import give_task
from tests.staff import add_worker

NEW = UUID("6f0a3c52-9d1e-4a57-8f3b-2c7d5e904a11")
CALL = {"naam": "Wim", "telefoon": "06 12345678", "wanneer": ["ochtend"], "bericht": "nee"}
VISIT = {"naam": "Wim", "adres": "Bankje bij de vijver, Duinpark"}


def els_answers() -> None:
    """The neighbourhood team of Els answers for contact."""
    els = add_worker("els")
    if not Task.objects.filter(organisation=els.organisation, purpose=PURPOSE).exists():
        give_task(els, PURPOSE)


def a_request(id_: UUID = NEW, **asked: Any) -> UUID:
    """Somebody asked to be called, by the website."""
    els_answers()
    said = {"kind": Kind.CALL, "name": "Wim", "phone": "06 12345678", **asked}
    ask(Asked(**said), "duinstad", id_, timezone.now())
    return id_


def one_to_answer() -> Mapping[str, Any]:
    return {"which": a_request()}


def the_request(id_: UUID = NEW) -> ContactRequest:
    with maintenance("deciding"):
        row: ContactRequest = ContactRequest.objects.get(pk=id_)
        return row


def all_requests() -> list[ContactRequest]:
    with maintenance("deciding"):
        return list(ContactRequest.objects.order_by("asked_at"))


def send(browser: Client, address: str, fields: Mapping[str, Any]) -> Any:
    """Ask for a form and send it, as a person does."""
    page = browser.get(address).content.decode()
    [signed] = re.findall(r'name="formulier" value="([^"]+)"', page)
    return browser.post(address, {"formulier": signed, **fields})
