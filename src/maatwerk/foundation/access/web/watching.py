"""Pages of who watches over privacy: what waits, looks that stand out by published rules, and counts. No resident is
named on any of them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import Noticed
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.register import SAFETY
from maatwerk.foundation.access.retention.queries import Line, deleted, latest_report
from maatwerk.foundation.access.rights import Outcome, Right, months_later
from maatwerk.foundation.access.rules import HidingGround, WithholdingGround
from maatwerk.foundation.access.watching import queries
from maatwerk.foundation.access.watching.counts import LEAST, most
from maatwerk.foundation.access.watching.exporting import count_row
from maatwerk.foundation.access.watching.noticing import open_noticed
from maatwerk.foundation.access.watching.publishing import ANSWERS, LOOKS
from maatwerk.foundation.access.watching.rules import KEPT, Rule
from maatwerk.foundation.access.web.downloads import download
from maatwerk.foundation.access.web.emergencies import WatcherView
from maatwerk.foundation.access.web.labels import HIDINGS, WITHHOLDINGS
from maatwerk.foundation.access.web.watch_labels import LEVELS, OUTCOMES, PUBLISHED, RIGHTS, TABLES
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.viewers import worker_viewer

_MONTHS_SHOWN = 12


class HomeView(WatcherView):
    """What waits. Emergency access is not counted here; what is kept closed stands here without whom it is about."""

    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        closed = queries.closed(self.viewer, now)
        holds, privacy = queries.holds(self.viewer, now), self.me.may({Role.PRIVACY_OFFICER})
        named = [each.agreed for each in closed] + [each.by for each in holds]
        names = queries.names_of(named, self.me.municipality)
        report = latest_report(self.me.municipality) if privacy else None
        context = {
            "emergencies": queries.emergency_waits(self.viewer),
            "closed": [(each, _ground(each), names.get(each.agreed, "")) for each in closed],
            "clocks": [(RIGHTS[each.right], each, each.due < day_of(now)) for each in queries.clocks(self.viewer, now)],
            "holds": [(each, names.get(each.by, "")) for each in holds],
            "report": report,
            "going": [cells for each in report.lines if (cells := self._words(each))] if report else [],
            "gone": self._gone(day_of(now)) if privacy else [],
            "gone_head": [_("Maand"), _("Welke gegevens"), _("Waarvoor"), _("Naam in het systeem"), _("Hoeveel")],
            "going_head": [_("Welke gegevens"), _("Waarvoor"), _("Naam in het systeem"), _("Hoeveel")],
            "privacy": privacy,
        }
        return render(request, "access/watch_home.html", context)

    def _gone(self, today: date) -> list[list[str]]:
        """What was deleted because its term was over, in the last year: its tombstones."""
        rows = deleted(self.me.municipality, months_later(today, -_MONTHS_SHOWN))
        return [[date_format(each.month, "F Y"), *cells] for each in rows if (cells := self._words(each.line))]

    def _words(self, line: Line) -> list[str]:
        """One kind in words; nothing of fewer than ten, nor of what is hidden or for safety."""
        register, language = connections().register(self.me.municipality), get_language() or "nl"
        category, purpose = register.categories.get(line.category), register.purposes.get(line.purpose)
        if not category or not purpose or line.at_least < LEAST or category.hidden or line.purpose == SAFETY:
            return []
        return [category.name.in_(language), purpose.name.in_(language), line.model, _tens(line.at_least)]


class RulesView(StaffView):
    """What is looked at of the people who work here, for all of them; and what that meant for who reads it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        own = queries.own_noticed(worker_viewer(self.me))
        names = queries.names_of([row.opened_by for row in own], self.me.municipality)
        context = {
            "rules": PUBLISHED.values(),
            "own": [(row, _said(row), names.get(row.opened_by, "")) for row in own],
            "days": KEPT.days,
        }
        return render(request, "access/watch_rules.html", context)


class AllNoticedView(WatcherView):
    """Looks that stood out, the newest first: the day and the rule, without who it was."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = queries.noticed(self.viewer)
        context = {"rows": [(row, _said(row)) for row in rows], "most": queries.MOST_SHOWN}
        return render(request, "access/watch_all_noticed.html", context)


class NoticedView(WatcherView):
    """One. Who it was is shown to who said why they want to know."""

    def get(self, request: HttpRequest, which: UUID, status: int = 200, **shown: Any) -> HttpResponse:
        row = queries.one_noticed(self.viewer, which)
        if row is None:
            raise Http404
        named = [row.worker, row.opened_by] if row.opened_at else []
        names = queries.names_of(named, self.me.municipality)
        context = {
            "row": row,
            "said": _said(row),
            "rule": PUBLISHED[Rule(row.rule)],
            "worker": names.get(row.worker, ""),
            "opener": names.get(row.opened_by, ""),
            "own": row.worker == self.viewer.ref,
            "asked": row.rule == Rule.ASKED,
            "faults": {},
            "why": "",
        }
        return render(request, "access/watch_noticed.html", context | shown, status=status)

    def post(self, request: HttpRequest, which: UUID) -> HttpResponse:
        why = request.POST.get("why", "")
        try:
            open_noticed(self.viewer, which, why, timezone.now())
        except NotYoursError:
            raise Http404 from None
        except GroundRefusedError as refused:
            return self.get(request, which, 400, faults=refused.faults, why=why)
        messages.success(request, _("U ziet nu wie het was. De medewerker kan zien dat u dat weet."))
        return redirect("watch:noticed", which=which)


class CountsView(WatcherView):
    """What was published of one month, the last one when none is chosen."""

    def get(self, request: HttpRequest) -> HttpResponse:
        months = queries.months_counted(self.viewer)
        month = _month(request.GET["maand"]) if "maand" in request.GET else next(iter(months), None)
        others = [each for each in months if each != month]
        context = {"others": others, "month": month, "tables": self._tables(month) if month else []}
        return render(request, "access/watch_counts.html", context)

    def _tables(self, month: date) -> list[dict[str, Any]]:
        cells = self.cells(month)
        return [
            {
                "title": title,
                "head": [*map(str, head), _("Aantal")],
                "rows": [row for name, row in cells if name == table],
            }
            for table, (title, head) in TABLES.items()
        ]

    def cells(self, month: date) -> list[tuple[str, list[str]]]:
        """The published cells: the table, and its keys and number in words."""
        found = queries.counts_of(self.viewer, month)
        if found is None:
            raise Http404
        names = queries.names_of([cell[1] for cell in found.cells], self.me.municipality)
        purposes = connections().register(self.me.municipality).purposes
        rows = []
        for table, *keys, least in found.cells:
            if table == ANSWERS:
                words = [str(RIGHTS[Right(keys[0])]), str(OUTCOMES[Outcome(keys[1])])]
            else:
                words = [names.get(keys[0], _("Een organisatie die hier niet meer werkt"))]
            if table == LOOKS:
                purpose = purposes.get(keys[1])
                words += [purpose.name.in_(get_language() or "nl") if purpose else keys[1], str(LEVELS[Level(keys[2])])]
            rows.append((table, [*words, _tens(least)]))
        return rows


class CountsExportView(WatcherView):
    def get(self, request: HttpRequest, month: str, form: str) -> HttpResponse:
        found = queries.counts_of(self.viewer, _month(month))
        if found is None:
            raise Http404
        rows = [count_row(table, keys, least) for table, *keys, least in found.cells]
        told = {"gemeente": self.me.municipality, "maand": month, "wat_er_niet_staat": _("minder dan 10")}
        return download(f"aantallen-{month}", form, told | {"aantallen": rows}, rows)


def _ground(each: queries.Closed) -> Any:
    if each.emergency:
        return HIDINGS[HidingGround(each.ground)]
    return WITHHOLDINGS[WithholdingGround(each.ground)]


def _tens(least: int) -> str:
    return _("%(least)s tot en met %(most)s") % {"least": least, "most": most(least)}


def _said(row: Noticed) -> str:
    return PUBLISHED[Rule(row.rule)].said()


def _month(text: str) -> date:
    """A month as "2026-10"; for another text there is no such page."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None
