"""One entry of the file: opened by the resident to one organisation, or kept from one person on a named ground.

For people of the organisation that answers for the entry. Both are over as easily as they began.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.categories import category_called
from maatwerk.casework.dossier.entries import Entry, entry_of
from maatwerk.casework.dossier.models import Note
from maatwerk.casework.dossier.web.lines import shown
from maatwerk.casework.dossier.web.secrecy import FIELDS, Offer, how_it_was_said, offer, organisation_of, said_form
from maatwerk.casework.dossier.web.sent import filled, in_the_form, one_of, typed, until_with
from maatwerk.casework.dossier.web.visit import FileView, no_such_file
from maatwerk.casework.dossier.web.words import category_at_work
from maatwerk.foundation.access.actions import close_entry, open_entry, release, withhold
from maatwerk.foundation.access.actions.asking import until_or_a_year
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import Task
from maatwerk.foundation.access.protocols import NobodyWatchesError
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rules import LONGEST_CONSENT, LONGEST_WITHHOLDING, WITHHOLDING, WithholdingGround
from maatwerk.foundation.access.sentences import opened_sentence
from maatwerk.foundation.access.web.labels import WITHHOLDINGS
from maatwerk.foundation.access.web.requests import voice_choices
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.refusing import ResidentRefusedError
from maatwerk.knowledge.facts import FactKey

_WITHHOLDING_FIELDS = {"from_whom": "voor_wie", "ground": "grond", "why": "waarom", "until": "tot_wanneer"}


class EntryView(FileView):
    """What the entry says, for whom it is open and closed, and a form for each."""

    def get(
        self, request: HttpRequest, entry: UUID, status: int = 200, faults: Mapping[str, str] | None = None
    ) -> HttpResponse:
        found = self._found(entry)
        if found is None:
            return no_such_file(request)
        voices = voice_choices(self.viewer, self.resident.ref, self.purpose)
        context = {
            "entry": entry,
            "text": _text_of(found),
            "category": self._category(found),
            "opened": found.opened,
            "withheld": [
                (row.pk, dict(voices).get(row.from_whom, _("Iemand die nu niet voor de inwoner staat")), row)
                for row in found.withheld
            ],
            "tasks": self._offer().labels,
            "voices": voices,
            "grounds": [(each.value, f"{WITHHOLDINGS[each]} ({WITHHOLDING[each]})") for each in WithholdingGround],
            "last": day_of(self.now + LONGEST_WITHHOLDING),
            "typed": filled(request, "taak", "tot", "voor_wie", "grond", "waarom", "tot_wanneer"),
            "faults": faults or {},
        }
        return self.page("dossier/entry.html", context, status)

    def post(self, request: HttpRequest, entry: UUID) -> HttpResponse:
        found = self._found(entry)
        if found is None:
            return no_such_file(request)
        acts = {"open": self._open, "sluit": self._close, "houd": self._withhold, "geef": self._release}
        if request.POST.get("doe") not in acts:
            raise BadRequest
        try:
            answer = acts[request.POST["doe"]](found)
        except NotYoursError:
            return no_such_file(request)
        except NobodyWatchesError:
            fault = {"waarom": _("Er is geen collega die dit kan nakijken. Het is niet gesloten.")}
            return self.get(request, entry, 400, fault)
        except (GroundRefusedError, ResidentRefusedError) as refused:
            return self.get(request, entry, 400, refused.faults)
        return answer or redirect("dossier:entry", self.resident.pk, entry)

    def _open(self, found: Entry) -> HttpResponse | None:
        """The sentence first, and then what was answered."""
        task = self._offer().tasks.get(self.request.POST.get("taak", ""))
        if task is None:
            raise ResidentRefusedError({"taak": _("Kies wie het mag zien.")})
        until = until_or_a_year(until_with(self.request, "tot", self.now + LONGEST_CONSENT), self.now)
        if "antwoord" not in self.request.POST:
            return self._ask(found, task, until, {})
        said = how_it_was_said(self.request)
        try:
            open_entry(self.viewer, found.thing, organisation_of(task), task.purpose, said, self.now, until=until)
        except GroundRefusedError as refused:
            return self._ask(found, task, until, in_the_form(refused.faults, FIELDS))
        messages.success(self.request, _("Deze organisatie mag dit stuk nu lezen."))
        return None

    def _ask(self, found: Entry, task: Task, until: datetime, faults: Mapping[str, str]) -> HttpResponse:
        register = connections().register(self.viewer.municipality)
        sentence = opened_sentence(register, task.organisation.name, task.purpose, found.thing.category, until)
        context: dict[str, Any] = said_form(self) | {"sentence": sentence, "entry": found.thing.pk, "faults": faults}
        return self.page("dossier/entry_ask.html", context, 400 if faults else 200)

    def _close(self, found: Entry) -> None:
        which = one_of(self.request, "welke")
        if which not in {row.pk for row in found.opened}:
            raise NotYoursError
        try:
            close_entry(self.viewer, which, self.now, self.request.POST.get("stem", ""))
        except GroundRefusedError as refused:
            raise ResidentRefusedError({f"stem-{which}": " ".join(refused.faults.values())}) from None
        messages.success(self.request, _("Gestopt. Vanaf nu ziet deze organisatie het niet meer."))

    def _withhold(self, found: Entry) -> None:
        posted = self.request.POST
        last = self.now + LONGEST_WITHHOLDING
        until = until_with(self.request, "tot_wanneer", last)
        if until is None:
            raise ResidentRefusedError({"tot_wanneer": _("Kies een dag na vandaag, en hooguit een jaar verder.")})
        whom, ground, why = posted.get("voor_wie", ""), posted.get("grond", ""), typed(self.request, "waarom")
        try:
            withhold(self.viewer, found.thing, whom, ground, why, self.now, until=until)
        except GroundRefusedError as refused:
            raise ResidentRefusedError(in_the_form(refused.faults, _WITHHOLDING_FIELDS)) from None
        messages.success(self.request, _("Het is meteen gesloten. Een collega kijkt na of dat terecht is."))

    def _release(self, found: Entry) -> None:
        which = one_of(self.request, "welke")
        if which not in {row.pk for row in found.withheld}:
            raise NotYoursError
        release(self.viewer, which, self.now)
        messages.success(self.request, _("Het is weer open voor deze persoon."))

    def _found(self, entry: UUID) -> Entry | None:
        """Of the own organisation, for a task."""
        found = entry_of(self.viewer, self.resident.ref, entry, self.purpose, self.now)
        if found is None or found.thing.controller != self.viewer.organisation:
            return None
        return found if self.may_change else None

    def _category(self, found: Entry) -> str:
        id_ = found.thing.category
        return category_at_work(id_, category_called(self.viewer.municipality, id_))

    def _offer(self) -> Offer:
        return offer(self.viewer.municipality, self.now, without=self.viewer.organisation)


def _text_of(found: Entry) -> str:
    thing = found.thing
    if isinstance(thing, Note):
        return thing.text
    return " ".join(shown(FactKey(thing.about, thing.fact), thing.value))
