"""Consent with the resident at the table: what stands, asking for something, a yes, a no, and taking a yes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from maatwerk.foundation.access import actions, queries
from maatwerk.foundation.access.models import Task
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rules import LONGEST_CONSENT, How
from maatwerk.foundation.access.sentences import consent_sentence
from maatwerk.foundation.access.web.labels import HOWS
from maatwerk.foundation.access.web.of_resident import OfResidentView
from maatwerk.foundation.access.web.requests import voice_choices
from maatwerk.foundation.content import Text
from maatwerk.foundation.people.ages import day_of, start_of
from maatwerk.foundation.people.residents import ORGANISATION, organisation_ref


@dataclass(frozen=True)
class Asked:
    """What is asked: for which task of which organisation, and about what."""

    task: Task
    category: str

    @property
    def organisation(self) -> str:
        return organisation_ref(self.task.organisation_id)


class ConsentsView(OfResidentView):
    """What stands, and what can be asked: an organisation with a task, and one kind of data."""

    def get(self, request: HttpRequest, status: int = 200, **shown: Any) -> HttpResponse:
        subject, categories = self.resident.subject, self.register.categories
        standing = queries.standing_consents(self.viewer, subject, self.purpose, self.now)
        refused = queries.recent_refusals(self.viewer, subject, self.purpose, self.now)
        names = {f"{ORGANISATION}:{each.organisation_id}": each.organisation.name for each in self.tasks}
        context = {
            "standing": standing,
            "refused": [
                (names.get(row.organisation, _("Een organisatie")), categories[row.shared].name, row.start)
                for row in refused
                if row.shared in categories
            ],
            "tasks": [(each.pk, each.organisation.name, self._purpose(each)) for each in self.tasks],
            "categories": self._categories(),
            "voices": voice_choices(self.viewer, subject, self.purpose),
            "typed": request.GET,
        }
        return self.page("access/consents.html", context | shown, status)

    @property
    def tasks(self) -> list[Task]:
        """Those that ask for consent about anything."""
        found = queries.tasks_in(self.viewer.municipality, self.now)
        return [each for each in found if each.purpose in self._tasks and self._tasks[each.purpose].with_consent]

    @property
    def _tasks(self) -> Mapping[str, Any]:
        return self.register.tasks_on(day_of(self.now))

    def _purpose(self, task: Task) -> Text:
        return self.register.purposes[task.purpose].name

    def _categories(self) -> list[tuple[str, Text]]:
        """Whatever some task asks consent for, in the order of the register."""
        asked = {each for task in self.tasks for each in self._tasks[task.purpose].with_consent}
        return [(id_, each.name) for id_, each in self.register.categories.items() if id_ in asked]

    def asked(self, fields: QueryDict) -> Asked:
        """Raises GroundRefusedError."""
        task = next((each for each in self.tasks if str(each.pk) == fields.get("task")), None)
        category = fields.get("category", "")
        faults = {}
        if task is None:
            faults["task"] = _("Kies een organisatie.")
        elif category not in self._tasks[task.purpose].with_consent:
            faults["category"] = _("Hierover valt voor deze organisatie niets te kiezen.")
        if faults or task is None:
            raise GroundRefusedError(faults)
        return Asked(task, category)


class AskConsentView(ConsentsView):
    """The sentence to read out, who says what and how, and two buttons of one size."""

    def get(self, request: HttpRequest, status: int = 200, **shown: Any) -> HttpResponse:
        try:
            asked = self.asked(request.GET)
        except GroundRefusedError as refused:
            return super().get(request, 400, faults=refused.faults)
        until, posted = self.now + LONGEST_CONSENT, request.POST
        context = {
            "sentence": consent_sentence(
                self.register, asked.task.organisation.name, asked.task.purpose, asked.category, until
            ),
            "voices": voice_choices(self.viewer, self.resident.subject, self.purpose),
            "hows": HOWS.items(),
            "last": day_of(until),
            "typed": {name: posted.get(name, "") for name in ("language", "interpreter", "until")}
            | {"hows": [posted.get("how", "")]},
            "said_by": posted.getlist("voices"),
        }
        return self.page("access/ask_consent.html", context | shown, status)

    def post(self, request: HttpRequest) -> HttpResponse:
        posted = request.POST
        try:
            asked = self.asked(request.GET)
            self._answer(asked, posted)
        except NotYoursError:
            raise Http404 from None
        except GroundRefusedError as refused:
            return self.get(request, 400, faults=refused.faults)
        messages.success(request, _("De keuze is bewaard."))
        return redirect("grounds:consents", resident=self.resident.pk)

    def _answer(self, asked: Asked, posted: QueryDict) -> None:
        how = {each.value: each for each in HOWS}.get(posted.get("how", ""), How.ON_SCREEN)
        said = actions.Said(posted.getlist("voices"), how, posted.get("language", ""), posted.get("interpreter", ""))
        about = (self.viewer, self.resident.subject, asked.task.purpose, asked.organisation, asked.category, said)
        if posted.get("answer") == "nee":
            actions.refuse_consent(*about, self.now)
        elif posted.get("answer") == "ja":
            actions.give_consent(*about, self.now, until=_until(posted.get("until", ""), self.now))
        else:
            raise GroundRefusedError({"answer": _("Kies ja of nee.")})


class WithdrawView(ConsentsView):
    """One form on the list: who says so, and it is over at the next question."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, consent: UUID) -> HttpResponse:
        try:
            actions.withdraw_consent(self.viewer, consent, self.now, request.POST.get("voice", ""))
        except NotYoursError:
            raise Http404 from None
        except GroundRefusedError as refused:
            return self.get(request, 400, faults={f"voice-{consent}": " ".join(refused.faults.values())})
        messages.success(request, _("Gestopt. Vanaf nu ziet deze organisatie het niet meer."))
        return redirect("grounds:consents", resident=self.resident.pk)


def _until(text: str, now: datetime) -> datetime | None:
    """The end of the day that was typed; None is the usual term. Raises GroundRefusedError."""
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise GroundRefusedError({"until": _("Dit is geen datum. Gebruik jaar-maand-dag, zoals 2027-01-31.")}) from None
    if not day_of(now) <= day <= day_of(now + LONGEST_CONSENT):
        raise GroundRefusedError({"until": _("Kies een dag na vandaag, en hooguit een jaar verder.")})
    return min(start_of(day + timedelta(days=1)), now + LONGEST_CONSENT)
