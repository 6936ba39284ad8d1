"""Bijstand. Norms: Pw art. 21, text 1-1-2026 (1.401,50 and 2.002,13). Wealth: art. 34 lid 3, text 1-1-2026 (8.000 and
16.000, home 67.500), 2024 7.575 (scheme-figures.md §4.6), 2025 7.770 (text 1-1-2025). No right: art. 11 and 13."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.engine.assessing import Assessment
from maatwerk.knowledge.schemes.engine.bijstand import BIJSTAND
from tests.knowledge.schemes.households import assessed, household

DAY = date(2026, 1, 1)
ALONE: dict[str, object] = {"geboortedatum": "1985-05-05", "netto_maandinkomen": 0, "vermogen": 0}
COUPLE = ALONE | {
    "samenwonen": True,
    "partner.geboortedatum": "1985-05-05",
    "partner.netto_maandinkomen": 0,
    "partner.vermogen": 0,
}


def _of(facts: dict[str, object], on: date = DAY, **more: object) -> Assessment:
    return assessed(BIJSTAND, household(on, **(facts | more)))


def _amount(facts: dict[str, object], **more: object) -> Decimal:
    found = _of(facts, **more)
    assert found.amount
    assert found.amount.exact is not None
    return found.amount.exact


def test_somebody_of_40_without_income_gets_the_norm_if_looking_for_work() -> None:
    found = _of(ALONE)
    assert found.verdict is Verdict.FITS_IF
    assert found.amount
    assert found.amount.exact == Decimal("1401.50")
    assert any("werk" in condition.nl for condition in found.conditions)
    assert found.questions == ()


def test_a_yearly_income_of_nothing_says_that_nothing_comes_in_a_month() -> None:
    facts = ALONE | {"netto_maandinkomen": "?", "toetsingsinkomen": 0}
    assert _amount(facts) == Decimal("1401.50")


def test_a_yearly_income_bounds_what_comes_in_a_month() -> None:
    """At most a twelfth of it a month, and never less than half of that after tax: 12.000 a year is 454,54 to 1.000."""
    found = _of(ALONE | {"netto_maandinkomen": "?", "toetsingsinkomen": 12_000})
    assert found.amount
    assert found.amount.bounds
    assert found.amount.bounds[0] == Decimal("401.50")
    assert Decimal("901.50") <= found.amount.bounds[1] <= Decimal("947.00")
    assert [str(key) for key in found.questions] == ["netto_maandinkomen"]


def test_without_an_income_the_norm_stands_in_the_steps() -> None:
    found = _of(ALONE | {"netto_maandinkomen": "?"})
    assert found.verdict is Verdict.UNSURE
    assert found.amount
    assert found.amount.bounds == (Decimal(0), Decimal("1401.50"))
    assert [str(key) for key in found.questions] == ["netto_maandinkomen"]
    norm = next(line for line in found.lines if line.id == "kostendelersnorm")
    assert norm.value == (1401.50, 1401.50)
    assert "1.401,50" in norm.text.nl


@pytest.mark.parametrize(("income", "amount"), [("1401.48", "0.02"), ("1401.49", "0.01")])
def test_income_below_the_norm_is_topped_up_to_the_cent(income: str, amount: str) -> None:
    assert _amount(ALONE, netto_maandinkomen=income) == Decimal(amount)


@pytest.mark.parametrize("income", ["1401.50", "1401.51"])
def test_income_at_the_norm_or_above_gives_nothing(income: str) -> None:
    """Art. 19 lid 1 under a: the income must be lower."""
    found = _of(ALONE, netto_maandinkomen=income)
    assert found.verdict is Verdict.DOES_NOT_FIT
    assert "1.401,50" in found.reasons_against[0].nl


def test_income_of_both_partners_counts() -> None:
    facts = COUPLE | {"netto_maandinkomen": 500, "partner.netto_maandinkomen": "400.10"}
    assert _amount(facts) == Decimal("1102.03")  # 2.002,13 - 900,10


def test_of_a_partner_without_a_right_only_the_rest_of_the_norm_counts() -> None:
    """Art. 32 lid 3. The norm is 1.001,07 (art. 24). With 1.001,06 of the partner the two have 2.002,13: nothing
    counts. Each euro above that counts as one euro."""
    facts = COUPLE | {"partner.detentie": True}
    assert _amount(facts, **{"partner.netto_maandinkomen": "1001.06"}) == Decimal("1001.07")
    assert _amount(facts, **{"partner.netto_maandinkomen": "1101.06"}) == Decimal("901.07")


def test_maintenance_counts_as_income() -> None:
    assert _amount(ALONE, alimentatie_ontvangt=101) == Decimal("1300.50")


def test_bijstand_itself_is_not_taken_off_bijstand() -> None:
    found = _of(ALONE, netto_maandinkomen=1300, uitkering_soort="bijstand")
    assert found.amount
    assert found.amount.exact == Decimal("1401.50")
    assert any("bijstand" in text.nl for text in found.assumed)


@pytest.mark.parametrize(
    ("facts", "limit"),
    [(ALONE, 8000), (ALONE | {"aantal_kinderen": 1}, 16000), (COUPLE, 16000)],
    ids=["alone", "single parent", "couple"],
)
def test_wealth_above_the_limit_gives_nothing_and_on_it_everything(facts: dict[str, object], limit: int) -> None:
    assert _of(facts, vermogen=limit - 0.01).verdict is Verdict.FITS_IF
    assert _of(facts, vermogen=limit).verdict is Verdict.FITS_IF
    over = _of(facts, vermogen=f"{limit}.01")
    assert over.verdict is Verdict.DOES_NOT_FIT
    assert f"{limit:,}".replace(",", ".") in over.reasons_against[0].nl


def test_wealth_of_both_partners_counts() -> None:
    assert _of(COUPLE, vermogen=9000, **{"partner.vermogen": 7000}).verdict is Verdict.FITS_IF
    assert _of(COUPLE, vermogen=9000, **{"partner.vermogen": "7000.01"}).verdict is Verdict.DOES_NOT_FIT


def test_the_wealth_limit_of_2024_counts_until_the_last_day_of_that_year() -> None:
    assert _of(ALONE, date(2024, 12, 31), vermogen=7575).verdict is Verdict.FITS_IF
    assert _of(ALONE, date(2024, 12, 31), vermogen="7575.01").verdict is Verdict.DOES_NOT_FIT
    assert _of(ALONE, date(2025, 1, 1), vermogen=7770).verdict is Verdict.FITS_IF
    assert _of(ALONE, date(2025, 12, 31), vermogen="7770.01").verdict is Verdict.DOES_NOT_FIT


@pytest.mark.parametrize(("equity", "is_a_loan"), [(67_500, False), ("67500.01", True)])
def test_a_home_with_much_equity_makes_it_a_loan(equity: object, is_a_loan: bool) -> None:
    """Art. 34 lid 2 under d and art. 50: no reason to refuse."""
    found = _of(ALONE, woning_soort="koop", huis_overwaarde=equity)
    assert found.verdict is Verdict.FITS_IF
    assert any("lening" in condition.nl for condition in found.conditions) is is_a_loan


@pytest.mark.parametrize(("born", "verdict"), [("2008-01-02", Verdict.DOES_NOT_FIT), ("2008-01-01", Verdict.FITS_IF)])
def test_bijstand_begins_on_the_18th_birthday(born: str, verdict: Verdict) -> None:
    assert _of(ALONE, geboortedatum=born, student=False).verdict is verdict


@pytest.mark.parametrize(("born", "norm"), [("2005-01-02", "345.99"), ("2005-01-01", "1401.50")])
def test_the_norm_rises_on_the_21st_birthday(born: str, norm: str) -> None:
    assert _amount(ALONE, geboortedatum=born, student=False) == Decimal(norm)


@pytest.mark.parametrize(("born", "verdict"), [("1959-01-02", Verdict.FITS_IF), ("1959-01-01", Verdict.DOES_NOT_FIT)])
def test_from_the_aow_age_it_is_aio_instead(born: str, verdict: Verdict) -> None:
    """67 years on 1-1-2026: AOW art. 7a."""
    found = _of(ALONE, geboortedatum=born)
    assert found.verdict is verdict
    assert any("AIO" in reason.nl for reason in found.reasons_against) is (verdict is Verdict.DOES_NOT_FIT)


@pytest.mark.parametrize(("born", "searches"), [("1999-01-02", True), ("1999-01-01", False)])
def test_who_is_younger_than_27_first_searches_for_four_weeks(born: str, searches: bool) -> None:
    """Art. 41 lid 4 and 11, text 1-1-2026."""
    conditions = _of(ALONE, geboortedatum=born, student=False).conditions
    assert any("vier weken" in condition.nl for condition in conditions) is searches


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"student": True, "studiefinanciering": True}, Verdict.DOES_NOT_FIT),
        ({"student": True, "studiefinanciering": False}, Verdict.FITS_IF),
        ({"student": False}, Verdict.FITS_IF),
        ({"student": True}, Verdict.UNSURE),
    ],
)
def test_a_student_of_25_lives_on_study_finance(facts: dict[str, object], verdict: Verdict) -> None:
    """Art. 13 lid 2 under c."""
    assert _of(ALONE, geboortedatum="2000-05-05", **facts).verdict is verdict


def test_from_27_nobody_is_asked_about_study() -> None:
    assert _of(ALONE, geboortedatum="1999-01-01").questions == ()


@pytest.mark.parametrize("facts", [{"detentie": True}, {"rechtmatig_verblijf": False}])
def test_some_have_no_right_at_all(facts: dict[str, object]) -> None:
    assert _of(ALONE, **facts).verdict is Verdict.DOES_NOT_FIT


def test_under_21_in_an_institution_there_is_no_right() -> None:
    """Art. 13 lid 2 under a."""
    inside = ALONE | {"woning_soort": "inrichting", "student": False}
    assert _of(inside, geboortedatum="2005-01-02").verdict is Verdict.DOES_NOT_FIT
    assert _of(inside, geboortedatum="2005-01-01").verdict is Verdict.FITS_IF


def test_a_child_with_somebody_in_the_home_makes_that_person_a_partner() -> None:
    """Art. 3 lid 4 under b: then the income of that person is needed."""
    other = {"medebewoner1.geboortedatum": "1990-01-01", "medebewoner1.student": False}
    other["medebewoner1.relatie"] = "huisgenoot"
    found = _of(ALONE | other, aantal_volwassenen=2, samen_kind=True)
    assert found.verdict is Verdict.UNSURE
    assert any("samen een kind" in note.nl for note in found.notes)


def test_what_one_may_keep_is_told_with_the_figures_of_the_day() -> None:
    """Art. 31 lid 2 under m and n and art. 34b, text 1-1-2026; € 278 in the text of 1-7-2025, gifts not then."""
    now = " ".join(note.nl.replace("\xa0", " ") for note in _of(ALONE).notes)
    assert "25%" in now
    assert all(amount in now for amount in ("€ 285", "€ 1.200", "€ 1.000"))
    before = " ".join(note.nl.replace("\xa0", " ") for note in _of(ALONE, date(2025, 7, 1)).notes)
    assert "€ 278" in before
    assert "giften" not in before


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"partner.detentie": True, "aantal_kinderen": 1}, "u heeft een kind"),  # art. 24a, text 1-1-2026
        ({"woning_soort": "inrichting"}, "maar één van u tweeën"),  # art. 23 lid 3
    ],
)
def test_what_is_not_computed_for_a_couple_is_told(facts: dict[str, object], told: str) -> None:
    assert any(told in note.nl for note in _of(COUPLE, **facts).notes)
    assert not any(told in note.nl for note in _of(COUPLE).notes)


@settings(max_examples=60, deadline=None)
@given(cents=st.integers(0, 140_149), more=st.integers(1, 5_000))
def test_more_income_never_gives_more_and_each_cent_counts_for_one(cents: int, more: int) -> None:
    less = _amount(ALONE, netto_maandinkomen=f"{cents / 100:.2f}")
    assert less == Decimal("1401.50") - Decimal(cents) / 100
    found = _of(ALONE, netto_maandinkomen=f"{(cents + more) / 100:.2f}")
    assert found.amount is None or (found.amount.exact or 0) < less
