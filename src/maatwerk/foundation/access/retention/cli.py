"""The verb of `./maatwerk access` that is about keeping and deleting."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from typing import Any


def add_verbs(verbs: Any) -> None:
    keep = verbs.add_parser("keep", help="count, or delete, what is kept no longer; the job worker does so every night")
    which = keep.add_mutually_exclusive_group(required=True)
    which.add_argument("--report", action="store_true", help="count what goes and write it down; nothing goes")
    which.add_argument("--run", action="store_true", help="delete what a report of an earlier day counted")
    keep.set_defaults(do=_keep)


def _keep(args: Namespace, now: datetime) -> int:
    from maatwerk.foundation.access.retention.actions import report, run
    from maatwerk.foundation.access.retention.queries import Line, latest_report
    from maatwerk.foundation.access.retention.terms import in_words

    if args.run:
        gone = run(now)
        done = f"{in_words(gone)} rows deleted"
        print(done if gone else "nothing was deleted: no report of an earlier day counted anything")
        return 0

    def tell(lines: list[Line], what: str) -> None:
        for line in lines:
            print(f"  {line.purpose:<20}{line.category:<22}{line.model:<24}{in_words(line.at_least)}{what}")

    for row in report(now):
        print(f"{row.municipality}: what goes on a later day, as of {row.day}")
        found = latest_report(row.municipality)
        if found is not None:
            tell(list(found.lines), "")
            tell(list(found.unknown), "  NO TERM: stays")
    return 0
