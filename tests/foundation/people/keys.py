"""How somebody of the cast signs in, step by step, as a browser without scripts does."""

from __future__ import annotations

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.http import HttpResponse
from django.test import Client

from maatwerk.foundation.people.models import Account, Worker
from tests.staff import PASSWORD

LOG_IN = "/duinstad/medewerkers/inloggen"
WITH_A_KEY = "/duinstad/medewerkers/inloggen/sleutel"
KEYS = "/duinstad/medewerkers/sleutels/"
WORK = "/duinstad/medewerkers/beheer/"  # a page that asks who it is


def code(secret: str, steps_ago: int = 0) -> str:
    """What an authenticator app shows now, or showed some half minutes ago. Like somebody who sees that a code is about
    to change, it waits for the next one."""
    left = 30 - time.time() % 30
    if not steps_ago and left < 4:
        time.sleep(left + 0.1)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - steps_ago))


def give_app(account: Account) -> str:
    """An authenticator app that was set before, with recovery codes; gives its secret."""
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    return secret


def recovery_codes(account: Account) -> list[str]:
    row = Authenticator.objects.get(user=account, type=Authenticator.Type.RECOVERY_CODES)
    return list(RecoveryCodes(row).get_unused_codes())


def give_password(client: Client, worker: Worker, password: str = PASSWORD) -> HttpResponse:
    return client.post(LOG_IN, {"login": worker.account.email, "password": password})


def sign_in(worker: Worker, secret: str) -> Client:
    """A browser in which this worker signed in with a password and a code."""
    client = Client()
    give_password(client, worker)
    assert client.post(WITH_A_KEY, {"code": code(secret)}).status_code == 302
    return client


def shown(response: HttpResponse) -> str:
    """The words of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
