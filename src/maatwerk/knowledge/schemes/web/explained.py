"""What schemes say, as pages for people at work show it: amounts in words, every step with its article, and two
situations side by side. A difference is always said in words as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isnan

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.facts import Money, Period
from maatwerk.knowledge.facts.writing import PER, shown_money, shown_number
from maatwerk.knowledge.schemes.catalogue import SchemeEntry
from maatwerk.knowledge.schemes.desk import Desk
from maatwerk.knowledge.schemes.engine.assessing import Assessment, Scheme
from maatwerk.knowledge.schemes.engine.figures import Figure, Unit
from maatwerk.knowledge.schemes.engine.steps import Line
from maatwerk.knowledge.schemes.engine.together import NOTHING, Euros, Row, monthly, sign

VERDICTS = {
    Verdict.FITS: gettext_lazy("past"),
    Verdict.FITS_IF: gettext_lazy("past als"),
    Verdict.UNSURE: gettext_lazy("onzeker"),
    Verdict.DOES_NOT_FIT: gettext_lazy("past niet"),
}
UNITS = {
    Unit.EURO_A_MONTH: gettext_lazy("per maand"),
    Unit.EURO_A_QUARTER: gettext_lazy("per kwartaal"),
    Unit.EURO_A_YEAR: gettext_lazy("per jaar"),
    Unit.EURO_AN_HOUR: gettext_lazy("per uur"),
    Unit.YEARS: gettext_lazy("jaar"),
    Unit.MONTHS: gettext_lazy("maanden"),
    Unit.HOURS_A_MONTH: gettext_lazy("uur per maand"),
}
LAWS = "https://wetten.overheid.nl"


@dataclass(frozen=True)
class Cell:
    """What one situation says at a step. Both are empty where the step was not taken."""

    value: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class StepRow:
    """One step in every situation that is shown."""

    article: str
    cells: tuple[Cell, ...]
    differs: bool


@dataclass(frozen=True)
class FigureRow:
    """One figure that was used. `url` is the law as it stood on the day, where it is one of the state."""

    name: str
    value: str
    since: date
    article: str
    law: str
    url: str
    source: str
    verified: bool


@dataclass(frozen=True)
class Side:
    """What one scheme says of one situation, which is called `title`."""

    title: str
    assessment: Assessment
    verdict: str
    amount: str
    a_month: str


@dataclass(frozen=True)
class Explained:
    """One scheme over one or two situations. `entry` is the scheme in words."""

    id: str
    name: str
    entry: SchemeEntry
    phone: str
    sides: tuple[Side, ...]
    steps: tuple[StepRow, ...]
    figures: tuple[FigureRow, ...]
    assumed: tuple[str, ...]
    questions: tuple[str, ...]
    difference: str
    differs: bool


def explained(
    desk: Desk, assessments: Sequence[Assessment], titles: Sequence[str], days: Sequence[date], row: Row | None = None
) -> Explained:
    """One scheme over the situations of which `assessments` are, each with its title and day; `row` compares two."""
    scheme = assessments[0].scheme
    keys = dict.fromkeys(key for each in assessments for key in each.questions)
    return Explained(
        scheme.id,
        name_of(desk, scheme),
        desk.entries[scheme.id],
        desk.phones.get(scheme.id, ""),
        tuple(
            Side(title, each, str(VERDICTS[each.verdict]), amount_of(each), _a_month(each))
            for each, title in zip(assessments, titles, strict=True)
        ),
        tuple(_steps([each.lines for each in assessments])),
        tuple(_figures(assessments, days)),
        tuple(dict.fromkeys(said(text) for each in assessments for text in each.assumed)),
        tuple(said(desk.dictionary.question(key)) for key in keys),
        _difference(row) if row else "",
        bool(row and row.differs),
    )


def name_of(desk: Desk, scheme: Scheme) -> str:
    return said(desk.entries[scheme.id].name)


def amount_of(assessment: Assessment) -> str:
    """The amount as it is paid, per its own period; with the exact one where that differs."""
    amount = assessment.amount
    if amount is None:
        return _("bedrag onbekend") if assessment.unknown else ""
    per = said(PER[amount.per])
    if amount.bounds:
        return f"{between(amount.bounds)} {per}"
    if amount.exact is None:
        return ""
    if amount.paid_out is None or amount.exact == amount.paid_out:
        return f"{money(amount.exact)} {per}"
    shown = {"paid": money(amount.paid_out), "per": per, "exact": money(amount.exact)}
    return _("%(paid)s %(per)s (precies %(exact)s)") % shown


def money(euros: Decimal | float) -> str:
    """An amount, below zero with a minus."""
    amount = Decimal(f"{euros:.2f}")
    shown = said(shown_money(Money(abs(amount), Period.ONCE)))
    return f"−\N{WORD JOINER}{shown}" if amount < 0 else shown


def between(euros: Euros) -> str:
    """One amount, or the lowest and highest."""
    low, high = euros
    return money(low) if low == high else _("tussen %(low)s en %(high)s") % {"low": money(low), "high": money(high)}


def more_or_less(euros: Euros | None) -> str:
    """A difference in words."""
    if euros is None:
        return _("niet te zeggen")
    low, high = euros
    if low == high:
        return _one(low)
    return _("tussen %(low)s en %(high)s") % {"low": _one(low), "high": _one(high)}


def _one(euros: Decimal) -> str:
    if not euros:
        return _("gelijk")
    return (_("%(amount)s minder") if euros < 0 else _("%(amount)s meer")) % {"amount": money(abs(euros))}


def _difference(row: Row) -> str:
    if not sign(row.scheme):
        return _("telt niet mee")
    neither = row.before.verdict is row.after.verdict is Verdict.DOES_NOT_FIT
    return more_or_less(NOTHING if neither else row.difference)


def said(text: Text) -> str:
    return text.in_(get_language() or "nl")


def value_of(line: Line) -> str:
    """The value of a step in its unit."""
    low, high = line.value
    if isnan(low):  # in doubt everywhere
        return _("onbekend")
    if line.unit is Unit.YES_NO:
        return _("hangt ervan af") if low != high else _("ja") if low else _("nee")
    if low == high:
        return in_unit(low, line.unit)
    return _("tussen %(low)s en %(high)s") % {"low": in_unit(low, line.unit), "high": in_unit(high, line.unit)}


def in_unit(value: float, unit: Unit) -> str:
    """A number with what it is in; a percentage is given as a fraction."""
    if unit is Unit.PERCENT:
        return f"{said(shown_number(Decimal(f'{value * 100:.3f}')))}%"
    number = money(value) if unit.startswith("euro") else said(shown_number(Decimal(f"{value:.6f}")))
    return f"{number} {UNITS[unit]}" if unit in UNITS else number


def _a_month(assessment: Assessment) -> str:
    euros = monthly(assessment)
    return "–" if euros is None else between(euros)


def _steps(every: Sequence[Sequence[Line]]) -> Iterable[StepRow]:
    """The steps of each situation beside each other: those of one name, in the order in which they come."""
    numbered = [_numbered(lines) for lines in every]
    for place in dict.fromkeys(place for lines in numbered for place in lines):
        found = [lines.get(place) for lines in numbered]
        cells = tuple(Cell(value_of(line), said(line.text)) if line else Cell() for line in found)
        yield StepRow(next(line.article for line in found if line), cells, len(set(cells)) > 1)


def _numbered(lines: Sequence[Line]) -> dict[tuple[str, int], Line]:
    """By name, and how often that was there before: a step that is taken for each child comes several times."""
    seen: Counter[str] = Counter()
    found = {}
    for line in lines:
        found[line.id, seen[line.id]] = line
        seen[line.id] += 1
    return found


def _figures(assessments: Sequence[Assessment], days: Sequence[date]) -> Iterable[FigureRow]:
    """Every figure that was used, each of its values once."""
    seen: dict[tuple[str, date], FigureRow] = {}
    for assessment, on in zip(assessments, days, strict=True):
        for figure in (each for line in assessment.lines for each in line.figures):
            seen.setdefault((figure.parameter.name, figure.dated.since), _figure(figure, on))
    return seen.values()


def _figure(figure: Figure, on: date) -> FigureRow:
    about, dated = figure.parameter, figure.dated
    return FigureRow(
        said(about.text),
        in_unit(float(figure), about.unit),
        dated.since,
        about.article,
        about.law,
        f"{LAWS}/{about.bwb}/{on.isoformat()}" if about.bwb.startswith("BWBR") else "",
        dated.source,
        dated.is_verified,
    )
