"""An invitation lets one person in, once, for three days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from maatwerk.foundation.people import invitations
from maatwerk.foundation.people.invitations import invitation_path
from maatwerk.foundation.people.models import StaffChange, Worker
from maatwerk.foundation.people.rules import Change
from maatwerk.foundation.people.staff_actions import accept, close, invite, invite_again
from tests.foundation.people.keys import KEYS, WORK, give_password, shown
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

NEW = {"password": "elf paarse olifanten", "again": "elf paarse olifanten"}


@pytest.fixture
def nadia(two_municipalities: object) -> Worker:
    now = datetime.now(UTC)
    return invite("nadia@wijkteam.example", "Nadia", add_worker("els").organisation, now, by=add_worker("beheer"))


def at(worker: Worker, municipality: str = "duinstad") -> str:
    return f"/{municipality}{invitation_path(worker)}"


def over(client: Client, address: str) -> bool:
    answers = [client.get(address), client.post(address, NEW)]
    assert {answer.status_code for answer in answers} <= {200, 302, 404}
    return all("Deze uitnodiging werkt niet meer" in shown(answer) for answer in answers)


def test_a_password_is_chosen_and_then_a_key_is_asked_for(nadia: Worker) -> None:
    client, address = Client(), at(nadia)
    page = client.get(address)
    assert "Dag Nadia. U bent uitgenodigd om hier te werken voor wijkteam." in shown(page)
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"  # the address is a secret, and other sites are not told it
    done = client.post(address, NEW)
    assert done["Location"] == KEYS
    assert "Stel eerst een sleutel in" in shown(client.get(KEYS))
    assert client.get("/duinstad/medewerkers/sleutels/app").status_code == 200  # the password was given just now
    assert client.get(WORK)["Location"].startswith(KEYS)
    assert give_password(Client(), nadia, NEW["password"]).status_code == 302
    change = StaffChange.objects.get(what=Change.ACCEPTED)
    assert (change.worker, change.by) == (nadia, nadia)


def test_it_works_once(nadia: Worker) -> None:
    address = at(nadia)
    token = address.rpartition("/")[2]
    assert Client().post(address, NEW).status_code == 302
    assert over(Client(), address)
    # Neither for two browsers that had the page open at the same moment.
    assert accept(nadia, token, "een heel ander wachtwoord", datetime.now(UTC)) is False
    assert give_password(Client(), nadia, NEW["password"]).status_code == 302


def test_it_works_for_three_days(nadia: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    address, made = at(nadia), datetime.now()  # the tokens of Django count in the time of the machine
    for later, works in ((timedelta(days=2, hours=23), True), (timedelta(days=3, minutes=1), False)):
        monkeypatch.setattr(invitations.tokens, "_now", lambda later=later: made + later)
        assert (Client().get(address).status_code == 200) is works


@pytest.mark.parametrize("change", [lambda a: a[:-1] + ("0" if a[-1] != "0" else "1"), lambda a: a + "x"])
def test_an_address_that_was_tampered_with_does_not_work(nadia: Worker, change: object) -> None:
    assert over(Client(), change(at(nadia)))  # type: ignore[operator]


def test_it_is_for_one_person(nadia: Worker) -> None:
    els = add_worker("els")
    assert over(Client(), at(nadia).replace(f"/{nadia.pk}/", f"/{els.pk}/"))
    assert over(Client(), at(nadia).replace(f"/{nadia.pk}/", "/999999/"))


def test_it_works_in_its_own_municipality_only(nadia: Worker) -> None:
    assert over(Client(), at(nadia, "veenrode"))


def test_a_new_one_ends_the_old_and_a_closed_account_has_none(nadia: Worker) -> None:
    now, address = datetime.now(UTC), at(nadia)
    invite_again(nadia, now)
    assert over(Client(), address)
    address = at(nadia)
    assert Client().get(address).status_code == 200
    close(nadia, now)
    assert over(Client(), address)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Dit wachtwoord is te kort. Gebruik ten minste 12 tekens."),
        ({"password": "kort", "again": "kort"}, "Dit wachtwoord is te kort."),
        ({"password": "qwerty123456", "again": "qwerty123456"}, "Dit wachtwoord gebruiken veel mensen."),
        ({"password": "123456789012345", "again": "123456789012345"}, "Dit wachtwoord heeft alleen cijfers."),
        ({"password": "nadia@wijkteam.example", "again": "nadia@wijkteam.example"}, "lijkt te veel op uw e-mailadres"),
        ({"password": "elf paarse olifanten", "again": "elf olifanten"}, "De twee wachtwoorden zijn niet gelijk."),
    ],
)
def test_a_weak_password_is_refused_with_a_sentence(nadia: Worker, sent: dict[str, str], sentence: str) -> None:
    client, address = Client(), at(nadia)
    response = client.post(address, sent)
    assert response.status_code == 400
    assert sentence in shown(response)
    assert "elf paarse" not in response.content.decode()
    assert not StaffChange.objects.filter(what=Change.ACCEPTED).exists()
    assert client.post(address, NEW).status_code == 302  # it still works
