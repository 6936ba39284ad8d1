"""Jobs that failed for the last time: they wait for a person too."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maatwerk.foundation.jobs import actions, queries
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff import StaffView

_MOST = 50


class FailedView(StaffView):
    """The dead letters of the whole installation. A job belongs to no municipality and shows nothing of what it was
    about, so every administrator sees them all, whichever municipality they work for. The same holds for the two
    views below."""

    roles: ClassVar[frozenset[Role]] = frozenset({Role.ADMINISTRATOR})

    def get(self, request: HttpRequest) -> HttpResponse:
        letters = queries.dead_letters(_MOST + 1)
        context = {"letters": letters[:_MOST], "more": len(letters) > _MOST, "most": _MOST}
        return render(request, "worklist/failed.html", context)


class RetryView(StaffView):
    """Puts a dead letter back in the queue."""

    roles: ClassVar[frozenset[Role]] = frozenset({Role.ADMINISTRATOR})

    def post(self, request: HttpRequest, id_: UUID) -> HttpResponse:
        if actions.retry_dead_letter(id_, timezone.now()):
            messages.success(request, _("De taak wordt opnieuw geprobeerd."))
        else:
            messages.warning(request, _("Deze taak stond niet meer in de lijst."))
        return redirect("worklist:failed")


class DropView(StaffView):
    """Asks whether a dead letter may be forgotten, and forgets it."""

    roles: ClassVar[frozenset[Role]] = frozenset({Role.ADMINISTRATOR})

    def get(self, request: HttpRequest, id_: UUID) -> HttpResponse:
        letter = queries.dead_letter(id_)
        if letter is None:
            raise Http404
        return render(request, "worklist/drop.html", {"letter": letter})

    def post(self, request: HttpRequest, id_: UUID) -> HttpResponse:
        if actions.drop_dead_letter(id_):
            messages.success(request, _("De taak is vervallen."))
        else:
            messages.warning(request, _("Deze taak stond niet meer in de lijst."))
        return redirect("worklist:failed")
