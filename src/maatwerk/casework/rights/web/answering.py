"""What residents ask about their data, for the steward who answers and for who watches over privacy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.queries import reach_of, resident_for
from maatwerk.casework.dossier.web.person import addresses_of, ways_of
from maatwerk.casework.dossier.web.sent import day, filled, in_the_form, typed
from maatwerk.casework.dossier.web.words import category_at_work
from maatwerk.casework.rights.actions import DESTROYED, answer
from maatwerk.casework.rights.asked import looks_under, request_at_work, restricted_now, told_of, waiting_for
from maatwerk.casework.rights.restricting import Limits, kinds_to_restrict
from maatwerk.casework.rights.web.lines import look_lines, request_lines, restriction_lines, told_lines
from maatwerk.casework.rights.web.words import GROUNDS, OUTCOMES, REASONS
from maatwerk.foundation.access.actions import Answered, announce_end, extend_right
from maatwerk.foundation.access.actions.rights import ANSWERING
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.logs.tracing import trace_of
from maatwerk.foundation.access.models import RightsRequest
from maatwerk.foundation.access.protocols import NobodyWatchesError
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rights import GROUNDS as ARTICLES
from maatwerk.foundation.access.rights import REASONS as ARTICLES_18
from maatwerk.foundation.access.rights import REFUSALS, Right, extended
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.naming import name_of
from maatwerk.foundation.people.refusing import ResidentRefusedError
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.viewers import worker_viewer
from maatwerk.foundation.ui.views import not_found

_FIELDS = {
    "purposes": "doel",
    "outcome": "uitkomst",
    "refusal": "grond",
    "law": "wet",
    "answer": "antwoord",
    "reason": "reden",
    "kinds": "gegevens",
    "look_on": "kijk_op",
    "why": "waarom",
}
_TYPED = ("uitkomst", "grond", "wet", "antwoord", "reden", "waarom_niet", "kijk_op", "waarom")


class AboutRequestsView(StaffView):
    roles: ClassVar[frozenset[Role]] = frozenset({Role.STEWARD, Role.PRIVACY_OFFICER})

    @property
    def viewer(self) -> Viewer:
        return worker_viewer(self.me, min(self.me.roles & self.roles), trace_of(self.request))


class WaitingView(AboutRequestsView):
    """What has no answer yet, late ones first. Nobody is named here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        now, viewer = timezone.now(), self.viewer
        lines = request_lines(waiting_for(viewer, now), viewer.ref, now)
        late = [line for line in lines if line.days_late]
        context = {
            "late": late,
            "others": [line for line in lines if not line.days_late],
            "restricted": restriction_lines(restricted_now(viewer, now), now),
        }
        return render(request, "rights/waiting.html", context)


class AnswerView(AboutRequestsView):
    """One: who asks and how they are reached, what it is about, and the forms to answer or to take more time."""

    def get(
        self, request: HttpRequest, which: UUID, status: int = 200, faults: Mapping[str, str] | None = None
    ) -> HttpResponse:
        now, viewer = timezone.now(), self.viewer
        row, answers = request_at_work(viewer, which, now)
        if row is None:
            return not_found(request, NotYoursError())
        [line] = request_lines([row], viewer.ref, now)
        looks = look_lines(looks_under(row, now), row.municipality, at_work=True)
        context = {"line": line, "looks": looks, "entry": row.entry is not None, "faults": faults or {}}
        if answers:
            context |= {"told": told_lines(told_of(viewer, row, now)), "typed": filled(request, *_TYPED)}
        held = restriction_lines(restricted_now(viewer, now, row.pk), now)
        context |= {"answers": answers, "restricted": held[0] if held else None}
        if answers and row.answered_at is None:
            context |= self._form(row, late=line.days_late > 0) | self._who(viewer, row, now)
        return render(request, "rights/answer.html", context, status=status)

    def post(self, request: HttpRequest, which: UUID) -> HttpResponse:
        acts = {"verleng": self._extend, "antwoord": self._answer, "stop": self._stop}
        if request.POST.get("doe") not in acts:
            raise BadRequest
        try:
            done = acts[request.POST["doe"]](which)
        except NotYoursError:
            return not_found(request, NotYoursError())
        except NobodyWatchesError:
            return self.get(request, which, 400, {"reden": _("Er is nu niemand die antwoord geeft.")})
        except (GroundRefusedError, ResidentRefusedError) as refused:
            return self.get(request, which, 400, in_the_form(refused.faults, _FIELDS))
        messages.success(request, done)
        return redirect("rights:request", which=which)

    def _extend(self, which: UUID) -> str:
        extend_right(self.viewer, which, typed(self.request, "reden"), timezone.now())
        return _("Er is meer tijd. De inwoner kan de reden lezen.")

    def _answer(self, which: UUID) -> str:
        answered = Answered(
            outcome=typed(self.request, "uitkomst"),
            words=typed(self.request, "antwoord"),
            refusal=typed(self.request, "grond"),
            law=typed(self.request, "wet"),
        )
        posted = self.request.POST
        limits = Limits(posted.getlist("gegevens"), typed(self.request, "waarom_niet"), day(self.request, "kijk_op"))
        gone = answer(self.viewer, which, answered, posted.getlist("doel"), timezone.now(), limits)
        if gone:
            return _("Uw antwoord is bewaard. Wat weg moest, is nu weg.")
        return _("Uw antwoord is bewaard. De inwoner kan het lezen.")

    def _stop(self, which: UUID) -> str:
        made = announce_end(self.viewer, which, typed(self.request, "waarom"), timezone.now())
        until = date_format(day_of(made.end), "j F Y")
        return _("De inwoner hoort dit nu. Op %(day)s stopt de beperking.") % {"day": until}

    def _form(self, row: RightsRequest, late: bool) -> dict[str, Any]:
        """What may be answered to this, and whether there can be more time."""
        right = Right(row.right)
        until = extended(right, row.asked_on)
        return {
            "form": True,
            "until": None if late or row.extended_at else until,
            "outcomes": [(each.value, name) for each, name in OUTCOMES.items()],
            "grounds": [
                (each.value, f"{GROUNDS[each]} ({ARTICLES[each]})") for each in GROUNDS if each in REFUSALS[right]
            ],
            "files": self._files() if right is Right.DESTRUCTION else [],
            "kinds": self._kinds() if right is Right.RESTRICTION and row.entry is None else [],
            "limited": self.request.POST.getlist("gegevens"),
            "reasons": [(each.value, f"{REASONS[each]} ({ARTICLES_18[each]})") for each in REASONS]
            if right is Right.RESTRICTION
            else [],
            "erases": right is Right.ERASURE and row.entry is not None,
            "chosen": self.request.POST.getlist("doel"),
        }

    def _who(self, viewer: Viewer, row: RightsRequest, now: Any) -> dict[str, Any]:
        """Who it is and how to reach them: for as long as it waits for an answer, by the gate."""
        resident = resident_for(viewer, UUID(row.subject.partition(":")[2]), ANSWERING, now)
        if resident is None:
            return {"name": ""}
        reach = reach_of(viewer, row.subject, ANSWERING, now)
        return {"name": name_of(resident), "reach": reach, "ways": ways_of(reach), "addresses": addresses_of(reach)}

    def _kinds(self) -> list[tuple[str, str]]:
        kinds = kinds_to_restrict(self.me.municipality)
        return sorted(((id_, category_at_work(id_, each)) for id_, each in kinds.items()), key=lambda one: one[1])

    def _files(self) -> list[tuple[str, str]]:
        purposes, language = connections().register(self.me.municipality).purposes, get_language() or "nl"
        return [(id_, purposes[id_].name.in_(language)) for id_ in DESTROYED if id_ in purposes]
