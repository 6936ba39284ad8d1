"""What the frame of every page needs, whatever the page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.foundation.ui.theme import stylesheet_name


def frame(request: HttpRequest) -> dict[str, Any]:
    """The municipality, its theme, the navigation and the language. Errors before the municipality is known have
    none of it, and their pages do without."""
    municipality: Municipality | None = getattr(request, "municipality", None)
    if municipality is None:
        return {"municipality": None}
    here = request.resolver_match.view_name if request.resolver_match else None
    return {
        "municipality": municipality,
        "contact": municipality.profile.contact,
        "other_examples": getattr(request, "other_examples", []),
        "stylesheet": reverse("ui:theme", args=[stylesheet_name(municipality.profile.theme)]),
        "language": get_language(),
        "links": {name: reverse(view) for name, view in settings.FRAME_LINKS.items()},
        "navigation": [
            {"url": reverse(name), "label": label, "current": name == here} for name, label in settings.NAVIGATION
        ],
    }
