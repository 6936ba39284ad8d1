"""What a resident is called on a page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maatwerk.foundation.people.models import Resident


def name_of(resident: Resident) -> str:
    """As they want to be called, with the family name: "Samira Haddad". Without any name: that it is not known."""
    return resident.full_name or _("Naam niet bekend")
