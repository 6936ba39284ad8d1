"""Bring an installation up to date before it is used: folder, database, demo municipalities, search index, static
files."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from maatwerk.site.demo_listings import load_listings, waiting_listings
from maatwerk.site.home import configuration, data_folder
from maatwerk.site.indexing import content_is_indexed, index_content
from maatwerk.site.listing import bring_in_common, common_is_in

if TYPE_CHECKING:
    from django.db.migrations import Migration

_LOCK = 5_411_350_417  # any number that nothing else in this database locks


def prepare(say: Callable[[str], None], static: bool = False) -> None:
    """Make the data folder, migrate, load the demo municipalities into an empty demo, bring the search index up to date
    and, with `static`, gather and compress the static files. Does nothing that was done before; `say` hears what takes
    time.

    Several processes may do this at once, on one machine or on several: one works, the others wait and find it done.
    """
    data_folder().mkdir(parents=True, exist_ok=True)

    import django

    django.setup()

    if waiting_migrations():
        with _alone():
            if waiting_migrations():
                say("making the database ready ...")
                from django.core.management import call_command

                call_command("migrate", verbosity=0, interactive=False)
    if not configuration().production:
        _load_demo(say)
    if not content_is_indexed():
        with _alone():
            if not content_is_indexed():
                say("indexing the content ...")
                index_content()
    if not common_is_in():
        with _alone():
            if not common_is_in():
                say("filling the social map ...")
                bring_in_common()
    if static and not static_is_gathered():
        with _alone():
            if not static_is_gathered():
                say("gathering static files ...")
                _gather_static_files()


def waiting_migrations() -> list[Migration]:
    """What this version still has to change in the database. Raises django.db.Error when it cannot be reached."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return [migration for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def static_is_gathered() -> bool:
    """Whether the gathered static files are those of this version."""
    mark = _mark()
    return mark.exists() and mark.read_text(encoding="ascii") == _static_state()


def _load_demo(say: Callable[[str], None]) -> None:
    from maatwerk.foundation.people.models import Municipality

    if not Municipality.objects.exists():
        from maatwerk.foundation.people.actions import add_municipalities
        from maatwerk.site.registry import demo_municipalities

        say("loading two invented municipalities ...")
        add_municipalities(demo_municipalities())
    from maatwerk.site.demo import load_cast_into_demo

    load_cast_into_demo()
    if waiting_listings():
        with _alone():
            say("filling the social map of the demo ...")
            load_listings(localdate())


def _mark() -> Path:
    from django.conf import settings

    return Path(settings.STATIC_ROOT) / ".gathered"


def _static_state() -> str:
    from django.contrib.staticfiles.finders import get_finders

    sources = sorted(Path(storage.path(path)) for finder in get_finders() for path, storage in finder.list(None))
    state = sha256()
    for path in sources:
        stat = path.stat()
        state.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return state.hexdigest()


def _gather_static_files() -> None:
    """Copy, name by content and compress the static files.

    Production keeps those of an earlier version, which a process that is still running, or a page that somebody has
    open, may ask for.
    """
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False, clear=not configuration().production)
    _mark().write_text(_static_state(), encoding="ascii")


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other process prepares: neither in this data folder nor, with PostgreSQL, on this database."""
    from django.db import connection

    with open(data_folder() / "preparing", "w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
