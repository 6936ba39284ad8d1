"""Whoever has everything that was published cannot work out a small count ("tellingen alleen vanaf 10 personen … ook na
aftrekken van twee exports", PRI-E4 of values.yaml).

What is proven: let a table be any counts of any cells, over any months. Change any small cells (0 to 9), together and
in whatever way, to any other small numbers. What is published stays the same, letter for letter. So everything that
can be computed from it, by subtraction, by solving equations or otherwise, is the same too: every small cell may be
each of 0 to 9, whatever is assumed of the others.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.access.watching.counts import Key, most, publish
from maatwerk.foundation.access.watching.exporting import as_csv, count_row

KEYS = st.tuples(
    st.sampled_from(["gekeken", "noodtoegang", "vragen"]),
    st.sampled_from(["organisation:1", "organisation:2", "organisation:3"]),
    st.sampled_from(["wmo", "jeugdhulp"]),
)
TABLES = st.dictionaries(KEYS, st.one_of(st.integers(0, 30), st.integers(0, 5000)), max_size=18)
MONTHS = st.lists(TABLES, max_size=4)


def everything_published(months: list[dict[Key, int]]) -> str:
    """What leaves the system: the cells of each month, as they are stored and exported."""
    published = [sorted(publish(month).items()) for month in months]
    return "\n".join(as_csv([count_row(key[0], key[1:], least) for key, least in month]) for month in published)


@given(MONTHS, st.data())
def test_small_cells_may_be_anything_from_0_to_9_together(months: list[dict[Key, int]], data: st.DataObject) -> None:
    others = [
        {key: data.draw(st.integers(0, 9)) if count < 10 else count for key, count in month.items()} for month in months
    ]
    others = [{key: count for key, count in month.items() if count or data.draw(st.booleans())} for month in others]
    assert everything_published(others) == everything_published(months)


@given(MONTHS, st.data())
def test_a_large_cell_does_not_give_away_one_person_either(months: list[dict[Key, int]], data: st.DataObject) -> None:
    others = [
        {key: data.draw(st.integers(count // 10 * 10, count // 10 * 10 + 9)) for key, count in month.items()}
        for month in months
    ]
    assert everything_published(others) == everything_published(months)


@given(TABLES)
def test_what_is_told_is_true_and_never_of_less_than_ten(table: dict[Key, int]) -> None:
    published = publish(table)
    for key, count in table.items():
        if key in published:
            assert 10 <= published[key] <= count <= most(published[key])
        else:
            assert 0 <= count <= 9


def test_totals_that_follow_from_counts_would_give_it_away() -> None:
    """Why there are none: with a total in tens, one small cell beside one large one is pinned to more than nothing."""
    large, total = 10, 20  # told of a cell of 19, and of 19 + 5 together
    possible = {small for small in range(10) for cell in range(large, 20) if total <= cell + small <= total + 9}
    assert possible == set(range(1, 10))  # 0 is ruled out
