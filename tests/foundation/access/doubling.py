"""A doubt for tests of pages: two residents of one name and birth date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from maatwerk.foundation.access.models import Doubt
from maatwerk.foundation.people.names import Names
from maatwerk.foundation.people.resident_actions import add_resident
from tests.foundation.people.asking import at_work
from tests.residents import LONG_AGO


def two(name: str = "Samira", who: str = "els") -> Doubt:
    """Somebody at work adds two residents who are alike; that alone makes the doubt. Before any day of a test."""
    names = Names(name, name, "", "Haddad")
    one, other = (add_resident(at_work(who), "wmo", LONG_AGO, names, date(1988, 4, 2)) for _ in range(2))
    return Doubt.objects.get(one__in=(one.ref, other.ref), other__in=(one.ref, other.ref))


def a_doubt() -> Mapping[str, Any]:
    """The arguments of the address of its page."""
    return {"doubt": two().pk}
