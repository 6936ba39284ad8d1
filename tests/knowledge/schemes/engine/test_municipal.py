"""The rules that a municipality fills in.

Income limits: gemeentewestland.nl, normenoverzicht 1-1-2025 (scheme-figures 4.8): 110, 120 and 130 percent of the norm
without shared costs. Wealth: Participatiewet art. 34 lid 3, text of 2026 (8.000 and 16.000). Ages are in whole years:
somebody is 18 on the 18th birthday (BW 1:233), who was born on 29 February on 1 March.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.facts import Condition, FactKey, KnownFact, holds
from maatwerk.knowledge.schemes.engine import conditions
from maatwerk.knowledge.schemes.engine.assessing import outcome
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.figures import Unit
from maatwerk.knowledge.schemes.engine.households import taken
from maatwerk.knowledge.schemes.engine.invented import invented
from maatwerk.knowledge.schemes.municipal import MunicipalScheme
from tests.knowledge.schemes.households import book, dictionary, household
from tests.knowledge.schemes.municipalities import (
    ID,
    NEW_YEAR_2025,
    NEW_YEAR_2026,
    engine_of,
    limit_of,
    raw,
    rules,
    scheme,
    told_of,
)

AMOUNTS = {"alleenstaand": 100, "alleenstaande_ouder": 150, "paar": 200}
ADULT = {"geboortedatum": "1980-05-05"}
COUPLE = {"samenwonen": True, "partner.geboortedatum": "1981-05-05", "partner.netto_maandinkomen": 0}
WESTLAND = [
    ("110", 1480.00, 2114.28),
    ("120", 1614.54, 2306.48),
    ("130", 1749.09, 2498.69),
]


@pytest.mark.parametrize(("percentage", "alone", "couple"), WESTLAND)
def test_an_income_limit_is_the_percentage_of_the_norm_to_the_cent(
    percentage: str, alone: float, couple: float
) -> None:
    entry = scheme(inkomensgrens={"percentage": percentage}, bedragen=AMOUNTS)
    for limit, others in ((alone, ADULT), (couple, ADULT | COUPLE)):
        for cents, verdict in ((-0.01, Verdict.FITS), (0, Verdict.FITS), (0.01, Verdict.DOES_NOT_FIT)):
            told = told_of(entry, household(NEW_YEAR_2025, netto_maandinkomen=round(limit + cents, 2), **others))
            assert limit_of(told, "inkomensgrens") == limit
            assert told.verdict is verdict


def test_others_in_the_home_leave_the_limit_as_it_is() -> None:
    entry = scheme(inkomensgrens={"percentage": 120}, bedragen=AMOUNTS)
    sharing = household(
        NEW_YEAR_2025,
        netto_maandinkomen=1600,
        aantal_volwassenen=3,
        **ADULT,
        **{"medebewoner1.geboortedatum": "1970-01-01"},
    )
    assert limit_of(told_of(entry, sharing), "inkomensgrens") == 1614.54


def test_from_aow_age_the_norm_of_pensioners_counts_also_when_only_the_partner_is() -> None:
    """Participatiewet art. 22, norms of 1-1-2026 (scheme-figures 4.6): 1.564,69 and 2.144,16. AOW age 67 in 2026."""
    entry = scheme(inkomensgrens={"percentage": 100}, bedragen=AMOUNTS)
    for born, norm in (("1959-01-01", 1564.69), ("1959-01-02", 1401.50)):
        told = told_of(entry, household(NEW_YEAR_2026, geboortedatum=born, netto_maandinkomen=1))
        assert limit_of(told, "inkomensgrens") == norm
    older = COUPLE | {"partner.geboortedatum": "1950-01-01"}
    assert (
        limit_of(told_of(entry, household(NEW_YEAR_2026, netto_maandinkomen=1, **ADULT, **older)), "inkomensgrens")
        == 2144.16
    )


def test_the_incomes_of_both_partners_count_together() -> None:
    entry = scheme(inkomensgrens={"percentage": 110}, bedragen=AMOUNTS)
    for theirs, verdict in ((1114.28, Verdict.FITS), (1114.29, Verdict.DOES_NOT_FIT)):
        both = COUPLE | {"partner.netto_maandinkomen": theirs}
        assert told_of(entry, household(NEW_YEAR_2025, netto_maandinkomen=1000, **ADULT, **both)).verdict is verdict


@pytest.mark.parametrize(
    ("times", "alone", "limit"), [("1", True, 8000), ("1", False, 16000), ("1.5", True, 12000), ("0", True, 0)]
)
def test_wealth_is_a_number_of_times_that_of_the_participatiewet(times: str, alone: bool, limit: int) -> None:
    entry = scheme(vermogensgrens={"keer": times}, bedragen=AMOUNTS)
    others: dict[str, Any] = {} if alone else COUPLE | {"partner.vermogen": 0}
    for more, verdict in ((0, Verdict.FITS), (1, Verdict.DOES_NOT_FIT)):
        assert told_of(entry, household(NEW_YEAR_2026, vermogen=limit + more, **ADULT, **others)).verdict is verdict


def test_a_single_parent_may_own_as_much_as_a_couple_and_has_an_amount_of_its_own() -> None:
    """Participatiewet art. 34 lid 3 onder b: 16.000 in 2026."""
    entry = scheme(vermogensgrens={"keer": 1}, bedragen=AMOUNTS)
    parent = household(NEW_YEAR_2026, vermogen=16000, aantal_kinderen=1, **ADULT)
    told = told_of(entry, parent)
    assert told.verdict is Verdict.FITS
    assert told.amount
    assert told.amount.exact == Decimal("150.00")


@pytest.mark.parametrize(
    ("born", "verdict"),
    [
        ("2004-01-02", Verdict.DOES_NOT_FIT),  # 20, the birthday is tomorrow
        ("2004-01-01", Verdict.FITS),  # 21 today
        ("1989-01-02", Verdict.FITS),  # 35
        ("1989-01-01", Verdict.DOES_NOT_FIT),  # 36 today
    ],
)
def test_ages_count_from_the_birthday_and_up_to_the_last_day_before_the_next(born: str, verdict: Verdict) -> None:
    entry = scheme(leeftijd={"van": 21, "tot_en_met": 35}, bedragen=AMOUNTS)
    assert told_of(entry, household(NEW_YEAR_2025, geboortedatum=born)).verdict is verdict


def test_until_and_from_aow_age() -> None:
    """AOW age is 67 in 2026 (AOW art. 7a)."""
    for born, below in (("1959-01-01", False), ("1959-01-02", True)):
        one = household(NEW_YEAR_2026, geboortedatum=born)
        assert (told_of(scheme(aow_leeftijd="nog_niet"), one).verdict is Verdict.FITS) is below
        assert (told_of(scheme(aow_leeftijd="bereikt"), one).verdict is Verdict.FITS) is not below


@pytest.mark.parametrize(
    ("student", "rule", "fits"), [(True, "wel", True), (True, "niet", False), (False, "wel", False)]
)
def test_for_students_or_not(student: bool, rule: str, fits: bool) -> None:
    assert (told_of(scheme(student=rule), household(NEW_YEAR_2026, student=student)).verdict is Verdict.FITS) is fits


def test_every_child_counts_for_its_own_age() -> None:
    """4 to 11 and 12 to 17 years old on 1-1-2026; a child of 3 and one of 18 bring nothing."""
    entry = scheme(
        per_kind=[
            {"van": 4, "tot_en_met": 11, "bedrag": "100.50"},
            {"van": 12, "tot_en_met": 17, "bedrag": 250},
        ]
    )
    born = ["2022-01-02", "2022-01-01", "2014-01-02", "2014-01-01", "2008-01-02", "2008-01-01"]
    amounts = [0, 100.5, 100.5, 250, 250, 0]
    everybody = {f"kind{number}.geboortedatum": each for number, each in enumerate(born, start=1)}
    told = told_of(entry, household(NEW_YEAR_2026, aantal_kinderen=6, **everybody))
    assert told.amount
    assert told.amount.exact == Decimal(str(sum(amounts)))
    for each, amount in zip(born, amounts, strict=True):
        one = told_of(entry, household(NEW_YEAR_2026, aantal_kinderen=1, **{"kind1.geboortedatum": each}))
        assert (one.verdict is Verdict.FITS) is (amount > 0)
        assert one.amount is None or one.amount.exact == Decimal(str(amount))


def test_what_is_unknown_gives_bounds_and_the_questions_that_settle_it() -> None:
    entry = scheme(inkomensgrens={"percentage": 120}, leeftijd={"van": 21}, bedragen=AMOUNTS)
    told = told_of(entry, household(NEW_YEAR_2026, samenwonen="?", **ADULT))
    assert told.verdict is Verdict.UNSURE
    assert told.amount
    assert told.amount.bounds == (Decimal("0.00"), Decimal("200.00"))
    assert set(told.questions) >= {FactKey("", "samenwonen"), FactKey("", "netto_maandinkomen")}
    assert FactKey("", "geboortedatum") not in told.questions
    settled = told_of(entry, household(NEW_YEAR_2026, netto_maandinkomen=1000, **ADULT))
    assert (settled.verdict, settled.questions) == (Verdict.FITS, ())


def test_the_age_of_a_child_is_asked_only_where_it_changes_something() -> None:
    one = household(NEW_YEAR_2026, aantal_kinderen=1)
    asked = FactKey("kind1", "geboortedatum")
    by_age = scheme(per_kind=[{"van": 4, "tot_en_met": 17, "bedrag": 100}])
    told = told_of(by_age, one)
    assert told.questions == (asked,)
    assert told.amount
    assert told.amount.bounds == (Decimal("0.00"), Decimal("100.00"))
    for every in (scheme(kinderen={"tot_en_met": 17}), scheme(bedragen=AMOUNTS)):
        assert told_of(every, one).questions == ()


@pytest.mark.parametrize(
    ("unknown", "figure"),
    [
        ({"inkomensgrens": {"percentage": "onbekend"}}, "inkomensgrens"),
        ({"vermogensgrens": {"keer": "onbekend"}}, "vermogensgrens"),
        ({"laag_inkomen": {"jaren": "onbekend"}}, "laag_inkomen_jaren"),
        ({"bedragen": AMOUNTS | {"alleenstaand": "onbekend"}}, "alleenstaand"),
    ],
)
def test_a_figure_that_is_not_known_is_never_guessed(unknown: dict[str, Any], figure: str) -> None:
    known = {"netto_maandinkomen": 1000, "vermogen": 0, "laag_inkomen_jaren": 5, **ADULT}
    told = told_of(scheme(**({"bedragen": AMOUNTS} | unknown)), household(NEW_YEAR_2026, **known))
    assert (told.verdict, told.amount) == (Verdict.UNSURE, None)
    assert told.unknown
    assert told.unknown.name == f"{ID}.{figure}"
    assert [note for note in told.notes if "kennen wij niet" in note.nl]
    assert not [text for text in (*told.reasons, *told.reasons_against) if "onbekend" in text.nl]


def test_who_does_not_fit_for_something_else_hears_that_also_when_a_figure_is_unknown() -> None:
    entry = scheme(leeftijd={"van": 21}, inkomensgrens={"percentage": "onbekend"}, bedragen=AMOUNTS)
    told = told_of(entry, household(NEW_YEAR_2026, geboortedatum="2010-01-01", netto_maandinkomen=0))
    assert told.verdict is Verdict.DOES_NOT_FIT
    assert [text.nl for text in told.reasons_against] == ["Dit is er voor wie 21 jaar of ouder is."]


def test_rules_count_from_their_day() -> None:
    data = raw("2025-01-01", bedragen=AMOUNTS)
    data["versies"]["2026-01-01"] = rules(bedragen=AMOUNTS | {"alleenstaand": 120})
    data["versies"]["2027-01-01"] = rules(gestopt={"nl": "Dit is gestopt.", "en": "This has ended."})
    entry = MunicipalScheme.model_validate(data)
    paid = {}
    for day in (date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31)):
        told = told_of(entry, household(day))
        assert told.amount
        paid[day] = told.amount.exact
    assert list(paid.values()) == [Decimal(100), Decimal(100), Decimal(120), Decimal(120)]
    before = told_of(entry, household(date(2024, 12, 31)))
    assert (before.verdict, before.amount) == (Verdict.UNSURE, None)
    after = told_of(entry, household(date(2027, 1, 1)))
    assert (after.verdict, [text.nl for text in after.reasons_against]) == (Verdict.DOES_NOT_FIT, ["Dit is gestopt."])


def test_amounts_that_stand_for_a_year_are_unknown_after_it() -> None:
    entry = MunicipalScheme.model_validate(raw("2025-01-01", bedragen=AMOUNTS) | {"geldt": "jaar"})
    assert told_of(entry, household(date(2025, 12, 31))).verdict is Verdict.FITS
    assert told_of(entry, household(date(2026, 1, 1))).verdict is Verdict.UNSURE


def test_on_a_day_without_norms_the_outcome_is_open() -> None:
    """The norms of 2027 were not published when the figures were read."""
    entry = scheme(inkomensgrens={"percentage": 120}, bedragen=AMOUNTS)
    told = told_of(entry, household(date(2027, 1, 1), netto_maandinkomen=1000, **ADULT))
    assert (told.verdict, told.amount) == (Verdict.UNSURE, None)
    assert told.unknown is not None


def test_years_of_low_income() -> None:
    entry = scheme(laag_inkomen={"jaren": 3}, bedragen=AMOUNTS)
    for years, verdict in ((2, Verdict.DOES_NOT_FIT), (3, Verdict.FITS), (4, Verdict.FITS)):
        assert told_of(entry, household(NEW_YEAR_2026, laag_inkomen_jaren=years)).verdict is verdict


def test_what_only_the_municipality_can_judge_makes_it_fit_if() -> None:
    told = told_of(scheme(mits=[{"nl": "De gemeente vindt dat.", "en": "It finds so."}]), household(NEW_YEAR_2026))
    assert (told.verdict, told.amount) == (Verdict.FITS_IF, None)
    assert [text.nl for text in told.conditions] == ["De gemeente vindt dat."]


def test_every_line_names_the_article_and_the_figures_with_their_source() -> None:
    entry = scheme(inkomensgrens={"percentage": 120}, bedragen=AMOUNTS)
    told = told_of(entry, household(NEW_YEAR_2026, netto_maandinkomen=1000, **ADULT))
    assert {line.article for line in told.lines} == {"Verordening art. 1"}
    limit = next(line for line in told.lines if line.id == "inkomensgrens")
    assert [figure.parameter.name for figure in limit.figures] == [f"{ID}.inkomensgrens", "participatiewet.alleen_21"]
    assert limit.figures[0].dated.source == "verzonnen voor een proef"
    amount = next(line for line in told.lines if line.id == "bedrag_huishouden")
    assert (amount.unit, amount.value) == (Unit.EURO_A_YEAR, (100.0, 100.0))


def test_an_amount_per_child_that_is_not_known_leaves_only_those_open_who_have_such_a_child() -> None:
    entry = scheme(
        kinderen={"tot_en_met": 17},
        per_kind=[
            {"van": 4, "tot_en_met": 11, "bedrag": 100},
            {"van": 12, "tot_en_met": 17, "bedrag": "onbekend"},
        ],
    )
    young = told_of(entry, household(NEW_YEAR_2026, aantal_kinderen=1, **{"kind1.geboortedatum": "2018-01-01"}))
    assert young.verdict is Verdict.FITS
    assert young.amount
    assert young.amount.exact == Decimal(100)
    amount = next(line for line in young.lines if line.id == "bedrag_kinderen")
    assert [figure.parameter.name for figure in amount.figures] == [f"{ID}.per_kind_van_4_tot_11"]
    older = told_of(entry, household(NEW_YEAR_2026, aantal_kinderen=1, **{"kind1.geboortedatum": "2010-01-01"}))
    assert (older.verdict, older.amount) == (Verdict.UNSURE, None)
    assert older.unknown
    assert older.unknown.name == f"{ID}.per_kind_van_12_tot_17"


INCOMES = st.integers(0, 400_000).map(lambda cents: cents / 100)


@given(one=INCOMES, other=INCOMES, couple=st.booleans(), percentage=st.integers(90, 200))
def test_who_earns_more_never_gets_more(one: float, other: float, couple: bool, percentage: int) -> None:
    entry = scheme(inkomensgrens={"percentage": percentage}, bedragen=AMOUNTS)
    others = ADULT | (COUPLE if couple else {})

    def got(income: float) -> Decimal:
        told = told_of(entry, household(NEW_YEAR_2026, netto_maandinkomen=income, **others))
        return told.amount.exact or Decimal(0) if told.amount else Decimal(0)

    assert got(max(one, other)) <= got(min(one, other))


CONDITIONS: list[dict[str, Any]] = [
    {"feit": "student", "is": True},
    {"feit": "student", "is_niet": True},
    {"feit": "woning_soort", "een_van": ["huur", "kamer"]},
    {"feit": "woning_soort", "is": "koop"},
    {"feit": "kale_huur", "groter_dan": 500},
    {"feit": "kale_huur", "kleiner_dan": "6000 per jaar"},
    {"feit": "leeftijd", "groter_dan": 26},
    {"feit": "aantal_kinderen", "groter_dan": 1},
    {"feit": "samenwonen", "is": True},
    {"feit": "werkloos_sinds", "kleiner_dan": "2025-06-01"},
    {
        "en": [
            {"feit": "student", "is": False},
            {"of": [{"feit": "samenwonen", "is": True}, {"feit": "kale_huur", "groter_dan": 500}]},
        ]
    },
]
KNOWN = [
    {"student": True, "woning_soort": "huur", "kale_huur": 500, "leeftijd": 26, "werkloos_sinds": "2025-06-01"}
    | {"aantal_kinderen": 1, "samenwonen": False},
    {"student": False, "woning_soort": "koop", "kale_huur": 501, "leeftijd": 27, "werkloos_sinds": "2025-05-31"}
    | {"aantal_kinderen": 2, "samenwonen": True},
    {"student": False, "woning_soort": "kamer", "kale_huur": 499, "leeftijd": 80, "werkloos_sinds": "2025-06-02"}
    | {"aantal_kinderen": 0, "samenwonen": False},
]


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
@pytest.mark.parametrize("facts", KNOWN, ids=["one", "other", "third"])
def test_a_condition_over_arrays_says_the_same_as_over_one_situation(
    condition: dict[str, Any], facts: dict[str, Any]
) -> None:
    read = Condition.model_validate(condition)
    known = {key: KnownFact(value) for key, value in (dictionary().read(*each) for each in facts.items())}
    born = {"geboortedatum": f"{2026 - facts['leeftijd']}-01-01"}
    one = household(NEW_YEAR_2026, **{name: value for name, value in facts.items() if name != "leeftijd"}, **born)
    case = Case(one, book(), dictionary())
    assert conditions.holds(case, read).tolist() == [holds(read, known)]
    assert not case.open


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_a_condition_over_what_is_unknown_is_open_and_asks(condition: dict[str, Any]) -> None:
    entry = scheme(feiten=[{"als": condition, "wel": {"nl": "Ja.", "en": "Yes."}, "niet": {"nl": "Nee.", "en": "No."}}])
    told = told_of(entry, household(NEW_YEAR_2026, samenwonen="?", aantal_kinderen="?", aantal_volwassenen="?"))
    assert told.verdict is Verdict.UNSURE
    assert told.questions


def test_a_household_among_others_gets_what_it_gets_alone() -> None:
    """The rules are straight-line over arrays."""
    entry = scheme(
        inkomensgrens={"percentage": 120},
        vermogensgrens={"keer": 1},
        leeftijd={"van": 21},
        bedragen=AMOUNTS,
        per_kind=[{"van": 4, "tot_en_met": 17, "bedrag": 100}],
    )
    of, figures = engine_of(entry)
    people = invented(300, 1, NEW_YEAR_2026, dictionary())
    together = outcome(of, people, figures, dictionary())
    for row in range(0, 300, 7):
        alone = outcome(of, taken(people, np.array([row])), figures, dictionary())
        assert (alone.low[0], bool(alone.surely[0])) == (together.low[row], bool(together.surely[row]))
