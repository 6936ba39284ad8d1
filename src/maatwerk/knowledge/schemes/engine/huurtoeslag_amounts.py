"""The steps of huurtoeslag, a pure function each: Wet op de huurtoeslag art. 5 and 16 to 21, to 2025 and from 2026."""

from __future__ import annotations

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.schemes.engine.ages import Truths
from maatwerk.knowledge.schemes.engine.figures import Unit
from maatwerk.knowledge.schemes.engine.rounding import Numbers, ceil_cent
from maatwerk.knowledge.schemes.engine.steps import step


@step(
    "rekeninkomen",
    "Wht art. 1 onder i; AWIR art. 7",
    Unit.EURO_A_YEAR,
    Text(
        nl="Wij tellen het inkomen op van iedereen die meetelt in uw huis: {result:euro}.",
        en="We add up the income of everybody who counts in your home: {result:euro}.",
    ),
)
def income(total: Numbers) -> Numbers:
    return total


@step(
    "rekenhuur",
    "Wht art. 5, tekst tot 2026",
    Unit.EURO_A_MONTH,
    Text(
        nl="Uw kale huur is {bare:euro}. Van de servicekosten telt hoogstens {most:euro} mee. Samen is dat "
        "{result:euro}.",
        en="Your basic rent is {bare:euro}. Of the service costs at most {most:euro} counts. Together that is "
        "{result:euro}.",
    ),
)
def rent_to_2025(bare: Numbers, costs: Numbers, most: float) -> Numbers:
    return bare + np.minimum(costs, most)


@step(
    "rekenhuur",
    "Wht art. 5 en 21 lid 1 onder d",
    Unit.EURO_A_MONTH,
    Text(
        nl="Uw kale huur is {bare:euro}. Daarvan telt hoogstens {most:euro} mee, dus {result:euro}. Servicekosten "
        "tellen niet mee.",
        en="Your basic rent is {bare:euro}. Of that at most {most:euro} counts, so {result:euro}. Service costs do not "
        "count.",
    ),
)
def rent_from_2026(bare: Numbers, most: Numbers) -> Numbers:
    return np.minimum(bare, most)


@step(
    "basishuur",
    "Wht art. 16 tot en met 19, tekst tot 2026",
    Unit.EURO_A_MONTH,
    Text(
        nl="Van de huur betaalt u zelf {result:euro}. Dat hangt af van uw inkomen. Tot {point:euro} per jaar is het "
        "het minst.",
        en="Of the rent you pay {result:euro} yourself. That depends on your income. Up to {point:euro} a year it is "
        "lowest.",
    ),
)
def base_to_2025(
    income: Numbers, point: Numbers, norm: float, less: Numbers, a: Numbers, b: Numbers, surcharge: float
) -> Numbers:
    """The norm rent above `point` is a·Y² + b·Y, rounded up to the cent (art. 19 lid 2 and 3)."""
    return np.where(income <= point, norm - less, ceil_cent(a * income**2 + b * income)) + surcharge


@step(
    "basishuur",
    "Wht art. 16 en 17",
    Unit.EURO_A_MONTH,
    Text(
        nl="Van de huur betaalt iedereen zelf ten minste {result:euro}.",
        en="Of the rent everybody pays at least {result:euro} themselves.",
    ),
)
def base_from_2026(norm: float, less: Numbers, surcharge: float) -> Numbers:
    return norm - less + surcharge


@step(
    "deel_tot_kwaliteitskortingsgrens",
    "Wht art. 21 lid 1 onder a",
    Unit.EURO_A_MONTH,
    Text(
        nl="De huur tussen {base:euro} en {quality:euro} krijgt u helemaal: {result:euro}.",
        en="You get the whole of the rent between {base:euro} and {quality:euro}: {result:euro}.",
    ),
)
def low(rent: Numbers, base: Numbers, quality: float) -> Numbers:
    return np.maximum(0.0, np.minimum(rent, quality) - base)


@step(
    "deel_tot_aftoppingsgrens",
    "Wht art. 21 lid 1 onder b en lid 2",
    Unit.EURO_A_MONTH,
    Text(
        nl="Van de huur tussen {quality:euro} en {upper:euro} krijgt u {share:procent}: {result:euro}.",
        en="Of the rent between {quality:euro} and {upper:euro} you get {share:procent}: {result:euro}.",
    ),
)
def middle(rent: Numbers, base: Numbers, quality: float, upper: Numbers, share: float) -> Numbers:
    part: Numbers = np.maximum(0.0, np.minimum(rent, upper) - np.maximum(base, quality))
    return share * part


@step(
    "deel_boven_aftoppingsgrens",
    "Wht art. 21 lid 1 onder c en lid 3",
    Unit.EURO_A_MONTH,
    Text(
        nl="Voor de huur boven {upper:euro} krijgt u {result:euro}. Dat is {share:procent}, of niets als dit deel niet "
        "meetelt.",
        en="For the rent above {upper:euro} you get {result:euro}. That is {share:procent}, or nothing where this part "
        "does not count.",
    ),
)
def above(rent: Numbers, base: Numbers, upper: Numbers, share: float, counts: Truths) -> Numbers:
    return np.where(counts, share * np.maximum(0.0, rent - np.maximum(base, upper)), 0.0)


@step(
    "afbouw",
    "Wht art. 21 lid 2",
    Unit.EURO_A_MONTH,
    Text(
        nl="Wij tellen op tot {whole:euro}. Van het inkomen boven {point:euro} gaat {share:procent} per jaar af. Er "
        "blijft {result:euro} over.",
        en="That adds up to {whole:euro}. Of the income above {point:euro}, {share:procent} a year is taken off. "
        "{result:euro} is left.",
    ),
)
def reduced(whole: Numbers, income: Numbers, point: Numbers, share: Numbers) -> Numbers:
    return whole - np.maximum(0.0, income - point) * share / 12


@step(
    "maandbedrag",
    "Wht art. 21",
    Unit.EURO_A_MONTH,
    Text(nl="Per maand is dat {result:euro}.", en="That is {result:euro} a month."),
)
def monthly(left: Numbers) -> Numbers:
    return np.maximum(0.0, left)
