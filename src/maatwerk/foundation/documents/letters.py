"""Letters and forms on paper, as PDF that a screen reader can read (PDF/UA-1) and an archive can keep (PDF/A-2a).

Typst sets them (docs/decisions/0017-documents.md). What a letter says reaches the template as JSON and never as markup.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
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

_TEMPLATE = Path(__file__).resolve().parent / "typst" / "letter.typ"
_REGIONS = {"nl": "NL", "en": "GB"}
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
    theme = municipality.profile.theme
    data = {
        "title": _one_line(first.title) if len(letters) == 1 else _title_of_all(letters, municipality),
        "sender": _text(municipality.profile.name),
        "date": {"year": first.date.year, "month": first.date.month, "day": first.date.day},
        "language": first.language,
        "region": _REGIONS[first.language],
        "large_print": large_print,
        "style": theme.model_dump() | {"radius": float(theme.radius.removesuffix("rem"))},
        "letters": [_letter(letter, municipality) for letter in letters],
    }
    told = json.dumps(data, ensure_ascii=False)
    if strange := undrawable(told):
        named = ", ".join(f"{each} (U+{ord(each):04X})" for each in strange[:_MOST_NAMED])
        raise LetterRefusedError(
            _("Wij kunnen deze tekens niet afdrukken: {characters}. Schrijf ze in gewone letters.").format(
                characters=named
            )
        )
    compiler = typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, font_paths=_fonts(), ignore_system_fonts=True)
    pdf = compiler.compile(
        format="pdf",
        sys_inputs={"data": told},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(first.date, time(), UTC),
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
    if letter.language not in _REGIONS:
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


def _text(text: str, narrow: bool = False) -> str:
    """A text as the template gets it; `narrow` for a cell of a table."""
    return breakable(clean(text), narrow)


def _one_line(text: str) -> str:
    """A text as it may stand in the properties of the PDF, which know no lines."""
    return clean(text).replace("\n", " ")


def _title_of_all(letters: Sequence[Letter], municipality: Municipality) -> str:
    with translation.override(letters[0].language):
        return _one_line(
            _("{number} brieven van {sender}").format(number=len(letters), sender=municipality.profile.name)
        )


def _letter(letter: Letter, municipality: Municipality) -> dict[str, Any]:
    """A letter as the template gets it, with the fixed words in its language."""
    with translation.override(letter.language):
        particulars = [f"{_('Datum:')} {date_format(letter.date, 'j F Y')}"]
        if letter.reference:
            particulars.append(f"{_('Ons kenmerk:')} {letter.reference}")
        return {
            "language": letter.language,
            "region": _REGIONS[letter.language],
            "note": _note(municipality),
            "addressee": [_text(line) for line in letter.addressee],
            "particulars": [_text(line) for line in particulars],
            "title": _text(letter.title),
            "body": [_part(part) for part in letter.body],
            "closing": [_text(line) for line in letter.closing],
            "contact": _contact(municipality, letter.language),
            "page": _("Pagina {page} van {pages}"),
        }


def _part(part: Part) -> dict[str, Any]:
    match part:
        case Paragraph(text):
            return {"kind": "paragraph", "text": _text(text)}
        case Heading(text):
            return {"kind": "heading", "text": _text(text)}
        case Bullets(items):
            return {"kind": "bullets", "items": [_text(item) for item in items]}
        case Numbered(items):
            return {"kind": "numbered", "items": [_text(item) for item in items]}
        case Field(label, hint, lines, choices):
            return {
                "kind": "field",
                "label": _text(label),
                "hint": _text(hint),
                "lines": max(1, lines),
                "choices": [_text(choice) for choice in choices],
            }
        case Table(caption, head, rows):
            return {
                "kind": "table",
                "caption": _text(caption),
                "head": [_text(cell, narrow=True) for cell in head],
                "rows": [[_text(cell, narrow=True) for cell in row] for row in rows],
            }


def _contact(municipality: Municipality, language: str) -> dict[str, Any]:
    """How to reach the municipality without a computer, as on every page (ui/without_computer.html)."""
    contact = municipality.profile.contact
    lines = [
        f"{_('Bel')} {contact.phone}",
        f"{_('Of kom langs:')} {contact.address}",
        contact.hours.in_(language),
        contact.outside_hours.in_(language),
    ]
    return {"title": _("Liever niet digitaal?"), "lines": [_text(line) for line in lines]}


def _note(municipality: Municipality) -> str:
    """What a letter from a municipality that does not exist says about itself."""
    if not municipality.profile.invented:
        return ""
    text = _("Dit is een voorbeeld. %(name)s bestaat niet. Haar nummers en adressen zijn verzonnen.")
    return _text(text % {"name": municipality.profile.name})
