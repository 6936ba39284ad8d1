"""What roles are called where people read them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maatwerk.foundation.people.rules import Role

LABELS = {
    Role.EDITOR: _("Redacteur: past teksten van de site aan"),
    Role.ADMINISTRATOR: _("Beheerder: nodigt collega’s uit en geeft rollen"),
    Role.CLERK: _("Postkamer: drukt brieven af en verstuurt post"),
}

NAMES = {Role.EDITOR: _("redacteur"), Role.ADMINISTRATOR: _("beheerder"), Role.CLERK: _("postkamer")}
