"""What has to stay hidden to keep somebody safe, in every place where it can stand; each with a word of its own.

Put into the world of `tests/personas.py` for a while, so that pages can be compared with and without.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from difflib import unified_diff

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.foundation.access.models import BlindRequest, Emergency, Involvement, Withheld
from maatwerk.foundation.documents.actions import keep
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Owner
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Address, Relation, Representation, Resident
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.residents import AddressKind, Bond, Standing
from maatwerk.foundation.people.viewers import worker_viewer
from maatwerk.foundation.search.actions import Item, index, ref_of
from maatwerk.foundation.search.kinds import Sort, connected_kinds
from tests.architecture.asking import Request, body_of
from tests.personas import Persona
from tests.residents import LONG_AGO, organisation_ref, owned
from tests.staff import add_worker

ADDRESS, VIOLENCE, REPORTER = "schuiladres", "geweld", "melder"
WORD = "Schuilwoord"  # every hidden word begins with it


def word(name: str) -> str:
    return f"{WORD}{name}"


@contextmanager
def hidden(about: Resident) -> Iterator[None]:
    """All of it, about this resident, in a transaction that is taken back. Notes can be found, as they will be once a
    room hands them in."""
    with connected_kinds(notes=Sort.PERSONAL), transaction.atomic():
        hide(about)
        try:
            yield
        finally:
            transaction.set_rollback(True)


def hide(about: Resident) -> None:
    """By the wijkteam, which works on safety; some of it put down under another purpose by mistake."""
    with maintenance("keeping"):
        for purpose in ("veiligheid", "wmo"):
            _everywhere(about, purpose)
        _what_is_hidden_by_its_purpose(about)
    _in_a_file_and_the_index(about)


def _owned(about: Resident, category: str, purpose: str) -> dict[str, str]:
    return owned(about.ref, organisation_ref(add_worker("els")), category, purpose)


def _everywhere(about: Resident, purpose: str) -> None:
    now = timezone.now()
    place = {"kind": AddressKind.STAY, "street": word("straat"), "number": "13", "town": word("plaats")}
    Address.objects.create(**_owned(about, ADDRESS, purpose), resident=about, start=LONG_AGO, **place)
    for category in (ADDRESS, VIOLENCE, REPORTER):
        entry = _owned(about, category, purpose)
        Note.objects.create(
            **entry,
            text=f"Er belde iemand: {word(f'notitie{category}')}.",
            third_persons=[word(f"notitie{category}")],
            written_by="worker:1",
            at=now,
        )
        Note.objects.create(
            **entry, text=f"Zij zei {word(f'eigen{category}')}.", own_words=True, written_by=about.ref, at=now
        )
        FactValue.objects.create(
            **entry,
            fact=f"{category}_gemeld",
            value=word(f"feit{category}"),
            source="verteld_door",
            said_by=word(f"zei{category}"),
            noted_by="worker:1",
            at=now,
        )
        Relation.objects.create(
            **entry, resident=about, bond=Bond.OTHER, other_name=word(f"band{category}"), start=LONG_AGO
        )
    Representation.objects.create(
        **_owned(about, VIOLENCE, purpose),
        resident=about,
        standing=Standing.RELATIVE,
        name=word("naaste"),
        proof=word("bewijs"),
        start=LONG_AGO,
    )


def _what_is_hidden_by_its_purpose(about: Resident) -> None:
    """Ordinary kinds of data that say what is going on because of what they are for."""
    now, els = timezone.now(), f"worker:{add_worker('els').pk}"
    Note.objects.create(
        **_owned(about, "zorg", "veiligheid"), text=f"Plan: {word('veiligheidsplan')}.", written_by=els, at=now
    )
    Involvement.objects.create(
        **_owned(about, "betrokkenheid", "veiligheid"), who="team:0", reason=word("waarom"), by=els, start=LONG_AGO
    )
    BlindRequest.objects.create(
        **_owned(about, "verzoek", "veiligheid"), who="worker:0", reason=word("verzoek"), by="worker:0", start=now
    )
    Emergency.objects.create(
        **_owned(about, "noodtoegang", "noodgeval"),
        who="worker:0",
        by="worker:0",
        reason=word("nood"),
        start=LONG_AGO,
        end=LONG_AGO + timedelta(hours=4),
        hidden_until=now + timedelta(days=9),
        hidden_ground="veiligheid",
        hidden_why=word("noodverborgen"),
        hidden_by="worker:0",
        reviewed_at=LONG_AGO,  # so that it is on nobody's list any more
        reviewed_by="worker:0",
    )


def _in_a_file_and_the_index(about: Resident) -> None:
    els, now = organisation_ref(add_worker("els")), timezone.now()
    for category in (ADDRESS, VIOLENCE, REPORTER):
        owner = Owner(about.ref, els, "veiligheid", category)
        name = word(f"bestand{category}")
        keep(SimpleUploadedFile(f"{name}.txt", name.encode()), owner, about.municipality, "worker:1", now)
        with maintenance("deciding"):
            note = Note.objects.filter(subject=about.ref, category=category, purpose="veiligheid").first()
        assert note is not None
        index("notes", about.municipality, [Item(ref_of(note), word(f"vindbaar{category}"), owner=owner)])


def closed_to(about: Resident, from_whom: str) -> None:
    """A note about care that is kept from one person."""
    with maintenance("keeping"):
        note = Note.objects.create(
            **_owned(about, "zorg", "wmo"), text=word("dicht"), written_by="worker:1", at=timezone.now()
        )
        Withheld.objects.create(
            **_owned(about, "zorg", "wmo"),
            entry=note.pk,
            from_whom=from_whom,
            ground="veiligheid",
            why=word("waaromdicht"),
            by="worker:0",
            start=LONG_AGO,
        )


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that reached the database, without the values in it."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    found += [_without_values(each["sql"]) for each in captured.captured_queries]


_LITERAL = re.compile(r"'(?:[^']|'')*'(?:::\w+)?|\b[0-9a-f]{32}\b|\b\d+\b")


def _without_values(sql: str) -> str:
    plain = _LITERAL.sub("?", sql)
    plain = re.sub(r"\?(?:\s*,\s*\?)+", "?", plain)  # how many values there are says how many hats somebody has
    return re.sub(r"\"s\?[_x?0-9a-z]*\"|s\d+_x\d+", "point", plain)


def answers(persona: Persona, request: Request) -> tuple[str, HttpResponse]:
    """What came back, without what is new in every answer."""
    with transaction.atomic():
        try:
            response = getattr(persona.client, request.method)(request.address, dict(request.fields), follow=True)
        finally:
            transaction.set_rollback(True)
    return steady(request.plain(response)), response


def steady(text: str) -> str:
    text = re.sub(r"\('(Expires|X-Request-ID)', '[^']*'\)", r"\1", text)
    return re.sub(r"\b\d{1,2}:\d\d\b", "", text)


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """For whom it is another page, and the lines by which it differs."""
    return [
        "\n".join([who, *unified_diff(before[who].splitlines(), after[who].splitlines(), n=0, lineterm="")])
        for who in before
        if before[who] != after[who]
    ]


def told(response: HttpResponse) -> str:
    """Everything that reaches a browser: where it was led, headers, cookies, the page."""
    led = [where for where, _status in getattr(response, "redirect_chain", [])]
    return f"{led} {response.headers} {response.cookies.output()} {body_of(response)}"


def viewer_of(persona: Persona) -> Viewer:
    me = colleague(int(persona.ref.partition(":")[2]), "duinstad")
    assert me is not None
    return worker_viewer(me, trace=secrets.token_hex(16))
