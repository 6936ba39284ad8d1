"""Which municipality is this page of?"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, set_script_prefix

from maatwerk.foundation.people.queries import municipality_at, other_examples


class MunicipalityMiddleware:
    """Puts the municipality on the request.

    It is the one whose own host name was asked for, else the one named first in the path (`/its-slug/...`), else
    the default one. A municipality in the path is treated as the mount point of the whole site, so that no URL
    pattern and no template has to know of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first, _, rest = request.path_info.removeprefix("/").partition("/")
        host = request.get_host().partition(":")[0]
        municipality, in_path = municipality_at(host, first, settings.DEFAULT_MUNICIPALITY)
        if municipality is None:
            return HttpResponse(
                "Deze site is nog niet ingericht. This site has not been set up yet.",
                status=503,
                content_type="text/plain; charset=utf-8",
            )
        mounted_at = get_script_prefix()
        if in_path:
            set_script_prefix(f"{mounted_at}{first}/")
            request.path_info = f"/{rest}"
        request.municipality = municipality  # type: ignore[attr-defined]
        request.other_examples = other_examples(municipality)  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(mounted_at)
