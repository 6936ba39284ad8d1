"""Handing out a file to people at work."""

from __future__ import annotations

import logging
import re
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from maatwerk.foundation.access.logs.tracing import trace_of
from maatwerk.foundation.documents.queries import document_for
from maatwerk.foundation.documents.storage import path_of
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.viewers import worker_viewer
from maatwerk.foundation.ui.views import not_found

logger = logging.getLogger(__name__)

_PURPOSE = re.compile(r"[a-z][a-z0-9_-]{0,49}")


class FileView(StaffView):
    """A file, for whom the gate lets see it with the purpose in the address (`?doel=`, an id from the gate's list).

    What may not be seen and what is not there give the same page.
    """

    def get(self, request: HttpRequest, document: UUID) -> HttpResponseBase:
        viewer = worker_viewer(self.me, trace=trace_of(request))
        purpose = request.GET.get("doel", "")
        found = document_for(viewer, document, purpose) if _PURPOSE.fullmatch(purpose) else None
        if found is None:
            return not_found(request, Http404())
        try:
            file = path_of(found.pk).open("rb")
        except FileNotFoundError:
            logger.error("the file of document %s is gone; put it back from a backup", found.pk)
            return not_found(request, Http404())
        response = FileResponse(file, as_attachment=True, filename=found.name, content_type=found.media_type)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
