"""Adding somebody around a resident: first a name, then who of those that this worker may find, then the rest.

All of it is posted, so no address tells whom somebody looked for.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maatwerk.casework.dossier.around import Home, around, workers_called
from maatwerk.casework.dossier.web import words
from maatwerk.casework.dossier.web.sent import filled, in_the_form, since, typed, until_with
from maatwerk.casework.dossier.web.visit import FileView, no_such_file
from maatwerk.foundation.access.web.labels import STANDINGS
from maatwerk.foundation.people import household_actions, standing_actions
from maatwerk.foundation.people.finding import find
from maatwerk.foundation.people.naming import name_of
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import RESIDENT, WORKER, Bond, Scope, Standing
from maatwerk.foundation.people.standing_actions import Stands

_NAME_ONLY, _NEW_HOME = "naam", "nieuw"
_LONGEST_SEARCH = 200
_TYPED = ("wie", "thuis", "soort", "voor", "bewijs", "meekijken", "tot", "sinds")


class AddingView(FileView, ABC):
    """`title` is what is added, `said` what stands there afterwards, `workers` and `name_only` who it can be besides
    a resident, `fields` how what an action calls by another name is called in the form."""

    title: ClassVar[str | Promise]
    said: ClassVar[str | Promise]
    workers: ClassVar[bool] = False
    name_only: ClassVar[bool] = False
    fields: ClassVar[Mapping[str, str]] = {}

    def get(self, request: HttpRequest, status: int = 200, faults: Mapping[str, str] | None = None) -> HttpResponse:
        if not self.may_change:
            return no_such_file(request)
        sought = " ".join(typed(request, "zoek").split())
        context = {
            "title": self.title,
            "sought": sought,
            "people": self._people(sought) if sought and len(sought) <= _LONGEST_SEARCH else [],
            "typed": filled(request, *_TYPED),
            "faults": faults or {},
        }
        return self.page("dossier/adding.html", context | self.more(), status)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.may_change:
            return no_such_file(request)
        sought = typed(request, "zoek").strip()
        if not sought or len(sought) > _LONGEST_SEARCH:
            return self.get(request, 400, {"zoek": _("Vul een naam in, van hooguit 200 letters.")})
        if request.POST.get("doe") != "bewaar":
            return self.get(request)
        who = request.POST.get("wie", "")
        try:
            if not who:
                raise ResidentRefusedError({"wie": _("Kies wie u bedoelt.")})
            self.add(who, " ".join(sought.split()))
        except NotYoursError:
            return no_such_file(request)
        except ResidentRefusedError as refused:
            return self.get(request, 400, in_the_form(refused.faults, self.fields))
        messages.success(request, str(self.said))
        return redirect("dossier:people", self.resident.pk)

    @abstractmethod
    def more(self) -> dict[str, Any]:
        """What else the form asks."""

    @abstractmethod
    def add(self, who: str, name: str) -> None:
        """`who` is a reference, or that only a name is known. Raises NotYoursError and ResidentRefusedError."""

    def _people(self, sought: str) -> list[tuple[str, str]]:
        seen = [one.thing for one in find(self.viewer, sought, self.purpose, self.now) if one.thing is not None]
        found = [
            (row.ref, _called(name_of(row), date_format(row.born, "j F Y") if row.born else ""))
            for row in seen
            if row.pk != self.resident.pk
        ]
        if self.workers:
            rows = workers_called(self.viewer.municipality, sought)
            found += [(f"{WORKER}:{row.pk}", f"{row.name} ({row.organisation.name})") for row in rows]
        if self.name_only:
            found.append((_NAME_ONLY, _("Alleen de naam: %(name)s") % {"name": sought}))
        return found


class LiveTogetherView(AddingView):
    """Somebody comes to belong to a household of the resident, or to another one that both belong to."""

    title = gettext_lazy("Wie hoort bij het huishouden?")
    said = gettext_lazy("Zij horen nu bij hetzelfde huishouden.")
    fields: ClassVar[Mapping[str, str]] = {"since": "sinds", "household": "wie", "resident": "wie"}

    def more(self) -> dict[str, Any]:
        homes = [(str(home.id), _home(home)) for home in self._homes()]
        return {"kind": "huishouden", "homes": [*homes, (_NEW_HOME, _("Een ander huishouden"))] if homes else []}

    @transaction.atomic
    def add(self, who: str, name: str) -> None:
        other = _resident_in(who)
        homes, wanted = [str(home.id) for home in self._homes()], self.request.POST.get("thuis", "")
        if other is None:
            raise BadRequest
        if homes and wanted not in [*homes, _NEW_HOME]:
            raise ResidentRefusedError({"thuis": _("Kies welk huishouden het is.")})
        begun, about = since(self.request, "sinds"), (self.purpose, self.now)
        if wanted in homes:
            home = UUID(wanted)
        else:
            home = household_actions.start_household(self.viewer, self.resident.pk, *about, begun).pk
        household_actions.join_household(self.viewer, other, home, *about, begun)

    def _homes(self) -> list[Home]:
        return list(around(self.viewer, self.resident, self.purpose, self.now).homes)


class RelateView(AddingView):
    """Who somebody is to the resident."""

    title = gettext_lazy("Familie of bekende")
    said = gettext_lazy("De band staat in het dossier.")
    name_only = True
    fields: ClassVar[Mapping[str, str]] = {"since": "sinds", "bond": "soort", "other": "wie", "other_name": "zoek"}

    def more(self) -> dict[str, Any]:
        return {"kind": "band", "kinds": list(words.BONDS.items())}

    def add(self, who: str, name: str) -> None:
        kind, other = self.request.POST.get("soort", ""), _resident_in(who)
        if kind not in list(Bond):
            raise ResidentRefusedError({"soort": _("Kies wie dit is voor de inwoner.")})
        household_actions.relate(
            self.viewer,
            self.resident.pk,
            Bond(kind),
            self.purpose,
            self.now,
            other=other,
            other_name="" if other else name,
            since=since(self.request, "sinds"),
        )


class StandView(AddingView):
    """Somebody may stand for the resident, or beside them: for who saw the proof."""

    title = gettext_lazy("Wie mag voor de inwoner staan?")
    said = gettext_lazy("Het staat in het dossier, en geldt vanaf nu.")
    workers = True
    name_only = True
    fields: ClassVar[Mapping[str, str]] = {
        "since": "sinds",
        "until": "tot",
        "standing": "soort",
        "scope": "voor",
        "proof": "bewijs",
        "who": "wie",
        "resident": "wie",
        "name": "zoek",
        "looks": "meekijken",
    }

    def more(self) -> dict[str, Any]:
        return {"kind": "staat", "kinds": list(STANDINGS.items()), "scopes": list(words.SCOPES.items())}

    def add(self, who: str, name: str) -> None:
        posted = self.request.POST
        kind, scope = posted.get("soort", ""), posted.get("voor", "")
        faults = {}
        if kind not in list(Standing):
            faults["soort"] = _("Kies als wat deze persoon voor de inwoner staat.")
        if scope not in list(Scope):
            faults["voor"] = _("Kies geld, zorg of beide.")
        if faults:
            raise ResidentRefusedError(faults)
        stands = Stands(
            Standing(kind),
            name if who == _NAME_ONLY else self._name_of(who),
            Scope(scope),
            "" if who == _NAME_ONLY else who,
            typed(self.request, "bewijs"),
            "meekijken" in posted,
        )
        begun, until = since(self.request, "sinds"), until_with(self.request, "tot")
        standing_actions.register(
            self.viewer, self.resident.pk, stands, self.purpose, self.now, since=begun, until=until
        )

    def _name_of(self, who: str) -> str:
        """Only of whom was found by the same search."""
        people = dict(self._people(" ".join(typed(self.request, "zoek").split())))
        if who not in people:
            raise NotYoursError
        return people[who].partition(" (")[0]


def _resident_in(who: str) -> UUID | None:
    kind, _colon, id_ = who.partition(":")
    try:
        return UUID(id_) if kind == RESIDENT else None
    except ValueError:
        return None


def _called(name: str, born: str) -> str:
    return _("%(name)s (geboren %(day)s)") % {"name": name, "day": born} if born else name


def _home(home: Home) -> str:
    names = ", ".join(name for _id, name in home.others)
    return _("Met %(names)s") % {"names": names} if names else _("Een huishouden waarvan u de anderen niet ziet")
