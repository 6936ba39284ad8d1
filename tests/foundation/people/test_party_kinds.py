"""Which of the six kinds of party an organisation is, on screen and on the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import UTC, datetime

import pytest
from django.test import Client

from maatwerk.foundation.people import staff_cli
from maatwerk.foundation.people.models import Organisation, StaffChange
from maatwerk.foundation.people.residents import PartyKind
from maatwerk.foundation.people.web.labels import PARTIES
from tests.foundation.people.keys import shown
from tests.staff import add_worker, signed_in

pytestmark = pytest.mark.django_db

PAGE = "/duinstad/medewerkers/beheer/"


@pytest.fixture
def beheer(two_municipalities: object) -> Client:
    return signed_in(add_worker("beheer"))


def test_there_are_the_six_of_the_city_deal() -> None:
    assert set(PARTIES) == set(PartyKind)
    assert len(PartyKind) == 6


def test_the_kind_is_chosen_and_shown_and_may_be_unknown(beheer: Client) -> None:
    beheer.post(PAGE, {"name": "Thuiszorg Duin", "soort": "zorgorganisatie"})
    beheer.post(PAGE, {"name": "Nog onbekend", "soort": ""})
    kinds = dict(Organisation.objects.values_list("slug", "kind"))
    assert (kinds["thuiszorg-duin"], kinds["nog-onbekend"]) == ("zorgorganisatie", "")
    table = shown(beheer.get(PAGE))
    assert "Thuiszorg Duin Zorgorganisatie" in table
    assert "Nog onbekend –" in table


def test_another_kind_is_refused_and_what_was_chosen_stays(beheer: Client) -> None:
    answer = beheer.post(PAGE, {"name": "Iets", "soort": "partij"})
    assert answer.status_code == 400
    assert "Kies een soort uit de lijst." in answer.content.decode()
    answer = beheer.post(PAGE, {"name": "", "soort": "bedrijf"})
    assert answer.status_code == 400
    assert '<option value="bedrijf" selected>' in answer.content.decode()
    assert not Organisation.objects.filter(slug="iets").exists()


def test_on_the_command_line_too(two_municipalities: object, capsys: pytest.CaptureFixture[str]) -> None:
    parser = ArgumentParser()
    staff_cli.add_arguments(parser)
    for line in ("add-organisation Wijkteam --kind gemeente", "list"):
        assert staff_cli.run(parser.parse_args(line.split()), "duinstad", True, datetime.now(UTC)) == 0
    assert "wijkteam: Wijkteam (gemeente)" in capsys.readouterr().out.splitlines()
    with pytest.raises(SystemExit):
        parser.parse_args(["add-organisation", "Wijkteam", "--kind", "partij"])


def test_an_administrator_chooses_the_kind_of_an_organisation_that_is_there_and_it_is_noted(beheer: Client) -> None:
    wijkteam = add_worker("els").organisation
    Organisation.objects.filter(pk=wijkteam.pk).update(kind="")
    page = f"{PAGE}organisaties/{wijkteam.pk}/"
    assert "Zonder soort krijgt deze organisatie geen taak." in shown(beheer.get(page))
    for wrong in ("", "partij"):
        answer = beheer.post(page, {"soort": wrong})
        assert answer.status_code == 400
        assert 'id="soort-error">Kies een soort uit de lijst.' in answer.content.decode()
    for kind in ("gemeente", "gemeente", "zorgorganisatie"):
        assert beheer.post(page, {"soort": kind})["Location"] == page
    wijkteam.refresh_from_db()
    assert wijkteam.kind == "zorgorganisatie"
    assert '<option value="zorgorganisatie" selected>' in beheer.get(page).content.decode()
    noted = StaffChange.objects.filter(what="soort_gekozen").order_by("pk")
    assert [(each.detail, each.by_id) for each in noted] == [
        (f"{wijkteam.pk}-gemeente", add_worker("beheer").pk),
        (f"{wijkteam.pk}-zorgorganisatie", add_worker("beheer").pk),
    ]


def test_nobody_changes_the_kind_of_an_organisation_of_another_municipality(beheer: Client) -> None:
    theirs = add_worker("henk").organisation
    assert beheer.post(f"{PAGE}organisaties/{theirs.pk}/", {"soort": "bedrijf"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.kind != "bedrijf"


def test_the_kind_is_said_on_the_command_line_too(beheer: Client, capsys: pytest.CaptureFixture[str]) -> None:
    wijkteam = add_worker("els").organisation
    Organisation.objects.filter(pk=wijkteam.pk).update(kind="")
    parser = ArgumentParser()
    staff_cli.add_arguments(parser)
    line = f"kind {wijkteam.slug} maatschappelijke_organisatie --municipality duinstad"
    assert staff_cli.run(parser.parse_args(line.split()), "", True, datetime.now(UTC)) == 0
    assert capsys.readouterr().out == f"{wijkteam.slug}: maatschappelijke_organisatie\n"
    wijkteam.refresh_from_db()
    assert wijkteam.kind == PartyKind.CIVIL_SOCIETY
    [noted] = StaffChange.objects.filter(what="soort_gekozen")
    assert (noted.detail, noted.by) == (f"{wijkteam.pk}-maatschappelijke_organisatie", None)
    line = "kind bestaat-niet gemeente --municipality duinstad"
    assert staff_cli.run(parser.parse_args(line.split()), "", True, datetime.now(UTC)) == 1
    assert "There is no organisation 'bestaat-niet'" in capsys.readouterr().err
