"""Kindgebonden budget: Wet op het kindgebonden budget (BWBR0022751) art. 1 and 2, texts of 2024, 2025 and 2026."""

from __future__ import annotations

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.schemes.engine.ages import Truths, reached_before_month
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.figures import Unit
from maatwerk.knowledge.schemes.engine.people import LAWFUL, lawful, partner_of
from maatwerk.knowledge.schemes.engine.rounding import Numbers, floor_euro
from maatwerk.knowledge.schemes.engine.steps import Rule, step

CHILDREN = Rule(
    "kinderen",
    "Wkgb art. 2 lid 1",
    Text(
        nl="U krijgt dit voor {children:getal} van uw kinderen.",
        en="You get this for {children:getal} of your children.",
    ),
    Text(
        nl="U heeft geen kind onder de 18 waarvoor u kinderbijslag krijgt. Na een geboorte begint dit de maand erna.",
        en="You have no child under 18 for whom you get child benefit. After a birth this starts the next month.",
    ),
)
WEALTH = Rule(
    "vermogen",
    "Wkgb art. 1 lid 4",
    Text(nl="Uw vermogen is niet hoger dan {limit:euro}.", en="Your assets are at most {limit:euro}."),
    Text(nl="Uw vermogen is hoger dan {limit:euro}.", en="Your assets are more than {limit:euro}."),
)
ENOUGH = Rule(
    "er_blijft_over",
    "Wkgb art. 2 lid 7 en 8",
    Text(nl="Uw inkomen is niet te hoog.", en="Your income is not too high."),
    Text(
        nl="Met uw inkomen blijft er geen kindgebonden budget over.",
        en="With your income there is no child budget left.",
    ),
)
_ASSUMED_BENEFIT = Text(
    nl="Wij gaan ervan uit dat u kinderbijslag krijgt voor uw kinderen.",
    en="We assume that you get child benefit for your children.",
)
_DETAINED = Text(
    nl="U zit vast. Het kindgebonden budget kan dan stoppen. Vraag dit aan de Dienst Toeslagen.",
    en="You are detained. The child budget may then stop. Ask Dienst Toeslagen.",
)


@step(
    "kindbedragen",
    "Wkgb art. 2 lid 2 tot en met 5",
    Unit.EURO_A_YEAR,
    Text(
        nl="Voor elk kind is er {each:euro} per jaar. Voor een kind van 12 tot en met 15 komt er {young:euro} bij, en "
        "vanaf 16 {old:euro}. Samen is dat {result:euro}.",
        en="For each child there is {each:euro} a year. For a child of 12 to 15 {young:euro} is added, and from 16 "
        "{old:euro}. Together that is {result:euro}.",
    ),
)
def for_children(children: Numbers, of_12: Numbers, of_16: Numbers, each: float, young: float, old: float) -> Numbers:
    """`of_12` and `of_16`: how many are 12 to 15, and 16 or 17."""
    return children * each + of_12 * young + of_16 * old


@step(
    "alleenstaande_ouder",
    "Wkgb art. 2 lid 6",
    Unit.EURO_A_YEAR,
    Text(
        nl="Een ouder zonder toeslagpartner krijgt {extra:euro} extra. Bij u is dat {result:euro}.",
        en="A parent without a partner for the allowances gets {extra:euro} more. For you that is {result:euro}.",
    ),
)
def for_single_parent(extra: float, single: Truths) -> Numbers:
    return np.where(single, extra, 0.0)


@step(
    "toetsingsinkomen",
    "Wkgb art. 2 lid 7 en 8; AWIR art. 7 en 8",
    Unit.EURO_A_YEAR,
    Text(
        nl="Wij tellen uw inkomen en dat van uw toeslagpartner bij elkaar op: {result:euro}.",
        en="We add up your income and that of your partner for the allowances: {result:euro}.",
    ),
)
def joint_income(own: Numbers, partner: Numbers) -> Numbers:
    return own + partner


@step(
    "inkomensgrens",
    "Wkgb art. 1 lid 1 onder d en art. 2 lid 8",
    Unit.EURO_A_YEAR,
    Text(
        nl="Tot een inkomen van {result:euro} per jaar gaat er niets af.",
        en="Up to an income of {result:euro} a year nothing is taken off.",
    ),
)
def threshold(alone: float, extra: float, together: Truths) -> Numbers:
    return alone + np.where(together, extra, 0.0)


@step(
    "jaarbedrag",
    "Wkgb art. 2 lid 7 en 8",
    Unit.EURO_A_YEAR,
    Text(
        nl="Van wat u meer verdient, gaat {share:procent} eraf. Er blijft {result:euro} per jaar over.",
        en="Of what you earn above that, {share:procent} is taken off. {result:euro} a year is left.",
    ),
)
def reduced(whole: Numbers, income: Numbers, limit: Numbers, share: float) -> Numbers:
    return np.maximum(0.0, whole - share * np.maximum(0.0, income - limit))


@step(
    "maandbedrag",
    "Wkgb art. 2 lid 11",
    Unit.EURO_A_MONTH,
    Text(nl="Per maand is dat {result:euro}.", en="That is {result:euro} a month."),
)
def per_month(yearly: Numbers) -> Numbers:
    return yearly / 12


def rules(case: Case) -> None:
    children, of_12, of_16 = _children(case)
    case.require(CHILDREN, children > 0, children=children)
    partner = partner_of(case)
    case.require(LAWFUL, lawful(case))
    case.leave_open(_DETAINED, case.yes("detentie"))
    limit = case.either(partner.there, "kindgebonden_budget.vermogen_partners", "kindgebonden_budget.vermogen_alleen")
    case.require(WEALTH, case.number("vermogen") + partner.number("vermogen") <= limit, limit=limit)
    whole = case.take(
        for_children,
        children=children,
        of_12=of_12,
        of_16=of_16,
        each=case.figure("kindgebonden_budget.per_kind"),
        young=case.figure("kindgebonden_budget.vanaf_12"),
        old=case.figure("kindgebonden_budget.vanaf_16"),
    )
    whole = whole + case.take(
        for_single_parent, extra=case.figure("kindgebonden_budget.alleenstaande_ouder"), single=~partner.there
    )
    yearly = case.take(
        reduced,
        whole=whole,
        income=case.take(joint_income, own=case.number("toetsingsinkomen"), partner=partner.number("toetsingsinkomen")),
        limit=case.take(
            threshold,
            alone=case.figure("kindgebonden_budget.drempelinkomen"),
            extra=case.figure("kindgebonden_budget.drempel_partner"),
            together=partner.there,
        ),
        share=case.figure("kindgebonden_budget.afbouw"),
    )
    monthly = case.take(per_month, yearly=yearly)
    case.require(ENOUGH, monthly > 0)
    case.pays(monthly, floor_euro(monthly))


def _children(case: Case) -> tuple[Numbers, Numbers, Numbers]:
    """How many children count, and how many of them are 12 to 15, and 16 or 17: from the month after a birthday, to the
    month of the 18th (art. 2 lid 1, 3 and 5)."""
    counted, of_12, of_16 = np.zeros(case.size), np.zeros(case.size), np.zeros(case.size)
    for child in case.households.children:
        counts = case.there(child) & _gets_benefit(case, child)
        births = case.births(child, ages=(0, 12, 16, 18), where=counts)
        counts &= reached_before_month(births, case.on, 0) & ~reached_before_month(births, case.on, 18)
        sixteen = counts & reached_before_month(births, case.on, 16)
        twelve = counts & reached_before_month(births, case.on, 12) & ~sixteen
        counted, of_12, of_16 = counted + counts, of_12 + twelve, of_16 + sixteen
    return counted, of_12, of_16


def _gets_benefit(case: Case, child: str) -> Truths:
    """Whether this parent gets child benefit for this child (art. 2 lid 1 and 10). It is asked where the child also
    lives elsewhere, and assumed where it always lives here."""
    there = case.there(child)
    elsewhere = there & ~case.chose("woont_bij_ouder", "altijd", subject=child)
    known = case.known("kinderbijslag")
    case.assume("kinderbijslag", _ASSUMED_BENEFIT, there & ~elsewhere & ~known)
    return there & (case.yes("kinderbijslag", where=elsewhere | known) | ~(elsewhere | known))


KINDGEBONDEN_BUDGET = Scheme("kindgebonden_budget", Period.MONTH, rules)
