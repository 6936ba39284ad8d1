"""Everything together, for people who help residents: what one change does to all schemes, and whether earning more
pays. Nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from maatwerk.foundation.content import Text
from maatwerk.foundation.ui.pictures import Curve as Picture
from maatwerk.foundation.ui.pictures import curve as picture
from maatwerk.knowledge.facts import FactKey
from maatwerk.knowledge.schemes.desk import Desk
from maatwerk.knowledge.schemes.engine.changes import changes_of
from maatwerk.knowledge.schemes.engine.households import PARTNER, Households
from maatwerk.knowledge.schemes.engine.pressure import (
    ASSUMES,
    STEP,
    Curve,
    NoIncomeError,
    Piece,
    cliffs,
    curve,
    pieces,
)
from maatwerk.knowledge.schemes.engine.together import together
from maatwerk.knowledge.schemes.web.explained import explained, money, more_or_less, name_of, said
from maatwerk.knowledge.schemes.web.professional import HouseholdView, Sheet, totals_of

CHANGE, EARNER = "verandering", "verdiener"


class ChangeView(HouseholdView):
    """Everything that can happen to a household with what it does in all, and of one of them what it does to each
    scheme."""

    page = "schemes/reckon/change.html"

    def answer(self, request: HttpRequest, sheet: Sheet, households: Sequence[Households]) -> HttpResponse:
        desk, before = self.desk, sheet.on_screen(households)
        changes, known = changes_of(before, desk.dictionary), desk.assess(before)
        found = {
            each.id: together(desk.schemes, before, each.works(before), desk.book, desk.dictionary, known)
            for each in changes
        }
        chosen = next((each for each in changes if each.id == request.POST.get(CHANGE)), None)
        shown: dict[str, Any] = {}
        if chosen:
            both, titles = found[chosen.id], [_("Nu"), _("Daarna")]
            days = [before.on, before.on]
            shown = {
                "chosen": {"title": said(chosen.text), "assumes": said(chosen.assumes)},
                "told": [explained(desk, (row.before, row.after), titles, days, row) for row in both.rows],
                "titles": titles,
                "totals": totals_of(both),
                "left_out": [name_of(desk, scheme) for scheme in both.left_out],
            }
        return self._show(
            request,
            sheet,
            asked=[key for each in known for key in each.questions],
            changes=[
                {
                    "id": each.id,
                    "text": said(each.text),
                    "difference": more_or_less(found[each.id].difference),
                    "schemes": [name_of(desk, row.scheme) for row in found[each.id].rows if row.differs],
                }
                for each in changes
            ],
            sent=sheet.sent,
            **shown,
        )


class WorthView(HouseholdView):
    """All schemes at every income around that of now: as picture and table, and where they fall at once."""

    page = "schemes/reckon/worth.html"

    def answer(self, request: HttpRequest, sheet: Sheet, households: Sequence[Households]) -> HttpResponse:
        desk, household = self.desk, sheet.on_screen(households)
        subject = PARTNER if request.POST.get(EARNER) == PARTNER and PARTNER in sheet.current.people else ""
        try:
            found = curve(desk.schemes, household, subject, desk.book, desk.dictionary)
        except NoIncomeError:
            asked = FactKey(subject, "toetsingsinkomen")
            return self._show(
                request, sheet, {str(asked): _PARTNER_UNKNOWN if subject else _UNKNOWN}, asked=[asked], status=400
            )
        steps = pieces(found)
        worst = min(steps, key=lambda each: each.remains)
        questions = dict.fromkeys(
            key for each in desk.assess(household) if each.scheme in found.left_out for key in each.questions
        )
        return self._show(
            request,
            sheet,
            asked=list(questions),
            totals_picture=_totals(found),
            remains_picture=_remains(steps),
            totals_head=[_("Bruto per maand"), _("Regelingen samen")],
            totals_rows=[
                *([_income(each, found, money(round(each.low))), money(each.before)] for each in steps),
                [money(round(steps[-1].high)), money(steps[-1].after)],
            ],
            remains_head=[_("Bruto per maand"), _("Over van € 100"), _("Wat eraf gaat")],
            remains_rows=[
                [_income(each, found, _from_to(each.low, each.high)), money(each.remains), _takes(desk, each)]
                for each in steps
            ],
            worst={"income": _from_to(worst.low, worst.high), "remains": money(worst.remains)},
            cliffs=[
                {
                    "scheme": name_of(desk, each.scheme),
                    "income": _from_to(each.low, each.high),
                    "falls": money(each.falls),
                    "article": each.line.article if each.line else "",
                    "why": said(each.line.text) if each.line else "",
                }
                for each in cliffs(found, household, subject, desk.book, desk.dictionary)
            ],
            assumes=[said(text) for text in ASSUMES],
            left_out=[name_of(desk, scheme) for scheme in found.left_out],
            of_partner=subject == PARTNER,
            may_be_partner=PARTNER in sheet.current.people,
            sent=sheet.sent,
        )


def _income(each: Piece, found: Curve, income: str) -> str:
    """An income, and that it is the one of now where it is."""
    return _("%(income)s (nu)") % {"income": income} if abs(each.low - found.gross[found.now]) < 1 else income


def _takes(desk: Desk, each: Piece) -> str:
    """By how much each scheme goes down."""
    return ", ".join(f"{name_of(desk, scheme)} {money(less)}" for scheme, less in each.takes) or "–"


def _from_to(low: float, high: float) -> str:
    return _("%(low)s tot %(high)s") % {"low": money(round(low)), "high": money(round(high))}


def _totals(found: Curve) -> Picture:
    """All schemes together, solid, and a dashed line upright at the income of now."""
    total = found.total
    bottom, top = _around(float(total.min()), float(total.max()))
    line = list(zip(map(float, found.gross), map(float, total), strict=True))
    now = float(found.gross[found.now])
    return picture(
        [("solid", line), ("dashed", [(now, bottom), (now, top)])],
        _marks(float(found.gross[0]), float(found.gross[-1])),
        _levels(bottom, 0.0, top / 2, top),
    )


def _remains(steps: Sequence[Piece]) -> Picture:
    """Of each step what remains, as a line with stairs; the dashed line is everything."""
    every = [each.remains for each in steps]
    bottom, top = _around(min(every), max(*every, float(STEP)))
    stairs = [point for each in steps for point in ((each.low, each.remains), (each.high, each.remains))]
    low, high = steps[0].low, steps[-1].high
    return picture(
        [("solid", stairs), ("dashed", [(low, float(STEP)), (high, float(STEP))])],
        _marks(low, high),
        _levels(bottom, 0.0, STEP / 2, float(STEP), top),
    )


def _around(low: float, high: float) -> tuple[float, float]:
    """The whole fifties around what is drawn, with nothing among it."""
    return min(0.0, floor(low / 50) * 50.0), max(50.0, ceil(high / 50) * 50.0)


def _levels(*levels: float) -> list[tuple[float, str]]:
    return [(level, money(level)) for level in sorted(set(levels))]


def _marks(low: float, high: float) -> list[tuple[float, str]]:
    """The lowest and highest income, and the whole thousands well between them."""
    wide = high - low
    between = range(ceil((low + wide / 6) / 1000) * 1000, floor((high - wide / 4) / 1000) * 1000 + 1, 1000)
    return [(each, money(round(each))) for each in (low, *map(float, between), high)]


_UNKNOWN = Text(
    nl="Vul het inkomen van dit jaar in. Zonder dat kunnen wij niet zien of meer verdienen loont.",
    en="Fill in the income of this year. Without it we cannot see whether earning more pays.",
)
_PARTNER_UNKNOWN = Text(
    nl="Vul het inkomen van de partner in. Zonder dat kunnen wij niet zien of meer verdienen loont.",
    en="Fill in the income of the partner. Without it we cannot see whether earning more pays.",
)
