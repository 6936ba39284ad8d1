"""Entries of the social map of one municipality, most of them of De Brug, for tests of any room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone

from maatwerk.foundation.jobs.models import Job
from maatwerk.foundation.post import connections as post
from maatwerk.foundation.post.protocols import AddressRefusedError, Outgoing
from maatwerk.foundation.post.rules import Channel
from maatwerk.knowledge.directory.asking.actions import ask_owners
from maatwerk.knowledge.directory.asking.models import Asking
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.feeding import Row, Words, feed
from maatwerk.knowledge.directory.models import Listing
from maatwerk.knowledge.directory.reporting import actions as reporting
from maatwerk.knowledge.directory.shelf import Layer
from tests.casework.contact.callers import els_answers
from tests.staff import add_worker

WORDS = Words({}, {})
OWNER = {"organisatie": "Stichting De Brug", "mail": "info@debrug.example", "telefoon": "0555 123456"}
FORM = "/duinstad/hulp/fout-melden"


def value(name: str = "Eettafel De Brug", seen: date = date(2026, 6, 1), **more: Any) -> dict[str, Any]:
    """One entry as it stands in a file, last seen right on that day."""
    both = {"nl": "Samen eten in de buurt.", "en": "Eating together nearby."}
    return {
        "naam": {"nl": name, "en": name},
        "organisatie": "Stichting De Brug",
        "samenvatting": both,
        "waarom": {"nl": "U eet niet alleen.", "en": "You do not eat alone."},
        "behoeften": ["eenzaam"],
        "telefoon": "0555 123456",
        "tijden": {"nl": "Op dinsdag om 18 uur.", "en": "On Tuesday at 6 pm."},
        "website": "https://debrug.example",
        "kosten": {"nl": "5 euro.", "en": "5 euros."},
        "volgende_stap": {"niet_digitaal": {"nl": "Bel 0555 123456.", "en": "Call 0555 123456."}},
        "eigenaar": OWNER,
        "bron": {"naam": "Opgave van De Brug", "datum": seen.isoformat(), "zekerheid": "hoog"},
        **more,
    }


def a_map(entries: Mapping[str, Mapping[str, Any]], municipality: str = "duinstad") -> None:
    """These entries are all that an import brought in here."""
    rows = [Row(key, Service.model_validate(each)) for key, each in entries.items()]
    feed(municipality, Layer.IMPORT, rows, WORDS, today=date(2026, 6, 1), origin="proef")


def the_listing(key: str, municipality: str = "duinstad") -> Listing:
    return Listing.objects.get(municipality=municipality, key=key, effective=True)


class Mailbox:
    """A mail server that keeps what it was given. `refuses` are addresses that never work."""

    def __init__(self, refuses: frozenset[str] = frozenset()) -> None:
        self.sent: list[Outgoing] = []
        self._refuses = refuses

    def send(self, outgoing: Outgoing) -> None:
        if outgoing.address in self._refuses:
            raise AddressRefusedError
        self.sent.append(outgoing)


@contextmanager
def mail_goes(refuses: frozenset[str] = frozenset()) -> Iterator[Mailbox]:
    box = Mailbox(refuses)
    with post.connected(gateway=lambda channel, _slug: box if channel is Channel.MAIL else None):
        yield box


def jobs(task: str) -> list[UUID]:
    """What waits for a task of the map, each once; they count as carried out from now on."""
    rows = Job.objects.filter(task=f"maatwerk.knowledge.directory.tasks.{task}")
    ids = [UUID(row.arguments["args"][0]) for row in rows.order_by("created_at")]
    rows.delete()
    return ids


def link_in(mail: Outgoing) -> str:
    """The address behind the host name, as a browser asks for it."""
    [found] = re.findall(r"https://\S+", mail.text)
    return "/duinstad" + found.partition("/duinstad")[2]


def form_of(browser: Client, key: str, place: str = FORM) -> str:
    """The signed id in the form to report a mistake in this entry."""
    page = browser.post(place, {"dienst": key}).content.decode()
    [signed] = re.findall(r'name="formulier" value="([^"]+)"', page)
    return signed


def report(browser: Client, key: str, place: str = FORM, **fields: str) -> Any:
    """Ask for the form and send it, as a person does."""
    return browser.post(place, {"formulier": form_of(browser, key, place), "dienst": key, "fout": "telefoon", **fields})


def one_to_call() -> dict[str, UUID]:
    """De Brug waits on the phone list of the team of Els, and nobody looked at its entry for long."""
    els_answers()
    a_map({"eten": value(seen=date(2026, 1, 1))})
    ask_owners("duinstad", timezone.now())
    return {"which": Asking.objects.get(organisation="Stichting De Brug").pk}


def one_reported() -> dict[str, UUID]:
    """Somebody reported a mistake in the entry of De Brug."""
    add_worker("eva")
    a_map({"eten": value()})
    id_ = UUID("0b5e7f6a-3f43-4a57-9d2f-8f6c1f3a9b10")
    said = reporting.Said(reporting.Wrong.PHONE, "Er neemt een bakker op.")
    reporting.report(said, the_listing("eten"), "duinstad", id_, timezone.now())
    return {"which": id_}


def on_the_map() -> dict[str, UUID]:
    """De Brug has one entry."""
    a_map({"eten": value()})
    return {}
