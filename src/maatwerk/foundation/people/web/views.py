"""Pages about people who work here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maatwerk.foundation.people.staff import StaffView


class HomeView(StaffView):
    """Where somebody at work begins."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "people/home.html", {"me": self.me})
