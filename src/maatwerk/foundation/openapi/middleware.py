"""What holds for every answer below /api/ and /hsds/, also where no operation is reached: headers, limits, errors as
problems."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from maatwerk.foundation.openapi.language import language_of
from maatwerk.foundation.openapi.limits import Limiter, address_of
from maatwerk.foundation.openapi.problems import MEDIA_TYPE, problem

# The municipality that may stand in front is not known yet at this point.
_BELOW_API = re.compile(r"/(?:[^/]+/)?(api|hsds)(?:/|$)")

# API Design Rules /core/transport/security-headers and /core/transport/cors. Open to every site: there is no cookie and
# no log-in, so a page elsewhere can read here what anybody can read.
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, Content-Language, Retry-After",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Accept-Language, Content-Type",
    "Access-Control-Max-Age": "86400",
}
_ONE_YEAR = 365 * 24 * 60 * 60
_KEPT = ("Allow", "Retry-After")  # headers of an error that say something a problem does not


class ApiMiddleware:
    """Stands outside the municipality, so that nothing is looked up for a client that asks too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.limiter = Limiter(settings.API_REQUESTS_A_MINUTE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        below = _BELOW_API.match(request.path_info)
        if not below:
            return self.get_response(request)
        response = self._answer(request)
        if response.status_code >= 400 and not response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
            kept = {name: response.headers[name] for name in _KEPT if name in response.headers}
            response = problem(response.status_code, language_of(request))
            for name, value in kept.items():
                response.headers[name] = value
        for name, value in _HEADERS.items():
            response.headers[name] = value
        response.headers["API-Version"] = settings.API_VERSION if below[1] == "api" else settings.HSDS_API_VERSION
        response.headers["Content-Language"] = language_of(request)
        response.headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS or _ONE_YEAR}"
        patch_vary_headers(response, ("Accept-Language",))
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if seconds := self.limiter.seconds_to_wait(address_of(request)):
            response = problem(429, language_of(request))
            response.headers["Retry-After"] = str(seconds)
            return response
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response = HttpResponse(status=204, headers=_PREFLIGHT)
            del response.headers["Content-Type"]
            return response
        if request.method == "HEAD":  # what can be got can be asked for by its headers; the server leaves the body out
            request.method = "GET"
        return self.get_response(request)
