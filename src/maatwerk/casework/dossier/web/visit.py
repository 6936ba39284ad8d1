"""The visit to a file: somebody at work chooses once for what they look, and every page of the file shows it.

`visits` keeps what was chosen.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from maatwerk.casework.dossier.visits import forget
from maatwerk.foundation.access.viewing import purposes_for
from maatwerk.foundation.access.web.of_resident import OfResidentView
from maatwerk.foundation.people.admitting import may_change
from maatwerk.foundation.people.residents import resident_ref


def no_such_file(request: HttpRequest, resident: UUID | None = None) -> HttpResponse:
    """The same page for a resident who does not exist and for one whom this worker may not see. With `resident` it
    leads to emergency access, whether there is one or not."""
    return render(request, "dossier/no_file.html", {"asked_for": resident}, status=404)


class FileView(OfResidentView):
    """A page of the file of one resident; templates extend `dossier/file_page.html`."""

    @property
    def may_change(self) -> bool:
        """Whether they do more than look."""
        return may_change(self.viewer, self.purpose)

    def unseen(self, request: HttpRequest, resident: UUID) -> HttpResponseBase:
        if self.purpose in purposes_for(self.viewer, resident_ref(resident), self.now):
            return no_such_file(request, resident)  # theirs, and yet nothing of it may be seen
        forget(request, resident)  # not chosen yet, or not theirs any more: that page tells which they have, if any
        query = {"naar": request.get_full_path()} if request.method == "GET" else {}
        return redirect(reverse("dossier:purpose", kwargs={"resident": resident}, query=query))
