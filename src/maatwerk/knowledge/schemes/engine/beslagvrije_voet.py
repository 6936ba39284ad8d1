"""What one keeps at least when wages or a benefit are attached: Wetboek van Burgerlijke Rechtsvordering (BWBR0001827)
art. 475da to 475dc. Per month.

Of the formula of art. 475da lid 2 the meaning of its letters was not read in the law, so the amount itself is not
computed: only the most it can be (lid 1), which is never more than 95 percent of the income (art. 475dc).
"""

from __future__ import annotations

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.figures import Unit
from maatwerk.knowledge.schemes.engine.norms import minor_children
from maatwerk.knowledge.schemes.engine.rounding import Numbers, to_cent
from maatwerk.knowledge.schemes.engine.steps import Rule, step

ATTACHED = Rule(
    "beslag",
    "Rv art. 475b",
    Text(
        nl="Een deurwaarder houdt geld in van uw inkomen of rekening.",
        en="A bailiff takes money from your income or account.",
    ),
    Text(
        nl="Er houdt geen deurwaarder geld in. Dan speelt dit bedrag nu niet.",
        en="No bailiff takes money. Then this amount does not matter now.",
    ),
)
_OFFICIAL = Text(
    nl="Het juiste bedrag rekent u uit op uwbeslagvrijevoet.nl. Klopt het bedrag van de deurwaarder niet? Vraag om "
    "herstel, dat is gratis.",
    en="You work out the right amount at uwbeslagvrijevoet.nl. Is the amount of the bailiff not right? Ask to correct "
    "it, that is free.",
)
_LESS = Text(
    nl="Het bedrag kan lager zijn. Dat komt door het inkomen van uw partner of ander inkomen waar geen beslag op ligt.",
    en="The amount may be lower. That is because of income of your partner, or other income that is not attached.",
)
_HOMELESS = Text(
    nl="Staat u nergens ingeschreven, of woont u in een instelling? Dan gelden andere regels.",
    en="Are you not registered anywhere, or do you live in an institution? Then other rules apply.",
)


@step(
    "hoogste_bedrag",
    "Rv art. 475da lid 1",
    Unit.EURO_A_MONTH,
    Text(
        nl="Een deurwaarder moet u geld laten houden. In uw situatie is dat hoogstens {result:euro} per maand.",
        en="A bailiff has to let you keep money. In your situation that is at most {result:euro} a month.",
    ),
)
def _most(most: Numbers) -> Numbers:
    return most


@step(
    "deel_van_inkomen",
    "Rv art. 475dc",
    Unit.EURO_A_MONTH,
    Text(
        nl="Het is ook nooit meer dan {share:procent} van uw inkomen van {income:euro}. Hoogstens is het dus "
        "{result:euro} per maand.",
        en="It is also never more than {share:procent} of your income of {income:euro}. So it is at most {result:euro} "
        "a month.",
    ),
)
def _capped(most: Numbers, income: Numbers, share: float) -> Numbers:
    return np.minimum(most, to_cent(income * share))


def rules(case: Case) -> None:
    case.require(ATTACHED, case.yes("beslag"))
    case.note(_OFFICIAL)
    case.note(_LESS)
    case.note(_HOMELESS)
    children = minor_children(case)
    most = case.select(
        [
            (case.partner & children, "beslagvrije_voet.hoogste_paar_met_kind"),
            (case.partner, "beslagvrije_voet.hoogste_paar"),
            (children, "beslagvrije_voet.hoogste_alleenstaande_ouder"),
        ],
        "beslagvrije_voet.hoogste_alleen",
    )
    capped = case.take(
        _capped,
        most=case.take(_most, most=most),
        income=case.number("netto_maandinkomen"),
        share=case.figure("beslagvrije_voet.deel_van_inkomen"),
    )
    case.pays_between(np.zeros(case.size), capped)


BESLAGVRIJE_VOET = Scheme("beslagvrije_voet", Period.MONTH, rules)
