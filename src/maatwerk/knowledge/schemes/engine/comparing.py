"""Two versions of a scheme over the same households: who gains, who loses, and how much a year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.schemes.engine.ages import Truths
from maatwerk.knowledge.schemes.engine.assessing import Outcome
from maatwerk.knowledge.schemes.engine.rounding import Numbers

_A_YEAR = {Period.MONTH: 12, Period.QUARTER: 4, Period.YEAR: 1, Period.ONCE: 1}
_HALF_A_CENT = 0.005


@dataclass(frozen=True)
class Change:
    """Of a group: how many `households`, how many `gain`, `lose`, stay the `same`, or depend on what is not known
    (`open_`); and by how many euros a year those who gain or lose do so on average (0 when nobody does)."""

    households: int
    gain: int
    lose: int
    same: int
    open_: int
    mean_gain: float
    mean_loss: float

    @property
    def says_nothing(self) -> bool:
        """Nothing changes as far as can be known, and not everything can."""
        return self.open_ > 0 and not self.gain and not self.lose


def a_year(outcome: Outcome | None, per: Period, size: int) -> Numbers:
    """Euros a year; once counts as one year. NaN where it depends on what is not known; 0 where there is no scheme."""
    if outcome is None:
        return np.zeros(size)
    settled = outcome.low == outcome.high
    yearly: Numbers = np.where(settled & (outcome.surely | (outcome.high == 0)), outcome.low, np.nan) * _A_YEAR[per]
    return yearly


def change(before: Numbers, after: Numbers, group: Truths) -> Change:
    """What the households of a group gain or lose."""
    more = (after - before)[group]
    up, down = more > _HALF_A_CENT, more < -_HALF_A_CENT
    unknown = np.isnan(more)
    return Change(
        households=int(group.sum()),
        gain=int(up.sum()),
        lose=int(down.sum()),
        same=int((~up & ~down & ~unknown).sum()),
        open_=int(unknown.sum()),
        mean_gain=float(more[up].mean()) if up.any() else 0.0,
        mean_loss=float(-more[down].mean()) if down.any() else 0.0,
    )
