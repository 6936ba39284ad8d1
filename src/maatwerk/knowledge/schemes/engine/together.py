"""All schemes together, in two situations of one household: what each gives a month, and what the difference is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from maatwerk.knowledge.advice import Period, Verdict
from maatwerk.knowledge.facts import Dictionary
from maatwerk.knowledge.schemes.engine.assessing import Assessment, Scheme, assess, difference
from maatwerk.knowledge.schemes.engine.figures import FigureBook
from maatwerk.knowledge.schemes.engine.households import Households

type Euros = tuple[Decimal, Decimal]
"""Lowest and highest a month: the same where nothing unknown plays a part."""

# A scheme that asks money instead of giving it, and what is no money that one gets: how far a bailiff may go.
COSTS = frozenset({"wmo_eigen_bijdrage"})
NO_INCOME = frozenset({"beslagvrije_voet"})

PER_MONTH = {Period.MONTH: Decimal(1), Period.QUARTER: Decimal(1) / 3, Period.YEAR: Decimal(1) / 12}
NOTHING: Euros = (Decimal(0), Decimal(0))


def sign(scheme: Scheme) -> int:
    """How a scheme counts in a total: 1 gives money, -1 asks it, 0 does neither or pays once."""
    if scheme.id in NO_INCOME or scheme.per not in PER_MONTH:
        return 0
    return -1 if scheme.id in COSTS else 1


def monthly(assessment: Assessment) -> Euros | None:
    """What comes in a month, to the cent and not yet rounded as it is paid out; below zero what has to be paid. None
    where nobody knows how much it is, and for what does not count in a total."""
    if not sign(assessment.scheme):
        return None
    if assessment.verdict is Verdict.DOES_NOT_FIT:
        return NOTHING
    amount = assessment.amount
    if amount is None:
        return None
    ends = amount.bounds if amount.exact is None else (amount.exact, amount.exact)
    if ends is None:
        return None
    each = sorted(_cents(sign(assessment.scheme) * end * PER_MONTH[amount.per]) for end in ends)
    return each[0], each[1]


@dataclass(frozen=True)
class Row:
    """One scheme in both situations."""

    before: Assessment
    after: Assessment
    difference: Euros | None  # None when one of both is not known

    @property
    def scheme(self) -> Scheme:
        return self.before.scheme

    @property
    def was(self) -> Euros | None:
        return monthly(self.before)

    @property
    def becomes(self) -> Euros | None:
        return monthly(self.after)

    @property
    def differs(self) -> bool:
        """Whether anything is told differently: the verdict or an amount."""
        return self.before.verdict is not self.after.verdict or self.before.amount != self.after.amount


@dataclass(frozen=True)
class Together:
    """Every scheme in both situations. The totals hold the rows that have a difference, in both situations the same
    ones; the others are `left_out`."""

    rows: tuple[Row, ...]

    @property
    def counted(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.difference is not None)

    @property
    def left_out(self) -> tuple[Scheme, ...]:
        """What plays a part and has no amount a month that is known."""
        return tuple(row.scheme for row in self.rows if row.difference is None and unknown([row.before, row.after]))

    @property
    def before(self) -> Euros:
        return _sum([row.was for row in self.counted])

    @property
    def after(self) -> Euros:
        return _sum([row.becomes for row in self.counted])

    @property
    def difference(self) -> Euros:
        """The sum of the differences."""
        return _sum([row.difference for row in self.counted])


def together(
    schemes: Sequence[Scheme],
    before: Households,
    after: Households,
    book: FigureBook,
    dictionary: Dictionary,
    known: Sequence[Assessment] = (),
) -> Together:
    """Every scheme over one household in two situations, each with its whole explanation. `known` is what they say of
    `before`, where that was worked out already."""
    was = known or [assess(scheme, before, book, dictionary) for scheme in schemes]

    def row(one: Assessment) -> Row:
        other = assess(one.scheme, after, book, dictionary)
        return Row(one, other, _difference(one, other, before, after, book, dictionary))

    return Together(tuple(map(row, was)))


def _difference(
    one: Assessment, other: Assessment, before: Households, after: Households, book: FigureBook, dictionary: Dictionary
) -> Euros | None:
    """Where the amounts are exact, theirs. Where something is unknown, and it is the same unknown in both, the bounds
    of the difference itself; else everything between both."""
    was, becomes = monthly(one), monthly(other)
    if was is None or becomes is None:
        return None
    exact = was[0] == was[1] and becomes[0] == becomes[1]
    if exact or before.on != after.on or before.ranges != after.ranges:
        return becomes[0] - was[1], becomes[1] - was[0]
    found = difference(one.scheme, before, after, book, dictionary)
    if found is None:
        return None
    ends = sorted(_cents(sign(one.scheme) * Decimal(f"{end:.6f}") * PER_MONTH[one.scheme.per]) for end in found)
    return ends[0], ends[1]


def total(assessments: Sequence[Assessment]) -> Euros:
    """What the schemes give together a month, apart from what is not known."""
    return _sum([monthly(each) for each in assessments])


def unknown(assessments: Sequence[Assessment]) -> list[Scheme]:
    """The schemes that may fit and would count in a total, and of which no amount a month is known."""
    return [
        each.scheme
        for each in assessments
        if sign(each.scheme) and each.verdict is not Verdict.DOES_NOT_FIT and monthly(each) is None
    ]


def _sum(every: Sequence[Euros | None]) -> Euros:
    known = [each for each in every if each is not None]
    return sum((low for low, _high in known), Decimal(0)), sum((high for _low, high in known), Decimal(0))


def _cents(euros: Decimal) -> Decimal:
    return euros.quantize(Decimal("0.01"), ROUND_HALF_UP) + 0  # no minus before nothing
