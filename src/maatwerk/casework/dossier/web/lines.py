"""What stands on the page of a file, ready to show: notes with who wrote them, facts with where they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.actions import may_correct
from maatwerk.casework.dossier.categories import category_called
from maatwerk.casework.dossier.connections import connections
from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.casework.dossier.queries import Name, Page
from maatwerk.casework.dossier.rules import Part, parts
from maatwerk.casework.dossier.web.words import category_at_work
from maatwerk.foundation.access.viewing import RESTRICTED
from maatwerk.foundation.gate.protocols import Seen
from maatwerk.knowledge.facts import FactError, FactKey, Origin


@dataclass(frozen=True)
class NoteLine:
    """A note. `earlier` are the versions that it corrected, the newest first. `mine` may be corrected by the reader;
    their organisation answers for `ours`, and `restricted` is not to be used now."""

    id: UUID
    at: datetime
    by: str
    category: str
    parts: Sequence[Part]
    own_words: bool
    mine: bool
    ours: bool
    earlier: Sequence[NoteLine] = ()
    restricted: bool = False

    @property
    def third(self) -> bool:
        """Whether somebody else stands in it."""
        return any(part.third for part in self.parts)


@dataclass(frozen=True)
class FactLine:
    """An answer. `question` is how it is asked, `earlier` the answers that it replaced."""

    id: UUID
    question: str
    answer: str
    source: str
    at: datetime
    mine: bool
    earlier: Sequence[FactLine] = ()
    restricted: bool = False


@dataclass(frozen=True)
class FactGroup:
    """The facts of one category."""

    category: str
    facts: Sequence[FactLine]


@dataclass(frozen=True)
class OnlyThat:
    """Something that is there, of which the viewer may not know what it says: whose it is and about what. `restricted`
    says that the resident asked not to have it used now (AVG art. 18)."""

    controller: str
    category: str
    how_many: int
    restricted: bool = False


@dataclass(frozen=True)
class Reader:
    """For whom lines are made: the reference to them and to their organisation, the subject of the file, and the names
    of people at work by reference. `restricted` are the entries that are not to be used now."""

    ref: str
    organisation: str
    subject: str
    municipality: str
    names: Mapping[str, Name]
    restricted: frozenset[UUID] = frozenset()

    def who(self, reference: str) -> str:
        """Who wrote or said something. What is no reference is what somebody called them."""
        if reference == self.subject:
            return _("uzelf") if self.ref == self.subject else _("de inwoner zelf")
        found = self.names.get(reference)
        if found:
            return f"{found.name} ({found.organisation})" if found.organisation else found.name
        return _("iemand die voor de inwoner staat") if reference.startswith("resident:") else reference

    def category(self, id_: str) -> str:
        category = category_called(self.municipality, id_)
        return category_at_work(id_, category) if self.organisation else category.name.in_(get_language() or "nl")


def references_in(pages: Iterable[Page[Note] | Page[FactValue]], corrected: Iterable[Note] = ()) -> Iterator[str]:
    """Every reference to a person or organisation on these pages."""
    things = [seen.thing for page in pages for seen in page.rows if seen.thing is not None]
    for thing in [*things, *corrected]:
        yield from (thing.written_by,) if isinstance(thing, Note) else (thing.noted_by, thing.said_by)
    for page in pages:
        yield from (seen.owner.controller for seen in page.rows)


def note_lines(page: Page[Note], corrected: Mapping[UUID, Note], reader: Reader) -> list[NoteLine]:
    return [_note(seen.thing, corrected, reader) for seen in page.rows if seen.thing is not None]


def fact_groups(page: Page[FactValue], reader: Reader) -> list[FactGroup]:
    """The facts that count now by category, each with what stood there before."""
    values = [seen.thing for seen in page.rows if seen.thing is not None]
    before = {value.replaced_by_id: value for value in values if value.replaced_by_id}
    groups: dict[str, list[FactLine]] = {}
    for value in values:
        if value.replaced_by_id is None:
            groups.setdefault(value.category, []).append(_fact(value, before, reader))
    return [
        FactGroup(reader.category(category), sorted(lines, key=lambda line: line.question))
        for category, lines in sorted(groups.items())
    ]


def only_that(rows: Iterable[Seen[Note] | Seen[FactValue]], reader: Reader) -> list[OnlyThat]:
    """What is there without its content, one line for each organisation and category."""
    counts: dict[tuple[str, str, bool], int] = {}
    for seen in rows:
        if seen.thing is None:
            key = (seen.owner.controller, seen.owner.category, RESTRICTED in seen.decision.grounds)
            counts[key] = counts.get(key, 0) + 1
    return [
        OnlyThat(reader.who(controller), reader.category(category), number, restricted)
        for (controller, category, restricted), number in counts.items()
    ]


def _note(note: Note, corrected: Mapping[UUID, Note], reader: Reader) -> NoteLine:
    earlier: list[NoteLine] = []
    older = corrected.get(note.pk)
    while older is not None:
        earlier.append(_note(older, {}, reader))
        older = corrected.get(older.pk)
    return NoteLine(
        id=note.pk,
        at=note.at,
        by=_by(note, reader),
        category=reader.category(note.category),
        parts=parts(note.text, note.third_persons),
        own_words=note.own_words,
        mine=note.pk not in reader.restricted and may_correct(reader.ref, reader.organisation, note),
        ours=note.controller == reader.organisation,
        earlier=earlier,
        restricted=note.pk in reader.restricted,
    )


def _by(note: Note, reader: Reader) -> str:
    """Who wrote a note; of a resident's own words for whom they wrote them, or who wrote them down."""
    who = reader.who(note.written_by)
    if not note.own_words:
        return who
    if note.written_by != reader.subject:
        return _("opgeschreven door %(who)s") % {"who": who}
    if reader.ref != reader.subject:
        return who
    return _("%(who)s, voor %(whom)s") % {"who": who, "whom": reader.who(note.controller)}


def _fact(value: FactValue, before: Mapping[UUID, FactValue], reader: Reader) -> FactLine:
    earlier: list[FactLine] = []
    older = before.get(value.pk)
    while older is not None:
        earlier.append(_fact(older, {}, reader))
        older = before.get(older.pk)
    question, answer = shown(FactKey(value.about, value.fact), value.value)
    return FactLine(
        id=value.pk,
        question=question,
        answer=answer,
        source=source_of(Origin(value.source), reader.who(value.said_by)),
        at=value.at,
        mine=value.controller == reader.organisation and value.pk not in reader.restricted,
        earlier=earlier,
        restricted=value.pk in reader.restricted,
    )


def shown(key: FactKey, value: str) -> tuple[str, str]:
    """A question and its answer in the language of the page; as they are kept when the dictionary has them no more."""
    dictionary, language = connections().dictionary(), get_language() or "nl"
    try:
        read = dictionary.read(str(key), value)[1]
    except FactError:
        return str(key), value
    return dictionary.question(key).in_(language), dictionary[key.fact].shown(read).in_(language)


def source_of(origin: Origin, who: str) -> str:
    """Where an answer came from, as people say it."""
    sentences = {
        Origin.ASKED: _("gevraagd aan %(who)s"),
        Origin.TOLD_BY: _("verteld door %(who)s"),
        Origin.REGISTER: _("uit een register: %(who)s"),
        Origin.ASSUMED: _("aangenomen door %(who)s, niet nagevraagd"),
    }
    return sentences[origin] % {"who": who}
