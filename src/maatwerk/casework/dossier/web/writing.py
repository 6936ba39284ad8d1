"""Writing in a file, for people at work: notes and facts, and corrections beside the original."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from maatwerk.casework.dossier import actions, queries
from maatwerk.casework.dossier.actions import Answered, Written
from maatwerk.casework.dossier.categories import OWN_WORDS, categories_for_notes, category_called, purpose_called
from maatwerk.casework.dossier.connections import connections
from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.casework.dossier.rules import names_in
from maatwerk.casework.dossier.web.lines import shown
from maatwerk.casework.dossier.web.visit import FileView, no_such_file
from maatwerk.casework.dossier.web.words import category_at_work
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.knowledge.facts import FactError, FactKey, NoAnswer, Origin
from maatwerk.knowledge.facts.writing import NO_ANSWERS

ORIGINS = {
    Origin.ASKED: gettext_lazy("Ik vroeg het aan de inwoner"),
    Origin.TOLD_BY: gettext_lazy("Iemand anders vertelde het"),
    Origin.REGISTER: gettext_lazy("Het staat in een register of op een papier"),
    Origin.ASSUMED: gettext_lazy("Ik neem het aan, en vroeg het nog niet"),
}
_MOST_CHILDREN = 6


class WriteView(FileView):
    """A new note, or what the resident said in their own words."""

    def get(self, request: HttpRequest, status: int = 200, faults: Mapping[str, str] | None = None) -> HttpResponse:
        categories = categories_for_notes(self.viewer.municipality, self.purpose)
        kinds = [(OWN_WORDS, _("de woorden van de inwoner zelf"))]
        kinds += [(id_, category_at_work(id_, category)) for id_, category in categories.items()]
        kind = request.POST.get("soort", OWN_WORDS if "eigen" in request.GET else "")
        context = typed_note(request) | {
            "kinds": kinds,
            "kind": kind,
            "told": kind == OWN_WORDS,
            "faults": faults or {},
        }
        return self.page("dossier/write.html", context, status)

    def post(self, request: HttpRequest) -> HttpResponse:
        kind = request.POST.get("soort", "")
        note = written(request, "" if kind == OWN_WORDS else kind, own_words=kind == OWN_WORDS)
        try:
            actions.write_note(self.viewer, self.resident, self.purpose, note, self.now)
        except NotYoursError:
            return no_such_file(request)
        except ResidentRefusedError as refused:
            return self.get(request, 400, refused.faults)
        messages.success(request, _("Het staat in het dossier."))
        return redirect("dossier:file", self.resident.pk)


class CorrectView(FileView):
    """A correction of a note, beside the original."""

    def get(
        self, request: HttpRequest, note: UUID, status: int = 200, faults: Mapping[str, str] | None = None
    ) -> HttpResponse:
        rows = Note.objects.filter(pk=note, subject=self.resident.ref, corrected_by=None)
        found = queries.one_of(self.viewer, rows, self.purpose, self.now)
        if found is None or not actions.may_correct(self.viewer.ref, self.viewer.organisation, found):
            return no_such_file(request)
        context = {"note": found, "faults": faults or {}} | typed_note(request, found)
        return self.page("dossier/correct.html", context, status)

    def post(self, request: HttpRequest, note: UUID) -> HttpResponse:
        try:
            actions.correct_note(self.viewer, note, self.purpose, written(request), self.now)
        except NotYoursError:
            return no_such_file(request)
        except ResidentRefusedError as refused:
            return self.get(request, note, 400, refused.faults)
        messages.success(request, _("De verbetering staat in het dossier. Wat er eerst stond, blijft te zien."))
        return redirect("dossier:file", self.resident.pk)


class AskView(FileView):
    """Noting a fact: first which question, then the answer. Both are posted, so no address tells what was asked."""

    def get(self, request: HttpRequest, status: int = 200, faults: Mapping[str, str] | None = None) -> HttpResponse:
        context = {
            "questions": self._questions(),
            "subjects": _subjects(),
            "question": request.POST.get("vraag", ""),
            "subject": request.POST.get("over", ""),
            "faults": faults or {},
        }
        return self.page("dossier/ask.html", context, status)

    def post(self, request: HttpRequest) -> HttpResponse:
        key = FactKey(request.POST.get("over", ""), request.POST.get("vraag", ""))
        try:
            key = connections().dictionary().key(str(key))
        except FactError as error:
            wrong = error.sentence.in_(get_language() or "nl") if key.fact else _("Kies een vraag.")
            return self.get(request, 400, {"vraag": wrong})
        if "bron" not in request.POST:
            return self.page("dossier/answer.html", answer_form(request, key, {}))
        try:
            actions.note_fact(self.viewer, self.resident, self.purpose, answered(request, key), self.now)
        except NotYoursError:
            return no_such_file(request)
        except ResidentRefusedError as refused:
            return self.page("dossier/answer.html", answer_form(request, key, refused.faults), 400)
        messages.success(request, _("Het antwoord staat in het dossier."))
        return redirect("dossier:file", self.resident.pk)

    def _questions(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What may be asked for this purpose, by category, without what is known of the resident themselves."""
        seen = queries.facts_of(self.viewer, self.resident.ref, self.purpose, self.now).rows
        rows = [one.thing for one in seen if one.thing is not None]
        known = {row.fact for row in rows if not row.about and row.controller == self.viewer.organisation}
        dictionary, language = connections().dictionary(), get_language() or "nl"
        allowed = purpose_called(self.viewer.municipality, self.purpose).categories
        groups: dict[str, list[tuple[str, str]]] = {}
        for id_ in dictionary:
            fact = dictionary[id_]
            if fact.category in allowed and not fact.never_kept and (id_ not in known or fact.level == "persoon"):
                groups.setdefault(fact.category, []).append((id_, fact.question.in_(language)))
        name = self.viewer.municipality
        return [(category_at_work(each, category_called(name, each)), groups[each]) for each in sorted(groups)]


class CorrectFactView(FileView):
    """Another answer in place of one that stands."""

    def get(
        self, request: HttpRequest, value: UUID, status: int = 200, faults: Mapping[str, str] | None = None
    ) -> HttpResponse:
        rows = FactValue.objects.filter(pk=value, subject=self.resident.ref, replaced_by=None)
        found = queries.one_of(self.viewer, rows, self.purpose, self.now)
        if found is None or found.controller != self.viewer.organisation:
            return no_such_file(request)
        key = FactKey(found.about, found.fact)
        context = answer_form(request, key, faults or {}) | {"now": shown(key, found.value)[1]}
        return self.page("dossier/answer.html", context, status)

    def post(self, request: HttpRequest, value: UUID) -> HttpResponse:
        try:
            actions.correct_fact(self.viewer, value, self.purpose, answered(request, FactKey("", "")), self.now)
        except NotYoursError:
            return no_such_file(request)
        except ResidentRefusedError as refused:
            return self.get(request, value, 400, refused.faults)
        messages.success(request, _("Het nieuwe antwoord staat in het dossier. Het oude blijft te zien."))
        return redirect("dossier:file", self.resident.pk)


def written(request: HttpRequest, category: str = "", own_words: bool = False) -> Written:
    """A note as somebody typed it."""
    text = request.POST.get("tekst", "").replace("\r\n", "\n").replace("\0", "")
    names = names_in(request.POST.get("anderen", "").replace("\0", ""))
    return Written(text, category, own_words, names)


def typed_note(request: HttpRequest, note: Note | None = None) -> dict[str, Any]:
    """What stands in the form of a note: what was typed, else what the note says now."""
    now, names = (note.text, "\n".join(note.third_persons)) if note else ("", "")
    return {"text": request.POST.get("tekst", now), "others": request.POST.get("anderen", names)}


def answered(request: HttpRequest, key: FactKey) -> Answered:
    """An answer as somebody gave it. Raises BadRequest for an origin that is not on the page."""
    try:
        source = Origin(request.POST.get("bron", ""))
    except ValueError as error:
        raise BadRequest from error
    said_by = request.POST.get("van", "").replace("\0", "")
    return Answered(str(key), request.POST.get("antwoord", "").replace("\0", ""), source, said_by)


def answer_form(request: HttpRequest, key: FactKey, faults: Mapping[str, str]) -> dict[str, Any]:
    """The form for one question."""
    dictionary, language = connections().dictionary(), get_language() or "nl"
    fact = dictionary[key.fact]
    choices = [] if fact.is_typed else [(value, label.in_(language)) for value, label in fact.choices()]
    silent = [(way.value, NO_ANSWERS[way].in_(language)) for way in (NoAnswer.DONT_KNOW, NoAnswer.RATHER_NOT)]
    hint = fact.measure or fact.explanation
    return {
        "key": key,
        "question": dictionary.question(key).in_(language),
        "hint": hint.in_(language) if hint else "",
        "choices": [*choices, *(each for each in silent if not (each[0] == "weet_ik_niet" and fact.has_own_unknown))],
        "typed": fact.is_typed,
        "answer": request.POST.get("antwoord", ""),
        "origins": list(ORIGINS.items()),
        "origin": request.POST.get("bron", Origin.ASKED.value),
        "said_by": request.POST.get("van", ""),
        "faults": faults,
        "now": "",
    }


def _subjects() -> list[tuple[str, str]]:
    """Whom a question can be about."""
    children = [(f"kind{n}", _("Kind %(number)s") % {"number": n}) for n in range(1, _MOST_CHILDREN + 1)]
    return [("", _("De inwoner, het huishouden of de woning")), ("partner", _("De partner")), *children]
