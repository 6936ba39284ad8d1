"""Booklets on paper: a front page, what is in it, chapters of cards, and an index of names. Set by typst, as PDF/UA-1
and PDF/A-2a, like letters (docs/decisions/0017-documents.md)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from maatwerk.foundation.documents.letters import contact_of, note_of, text_of, typeset
from maatwerk.foundation.documents.wording import drawable
from maatwerk.foundation.ui.municipality import Municipality


@dataclass(frozen=True)
class Card:
    """One thing in full: what it is in `lines`, then `facts` as a label and a text, then a warning."""

    id: str
    name: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    warning: str = ""


@dataclass(frozen=True)
class Line:
    """One thing in a line. With `see`, the id of a card, the page of that card follows; else it has an `id` itself."""

    text: str
    id: str = ""
    name: str = ""
    see: str = ""


@dataclass(frozen=True)
class Lines:
    """Lines below a title of their own."""

    title: str
    items: tuple[Line, ...]


@dataclass(frozen=True)
class Group:
    """Cards that belong together, with a title where there are several groups in a chapter."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Chapter:
    """Cards, then lists of lines; `closing` says what is not in it."""

    title: str
    groups: tuple[Group, ...]
    lists: tuple[Lines, ...] = ()
    closing: str = ""


@dataclass(frozen=True)
class Block:
    """A part of the front page."""

    title: str
    items: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True)
class Booklet:
    """What a booklet says; `language` is "nl" or "en". Ids of cards and lines are unique in it."""

    title: str
    lead: tuple[str, ...]
    front: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    date: date
    language: str


def write_booklet(booklet: Booklet, municipality: Municipality, large_print: bool = False) -> bytes:
    """The booklet as PDF. Characters that our fonts do not have are said to be there. The same booklet gives the same
    bytes. Raises LetterRefusedError."""
    with translation.override(booklet.language):
        told = {
            "heading": _told(booklet.title),
            "note": note_of(municipality),
            "lead": [_told(line) for line in booklet.lead],
            "front": [
                {"title": _told(one.title), "text": _told(one.text), "items": [_told(item) for item in one.items]}
                for one in booklet.front
            ],
            "contact": contact_of(municipality, booklet.language),
            "contents_title": _("Wat staat in deze folder?"),
            "chapters": [_chapter(chapter) for chapter in booklet.chapters],
            "index_title": _("Namen op alfabet"),
            "index": [{"id": id_, "name": _told(name)} for name, id_ in sorted(_names(booklet), key=_in_order)],
            "page": _("Pagina {page} van {pages}"),
            "on_page": _("pagina {page}"),
        }
        return typeset("booklet.typ", told, booklet.title, booklet.date, booklet.language, municipality, large_print)


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "title": _told(chapter.title),
        "closing": _told(chapter.closing),
        "groups": [
            {"title": _told(group.title), "cards": [_card(card) for card in group.cards]} for group in chapter.groups
        ],
        "lists": [
            {
                "title": _told(lines.title),
                "items": [{"id": line.id, "text": _told(line.text), "see": line.see} for line in lines.items],
            }
            for lines in chapter.lists
        ],
    }


def _card(card: Card) -> dict[str, Any]:
    return {
        "id": card.id,
        "name": _told(card.name),
        "lines": [_told(line) for line in card.lines],
        "facts": [[_told(label), _told(text)] for label, text in card.facts],
        "warning": _told(card.warning),
    }


def _told(text: str) -> str:
    """A text as the template gets it, with a remark in place of what cannot be drawn."""
    return text_of(drawable(text, _("[tekens die wij niet kunnen afdrukken]")))


def _names(booklet: Booklet) -> Iterator[tuple[str, str]]:
    """Every name with the id it stands at."""
    for chapter in booklet.chapters:
        yield from ((card.name, card.id) for group in chapter.groups for card in group.cards)
        yield from ((line.name, line.id) for lines in chapter.lists for line in lines.items if line.id)


def _in_order(entry: tuple[str, str]) -> tuple[str, str, str]:
    """As people look a name up: without capitals and accents."""
    name, id_ = entry
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return plain.casefold(), name, id_
