"""Changes of a household, on the same day: more income, someone moves in, a child turns 18. Nothing else changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts import Dictionary, FactKey, FactValue
from maatwerk.knowledge.schemes.engine.ages import day_number, years_old
from maatwerk.knowledge.schemes.engine.households import MOST_OF_A_KIND, PARTNER, Households, number_of
from maatwerk.knowledge.schemes.engine.rounding import Numbers

MORE = 100  # euros a month by which an income rises
HIGHER_RENT = 50  # euros a month


@dataclass(frozen=True)
class Change:
    """What happens, and how it is counted (`assumes`). `works` gives the household as it is after it."""

    id: str
    text: Text
    assumes: Text
    works: Callable[[Households], Households]


def changes_of(household: Households, dictionary: Dictionary) -> list[Change]:
    """What can happen to this one household. An income rises or stops only where it is known what it is."""
    found = [
        *_of_income(household, "", Text(nl="Het inkomen", en="The income")),
        *_of_income(household, PARTNER, Text(nl="Het inkomen van de partner", en="The income of the partner")),
    ]
    for child in household.children:
        if _turns_adult(household, child):
            number = child.removeprefix("kind")
            found.append(
                Change(
                    f"{child}_18",
                    Text(nl=f"Kind {number} wordt 18", en=f"Child {number} turns 18"),
                    Text(
                        nl="Het kind blijft thuis wonen. Vulde u geen inkomen of vermogen in? Dan is dat nul.",
                        en="The child goes on living at home. Without income and assets filled in, we count none.",
                    ),
                    partial(grown_up, child=child, dictionary=dictionary),
                )
            )
    if household.there.get(PARTNER, np.array([0.0]))[0] == 0:
        found.append(
            Change(
                "partner_erbij",
                Text(nl="Een partner komt erbij wonen", en="A partner moves in"),
                _NEWCOMER_IS,
                partial(moved_in, who=PARTNER, facts=_ADULT, dictionary=dictionary),
            )
        )
    if len(household.others) < MOST_OF_A_KIND:
        found += [
            Change(
                "medebewoner_erbij",
                Text(nl="Een huisgenoot komt erbij wonen", en="A housemate moves in"),
                _NEWCOMER_IS,
                partial(moved_in, who="medebewoner", facts=_ADULT | _HOUSEMATE, dictionary=dictionary),
            ),
            Change(
                "student_erbij",
                Text(nl="Een student komt erbij wonen", en="A student moves in"),
                _STUDENT_IS,
                partial(moved_in, who="medebewoner", facts=_ADULT | _HOUSEMATE | _STUDENT, dictionary=dictionary),
            ),
        ]
    rent = FactKey("", "kale_huur")
    if _known(household, rent) is not None:
        found.append(
            Change(
                "huur_omhoog",
                Text(nl=f"De huur stijgt met € {HIGHER_RENT}", en=f"The rent rises by €{HIGHER_RENT}"),
                Text(nl="Alleen de kale huur verandert.", en="Only the basic rent changes."),
                partial(_with, values={rent: float(_known(household, rent) or 0) + HIGHER_RENT}),
            )
        )
    return found


def earning(households: Households, subject: str, extra: Numbers | float) -> Households:
    """The same with `extra` euros a month before tax on top of what `subject` earns; below zero it is that much less.

    No tax is counted: a euro more before tax is a euro more net. Of what is earned less, net goes down in proportion,
    so that without income there is no net income either. What is unknown stays unknown.
    """
    yearly, monthly = FactKey(subject, "toetsingsinkomen"), FactKey(subject, "netto_maandinkomen")
    columns = dict(households.columns)
    more = np.asarray(extra, float)
    if yearly in columns:
        now = columns[yearly]
        columns[yearly] = now + 12 * more
        if monthly in columns:
            left = np.divide(columns[yearly], now, out=np.zeros(np.shape(columns[yearly])), where=now > 0)
            columns[monthly] = np.where(more < 0, columns[monthly] * np.maximum(left, 0), columns[monthly] + more)
    elif monthly in columns:
        columns[monthly] = np.maximum(columns[monthly] + more, 0)
    ranges = dict(households.ranges)
    if more.size == 1:
        for key, each in ((yearly, 12 * float(more)), (monthly, float(more))):
            if key in ranges:
                low, high = ranges[key]
                ranges[key] = max(0.0, low + each), max(0.0, high + each)
    return replace(households, columns=columns, ranges=ranges)


def without_income(household: Households, subject: str) -> Households:
    """The same without any income of `subject`."""
    return _with(household, {FactKey(subject, "toetsingsinkomen"): 0.0, FactKey(subject, "netto_maandinkomen"): 0.0})


def grown_up(household: Households, child: str, dictionary: Dictionary) -> Households:
    """The same with this child 18 since the day before this quarter, so every law sees an adult: a child of the
    applicant who shares the home."""
    on = household.on
    quarter = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    born = (quarter - timedelta(days=1)).replace(year=quarter.year - 18 - (quarter.month == 1), day=28)
    adult = _free(household, "medebewoner")
    own = {key: column for key, column in household.columns.items() if key.subject == child}
    facts = {FactKey(adult, key.fact): float(column[0]) for key, column in own.items()}
    facts |= {
        FactKey(adult, "geboortedatum"): day_number(born),
        FactKey(adult, "leeftijd"): 18.0,
        FactKey(adult, "relatie"): number_of(dictionary, "relatie", "kind"),
    }
    for fact in ("toetsingsinkomen", "netto_maandinkomen", "vermogen"):
        facts.setdefault(FactKey(adult, fact), 0.0)
    after = _with(_counted(household, "aantal_kinderen", -1), facts, here=adult)
    columns = {key: column for key, column in after.columns.items() if key.subject != child}
    there = {person: exists for person, exists in after.there.items() if person != child}
    return _counted(replace(after, columns=columns, there=there), "aantal_volwassenen", 1)


def moved_in(
    household: Households, who: str, facts: Mapping[str, FactValue | int], dictionary: Dictionary
) -> Households:
    """The same with somebody more in the home, of whom `facts` are so; `leeftijd` also gives the birth date."""
    subject = who if who == PARTNER else _free(household, who)
    values: dict[FactKey, float] = {}
    for fact, value in facts.items():
        if isinstance(value, int) and not isinstance(value, bool):
            values[FactKey(subject, fact)] = float(value)
        else:
            values[FactKey(subject, fact)] = number_of(dictionary, fact, value)
    born = date(household.on.year - int(values[FactKey(subject, "leeftijd")]), 1, 1)
    values[FactKey(subject, "geboortedatum")] = day_number(born)
    if who == PARTNER:
        values[FactKey("", "samenwonen")] = 1.0
    return _counted(_with(household, values, here=subject), "aantal_volwassenen", 1)


_NEWCOMER_IS = Text(
    nl="Wij rekenen met iemand van 30 zonder inkomen, zonder vermogen en met een zorgverzekering.",
    en="We count with somebody of 30 without income, without assets and with health insurance.",
)
_STUDENT_IS = Text(
    nl="Wij rekenen met iemand van 22 met studiefinanciering, zonder ander inkomen en zonder vermogen.",
    en="We count with somebody of 22 with student finance, without other income and without assets.",
)
_ADULT: dict[str, FactValue | int] = {
    "leeftijd": 30,
    "toetsingsinkomen": 0,
    "netto_maandinkomen": 0,
    "vermogen": 0,
    "spaargeld": 0,
    "auto_waarde": 0,
    "alimentatie_ontvangt": 0,
    "alimentatie_betaalt": 0,
    "uren_per_week": 0,
    "zorgverzekerd": True,
    "student": False,
    "studiefinanciering": False,
    "ingeschreven": True,
    "detentie": False,
    "uitkering_soort": "geen",
    "werk_soort": "geen",
}
_HOUSEMATE: dict[str, FactValue | int] = {"relatie": "huisgenoot"}
_STUDENT: dict[str, FactValue | int] = {"leeftijd": 22, "student": True, "studiefinanciering": True}


def _of_income(household: Households, subject: str, whose: Text) -> list[Change]:
    told = [FactKey(subject, fact) for fact in ("toetsingsinkomen", "netto_maandinkomen")]
    if subject and household.there.get(subject, np.zeros(1))[0] != 1:
        return []
    if all(_known(household, key) is None for key in told):
        return []
    name = f"inkomen_{subject}" if subject else "inkomen"
    found = [
        Change(
            f"{name}_omhoog",
            Text(nl=f"{whose.nl} stijgt met € {MORE} per maand", en=f"{whose.en} rises by €{MORE} a month"),
            Text(
                nl="Wij tellen geen belasting: € 100 meer bruto is bij ons ook € 100 meer netto.",
                en="We count no tax: €100 more before tax is also €100 more net here.",
            ),
            partial(earning, subject=subject, extra=float(MORE)),
        )
    ]
    if any(_known(household, key) for key in told):
        found.append(
            Change(
                f"{name}_stopt",
                Text(nl=f"{whose.nl} stopt", en=f"{whose.en} stops"),
                Text(
                    nl="Wij doen alsof er het hele jaar geen inkomen is. Een nieuwe uitkering telt niet als inkomen.",
                    en="We act as if there is no income all year. A new benefit does not count as income.",
                ),
                partial(without_income, subject=subject),
            )
        )
    return found


def _turns_adult(household: Households, child: str) -> bool:
    born = _known(household, FactKey(child, "geboortedatum"))
    return born is not None and bool(years_old(np.array([born]), household.on)[0] < 18)


def _known(household: Households, key: FactKey) -> float | None:
    column = household.columns.get(key)
    return None if column is None or np.isnan(column[0]) else float(column[0])


def _with(household: Households, values: Mapping[FactKey, float], here: str = "") -> Households:
    """With other values for some facts, and somebody (`here`) who is there."""
    columns = {**household.columns, **{key: np.full(household.size, value) for key, value in values.items()}}
    there = {**household.there, **({here: np.ones(household.size)} if here else {})}
    ranges = {key: bounds for key, bounds in household.ranges.items() if key not in values}
    return replace(household, columns=columns, there=there, ranges=ranges)


def _counted(household: Households, fact: str, more: int) -> Households:
    """With one more or less of those whom a fact counts, where it is known how many there are."""
    key = FactKey("", fact)
    many = _known(household, key)
    return household if many is None else _with(household, {key: many + more})


def _free(household: Households, kind: str) -> str:
    return next(f"{kind}{number}" for number in range(1, 100) if f"{kind}{number}" not in household.there)
