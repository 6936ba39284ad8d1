"""What a scheme sees: facts, figures and the day; and what it tells: steps, requirements, an amount."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts import Dictionary, FactKey
from maatwerk.knowledge.schemes.engine.ages import Truths, day_number
from maatwerk.knowledge.schemes.engine.figures import Figure, FigureBook, Parameter, Unit, UnknownFigureError
from maatwerk.knowledge.schemes.engine.households import PARTNER, Households
from maatwerk.knowledge.schemes.engine.rounding import Numbers
from maatwerk.knowledge.schemes.engine.steps import Line, Met, Range, Rule, Said, Step, range_of, told

# What is so for nearly everybody is not asked before there is a reason: it is assumed, and that is said. Who knows
# better says so (a person or programme gives the fact), and then it counts.
ASSUMED: Mapping[str, tuple[bool | str, Text]] = {
    "detentie": (False, Text(nl="Wij gaan ervan uit dat u niet vastzit.", en="We assume that you are not detained.")),
    "rechtmatig_verblijf": (
        True,
        Text(
            nl="Wij gaan ervan uit dat iedereen bij u in Nederland mag wonen.",
            en="We assume that everyone who lives with you may live in the Netherlands.",
        ),
    ),
    "woont_bij_ouder": (
        "altijd",
        Text(
            nl="Wij gaan ervan uit dat uw kinderen altijd bij u wonen.",
            en="We assume that your children always live with you.",
        ),
    ),
}
STEADY = Text(
    nl="Wij gaan ervan uit dat uw inkomen het hele jaar ongeveer gelijk blijft.",
    en="We assume that your income stays about the same all year.",
)
_AROUND = timedelta(days=62)  # before and after a birthday, so that "the month after" falls on both sides
_CENT = 0.01
_NUMBERS = (int, float, np.ndarray)


@dataclass
class Case:
    """One scheme over households whose unknown facts are filled in, in one way each.

    While it runs it notes which unknown facts were read (`open`, with the values that could make a difference), which
    assumptions were used, and, with `traces`, every step.
    """

    households: Households
    book: FigureBook
    dictionary: Dictionary
    traces: bool = True
    open: dict[FactKey, set[float]] = field(default_factory=dict)
    unknown_people: dict[str, None] = field(default_factory=dict)
    assumed: dict[str, Text] = field(default_factory=dict)
    required: list[tuple[Rule, Truths, Mapping[str, object]]] = field(default_factory=list)
    provided: list[Text] = field(default_factory=list)
    noted: list[Said] = field(default_factory=list)
    exact: Numbers | None = None
    paid: Numbers | None = None
    least: Numbers | None = None
    unknown: Parameter | None = None
    doubt: Truths = field(init=False)
    fits: Truths = field(init=False)
    """Where every requirement so far holds."""
    _told: list[tuple[Step[...] | Rule, Mapping[str, object], NDArray[Any]]] = field(default_factory=list)
    _picked: dict[int, tuple[Numbers, tuple[Figure, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.doubt = np.zeros(self.size, bool)
        self.fits = np.ones(self.size, bool)

    # What is known

    @property
    def on(self) -> date:
        return self.households.on

    @property
    def size(self) -> int:
        return self.households.size

    @property
    def partner(self) -> Truths:
        """Whether there is a partner, in the sense of living together as one household."""
        return self.there(PARTNER)

    def there(self, subject: str) -> Truths:
        """Whether this person is there. Not to be written in: it is the same array every time."""
        known = self.households.present
        if subject not in known:
            exists = self.households.there.get(subject)
            there: Truths = np.zeros(self.size, bool) if exists is None else exists == 1
            there.flags.writeable = False
            known[subject] = there, exists is not None and _some(np.isnan(exists))
        there, is_open = known[subject]
        if is_open:
            self.unknown_people[subject] = None
        return there

    def number(self, fact: str, subject: str = "", at: Iterable[float] = (), where: Truths | None = None) -> Numbers:
        """Money, a number or an age; 0 for who is not there. `at` are the values beside which the outcome jumps: only
        needed where it does not simply go up or down with the fact. `where`, here and below: only there the fact is
        read, so that only there it can be unknown; elsewhere it is 0, or no."""

        def candidates() -> set[float]:
            low, high = self.dictionary[fact].bounds or (0, 0)
            return {max(float(low), 0.0), float(high), *at, *(value + _CENT for value in at)}

        return self._read(FactKey(subject, fact), candidates, where)

    def yes(self, fact: str, subject: str = "", where: Truths | None = None) -> Truths:
        """A yes/no fact; no for who is not there."""
        yes: Truths = self._read(FactKey(subject, fact), lambda: {0.0, 1.0}, where) == 1
        return yes

    def chose(self, fact: str, *options: str, subject: str = "", where: Truths | None = None) -> Truths:
        """Whether a choice is one of `options`; no for who is not there."""
        known = list(self.dictionary[fact].options)
        read = self._read(FactKey(subject, fact), lambda: set(map(float, range(len(known)))), where)
        chosen: Truths = read == known.index(options[0])
        for option in options[1:]:
            chosen |= read == known.index(option)
        if where is not None:
            chosen &= where
        return chosen & self.there(subject) if subject else chosen

    def births(self, subject: str = "", ages: Iterable[float] = (), where: Truths | None = None) -> Numbers:
        """Birth dates as day numbers; `ages` are those that the rules ask about."""

        def days() -> set[float]:
            return {day_number(_years_before(self.on, age) + around) for age in ages for around in (_AROUND, -_AROUND)}

        return self._read(FactKey(subject, "geboortedatum"), days, where)

    def known(self, fact: str, subject: str = "") -> Truths:
        """Whether somebody told a fact; not where it is filled in to see what would follow. Nothing is asked."""
        key = FactKey(subject, fact)
        column = None if key in self.households.supposed else self.households.columns.get(key)
        known: Truths = np.zeros(self.size, bool) if column is None else ~np.isnan(column)
        return known

    def figure(self, name: str) -> Figure:
        """A figure on the day. Raises UnknownFigureError."""
        return self.book.on(name, self.on)

    def knows(self, *names: str) -> bool:
        """Whether these figures are all known on the day, for what is told but not needed."""
        return all(self.book.knows(name, self.on) for name in names)

    def either(self, condition: Truths, name: str, otherwise: str) -> Numbers:
        """One figure where the condition holds, another where it does not."""
        return self.select([(condition, name)], otherwise)

    def select(self, choices: Sequence[tuple[Truths, str]], otherwise: str | None) -> Numbers:
        """The figure of the first condition that holds, per household; without `otherwise` 0 where none does. A figure
        that nobody here needs may be unknown; one that some need leaves those in doubt (NaN). Raises
        UnknownFigureError when all need one that is unknown."""
        if self.size == 1:
            return self._selected(next((name for condition, name in choices if condition), otherwise))
        chosen = np.full(self.size, np.nan)
        left = np.ones(self.size, bool)
        used: list[Figure] = []
        for condition, name in (*choices, (left, otherwise)):
            here = left & condition
            left = left & ~here
            many = np.count_nonzero(here)
            if not many:
                continue
            if name is None:
                chosen[here] = 0.0
                continue
            try:
                used.append(self.figure(name))
            except UnknownFigureError:
                if many == self.size:
                    raise
                self.unknown = self.book.parameters[name]
            else:
                chosen[here] = used[-1]
        self._picked[id(chosen)] = chosen, tuple(used)
        return chosen

    def _selected(self, name: str | None) -> Numbers:
        """`select` for one household, without what arrays cost."""
        if name is None:
            return np.zeros(1)
        figure = self.figure(name)
        chosen = np.array([float(figure)])
        self._picked[id(chosen)] = chosen, (figure,)
        return chosen

    # What is told

    def take[**Given](self, step: Step[Given], *args: Given.args, **given: Given.kwargs) -> Numbers:
        """Take one step; its arguments are given by name, so that its sentence can name them."""
        result = step(*args, **given)
        if self.traces:
            self._told.append((step, given, result))
        return result

    def require(self, rule: Rule, holds: Truths, **named: Numbers | float) -> None:
        """What must be so; the outcome is a no wherever it is not. `named` are the numbers of its sentences; where one
        of them is in doubt, so is the outcome."""
        holds = holds if np.shape(holds) == (self.size,) else np.broadcast_to(holds, (self.size,))
        for value in named.values():
            doubt = value != value  # noqa: PLR0124 - that is what NaN is, of numbers and arrays alike
            if _some(doubt):
                holds = holds | doubt
                self.doubt = self.doubt | doubt
        self.fits = self.fits & holds
        self.required.append((rule, holds, named))
        if self.traces:
            self._told.append((rule, named, holds))

    @property
    def notes(self) -> list[Text]:
        """What was noted, with the numbers filled in."""
        return [told(*each) for each in self.noted]

    def lines(self) -> list[Line]:
        """Every step and requirement, in the order in which they were taken."""
        return [self._line(*each) for each in self._told]

    def requirements(self) -> list[Met]:
        """Every requirement with the numbers of its sentences."""
        return [Met(rule, holds, self._ranges(named)) for rule, holds, named in self.required]

    def provide(self, condition: Text) -> None:
        """Something that no rule can compute and that must be so too: the outcome is then "fits if"."""
        self.provided.append(condition)

    def assume(self, id_: str, text: Text, where: Truths) -> None:
        """Say an assumption that was used for some of the households."""
        if where.any():
            self.assumed[id_] = text

    def leave_open(self, text: Text, where: Truths) -> None:
        """What follows from the law for these households, no fact settles: the outcome is in doubt, and why is said."""
        self.doubt |= where
        if where.any():
            self.note(text)

    def note(self, text: Text, **named: Numbers | float) -> None:
        """Something to know with the amount; `named` are the numbers of its sentence."""
        if self.traces:
            self.noted.append((text, self._ranges(named)))

    def pays(self, exact: Numbers, paid: Numbers | None = None) -> None:
        """The amount, per the period of the scheme; `paid` where it is rounded when it is paid out."""
        self.exact = self._for_each(exact)
        self.paid = self.exact if paid is None else self._for_each(paid)
        self.doubt |= np.isnan(self.exact)

    def pays_between(self, least: Numbers, most: Numbers) -> None:
        """An amount of which the law read here gives only the lowest and highest: the outcome is open between them."""
        self.pays(most)
        self.least = self._for_each(least)

    def _for_each(self, amount: Numbers) -> Numbers:
        numbers = np.asarray(amount, float)
        return numbers if numbers.shape == (self.size,) else np.broadcast_to(numbers, (self.size,))

    def _line(self, what: Step[...] | Rule, given: Mapping[str, object], result: NDArray[Any]) -> Line:
        named, figures = self._ranges(given), self._figures(given)
        if isinstance(what, Rule):
            many = np.count_nonzero(result)
            told_so = float(many == self.size), float(many > 0)
            sentence = what.met if told_so[1] else what.unmet
            return Line(what.id, what.article, Unit.YES_NO, told_so, sentence, named, figures)
        value = range_of(result)
        return Line(what.id, what.article, what.unit, value, what.text, named | {"result": value}, figures)

    def _ranges(self, given: Mapping[str, object]) -> dict[str, Range]:
        return {name: range_of(value) for name, value in given.items() if isinstance(value, _NUMBERS)}

    def _figures(self, given: Mapping[str, object]) -> tuple[Figure, ...]:
        """The figures among the arguments of a step, alone or picked per household."""
        found: list[Figure] = []
        for value in given.values():
            if isinstance(value, Figure):
                found.append(value)
            elif id(value) in self._picked:
                found.extend(self._picked[id(value)][1])
        return tuple(found)

    def _read(self, key: FactKey, candidates: Callable[[], set[float]], where: Truths | None) -> Numbers:
        whole = self.households.whole
        if where is None and key in whole:
            return whole[key]
        column = self.households.columns.get(key)
        here = where
        if key.subject:
            here = self.there(key.subject) if where is None else where & self.there(key.subject)
        if self.size == 1:  # without what arrays cost
            if here is not None and not here:
                return np.zeros(1)
            known = column is not None and not isnan(column[0])
            return column if column is not None and known else np.array([self._filled(key, candidates)])
        if column is None:
            column = np.full(self.size, np.nan)
        missing = np.isnan(column)
        if here is not None:
            missing &= here
            column = np.where(here, column, 0.0)
        if _some(missing):
            return np.where(missing, self._filled(key, candidates), column)
        if where is None:
            whole[key] = column
        return column

    def _filled(self, key: FactKey, candidates: Callable[[], set[float]]) -> float:
        """What stands for a value that is not known, which is noted."""
        if key.fact in ASSUMED:
            value, sentence = ASSUMED[key.fact]
            self.assumed[key.fact] = sentence
            return self._coded(key.fact, value)
        possible = self._possible(key, candidates())
        self.open[key] = self.open.get(key, set()) | possible
        return min(possible)

    def _coded(self, fact: str, value: bool | str) -> float:
        return float(list(self.dictionary[fact].options).index(value) if isinstance(value, str) else value)

    def _possible(self, key: FactKey, candidates: set[float]) -> set[float]:
        if key in self.households.estimated:
            self.assumed.setdefault("toetsingsinkomen", STEADY)
        if key in self.households.ranges:
            low, high = self.households.ranges[key]
            return {low, high, *(value for value in candidates if low < value < high)}
        if not candidates:
            raise ValueError(f"'{key}' is read without the values that make a difference")
        return candidates


def _years_before(day: date, years: float) -> date:
    whole = int(years)
    back = date(day.year - whole, day.month, min(day.day, 28))
    return back - timedelta(days=round((years - whole) * 365.25))


def _some(truths: Truths | bool) -> bool:
    """Whether any is true; several times as fast as `any` for one household."""
    return bool(np.count_nonzero(truths))
