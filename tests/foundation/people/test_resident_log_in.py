"""Residents who sign in at a broker, against a real OpenID Connect server in a process of its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.sessions.models import Session
from django.core import serializers
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.brokers import ResidentLogIn
from maatwerk.foundation.people.bsn import read_bsn
from maatwerk.foundation.people.models import Account, Bond, Identifier, LogIn, Resident, ResidentAccount
from maatwerk.foundation.people.recognising import blinds
from maatwerk.foundation.people.resident_pages import ResidentView
from maatwerk.foundation.people.sealing import seal
from maatwerk.foundation.people.signing_in import account_of, close_account, open_account
from maatwerk.site.log_ins import providers
from tests.foundation.people.test_organisation_log_in import PATIENCE, Server, plainly
from tests.residents import add_resident, owned, signed_in_resident

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

# Test numbers that belong to nobody (RvIG, Testnummers BSN), as DigiD's own test environment uses them.
BSN, OTHER_BSN, UNKNOWN_BSN = "999990019", "999990020", "999993653"
LOW = "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract"
SUBSTANTIAL = "http://eidas.europa.eu/LoA/substantial"
HIGH = "http://eidas.europa.eu/LoA/high"
HOME = "/mijn/"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server()
    yield started
    started.stop()


@pytest.fixture
def site(live_server: LiveServer, server: Server, settings: Settings, two_municipalities: object) -> str:
    """The address of the site, where residents of Duinstad, and of Veenrode, sign in at one broker."""
    log_ins = []
    for slug, path in (("duinstad", ""), ("veenrode", "/veenrode")):
        client, secret = server.client(f"{live_server.url}{path}/mijn/inloggen/van/{slug}.inwoners")
        log_ins.append(ResidentLogIn(slug, "Inloggen met DigiD", server.address, client, secret))
    settings.RESIDENT_LOG_INS = tuple(log_ins)
    settings.SOCIALACCOUNT_PROVIDERS = providers(log_ins)
    return live_server.url


def with_bsn(name: str, bsn: str = BSN) -> Resident:
    """One of the cast, whose BSN is known."""
    resident = add_resident(name)
    row = owned(resident.ref, resident.controller, "bsn", municipality=resident.municipality)
    number = read_bsn(bsn)
    with maintenance("keeping"):
        Identifier.objects.filter(resident=resident).delete()
        blind = blinds(number, resident.municipality)[0]
        Identifier.objects.create(resident=resident, sealed=seal(bsn), blind=blind, **row)
    return resident


def change(resident: Resident, **values: Any) -> None:
    with maintenance("keeping"):
        Resident.objects.filter(pk=resident.pk).update(**values)


class Person:
    """Somebody at a browser that follows every redirection."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.session = plainly()

    def get(self, path: str) -> requests.Response:
        return self.session.get(path if path.startswith("http") else f"{self.site}{path}", timeout=PATIENCE)

    def leave(self, query: str = "", mount: str = "", slug: str = "duinstad") -> str:
        """From the way in to the broker; gives the address they are at."""
        return self.get(f"{mount}/mijn/inloggen/bij/{slug}.inwoners{query}").url

    def sign_in(self, subject: str, **where: str) -> requests.Response:
        return self.session.post(self.leave(**where), data={"sub": subject}, timeout=PATIENCE)

    def is_in(self, path: str = HOME) -> bool:
        page = self.get(path)
        return page.status_code == 200 and urlsplit(page.url).path == path


@pytest.fixture
def person(site: str) -> Iterator[Person]:
    somebody = Person(site)
    yield somebody
    somebody.session.close()


def stored() -> str:
    """Everything that signing in may have left in the database."""
    rows = [*SocialAccount.objects.all(), *Bond.objects.all(), *Account.objects.all(), *LogIn.objects.all()]
    sessions = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    return serializers.serialize("json", rows) + sessions


def test_who_is_known_by_bsn_gets_in_is_bound_to_the_subject_and_the_bsn_is_kept_nowhere(
    person: Person, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    samira = with_bsn("samira")
    server.knows("pairwise-1", bsn=BSN, acr=SUBSTANTIAL, name="Samira Haddad", email="samira@thuis.example")
    there = person.leave()
    asked = parse_qs(urlsplit(there).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid"]
    assert SUBSTANTIAL in asked["acr_values"][0].split()
    assert asked["nonce"][0]
    done = person.session.post(there, data={"sub": "pairwise-1"}, timeout=PATIENCE)
    assert urlsplit(done.url).path == HOME
    account = ResidentAccount.objects.get()
    assert (account.resident, account.municipality, account.account.email) == (samira.pk, "duinstad", None)
    bond = Bond.objects.get()
    assert (bond.account, bond.issuer, bond.subject) == (account, server.address, "pairwise-1")
    assert not SocialAccount.objects.exists()
    log_in = LogIn.objects.get()
    assert (log_in.account_id, log_in.assurance, log_in.succeeded) == (account.account_id, "substantieel", True)
    for hidden in (BSN, "Haddad", "thuis.example"):
        assert hidden not in stored()
        assert hidden not in done.text
        assert hidden not in caplog.text


def test_the_bsn_may_come_with_the_sector_of_digid_before_it_and_in_userinfo_or_a_claim_of_another_name(
    person: Person, server: Server, settings: Settings
) -> None:
    with_bsn("samira")
    duinstad, veenrode = settings.RESIDENT_LOG_INS
    settings.RESIDENT_LOG_INS = (replace(duinstad, bsn_claim="urn:etoegang:1.12:EntityConcernedID:BSN"), veenrode)
    server.knows("pairwise-2", acr=LOW, **{"urn:etoegang:1.12:EntityConcernedID:BSN": f"s00000000:{BSN}"})
    person.sign_in("pairwise-2")
    assert person.is_in()


@pytest.mark.parametrize("mount", ["", "/en"])
def test_who_is_not_known_is_told_so_and_nobody_is_made(person: Person, server: Server, mount: str) -> None:
    server.knows("pairwise-3", bsn=UNKNOWN_BSN, acr=HIGH)
    answer = person.sign_in("pairwise-3", mount=mount)
    assert answer.status_code == 403
    assert ('lang="en"' if mount else "Wij kennen u hier nog niet") in answer.text
    assert "14 0999" in answer.text
    assert not person.is_in()
    assert not ResidentAccount.objects.exists()
    assert not Account.objects.filter(email=None).exists()
    assert not Bond.objects.exists()


def test_two_files_with_one_bsn_let_nobody_in_until_a_person_has_looked(person: Person, server: Server) -> None:
    with_bsn("samira")
    with_bsn("joost")
    server.knows("pairwise-4", bsn=BSN, acr=HIGH)
    assert "Wij kennen u hier nog niet" in person.sign_in("pairwise-4").text
    assert not person.is_in()


@pytest.mark.parametrize(
    "claims",
    [
        {"acr": HIGH},
        {"bsn": "", "acr": HIGH},
        {"bsn": "123456789", "acr": HIGH},  # does not pass the eleven test
        {"bsn": 999990019, "acr": HIGH},
        {"bsn": f"s00000001:{BSN}", "acr": HIGH},  # another number than a BSN
        {"bsn": BSN},
        {"bsn": BSN, "acr": "hoog"},  # no level that was agreed
        {"bsn": BSN, "acr": ["http://eidas.europa.eu/LoA/high"]},
    ],
)
def test_an_answer_without_a_bsn_or_with_a_level_that_we_do_not_know_is_refused(
    person: Person, server: Server, claims: dict[str, Any]
) -> None:
    with_bsn("samira")
    server.knows("pairwise-5", **claims)
    answer = person.sign_in("pairwise-5")
    assert answer.status_code == 401
    assert "Inloggen is niet gelukt" in answer.text
    assert not person.is_in()
    assert not ResidentAccount.objects.exists()


def test_a_subject_that_is_the_bsn_itself_is_refused_as_it_would_be_kept(
    person: Person, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    with_bsn("samira")
    server.knows(f"s{BSN}", bsn=BSN, acr=HIGH)
    assert person.sign_in(f"s{BSN}").status_code == 401
    assert not Bond.objects.exists()
    assert "pairwise" in caplog.text
    assert BSN not in caplog.text.replace(f"sub=s{BSN}", "")


def test_a_subject_whose_bsn_changed_is_refused_and_the_owner_can_see_that_it_was_tried(
    person: Person, server: Server
) -> None:
    samira = with_bsn("samira")
    with_bsn("joost", OTHER_BSN)
    server.knows("pairwise-6", bsn=BSN, acr=HIGH)
    person.sign_in("pairwise-6")
    assert person.is_in()
    for changed in (OTHER_BSN, UNKNOWN_BSN):
        server.knows("pairwise-6", bsn=changed, acr=HIGH)
        again = Person(person.site)
        answer = again.sign_in("pairwise-6")
        assert answer.status_code == 403
        assert "Wij kunnen u niet inloggen" in answer.text
        assert not again.is_in()
        again.session.close()
    account = ResidentAccount.objects.get().account_id
    assert account_of(samira.pk, "duinstad").account_id == account
    assert LogIn.objects.filter(account=account, succeeded=False).count() == 2


def test_another_subject_with_the_same_bsn_is_the_same_account(person: Person, server: Server) -> None:
    """As when the municipality changes its broker."""
    with_bsn("samira")
    for subject in ("oud", "nieuw"):
        server.knows(subject, bsn=BSN, acr=HIGH)
        person.sign_in(subject)
        assert person.is_in()
    assert ResidentAccount.objects.count() == 1
    assert set(Bond.objects.values_list("subject", flat=True)) == {"oud", "nieuw"}


def test_each_municipality_knows_its_own_residents(person: Person, server: Server) -> None:
    with_bsn("samira")
    karin = with_bsn("karin")  # the same number: somebody who is known in both
    server.knows("pairwise-7", bsn=BSN, acr=HIGH)
    person.sign_in("pairwise-7")
    assert person.is_in()
    assert not person.is_in("/veenrode/mijn/")
    assert person.get("/mijn/inloggen/bij/veenrode.inwoners").status_code == 404
    assert person.get("/veenrode/mijn/inloggen/van/duinstad.inwoners?code=x&state=y").status_code == 404
    person.sign_in("pairwise-7", mount="/veenrode", slug="veenrode")
    assert person.is_in("/veenrode/mijn/")
    assert not person.is_in()
    assert ResidentAccount.objects.get(municipality="veenrode").resident == karin.pk
    with maintenance("erasing"):
        Identifier.objects.filter(municipality="veenrode").delete()
    server.knows("pairwise-8", bsn=BSN, acr=HIGH)  # known in Duinstad only
    other = Person(person.site)
    assert "Wij kennen u hier nog niet" in other.sign_in("pairwise-8", mount="/veenrode", slug="veenrode").text
    other.session.close()


def test_an_answer_that_was_made_for_another_site_is_refused(
    person: Person, server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The audience of an answer is the site that asked (OpenID Connect Core 1.0, section 3.1.3.7)."""
    with_bsn("samira")
    with_bsn("karin")
    server.knows("pairwise-9", bsn=BSN, acr=HIGH)
    ours, answers = OpenIDConnectOAuth2Adapter.get_access_token_data, []

    def kept(*args: Any, **kwargs: Any) -> Any:
        answers.append(ours(*args, **kwargs))
        return answers[-1] | {"id_token": answers[0]["id_token"]}

    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "get_access_token_data", kept)
    person.sign_in("pairwise-9", mount="/veenrode", slug="veenrode")
    assert person.is_in("/veenrode/mijn/")  # the same answer, at the site it was made for
    assert person.sign_in("pairwise-9").status_code == 401
    assert not person.is_in()
    assert "sign-in through duinstad.inwoners refused: the answer is not as it should be (OAuth2Error)" in caplog.text


def test_an_answer_that_nobody_here_asked_for_or_that_was_used_is_refused(person: Person, server: Server) -> None:
    with_bsn("samira")
    server.knows("pairwise-10", bsn=BSN, acr=HIGH)
    there = person.leave()
    answer = person.session.post(there.replace("state=", "state=x"), data={"sub": "pairwise-10"}, timeout=PATIENCE)
    assert answer.status_code == 401
    back = person.session.post(there, data={"sub": "pairwise-10"}, timeout=PATIENCE, allow_redirects=False)
    victim = Person(person.site)
    assert victim.get(back.headers["Location"]).status_code == 401
    assert not victim.is_in()
    victim.session.close()
    person.get(back.headers["Location"])
    assert person.is_in()
    assert person.get(back.headers["Location"]).status_code == 401
    # And what was asked with another nonce is not believed.
    there = person.leave()
    other = there.replace("nonce=", "nonce=x")
    assert person.session.post(other, data={"sub": "pairwise-10"}, timeout=PATIENCE).status_code == 401


def test_stopping_is_told_in_the_language_in_which_somebody_left(person: Person) -> None:
    for mount, word in (("", "U bent gestopt met inloggen"), ("/en", 'lang="en"')):
        there = person.leave(mount=mount)
        answer = person.session.post(there, data={"action": "deny"}, timeout=PATIENCE)
        assert (answer.status_code, word in answer.text) == (200, True)


def test_a_page_that_needs_more_says_what_leads_there_and_comes_back_to_itself(
    person: Person, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from maatwerk.foundation.people.web.mijn import SecurityView

    monkeypatch.setattr(SecurityView, "needs", Assurance.SUBSTANTIAL)
    with_bsn("samira")
    server.knows("pairwise-11", bsn=BSN, acr=LOW)
    person.sign_in("pairwise-11")
    assert person.is_in()
    page = "/mijn/inloggen-en-beveiliging/"
    refused = person.get(page)
    assert refused.status_code == 403
    assert "DigiD met controle van uw identiteitsbewijs" in refused.text
    query = f"?next={page}&niveau=substantieel"
    way_in = person.get(f"/mijn/inloggen/{query}")
    assert "Voor deze pagina is dit nodig" in way_in.text
    assert "code-en-eigen-woord" not in way_in.text
    there = person.leave(query)
    asked = parse_qs(urlsplit(there).query)["acr_values"][0].split()
    assert SUBSTANTIAL in asked
    assert LOW not in asked
    # A broker that gives less than was asked helps nobody.
    answer = person.session.post(there, data={"sub": "pairwise-11"}, timeout=PATIENCE)
    assert (answer.status_code, urlsplit(answer.url).path) == (403, page)
    server.knows("pairwise-11", bsn=BSN, acr=SUBSTANTIAL)
    answer = person.session.post(person.leave(query), data={"sub": "pairwise-11"}, timeout=PATIENCE)
    assert (answer.status_code, urlsplit(answer.url).path) == (200, page)


def test_showing_again_who_you_are_asks_the_broker_to_ask_again(person: Person) -> None:
    assert parse_qs(urlsplit(person.leave("?opnieuw=1")).query)["prompt"] == ["login"]
    assert "prompt" not in parse_qs(urlsplit(person.leave()).query)


@pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere_after_signing_in(person: Person, server: Server, elsewhere: str) -> None:
    with_bsn("samira")
    server.knows("pairwise-12", bsn=BSN, acr=HIGH)
    done = person.session.post(person.leave(f"?next={elsewhere}"), data={"sub": "pairwise-12"}, timeout=PATIENCE)
    assert done.url == f"{person.site}{HOME}"


@pytest.mark.parametrize("query", ["?scope=alles", "?auth_params=prompt%3Dnone", "?process=connect"])
def test_nothing_in_the_address_changes_what_is_asked(person: Person, query: str) -> None:
    assert person.get(f"/mijn/inloggen/bij/duinstad.inwoners{query}").status_code == 404


def test_who_died_and_whose_account_was_closed_does_not_come_in(person: Person, server: Server) -> None:
    samira = with_bsn("samira")
    server.knows("pairwise-13", bsn=BSN, acr=HIGH)
    person.sign_in("pairwise-13")
    assert person.is_in()
    close_account(samira.pk)
    assert not person.is_in()
    assert person.sign_in("pairwise-13").status_code == 403
    open_account(samira.pk)  # it was a mistake
    person.sign_in("pairwise-13")
    assert person.is_in()
    change(samira, died_on=date(2026, 1, 1))
    late = Person(person.site)
    assert late.sign_in("pairwise-13").status_code == 403
    late.session.close()


def test_a_child_below_twelve_is_told_who_can_and_from_twelve_on_may(person: Person, server: Server) -> None:
    """Jeugdwet art. 7.3.10 jo. 7.3.8: from twelve on a youth has the right to see the file themselves."""
    noor = with_bsn("noor")
    server.knows("pairwise-14", bsn=BSN, acr=HIGH)
    answer = person.sign_in("pairwise-14")
    assert answer.status_code == 403
    assert "Vanaf 12 jaar kun je hier zelf inloggen." in answer.text
    assert not ResidentAccount.objects.exists()
    change(noor, born=date(2012, 1, 1))
    person.sign_in("pairwise-14")
    assert person.is_in()


def test_a_broker_that_gives_no_answer_is_told_in_a_page(person: Person, settings: Settings) -> None:
    gone = tuple(replace(each, server="http://localhost:9") for each in settings.RESIDENT_LOG_INS)
    settings.RESIDENT_LOG_INS, settings.SOCIALACCOUNT_PROVIDERS = gone, providers(gone)
    answer = person.get("/mijn/inloggen/bij/duinstad.inwoners")
    assert answer.status_code == 503
    assert "DigiD geeft geen antwoord" in answer.text


def test_the_log_in_of_residents_is_no_way_in_for_people_at_work(person: Person) -> None:
    assert person.get("/medewerkers/inloggen/bij/duinstad.inwoners").status_code == 404
    assert "Inloggen met DigiD" not in person.get("/medewerkers/inloggen").text
    assert "Inloggen met DigiD" in person.get("/mijn/inloggen/").text
    assert "Inloggen met DigiD" in person.get("/en/mijn/inloggen/").text


def test_a_page_without_a_word_about_it_needs_digid(two_municipalities: object) -> None:
    assert ResidentView.needs is Assurance.LOW
    assert signed_in_resident("samira", Assurance.LOW).get("/duinstad/mijn/").status_code == 200
