"""Which organisation answers for which entry of the map, and what its people may propose.

What makes an entry advice (name, why it helps, needs, conditions, laws, area, help in danger, its source) is for the
municipality. What only the organisation itself knows (how to reach it, costs, languages, access, waiting) is theirs. An
entry that everybody has belongs to nobody here: it stands for other municipalities too.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from maatwerk.foundation.people.models import Organisation
from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.knowledge.directory.models import Listing, Ownership
from maatwerk.knowledge.directory.queries import counting

SERVICES = "services"  # the kind of content that an entry is edited as

# Keys of a service, as in a content file.
THEIRS = frozenset(
    (
        "samenvatting", "telefoon", "tijden", "website", "chat", "kosten", "gratis", "volgende_stap", "talen", "tolk",
        "toegankelijk", "plek", "wachttijd", "buiten_tijden", "verwijzing", "eigenaar",
    )
)  # fmt: skip


class NotThereError(Exception):
    """There is no such entry of this municipality, or no such organisation."""


def entries_of(organisation_id: int) -> QuerySet[Listing]:
    """The entries that this organisation answers for, as they count in its municipality; hidden ones not."""
    slug = Organisation.objects.filter(pk=organisation_id).values_list("municipality__slug", flat=True).first() or ""
    owned = Ownership.objects.filter(municipality=slug, organisation=organisation_id).values("key")
    return counting(slug).filter(municipality=slug, hidden=False, key__in=owned)


def theirs(me: StaffMember, kind: str, entry: str) -> Collection[str]:
    """What somebody may propose to change in this entry: nothing where it is not of their organisation, or helps people
    in danger."""
    if kind != SERVICES or not me.may({Role.OWNER}):
        return ()
    row = entries_of(me.organisation).filter(key=entry).first()
    return THEIRS if row and not row.value.get("noodhulp") else ()


@transaction.atomic
def give(me: StaffMember, key: str, organisation: int | None, today: date) -> None:
    """Say which organisation answers for an entry of this municipality; None is nobody. Raises NotThereError."""
    if not counting(me.municipality).filter(municipality=me.municipality, key=key).exists():
        raise NotThereError
    if organisation is None:
        Ownership.objects.filter(municipality=me.municipality, key=key).delete()
    elif not Organisation.objects.filter(municipality__slug=me.municipality, pk=organisation).exists():
        raise NotThereError
    else:
        Ownership.objects.update_or_create(
            municipality=me.municipality,
            key=key,
            defaults={"organisation_id": organisation, "since": today, "given_by_id": me.id},
        )
