"""The document about the figures of schemes, over the content of this installation."""

from __future__ import annotations

from datetime import date

from maatwerk.knowledge.schemes.desk import NATIONAL
from maatwerk.knowledge.schemes.overview import as_markdown
from maatwerk.site.library import library

DAYS = (*(date(year, month, 1) for year in (2024, 2025, 2026) for month in (1, 7)), date(2027, 1, 1))


def overview() -> str:
    """`docs/schemes.md`: the national schemes on the days on which figures change. Raises ContentError."""
    content = library()
    told = [(scheme, content.schemes[scheme.id]) for scheme in NATIONAL]
    return as_markdown(told, DAYS, content.figures, content.dictionary)
