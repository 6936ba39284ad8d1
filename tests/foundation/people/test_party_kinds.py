"""Which of the six kinds of party an organisation is, on screen and on the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import UTC, datetime

import pytest
from django.test import Client

from maatwerk.foundation.people import staff_cli
from maatwerk.foundation.people.models import Organisation
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
