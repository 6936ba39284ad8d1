"""A link by mail to take one's data along: for one person, once, for a day, and only where mail is safe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from maatwerk.casework.rights import links
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Resident, SafeContact, Way
from maatwerk.foundation.people.residents import WayKind
from maatwerk.foundation.post import connections as post
from maatwerk.foundation.post.protocols import Outgoing
from maatwerk.foundation.post.rules import Channel
from tests.casework.dossier.test_pages_at_work import text
from tests.foundation.access.grounds.people import at_home
from tests.residents import add_resident, owned, signed_in_resident

pytestmark = pytest.mark.django_db

PAGE, MAIL = "/duinstad/mijn/gegevens/meenemen/", "samira@example.org"
SAYS = "Dan krijgt u binnen een kwartier een link."


@pytest.fixture
def samira(two_municipalities: object) -> Iterator[Resident]:
    cache.clear()
    yield add_resident("samira")
    cache.clear()


@pytest.fixture
def mails() -> Iterator[list[Outgoing]]:
    sent: list[Outgoing] = []

    class Mail:
        def send(self, outgoing: Outgoing) -> None:
            sent.append(outgoing)

    with post.connected(gateway=lambda channel, _slug: Mail() if channel is Channel.MAIL else None):
        yield sent


def mailbox(samira: Resident, value: str = MAIL, **fields: Any) -> Way:
    row = owned(samira.ref, samira.controller, "contact") | {"resident": samira, "kind": WayKind.MAIL}
    with maintenance("keeping"):
        way: Way = Way.objects.create(**(row | {"value": value, "checked_at": timezone.now()} | fields))
    return way


def only_safe(samira: Resident, way: Way | None) -> None:
    row = owned(samira.ref, samira.controller, "veilig_contact") | {"resident": samira}
    with maintenance("keeping"):
        SafeContact.objects.create(**row, only_way=way, instruction="Bel alleen overdag.")


def ask(monkeypatch: pytest.MonkeyPatch) -> str:
    """Samira asks; the job runs; gives what the page says."""
    asked: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr("maatwerk.casework.rights.tasks.send_link", Queue(asked))
        page = text(signed_in_resident("samira").post(PAGE, {"link": "ja"}, follow=True))
    for ticket in asked:
        links.send(ticket, timezone.now())
    return page


class Queue:
    def __init__(self, asked: list[str]) -> None:
        self.enqueue = asked.append


def link_in(outgoing: Outgoing) -> str:
    [found] = re.findall(r"https://\S+", outgoing.text)
    return "/duinstad" + found.partition("/duinstad")[2]


def test_the_mail_says_nothing_and_its_link_gives_her_the_file_once(
    samira: Resident, mails: list[Outgoing], monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox(samira)
    assert SAYS in ask(monkeypatch)
    [mail] = mails
    assert mail.address == MAIL
    for word in ("Samira", "Haddad", "gegevens", "dossier", "hulp", samira.pk.hex, str(samira.pk)):
        assert word not in mail.title + mail.text
    address, mine = link_in(mail), signed_in_resident("samira")
    assert mine.get(address).status_code == mine.get(address).status_code == 200  # looking does not use it up
    assert mine.post(address, {"vorm": "docx"}).status_code == 400  # nor does a mistake
    file = mine.post(address, {"vorm": "json"})
    assert b'"roepnaam": "Samira"' in file.content
    again = mine.post(address, {"vorm": "json"})
    assert (again.status_code, mine.get(address).status_code) == (404, 404)
    assert "Deze link werkt niet" in text(again)


def test_it_is_for_nobody_else_and_asks_for_a_log_in(
    samira: Resident, mails: list[Outgoing], monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox(samira)
    ask(monkeypatch)
    address = link_in(mails[0])
    add_resident("joost")
    other = signed_in_resident("joost")
    unreal = other.get(f"/duinstad/mijn/klaar/{uuid4()}/")
    for response in (other.get(address), other.post(address, {"vorm": "json"})):
        assert response.status_code == 404
        assert text(response) == text(unreal)
    assert "/mijn/inloggen/" in Client().get(address)["Location"]
    assert signed_in_resident("samira", Assurance.LOW).get(address).status_code == 403
    assert signed_in_resident("samira").get(address).status_code == 200  # nobody used it up


def test_it_is_over_after_a_day(samira: Resident, mails: list[Outgoing], monkeypatch: pytest.MonkeyPatch) -> None:
    mailbox(samira)
    ask(monkeypatch)
    ticket, viewer, now = UUID(link_in(mails[0]).split("/")[-2]), at_home(samira), timezone.now()
    assert links.holds(ticket, viewer, now + timedelta(hours=23, minutes=59))
    assert not links.holds(ticket, viewer, now + timedelta(days=1))
    assert not links.use(ticket, viewer, now + timedelta(days=1))


@pytest.mark.parametrize("fields", [{"checked_at": None}, {"shared": True}])
def test_nothing_goes_to_what_was_not_checked_or_others_read(
    samira: Resident, mails: list[Outgoing], monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any]
) -> None:
    mailbox(samira, **fields)
    assert SAYS in ask(monkeypatch)
    assert mails == []


@pytest.mark.parametrize("safe", [None, "phone", "mail"])
def test_safe_contact_wins_and_the_page_says_the_same(
    samira: Resident, mails: list[Outgoing], monkeypatch: pytest.MonkeyPatch, safe: str | None
) -> None:
    mail = mailbox(samira)
    phone = mailbox(samira, "+31612345678", kind=WayKind.MOBILE)
    only_safe(samira, {"phone": phone, "mail": mail, None: None}[safe])
    assert SAYS in ask(monkeypatch)
    assert [each.address for each in mails] == ([MAIL] if safe == "mail" else [])


def test_asking_twice_in_ten_minutes_sends_one(
    samira: Resident, mails: list[Outgoing], monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox(samira)
    assert ask(monkeypatch) == ask(monkeypatch)
    assert len(mails) == 1


def test_where_no_mail_is_sent_it_is_not_offered(samira: Resident) -> None:
    mine = signed_in_resident("samira")
    assert "Stuur mij een link" not in text(mine.get(PAGE))
    assert mine.post(PAGE, {"link": "ja"}).status_code == 400
