"""AOW: Algemene Ouderdomswet (BWBR0002221) art. 7, 7a, 9 and 13. Per month, before tax, without holiday allowance."""

from __future__ import annotations

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.figures import Unit
from maatwerk.knowledge.schemes.engine.norms import pension_age
from maatwerk.knowledge.schemes.engine.rounding import Numbers, to_cent
from maatwerk.knowledge.schemes.engine.steps import Rule, step

AGE = Rule(
    "aow_leeftijd",
    "AOW art. 7 en 7a",
    Text(nl="U heeft de AOW-leeftijd.", en="You have reached AOW age."),
    Text(
        nl="U heeft de AOW-leeftijd nog niet. Die is nu {years:getal} jaar en {months:getal} maanden.",
        en="You have not reached AOW age yet. It is now {years:getal} years and {months:getal} months.",
    ),
)
YEARS = Rule(
    "opbouw",
    "AOW art. 7 en 13",
    Text(nl="U heeft AOW opgebouwd.", en="You have built up AOW."),
    Text(
        nl="U heeft geen AOW opgebouwd. Daarvoor woont of werkt u eerst minstens een jaar in Nederland.",
        en="You have not built up AOW. For that you first live or work in the Netherlands for at least a year.",
    ),
)
_DETAINED = Text(
    nl="Zit u vast? Dan kan de AOW stoppen. Vraag dit aan de SVB.",
    en="Are you detained? Then AOW may stop. Ask the SVB.",
)
_HOLIDAY = Text(
    nl="U krijgt daarbij vakantiegeld, één keer per jaar. Met volle opbouw is dat {holiday:euro} per maand.",
    en="You also get holiday allowance, once a year. With full build-up that is {holiday:euro} a month.",
)
_NET = Text(
    nl="Er gaat nog belasting af. Met volle opbouw en belastingkorting houdt u {net:euro} per maand over.",
    en="Tax is still taken off. With full build-up and tax credit you keep {net:euro} a month.",
)
_FIRST_MONTH = Text(
    nl="U krijgt AOW vanaf de dag waarop u de leeftijd heeft. In deze eerste maand is dat dus een deel.",
    en="You get AOW from the day on which you reach the age. So in this first month it is a part.",
)
_ALSO_A_COUPLE = Text(
    nl="Deelt u uw huis en kosten met iemand anders dan uw kind of ouder? Dan kan de SVB u zien als een stel.",
    en="Do you share home and costs with somebody other than your child or parent? Then the SVB may see you as a "
    "couple.",
)


@step(
    "volledig_bedrag",
    "AOW art. 9",
    Unit.EURO_A_MONTH,
    Text(
        nl="Met volle opbouw is de AOW in uw situatie {result:euro} per maand.",
        en="With full build-up, AOW in your situation is {result:euro} a month.",
    ),
)
def _full(full: Numbers) -> Numbers:
    return full


@step(
    "bedrag",
    "AOW art. 13",
    Unit.EURO_A_MONTH,
    Text(
        nl="U bouwde {years:getal} jaar AOW op. Voor elk jaar krijgt u {each:procent}. Voor belasting is dat "
        "{result:euro} per maand.",
        en="You built up {years:getal} years of AOW. For each year you get {each:procent}. Before tax that is "
        "{result:euro} a month.",
    ),
)
def _built_up(full: Numbers, years: Numbers, each: float) -> Numbers:
    return to_cent(full * np.minimum(1.0, each * np.floor(years)))


def rules(case: Case) -> None:
    months = case.figure("aow.leeftijd")
    births = case.births(ages=(months / 12,))
    reached = pension_age(case, births)
    case.require(AGE, reached, years=float(months // 12), months=float(months % 12))
    years = case.number("aow_opbouwjaren", at=(0.99,))
    case.require(YEARS, years >= 1)
    case.leave_open(_DETAINED, case.yes("detentie"))
    full = case.take(_full, full=case.either(case.partner, "aow.samen", "aow.alleen"))
    case.pays(case.take(_built_up, full=full, years=years, each=case.figure("aow.per_jaar")))
    if case.knows("aow.vakantiegeld_samen", "aow.vakantiegeld_alleen", "aow.netto_samen", "aow.netto_alleen"):
        case.note(_HOLIDAY, holiday=case.either(case.partner, "aow.vakantiegeld_samen", "aow.vakantiegeld_alleen"))
        case.note(_NET, net=case.either(case.partner, "aow.netto_samen", "aow.netto_alleen"))
    if (reached & ~pension_age(case, births, case.on.replace(day=1))).any():
        case.note(_FIRST_MONTH)
    if case.households.others:
        case.note(_ALSO_A_COUPLE)


AOW = Scheme("aow", Period.MONTH, rules)
