"""`./maatwerk backup`: make a backup, prove that it can be restored, make the keys for it."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from maatwerk.foundation.backup.rules import JOURNAL, BackupError

if TYPE_CHECKING:
    from maatwerk.foundation.backup.making import Made
    from maatwerk.foundation.backup.putting_back import Compared

HELP = "make a backup, verify one, or make its keys"
DESCRIPTION = """\
Make a backup of this installation in one encrypted file, while it runs; prove that a backup can be restored, by doing
so in a fresh place and comparing; or make the pair of keys for it.

What makes backups cannot read them: it only has the public key, in MAATWERK_BACKUP_RECIPIENT. The private key is needed
to verify and to restore, and is kept somewhere else.
"""
EPILOG = f"""\
examples:
  ./maatwerk backup key /media/stick/maatwerk.key      prints the public key to set here
  ./maatwerk backup make /backups/2026-11-22.age
  ./maatwerk backup verify /backups/2026-11-22.age --key /media/stick/maatwerk.key
  ./maatwerk restore /backups/2026-11-22.age --key /media/stick/maatwerk.key --erasures {JOURNAL}

In a backup: the database without the rows of who is signed in, the folders `documents` and `content` of the data
folder, and the journal of erasures. Not in it: the signing key, static files, caches and logs. Keep the signing key in
a place of its own. Copy {JOURNAL} to another machine far more often than you make backups: a restore needs it.

`verify` restores for real: SQLite into the data folder, PostgreSQL into a database that it makes on the same server and
drops; for both there has to be room. `age --decrypt -i KEY FILE | brotli --decompress | tar --list` opens it without
this software. docs/deploy.md tells about times, places and keys.

exit status:
  0  made, or verified to be the same in everything
  1  not made, or not the same; each line says why
"""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["make", "verify", "key"], help="what to do")
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the backup; for `key` the new file for the private key"
    )
    parser.add_argument("--key", type=Path, metavar="KEYFILE", help="the private key, to verify with")


def run(args: Namespace, home: Path, recipients: Sequence[str]) -> int:
    """Carry out the verb; the exit status is returned. Raises BackupError."""
    from django.utils import timezone

    from maatwerk.foundation.backup import making, putting_back
    from maatwerk.foundation.backup.sealing import recipients_of

    file = args.file.resolve()
    if args.what == "key":
        print(_make_key(file, home))
    elif args.what == "make":
        if not recipients:
            raise BackupError(
                "There is no key to make a backup for. `./maatwerk backup key FILE` makes a pair: set the public one "
                "as MAATWERK_BACKUP_RECIPIENT."
            )
        _tell_made(file, making.make(file, recipients_of(recipients), home, timezone.now()))
    else:
        compared = putting_back.verify(file, read_key(args.key), home)
        _tell_compared(compared)
        return 1 if compared.faults else 0
    return 0


def read_key(path: Path | None) -> Sequence[object]:
    """The private keys in a file. Raises BackupError."""
    from maatwerk.foundation.backup.sealing import identities_in

    if path is None:
        raise BackupError("Name the file with the private key: --key KEYFILE.")
    try:
        return identities_in(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BackupError(f"The key file {path} cannot be read.") from error


def _make_key(file: Path, home: Path) -> str:
    from maatwerk.foundation.backup.sealing import new_identity

    if file.is_relative_to(home):
        raise BackupError("The private key does not belong in the data folder: keep it away from this machine.")
    private, public = new_identity()
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as target:
            target.write(f"# The private key of backups of Slim Maatwerk. Public key: {public}\n{private}\n")
    except OSError as error:
        raise BackupError(f"The key could not be written to {file} ({error.strerror}).") from error
    return public


def _tell_made(file: Path, made: Made) -> None:
    rows = sum(table.rows for table in made.tables.values())
    print(
        f"made {file}: {made.size / 1e6:.1f} MB, {len(made.tables)} tables with {rows} rows and {made.files} files, "
        f"as they were at {made.moment:%Y-%m-%d %H:%M:%S} UTC"
    )
    for name in made.left_out:
        print(f"left out: {name}, which no room knows")


def _tell_compared(compared: Compared) -> None:
    print(f"made at {compared.head.moment:%Y-%m-%d %H:%M:%S} UTC by version {compared.head.software}\n")
    for name, table in compared.manifest.tables.items():
        state = "equal" if compared.tables.get(name) == table else "DIFFERENT"
        print(f"{name:<48}{table.rows:>12} rows   {state}")
    print(f"{'files and parts':<48}{len(compared.manifest.members):>12}        equal")
    print("\n" + ("\n".join(compared.faults) or "This backup can be restored, and is then the same in everything."))
