"""What the pages of people at work need besides the frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from maatwerk.foundation.people.menu import items_of
from maatwerk.foundation.people.resident_pages import signed_in_resident
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
    items = items_of(me)
    here = _belongs_to(request, [name for _label, pages in items for name, _tab in pages])
    return [
        {
            "url": reverse(pages[0][0]),
            "label": label,
            "current": ("page" if request.path == reverse(pages[0][0]) else "true") if here in dict(pages) else "",
        }
        for label, pages in items
    ]


def _tabs(request: HttpRequest) -> dict[str, Any]:
    """The pages of one item of the menu, on each of them and on what belongs to them, when there are more than one."""
    me = signed_in(request)
    items = items_of(me) if me else []
    here = _belongs_to(request, [name for _label, pages in items for name, _tab in pages])
    for label, pages in items:
        if here in dict(pages) and len(pages) > 1:
            tabs = [(reverse(name), str(tab)) for name, tab in pages]
            return {"label": label, "pages": tabs, "current": str(dict(pages)[here])}
    return {}


def _belongs_to(request: HttpRequest, names: Iterable[str]) -> str:
    """Which of these pages this one stands below, by its address: the nearest. Everything stands below the first page
    of people at work; to that one belongs what is of its room. "" is none."""
    match = request.resolver_match
    room = match.namespace if match else ""
    above = [
        name
        for name in names
        if request.path.startswith(reverse(name)) and (name != settings.STAFF_HOME or name.startswith(f"{room}:"))
    ]
    return max(above, key=lambda name: len(reverse(name)), default="")
