"""Zorgtoeslag: Wet op de zorgtoeslag (BWBR0018451) art. 1, 2, 3 and 4; the wealth limits of AWIR art. 7."""

from __future__ import annotations

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.schemes.engine.ages import Truths, reached_before_month
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.figures import Unit
from maatwerk.knowledge.schemes.engine.people import LAWFUL, Partner, lawful, partner_of
from maatwerk.knowledge.schemes.engine.rounding import Numbers, floor_euro
from maatwerk.knowledge.schemes.engine.steps import Rule, step

ADULT = Rule(
    "leeftijd",
    "Wzt art. 1 lid 1 onder c",
    Text(nl="U bent 18 jaar of ouder.", en="You are 18 or older."),
    Text(
        nl="U krijgt dit pas vanaf de maand nadat u 18 bent geworden.",
        en="You only get this from the month after you turned 18.",
    ),
)
INSURED = Rule(
    "zorgverzekerd",
    "Wzt art. 2 lid 1",
    Text(nl="U heeft een Nederlandse zorgverzekering.", en="You have Dutch health insurance."),
    Text(nl="U heeft geen Nederlandse zorgverzekering.", en="You have no Dutch health insurance."),
)
FREE = Rule(
    "detentie",
    "Wzt art. 1 lid 1 onder c; Zvw art. 24",
    Text(nl="U zit niet vast.", en="You are not detained."),
    Text(
        nl="U zit vast. Uw zorgverzekering staat dan stil, en de zorgtoeslag ook.",
        en="You are detained. Your health insurance is then on hold, and so is this allowance.",
    ),
)
INCOME = Rule(
    "inkomen",
    "Wzt art. 2 lid 1",
    Text(
        nl="Uw inkomen is samen niet hoger dan {limit:euro} per jaar.",
        en="Your joint income is at most {limit:euro} a year.",
    ),
    Text(
        nl="Uw inkomen is samen hoger dan {limit:euro} per jaar.",
        en="Your joint income is more than {limit:euro} a year.",
    ),
)
WEALTH = Rule(
    "vermogen",
    "Wzt art. 3",
    Text(nl="Uw vermogen is niet hoger dan {limit:euro}.", en="Your assets are at most {limit:euro}."),
    Text(nl="Uw vermogen is hoger dan {limit:euro}.", en="Your assets are more than {limit:euro}."),
)


@step(
    "toetsingsinkomen",
    "Wzt art. 1 lid 2; AWIR art. 7 en 8",
    Unit.EURO_A_YEAR,
    Text(
        nl="Wij tellen uw inkomen en dat van uw partner bij elkaar op: {result:euro}.",
        en="We add up your income and that of your partner: {result:euro}.",
    ),
)
def joint_income(own: Numbers, partner: Numbers) -> Numbers:
    return own + partner


@step(
    "normpremie",
    "Wzt art. 2 lid 2",
    Unit.EURO_A_YEAR,
    Text(
        nl="Zelf betaalt u {share:procent} van {threshold:euro}, en {above:procent} van wat u meer verdient. Dat is "
        "{result:euro} per jaar.",
        en="You pay {share:procent} of {threshold:euro} yourself, and {above:procent} of what you earn above that. "
        "That is {result:euro} a year.",
    ),
)
def norm_premium(share: Numbers | float, threshold: float, above: float, income: Numbers) -> Numbers:
    return share * threshold + above * np.maximum(0.0, income - threshold)


@step(
    "jaarbedrag",
    "Wzt art. 2 lid 1 en 4",
    Unit.EURO_A_YEAR,
    Text(
        nl="Een verzekering kost ongeveer {premium:euro} per persoon per jaar. Daar gaat {norm:euro} af. Er blijft "
        "{result:euro} over.",
        en="Insurance costs about {premium:euro} a person a year. We take off {norm:euro}. {result:euro} is left.",
    ),
)
def allowance(premium: float, persons: Numbers, norm: Numbers, half: Numbers) -> Numbers:
    """`half` is 0.5 where the partner is not insured (lid 4), else 1."""
    return np.maximum(0.0, persons * premium - norm) * half


@step(
    "maandbedrag",
    "Wzt art. 2 lid 5",
    Unit.EURO_A_MONTH,
    Text(nl="Per maand is dat {result:euro}.", en="That is {result:euro} a month."),
)
def per_month(yearly: Numbers) -> Numbers:
    return yearly / 12


def _insured(case: Case, partner: Partner) -> Truths:
    """Whether the partner is insured in the sense of art. 1 lid 1 under c: not while detained, nor before the month
    after the 18th birthday, where the date of birth is known."""
    insured = partner.yes("zorgverzekerd") & ~partner.yes("detentie")
    for person in partner.roles:
        known = case.known("geboortedatum", person)
        insured &= ~known | reached_before_month(case.births(person, where=known), case.on, 18)
    return insured


def rules(case: Case) -> None:
    toeslagpartner = partner_of(case)
    partner = toeslagpartner.there
    case.require(ADULT, reached_before_month(case.births(ages=(18,)), case.on, 18))
    case.require(INSURED, case.yes("zorgverzekerd"))
    case.require(FREE, ~case.yes("detentie"))
    case.require(LAWFUL, lawful(case, *toeslagpartner.roles.items()))
    wealth_limit = case.either(partner, "zorgtoeslag.vermogen_partners", "zorgtoeslag.vermogen_alleen")
    wealth = case.number("vermogen") + toeslagpartner.number("vermogen")
    case.require(WEALTH, wealth <= wealth_limit, limit=wealth_limit)
    income = case.take(
        joint_income, own=case.number("toetsingsinkomen"), partner=toeslagpartner.number("toetsingsinkomen")
    )
    limit = case.either(partner, "zorgtoeslag.inkomen_partners", "zorgtoeslag.inkomen_alleen")
    case.require(INCOME, income <= limit, limit=limit)
    share = case.either(partner, "zorgtoeslag.norm_partners", "zorgtoeslag.norm_alleen")
    norm = case.take(
        norm_premium,
        share=share,
        threshold=case.figure("zorgtoeslag.drempelinkomen"),
        above=case.figure("zorgtoeslag.norm_boven_drempel"),
        income=income,
    )
    yearly = case.take(
        allowance,
        premium=case.figure("zorgtoeslag.standaardpremie"),
        persons=np.where(partner, 2.0, 1.0),
        norm=norm,
        half=np.where(partner & ~_insured(case, toeslagpartner), 0.5, 1.0),
    )
    monthly = case.take(per_month, yearly=yearly)
    case.pays(monthly, floor_euro(monthly))


ZORGTOESLAG = Scheme("zorgtoeslag", Period.MONTH, rules)
