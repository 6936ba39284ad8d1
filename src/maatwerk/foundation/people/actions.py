"""Changes of what is stored about municipalities."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from maatwerk.foundation.people import models
from maatwerk.foundation.ui.municipality import Profile


@transaction.atomic
def add_municipalities(profiles: Mapping[str, Profile]) -> list[str]:
    """Store each profile whose slug is not known yet, and return the slugs that were added.

    One that is known is left alone: what a municipality changed about itself is never written over.
    """
    known = set(models.Municipality.objects.filter(slug__in=profiles).values_list("slug", flat=True))
    new = {slug: profile for slug, profile in profiles.items() if slug not in known}
    models.Municipality.objects.bulk_create(
        models.Municipality(slug=slug, profile=profile.model_dump(mode="json", by_alias=True))
        for slug, profile in new.items()
    )
    return list(new)
