"""Residents somebody at work works with: the list, finding one, and adding somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.casework.dossier import queries
from maatwerk.casework.dossier.actions import Newcomer, add_newcomer
from maatwerk.casework.dossier.categories import STANDING_FOR, purpose_called
from maatwerk.casework.dossier.visits import choose
from maatwerk.casework.dossier.web.sent import day
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.facts import tasks
from maatwerk.foundation.access.logs.tracing import trace_of
from maatwerk.foundation.access.refusing import GroundRefusedError
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.finding import find
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.names import Names
from maatwerk.foundation.people.naming import name_of
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import WayKind
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.viewers import worker_viewer

_LONGEST_SEARCH = 200


class PurposedView(StaffView):
    """A page for which somebody says what they work on, as `doel` in the address or the form. A purpose says nothing
    about anybody."""

    def viewer(self) -> Viewer:
        return worker_viewer(self.me, trace=trace_of(self.request))

    def purposes(self) -> dict[str, str]:
        """What their organisation works for now, and standing for somebody, each with its name."""
        municipality, language = self.me.municipality, get_language() or "nl"
        now, register = timezone.now(), connections().register(municipality)
        files = register.files_on(day_of(now))
        found = [*(each for each in tasks(self.viewer(), register, now) if each in files), STANDING_FOR]
        return {id_: purpose_called(municipality, id_).name.in_(language) for id_ in found}

    def purpose(self, purposes: Mapping[str, str]) -> str:
        wanted = self.request.POST.get("doel") or self.request.GET.get("doel") or next(iter(purposes))
        if wanted not in purposes:
            raise BadRequest
        return wanted


class ResidentsView(PurposedView):
    """My residents by name, and finding one. What was sought is posted, so no address tells it; what is there and what
    is not there give the same page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        purposes = self.purposes()
        purpose, viewer, now = self.purpose(purposes), self.viewer(), timezone.now()
        after = self._after(request.GET.get("na", ""), viewer, purpose)
        page = queries.my_residents(viewer, purpose, now, after)
        rows = [seen.thing for seen in page.rows if seen.thing is not None]
        more = _address(purpose, rows[-1].pk) if page.more and rows else ""
        return self._page(purposes, purpose, {"residents": _lines(rows), "more": more, "part": bool(after)})

    def post(self, request: HttpRequest) -> HttpResponse:
        purposes = self.purposes()
        purpose, text = self.purpose(purposes), request.POST.get("zoek", "").strip()[:_LONGEST_SEARCH]
        if not text:
            context = {"residents": [], "faults": {"zoek": _("Vul in wie u zoekt.")}, "sought": ""}
            return self._page(purposes, purpose, context, 400)
        found = find(self.viewer(), text, purpose, timezone.now())
        rows = [seen.thing for seen in found if seen.thing is not None]
        return self._page(purposes, purpose, {"residents": _lines(rows), "sought": text})

    def _after(self, text: str, viewer: Viewer, purpose: str) -> tuple[str, str] | None:
        """The place in the list behind this resident. Who may not be seen is no place."""
        if not text:
            return None
        try:
            found = queries.resident_for(viewer, UUID(text), purpose, timezone.now())
        except ValueError as error:
            raise BadRequest from error
        if found is None:
            raise BadRequest
        return found.search_name, str(found.pk)

    def _page(
        self, purposes: Mapping[str, str], purpose: str, context: Mapping[str, Any], status: int = 200
    ) -> HttpResponse:
        base: dict[str, Any] = {
            "tabs": [(_address(id_), name) for id_, name in purposes.items()],
            "tab": purposes[purpose],
            "purpose": purpose,
            "sought": None,
            "faults": {},
            "more": "",
            "part": False,
        }
        return render(self.request, "dossier/residents.html", {**base, **context}, status=status)


class NewResidentView(PurposedView):
    """Somebody who asks for help. Nothing has to be known but how to reach them, or that it cannot be."""

    def get(self, request: HttpRequest, status: int = 200, faults: Mapping[str, str] | None = None) -> HttpResponse:
        purposes = {id_: name for id_, name in self.purposes().items() if id_ != STANDING_FOR}
        fields = ("roepnaam", "voornamen", "voorvoegsel", "achternaam", "geboren", "telefoon", "email", "reden")
        context = {
            "purposes": list(purposes.items()),
            "purpose": self.request.POST.get("doel") or self.request.GET.get("doel", ""),
            "faults": faults or {},
            "typed": {field: request.POST.get(field, "") for field in fields},
            "shared": "meelezen" in request.POST,
        }
        return render(request, "dossier/new.html", context, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        purpose = request.POST.get("doel", "")
        try:
            new = _newcomer(request)
            if purpose not in self.purposes() or purpose == STANDING_FOR:
                raise ResidentRefusedError({"doel": _("Kies waarvoor u met deze inwoner werkt.")})
            resident = add_newcomer(self.viewer(), purpose, new, timezone.now())
        except (ResidentRefusedError, GroundRefusedError) as refused:
            return self.get(request, 400, _in_the_form(refused.faults))
        except NotYoursError:
            return self.get(request, 400, {"doel": _("Uw organisatie heeft deze taak nu niet.")})
        choose(request, resident.pk, purpose)
        messages.success(request, _("De inwoner heeft nu een dossier."))
        return redirect("dossier:file", resident.pk)


# How fields of the form are called where they are stored.
_FIELDS = {
    "called": "roepnaam",
    "given_names": "voornamen",
    "prefix": "voorvoegsel",
    "family_name": "achternaam",
    "born": "geboren",
    "value": "telefoon",
    "reason": "reden",
    "purpose": "doel",
}


def _in_the_form(faults: Mapping[str, str]) -> dict[str, str]:
    return {_FIELDS.get(name, name): sentence for name, sentence in faults.items()}


def _newcomer(request: HttpRequest) -> Newcomer:
    """What was typed. Raises ResidentRefusedError for a day that is none."""
    text = {name: value.replace("\0", "") for name, value in request.POST.items() if isinstance(value, str)}
    names = [text.get(name, "") for name in ("roepnaam", "voornamen", "voorvoegsel", "achternaam")]
    ways = [(WayKind.MOBILE, text.get("telefoon", "").strip()), (WayKind.MAIL, text.get("email", "").strip())]
    return Newcomer(
        names=Names(*names),
        born=day(request, "geboren"),
        ways=[(kind, value) for kind, value in ways if value],
        shared="meelezen" in text,
        reason=text.get("reden", ""),
    )


def _lines(rows: Sequence[Resident]) -> list[dict[str, Any]]:
    return [{"id": row.pk, "name": name_of(row), "born": row.born, "died_on": row.died_on} for row in rows]


def _address(purpose: str, after: UUID | None = None) -> str:
    query = {"doel": purpose} | ({"na": str(after)} if after else {})
    return reverse("dossier:residents", query=query)
