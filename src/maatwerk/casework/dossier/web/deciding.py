"""Who decides about care and help for a child or youth, now and later, in plain words. See `people.standing`."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from maatwerk.foundation.people.ages import birthday, day_of
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.naming import name_of
from maatwerk.foundation.people.standing import ADULT, ALONE, TOGETHER, Decides, Person, decides


def who_decides(resident: Resident, now: datetime, called: str = "") -> list[str]:
    """Nothing for an adult, or for whom no birth date is known. `called` is "u" for themselves, who are at least
    twelve."""
    person, day = Person(resident.born, resident.died_on), day_of(now)
    if resident.born is None or person.is_dead(day) or not person.is_minor(day):
        return []
    said = {"name": called or name_of(resident)} | {
        f"at{years}": date_format(birthday(resident.born, years), "j F Y") for years in (TOGETHER, ALONE, ADULT)
    }
    lines = {
        Decides.PARENTS: _("Nu beslist wie gezag heeft over zorg en hulp. %(name)s is jonger dan 12 jaar."),
        Decides.TOGETHER: _("Nu beslissen %(name)s en wie gezag heeft samen over zorg en hulp."),
        Decides.SELF: _("Nu beslist %(name)s zelf over zorg en hulp. Wie gezag heeft, ziet alleen wat over geld gaat."),
    }
    at_twelve = _("Vanaf %(at12)s (12 jaar) beslissen zij samen. %(name)s mag dan zelf het dossier zien.")
    at_sixteen = _(
        "Vanaf %(at16)s (16 jaar) beslist %(name)s zelf. Wie gezag heeft, ziet dan alleen wat over geld gaat."
    )
    at_eighteen = _("Vanaf %(at18)s (18 jaar) is er geen gezag meer.")
    later = {
        Decides.PARENTS: [at_twelve, at_sixteen, at_eighteen],
        Decides.TOGETHER: [at_sixteen, at_eighteen],
        Decides.SELF: [at_eighteen],
    }
    who = decides(person, day)
    return [sentence % said for sentence in (lines[who], *later[who])]
