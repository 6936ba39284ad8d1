"""Which municipality is this page of?"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, set_script_prefix

from maatwerk.foundation.people.queries import municipalities, slugs_by_hostname


class MunicipalityMiddleware:
    """Puts the municipality on the request.

    It is the one whose own host name was asked for, else the one named first in the path (`/its-slug/...`), else
    the default one. A municipality in the path is treated as the mount point of the whole site, so that no URL
    pattern and no template has to know of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = municipalities()
        if not known:
            return HttpResponse(
                "Deze site is nog niet ingericht. This site has not been set up yet.",
                status=503,
                content_type="text/plain; charset=utf-8",
            )
        mounted_at = get_script_prefix()
        slug = slugs_by_hostname().get(request.get_host().partition(":")[0])
        first, _, rest = request.path_info.removeprefix("/").partition("/")
        if slug is None and first in known:
            slug = first
            set_script_prefix(f"{mounted_at}{first}/")
            request.path_info = f"/{rest}"
        default = settings.DEFAULT_MUNICIPALITY if settings.DEFAULT_MUNICIPALITY in known else next(iter(known))
        request.municipality = known[slug or default]  # type: ignore[attr-defined]
        request.municipalities = list(known.values())  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(mounted_at)
