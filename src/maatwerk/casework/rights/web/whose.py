"""The base of pages about what was asked: of the resident themselves, and of who asks for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from maatwerk.casework.dossier.categories import OWN_LOOK, STANDING_FOR
from maatwerk.casework.dossier.queries import resident_for
from maatwerk.casework.dossier.web.own import OwnView
from maatwerk.foundation.access.actions.rights import speak_for
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.naming import name_of
from maatwerk.foundation.people.refusing import NotYoursError
from maatwerk.foundation.ui.views import not_found


class AboutDataView(OwnView):
    """A page about oneself. Gives `person` and `now`; `asker` is who looks, the same for the whole request."""

    needs: ClassVar[Assurance] = Assurance.LOW
    purpose: ClassVar[str] = OWN_LOOK
    prefix: ClassVar[str] = ""
    asker: Viewer
    person: Resident
    known: bool
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.resident: UUID | None = kwargs.pop("resident", None)
        return super().dispatch(request, *args, **kwargs)

    def found(self) -> bool:
        """Whether they know somebody whom this is about, and may act for them."""
        self.asker, self.now = self.viewer, timezone.now()
        found = resident_for(self.asker, self.resident or self.me.resident, self.purpose, self.now)
        self.known = found is not None
        if found is None:
            return False
        self.person = found
        return self.purpose == OWN_LOOK or self.asker.ref in speak_for(found, self.now)

    def refused(self) -> HttpResponse | None:
        """The answer to who does not know them, or may look along and not ask in their name; None for who may."""
        if self.found():
            return None
        return self.page("rights/may_not_ask.html", {}, 403) if self.known else self.nobody()

    def nobody(self) -> HttpResponse:
        return not_found(self.request, NotYoursError())

    def address(self, page: str, **more: Any) -> str:
        whose = {"resident": self.resident} if self.resident else {}
        return reverse(f"mydata:{self.prefix}{page}", kwargs=whose | more)

    def page(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """With the addresses of the other pages about the same person; `whom` is their name, "" for oneself."""
        shared = {
            "whom": name_of(self.person) if self.resident else "",
            "resident": self.resident,
            "to_ask": self.address("ask"),
            "to_requests": self.address("requests"),
            "to_download": self.address("download"),
        }
        return render(self.request, template, shared | context, status=status)


class ForSomebodyMixin:
    """The same about somebody in whose name one may act (BW 1:245, 1:381, 1:441, 1:453, 3:60)."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL
    purpose: ClassVar[str] = STANDING_FOR
    prefix: ClassVar[str] = "for_"
