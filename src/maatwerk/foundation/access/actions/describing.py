"""Somebody by name and birth date, as whoever asks knows them. Kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.names import plain_name

_LONGEST_NAME = 200


@dataclass(frozen=True)
class Described:
    """A first and a last name at least, and the day of birth."""

    name: str
    born: date | None

    def faults(self) -> dict[str, str]:
        """What was not filled in, by the name of the field."""
        faults = {}
        if len(self._words()) < 2 or len(self.name) > _LONGEST_NAME:
            faults["name"] = _("Vul de voornaam en achternaam in.")
        if self.born is None:
            faults["born"] = _("Vul de geboortedatum in.")
        return faults

    def residents(self, municipality: str) -> list[str]:
        """The references to who fits: every word is one of their names. For decisions; it goes to nobody."""
        words = self._words()
        with maintenance("deciding"):
            named = Resident.objects.filter(municipality=municipality, born=self.born)
            pairs = list(named.values_list("subject", "search_name"))
        return [subject for subject, search_name in pairs if words <= set(search_name.split())]

    def _words(self) -> set[str]:
        return set(plain_name(self.name).split())
