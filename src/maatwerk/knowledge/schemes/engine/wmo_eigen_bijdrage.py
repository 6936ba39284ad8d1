"""What one pays a month for help under the Wmo: Wet maatschappelijke ondersteuning 2015 (BWBR0035362) art. 2.1.4 and
2.1.4a, and the Uitvoeringsbesluit. Collected by the CAK."""

from __future__ import annotations

from datetime import date

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.schemes.engine.ages import has_reached
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.figures import Unit
from maatwerk.knowledge.schemes.engine.households import PARTNER
from maatwerk.knowledge.schemes.engine.norms import pension_age
from maatwerk.knowledge.schemes.engine.rounding import Numbers
from maatwerk.knowledge.schemes.engine.steps import Rule, step

_PLAN = date(2027, 1, 1)  # from when a bill of 2025 wants the amount to follow income; whether it will is not known

HELP = Rule(
    "hulp",
    "Wmo 2015 art. 2.1.4",
    Text(nl="U krijgt hulp vanuit de Wmo.", en="You get help under the Wmo."),
    Text(
        nl="U krijgt geen hulp vanuit de Wmo. Dan betaalt u niets.",
        en="You get no help under the Wmo. So you pay nothing.",
    ),
)
ADULT = Rule(
    "leeftijd",
    "Wmo 2015 art. 2.1.4",
    Text(nl="U bent 18 jaar of ouder.", en="You are 18 or older."),
    Text(nl="U bent jonger dan 18. Dan betaalt u niets.", en="You are younger than 18. Then you pay nothing."),
)
_PLANNED = Text(
    nl="Er is een plan om dit bedrag vanaf 2027 van uw inkomen te laten afhangen. In dat plan betaalt u tussen € 23,60 "
    "en € 328 per maand. Wij weten niet of het doorgaat. Vraag het aan het CAK.",
    en="There is a plan to let this amount depend on your income from 2027. In that plan you pay between € 23.60 and "
    "€ 328 a month. We do not know whether it goes ahead. Ask the CAK.",
)
_LESS = Text(
    nl="Voor een rolstoel betaalt u niets. U betaalt ook nooit meer dan de hulp kost. Bij weinig geld hoeft u in "
    "sommige gemeenten niets te betalen.",
    en="You pay nothing for a wheelchair. You also never pay more than the help costs. With little money you need not "
    "pay in some municipalities.",
)


@step(
    "bedrag",
    "Wmo 2015 art. 2.1.4a",
    Unit.EURO_A_MONTH,
    Text(
        nl="U betaalt zelf {result:euro} per maand. Partners van wie er een de AOW-leeftijd nog niet heeft, betalen "
        "niets.",
        en="You pay {result:euro} a month yourself. Partners of whom one has not reached AOW age pay nothing.",
    ),
)
def _to_pay(flat: Numbers) -> Numbers:
    return flat


def rules(case: Case) -> None:
    case.require(HELP, case.yes("wmo_hulp"))
    months = case.figure("aow.leeftijd")
    births = case.births(ages=(18, months / 12))
    case.require(ADULT, has_reached(births, case.on, 18))
    partner_births = case.births(PARTNER, ages=(months / 12,))
    free = case.partner & ~(pension_age(case, births) & pension_age(case, partner_births))
    case.note(_LESS)
    if case.on >= _PLAN:
        case.leave_open(_PLANNED, np.ones(case.size, bool))
    case.pays(case.take(_to_pay, flat=case.select([(~free, "wmo_eigen_bijdrage.per_maand")], None)))


WMO_EIGEN_BIJDRAGE = Scheme("wmo_eigen_bijdrage", Period.MONTH, rules)
