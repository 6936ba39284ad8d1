"""What a change of a municipal scheme does, over a population that does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts import Condition, Dictionary, FactKey
from maatwerk.knowledge.schemes.engine.ages import Truths
from maatwerk.knowledge.schemes.engine.assessing import outcome
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.comparing import Change, a_year, change
from maatwerk.knowledge.schemes.engine.figures import FigureBook
from maatwerk.knowledge.schemes.engine.households import PARTNER, Households
from maatwerk.knowledge.schemes.engine.invented import invented
from maatwerk.knowledge.schemes.engine.municipal import figures_of, norm_without_shared_costs, scheme_of
from maatwerk.knowledge.schemes.engine.rounding import Numbers
from maatwerk.knowledge.schemes.municipal import MunicipalScheme

SIZE = 20_000
SEED = 2026
_BANDS = (1.0, 1.1, 1.2, 1.3, 1.5)  # of the norm, the upper ends
_ID = "proef"


@dataclass(frozen=True)
class Tried:
    """What changes for everybody, per kind of household and per band of income. `by_income` is empty where the norm is
    not known on that day."""

    on: date
    size: int
    all_: Change
    by_kind: tuple[tuple[Text, Change], ...]
    by_income: tuple[tuple[Text, Change], ...]


def tried(
    before: MunicipalScheme | None, after: MunicipalScheme | None, on: date, book: FigureBook, dictionary: Dictionary
) -> Tried:
    """The difference between two versions of one scheme; None is that there is none. `book` has the figures of the
    Participatiewet."""
    also = {FactKey.parse(fact) for each in (before, after) if each for fact in _facts(each, on)}
    people = invented(SIZE, SEED, on, dictionary, also)
    now, then = (yearly(each, people, book, dictionary) for each in (before, after))

    def groups(found: Iterable[tuple[Text, Truths]]) -> tuple[tuple[Text, Change], ...]:
        return tuple((name, change(now, then, group)) for name, group in found)

    everybody = np.ones(people.size, bool)
    by_kind, by_income = groups(_kinds(people)), groups(_incomes(people, book, dictionary))
    return Tried(on, people.size, change(now, then, everybody), by_kind, by_income)


def yearly(entry: MunicipalScheme | None, people: Households, book: FigureBook, dictionary: Dictionary) -> Numbers:
    """What a version of a scheme gives each household, in euros a year: the outcome of the engine itself."""
    if entry is None:
        return np.zeros(people.size)
    scheme = scheme_of(_ID, entry)
    with_own = FigureBook({**figures_of(_ID, entry), **book.parameters})
    found = outcome(scheme, people, with_own, dictionary)
    return a_year(found, scheme.per, people.size)


def _kinds(people: Households) -> Iterator[tuple[Text, Truths]]:
    partner, parent = people.there[PARTNER] == 1, people.columns[FactKey("", "aantal_kinderen")] > 0
    yield Text(nl="Alleen", en="Alone"), ~partner & ~parent
    yield Text(nl="Alleenstaande ouder", en="Single parent"), ~partner & parent
    yield Text(nl="Paar zonder kinderen", en="Couple without children"), partner & ~parent
    yield Text(nl="Paar met kinderen", en="Couple with children"), partner & parent


def _incomes(people: Households, book: FigureBook, dictionary: Dictionary) -> Iterator[tuple[Text, Truths]]:
    norm = norm_without_shared_costs(Case(people, book, dictionary, traces=False))
    if norm is None or np.isnan(norm).any():
        return
    partner = people.there[PARTNER] == 1
    own, theirs = (people.columns[FactKey(each, "netto_maandinkomen")] for each in ("", PARTNER))
    share = (own + np.where(partner, theirs, 0.0)) / norm
    lower = 0.0
    for upper in _BANDS:
        ends = f"{lower * 100:.0f}", f"{upper * 100:.0f}"
        name = (
            Text(
                nl=f"{ends[0]}% tot en met {ends[1]}% van de bijstand",
                en=f"{ends[0]}% to {ends[1]}% of social assistance",
            )
            if lower
            else Text(nl=f"Tot en met {ends[1]}% van de bijstand", en=f"Up to {ends[1]}% of social assistance")
        )
        yield name, (share > lower) & (share <= upper)
        lower = upper
    yield (
        Text(
            nl=f"Meer dan {lower * 100:.0f}% van de bijstand", en=f"More than {lower * 100:.0f}% of social assistance"
        ),
        share > lower,
    )


def _facts(entry: MunicipalScheme, on: date) -> Iterator[str]:
    rules = entry.on(on)
    for asked in rules.facts if rules else ():
        yield from _named(asked.holds)


def _named(condition: Condition) -> Iterator[str]:
    if condition.fact:
        yield condition.fact
    for part in (*(condition.all_of or ()), *(condition.any_of or ())):
        yield from _named(part)
