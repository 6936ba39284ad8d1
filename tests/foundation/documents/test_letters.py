"""Letters as PDF: what they say, how they look, and that a screen reader and an archive can do something with them."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.foundation.documents.letters import (
    MOST_AT_ONCE,
    Bullets,
    Field,
    Heading,
    Letter,
    LetterRefusedError,
    Paragraph,
    Table,
    forget_letters,
    write_letter,
    write_letters,
)
from maatwerk.foundation.documents.wording import FONTS, clean, undrawable
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.site.registry import demo_municipalities

MILLIMETRE = 72 / 25.4  # in points
DUINSTAD, VEENRODE = (Municipality(slug, profile) for slug, profile in sorted(demo_municipalities().items()))
LETTER = Letter(
    title="Uw afspraak over schulden",
    addressee=("Mevrouw S. Yıldız-Đorđević", "Lange Dijkweg 12 A", "1234 AB  Duinstad"),
    body=(
        Paragraph("Beste mevrouw Yıldız,"),
        Paragraph("Wij praten graag met u.\nDat kan ook bij u thuis."),
        Heading("Wat neemt u mee?"),
        Bullets(("uw identiteitsbewijs", "uw post")),
        Table("Uw schulden", ("Aan wie", "Bedrag"), (("Woonstichting", "€ 712,00"), ("Zorg", "€ 151,00"))),
    ),
    date=date(2026, 11, 22),
    language="nl",
    reference="2026-0042",
    closing=("Met vriendelijke groet,", "Ruben"),
)
FORM = replace(
    LETTER,
    title="Formulier",
    addressee=(),
    body=(
        Field("Uw naam"),
        Field("Uw vraag", "In uw eigen woorden", lines=4),
        Field("Hoe?", choices=("bellen", "mail")),
    ),
)


DRAWABLE = [
    chr(code) for first, last in json.loads((FONTS / "characters.json").read_text()) for code in range(first, last + 1)
]


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All text, with one space between words, and without marks where a long word may break."""
    pages = "\n".join(page.extract_text() for page in read(pdf).pages)
    return re.sub(r"\s+", " ", pages.replace("\u200b", ""))


def elements(pdf: bytes) -> list[str]:
    """The kinds of the elements in the structure tree, in the order in which they are read."""

    def walk(node: Any) -> Iterator[str]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                yield from walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node["/S"]
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(read(pdf).trailer["/Root"]["/StructTreeRoot"]))


def sizes(pdf: bytes) -> set[float]:
    """The sizes of all text, in points."""
    found: set[float] = set()
    for page in read(pdf).pages:

        def look(text: str, _cm: Any, matrix: Any, _font: Any, size: float) -> None:
            if text.strip():
                found.add(round(abs(size * matrix[3]), 1))

        page.extract_text(visitor_text=look)
    return found


def test_a_letter_is_tagged_and_says_its_title_and_language() -> None:
    root = read(write_letter(LETTER, DUINSTAD)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert root["/Lang"] == "nl-NL"
    assert read(write_letter(LETTER, DUINSTAD)).metadata.title == "Uw afspraak over schulden"
    assert read(write_letter(replace(LETTER, language="en"), DUINSTAD)).trailer["/Root"]["/Lang"] == "en-GB"


@pytest.mark.parametrize("letter", [LETTER, FORM], ids=["letter", "form"])
@pytest.mark.parametrize("large", [False, True])
def test_it_says_that_it_is_accessible_and_fit_for_the_archive(letter: Letter, large: bool) -> None:
    pdf = read(write_letter(letter, DUINSTAD, large))
    xmp = pdf.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in xmp
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            for one in font.get_object()["/DescendantFonts"]:
                assert "/FontFile2" in one.get_object()["/FontDescriptor"]


def test_headings_lists_and_tables_are_that_to_a_screen_reader_too() -> None:
    found = elements(write_letter(LETTER, DUINSTAD))
    for kind, count in {"/H1": 1, "/H2": 2, "/L": 1, "/LI": 2, "/Table": 1, "/TH": 2, "/TD": 4, "/Caption": 1}.items():
        assert found.count(kind) == count, kind
    assert elements(write_letter(FORM, DUINSTAD)).count("/LI") == 2  # boxes to tick


def test_it_says_what_was_put_in() -> None:
    text = text_of(write_letter(LETTER, DUINSTAD))
    for said in (
        "Mevrouw S. Yıldız-Đorđević Lange Dijkweg 12 A 1234 AB Duinstad",
        "Datum: 22 november 2026 Ons kenmerk: 2026-0042",
        "Wij praten graag met u. Dat kan ook bij u thuis.",
        "Wat neemt u mee? • uw identiteitsbewijs • uw post",
        "Uw schulden Aan wie Bedrag Woonstichting € 712,00 Zorg € 151,00",
        "Met vriendelijke groet, Ruben",
    ):
        assert said in text


def test_every_letter_and_form_says_how_to_go_on_without_a_computer() -> None:
    for letter in (LETTER, FORM):
        text = text_of(write_letter(letter, DUINSTAD))
        assert "Liever niet digitaal? Bel 14 0999 Of kom langs: Raadhuisplein 1, Duinstad Elke werkdag van 9" in text
    assert "Rather not online? Call 14 0999" in text_of(write_letter(replace(LETTER, language="en"), DUINSTAD))


def test_a_municipality_that_does_not_exist_says_so_on_its_letters() -> None:
    said = "Gemeente Duinstad bestaat niet"
    assert said in text_of(write_letter(LETTER, DUINSTAD))
    real = Municipality("duinstad", DUINSTAD.profile.model_copy(update={"invented": False}))
    assert said not in text_of(write_letter(LETTER, real))


def test_a_field_has_its_label_and_hint_above_it() -> None:
    assert "Uw naam Uw vraag In uw eigen woorden Hoe? bellen mail" in text_of(write_letter(FORM, DUINSTAD))


def test_the_house_style_of_each_municipality_is_its_own() -> None:
    def colours(municipality: Municipality) -> set[bytes]:
        return set(
            re.findall(
                rb"[\d. ]+(?= scn?\b)", read(write_letter(LETTER, municipality)).pages[0].get_contents().get_data()
            )
        )

    def fonts(municipality: Municipality) -> set[str]:
        found = read(write_letter(LETTER, municipality)).pages[0]["/Resources"]["/Font"].values()
        return {font.get_object()["/BaseFont"].split("+")[1] for font in found}

    assert colours(DUINSTAD) - colours(VEENRODE)
    assert colours(VEENRODE) - colours(DUINSTAD)
    assert fonts(DUINSTAD) == {"NotoSans-Regular", "NotoSans-Bold"}
    assert fonts(VEENRODE) == {"NotoSans-Regular", "NotoSans-Bold", "NotoSerif-Bold"}


def test_the_address_stands_in_the_window_of_the_envelope() -> None:
    for large in (False, True):
        placed: dict[str, tuple[float, float]] = {}

        def look(text: str, cm: Any, matrix: Any, _font: Any, _size: float) -> None:
            placed.setdefault(text.strip(), (matrix[4] + cm[4], matrix[5] + cm[5]))  # noqa: B023 - used in this turn

        page = read(
            write_letter(replace(LETTER, addressee=("naam", *("regel",) * 4, "plaats")), DUINSTAD, large)
        ).pages[0]
        page.extract_text(visitor_text=look)
        first, last = placed["naam"], placed["plaats"]
        assert first[0] == pytest.approx(25 * MILLIMETRE, abs=1)
        assert page.mediabox.height - first[1] > 50 * MILLIMETRE
        assert page.mediabox.height - last[1] < 85 * MILLIMETRE


def test_large_print_is_at_least_18_points_and_breaks_no_words() -> None:
    long = replace(LETTER, addressee=(), body=(Paragraph("arbeidsongeschiktheidsverzekering is een woord. " * 20),))
    usual, large = write_letter(long, DUINSTAD), write_letter(long, DUINSTAD, large_print=True)
    assert min(sizes(usual)) < 12
    assert min(sizes(large)) >= 18
    words = re.findall(r"\S*(?:arbeids|zekering)\S*", text_of(large))
    assert words == ["arbeidsongeschiktheidsverzekering"] * 20
    assert len(read(large).pages) > len(read(usual).pages)
    # Only the address is smaller: it has to fit in the window.
    assert min(sizes(write_letter(LETTER, DUINSTAD, large_print=True))) == 14


def test_letters_together_each_have_pages_of_their_own() -> None:
    long = replace(LETTER, title="Lang", body=(Paragraph("Een zin van deze brief.\n" * 40),), reference="lang")
    short = replace(LETTER, body=(Paragraph("Een zin."),))
    letters = [short, long, replace(short, title="Formulier")]
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in read(write_letters(letters, DUINSTAD)).pages]
    ends = [re.search(r"Pagina (\d) van (\d)$", page.strip()) for page in pages]
    assert [end.groups() for end in ends if end] == [("1", "1"), ("1", "2"), ("2", "2"), ("1", "1")]
    assert "Formulier" in pages[3]
    assert "Formulier" not in pages[2]


def test_letters_in_two_languages_are_each_read_in_their_own() -> None:
    pdf = write_letters([LETTER, replace(LETTER, language="en", title="Your appointment")], DUINSTAD)
    assert "22 november 2026" in text_of(pdf)
    assert "22 November 2026" in text_of(pdf)
    assert b"en-GB" in pdf
    assert read(pdf).metadata.title == "2 brieven van Gemeente Duinstad"


def test_a_long_table_repeats_its_head_on_each_page() -> None:
    rows = tuple((f"regel {number}", "€ 1") for number in range(90))
    pdf = write_letter(replace(LETTER, body=(Table("Betaald", ("Waarvoor", "Bedrag"), rows),)), DUINSTAD)
    pages = read(pdf).pages
    assert len(pages) >= 3
    for page in pages[:3]:
        assert "Waarvoor" in page.extract_text()
    text = text_of(pdf)
    assert all(f"regel {number} € 1" in text for number in range(90))


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert write_letter(LETTER, DUINSTAD) == write_letter(LETTER, DUINSTAD)
    assert write_letter(LETTER, DUINSTAD) != write_letter(replace(LETTER, date=date(2026, 11, 23)), DUINSTAD)


MARKUP = r'#read("/etc/passwd") *vet* _schuin_ $x^2$ \ #import "@preview/x" <label> @ref `code` // weg /* x */ = k - l'


def test_what_looks_like_markup_stays_text() -> None:
    municipality = Municipality(
        "x",
        DUINSTAD.profile.model_copy(
            update={
                "name": f"naam {MARKUP}",
                "contact": DUINSTAD.profile.contact.model_copy(
                    update={"phone": f"bel {MARKUP}", "address": f"adres {MARKUP}"}
                ),
            }
        ),
    )
    letter = Letter(
        title=f"titel {MARKUP}",
        addressee=('geadresseerde #read("x") *v* $ \\',),
        body=(
            Paragraph(f"alinea {MARKUP}"),
            Heading(f"kop {MARKUP}"),
            Bullets((f"punt {MARKUP}",)),
            Table(f"bijschrift {MARKUP}", ("hoofd *vet* $", "b"), (("cel *vet* $", "\\"),)),
            Field(f"vraag {MARKUP}", f"uitleg {MARKUP}", choices=(f"keuze {MARKUP}",)),
        ),
        date=date(2026, 11, 22),
        language="nl",
        reference=f"kenmerk {MARKUP}",
        closing=(f"slot {MARKUP}",),
    )
    pdf = write_letter(letter, municipality, large_print=True)
    text = text_of(pdf).replace(" ", "")
    for place in (
        "naam",
        "bel",
        "adres",
        "titel",
        "alinea",
        "kop",
        "punt",
        "bijschrift",
        "vraag",
        "uitleg",
        "keuze",
        "kenmerk",
        "slot",
    ):
        assert f"{place}{MARKUP}".replace(" ", "") in text, place
    for said in ('geadresseerde#read("x")*v*$\\', "hoofd*vet*$", "cel*vet*$"):
        assert said in text
    assert "root:" not in text
    assert read(pdf).metadata.title == f"titel {MARKUP}"


@pytest.mark.parametrize("name", ["王小明", "محمد", "שרה", "😀", "\ue000", "\ud800", "\uffff"])
def test_what_cannot_be_drawn_is_refused_by_name_and_never_left_out(name: str) -> None:
    with pytest.raises(LetterRefusedError, match=rf"U\+{ord(sorted(name)[0]):04X}"):
        write_letter(replace(LETTER, addressee=(name,)), DUINSTAD)


@pytest.mark.parametrize(
    "name",
    [
        "Şükrü Ağaoğlu",
        "Željko Đorđević",
        "Łukasz Wiśniewski",
        "Nguyễn Hạnh",
        "Øyvind Åsß",
        "Ĳsbrand",
        "Ελένη",
        "Олена",
    ],
)
def test_names_keep_their_diacritics(name: str) -> None:
    for written in (name, unicodedata.normalize("NFD", name)):
        assert name in text_of(write_letter(replace(LETTER, addressee=(written,)), DUINSTAD))


@settings(deadline=None)
@given(st.text(max_size=200) | st.text(alphabet=DRAWABLE, max_size=200))
def test_every_character_survives_or_the_letter_is_refused(text: str) -> None:
    letter = replace(LETTER, language="nl", body=(Paragraph(f"begin {text} einde"),), title="x")
    try:
        pdf = write_letter(letter, DUINSTAD)
    except LetterRefusedError:
        assert undrawable(clean(text))
        return
    # pypdf gives a letter that is drawn in two parts twice, so more may be there; nothing may be missing.
    seen = iter(text_of(pdf))
    assert all(character in seen for character in re.sub(r"\s", "", f"begin{clean(text)}einde"))


@pytest.mark.parametrize(
    ("letter", "sentence"),
    [
        (replace(LETTER, language="fr"), "Nederlands of in het Engels"),
        (replace(LETTER, title=" \u202e"), "onderwerp"),
        (replace(LETTER, addressee=("regel",) * 7), "past niet in het venster"),
        (replace(LETTER, addressee=("a" * 33,) * 4), "past niet in het venster"),
        (replace(LETTER, body=(Table("t", (), ()),)), "één tot zes kolommen"),
        (replace(LETTER, body=(Table("t", ("a",) * 7, ()),)), "één tot zes kolommen"),
        (replace(LETTER, body=(Table("t", ("a", "b"), (("een",),)),)), "evenveel vakken"),
    ],
)
def test_a_letter_that_cannot_be_set_is_refused_with_the_reason(letter: Letter, sentence: str) -> None:
    with pytest.raises(LetterRefusedError, match=sentence):
        write_letter(letter, DUINSTAD)


def test_no_letters_and_too_many_are_refused() -> None:
    for letters, sentence in (([], "geen brief"), ([LETTER] * (MOST_AT_ONCE + 1), "hooguit 500")):
        with pytest.raises(LetterRefusedError, match=sentence):
            write_letters(letters, DUINSTAD)


def test_a_word_wider_than_the_paper_stays_on_it() -> None:
    word = "www.voorbeeld.example/" + "a" * 200
    pdf = write_letter(replace(LETTER, body=(Paragraph(word), Table("t", ("a", "b"), ((word, "x"),)))), DUINSTAD, True)
    text = text_of(pdf).replace(" ", "").replace("\xad", "")
    assert text.count(word) == 2
    for page in read(pdf).pages:
        right: list[float] = []

        def look(text: str, cm: Any, matrix: Any, _font: Any, _size: float) -> None:
            if text.strip():
                right.append(matrix[4] + cm[4])  # noqa: B023 - used before the next page

        page.extract_text(visitor_text=look)
        assert max(right) < page.mediabox.width - 20 * MILLIMETRE


def test_a_letter_is_the_same_when_the_memory_of_those_before_was_given_back() -> None:
    before = write_letter(LETTER, DUINSTAD)
    forget_letters()
    assert write_letter(LETTER, DUINSTAD) == before
