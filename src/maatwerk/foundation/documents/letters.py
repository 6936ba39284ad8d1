"""Letters and forms on paper, as PDF that a screen reader can read (PDF/UA-1) and an archive can keep (PDF/A-2a).

Typst sets them (docs/decisions/0017-documents.md). What a letter says reaches the template as JSON and never as markup.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from maatwerk.foundation.documents.wording import FONTS, breakable, clean, undrawable
from maatwerk.foundation.ui.municipality import Municipality

_TEMPLATES = Path(__file__).resolve().parent / "typst"
REGIONS = {"nl": "NL", "en": "GB"}
_MOST_ADDRESS_LINES = 6  # as many as fit in the window of an envelope in large print,
_LONGEST_ADDRESS_LINE = 32  # of so many letters; a longer line takes two
_MOST_COLUMNS = 6
MOST_AT_ONCE = 500  # one call holds about 1 to 2 MB a letter in memory
_REMEMBERED = 10  # how many letters typst keeps in memory
_MOST_NAMED = 5  # strange characters in one sentence


class LetterRefusedError(Exception):
    """A letter cannot be set as it is. `sentence` says why, in the language that is active."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Numbered:
    """What to do one after the other."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with a row of headings."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Field:
    """A question on a form: room to write `lines` lines, or a box to tick for each of `choices`."""

    label: str
    hint: str = ""
    lines: int = 1
    choices: tuple[str, ...] = ()


type Part = Paragraph | Bullets | Numbered | Table | Heading | Field


@dataclass(frozen=True)
class Letter:
    """What a letter says. `title` is its subject line and the title of the PDF; `addressee` has the lines of name and
    address, and none for a form or a notice; `language` is "nl" or "en"; `reference` is "Ons kenmerk"."""

    title: str
    addressee: tuple[str, ...]
    body: tuple[Part, ...]
    date: date
    language: str
    reference: str = ""
    closing: tuple[str, ...] = ()


def write_letters(letters: Sequence[Letter], municipality: Municipality, large_print: bool = False) -> bytes:
    """One PDF, in which each letter begins on a new page and has page numbers of its own.

    At most MOST_AT_ONCE. The same letters give the same bytes. Raises LetterRefusedError.
    """
    if not letters:
        raise LetterRefusedError(_("Er is geen brief om te maken."))
    if len(letters) > MOST_AT_ONCE:
        raise LetterRefusedError(_("Maak hooguit {most} brieven tegelijk.").format(most=MOST_AT_ONCE))
    for letter in letters:
        _check(letter)
    first = letters[0]
    title = first.title if len(letters) == 1 else _title_of_all(letters, municipality)
    told = {"letters": [_letter(letter, municipality) for letter in letters]}
    return typeset("letter.typ", told, title, first.date, first.language, municipality, large_print)


def typeset(
    template: str,
    told: Mapping[str, Any],
    title: str,
    on: date,
    language: str,
    municipality: Municipality,
    large_print: bool,
) -> bytes:
    """A PDF by one of our templates, in the house style; `told` is what it says. Raises LetterRefusedError."""
    theme = municipality.profile.theme
    data = {
        "title": clean(title).replace("\n", " "),  # the properties of a PDF know no lines
        "sender": text_of(municipality.profile.name),
        "date": {"year": on.year, "month": on.month, "day": on.day},
        "language": language,
        "region": REGIONS[language],
        "large_print": large_print,
        "style": theme.model_dump() | {"radius": float(theme.radius.removesuffix("rem"))},
        **told,
    }
    text = json.dumps(data, ensure_ascii=False)
    if strange := undrawable(text):
        named = ", ".join(f"{each} (U+{ord(each):04X})" for each in strange[:_MOST_NAMED])
        raise LetterRefusedError(
            _("Wij kunnen deze tekens niet afdrukken: {characters}. Schrijf ze in gewone letters.").format(
                characters=named
            )
        )
    compiler = typst.Compiler(_TEMPLATES / template, root=_TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
    pdf = compiler.compile(
        format="pdf",
        sys_inputs={"data": text},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(on, time(), UTC),
    )
    return cast(bytes, pdf)


def write_letter(letter: Letter, municipality: Municipality, large_print: bool = False) -> bytes:
    """One letter as PDF. Raises LetterRefusedError."""
    return write_letters([letter], municipality, large_print)


def forget_letters() -> None:
    """Give back the memory of large letters. Typst keeps what it made of the last ten that it set, for when the same
    comes again (comemo); so ten small ones are set, in some milliseconds each."""
    small = typst.Compiler(b"", font_paths=_fonts(), ignore_system_fonts=True)
    for _number in range(_REMEMBERED + 1):
        small.compile(b"", format="pdf")


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts and no other, so that a letter looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _check(letter: Letter) -> None:
    """Raises LetterRefusedError when a letter cannot be set without losing something."""
    if letter.language not in REGIONS:
        raise LetterRefusedError(_("Een brief kan in het Nederlands of in het Engels."))
    if not clean(letter.title).strip():
        raise LetterRefusedError(_("Geef de brief een onderwerp."))
    if sum(1 + (len(line) - 1) // _LONGEST_ADDRESS_LINE for line in letter.addressee) > _MOST_ADDRESS_LINES:
        raise LetterRefusedError(
            _("Het adres past niet in het venster van de envelop. Maak er hooguit zes regels van.")
        )
    for part in letter.body:
        if isinstance(part, Table) and not 1 <= len(part.head) <= _MOST_COLUMNS:
            raise LetterRefusedError(_("Een tabel in een brief heeft één tot zes kolommen."))
        if isinstance(part, Table) and any(len(row) != len(part.head) for row in part.rows):
            raise LetterRefusedError(_("Elke rij van een tabel heeft evenveel vakken als de kop."))


def text_of(text: str, narrow: bool = False) -> str:
    """A text as the template gets it; `narrow` for a cell of a table."""
    return breakable(clean(text), narrow)


def _title_of_all(letters: Sequence[Letter], municipality: Municipality) -> str:
    with translation.override(letters[0].language):
        return _("{number} brieven van {sender}").format(number=len(letters), sender=municipality.profile.name)


def _letter(letter: Letter, municipality: Municipality) -> dict[str, Any]:
    """A letter as the template gets it, with the fixed words in its language."""
    with translation.override(letter.language):
        particulars = [f"{_('Datum:')} {date_format(letter.date, 'j F Y')}"]
        if letter.reference:
            particulars.append(f"{_('Ons kenmerk:')} {letter.reference}")
        return {
            "language": letter.language,
            "region": REGIONS[letter.language],
            "note": note_of(municipality),
            "addressee": [text_of(line) for line in letter.addressee],
            "particulars": [text_of(line) for line in particulars],
            "title": text_of(letter.title),
            "body": [_part(part) for part in letter.body],
            "closing": [text_of(line) for line in letter.closing],
            "contact": contact_of(municipality, letter.language),
            "page": _("Pagina {page} van {pages}"),
        }


def _part(part: Part) -> dict[str, Any]:
    match part:
        case Paragraph(text):
            return {"kind": "paragraph", "text": text_of(text)}
        case Heading(text):
            return {"kind": "heading", "text": text_of(text)}
        case Bullets(items):
            return {"kind": "bullets", "items": [text_of(item) for item in items]}
        case Numbered(items):
            return {"kind": "numbered", "items": [text_of(item) for item in items]}
        case Field(label, hint, lines, choices):
            return {
                "kind": "field",
                "label": text_of(label),
                "hint": text_of(hint),
                "lines": max(1, lines),
                "choices": [text_of(choice) for choice in choices],
            }
        case Table(caption, head, rows):
            return {
                "kind": "table",
                "caption": text_of(caption),
                "head": [text_of(cell, narrow=True) for cell in head],
                "rows": [[text_of(cell, narrow=True) for cell in row] for row in rows],
            }


def contact_of(municipality: Municipality, language: str) -> dict[str, Any]:
    """How to reach the municipality without a computer, as on every page (ui/without_computer.html)."""
    contact = municipality.profile.contact
    lines = [
        f"{_('Bel')} {contact.phone}",
        f"{_('Of kom langs:')} {contact.address}",
        contact.hours.in_(language),
        contact.outside_hours.in_(language),
    ]
    return {"title": _("Liever niet digitaal?"), "lines": [text_of(line) for line in lines]}


def note_of(municipality: Municipality) -> str:
    """What a letter from a municipality that does not exist says about itself."""
    if not municipality.profile.invented:
        return ""
    text = _("Dit is een voorbeeld. %(name)s bestaat niet. Haar nummers en adressen zijn verzonnen.")
    return text_of(text % {"name": municipality.profile.name})
