"""Bijstand: Participatiewet (BWBR0015703) art. 11, 13, 19, 31 to 34 and 41. Net, with holiday allowance, per month."""

from __future__ import annotations

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.schemes.engine.ages import Truths
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.bijstand_words import (
    ADULT,
    BUFFER,
    CHILD_TOO,
    COLLEGE,
    FREE,
    GIFTS,
    HOLIDAY,
    HOME_LOAN,
    INCOME,
    INSIDE,
    LAWFUL,
    NOT_PENSION,
    ON_BENEFIT,
    ONE_INSIDE,
    PARENTS,
    SAME_CHILD,
    SEARCH_FIRST,
    STUDY,
    WAGES,
    WEALTH,
    WORK,
)
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.figures import Unit
from maatwerk.knowledge.schemes.engine.households import PARTNER
from maatwerk.knowledge.schemes.engine.norms import (
    Circle,
    circle,
    couple_norm,
    norm,
    studies_with_finance,
    too_much_home,
    wealth_limit,
)
from maatwerk.knowledge.schemes.engine.rounding import Numbers
from maatwerk.knowledge.schemes.engine.steps import step


@step(
    "inkomen",
    "Pw art. 31 en 32",
    Unit.EURO_A_MONTH,
    Text(
        nl="Uw inkomen is {own:euro} per maand. Van uw partner telt {partner:euro} mee. Samen is dat {result:euro}.",
        en="Your income is {own:euro} a month. Of your partner {partner:euro} counts. Together that is {result:euro}.",
    ),
)
def _income(own: Numbers, partner: Numbers) -> Numbers:
    return own + partner


@step(
    "bedrag",
    "Pw art. 19 lid 2",
    Unit.EURO_A_MONTH,
    Text(
        nl="De bijstand vult uw inkomen van {income:euro} aan tot {norm:euro}. Dat is {result:euro} per maand.",
        en="Bijstand tops up your income of {income:euro} to {norm:euro}. That is {result:euro} a month.",
    ),
)
def top_up(norm: Numbers, income: Numbers) -> Numbers:
    return np.maximum(0.0, norm - income)


def rules(case: Case) -> None:
    of = circle(case)
    case.require(ADULT, of.of_18)
    case.require(NOT_PENSION, ~of.any_pension)
    case.require(FREE, ~case.yes("detentie"))
    case.require(LAWFUL, case.yes("rechtmatig_verblijf"))
    case.require(INSIDE, of.of_21 | ~of.inside)
    case.require(STUDY, ~studies_with_finance(case, "", of.births))
    case.leave_open(SAME_CHILD, _may_be_a_couple(case))
    limit = wealth_limit(case, of)
    case.require(WEALTH, case.number("vermogen") + case.number("vermogen", PARTNER) <= limit, limit=limit)
    needed = norm(case, of)
    income = counted_income(case, of, needed)
    case.require(INCOME, income < needed, norm=needed)
    case.pays(case.take(top_up, norm=needed, income=income))
    _tell(case, of)


def counted_income(case: Case, of: Circle, needed: Numbers) -> Numbers:
    """What counts of both incomes. Of a partner without a right only what lifts the two of them above the norm for
    partners (Pw art. 32 lid 3)."""
    own, partner = _earned(case, ""), _earned(case, PARTNER)
    above = np.maximum(0.0, np.maximum(own, needed) + partner - couple_norm(case, of))
    counts = np.where(of.partner & ~of.entitled, np.minimum(partner, above), partner)
    return case.take(_income, own=own, partner=counts)


def _earned(case: Case, subject: str) -> Numbers:
    """Wages, benefits and maintenance of one person; bijstand itself is no income of that kind."""
    told = case.known("uitkering_soort", subject)
    benefit = case.chose("uitkering_soort", "bijstand", subject=subject, where=told)
    case.assume("bijstand", ON_BENEFIT, benefit)
    maintenance = case.number("alimentatie_ontvangt", subject, where=case.known("alimentatie_ontvangt", subject))
    return case.number("netto_maandinkomen", subject, where=~benefit) + maintenance


def _may_be_a_couple(case: Case) -> Truths:
    """Has a child with somebody who lives there and is not told of as the partner (Pw art. 3 lid 4 onder b)."""
    others = np.zeros(case.size, bool)
    for other in case.households.others:
        others |= case.there(other)
    return ~case.partner & others & case.yes("samen_kind", where=case.known("samen_kind"))


def _tell(case: Case, of: Circle) -> None:
    case.provide(WORK)
    if (~of.of_27).any():
        case.provide(SEARCH_FIRST)
    if too_much_home(case).any():
        case.provide(HOME_LOAN)
    case.note(HOLIDAY)
    if case.knows("participatiewet.vrijlating_loon_deel", "participatiewet.vrijlating_loon_hoogstens"):
        case.note(
            WAGES,
            share=case.figure("participatiewet.vrijlating_loon_deel"),
            most=case.figure("participatiewet.vrijlating_loon_hoogstens"),
        )
    if case.knows("participatiewet.giften"):
        case.note(GIFTS, most=case.figure("participatiewet.giften"))
    if case.knows("participatiewet.bufferbudget"):
        case.note(BUFFER, most=case.figure("participatiewet.bufferbudget"))
    if (~of.of_21).any() and case.knows("participatiewet.toeslag_ouders"):
        case.note(PARENTS, extra=case.figure("participatiewet.toeslag_ouders"))
    if (of.partner & ~of.entitled & of.children).any():
        case.note(CHILD_TOO)
    if (of.partner & of.inside).any():
        case.note(ONE_INSIDE)
    case.note(COLLEGE)


BIJSTAND = Scheme("bijstand", Period.MONTH, rules)
