"""Everybody at work, with organisations of a kind."""

from __future__ import annotations

import pytest

from tests.foundation.access.grounds.people import with_kinds


@pytest.fixture
def cast(two_municipalities: object) -> None:
    with_kinds()
