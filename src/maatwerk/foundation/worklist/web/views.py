"""Pages of the work list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maatwerk.foundation.jobs.queries import dead_letters
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.worklist import actions, connections, queries
from maatwerk.foundation.worklist.models import Handling, Item
from maatwerk.foundation.worklist.rules import Act
from maatwerk.foundation.worklist.web import words
from maatwerk.foundation.worklist.web.lines import lines

LISTS = {
    "mij": (gettext_lazy("Van mij"), queries.my_items),
    "team": (gettext_lazy("Van mijn team"), queries.team_items),
    "laat": (gettext_lazy("Te laat en doorgegeven"), queries.escalated_items),
}


class HomeView(StaffView):
    """Where somebody at work begins: what waits for them. With `lijst` and `na` one list from that place on."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked, after = request.GET.get("lijst", ""), request.GET.get("na", "")
        if asked not in {"", *LISTS} or (after and not asked):
            raise BadRequest
        try:
            shown = [self._list(id_, after) for id_ in LISTS if asked in {"", id_}]
        except queries.NotAPlaceInAListError as error:
            raise BadRequest from error
        failed = Role.ADMINISTRATOR in self.me.roles and bool(dead_letters(1))
        context = {"me": self.me, "lists": shown, "part": bool(asked), "failed": failed}
        return render(request, "worklist/home.html", context)

    def _list(self, id_: str, after: str) -> dict[str, Any]:
        title, read = LISTS[id_]
        page = read(self.me, after)
        more = reverse("worklist:home", query={"lijst": id_, "na": page.after}) if page.after else ""
        return {"id": id_, "title": title, "lines": lines(page.items, self.me, localdate()), "more": more}


class ItemView(StaffView):
    """One item with its history, and what can be done with it. Who may not know of it gets "not found"."""

    def get(self, request: HttpRequest, id_: UUID) -> HttpResponse:
        return self._page(request, id_)

    def post(self, request: HttpRequest, id_: UUID) -> HttpResponse:
        if queries.item_for(self.me, id_) is None:
            raise Http404
        try:
            act = Act(request.POST.get("doe", ""))
            self._do(act, request, id_)
        except ValueError as error:  # a button that is not on the page
            raise BadRequest from error
        except actions.WorkRefusedError as refused:
            return self._page(request, id_, *words.REFUSED[type(refused)])
        messages.success(request, str(words.ACCEPTED[act]))
        return redirect("worklist:item", id_) if act is Act.TAKE else redirect("worklist:home")

    def _do(self, act: Act, request: HttpRequest, id_: UUID) -> None:
        now = timezone.now()
        match act:
            case Act.TAKE:
                actions.take(id_, self.me, now)
            case Act.GIVE:
                actions.give(id_, self.me, now, **_recipient(request.POST.get("aan", "")))
            case Act.FINISH:
                actions.finish(id_, request.POST.get("woord", ""), self.me, now)

    def _page(
        self, request: HttpRequest, id_: UUID, status: int = 200, field: str = "", sentence: object = ""
    ) -> HttpResponse:
        item = queries.item_for(self.me, id_)
        if item is None:
            raise Http404
        [line] = lines([item], self.me, localdate())
        context = {
            "line": line,
            "item": item,
            "outcome": words.outcome(item.outcome),
            "outcomes": [(word.value, words.outcome(word)) for word in connections.kind(item.kind).outcomes],
            "history": [_row(handling, item) for handling in queries.history(item)],
            "recipients": _recipients(self.me.municipality) if Act.GIVE in line.can else [],
            "chosen": {name: request.POST.get(name, "") for name in ("aan", "woord")},
            "errors": {field: sentence} if field else {},
            "refused": "" if field else sentence,
        }
        return render(request, "worklist/item.html", context, status=status)


def _row(handling: Handling, item: Item) -> tuple[object, str, str]:
    who = handling.by.name if handling.by else _("Het systeem")
    return (handling.at, who, words.step(handling, item))


def _recipients(municipality: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Whom work can be given to: per group the choices of the form with their names."""
    teams = [(f"team:{team.pk}", f"{team.name} ({team.organisation.name})") for team in queries.teams_of(municipality)]
    people = [(f"worker:{one.pk}", f"{one.name} ({one.organisation.name})") for one in queries.workers_of(municipality)]
    return [(_("Teams"), teams), (_("Collega's"), people)]


def _recipient(chosen: str) -> dict[str, int]:
    """A choice of the form ("team:3", "worker:7") as the action takes it. Raises NoSuchRecipientError."""
    kind, _colon, id_ = chosen.partition(":")
    if kind not in {"team", "worker"} or not id_.isascii() or not id_.isdigit() or len(id_) > 18:
        raise actions.NoSuchRecipientError
    return {"team" if kind == "team" else "owner": int(id_)}
