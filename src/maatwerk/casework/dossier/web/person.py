"""Who a resident is, for people at work: one page that shows it and leads to small forms, each for one thing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from maatwerk.casework.dossier import queries
from maatwerk.casework.dossier.web import words
from maatwerk.casework.dossier.web.sent import day, in_the_form, typed
from maatwerk.casework.dossier.web.visit import FileView, no_such_file
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people import living_actions, resident_actions
from maatwerk.foundation.people.finding import bsn_of, has_bsn_power
from maatwerk.foundation.people.names import Names
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import SECRET_ADDRESS, AddressKind, Residence, WayKind
from maatwerk.foundation.people.sealing import KeyGoneError

TYPED_DAY = "%-d-%-m-%Y"


class PersonView(FileView):
    """What this worker may see of who somebody is, how they live and how they are reached."""

    def get(self, request: HttpRequest) -> HttpResponse:
        reach = queries.reach_of(self.viewer, self.resident.ref, self.purpose, self.now)
        change = self.may_change
        context = {
            "reach": reach,
            "ways": ways_of(reach),
            "addresses": addresses_of(reach),
            "residence": words.RESIDENCES[Residence(self.resident.residence)],
            "may_change": change,
            "bsn": change and has_bsn_power(self.viewer, self.purpose, self.now),
        }
        return self.page("dossier/person.html", context)


class ChangeView(FileView, ABC):
    """A small form about a resident, for who does more than look. Where a form is not theirs stands the page of a
    resident who does not exist.

    A form gives its `template`, what stands in it (`form`), and `change`, which carries it out and says what was done;
    `fields` are the names in the form of what an action refuses.
    """

    template: ClassVar[str]
    fields: ClassVar[Mapping[str, str]] = {}
    onward: ClassVar[str] = "dossier:person"

    def get(self, request: HttpRequest, status: int = 200, faults: Mapping[str, str] | None = None) -> HttpResponse:
        if not self.offered():
            return no_such_file(request, self.resident.pk)
        return self.page(self.template, {**self.form(), "faults": faults or {}}, status)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.offered():
            return no_such_file(request, self.resident.pk)
        try:
            with transaction.atomic():
                done = self.change()
        except NotYoursError:
            return no_such_file(request, self.resident.pk)
        except ResidentRefusedError as refused:
            return self.get(request, 400, in_the_form(refused.faults, self.fields))
        messages.success(request, done)
        return redirect(self.onward, self.resident.pk)

    def offered(self) -> bool:
        return self.may_change

    @abstractmethod
    def form(self) -> dict[str, Any]:
        """What stands in the form."""

    @abstractmethod
    def change(self) -> str:
        """Carry it out, and say what was done. Raises NotYoursError and ResidentRefusedError."""

    @property
    def who(self) -> tuple[Viewer, UUID]:
        """Who does it, and to whom: how every action begins."""
        return self.viewer, self.resident.pk

    @property
    def why(self) -> tuple[str, datetime]:
        """For what, and when: how every action ends."""
        return self.purpose, self.now

    def kept(self, **now: str) -> dict[str, str]:
        """What stands in each field: what was typed, else what is known now."""
        return {field: self.request.POST.get(field, value) for field, value in now.items()}


class NamesView(ChangeView):
    """Names and birth date."""

    template = "dossier/names.html"
    fields: ClassVar[Mapping[str, str]] = {
        "called": "roepnaam",
        "given_names": "voornamen",
        "prefix": "voorvoegsel",
        "family_name": "achternaam",
        "born": "geboren",
    }

    def form(self) -> dict[str, Any]:
        row = self.resident
        return {
            "typed": self.kept(
                roepnaam=row.called,
                voornamen=row.given_names,
                voorvoegsel=row.prefix,
                achternaam=row.family_name,
                geboren=row.born.strftime(TYPED_DAY) if row.born else "",
            )
        }

    def change(self) -> str:
        names = (typed(self.request, name) for name in ("roepnaam", "voornamen", "voorvoegsel", "achternaam"))
        born = day(self.request, "geboren")
        resident_actions.change_names(*self.who, Names(*names), *self.why)
        if born != self.resident.born:
            resident_actions.note_birth(*self.who, born, *self.why)
        return _("De naam en geboortedatum zijn bewaard.")


class StateView(ChangeView):
    """Moving out of the municipality and coming back, no fixed address, and death; and taking back a mistake."""

    template = "dossier/state.html"
    fields: ClassVar[Mapping[str, str]] = {"died_on": "overleden", "left_on": "verhuisd"}

    def form(self) -> dict[str, Any]:
        row = self.resident
        return {
            "residence": words.RESIDENCES[Residence(row.residence)],
            "no_address": row.residence == Residence.NONE,
            "typed": self.kept(overleden="", verhuisd=""),
        }

    def change(self) -> str:
        match self.request.POST.get("doe"):
            case "overleden":
                resident_actions.note_death(*self.who, self._day("overleden"), *self.why)
                return _("Het overlijden is bewaard.")
            case "leeft":
                resident_actions.note_death(*self.who, None, *self.why)
                return _("Het overlijden is weggehaald.")
            case "verhuisd":
                living_actions.note_moved_away(*self.who, self._day("verhuisd"), *self.why)
                return _("De verhuizing is bewaard.")
            case "terug":
                living_actions.note_moved_back(*self.who, *self.why)
                return _("Deze inwoner woont weer in de gemeente. Vul het adres in als u dat weet.")
            case "geen_adres":
                living_actions.note_no_fixed_address(*self.who, *self.why)
                return _("Er staat nu dat deze inwoner geen vast adres heeft.")
        raise BadRequest

    def _day(self, field: str) -> date:
        """The day of what happened: without one nothing did."""
        found = day(self.request, field)
        if found is None:
            raise ResidentRefusedError({field: _("Vul in op welke dag dit was.")})
        return found


@method_decorator(sensitive_post_parameters("bsn"), name="dispatch")
class BsnView(ChangeView):
    """The BSN: recording it, and showing it when somebody asks. Only where the organisation has the power for this
    purpose; it stands on the answer to that request and nowhere else."""

    template = "dossier/bsn.html"

    def offered(self) -> bool:
        return super().offered() and has_bsn_power(self.viewer, self.purpose, self.now)

    def form(self) -> dict[str, Any]:
        return {"bsn": None, "answer": ""}

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("doe") == "toon" and self.offered():
            return self._show()
        return super().post(request)

    def change(self) -> str:
        resident_actions.record_bsn(*self.who, self.request.POST.get("bsn", ""), *self.why)
        return _("Het BSN is bewaard.")

    def _show(self) -> HttpResponse:
        bsn, answer = None, ""
        try:
            bsn = bsn_of(self.viewer, self.resident, *self.why)
        except KeyGoneError:
            answer = _("Dit BSN is niet meer te lezen. Vraag het opnieuw, en leg het nog een keer vast.")
        if bsn is None and not answer:
            answer = _("Er is geen BSN dat u mag zien.")
        return self.page(self.template, {"bsn": bsn, "answer": answer, "faults": {}})


def ways_of(reach: queries.Reach) -> list[dict[str, Any]]:
    """The ways to reach somebody, ready to show."""
    return [{"row": way, "kind": words.WAYS[WayKind(way.kind)], "safe": way.pk == reach.only_way} for way in reach.ways]


def addresses_of(reach: queries.Reach) -> list[dict[str, Any]]:
    """Where somebody lives, gets post or stays, ready to show."""
    return [
        {
            "row": row,
            "kind": words.ADDRESSES[AddressKind(row.kind)],
            "line": words.address_line(row),
            "secret": row.category == SECRET_ADDRESS,
        }
        for row in reach.addresses
    ]
