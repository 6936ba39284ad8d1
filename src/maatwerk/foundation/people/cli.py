"""`./maatwerk municipality`: which municipalities this installation serves, and adding one."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Collection
from pathlib import Path

from maatwerk.foundation.content.loading import Fault, read_collection
from maatwerk.foundation.ui.municipality import Profile

HELP = "add a municipality, or list them"
DESCRIPTION = """\
Add a municipality to this installation from a file with its name, ways to reach it and house style, or list those that
are there. The file has the form of content/demo/municipalities/demo.yaml; `verzonnen: false` says that it is real.
"""
EPILOG = """\
examples:
  ./maatwerk municipality list
  ./maatwerk municipality add onze-gemeente.yaml --hostname hulp.onze-gemeente.nl
  ./maatwerk municipality add onze-gemeenten.yaml

The key in the file becomes the short name in addresses: letters, digits and hyphens. A municipality that is there is
never written over. Host names also have to stand in MAATWERK_HOSTS.

exit status:
  0  added, or listed
  1  refused; each line says why, and nothing was added
"""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["add", "list"], help="what to do")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the file with the municipality to add")
    parser.add_argument("--hostname", default="", help="the host name that is this municipality's own")


def run(args: Namespace, allowed_hosts: Collection[str], taken: Collection[str]) -> int:
    """Carry out the verb; the exit status is returned. `taken` are first parts of paths that belong to pages."""
    if args.what == "list":
        return _list()
    from maatwerk.foundation.people.actions import MunicipalityRefusedError, add_new_municipalities

    hostname = args.hostname.lower()
    profiles, sentences = _profiles(args.file)
    if hostname and len(profiles) > 1:
        sentences.append("--hostname is for one municipality; this file holds several.")
    if not sentences:
        try:
            add_new_municipalities(profiles, hostname, taken)
        except MunicipalityRefusedError as refused:
            sentences = refused.sentences
    if sentences:
        print("\n".join(sentences), file=sys.stderr)
        return 1
    for slug, profile in profiles.items():
        print(f"added {slug}: {profile.name}")
    if hostname and hostname not in allowed_hosts:
        print(f"now add {hostname} to MAATWERK_HOSTS and start again", file=sys.stderr)
    return 0


def _profiles(file: Path | None) -> tuple[dict[str, Profile], list[str]]:
    """What the file holds, and what is wrong with it."""
    if file is None:
        return {}, ["Name the file with the municipality: ./maatwerk municipality add FILE."]
    if not file.is_file():
        return {}, [f"There is no file {file}."]
    faults: list[Fault] = []
    found = read_collection(file, Profile, faults)
    return {slug: each.entry for slug, each in found.items()}, [str(fault) for fault in faults]


def _list() -> int:
    from maatwerk.foundation.people.models import Municipality

    for row in Municipality.objects.order_by("slug"):
        invented = "  (invented)" if row.profile.get("verzonnen") else ""
        print(f"{row.slug:<24}{row.hostname or '-':<36}{row.profile['naam']}{invented}")
    return 0
