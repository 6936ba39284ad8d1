"""Our own CSV: a service on a row, as a spreadsheet saves it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.importing import columns, saying
from maatwerk.knowledge.directory.importing.limits import LARGEST_ROW
from maatwerk.knowledge.directory.importing.reading import Found, read
from maatwerk.knowledge.directory.importing.saying import UnreadableError
from maatwerk.site.library import library
from tests.knowledge.directory.files import CSV_ROW, csv_file, csv_row

DOCS = Path(__file__).resolve().parents[3] / "docs/hsds-import.md"


def rows(file: Path) -> list[Found]:
    return list(read([file]))


def rows_or_none(file: Path) -> list[Found]:
    """What a file holds; nothing where it is refused as a whole. Anything else that is raised fails the test."""
    try:
        return rows(file)
    except UnreadableError:
        return []


def refused(file: Path) -> str:
    with pytest.raises(UnreadableError) as error:
        rows(file)
    return error.value.told.nl


def service(**cells: str) -> Service:
    found, faults, _warnings = columns.service_of(csv_row(**cells), library().needs, library().dictionary)
    assert not faults
    assert found
    return found


def faults(**cells: str) -> list[str]:
    found, told, _warnings = columns.service_of(csv_row(**cells), library().needs, library().dictionary)
    assert found is None
    return [each.nl for each in told]


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_is_read_as_a_spreadsheet_saves_it(tmp_path: Path, delimiter: str, ends: str, encoding: str) -> None:
    tricky = csv_row(naam='Café "De Brug", zaal; 2', samenvatting="Eerste regel.\nTweede regel.")
    file = csv_file(tmp_path / "kaart.csv", [tricky, CSV_ROW], delimiter, ends, encoding)
    assert [each.cells for each in rows(file)] == [tricky, CSV_ROW]


def test_names_of_columns_may_have_capitals_and_stand_in_any_order(tmp_path: Path) -> None:
    file = tmp_path / "kaart.csv"
    head = ",".join(f" {name.upper()} " for name in reversed(CSV_ROW))
    file.write_text(f"{head},,\n{','.join(reversed(CSV_ROW.values()))},,\n,,,\n", encoding="utf-8")
    assert [each.cells for each in rows(file)] == [CSV_ROW]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (",".join(name for name in CSV_ROW if name != "naam"), "kolommen ontbreken: ‘naam’"),
        (",".join([*CSV_ROW, "telefoonnr"]), "kennen wij niet: ‘telefoonnr’"),
        (",".join([*CSV_ROW, "naam"]), "twee keer: ‘naam’"),
        ('"id', "Regel 1 is geen goede CSV"),
    ],
)
def test_columns_that_are_wrong_refuse_the_file(tmp_path: Path, head: str, told: str) -> None:
    file = tmp_path / "kaart.csv"
    file.write_text(head + "\n", encoding="utf-8")
    assert told in refused(file)


@pytest.mark.parametrize("body", ['"never ends', '"a"b,c', "x" * (LARGEST_ROW + 1), '"' + "x\n" * 200_000 + '"'])
def test_a_body_that_is_no_csv_refuses_the_file(tmp_path: Path, body: str) -> None:
    file = tmp_path / "kaart.csv"
    file.write_text(",".join(CSV_ROW) + "\n" + body, encoding="utf-8")
    assert "geen goede CSV" in (told := refused(file)) or "groter dan 1 MB" in told


def test_a_row_that_is_wrong_by_itself_leaves_the_others(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "kaart.csv", [csv_row(naam="a\0b"), CSV_ROW])
    file.write_text(file.read_text(encoding="utf-8") + "x," * 40 + "x\n", encoding="utf-8")
    assert [each.fault for each in rows(file)] == [saying.BAD_CHARACTERS, None, saying.TOO_MANY_CELLS]


def test_a_row_becomes_a_service() -> None:
    made = service(
        telefoon="000-111 22 33", soort="informeel", wetten="wmo | wgs", talen="nl|ar", werkgebied="GM0344",
        gratis="JA", tolk="nee", plek="vol", wachttijd_weken="6", wachttijd_op="1-10-2026", leeftijd_van="18",
        leeftijd_tot_en_met="27", straat="Kade 1", postcode="3511 AB", plaats="Duinstad", wijk="Noord",
        breedte="52,0907", lengte="5.1214", toegankelijk="rolstoel", gezien_op="14-3-2026",
    )  # fmt: skip
    raw = made.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    assert raw["naam"] == {"nl": "Taalcafé", "en": "Language café"}
    assert raw["locaties"] == [
        {
            "straat": "Kade 1",
            "postcode": "3511 AB",
            "plaats": "Duinstad",
            "wijk": "Noord",
            "punt": {"breedte": 52.0907, "lengte": 5.1214},
        }
    ]
    assert raw["wachttijd"] == {"weken": 6, "op": "2026-10-01"}
    assert (raw["gratis"], raw["tolk"], raw["wetten"], raw["talen"]) == (True, False, ["wmo", "wgs"], ["nl", "ar"])
    assert raw["bron"] == {"naam": "lijst van de gemeente", "datum": "2026-03-14", "zekerheid": "hoog"}


def test_who_does_not_say_how_sure_a_source_is_is_not_sure() -> None:
    assert service(zekerheid="").source.confidence == "laag"


def test_without_english_the_dutch_stands_there_and_the_report_says_so() -> None:
    found, _faults, warnings = columns.service_of(csv_row(naam_en=""), library().needs, library().dictionary)
    assert found
    assert found.name.en == "Taalcafé"
    assert warnings == [saying.no_english("naam")]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"gratis": "misschien"}, "Schrijf bij ‘gratis’ ja of nee."),
        ({"leeftijd_van": "achttien"}, "Schrijf bij ‘leeftijd_van’ een getal."),
        ({"leeftijd_van": "9" * 5_000}, "Schrijf bij ‘leeftijd_van’ een getal."),
        ({"leeftijd_van": "200"}, "‘leeftijd_van’: Vul 120 of minder in."),
        ({"breedte": "nan", "lengte": "5"}, "‘breedte’"),
        ({"breedte": "1e999", "lengte": "5"}, "‘breedte’"),
        ({"gezien_op": "30-2-2026"}, "Schrijf bij ‘gezien_op’ een datum, zoals 2026-11-22."),
        ({"gezien_op": "vorige week"}, "Schrijf bij ‘gezien_op’ een datum, zoals 2026-11-22."),
        ({"website": "javascript:alert(1)"}, "‘website’: Dit is geen webadres."),
        ({"website": "www.example.org"}, "‘website’: Dit is geen webadres."),
        ({"behoeften": "bestaat_niet"}, "‘behoeften’: De behoefte ‘bestaat_niet’ bestaat niet."),
        ({"behoeften": ""}, "‘behoeften’: Dit is nog leeg."),
        ({"wetten": "wmo|bestaat_niet"}, "‘wetten’: Kies een van deze"),
        ({"naam": '=HYPERLINK("http://example.org")'}, "In ‘naam’ staat een formule. Zet er tekst neer."),
        ({"organisatie": "@SUM(A1)"}, "In ‘organisatie’ staat een formule. Zet er tekst neer."),
    ],
)
def test_a_cell_that_is_wrong_is_named_by_its_column(cells: dict[str, str], told: str) -> None:
    [fault] = faults(**cells)
    assert fault.startswith(told)


def test_everything_that_is_wrong_with_a_row_is_told_at_once() -> None:
    told = faults(gratis="?", gezien_op="?", website="?", naam="")
    assert [each.partition("‘")[2].partition("’")[0] for each in told] == ["gratis", "gezien_op", "naam", "website"]


def test_the_documentation_names_every_column_and_no_other() -> None:
    table = [line.split("|")[1].strip() for line in DOCS.read_text(encoding="utf-8").splitlines() if line[:3] == "| `"]
    named = {name for cell in table for name in cell.replace("`", "").split(", ")}
    assert named | {f"{name}_en" for name in columns.TEXTS} == columns.known()
    assert set(columns.REQUIRED) <= named


CELLS = some.text(max_size=40) | some.sampled_from(
    ["ja", "2026-01-01", "wmo|", "|||", "1e5", "\r\n", '"', "=1+1", "\0"]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.dictionaries(some.sampled_from(sorted(columns.known())), CELLS, max_size=12), max_size=4))
def test_whatever_stands_in_cells_every_row_is_a_service_or_gets_a_sentence(
    tmp_path: Path, made: list[dict[str, Any]]
) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, sorted(columns.known()))
    writer.writeheader()
    writer.writerows(made)
    file = tmp_path / "kaart.csv"
    file.write_bytes(text.getvalue().encode("utf-8", "surrogatepass"))
    for each in rows_or_none(file):
        if each.cells and not each.fault:
            service_, told, _warnings = columns.service_of(each.cells, library().needs, library().dictionary)
            assert (service_ is None) is bool(told)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.binary(max_size=300) | some.text(max_size=200).map(lambda text: text.encode("utf-16")))
def test_whatever_bytes_a_file_has_it_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x"
    file.write_bytes(content)
    assert all(each.raw or each.cells or each.fault for each in rows_or_none(file))
