"""Booklets as PDF: what they say, that a screen reader can read them, and that their page numbers are right."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pypdf
import pytest

from maatwerk.foundation.documents.booklets import Block, Booklet, Card, Chapter, Group, Line, Lines, write_booklet
from maatwerk.foundation.ui.municipality import Municipality
from tests.foundation.documents.test_letters import DUINSTAD, elements, read, sizes

FACTS = (("Telefoon", "14 0999"), ("Adres", "Kade 1, 1234 AB Duinstad\nNoord"))


def cards(letter: str, count: int) -> tuple[Card, ...]:
    return tuple(Card(f"{letter}{at}", f"{letter}naam {at}", (f"Zin {letter}{at}.",), FACTS) for at in range(count))


BOOKLET = Booklet(
    title="Hulp in Noord",
    lead=("Gemaakt op 22 november 2026.",),
    front=(Block("Nu hulp nodig?", ("Levensgevaar: 112",)),),
    chapters=(
        Chapter("Geld", (Group("", cards("A", 12)),), closing="Er is nog meer."),
        Chapter(
            "Wonen",
            (Group("In Noord", cards("C", 9)), Group("Voor iedereen", cards("B", 9))),
            (
                Lines("Ook hierbij", (Line("Anaam 3", see="A3"),)),
                Lines("Elders", (Line("Éénnaam. Zuid. 14 0888", id="e", name="Éénnaam"),)),
            ),
        ),
    ),
    date=date(2026, 11, 22),
    language="nl",
)
EVERY = [card for chapter in BOOKLET.chapters for group in chapter.groups for card in group.cards]
PRINTS = pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])


def write(booklet: Booklet = BOOKLET, large: bool = False, municipality: Municipality = DUINSTAD) -> bytes:
    return write_booklet(booklet, municipality, large)


def pages(pdf: bytes) -> list[str]:
    """Without the marks where a line may or may not break, of which a reader hears nothing."""
    return [re.sub(r"\s+", " ", re.sub("[\u200b\u2060]", "", page.extract_text())) for page in read(pdf).pages]


def text_of(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def page_of(pdf: bytes, sentence: str) -> int:
    """The number of the only page that says this."""
    (found,) = [number for number, text in enumerate(pages(pdf), start=1) if sentence in text]
    return found


@PRINTS
def test_it_says_that_it_is_accessible_and_fit_for_the_archive(large: bool) -> None:
    pdf = read(write(large=large))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert pdf.metadata
    assert pdf.metadata.title == "Hulp in Noord"
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in xmp
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            for one in font.get_object()["/DescendantFonts"]:
                assert "/FontFile2" in one.get_object()["/FontDescriptor"]


def test_its_language_is_that_of_its_words() -> None:
    assert read(write()).trailer["/Root"]["/Lang"] == "nl-NL"
    english = write(replace(BOOKLET, language="en"))
    assert read(english).trailer["/Root"]["/Lang"] == "en-GB"
    assert "Rather not online? Call 14 0999" in text_of(english)


def test_headings_go_down_one_step_at_a_time_and_lists_and_contents_are_that() -> None:
    found = elements(write())
    levels = [int(kind[2]) for kind in found if re.fullmatch(r"/H[1-6]", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels.count(3) == 12 + 2, "cards of a chapter without groups, and two groups"
    assert levels.count(4) == 18
    assert "/TOC" in found
    assert found.count("/TOCI") == 3, "two chapters and the index"
    assert {"/L", "/LI", "/Link"} <= set(found)


@PRINTS
def test_everything_put_in_is_there_and_in_order(large: bool) -> None:
    text = re.sub(r"Pagina \d+ van \d+ ", "", text_of(write(large=large)))
    said = """Hulp in Noord|Gemaakt op 22 november 2026.|Nu hulp nodig?|Levensgevaar: 112|Liever niet digitaal?
Wat staat in deze folder?|Zin A0.|Zin A11.|Er is nog meer.|In Noord|Zin C0.|Zin C8.|Voor iedereen|Zin B8.|Ook hierbij
Elders|Éénnaam. Zuid. 14 0888|Namen op alfabet"""
    at = 0
    for each in re.split("[|\n]", said):
        at = text.index(each, at)
    assert text.count("Telefoon: 14 0999 Adres: Kade 1, 1234 AB Duinstad Noord") == len(EVERY)
    for card in EVERY:
        assert f"{card.name} {card.lines[0]}" in text


@PRINTS
def test_the_index_is_in_order_and_names_the_page_of_each(large: bool) -> None:
    pdf = write(large=large)
    index = text_of(pdf).rpartition("Namen op alfabet")[2]
    found = re.findall(r"(\w+naam(?: \d+)?), pagina (\d+)", index)
    names = [card.name for card in EVERY]
    assert [name for name, _page in found] == [*sorted(names), "Éénnaam"]
    for name, page in found:
        card = next((card for card in EVERY if card.name == name), None)
        assert int(page) == page_of(pdf, card.lines[0] if card else "Éénnaam. Zuid.")
    assert f"• Anaam 3, pagina {page_of(pdf, 'Zin A3.')}" in text_of(pdf), "where it stands in full"


@PRINTS
def test_the_contents_name_the_page_of_each_chapter(large: bool) -> None:
    pdf = write(large=large)
    (contents,) = [page for page in pages(pdf) if "Wat staat in deze folder?" in page]
    found = dict(re.findall(r"(Geld|Wonen|Namen op alfabet)[ .]+(\d+)", contents))
    assert int(found["Geld"]) == page_of(pdf, "Zin A0.")
    assert int(found["Wonen"]) == page_of(pdf, "In Noord Cnaam 0")
    assert int(found["Namen op alfabet"]) == page_of(pdf, "Namen op alfabet Anaam 0,")


@PRINTS
def test_every_page_has_its_number(large: bool) -> None:
    told = pages(write(large=large))
    assert len(told) > 3
    for number, text in enumerate(told, start=1):
        assert f"Pagina {number} van {len(told)}" in text


def test_large_print_is_large_everywhere() -> None:
    assert min(sizes(write(large=True))) >= 18
    assert min(sizes(write())) == 9, "the page number"


def test_a_warning_stands_on_its_card() -> None:
    chapter = Chapter("Geld", (Group("", (Card("a", "Naam", ("Zin.",), FACTS, "Bel eerst."),)),))
    assert "Duinstad Noord Bel eerst." in text_of(write(replace(BOOKLET, chapters=(chapter,))))


def test_a_municipality_that_does_not_exist_says_so() -> None:
    said = "Gemeente Duinstad bestaat niet"
    assert said in text_of(write())
    real = Municipality("duinstad", DUINSTAD.profile.model_copy(update={"invented": False}))
    assert said not in text_of(write(municipality=real))


def test_what_cannot_be_drawn_is_said_to_be_there() -> None:
    chapter = Chapter("Geld", (Group("", (Card("a", "Taalles العربية", ("Zin 🎈.",), FACTS),)),))
    text = text_of(write(replace(BOOKLET, chapters=(chapter,))))
    assert "Taalles [tekens die wij niet kunnen afdrukken] Zin [tekens die wij niet kunnen afdrukken]." in text


def test_nothing_is_read_as_markup() -> None:
    chapter = Chapter("= #pagebreak()", (Group("", (Card("a", "*Naam* $x$ <b>", ("#lorem(9) @see",), FACTS),)),))
    text = text_of(write(replace(BOOKLET, chapters=(chapter,))))
    assert "= #pagebreak() *Naam* $x$ <b> #lorem(9) @see" in text


def test_without_chapters_it_is_a_front_page() -> None:
    pdf = write(replace(BOOKLET, chapters=()))
    assert "Levensgevaar: 112" in text_of(pdf)
    assert "Namen op alfabet" not in text_of(pdf)


def test_the_same_booklet_gives_the_same_bytes() -> None:
    assert write() == write()


def test_its_chapters_are_bookmarks() -> None:
    marks = pypdf.PdfReader(io.BytesIO(write()), strict=True).outline
    assert [mark["/Title"] for mark in marks if isinstance(mark, dict)] == ["Geld", "Wonen", "Namen op alfabet"]
