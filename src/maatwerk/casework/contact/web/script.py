"""The script for who answers the phone: what to ask first, what to do together, and what to read aloud."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maatwerk.casework.contact.connections import connections
from maatwerk.casework.contact.forms import FORMS
from maatwerk.casework.contact.web.asking import municipality_of
from maatwerk.foundation.people.staff import StaffView


class ScriptView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"urgent": connections().urgent(municipality_of(request)), "forms": list(FORMS.values())}
        return render(request, "contact/script.html", context)
