"""What the pages of people at work need besides the frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from maatwerk.foundation.people.resident_pages import signed_in_resident
from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.people.staff import signed_in


def staff(request: HttpRequest) -> dict[str, Any]:
    """Who is at work, and the pages they may open. Nothing is looked up until a template shows it, so a page for
    residents never opens a session."""
    return {
        "staff_member": SimpleLazyObject(lambda: signed_in(request)),
        "staff_navigation": SimpleLazyObject(lambda: _navigation(request)),
        "staff_tabs": SimpleLazyObject(lambda: _tabs(request)),
        "resident_signed_in": SimpleLazyObject(lambda: signed_in_resident(request)),
        "resident_navigation": SimpleLazyObject(lambda: _resident_navigation(request)),
    }


def _resident_navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The menu of a resident who signed in. `current` is "page" on the page itself, "true" on what belongs to it."""
    names = [name for name, _label, _words in settings.RESIDENT_NAVIGATION]
    here = [name for name in names if request.path.startswith(reverse(name))]
    nearest = max(here, key=lambda name: len(reverse(name)), default="")
    return [
        {
            "url": reverse(name),
            "label": label,
            "current": ("page" if request.path == reverse(name) else "true") if name == nearest else "",
        }
        for name, label, _words in settings.RESIDENT_NAVIGATION
    ]


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The menu. `current` is "page" on the page itself, and "true" on a page that belongs to it."""
    me = signed_in(request)
    if me is None:
        return []
    mine = [(name, label) for name, label, role in settings.STAFF_NAVIGATION if me.may([role] if role else [])]
    tabs = [name for name, _label in _administration(me)]
    here = _belongs_to(request, {name for name, _label in mine} | set(tabs))
    place = tabs[0] if here in tabs else here
    return [
        {
            "url": reverse(name),
            "label": label,
            "current": ("page" if request.path == reverse(name) else "true") if name == place else "",
        }
        for name, label in mine
    ]


def _tabs(request: HttpRequest) -> dict[str, Any]:
    """The pages of an administrator, on each of them and on what belongs to them; elsewhere nothing."""
    me = signed_in(request)
    tabs = _administration(me) if me else []
    here = _belongs_to(request, {name for name, _label in tabs} | {name for name, *_ in settings.STAFF_NAVIGATION})
    if here not in dict(tabs):
        return {}
    return {"pages": [(reverse(name), str(label)) for name, label in tabs], "current": str(dict(tabs)[here])}


def _administration(me: StaffMember) -> list[tuple[str, Any]]:
    return settings.STAFF_ADMINISTRATION if me.may([Role.ADMINISTRATOR]) else []


def _belongs_to(request: HttpRequest, names: Iterable[str]) -> str:
    """Which of these pages this one stands below, by its address: of the same room, and the nearest. "" is none."""
    match = request.resolver_match
    room = match.namespace if match else ""
    above = [name for name in names if name.startswith(f"{room}:") and request.path.startswith(reverse(name))]
    return max(above, key=lambda name: len(reverse(name)), default="")
