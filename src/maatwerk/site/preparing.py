"""Bring an installation up to date before it is used: folder, database, demo municipalities, static files."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from maatwerk.site.home import data_folder


def prepare(say: Callable[[str], None], static: bool = False) -> None:
    """Make the data folder, migrate, load the demo municipalities into an empty installation and, with `static`,
    gather and compress the static files. Does nothing that was done before; `say` hears what takes time."""
    data_folder().mkdir(parents=True, exist_ok=True)

    import django

    django.setup()

    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say("making the database ready ...")
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)

    from maatwerk.foundation.people.models import Municipality

    if not Municipality.objects.exists():
        from maatwerk.foundation.people.actions import add_municipalities
        from maatwerk.site.registry import demo_municipalities

        say("loading two invented municipalities ...")
        add_municipalities(demo_municipalities())
    if static:
        _gather_static_files(say)


def _gather_static_files(say: Callable[[str], None]) -> None:
    """Copy, name by content and compress the static files, unless nothing changed since the last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    sources = sorted(Path(storage.path(path)) for finder in get_finders() for path, storage in finder.list(None))
    state = sha256()
    for path in sources:
        stat = path.stat()
        state.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    mark = Path(settings.STATIC_ROOT) / ".gathered"
    if mark.exists() and mark.read_text(encoding="ascii") == state.hexdigest():
        return
    say("gathering static files ...")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(state.hexdigest(), encoding="ascii")
