"""The fonts of letters are complete, unchanged and free, and draw what they say they draw."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from maatwerk.foundation.documents.letters import Heading, Letter, Paragraph, write_letter
from maatwerk.foundation.documents.wording import FONTS, breakable, clean, undrawable
from tests.foundation.documents.test_letters import DUINSTAD, LETTER, VEENRODE, read, replace

FRONTEND = Path(__file__).resolve().parents[3] / "frontend"
MANIFEST: list[dict[str, Any]] = json.loads((FONTS / "manifest.json").read_text(encoding="utf-8"))
REMEDY = "run frontend/letter_fonts.py (its first lines say how)"


def test_the_manifest_lists_exactly_the_files_that_are_there() -> None:
    listed = {entry["file"] for entry in MANIFEST} | {entry["licence_file"] for entry in MANIFEST}
    assert listed | {"manifest.json", "characters.json"} == {path.name for path in FONTS.iterdir()}, REMEDY


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["file"])
def test_each_font_is_as_it_was_made_and_free(entry: dict[str, Any]) -> None:
    assert sha256((FONTS / entry["file"]).read_bytes()).hexdigest() == entry["sha256"], REMEDY
    assert entry["licence"] == "OFL-1.1"
    licence = (FONTS / entry["licence_file"]).read_text(encoding="utf-8")
    assert licence.startswith(f"{entry['package']} {entry['version']}\n")
    assert "SIL Open Font License, Version 1.1" in licence
    pinned = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert pinned[entry["package"]] == entry["version"], REMEDY


@pytest.mark.parametrize("municipality", [DUINSTAD, VEENRODE], ids=["sans", "serif"])
def test_every_character_they_say_they_draw_is_drawn(municipality: Any) -> None:
    """Typst refuses to make a PDF/A in which a character is missing."""
    ranges = json.loads((FONTS / "characters.json").read_text(encoding="utf-8"))
    everything = clean("".join(f"{chr(code)} " for first, last in ranges for code in range(first, last + 1)))
    assert undrawable(everything) == []
    letter: Letter = replace(LETTER, title="t", body=(Heading(everything), Paragraph(everything)))
    fonts = {
        font.get_object()["/BaseFont"].split("+")[1]
        for page in read(write_letter(letter, municipality)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts <= {"NotoSans-Regular", "NotoSans-Bold", "NotoSerif-Bold"}


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Zoe\u0308", "Zoë"),
        ("een\ttab en\u2003een wijde spatie", "een tab en een wijde spatie"),
        ("een\r\nregel\u2028einde", "een\nregel\neinde"),
        ("op\u202ezij", "opzij"),
        ("bel\x07 en zacht\xadstreepje", "bel en zachtstreepje"),
        ("10\u202f000 en 2\u20115", "10\xa0000 en 2-5"),
    ],
)
def test_text_is_brought_into_one_form(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_what_the_fonts_do_not_have_is_named() -> None:
    assert undrawable("Ik heet 王 of 明, zei 王.") == ["明", "王"]
    assert undrawable("Ŵïłłém şçğ ½ € “quote”\n") == []


def test_only_what_is_wider_than_the_paper_may_break() -> None:
    for usual in ("arbeidsongeschiktheidsverzekering", "NL91 ABNA 0417 1643 00", "samira@voorbeeld.example"):
        assert breakable(usual) == usual
    assert breakable("w" * 41).replace("\u200b", "") == "w" * 41
    assert breakable("w" * 41).count("\u200b") == 40
    assert "\u200b" in breakable("www.voorbeeld.example/een/lang/adres")
    assert "\u200b" in breakable("NL91ABNA0417164300", narrow=True)
    assert "\u200b" not in breakable("verzekeringsmaatschappij", narrow=True)
    accented = breakable("e\u0323" * 41)
    assert "\u200b\u0323" not in accented
