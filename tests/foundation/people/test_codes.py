"""A code and one's own word: the same answer for everybody, and only the word tells apart who shares a telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from maatwerk.foundation.gate.connections import connected as gate_connected
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Owner
from maatwerk.foundation.gate.protocols import ClosedGate, Decision, Seen, Viewer
from maatwerk.foundation.jobs.models import Job
from maatwerk.foundation.people import codes
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.codes import CodeRefusedError, set_word
from maatwerk.foundation.people.connections import CodeNotSentError, connected
from maatwerk.foundation.people.models import LogIn, OwnWord, Resident, ResidentAccount, SafeContact, Way
from maatwerk.foundation.people.residents import WayKind
from maatwerk.foundation.people.tasks import forget_old_log_ins, note_wrong_code, send_code
from tests.residents import add_resident, owned, signed_in_resident
from tests.staff import add_worker, signed_in

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PHONE, MAIL, WORD = "+31612345678", "samira@thuis.example", "Zonnebloem in mei"


@dataclass
class Sender:
    """Sends codes, and remembers them."""

    can: frozenset[WayKind] = frozenset({WayKind.MOBILE, WayKind.MAIL})
    works: bool = True
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def kinds(self, municipality: str) -> frozenset[WayKind]:
        return self.can

    def send(self, id_: str, kind: WayKind, address: str, code: str, municipality: str, language: str) -> None:
        if not self.works:
            raise CodeNotSentError
        self.sent.append((id_, address, code))


@pytest.fixture
def sender(two_municipalities: object) -> Iterator[Sender]:
    cache.clear()
    made = Sender()
    with connected(codes=made):
        yield made


def reachable(name: str = "samira", value: str = PHONE, word: str = WORD, checked: bool = True) -> Resident:
    """One of the cast, with a way and a word."""
    resident = add_resident(name)
    kind = WayKind.MAIL if "@" in value else WayKind.MOBILE
    row = owned(resident.ref, resident.controller, "contact", municipality=resident.municipality)
    with maintenance("keeping"):
        Way.objects.create(resident=resident, kind=kind, value=value, checked_at=NOW if checked else None, **row)
    set_word(resident, word, "worker:1", "wmo", NOW)
    return resident


def ask(client: Client, where: str = "06 - 1234 5678", word: str = WORD, slug: str = "duinstad") -> HttpResponse:
    return client.post(f"/{slug}/mijn/code/", {"waar": where, "woord": word})


def work() -> None:
    """What a worker does with the jobs that wait."""
    known = {send_code.module_path: send_code, note_wrong_code.module_path: note_wrong_code}
    for job in Job.objects.filter(task__in=known).order_by("created_at"):
        known[job.task].func(*job.arguments["args"])
        job.delete()


class OpenGate(ClosedGate):
    """Lets everybody see everything."""

    def visible(self, viewer: Viewer, rows: Any, *_: Any, **__: Any) -> Any:
        return rows

    def open_page(self, viewer: Viewer, rows: Any, purpose: str, now: datetime | None = None) -> list[Any]:
        owner = Owner("", "", "", "")
        with maintenance("deciding"):
            return [Seen(Decision(Level.WHAT, "Dit mag."), owner, row) for row in rows]


def type_code(client: Client, code: str, slug: str = "duinstad") -> HttpResponse:
    return client.post(f"/{slug}/mijn/code/invullen/", {"code": code})


def signs_in(sender: Sender, where: str = PHONE, word: str = WORD) -> Client | None:
    """A browser that asked and typed what came; None when nothing came."""
    client, before = Client(), len(sender.sent)
    assert ask(client, where, word).status_code == 302
    work()
    if len(sender.sent) == before:
        return None
    type_code(client, sender.sent[-1][2])
    return client


def is_in(client: Client | None) -> bool:
    return client is not None and client.get("/duinstad/mijn/").status_code == 200


@pytest.mark.parametrize(("value", "typed"), [(PHONE, "06 - 1234 5678"), (MAIL, " Samira@Thuis.example ")])
def test_who_knows_the_word_and_gets_the_code_comes_in_for_light_things_only(
    sender: Sender, value: str, typed: str
) -> None:
    samira = reachable(value=value)
    client = Client()
    assert ask(client, typed, "  zonnebloem   IN mei ")["Location"] == "/duinstad/mijn/code/invullen/"
    work()
    [(_id, address, code)] = sender.sent
    assert address == value
    assert re.fullmatch(r"\d{6}", code)
    assert type_code(client, f" {code[:3]} {code[3:]}")["Location"] == "/duinstad/mijn/"
    assert is_in(client)
    account = ResidentAccount.objects.get()
    assert (account.resident, account.account.email) == (samira.pk, None)
    assert LogIn.objects.get().assurance == Assurance.CODE


def test_a_code_counts_once_and_for_ten_minutes_and_in_its_own_browser(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    reachable()
    client, thief = Client(), Client()
    ask(client)
    ask(thief, "06 87654321", "een ander woord")
    work()
    code = sender.sent[0][2]
    assert type_code(thief, code).status_code == 400
    type_code(client, code)
    assert is_in(client)
    again = Client()
    ask(again)
    ticket = again.session["resident_code"]["ticket"]
    work()
    assert codes.typed(ticket, sender.sent[-1][2], "veenrode") is None
    assert codes.typed(ticket, sender.sent[-1][2], "duinstad") is not None
    assert codes.typed(ticket, sender.sent[-1][2], "duinstad") is None
    late = Client()
    ask(late)
    work()
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: datetime.now(UTC) + timedelta(minutes=11))
    assert type_code(late, sender.sent[-1][2]).status_code == 400


def test_two_who_share_a_telephone_are_told_apart_by_the_word(sender: Sender) -> None:
    samira, joost = reachable(), reachable("joost", word="fietsenmaker")
    for resident, word in ((samira, WORD), (joost, "Fietsenmaker")):
        client = signs_in(sender, word=word)
        assert is_in(client)
        account = ResidentAccount.objects.get(resident=resident.pk)
        assert str(account.account_id) == client.session["_auth_user_id"]  # type: ignore[union-attr]
    assert signs_in(sender, word="van niemand") is None


def test_two_who_share_telephone_and_word_cannot_be_told_apart_so_nobody_comes_in(sender: Sender) -> None:
    reachable()
    reachable("joost")
    assert signs_in(sender) is None


def shown(response: HttpResponse) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return f"{response.status_code} {response.headers.get('Location')} {text}"


def steps(where: str, word: str) -> list[tuple[str, list[str]]]:
    """Every answer that somebody gets who asks and then types a wrong code, with the statements behind it."""
    cache.clear()  # as for somebody who never asked before
    client, found = Client(), []
    for step in (
        lambda: ask(client, where, word),
        lambda: client.get("/duinstad/mijn/code/invullen/"),
        lambda: type_code(client, "000000"),
    ):
        with CaptureQueriesContext(connection) as captured:
            response = step()
        statements = [re.sub(r"s\d+_x\d+|'[^']*'", "?", each["sql"])[:60] for each in captured]
        found.append((shown(response), statements))
        work()
    return found


def test_known_or_not_right_word_or_not_the_answers_and_the_work_are_the_same(sender: Sender) -> None:
    reachable()
    steps("06 99999999", "om warm te lopen")
    unknown = steps("06 87654321", WORD)
    for where, word in ((PHONE, WORD), (PHONE, "ander woord"), ("niemand@thuis.example", WORD)):
        assert steps(where, word) == unknown
    assert len(sender.sent) == 1


def test_nothing_of_the_question_can_be_read_in_the_database(sender: Sender) -> None:
    reachable()
    client = Client()
    ask(client)
    work_that_waits = [str(job.arguments) for job in Job.objects.all()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM people_shortnote")
        notes = str(cursor.fetchall())
    for hidden in (PHONE, "12345678", WORD.casefold(), "nnebloem"):
        assert hidden not in notes + str(work_that_waits) + str(dict(client.session))
    work()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM people_shortnote")
        assert sender.sent[0][2] not in str(cursor.fetchall())
    with maintenance("counting"):
        assert WORD.casefold() not in OwnWord.objects.get().hashed


def test_a_way_that_was_not_checked_or_is_not_safe_gets_no_code(sender: Sender) -> None:
    rosa = reachable("rosa", checked=False)
    assert signs_in(sender) is None
    with maintenance("keeping"):
        Way.objects.update(checked_at=NOW)
    assert is_in(signs_in(sender))
    row = owned(rosa.ref, rosa.controller, "verhaal")
    with maintenance("keeping"):
        rule = SafeContact.objects.create(resident=rosa, instruction="Alleen via haar zus.", **row)
    assert signs_in(sender) is None
    with maintenance("keeping"):
        rule.only_way = Way.objects.get()
        rule.save()
    assert is_in(signs_in(sender))


@pytest.mark.parametrize("values", [{"died_on": date(2026, 1, 1)}, {"born": date(2018, 1, 1)}])
def test_who_died_or_is_below_twelve_gets_no_code(sender: Sender, values: dict[str, Any]) -> None:
    samira = reachable()
    with maintenance("keeping"):
        Resident.objects.filter(pk=samira.pk).update(**values)
    assert signs_in(sender) is None


def test_each_municipality_sends_to_its_own_residents(sender: Sender) -> None:
    reachable()
    client = Client()
    ask(client, slug="veenrode")
    work()
    assert sender.sent == []


def test_five_wrong_codes_lock_the_way_for_a_quarter_of_an_hour_and_the_code_is_dead(sender: Sender) -> None:
    reachable()
    client = Client()
    ask(client)
    work()
    code = sender.sent[0][2]
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        assert type_code(client, wrong).status_code == 400
    locked = type_code(client, code)
    assert locked.status_code == 429
    assert "Wacht vijftien minuten" in locked.content.decode()
    assert not is_in(client)
    assert ask(Client()).status_code == 429  # from any browser
    assert ask(Client(), "06 87654321").status_code == 302  # but not for others
    for _ in range(5):
        nobody = Client()
        ask(nobody, "06 11111111")
        type_code(nobody, "000000")
    assert ask(Client(), "06 11111111").status_code == 429  # also when nobody has that number


def test_a_code_is_asked_for_five_times_in_a_quarter_of_an_hour(sender: Sender) -> None:
    reachable()
    assert [ask(Client()).status_code for _ in range(6)] == [302, 302, 302, 302, 302, 429]


def test_wrong_codes_are_in_the_history_of_who_has_an_account(sender: Sender) -> None:
    reachable()
    assert is_in(signs_in(sender))
    client = Client(headers={"user-agent": "Mozilla/5.0 (Android 14) Firefox/140.0"})
    ask(client)
    work()
    type_code(client, "000000")
    work()
    failed = LogIn.objects.get(succeeded=False)
    assert (failed.how, failed.browser) == ("code", "Firefox, Android")


def test_a_code_that_could_not_be_sent_is_tried_again_with_the_same_code(sender: Sender) -> None:
    reachable()
    client = Client()
    ask(client)
    ticket = client.session["resident_code"]["ticket"]
    sender.works = False
    with pytest.raises(CodeNotSentError):
        codes.send(ticket, NOW)
    sender.works = True
    codes.send(ticket, NOW)
    codes.send(ticket, NOW)
    assert len({code for _id, _address, code in sender.sent}) == 1
    type_code(client, sender.sent[0][2])
    assert is_in(client)
    codes.send(ticket, NOW)  # and after it was used another is of no use
    assert type_code(Client(), sender.sent[-1][2]).status_code == 302


@pytest.mark.parametrize(("where", "word", "sentence"), [
    ("geen nummer", WORD, "Vul uw mobiele telefoonnummer of uw e-mailadres in."),
    (PHONE, "  ", "Vul uw eigen woord in."),
])  # fmt: skip
def test_what_cannot_be_right_is_said_and_the_word_is_not_shown_again(
    sender: Sender, where: str, word: str, sentence: str
) -> None:
    response = ask(Client(), where, word)
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert "Zonnebloem" not in response.content.decode()


def test_without_anybody_who_sends_now_the_page_says_so(sender: Sender) -> None:
    sender.can = frozenset()
    page = Client().get("/duinstad/mijn/code/").content.decode()
    assert "Wij kunnen nu geen codes sturen." in page
    assert "<form" not in page.split("<main")[1]
    assert "/mijn/code/" not in Client().get("/duinstad/mijn/inloggen/").content.decode()
    assert ask(Client()).status_code == 400
    sender.can = frozenset({WayKind.MAIL})
    assert "Uw e-mailadres" in Client().get("/duinstad/mijn/code/").content.decode()
    assert ask(Client()).status_code == 400


def test_the_installation_sends_codes_by_mail_when_it_has_a_mail_server(two_municipalities: object) -> None:
    from maatwerk.foundation.post import connections as post
    from maatwerk.foundation.post.protocols import Outgoing
    from maatwerk.foundation.post.rules import Channel
    from maatwerk.site.codes import CodesByPost

    sent: list[Outgoing] = []

    class Mail:
        def send(self, outgoing: Outgoing) -> None:
            sent.append(outgoing)

    with post.connected(gateway=lambda channel, _slug: Mail() if channel is Channel.MAIL else None):
        assert CodesByPost().kinds("duinstad") == {WayKind.MAIL}
        CodesByPost().send("k1", WayKind.MAIL, MAIL, "123456", "duinstad", "nl")
        with pytest.raises(CodeNotSentError):
            CodesByPost().send("k1", WayKind.MOBILE, PHONE, "123456", "duinstad", "nl")
    [outgoing] = sent
    assert (outgoing.address, outgoing.id, outgoing.sender) == (MAIL, "code-k1", "Gemeente Duinstad")
    assert "123456" in outgoing.text
    assert "123456" not in outgoing.title  # which shows on a locked telephone


@pytest.mark.parametrize("word", ["kort", "", "samira", "Haddad", "123456", "x" * 101])
def test_a_word_that_can_be_guessed_is_refused(two_municipalities: object, word: str) -> None:
    with pytest.raises(CodeRefusedError):
        set_word(add_resident("samira"), word, "worker:1", "wmo", NOW)
    with maintenance("counting"):
        assert not OwnWord.objects.exists()


def test_a_worker_sets_the_word_with_the_resident_through_the_gate(sender: Sender) -> None:
    samira = reachable()
    els = signed_in(add_worker("els"))
    address = f"/duinstad/medewerkers/inwoners/{samira.pk}/eigen-woord/?doel=wmo"
    assert els.get(address).status_code == 404  # the gate is closed
    assert els.post(address, {"woord": "paarse fiets", "nogmaals": "paarse fiets"}).status_code == 404
    with gate_connected(gate=OpenGate()):
        assert "eigen woord" in els.get(address).content.decode().lower()
        assert els.post(address, {"woord": "paarse fiets", "nogmaals": "gele fiets"}).status_code == 400
        done = els.post(address, {"woord": "paarse fiets", "nogmaals": "paarse fiets"})
        assert done["Location"] == address
        assert "paarse fiets" not in els.get(address).content.decode()
        elsewhere = signed_in(add_worker("henk"))
        assert elsewhere.get(address.replace("duinstad", "veenrode")).status_code == 404
    assert signs_in(sender) is None  # the earlier word counts no more
    assert is_in(signs_in(sender, word="Paarse fiets"))
    with maintenance("counting"):
        kept = OwnWord.objects.get()
    assert (kept.subject, kept.category, kept.by) == (samira.ref, "identiteit", f"worker:{add_worker('els').pk}")


def test_what_is_older_than_a_year_is_forgotten(two_municipalities: object) -> None:
    client = signed_in_resident("samira")
    account = int(client.session["_auth_user_id"])
    now = datetime.now(UTC)
    for days in (364, 366):
        LogIn.objects.create(account_id=account, at=now - timedelta(days=days), how="digid", succeeded=True)
    forget_old_log_ins.func()
    assert LogIn.objects.filter(how="digid").count() == 1
