"""Changes of what is stored about municipalities."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from django.db import transaction

from maatwerk.foundation.people import models
from maatwerk.foundation.ui.municipality import Profile

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SLUG = 50
_HOSTNAME = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")


class MunicipalityRefusedError(Exception):
    """Nothing was added; `sentences` say why."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__(" ".join(sentences))


@transaction.atomic
def add_new_municipalities(profiles: Mapping[str, Profile], hostname: str = "", taken: Collection[str] = ()) -> None:
    """Store these municipalities, all or none. `hostname` is for the only one; `taken` are names that pages have.

    Raises MunicipalityRefusedError with every reason.
    """
    known = set(models.Municipality.objects.filter(slug__in=profiles).values_list("slug", flat=True))
    sentences = []
    for slug in profiles:
        if not _SLUG.fullmatch(slug) or len(slug) > _LONGEST_SLUG:
            sentences.append(f"'{slug}' cannot be a short name: use at most 50 small letters, digits and hyphens.")
        elif slug in taken:
            sentences.append(f"'{slug}' cannot be a short name: a page has that address.")
        elif slug in known:
            sentences.append(f"There is a municipality '{slug}' already; it was left as it is.")
    if hostname and not _HOSTNAME.fullmatch(hostname):
        sentences.append(f"'{hostname}' is not a host name, like hulp.gemeente.nl.")
    elif hostname and models.Municipality.objects.filter(hostname=hostname).exists():
        sentences.append(f"The host name {hostname} belongs to another municipality already.")
    if sentences:
        raise MunicipalityRefusedError(sentences)
    models.Municipality.objects.bulk_create(
        models.Municipality(slug=slug, hostname=hostname, profile=profile.model_dump(mode="json", by_alias=True))
        for slug, profile in profiles.items()
    )


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
