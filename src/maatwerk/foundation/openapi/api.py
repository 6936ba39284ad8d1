"""The API as a whole: routers of rooms, errors, and the description that programs read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_script_prefix, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import get_schema

from maatwerk.foundation.openapi.language import LANGUAGES, language_of
from maatwerk.foundation.openapi.problems import MEDIA_TYPE, InputError, NotThereError, faults_in, problem

_PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Wat er misging (RFC 9457).",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer", "minimum": 400, "maximum": 599, "description": "De HTTP-status."},
        "title": {"type": "string", "description": "Wat er misging, in een paar woorden."},
        "detail": {"type": "string", "description": "Wat er misging, en wat u kunt doen."},
    },
}
_FAULT: dict[str, Any] = {
    "type": "object",
    "required": ["in", "location", "code", "detail"],
    "additionalProperties": False,
    "properties": {
        "in": {"enum": ["body", "path", "query"], "description": "In welk deel van de vraag."},
        "location": {
            "type": "object",
            "description": "Om welk veld het gaat: 'pointer' in de body (RFC 6901), anders 'name'.",
            "additionalProperties": False,
            "properties": {"pointer": {"type": "string"}, "name": {"type": "string"}},
        },
        "code": {"type": "string", "description": "Het soort fout, voor programma's."},
        "detail": {"type": "string", "description": "Wat er niet klopt, in een zin."},
    },
}
_INPUT_PROBLEM = _PROBLEM | {
    "properties": _PROBLEM["properties"]
    | {
        "errors": {
            "type": "array",
            "description": "Alles wat er niet klopt aan de vraag. Ontbreekt als de vraag helemaal niet te lezen was.",
            "items": {"$ref": "#/components/schemas/Invoerfout"},
        }
    }
}
_HEADERS: dict[str, Any] = {
    "API-Version": {
        "description": "De volledige versie van deze API.",
        "schema": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
    },
    "Content-Language": {"description": "De taal van het antwoord.", "schema": {"enum": list(LANGUAGES)}},
    "Retry-After": {"description": "Hoeveel seconden u wacht.", "schema": {"type": "string", "pattern": r"^\d+$"}},
}
_LANGUAGE = {
    "in": "header",
    "name": "Accept-Language",
    "description": "De taal van het antwoord: nl of en. Zonder deze kop is het antwoord in het Nederlands.",
    "required": False,
    "schema": {"type": "string", "default": "nl"},
    "example": "nl",
}
_ERRORS = {
    "400": ("OngeldigeInvoer", "De vraag klopt niet. In 'errors' staat wat er niet klopt."),
    "401": ("Probleem", "De sleutel ontbreekt of geldt hier niet."),
    "404": ("Probleem", "Dit id bestaat niet."),
    "429": ("Probleem", "Te veel vragen in een minuut."),
    "500": ("Probleem", "Er ging iets mis bij ons."),
}


class Api(NinjaAPI):
    """A public API after the NL GOV API Design Rules.

    `contact` has name, email and url; `tags` maps the name of a group of operations to what it holds; `schemas` adds
    JSON schemas that operations refer to; `namespace` tells a second API apart from the first. The headers of every
    answer are set by `ApiMiddleware`.
    """

    def __init__(
        self,
        *,
        title: str,
        version: str,
        description: str,
        contact: Mapping[str, str],
        tags: Mapping[str, str],
        schemas: Mapping[str, Any],
        namespace: str = "api",
    ) -> None:
        super().__init__(
            title=title, version=version, description=description, openapi_url=None, docs_url=None,
            urls_namespace=namespace,
            openapi_extra={
                "info": {"contact": dict(contact), "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}},
                "tags": [{"name": name, "description": about} for name, about in tags.items()],
            },
        )  # fmt: skip
        self._own_schemas = schemas

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """What can be expected, as a problem. Anything else goes on to Django, which logs it."""
        language = language_of(request)
        match exc:
            case ValidationError():
                return problem(400, language, faults_in(exc.errors))
            case InputError():
                return problem(400, language, exc.faults)
            case NotThereError():
                return problem(404, language)
            case HttpError():
                answer = problem(exc.status_code, language)
                if exc.status_code == 401:
                    answer.headers["WWW-Authenticate"] = "Bearer"  # RFC 9110, 11.6.1
                return answer
        raise exc

    def url_patterns(self, base: str) -> list[URLPattern | URLResolver]:
        """Every address of the API, below `base` ("api/v1/"). Whatever else is asked for below /api is not there."""
        operations, _app, namespace = self.urls

        @csrf_exempt
        @require_safe
        def openapi_json(request: HttpRequest) -> HttpResponse:
            document = self.document(f"{get_script_prefix()}{base.rstrip('/')}")
            return HttpResponse(json.dumps(document), content_type="application/json")

        own = [one for one in operations if isinstance(one, URLPattern) and one.name != "api-root"]
        own.append(path("openapi.json", openapi_json, name="openapi"))
        top = base.partition("/")[0]
        name = f"{namespace}-not-there"
        below = (path(route, _not_there, name=name) for route in (top, f"{top}/", f"{top}/<path:rest>"))
        return [path(base, (own, namespace, namespace)), *below]

    def document(self, server: str) -> dict[str, Any]:
        """The description of this API (OpenAPI 3.1) as it is reached below `server`."""
        return self._document | {"servers": [{"url": server}]}

    @cached_property
    def _document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(json.dumps(get_schema(self, path_prefix="")))
        for address, methods in document["paths"].items():
            for operation in methods.values():
                _complete(operation, has_id="{" in address)
        components = document["components"]
        _leave_out_unused(document)
        components["schemas"] |= deepcopy(dict(self._own_schemas))
        components["schemas"] |= {"Probleem": _PROBLEM, "OngeldigeInvoer": _INPUT_PROBLEM, "Invoerfout": _FAULT}
        components["headers"] = _HEADERS
        components["parameters"] = {"Taal": _LANGUAGE}
        components["responses"] = {
            f"Fout{status}": {
                "description": about,
                "headers": _headers(*(["Retry-After"] if status == "429" else [])),
                "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
            }
            for status, (schema, about) in _ERRORS.items()
        }
        return document


def _complete(operation: dict[str, Any], *, has_id: bool) -> None:
    """Add to one operation what holds for all: the language, the headers and the errors."""
    operation["parameters"].append({"$ref": "#/components/parameters/Taal"})
    responses = operation["responses"]
    for response in responses.values():
        response["description"] = "Het antwoord."
        response["headers"] = _headers()
    for status in _ERRORS:
        if (status != "404" or has_id) and (status != "401" or "security" in operation):
            responses[status] = {"$ref": f"#/components/responses/Fout{status}"}


def _leave_out_unused(document: dict[str, Any]) -> None:
    """The library also lists the shapes whose fields became query parameters, under their names in the code."""
    schemas = document["components"]["schemas"]
    while unused := [name for name in schemas if f'"#/components/schemas/{name}"' not in json.dumps(document)]:
        for name in unused:
            del schemas[name]


def _headers(*more: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in ("API-Version", "Content-Language", *more)}


@csrf_exempt
def _not_there(request: HttpRequest, rest: str = "") -> HttpResponse:
    return problem(404, language_of(request))
