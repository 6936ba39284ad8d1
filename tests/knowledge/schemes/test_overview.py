"""What each scheme rests on, per day; and what 1 January 2027 gives while its figures are not published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.desk import NATIONAL
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.zorgtoeslag import ZORGTOESLAG
from maatwerk.knowledge.schemes.overview import rests_on, running_out
from tests.knowledge.schemes.households import assessed, book, dictionary, household

NEW_YEAR = date(2027, 1, 1)
# Nothing that changes every year plays a part: these end or are known by law.
WITHOUT_YEARLY_FIGURES = {"energietoeslag"}


def test_a_scheme_rests_on_the_figures_of_its_law() -> None:
    rests = rests_on(ZORGTOESLAG, date(2026, 1, 1), book(), dictionary())
    assert {figure.parameter.name.split(".")[0] for figure in rests.known} == {"zorgtoeslag"}
    assert {figure.parameter.name.split(".")[1] for figure in rests.known} >= {
        "standaardpremie", "drempelinkomen", "norm_alleen", "norm_partners", "norm_boven_drempel",
    }  # fmt: skip
    assert rests.unknown == ()


@pytest.mark.parametrize(
    "scheme", [each for each in NATIONAL if each.id not in WITHOUT_YEARLY_FIGURES], ids=lambda s: s.id
)
def test_on_1_january_2027_no_scheme_guesses(scheme: Scheme) -> None:
    """No figure of 2027 is published in these files, so nobody gets an amount, and nobody hears a sure yes."""
    assert rests_on(scheme, NEW_YEAR, book(), dictionary()).unknown
    found = assessed(
        scheme,
        household(
            NEW_YEAR, geboortedatum="1980-05-05", zorgverzekerd=True, toetsingsinkomen=20_000, vermogen=0,
            netto_maandinkomen=0, woning_soort="huur", zelfstandig=True, kale_huur=600, servicekosten_subsidiabel=0,
        ),
    )  # fmt: skip
    assert found.verdict in (Verdict.UNSURE, Verdict.DOES_NOT_FIT)
    assert found.amount is None or found.amount.exact is None


def test_figures_that_run_out_are_told_soonest_first() -> None:
    found = running_out(book(), date(2026, 11, 22), date(2027, 1, 21))
    assert {"zorgtoeslag.standaardpremie", "zorgtoeslag.drempelinkomen"} <= {each.name for each, _end in found}
    assert [end for _each, end in found] == sorted(end for _each, end in found)
    assert running_out(book(), date(2027, 1, 2), date(2027, 5, 1)) == []


def test_a_figure_that_is_confirmed_again_no_longer_runs_out() -> None:
    name = "zorgtoeslag.standaardpremie"
    old = book().parameters[name]
    again = replace(old, values=(*old.values, replace(old.values[-1], since=NEW_YEAR)))
    newer = type(book())({**book().parameters, name: again})
    assert name not in {each.name for each, _end in running_out(newer, date(2026, 11, 22), date(2027, 1, 21))}
    assert newer.on(name, NEW_YEAR) == newer.on(name, date(2026, 6, 1))
