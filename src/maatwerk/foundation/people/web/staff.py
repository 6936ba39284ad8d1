"""Pages for administrators: organisations and teams, who works there, inviting, roles, closing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maatwerk.foundation.people import staff_actions
from maatwerk.foundation.people.invitations import invitation_path
from maatwerk.foundation.people.models import Organisation, Team, Worker
from maatwerk.foundation.people.queries import organisations_of, worker_in, workers_of
from maatwerk.foundation.people.residents import PartyKind
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.staff_actions import StaffRefusedError
from maatwerk.foundation.people.web.labels import LABELS, PARTIES

_ON_A_PAGE = 50
_INVITATION = "people_invitation"  # in the session, from making an invitation until it was shown once


class AdministratorView(StaffView):
    """A page for administrators, about their own municipality only."""

    roles: ClassVar[frozenset[Role]] = frozenset({Role.ADMINISTRATOR})

    def myself(self) -> Worker:
        return Worker.objects.get(pk=self.me.id)

    def organisation(self, id_: int) -> Organisation:
        found = organisations_of(self.me.municipality).select_related("municipality").filter(pk=id_).first()
        if found is None:
            raise Http404
        return found

    def worker(self, id_: int) -> Worker:
        found = worker_in(self.me.municipality, id_)
        if found is None:
            raise Http404
        return found


class OrganisationsView(AdministratorView):
    """Which organisations work for this municipality; adding one."""

    def get(self, request: HttpRequest, status: int = 200, **shown: Any) -> HttpResponse:
        context = {
            "page": _page(request, organisations_of(self.me.municipality)),
            "kinds": _kinds(request.POST.get("soort", "")),
            "faults": {},
            "name": "",
        }
        return render(request, "people/organisations.html", context | shown, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        name = request.POST.get("name", "")
        try:
            kind = _party(request)
            made = staff_actions.add_organisation(self.me.municipality, name, timezone.now(), self.myself(), kind)
        except StaffRefusedError as refused:
            return self.get(request, 400, faults=refused.faults, name=name)
        messages.success(request, _("De organisatie is toegevoegd."))
        return redirect("people:organisation", made.pk)


class OrganisationView(AdministratorView):
    """Who works for one organisation, what kind of party it is, and its teams; adding a team."""

    def get(self, request: HttpRequest, organisation: int, status: int = 200, **shown: Any) -> HttpResponse:
        one = self.organisation(organisation)
        context = {
            "organisation": one,
            "page": _page(request, workers_of(one)),
            "teams": one.teams.order_by("name"),
            "kinds": _kinds(request.POST.get("soort", one.kind)),
            "faults": {},
            "name": "",
        }
        return render(request, "people/organisation.html", context | shown, status=status)

    def post(self, request: HttpRequest, organisation: int) -> HttpResponse:
        one, name = self.organisation(organisation), request.POST.get("name", "")
        try:
            if "soort" in request.POST:
                done = self._set_kind(one)
            else:
                staff_actions.add_team(one, name, timezone.now(), self.myself())
                done = _("Het team is toegevoegd.")
        except StaffRefusedError as refused:
            return self.get(request, organisation, 400, faults=refused.faults, name=name)
        messages.success(request, done)
        return redirect("people:organisation", organisation)

    def _set_kind(self, organisation: Organisation) -> str:
        kind = _party(self.request)
        if kind is None:
            raise StaffRefusedError({"soort": _("Kies een soort uit de lijst.")})
        staff_actions.set_kind(organisation, kind, timezone.now(), self.myself())
        return _("Het soort organisatie is bewaard.")


class InviteView(AdministratorView):
    """Inviting somebody to work for one organisation."""

    def get(self, request: HttpRequest, organisation: int, status: int = 200, **shown: Any) -> HttpResponse:
        one = self.organisation(organisation)
        context = {
            "organisation": one,
            "teams": _team_choices(one, request.POST.getlist("teams")),
            "roles": _choices(request.POST.getlist("roles")),
            "email": request.POST.get("email", ""),
            "name": request.POST.get("name", ""),
            "faults": {},
        }
        return render(request, "people/invite.html", context | shown, status=status)

    def post(self, request: HttpRequest, organisation: int) -> HttpResponse:
        one = self.organisation(organisation)
        try:
            made = staff_actions.invite(
                request.POST.get("email", ""),
                request.POST.get("name", ""),
                one,
                timezone.now(),
                teams=_teams(one, request),
                roles=_roles(request),
                by=self.myself(),
            )
        except StaffRefusedError as refused:
            return self.get(request, organisation, 400, faults=refused.faults)
        return _with_invitation(request, made)


class WorkerView(AdministratorView):
    """One colleague: their teams and roles, and what can be done about their account."""

    def get(self, request: HttpRequest, worker: int, status: int = 200, **shown: Any) -> HttpResponse:
        one = self.worker(worker)
        roles = [each.role for each in one.appointments.all()]
        teams = {str(team.pk) for team in one.teams.all()}
        invitation = request.session.get(_INVITATION)
        if invitation and invitation["worker"] == one.pk:
            del request.session[_INVITATION]
        else:
            invitation = None
        context: dict[str, Any] = {
            "worker": one,
            "itself": one.pk == self.me.id,
            "roles": _choices(roles),
            "teams": _team_choices(one.organisation, teams),
            "invitation": invitation,
            "faults": {},
        }
        return render(request, "people/worker.html", context | shown, status=status)

    def post(self, request: HttpRequest, worker: int) -> HttpResponse:
        one, me, now = self.worker(worker), self.myself(), timezone.now()
        try:
            with transaction.atomic():
                staff_actions.set_roles(one, _roles(request), now, me)
                staff_actions.set_teams(one, _teams(one.organisation, request), now, me)
        except StaffRefusedError as refused:
            typed = {
                "roles": _choices(request.POST.getlist("roles")),
                "teams": _team_choices(one.organisation, request.POST.getlist("teams")),
            }
            return self.get(request, worker, 400, faults=refused.faults, **typed)
        messages.success(request, _("De teams en rollen zijn bewaard."))
        return redirect("people:worker", worker)


class InviteAgainView(AdministratorView):
    """A lost phone or key: everything they signed in with is forgotten, and they get a new invitation."""

    def get(self, request: HttpRequest, worker: int, status: int = 200, **shown: Any) -> HttpResponse:
        context = {"worker": self.worker(worker), "faults": {}} | shown
        return render(request, "people/invite_again.html", context, status=status)

    def post(self, request: HttpRequest, worker: int) -> HttpResponse:
        one = self.worker(worker)
        try:
            staff_actions.invite_again(one, timezone.now(), self.myself())
        except StaffRefusedError as refused:
            return self.get(request, worker, 400, faults=refused.faults)
        return _with_invitation(request, one)


class CloseView(AdministratorView):
    """Somebody does not work here any more."""

    def get(self, request: HttpRequest, worker: int, status: int = 200, **shown: Any) -> HttpResponse:
        context = {"worker": self.worker(worker), "faults": {}} | shown
        return render(request, "people/close.html", context, status=status)

    def post(self, request: HttpRequest, worker: int) -> HttpResponse:
        one = self.worker(worker)
        try:
            staff_actions.close(one, timezone.now(), self.myself())
        except StaffRefusedError as refused:
            return self.get(request, worker, 400, faults=refused.faults)
        messages.success(request, _("Het account is gesloten."))
        return redirect("people:organisation", one.organisation_id)


def _page(request: HttpRequest, rows: QuerySet[Any]) -> Any:
    return Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("pagina"))


def _team_choices(organisation: Organisation, chosen: Collection[str]) -> list[tuple[Team, bool]]:
    """Every team of an organisation and whether it is chosen."""
    return [(team, str(team.pk) in chosen) for team in organisation.teams.order_by("name")]


def _choices(chosen: Collection[str]) -> list[tuple[str, str, bool]]:
    """Every role with its label and whether it is chosen."""
    return [(role.value, str(LABELS[role]), role.value in chosen) for role in Role]


def _roles(request: HttpRequest) -> list[Role]:
    """The roles that were ticked. Raises StaffRefusedError for one that does not exist."""
    try:
        return [Role(each) for each in dict.fromkeys(request.POST.getlist("roles"))]
    except ValueError:
        raise StaffRefusedError({"roles": _("Kies een rol uit de lijst.")}) from None


def _kinds(chosen: str) -> list[tuple[str, Any, bool]]:
    """Every kind of party with its label and whether it is chosen."""
    return [(kind.value, label, kind == chosen) for kind, label in PARTIES.items()]


def _party(request: HttpRequest) -> PartyKind | None:
    """The kind of party that was chosen; None for not known. Raises StaffRefusedError for one that does not exist."""
    chosen = request.POST.get("soort", "")
    try:
        return PartyKind(chosen) if chosen else None
    except ValueError:
        raise StaffRefusedError({"soort": _("Kies een soort uit de lijst.")}) from None


def _teams(organisation: Organisation, request: HttpRequest) -> list[Team]:
    """The teams that were ticked. Raises StaffRefusedError for one that is not of this organisation."""
    known = {str(team.pk): team for team in organisation.teams.all()}
    try:
        return [known[each] for each in dict.fromkeys(request.POST.getlist("teams"))]
    except KeyError:
        raise StaffRefusedError({"teams": _("Kies een team van deze organisatie.")}) from None


def _with_invitation(request: HttpRequest, worker: Worker) -> HttpResponse:
    """To the page of the worker, which shows the new invitation once."""
    address = request.build_absolute_uri(invitation_path(worker))
    request.session[_INVITATION] = {"worker": worker.pk, "address": address}
    return redirect("people:worker", worker.pk)
