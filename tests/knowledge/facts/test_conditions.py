"""Conditions over facts: true, false, or unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from maatwerk.knowledge.facts import (
    Condition,
    Dictionary,
    FactKey,
    FactValue,
    KnownFact,
    Money,
    NoAnswer,
    Period,
    Purpose,
    holds,
    load_facts,
    open_facts,
)
from maatwerk.site.home import CONTENT

DICTIONARY = Dictionary(load_facts(CONTENT / "facts"))


def known(**facts: FactValue) -> dict[FactKey, KnownFact]:
    return {FactKey("", fact): KnownFact(value) for fact, value in facts.items()}


def condition(**parts: object) -> Condition:
    return Condition.model_validate(parts)


HIGH = condition(feit="drempel_cm", groter_dan=2)
FULL = condition(feit="vloer_vol", is_="veel")


@pytest.mark.parametrize(
    ("asked", "facts", "outcome"),
    [
        (HIGH, known(drempel_cm=Decimal(3)), True),
        (HIGH, known(drempel_cm=Decimal(2)), False),
        (HIGH, known(), None),
        (HIGH, known(drempel_cm=NoAnswer.DONT_KNOW), None),
        (condition(feit="drempel_cm", kleiner_dan=2), known(drempel_cm=Decimal(1)), True),
        (condition(feit="losse_kleden", **{"is": False}), known(losse_kleden=False), True),
        (condition(feit="losse_kleden", **{"is": True}), known(losse_kleden=False), False),
        (condition(feit="kookplaat", is_niet="gas"), known(kookplaat="inductie"), True),
        (condition(feit="zien", een_van=["blind", "slechtziend"]), known(zien="blind"), True),
        (condition(feit="zien", een_van=["blind", "slechtziend"]), known(zien="goed"), False),
    ],
)
def test_one_comparison(asked: Condition, facts: dict[FactKey, KnownFact], outcome: bool | None) -> None:
    assert holds(asked, facts) is outcome


# Kleene's strong three-valued logic: the truth table of "and" and "or".
@pytest.mark.parametrize(
    ("drempel", "vloer", "both", "either"),
    [
        (Decimal(3), "veel", True, True),
        (Decimal(3), "nee", False, True),
        (Decimal(1), "nee", False, False),
        (Decimal(3), None, None, True),
        (Decimal(1), None, False, None),
        (None, None, None, None),
    ],
)
def test_unknown_decides_only_where_it_must(
    drempel: Decimal | None, vloer: str | None, both: bool | None, either: bool | None
) -> None:
    facts = known(**{k: v for k, v in (("drempel_cm", drempel), ("vloer_vol", vloer)) if v is not None})
    assert holds(condition(en=[HIGH, FULL]), facts) is both
    assert holds(condition(of=[HIGH, FULL]), facts) is either


def test_only_facts_that_can_still_change_the_outcome_are_open() -> None:
    both = condition(en=[HIGH, FULL])
    assert open_facts(both, known()) == ["drempel_cm", "vloer_vol"]
    assert open_facts(both, known(drempel_cm=Decimal(3))) == ["vloer_vol"]
    assert open_facts(both, known(drempel_cm=Decimal(1))) == []


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"feit": "drempel_cm"},
        {"feit": "drempel_cm", "groter_dan": 1, "kleiner_dan": 3},
        {"groter_dan": 1},
        {"en": [], "of": []},
        {"feit": "drempel_cm", "groter_dan": 1, "en": []},
        {"feit": "drempel_cm", "ongeveer": 1},
        {"en": []},
        {"feit": "zien", "een_van": []},
        {"feit": "drempel_cm", "groter_dan": True},
        {"feit": "drempel_cm", "groter_dan": "veel"},
        {"feit": "toetsingsinkomen", "groter_dan": "1,200 per jaar"},
        {"feit": "toetsingsinkomen", "groter_dan": "100 per week"},
        {"feit": "drempel_cm", "groter_dan": None},
    ],
)
def test_a_condition_that_says_nothing_or_two_things_is_refused(parts: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(parts)


def euros(amount: str | int, period: Period) -> Money:
    return Money(Decimal(amount), period)


BORN = condition(feit="geboortedatum", kleiner_dan=date(1959, 3, 1))


@pytest.mark.parametrize(
    ("asked", "value", "outcome"),
    [
        (BORN, date(1959, 2, 28), True),
        (BORN, date(1959, 3, 1), False),
        (condition(feit="geboortedatum", groter_dan="1959-03-01"), date(1959, 3, 2), True),
        (condition(feit="geboortedatum", groter_dan="1959-03-01"), NoAnswer.RATHER_NOT, None),
        (condition(feit="leeftijd", groter_dan=17), Decimal(17), False),
        (condition(feit="leeftijd", groter_dan=17), Decimal(18), True),
        (condition(feit="leeftijd", kleiner_dan=18), Decimal(17), True),
        # A bare number is per the period of the fact: here a year, there a month.
        (condition(feit="toetsingsinkomen", groter_dan=29736), euros(29736, Period.YEAR), False),
        (condition(feit="toetsingsinkomen", groter_dan=29736), euros("29736.01", Period.YEAR), True),
        (condition(feit="netto_maandinkomen", kleiner_dan=1401.5), euros("1401.49", Period.MONTH), True),
        (condition(feit="netto_maandinkomen", kleiner_dan=1401.5), euros("1401.50", Period.MONTH), False),
        # A period that is named is converted, exactly: 1000 a year is 83.333... a month.
        (condition(feit="netto_maandinkomen", groter_dan="1.000 per jaar"), euros("83.33", Period.MONTH), False),
        (condition(feit="netto_maandinkomen", groter_dan="1.000 per jaar"), euros("83.34", Period.MONTH), True),
        (condition(feit="netto_maandinkomen", kleiner_dan="12000 per jaar"), euros(1000, Period.MONTH), False),
        (condition(feit="netto_maandinkomen", kleiner_dan="3000 per kwartaal"), euros("999.99", Period.MONTH), True),
        (condition(feit="spaargeld", groter_dan=8000), euros("8000.01", Period.ONCE), True),
        (condition(feit="spaargeld", kleiner_dan=8000), NoAnswer.NOT_APPLICABLE, None),
    ],
)
def test_dates_ages_and_money_compare_with_their_own_kind(
    asked: Condition, value: FactValue, outcome: bool | None
) -> None:
    assert asked.faults(DICTIONARY) == []
    assert holds(asked, known(**{asked.fact or "": value})) is outcome


def test_a_condition_may_be_about_somebody_else() -> None:
    asked = condition(feit="partner.toetsingsinkomen", groter_dan=1000)
    of_partner = {FactKey("partner", "toetsingsinkomen"): KnownFact(euros(1200, Period.YEAR))}
    of_asker = {FactKey("", "toetsingsinkomen"): KnownFact(euros(1200, Period.YEAR))}
    assert asked.faults(DICTIONARY) == []
    assert holds(asked, of_partner) is True
    assert holds(asked, of_asker) is None
    assert open_facts(asked, of_asker) == ["partner.toetsingsinkomen"]
    both = condition(en=[asked, condition(feit="toetsingsinkomen", kleiner_dan=2000)])
    assert open_facts(both, of_partner) == ["toetsingsinkomen"]
    assert holds(both, of_partner | of_asker) is True


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"feit": "schoenmaat", "is": True}, "do not know the fact 'schoenmaat'"),
        ({"feit": "opa.leeftijd", "groter_dan": 1}, "do not know the person"),
        ({"feit": "partner.drempel_cm", "groter_dan": 1}, "is about the home"),
        ({"feit": "taal_contact", "is": "turks"}, "contact only"),
        ({"feit": "partner.nederlands", "is": "ja"}, "contact only"),
        ({"feit": "drempel_cm", "is": "3"}, "cannot be compared this way"),
        ({"feit": "geboortedatum", "is": "1980-03-12"}, "cannot be compared this way"),
        ({"feit": "geboortedatum", "groter_dan": 1980}, "cannot be compared this way"),
        ({"feit": "drempel_cm", "groter_dan": "2 per jaar"}, "cannot be compared this way"),
        ({"feit": "losse_kleden", "groter_dan": 1}, "cannot be compared this way"),
        ({"feit": "losse_kleden", "is": "ja"}, "'ja' is no answer"),
        ({"feit": "zien", "een_van": ["blind", "scheel"]}, "'scheel' is no answer"),
        ({"feit": "spaargeld", "groter_dan": "100 per maand"}, "cannot be compared with one 'maand'"),
        ({"feit": "kale_huur", "groter_dan": "100 eenmalig"}, "cannot be compared with one 'eenmalig'"),
        ({"feit": "leeftijd", "groter_dan": 1959}, "'leeftijd' can never be 1959"),
        ({"feit": "geboortedatum", "kleiner_dan": "1890-01-01"}, "can never be 1890-01-01"),
        ({"of": [{"feit": "zien", "is": "blind"}, {"feit": "schoenmaat", "is": True}]}, "schoenmaat"),
    ],
)
def test_a_condition_that_can_never_mean_anything_is_named(parts: dict[str, object], fault: str) -> None:
    (told,) = Condition.model_validate(parts).faults(DICTIONARY)
    assert fault in told


def test_a_fact_is_used_only_for_the_purposes_it_may_be_asked_for() -> None:
    asked = condition(feit="schulden_totaal", groter_dan=1000)
    assert asked.faults(DICTIONARY, Purpose.DEBT_HELP) == []
    assert "may not be asked for 'techniek'" in asked.faults(DICTIONARY, Purpose.TECHNOLOGY)[0]


LEAVES = [
    HIGH,
    FULL,
    BORN,
    condition(feit="losse_kleden", is_niet=True),
    condition(feit="partner.netto_maandinkomen", groter_dan="10.000 per jaar"),
]
CONDITIONS = st.recursive(
    st.sampled_from(LEAVES),
    lambda parts: st.builds(
        lambda join, several: condition(**{join: several}),
        st.sampled_from(["en", "of"]),
        st.lists(parts, min_size=1, max_size=3),
    ),
    max_leaves=8,
)
VALUES: dict[FactKey, st.SearchStrategy[FactValue]] = {
    FactKey("", "drempel_cm"): st.sampled_from([Decimal(1), Decimal(3)]),
    FactKey("", "vloer_vol"): st.sampled_from(["nee", "veel"]),
    FactKey("", "geboortedatum"): st.sampled_from([date(1950, 1, 1), date(1990, 1, 1)]),
    FactKey("", "losse_kleden"): st.booleans(),
    FactKey("partner", "netto_maandinkomen"): st.sampled_from(
        [euros("833.33", Period.MONTH), euros("833.34", Period.MONTH)]
    ),
}
EVERYTHING = st.fixed_dictionaries({key: values.map(KnownFact) for key, values in VALUES.items()})


@given(CONDITIONS, EVERYTHING, st.sets(st.sampled_from(list(VALUES))))
def test_what_is_settled_stays_settled_and_what_is_open_can_be_settled(
    asked: Condition, everything: dict[FactKey, KnownFact], hidden: set[FactKey]
) -> None:
    some = {key: value for key, value in everything.items() if key not in hidden}
    outcome = holds(asked, some)
    assert holds(asked, everything) is not None
    assert outcome in (None, holds(asked, everything))
    still_open = open_facts(asked, some)
    assert bool(still_open) == (outcome is None)
    assert {FactKey.parse(each) for each in still_open} <= hidden
