"""Everything that residents of a municipality see, as HSDS: whole, or a page of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any, TextIO

from django.db.models import Model, QuerySet

from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.directory.feeding import Words
from maatwerk.knowledge.directory.hsds.outward import NO_WORDS, to_hsds
from maatwerk.knowledge.directory.models import Listing
from maatwerk.knowledge.directory.queries import listings

A_PAGE = 100
AT_ONCE = 200  # rows read from the database at a time


def export(municipality: Municipality, file: TextIO, page: int | None = None, words: Words = NO_WORDS) -> int:
    """Write the services as a page of HSDS, and tell how many: all on one, or only page `page` (from 1) of `A_PAGE`.
    However many there are, a few hundred are in memory. `words` is how needs are called."""
    rows = seen_by(municipality)
    total = rows.count() if page else None
    if page:
        rows = rows[(page - 1) * A_PAGE : page * A_PAGE]
    file.write('{"contents": [')
    written = 0
    for written, listing in enumerate(in_turn(Listing.objects.all(), rows), start=1):
        file.write(
            (",\n" if written > 1 else "\n") + json.dumps(to_hsds(listing, municipality, words), ensure_ascii=False)
        )
    told = page_of(written if total is None else total, page or 1, A_PAGE if page else max(written, 1))
    file.write(f"\n], {json.dumps(told)[1:]}\n")
    return written


def lines(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Objects one to a line (ndjson)."""
    for each in objects:
        yield json.dumps(each, ensure_ascii=False) + "\n"


def in_turn[M: Model](whole: QuerySet[M], rows: QuerySet[M]) -> Iterator[M]:
    """These rows in their order, some at a time, as `whole` reads them. Only their keys are put in order: the rows are
    wide."""
    for some in batched(list(rows.values_list("pk", flat=True)), AT_ONCE):
        found = whole.in_bulk(some)
        yield from (found[pk] for pk in some if pk in found)


def seen_by(municipality: Municipality) -> QuerySet[Listing]:
    """The rows that residents of this municipality see, in the order of their ids."""
    return listings(municipality.slug, municipality.profile.code).order_by("uuid", "pk")


def page_of(total: int, number: int, per_page: int) -> dict[str, Any]:
    """What HSDS tells of a page besides what stands on it. The first page is number 1."""
    pages = -(-total // per_page)
    size = max(0, min(per_page, total - (number - 1) * per_page))
    return {
        "total_items": total, "total_pages": pages, "page_number": number, "size": size,
        "first_page": number == 1, "last_page": number >= pages, "empty": size == 0,
    }  # fmt: skip
