"""What roles are called where people read them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maatwerk.foundation.people.rules import Role

LABELS = {
    Role.EDITOR: _("Redacteur: past teksten van de site aan"),
    Role.ADMINISTRATOR: _("Beheerder: nodigt collega’s uit en geeft rollen"),
    Role.CLERK: _("Postkamer: drukt brieven af en verstuurt post"),
    Role.PRIVACY_OFFICER: _("Functionaris gegevensbescherming: let op wie wat mag zien"),
    Role.SUPERVISOR: _("Toezichthouder: kijkt elke noodtoegang na"),
    Role.STEWARD: _("Gegevensbeheerder: kijkt of twee inwoners dezelfde zijn"),
}

NAMES = {
    Role.EDITOR: _("redacteur"),
    Role.ADMINISTRATOR: _("beheerder"),
    Role.CLERK: _("postkamer"),
    Role.PRIVACY_OFFICER: _("functionaris gegevensbescherming"),
    Role.SUPERVISOR: _("toezichthouder"),
    Role.STEWARD: _("gegevensbeheerder"),
}
