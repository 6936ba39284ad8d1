"""Pages for editors: bring services in from a file, and say what happens with what disappeared from its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from maatwerk.foundation.content import Text
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff import StaffView
from maatwerk.knowledge.directory.importing import missing, queries, saying, trying
from maatwerk.knowledge.directory.importing.bringing import RefusedError
from maatwerk.knowledge.directory.importing.keys import is_origin
from maatwerk.knowledge.directory.importing.models import ImportRun
from maatwerk.knowledge.directory.importing.report import BACK, MISSING, WARNED, Outcome, as_json
from maatwerk.knowledge.directory.importing.saying import UnreadableError

RUNS, LINES, GONE = 25, 100, 50  # on a page
_FEW = 20  # lines of a report that is not kept

WORDS: Mapping[str, Any] = {
    Outcome.ADDED: gettext_lazy("nieuw"),
    Outcome.CHANGED: gettext_lazy("gewijzigd"),
    Outcome.SAME: gettext_lazy("gelijk gebleven"),
    Outcome.REFUSED: gettext_lazy("geweigerd"),
    WARNED: gettext_lazy("met een opmerking"),
    MISSING: gettext_lazy("niet meer in de bron"),
    BACK: gettext_lazy("terug in de bron"),
}


class _EditorView(StaffView):
    roles: ClassVar[frozenset[Role]] = frozenset({Role.EDITOR})


class ImportsView(_EditorView):
    """Every import of this municipality, and a form to try out a file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        origin, file = request.POST.get("bron", "").strip(), request.FILES.get("bestand")
        errors = {} if is_origin(origin) else {"bron": _here(saying.NO_ORIGIN)}
        if file is None:
            errors["bestand"] = _here(saying.NO_FILE)
        if errors or file is None:
            return self._show(request, errors)
        try:
            run = trying.try_out(
                self.me.municipality, origin, file.chunks(), file_name=file.name or "", by=Role.EDITOR, now=now(),
                all_or_nothing=request.POST.get("alles") == "ja",
            )  # fmt: skip
        except RefusedError as refused:
            return self._show(request, {"bestand": _here(refused.told)}, as_json(refused.report, _FEW)["regels"])
        except UnreadableError as unreadable:
            return self._show(request, {"bestand": _here(unreadable.told)})
        return redirect("importing:run", run.pk)

    def _show(
        self, request: HttpRequest, errors: Mapping[str, str] | None = None, lines: list[Any] | None = None
    ) -> HttpResponse:
        errors = errors or {}
        runs = _page(request, queries.runs(self.me.municipality), RUNS)
        context = {
            "runs": [(run, WORDS_FOR_STATE[run.state], _counted(run.counts)) for run in runs],
            "page": runs,
            "missing": missing.missing(self.me.municipality).count(),
            "errors": errors,
            "origin_fault": errors.get("bron", ""),
            "file_fault": errors.get("bestand", ""),
            "origin": request.POST.get("bron", ""),
            "all": request.POST.get("alles", ""),
            "lines": [_line(line) for line in lines or ()],
        }
        return render(request, "directory/imports.html", context, status=400 if errors else 200)


class ImportView(_EditorView):
    """The report of one import; a trial can be carried out or thrown away."""

    def get(self, request: HttpRequest, run: UUID) -> HttpResponse:
        return self._show(request, run)

    def post(self, request: HttpRequest, run: UUID) -> HttpResponse:
        try:
            match request.POST.get("doe"):
                case "voer_uit":
                    done = trying.carry_out(self.me.municipality, run, by=Role.EDITOR, now=now())
                    messages.success(request, _("De import is uitgevoerd."))
                    return redirect("importing:run", done.pk)
                case "gooi_weg":
                    trying.throw_away(self.me.municipality, run)
                    messages.success(request, _("De proef is weg. Er is niets veranderd."))
                case _:
                    raise BadRequest
        except trying.NoTrialError:
            messages.warning(request, _("Deze proef is er niet meer."))
        except UnreadableError as refused:
            return self._show(request, run, {"inhoud": _here(refused.told)})
        return redirect("importing:home")

    def _show(self, request: HttpRequest, id_: UUID, errors: Mapping[str, str] | None = None) -> HttpResponse:
        run = queries.run_of(self.me.municipality, id_)
        if run is None:
            raise Http404
        lines = _page(request, [_line(line) for line in run.report["regels"]], LINES)
        context = {
            "run": run,
            "is_trial": run.state == ImportRun.State.TRIAL,
            "state": WORDS_FOR_STATE[run.state],
            "counts": [(str(WORDS[name]), number) for name, number in run.counts.items()],
            "unchanged": not any(run.counts[name] for name in (Outcome.ADDED, Outcome.CHANGED, MISSING, BACK)),
            "lines": list(lines),
            "page": lines,
            "gone": run.report["verdwenen"][:LINES],
            "more": run.report["meer"],
            "errors": errors or {},
        }
        return render(request, "directory/import.html", context, status=400 if errors else 200)


class MissingView(_EditorView):
    """What is no longer in its source. Each stays or goes by a choice of its own."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = _page(request, missing.missing(self.me.municipality), GONE)
        return render(request, "directory/missing.html", {"rows": list(rows), "page": rows})

    def post(self, request: HttpRequest) -> HttpResponse:
        key = request.POST.get("dienst", "")
        try:
            match request.POST.get("doe"):
                case "laat_staan":
                    missing.keep(self.me.municipality, key, now())
                    messages.success(request, _("De dienst blijft staan. U houdt die nu zelf bij."))
                case "haal_weg":
                    missing.take_away(self.me.municipality, key, now())
                    messages.success(request, _("De dienst is weg uit de sociale kaart."))
                case _:
                    raise BadRequest
        except missing.NotMissingError:
            messages.warning(request, _("Over deze dienst is al gekozen, of de bron heeft die weer."))
        return redirect("importing:missing")


WORDS_FOR_STATE: Mapping[str, Any] = {
    ImportRun.State.TRIAL: gettext_lazy("proef"),
    ImportRun.State.DONE: gettext_lazy("uitgevoerd"),
}


def _here(told: Text) -> str:
    return told.in_(get_language() or "nl")


def _page(request: HttpRequest, rows: Any, most: int) -> Page[Any]:
    return Paginator(rows, most).get_page(request.GET.get("bladzijde"))


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {WORDS[name]}" for name, number in counts.items() if number)


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    language = "en" if get_language() == "en" else "nl"
    return {
        "number": line["rij"],
        "name": line["naam"] or line["id"] or "–",
        "outcome": WORDS[line["uitkomst"]],
        "reasons": [each[language] for each in line["redenen"]],
    }
