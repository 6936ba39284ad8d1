"""Does earning more pay? All schemes over one household at many incomes, and what of each extra euro they take away.

Income tax is not in it: the figures of it are not among those that were verified. Neither is what an employer pays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts import Dictionary, FactKey
from maatwerk.knowledge.schemes.engine.assessing import Scheme, assess, outcome
from maatwerk.knowledge.schemes.engine.changes import earning
from maatwerk.knowledge.schemes.engine.figures import FigureBook, Unit
from maatwerk.knowledge.schemes.engine.households import Households, taken
from maatwerk.knowledge.schemes.engine.rounding import Numbers
from maatwerk.knowledge.schemes.engine.steps import Line
from maatwerk.knowledge.schemes.engine.together import PER_MONTH, sign

FINE = 10  # euros a month between two points
STEP = 100  # euros a month of which is told what remains
DOWN, UP = 1000, 2000  # how far below and above the income of now

ASSUMES = (
    Text(
        nl="Belasting zit hier niet in. Van meer loon gaat ook loonbelasting af. Er blijft dus minder over dan hier.",
        en="Tax is not in this. Tax also comes off a higher wage. So less remains than is shown here.",
    ),
    Text(
        nl="Toeslagen tellen het inkomen van een jaar, voordat er belasting af gaat. Wij doen alsof het hele jaar "
        "hetzelfde is.",
        en="Allowances count the income of a year before tax. We act as if the whole year is the same.",
    ),
    Text(
        nl="De bijstand telt het inkomen van een maand, na belasting. Elke euro meer bruto is bij ons een euro meer "
        "netto.",
        en="Social assistance counts the income of a month after tax. Here each euro more before tax is one more net.",
    ),
    Text(
        nl="Daalt het inkomen? Dan daalt netto even sterk mee.",
        en="Does the income go down? Then net goes down in proportion.",
    ),
    Text(
        nl="Wij rekenen met precieze bedragen. De Dienst Toeslagen betaalt hele euro's.",
        en="We count with exact amounts. Dienst Toeslagen pays whole euros.",
    ),
)


class NoIncomeError(ValueError):
    """Nothing can be said while the yearly income of who earns is unknown."""


@dataclass(frozen=True)
class Curve:
    """All amounts are euros a month, one for each point; NaN where a figure is not known or something is open.

    `gross` is what `subject` earns before tax, from low to high; `now` the point of the income of now. `given` is what
    each scheme gives, in the order of the schemes; a scheme that asks money stands below zero.
    """

    schemes: tuple[Scheme, ...]
    gross: Numbers
    now: int
    given: tuple[Numbers, ...]

    @property
    def told(self) -> list[tuple[Scheme, Numbers]]:
        """The schemes that play a part and are known at every point."""
        return [
            (scheme, given)
            for scheme, given in zip(self.schemes, self.given, strict=True)
            if given.any() and not np.isnan(given).any()
        ]

    @property
    def left_out(self) -> list[Scheme]:
        """The schemes that are not known at every point, so they are not in the total."""
        return [scheme for scheme, given in zip(self.schemes, self.given, strict=True) if np.isnan(given).any()]

    @property
    def total(self) -> Numbers:
        return np.sum([given for _scheme, given in self.told], axis=0) if self.told else np.zeros(len(self.gross))


@dataclass(frozen=True)
class Piece:
    """From one income to `STEP` euros more. `remains` is what of those is left after the schemes have gone down;
    `takes` how much each of them goes down, those that do, most first."""

    low: float
    high: float
    before: float
    after: float
    remains: float
    takes: tuple[tuple[Scheme, float], ...]


@dataclass(frozen=True)
class Cliff:
    """Between two incomes `FINE` apart one scheme falls by more than is earned. `line` is the rule or step that does
    it, as it is told at the higher income."""

    scheme: Scheme
    low: float
    high: float
    falls: float
    line: Line | None


def curve(
    schemes: Sequence[Scheme], household: Households, subject: str, book: FigureBook, dictionary: Dictionary
) -> Curve:
    """The schemes at every income of `subject` around that of now, never below zero. Raises NoIncomeError."""
    column = household.columns.get(FactKey(subject, "toetsingsinkomen"))
    if column is None or np.isnan(column[0]):
        raise NoIncomeError
    down = FINE * np.floor(np.clip(column[0] / 12, 0, DOWN) / FINE)
    extra = np.arange(-down, UP + FINE, FINE)
    many = earning(taken(household, np.zeros(len(extra), int)), subject, extra)
    given = []
    counting = tuple(scheme for scheme in schemes if sign(scheme))
    for scheme in counting:
        found = outcome(scheme, many, book, dictionary, exact=True)
        settled = np.where(found.low == found.high, found.low, np.nan)
        given.append(sign(scheme) * settled * float(PER_MONTH[scheme.per]))
    return Curve(counting, column[0] / 12 + extra, int(down) // FINE, tuple(given))


def pieces(found: Curve) -> list[Piece]:
    """What remains of every `STEP` euros, counted from the income of now in both directions."""
    every, total = STEP // FINE, found.total
    starts = range(found.now % every, len(found.gross) - every, every)
    return [
        Piece(
            low=float(found.gross[start]),
            high=float(found.gross[start + every]),
            before=float(total[start]),
            after=float(total[start + every]),
            remains=float(STEP + total[start + every] - total[start]),
            takes=tuple(
                sorted(
                    (
                        (scheme, float(given[start] - given[start + every]))
                        for scheme, given in found.told
                        if given[start] - given[start + every] >= 0.005
                    ),
                    key=lambda each: -each[1],
                )
            ),
        )
        for start in starts
    ]


def cliffs(found: Curve, household: Households, subject: str, book: FigureBook, dictionary: Dictionary) -> list[Cliff]:
    """Where one scheme takes away more than is earned, from the lowest income up."""
    own = household.columns[FactKey(subject, "toetsingsinkomen")][0] / 12
    falling = [
        (index, scheme, float(given[index] - given[index + 1]))
        for scheme, given in found.told
        for index in np.flatnonzero(given[:-1] - given[1:] > FINE + 0.01)
    ]

    def line(scheme: Scheme, index: int) -> Line | None:
        below, above = (
            assess(scheme, earning(household, subject, found.gross[each] - own), book, dictionary).lines
            for each in (index, index + 1)
        )
        return _turning(below, above)

    return [
        Cliff(scheme, float(found.gross[index]), float(found.gross[index + 1]), falls, line(scheme, int(index)))
        for index, scheme, falls in sorted(falling, key=lambda each: each[0])
    ]


def _turning(below: Sequence[Line], above: Sequence[Line]) -> Line | None:
    """The requirement that no longer holds, or else the first step that goes down by the most of what it was."""
    pairs = [(one, other) for one, other in zip(below, above, strict=False) if one.id == other.id]
    for one, other in pairs:
        if other.unit is Unit.YES_NO and one.value != other.value:
            return other
    falling = [(one.value[0] - other.value[0], other) for one, other in pairs if one.value[0] > other.value[0]]
    return max(falling, key=lambda each: each[0])[1] if falling else None
