"""What a scheme says, in the words of the pages for residents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Amount, Period, Verdict
from maatwerk.knowledge.facts import FactKey
from maatwerk.knowledge.schemes.catalogue import SchemeEntry
from maatwerk.knowledge.schemes.desk import Desk
from maatwerk.knowledge.schemes.engine.assessing import Assessment
from maatwerk.knowledge.schemes.engine.figures import Figure, Unit
from maatwerk.knowledge.schemes.engine.steps import Line
from maatwerk.knowledge.schemes.engine.together import COSTS, NO_INCOME, PER_MONTH, monthly

# What is an income itself: with it the rest is worked out anew, so it does not stand in the sum.
INCOMES = frozenset({"bijstand", "aow", "aio"})


@dataclass(frozen=True)
class Card:
    """One scheme on the page. `steps` are those whose outcome is known, `laws` what each rests on."""

    id: str
    entry: SchemeEntry
    assessment: Assessment
    verdict: str
    amount: str
    phone: str | None
    steps: tuple[Line, ...]
    laws: tuple[tuple[str, tuple[str, ...]], ...]
    unknown: str
    has_unverified: bool
    questions: tuple[Text, ...]

    @property
    def fits(self) -> bool:
        return self.assessment.verdict in (Verdict.FITS, Verdict.FITS_IF)


def card_of(assessment: Assessment, desk: Desk, year: int) -> Card:
    id_ = assessment.scheme.id
    steps = tuple(line for line in assessment.lines if not line.is_open)
    return Card(
        id=id_,
        entry=desk.entries[id_],
        assessment=assessment,
        verdict=verdict_of(assessment),
        amount=in_words(assessment.amount) if assessment.amount else "",
        phone=desk.phones.get(id_),
        steps=steps,
        laws=_laws(assessment.lines),
        unknown=_unknown(assessment, year),
        has_unverified=any(not figure.dated.is_verified for line in assessment.lines for figure in line.figures),
        questions=tuple(desk.dictionary.question(key) for key in assessment.questions),
    )


def later(card: Card) -> tuple[bool, bool]:
    """What comes later among what may fit: what is no money to get, and of which no amount is known."""
    return card.id in COSTS | NO_INCOME, not card.amount


def verdict_of(assessment: Assessment) -> str:
    """The verdict as a sentence. What costs money and what protects it are told as that."""
    id_, verdict = assessment.scheme.id, assessment.verdict
    if id_ in COSTS:
        words = (
            _("Dit betaalt u waarschijnlijk"),
            _("Misschien betaalt u dit"),
            _("U betaalt dit waarschijnlijk niet"),
        )
    elif id_ in NO_INCOME:
        words = (_("Dit mag u waarschijnlijk houden"), _("Misschien mag u dit houden"), _("Dit geldt nu niet voor u"))
    else:
        words = (_("U heeft hier waarschijnlijk recht op"), _("Misschien"), _("Waarschijnlijk niet"))
    if verdict is Verdict.FITS_IF and id_ not in COSTS | NO_INCOME:
        return _("U heeft hier recht op, als dit klopt")
    return words[{Verdict.FITS: 0, Verdict.FITS_IF: 0, Verdict.UNSURE: 1, Verdict.DOES_NOT_FIT: 2}[verdict]]


def shown(assessment: Assessment) -> str:
    """The verdict, with the amount where there is one."""
    amount = in_words(assessment.amount) if assessment.amount else ""
    return ", ".join(filter(None, (verdict_of(assessment), amount)))


def in_words(amount: Amount) -> str:
    """What is paid out, or else the exact amount, or else between what it is."""
    period = per(amount.per)
    told = amount.paid_out if amount.paid_out is not None else amount.exact
    if told is not None:
        return f"{euros(told)} {period}"
    if amount.bounds is None:
        return ""
    low, high = amount.bounds
    if low == 0:
        return _("hoogstens %(high)s %(period)s") % {"high": euros(high), "period": period}
    return _("tussen %(low)s en %(high)s %(period)s") % {"low": euros(low), "high": euros(high), "period": period}


def per(period: Period) -> str:
    return {
        Period.MONTH: _("per maand"),
        Period.QUARTER: _("per kwartaal"),
        Period.YEAR: _("per jaar"),
        Period.ONCE: _("één keer"),
    }[period]


def euros(value: Decimal) -> str:
    cents = 0 if value == value.to_integral_value() else 2
    return f"€\N{NO-BREAK SPACE}{number_format(value, cents, force_grouping=True)}"


def range_in_words(low: int, high: int | None) -> str:
    if high is None:
        return _("%(low)s of meer") % {"low": euros(Decimal(low))}
    if low == 0:
        return _("minder dan %(high)s") % {"high": euros(Decimal(high))}
    return _("%(low)s tot %(high)s") % {"low": euros(Decimal(low)), "high": euros(Decimal(high))}


def surely_a_month(assessments: Sequence[Assessment]) -> Decimal:
    """What surely comes in a month, in whole euros, as it is paid out; of what comes once a quarter or year a part.
    Without what is an income itself, and what comes only once."""
    amounts = (
        _least(each.amount) * PER_MONTH[each.amount.per]
        for each in assessments
        if each.verdict is Verdict.FITS and each.scheme.id not in INCOMES | COSTS | NO_INCOME
        if each.amount and each.amount.per in PER_MONTH
    )
    return sum(amounts, Decimal(0)).quantize(Decimal("1"), ROUND_DOWN)


def _least(amount: Amount) -> Decimal:
    known = amount.paid_out if amount.paid_out is not None else amount.exact
    return known if known is not None else amount.bounds[0] if amount.bounds else Decimal(0)


def question_that_settles_most(assessments: Sequence[Assessment], answered: Sequence[FactKey]) -> FactKey | None:
    """The question with most at stake: for how many schemes it may settle whether they fit, and how much money a month
    lies between what they may give. Of equals the one that was read first."""
    stakes: dict[FactKey, float] = {}
    for each in assessments:
        for key in each.questions:
            if key not in answered:
                stakes[key] = stakes.get(key, 0.0) + _at_stake(each)
    return max(stakes, key=lambda key: stakes[key], default=None)


def _at_stake(assessment: Assessment) -> float:
    """1 for not knowing whether a scheme fits, and 1 for each 100 euros a month between its bounds."""
    known = monthly(assessment)
    between = float(known[1] - known[0]) / 100 if known else 0.0
    return between + (assessment.verdict is Verdict.UNSURE)


def is_too_early(assessment: Assessment, year: int) -> bool:
    """Whether a figure is not known because nobody has given that of this year yet."""
    return assessment.unknown is not None and assessment.unknown.values[-1].since.year == year - 1


def _unknown(assessment: Assessment, year: int) -> str:
    """The figure that is not known, so that no amount can be told."""
    if assessment.unknown is None or assessment.verdict is Verdict.DOES_NOT_FIT:
        return ""
    if is_too_early(assessment, year):
        return _("De bedragen van %(year)s zijn nog niet bekend.") % {"year": year}
    what = assessment.unknown.text.in_(get_language() or "nl")
    return _("Wij kennen dit cijfer niet: ‘%(what)s’. Daarom noemen wij geen bedrag.") % {"what": what}


def _laws(lines: Sequence[Line]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each article once, with the figures that were taken from it."""
    found: dict[str, dict[str, None]] = {}
    for line in lines:
        figures = found.setdefault(line.article, {})
        for figure in line.figures:
            figures[_figure(figure)] = None
    return tuple((article, tuple(figures)) for article, figures in found.items())


def _figure(figure: Figure) -> str:
    parameter = figure.parameter
    value = Decimal(str(figure.dated.value))
    if parameter.unit is Unit.PERCENT:
        shown = f"{number_format(value.normalize(), force_grouping=True)}%"
    elif parameter.unit.startswith("euro"):
        shown = euros(value)
    else:
        shown = number_format(value.normalize(), force_grouping=True)
    return f"{parameter.text.in_(get_language() or 'nl')}: {shown}. {_('Bron:')} {figure.dated.source}"
