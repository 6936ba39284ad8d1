"""What the file holds about somebody, when it has to be gone or is asked for, and what happened in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Event, Viewer

if TYPE_CHECKING:
    from maatwerk.foundation.gate.models import Personal


class FileEraser:
    """Deletes every note and fact about somebody, also what was corrected. In files of others they become nobody."""

    def erase(self, subject: str) -> int:
        from django.db import transaction

        from maatwerk.casework.dossier.models import FactValue, Note
        from maatwerk.foundation.people.erasing import ERASED

        with transaction.atomic(), maintenance("erasing"):
            count = sum(int(model.objects.filter(subject=subject).delete()[0]) for model in (Note, FactValue))
            Note.objects.filter(written_by=subject).update(written_by=ERASED)
            FactValue.objects.filter(said_by=subject).update(said_by=ERASED)
        return count


class FileExporter:
    """Gives every note and fact about somebody, also what stays hidden from them: for who decided what of it may be
    handed out, and inside the gate only. `derden` are the names in a text of people whom the file is not about:
    who hands it out looks at those first (AVG art. 15 lid 4)."""

    def export(self, subject: str) -> Iterator[Mapping[str, Any]]:
        from maatwerk.casework.dossier.models import FactValue, Note

        notes = list(Note.objects.filter(subject=subject).order_by("at", "id"))
        facts = list(FactValue.objects.filter(subject=subject).order_by("at", "id"))
        for note in notes:
            yield {
                "soort": "notitie",
                "tekst": note.text,
                "eigen_woorden": note.own_words,
                "derden": list(note.third_persons),
                "geschreven_door": note.written_by,
                "op": note.at.isoformat(),
                "verbeterd_door": str(note.corrected_by_id or ""),
            } | _owner(note)
        for fact in facts:
            yield {
                "soort": "feit",
                "feit": f"{fact.about}.{fact.fact}" if fact.about else fact.fact,
                "waarde": fact.value,
                "herkomst": fact.source,
                "gezegd_door": fact.said_by,
                "opgeschreven_door": fact.noted_by,
                "op": fact.at.isoformat(),
                "vervangen_door": str(fact.replaced_by_id or ""),
            } | _owner(fact)


class FileTimeline:
    """What was written in the file, newest first: that it was, and by which organisation; not what it says."""

    def events(self, viewer: Viewer, subject: str, purpose: str) -> Iterable[Event]:
        from django.utils import timezone

        from maatwerk.casework.dossier.queries import file_of, names_of

        file = file_of(viewer, subject, purpose, timezone.now())
        rows, facts = [*file.own_words.rows, *file.notes.rows], file.facts.rows
        names = names_of(seen.owner.controller for seen in [*rows, *facts])

        def who(controller: str) -> str:
            return names[controller].name if controller in names else _("Iemand")

        told = [
            (note.at, _("De inwoner vertelde iets in eigen woorden."), note.pk)
            if note.own_words
            else (note.at, _("%(who)s schreef een notitie.") % {"who": who(note.controller)}, note.pk)
            for note in (seen.thing for seen in rows)
            if note is not None
        ]
        told += [
            (fact.at, _("%(who)s vulde een gegeven in.") % {"who": who(fact.controller)}, fact.pk)
            for fact in (seen.thing for seen in facts)
            if fact is not None
        ]
        return [
            Event(at, sentence, str(ref)) for at, sentence, ref in sorted(told, key=lambda one: one[0], reverse=True)
        ]


def _owner(entry: Personal) -> dict[str, str]:
    return {
        "id": str(entry.pk),
        "verantwoordelijke": entry.controller,
        "geheimhouding": entry.secrecy,
        "doel": entry.purpose,
        "categorie": entry.category,
    }
