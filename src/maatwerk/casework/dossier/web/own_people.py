"""Who stands for the resident, on their own page: they let a carer, relative or buddy look along, or stop it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.categories import OWN_LOOK
from maatwerk.casework.dossier.judging import judgements_of
from maatwerk.casework.dossier.queries import all_of
from maatwerk.casework.dossier.web.around import standers
from maatwerk.casework.dossier.web.deciding import who_decides
from maatwerk.casework.dossier.web.judgements import judgement_line
from maatwerk.casework.dossier.web.own import OwnView
from maatwerk.casework.dossier.web.sent import one_of
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Representation
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import resident_ref
from maatwerk.foundation.people.standing_actions import let_look
from maatwerk.foundation.ui.views import not_found


class OwnPeopleView(OwnView):
    """Why somebody was stopped does not stand here: danger may have the telephone of this resident in hand."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL

    def get(self, request: HttpRequest, status: int = 200, wrong: str = "") -> HttpResponse:
        viewer, now = self.viewer, timezone.now()
        me = self.myself(now)
        subject = resident_ref(self.me.resident)
        rows = Representation.objects.filter(Representation.at(now), subject=subject)
        found = all_of(viewer, rows.order_by("start", "id"), OWN_LOOK, now)[0]
        context = {
            "stand": standers(viewer, found, for_a_task=False),
            "decides": who_decides(me, now, _("u")) if me else [],
            "judgements": [judgement_line(row) for row in judgements_of(viewer, subject, OWN_LOOK, now)],
            "wrong": wrong,
        }
        return render(request, "dossier/own_people.html", context, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        looks, which = {"kijk": True, "dicht": False}.get(request.POST.get("doe", "")), one_of(request, "wie")
        if looks is None or which is None:
            raise BadRequest
        try:
            let_look(self.viewer, self.me.resident, which, looks, OWN_LOOK, timezone.now())
        except NotYoursError:
            return not_found(request, NotYoursError())
        except ResidentRefusedError as refused:
            return self.get(request, 400, " ".join(refused.faults.values()))
        messages.success(
            request, _("Deze persoon kijkt vanaf nu mee.") if looks else _("Deze persoon kijkt niet meer mee.")
        )
        return redirect("own:people")
