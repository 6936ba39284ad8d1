"""A copy on paper, as PDF that a screen reader can read (PDF/UA-1, decision 0017)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maatwerk.casework.rights.copy import Copy, Row, Value, columns, tables
from maatwerk.casework.rights.labels import CELLS, PARTS
from maatwerk.foundation.documents.letters import Heading, Letter, Paragraph, forget_letters, write_letter
from maatwerk.foundation.documents.wording import drawable
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.ui.municipality import Municipality

_FIRST = ("tekst", "vraag", "woorden", "naam", "zin", "wie")  # of a row the cell to begin with
_LAST = columns(Row)
_MOST_LETTERS = 200_000  # in one PDF: some 150 pages, a second of work and 100 MB of memory


def as_pdfs(copy: Copy, municipality: Municipality, large_print: bool) -> list[bytes]:
    """The whole on paper, in the language of the copy, which has to be active; a long one in several PDFs. What the
    fonts of letters cannot draw is said to be there; the other two formats have it. Raises LetterRefusedError."""
    parts = list(_in_parts(_body(copy)))
    title = _("Wat er is opgeschreven")
    made = []
    for number, body in enumerate(parts, start=1):
        part = _(", deel %(number)s van %(all)s") % {"number": number, "all": len(parts)} if len(parts) > 1 else ""
        letter = Letter(title + part, (), tuple(body), day_of(copy.file.made_at), copy.file.language)
        made.append(write_letter(letter, municipality, large_print))
        forget_letters()
    return made


def _in_parts(body: Iterable[Heading | Paragraph]) -> Iterator[list[Heading | Paragraph]]:
    """No part ends with a heading; what goes on in the next part begins there with its heading again."""
    part: list[Heading | Paragraph] = []
    letters, heading = 0, None
    for each in body:
        if letters > _MOST_LETTERS:
            yield part
            part, letters = [heading] if heading and isinstance(each, Paragraph) else [], 0
        if isinstance(each, Heading):
            heading = each
        part.append(each)
        letters += len(each.text) if isinstance(each, Paragraph) else 0
    yield part


def _body(copy: Copy) -> Iterator[Heading | Paragraph]:
    yield Paragraph(_("Dit is alles wat wij mogen laten zien. Bewaar dit papier op een veilige plek."))
    yield Paragraph(_("Sommige dingen staan er nooit in, omdat een ander mee kan lezen. Vraag daarnaar aan de balie."))
    if copy.left_out.total:
        yield Paragraph(
            ngettext(
                "Op %(number)s plek staat iets van iemand anders. Dat laten wij niet zien.",
                "Op %(number)s plekken staat iets van iemand anders. Dat laten wij niet zien.",
                copy.left_out.total,
            )
            % {"number": copy.left_out.total}
        )
    told_of = _told_of(copy)
    for name, _kind, rows in tables(copy):
        lines = [line for row in rows if (line := _row(row, told_of))]
        if not lines and copy.file.asked_by == "vertegenwoordiger":
            continue  # it may be there and not be theirs to see
        yield Heading(str(PARTS[name]))
        yield from (Paragraph(line) for line in lines)
        if not lines:
            yield Paragraph(_("Hier staat niets."))


def _row(row: Value, told_of: frozenset[str]) -> str:
    """What matters most on a line of its own, then the rest on one, and last whose it is. The id of a row stands there
    when another row tells of it; what is not known is left out."""
    cells = {
        name: f"{CELLS[name]}: {_drawable(_cell(value))}"
        for name, value in sorted(row.model_dump().items(), key=lambda cell: cell[0] in _LAST)
        if value not in (None, "") and (name != "id" or value in told_of)
    }
    first = next((name for name in _FIRST if name in cells), "")
    return "\n".join(filter(None, [cells.pop(first, ""), "; ".join(cells.values())]))


def _told_of(copy: Copy) -> frozenset[str]:
    """The ids of rows that other rows name."""
    notes = (note.corrected_by for note in copy.notes)
    facts = (fact.replaced_by for fact in copy.facts)
    others = (*(said.stands for said in copy.disagreements), *(told.entry for told in copy.told))
    requests = (restriction.request for restriction in copy.restrictions)
    return frozenset([*notes, *facts, *others, *requests])


def _cell(value: object) -> str:
    match value:
        case bool():
            return _("ja") if value else _("nee")
        case datetime():
            return date_format(localtime(value), "j F Y, H:i")
        case date():
            return date_format(value, "j F Y")
        case _:
            return str(value)


def _drawable(text: str) -> str:
    return drawable(text, _("[tekens die wij niet kunnen afdrukken]"))
