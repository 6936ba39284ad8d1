"""The same forms for who types over from paper, or types along on the phone or at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from maatwerk.casework.contact.actions import NobodyAnswersError, Receipt, ask
from maatwerk.casework.contact.forms import Form, form_with
from maatwerk.casework.contact.queries import somebody_answers
from maatwerk.casework.contact.reading import Sent, read
from maatwerk.casework.contact.rules import Channel
from maatwerk.casework.contact.web.fields import fields
from maatwerk.casework.contact.web.handling import ContactView
from maatwerk.casework.contact.web.words import CHANNELS
from maatwerk.casework.dossier.web.sent import typed
from maatwerk.foundation.access.refusing import NotYoursError
from maatwerk.foundation.people.spoken_codes import shown
from maatwerk.foundation.ui.views import not_found

_HERE = (Channel.PHONE, Channel.DESK, Channel.POST)


class EnterView(ContactView):
    """Nothing is chosen beforehand; everybody at work may write down what somebody asks, also who may not read it
    later."""

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        found = form_with(form)
        return self._page(found, Sent()) if found else not_found(request, NotYoursError())

    def post(self, request: HttpRequest, form: str) -> HttpResponse:
        found = form_with(form)
        if found is None:
            return not_found(request, NotYoursError())
        sent, channel = read(found, request.POST), typed(request, "kanaal")
        faults = dict(sent.faults)
        if channel not in _HERE:
            faults = {"kanaal": _("Kies hoe het binnenkwam."), **faults}
        if faults:
            return self._page(found, sent, faults, 400)
        id_, by = uuid4(), self.viewer.ref
        try:
            receipt = ask(sent.asked(found), self.me.municipality, id_, timezone.now(), Channel(channel), by)
        except NobodyAnswersError:
            return self._page(found, sent, status=503)
        messages.success(request, _told(receipt))
        return redirect("desk:home")

    def _page(self, form: Form, sent: Sent, faults: Mapping[str, str] | None = None, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "fields": fields(form, sent, at_work=True),
            "faults": faults or {},
            "channels": [(each.value, CHANNELS[each]) for each in _HERE],
            "channel": typed(self.request, "kanaal"),
            "answered": somebody_answers(self.me.municipality, timezone.now()),
        }
        return render(self.request, "contact/enter.html", context, status=status)


def _told(receipt: Receipt) -> str:
    return _("Genoteerd. De code is %(code)s. Uiterlijk op %(day)s is er contact.") % {
        "code": shown(receipt.code),
        "day": date_format(receipt.due_on, "j F"),
    }
