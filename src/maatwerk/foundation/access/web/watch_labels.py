"""What the rules, rights, answers and counts that are watched are called on pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maatwerk.foundation.access.rights import Outcome, Right
from maatwerk.foundation.access.watching.publishing import ANSWERS, EMERGENCIES, LOOKS
from maatwerk.foundation.access.watching.rules import MOST_EMERGENCIES, MOST_FILES, MOST_REFUSED, Rule
from maatwerk.foundation.gate.levels import Level


@dataclass(frozen=True)
class Published:
    """A rule as everybody at work reads it: what it looks at, why, and what is said where it applies, which reads well
    for who it is about and for who watches. The sentences may name the limit as `%(most)s`."""

    rule: Rule
    looks_at: Promise
    why: Promise
    applied: Promise
    most: int = 0

    def __str__(self) -> str:
        return str(self.looks_at) % {"most": self.most}

    def said(self) -> str:
        return str(self.applied) % {"most": self.most}


PUBLISHED: Mapping[Rule, Published] = {
    each.rule: each
    for each in (
        Published(
            Rule.REFUSED,
            _("Iemand kreeg op één dag bij meer dan %(most)s inwoners niets te zien."),
            _("Een vergissing kan. Wie vaker een dicht dossier probeert, heeft daar misschien een reden voor."),
            _("Niets te zien gekregen bij meer dan %(most)s inwoners."),
            MOST_REFUSED,
        ),
        Published(
            Rule.OUT_OF_HOURS,
            _("Iemand keek voor 7 uur, na 20 uur of in het weekend. Bij groot gevaar of veiligheid telt dat niet."),
            _("Vaak hoort het bij het werk. Dan is vragen genoeg."),
            _("Gekeken buiten de gewone werktijd."),
        ),
        Published(
            Rule.EMERGENCIES,
            _("Iemand gebruikte noodtoegang meer dan %(most)s keer in één maand."),
            _("Groot gevaar komt weinig voor. Vaker kan ook zeggen dat iemand een gewone weg mist."),
            _("Noodtoegang gebruikt, en die maand al meer dan %(most)s keer."),
            MOST_EMERGENCIES,
        ),
        Published(
            Rule.MANY,
            _("Iemand opende op één dag iets van meer dan %(most)s inwoners. Een lijst met namen telt niet mee."),
            _("Zoveel mensen spreekt niemand op één dag."),
            _("Iets geopend van meer dan %(most)s inwoners."),
            MOST_FILES,
        ),
        Published(
            Rule.ASKED,
            _("Een inwoner vroeg waarom iemand keek. Dat ziet u hier niet: de inwoner mag dat in stilte vragen."),
            _("Een inwoner krijgt altijd antwoord. Wij letten op of dat klopt."),
            _("Gekeken, en de inwoner vroeg waarom."),
        ),
    )
}
RIGHTS: Mapping[Right, Promise] = {
    Right.QUESTION: _("Een vraag over gegevens"),
    Right.INSIGHT: _("Alles zien"),
    Right.CORRECTION: _("Verbeteren"),
    Right.ERASURE: _("Wissen"),
    Right.DESTRUCTION: _("Een heel dossier vernietigen"),
    Right.RESTRICTION: _("Een tijd niet gebruiken"),
    Right.OBJECTION: _("Niet mogen gebruiken"),
    Right.TRANSFER: _("Meenemen"),
}
OUTCOMES: Mapping[Outcome, Promise] = {
    Outcome.DONE: _("Ja"),
    Outcome.PARTLY: _("Voor een deel"),
    Outcome.REFUSED: _("Nee"),
}
LEVELS: Mapping[Level, Promise] = {
    Level.NOTHING: _("Niets, het bleef dicht"),
    Level.THAT: _("Alleen dat er iets is"),
    Level.WHAT: _("Wat er staat"),
}
# Each table of counts: its heading, and what its keys are called.
TABLES: Mapping[str, tuple[Promise, tuple[Promise, ...]]] = {
    LOOKS: (_("Bij hoeveel inwoners is gekeken?"), (_("Organisatie"), _("Waarvoor"), _("Hoeveel"))),
    EMERGENCIES: (_("Bij hoeveel inwoners was er noodtoegang?"), (_("Organisatie"),)),
    ANSWERS: (_("Hoeveel inwoners kregen antwoord over hun gegevens?"), (_("Vraag"), _("Antwoord"))),
}
