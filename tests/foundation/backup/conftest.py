"""Places of their own, on both databases. Starting an installation takes a while, so it is done once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from maatwerk.foundation.backup.sealing import new_identity
from maatwerk.site.programs import MissingProgramError, throwaway_postgres
from tests.foundation.backup.place import Place

MakePlace = Callable[[], Place]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL of its own: verifying makes databases in it."""
    try:
        with throwaway_postgres() as address:
            yield address
    except MissingProgramError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def vendor(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A file with a private key, and the public key."""
    private, public = new_identity()
    path = tmp_path_factory.mktemp("keys") / "key"
    path.write_text(f"# for tests\n{private}\n", encoding="ascii")
    return path, public


@pytest.fixture
def key(keys: tuple[Path, str]) -> str:
    return str(keys[0])


@pytest.fixture(scope="session")
def any_place(
    request: pytest.FixtureRequest, vendor: str, keys: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Place | None], Place]:
    """Makes places: where nothing is yet, or like another one that nothing is connected to."""

    def make(like: Place | None) -> Place:
        name, address = f"place_{uuid4().hex}", ""
        if vendor == "postgresql":
            before = str(request.getfixturevalue("server")).rpartition("/")[0]
            template = f" TEMPLATE {like.postgres.rpartition('/')[2]}" if like else ""
            with psycopg.connect(f"{before}/postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}{template}".encode())
            address = f"{before}/{name}"
        home = tmp_path_factory.mktemp("places") / name
        if like:
            shutil.copytree(like.home, home)
        return Place(home, address, keys[1])

    return make


@pytest.fixture(scope="session")
def started(any_place: Callable[[Place | None], Place]) -> Place:
    """A place where the installation was started once; to be copied, not to be used."""
    place = any_place(None)
    place.succeeds("municipality", "list")
    return place


@pytest.fixture(scope="session")
def backup(started: Place, any_place: Callable[[Place | None], Place], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A backup of a place that knows three subjects."""
    place = any_place(started)
    place.do(
        "from maatwerk.foundation.jobs.models import Job",
        "for n in (1, 2, 3): Job.objects.create(task=f'resident:{n}', arguments={}, state='done')",
    )
    path = str(tmp_path_factory.mktemp("backups") / "backup.age")
    place.succeeds("backup", "make", path)
    return path


@pytest.fixture
def make_place(any_place: Callable[[Place | None], Place]) -> MakePlace:
    """Makes places where nothing is yet."""
    return lambda: any_place(None)


@pytest.fixture
def place(started: Place, any_place: Callable[[Place | None], Place]) -> Place:
    """A place where the installation was started once."""
    return any_place(started)
