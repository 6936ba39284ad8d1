"""What somebody at work is called on the pages of residents."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maatwerk.casework.dossier.queries import Name


def called(name: Name | None) -> str:
    """ "Ruben (Schuldhulp)"; of a team or an organisation its name."""
    if name is None:
        return _("Iemand die hier niet meer werkt")
    return f"{name.name} ({name.organisation})" if name.organisation else name.name
