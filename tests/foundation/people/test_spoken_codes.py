"""Codes that people name on the phone, and what they type."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.people.spoken_codes import code_of, read_code, shown
from maatwerk.foundation.people.typed_text import tidy


def test_a_code_has_no_vowels_and_nothing_that_looks_like_something_else() -> None:
    signs = {sign for _n in range(500) for sign in code_of(uuid4())}
    assert signs.isdisjoint("AEIOU0O1IL5S8BQ")


def test_the_same_request_always_has_the_same_code_and_another_has_another() -> None:
    one = UUID("6f0a3c52-9d1e-4a57-8f3b-2c7d5e904a11")
    assert code_of(one) == code_of(UUID(str(one)))
    assert len({code_of(uuid4()) for _n in range(300)}) == 300


@given(st.uuids())
def test_a_code_is_read_back_however_it_was_typed(id_: UUID) -> None:
    code = code_of(id_)
    for typed in (shown(code), shown(code).lower(), f"  {code[:2]} {code[2:]} "):
        assert read_code(typed) == code


@pytest.mark.parametrize("typed", ["", "K7M-42", "K7M-42PX", "K7M-42O", "B1", "ik weet hem niet meer"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


def test_what_is_invisible_or_turns_the_direction_is_left_out() -> None:
    assert tidy(" Jan\x00 \x07de\u202e Wit\r\n", lines=False) == "Jan de Wit"
    assert tidy("een\r\ntwee\tdrie\x1b[2J", lines=True) == "een\ntwee drie[2J"
    assert tidy("محمد‌رضا", lines=False) == "محمد‌رضا"  # a sign that Persian needs stays
