"""Fixtures that every room's tests share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.foundation.people.actions import add_municipalities
from maatwerk.foundation.people.queries import municipalities
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.site import registry
from maatwerk.site.editions import editions
from maatwerk.site.listing import bring_in_common
from tests.staff import CAST, add_worker, signed_in

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"  # a reading room that a clone does not have

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def door() -> FrontDoor:
    """The front door as the composition root makes it, with the real content."""
    return registry.front_door()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The services of content stand in the tables, as in an installation that was started."""
    with django_db_blocker.unblock():
        bring_in_common()


@pytest.fixture(autouse=True)
def editions_of_this_test() -> None:
    """Every test begins its database anew, so a version number says nothing about what was kept in the test before."""
    editions._kept.clear()


@pytest.fixture
def duinstad(two_municipalities: dict[str, Municipality]) -> Municipality:
    return two_municipalities["duinstad"]


@pytest.fixture
def two_municipalities(db: None) -> dict[str, Municipality]:
    """The two invented municipalities, stored."""
    add_municipalities(registry.demo_municipalities())
    return municipalities()


@pytest.fixture
def resident(two_municipalities: dict[str, Municipality]) -> Client:
    """Somebody at a browser without cookies; an exception in a view is an error of the test."""
    return Client()


@pytest.fixture
def staff(two_municipalities: dict[str, Municipality]) -> dict[str, Client]:
    """People at work, each at a browser in which they signed in with a second factor. See `tests/staff.py`."""
    return {name: signed_in(add_worker(name)) for name in CAST}


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reading room; tests that compare with it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared reading room is not here")
    return SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-database", action="store_true", help="run only tests that touch the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--only-database"):
        kept = [item for item in items if {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
