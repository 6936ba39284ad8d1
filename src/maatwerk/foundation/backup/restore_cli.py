"""`./maatwerk restore`: put a backup back into an empty installation."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from maatwerk.foundation.backup.rules import JOURNAL, BackupError

HELP = "restore a backup into an empty installation"
DESCRIPTION = """\
Restore a backup into an empty database and an empty data folder, bring it up to this version, and erase again whoever
was erased after the backup was made. Until all of that is done nothing is served: no process gets an answer from the
database.
"""
EPILOG = f"""\
examples:
  ./maatwerk restore backup.age --key maatwerk.key --erasures {JOURNAL}
  ./maatwerk restore backup.age --key maatwerk.key --no-erasures

First stop everything that runs, and give it an empty database (PostgreSQL: dropdb and createdb) and an empty data
folder, but for {JOURNAL} when that is still there: the journal of who was erased. Without one, --no-erasures
says that nobody was. The signing key is not in a backup; set the one that was used before.

Nothing is written over. A file that is damaged, cut off or made for another key is refused before anything changes.
When a restore fails halfway, or is killed, the installation stays shut: empty both again, and begin again.

What is kept no longer by now is deleted again. A legal hold that was placed after the backup is not in it: the backup
file itself still has what was held.

Everybody has to sign in again. Jobs that were waiting when the backup was made are carried out, also when they were
carried out since.

exit status:
  0  restored
  1  refused or failed; each line says why
"""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
    parser.add_argument("--key", type=Path, metavar="KEYFILE", help="the private key")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--erasures", type=Path, metavar="FILE", help=f"a copy of {JOURNAL}, the newest there is")
    which.add_argument("--no-erasures", action="store_true", help="nobody was erased since the backup was made")


def run(args: Namespace, home: Path) -> int:
    """Carry out the verb; the exit status is returned. Raises BackupError."""
    from django.utils import timezone

    from maatwerk.foundation.backup.cli import read_key
    from maatwerk.foundation.backup.putting_back import restore

    if not (args.no_erasures or args.erasures or (home / JOURNAL).exists()):
        raise BackupError(
            f"Who was erased after this backup was made? Give the journal with --erasures FILE, or put it back as "
            f"{home / JOURNAL}. If nobody was, say --no-erasures."
        )
    home.mkdir(parents=True, exist_ok=True)
    key = read_key(args.key)
    restored = restore(
        args.file.resolve(), key, home, args.erasures, timezone.now(), lambda line: print(line, flush=True)
    )
    print(
        f"restored as it was at {restored.head.moment:%Y-%m-%d %H:%M:%S} UTC, with {restored.erased} erased again; "
        "now start it, and look with ./maatwerk check"
    )
    return 0
