"""The file as the resident sees it, and whoever stands for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.casework.dossier import actions
from maatwerk.casework.dossier.actions import For
from maatwerk.casework.dossier.categories import OWN_LOOK, STANDING_FOR, for_safety, purpose_called
from maatwerk.casework.dossier.models import Note
from maatwerk.casework.dossier.queries import all_of, file_of, names_of, one_of, resident_for
from maatwerk.casework.dossier.web.about import about, working_with
from maatwerk.casework.dossier.web.file import entries, part_of
from maatwerk.casework.dossier.web.judgements import judgement_line
from maatwerk.casework.dossier.web.naming import called
from maatwerk.casework.dossier.web.writing import typed_note, written
from maatwerk.foundation.access import queries
from maatwerk.foundation.access.actions import answer_blind, close_entry, end_lifting, withdraw_consent
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.logs.tracing import trace_of
from maatwerk.foundation.access.models import BlindRequest, Emergency
from maatwerk.foundation.access.refusing import GroundRefusedError
from maatwerk.foundation.content import Text
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Judgement, Representation, Resident
from maatwerk.foundation.people.naming import name_of
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.resident_pages import ResidentView, way_in
from maatwerk.foundation.people.residents import resident_ref
from maatwerk.foundation.people.standing_in import ONLY_THEN
from maatwerk.foundation.people.viewers import resident_viewer
from maatwerk.foundation.ui.views import not_found


class OwnView(ResidentView):
    """A page about the resident who signed in. Gives `viewer` and `now`."""

    needs: ClassVar[Assurance] = Assurance.CODE

    @property
    def viewer(self) -> Viewer:
        trace = trace_of(self.request)
        return resident_viewer(self.me.resident, self.me.municipality, self.me.assurance, trace)

    def myself(self, now: datetime) -> Resident | None:
        return resident_for(self.viewer, self.me.resident, OWN_LOOK, now)


@dataclass(frozen=True)
class ChoiceLine:
    """Something the resident agreed to, that stands now; the sentence says until when."""

    kind: str
    id: UUID
    sentence: str


@dataclass(frozen=True)
class LookLine:
    """Emergency access, or somebody who asks to work with the resident: who, when, why, and what came of it."""

    id: UUID
    who: str
    at: datetime
    reason: str
    purpose: Text
    settled: bool


class OwnFileView(OwnView):
    """What is about oneself: what was written, who works with me, what I agreed to, who looked in an emergency. What is
    there for safety stands on a page of its own: somebody may look along."""

    def get(self, request: HttpRequest) -> HttpResponse:
        viewer, now = self.viewer, timezone.now()
        me = self.myself(now)
        subject = resident_ref(self.me.resident)
        strong = self.me.assurance.strength >= Assurance.SUBSTANTIAL.strength
        part = part_of(request)
        beside = ~for_safety(viewer.municipality)
        choices = {
            "toestemming": queries.consents_of(viewer, subject, now).filter(beside),
            "geheim": queries.liftings_of(viewer, subject, now).filter(beside),
            "stuk": queries.opened_of(viewer, subject, now).filter(beside),
        }
        looks = {"emergencies": queries.emergencies_of(viewer), "requests": queries.requests_of(viewer, beside)}
        file = file_of(viewer, subject, OWN_LOOK, now, part, choices | looks, beside)
        emergencies, requests = _looks(viewer, file.more["emergencies"], file.more["requests"])
        context = entries(viewer, subject, file, part) | {
            "about": about(viewer, me, file) if me else None,
            "choices": [ChoiceLine(kind, row.pk, row.sentence) for kind in choices for row in file.more[kind]],
            "emergencies": emergencies,
            "requests": requests,
            "others": _others(viewer, now) if strong else [],
            "more": "" if strong else way_in(request.path, Assurance.SUBSTANTIAL),
        }
        return render(request, "dossier/own.html", context)


class OwnSafetyView(OwnView):
    """What was written for one's safety, for who shows again who they are."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL
    heavy: ClassVar[bool] = True

    def get(self, request: HttpRequest) -> HttpResponse:
        viewer, now = self.viewer, timezone.now()
        if self.myself(now) is None:
            return not_found(request, NotYoursError())
        subject, part = resident_ref(self.me.resident), part_of(request)
        safety = for_safety(viewer.municipality)
        asked = {"requests": queries.requests_of(viewer, safety)}
        file = file_of(viewer, subject, OWN_LOOK, now, part, asked, safety)
        _emergencies, requests = _looks(viewer, [], file.more["requests"])
        context = entries(viewer, subject, file, part)
        context |= {"work": working_with(viewer, file.work), "requests": requests}
        return render(request, "dossier/own_safety.html", context)


_STOP = {"toestemming": withdraw_consent, "geheim": end_lifting, "stuk": close_entry}


class StopView(OwnView):
    """One click: from the next question on they see it no more. Then back to the page (`terug`) with the button."""

    needs: ClassVar[Assurance] = Assurance.LOW

    def post(self, request: HttpRequest, kind: str, choice: UUID) -> HttpResponse:
        if kind not in _STOP:
            return not_found(request, NotYoursError())
        try:
            _STOP[kind](self.viewer, choice, timezone.now())
        except NotYoursError:
            return not_found(request, NotYoursError())
        except GroundRefusedError as refused:
            messages.error(request, " ".join(refused.faults.values()))
        else:
            messages.success(request, _("Gestopt. Zij zien dit vanaf nu niet meer."))
        back = request.POST.get("terug", "")
        ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        return redirect(back if ours else "own:file")


class AnswerView(OwnView):
    """Yes or no to somebody who asks to work with me."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL

    def post(self, request: HttpRequest, asked: UUID) -> HttpResponse:
        agreed = {"ja": True, "nee": False}.get(request.POST.get("antwoord", ""))
        if agreed is None:
            raise BadRequest
        try:
            answer_blind(self.viewer, asked, agreed, timezone.now())
        except NotYoursError:
            return not_found(request, NotYoursError())
        except GroundRefusedError as refused:
            messages.error(request, " ".join(refused.faults.values()))
        else:
            messages.success(request, _("U zei ja. Zij werken vanaf nu met u.") if agreed else _("U zei nee."))
        return redirect("own:file")


class OwnWordsView(OwnView):
    """Writing in one's own file, for one of those who work with me."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL

    def get(self, request: HttpRequest, status: int = 200, faults: Mapping[str, str] | None = None) -> HttpResponse:
        me = self.myself(timezone.now())
        if me is None:
            return not_found(request, NotYoursError())
        whom = self._whom(me)
        chosen = request.POST.get("voor", next(iter(whom)) if len(whom) == 1 else "")
        context = {"whom": list(whom.items()), "chosen": chosen, "faults": faults or {}} | typed_note(request)
        return render(request, "dossier/own_words.html", context, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        me = self.myself(now)
        if me is None:
            return not_found(request, NotYoursError())
        chosen = request.POST.get("voor", "")
        if chosen not in self._whom(me):
            return self.get(request, 400, {"voor": _("Kies wie dit mag lezen.")})
        controller, _space, purpose = chosen.partition(" ")
        try:
            actions.write_own_words(self.viewer, me, For(controller, purpose), written(request, own_words=True), now)
        except ResidentRefusedError as refused:
            return self.get(request, 400, refused.faults)
        messages.success(request, _("Het staat in uw dossier, met uw eigen woorden."))
        return redirect("own:file")

    def _whom(self, me: Resident) -> dict[str, str]:
        """Who may read it: each organisation that works with me and what for; else the one that knows me."""
        viewer, now = self.viewer, timezone.now()
        pairs = [(row.controller, row.purpose) for row in queries.involved(viewer, me.ref, OWN_LOOK, now)]
        pairs = list(dict.fromkeys(pairs)) or [(me.controller, me.purpose)]
        names = names_of(controller for controller, _purpose in pairs)
        purposes, language = connections().register(viewer.municipality).purposes, get_language() or "nl"
        return {
            f"{controller} {purpose}": ": ".join((called(names.get(controller)), purposes[purpose].name.in_(language)))
            for controller, purpose in pairs
        }


class CorrectOwnWordsView(OwnView):
    """Saying it differently, beside what one said first."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL

    def get(
        self, request: HttpRequest, note: UUID, status: int = 200, faults: Mapping[str, str] | None = None
    ) -> HttpResponse:
        viewer = self.viewer
        rows = Note.objects.filter(pk=note, written_by=viewer.ref, corrected_by=None)
        found = one_of(viewer, rows, OWN_LOOK, timezone.now())
        if found is None:
            return not_found(request, NotYoursError())
        context = {"note": found, "faults": faults or {}} | typed_note(request, found)
        return render(request, "dossier/own_correct.html", context, status=status)

    def post(self, request: HttpRequest, note: UUID) -> HttpResponse:
        try:
            actions.correct_note(self.viewer, note, OWN_LOOK, written(request), timezone.now())
        except NotYoursError:
            return not_found(request, NotYoursError())
        except ResidentRefusedError as refused:
            return self.get(request, note, 400, refused.faults)
        messages.success(request, _("De verbetering staat in uw dossier. Wat er eerst stond, blijft te zien."))
        return redirect("own:file")


class ForSomebodyView(OwnView):
    """The file of somebody for whom one stands, as far as that goes."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL

    def get(self, request: HttpRequest, resident: UUID) -> HttpResponse:
        viewer, now = self.viewer, timezone.now()
        found = resident_for(viewer, resident, STANDING_FOR, now)
        if found is None:
            return not_found(request, NotYoursError())
        part = part_of(request)
        judged = {"judgements": Judgement.objects.filter(Judgement.at(now), subject=found.ref)}
        file = file_of(viewer, found.ref, STANDING_FOR, now, part, judged)
        context = entries(viewer, found.ref, file, part)
        stands_in = any(row.who == viewer.ref and row.standing in ONLY_THEN for row in file.stand)
        judgements = [judgement_line(row) for row in file.more["judgements"]] if stands_in else []
        context |= {"name": name_of(found), "about": about(viewer, found, file), "judgements": judgements}
        return render(request, "dossier/for_somebody.html", context)


def _looks(
    viewer: Viewer, emergencies: Sequence[Emergency], requests: Sequence[BlindRequest]
) -> tuple[list[LookLine], list[LookLine]]:
    """Emergency accesses, and those who ask to work with the resident."""
    names = names_of([*(row.who for row in emergencies), *(row.who for row in requests)])

    def line(row: Emergency | BlindRequest, settled: bool) -> LookLine:
        purpose = purpose_called(viewer.municipality, row.purpose).name
        return LookLine(row.pk, called(names.get(row.who)), row.start, row.reason, purpose, settled)

    looked = [line(row, row.reviewed_at is not None) for row in emergencies]
    return looked, [line(row, settled=False) for row in requests]


def _others(viewer: Viewer, now: datetime) -> Sequence[tuple[UUID, str]]:
    """For whom this resident stands, by name."""
    rows = Representation.objects.filter(Representation.at(now), who=viewer.ref, suspended_at=None)
    subjects = {row.subject for row in all_of(viewer, rows, STANDING_FOR, now)[0]}
    if not subjects:
        return []
    found = all_of(viewer, Resident.objects.filter(subject__in=sorted(subjects)), STANDING_FOR, now)[0]
    return sorted(((row.pk, name_of(row)) for row in found), key=lambda one: one[1])
