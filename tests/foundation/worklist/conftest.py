"""The kind of work that these tests put on the list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.worklist.connections import connected
from tests.foundation.worklist.work import Requests, member
from tests.staff import CAST


@pytest.fixture(autouse=True)
def requests() -> Iterator[Requests]:
    kind = Requests()
    with connected(verzoek=kind):
        yield kind


@pytest.fixture
def cast(two_municipalities: object) -> dict[str, StaffMember]:
    """Everybody at work, as actions get them."""
    return {name: member(name) for name in CAST}
