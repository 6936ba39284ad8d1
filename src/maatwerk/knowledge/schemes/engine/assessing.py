"""Schemes over households: a verdict, an amount, and for one household everything that led to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

import numpy as np
from numpy.typing import NDArray

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Amount, Period, Verdict
from maatwerk.knowledge.facts import Dictionary, FactKey
from maatwerk.knowledge.schemes.engine.ages import Truths
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.figures import FigureBook, Parameter, UnknownFigureError
from maatwerk.knowledge.schemes.engine.households import PARTNER, Households, side_by_side, taken
from maatwerk.knowledge.schemes.engine.rounding import Numbers, to_cent
from maatwerk.knowledge.schemes.engine.steps import Line, Said, told
from maatwerk.knowledge.schemes.engine.worlds import MOST, Axis, are_whole, axes_of, spread

TOGETHER = 50_000  # rows in one go: households, each in all its worlds
_MOST_OF_MANY = 256  # worlds of each of them, where something is unknown


@dataclass(frozen=True)
class Scheme:
    """A scheme as the engine knows it. `rules` reads a case and tells it everything; it runs the same steps for every
    household, whatever the facts are."""

    id: str
    per: Period
    rules: Callable[[Case], None]


@dataclass(frozen=True)
class Assessment:
    """What a scheme says of one household. `unknown` is a figure that is not known on the day."""

    scheme: Scheme
    verdict: Verdict
    amount: Amount | None
    lines: tuple[Line, ...]
    met: tuple[Said, ...]
    unmet: tuple[Said, ...]
    conditions: tuple[Text, ...]
    assumed: tuple[Text, ...]
    noted: tuple[Said, ...]
    questions: tuple[FactKey, ...]
    unknown: Parameter | None

    @property
    def reasons(self) -> tuple[Text, ...]:
        """The requirements that are met, whatever is not known."""
        return tuple(told(*each) for each in self.met)

    @property
    def reasons_against(self) -> tuple[Text, ...]:
        """The requirements that are not met, whatever is not known."""
        return tuple(told(*each) for each in self.unmet)

    @property
    def notes(self) -> tuple[Text, ...]:
        """What to know with the amount."""
        return tuple(told(*each) for each in self.noted)


@dataclass(frozen=True)
class Outcome:
    """What a scheme says of many households, as arrays: whether it surely fits and whether it may, and the lowest and
    highest amount as it is paid out: 0 where it cannot fit, NaN where it depends on a figure that is not known, or on
    more unknown facts than are looked at together. `conditional` is where something must be so too that nobody can
    compute."""

    surely: Truths
    maybe: Truths
    low: Numbers
    high: Numbers
    conditional: Truths


@dataclass(frozen=True)
class _Run:
    """The worlds of a group of households: `axes` first, households last, in every array."""

    case: Case
    axes: list[Axis]
    unknown: Parameter | None
    whole: bool  # every world is there

    @property
    def shape(self) -> tuple[int, ...]:
        return (*(axis.positions for axis in self.axes), -1)

    def surely(self) -> Truths:
        settled = self.case.fits & ~self.case.doubt
        if self.case.least is not None and self.case.exact is not None:
            settled &= self.case.least == self.case.exact
        return settled.reshape(self.shape)

    def maybe(self) -> Truths:
        return self.case.fits.reshape(self.shape)

    def amounts(self, of: Numbers | None) -> Numbers:
        """0 where it does not fit, or where there is no amount; NaN where it is in doubt."""
        known = np.zeros(self.case.size) if of is None else np.where(self.case.doubt, np.nan, of)
        return np.where(self.case.fits, known, 0.0).reshape(self.shape)


def assess(
    scheme: Scheme, household: Households, book: FigureBook, dictionary: Dictionary, most: int = MOST
) -> Assessment:
    """One household with the whole explanation. Raises ValueError when there are more. Where what is unknown makes more
    than `most` worlds, it says no more than that it is unsure, and what to ask."""
    if household.size != 1:
        raise ValueError("an explanation is for one household")
    run = _run(scheme, household, book, dictionary, traces=True, most=most)
    case = run.case
    verdict = _verdict(run, bool(run.surely().all()), bool(run.maybe().any()))
    requirements = case.requirements() if run.whole else ()
    return Assessment(
        scheme=scheme,
        verdict=verdict,
        amount=_amount(scheme, run) if verdict is not Verdict.DOES_NOT_FIT else None,
        lines=tuple(case.lines()) if run.whole else (),
        met=tuple((each.rule.met, each.named) for each in requirements if each.holds.all()),
        unmet=tuple((each.rule.unmet, each.named) for each in requirements if not each.holds.any()),
        conditions=tuple(case.provided),
        assumed=tuple(case.assumed.values()),
        noted=tuple(case.noted),
        questions=tuple(_that_matter(run)) if verdict is not Verdict.DOES_NOT_FIT else (),
        unknown=run.unknown,
    )


def outcome(
    scheme: Scheme, households: Households, book: FigureBook, dictionary: Dictionary, *, exact: bool = False
) -> Outcome:
    """Many households without explanation. With `exact` the amounts are not rounded as they are paid out."""
    return outcomes((scheme,), households, book, dictionary, exact=exact)[0]


def outcomes(
    schemes: Sequence[Scheme],
    households: Households,
    book: FigureBook,
    dictionary: Dictionary,
    *,
    exact: bool = False,
) -> list[Outcome]:
    """What each scheme says of many households. Those of which the same facts are unknown go together."""
    found = [_no_outcome(households.size) for _scheme in schemes]
    for group in _alike(households):
        for start in range(0, len(group), TOGETHER):
            rows = group[start : start + TOGETHER]
            part = taken(households, rows)
            for scheme, noted in zip(schemes, found, strict=True):
                for run, within in _runs(scheme, part, book, dictionary):
                    _note(noted, rows[within], run, exact)
    return found


def _no_outcome(size: int) -> Outcome:
    return Outcome(
        np.zeros(size, bool), np.zeros(size, bool), np.zeros(size), np.zeros(size), conditional=np.zeros(size, bool)
    )


def _note(noted: Outcome, rows: NDArray[np.int64], run: _Run, exact: bool) -> None:
    """Write in `noted` what a run says of its households, which are these rows."""
    noted.conditional[rows] = bool(run.case.provided)
    if not run.whole:
        noted.maybe[rows], noted.low[rows], noted.high[rows] = True, np.nan, np.nan
        return
    worlds = tuple(range(len(run.axes)))
    noted.maybe[rows] = maybe = run.maybe().any(axis=worlds)
    if run.unknown and run.case.unknown is None:  # it came as far as the figure that nobody knows
        noted.low[rows] = noted.high[rows] = np.where(maybe, np.nan, 0.0)
        return
    noted.surely[rows] = run.surely().all(axis=worlds)
    paid = run.amounts(run.case.exact if exact else run.case.paid)
    least = paid if run.case.least is None else run.amounts(run.case.least)
    noted.low[rows], noted.high[rows] = least.min(axis=worlds), paid.max(axis=worlds)


def difference(
    scheme: Scheme, before: Households, after: Households, book: FigureBook, dictionary: Dictionary
) -> tuple[float, float] | None:
    """How much more `after` gives than `before`, per the period of the scheme and not rounded: lowest and highest over
    all worlds, in each of which what is unknown is the same for both. None when a figure is not known. Both are one
    household, on the same day and with the same ranges; else raises ValueError."""
    run = _run(scheme, side_by_side(before, after), book, dictionary, traces=False)
    if run.unknown:
        return None
    amounts = run.amounts(run.case.exact)
    more = amounts[..., 1] - amounts[..., 0]
    return float(more.min()), float(more.max())


class _TooManyError(Exception):
    """The worlds of so many households do not go together; `size` is how many do."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(f"at most {size} together")


def _runs(
    scheme: Scheme, households: Households, book: FigureBook, dictionary: Dictionary, *, are_apart: bool = False
) -> Iterator[tuple[_Run, NDArray[np.int64]]]:
    """All households, in parts of which all the worlds go together, with the rows of each. Where those are too many for
    anything to be said, apart by who is there: of a child that is not there nothing is unknown."""
    parts: list[NDArray[np.int64]] = []
    try:
        run = _run(scheme, households, book, dictionary, traces=False, most=_MOST_OF_MANY, rows=TOGETHER)
    except _TooManyError as error:
        parts = [np.arange(households.size)[start:][: error.size] for start in range(0, households.size, error.size)]
    else:
        if not run.whole and not are_apart:
            parts, are_apart = _grouped([exists == 1 for exists in households.there.values()], households.size), True
        if len(parts) < 2:
            yield run, np.arange(households.size)
            return
    for rows in parts:
        for run, within in _runs(scheme, taken(households, rows), book, dictionary, are_apart=are_apart):
            yield run, rows[within]


def _run(
    scheme: Scheme,
    households: Households,
    book: FigureBook,
    dictionary: Dictionary,
    *,
    traces: bool,
    most: int = MOST,
    rows: int | None = None,
) -> _Run:
    """Once as far as everything is known. Where something unknown was read, again in every world; who may be there
    brings facts that were not read before, so until nothing is open. Raises _TooManyError when that gives more than so
    many `rows`; with that, what is not whole is not worked out."""
    facts: dict[FactKey, set[float]] = {}
    people: dict[str, None] = {}
    assumed: dict[str, Text] = {}
    axes: list[Axis] = []
    while True:
        case = Case(spread(households, axes) if axes else households, book, dictionary, traces)
        unknown = None
        try:
            scheme.rules(case)
        except UnknownFigureError as error:
            unknown = book.parameters[error.name]
        case.assumed = assumed = assumed | case.assumed
        if not case.open and not case.unknown_people:
            return _Run(case, axes, unknown or case.unknown, are_whole(facts, people, most))
        people |= case.unknown_people
        facts |= case.open
        if rows and not are_whole(facts, people, most):
            return _Run(case, [], unknown, whole=False)
        axes = axes_of(facts, people, most)
        together = max(1, rows // prod(axis.positions for axis in axes)) if rows else households.size
        if households.size > together:
            raise _TooManyError(together)


def _verdict(run: _Run, always: bool, ever: bool) -> Verdict:
    if not ever and run.whole:
        return Verdict.DOES_NOT_FIT
    if run.unknown or not always or not run.whole:
        return Verdict.UNSURE
    return Verdict.FITS_IF if run.case.provided else Verdict.FITS


def _amount(scheme: Scheme, run: _Run) -> Amount | None:
    if run.unknown or run.case.exact is None or not run.whole:
        return None
    exact, paid = run.amounts(to_cent(run.case.exact)), run.amounts(run.case.paid)
    if np.isnan(exact).any():
        return None
    if run.case.least is not None:
        return Amount(scheme.per, bounds=(_euros(run.amounts(run.case.least).min()), _euros(paid.max())))
    if exact.min() == exact.max():
        return Amount(scheme.per, exact=_euros(exact.min()), paid_out=_euros(paid.min()))
    more, less = _with_more_people(run, paid)
    if more:
        return None
    return Amount(scheme.per, bounds=(_euros(0.0 if less else paid.min()), _euros(paid.max())))


def _with_more_people(run: _Run, amounts: Numbers) -> tuple[bool, bool]:
    """Whether the amount goes up, and whether it goes down, with somebody of whom there may be more. The worlds hold
    none and one of them; how far it goes with three nobody said."""
    more = less = False
    for number, axis in enumerate(run.axes):
        if any(person != PARTNER for person in axis.people):
            without, with_one = amounts.take(0, axis=number), amounts.take(-1, axis=number)
            more |= bool((with_one > without).any())
            less |= bool((with_one < without).any())
    return more, less


def _euros(value: float) -> Decimal:
    return Decimal(f"{value:.2f}")


def _that_matter(run: _Run) -> list[FactKey]:
    """The facts along whose axis the outcome differs, in the order in which they were read."""
    if not run.axes:
        return []
    differs: list[NDArray[np.bool_ | np.float64]] = [run.maybe()]
    if run.case.paid is not None and not run.unknown:
        differs.append(np.nan_to_num(run.amounts(run.case.paid), nan=-1.0))
    matter = [
        axis
        for number, axis in enumerate(run.axes)
        if any(np.count_nonzero(values != values.take([0], axis=number)) for values in differs)
    ]
    if not matter and not run.whole:
        matter = run.axes
    return list(dict.fromkeys(key for axis in matter for key in axis.asked))


def _alike(households: Households) -> list[NDArray[np.int64]]:
    """The rows of the households of which the same facts are unknown."""
    missing = [np.isnan(exists) for exists in households.there.values()]
    for key, column in households.columns.items():
        unknown = np.isnan(column)
        missing.append(unknown & (households.there[key.subject] != 0) if key.subject else unknown)
    return _grouped(missing, households.size)


def _grouped(truths: list[Truths], size: int) -> list[NDArray[np.int64]]:
    """The rows of the households of which all of these are the same."""
    every = np.arange(size)
    some = [each for each in truths if each.any() and not each.all()]
    if not some:
        return [every]
    patterns = np.ascontiguousarray(np.packbits(np.array(some), axis=0).T)
    as_one = patterns.view(f"V{patterns.shape[1]}")[:, 0]
    _each, which = np.unique(as_one, return_inverse=True)
    return [every[which == number] for number in range(which.max() + 1)]
