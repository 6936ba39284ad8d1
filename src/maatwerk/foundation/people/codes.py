"""Signing in with a code and one's own word, for light things only: people share telephones and letterboxes, and only
the word tells them apart.

What a page does is the same whether somebody is known or not: it notes the question, sealed, and a job does the rest.
So neither the answer nor the time it takes tells who lives here.
"""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.db import transaction

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.assurance import Assurance, How
from maatwerk.foundation.people.connections import connections
from maatwerk.foundation.people.models import LogIn, OwnWord, Resident, ResidentAccount, SafeContact, Way
from maatwerk.foundation.people.resident_log_in import may_come_in
from maatwerk.foundation.people.residents import WayKind
from maatwerk.foundation.people.sealing import open_sealed, seal
from maatwerk.foundation.people.signing_in import account_of
from maatwerk.foundation.people.ways import plain_value

VALID = timedelta(minutes=10)
SHORTEST_WORD, LONGEST_WORD = 6, 100
_MOST_SHARING = 20  # of more people than that who share one telephone, none can be told apart this way
_DIGITS = 6


class CodeRefusedError(Exception):
    """It cannot be done like this; `faults` has the name of a field → a sentence."""

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = faults
        super().__init__(" ".join(faults.values()))


def channels(municipality: str) -> frozenset[WayKind]:
    """To which kinds of way a code can be sent now, by machine. What a clerk sends comes too late for a code."""
    return connections().codes.kinds(municipality)


def kind_of(typed: str) -> WayKind:
    return WayKind.MAIL if "@" in typed else WayKind.MOBILE


def plain_way(typed: str) -> str:
    """A telephone number or mail address as it is kept; "" when it is neither."""
    return plain_value(kind_of(typed), typed)


def plain_word(typed: str) -> str:
    """A word as it is compared: capitals and spaces around it do not count."""
    return " ".join(typed.replace("\0", " ").split()).casefold()


@dataclass(frozen=True)
class _Asked:
    """A question for a code, as it waits for the job."""

    municipality: str
    way: str
    word: str
    language: str


@dataclass(frozen=True)
class _Sent:
    """A code that was sent, as it waits to be typed."""

    code: str
    resident: str
    municipality: str


def ask(municipality: str, way: str, word: str, language: str) -> str:
    """Ask for a code; returns the ticket under which it can be typed. `way` as `plain_way` gives it."""
    from maatwerk.foundation.people.tasks import send_code

    ticket = str(uuid4())
    _keep(_asked(ticket), _Asked(municipality, way, plain_word(word), language))
    send_code.enqueue(ticket)
    return ticket


def send(ticket: str, now: datetime) -> None:
    """What the job does: find who it is, and send them a code; nothing when it is nobody, or when it is too late.

    Doing it again sends the same code. Raises connections.CodeNotSentError.
    """
    kept = cache.get(_asked(ticket))
    if kept is None:
        return
    asked = _Asked(**json.loads(open_sealed(kept)))
    way = _whose(asked, now)
    if way is None:
        return
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    sent = _Sent(code, str(way.resident_id), asked.municipality)
    if not cache.add(_code(ticket), seal(json.dumps(asdict(sent))), VALID.total_seconds()):
        earlier = _sent(ticket)
        if earlier is None:  # used or over meanwhile
            return
        sent = earlier
    connections().codes.send(ticket, WayKind(way.kind), way.value, sent.code, asked.municipality, asked.language)


def typed(ticket: str, code: str, municipality: str) -> ResidentAccount | None:
    """Whose code this is. It counts once; None for any other code."""
    sent = _sent(ticket)
    right = hmac.compare_digest((sent.code if sent else secrets.token_hex(3)).encode(), _digits(code).encode())
    if sent is None or not right or sent.municipality != municipality:
        return None
    if not cache.delete(_code(ticket)):  # somebody was first
        return None
    account = account_of(UUID(sent.resident), municipality)
    return account if account.account.is_active else None


def tried(ticket: str, browser: str) -> None:
    """Somebody typed a wrong code, with this kind of browser; a job does the rest, as for a question."""
    from maatwerk.foundation.people.tasks import note_wrong_code

    cache.set(_tried(ticket), browser, VALID.total_seconds())
    note_wrong_code.enqueue(ticket)


def note_wrong(ticket: str, now: datetime) -> None:
    """What that job does: who has an account can see that somebody tried."""
    sent = _sent(ticket)
    account = ResidentAccount.objects.filter(resident=sent.resident).first() if sent else None
    if account:
        how = {"how": How.CODE, "assurance": Assurance.CODE, "browser": cache.get(_tried(ticket), "")}
        LogIn.objects.create(account_id=account.account_id, at=now, succeeded=False, **how)


@transaction.atomic
def set_word(resident: Resident, word: str, by: str, purpose: str, now: datetime) -> None:
    """Keep the word that a resident chose at the table; an earlier one counts no more. `by` is the reference to the
    worker. Whether that worker may know this resident was asked before. Raises CodeRefusedError."""
    from django.utils.translation import gettext as _

    plain = plain_word(word)
    if not SHORTEST_WORD <= len(plain) <= LONGEST_WORD:
        raise CodeRefusedError({"woord": _("Kies een woord of korte zin van 6 tot 100 letters.")})
    names = {plain_word(name) for name in (resident.called, resident.given_names, resident.family_name) if name}
    if plain in names or plain.isdigit():
        raise CodeRefusedError({"woord": _("Dit woord is te raden. Kies geen naam en geen getal.")})
    owner = {
        "municipality": resident.municipality,
        "subject": resident.ref,
        "controller": resident.controller,
        "purpose": purpose,
        "category": "identiteit",
    }
    with maintenance("keeping"):
        OwnWord.objects.filter(resident=resident).delete()
        OwnWord.objects.create(resident=resident, hashed=make_password(plain), set_at=now, by=by, **owner)


def _whose(asked: _Asked, now: datetime) -> Way | None:
    """The way to the one resident who was reached there before, chose this word, and may be reached there safely."""
    with maintenance("recognising"):
        rows = Way.objects.select_related("resident").filter(
            municipality=asked.municipality, value=asked.way, checked_at__isnull=False
        )
        ways = list(rows.order_by("pk")[: _MOST_SHARING + 1])
        if len(ways) > _MOST_SHARING:
            return None
        words = dict(
            OwnWord.objects.filter(resident__in=[way.resident_id for way in ways]).values_list("resident", "hashed")
        )
        mine = [way for way in ways if check_password(asked.word, words.get(way.resident_id, ""))]
        if len({way.resident_id for way in mine}) != 1:
            return None
        way = mine[0]
        safe = SafeContact.objects.filter(resident=way.resident_id).first()
    if safe is not None and safe.only_way_id not in {each.pk for each in mine}:
        return None
    return None if may_come_in(way.resident, now) else way


def _asked(ticket: str) -> str:
    return f"people.code.asked:{ticket}"


def _code(ticket: str) -> str:
    return f"people.code.sent:{ticket}"


def _tried(ticket: str) -> str:
    return f"people.code.tried:{ticket}"


def _keep(name: str, value: _Asked) -> None:
    cache.set(name, seal(json.dumps(asdict(value))), VALID.total_seconds())


def _sent(ticket: str) -> _Sent | None:
    kept = cache.get(_code(ticket))
    return _Sent(**json.loads(open_sealed(kept))) if kept else None


def _digits(code: str) -> str:
    return "".join(code.split())
