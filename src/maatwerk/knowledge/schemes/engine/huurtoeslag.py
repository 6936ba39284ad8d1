"""Huurtoeslag: Wet op de huurtoeslag (BWBR0008659) art. 2, 5, 7 to 9, 11, 13, 16 to 21; Besluit op de huurtoeslag
art. 7; AWIR (BWBR0018472) art. 5, 7 and 9. Texts of 2024, 2025 and 2026.

The law of 2026 is another one: no highest rent that excludes, no service costs, and a straight line in place of the
quadratic norm rent (art. 18 and 19 are gone). `huurtoeslag_amounts.py` has the steps of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.schemes.engine import huurtoeslag_amounts as amounts
from maatwerk.knowledge.schemes.engine.ages import Truths, has_reached
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.norms import pension_age
from maatwerk.knowledge.schemes.engine.people import (
    LAWFUL,
    Housemate,
    Partner,
    anyone,
    housemates,
    income_of,
    lawful,
    partner_of,
)
from maatwerk.knowledge.schemes.engine.rounding import Numbers, floor_euro
from maatwerk.knowledge.schemes.engine.steps import Rule

_REFORM = 2026
_LAST_OF_FOUR_KINDS = 2024  # elderly households had figures of their own

ADULT = Rule(
    "leeftijd",
    "Wht art. 8",
    Text(nl="U bent 18 jaar of ouder.", en="You are 18 or older."),
    Text(nl="U bent nog geen 18 jaar.", en="You are not 18 yet."),
)
RENTED = Rule(
    "huurwoning",
    "Wht art. 1 onder c en art. 11 lid 1",
    Text(nl="U huurt een eigen woning.", en="You rent a home of your own."),
    Text(
        nl="U huurt geen woning met een eigen voordeur, keuken en wc. Soms telt een kamer wel, zoals bij begeleid "
        "wonen.",
        en="You do not rent a home with its own front door, kitchen and toilet. A room sometimes counts, as in "
        "supported living.",
    ),
)
REGISTERED = Rule(
    "ingeschreven",
    "Wht art. 9 lid 1",
    Text(nl="U staat ingeschreven op uw adres.", en="You are registered at your address."),
    Text(nl="U staat niet ingeschreven op uw adres.", en="You are not registered at your address."),
)
RENT = Rule(
    "hoogste_huur",
    "Wht art. 13, tekst tot 2026",
    Text(nl="Uw huur is niet hoger dan {limit:euro}.", en="Your rent is at most {limit:euro}."),
    Text(nl="Uw huur is hoger dan {limit:euro}.", en="Your rent is more than {limit:euro}."),
)
WEALTH = Rule(
    "vermogen",
    "Wht art. 7; AWIR art. 7 lid 3",
    Text(nl="Uw vermogen is niet hoger dan {limit:euro}.", en="Your assets are at most {limit:euro}."),
    Text(nl="Uw vermogen is hoger dan {limit:euro}.", en="Your assets are more than {limit:euro}."),
)
WEALTH_OF_OTHERS = Rule(
    "vermogen_medebewoners",
    "Wht art. 7; AWIR art. 7 lid 4",
    Text(
        nl="Niemand die bij u woont, heeft meer vermogen dan {limit:euro}.",
        en="Nobody who lives with you has more than {limit:euro} in assets.",
    ),
    Text(
        nl="Iemand die bij u woont, heeft meer vermogen dan {limit:euro}.",
        en="Somebody who lives with you has more than {limit:euro} in assets.",
    ),
)
ENOUGH = Rule(
    "er_blijft_over",
    "Wht art. 21",
    Text(
        nl="Uw huur is hoger dan het deel dat u zelf betaalt.", en="Your rent is higher than the part you pay yourself."
    ),
    Text(
        nl="Met uw huur en het inkomen in uw huis blijft er geen huurtoeslag over.",
        en="With your rent and the income in your home there is no rent allowance left.",
    ),
)
_ASSUMED_REGISTERED = Text(
    nl="Wij gaan ervan uit dat u op uw adres staat ingeschreven.",
    en="We assume that you are registered at your address.",
)
_ASSUMED_NEW = Text(
    nl="Wij gaan ervan uit dat u voor deze woning nog geen huurtoeslag kreeg. Kreeg u die wel? Dan houdt u die soms.",
    en="We assume that you had no rent allowance for this home. Did you have it? Then you sometimes keep it.",
)
_ASSUMED_NOT_ADAPTED = Text(
    nl="Wij gaan ervan uit dat uw woning niet is aangepast voor een handicap. Is dat zo? Dan zijn de grenzen anders.",
    en="We assume that your home is not adapted for a disability. Is it? Then other limits count.",
)
_ASSUMED_ABLE = Text(
    nl="Wij gaan ervan uit dat u geen handicap heeft. Met een handicap geldt voor wie jong is een hogere huurgrens.",
    en="We assume that you have no disability. With a disability a higher rent limit counts for who is young.",
)
_DETAINED = Text(
    nl="U zit vast. De huurtoeslag kan dan stoppen. Vraag dit aan de Dienst Toeslagen.",
    en="You are detained. Rent allowance may then stop. Ask Dienst Toeslagen.",
)


@dataclass(frozen=True)
class Household:
    """Everybody whose income, age and number count."""

    partner: Partner
    mates: Sequence[Housemate]
    alone: Truths
    persons: Numbers


def rules(case: Case) -> None:
    household = _household(case)
    births = case.births(ages=(18, 21, 23, 67))
    case.require(ADULT, has_reached(births, case.on.replace(day=1), 18))
    rents = case.chose("woning_soort", "huur", "kamer")
    case.require(RENTED, rents & case.yes("zelfstandig", where=rents))
    known = case.known("ingeschreven")
    case.require(REGISTERED, ~known | case.yes("ingeschreven", where=known))
    case.assume("ingeschreven", _ASSUMED_REGISTERED, ~known)
    case.leave_open(_DETAINED, case.yes("detentie"))
    _require_lawful(case, household)
    _require_wealth(case, household)
    income = case.take(amounts.income, total=_income(case, household))
    full = _of_full_age(case, household, births)
    case.assume("handicap", _ASSUMED_ABLE, ~full)
    highest = case.either(full, "huurtoeslag.hoogste_huur", "huurtoeslag.hoogste_huur_jong")
    if case.on.year < _REFORM:
        left = _to_2025(case, household, births, income, highest)
    else:
        left = _from_2026(case, household, income, highest)
    monthly = case.take(amounts.monthly, left=left)
    case.require(ENOUGH, monthly > 0)
    case.pays(monthly, floor_euro(monthly))


def _to_2025(case: Case, household: Household, births: Numbers, income: Numbers, highest: Numbers) -> Numbers:
    most = case.figure("huurtoeslag.servicekosten")
    costs = case.number("servicekosten_subsidiabel")
    bare = case.number("kale_huur", at=_limits(case, np.minimum(costs, most)))
    rent = case.take(amounts.rent_to_2025, bare=bare, costs=costs, most=most)
    adapted = _adapted(case)
    kept = case.yes("huurtoeslag_ontvangt", where=case.known("huurtoeslag_ontvangt"))
    over = np.round(rent - highest, 6) > 0
    case.require(RENT, ~over | adapted | kept, limit=highest)
    case.assume("huurtoeslag_ontvangt", _ASSUMED_NEW, over & ~kept & ~case.known("huurtoeslag_ontvangt"))
    case.assume("woning_aangepast", _ASSUMED_NOT_ADAPTED, over & ~case.known("woning_aangepast"))
    old = _has_elderly(case, household, births, date(case.on.year, 1, 1)) & (case.on.year <= _LAST_OF_FOUR_KINDS)
    base = case.take(
        amounts.base_to_2025,
        income=income,
        point=_by_kind(case, "ijkpunt", household.alone, old),
        norm=case.figure("huurtoeslag.normhuur"),
        less=_by_kind(case, "verlaging", household.alone, old),
        a=_by_kind(case, "factor_a", household.alone, old),
        b=_by_kind(case, "factor_b", household.alone, old),
        surcharge=case.figure("huurtoeslag.opslag"),
    )
    top = np.ones(case.size, bool)
    if case.on.year <= _LAST_OF_FOUR_KINDS:
        top = household.alone | adapted | _has_elderly(case, household, births, case.on.replace(day=1))
    return _bands(case, household, np.minimum(rent, highest), base, top)


def _from_2026(case: Case, household: Household, income: Numbers, highest: Numbers) -> Numbers:
    rent = case.take(amounts.rent_from_2026, bare=case.number("kale_huur"), most=highest)
    base = case.take(
        amounts.base_from_2026,
        norm=case.figure("huurtoeslag.normhuur"),
        less=case.either(household.alone, "huurtoeslag.verlaging_een", "huurtoeslag.verlaging_meer"),
        surcharge=case.figure("huurtoeslag.opslag"),
    )
    whole = _bands(case, household, rent, base, np.ones(case.size, bool))
    return case.take(
        amounts.reduced,
        whole=whole,
        income=income,
        point=case.either(household.alone, "huurtoeslag.ijkpunt_een", "huurtoeslag.ijkpunt_meer"),
        share=case.either(household.alone, "huurtoeslag.afbouw_een", "huurtoeslag.afbouw_meer"),
    )


def _bands(case: Case, household: Household, rent: Numbers, base: Numbers, top: Truths) -> Numbers:
    """The three parts of the rent; `top` is where the part above the upper limit counts too."""
    small = household.persons <= 2
    quality = case.figure("huurtoeslag.kwaliteitskortingsgrens")
    upper = case.either(small, "huurtoeslag.aftoppingsgrens_klein", "huurtoeslag.aftoppingsgrens_groot")
    low = case.take(amounts.low, rent=rent, base=base, quality=quality)
    middle_share, top_share = case.figure("huurtoeslag.deel_midden"), case.figure("huurtoeslag.deel_boven")
    middle = case.take(amounts.middle, rent=rent, base=base, quality=quality, upper=upper, share=middle_share)
    above = case.take(amounts.above, rent=rent, base=base, upper=upper, share=top_share, counts=top)
    return low + middle + above


def _household(case: Case) -> Household:
    partner = partner_of(case, same_address=True)
    mates = housemates(case, partner)
    others = sum((mate.counts.astype(float) for mate in mates), np.zeros(case.size))
    persons = 1.0 + partner.there + others
    return Household(partner, mates, persons == 1, persons)


def _income(case: Case, household: Household) -> Numbers:
    """Of everybody together, without what a child under 23 earns up to the exemption (AWIR art. 7 lid 6)."""
    total = case.number("toetsingsinkomen") + household.partner.number("toetsingsinkomen")
    new_year = date(case.on.year, 1, 1)
    for mate in household.mates:
        income = income_of(case, mate)
        child = mate.is_child & mate.counts & (income > 0)
        young = child & ~has_reached(case.births(mate.person, ages=(23,), where=child), new_year, 23)
        exempt = np.where(young, case.figure("huurtoeslag.kind_vrijstelling"), 0.0)
        total = total + np.where(young, np.maximum(0.0, income - exempt), income)
    return total


def _of_full_age(case: Case, household: Household, births: Numbers) -> Truths:
    """Whether the ordinary highest rent counts: somebody is old enough, or a child lives there (art. 13 lid 1)."""
    age, first = int(case.figure("huurtoeslag.volle_leeftijd")), case.on.replace(day=1)
    full = has_reached(births, first, age)
    full |= anyone((mate.is_child & mate.counts for mate in household.mates), case.size)
    for person, where in _others(household):
        asked = where & ~full
        if asked.any():
            full |= asked & has_reached(case.births(person, ages=(age,), where=asked), first, age)
    return full


def _has_elderly(case: Case, household: Household, births: Numbers, day: date) -> Truths:
    """Whether somebody has reached the AOW age on a day."""
    old = pension_age(case, births, day)
    for person, where in _others(household):
        asked = where & ~old
        if asked.any():
            old |= asked & pension_age(case, case.births(person, ages=(67,), where=asked), day)
    return old


def _others(household: Household) -> list[tuple[str, Truths]]:
    """The partner and the co-residents who are no children of the home, each with where they count."""
    mates = [(mate.person, mate.counts & ~mate.is_child) for mate in household.mates]
    return [*household.partner.roles.items(), *mates]


def _require_lawful(case: Case, household: Household) -> None:
    mates = ((mate.person, mate.counts) for mate in household.mates if not mate.person.startswith("kind"))
    case.require(LAWFUL, lawful(case, *household.partner.roles.items(), *mates))


def _require_wealth(case: Case, household: Household) -> None:
    """What children under 18 own counts with their parents; of everyone else it is asked."""
    alone = case.figure("huurtoeslag.vermogen_alleen")
    limit = case.either(household.partner.there, "huurtoeslag.vermogen_partners", "huurtoeslag.vermogen_alleen")
    case.require(WEALTH, case.number("vermogen") + household.partner.number("vermogen") <= limit, limit=limit)
    rich = np.zeros(case.size, bool)
    for mate in household.mates:
        where = mate.counts
        if mate.person.startswith("kind"):
            where = where & has_reached(case.births(mate.person, ages=(18,), where=where), case.on, 18)
        rich |= case.number("vermogen", mate.person, where=where) > alone
    case.require(WEALTH_OF_OTHERS, ~rich, limit=alone)


def _by_kind(case: Case, name: str, alone: Truths, old: Truths) -> Numbers:
    """A figure by the kind of household of art. 2: one person or more, with or without elderly."""
    name = f"huurtoeslag.{name}"
    choices = [(old & alone, f"{name}_een_ouderen"), (old, f"{name}_meer_ouderen"), (alone, f"{name}_een")]
    return case.select(choices, f"{name}_meer")


def _adapted(case: Case) -> Truths:
    """Whether the home is told to be adapted for a disability; that lifts limits (art. 13 lid 2 and 21 lid 1)."""
    return case.yes("woning_aangepast", where=case.known("woning_aangepast"))


def _limits(case: Case, costs: Numbers) -> set[float]:
    """The basic rents above which the highest rent is passed, with the least and the most service costs."""
    limits = (case.figure("huurtoeslag.hoogste_huur"), case.figure("huurtoeslag.hoogste_huur_jong"))
    return {float(limit - least) for limit in limits for least in (costs.min(), costs.max())}


HUURTOESLAG = Scheme("huurtoeslag", Period.MONTH, rules)
