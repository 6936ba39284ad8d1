"""`./maatwerk content check`: every fault in content, with file, line and a sentence."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.db import OperationalError

from maatwerk.foundation.content import ContentError, Fault, Layers
from maatwerk.site.home import CONTENT
from maatwerk.site.library import faults_of, installed_layers, library, not_plain_under

HELP = "check the content files"
DESCRIPTION = """\
Check content: the shape of every entry, whether what it points to exists, whether texts for residents are plain, and,
for the folder of an installation and what municipalities changed themselves, whether it takes away anything that keeps
people safe. Prints every fault, not only the first.
"""
EPILOG = """\
examples:
  ./maatwerk content check                 what this installation uses, and every municipality in its database
  ./maatwerk content check ~/onze-content  a folder that is being written, over the repository's content

A folder has the same folders inside as content/ in the repository (needs, services, technology, facts, urgent, ...).
An entry with the same id as one below it takes its place. A faulty entry is left out, and the one below shows through.

exit status:
  0  nothing is wrong
  1  something is; each line says where and what
  2  the folder does not exist
"""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["check"], metavar="check", help="what to do")
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="a layer over the repository's content")


def run(args: Namespace) -> int:
    """Print the faults; the exit status is returned."""
    if args.folder and not args.folder.is_dir():
        print(f"there is no folder {args.folder}", file=sys.stderr)
        return 2
    faults = faults_of(Layers((CONTENT, args.folder)) if args.folder else installed_layers())
    checked = True
    if not args.folder:
        try:
            faults += overlay_faults()
        except OperationalError:
            print(
                "the database does not answer: what municipalities changed themselves was not checked", file=sys.stderr
            )
            checked = False
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else "nothing is wrong", file=sys.stderr)
    return 1 if faults or not checked else 0


def overlay_faults() -> list[Fault]:
    """What is wrong with what municipalities changed themselves; nothing where no database was made yet. Raises
    OperationalError when it does not answer."""
    import django

    django.setup()
    from maatwerk.foundation.editing import queries
    from maatwerk.site.editions import library_of, owner

    if not _database_was_made():
        return []
    try:
        installed = set(library().faults)
    except ContentError:  # told already, and there is nothing to lay anything over
        return []
    faults: list[Fault] = []
    for slug in queries.municipalities_with_content():
        overlay = queries.overlay_of(slug)[1]
        faults += [fault for fault in library_of(slug, overlay).faults if fault not in installed]
        faults += not_plain_under(owner(slug), overlay)
    return faults


def _database_was_made() -> bool:
    """Whether there is one with our tables; looking does not make it."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not connection.is_in_memory_db() and not Path(name).exists():  # type: ignore[attr-defined]
        return False
    return "editing_revision" in connection.introspection.table_names()
