"""Pages that nobody counts."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.foundation.openapi import Page, Paging, page_of


class Names(Page[str]):
    """A list of names."""


def ask(ids: set[str], address: str) -> Page[str]:
    query = {key: values[0] for key, values in parse_qs(urlsplit(address).query, keep_blank_values=True).items()}
    request = RequestFactory().get(address)
    return page_of(Names, request, Paging.model_validate(query), ids, lambda id_: id_)


IDS = st.sets(st.text(min_size=1, max_size=8), max_size=60)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(ids=IDS, limit=st.integers(1, 20))
def test_walking_the_pages_meets_every_row_once(ids: set[str], limit: int) -> None:
    met: list[str] = []
    address: str | None = f"/namen?limit={limit}"
    while address:
        page = ask(ids, address)
        assert 0 < len(page.resultaten) <= limit or not ids
        met += page.resultaten
        address = page.volgende
    assert met == sorted(ids)


def test_a_row_that_goes_or_comes_does_not_shift_the_others() -> None:
    first = ask({"a", "b", "c", "d"}, "/namen?limit=2")
    assert first.resultaten == ["a", "b"]
    assert first.volgende
    assert ask({"aa", "c", "d"}, first.volgende).resultaten == ["c", "d"]  # b went, aa came before it


def test_the_next_address_keeps_what_was_asked_and_nothing_else() -> None:
    page = ask({"a", "b"}, "/namen?limit=1&vreemd=1")
    assert page.volgende == "/namen?limit=1&na=a"
    assert ask({"a", "b"}, page.volgende).volgende is None


def test_how_much_is_the_usual_when_nothing_is_said() -> None:
    assert len(ask({f"{number:03}" for number in range(60)}, "/namen").resultaten) == 25
