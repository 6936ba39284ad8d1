"""A household as the fixed contract has it (docs/contracts/README.md, `schemes`), read strictly.

    {"peildatum": "2026-01-01", "gemeente": "…",
     "personen": [{"rol": "aanvrager", "geboortedatum": "1990-05-01", "toetsingsinkomen": 25000}, {"rol": "kind"}],
     "huishouden": {"kinderbijslag": true},
     "woning": {"soort": "huur", "kale_huur": 700}}

Keys are ids of the fact dictionary: what is about a person stands with that person, what is about the home in `woning`
(where `soort` is `woning_soort`), and what is about the household in `huishouden` or with the applicant. Absent or null
is unknown. Who stands in `personen` is who lives there. Nothing is guessed: text for a number is refused, and no income
of a year is made of one of a month.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts import Dictionary, Fact, FactKey, FactKind, Purpose
from maatwerk.knowledge.facts.writing import PER, shown_day, shown_number
from maatwerk.knowledge.schemes.engine.ages import day_number
from maatwerk.knowledge.schemes.engine.households import MOST_OF_A_KIND, PARTNER, Households, with_births

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
ROLES = ("aanvrager", "partner", "kind", "medebewoner")
_KEYS = ("peildatum", "gemeente", "personen", "huishouden", "woning")
_LONGEST_KEY = 60  # characters of an unknown key that are repeated
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOISE = 1e-6  # what binary fractions may add to a whole cent


class FaultError(ValueError):
    """A household cannot be read: `field` says where (`personen[1].geboortedatum`), `sentence` why."""

    def __init__(self, field: str, sentence: Text) -> None:
        self.field, self.sentence = field, sentence
        super().__init__(f"{field}: {sentence.en}")


@dataclass(frozen=True)
class Told:
    """A household that was read. `municipality` is None when none was named."""

    household: Households
    municipality: str | None


NO_OBJECT = Text(nl="Dit moet een JSON-object zijn.", en="This must be a JSON object.")
UNKNOWN_MUNICIPALITY = Text(nl="Deze gemeente kennen wij niet.", en="We do not know this municipality.")
SWITCHED_OFF = Text(
    nl="Deze gemeente rekent hier niet met regelingen.", en="This municipality does not work out schemes here."
)
_UNKNOWN_KEY = Text(nl="Dit veld kennen wij niet.", en="We do not know this field.")
_TWICE = Text(nl="Dit staat er twee keer, met een andere waarde.", en="This is given twice, with another value.")
_OTHER_PURPOSE = Text(nl="Dit gegeven gebruiken wij niet voor regelingen.", en="We do not use this fact for schemes.")
_BELONGS = {
    "persoon": Text(nl="Dit gegeven hoort bij een persoon.", en="This fact belongs to a person."),
    "woning": Text(nl="Dit gegeven hoort bij de woning.", en="This fact belongs to the home."),
    "huishouden": Text(
        nl="Dit gegeven hoort bij de aanvrager of bij 'huishouden'.",
        en="This fact belongs to the applicant ('aanvrager') or to 'huishouden'.",
    ),
}
_A_DAY = Text(nl="Schrijf een datum die bestaat, zoals 2026-01-31.", en="Write a date that exists, such as 2026-01-31.")
_YES_NO = Text(nl="Schrijf true of false.", en="Write true or false.")
_CENTS = Text(nl="Schrijf hoogstens twee cijfers achter de punt.", en="Write at most two digits after the point.")
_WHOLE = Text(nl="Dit moet een heel getal zijn.", en="This must be a whole number.")
_NO_NUMBER = Text(
    nl="Dit moet een getal zijn, zonder aanhalingstekens.", en="This must be a number, without quotation marks."
)
_NOT_BORN = Text(nl="Deze datum ligt na de peildatum.", en="This date lies after the reference date ('peildatum').")
_OTHER_AGE = Text(nl="Dit past niet bij de geboortedatum.", en="This does not match the date of birth.")
_OTHER_PEOPLE = Text(
    nl="Dit past niet bij wie er in 'personen' staan.", en="This does not match the people in 'personen'."
)


def household_from(
    raw: object, dictionary: Dictionary, knows: Callable[[str], object], today: date, *, on: date | None = None
) -> Told:
    """The household in `raw`, which is JSON. It counts on the day `on`, or else the day it names, or today.
    `knows` says whether there is a municipality of this name. Raises FaultError."""
    given = _object(raw, "invoer")
    for key in given:
        if key not in _KEYS:
            raise FaultError(_shown(key), _UNKNOWN_KEY)
    told_on = peildatum(given["peildatum"], "peildatum") if given.get("peildatum") is not None else today
    on = on or told_on
    people = list(_people(given.get("personen")))
    reading = _Reading(dictionary, {})
    for place, subject, person in people:
        levels = ("persoon",) if subject else ("persoon", "huishouden")
        reading.take(person, subject, place, levels)
    for part in ("huishouden", "woning"):
        if given.get(part) is not None:
            reading.take(_object(given[part], part), "", part, (part,))
    _check_births(reading, people, on)
    _count(reading, people)
    household = Households(
        on,
        1,
        columns={key: np.array([value]) for key, (value, _place) in reading.values.items()},
        there={subject: np.ones(1) for _place, subject, _person in people if subject} | _no_partner(people),
    )
    return Told(with_births(household), _municipality(given.get("gemeente"), knows))


def peildatum(raw: object, field: str) -> date:
    """The day on which figures and ages count. Raises FaultError."""
    day = _day(raw, field)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise FaultError(field, _between_days(FIRST_DAY, LAST_DAY))
    return day


@dataclass
class _Reading:
    """The values that were read, each with its place."""

    dictionary: Dictionary
    values: dict[FactKey, tuple[float, str]]

    def take(self, given: Mapping[str, Any], subject: str, place: str, levels: tuple[str, ...]) -> None:
        for name, raw in given.items():
            if place.startswith("personen") and name == "rol":
                continue
            field = f"{place}.{_shown(name)}"
            fact = "woning_soort" if place == "woning" and name == "soort" else name
            if fact not in self.dictionary or self.dictionary[fact].contact_only:
                raise FaultError(field, _UNKNOWN_KEY)
            about = self.dictionary[fact]
            if about.level not in levels:
                raise FaultError(field, _BELONGS[about.level])
            if Purpose.SCHEMES not in about.purposes:
                raise FaultError(field, _OTHER_PURPOSE)
            if raw is not None:
                self._put(FactKey(subject, fact), _number(about, raw, field), field)

    def _put(self, key: FactKey, value: float, field: str) -> None:
        if key in self.values and self.values[key][0] != value:
            raise FaultError(field, _TWICE)
        self.values[key] = value, field

    def derive(self, key: FactKey, value: float, clash: Text) -> None:
        """What follows from something else that was told; where it was told too, it must be the same."""
        if key in self.values and self.values[key][0] != value:
            raise FaultError(self.values[key][1], clash)
        self.values.setdefault(key, (value, ""))


def _people(raw: object) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Place, subject and facts of everybody, in the order given."""
    if not isinstance(raw, list):
        raise FaultError(
            "personen", Text(nl="Hier hoort een lijst van personen.", en="A list of people is needed here.")
        )
    seen: dict[str, int] = dict.fromkeys(ROLES, 0)
    for number, each in enumerate(raw):
        place = f"personen[{number}]"
        person = _object(each, place)
        role = person.get("rol")
        if not isinstance(role, str) or role not in ROLES:
            allowed = ", ".join(ROLES)
            raise FaultError(f"{place}.rol", Text(nl=f"Kies uit {allowed}.", en=f"Choose from {allowed}."))
        seen[role] += 1
        most = MOST_OF_A_KIND if role in ("kind", "medebewoner") else 1
        if seen[role] > most:
            raise FaultError(f"{place}.rol", _too_many(role, most))
        yield place, {"aanvrager": "", PARTNER: PARTNER}.get(role, f"{role}{seen[role]}"), person
    if not seen["aanvrager"]:
        raise FaultError(
            "personen",
            Text(nl="Er is één persoon nodig met rol 'aanvrager'.", en="One person with role 'aanvrager' is needed."),
        )


def _no_partner(people: list[tuple[str, str, Mapping[str, Any]]]) -> dict[str, Any]:
    return {} if any(subject == PARTNER for _place, subject, _person in people) else {PARTNER: np.zeros(1)}


def _check_births(reading: _Reading, people: list[tuple[str, str, Mapping[str, Any]]], on: date) -> None:
    for place, subject, person in people:
        if person.get("geboortedatum") is None:
            continue
        born = date.fromisoformat(person["geboortedatum"])
        if born > on:
            raise FaultError(f"{place}.geboortedatum", _NOT_BORN)
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        reading.derive(FactKey(subject, "leeftijd"), float(age), _OTHER_AGE)


def _count(reading: _Reading, people: list[tuple[str, str, Mapping[str, Any]]]) -> None:
    """How many live there. A child of unknown age counts as one under 18, anybody else as an adult."""
    children = 0
    for _place, subject, _person in people:
        assumed = 0.0 if subject.startswith("kind") else 18.0
        age = reading.values.get(FactKey(subject, "leeftijd"), (assumed, ""))[0] if subject else 18.0
        children += age < 18
    partner = any(subject == PARTNER for _place, subject, _person in people)
    for fact, value in (
        ("samenwonen", float(partner)),
        ("aantal_kinderen", float(children)),
        ("aantal_volwassenen", float(len(people) - children)),
    ):
        reading.derive(FactKey("", fact), value, _OTHER_PEOPLE)


def _number(fact: Fact, raw: object, field: str) -> float:
    """A value as the columns of households hold it."""
    match fact.kind:
        case FactKind.YES_NO:
            if not isinstance(raw, bool):
                raise FaultError(field, _YES_NO)
            return float(raw)
        case FactKind.CHOICE:
            options = list(fact.options)
            if not isinstance(raw, str) or raw not in options:
                allowed = ", ".join(options)
                raise FaultError(field, Text(nl=f"Kies uit {allowed}.", en=f"Choose from {allowed}."))
            return float(options.index(raw))
        case FactKind.DATE:
            day = _day(raw, field)
            first, last = fact.days or (FIRST_DAY, LAST_DAY)
            if not first <= day <= last:
                raise FaultError(field, _between_days(first, last))
            return day_number(day)
    return _size(fact, raw, field)


def _size(fact: Fact, raw: object, field: str) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise FaultError(field, _NO_NUMBER)
    low, high = fact.bounds or (Decimal(0), Decimal(0))
    if not (isinstance(raw, int) or isfinite(raw)) or not low <= raw <= high:
        raise FaultError(field, _between(fact, low, high))
    value = float(raw)
    if fact.kind is FactKind.MONEY:
        if abs(value - round(value, 2)) > _NOISE:
            raise FaultError(field, _CENTS)
        value = round(value, 2)
    elif (fact.kind is FactKind.AGE or fact.unit == "aantal") and not value.is_integer():
        raise FaultError(field, _WHOLE)
    return value


def _municipality(raw: object, knows: Callable[[str], object]) -> str | None:
    if raw is None:
        return None
    if not isinstance(raw, str) or not knows(raw):
        raise FaultError("gemeente", UNKNOWN_MUNICIPALITY)
    return raw


def _object(raw: object, field: str) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise FaultError(field, NO_OBJECT)
    return raw


def _day(raw: object, field: str) -> date:
    try:
        if not isinstance(raw, str) or not _ISO.fullmatch(raw):
            raise ValueError
        return date.fromisoformat(raw)
    except ValueError:
        raise FaultError(field, _A_DAY) from None


def _between_days(first: date, last: date) -> Text:
    return Text(
        nl=f"Kies een datum van {shown_day(first).nl} tot en met {shown_day(last).nl}.",
        en=f"Choose a date from {shown_day(first).en} to {shown_day(last).en}.",
    )


def _between(fact: Fact, low: Decimal, high: Decimal) -> Text:
    lowest, highest = shown_number(low), shown_number(high)
    per = PER[fact.period] if fact.period else Text(nl="", en="")
    what = ("Dit bedrag is", "This amount is") if fact.period else ("Dit getal is", "This number is")
    return Text(
        nl=f"{what[0]} minstens {lowest.nl} en hoogstens {highest.nl} {per.nl}".rstrip() + ".",
        en=f"{what[1]} at least {lowest.en} and at most {highest.en} {per.en}".rstrip() + ".",
    )


def _too_many(role: str, most: int) -> Text:
    if most == 1:
        return Text(
            nl=f"Er kan maar één persoon zijn met rol '{role}'.", en=f"There can be only one person with role '{role}'."
        )
    return Text(
        nl=f"Er kunnen hoogstens {most} personen zijn met rol '{role}'.",
        en=f"There can be at most {most} people with role '{role}'.",
    )


def _shown(key: str) -> str:
    """A key as it is repeated: short, and without what a terminal would carry out."""
    if len(key) <= _LONGEST_KEY and key.isprintable():
        return key
    return "".join(one if one.isprintable() else "?" for one in key[:_LONGEST_KEY])
