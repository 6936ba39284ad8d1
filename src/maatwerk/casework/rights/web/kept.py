"""What is kept of me and for how long, for the resident themselves and for who stands for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.web.own import OwnView
from maatwerk.casework.rights.actions import DESTROYED
from maatwerk.casework.rights.keeping import KeptLine, KeptOf, kept_of, last_day_of
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models.logs import LogName
from maatwerk.foundation.access.register import Register, Retention
from maatwerk.foundation.access.rights import Right
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.naming import name_of
from maatwerk.foundation.people.refusing import NotYoursError
from maatwerk.foundation.ui.views import not_found


@dataclass(frozen=True)
class Term:
    """Kinds of data that are kept for one purpose because of one term, each with until when; and why for so long."""

    why: str
    kinds: list[tuple[str, str]]


@dataclass(frozen=True)
class HoldLine:
    """Something that has to stay for longer: by which law and until when; of one purpose, or "" of all."""

    law: str
    until: date
    purpose: str


class KeptView(OwnView):
    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL

    def get(self, request: HttpRequest, resident: UUID | None = None) -> HttpResponse:
        found = kept_of(self.viewer, resident or self.me.resident, timezone.now())
        if found is None:
            return not_found(request, NotYoursError())
        register = connections().register(self.me.municipality)
        context: dict[str, Any] = {
            "purposes": _by_purpose(found.lines, register).items(),
            "always": [_category(each, register) for each in found.always],
            "holds": _holds(found, register),
            "erase": _ask(Right.ERASURE, resident),
            "destroy": _ask(Right.DESTRUCTION, resident) if _has_help(found) else "",
            "log_years": settings.LOG_YEARS[LogName.ACCESS],
            "somebody": resident,
            "name": name_of(found.resident) if resident else "",
        }
        return render(request, "rights/kept.html", context)


def _by_purpose(lines: Sequence[KeptLine], register: Register) -> dict[str, list[Term]]:
    """What is kept, under what it is kept for."""
    found: dict[str, dict[str, Term]] = {}
    for line in lines:
        purpose, why = register.purposes.get(line.purpose), _why(line.term)
        terms = found.setdefault(purpose.name.in_(_language()) if purpose else _("berichten"), {})
        terms.setdefault(why, Term(why, [])).kinds.append((_category(line.category, register), _until(line)))
    return {purpose: list(terms.values()) for purpose, terms in found.items()}


def _until(line: KeptLine) -> str:
    if line.until:
        return _("tot en met %(day)s") % {"day": date_format(line.until, "j F Y")}
    return _("zolang het loopt, en daarna nog %(long)s") % {"long": _long(line.term)}


def _why(term: Retention) -> str:
    """How long, from when, and by which law or because of what."""
    told = _("%(long)s na %(event)s.") % {"long": _long(term), "event": term.event.in_(_language())}
    reason = term.chosen.in_(_language()) if term.chosen else _("Dat staat in de %(law)s.") % {"law": term.law}
    return f"{told} {reason}"


def _long(term: Retention) -> str:
    years, months = divmod(term.months, 12)
    if months:
        return ngettext("%(count)s maand", "%(count)s maanden", term.months) % {"count": term.months}
    return ngettext("%(count)s jaar", "%(count)s jaar", years) % {"count": years}


def _category(id_: str, register: Register) -> str:
    category = register.categories.get(id_)
    return category.name.in_(_language()) if category else _("berichten aan u")


def _holds(found: KeptOf, register: Register) -> Sequence[HoldLine]:
    def purpose(id_: str) -> str:
        return register.purposes[id_].name.in_(_language()) if id_ in register.purposes else ""

    return [HoldLine(row.law, last_day_of(row), purpose(row.held)) for row in found.holds]


def _has_help(found: KeptOf) -> bool:
    return any(line.purpose in DESTROYED for line in found.lines)


def _ask(right: Right, resident: UUID | None) -> str:
    query = {"soort": right.value}
    return reverse("mydata:for_ask", args=[resident], query=query) if resident else reverse("mydata:ask", query=query)


def _language() -> str:
    return get_language() or "nl"
