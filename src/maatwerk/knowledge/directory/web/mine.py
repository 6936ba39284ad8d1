"""For who keeps the entries of their organisation right: which they are, that one is right, and proposing a change.

What is not theirs is not there. A proposal goes the way of every change of content: an editor looks at it first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from maatwerk.foundation.editing import actions, queries
from maatwerk.foundation.editing.forms import data_of, read, values_of
from maatwerk.foundation.editing.models import Draft, State
from maatwerk.foundation.editing.rules import Refusal
from maatwerk.foundation.editing.sentences import REFUSALS, sentence_of
from maatwerk.foundation.editing.web.base import (
    Change,
    ContentView,
    changes,
    differences,
    groups_of,
    named,
    number,
    one,
    typed_in,
)
from maatwerk.foundation.people.rules import Role
from maatwerk.knowledge.directory import verifying
from maatwerk.knowledge.directory.connections import connections
from maatwerk.knowledge.directory.freshness import freshness_of
from maatwerk.knowledge.directory.models import Listing, Verification
from maatwerk.knowledge.directory.owning import SERVICES, THEIRS, entries_of

ON_A_PAGE = 50


class MineView(ContentView):
    """The entries of the own organisation."""

    roles: ClassVar[frozenset[Role]] = frozenset({Role.OWNER})

    def get(self, request: HttpRequest) -> HttpResponse:
        connections().refresh(self.me.municipality)
        today = localdate()
        page = Paginator(entries_of(self.me.organisation).order_by("name", "key"), ON_A_PAGE).get_page(
            request.GET.get("bladzijde")
        )
        drafts = queries.open_drafts(self.me.municipality)
        rows = [(row, freshness_of(row.verified_on, today), drafts.get((SERVICES, row.key))) for row in page]
        return render(request, "directory/mine.html", {"page": page, "rows": rows})


class MyEntryView(ContentView):
    """One of them: that it is right, or what should be other."""

    roles: ClassVar[frozenset[Role]] = frozenset({Role.OWNER})

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self._show(request, self._entry(key))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        row, wanted = self._entry(key), request.POST.get("doe", "")
        draft = self._draft(key)
        try:
            if wanted == "klopt":
                verifying.confirm(row, by=self.me.organisation_name, how=Verification.How.STAFF, now=now())
                messages.success(request, _("Bedankt. Er staat nu dat dit vandaag klopt."))
                return redirect("map:mine")
            if wanted == "begin":
                self._begin(key)
            elif draft is None:
                return self._show(request, row, errors=[str(REFUSALS[Refusal.OTHER_STATE])])
            elif wanted == "intrekken":
                actions.withdraw(self.me, draft.pk, now())
                messages.success(request, _("Uw voorstel is weg. Er verandert niets."))
            else:
                return self._keep(request, row, draft, wanted)
        except actions.RefusedError as error:
            return self._show(request, row, errors=[str(REFUSALS[error.why])])
        return redirect("map:my_entry", key)

    def _keep(self, request: HttpRequest, row: Listing, draft: Draft, wanted: str) -> HttpResponse:
        """Keep what was typed, and put it before an editor when that was the button."""
        kind = self.kind(SERVICES)
        typed = {name: text for name, text in typed_in(kind, request.POST).items() if _is_theirs(name)}
        before = draft.data or {}
        data, mistakes = read(kind.model, values_of(kind.model, before) | typed)
        if data is None:
            faults = {mistake.field or "inhoud": sentence_of(mistake.sentence) for mistake in reversed(mistakes)}
            return self._show(request, row, typed, faults=faults)
        try:
            actions.save(self.me, draft.pk, with_theirs(before, data), number(request.POST.get("gezien", "")), now())
            if wanted == "voorstel":
                actions.propose(self.me, draft.pk, now())
                messages.success(request, _("Uw voorstel is verstuurd. De gemeente kijkt het na."))
            else:
                messages.success(request, _("Uw tekst is bewaard. Bewoners zien die nog niet."))
        except actions.SavedMeanwhileError as error:
            theirs = values_of(kind.model, error.draft.data or {})
            told = _("Iemand anders bewaarde dit ook. Kijk wat er anders is. Bewaar daarna nog een keer.")
            other = differences(kind, theirs | typed, theirs)
            return self._show(request, row, typed, faults={"inhoud": told}, theirs=other, status=409)
        except actions.RefusedError as error:
            faults = {fault.place or "inhoud": sentence_of(fault.sentence) for fault in reversed(error.faults)}
            return self._show(request, row, typed, faults=faults, errors=[str(REFUSALS[error.why])])
        return redirect("map:my_entry", row.key)

    def _begin(self, key: str) -> None:
        """From what residents read now; with what was typed before, where that was refused."""
        now_read = one(self.shelf, SERVICES, key)
        refused = queries.refused_to(self.me, SERVICES, key)
        if now_read is None:
            raise Http404
        data = data_of(now_read)
        if refused:
            data = with_theirs(data, refused.data or {})
        actions.start(self.me, SERVICES, key, data, now(), refused)

    def _entry(self, key: str) -> Listing:
        connections().refresh(self.me.municipality)
        row = entries_of(self.me.organisation).filter(key=key).first()
        if row is None:
            raise Http404
        return row

    def _draft(self, key: str) -> Draft | None:
        """The change that somebody of the own organisation is at."""
        draft = queries.open_draft(self.me.municipality, SERVICES, key)
        return draft if draft and draft.author.organisation_id == self.me.organisation else None

    def _show(
        self,
        request: HttpRequest,
        row: Listing,
        typed: Mapping[str, str] | None = None,
        *,
        faults: Mapping[str, str] | None = None,
        errors: Sequence[str] = (),
        theirs: Sequence[Change] = (),
        status: int = 400,
    ) -> HttpResponse:
        kind, draft = self.kind(SERVICES), self._draft(row.key)
        writing = draft is not None and draft.state == State.DRAFT
        values = values_of(kind.model, (draft.data if draft else None) or {}) | dict(typed or {})
        now_read = one(self.shelf, SERVICES, row.key)
        told = {str(place): sentence for place, sentence in enumerate(errors)}
        context = {
            "row": row,
            "fresh": freshness_of(row.verified_on, localdate()),
            "preview": self.preview(draft) if draft else self.card(SERVICES, row.key),
            "may_change": not row.value.get("noodhulp"),
            "draft": draft,
            "taken": draft is None and queries.open_draft(self.me.municipality, SERVICES, row.key) is not None,
            "refused": queries.refused_to(self.me, SERVICES, row.key),
            "groups": groups_of(kind, values, faults or {}, THEIRS) if writing else [],
            "seen": request.POST.get("gezien") if faults and status == 400 else draft and draft.saves,
            "changes": changes(kind, data_of(now_read) if now_read else None, draft.data) if draft else [],
            "theirs": theirs,
            "errors": told | named(kind, faults or {}),
        }
        return render(request, "directory/my_entry.html", context, status=status if context["errors"] else 200)


def with_theirs(data: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The values of `data`, with in the place of what an owner may change that of `other`."""
    kept = {key: value for key, value in data.items() if key not in THEIRS}
    return kept | {key: value for key, value in other.items() if key in THEIRS}


def _is_theirs(name: str) -> bool:
    return name.partition(".")[0] in THEIRS
