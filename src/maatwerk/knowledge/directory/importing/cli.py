"""`./maatwerk directory`: bring services in from files, give them out, and see what grows old."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maatwerk.foundation.content import Text
    from maatwerk.knowledge.directory.importing.report import Report

HELP = "bring services in from files, give them out, and see what grows old"
DESCRIPTION = """\
The social map of one municipality: bring in services from HSDS 3.0 (JSON) or from our own CSV, look at such a file
first, give everything out as HSDS 3.0, list what nobody looked at for long, and bring in the places that a distance is
measured from. docs/hsds-import.md has the columns of the CSV, docs/places.md those of places.
"""
EPILOG = """\
examples:
  ./maatwerk directory check services.json
  ./maatwerk directory import services.json --bron wijkwijzer
  ./maatwerk directory import pages/ --bron wijkwijzer --gemeente ID --json
  ./maatwerk directory import map.csv --bron eigen_lijst --alles-of-niets
  ./maatwerk directory export --uit map.json
  ./maatwerk directory stale
  ./maatwerk directory places neighbourhoods.csv

Several files, or a folder, are the pages of one import: everything that this source has. What was there before and is
not in it stays, and is asked about on the work list. --bron names the source and is the same every time; an entry is
known again by it and by its own id. Without --gemeente it is the default municipality.

exit status:
  0  done; also when single rows were refused, which the report names
  1  refused, or (check) a row would be refused; nothing was changed
  2  the municipality is unknown
"""
_BY = "opdrachtregel"


def add_arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)

    def verb(name: str, help_: str) -> ArgumentParser:
        made = verbs.add_parser(name, help=help_, formatter_class=RawDescriptionHelpFormatter)
        made.add_argument("--gemeente", default="", metavar="ID", help="the municipality (default: the default one)")
        return made

    bring = verb("import", "bring in the services of files")
    look = verb("check", "say what an import would do, and change nothing")
    for each in (bring, look):
        each.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON or CSV, or a folder with them")
        each.add_argument("--taal", choices=["nl", "en"], default="nl", help="language of the report (nl)")
    bring.add_argument("--bron", required=True, metavar="ID", help="what the source is called: a-z, 0-9 and _")
    look.add_argument("--bron", default="bestand", metavar="ID", help="compare with what this source brought before")
    bring.add_argument("--alles-of-niets", action="store_true", help="one row that is refused refuses all")
    give = verb("export", "give the services out as HSDS 3.0")
    give.add_argument("--uit", type=Path, metavar="FILE", help="write here (default: standard output)")
    stale = verb("stale", "what nobody saw to be right for six months or longer")
    places = verb("places", "bring in the places that a distance is measured from")
    places.add_argument("file", type=Path, metavar="FILE")
    for each in (bring, look, stale, places):
        each.add_argument("--json", action="store_true", help="print as JSON")


def run(args: Namespace, municipalities: Collection[str], default: str, now: datetime) -> int:
    """Carry out the verb; the exit status is returned. `municipalities` are slugs."""
    slug = args.gemeente or default
    if slug not in municipalities:
        known = ", ".join(sorted(municipalities)) or "none yet"
        print(f"There is no municipality '{slug}'. There are: {known}.", file=sys.stderr)
        return 2
    from maatwerk.knowledge.directory.connections import connections

    connections().refresh(slug)
    return _VERBS[args.what](args, slug, now)


def _import(args: Namespace, slug: str, now: datetime) -> int:
    from maatwerk.knowledge.directory.importing.bringing import Order, bring_in, prepared

    order = Order(slug, args.bron, args.files, args.alles_of_niets)

    def carry_out() -> Report:
        with prepared(order, now) as made:
            return bring_in(made, by=_BY, file_name=args.files[0].name, now=now)[1]

    return _reported(args, carry_out)


def _check(args: Namespace, slug: str, now: datetime) -> int:
    from maatwerk.knowledge.directory.importing.bringing import Order, prepared, would_be
    from maatwerk.knowledge.directory.importing.report import Outcome

    refused = 0

    def look() -> Report:
        nonlocal refused
        with prepared(Order(slug, args.bron, args.files), now) as made:
            report = would_be(made)
        refused = report.counts[Outcome.REFUSED]
        return report

    return _reported(args, look) or bool(refused)


def _reported(args: Namespace, carry_out: Callable[[], Report]) -> int:
    """Print the report of an import, or why there was none."""
    from maatwerk.knowledge.directory.importing.bringing import RefusedError
    from maatwerk.knowledge.directory.importing.saying import UnreadableError

    try:
        report, refused = carry_out(), None
    except RefusedError as error:
        report, refused = error.report, error.told
    except UnreadableError as error:
        if args.json:
            _print_json({"fout": _both(error.told)})
        print(error.told.in_(args.taal), file=sys.stderr)
        return 1
    _print_report(args, report, refused)
    return 1 if refused else 0


def _print_report(args: Namespace, report: Report, refused: Text | None) -> None:
    from maatwerk.knowledge.directory.importing.report import as_json, lines_as_text
    from maatwerk.knowledge.directory.importing.saying import NOTHING_CHANGED

    whole = as_json(report)
    if args.json:
        _print_json({"fout": _both(refused)} | whole if refused else whole)
    else:
        for line in lines_as_text(whole, args.taal):
            print(line)
        print(", ".join(f"{name}: {number}" for name, number in whole["aantallen"].items()))
        if not refused and report.changes_nothing:
            print(NOTHING_CHANGED.in_(args.taal))
    if refused:
        print(refused.in_(args.taal), file=sys.stderr)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _both(told: Text) -> dict[str, str]:
    return {"nl": told.nl, "en": told.en}


def _export(args: Namespace, slug: str, _now: datetime) -> int:
    from maatwerk.foundation.people.queries import municipality_called
    from maatwerk.knowledge.directory.hsds.export import export
    from maatwerk.knowledge.directory.importing.connections import connections

    words, municipality = connections().knowledge(slug).words, municipality_called(slug)
    if args.uit is None:
        export(municipality, sys.stdout, words=words)
        return 0
    try:
        with args.uit.open("w", encoding="utf-8") as file:
            written = export(municipality, file, words=words)
    except OSError:
        print(f"{args.uit} cannot be written.", file=sys.stderr)
        return 1
    print(f"{written} services written to {args.uit}", file=sys.stderr)
    return 0


def _stale(args: Namespace, slug: str, now: datetime) -> int:
    from django.utils.timezone import localdate

    from maatwerk.knowledge.directory.freshness import freshness_of
    from maatwerk.knowledge.directory.importing.queries import stale

    today = localdate(now)
    rows = [
        {
            "id": listing.key,
            "naam": listing.name,
            "organisatie": listing.organisation,
            "gezien_op": listing.verified_on.isoformat(),
            "stand": freshness_of(listing.verified_on, today).value,
        }
        for listing in stale(slug, today)
    ]
    if args.json:
        _print_json(rows)
        return 0
    for row in rows:
        print(f"{row['gezien_op']}  {row['stand']:<11}{row['id']:<50}  {row['naam']} ({row['organisatie']})")
    if not rows:
        print("everything was seen to be right in the last six months", file=sys.stderr)
    return 0


def _places(args: Namespace, slug: str, now: datetime) -> int:
    from django.utils.timezone import localdate

    from maatwerk.knowledge.directory.centroids import import_places

    try:
        report = import_places(slug, args.file, today=localdate(now))
    except OSError:
        print(f"{args.file} cannot be read.", file=sys.stderr)
        return 1
    if args.json:
        _print_json(
            {
                "nieuw": report.added,
                "gewijzigd": report.changed,
                "weg": report.gone,
                "gelijk": report.same,
                "fouten": report.faults,
            }
        )
    elif report.is_in:
        print(
            f"nieuw: {len(report.added)}, gewijzigd: {len(report.changed)}, weg: {len(report.gone)}, "
            f"gelijk: {report.same}"
        )
    for fault in () if args.json else report.faults:
        print(fault, file=sys.stderr)
    return 0 if report.is_in else 1


_VERBS: dict[str, Callable[[Namespace, str, datetime], int]] = {
    "import": _import,
    "check": _check,
    "export": _export,
    "stale": _stale,
    "places": _places,
}
