"""Answers of the HSDS API: pages of lists, lines, and the one thing that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse

from maatwerk.foundation.openapi import NotThereError
from maatwerk.knowledge.directory.hsds.asking import uuid_from
from maatwerk.knowledge.directory.hsds.export import lines, page_of
from maatwerk.knowledge.directory.hsds.parts import Object
from maatwerk.knowledge.directory.hsds.questions import Paged


def part(rows: Any, which: Paged) -> Any:
    """The rows of the page that is asked for; everything for ndjson."""
    return rows if which.format == "ndjson" else rows[(which.page - 1) * which.per_page : which.page * which.per_page]


def from_all(objects: Sequence[Object], which: Paged) -> HttpResponse:
    """A page out of a short list."""
    if which.search:
        objects = [each for each in objects if which.search.casefold() in each["name"].casefold()]
    shown = part(objects, which)
    if which.format == "ndjson":
        return listed(shown, which)
    return JsonResponse({**page_of(len(objects), which.page, which.per_page), "contents": shown})


def listed(objects: Iterable[Object], which: Paged, rows: QuerySet[Any] | None = None) -> HttpResponse:
    """The answer of a list; without `rows` to count, what is given is all there is, on one page."""
    if which.format == "ndjson":
        streamed: Any = StreamingHttpResponse(lines(objects), content_type="application/x-ndjson")
        return streamed  # type: ignore[no-any-return]
    contents = list(objects)
    if rows is None:
        told = page_of(len(contents), 1, max(len(contents), 1))
    else:
        told = page_of(rows.count(), which.page, which.per_page)
    return JsonResponse({**told, "contents": contents})


def one[R](rows: QuerySet[Any, R]) -> R:
    found = rows.first()
    if found is None:
        raise NotThereError
    return found


def uuid_in(text: str) -> UUID:
    found = uuid_from(text)
    if found is None:
        raise NotThereError
    return found
