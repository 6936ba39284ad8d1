"""`/healthz` and `/readyz`: what watches over the processes may ask these; they are not pages.

They are answered before the host name, the municipality and the language are looked at. A container is probed by its
IP address, which stands in no list of host names, and nothing in these answers depends on the name that was asked for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from maatwerk.foundation.backup.rules import RestoringError
from maatwerk.foundation.content import ContentError
from maatwerk.site.preparing import waiting_migrations
from maatwerk.site.registry import front_door

OK = "ok"

logger = logging.getLogger("maatwerk.health")


class HealthMiddleware:
    """`/healthz`: this process answers. `/readyz`: it can serve people; 503 names the part that cannot."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._migrated = False  # once all are applied, this process need not look again

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in ("/healthz", "/readyz"):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        parts = {"process": OK} if request.path_info == "/healthz" else self._parts()
        ready = set(parts.values()) == {OK}
        if not ready:
            logger.warning("not ready: %s", ", ".join(f"{part} {state}" for part, state in parts.items()))
        told = "".join(f"{part}: {state}\n" for part, state in parts.items())
        return HttpResponse(
            told,
            status=200 if ready else 503,
            content_type="text/plain; charset=utf-8",
            headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
        )

    def _parts(self) -> dict[str, str]:
        parts = {"database": OK, "migrations": OK, "content": OK}
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            if not self._migrated and (waiting := len(waiting_migrations())):
                parts["migrations"] = f"{waiting} not applied"
            self._migrated = parts["migrations"] == OK
        except RestoringError:
            parts |= {"database": "being restored", "migrations": "unknown"}
        except Error:  # its words may hold the address of the database
            connection.close()  # the next probe starts afresh
            parts |= {"database": "not reachable", "migrations": "unknown"}
        try:
            front_door()
        except ContentError as error:
            parts["content"] = f"faulty ({len(error.faults)})"
        return parts
