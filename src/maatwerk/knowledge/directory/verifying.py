"""Somebody saw that an entry is right: the owner by a link or by phone, or who edits the map."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from maatwerk.knowledge.directory import feeding
from maatwerk.knowledge.directory.asking.closing import confirmed
from maatwerk.knowledge.directory.models import Listing, Verification


@transaction.atomic
def confirm(listing: Listing, *, by: str, how: Verification.How, now: datetime) -> None:
    """Write down that an entry is right, as was seen now; nobody has to be asked about it for a while. `by` is an
    organisation or a role, never a person; a name that is too long is cut off."""
    feeding.verify(listing, by=by.strip()[:200], how=how, at=now)
    confirmed(listing.municipality, listing.key, now)
