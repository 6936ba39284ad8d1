"""Lists in pages that nobody counts: the next page begins after the last id of this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import nsmallest
from urllib.parse import urlencode

from django.http import HttpRequest
from pydantic import BaseModel, Field

MOST = 100


class Paging(BaseModel):
    """Which part of a list is asked for. A list that can be filtered adds its own keys to these."""

    limit: int = Field(25, ge=1, le=MOST, description="Hoeveel er ten hoogste in het antwoord staan.")
    na: str = Field(
        "",
        max_length=200,
        description="Begin na dit id. Het staat al in 'volgende'; u hoeft het niet zelf te maken.",
    )


class Page[T](BaseModel):
    """A list as it is answered."""

    resultaten: list[T]
    volgende: str | None = Field(
        json_schema_extra={"format": "uri-reference"},
        description="Het adres van de volgende bladzijde; null als dit de laatste is.",
    )


def page_of[R](
    kind: type[Page[R]], request: HttpRequest, asked: Paging, ids: Iterable[str], show: Callable[[str], R]
) -> Page[R]:
    """The page of `kind` that was asked for, out of `ids` in alphabetical order; `show` makes what is answered of one.

    An id that is gone since the last page was asked for does no harm: it only marks where to go on.
    """
    following = nsmallest(asked.limit + 1, (id_ for id_ in ids if id_ > asked.na))
    shown = following[: asked.limit]
    next_ = None
    if len(following) > asked.limit:
        kept = {key: value for key, value in request.GET.items() if key in type(asked).model_fields}
        next_ = f"{request.path}?{urlencode(kept | {'limit': asked.limit, 'na': shown[-1]})}"
    return kind(resultaten=[show(id_) for id_ in shown], volgende=next_)
