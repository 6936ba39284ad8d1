"""From the data of a municipality to a scheme of the engine: the same case, steps, trace and questions as the national
schemes, with the verordening as the article. What is known to exist but not how much leaves the outcome in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.schemes.engine import municipal_words as words
from maatwerk.knowledge.schemes.engine.ages import Truths, has_reached
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.conditions import holds
from maatwerk.knowledge.schemes.engine.figures import Dated, Figure, Parameter, Unit, UnknownFigureError
from maatwerk.knowledge.schemes.engine.households import PARTNER
from maatwerk.knowledge.schemes.engine.norms import pension_age
from maatwerk.knowledge.schemes.engine.rounding import Numbers, to_cent
from maatwerk.knowledge.schemes.engine.steps import Rule, Step
from maatwerk.knowledge.schemes.municipal import AmountAtAge, MunicipalScheme, Rules, value_of

_PAYS_IN = {
    Period.MONTH: Unit.EURO_A_MONTH,
    Period.QUARTER: Unit.EURO_A_QUARTER,
    Period.YEAR: Unit.EURO_A_YEAR,
    Period.ONCE: Unit.EURO,
}
_KINDS = {"alleenstaand": "alone", "alleenstaande_ouder": "single_parent", "paar": "couple"}


def scheme_of(id_: str, entry: MunicipalScheme) -> Scheme:
    """The rules of an entry. They read the figures of `figures_of`, and those of the Participatiewet."""
    return Scheme(id_, entry.per or Period.ONCE, partial(_rules, id_, entry))


def figures_of(id_: str, entry: MunicipalScheme) -> dict[str, Parameter]:
    """Every figure of an entry through the years, as `id.figure`."""
    dated: dict[tuple[str, Unit], list[Dated]] = {}
    for since, rules in sorted(entry.versions.items()):
        for name, unit, amount in _figures_in(rules, _PAYS_IN[entry.per or Period.ONCE]):
            known = value_of(amount)
            each = Dated(since, known, rules.source, rules.is_verified and known is not None)
            dated.setdefault((name, unit), []).append(each)
    return {
        f"{id_}.{name}": Parameter(
            f"{id_}.{name}",
            words.FIGURES[name.partition("_van_")[0]],
            unit,
            entry.law,
            entry.law,
            "geen",
            entry.stands,
            tuple(values),
        )
        for (name, unit), values in dated.items()
    }


def _figures_in(rules: Rules, pays: Unit) -> Iterator[tuple[str, Unit, str]]:
    yield "regels", Unit.YES_NO, "1"  # there are rules on this day
    if rules.income:
        yield "inkomensgrens", Unit.PERCENT, rules.income.percentage
    if rules.wealth:
        yield "vermogensgrens", Unit.FACTOR, rules.wealth.times
    if rules.low_income:
        yield "laag_inkomen_jaren", Unit.YEARS, rules.low_income.years
    if rules.amounts:
        for name, field in _KINDS.items():
            yield name, pays, getattr(rules.amounts, field)
    for name, bands in (("per_kind", rules.per_child), ("leeftijd", rules.per_age)):
        for band in bands:
            yield _band(name, band), pays, band.amount
    if rules.own_share:
        yield "drempel", Unit.EURO_A_YEAR, rules.own_share.amount


def _band(name: str, band: AmountAtAge) -> str:
    return f"{name}_van_{band.from_}_tot_{band.to}"


def _rules(id_: str, entry: MunicipalScheme, case: Case) -> None:
    case.figure(f"{id_}.regels")
    rules = entry.on(case.on)
    if rules is None:
        raise UnknownFigureError(f"{id_}.regels", case.on)
    if rules.ended:
        case.require(Rule("gestopt", rules.article, rules.ended, rules.ended), np.zeros(case.size, bool))
        return
    _about_people(case, rules)
    for position, asked in enumerate(rules.facts, start=1):
        case.require(Rule(f"feit_{position}", rules.article, asked.met, asked.unmet), holds(case, asked.holds))
    _low_income(case, rules, id_)
    _wealth(case, rules, id_)
    _income(case, rules, id_)
    _amount(case, rules, id_, _PAYS_IN[entry.per or Period.ONCE])
    for condition in rules.provided:
        case.provide(condition)


# Who it is for


def _about_people(case: Case, rules: Rules) -> None:
    if rules.age:
        low, high = rules.age.from_, rules.age.to
        case.require(words.for_ages(rules.article, (low, high)), _of_age(case, "", low, high))
    if rules.pension_age:
        months = case.figure("aow.leeftijd")
        reached = pension_age(case, case.births(ages=(months / 12,)))
        must = rules.pension_age == "bereikt"
        case.require(words.for_pension(rules.article, must), reached if must else ~reached)
    if rules.student:
        must = rules.student == "wel"
        student = case.yes("student")
        case.require(words.for_students(rules.article, must), student if must else ~student)
    if rules.children or (rules.per_child and not rules.amounts and not rules.per_age):
        ranges = [(rules.children.from_, rules.children.to)] if rules.children else _ranges(rules.per_child)
        fits = [_of_age(case, child, *ages) for child in case.households.children for ages in ranges]
        case.require(words.for_children(rules.article, ranges), np.any([np.zeros(case.size, bool), *fits], axis=0))


def _of_age(case: Case, subject: str, low: int | None, high: int | None) -> Truths:
    """Whether somebody is there and of these ages, both inclusive. Who is called a child is under 18, so a limit of 18
    years needs no birth date."""
    if subject and low in (None, 0) and (high is None or high == 17):
        return _is_minor(case, subject) if high == 17 else case.there(subject)
    births = case.births(subject, ages=[age for age in (low, high + 1 if high is not None else None) if age])
    fits = np.ones(case.size, bool)
    if low is not None:
        fits &= has_reached(births, case.on, low)
    if high is not None:
        fits &= ~has_reached(births, case.on, high + 1)
    return fits & case.there(subject) if subject else fits


def _is_minor(case: Case, child: str) -> Truths:
    """Who is called a child is under 18, unless a birth date says otherwise (Pw art. 4 lid 1 onder d and e)."""
    there, known = case.there(child), case.known("geboortedatum", child)
    return there & ~(known & has_reached(case.births(child, where=known), case.on, 18))


def _is_parent(case: Case) -> Truths:
    minors = [_is_minor(case, child) for child in case.households.children]
    found: Truths = np.any([np.zeros(case.size, bool), *minors], axis=0)
    return found


def _ranges(bands: Sequence[AmountAtAge]) -> list[tuple[int | None, int | None]]:
    return [(band.from_, band.to) for band in bands]


# What may come in, and what one may own


def _low_income(case: Case, rules: Rules, id_: str) -> None:
    least = _figure(case, f"{id_}.laag_inkomen_jaren", words.NO_YEARS) if rules.low_income else None
    if least is not None:
        rule = Rule("laag_inkomen", rules.article, words.YEARS_MET, words.YEARS_UNMET)
        case.require(rule, case.number("laag_inkomen_jaren") >= least, least=least)


def _wealth(case: Case, rules: Rules, id_: str) -> None:
    times = _figure(case, f"{id_}.vermogensgrens", words.NO_WEALTH) if rules.wealth else None
    if times is None:
        return
    choices = [
        (case.partner, "participatiewet.vermogen_gehuwd"),
        (_is_parent(case), "participatiewet.vermogen_alleenstaande_ouder"),
    ]
    law = _select(case, choices, "participatiewet.vermogen_alleen", words.NO_WEALTH)
    if law is None:
        return
    limit = case.take(
        Step("vermogensgrens", rules.article, Unit.EURO, words.WEALTH_LIMIT, _of_the_law), share=times, law=law
    )
    wealth = _together(case.number("vermogen"), case.number("vermogen", PARTNER))
    case.require(Rule("vermogen", rules.article, words.WEALTH_MET, words.WEALTH_UNMET), wealth <= limit, limit=limit)


def _income(case: Case, rules: Rules, id_: str) -> None:
    share = _figure(case, f"{id_}.inkomensgrens", words.NO_INCOME) if rules.income else None
    law = norm_without_shared_costs(case) if share is not None else None
    if share is None or law is None:
        return
    limit = case.take(
        Step("inkomensgrens", rules.article, Unit.EURO_A_MONTH, words.INCOME_LIMIT, _of_the_law), share=share, law=law
    )
    step = Step("gezamenlijk_inkomen", rules.article, Unit.EURO_A_MONTH, words.JOINT, _together)
    income = case.take(step, own=case.number("netto_maandinkomen"), partner=case.number("netto_maandinkomen", PARTNER))
    case.require(Rule("inkomen", rules.article, words.INCOME_MET, words.INCOME_UNMET), income <= limit, limit=limit)


def norm_without_shared_costs(case: Case) -> Numbers | None:
    """The norm of the Participatiewet that limits are a percentage of (art. 21 and 22, net a month with holiday
    allowance): alone or couple, below or from AOW age, whoever else lives there, and for who is 18 to 20 that of 21.
    None where it is not known."""
    couple = case.partner
    try:
        month = case.figure("aow.leeftijd")
    except UnknownFigureError as error:
        _not_known(case, error.name, words.NO_INCOME)
        return None
    pension = pension_age(case, case.births(ages=(month / 12,)))
    theirs = couple & pension_age(case, case.births(PARTNER, ages=(month / 12,)))
    choices = [
        (couple & (pension | theirs), "participatiewet.gehuwd_aow"),
        (couple, "participatiewet.gehuwd_21"),
        (pension, "participatiewet.alleen_aow"),
    ]
    return _select(case, choices, "participatiewet.alleen_21", words.NO_INCOME)


def _of_the_law(share: float, law: Numbers) -> Numbers:
    return to_cent(share * law)


def _together(own: Numbers, partner: Numbers) -> Numbers:
    return to_cent(own + partner)


# What it gives


def _amount(case: Case, rules: Rules, id_: str, unit: Unit) -> None:
    parts: dict[str, Numbers] = {}
    if rules.amounts:
        choices = [(case.partner, f"{id_}.paar"), (_is_parent(case), f"{id_}.alleenstaande_ouder")]
        amount = _select(case, choices, f"{id_}.alleenstaand", words.NO_AMOUNT)
        parts["huishouden"] = _told_as(case, rules, unit, "huishouden", amount)
    if rules.per_age:
        parts["leeftijd"] = _told_as(case, rules, unit, "leeftijd", _by_age(case, rules.per_age, id_))
    if rules.per_child:
        parts["kinderen"] = _for_each_child(case, rules, id_, unit)
    if len(parts) > 1:
        step = Step("totaal", rules.article, unit, words.TOTAL, lambda **each: np.sum(list(each.values()), axis=0))
        parts = {"totaal": case.take(step, **parts)}
    for total in parts.values():
        case.pays(total)
    if rules.own_share:
        try:
            share = case.figure(f"{id_}.drempel")
        except UnknownFigureError:
            case.note(words.OWN_SHARE_UNKNOWN)
        else:
            step_ = Step(
                "drempel", rules.article, Unit.EURO_A_YEAR, words.OWN_SHARE, lambda share: np.asarray(float(share))
            )
            case.take(step_, share=share)


def _told_as(case: Case, rules: Rules, unit: Unit, part: str, amount: Numbers | None) -> Numbers:
    if amount is None:
        return np.full(case.size, np.nan)
    return case.take(
        Step(f"bedrag_{part}", rules.article, unit, words.PARTS[part], lambda amount: amount), amount=amount
    )


def _by_age(case: Case, bands: Sequence[AmountAtAge], id_: str) -> Numbers | None:
    choices = [(_of_age(case, "", band.from_, band.to), f"{id_}.{_band('leeftijd', band)}") for band in bands]
    return _select(case, choices, None, words.NO_AMOUNT)


def _for_each_child(case: Case, rules: Rules, id_: str, unit: Unit) -> Numbers:
    """How many children are of the ages of an amount, times that amount, added up. An amount that is not known leaves
    those in doubt who have such a child."""
    given: dict[str, Numbers | float] = {}
    unknown = np.zeros(case.size, bool)
    for band in rules.per_child:
        many = np.sum(
            [np.zeros(case.size), *(_of_age(case, child, band.from_, band.to) for child in case.households.children)],
            axis=0,
        )
        name = _band("per_kind", band)
        try:
            given |= {f"aantal_{name}": many, name: case.figure(f"{id_}.{name}")}
        except UnknownFigureError as error:
            unknown |= many > 0
            if (many > 0).any():
                case.unknown = case.book.parameters[error.name]
    case.leave_open(words.NO_AMOUNT, unknown)
    total = case.take(Step("bedrag_kinderen", rules.article, unit, words.PARTS["kinderen"], _times), **given)
    return np.where(unknown, np.nan, total)


def _times(**given: Numbers | float) -> Numbers:
    """Each number of children times its amount: they come in pairs."""
    values = [np.asarray(each, float) for each in given.values()]
    return np.sum([many * amount for many, amount in zip(values[::2], values[1::2], strict=True)], axis=0)


# What is not known


def _figure(case: Case, name: str, told: Text) -> Figure | None:
    try:
        return case.figure(name)
    except UnknownFigureError as error:
        _not_known(case, error.name, told)
        return None


def _select(case: Case, choices: Sequence[tuple[Truths, str]], otherwise: str | None, told: Text) -> Numbers | None:
    try:
        found = case.select(choices, otherwise)
    except UnknownFigureError as error:
        _not_known(case, error.name, told)
        return None
    if np.isnan(found).all():  # `select` noted which figure
        _not_known(case, None, told)
        return None
    return found


def _not_known(case: Case, name: str | None, told: Text) -> None:
    """What follows goes on without it: somebody for whom something else says no gets that answer."""
    if name:
        case.unknown = case.book.parameters[name]
    if told not in [sentence for sentence, _numbers in case.noted]:
        case.leave_open(told, np.ones(case.size, bool))
