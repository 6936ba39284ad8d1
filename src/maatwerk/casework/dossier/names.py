"""What a resident is called on a page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maatwerk.foundation.people.models import Resident


def name_of(resident: Resident) -> str:
    """As they want to be called, with the family name: "Samira Haddad". Without any name: that it is not known."""
    first = resident.called or resident.given_names
    parts = [first, resident.prefix, resident.family_name] if resident.family_name else [first]
    return " ".join(part for part in parts if part) or _("Naam niet bekend")
