"""What is no longer in its source: an editor says whether it stays or goes. Nothing goes by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from maatwerk.foundation.people.queries import first_with_role
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.worklist.actions import add_item, settle
from maatwerk.foundation.worklist.rules import Outcome
from maatwerk.knowledge.directory.feeding import drop
from maatwerk.knowledge.directory.importing.connections import connections
from maatwerk.knowledge.directory.models import Listing
from maatwerk.knowledge.directory.shelf import Layer

LOOK_AT_MISSING = "sociale_kaart_verdwenen"
OF_NO_SOURCE = ""  # the origin of what stays without its source


class NotMissingError(Exception):
    """There is no such entry that waits: somebody else was first, or it came back."""


def missing(municipality: str) -> QuerySet[Listing]:
    """What waits for somebody to say what shall happen, longest first."""
    rows = Listing.objects.filter(municipality=municipality, layer=Layer.IMPORT, missing_since__isnull=False)
    return rows.order_by("missing_since", "name", "key")


def keep(municipality: str, key: str, now: datetime) -> None:
    """It stays, and is no longer of its source: the municipality looks after it from now on. Where the source brings
    it again, it is of the source again. Raises NotMissingError."""
    with transaction.atomic():
        listing = _locked(municipality, key)
        listing.origin, listing.missing_since = OF_NO_SOURCE, None
        listing.save(update_fields=["origin", "missing_since"])
        ask_about(municipality, now)


def take_away(municipality: str, key: str, now: datetime) -> None:
    """It goes from the map. What the municipality itself wrote over it stays. Raises NotMissingError."""
    with transaction.atomic():
        _locked(municipality, key)
        drop(municipality, key, Layer.IMPORT, connections().knowledge(municipality).words)
        ask_about(municipality, now)


def ask_about(municipality: str, now: datetime) -> None:
    """See to it that there is work on the list while something waits, and none when nothing does. While nobody is an
    editor it waits on the page."""
    subject = f"map:{municipality}"
    if not missing(municipality).exists():
        settle(LOOK_AT_MISSING, subject, municipality, now, Outcome.DONE)
    elif editor := first_with_role(Role.EDITOR, municipality):
        team = min(editor.teams, default=None)
        add_item(LOOK_AT_MISSING, subject, municipality, now, team=team, owner=None if team else editor.id)


def _locked(municipality: str, key: str) -> Listing:
    listing = missing(municipality).select_for_update().filter(key=key).first()
    if listing is None:
        raise NotMissingError
    return listing
