"""What was sent with a form about people: a moment, a term, words, and which one of a list a button is of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest

from maatwerk.casework.dossier.web.typed import day, typed
from maatwerk.foundation.people.ages import start_of


def words(request: HttpRequest, name: str) -> str:
    return typed(request, name).replace("\r\n", "\n")


def since(request: HttpRequest, name: str) -> datetime | None:
    """The midnight with which the day that was typed begins; None when nothing was typed. Raises
    ResidentRefusedError."""
    found = day(request, name)
    return start_of(found) if found else None


def until_with(request: HttpRequest, name: str, last: datetime | None = None) -> datetime | None:
    """The end of the day that was typed, or `last` when that is earlier on that day; None when nothing was typed.
    Raises ResidentRefusedError."""
    begun = since(request, name)
    if begun is None:
        return None
    over = begun + timedelta(days=1)  # by the clock on the wall
    return min(over, last) if last and begun <= last else over


def one_of(request: HttpRequest, name: str) -> UUID | None:
    """An id that was sent with a button."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None


def in_the_form(faults: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """Faults by the names of the fields of a form, which are other than where they are stored."""
    return {fields.get(name, name): sentence for name, sentence in faults.items()}


def filled(request: HttpRequest, *names: str) -> dict[str, str]:
    """What was typed in these fields, to show again."""
    return {name: words(request, name) for name in names}
