"""Writing a change, and looking at what somebody else wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maatwerk.foundation.content.layers import ID
from maatwerk.foundation.editing import actions, queries
from maatwerk.foundation.editing.forms import Mistake, data_of, read, values_of
from maatwerk.foundation.editing.models import OPEN, Draft, State
from maatwerk.foundation.editing.rules import Refusal, is_hidden
from maatwerk.foundation.editing.sentences import REFUSALS, sentence_of, told
from maatwerk.foundation.editing.web.base import (
    Change,
    EditorView,
    changes,
    differences,
    groups_of,
    named,
    number,
    one,
    typed_in,
)

# What is said when a change has come this far.
DONE = {
    State.DRAFT: gettext_lazy("Uw tekst is bewaard. Bewoners zien die nog niet."),
    State.PROPOSED: gettext_lazy("Uw voorstel is klaar. Een collega kijkt het na."),
    State.PUBLISHED: gettext_lazy("U hebt dit goedgekeurd. Bewoners lezen het nu."),
    State.REFUSED: gettext_lazy("U hebt dit afgewezen. De schrijver leest wat er beter moet."),
    State.WITHDRAWN: gettext_lazy("Het voorstel is ingetrokken."),
}


class DraftOf(EditorView):
    """A page about one draft of the own municipality."""

    def draft(self, id_: int) -> Draft:
        draft = queries.draft(self.me.municipality, id_)
        if draft is None or draft.kind not in self.content.kinds:
            raise Http404
        return draft

    def warnings(self, draft: Draft) -> list[dict[str, str]]:
        """What has to be changed before this can be published."""
        return [told(f) for f in actions.faults_of(self.me.municipality, draft.kind, draft.entry, draft.data)]

    def there(self, draft: Draft) -> HttpResponse:
        """To where this draft goes on: its form, its proposal, or the entry when it is closed."""
        if draft.state in OPEN:
            return HttpResponseRedirect(
                reverse("editing:draft" if draft.state == State.DRAFT else "editing:check", args=[draft.pk])
            )
        known = one(self.below, draft.kind, draft.entry) or draft.state == State.PUBLISHED
        if known or queries.latest(self.me.municipality, draft.kind, draft.entry):
            return HttpResponseRedirect(reverse("editing:entry", args=[draft.kind, draft.entry]))
        return HttpResponseRedirect(reverse("editing:home"))


class DraftView(DraftOf):
    """The form. What is saved here no resident sees."""

    def get(self, request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
        draft = self.draft(id)
        return self._show(request, draft) if draft.state == State.DRAFT else self.there(draft)

    def post(self, request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
        draft = self.draft(id)
        kind = self.content.kinds[draft.kind]
        typed = typed_in(kind, request.POST)
        try:
            if request.POST.get("doe") == "intrekken":
                gone = actions.withdraw(self.me, id, now())
                messages.success(request, _("Het concept is weggegooid."))
                return self.there(gone)
            if has_form(draft):
                data, mistakes = read(kind.model, typed)
                if data is None:
                    return self._show(request, draft, typed, _errors(mistakes), seen=request.POST.get("gezien", ""))
                seen = request.POST.get("gezien", "")
                draft = actions.save(self.me, id, data, number(seen), now())
            if request.POST.get("doe") == "voorstel":
                draft = actions.propose(self.me, id, now())
        except actions.SavedMeanwhileError as error:
            return self._saved_meanwhile(request, error.draft, typed)
        except actions.RefusedError as error:
            return self._show(request, self.draft(id), typed, {"inhoud": str(REFUSALS[error.why])})
        messages.success(request, DONE[State(draft.state)])
        return self.there(draft)

    def _saved_meanwhile(self, request: HttpRequest, draft: Draft, typed: Mapping[str, str]) -> HttpResponse:
        """Both stand on the page: what was typed in the form, what the other saved beside it."""
        kind = self.content.kinds[draft.kind]
        theirs = differences(kind, typed, values_of(kind.model, draft.data or {}))
        error = _("Iemand anders bewaarde dit ook. Kijk wat er anders is. Bewaar daarna nog een keer.")
        return self._show(request, draft, typed, {"inhoud": error}, theirs=theirs, status=409)

    def _show(
        self,
        request: HttpRequest,
        draft: Draft,
        typed: Mapping[str, str] | None = None,
        errors: Mapping[str, str] | None = None,
        *,
        seen: str = "",
        theirs: Sequence[Change] = (),
        status: int = 400,
    ) -> HttpResponse:
        kind = self.content.kinds[draft.kind]
        values = typed if typed is not None else values_of(kind.model, draft.data or {})
        context = {
            "kind": kind,
            "draft": draft,
            "name": self.title(kind, draft.entry),
            "beside": kind.beside(draft.pk),
            "form": has_form(draft),
            "hidden": is_hidden(draft.data),
            "groups": groups_of(kind, values, errors or {}) if has_form(draft) else [],
            "errors": named(kind, errors or {}),
            "seen": number(seen) if seen else draft.saves,
            "warnings": self.warnings(draft) if draft.saves or draft.data else [],
            "theirs": theirs,
        }
        return render(request, "editing/draft.html", context, status=status if errors else 200)


class CheckView(DraftOf):
    """The second pair of eyes: what would change, how a resident would read it, and yes or no."""

    def get(self, request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
        draft = self.draft(id)
        return self._show(request, draft) if draft.state in OPEN else self.there(draft)

    def post(self, request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
        wanted, reason = request.POST.get("doe", ""), request.POST.get("reden", "")[:500]
        try:
            if wanted == "goedkeuren":
                actions.approve(self.me, id, now())
            elif wanted == "afwijzen":
                actions.refuse(self.me, id, reason, now())
            elif wanted == "intrekken":
                actions.withdraw(self.me, id, now())
            else:
                return self._show(request, self.draft(id), reason, {"inhoud": _("Kies of u dit goed vindt of niet.")})
        except actions.RefusedError as error:
            field = "reden" if error.why is Refusal.NO_REASON else "inhoud"
            return self._show(request, self.draft(id), reason, {field: str(REFUSALS[error.why])})
        draft = self.draft(id)
        messages.success(request, DONE[State(draft.state)])
        return self.there(draft)

    def _show(
        self, request: HttpRequest, draft: Draft, reason: str = "", errors: Mapping[str, str] | None = None
    ) -> HttpResponse:
        kind = self.content.kinds[draft.kind]
        now_read = one(self.shelf, kind.id, draft.entry)
        after = self.would_be(kind.id, draft.entry, draft.data)
        context = {
            "kind": kind,
            "draft": draft,
            "name": self.title(kind, draft.entry),
            "beside": kind.beside(draft.pk),
            "changes": changes(kind, data_of(now_read) if now_read else None, after),
            "gone": after is None,
            "to_below": draft.data is None,
            "preview": self.preview(draft),
            "warnings": self.warnings(draft),
            "proposed": draft.state == State.PROPOSED,
            "open": draft.state in OPEN,
            "mine": draft.writers.filter(pk=self.me.id).exists(),
            "reason": reason,
            "errors": errors or {},
        }
        return render(request, "editing/check.html", context, status=400 if errors else 200)


class NewView(EditorView):
    """Beginning something that does not exist yet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, request.GET.get("soort", ""), "", {})

    def post(self, request: HttpRequest) -> HttpResponse:
        kind, entry = request.POST.get("soort", ""), request.POST.get("id", "").strip()[:100]
        errors: dict[str, str] = {}
        if kind not in self.content.kinds:
            errors["soort"] = str(REFUSALS[Refusal.NO_SUCH_KIND])
        elif not ID.fullmatch(entry):
            errors["id"] = _("Gebruik kleine letters, cijfers en het teken _. Ten hoogste 80.")
        elif self._exists(kind, entry):
            errors["id"] = _("Dit bestaat al. Zoek het op in de lijst.")
        else:
            try:
                draft = actions.start(self.me, kind, entry, {}, now())
            except actions.RefusedError as error:
                errors["id"] = str(REFUSALS[error.why])
            else:
                return HttpResponseRedirect(reverse("editing:draft", args=[draft.pk]))
        return self._show(request, kind, entry, errors)

    def _exists(self, kind: str, entry: str) -> bool:
        return any(one(place, kind, entry) for place in (self.shelf, self.below)) or entry in self.overlay.get(kind, {})

    def _show(self, request: HttpRequest, kind: str, entry: str, errors: Mapping[str, str]) -> HttpResponse:
        context = {
            "kinds": [(each.id, each.singular) for each in self.content.kinds.values()],
            "chosen": kind,
            "entry": entry,
            "errors": errors,
        }
        return render(request, "editing/new.html", context, status=400 if errors else 200)


def has_form(draft: Draft) -> bool:
    """Whether there is something to fill in; not for hiding, nor for going back to the layers below."""
    return draft.data is not None and not is_hidden(draft.data)


def _errors(mistakes: Sequence[Mistake]) -> dict[str, str]:
    return {mistake.field or "inhoud": sentence_of(mistake.sentence) for mistake in reversed(mistakes)}
