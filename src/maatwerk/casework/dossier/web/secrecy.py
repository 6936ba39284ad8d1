"""A resident lifts the secrecy of a professional: at the table with that professional, or on their own page.

First what it is about, then the sentence to agree to, made as the action makes it. Both are posted, so no address tells
what it is about. It is something else than consent, and the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.categories import OWN_LOOK, not_kept_elsewhere
from maatwerk.casework.dossier.queries import names_of
from maatwerk.casework.dossier.web.own import OwnView
from maatwerk.casework.dossier.web.sent import filled, in_the_form, one_of, typed, until_with
from maatwerk.casework.dossier.web.visit import FileView, no_such_file
from maatwerk.casework.dossier.web.words import category_at_work
from maatwerk.foundation.access import queries
from maatwerk.foundation.access.actions import Said, end_lifting, lift_secrecy
from maatwerk.foundation.access.actions.asking import until_or_a_year
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import Task
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rules import LONGEST_CONSENT, How
from maatwerk.foundation.access.sentences import lifting_sentence
from maatwerk.foundation.access.web.labels import HOWS
from maatwerk.foundation.access.web.requests import voice_choices
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.refusing import ResidentRefusedError
from maatwerk.foundation.people.residents import organisation_ref, resident_ref
from maatwerk.foundation.ui.views import not_found

FIELDS: Mapping[str, str] = {
    "purpose": "taak",
    "organisation": "taak",
    "category": "waarover",
    "holder": "geheim",
    "until": "tot",
    "voices": "stemmen",
    "how": "hoe",
    "language": "taal",
    "interpreter": "tolk",
    "assurance": "taak",
}

TYPED = ("geheim", "taak", "waarover", "tot", "hoe", "taal", "tolk")


@dataclass(frozen=True)
class Offer:
    """What can be chosen: to whom and for what (by the id of the task), and about what."""

    tasks: Mapping[str, Task]
    labels: list[tuple[str, str]]
    categories: list[tuple[str, str]]


def offer(municipality: str, now: datetime, without: str = "", at_work: bool = True) -> Offer:
    """`without` is the organisation that keeps the secret: it needs no leave."""
    register, language = connections().register(municipality), get_language() or "nl"
    counting = register.files_on(day_of(now))
    tasks = [
        each
        for each in queries.tasks_in(municipality, now)
        if each.purpose in counting and organisation_of(each) != without
    ]
    wanted = {id_ for each in tasks for id_ in counting[each.purpose].categories}
    return Offer(
        {str(each.pk): each for each in tasks},
        [(str(each.pk), f"{each.organisation.name}: {counting[each.purpose].name.in_(language)}") for each in tasks],
        [
            (id_, category_at_work(id_, each) if at_work else each.name.in_(language))
            for id_, each in register.categories.items()
            if id_ in wanted and not each.hidden and not_kept_elsewhere(id_)
        ],
    )


def organisation_of(task: Task) -> str:
    return organisation_ref(task.organisation_id)


@dataclass(frozen=True)
class Chosen:
    task: Task
    category: str
    until: datetime


def chosen(request: HttpRequest, offered: Offer, municipality: str, now: datetime) -> Chosen:
    """Raises GroundRefusedError and ResidentRefusedError."""
    task, category = offered.tasks.get(request.POST.get("taak", "")), request.POST.get("waarover", "")
    faults = {}
    if task is None:
        faults["taak"] = _("Kies wie het mag zien.")
    elif category not in connections().register(municipality).purposes[task.purpose].categories:
        faults["waarover"] = _("Dit heeft deze organisatie hiervoor niet nodig. Kies iets anders.")
    if category not in dict(offered.categories):
        faults["waarover"] = _("Kies waar het over gaat.")
    if faults or task is None:
        raise ResidentRefusedError(faults)
    until = until_or_a_year(until_with(request, "tot", now + LONGEST_CONSENT), now)
    return Chosen(task, category, until)


def how_it_was_said(request: HttpRequest) -> Said:
    """As somebody at work writes it down. What is not on the page is refused by the actions."""
    how = {each.value: each for each in HOWS}.get(request.POST.get("hoe", ""), How.ON_SCREEN)
    voices = request.POST.getlist("stemmen")
    return Said(voices, how, typed(request, "taal"), typed(request, "tolk"))


def said_form(view: FileView) -> dict[str, Any]:
    """What the form of `how_it_was_said` shows."""
    return {
        "voices": voice_choices(view.viewer, view.resident.ref, view.purpose),
        "said_by": view.request.POST.getlist("stemmen"),
        "hows": HOWS.items(),
        "typed": filled(view.request, *TYPED),
    }


class SecrecyView(FileView):
    """At the table, by somebody of the organisation that keeps the secret."""

    def get(self, request: HttpRequest, status: int = 200, faults: Mapping[str, str] | None = None) -> HttpResponse:
        offered = self._offer()
        context = said_form(self) | {
            "standing": queries.standing_liftings(self.viewer, self.resident.ref, self.purpose, self.now),
            "tasks": offered.labels,
            "categories": offered.categories,
            "last": day_of(self.now + LONGEST_CONSENT),
            "may_ask": self.may_change,
            "faults": faults or {},
        }
        return self.page("dossier/secrecy.html", context, status)

    def post(self, request: HttpRequest) -> HttpResponse:
        which = one_of(request, "welke")
        if not self.may_change:
            return no_such_file(request)
        try:
            if which is not None:
                end_lifting(self.viewer, which, self.now, request.POST.get("stem", ""))
                messages.success(request, _("Gestopt. Het is vanaf nu weer geheim."))
                return redirect("dossier:secrecy", self.resident.pk)
            picked = chosen(request, self._offer(), self.viewer.municipality, self.now)
        except NotYoursError:
            return no_such_file(request)
        except (GroundRefusedError, ResidentRefusedError) as refused:
            faults = in_the_form(refused.faults, FIELDS)
            return self.get(request, 400, {f"stem-{which}": " ".join(faults.values())} if which else faults)
        return self._ask(request, picked)

    def _ask(self, request: HttpRequest, picked: Chosen) -> HttpResponse:
        """The sentence, and when somebody answered, keeping it."""
        faults: Mapping[str, str] = {}
        if "antwoord" in request.POST:
            try:
                self._keep(picked)
            except NotYoursError:
                return no_such_file(request)
            except GroundRefusedError as refused:
                faults = in_the_form(refused.faults, FIELDS)
            else:
                messages.success(request, _("De keuze is bewaard."))
                return redirect("dossier:secrecy", self.resident.pk)
        names = names_of([self.viewer.organisation])
        sentence = lifting_sentence(
            connections().register(self.viewer.municipality),
            names[self.viewer.organisation].name,
            picked.task.organisation.name,
            picked.task.purpose,
            picked.category,
            picked.until,
        )
        context = said_form(self) | {"sentence": sentence, "faults": faults}
        return self.page("dossier/secrecy_ask.html", context, 400 if faults else 200)

    def _keep(self, picked: Chosen) -> None:
        about = (self.viewer, self.resident.ref, picked.task.purpose, self.viewer.organisation)
        to = organisation_of(picked.task)
        lift_secrecy(*about, to, picked.category, how_it_was_said(self.request), self.now, until=picked.until)

    def _offer(self) -> Offer:
        return offer(self.viewer.municipality, self.now, without=self.viewer.organisation)


class OwnSecrecyView(OwnView):
    """On screen, by the resident: also who it is that keeps the secret."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL

    def get(self, request: HttpRequest, status: int = 200, faults: Mapping[str, str] | None = None) -> HttpResponse:
        now = timezone.now()
        offered = offer(self.me.municipality, now, at_work=False)
        context = {
            "holders": list(self._holders(now).items()),
            "tasks": offered.labels,
            "categories": offered.categories,
            "last": day_of(now + LONGEST_CONSENT),
            "typed": filled(request, *TYPED),
            "faults": faults or {},
        }
        return render(request, "dossier/own_secrecy.html", context, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        now, holder = timezone.now(), request.POST.get("geheim", "")
        holders, offered = self._holders(now), offer(self.me.municipality, now, at_work=False)
        try:
            if holder not in holders:
                raise ResidentRefusedError({"geheim": _("Kies wie het geheim bewaart.")})
            picked = chosen(request, offered, self.me.municipality, now)
            if "antwoord" in request.POST:
                self._keep(picked, holder, now)
                messages.success(request, _("Uw keuze is bewaard. U kunt dit altijd stoppen."))
                return redirect("own:file")
        except NotYoursError:
            return not_found(request, NotYoursError())
        except (GroundRefusedError, ResidentRefusedError) as refused:
            return self.get(request, 400, in_the_form(refused.faults, FIELDS))
        sentence = lifting_sentence(
            connections().register(self.me.municipality),
            holders[holder],
            picked.task.organisation.name,
            picked.task.purpose,
            picked.category,
            picked.until,
        )
        return render(request, "dossier/own_secrecy_ask.html", {"sentence": sentence, "typed": filled(request, *TYPED)})

    def _keep(self, picked: Chosen, holder: str, now: datetime) -> None:
        subject, to = resident_ref(self.me.resident), organisation_of(picked.task)
        said = Said(language="engels" if get_language() == "en" else "nederlands")
        lift_secrecy(
            self.viewer, subject, picked.task.purpose, holder, to, picked.category, said, now, until=picked.until
        )

    def _holders(self, now: datetime) -> Mapping[str, str]:
        """The organisations that work with the resident, by reference."""
        subject = resident_ref(self.me.resident)
        rows = queries.involved(self.viewer, subject, OWN_LOOK, now)
        names = names_of(row.controller for row in rows)
        return {reference: name.name for reference, name in names.items()}
