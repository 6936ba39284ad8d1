"""For editors: the schemes of the municipality, their rules on a form, what a change does over an invented population,
and two municipalities side by side. Writing, checking and publishing go by the screens for content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import ValidationError

from maatwerk.foundation.content import Text
from maatwerk.foundation.content.sentences import sentence_for
from maatwerk.foundation.editing import actions, queries
from maatwerk.foundation.editing.forms import read, values_of
from maatwerk.foundation.editing.models import Draft, State
from maatwerk.foundation.editing.sentences import REFUSALS, sentence_of
from maatwerk.foundation.editing.web.base import EditorView, groups_of, named, number, typed_in
from maatwerk.foundation.editing.web.drafts import DraftOf, has_form
from maatwerk.foundation.people.queries import municipalities
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.facts import Money, Period
from maatwerk.knowledge.facts.writing import shown_money, shown_number
from maatwerk.knowledge.schemes.connections import connections
from maatwerk.knowledge.schemes.engine.comparing import Change
from maatwerk.knowledge.schemes.municipal import MunicipalScheme
from maatwerk.knowledge.schemes.municipal_telling import differing, told
from maatwerk.knowledge.schemes.trying import Tried, tried
from maatwerk.knowledge.schemes.web.municipal_form import RULES, versions_of, with_rules

KIND = "municipal-schemes"
FIRST_DAY, LAST_DAY = date(2023, 1, 1), date(2099, 12, 31)


class HomeView(EditorView):
    """The schemes of the municipality with the rules that count today."""

    def get(self, request: HttpRequest) -> HttpResponse:
        drafts = queries.open_drafts(self.me.municipality)
        shown = sorted(schemes_on(self.shelf).items(), key=lambda each: in_words(each[1].name).casefold())
        rows = [
            {"id": id_, "entry": entry, "name": in_words(entry.name), "draft": drafts.get((KIND, id_))}
            | rules_now(entry, localdate())
            for id_, entry in shown
        ]
        return render(request, "schemes/municipal/home.html", {"rows": rows, "kind": KIND})


class SchemeDraft(DraftOf):
    """A page about a draft of a scheme that is still being written."""

    def scheme_draft(self, id_: int) -> Draft:
        draft = self.draft(id_)
        if draft.kind != KIND:
            raise Http404
        return draft

    def page(self, draft: Draft) -> dict[str, Any]:
        """What every page about a draft shows."""
        return {"draft": draft, "name": self.title(self.kind(KIND), draft.entry)}


class VersionsView(SchemeDraft):
    """From which days there are rules, and beginning with rules from another day."""

    def get(self, request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
        draft = self.scheme_draft(id)
        return self._show(request, draft) if _is_written(draft) else self.there(draft)

    def post(self, request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
        draft = self.scheme_draft(id)
        if not _is_written(draft):
            return self.there(draft)
        typed = request.POST.get("vanaf", "")
        since = day_of(typed)
        versions = versions_of(draft.data)
        if since is None:
            return self._show(request, draft, typed, {"vanaf": _no_day()})
        if since.isoformat() in versions:
            return self._show(request, draft, typed, {"vanaf": _("Er zijn al regels vanaf deze dag.")})
        earlier = [rules for day, rules in versions.items() if day < since.isoformat()]
        rules = earlier[-1] if earlier else next(iter(versions.values()), {})
        try:
            seen = number(request.POST.get("gezien", ""))
            actions.save(self.me, id, with_rules(draft.data, rules, since.isoformat()), seen, now())
        except (actions.SavedMeanwhileError, actions.RefusedError) as error:
            return self._show(request, self.scheme_draft(id), typed, {"vanaf": _why(error)})
        return HttpResponseRedirect(reverse("municipal:rules", args=[id, since.isoformat()]))

    def _show(
        self, request: HttpRequest, draft: Draft, typed: str = "", errors: Mapping[str, str] | None = None
    ) -> HttpResponse:
        days = [(day, date.fromisoformat(day)) for day in versions_of(draft.data)]
        context = self.page(draft) | {"days": days[::-1], "typed": typed, "errors": errors or {}}
        return render(request, "schemes/municipal/versions.html", context, status=400 if errors else 200)


class RulesView(SchemeDraft):
    """The rules from one day on, on a form. What is saved here no resident sees."""

    def get(self, request: HttpRequest, id: int, day: str) -> HttpResponse:  # noqa: A002
        draft = self.scheme_draft(id)
        if not _is_written(draft):
            return self.there(draft)
        return self._show(request, draft, day, day, values_of(RULES.model, self._rules(draft, day)))

    def post(self, request: HttpRequest, id: int, day: str) -> HttpResponse:  # noqa: A002
        draft = self.scheme_draft(id)
        if not _is_written(draft):
            return self.there(draft)
        self._rules(draft, day)
        form, typed = request.POST, typed_in(RULES, request.POST)
        since, errors = form.get("vanaf", ""), {}
        rules = None
        if form.get("doe") != "weg":
            rules, mistakes = read(RULES.model, typed)
            errors = {each.field or "inhoud": sentence_of(each.sentence) for each in reversed(mistakes)}
            chosen = day_of(since)
            if chosen is None:
                errors["vanaf"] = _no_day()
            elif chosen.isoformat() != day and chosen.isoformat() in versions_of(draft.data):
                errors["vanaf"] = _("Er zijn al regels vanaf deze dag.")
        if errors:
            return self._show(request, draft, day, since, typed, errors, form.get("gezien", ""))
        data = with_rules(draft.data, rules, since, day) if rules is not None else with_rules(draft.data, None, day)
        try:
            actions.save(self.me, id, data, number(form.get("gezien", "")), now())
        except (actions.SavedMeanwhileError, actions.RefusedError) as error:
            return self._show(request, self.scheme_draft(id), day, since, typed, {"inhoud": _why(error)})
        messages.success(request, _("Uw regels zijn bewaard. Bewoners zien die nog niet."))
        return HttpResponseRedirect(reverse("municipal:versions", args=[id]))

    def _rules(self, draft: Draft, day: str) -> Mapping[str, Any]:
        versions = versions_of(draft.data)
        if day not in versions:
            raise Http404
        return versions[day]

    def _show(
        self,
        request: HttpRequest,
        draft: Draft,
        day: str,
        since: str,
        values: Mapping[str, str],
        errors: Mapping[str, str] | None = None,
        seen: str = "",
    ) -> HttpResponse:
        found = dict(errors or {})
        first = {"vanaf": found["vanaf"]} if "vanaf" in found else {}
        context = self.page(draft) | {
            "day": day,
            "since": since,
            "groups": groups_of(RULES, values, found),
            "field_errors": found,
            "errors": first | named(RULES, {name: each for name, each in found.items() if name != "vanaf"}),
            "seen": number(seen) if seen else draft.saves,
        }
        return render(request, "schemes/municipal/rules.html", context, status=400 if errors else 200)


class EffectsView(SchemeDraft):
    """Who would gain and who would lose if this draft were published: over a population that does not exist."""

    def get(self, request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
        draft = self.scheme_draft(id)
        typed = request.GET.get("dag", localdate().isoformat())
        day = day_of(typed)
        context = self.page(draft) | {"typed": typed, "errors": {}}
        if day is None:
            return render(
                request, "schemes/municipal/effects.html", context | {"errors": {"dag": _no_day()}}, status=400
            )
        data = self.would_be(KIND, draft.entry, draft.data)
        try:
            after = MunicipalScheme.model_validate(data) if data is not None else None
        except ValidationError as error:
            faults = [
                f"{'.'.join(map(str, each['loc']))}: {sentence_of(sentence_for(dict(each)))}" for each in error.errors()
            ]
            return render(request, "schemes/municipal/effects.html", context | {"faults": faults})
        before = schemes_on(self.shelf).get(draft.entry)
        found = self.change(before, after, day)
        return render(request, "schemes/municipal/effects.html", context | {"day": day, **in_tables(found)})

    def change(self, before: MunicipalScheme | None, after: MunicipalScheme | None, day: date) -> Tried:
        """The difference, with the figures of the Participatiewet."""
        desk = connections().desk(here(self.request))
        return tried(before, after, day, desk.book, desk.dictionary)


class BesideView(EditorView):
    """The schemes of the municipality beside those of another one of this installation."""

    @cached_property
    def others(self) -> dict[str, Municipality]:
        return {slug: each for slug, each in municipalities().items() if slug != self.me.municipality}

    def get(self, request: HttpRequest) -> HttpResponse:
        slug, typed = request.GET.get("gemeente", ""), request.GET.get("dag", localdate().isoformat())
        day, errors = day_of(typed), {}
        if day is None:
            errors["dag"] = _no_day()
        if slug and slug not in self.others:
            errors["gemeente"] = _("Deze gemeente is hier niet. Kies er een uit de lijst.")
        choices = [("", _("Kies een gemeente")), *((each.slug, each.profile.name) for each in self.others.values())]
        context: dict[str, Any] = {"choices": choices, "chosen": slug, "typed": typed, "errors": errors}
        if slug and day and not errors:
            other = self.others[slug]
            theirs = schemes_on(self.content.current(other)[0])
            mine = schemes_on(self.shelf)
            both = dict.fromkeys([*mine, *theirs])
            context |= {
                "names": (here(request).profile.name, other.profile.name),
                "schemes": [self._beside(mine.get(id_), theirs.get(id_), day) for id_ in both],
            }
        return render(request, "schemes/municipal/beside.html", context, status=400 if errors else 200)

    def _beside(self, mine: MunicipalScheme | None, theirs: MunicipalScheme | None, day: date) -> dict[str, Any]:
        shown = mine or theirs
        sides = [(entry.on(day), entry.per) if entry else (None, None) for entry in (mine, theirs)]
        lines = [told(rules, per) if rules else [] for rules, per in sides]
        nothing = _("geen regel")
        desk = connections().desk(here(self.request))
        found = tried(mine, theirs, day, desk.book, desk.dictionary)
        return {
            "name": in_words(shown.name) if shown else "",
            "missing": [not rules for rules, _per in sides],
            "rows": [
                (
                    in_words(label),
                    in_words(one_) if one_ else nothing,
                    in_words(other) if other else nothing,
                    one_ != other,
                )
                for label, one_, other in differing(*lines)
            ],
            "pays": any(rules and rules.pays for rules, _per in sides),
            "change": found.all_,
            "counts": [counted(each) for each in (found.size, found.all_.gain, found.all_.lose)],
            "invented": [bool(entry and entry.invented) for entry in (mine, theirs)],
        }


def schemes_on(shelf: Any) -> Mapping[str, MunicipalScheme]:
    return cast(Mapping[str, MunicipalScheme], shelf.entries(KIND))


def here(request: HttpRequest) -> Municipality:
    return cast(Municipality, request.municipality)  # type: ignore[attr-defined]


def in_words(text: Text) -> str:
    return text.in_(get_language() or "nl")


def day_of(typed: str) -> date | None:
    """A day as a form of ours sends it; None for what is none, or too far away."""
    try:
        day = date.fromisoformat(typed.strip()[:10])
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def rules_now(entry: MunicipalScheme, day: date) -> dict[str, Any]:
    """Since when the rules of a day count, and what they say."""
    rules = entry.on(day)
    since = max((each for each in entry.versions if each <= day), default=None)
    lines = [(in_words(each.label), in_words(each.says)) for each in told(rules, entry.per)] if rules else []
    later = [date_format(each) for each in sorted(entry.versions) if each > day]
    return {"since": since, "lines": lines, "later": later}


def in_tables(found: Tried) -> dict[str, Any]:
    """The numbers for a page: for everybody, per kind of household, and per band of income."""

    def rows(groups: Sequence[tuple[Text, Change]]) -> list[tuple[str, ...]]:
        return [(in_words(name), *_cells(change)) for name, change in groups]

    return {
        "found": found,
        "head": [_("Wie"), *_head()],
        "all_": [(_("Iedereen samen"), *_cells(found.all_))],
        "by_kind": rows(found.by_kind),
        "by_income": rows(found.by_income),
    }


def _head() -> list[str]:
    return [
        _("Huishoudens"),
        _("Vooruit"),
        _("Gemiddeld erbij per jaar"),
        _("Achteruit"),
        _("Gemiddeld eraf per jaar"),
        _("Gelijk"),
        _("Onbekend"),
    ]


def _cells(change: Change) -> tuple[str, ...]:
    counts = (change.households, change.gain, change.lose, change.same, change.open_)
    households, gain, lose, same, open_ = map(counted, counts)
    return households, gain, _euros(change.mean_gain), lose, _euros(change.mean_loss), same, open_


def counted(number_: int) -> str:
    """A number with the marks of the language of the page."""
    return in_words(shown_number(Decimal(number_)))


def _euros(amount: float) -> str:
    return in_words(shown_money(Money(Decimal(f"{amount:.2f}"), Period.ONCE)))


def _is_written(draft: Draft) -> bool:
    return draft.state == State.DRAFT and has_form(draft)


def _no_day() -> str:
    return _("Vul een datum in van 2023 tot en met 2099, zoals 2026-01-01.")


def _why(error: actions.SavedMeanwhileError | actions.RefusedError) -> str:
    if isinstance(error, actions.RefusedError):
        return str(REFUSALS[error.why])
    return _("Iemand anders bewaarde dit ook. Kijk eerst wat er nu staat.")
