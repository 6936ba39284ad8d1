"""When two residents may be one person: what is compared, and what makes a doubt. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.people.doubles import Known, Likeness, likenesses, reasons_for_doubt, turned

BORN = date(1988, 4, 2)
SAMIRA = Known("haddad samira", BORN)
L = Likeness


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (SAMIRA, (L.SAME_BIRTH, L.SAME_NAME)),
        (replace(SAMIRA, name="samira haddad"), (L.SAME_BIRTH, L.SAME_NAME)),
        (replace(SAMIRA, name="haddad samria"), (L.SAME_BIRTH, L.NAME_LIKE_IT)),
        (replace(SAMIRA, name="hadad samira"), (L.SAME_BIRTH, L.NAME_LIKE_IT)),
        (replace(SAMIRA, name="haddad s"), (L.SAME_BIRTH, L.NAME_LIKE_IT)),
        (replace(SAMIRA, name="haddad samira fatima"), (L.SAME_BIRTH, L.NAME_LIKE_IT)),
        (replace(SAMIRA, born=date(1988, 2, 4)), (L.TURNED_BIRTH, L.SAME_NAME)),
        (replace(SAMIRA, name="jansen piet"), ()),
        (replace(SAMIRA, name="haddad noor"), ()),  # twins share a birth date and a family name
        (replace(SAMIRA, born=date(1988, 4, 3)), ()),
        (replace(SAMIRA, born=None), ()),  # only the name
        (Known(), ()),
    ],
)
def test_name_and_birth_date_together_make_a_doubt(other: Known, why: tuple[Likeness, ...]) -> None:
    assert reasons_for_doubt(SAMIRA, other) == why


@pytest.mark.parametrize(
    ("shared", "likeness"),
    [
        ({"phones": frozenset({"+31612345678"})}, L.SAME_PHONE),
        ({"mails": frozenset({"s@x.example"})}, L.SAME_MAIL),
        ({"addresses": frozenset({("1234 AB", "12")})}, L.SAME_ADDRESS),
    ],
)
def test_a_shared_way_or_address_makes_a_doubt_with_the_same_name_and_never_alone(
    shared: dict[str, frozenset[str]], likeness: Likeness
) -> None:
    one, other = Known("haddad samira", BORN, **shared), Known("haddad samira", None, **shared)
    assert reasons_for_doubt(one, other) == (L.SAME_NAME, likeness)
    assert reasons_for_doubt(one, replace(other, name="haddad noor")) == ()  # people share telephones and letterboxes
    father_and_son = replace(other, born=date(2010, 4, 2))
    assert likeness in likenesses(one, father_and_son)
    assert reasons_for_doubt(one, father_and_son) == ()


def test_one_bsn_is_a_doubt_whatever_else_differs_and_two_are_two_people() -> None:
    one = replace(SAMIRA, bsns=frozenset({"a", "older key"}))
    assert reasons_for_doubt(one, Known("jansen piet", date(1950, 1, 1), bsns=frozenset({"older key"}))) == (
        L.SAME_BSN,
    )
    assert reasons_for_doubt(one, replace(SAMIRA, bsns=frozenset({"b"}))) == ()
    assert reasons_for_doubt(one, SAMIRA) == (L.SAME_BIRTH, L.SAME_NAME)  # of one of them it is not known


def test_a_day_that_is_no_month_is_not_turned_around() -> None:
    assert turned(date(1988, 4, 2)) == date(1988, 2, 4)
    assert turned(date(1988, 4, 13)) is None
    assert turned(date(1988, 4, 4)) is None


_KNOWN = st.builds(
    Known,
    name=st.sampled_from(["haddad samira", "hadad samira", "s haddad", "haddad noor", "jansen", ""]),
    born=st.sampled_from([None, BORN, date(1988, 2, 4), date(2000, 1, 1)]),
    bsns=st.frozensets(st.sampled_from("ab"), max_size=1),
    phones=st.frozensets(st.sampled_from("12")),
    mails=st.frozensets(st.sampled_from("12")),
    addresses=st.frozensets(st.sampled_from([("1234 AB", "1"), ("1234 AB", "2")])),
)


@given(_KNOWN, _KNOWN)
def test_it_does_not_matter_who_comes_first(one: Known, other: Known) -> None:
    assert likenesses(one, other) == likenesses(other, one)
    assert reasons_for_doubt(one, other) == reasons_for_doubt(other, one)


@given(_KNOWN, _KNOWN)
def test_a_doubt_never_rests_on_one_likeness_except_the_bsn(one: Known, other: Known) -> None:
    why = reasons_for_doubt(one, other)
    assert not why or len(why) > 1 or why == (L.SAME_BSN,)
