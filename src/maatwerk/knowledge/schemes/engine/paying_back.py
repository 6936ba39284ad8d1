"""How much has to be paid back over a year when somebody turns out to have earned more than they said.

An advance follows the income that was told (AWIR art. 16); after the year it is set anew with the income that was
(art. 19), and what was too much is asked back (art. 26).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.facts import Dictionary, FactKey
from maatwerk.knowledge.schemes.engine.assessing import Scheme, outcome
from maatwerk.knowledge.schemes.engine.figures import FigureBook
from maatwerk.knowledge.schemes.engine.households import Households
from maatwerk.knowledge.schemes.engine.rounding import Numbers

SETTLED = frozenset({"zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag"})  # AWIR art. 1a
INCOME = FactKey("", "toetsingsinkomen")
STEP, MOST = 500, 24_000  # euros a year that the income turns out higher
_A_YEAR = {Period.MONTH: 12, Period.QUARTER: 4, Period.YEAR: 1}


@dataclass(frozen=True)
class PayBack:
    """`given` is the year income that was told, in euros; `more` how much more it turns out to be, from 0 in steps of
    STEP to MOST; `back` what then has to be paid back over the year, at most. `schemes` are those that it adds up."""

    schemes: tuple[Scheme, ...]
    given: float
    more: tuple[int, ...]
    back: tuple[float, ...]

    def at(self, more: int) -> float:
        return self.back[self.more.index(more)]


def paying_back(
    schemes: Sequence[Scheme], household: Households, book: FigureBook, dictionary: Dictionary
) -> PayBack | None:
    """For one household. Where only a range of its income is known, as if its lowest end was told: that is the estimate
    that costs most afterwards. None when nothing is known of its income, or no scheme is settled afterwards."""
    given = _income(household)
    more = np.arange(0, MOST + STEP, STEP, dtype=np.float64)
    if given is None:
        return None
    many = _repeated(household, len(more), given + more)
    back, counted = np.zeros(len(more)), []
    for scheme in schemes:
        if scheme.id not in SETTLED:
            continue
        amounts = outcome(scheme, many, book, dictionary).high * _A_YEAR[scheme.per]
        if amounts[0] > 0 and not np.isnan(amounts).any():
            counted.append(scheme)
            back += np.maximum(0.0, amounts[0] - amounts)
    if not counted:
        return None
    return PayBack(tuple(counted), given, tuple(int(each) for each in more), tuple(float(each) for each in back))


def _income(household: Households) -> float | None:
    column = household.columns.get(INCOME)
    if column is not None and not np.isnan(column[0]):
        return float(column[0])
    low, _high = household.ranges.get(INCOME, (None, None))
    return low


def _repeated(household: Households, times: int, incomes: Numbers) -> Households:
    columns = {key: np.repeat(column, times) for key, column in household.columns.items()}
    return replace(
        household,
        size=times,
        columns={**columns, INCOME: incomes},
        there={person: np.repeat(exists, times) for person, exists in household.there.items()},
    )
