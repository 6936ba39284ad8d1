"""`./maatwerk check`: what is wrong or doubtful with this installation, each as a sentence. It changes nothing."""

from __future__ import annotations

import os
import shutil
import ssl
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from maatwerk.site.configuration import DIRECT, Configuration, ConfigurationError
from maatwerk.site.home import configuration, data_folder

if TYPE_CHECKING:
    from maatwerk.knowledge.schemes.engine.figures import FigureBook

HELP = "say what is wrong or doubtful with this installation"
DESCRIPTION = """\
Look at everything this installation rests on: its settings, data folder, signing key, database, municipalities, content
and static files. Prints a sentence for each thing that is wrong or doubtful, and changes nothing.
"""
EPILOG = """\
examples:
  ./maatwerk check
  MAATWERK_MODE=production ./maatwerk check     what still has to be arranged before production

A line starts with WRONG when people are not served or not safe until it is put right, and with doubtful when somebody
has to think about it. /readyz tells the same of a running process in short.

exit status:
  0  nothing is wrong; there may be doubts
  1  something is wrong
"""

_OLD_KEY = 400 * 24 * 60 * 60.0  # seconds; a year, and some weeks to get round to it
_LITTLE_ROOM = 1_000_000_000  # bytes
_SOON = timedelta(days=60)  # before figures run out: time for two people to look them up
_LONG_AGO = timedelta(days=180)  # what ran out before that has ended by law, not by neglect


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or (`wrong` is false) that somebody has to think about."""

    wrong: bool
    sentence: str

    def __str__(self) -> str:
        return f"{'WRONG' if self.wrong else 'doubtful':<10}{self.sentence}"


def add_arguments(parser: ArgumentParser) -> None:
    """It takes none: everything about an installation comes from the environment."""


def run(_args: Namespace) -> int:
    """Print the findings; the exit status is returned."""
    found = list(findings())
    for finding in found:
        print(finding)
    if not found:
        print("nothing is wrong or doubtful")
    return 1 if any(finding.wrong for finding in found) else 0


def findings() -> Iterator[Finding]:
    """Everything that is wrong or doubtful, in the order in which to put it right."""
    yield from _folder(data_folder())
    try:
        chosen = configuration()
    except ConfigurationError as refused:
        yield from (Finding(True, fault) for fault in refused.faults)
        yield from (Finding(False, doubt) for doubt in refused.doubts)
        yield Finding(False, "The rest was not looked at: first put the settings right.")
        return
    yield from (Finding(False, doubt) for doubt in chosen.doubts)
    yield from _key(chosen)
    yield from _certificate(chosen)
    if not chosen.secret_key and not (data_folder() / "secret-key").exists():
        yield Finding(True, "This demo was never started: ./maatwerk run makes its key and its database.")
        return

    import django

    django.setup()
    parts = (
        ("The code", _django),
        ("The database", _database),
        ("The content", _content),
        ("The static files", _static),
    )
    for name, look in parts:
        try:
            yield from look(chosen)
        except Exception as error:  # whatever it is, the other parts are still looked at
            yield Finding(True, f"{name} could not be looked at ({type(error).__name__}).")


def _folder(folder: Path) -> Iterator[Finding]:
    place = next(each for each in (folder, *folder.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        yield Finding(True, f"The data folder {folder} cannot be written to ({error.strerror}).")
        return
    if (free := shutil.disk_usage(place).free) < _LITTLE_ROOM:
        yield Finding(False, f"There is little room left for the data folder {folder}: {free // 1_000_000} MB.")


def _key(chosen: Configuration) -> Iterator[Finding]:
    if not chosen.production:
        return
    file = os.environ.get("MAATWERK_SECRET_KEY_FILE")
    if not file:
        yield Finding(
            False,
            "How old the signing key is cannot be seen: it comes from MAATWERK_SECRET_KEY. Note when you change it.",
        )
        return
    stat = Path(file).stat()
    if time.time() - stat.st_mtime > _OLD_KEY:
        yield Finding(False, "The signing key is older than a year: see 'key rotation' in docs/deploy.md.")
    if stat.st_mode & 0o022:
        yield Finding(True, f"Others may write to the file with the signing key: {file}.")
    if chosen.old_keys:
        yield Finding(
            False, "Earlier signing keys still count: empty MAATWERK_SECRET_KEYS_OLD when the rotation is done."
        )


def _certificate(chosen: Configuration) -> Iterator[Finding]:
    if chosen.tls != DIRECT:
        return
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(chosen.certificate, chosen.certificate_key)
    except (OSError, ssl.SSLError):
        yield Finding(True, "The TLS certificate and its key cannot be used, or do not belong together.")


def _django(chosen: Configuration) -> Iterator[Finding]:
    from django.core import checks

    for told in checks.run_checks(include_deployment_checks=chosen.production):
        if not told.is_silenced():
            yield Finding(told.is_serious(), f"Django says: {' '.join(told.msg.split())} ({told.id})")


def _database(chosen: Configuration) -> Iterator[Finding]:
    from django.db import Error, connection

    from maatwerk.foundation.backup.rules import RestoringError
    from maatwerk.site.preparing import waiting_migrations

    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():  # looking would make it
        yield Finding(True, "There is no database yet: the first start makes it.")
        return
    try:
        waiting = waiting_migrations()
    except RestoringError as restoring:
        yield Finding(True, str(restoring))
        return
    except Error as error:  # its words may hold the address
        yield Finding(True, f"The database cannot be reached or is too old ({type(error).__name__}).")
        return
    if waiting:
        yield Finding(
            True, f"The database still has to be changed for this version ({len(waiting)} steps): start it once."
        )
        return
    if chosen.production and not chosen.backup_recipients:
        yield Finding(False, "No backups can be made: MAATWERK_BACKUP_RECIPIENT is not set (./maatwerk backup --help).")
    if chosen.production and connection.vendor == "sqlite":
        yield Finding(False, "The database is SQLite: fit for one small installation on one machine.")
    yield from _municipalities(chosen)


def _municipalities(chosen: Configuration) -> Iterator[Finding]:
    from maatwerk.foundation.people.models import Municipality

    rows = {row.slug: row for row in Municipality.objects.order_by("slug")}
    invented = [slug for slug, row in rows.items() if row.profile.get("verzonnen")]
    if not rows:
        yield Finding(True, "There is no municipality yet: ./maatwerk municipality add FILE.")
    elif chosen.production and invented:
        which = "Only invented municipalities are" if len(invented) == len(rows) else "Invented municipalities are also"
        yield Finding(False, f"{which} served here: {', '.join(invented)}.")
    if rows and chosen.default_municipality not in {"", *rows}:
        yield Finding(
            True, f"There is no municipality '{chosen.default_municipality}' (MAATWERK_DEFAULT_MUNICIPALITY)."
        )
    for slug, row in rows.items():
        if row.hostname and not _answered(row.hostname, chosen.hosts):
            yield Finding(True, f"The host name of {slug} is not in MAATWERK_HOSTS: {row.hostname}.")


def _answered(hostname: str, hosts: tuple[str, ...]) -> bool:
    from django.http.request import validate_host

    return validate_host(hostname, list(hosts))


def _content(_chosen: Configuration) -> Iterator[Finding]:
    from maatwerk.foundation.content import ContentError
    from maatwerk.site.library import library

    try:
        content = library()
    except ContentError as error:
        yield from (Finding(True, f"Content: {fault}") for fault in error.faults)
        return
    yield from (Finding(False, f"Content: {fault}") for fault in content.faults)
    yield from _figures(content.figures)


def _figures(book: FigureBook) -> Iterator[Finding]:
    from maatwerk.knowledge.schemes.overview import running_out

    now = today()
    for end, figures in groupby(running_out(book, now - _LONG_AGO, now + _SOON), key=lambda each: each[1]):
        how = "run out on" if end > now else "have run out since"
        yield Finding(False, f"{len(list(figures))} figures of schemes {how} {end}: see docs/schemes-update.md.")


def today() -> date:
    """The day on which is looked."""
    return date.today()


def _static(_chosen: Configuration) -> Iterator[Finding]:
    from maatwerk.site.preparing import static_is_gathered

    if not static_is_gathered():
        yield Finding(False, "The static files of this version are not gathered yet: the next start does it.")
