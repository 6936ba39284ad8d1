"""Who gets in with what: a password alone never, a password with a code, a recovery code once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import get_resolver
from django.utils import timezone

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import ShortNote, Worker
from maatwerk.foundation.people.staff_actions import close
from maatwerk.foundation.people.tasks import forget_ended_sessions
from maatwerk.foundation.post.models import Message
from tests.foundation.people.keys import (
    KEYS,
    LOG_IN,
    WITH_A_KEY,
    WORK,
    code,
    give_app,
    give_password,
    recovery_codes,
    shown,
    sign_in,
)
from tests.staff import add_worker
from tests.staff import signed_in as at_work

pytestmark = pytest.mark.django_db

AGAIN = "/duinstad/medewerkers/nogmaals"
APP = "/duinstad/medewerkers/sleutels/app"


@pytest.fixture
def beheer(two_municipalities: object) -> Worker:
    return add_worker("beheer")


def works(client: Client) -> bool:
    return client.get(WORK).status_code == 200


def test_a_password_and_a_code_open_the_work(beheer: Worker) -> None:
    secret = give_app(beheer.account)
    client = Client()
    first = give_password(client, beheer)
    assert first["Location"] == WITH_A_KEY
    assert not works(client)
    second = client.post(WITH_A_KEY, {"code": code(secret)})
    assert second.status_code == 302
    assert works(client)


def test_after_signing_in_comes_the_page_that_was_asked_for(beheer: Worker) -> None:
    secret = give_app(beheer.account)
    client = Client()
    asked = client.get(WORK)["Location"]
    assert 'name="next" value="/duinstad/medewerkers/beheer/"' in client.get(asked).content.decode()
    client.post(asked, {"login": beheer.account.email, "password": "een lange zin voor proeven", "next": WORK})
    assert client.post(WITH_A_KEY, {"code": code(secret)})["Location"] == WORK


@pytest.mark.parametrize(
    ("who", "begins"),
    [("els", "/duinstad/medewerkers/"), ("olga", "/duinstad/medewerkers/mijn-vermeldingen/")],
)
def test_who_asked_for_no_page_begins_at_the_first_of_their_menu(
    two_municipalities: object, who: str, begins: str
) -> None:
    worker = add_worker(who)
    secret, client = give_app(worker.account), Client()
    give_password(client, worker)
    assert client.post(WITH_A_KEY, {"code": code(secret)})["Location"] == begins
    assert client.get(begins).status_code == 200


def test_nobody_is_sent_to_another_site_after_signing_in(beheer: Worker) -> None:
    secret = give_app(beheer.account)
    client = Client()
    address = f"{LOG_IN}?next=https://kwaad.example/"
    client.post(address, {"login": beheer.account.email, "password": "een lange zin voor proeven"})
    assert "kwaad" not in client.post(WITH_A_KEY, {"code": code(secret)})["Location"]


def test_a_wrong_code_is_refused_in_dutch_and_a_code_works_once(beheer: Worker) -> None:
    secret = give_app(beheer.account)
    client = Client()
    give_password(client, beheer)
    wrong = client.post(WITH_A_KEY, {"code": code(secret, steps_ago=9)})
    assert wrong.status_code == 400
    assert "Deze code klopt niet." in shown(wrong)
    sign_in(beheer, secret)
    used = client.post(WITH_A_KEY, {"code": code(secret)})
    assert used.status_code == 400
    assert not works(client)


def test_a_recovery_code_works_once(beheer: Worker) -> None:
    give_app(beheer.account)
    one, other = recovery_codes(beheer.account)[:2]
    for attempt, expected in ((one, 302), (one, 400), (other, 302)):
        client = Client()
        give_password(client, beheer)
        assert client.post(WITH_A_KEY, {"code": attempt}).status_code == expected
        assert works(client) is (expected == 302)


@pytest.mark.parametrize(
    ("email", "password"),
    [("beheer@gemeente.example", "een andere zin"), ("niemand@gemeente.example", "een lange zin voor proeven")],
)
def test_what_is_wrong_about_a_password_does_not_tell_whether_there_is_an_account(
    beheer: Worker, email: str, password: str
) -> None:
    response = Client().post(LOG_IN, {"login": email, "password": password})
    assert response.status_code == 400
    assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in shown(response)
    assert email in response.content.decode()  # what was typed stays
    assert password not in response.content.decode()


def test_an_address_may_be_typed_in_capitals(beheer: Worker) -> None:
    give_app(beheer.account)
    response = Client().post(LOG_IN, {"login": "BEHEER@Gemeente.example", "password": "een lange zin voor proeven"})
    assert response["Location"] == WITH_A_KEY


def test_five_wrong_passwords_lock_the_account_for_a_while_also_for_the_right_one(beheer: Worker) -> None:
    give_app(beheer.account)
    for _ in range(5):
        assert give_password(Client(), beheer, "een andere zin").status_code == 400
    locked = give_password(Client(), beheer)
    assert locked.status_code == 400
    assert "U hebt het te vaak geprobeerd. Wacht vijf minuten en probeer het dan opnieuw." in shown(locked)
    assert give_password(Client(), add_worker("eva")).status_code == 302  # others are not locked out


def test_five_wrong_codes_lock_the_account_too(beheer: Worker) -> None:
    secret = give_app(beheer.account)
    client = Client()
    give_password(client, beheer)
    for _ in range(5):
        client.post(WITH_A_KEY, {"code": "000000"})
    locked = client.post(WITH_A_KEY, {"code": code(secret)})
    assert "U hebt het te vaak geprobeerd." in shown(locked)
    assert not works(client)


def _from(address: str, **headers: str) -> HttpResponse:
    who = {"login": f"{address.replace(':', '-')}@gemeente.example", "password": "onbekend onbekend"}
    return Client().post(LOG_IN, who, REMOTE_ADDR="10.0.0.1", **headers)


@override_settings(ACCOUNT_RATE_LIMITS={"login": "2/m/ip", "login_failed": ""})
def test_one_client_may_try_only_so_often_and_gets_a_page_that_says_so(beheer: Worker) -> None:
    statuses = [_from("a").status_code for _ in range(3)]
    assert statuses == [400, 400, 429]
    assert "Wacht vijf minuten." in shown(_from("a"))


@override_settings(ACCOUNT_RATE_LIMITS={"login": "1/m/ip", "login_failed": ""})
def test_a_client_cannot_pretend_to_be_another_to_try_more_often(beheer: Worker) -> None:
    # Without a server in front, what a client says about itself counts for nothing.
    assert [_from("a", HTTP_X_FORWARDED_FOR=f"1.2.3.{n}").status_code for n in range(2)] == [400, 429]
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        # Behind one, only the address that this server adds, which is the last.
        assert [_from("b", HTTP_X_FORWARDED_FOR=f"1.2.3.{n}, 9.9.9.9").status_code for n in range(2)] == [400, 429]
        assert _from("c", HTTP_X_FORWARDED_FOR="1.2.3.4, 8.8.8.8").status_code == 400


def test_what_is_counted_tells_nobody_who_tried(beheer: Worker) -> None:
    give_password(Client(), beheer, "een andere zin")
    rows = ShortNote.objects.all()
    assert rows
    assert not [row for row in rows if "127.0.0.1" in row.cache_key or "beheer" in row.cache_key]
    cache.set("iets", "anders")
    assert cache.get("iets") == "anders"


def test_a_closed_account_is_told_so_only_with_the_right_password(beheer: Worker) -> None:
    eva = add_worker("eva")
    eva.account.is_active = False
    eva.account.save()
    assert give_password(Client(), eva)["Location"] == "/duinstad/medewerkers/inloggen/gesloten"
    assert "Dit account is gesloten" in shown(Client().get("/duinstad/medewerkers/inloggen/gesloten"))
    assert give_password(Client(), eva, "een andere zin").status_code == 400


def test_closing_somebody_ends_their_session_at_once(beheer: Worker) -> None:
    otto = add_worker("otto")
    client = at_work(otto)
    assert client.get(KEYS).status_code == 200
    close(otto, timezone.now(), beheer)
    assert client.get(KEYS)["Location"].startswith(LOG_IN)


def test_what_is_left_of_a_session_that_is_over_is_deleted(beheer: Worker) -> None:
    at_work(beheer)
    ended = Session.objects.get()
    Session.objects.filter(pk=ended.pk).update(expire_date=timezone.now() - timedelta(minutes=1))
    at_work(add_worker("eva"))
    forget_ended_sessions.func()
    assert Session.objects.get().pk != ended.pk


def test_the_session_gets_another_name_when_somebody_signs_in(beheer: Worker) -> None:
    secret = give_app(beheer.account)
    client = Client()
    give_password(client, beheer)
    before = client.cookies["sessionid"].value
    client.post(WITH_A_KEY, {"code": code(secret)})
    cookie = client.cookies["sessionid"]
    assert cookie.value != before
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]  # gone with the browser
    assert client.cookies["csrftoken"]["httponly"]


def test_signing_out_is_asked_first_and_done_by_sending_a_form(beheer: Worker) -> None:
    client = sign_in(beheer, give_app(beheer.account))
    assert "Wilt u uitloggen?" in shown(client.get("/duinstad/medewerkers/uitloggen"))
    assert works(client)
    assert client.post("/duinstad/medewerkers/uitloggen")["Location"] == LOG_IN
    assert not works(client)


def test_a_form_without_its_token_is_refused_in_a_page_of_ours(beheer: Worker) -> None:
    client = Client(enforce_csrf_checks=True)
    response = give_password(client, beheer)
    assert response.status_code == 403
    assert "Dit formulier is verlopen" in shown(response)


def test_a_password_alone_opens_only_where_the_first_key_is_set(beheer: Worker) -> None:
    client = Client()
    give_password(client, beheer)
    assert client.get(WORK)["Location"].startswith(KEYS)
    assert "Stel eerst een sleutel in" in shown(client.get(KEYS))


def test_a_key_that_was_just_set_has_to_be_used_to_get_in(
    beheer: Worker, django_capture_on_commit_callbacks: Any
) -> None:
    client = Client()
    give_password(client, beheer)
    asked = client.get(APP)["Location"]
    assert asked.startswith(AGAIN)
    client.post(asked, {"password": "een lange zin voor proeven"})
    page = client.get(APP)
    secret = page.context["form"].secret
    assert secret in page.content.decode()  # also for who cannot scan it
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(APP, {"code": code(secret)})
    with maintenance("sending"):  # whose account it is hears of it: it may not have been them
        [message] = Message.objects.all()
        assert (message.subject, message.notice, message.channel) == (f"worker:{beheer.pk}", "nieuwe_sleutel", "mail")
    after = client.get(done["Location"])
    assert after["Location"] == LOG_IN
    page = client.get(LOG_IN)
    assert "Uw sleutel is ingesteld. Log nu opnieuw in, met uw sleutel." in shown(page)
    assert not works(client)
    give_password(client, beheer)
    assert client.post(WITH_A_KEY, {"code": code(secret)}).status_code == 302
    assert works(client)


@pytest.mark.parametrize(
    "path",
    ["sleutels/", "sleutels/app", "sleutels/app/weg", "sleutels/passkey", "sleutels/codes", "sleutels/codes/bestand",
     "sleutels/codes/nieuw", "nogmaals", "nogmaals/code", "nogmaals/passkey"],
)  # fmt: skip
def test_a_session_from_before_the_first_key_gets_at_no_key_and_no_recovery_code(beheer: Worker, path: str) -> None:
    client = Client()
    give_password(client, beheer)  # somebody who knows the password, before the owner had a key
    give_app(beheer.account)
    response = client.get(f"/duinstad/medewerkers/{path}")
    assert response["Location"] == LOG_IN
    assert client.get(KEYS)["Location"].startswith(LOG_IN)
    assert Authenticator.objects.filter(user=beheer.account).count() == 2


def test_a_passkey_always_asks_who_holds_it(beheer: Worker) -> None:
    client = Client()
    give_password(client, beheer)
    client.post(AGAIN, {"password": "een lange zin voor proeven"})
    made = client.get("/duinstad/medewerkers/sleutels/passkey").context["js_data"]["creation_options"]["publicKey"]
    give_app(beheer.account)
    client = Client()
    give_password(client, beheer)
    asked = client.get(WITH_A_KEY).context["js_data"]["request_options"]["publicKey"]
    assert made["authenticatorSelection"]["userVerification"] == "required"
    assert asked["userVerification"] == "required"


@pytest.mark.parametrize("sent", ["[" * 5000, "9" * 6000, "[]", "null", '{"response": null}', "geen JSON", "\0"])
def test_whatever_comes_instead_of_a_passkey_is_refused(beheer: Worker, sent: str) -> None:
    client = Client()
    client.get("/duinstad/medewerkers/inloggen/passkey")
    assert client.post("/duinstad/medewerkers/inloggen/passkey", {"credential": sent}).status_code in (302, 400)
    assert not works(client)


def test_the_last_key_cannot_be_taken_away(beheer: Worker) -> None:
    client = sign_in(beheer, give_app(beheer.account))
    client.post(AGAIN, {"password": "een lange zin voor proeven"})
    response = client.post("/duinstad/medewerkers/sleutels/app/weg", follow=True)
    assert "Dit is uw laatste sleutel. Stel eerst een andere in." in shown(response)
    assert Authenticator.objects.filter(user=beheer.account, type=Authenticator.Type.TOTP).exists()


def test_a_key_can_be_taken_away_while_there_is_another(beheer: Worker) -> None:
    client = sign_in(beheer, give_app(beheer.account))
    Authenticator.objects.create(user=beheer.account, type=Authenticator.Type.WEBAUTHN, data={"name": "sleutel"})
    client.post(AGAIN, {"password": "een lange zin voor proeven"})
    assert client.post("/duinstad/medewerkers/sleutels/app/weg")["Location"] == KEYS
    assert not Authenticator.objects.filter(user=beheer.account, type=Authenticator.Type.TOTP).exists()
    passkey = Authenticator.objects.get(user=beheer.account, type=Authenticator.Type.WEBAUTHN)
    address = f"/duinstad/medewerkers/sleutels/passkey/{passkey.pk}/weg"
    assert "‘sleutel’" in shown(client.get(address))
    client.post(address)
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_nobody_takes_away_the_key_of_another(beheer: Worker) -> None:
    eva = add_worker("eva")
    hers = Authenticator.objects.create(user=eva.account, type=Authenticator.Type.WEBAUTHN, data={"name": "van eva"})
    client = sign_in(beheer, give_app(beheer.account))
    client.post(AGAIN, {"password": "een lange zin voor proeven"})
    assert client.post(f"/duinstad/medewerkers/sleutels/passkey/{hers.pk}/weg").status_code == 404


def test_recovery_codes_are_shown_after_proving_who_it_is_and_can_be_made_anew(beheer: Worker) -> None:
    client = sign_in(beheer, give_app(beheer.account))
    codes = "/duinstad/medewerkers/sleutels/codes"
    assert client.get(codes)["Location"].startswith(AGAIN)
    client.post(AGAIN, {"password": "een lange zin voor proeven"})
    before = recovery_codes(beheer.account)
    assert all(each in client.get(codes).content.decode() for each in before)
    assert client.get(f"{codes}/bestand").content.decode().split() == before
    client.post(f"{codes}/nieuw")
    assert not set(before) & set(recovery_codes(beheer.account))


def test_a_wrong_password_proves_nothing(beheer: Worker) -> None:
    client = sign_in(beheer, give_app(beheer.account))
    response = client.post(AGAIN, {"password": "een andere zin"})
    assert response.status_code == 400
    assert "Dit wachtwoord klopt niet." in shown(response)


def test_keys_are_kept_sealed(beheer: Worker) -> None:
    secret = give_app(beheer.account)
    stored = [str(row.data) for row in Authenticator.objects.filter(user=beheer.account)]
    assert len(stored) == 2
    assert not [data for data in stored if secret in data]


def test_a_code_whose_key_is_gone_fits_nothing_and_breaks_nothing(beheer: Worker) -> None:
    secret = give_app(beheer.account)
    other = "een andere sleutel dan toen"
    with override_settings(SECRET_KEY=other, SECRET_KEY_FALLBACKS=[]):
        client = Client()
        give_password(client, beheer)
        assert client.post(WITH_A_KEY, {"code": code(secret)}).status_code == 400
    with override_settings(SECRET_KEY=other, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        sign_in(beheer, secret)


def test_somebody_of_another_municipality_gets_in_nowhere_here(two_municipalities: object) -> None:
    henk = add_worker("henk")
    client = sign_in(henk, give_app(henk.account))
    assert client.get(WORK).status_code == 403
    assert client.get("/veenrode/medewerkers/beheer/").status_code == 200


def test_only_what_is_used_of_allauth_has_an_address() -> None:
    names = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {name for name in names if name.startswith(("account_", "socialaccount_", "openid_"))} == {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "socialaccount_login_cancelled",
        "openid_connect_login",
        "openid_connect_callback",
    }
    assert not names & {"mfa_signup_webauthn", "mfa_trust", "mfa_list_webauthn", "mfa_edit_webauthn"}


def test_no_page_for_residents_sets_a_cookie_or_opens_a_session(beheer: Worker) -> None:
    client = sign_in(beheer, give_app(beheer.account))
    for address in ("/duinstad/", "/duinstad/contact", "/duinstad/privacy"):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
