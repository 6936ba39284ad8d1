"""What was sent with a form: words, a day, a moment, a term, and which one of a list a button is of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from maatwerk.foundation.people.ages import start_of
from maatwerk.foundation.people.refusing import ResidentRefusedError
from maatwerk.knowledge.facts import reading
from maatwerk.knowledge.facts.numbers import UnreadableError


def typed(request: HttpRequest, field: str) -> str:
    """Without what stands around it, and without the one character that a database does not keep."""
    return request.POST.get(field, "").replace("\0", "").replace("\r\n", "\n").strip()


def filled(request: HttpRequest, *fields: str) -> dict[str, str]:
    """What was typed in these fields, to show again."""
    return {field: typed(request, field) for field in fields}


def day(request: HttpRequest, field: str) -> date | None:
    """The day in this field; None when it is empty. Raises ResidentRefusedError for what is no day."""
    text = typed(request, field)
    if not text:
        return None
    try:
        return reading.day(reading.plain(text))
    except UnreadableError:
        raise ResidentRefusedError({field: _("Dit is geen datum. Vul hem in als 12-3-1980.")}) from None


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
