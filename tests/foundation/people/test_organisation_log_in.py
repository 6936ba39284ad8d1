"""The organisation's own log-in, against a real OpenID Connect server in a process of its own."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from maatwerk.foundation.people.models import Account, StaffChange
from maatwerk.foundation.people.rules import Change, OrganisationLogIn, Role
from maatwerk.foundation.people.staff_actions import close, invite_again, set_roles
from maatwerk.site.log_ins import providers
from tests.staff import add_worker

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

PATIENCE = 60.0  # only so that a server that does not start ends the test
REFUSED = "U kunt hier niet mee inloggen"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def plainly() -> requests.Session:
    """A browser of somebody, which asks no proxy."""
    session = requests.Session()
    session.trust_env = False
    return session


class Server:
    """An organisation's log-in: the real thing, except that it believes who somebody says to be."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://localhost:{port}"
        command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-registration", "true"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.session = plainly()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, "the OpenID Connect server ended by itself"
            try:
                self.session.get(f"{self.address}/.well-known/openid-configuration", timeout=5).raise_for_status()
            except requests.RequestException:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("the OpenID Connect server did not start")

    def client(self, redirect: str) -> tuple[str, str]:
        """The id and secret of a site that may send people here and gets them back at `redirect`."""
        asked = {"redirect_uris": [redirect], "token_endpoint_auth_method": "client_secret_post"}
        made = self.session.post(f"{self.address}/oauth2/clients", json=asked, timeout=PATIENCE)
        made.raise_for_status()
        return made.json()["client_id"], made.json()["client_secret"]

    def knows(self, subject: str, **claims: Any) -> None:
        self.session.put(f"{self.address}/users/{subject}", json=claims, timeout=PATIENCE).raise_for_status()

    def stop(self) -> None:
        self.session.close()
        self.process.terminate()
        self.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server()
    yield started
    started.stop()


@pytest.fixture
def site(live_server: LiveServer, server: Server, settings: Settings, two_municipalities: object) -> str:
    """The address of the site, where the organisation 'gemeente' of Duinstad has its own log-in."""
    redirect = f"{live_server.url}/medewerkers/inloggen/van/duinstad.gemeente"
    client, secret = server.client(redirect)
    name = "Inloggen bij de gemeente"
    log_in = OrganisationLogIn("duinstad", "gemeente", name, server.address, client, secret)
    settings.ORGANISATION_LOG_INS = (log_in,)
    settings.SOCIALACCOUNT_PROVIDERS = providers((log_in,))
    return live_server.url


class Person:
    """Somebody at a browser that follows every redirection."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.session = plainly()

    def get(self, address: str) -> requests.Response:
        return self.session.get(address, timeout=PATIENCE)

    def at_their_organisation(self) -> str:
        """From the log-in page by its link to the organisation; gives the address they are at."""
        page = self.get(f"{self.site}/medewerkers/inloggen")
        (link,) = re.findall(r'href="(/medewerkers/inloggen/bij/[^"]+)"', page.text)
        assert "Inloggen bij de gemeente" in page.text
        return self.get(f"{self.site}{link}").url

    def sign_in(self, subject: str) -> requests.Response:
        return self.session.post(self.at_their_organisation(), data={"sub": subject}, timeout=PATIENCE)

    def works(self) -> bool:
        page = self.get(f"{self.site}/medewerkers/beheer/")
        return page.status_code == 200 and urlsplit(page.url).path == "/medewerkers/beheer/"


@pytest.fixture
def person(site: str) -> Iterator[Person]:
    somebody = Person(site)
    yield somebody
    somebody.session.close()


def is_refused(person: Person, subject: str) -> bool:
    answer = person.sign_in(subject)
    return answer.status_code == 403 and REFUSED in answer.text and not person.works()


def test_who_was_invited_and_is_vouched_for_gets_in_and_is_bound(person: Person, server: Server) -> None:
    beheer = add_worker("beheer")
    server.knows("b-1", email="Beheer@gemeente.example", email_verified=True, name="Iemand")
    there = person.at_their_organisation()
    asked = parse_qs(urlsplit(there).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    person.session.post(there, data={"sub": "b-1"}, timeout=PATIENCE)
    assert person.works()
    bound = SocialAccount.objects.get()
    assert (bound.user_id, bound.provider, bound.uid) == (beheer.account_id, "duinstad.gemeente", "b-1")
    assert StaffChange.objects.filter(what=Change.BOUND, worker=beheer).count() == 1


def test_afterwards_only_the_subject_counts_and_what_is_told_about_somebody_is_not_kept(
    person: Person, server: Server
) -> None:
    beheer = add_worker("beheer")
    server.knows("b-2", email="beheer@gemeente.example", email_verified=True)
    person.sign_in("b-2")
    server.knows("b-2", email="getrouwd@elders.example", email_verified=False, name="Andere Naam")
    again = Person(person.site)
    again.sign_in("b-2")
    assert again.works()
    assert SocialAccount.objects.get(user=beheer.account).extra_data == {}
    again.session.close()


def test_an_address_that_passed_to_somebody_else_does_not_open_the_account_of_who_had_it(
    person: Person, server: Server
) -> None:
    add_worker("beheer")
    for subject in ("b-3", "opvolger"):
        server.knows(subject, email="beheer@gemeente.example", email_verified=True)
    person.sign_in("b-3")
    successor = Person(person.site)
    assert is_refused(successor, "opvolger")
    successor.session.close()
    assert SocialAccount.objects.get().uid == "b-3"


@pytest.mark.parametrize("verified", [False, "true", None])
def test_an_address_that_was_not_verified_is_refused(person: Person, server: Server, verified: object) -> None:
    add_worker("beheer")
    server.knows("b-4", email="beheer@gemeente.example", email_verified=verified)
    assert is_refused(person, "b-4")
    assert not SocialAccount.objects.exists()


def test_somebody_of_another_organisation_cannot_be_vouched_for_by_this_one(person: Person, server: Server) -> None:
    set_roles(add_worker("els"), list(Role), NOW)  # a worker of the wijkteam, not of the gemeente
    server.knows("e-1", email="els@wijkteam.example", email_verified=True)
    assert is_refused(person, "e-1")


def test_who_was_not_invited_is_refused_with_the_same_page_and_nobody_is_made(person: Person, server: Server) -> None:
    server.knows("x-1", email="onbekend@gemeente.example", email_verified=True)
    assert is_refused(person, "x-1")
    assert not Account.objects.exists()


def test_a_closed_account_is_refused_also_when_it_was_bound(person: Person, server: Server) -> None:
    add_worker("beheer")
    eva = add_worker("eva")
    set_roles(eva, list(Role), NOW)
    server.knows("e-2", email="eva@gemeente.example", email_verified=True)
    person.sign_in("e-2")
    assert person.works()
    Account.objects.filter(pk=eva.account_id).update(is_active=False)  # the bond is still there
    assert not person.works()
    assert is_refused(person, "e-2")
    close(eva, NOW)
    assert is_refused(person, "e-2")
    invite_again(eva, NOW)
    person.sign_in("e-2")
    assert person.works()


def test_an_answer_that_nobody_here_asked_for_is_refused(person: Person, server: Server) -> None:
    add_worker("beheer")
    server.knows("b-5", email="beheer@gemeente.example", email_verified=True)
    there = person.at_their_organisation()
    tampered = there.replace("state=", "state=x")
    answer = person.session.post(tampered, data={"sub": "b-5"}, timeout=PATIENCE)
    assert answer.status_code == 401
    assert "Inloggen is niet gelukt" in answer.text
    assert not person.works()
    # Nor does the answer to one browser sign in another.
    back = person.session.post(there, data={"sub": "b-5"}, timeout=PATIENCE, allow_redirects=False)
    victim = Person(person.site)
    assert victim.get(back.headers["Location"]).status_code == 401
    assert not victim.works()
    victim.session.close()
    # And an answer counts once.
    person.get(back.headers["Location"])
    assert person.works()
    assert person.get(back.headers["Location"]).status_code == 401


def test_stopping_at_the_organisation_leads_to_a_page_that_says_so(person: Person) -> None:
    there = person.at_their_organisation()
    answer = person.session.post(there, data={"action": "deny"}, timeout=PATIENCE)
    assert answer.status_code == 200
    assert "U bent gestopt met inloggen" in answer.text


def test_the_page_that_was_asked_for_comes_after_signing_in(person: Person, server: Server) -> None:
    add_worker("beheer")
    server.knows("b-6", email="beheer@gemeente.example", email_verified=True)
    page = person.get(f"{person.site}/medewerkers/beheer/")
    (link,) = re.findall(r'href="(/medewerkers/inloggen/bij/[^"]+)"', page.text)
    done = person.session.post(person.get(f"{person.site}{link}").url, data={"sub": "b-6"}, timeout=PATIENCE)
    assert done.url == f"{person.site}/medewerkers/beheer/"
    assert done.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/medewerkers/inloggen/bij/duinstad.gemeente?process=connect",
        "/medewerkers/inloggen/bij/duinstad.gemeente?scope=alles",
        "/medewerkers/inloggen/bij/duinstad.gemeente?auth_params=prompt%3Dnone",
        "/medewerkers/inloggen/bij/veenrode.gemeente",
        "/veenrode/medewerkers/inloggen/bij/duinstad.gemeente",
        "/veenrode/medewerkers/inloggen/van/duinstad.gemeente?code=x&state=y",
    ],
)
def test_nothing_else_leads_to_the_organisation(person: Person, path: str) -> None:
    assert person.get(f"{person.site}{path}").status_code == 404


def test_the_button_stands_on_the_pages_of_its_own_municipality_only(person: Person) -> None:
    button = "Inloggen bij de gemeente"
    assert button in person.get(f"{person.site}/medewerkers/inloggen").text
    assert button in person.get(f"{person.site}/en/medewerkers/inloggen").text
    assert button not in person.get(f"{person.site}/veenrode/medewerkers/inloggen").text


def test_a_secret_that_the_organisation_does_not_know_is_a_mistake_that_is_told(
    person: Person, server: Server, settings: Settings
) -> None:
    add_worker("beheer")
    server.knows("b-7", email="beheer@gemeente.example", email_verified=True)
    another = server.client(f"{person.site}/")[1]
    wrong = replace(settings.ORGANISATION_LOG_INS[0], secret=another)
    settings.SOCIALACCOUNT_PROVIDERS = providers((wrong,))
    answer = person.sign_in("b-7")
    assert answer.status_code == 401
    assert "Inloggen is niet gelukt" in answer.text
    assert not person.works()


def test_a_server_that_gives_no_answer_is_told_in_a_page(person: Person, settings: Settings) -> None:
    gone = (replace(settings.ORGANISATION_LOG_INS[0], server="http://localhost:9"),)
    settings.ORGANISATION_LOG_INS, settings.SOCIALACCOUNT_PROVIDERS = gone, providers(gone)
    answer = person.get(f"{person.site}/medewerkers/inloggen/bij/duinstad.gemeente")
    assert answer.status_code == 503
    assert "Uw organisatie geeft geen antwoord" in answer.text
