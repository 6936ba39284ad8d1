"""Unknown is not no: every way in which what is unknown may turn out, side by side as rows of the same arrays.

What only goes up or down with a fact is bounded by the fact's ends; where it jumps, the scheme names the place (`at`).
So the lowest and highest outcome over these worlds are those over all that are possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

import numpy as np

from maatwerk.knowledge.facts import FactKey
from maatwerk.knowledge.schemes.engine.households import PARTNER, Households
from maatwerk.knowledge.schemes.engine.rounding import Numbers

MOST = 20_000  # rows that stand side by side


@dataclass(frozen=True)
class Axis:
    """Facts that vary together; each with its value in every position. `people` are persons who are there or not."""

    facts: Mapping[FactKey, tuple[float, ...]]
    people: Mapping[str, tuple[float, ...]]

    @cached_property
    def positions(self) -> int:
        return len(next(iter((*self.facts.values(), *self.people.values()))))

    @property
    def asked(self) -> list[FactKey]:
        """The questions that settle it."""
        return [*self.facts, *dict.fromkeys(map(_who, self.people))]


def are_whole(open_: Mapping[FactKey, set[float]], people: Mapping[str, None], most: int = MOST) -> bool:
    """Whether every world stands side by side. Where not, what is so in all of those that do proves nothing: the one
    between two birth dates, say, may be missing."""
    worlds: int = 2 ** len(people) * prod(map(len, open_.values()))
    return worlds <= most


def axes_of(open_: Mapping[FactKey, set[float]], people: Mapping[str, None], most: int = MOST) -> list[Axis]:
    """One axis for each unknown fact and person. Where that makes more than `most` worlds, each takes only its lowest
    and highest value; where it still does, the last of them vary together."""
    axes = [Axis({}, {person: (0.0, 1.0)}) for person in people]
    axes += [Axis({key: tuple(sorted(values))}, {}) for key, values in open_.items()]
    if prod(axis.positions for axis in axes) > most:
        axes = [_ends(axis) for axis in axes]
    alone = int(np.log2(most)) - 1
    if len(axes) > alone + 1:
        axes = [*axes[:alone], _together(axes[alone:])]
    return axes


def spread(households: Households, axes: list[Axis]) -> Households:
    """Every household in every world: the last axis turns fastest, households within it."""
    counts = [axis.positions for axis in axes]
    worlds, size = prod(counts), households.size
    columns = _Repeated(households.columns, worlds)
    there = _Repeated(households.there, worlds)
    after = worlds
    for axis, count in zip(axes, counts, strict=True):
        after //= count

        def laid_out(values: tuple[float, ...], after: int = after) -> Numbers:
            laid = np.empty((worlds // (after * len(values)), len(values), after * size))
            laid[:] = np.asarray(values)[:, None]
            return laid.reshape(-1)

        for key, values in axis.facts.items():
            told = columns.get(key)
            laid = laid_out(values)
            columns[key] = laid if told is None else np.where(np.isnan(told), laid, told)
        for person, values in axis.people.items():
            there[person] = np.where(np.isnan(there[person]), laid_out(values), there[person])
    supposed = frozenset(key for axis in axes for key in axis.facts)
    return replace(households, size=worlds * size, columns=columns, there=there, supposed=supposed)


class _Repeated[Key](Mapping[Key, Numbers]):
    """The columns of households, repeated for every world when they are asked for: most never are."""

    def __init__(self, once: Mapping[Key, Numbers], worlds: int) -> None:
        self._once, self._worlds = once, worlds
        self._made: dict[Key, Numbers] = {}

    def __getitem__(self, key: Key) -> Numbers:
        if key not in self._made:
            once = self._once[key]
            self._made[key] = np.full(self._worlds, once[0]) if len(once) == 1 else np.tile(once, self._worlds)
        return self._made[key]

    def __setitem__(self, key: Key, column: Numbers) -> None:
        self._made[key] = column

    def __iter__(self) -> Iterator[Key]:
        return iter(dict.fromkeys([*self._once, *self._made]))

    def __len__(self) -> int:
        return len({*self._once, *self._made})


def _ends(axis: Axis) -> Axis:
    return Axis({key: (values[0], values[-1]) for key, values in axis.facts.items()}, axis.people)


def _together(axes: list[Axis]) -> Axis:
    facts = {key: values for axis in axes for key, values in _ends(axis).facts.items()}
    return Axis(facts, {person: values for axis in axes for person, values in axis.people.items()})


def _who(person: str) -> FactKey:
    if person == PARTNER:
        return FactKey("", "samenwonen")
    return FactKey("", "aantal_kinderen" if person.startswith("kind") else "aantal_volwassenen")
