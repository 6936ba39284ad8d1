"""What people read for what can be wrong, who said so, and what was done."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from maatwerk.knowledge.directory.reporting.rules import Done, Via, Wrong

WRONG: dict[str, str | Promise] = {
    Wrong.PHONE: gettext_lazy("Het telefoonnummer klopt niet"),
    Wrong.HOURS: gettext_lazy("De openingstijden kloppen niet"),
    Wrong.PLACE: gettext_lazy("Het adres klopt niet"),
    Wrong.STOPPED: gettext_lazy("Dit bestaat niet meer"),
    Wrong.OTHER: gettext_lazy("Er is iets anders mis"),
}
VIA: dict[str, str | Promise] = {
    Via.WEBSITE: gettext_lazy("Iemand meldde dit op de website"),
    Via.LINK: gettext_lazy("De eigenaar meldde dit zelf"),
    Via.PHONE: gettext_lazy("De eigenaar zei dit aan de telefoon"),
}
# As who made the report reads it, and as an editor chooses it.
DONE: dict[str, str | Promise] = {
    Done.CHANGED: gettext_lazy("Wij hebben het aangepast."),
    Done.REMOVED: gettext_lazy("Wij hebben het weggehaald."),
    Done.RIGHT: gettext_lazy("Het klopte al. Wij hebben het nagevraagd."),
    Done.UNKNOWN: gettext_lazy("Wij weten niet zeker of het klopt."),
}
