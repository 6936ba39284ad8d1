"""The base of the public API: what a room needs to write its `api.py`, and what the composition root makes of them."""

from django.http import HttpRequest
from ninja import PathEx, Query, Router
from ninja.security import HttpBearer

from maatwerk.foundation.openapi.api import Api
from maatwerk.foundation.openapi.language import answer_in, language_of
from maatwerk.foundation.openapi.paging import Page, Paging, page_of
from maatwerk.foundation.openapi.problems import InputError, InputFault, NotThereError
from maatwerk.foundation.openapi.shapes import id_in_path, one_of, uuid_in_path

__all__ = [
    "Api",
    "HttpBearer",
    "HttpRequest",
    "InputError",
    "InputFault",
    "NotThereError",
    "Page",
    "Paging",
    "PathEx",
    "Query",
    "Router",
    "answer_in",
    "id_in_path",
    "language_of",
    "one_of",
    "page_of",
    "uuid_in_path",
]
