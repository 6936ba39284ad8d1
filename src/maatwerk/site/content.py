"""`./maatwerk content check`: every fault in content, with file, line and a sentence."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from maatwerk.foundation.content import Layers
from maatwerk.site.home import CONTENT
from maatwerk.site.library import faults_of, installed_layers

HELP = "check the content files"
DESCRIPTION = """\
Check content: the shape of every entry, whether what it points to exists, whether texts for residents are plain, and,
for the folder of an installation, whether it takes away anything that keeps people safe. Prints every fault, not only
the first.
"""
EPILOG = """\
examples:
  ./maatwerk content check                 what this installation uses
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
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else "nothing is wrong", file=sys.stderr)
    return 1 if faults else 0
