"""What rights, answers and grounds of a no are called on pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maatwerk.foundation.access.rights import Outcome, RefusalGround, RestrictionReason, Right


@dataclass(frozen=True)
class Called:
    """A right: what it is called, and one sentence about what it does."""

    name: Promise
    does: Promise


RIGHTS: Mapping[Right, Called] = {
    Right.QUESTION: Called(_("Iets vragen"), _("Bijvoorbeeld waarom iemand naar uw gegevens keek.")),
    Right.INSIGHT: Called(_("Alles zien wat er over mij staat"), _("U krijgt het te lezen, ook op papier.")),
    Right.CORRECTION: Called(
        _("Iets laten verbeteren"), _("Wat niet klopt, wordt anders. Wie het kreeg, hoort dat ook.")
    ),
    Right.ERASURE: Called(_("Iets laten wissen"), _("Het gaat weg, behalve als het van een wet moet blijven.")),
    Right.DESTRUCTION: Called(
        _("Een heel dossier laten vernietigen"),
        _("Van hulp door de Wmo of de Jeugdwet. Wat weg is, komt niet terug."),
    ),
    Right.RESTRICTION: Called(
        _("Iets een tijd niet laten gebruiken"),
        _("Het blijft bewaard. Anderen zien dan alleen nog dat het er is."),
    ),
    Right.OBJECTION: Called(
        _("Bezwaar tegen gebruik van mijn gegevens"), _("U schrijft waarom. Een medewerker kijkt er opnieuw naar.")
    ),
    Right.TRANSFER: Called(_("Mijn gegevens meenemen"), _("U krijgt een bestand. Daarmee kunt u naar een ander gaan.")),
}
OUTCOMES: Mapping[Outcome, Promise] = {
    Outcome.DONE: _("Ja"),
    Outcome.PARTLY: _("Voor een deel"),
    Outcome.REFUSED: _("Nee"),
}
REASONS: Mapping[RestrictionReason, Promise] = {
    RestrictionReason.CONTESTED: _("Misschien klopt het niet. Dat wordt uitgezocht."),
    RestrictionReason.UNLAWFUL: _("Het mocht niet worden gebruikt. Op eigen verzoek wordt het niet gewist."),
    RestrictionReason.THEIR_CLAIM: _("Het kan weg, maar het is nog nodig voor een rechtszaak."),
    RestrictionReason.OBJECTION: _("Er is bezwaar gemaakt tegen het gebruik. Dat wordt uitgezocht."),
}
GROUNDS: Mapping[RefusalGround, Promise] = {
    RefusalGround.WHO: _("Het is niet zeker wie het vroeg."),
    RefusalGround.EXCESSIVE: _("Dit is al vaak gevraagd en beantwoord."),
    RefusalGround.ANOTHER: _("Het gaat ook over iemand anders."),
    RefusalGround.ANOTHERS_INTEREST: _("Iemand anders heeft er een groot belang bij dat het blijft."),
    RefusalGround.LAW: _("Een wet zegt dat het moet blijven."),
    RefusalGround.TASK: _("Het is nodig voor werk dat in een wet staat."),
    RefusalGround.RIGHT: _("Wat er staat, klopt, of iemand vond het zo."),
    RefusalGround.CLAIM: _("Het is nodig voor een rechtszaak."),
    RefusalGround.NOT_ON_CONSENT: _("Dit recht geldt alleen voor gegevens waar u zelf ja op zei."),
    RefusalGround.ELSEWHERE: _("Een andere organisatie heeft het."),
}
