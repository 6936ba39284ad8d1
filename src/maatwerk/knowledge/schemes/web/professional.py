"""For people who help residents: all schemes over one household with every step, and two situations side by side.
Nothing is taken from a file, and nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from maatwerk.foundation.content import Text
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.facts import Dictionary, FactKey
from maatwerk.knowledge.schemes.connections import connections, is_switched_off
from maatwerk.knowledge.schemes.desk import Desk
from maatwerk.knowledge.schemes.engine.households import Households
from maatwerk.knowledge.schemes.engine.together import Together, together, total, unknown
from maatwerk.knowledge.schemes.web.explained import between, explained, more_or_less, name_of, said
from maatwerk.knowledge.schemes.web.form import groups
from maatwerk.knowledge.schemes.web.written import DAY, FIRST_DAY, LAST_DAY, OTHER, ROLES, FullError, Written, read

SIDE = "situatie"
# What a page shows once something was worked out.
NOTHING_YET = ("told", "unfolded", "left_out", "changes", "chosen", "totals_rows")


@dataclass(frozen=True)
class Sheet:
    """What stands on the form: the situation on the screen, which of both it is ("A" or "B"), and the other one, None
    while there is only one."""

    current: Written
    side: str = "A"
    other: Written | None = None

    @classmethod
    def of(cls, form: QueryDict, dictionary: Dictionary) -> Self:
        other = Written.of(form, dictionary, OTHER) if form.get(f"{OTHER}{DAY}") else None
        side = "B" if other and form.get(SIDE) == "B" else "A"
        return cls(Written.of(form, dictionary), side, other)

    @property
    def both(self) -> tuple[Written, ...]:
        """A, and B where there is one."""
        if self.other is None:
            return (self.current,)
        return (self.current, self.other) if self.side == "A" else (self.other, self.current)

    def on_screen[Each](self, both: Sequence[Each]) -> Each:
        """Of something of A, and of B where there is one, that of the situation on the screen."""
        return both[-1] if self.side == "B" else both[0]

    @property
    def sent(self) -> list[tuple[str, str]]:
        """Everything as names and values of a form."""
        return [*self.current.fields(), *self.beside]

    @property
    def beside(self) -> list[tuple[str, str]]:
        """What is not on the screen, as names and values of a form."""
        return [(SIDE, self.side), *self.other.fields(OTHER)] if self.other else []

    def turned(self) -> Self:
        """With the other situation on the screen."""
        if self.other is None:
            return self
        return replace(self, current=self.other, side="B" if self.side == "A" else "A", other=self.current)

    def after(self, asked: str) -> Self | None:
        """As a button asks; None for one that leaves the form as it is. Raises FullError."""
        what, _colon, who = asked.partition(":")
        if what == "erbij" and who in ROLES:
            return replace(self, current=self.current.added(who))
        if what == "weg" and who in self.current.people:
            return replace(self, current=self.current.without(who))
        if what == "tweede" and self.other is None:
            return replace(self, side="B", other=self.current)
        if what == "naar":
            return self.turned()
        if what == "zonder":
            return replace(self, current=self.both[0], side="A", other=None)
        return None


class HouseholdView(StaffView):
    """A page with the form of a household. What it shows of it, `answer` says: the context, and which facts are asked.
    `page` is the name of its template."""

    page: ClassVar[str]

    def get(self, request: HttpRequest) -> HttpResponse:
        today = min(max(localdate(), FIRST_DAY), LAST_DAY)
        return self._show(request, Sheet(Written(f"{today:%-d-%-m-%Y}")))

    def post(self, request: HttpRequest) -> HttpResponse:
        dictionary = self.desk.dictionary
        sheet = Sheet.of(request.POST, dictionary)
        try:
            changed = sheet.after(request.POST.get("doe", ""))
        except FullError:
            return self._show(request, sheet, {SIDE: _FULL}, status=400)
        if changed is not None:
            return self._show(request, changed)
        found = [read(each, dictionary) for each in sheet.both]
        if any(each.household is None for each in found):
            if sheet.on_screen(found).household is not None:  # what is wrong is in the other one
                sheet = sheet.turned()
            return self._show(request, sheet, dict(sheet.on_screen(found).faults), status=400)
        return self.answer(request, sheet, [each.household for each in found if each.household])

    def answer(self, request: HttpRequest, sheet: Sheet, households: Sequence[Households]) -> HttpResponse:
        raise NotImplementedError

    @property
    def desk(self) -> Desk:
        """The schemes of the municipality. Raises Http404 where it switched them off."""
        municipality: Municipality = self.request.municipality  # type: ignore[attr-defined]
        if is_switched_off(municipality):
            raise Http404
        return connections().desk(municipality)

    def _show(
        self,
        request: HttpRequest,
        sheet: Sheet,
        faults: dict[str, Text] | None = None,
        asked: Sequence[FactKey] = (),
        status: int = 200,
        **more: Any,
    ) -> HttpResponse:
        errors = {name: said(text) for name, text in (faults or {}).items()}
        context = {
            "sheet": sheet,
            "groups": groups(sheet.current, self.desk.dictionary, asked, faults or {}),
            "errors": errors,
            "day_fault": errors.get(DAY, ""),
            **dict.fromkeys(NOTHING_YET),
            "may_add_partner": "partner" not in sheet.current.people,
            **more,
        }
        return render(request, self.page, context, status=status)


class SchemesView(HouseholdView):
    """All schemes over one situation, or two side by side."""

    page = "schemes/reckon/professional.html"

    def answer(self, request: HttpRequest, sheet: Sheet, households: Sequence[Households]) -> HttpResponse:
        desk, days = self.desk, [each.on for each in households]
        both = None
        if len(households) == 2:
            titles = [_("Situatie A"), _("Situatie B")]
            both = together(desk.schemes, households[0], households[1], desk.book, desk.dictionary)
            told = [explained(desk, (row.before, row.after), titles, days, row) for row in both.rows]
            shown = [row.before if sheet.side == "A" else row.after for row in both.rows]
        else:
            titles = [_("Uitkomst")]
            shown = desk.assess(households[0])
            told = [explained(desk, [each], titles, days) for each in shown]
        return self._show(
            request,
            sheet,
            asked=[key for each in shown for key in each.questions],
            told=told,
            titles=titles,
            totals=totals_of(both) if both else [between(total(shown))],
            left_out=[name_of(desk, scheme) for scheme in (both.left_out if both else unknown(shown))],
            sent=sheet.sent,
            unfolded=request.POST.get("doe") == "alles",
        )


def totals_of(both: Together) -> list[str]:
    """A month: before, after, and the difference."""
    return [between(both.before), between(both.after), more_or_less(both.difference)]


_FULL = Text(
    nl="Er kunnen hoogstens 20 kinderen en 20 huisgenoten zijn.",
    en="There can be at most 20 children and 20 housemates.",
)
