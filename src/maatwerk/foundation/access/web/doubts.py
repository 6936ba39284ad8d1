"""Two residents who may be one person, for who keeps data right: which doubts there are, and both side by side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maatwerk.foundation.access import doubts
from maatwerk.foundation.access.logs.tracing import trace_of
from maatwerk.foundation.access.models import Doubt
from maatwerk.foundation.people.doubles import Likeness
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff import StaffView

LIKENESSES = {
    Likeness.SAME_BSN: gettext_lazy("Beide hebben hetzelfde BSN."),
    Likeness.SAME_BIRTH: gettext_lazy("Ze zijn op dezelfde dag geboren."),
    Likeness.TURNED_BIRTH: gettext_lazy("Dag en maand van de geboorte zijn misschien verwisseld."),
    Likeness.SAME_NAME: gettext_lazy("Ze hebben dezelfde naam."),
    Likeness.NAME_LIKE_IT: gettext_lazy("Hun namen lijken op elkaar."),
    Likeness.SAME_PHONE: gettext_lazy("Ze hebben hetzelfde telefoonnummer."),
    Likeness.SAME_MAIL: gettext_lazy("Ze hebben hetzelfde e-mailadres."),
    Likeness.SAME_ADDRESS: gettext_lazy("Ze hebben hetzelfde adres."),
}
_SAME = {"ja": True, "nee": False}


class StewardView(StaffView):
    roles: ClassVar[frozenset[Role]] = frozenset({Role.STEWARD})


class DoubtsView(StewardView):
    """What waits, the oldest first. No name stands here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = list(doubts.open_doubts(self.me.municipality)[: doubts.MOST_SHOWN])
        lines = [(doubt, _sentences(doubt)) for doubt in rows]
        return render(request, "access/doubts.html", {"lines": lines, "most": doubts.MOST_SHOWN})


class DoubtView(StewardView):
    """Both residents side by side, and the two answers."""

    def get(self, request: HttpRequest, doubt: UUID, status: int = 200, **shown: Any) -> HttpResponse:
        one = doubts.open_doubts(self.me.municipality).filter(pk=doubt).first()
        if one is None:
            raise Http404
        both = doubts.both(one, self.me, trace_of(request), timezone.now())
        context: dict[str, Any] = {
            "doubt": one,
            "sentences": _sentences(one),
            "rows": _side_by_side([seen.thing for seen in both if seen.thing]),
            "complete": len(both) == len({one.one, one.other}),
            "faults": {},
            "words": "",
        }
        return render(request, "access/doubt.html", context | shown, status=status)

    def post(self, request: HttpRequest, doubt: UUID) -> HttpResponse:
        same, words = _SAME.get(request.POST.get("dezelfde", "")), request.POST.get("words", "")
        if same is None:
            faults = {"dezelfde": _("Kies of dit dezelfde persoon is.")}
            return self.get(request, doubt, 400, faults=faults, words=words)
        try:
            doubts.settle(doubt, self.me, same, words, timezone.now())
        except NotYoursError:
            raise Http404 from None
        except ResidentRefusedError as refused:
            return self.get(request, doubt, 400, faults=refused.faults, words=words)
        messages.success(request, _("Uw antwoord is bewaard. Er is niets samengevoegd."))
        return redirect("doubts:list")


def _sentences(doubt: Doubt) -> list[str]:
    """In what the two are alike."""
    return [str(LIKENESSES[Likeness(each)]) for each in doubt.why]


def _side_by_side(residents: Iterable[Resident]) -> list[list[str]]:
    """One row for each thing by which somebody is known, one column for each of the two. What is known of neither and
    would mean nothing then, such as a death, is left out."""
    both = list(residents)
    parts = [
        [_("Roepnaam"), *(one.called for one in both)],
        [_("Voornamen"), *(one.given_names for one in both)],
        [_("Achternaam"), *(f"{one.prefix} {one.family_name}".strip() for one in both)],
        [_("Geboren"), *(_day(one.born) for one in both)],
    ]
    happened = [
        [_("Overleden"), *(_day(one.died_on) for one in both)],
        [_("Weg uit deze gemeente"), *(_day(one.left_on) for one in both)],
    ]
    rows = parts + [row for row in happened if any(row[1:])]
    return [[label, *(value or _("onbekend") for value in values)] for label, *values in rows]


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
