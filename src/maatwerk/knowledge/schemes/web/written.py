"""A household as somebody at work types it: the day, who lives there, and an answer for every fact that was filled in.
It travels in the form alone and is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

import numpy as np
from django.http import QueryDict

from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts import Dictionary, FactError, FactKey, FactValue, Purpose
from maatwerk.knowledge.facts.numbers import UnreadableError
from maatwerk.knowledge.facts.reading import day, plain
from maatwerk.knowledge.schemes.engine.ages import years_old
from maatwerk.knowledge.schemes.engine.households import (
    MOST_OF_A_KIND,
    PARTNER,
    Households,
    number_of,
    with_estimates,
)

DAY, PERSON = "peildatum", "persoon"
OTHER = "ander."  # before the names of the situation that is not on the screen
FIRST_DAY, LAST_DAY = date(2023, 1, 1), date(2027, 12, 31)
ROLES = (PARTNER, "kind", "medebewoner")
_LONGEST = 200

_NO_DAY = Text(
    nl="Kies een peildatum van 1-1-2023 tot en met 31-12-2027, zoals 1-1-2026.",
    en="Choose a reference date from 1-1-2023 to 31-12-2027, such as 1-1-2026.",
)
_NOT_BORN = Text(
    nl="Een geboortedatum ligt na de peildatum. Kies een eerdere datum.",
    en="A date of birth lies after the reference date. Choose an earlier date.",
)


class FullError(ValueError):
    """There are already as many people of this kind as the dictionary knows."""


@dataclass(frozen=True)
class Written:
    """`answers` are the texts that were typed or chosen, by the key of their fact; nothing is unknown."""

    day: str
    people: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, form: QueryDict, dictionary: Dictionary, before: str = "") -> Self:
        """What stands in a form, under names that begin with `before`. Names that are no fact are left alone."""
        named = dict.fromkeys(form.getlist(f"{before}{PERSON}"))
        people = tuple(each for each in named if each and FactKey(each, "").has_known_subject)
        answers = {
            name.removeprefix(before): text.replace("\0", " ").strip()[:_LONGEST]
            for name in form
            if name.startswith(before) and (text := form.get(name, "")).strip()
        }
        told = {
            name: text
            for name, text in answers.items()
            if (key := fact_key(name, dictionary)) is not None and (not key.subject or key.subject in people)
        }
        return cls(form.get(f"{before}{DAY}", "")[:_LONGEST], _ordered(people), told)

    def fields(self, before: str = "") -> list[tuple[str, str]]:
        """As names and values of a form."""
        return [
            (f"{before}{DAY}", self.day),
            *((f"{before}{PERSON}", person) for person in self.people),
            *((f"{before}{name}", text) for name, text in self.answers.items()),
        ]

    def added(self, role: str) -> Self:
        """With somebody more. Raises FullError."""
        names = [PARTNER] if role == PARTNER else [f"{role}{number}" for number in range(1, MOST_OF_A_KIND + 1)]
        free = next((name for name in names if name not in self.people), None)
        if free is None:
            raise FullError
        return replace(self, people=_ordered((*self.people, free)))

    def without(self, person: str) -> Self:
        """Without somebody. Who comes after them of the same kind moves up, so that nobody is skipped."""
        kind = person.rstrip("0123456789")
        stay = [each for each in self.people if each != person]
        alike = [each for each in stay if each.rstrip("0123456789") == kind and each != PARTNER]
        names = {each: f"{kind}{number}" for number, each in enumerate(alike, start=1)}
        answers = {}
        for name, text in self.answers.items():
            subject, _, fact = name.rpartition(".")
            if subject != person:
                answers[f"{names.get(subject, subject)}.{fact}" if subject else fact] = text
        return replace(self, people=tuple(names.get(each, each) for each in stay), answers=answers)


@dataclass(frozen=True)
class Read:
    """A situation as the engine takes it; None while something in it cannot be read. `faults` by name of the field."""

    household: Households | None
    faults: Mapping[str, Text]


def fact_key(name: str, dictionary: Dictionary) -> FactKey | None:
    """The fact of a field; None for what is no fact that schemes may use."""
    try:
        key = dictionary.key(name)
    except FactError:
        return None
    fact = dictionary[key.fact]
    return key if Purpose.SCHEMES in fact.purposes and not fact.contact_only else None


def read(written: Written, dictionary: Dictionary) -> Read:
    """Everything that was filled in, or what is wrong with it, all at once."""
    faults: dict[str, Text] = {}
    on = _day(written.day)
    if on is None:
        faults[DAY] = _NO_DAY
    values: dict[FactKey, FactValue] = {}
    for name, text in written.answers.items():
        try:
            key, value = dictionary.read(name, text)
        except FactError as error:
            faults[name] = error.sentence
        else:
            values[key] = value
            if on and key.fact == "geboortedatum" and isinstance(value, date) and value > on:
                faults[name] = _NOT_BORN
    if on is None or faults:
        return Read(None, faults)
    return Read(_household(values, written.people, on, dictionary), {})


def _household(
    values: Mapping[FactKey, FactValue], people: Iterable[str], on: date, dictionary: Dictionary
) -> Households:
    """Who stands on the form is who lives there, and nobody else."""
    columns = {key: np.array([number_of(dictionary, key.fact, value)]) for key, value in values.items()}
    there = dict.fromkeys(people, np.ones(1))
    children = 0
    for person in there:
        born = columns.get(FactKey(person, "geboortedatum"))
        minor = person.startswith("kind") if born is None else bool(years_old(born, on)[0] < 18)
        children += minor and person.startswith("kind")
    counts = {
        "samenwonen": float(PARTNER in there),
        "aantal_kinderen": float(children),
        "aantal_volwassenen": float(1 + len(there) - children),
    }
    columns |= {FactKey("", fact): np.array([number]) for fact, number in counts.items()}
    there.setdefault(PARTNER, np.zeros(1))
    return with_estimates(Households(on, 1, columns, there))


def _day(text: str) -> date | None:
    try:
        found = day(plain(text))
    except UnreadableError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def _ordered(people: Iterable[str]) -> tuple[str, ...]:
    """The partner first, then children, then others."""

    def place(person: str) -> tuple[int, int]:
        kind = person.rstrip("0123456789")
        return ROLES.index(kind), int(person.removeprefix(kind) or 0)

    return tuple(sorted(people, key=place))
