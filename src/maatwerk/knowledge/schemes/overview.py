"""Which figures each scheme rests on, on a day: verified or not, known or not, and how long they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from maatwerk.knowledge.facts import Dictionary, KnownFact
from maatwerk.knowledge.schemes.catalogue import SchemeEntry
from maatwerk.knowledge.schemes.engine.assessing import Scheme, outcome
from maatwerk.knowledge.schemes.engine.figures import Dated, Figure, FigureBook, Parameter
from maatwerk.knowledge.schemes.engine.households import Households, household_of


@dataclass(frozen=True)
class Rests:
    """The figures that a scheme asked for on a day."""

    on: date
    known: tuple[Figure, ...]
    unknown: tuple[Parameter, ...]

    @property
    def unverified(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.known if not figure.dated.is_verified)


@dataclass(frozen=True)
class _Watched(FigureBook):
    """A book that remembers what it was asked, and goes on where a figure is not known."""

    asked: dict[str, Figure | None] = field(default_factory=dict)

    def on(self, name: str, day: date) -> Figure:
        parameter = self.parameters[name]
        dated = parameter.on(day)
        if dated is None or dated.value is None:
            self.asked[name] = None
            some = next((each for each in parameter.values if each.value is not None), Dated(day, None, "", False))
            return Figure.of(parameter, some, some.value or 0.0)  # of some other day: only what is asked next matters
        figure = Figure.of(parameter, dated, dated.value)
        self.asked[name] = figure
        return figure


def rests_on(scheme: Scheme, on: date, book: FigureBook, dictionary: Dictionary) -> Rests:
    """What a scheme asks of the book for people of whom little is known: so whatever could matter."""
    watched = _Watched(book.parameters)
    for household in _unknown_households(on, dictionary):
        outcome(scheme, household, watched, dictionary)
    return Rests(
        on,
        tuple(figure for figure in watched.asked.values() if figure is not None),
        tuple(book.parameters[name] for name, figure in watched.asked.items() if figure is None),
    )


def _unknown_households(on: date, dictionary: Dictionary) -> Iterator[Households]:
    young = date(on.year - 19, 1, 1)
    for told in (
        {},
        {"samenwonen": False},
        {"samenwonen": True, "aantal_kinderen": 3, "aantal_volwassenen": 4},
        {"samenwonen": True, "geboortedatum": young, "partner.geboortedatum": young},
        {"woning_soort": "inrichting"},
        {"woning_soort": "koop", "huis_overwaarde": 100_000},
    ):
        read = (dictionary.read(fact, value) for fact, value in told.items())
        yield household_of({key: KnownFact(value) for key, value in read}, on, dictionary)


def not_known(schemes: Iterable[Scheme], on: date, book: FigureBook, dictionary: Dictionary) -> list[Scheme]:
    """The schemes of which some figure is not known on a day."""
    return [scheme for scheme in schemes if rests_on(scheme, on, book, dictionary).unknown]


def running_out(book: FigureBook, first: date, last: date) -> list[tuple[Parameter, date]]:
    """The figures whose last value stops counting from `first` to `last`, with that day, the soonest first."""
    ends = ((parameter, parameter.runs_out(parameter.values[-1])) for parameter in book.parameters.values())
    return sorted(((each, end) for each, end in ends if first <= end <= last), key=lambda one: (one[1], one[0].name))


def as_markdown(
    schemes: Sequence[tuple[Scheme, SchemeEntry]], days: Sequence[date], book: FigureBook, dictionary: Dictionary
) -> str:
    """The document `docs/schemes.md`: what is covered, verified, unverified and unknown, per scheme and day."""
    rests = {(scheme.id, day): rests_on(scheme, day, book, dictionary) for scheme, _entry in schemes for day in days}
    lines = [
        _HEAD,
        "| scheme | " + " | ".join(day.isoformat() for day in days) + " |",
        "| --- |" + " --- |" * len(days),
    ]
    for scheme, entry in schemes:
        cells = [_cell(rests[scheme.id, day]) for day in days]
        lines.append(f"| {entry.name.nl} (`{scheme.id}`) | {' | '.join(cells)} |")
    for scheme, entry in schemes:
        lines += ["", f"## {entry.name.nl}", f"{entry.law}. Source of the words: {entry.source.name}.", ""]
        lines += _not_sure([rests[scheme.id, day] for day in days])
    return "\n".join([*lines, "", _FIGURES, *_figure_lines(book), ""])


_HEAD = """\
# Schemes: what is covered, and how sure the figures are

Made from `content/figures` by `./maatwerk schemes overview`; a test holds it to the files. "Verified" is what was read
in the law or the official table, or checked against one. What is not known gives the answer "onzeker" and points to the
official tool. How the figures are kept true stands in [schemes-update.md](schemes-update.md).

In a cell: how many figures the scheme rests on that day; then how many of them are not verified, and how many are not
known.
"""
_FIGURES = """\
## Every figure
The last value of each, and from which day it no longer counts.

| figure | value | unit | since | counts until | article | verified | source |
| --- | --- | --- | --- | --- | --- | --- | --- |"""


def _cell(rests: Rests) -> str:
    doubts = [f"{len(rests.unverified)} not verified"] if rests.unverified else []
    if rests.unknown:
        doubts.append(f"**{len(rests.unknown)} unknown**")
    total = len(rests.known) + len(rests.unknown)
    return ", ".join([str(total), *doubts]) if total else "rests on no figure"


def _not_sure(over: Sequence[Rests]) -> list[str]:
    """Each figure that is not sure, with the days on which it is not."""
    unverified: dict[str, list[str]] = {}
    unknown: dict[str, list[str]] = {}
    for rests in over:
        for figure in rests.unverified:
            unverified.setdefault(figure.parameter.name, []).append(rests.on.isoformat())
        for parameter in rests.unknown:
            unknown.setdefault(parameter.name, []).append(rests.on.isoformat())
    if not unverified and not unknown:
        return ["All figures on these days are known and verified."]
    return [
        *(f"- not verified: `{name}` ({', '.join(days)})" for name, days in unverified.items()),
        *(f"- unknown: `{name}` ({', '.join(days)})" for name, days in unknown.items()),
    ]


def _figure_lines(book: FigureBook) -> Iterator[str]:
    for name in sorted(book.parameters):
        parameter = book.parameters[name]
        last = parameter.values[-1]
        end = parameter.runs_out(last)
        value = (
            "unknown" if last.value is None else f"{last.value:g}" if abs(last.value) < 10_000 else f"{last.value:.2f}"
        )
        until = "a change" if end == date.max else end.isoformat()
        verified = "yes" if last.is_verified else "no"
        yield (
            f"| `{name}` | {value} | {parameter.unit} | {last.since} | {until} | {parameter.article} ({parameter.bwb}) "
            f"| {verified} | {last.source} |"
        )
