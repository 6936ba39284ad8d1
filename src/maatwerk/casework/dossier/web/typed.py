"""What somebody typed in a form."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from maatwerk.foundation.people.refusing import ResidentRefusedError
from maatwerk.knowledge.facts import reading
from maatwerk.knowledge.facts.numbers import UnreadableError


def typed(request: HttpRequest, field: str) -> str:
    """Without what stands around it, and without the one character that a database does not keep."""
    return request.POST.get(field, "").replace("\0", "").strip()


def day(request: HttpRequest, field: str) -> date | None:
    """The day in this field; None when it is empty. Raises ResidentRefusedError for what is no day."""
    text = typed(request, field)
    if not text:
        return None
    try:
        return reading.day(reading.plain(text))
    except UnreadableError:
        raise ResidentRefusedError({field: _("Dit is geen datum. Vul hem in als 12-3-1980.")}) from None
