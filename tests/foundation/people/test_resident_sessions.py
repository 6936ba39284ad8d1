"""How long a resident is signed in, how it ends, and what residents and people at work can look up of it."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.browsers import browser_and_device
from maatwerk.foundation.people.models import Account, LogIn, NotAResidentError, ResidentAccount
from maatwerk.foundation.people.resident_pages import ResidentView
from maatwerk.foundation.people.signing_in import SESSION, account_of, sign_out_everywhere
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.web.mijn import SecurityView
from maatwerk.foundation.people.web.my_account import MyAccountView
from tests.foundation.people.keys import code, give_app
from tests.residents import add_resident, signed_in_resident
from tests.staff import PASSWORD, add_worker, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

HOME, SECURITY = "/duinstad/mijn/", "/duinstad/mijn/inloggen-en-beveiliging/"
MY_ACCOUNT = "/duinstad/medewerkers/mijn-account/"


def seen_ago(client: Client, minutes: float) -> None:
    session = client.session
    session[SESSION] = session[SESSION] | {"seen": time.time() - 60 * minutes}
    session.save()


def test_half_an_hour_without_a_page_is_the_end_of_it() -> None:
    samira = signed_in_resident("samira")
    seen_ago(samira, 29)
    assert samira.get(HOME).status_code == 200  # and the half hour begins anew
    assert time.time() - samira.session[SESSION]["seen"] < 60
    seen_ago(samira, 31)
    assert samira.get(HOME)["Location"] == f"/duinstad/mijn/inloggen/?next={HOME.replace('/', '%2F')}"
    assert SESSION not in samira.session


def test_reading_does_not_write_the_session_at_every_page(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    samira = signed_in_resident("samira")
    samira.get(HOME)
    with django_assert_max_num_queries(5) as captured:
        samira.get(HOME)
    assert not [each["sql"] for each in captured if each["sql"].startswith(("UPDATE", "INSERT"))]


def test_what_is_heavy_asks_again_after_a_quarter_of_an_hour_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not ResidentView.heavy
    monkeypatch.setattr(SecurityView, "heavy", True)
    assert signed_in_resident("samira", minutes_ago=14).get(SECURITY).status_code == 200
    asked = signed_in_resident("samira", minutes_ago=16).get(SECURITY)
    assert asked.status_code == 302
    assert asked["Location"] == (
        "/duinstad/mijn/inloggen/?next=%2Fduinstad%2Fmijn%2Finloggen-en-beveiliging%2F&niveau=code&opnieuw=1"
    )
    assert (
        "Daarom vragen wij nog een keer of u het bent."
        in signed_in_resident("samira").get(asked["Location"]).content.decode()
    )


def test_what_is_heavy_asks_people_at_work_again_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not StaffView.heavy
    monkeypatch.setattr(MyAccountView, "heavy", True)
    els = add_worker("els")
    assert signed_in(els).get(MY_ACCOUNT).status_code == 200
    late = signed_in(els)
    session = late.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 16 * 60}]
    session.save()
    asked = late.get(MY_ACCOUNT)
    assert asked["Location"].startswith("/duinstad/medewerkers/nogmaals?next=")
    done = late.post(asked["Location"], {"password": PASSWORD})
    assert done["Location"] == MY_ACCOUNT
    assert late.get(MY_ACCOUNT).status_code == 200


def test_who_signed_in_at_their_organisation_shows_it_there_again(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(MyAccountView, "heavy", True)
    els = add_worker("els")
    els.account.set_unusable_password()
    els.account.save()
    client = signed_in(els, "socialaccount")
    session = client.session
    record = {"method": "socialaccount", "at": time.time() - 16 * 60, "provider": "duinstad.wijkteam", "uid": "x"}
    session["account_authentication_methods"] = [record]
    session.save()
    asked = client.get("/duinstad/en/medewerkers/mijn-account/")
    assert asked["Location"].startswith("/duinstad/medewerkers/inloggen/bij/duinstad.wijkteam?next=")


def test_logging_out_is_asked_and_leaves_nothing() -> None:
    samira = signed_in_resident("samira")
    assert "Wilt u uitloggen?" in samira.get("/duinstad/mijn/uitloggen/").content.decode()
    assert samira.get(HOME).status_code == 200
    done = samira.post("/duinstad/mijn/uitloggen/", follow=True)
    assert "U bent uitgelogd" in done.content.decode()
    assert samira.get(HOME).status_code == 302


def test_signing_out_everywhere_ends_every_session_of_that_account_and_no_other() -> None:
    here, there, joost = signed_in_resident("samira"), signed_in_resident("samira"), signed_in_resident("joost")
    assert here.post(SECURITY)["Location"] == "/duinstad/mijn/uitgelogd/"
    for client in (here, there):
        assert client.get(HOME).status_code == 302
    assert joost.get(HOME).status_code == 200
    assert signed_in_resident("samira").get(HOME).status_code == 200


def test_somebody_at_work_ends_every_session_too_and_keeps_password_and_keys() -> None:
    els = add_worker("els")
    here, there = signed_in(els), signed_in(els)
    assert here.post(MY_ACCOUNT)["Location"] == "/duinstad/medewerkers/inloggen"
    for client in (here, there):
        assert client.get(MY_ACCOUNT).status_code == 302
    els.account.refresh_from_db()
    assert els.account.check_password(PASSWORD)
    assert signed_in(els).get(MY_ACCOUNT).status_code == 200


def test_everybody_sees_their_own_history_and_nobody_elses() -> None:
    samira = signed_in_resident("samira")
    account = ResidentAccount.objects.get().account_id
    other = account_of(add_resident("joost").pk, "duinstad").account_id
    at = datetime(2026, 3, 4, 11, 5, tzinfo=UTC)
    LogIn.objects.create(
        account_id=account, at=at, how="digid", assurance="laag", succeeded=True, browser="Firefox, Android"
    )
    LogIn.objects.create(account_id=other, at=at, how="code", assurance="code", succeeded=False, browser="Safari, iPad")
    page = samira.get(SECURITY).content.decode()
    assert "4 maart 2026, 12:05" in page  # in Amsterdam
    assert "Firefox, Android" in page
    assert "Safari, iPad" not in page


def test_the_history_costs_as_many_queries_for_many_as_for_few(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    samira = signed_in_resident("samira")
    account = ResidentAccount.objects.get().account_id
    rows = [LogIn(account_id=account, at=datetime.now(UTC), how="digid", succeeded=True) for _ in range(100)]
    LogIn.objects.bulk_create(rows)
    with django_assert_max_num_queries(8):
        assert samira.get(SECURITY).status_code == 200


def history(email: str) -> list[tuple[str, bool]]:
    return list(LogIn.objects.filter(account__email=email).order_by("pk").values_list("how", "succeeded"))


def test_people_at_work_see_wrong_passwords_wrong_codes_and_how_they_came_in() -> None:
    els = add_worker("els")
    secret = give_app(els.account)
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36"})
    way_in = "/duinstad/medewerkers/inloggen"
    client.post(way_in, {"login": "els@wijkteam.example", "password": "verkeerd wachtwoord"})
    client.post(way_in, {"login": "onbekend@wijkteam.example", "password": "verkeerd wachtwoord"})
    client.post(way_in, {"login": "els@wijkteam.example", "password": PASSWORD})
    client.post(f"{way_in}/sleutel", {"code": "000000"})
    client.post(f"{way_in}/sleutel", {"code": code(secret)})
    assert history("els@wijkteam.example") == [("wachtwoord", False), ("sleutel", False), ("sleutel", True)]
    page = client.get(MY_ACCOUNT).content.decode()
    assert "Chrome, Linux" in page
    assert page.count('<td class="utrecht-table__cell">nee</td>') == 2


def test_an_account_is_a_workers_or_a_residents_and_never_both() -> None:
    els = add_worker("els")
    with pytest.raises(NotAResidentError):
        ResidentAccount.objects.create(account=els.account, resident=add_resident("samira").pk, municipality="duinstad")
    samira, joost = (account_of(add_resident(name).pk, "duinstad").account for name in ("samira", "joost"))
    assert samira.email is joost.email is None
    assert not samira.has_usable_password()
    assert Account.objects.filter(email=None).count() == 2


def test_a_residents_session_opens_no_page_of_people_at_work_nor_one_about_keys() -> None:
    samira = signed_in_resident("samira", Assurance.HIGH)
    for path in ("", "mijn-account/", "sleutels/", "sleutels/app", "inloggen", "beheer/", "nogmaals"):
        response = samira.get(f"/duinstad/medewerkers/{path}")
        assert response.status_code == 403, path
        assert "U bent ingelogd als inwoner" in response.content.decode()


def test_signing_out_everywhere_changes_the_mark_of_a_session_and_nothing_else() -> None:
    account = account_of(add_resident("samira").pk, "duinstad").account
    before, password = account.get_session_auth_hash(), account.password
    sign_out_everywhere(account.pk)
    account.refresh_from_db()
    assert account.get_session_auth_hash() != before
    assert account.password == password


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [  # as the makers document them
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
         "Safari/537.36 Edg/140.0.0.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 "
         "Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 "
         "Chrome/130.0.0.0 Mobile Safari/537.36", "Samsung Internet, Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox, Mac"),
        ("curl/8.9.1", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_browser_is_kept_as_two_words_without_version_or_model(user_agent: str, words: str) -> None:
    assert browser_and_device(user_agent) == words


def test_nothing_of_the_network_is_kept() -> None:
    assert {field.name for field in LogIn._meta.get_fields()} == {
        "id", "account", "at", "how", "assurance", "succeeded", "browser",
    }  # fmt: skip
