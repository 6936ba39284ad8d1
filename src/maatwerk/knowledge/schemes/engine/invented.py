"""A population that does not exist, to see what a change of rules does before anybody is met by it.

Nothing here is about real people, and nothing is measured in a real place. The shares are round numbers, chosen so that
every kind of household and every income around the limits occurs often; they say nothing of how often they do. The same
seed gives the same households.

- 40 percent alone, 10 percent single parent, 25 percent couple, 25 percent couple with children.
- Who has children is 25 to 55 years old, others 18 to 90, evenly; a partner differs at most five years.
- 1, 2, 3 or 4 children (40, 40, 15 and 5 percent), 0 to 17 years old, evenly.
- Net monthly income: half evenly from € 900 to € 2,400, half lognormal around € 2,600 (spread 0.4). A partner has none
  (35 percent), or evenly from € 200 to € 2,800. Yearly income before tax is 12 x 1.35 times that.
- Wealth: half up to € 5,000, 30 percent to € 20,000, 20 percent to € 250,000, evenly. A partner has none beside it.
- Students: 60 percent up to 25 years, 3 percent above. Insured: all. Years of low income: 0 to 10, evenly, below
  € 1,600 a month; else 0.
- Any other fact that is asked for: yes in 20 percent, a choice or a number evenly.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from zlib import crc32

import numpy as np

from maatwerk.knowledge.facts import Dictionary, FactKey, FactKind
from maatwerk.knowledge.schemes.engine.ages import day_number
from maatwerk.knowledge.schemes.engine.households import PARTNER, Households
from maatwerk.knowledge.schemes.engine.rounding import Numbers, to_cent

MOST = 1_000_000
CHILDREN = 4
_DAYS_A_YEAR = 365.25
_LOW = 1600.0


def invented(size: int, seed: int, on: date, dictionary: Dictionary, also: Collection[FactKey] = ()) -> Households:
    """`size` households on the day `on`; `also` are facts to know of each besides those named above. Raises ValueError
    for more than a million."""
    if not 0 < size <= MOST:
        raise ValueError(f"expected 1 to {MOST} households")

    def dice(what: str) -> np.random.Generator:
        """Its own for every column, so that what else is asked changes nothing."""
        return np.random.default_rng([seed, crc32(what.encode())])

    kind = dice("soort").choice(4, size, p=[0.4, 0.1, 0.25, 0.25])
    partner, parent = kind >= 2, (kind == 1) | (kind == 3)
    age = np.where(parent, dice("ouder").uniform(25, 55, size), dice("leeftijd").uniform(18, 90, size))
    low, high = dice("laag").uniform(900, 2400, size), 2600 * np.exp(dice("hoog").normal(0, 0.4, size))
    income = to_cent(np.where(dice("inkomen").random(size) < 0.5, low, high))
    theirs = dice("partner.inkomen")
    partner_income = to_cent(np.where(theirs.random(size) < 0.35, 0.0, theirs.uniform(200, 2800, size)))
    ends = dice("vermogen").choice(np.array([5_000.0, 20_000.0, 250_000.0]), size, p=[0.5, 0.3, 0.2])
    student = dice("student").random(size) < np.where(age < 25, 0.6, 0.03)
    years = np.where(income < _LOW, dice("laag_inkomen_jaren").integers(0, 11, size), 0)
    today, every, none = day_number(on), np.ones(size), np.zeros(size)
    partner_age = np.maximum(18.0, age + dice("partner.leeftijd").uniform(-5, 5, size))
    columns: dict[FactKey, Numbers] = {
        FactKey("", "samenwonen"): partner.astype(float),
        FactKey("", "geboortedatum"): _born(today, age),
        FactKey("", "netto_maandinkomen"): income,
        FactKey("", "toetsingsinkomen"): to_cent(income * 12 * 1.35),
        FactKey("", "vermogen"): to_cent(dice("bezit").random(size) * ends),
        FactKey("", "student"): student.astype(float),
        FactKey("", "laag_inkomen_jaren"): years.astype(float),
        FactKey("", "zorgverzekerd"): every,
        FactKey(PARTNER, "geboortedatum"): _born(today, partner_age),
        FactKey(PARTNER, "netto_maandinkomen"): partner_income,
        FactKey(PARTNER, "toetsingsinkomen"): to_cent(partner_income * 12 * 1.35),
        FactKey(PARTNER, "vermogen"): none,
        FactKey(PARTNER, "student"): none,
        FactKey(PARTNER, "zorgverzekerd"): every,
    }
    there: dict[str, Numbers] = {PARTNER: partner.astype(float)}
    many = np.where(parent, dice("kinderen").choice(np.arange(1, CHILDREN + 1), size, p=[0.4, 0.4, 0.15, 0.05]), 0)
    for number in range(1, CHILDREN + 1):
        child = f"kind{number}"
        there[child] = (many >= number).astype(float)
        columns[FactKey(child, "geboortedatum")] = _born(today, dice(child).uniform(0, 18, size))
    columns[FactKey("", "aantal_kinderen")] = many.astype(float)
    for key in sorted(set(also) - columns.keys()):
        if key.fact in dictionary:
            columns[key] = _any(dictionary, key, dice(str(key)), size, on)
    return Households(on, size, columns, there)


def _born(today: float, age: Numbers) -> Numbers:
    born: Numbers = np.floor(today - age * _DAYS_A_YEAR) + 1
    return born


def _any(dictionary: Dictionary, key: FactKey, dice: np.random.Generator, size: int, on: date) -> Numbers:
    fact = dictionary[key.fact]
    if fact.kind is FactKind.YES_NO:
        return (dice.random(size) < 0.2).astype(float)
    if fact.options:
        return dice.integers(0, len(fact.options), size).astype(float)
    if fact.kind is FactKind.DATE:
        return np.floor(day_number(on) - dice.uniform(0, 30 * _DAYS_A_YEAR, size))
    least, most = fact.bounds or (0, 0)
    top = min(float(most), 5000.0)
    return np.floor(dice.uniform(max(0.0, float(least)), top + 1, size))
