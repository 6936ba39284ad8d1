"""Named reads of municipalities."""

from __future__ import annotations

from maatwerk.foundation.people import models
from maatwerk.foundation.ui.municipality import Municipality, Profile


def municipalities() -> dict[str, Municipality]:
    """Every municipality of this installation by its slug, in alphabetical order. One query."""
    rows = models.Municipality.objects.order_by("slug")
    return {row.slug: Municipality(row.slug, Profile.model_validate(row.profile)) for row in rows}


def slugs_by_hostname() -> dict[str, str]:
    """Which municipality answers on which host name. One query."""
    return dict(models.Municipality.objects.exclude(hostname="").values_list("hostname", "slug"))
