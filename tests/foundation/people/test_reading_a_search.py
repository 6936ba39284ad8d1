"""Reading what somebody types to find a resident, and names and numbers as they are compared."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.people.names import LONGEST_SEARCH_NAME, Names, plain_name
from maatwerk.foundation.people.residents import WayKind
from maatwerk.foundation.people.searching import Sought, read_search
from maatwerk.foundation.people.ways import is_dutch_mobile, is_dutch_phone, plain_phone, plain_value


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (["van der Berg"], "berg"),
        (["Berg, van der"], "berg"),
        (["de Vries-El Idrissi", "Aïcha"], "vries el idrissi aicha"),
        (["’t Hooft"], "hooft"),
        (["in 't Veld"], "veld"),
        (["D'Angelo"], "dangelo"),
        (["Łukasz", "Ångström-Müller"], "lukasz angstrom muller"),
        (["Nguyễn"], "nguyen"),
        (["SØRENSEN"], "sorensen"),
        (["Ĳsbrand"], "ijsbrand"),
        (["Van"], "van"),
        (["Samira", "Samira Fatima"], "samira fatima"),
        (["Дмитрий"], "дмитрии"),  # й is и with a breve: taken off on both sides
        (["123 !?"], ""),
    ],
)
def test_names_are_compared_without_accents_capitals_and_prefixes(written: list[str], plain: str) -> None:
    assert plain_name(*written) == plain


@given(st.text(max_size=60))
def test_a_plain_name_stays_as_it_is(text: str) -> None:
    assert plain_name(plain_name(text)) == plain_name(text)


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
def test_a_search_name_always_fits(called: str, given_names: str, family: str) -> None:
    assert len(Names(called, given_names, "", family).search_name()) <= LONGEST_SEARCH_NAME


@pytest.mark.parametrize(
    "written",
    ["2-4-1988", "02/04/1988", "2.4.1988", "2 april 1988", "2 apr. 1988", "2-apr-1988", "1988-04-02", "02041988",
     "2 - 4 - 1988"],
)  # fmt: skip
def test_a_birth_date_is_read_in_the_ways_people_write_it(written: str) -> None:
    assert read_search(written) == Sought(born=date(1988, 4, 2))
    assert read_search(f"Haddad {written} samira") == Sought(("haddad", "samira"), date(1988, 4, 2))


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("Samira van Haddad", Sought(("samira", "haddad"))),
        ("haddad, samira", Sought(("haddad", "samira"))),
        ("06 - 12 34 56 78", Sought(phone="+31612345678")),
        ("+32 470 12 34 56", Sought(phone="+32470123456")),
        ("Samira@Thuis.example", Sought(mail="samira@thuis.example")),
        (
            "samira 0612345678 s@x.example 3 mrt 2010",
            Sought(("samira",), date(2010, 3, 3), "+31612345678", "s@x.example"),
        ),
        ("31-02-1990", Sought()),  # no such day
        ("29-2-2023", Sought()),
        ("0612", Sought()),
        ("111222334", Sought()),  # neither a BSN nor a number
        ("", Sought()),
        ("\x00", Sought()),
        ("%_", Sought()),
    ],
)
def test_what_is_typed_is_read_as_what_it_is(written: str, sought: Sought) -> None:
    assert read_search(written) == sought
    assert bool(sought) is bool(sought.names or sought.born or sought.phone or sought.mail)


@pytest.mark.parametrize("written", ["111222333", "1112.22.333", "jan 111 222 333"])
def test_a_bsn_is_recognised_and_does_not_show(written: str) -> None:
    sought = read_search(written)
    assert sought.bsn is not None
    assert sought.bsn.reveal() == "111222333"
    assert "1112" not in repr(sought)


@given(st.text(max_size=400))
def test_anything_can_be_typed(text: str) -> None:
    sought = read_search(text)
    assert all(plain_name(name) == name for name in sought.names if name)


# Numberplan: geographic and mobile numbers have nine digits behind +31; 0800 and 0900 numbers four or seven more.
@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("06-12345678", "+31612345678"),
        ("(010) 123 45 67", "+31101234567"),
        ("+31 (0)88 123 45 67", "+31881234567"),
        ("0031 6 12345678", "+31612345678"),
        ("0800-0432", "+318000432"),
        ("+49 30 1234567", "+49301234567"),
        ("+31 0612345678", ""),
        ("061234567", ""),
        ("0612345678901", ""),
        ("112", ""),
        ("+1234567890123456", ""),
        ("zes", ""),
        ("٠٦١٢٣٤٥٦٧٨", ""),
        ("", ""),
    ],
)
def test_a_number_is_kept_in_one_way(written: str, plain: str) -> None:
    assert plain_phone(written) == plain
    assert plain_phone(plain) == plain
    assert plain_value(WayKind.PHONE, written) == plain


def test_which_number_can_get_a_text_message() -> None:
    assert is_dutch_mobile("+31612345678")
    assert not is_dutch_mobile("+31101234567")
    assert is_dutch_phone("+31101234567")
    assert not is_dutch_phone("+32470123456")
