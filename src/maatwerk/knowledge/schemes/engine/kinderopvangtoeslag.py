"""Kinderopvangtoeslag: Wet kinderopvang (BWBR0017017) art. 1.5 to 1.7 and the Besluit kinderopvangtoeslag.

The table that says which share of the costs is paid at which income is not known here. So the outcome is never more
than unsure: what counts is worked out as far as the highest price and the most hours, and the official tool has the
rest.
"""

from __future__ import annotations

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.schemes.engine.ages import Truths
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.figures import Unit
from maatwerk.knowledge.schemes.engine.people import LAWFUL, lawful, partner_of
from maatwerk.knowledge.schemes.engine.rounding import Numbers
from maatwerk.knowledge.schemes.engine.steps import Rule, step

KINDS = ("dagopvang", "buitenschoolse_opvang", "gastouder")

CARE = Rule(
    "opvang",
    "Wko art. 1.5 lid 1",
    Text(
        nl="Een kind dat bij u woont, gaat naar de opvang.",
        en="A child who lives with you goes to childcare.",
    ),
    Text(
        nl="Er woont geen kind bij u dat naar een geregistreerde opvang gaat.",
        en="No child lives with you who goes to registered childcare.",
    ),
)
_NO_WORK = Text(
    nl="Werkt of studeert u niet, of uw partner niet? Dan krijgt u dit meestal niet. Met een cursus inburgering of "
    "hulp naar werk kan het soms toch.",
    en="Do you not work or study, or does your partner not? Then you mostly do not get this. With a civic integration "
    "course or help towards work it is sometimes possible.",
)
_DETAINED = Text(
    nl="U zit vast. De kinderopvangtoeslag kan dan stoppen. Vraag dit aan de Dienst Toeslagen.",
    en="You are detained. Childcare allowance may then stop. Ask Dienst Toeslagen.",
)


@step(
    "uren",
    "Besluit kinderopvangtoeslag, hoogste aantal uren",
    Unit.HOURS_A_MONTH,
    Text(
        nl="Per kind tellen hoogstens {most:getal} uren per maand mee. Bij u tellen er samen {result:getal} mee.",
        en="At most {most:getal} hours a month count for each child. For you {result:getal} count together.",
    ),
)
def counted_hours(hours: Numbers, most: float) -> Numbers:
    """`hours` already stop at `most` for each child."""
    return hours


@step(
    "kosten",
    "Besluit kinderopvangtoeslag, hoogste uurprijs",
    Unit.EURO_A_MONTH,
    Text(
        nl="Per uur telt hoogstens {day:euro} mee voor dagopvang. Voor bso is dat {school:euro} en voor een gastouder "
        "{minder:euro}. Zo tellen uw kosten mee voor {result:euro} per maand.",
        en="At most {day:euro} an hour counts for day care. For after-school care it is {school:euro} and for a "
        "childminder {minder:euro}. So {result:euro} a month of your costs counts.",
    ),
)
def counted_costs(costs: Numbers, day: float, school: float, minder: float) -> Numbers:
    """`costs` already stop at these prices for each child."""
    return costs


def rules(case: Case) -> None:
    partner = partner_of(case)
    most = case.figure("kinderopvangtoeslag.hoogste_uren")
    prices = {kind: case.figure(f"kinderopvangtoeslag.hoogste_prijs_{kind}") for kind in KINDS}
    goes, hours, costs = np.zeros(case.size, bool), np.zeros(case.size), np.zeros(case.size)
    for child in case.households.children:
        here = case.there(child)
        of_kind = {kind: case.chose("opvang_soort", kind, subject=child, where=here) for kind in KINDS}
        there = of_kind["dagopvang"] | of_kind["buitenschoolse_opvang"] | of_kind["gastouder"]
        counted = np.minimum(case.number("opvang_uren", child, where=there), most)
        highest = np.select(list(of_kind.values()), [prices[kind] for kind in KINDS], 0.0)
        goes, hours = goes | there, hours + counted
        costs = costs + counted * np.minimum(case.number("opvang_uurprijs", child, where=there), highest)
    case.require(CARE, goes)
    case.require(LAWFUL, lawful(case, *partner.roles.items()))
    working = _works(case) & (~partner.there | (partner.number("uren_per_week") > 0) | partner.yes("student"))
    case.leave_open(_NO_WORK, goes & ~working)
    case.leave_open(_DETAINED, goes & case.yes("detentie"))
    case.take(counted_hours, hours=hours, most=most)
    case.take(
        counted_costs,
        costs=costs,
        day=prices["dagopvang"],
        school=prices["buitenschoolse_opvang"],
        minder=prices["gastouder"],
    )
    case.figure("kinderopvangtoeslag.percentages")  # not known in any year: here it ends, unsure


def _works(case: Case) -> Truths:
    return (case.number("uren_per_week") > 0) | case.yes("student")


KINDEROPVANGTOESLAG = Scheme("kinderopvangtoeslag", Period.MONTH, rules)
