"""The mail server that an installation chooses, and how it stands connected."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings as ours
from pytest_django.fixtures import Settings

from maatwerk.foundation.post.connections import connections
from maatwerk.foundation.post.rules import Channel
from maatwerk.site.mail import Mail, read_mail

FROM = "post@duinstad.example"


def read(address: str, password: str = "", senders: str = FROM, production: bool = True) -> tuple[Mail | None, str]:
    faults: list[str] = []
    return read_mail(address, password, senders, production, faults), " ".join(faults)


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("smtp://mail.example", {"host": "mail.example", "port": 587, "username": "", "use_tls": True}),
        ("smtp://post%40duinstad.example@mail.example:2587", {"port": 2587, "username": "post@duinstad.example"}),
        ("smtps://post@mail.example", {"port": 465, "use_ssl": True, "username": "post"}),
    ],
)
def test_an_address_says_it_all_and_always_seals(address: str, options: dict[str, Any]) -> None:
    mail, faults = read(address, password="geheim" if "@" in address else "")
    assert faults == ""
    assert mail is not None
    assert mail.options.items() >= options.items()
    assert mail.options.get("use_tls") or mail.options.get("use_ssl")
    assert mail.options["timeout"] == 30
    assert "geheim" not in repr(mail)


def test_without_an_address_there_is_no_mail_and_nothing_to_complain_of() -> None:
    assert read("", senders="") == (None, "")


@pytest.mark.parametrize(
    ("address", "password", "senders", "told"),
    [
        ("mail.example", "", FROM, "not an address of a mail server"),
        ("https://mail.example", "", FROM, "not an address of a mail server"),
        ("smtp://mail.example:vijf", "", FROM, "not an address of a mail server"),
        ("smtp://", "", FROM, "not an address of a mail server"),
        ("smtp://mail.example/post", "", FROM, "not an address of a mail server"),
        ("smtp://mail.example?tls=no", "", FROM, "not an address of a mail server"),
        ("smtp://post:geheim@mail.example", "", FROM, "holds a password"),
        ("smtp://post@mail.example", "", FROM, "needs MAATWERK_MAIL_PASSWORD"),
        ("smtp://mail.example", "geheim", FROM, "needs a user"),
        ("smtp+plain://mail.example", "", FROM, "needs TLS in production"),
        ("smtp://mail.example", "", "", "needs MAATWERK_MAIL_FROM"),
        ("smtp://mail.example", "", "duinstad", "MAATWERK_MAIL_FROM is an address"),
        ("smtp://mail.example", "", "a=x@y.example,a=z@y.example", "MAATWERK_MAIL_FROM is an address"),
        ("smtp://mail.example", "", "x@y.example\nBcc: z@y.example", "MAATWERK_MAIL_FROM is an address"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(address: str, password: str, senders: str, told: str) -> None:
    _, faults = read(address, password, senders)
    assert told in faults
    assert faults.count("MAATWERK_MAIL") <= 3
    assert faults.endswith(".")
    assert "geheim" not in faults


def test_a_server_without_tls_is_for_trying_out_only() -> None:
    mail, faults = read("smtp+plain://localhost:1025", production=False)
    assert (mail and mail.options["port"], faults) == (1025, "")


def test_a_municipality_that_has_a_sender_gets_the_machine_and_another_the_clerk(settings: Settings) -> None:
    gateway = connections().gateway
    assert gateway(Channel.MAIL, "duinstad") is None  # as the tests are configured
    mail, _ = read("smtp://mail.example", senders=f"duinstad={FROM}, veenrode=post@veenrode.example")
    settings.CONFIGURATION = replace(ours.CONFIGURATION, mail=mail)
    assert gateway(Channel.MAIL, "duinstad") is not None
    assert gateway(Channel.MAIL, "elders") is None
    assert gateway(Channel.SMS, "duinstad") is gateway(Channel.LETTER, "duinstad") is None
    settings.CONFIGURATION = replace(ours.CONFIGURATION, mail=read("smtp://mail.example")[0])
    assert gateway(Channel.MAIL, "elders") is not None
