"""What the pages that keep the map right share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext as _

from maatwerk.foundation.people.bsn import has_bsn
from maatwerk.foundation.people.typed_text import tidy
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.directory.asking.rules import Answer
from maatwerk.knowledge.directory.reporting.rules import LONGEST_WORDS


def municipality_of(request: HttpRequest) -> Municipality:
    return cast(Municipality, request.municipality)  # type: ignore[attr-defined]


def typed(request: HttpRequest, field: str, longest: int) -> tuple[str, str]:
    """What somebody wrote, and what is wrong with it. Of what is far too long the beginning is shown again."""
    text = tidy(request.POST.get(field, ""), lines=True)
    if len(text) > longest:
        fault = _("Dit is te lang. Er passen hier %(most)s letters. U schreef er %(number)s.") % {
            "most": longest,
            "number": len(text),
        }
        return text[: 10 * longest], fault
    return text, _("Schrijf hier geen burgerservicenummer.") if has_bsn(text) else ""


@dataclass(frozen=True)
class OwnerSaid:
    """What was said of one entry, on the page of the owner or on that of who called them."""

    key: str
    answer: Answer | None
    words: str
    fault: str


def said_of(request: HttpRequest) -> OwnerSaid:
    """The button that was pressed, with what was written when something is wrong."""
    pressed = request.POST.get("doe", "")
    said = Answer(pressed) if pressed in list(Answer) else None
    if said is not Answer.WRONG:
        return OwnerSaid(request.POST.get("dienst", ""), said, "", "")
    words, fault = typed(request, "woorden", LONGEST_WORDS)
    if not words:
        fault = _("Schrijf op wat er niet klopt.")
    return OwnerSaid(request.POST.get("dienst", ""), said, words, fault)
