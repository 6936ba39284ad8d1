"""A look at somebody's data as a sentence that a person can say out loud, with why it was allowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.categories import STANDING_FOR
from maatwerk.casework.dossier.queries import Name, names_of
from maatwerk.casework.dossier.web.words import category_at_work
from maatwerk.casework.rights.looking import Once
from maatwerk.casework.rights.queries import LookedAt
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import Emergency
from maatwerk.foundation.access.policy import rules
from maatwerk.foundation.access.register import WHO
from maatwerk.foundation.access.viewing import EMERGENCY, NAMED, OWN
from maatwerk.foundation.access.web.labels import STANDINGS
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Representation
from maatwerk.foundation.people.residents import CONTACT, SAFE_CONTACT, Standing

_IN_THE_SENTENCE = 2  # kinds of data; more stand in a line of their own
_TASK = gettext_lazy("Dit hoort bij hun taak.")
# By which policy, as one tells it to whom it is about. That contact has to be safe is told to nobody here.
WHY: Mapping[str, str | Promise] = {
    "eigen": gettext_lazy("Iedereen mag de eigen gegevens zien."),
    "eigen_licht": gettext_lazy("Iedereen mag de eigen gegevens zien."),
    "gezag_tot_12": gettext_lazy("Deze persoon heeft gezag."),
    "gezag_12_tot_16": gettext_lazy("Deze persoon heeft gezag."),
    "gezag_geld_tot_18": gettext_lazy("Deze persoon heeft gezag."),
    "vertegenwoordiging_geld": gettext_lazy("Deze persoon mag helpen bij geldzaken."),
    "vertegenwoordiging_zorg": gettext_lazy("Deze persoon mag helpen bij zorg en hulp."),
    "nu_niet_beslissen": gettext_lazy("Iemand moest even invallen. Volgens de wet was deze persoon aan de beurt."),
    "nu_niet_beslissen_wie_het_is": gettext_lazy(
        "Iemand moest even invallen. Volgens de wet was deze persoon aan de beurt."
    ),
    "zelf_genoemd": gettext_lazy("Deze persoon keek waar de eigen naam staat. Meer was niet te zien."),
    "taak": _TASK,
    "taak_wie_het_is": _TASK,
    "veilig_contact": _TASK,
    "wat_de_inwoner_koos": _TASK,
    "vraag_om_contact": gettext_lazy("Iemand wilde contact. Een medewerker moest vragen of dat goed was."),
    "toestemming": gettext_lazy("Daar is toestemming voor gegeven."),
    "toestemming_alleen_dat": gettext_lazy("Daar is toestemming voor gegeven."),
    "geopend": gettext_lazy("Dit stuk is voor hen opengezet."),
    "noodtoegang": gettext_lazy("Wachten was gevaarlijk."),
    "nakijken_noodtoegang": gettext_lazy("Elke noodtoegang wordt nagekeken."),
    "gegevensbeheer": gettext_lazy("Misschien stond dezelfde persoon er twee keer in."),
    "verzoek_behandelen": gettext_lazy("Er is iets gevraagd over deze gegevens."),
    "verzoek_van_wie": gettext_lazy("Er is iets gevraagd over deze gegevens."),
    "verzoek_nakijken": gettext_lazy("Iemand let op of er op tijd antwoord komt."),
}


@dataclass(frozen=True)
class EmergencyTold:
    """Why somebody could not wait, in their words, and what came of it."""

    reason: str
    outcome: str


@dataclass(frozen=True)
class LookLine:
    """One look. `kinds` are all kinds of data, when they do not all stand in the sentence; `why` are sentences with the
    law. `asked_as` is what a question about it says of it: (trace, organisation); None for one's own look."""

    at: datetime
    sentence: str
    kinds: Sequence[str]
    why: Sequence[tuple[str, str]]
    alarm: bool
    emergency: EmergencyTold | None
    asked_as: tuple[str, str] | None


def look_lines(viewer: Viewer, found: LookedAt, once: Sequence[Once]) -> list[LookLine]:
    """In at most three queries, however many looks there are."""
    names = names_of({each for look in once for each in (look.viewer, look.organisation)})
    teller = _Teller(viewer, found, names)
    return [teller.line(look) for look in once]


class _Teller:
    """Tells looks to one reader: the resident themselves, or who stands for them."""

    def __init__(self, viewer: Viewer, found: LookedAt, names: Mapping[str, Name]) -> None:
        self._reader, self._found, self._names = viewer.ref, found, names
        self._own = viewer.ref == found.resident.ref
        self._register = connections().register(viewer.municipality)
        self._language = get_language() or "nl"

    def line(self, look: Once) -> LookLine:
        alarm = look.purpose == EMERGENCY
        mine = look.viewer == self._reader
        kinds = self._kinds(look.categories)
        in_sentence = self._main(look.categories)
        return LookLine(
            at=look.at,
            sentence=self._sentence(look, _together(in_sentence) or self._everything()),
            kinds=[] if in_sentence == kinds else kinds,
            why=[] if mine or look.refused or not self._found.shown.purposes else self._why(look),
            alarm=alarm and not look.refused,
            emergency=self._emergency(look) if alarm else None,
            asked_as=None if mine else (look.trace, look.organisation),
        )

    def _sentence(self, look: Once, what: str) -> str:
        said = {"who": self._who(look), "when": when(look.at), "what": what, "purpose": self._purpose(look)}
        if look.refused:
            return _("%(who)s wilde op %(when)s kijken naar %(what)s, maar kreeg niets te zien.") % said
        if look.purpose == EMERGENCY:
            return _("%(who)s keek op %(when)s met spoed naar %(what)s.") % said
        if look.level is Level.THAT and said["purpose"]:
            return _("%(who)s zag op %(when)s dat er iets staat over %(what)s, voor %(purpose)s. Niet wat.") % said
        if look.level is Level.THAT:
            return _("%(who)s zag op %(when)s dat er iets staat over %(what)s. Niet wat.") % said
        if said["purpose"]:
            return _("%(who)s keek op %(when)s naar %(what)s, voor %(purpose)s.") % said
        return _("%(who)s keek op %(when)s naar %(what)s.") % said

    def _who(self, look: Once) -> str:
        if look.viewer == self._reader:
            return _("U")
        stands = self._stands(look)
        if stands and look.purpose in (STANDING_FOR, NAMED):
            said = {"name": stands.name, "standing": STANDINGS[Standing(stands.standing)]}
            return (_("%(name)s, uw %(standing)s,") if self._own else _("%(name)s, %(standing)s,")) % said
        if not look.organisation:
            return _("Een andere inwoner")
        name, organisation = self._names.get(look.viewer), self._names.get(look.organisation)
        if name and organisation:
            return _("%(name)s van %(organisation)s") % {"name": name.name, "organisation": organisation.name}
        if organisation:
            return _("Iemand die niet meer werkt bij %(organisation)s") % {"organisation": organisation.name}
        return _("Iemand die hier niet meer werkt")

    def _stands(self, look: Once) -> Representation | None:
        """As what somebody stood there at that moment; else what they were once."""
        rows = [row for row in self._found.stand if row.who and row.who == look.viewer]
        return next((row for row in rows if row.start <= look.at < row.end), rows[-1] if rows else None)

    def _purpose(self, look: Once) -> str:
        """What it was for. Who looks at their own data or name, or stands for somebody, needs no purpose in the
        sentence."""
        purpose = self._register.purposes.get(look.purpose)
        told = self._found.shown.purposes and look.purpose not in (OWN, STANDING_FOR, NAMED)
        return purpose.name.in_(self._language) if told and purpose else ""

    def _kinds(self, categories: Iterable[str]) -> list[str]:
        """What kinds of data are called, in the order of the register."""
        told = {CONTACT if each == SAFE_CONTACT else each for each in categories}
        return [
            category.name.in_(self._language) if self._own else category_at_work(id_, category)
            for id_, category in self._register.categories.items()
            if id_ in told
        ]

    def _main(self, categories: Sequence[str]) -> list[str]:
        """The kinds that the sentence names, none when they are many. Who looks at something also sees whose it is."""
        main = self._kinds([each for each in categories if each != WHO] or categories)
        return main if len(main) <= _IN_THE_SENTENCE else []

    def _everything(self) -> str:
        return _("uw dossier") if self._own else _("het dossier")

    def _why(self, look: Once) -> list[tuple[str, str]]:
        purpose = self._register.purposes.get(look.purpose)
        found: dict[str, str] = {}
        for policy in rules().policies:
            if policy.id in look.policies and policy.id in WHY:
                sentence = WHY[policy.id]
                law = purpose.law_names if sentence is _TASK and purpose else policy.law
                found.setdefault(str(sentence), law)
        return list(found.items())

    def _emergency(self, look: Once) -> EmergencyTold | None:
        rows = (row for row in self._found.emergencies if row.who == look.viewer and row.start <= look.at < row.end)
        row = next(rows, None)
        return EmergencyTold(row.reason, outcome_of(row)) if row else None


def outcome_of(row: Emergency) -> str:
    """What came of looking in an emergency."""
    if row.reviewed_at is None:
        return _("Een toezichthouder kijkt dit nog na.")
    return _("Dit is nagekeken. Het mocht.") if row.right else _("Dit is nagekeken. Het had niet gemogen.")


def when(moment: datetime) -> str:
    """ "3 mei om 10.42 uur"; with the year when that is another one."""
    local = timezone.localtime(moment)
    day = date_format(local, "j F" if local.year == timezone.localtime().year else "j F Y")
    return _("%(day)s om %(hour)s.%(minute)s uur") % {
        "day": day,
        "hour": local.hour,
        "minute": f"{local.minute:02}",
    }


def _together(words: Sequence[str]) -> str:
    """ "a", or "a, en b": a kind may be two words with "en" itself."""
    if len(words) < _IN_THE_SENTENCE:
        return "".join(words)
    return _("%(one)s, en %(other)s") % {"one": words[0], "other": words[1]}
