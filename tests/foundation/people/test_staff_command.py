"""`./maatwerk staff`, as whoever has the server uses it."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import UTC, datetime

import pytest
from django.test import Client

from maatwerk.foundation.people import staff_cli
from maatwerk.foundation.people.models import Account, Municipality, Organisation, StaffChange
from tests.staff import add_worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipalities(two_municipalities: object) -> None:
    """There are two."""


def staff(line: str, demo: bool = True) -> int:
    parser = ArgumentParser()
    staff_cli.add_arguments(parser)
    return staff_cli.run(parser.parse_args(line.split()), "", demo, datetime.now(UTC))


def test_one_command_makes_the_first_administrator_of_a_demo(capsys: pytest.CaptureFixture[str]) -> None:
    assert staff("invite U@gemeente.example --name Uw_naam --organisation Gemeente --role beheerder") == 0
    address = capsys.readouterr().out.strip()
    assert address.startswith("http://localhost:8000/duinstad/medewerkers/uitnodiging/")
    page = Client().get(address.removeprefix("http://localhost:8000"))
    assert page.status_code == 200
    assert "Uw_naam" in page.content.decode()
    account = Account.objects.get(email="u@gemeente.example")
    assert account.worker.organisation.slug == "gemeente"
    assert [each.role for each in account.worker.appointments.all()] == ["beheerder"]
    assert set(StaffChange.objects.values_list("by", flat=True)) == {None}


def test_outside_a_demo_the_address_is_that_of_the_site(capsys: pytest.CaptureFixture[str]) -> None:
    staff("invite a@x.example --name A --organisation X", demo=False)
    shown = capsys.readouterr()
    assert shown.out.startswith("/duinstad/medewerkers/uitnodiging/")
    assert "--site" in shown.err
    staff("reinvite a@x.example --site https://hulp.example/", demo=False)
    assert capsys.readouterr().out.startswith("https://hulp.example/duinstad/medewerkers/uitnodiging/")
    Municipality.objects.filter(slug="duinstad").update(hostname="hulp.duinstad.example")
    staff("reinvite a@x.example", demo=False)
    assert capsys.readouterr().out.startswith("https://hulp.duinstad.example/medewerkers/uitnodiging/")


def test_organisations_teams_roles_and_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert staff("add-organisation Wijkteam --municipality veenrode") == 0
    assert staff("add-team Ochtend --organisation wijkteam --municipality veenrode") == 0
    line = "invite a@x.example --name A --organisation wijkteam --municipality veenrode --team Ochtend --role post"
    assert staff(line) == 0
    assert staff("role a@x.example +redacteur -post +beheerder") == 0
    capsys.readouterr()
    assert staff("list --municipality veenrode") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "wijkteam: Wijkteam"
    assert second.split() == ["a@x.example", "invited", "ochtend", "beheerder,", "redacteur"]
    assert staff("add-team Avond --organisation wijkteam --municipality veenrode") == 0
    assert staff("team a@x.example +avond -ochtend") == 0
    assert staff("team a@x.example +nacht") == 1
    shown = capsys.readouterr()
    assert shown.out.splitlines()[-1] == "avond"
    assert "The teams are: " in shown.err
    add_worker("henk")
    assert staff("close a@x.example") == 0
    staff("list --municipality veenrode")
    assert " closed " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("invite a@x.example --name A --organisation X --municipality atlantis", "no municipality 'atlantis'"),
        ("invite a@x.example --name A --organisation X --team nacht", "x has no team nacht. It has: none yet."),
        ("invite a@x --name A --organisation X", "@organis"),
        ("add-team T --organisation X", "There is no organisation 'X'. There are: none yet."),
        ("reinvite niemand@x.example", "There is nobody who works here with the address niemand@x.example."),
        ("close niemand@x.example", "There is nobody"),
        ("role niemand@x.example +post", "There is nobody"),
    ],
)
def test_what_is_refused_is_said_and_changes_nothing(
    line: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert staff(line) == 1
    assert sentence in capsys.readouterr().err
    assert not Organisation.objects.exists()
    assert not Account.objects.exists()


@pytest.mark.parametrize("change", ["post", "+directeur", "-"])
def test_a_role_that_does_not_exist_is_refused(change: str, capsys: pytest.CaptureFixture[str]) -> None:
    add_worker("pim")
    assert staff(f"role pim@gemeente.example {change}") == 1
    assert (
        "The roles are: redacteur, beheerder, post, privacy, toezicht, gegevensbeheer, aanbieder."
        in capsys.readouterr().err
    )


def test_without_a_municipality_there_is_nobody_to_work_for(capsys: pytest.CaptureFixture[str]) -> None:
    Municipality.objects.all().delete()
    assert staff("list") == 1
    assert "municipality add" in capsys.readouterr().err
