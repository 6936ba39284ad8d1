"""The register of purposes and the register of processing activities, to read and to keep."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.queries import tasks_in
from maatwerk.foundation.access.watching.exporting import activity_row, category_row, purpose_row
from maatwerk.foundation.access.watching.processing import MEASURES, TRANSFERS, Activity, activities
from maatwerk.foundation.access.web.downloads import download
from maatwerk.foundation.access.web.emergencies import WatcherView
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.queries import first_with_role
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.ui.municipality import Municipality


class RegisterView(WatcherView):
    """Every purpose and every category, as the gate uses them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        register = connections().register(self.me.municipality)
        today = day_of(timezone.now())
        purposes = [
            {
                "id": id_,
                "about": each,
                "counts": each.counts_on(today),
                "categories": [register.categories[one].name for one in each.categories],
                "agreed": [register.categories[one].name for one in each.with_consent],
                "reuse": [
                    (register.purposes[origin].name, [register.categories[one].name for one in reuse.categories], reuse)
                    for origin, reuse in each.reuse.items()
                ],
            }
            for id_, each in register.purposes.items()
        ]
        context = {"purposes": purposes, "categories": register.categories.values()}
        return render(request, "access/watch_register.html", context)


class RegisterExportView(WatcherView):
    """The register as a file; as CSV the purposes or the categories."""

    def get(self, request: HttpRequest, what: str, form: str) -> HttpResponse:
        register, language = connections().register(self.me.municipality), get_language() or "nl"
        rows = {
            "doelen": [purpose_row(id_, each, language) for id_, each in register.purposes.items()],
            "categorieen": [category_row(id_, each, language) for id_, each in register.categories.items()],
        }
        if what not in rows:
            raise Http404
        return download(what, form, _head(request) | {what: rows[what]}, rows[what])


class ProcessingView(WatcherView):
    """The register of processing activities (AVG art. 30 lid 1)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "activities": _activities(request),
            "officer": first_with_role(Role.PRIVACY_OFFICER, self.me.municipality),
            "measures": MEASURES,
            "transfers": TRANSFERS,
        }
        return render(request, "access/watch_processing.html", context)


class ProcessingExportView(WatcherView):
    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        rows = [activity_row(each, get_language() or "nl") for each in _activities(request)]
        officer = first_with_role(Role.PRIVACY_OFFICER, self.me.municipality)
        head = _head(request) | {"functionaris_gegevensbescherming": officer.name if officer else ""}
        return download("verwerkingsregister", form, head | {"verwerkingen": rows}, rows)


def _activities(request: HttpRequest) -> list[Activity]:
    """Of the municipality of the page, today. One query."""
    municipality, now = _municipality(request), timezone.now()
    tasks: defaultdict[str, list[str]] = defaultdict(list)
    for task in tasks_in(municipality.slug, now):
        tasks[task.purpose].append(task.organisation.name)
    register = connections().register(municipality.slug)
    return list(activities(register, tasks, municipality.profile.name, day_of(now)))


def _head(request: HttpRequest) -> dict[str, Any]:
    """Whose register it is, how to reach them, and of which day."""
    municipality = _municipality(request)
    contact = municipality.profile.contact
    return {
        "gemeente": municipality.profile.name,
        "telefoon": contact.phone,
        "adres": contact.address,
        "datum": day_of(timezone.now()).isoformat(),
    }


def _municipality(request: HttpRequest) -> Municipality:
    return cast(Municipality, request.municipality)  # type: ignore[attr-defined]
