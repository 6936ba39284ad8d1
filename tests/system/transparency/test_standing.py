"""How a property stands: only what the last run says, and never better than that."""

from __future__ import annotations

import pytest

from maatwerk.system.transparency.catalogue import Property, Result, Run
from maatwerk.system.transparency.rules import Standing, results_of, standing
from tests.system.transparency.values import ONE, TWO, a_book, a_property, a_run

PASSED, FAILED, NOT_RUN = Result.PASSED, Result.FAILED, Result.NOT_RUN
BOTH = a_property(ONE, TWO)
PART = a_property(ONE, missing="De kaart nog niet.")


@pytest.mark.parametrize(
    ("each", "run", "expected"),
    [
        (BOTH, a_run(one=PASSED, two=PASSED), Standing.TESTED),
        (BOTH, a_run(one=PASSED, two=FAILED), Standing.FAILED),
        (BOTH, a_run(one=NOT_RUN, two=FAILED), Standing.FAILED),
        (BOTH, a_run(one=PASSED, two=NOT_RUN), Standing.NOT_RUN),
        (BOTH, a_run(one=PASSED), Standing.NOT_RUN),
        (BOTH, None, Standing.NOT_RUN),
        (PART, a_run(one=PASSED), Standing.PARTLY),
        (PART, a_run(one=FAILED), Standing.FAILED),
        (a_property(missing="De kaart is er nog niet."), a_run(one=PASSED, two=PASSED), Standing.NOT_YET),
    ],
)
def test_it_is_called_tested_only_when_every_test_passed(each: Property, run: Run | None, expected: Standing) -> None:
    assert standing(each, run) is expected


def test_a_test_that_was_renamed_after_the_run_was_not_run() -> None:
    renamed = a_property("tests/site/test_mail.py::test_one_with_another_name")
    assert results_of(renamed, a_run(one=PASSED)) == {"tests/site/test_mail.py::test_one_with_another_name": NOT_RUN}


def test_every_property_is_counted_once() -> None:
    book = a_book(
        a_run(one=PASSED, two=FAILED), PRI_E1=a_property(ONE), PRI_E2=a_property(TWO), PRI_E3=PART, PRI_E4=BOTH
    )
    assert book.counts() == {Standing.TESTED: 1, Standing.FAILED: 2, Standing.PARTLY: 1}
