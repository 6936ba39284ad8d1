"""What somebody tells on the open pages: facts, or between what they lie. Nothing of it is kept, so each page sends all
of it along to the next (docs/decisions/0005-questions-leave-no-trace.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import numpy as np
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.knowledge.facts import Dictionary, FactError, FactKey, FactValue, KnownFact, Money, NoAnswer, written
from maatwerk.knowledge.facts.reading import LONGEST_ANSWER
from maatwerk.knowledge.schemes.engine.households import MOST_OF_A_KIND, PARTNER, Households, household_of

FIRST_YEAR = 2024  # of which there are figures
MOST_FIELDS = 120  # facts that are sent along: more than any person gives

# The first questions: the field of the form and the fact that it asks, in the order in which they stand.
FIELDS: Mapping[str, FactKey] = {
    "inkomen": FactKey("", "netto_maandinkomen"),
    "samenwonen": FactKey("", "samenwonen"),
    "partner_inkomen": FactKey(PARTNER, "netto_maandinkomen"),
    "kinderen": FactKey("", "aantal_kinderen"),
    "leeftijd": FactKey("", "leeftijd"),
    "volwassenen": FactKey("", "aantal_volwassenen"),
    "woning": FactKey("", "woning_soort"),
    "kale_huur": FactKey("", "kale_huur"),
    "vermogen": FactKey("", "vermogen"),
    "zorgverzekerd": FactKey("", "zorgverzekerd"),
}
AGES = "kinderen_leeftijden"
ROUGHLY = "_ongeveer"  # behind the name of a field: the list to choose a range from

RANGED = ("", PARTNER)  # whose amounts may be a range

# Where one may choose between what an amount lies: the borders, in euros. From the last one on is a range too. Borders
# of wealth lie just below those of the law, so that most people need not count to the euro.
RANGES: Mapping[str, tuple[int, ...]] = {
    "netto_maandinkomen": (0, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000),
    "toetsingsinkomen": (0, 10_000, 15_000, 20_000, 25_000, 30_000, 35_000, 40_000, 50_000, 75_000),
    "vermogen": (0, 7_500, 15_000, 37_000, 75_000, 140_000, 175_000),
}

NAMES = (*FIELDS, AGES, *(f"{name}{ROUGHLY}" for name, key in FIELDS.items() if key.fact in RANGES))

type Range = tuple[int, int | None]


@dataclass(frozen=True)
class Told:
    """What somebody told. `year` is the one they chose to see figures of. `typed` holds the form as it was filled in,
    and `faults` what of it cannot be used, by field; `refused` the fact of a question that was answered wrongly.
    `before` is what was told before the question of this step was answered; None when none was."""

    facts: Mapping[FactKey, FactValue] = field(default_factory=dict)
    ranges: Mapping[FactKey, Range] = field(default_factory=dict)
    year: int | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    refused: FactKey | None = None
    before: Told | None = None

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What has to be sent again with the next step."""
        fields = [("feit", f"{key}={written(value)}") for key, value in self.facts.items()]
        fields += [("tussen", f"{key}={code_of(range_)}") for key, range_ in self.ranges.items()]
        return fields + ([("jaar", str(self.year))] if self.year else [])

    def on(self, today: date) -> date:
        """The day that is looked at: today, or the same day of the year that was chosen."""
        if self.year is None or self.year == today.year:
            return today
        return date(self.year, today.month, min(today.day, 28))

    def household(self, today: date, dictionary: Dictionary) -> Households:
        """The household of today, with the figures of the chosen year. Money is asked of a couple together, so what the
        partner has is in it, unless it was told by itself."""
        facts = {key: KnownFact(value) for key, value in self.facts.items()}
        bounds = {
            key: (float(low), float(high if high is not None else _most(dictionary, key)))
            for key, (low, high) in self.ranges.items()
        }
        own, theirs = FactKey("", "vermogen"), FactKey(PARTNER, "vermogen")
        has_told = {*self.facts, *self.ranges}
        household = household_of(facts, today, dictionary, bounds)
        if self.facts.get(FIELDS["samenwonen"]) is True and own in has_told and theirs not in has_told:
            household = replace(household, columns={**household.columns, theirs: np.array([0.0])})
        return replace(household, on=self.on(today))


def read(form: QueryDict, dictionary: Dictionary, today: date) -> Told:
    """What was sent. What was sent along and cannot be read is left out; of what was filled in that is said."""
    gone = form.get("wis")
    facts: dict[FactKey, FactValue] = {}
    for id_, value in _pairs(form.getlist("feit")):
        try:
            key, known = dictionary.read(id_, value)
        except FactError:
            continue
        if id_ != gone and not dictionary[key.fact].contact_only:
            facts[key] = known
    ranges = {}
    for id_, code in _pairs(form.getlist("tussen")):
        key = FactKey.parse(id_)
        range_ = range_of(key, code)
        if id_ != gone and range_ and key.subject in RANGED:
            ranges[key] = range_
    told = Told(facts, ranges, _year(form.get("jaar", ""), today))
    if "vragen" in form:
        told = _filled_in(form, told, dictionary)
    if "gevraagd" in form:
        told = _answered(form, told, dictionary)
    return told


def years(today: date) -> list[int]:
    """The years that one can look at."""
    return list(range(FIRST_YEAR, today.year + 1))


def code_of(range_: Range) -> str:
    """A range as it travels: "1000-1500", or "4000-" where it has no end."""
    low, high = range_
    return f"{low}-{'' if high is None else high}"


def ranges_of(fact: str) -> list[Range]:
    """The ranges that one may choose from; none for most facts."""
    borders = RANGES.get(fact, ())
    return list(zip(borders, (*borders[1:], None), strict=False))


def range_of(key: FactKey, code: str) -> Range | None:
    return next((each for each in ranges_of(key.fact) if code_of(each) == code), None)


def as_typed(told: Told) -> dict[str, str]:
    """What was told, as the fields of the form have it."""
    typed = {name: _plainly(told.facts[key]) for name, key in FIELDS.items() if key in told.facts}
    typed |= {f"{name}{ROUGHLY}": code_of(told.ranges[key]) for name, key in FIELDS.items() if key in told.ranges}
    ages = [told.facts.get(key) for key in _births_of_children()]
    return typed | {AGES: ", ".join(_plainly(age) for age in ages if isinstance(age, Decimal))}


def _filled_in(form: QueryDict, told: Told, dictionary: Dictionary) -> Told:
    """The first questions, anew: what is empty now is no longer known."""
    typed = {name: form.get(name, "").strip()[:LONGEST_ANSWER] for name in NAMES}
    on_the_form = {*FIELDS.values(), *_births_of_children()}
    facts = {key: value for key, value in told.facts.items() if key not in on_the_form}
    ranges = {key: range_ for key, range_ in told.ranges.items() if key not in on_the_form}
    faults: dict[str, str] = {}
    for name, key in FIELDS.items():
        range_ = range_of(key, typed.get(f"{name}{ROUGHLY}", ""))
        if typed.get(name):
            try:
                _key, facts[key] = dictionary.read(str(key), typed[name])
            except FactError as error:
                faults[name] = sentence(error, dictionary)
        elif range_:
            ranges[key] = range_
    try:
        facts |= _children(typed.get(AGES, ""), facts.get(FIELDS["kinderen"]), dictionary)
    except ValueError as error:
        faults[AGES] = str(error)
    adults, partner = facts.get(FIELDS["volwassenen"]), facts.get(FIELDS["samenwonen"])
    if isinstance(adults, Decimal) and adults < (2 if partner is True else 1):
        faults["volwassenen"] = _("Tel uzelf mee, en ook uw partner.")
    facts = {key: value for key, value in facts.items() if _is_there(key.subject, facts)}
    ranges = {key: range_ for key, range_ in ranges.items() if _is_there(key.subject, facts)}
    return replace(told, facts=facts, ranges=ranges, typed=typed, faults=faults)


def _is_there(subject: str, facts: Mapping[FactKey, FactValue]) -> bool:
    """Whether somebody may still be there: what was told of a partner or child who is not, counts no longer."""
    if subject == PARTNER:
        return facts.get(FIELDS["samenwonen"]) is not False
    number = facts.get(FIELDS["kinderen"])
    return not (subject.startswith("kind") and isinstance(number, Decimal)) or int(subject[4:]) <= number


def _children(ages: str, number: FactValue | None, dictionary: Dictionary) -> dict[FactKey, FactValue]:
    """How old each child is, and so how many there are. Raises ValueError with a sentence."""
    if not ages:
        return {}
    told = [age for age in re.split(r"[,;/\s]+|\ben\b|\band\b", ages) if age]
    if len(told) > MOST_OF_A_KIND or not all(re.fullmatch(r"\d{1,2}", age) and int(age) < 18 for age in told):
        raise ValueError(
            _("Schrijf de leeftijden in hele jaren onder de 18, met een komma ertussen. Bijvoorbeeld: 9, 16.")
        )
    if isinstance(number, Decimal) and len(told) > number:
        raise ValueError(_("U noemt meer leeftijden dan kinderen. Kijk dit nog eens na."))
    found: dict[FactKey, FactValue] = {key: Decimal(age) for key, age in zip(_births_of_children(), told, strict=False)}
    return found if isinstance(number, Decimal) else found | {FIELDS["kinderen"]: Decimal(len(told))}


def _answered(form: QueryDict, told: Told, dictionary: Dictionary) -> Told:
    """The question that stood beside the answer."""
    try:
        key = dictionary.key(form.get("gevraagd", ""))
    except FactError:
        return told
    answer, range_ = form.get("antwoord", "").strip(), range_of(key, form.get("ongeveer", ""))
    if not answer and range_:
        facts = {other: value for other, value in told.facts.items() if other != key}
        return replace(told, facts=facts, ranges={**told.ranges, key: range_}, before=told)
    try:
        _key, value = dictionary.read(str(key), answer)
    except FactError as error:
        typed = {"antwoord": answer[:LONGEST_ANSWER]}
        return replace(told, typed=typed, faults={"antwoord": sentence(error, dictionary)}, refused=key)
    facts = {**told.facts, key: value}
    # Who does not know the amount still told between what it lies.
    kept = told.ranges if isinstance(value, NoAnswer) else {k: r for k, r in told.ranges.items() if k != key}
    return replace(told, facts=facts, ranges=kept, before=told)


def sentence(error: FactError, dictionary: Dictionary) -> str:
    """Why an answer cannot be used, with the question instead of the id of the fact."""
    language = get_language() or "nl"
    question = dictionary.question(FactKey.parse(error.key)).in_(language)
    return error.sentence.in_(language).replace(f"'{error.key}'", f"‘{question}’")


def _pairs(raw: Iterable[str]) -> list[tuple[str, str]]:
    return [(id_, value) for id_, _sign, value in (each.partition("=") for each in list(raw)[:MOST_FIELDS])]


def _year(raw: str, today: date) -> int | None:
    return next((year for year in years(today) if raw == str(year)), None)


def _births_of_children() -> list[FactKey]:
    return [FactKey(f"kind{number}", "leeftijd") for number in range(1, MOST_OF_A_KIND + 1)]


def _plainly(value: FactValue) -> str:
    """A value as somebody would type it in its field."""
    return written(value.amount if isinstance(value, Money) else value)


def _most(dictionary: Dictionary, key: FactKey) -> Decimal:
    bounds = dictionary[key.fact].bounds
    assert bounds is not None  # of an amount  # noqa: S101
    return bounds[1]
