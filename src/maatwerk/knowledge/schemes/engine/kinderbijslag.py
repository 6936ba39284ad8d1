"""Kinderbijslag: Algemene Kinderbijslagwet (BWBR0002368) art. 7, 7a and 12. Per quarter, by the age of each child on
its first day."""

from __future__ import annotations

from datetime import date

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.schemes.engine.ages import years_old
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.figures import Unit
from maatwerk.knowledge.schemes.engine.rounding import Numbers, to_cent
from maatwerk.knowledge.schemes.engine.steps import Rule, step

_IN_EACH_BAND = (-1, 3, 9, 15, 19)  # an age in each band, for a child of which the age is not known

LAWFUL = Rule(
    "verblijf",
    "AKW art. 6",
    Text(nl="U mag in Nederland wonen.", en="You may live in the Netherlands."),
    Text(
        nl="U mag volgens de wet niet in Nederland wonen. Dan krijgt u geen kinderbijslag.",
        en="You may not live in the Netherlands by law. Then you do not get kinderbijslag.",
    ),
)
CHILD = Rule(
    "kind",
    "AKW art. 7 lid 1",
    Text(
        nl="U zorgt voor een kind dat bij het begin van dit kwartaal jonger was dan 18.",
        en="You care for a child who was younger than 18 at the start of this quarter.",
    ),
    Text(
        nl="Er woont geen kind bij u dat bij het begin van dit kwartaal jonger was dan 18.",
        en="No child lives with you who was younger than 18 at the start of this quarter.",
    ),
)
_INTENSIVE = Text(
    nl="Heeft uw kind van 3 jaar of ouder heel veel zorg nodig? Dan kan de kinderbijslag twee keer zo hoog zijn.",
    en="Does your child of 3 or older need very much care? Then kinderbijslag may be twice as high.",
)
_OLDER = Text(
    nl="Een kind van 16 of 17 moet naar school, of al een diploma hebben.",
    en="A child of 16 or 17 must go to school, or already have a diploma.",
)
_SHARED = Text(
    nl="Woont een kind ook bij de andere ouder? Dan deelt u de kinderbijslag vaak met die ouder.",
    en="Does a child also live with the other parent? Then you often share kinderbijslag with that parent.",
)


@step(
    "per_kind",
    "AKW art. 12",
    Unit.EURO_A_QUARTER,
    Text(
        nl="Voor dit kind is het {share:procent} van {base:euro}. Dat is {result:euro} per kwartaal.",
        en="For this child it is {share:procent} of {base:euro}. That is {result:euro} a quarter.",
    ),
)
def _for_child(base: float, share: Numbers) -> Numbers:
    return to_cent(base * share)


@step(
    "bedrag",
    "AKW art. 12",
    Unit.EURO_A_QUARTER,
    Text(
        nl="Voor uw {children:getal} kinderen samen is dat {result:euro} per kwartaal.",
        en="For your {children:getal} children together that is {result:euro} a quarter.",
    ),
)
def _together(children: Numbers, amounts: Numbers) -> Numbers:
    """`amounts` has a row for each child."""
    return amounts.sum(axis=0)


def rules(case: Case) -> None:
    quarter = date(case.on.year, 3 * ((case.on.month - 1) // 3) + 1, 1)
    case.require(LAWFUL, case.yes("rechtmatig_verblijf"))
    ages = [_age(case, child, quarter) for child in case.households.children]
    counted = np.array([(age >= 0) & (age < 18) for age in ages]).reshape(-1, case.size)
    children = counted.sum(axis=0).astype(float)
    case.require(CHILD, children > 0)
    base = case.figure("kinderbijslag.bedrag")
    amounts = np.zeros((len(ages), case.size))
    for number, (age, counts) in enumerate(zip(ages, counted, strict=True)):
        share = case.select(
            [
                (counts & (age < 6), "kinderbijslag.deel_0_5"),
                (counts & (age < 12), "kinderbijslag.deel_6_11"),
                (counts, "kinderbijslag.deel_12_17"),
            ],
            None,
        )
        amounts[number] = case.take(_for_child, base=base, share=share)
    case.pays(case.take(_together, children=children, amounts=amounts))
    _tell(case, ages)


def _age(case: Case, child: str, quarter: date) -> Numbers:
    """Years of age on the first day of the quarter; below 0 for who was not born yet, is not there, or lives with
    somebody else."""
    here = case.there(child) & ~case.chose("woont_bij_ouder", "niet", subject=child)
    return np.where(here, years_old(case.births(child, ages=_IN_EACH_BAND, where=here), quarter), -1.0)


def _tell(case: Case, ages: list[Numbers]) -> None:
    half = [
        case.chose("woont_bij_ouder", "ongeveer_de_helft", "minder", subject=kid) for kid in case.households.children
    ]
    if np.any(half):
        case.note(_SHARED)
    if any((age >= 3).any() for age in ages):
        case.note(_INTENSIVE)
    if any(((age == 16) | (age == 17)).any() for age in ages):
        case.note(_OLDER)


KINDERBIJSLAG = Scheme("kinderbijslag", Period.QUARTER, rules)
