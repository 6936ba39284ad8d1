"""How well the front door understands: shares of a frozen set of questions, each with what chance leaves open. Pure but
for the door itself, which knows no I/O either."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt
from statistics import median
from typing import Any

from maatwerk.casework.frontdoor.door import Answer
from maatwerk.knowledge.advice import Need, Verdict

type Ask = Callable[[str], Answer]

FIRST = (1, 3, 5)


@dataclass(frozen=True)
class Share:
    """`right` of `of`; as text with the interval of Wilson (1927) at 95 %."""

    name: str
    right: int
    of: int

    @property
    def value(self) -> float:
        return self.right / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The lowest and highest share that this is a likely sample of."""
        if not self.of:
            return 0.0, 1.0
        z, n, p = 1.96, self.of, self.value
        middle, around = (p + z * z / (2 * n)), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (middle - around) / (1 + z * z / n), (middle + around) / (1 + z * z / n)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.name:<44}{self.value:6.3f}  ({low:.3f} to {high:.3f})  {self.right} of {self.of}"


def of_questions(ask: Ask, questions: Iterable[Mapping[str, Any]], needs: Mapping[str, Need]) -> list[Share]:
    """Needs, life domains and helpful suggestions per kind of question ("direct", "indirect"), and how often the door
    raised an alarm where no danger is told, was not sure, or refused.

    A question holds `tekst`, `soort` and `behoeften`: groups, each of which has to be found; any id in it counts. A
    suggestion helps when it is meant for a need of the group, or helps with it a little.
    """
    rows = [(one, ask(one["tekst"])) for one in questions]
    found = []
    for kind in sorted({one["soort"] for one, _answer in rows}):
        of_kind = [(one["behoeften"], answer) for one, answer in rows if one["soort"] == kind]
        for first in FIRST:
            found.append(_groups(f"{kind}: need in first {first}", of_kind, partial(_needs, first=first)))
        found.append(
            Share(
                f"{kind}: right life domain in first 3",
                sum(_domains(groups, needs) & _heard_domains(answer) != set() for groups, answer in of_kind),
                len(of_kind),
            )
        )
        for first in FIRST[1:]:
            name = f"{kind}: helpful suggestion in first {first}"
            found.append(_groups(name, of_kind, partial(_served, first=first)))
    answers = [answer for _one, answer in rows]
    ordinary = [answer for one, answer in rows if not _tells_danger(one["behoeften"], needs)]
    return [
        *found,
        Share("alarm by a rule where no danger is told", sum(answer.urgent for answer in ordinary), len(ordinary)),
        Share("asked what was meant", sum(not answer.sure and not answer.not_found for answer in answers), len(rows)),
        Share("not understood, wrongly", sum(answer.not_found for answer in answers), len(rows)),
    ]


def of_other_lines(ask: Ask, lines: Iterable[Mapping[str, Any]]) -> list[Share]:
    """Lines about nothing here: how often the door says so."""
    answers = [ask(one["tekst"]) for one in lines]
    return [Share("not understood, rightly", sum(answer.not_found for answer in answers), len(answers))]


def of_danger(ask: Ask, lines: Mapping[str, Sequence[str]]) -> list[Share]:
    """Lines that tell danger outright or by a hint, and ordinary ones ("gewoon"): rules, and rules or a calm line."""
    found = []
    for kind, texts in lines.items():
        answers = [ask(text) for text in texts]
        found += [
            Share(f"danger, {kind}: a rule", sum(answer.urgent for answer in answers), len(answers)),
            Share(f"danger, {kind}: a rule or a calm line", sum(bool(a.urgent_help) for a in answers), len(answers)),
        ]
    return found


def typical(milliseconds: Sequence[float]) -> tuple[float, float]:
    """The median, and what nineteen in twenty stay under."""
    return median(milliseconds), sorted(milliseconds)[int(len(milliseconds) * 0.95)]


def _groups(
    name: str, rows: Sequence[tuple[Sequence[Sequence[str]], Answer]], ids: Callable[[Answer], set[str]]
) -> Share:
    hits = [bool(set(group) & ids(answer)) for groups, answer in rows for group in groups]
    return Share(name, sum(hits), len(hits))


def _needs(answer: Answer, first: int) -> set[str]:
    return {heard.need.id for heard in answer.needs[:first]}


def _served(answer: Answer, first: int) -> set[str]:
    fitting = [one for one in answer.suggestions if one.verdict is not Verdict.DOES_NOT_FIT]
    return {id_ for one in fitting[:first] for id_ in (*one.serves, *one.also_serves)}


def _tells_danger(groups: Sequence[Sequence[str]], needs: Mapping[str, Need]) -> bool:
    return any(needs[id_].dangerous for group in groups for id_ in group)


def _domains(groups: Sequence[Sequence[str]], needs: Mapping[str, Need]) -> set[str]:
    return {needs[id_].domain.value for group in groups for id_ in group}


def _heard_domains(answer: Answer) -> set[str]:
    return {heard.need.domain.value for heard in answer.needs[:3]}
