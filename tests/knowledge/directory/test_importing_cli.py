"""`./maatwerk directory`, as somebody types it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from maatwerk.foundation.people.queries import municipalities
from maatwerk.knowledge.directory.importing import cli
from maatwerk.knowledge.directory.importing.models import ImportRun
from maatwerk.knowledge.directory.models import Listing, Place
from tests.knowledge.directory.files import csv_file, csv_row, hsds, json_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Any:
    """Carries out a line; gives the exit status, what was printed and what was said beside it."""

    def carry_out(*words: object) -> tuple[int, str, str]:
        parser = ArgumentParser()
        cli.add_arguments(parser)
        status = cli.run(parser.parse_args([str(word) for word in words]), municipalities(), "duinstad", NOW)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return carry_out


def test_an_import_tells_what_it_did_and_the_second_time_that_nothing_changed(typed: Any, tmp_path: Path) -> None:
    file = json_file(tmp_path / "a.json", [hsds(1), 7])
    status, printed, _said = typed("import", file, "--bron", "bron")
    assert status == 0
    assert "2: geweigerd: -: Dit is geen dienst." in printed
    assert "nieuw: 1, gewijzigd: 0, gelijk: 0, geweigerd: 1" in printed
    assert ImportRun.objects.get().by == "opdrachtregel"
    status, printed, _said = typed("import", file, "--bron", "bron", "--taal", "en")
    assert status == 0
    assert printed.endswith("This was there already. Nothing was changed.\n")


def test_a_check_changes_nothing_and_its_status_says_whether_a_row_is_wrong(typed: Any, tmp_path: Path) -> None:
    good, bad = json_file(tmp_path / "a.json", [hsds(1)]), json_file(tmp_path / "b.json", [hsds(2), 7])
    assert typed("check", good)[0] == 0
    assert typed("check", good, bad)[0] == 1
    assert typed("check", tmp_path / "weg.json") == (1, "", "Het bestand is niet te openen.\n")
    assert not Listing.objects.filter(layer="import").exists()
    assert not ImportRun.objects.exists()


def test_as_json_every_row_is_there(typed: Any, tmp_path: Path) -> None:
    file = json_file(tmp_path / "a.json", [hsds(1), 7])
    _status, printed, _said = typed("check", file, "--json")
    told = json.loads(printed)
    assert [line["uitkomst"] for line in told["regels"]] == ["nieuw", "geweigerd"]
    assert told["aantallen"]["geweigerd"] == 1
    status, printed, _said = typed("import", file, "--bron", "bron", "--alles-of-niets", "--json")
    assert status == 1
    assert set(json.loads(printed)["fout"]) == {"nl", "en"}
    assert not Listing.objects.filter(layer="import").exists()


def test_an_unknown_municipality_is_named_with_those_that_there_are(typed: Any, tmp_path: Path) -> None:
    status, _printed, said = typed("stale", "--gemeente", "nergens")
    assert status == 2
    assert "duinstad, veenrode" in said


def test_everything_goes_out_and_comes_in_again(typed: Any, tmp_path: Path) -> None:
    typed("import", csv_file(tmp_path / "a.csv", [csv_row()]), "--bron", "lijst")
    out = tmp_path / "uit.json"
    status, printed, said = typed("export", "--uit", out)
    assert (status, printed) == (0, "")
    assert f"services written to {out}" in said
    assert "Taalcafé" in {each["name"] for each in json.loads(out.read_text(encoding="utf-8"))["contents"]}
    assert json.loads(typed("export")[1]) == json.loads(out.read_text(encoding="utf-8"))
    status, printed, _said = typed("import", out, "--bron", "anderen", "--gemeente", "veenrode")
    assert status == 0
    assert "geweigerd: 0" in printed


def test_what_nobody_looked_at_for_six_months_is_listed_oldest_first(typed: Any, tmp_path: Path) -> None:
    days = {"een": "2025-11-21", "twee": "2025-11-22", "drie": "2026-05-21", "vier": "2026-05-22"}
    rows = [csv_row(id=name, naam=name, gezien_op=day) for name, day in days.items()]
    typed("import", csv_file(tmp_path / "a.csv", rows), "--bron", "lijst")
    listed = [row for row in json.loads(typed("stale", "--json")[1]) if row["id"].startswith("lijst_")]
    # Until and with the day six months on something is fresh, until and with the day twelve months on it is grey.
    assert [(row["naam"], row["stand"]) for row in listed] == [
        ("een", "te_oud"), ("twee", "verouderd"), ("drie", "verouderd"),
    ]  # fmt: skip
    assert "2026-05-21  verouderd" in typed("stale")[1]


def test_places_come_in_from_their_own_file(typed: Any, tmp_path: Path) -> None:
    file = tmp_path / "plaatsen.csv"
    file.write_text("naam,soort,breedte,lengte,bron\nNoord,wijk,52.1,5.1,kaart van de gemeente\n", encoding="utf-8")
    status, printed, _said = typed("places", file)
    assert (status, printed) == (0, "nieuw: 1, gewijzigd: 0, weg: 0, gelijk: 0\n")
    assert Place.objects.filter(municipality="duinstad", name="Noord").exists()
    assert json.loads(typed("places", file, "--json")[1])["gelijk"] == 1
    file.write_text("naam\n", encoding="utf-8")
    status, _printed, said = typed("places", file)
    assert status == 1
    assert "ontbreken" in said
    assert typed("places", tmp_path / "weg.csv")[0] == 1
