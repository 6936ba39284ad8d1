"""What the pages of people at work need besides the frame."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from maatwerk.foundation.people.staff import signed_in


def staff(request: HttpRequest) -> dict[str, Any]:
    """Who is at work, and the pages they may open. Nothing is looked up until a template shows it, so a page for
    residents never opens a session."""
    return {
        "staff_member": SimpleLazyObject(lambda: signed_in(request)),
        "staff_navigation": SimpleLazyObject(lambda: _navigation(request)),
    }


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    me = signed_in(request)
    if me is None:
        return []
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [
        {"url": reverse(name), "label": label, "current": name == here}
        for name, label, role in settings.STAFF_NAVIGATION
        if me.may([role] if role else [])
    ]
