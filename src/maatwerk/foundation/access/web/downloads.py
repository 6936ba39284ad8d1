"""A file to keep, as JSON or CSV. Never with anything about a person in it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse

from maatwerk.foundation.access.watching.exporting import as_csv


def download(name: str, form: str, whole: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """The whole as JSON, or its rows as CSV; any other form is no page."""
    if form == "json":
        content, kind = json.dumps(whole, ensure_ascii=False, indent=2), "application/json"
    elif form == "csv":
        content, kind = as_csv(rows), "text/csv; charset=utf-8"
    else:
        raise Http404
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'})
