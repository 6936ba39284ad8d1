"""What a change does, over a population that does not exist."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from maatwerk.knowledge.facts import FactKey
from maatwerk.knowledge.schemes.engine.assessing import outcome
from maatwerk.knowledge.schemes.engine.comparing import change
from maatwerk.knowledge.schemes.engine.invented import MOST, invented
from maatwerk.knowledge.schemes.municipal import MunicipalScheme
from maatwerk.knowledge.schemes.trying import SEED, SIZE, tried, yearly
from tests.knowledge.schemes.households import book, dictionary
from tests.knowledge.schemes.municipalities import NEW_YEAR_2026, engine_of, raw, scheme

AMOUNTS = {"alleenstaand": 100, "alleenstaande_ouder": 150, "paar": 200}


def limited(percentage: int, alone: int = 100) -> MunicipalScheme:
    amounts = AMOUNTS | {"alleenstaand": alone}
    return scheme(
        inkomensgrens={"percentage": percentage},
        bedragen=amounts,
        per_kind=[{"van": 4, "tot_en_met": 17, "bedrag": 50}],
    )


def test_the_same_seed_gives_the_same_people_and_another_gives_others() -> None:
    one, same, other = (invented(500, seed, NEW_YEAR_2026, dictionary()) for seed in (7, 7, 8))
    assert one.columns.keys() == same.columns.keys()
    for key, column in one.columns.items():
        assert np.array_equal(column, same.columns[key])
    assert not np.array_equal(*(each.columns[FactKey("", "netto_maandinkomen")] for each in (one, other)))


def test_what_else_is_asked_of_them_changes_nobody() -> None:
    extra = {FactKey("", "bijzondere_kosten"), FactKey("", "woning_soort"), FactKey("partner", "werk_soort")}
    few, more = (invented(500, 7, NEW_YEAR_2026, dictionary(), also) for also in ((), extra))
    assert more.columns.keys() - few.columns.keys() == extra
    for key, column in few.columns.items():
        assert np.array_equal(column, more.columns[key])
    assert set(more.columns[FactKey("", "bijzondere_kosten")]) == {0.0, 1.0}


def test_they_are_as_described() -> None:
    """The shares in the docstring of `invented`, within four standard errors at 20.000 households."""
    people = invented(20_000, 1, NEW_YEAR_2026, dictionary())
    partner, parent = people.there["partner"] == 1, people.there["kind1"] == 1
    for group, share in ((~partner & ~parent, 0.4), (~partner & parent, 0.1), (partner & parent, 0.25)):
        assert abs(group.mean() - share) < 4 * np.sqrt(share * (1 - share) / 20_000)
    assert not any(np.isnan(column).any() for column in people.columns.values())
    assert (people.columns[FactKey("", "netto_maandinkomen")] > 0).all()


@pytest.mark.parametrize("size", [0, -1, MOST + 1])
def test_no_more_than_a_million(size: int) -> None:
    with pytest.raises(ValueError, match="expected 1 to"):
        invented(size, 1, NEW_YEAR_2026, dictionary())


def test_the_preview_is_the_outcome_of_the_engine_over_the_same_people() -> None:
    before, after = limited(120), limited(110, 130)
    people = invented(SIZE, SEED, NEW_YEAR_2026, dictionary())
    paid = []
    for entry in (before, after):
        of, figures = engine_of(entry)
        found = outcome(of, people, figures, dictionary())
        assert np.array_equal(found.low, found.high)
        paid.append(found.high)
    more = paid[1] - paid[0]
    shown = tried(before, after, NEW_YEAR_2026, book(), dictionary()).all_
    assert (shown.gain, shown.lose, shown.open_) == ((more > 0).sum(), (more < 0).sum(), 0)
    assert shown.mean_gain == pytest.approx(more[more > 0].mean())
    assert shown.mean_loss == pytest.approx(-more[more < 0].mean())
    assert min(shown.gain, shown.lose) > 100


def test_the_groups_are_the_whole_and_only_the_right_ones_change() -> None:
    found = tried(limited(120), limited(120, 130), NEW_YEAR_2026, book(), dictionary())
    for groups in (found.by_kind, found.by_income):
        assert sum(each.households for _name, each in groups) == found.size
        assert sum(each.gain for _name, each in groups) == found.all_.gain
    alone = {name.nl: each for name, each in found.by_kind}
    assert alone["Alleen"].gain == found.all_.gain > 0
    assert alone["Alleen"].mean_gain == pytest.approx(30)
    assert found.all_.lose == 0
    above = [each for name, each in found.by_income if name.nl.startswith(("120%", "130%", "Meer"))]
    assert len(above) == 3
    assert not any(each.gain for each in above)


def test_from_a_lower_limit_to_a_higher_one_nobody_loses() -> None:
    found = tried(limited(110), limited(130), NEW_YEAR_2026, book(), dictionary())
    assert found.all_.lose == 0
    gained = [name.nl for name, each in found.by_income if each.gain]
    assert gained == ["110% tot en met 120% van de bijstand", "120% tot en met 130% van de bijstand"]


def test_an_amount_a_month_counts_twelve_times() -> None:
    monthly = MunicipalScheme.model_validate(raw(bedragen=AMOUNTS) | {"per": "maand"})
    people = invented(50, 1, NEW_YEAR_2026, dictionary())
    alone = (people.there["partner"] == 0) & (people.there["kind1"] == 0)
    assert set(yearly(monthly, people, book(), dictionary())[alone]) == {1200.0}


def test_who_hides_or_begins_a_scheme_sees_all_who_had_or_get_it() -> None:
    ended = tried(limited(120), None, NEW_YEAR_2026, book(), dictionary()).all_
    begun = tried(None, limited(120), NEW_YEAR_2026, book(), dictionary()).all_
    assert (ended.gain, begun.lose) == (0, 0)
    assert ended.lose == begun.gain > 0


def test_what_is_not_known_is_counted_as_that_and_not_as_a_loss() -> None:
    unknown = scheme(inkomensgrens={"percentage": "onbekend"}, bedragen=AMOUNTS)
    found = tried(limited(120), unknown, NEW_YEAR_2026, book(), dictionary())
    assert (found.all_.gain, found.all_.lose) == (0, 0)
    assert found.all_.open_ == found.size
    later = tried(limited(120), limited(110), date(2027, 1, 1), book(), dictionary())
    assert (later.all_.open_, later.by_income) == (later.size, ())


def test_a_condition_over_another_fact_gets_its_fact() -> None:
    words = {"wel": {"nl": "Ja.", "en": "Yes."}, "niet": {"nl": "Nee.", "en": "No."}}
    asked = scheme(bedragen=AMOUNTS, feiten=[{"als": {"feit": "bijzondere_kosten", "is": True}, **words}])
    found = tried(None, asked, NEW_YEAR_2026, book(), dictionary()).all_
    assert found.open_ == 0
    assert 0.15 < found.gain / found.households < 0.25


def test_a_change_of_less_than_half_a_cent_is_none() -> None:
    before, after = np.array([10.0, 10.0, 10.0, 10.0]), np.array([10.004, 10.01, 9.0, np.nan])
    found = change(before, after, np.ones(4, bool))
    assert (found.households, found.gain, found.lose, found.same, found.open_) == (4, 1, 1, 1, 1)
    nobody = change(before, after, np.zeros(4, bool))
    assert (nobody.households, nobody.mean_gain, nobody.mean_loss) == (0, 0.0, 0.0)
