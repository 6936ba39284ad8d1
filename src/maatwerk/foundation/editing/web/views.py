"""The content of the municipality: the list, one entry, its history, undoing, and what is wrong."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.foundation.content import HIDDEN
from maatwerk.foundation.editing import actions, queries
from maatwerk.foundation.editing.connections import Kind, Layer
from maatwerk.foundation.editing.forms import data_of
from maatwerk.foundation.editing.models import Revision
from maatwerk.foundation.editing.rules import Refusal, is_hidden
from maatwerk.foundation.editing.sentences import REFUSALS, sentence_of, told
from maatwerk.foundation.editing.web.base import EditorView, changes, in_language, number, one, words_for
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.search.queries import ALL, search

ON_A_PAGE = 50
MOST_REVISIONS = 30
MOST_FOUND = 200


class HomeView(EditorView):
    """Everything residents may read, per kind. Searching is a POST, so that no word of it stands in an address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, request.GET.get("soort", ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = request.POST
        page = number(form.get("bladzijde", "1"))
        return self._show(request, form.get("soort", ""), form.get("zoek", "")[:100], "eigen" in form, page)

    def _show(
        self, request: HttpRequest, kind_id: str, sought: str = "", own: bool = False, page: int = 1
    ) -> HttpResponse:
        kinds = self.content.kinds
        kind = kinds.get(kind_id) or next(iter(kinds.values()))
        rows = self._rows(kind, sought.strip(), own)
        pages = max(1, -(-len(rows) // ON_A_PAGE))
        page = min(max(page, 1), pages)
        home = reverse("editing:home")
        drafts = {key: each for key, each in queries.open_drafts(self.me.municipality).items() if key[0] in kinds}
        waiting = [each for each in queries.waiting_for(self.me) if each.kind in kinds]
        titles = self.titles([*drafts, *((each.kind, each.entry) for each in waiting)])
        context = {
            "kind": kind,
            "tabs": [(f"{home}?soort={each.id}", str(each.plural)) for each in kinds.values()],
            "current": str(kind.plural),
            "sought": sought,
            "own": own,
            "rows": [
                row | {"draft": drafts.get((kind.id, row["id"]))}
                for row in rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
            ],
            "total": len(rows),
            "page": page,
            "pages": pages,
            "drafts": [(draft, titles[key]) for key, draft in drafts.items()],
            "waiting": [(draft, titles[draft.kind, draft.entry]) for draft in waiting],
            "fault_count": len(self.shelf.faults) + bool(self.published[1]),
        }
        return render(request, "editing/home.html", context)

    def _rows(self, kind: Kind, sought: str, own: bool) -> list[dict[str, Any]]:
        """What is shown of this kind, and what we hide, by title. What is sought: what holds its words first, the best
        first, then titles and ids it is a part of."""
        shown = self.shelf.some(kind.id, self.shelf.entries(kind.id).keys())
        hidden = [id_ for id_, data in self.overlay.get(kind.id, {}).items() if is_hidden(data) and id_ not in shown]
        rows: list[dict[str, Any]] = [
            {
                "id": id_,
                "title": in_language(kind.title(entry)),
                "layer": self.shelf.layer(kind.id, id_),
                "hidden": False,
            }
            for id_, entry in shown.items()
        ]
        titles = self.titles([(kind.id, id_) for id_ in hidden])
        rows += [{"id": id_, "title": titles[kind.id, id_], "layer": Layer.OWN, "hidden": True} for id_ in hidden]
        found = self._found(kind.id, sought)
        kept = [
            row | {"from": words_for(row["layer"])}
            for row in rows
            if (row["id"] in found or sought.casefold() in f"{row['title']} {row['id']}".casefold())
            and (not own or row["layer"] is Layer.OWN)
        ]
        return sorted(kept, key=lambda row: (found.get(row["id"], MOST_FOUND), str(row["title"]).casefold()))

    def _found(self, kind: str, sought: str) -> dict[str, int]:
        """The place of each entry that holds the words."""
        if not sought:
            return {}
        page = search(
            sought,
            among={kind: ALL},
            municipality=self.me.municipality,
            language=get_language() or "nl",
            limit=MOST_FOUND,
        )
        return {each.ref: place for place, each in enumerate(page.found)}


class FaultsView(EditorView):
    """What was left out of the content, and why."""

    roles: ClassVar[frozenset[Role]] = frozenset({Role.EDITOR, Role.ADMINISTRATOR})

    def get(self, request: HttpRequest) -> HttpResponse:
        shelf, failed = self.published
        return render(
            request, "editing/faults.html", {"faults": [told(fault) for fault in shelf.faults], "failed": failed}
        )


class EntryView(EditorView):
    """One entry: how residents read it, where it comes from, and beginning to change it."""

    def get(self, request: HttpRequest, kind: str, entry: str) -> HttpResponse:
        return self._show(request, kind, entry)

    def post(self, request: HttpRequest, kind: str, entry: str) -> HttpResponse:
        wanted = request.POST.get("doe", "")
        shown = one(self.shelf, self.kind(kind).id, entry)
        below = one(self.below, kind, entry)
        own = entry in self.overlay.get(kind, {})
        refused = queries.refused_to(self.me, kind, entry)
        if wanted == "aanpassen" and (shown or below):
            data: Any = data_of(shown or below)  # type: ignore[arg-type]
        elif wanted == "verder" and refused:
            data = refused.data
        elif wanted == "verbergen" and self.kind(kind).hidable and below:
            data = dict(HIDDEN)
        elif wanted == "weghalen" and own:
            data = None
        else:
            return self._show(request, kind, entry, str(REFUSALS[Refusal.OTHER_STATE]))
        try:
            after = refused if wanted == "verder" else None
            draft = actions.start(self.me, kind, entry, data, now(), after)
        except actions.RefusedError as error:
            return self._show(request, kind, entry, str(REFUSALS[error.why]))
        return HttpResponseRedirect(reverse("editing:draft", args=[draft.pk]))

    def _show(self, request: HttpRequest, kind_id: str, entry: str, error: str = "") -> HttpResponse:
        kind = self.kind(kind_id)
        shown = one(self.shelf, kind_id, entry) is not None
        newest = queries.latest(self.me.municipality, kind_id, entry)
        below = one(self.below, kind_id, entry) is not None
        if not (shown or newest or below):
            raise Http404
        own = self.overlay.get(kind_id, {}).get(entry)
        context = {
            "kind": kind,
            "entry": entry,
            "name": self.title(kind, entry),
            "beside": kind.beside(None),
            "error": error,
            "from": words_for(self.shelf.layer(kind_id, entry)) if shown else "",
            "preview": self.card(kind_id, entry),
            "hidden": is_hidden(own),
            "left_out": own is not None and not is_hidden(own) and self._left_out(kind_id, entry),
            "own": own is not None,
            "below": below,
            "may_hide": kind.hidable and below and not is_hidden(own),
            "newest": newest,
            "draft": queries.open_draft(self.me.municipality, kind_id, entry),
            "refused": queries.refused_to(self.me, kind_id, entry),
        }
        return render(request, "editing/entry.html", context, status=400 if error else 200)

    def _left_out(self, kind: str, entry: str) -> list[str]:
        """Why our version does not count, when it does not."""
        place = self.content.place(self.me.municipality, kind, entry)
        return [sentence_of(fault.sentence) for fault in self.shelf.faults if str(fault.path) == place]


class HistoryView(EditorView):
    """Every version of one entry that was published, newest first."""

    def get(self, request: HttpRequest, kind: str, entry: str) -> HttpResponse:
        shape = self.kind(kind)
        revisions = list(queries.history(self.me.municipality, kind, entry)[: MOST_REVISIONS + 1])
        if not revisions:
            raise Http404
        before: list[Revision | None] = [*revisions[1:], None]
        told_ = [
            {
                "revision": revision,
                "hidden": is_hidden(revision.data),
                "changes": changes(
                    shape,
                    self.would_be(kind, entry, earlier.data if earlier else None),
                    self.would_be(kind, entry, revision.data),
                ),
            }
            for revision, earlier in zip(revisions, before, strict=True)
        ]
        context = {"kind": shape, "entry": entry, "name": self.title(shape, entry), "revisions": told_[:MOST_REVISIONS]}
        return render(request, "editing/history.html", context)


class UndoView(EditorView):
    """Going back to the version before the latest: first what would change, then doing it."""

    def get(self, request: HttpRequest, kind: str, entry: str) -> HttpResponse:
        return self._show(request, kind, entry)

    def post(self, request: HttpRequest, kind: str, entry: str) -> HttpResponse:
        self.kind(kind)
        seen = request.POST.get("gezien", "")
        try:
            actions.undo(self.me, kind, entry, number(seen), now())
        except actions.RefusedError as error:
            sentences = [sentence_of(fault.sentence) for fault in error.faults]
            return self._show(request, kind, entry, [str(REFUSALS[error.why]), *sentences])
        messages.success(request, _("De vorige versie is terug."))
        return HttpResponseRedirect(reverse("editing:entry", args=[kind, entry]))

    def _show(self, request: HttpRequest, kind_id: str, entry: str, errors: list[str] | None = None) -> HttpResponse:
        kind = self.kind(kind_id)
        versions = list(queries.history(self.me.municipality, kind_id, entry)[:2])
        if not versions:
            raise Http404
        newest, earlier = versions[0], versions[1].data if versions[1:] else None
        back = self.would_be(kind_id, entry, earlier)
        context = {
            "kind": kind,
            "entry": entry,
            "name": self.title(kind, entry),
            "errors": errors or [],
            "newest": newest,
            "to_below": earlier is None,
            "gone": back is None,
            "changes": changes(kind, self.would_be(kind_id, entry, newest.data), back),
        }
        return render(request, "editing/undo.html", context, status=400 if errors else 200)
