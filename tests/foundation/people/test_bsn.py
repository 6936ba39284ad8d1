"""The BSN: the eleven test, reading it, and that it does not get out by accident."""

from __future__ import annotations

import copy
import json
import logging
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.people import sealing
from maatwerk.foundation.people.bsn import Bsn, NoBsnError, passes_eleven_test, read_bsn
from tests.foundation.people.asking import signed_with

# The well-known numbers for tests. 111222333: 9+8+7+12+10+8+9+6-3 = 66 = 6 x 11.
# 999990019: 81+72+63+54+45+0+0+2-9 = 308 = 28 x 11. 123456782: 9+16+21+24+25+24+21+16-2 = 154 = 14 x 11.
INVENTED = ["111222333", "999990019", "123456782"]


@pytest.mark.parametrize("digits", INVENTED)
def test_numbers_that_pass_the_eleven_test(digits: str) -> None:
    assert passes_eleven_test(digits)


@pytest.mark.parametrize(
    "digits",
    [
        "111222334",
        "999990018",
        "123456789",
        "000000000",
        "11122233",
        "1112223330",
        "",
        "11122233a",
        "１１１２２２３３３",
    ],
)
def test_numbers_that_do_not(digits: str) -> None:
    assert not passes_eleven_test(digits)


@given(st.sampled_from(INVENTED), st.integers(0, 8), st.integers(1, 9))
def test_one_digit_that_is_wrong_is_always_noticed(digits: str, place: int, more: int) -> None:
    wrong = digits[:place] + str((int(digits[place]) + more) % 10) + digits[place + 1 :]
    assert not passes_eleven_test(wrong)


@pytest.mark.parametrize("written", ["111222333", "1112.22.333", "111 222 333", " 111-222-333 "])
def test_it_is_read_as_people_write_it(written: str) -> None:
    assert read_bsn(written).reveal() == "111222333"


@pytest.mark.parametrize("written", ["111222334", "BSN 111222333", "11122233", "111222333;DROP", "9" * 9000])
def test_what_is_no_bsn_is_refused_without_being_repeated(written: str) -> None:
    with pytest.raises(NoBsnError) as caught:
        read_bsn(written)
    assert str(caught.value) == "this is no BSN"
    assert caught.value.args == ("this is no BSN",)
    assert caught.value.__cause__ is None


def test_shown_by_accident_it_says_no_more_than_what_it_is(caplog: pytest.LogCaptureFixture) -> None:
    bsn = read_bsn("111222333")
    logging.getLogger("test").error("somebody has %s %r", bsn, bsn)
    shown = [
        str(bsn),
        repr(bsn),
        f"{bsn}",
        f"{[bsn]}",
        f"{ {'bsn': bsn} }",
        "%s" % bsn,  # noqa: UP031
        f"{bsn}",
        caplog.text,
    ]
    assert all("BSN" in each and "1112" not in each for each in shown)
    with pytest.raises(TypeError):
        f"{bsn:>9}"
    for write in (json.dumps, pickle.dumps, copy.deepcopy, vars):
        with pytest.raises(TypeError) as caught:
            write(bsn)
        assert "1112" not in str(caught.value)


def test_two_of_the_same_are_equal_and_others_are_not() -> None:
    assert read_bsn("111222333") == read_bsn("1112.22.333")
    assert len({read_bsn("111222333"), read_bsn("111 222 333")}) == 1
    assert read_bsn("111222333") != read_bsn("999990019")
    assert Bsn("111222333") != "111222333"


def test_the_blind_index_is_found_again_after_the_key_was_changed() -> None:
    with signed_with("first"):
        kept, sealed = sealing.blind_index("duinstad 111222333"), sealing.seal("111222333")
    with signed_with("second", "first"):
        now, before = sealing.blind_indexes("duinstad 111222333")
        assert (now, before) == (sealing.blind_index("duinstad 111222333"), kept)
        assert now != before
        assert sealing.open_sealed(sealed) == "111222333"
    with signed_with("second"), pytest.raises(sealing.KeyGoneError):
        sealing.open_sealed(sealed)


def test_the_blind_index_is_keyed_and_says_nothing_of_what_it_is_of() -> None:
    from hashlib import sha256

    index = sealing.blind_index("111222333")
    assert len(index) == 64
    assert index != sha256(b"111222333").hexdigest()
    assert index != sealing.blind_index("999990019")
    with signed_with("another"):
        assert index != sealing.blind_index("111222333")
