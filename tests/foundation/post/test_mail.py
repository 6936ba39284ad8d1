"""Mail through a real SMTP server: sent once, tried again when that may help, and given up when it will not."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from maatwerk.foundation.jobs.models import Job
from maatwerk.foundation.jobs.models import State as JobState
from maatwerk.foundation.jobs.rules import wait_after
from maatwerk.foundation.jobs.worker import Worker
from maatwerk.foundation.post import actions, queries
from maatwerk.foundation.post.mail import MailGateway
from maatwerk.foundation.post.models import Message, State
from maatwerk.foundation.post.protocols import GatewayError
from maatwerk.foundation.post.rules import Channel, Preference
from maatwerk.foundation.post.tasks import send_message
from tests.foundation.post.mailbag import SAMIRA, Post, likes, messages
from tests.foundation.post.smtp import MailServer, mail_server


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as running:
        settings.MAILERS = {"default": {"OPTIONS": {"host": "127.0.0.1", "port": running.port, "timeout": 20}}}
        yield running


@pytest.fixture
def mail(post: Post, server: MailServer) -> Post:
    """The post with the mail gateway, and Samira who likes mail."""
    post.gateways[Channel.MAIL] = MailGateway({"duinstad": "post@duinstad.example", "": "post@samen.example"})
    post.known.people[SAMIRA] = likes(Channel.MAIL)
    return post


class Later:
    """A worker whose clock goes on to the next attempt each time it looks."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.worker = Worker(clock=lambda: self.now, jitter=lambda: 1.0)

    def __call__(self) -> bool:
        self.now += timedelta(hours=3)
        return self.worker.step()


@pytest.fixture
def work(db: None) -> Later:
    return Later()


def send(recipient: str = SAMIRA, town: str = "duinstad") -> None:
    actions.send_notice(recipient, "iets_nieuws", town, timezone.now())


def only() -> Message:
    [message] = messages()
    return message


def test_a_mail_arrives_as_plain_text_from_the_municipality_with_nothing_to_follow(
    mail: Post, server: MailServer, work: Later
) -> None:
    send()
    message = only()
    assert work()
    [got] = server.got
    assert server.from_and_to == [("FROM:<post@duinstad.example>", "TO:<samira@thuis.example>")]
    assert str(got["From"]) == "Gemeente Duinstad <post@duinstad.example>"
    assert (got["To"], got["Subject"]) == ("samira@thuis.example", "Er staat iets nieuws voor u klaar")
    assert got["Message-ID"] == f"<{message.pk}@duinstad.example>"
    assert (got["Content-Language"], got["Auto-Submitted"]) == ("nl", "auto-generated")
    assert got.get_content_type() == "text/plain"
    body = got.get_content().replace("\r\n", "\n")
    assert body.startswith("Er staat iets nieuws voor u klaar bij Gemeente Duinstad.\n\nTyp zelf het adres testserver/")
    assert not any(
        tell in body.lower() for tell in ("http", "samira", SAMIRA, message.reference.lower(), "<", "%", "=")
    )
    assert (only().state, only().attempts) == (State.SENT, 1)
    assert not work()


def test_each_municipality_sends_from_its_own_address(mail: Post, server: MailServer, work: Later) -> None:
    send(town="veenrode")
    assert work()
    assert server.got[0]["From"] == "Gemeente Veenrode <post@samen.example>"
    assert server.got[0]["Message-ID"].endswith("@samen.example>")


def test_what_fails_for_now_is_tried_again_as_the_same_message(mail: Post, server: MailServer, work: Later) -> None:
    server.says = {
        "RCPT": deque(["451 4.3.0 later", "250 goed", "250 goed", "250 goed"]),
        "DATA": deque(["451 4.3.0 later", None]),  # the second time it breaks off after it took the mail
    }
    send()
    for _ in range(3):
        assert work()
        assert only().state == State.WAITING
    assert work()
    assert (only().state, only().attempts) == (State.SENT, 4)
    assert len(server.got) == 3  # at the first attempt it was never said
    assert {got["Message-ID"] for got in server.got} == {f"<{only().pk}@duinstad.example>"}
    assert mail.told.heard == []


def test_a_worker_that_dies_after_sending_sends_it_again_as_the_same_message(
    mail: Post, server: MailServer, work: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    class DiedError(BaseException):
        """Ends the worker as a kill would: nothing catches it."""

    def dies(*_: object) -> None:
        raise DiedError

    send()
    with monkeypatch.context() as once:
        once.setattr(actions, "note_sent", dies)
        with pytest.raises(DiedError):
            work()
    assert (Job.objects.get().state, only().state) == (JobState.RUNNING, State.WAITING)
    assert work()  # the next worker, when the lease has ended
    assert [got["Message-ID"] for got in server.got] == [f"<{only().pk}@duinstad.example>"] * 2
    assert only().state == State.SENT


def test_the_same_job_again_sends_nothing_more(mail: Post, server: MailServer, work: Later) -> None:
    send()
    send_message.enqueue(only().pk)
    assert work()
    assert work()
    assert len(server.got) == 1


@pytest.mark.parametrize("answer", ["550 5.1.1 onbekend", "551 verhuisd", "553 5.1.3 onjuist", "556 5.1.10 geen post"])
def test_an_address_that_does_not_exist_is_not_tried_again_and_a_person_hears_it(
    mail: Post, server: MailServer, work: Later, answer: str
) -> None:
    server.says = {"RCPT": deque([answer])}
    send()
    assert work()
    assert (only().state, only().address, server.got) == (State.FAILED, "", [])
    assert mail.told.heard == [(SAMIRA, "iets_nieuws", "duinstad")]
    assert Job.objects.get().state == JobState.DONE


@pytest.mark.parametrize(
    "address", ["geen adres", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "@", "a"]
)
def test_what_is_no_address_is_never_given_to_a_server(
    mail: Post, server: MailServer, work: Later, address: str
) -> None:
    mail.known.people[SAMIRA] = Preference({Channel.MAIL: address}, (Channel.MAIL,))
    send()
    assert work()
    assert (only().state, server.from_and_to) == (State.FAILED, [])
    assert mail.told.heard


@pytest.mark.parametrize("answer", ["550 5.7.1 wij geven niets door", "554 5.7.1 niet van u", "452 4.2.2 vol"])
def test_a_refusal_that_is_about_us_is_not_blamed_on_the_address(
    mail: Post, server: MailServer, work: Later, answer: str
) -> None:
    server.says = {"RCPT": deque([answer])}
    send()
    assert work()
    assert only().state == State.WAITING
    assert mail.told.heard == []
    assert Job.objects.get().error.endswith("GatewayError")


def test_a_server_that_is_away_is_waited_for_and_then_it_is_for_the_clerk(
    mail: Post, settings: Settings, work: Later
) -> None:
    settings.MAILERS = {"default": {"OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 5}}}
    send()
    while Job.objects.get().state != JobState.DEAD:
        assert work()
    assert only().attempts == send_message.retry.attempts == 12
    assert "samira" not in (Job.objects.get().trace + Job.objects.get().error).lower()
    later = timezone.now() + actions.GATEWAY_HAS
    assert [line.reference for line in queries.waiting_longest("duinstad", later)] == [only().reference]


def test_a_clerk_gets_a_message_only_when_the_machine_has_given_up() -> None:
    retry = send_message.retry
    waits = [wait_after(retry, attempt, jitter=1.0) for attempt in range(1, retry.attempts)]
    together = sum((wait for wait in waits if wait), timedelta())
    assert timedelta(hours=6) < together < actions.GATEWAY_HAS


def test_mail_that_has_to_be_sealed_is_not_sent_in_the_clear(
    mail: Post, server: MailServer, settings: Settings
) -> None:
    options: dict[str, Any] = settings.MAILERS["default"]["OPTIONS"]
    settings.MAILERS = {"default": {"OPTIONS": options | {"use_tls": True}}}
    send()
    found = actions.take_up(only().pk, timezone.now())
    assert found is not None
    gateway, outgoing = found
    with pytest.raises(GatewayError):
        gateway.send(outgoing)
    assert server.from_and_to == []


def test_a_refusal_after_queueing_wins_at_the_moment_of_sending(mail: Post, server: MailServer, work: Later) -> None:
    send()
    mail.known.people[SAMIRA] = likes(Channel.MAIL, Channel.LETTER, never={Channel.MAIL})
    assert work()
    assert server.from_and_to == []
    assert {(message.channel, message.state) for message in messages()} == {
        (Channel.MAIL, State.WITHDRAWN),
        (Channel.LETTER, State.WAITING),
    }


def test_what_was_withdrawn_while_it_was_being_sent_is_known_to_be_sent(
    mail: Post, server: MailServer, work: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = mail.gateways[Channel.MAIL]

    class Slow:
        def send(self, outgoing: Any) -> None:
            actions.withdraw_for(SAMIRA)
            gateway.send(outgoing)

    mail.gateways[Channel.MAIL] = Slow()
    send()
    assert work()
    assert len(server.got) == 1
    assert (only().state, only().address) == (State.SENT, "")
