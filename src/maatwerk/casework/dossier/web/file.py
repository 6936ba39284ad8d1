"""The file of a resident, for people at work."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from maatwerk.casework.dossier import queries
from maatwerk.casework.dossier.actions import may_write
from maatwerk.casework.dossier.web.about import about
from maatwerk.casework.dossier.web.lines import Reader, fact_groups, note_lines, only_that, references_in
from maatwerk.casework.dossier.web.visit import FileView
from maatwerk.foundation.gate.protocols import Viewer


class ResidentFileView(FileView):
    """Everything of the file that this worker may see for this purpose: own words first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        part = part_of(request)
        file = queries.file_of(self.viewer, self.resident.ref, self.purpose, self.now, part)
        context = entries(self.viewer, self.resident.ref, file, part) | {
            "about": about(self.viewer, self.resident, file),
            "purpose": self.purpose,
            "may_write": may_write(self.viewer, self.purpose),
        }
        return self.page("dossier/file.html", context)


def part_of(request: HttpRequest) -> int:
    """Which part of the notes is asked for, from 1."""
    text = request.GET.get("deel", "1")
    if not (text.isascii() and text.isdecimal() and len(text) < 5 and int(text)):
        raise BadRequest
    return int(text)


def entries(viewer: Viewer, subject: str, file: queries.File, part: int) -> dict[str, Any]:
    """What was written in a file, as far as the viewer may see, ready for a template."""
    words, notes, facts = file.own_words, file.notes, file.facts
    names = queries.names_of(references_in([words, notes, facts], file.corrected.values()))
    reader = Reader(viewer.ref, viewer.organisation, subject, viewer.municipality, names, file.restricted)
    return {
        "own_words": note_lines(words, file.corrected, reader),
        "notes": note_lines(notes, file.corrected, reader),
        "facts": fact_groups(facts, reader),
        "only_that": only_that([*words.rows, *notes.rows, *facts.rows], reader),
        "part": part,
        "next_part": part + 1 if notes.more else 0,
    }
