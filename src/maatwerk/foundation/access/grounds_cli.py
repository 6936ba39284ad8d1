"""The verbs of `./maatwerk access` that are about grounds: which organisation works for what."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maatwerk.foundation.people.models import Organisation


def add_verbs(verbs: Any) -> None:
    task = verbs.add_parser("task", help="what an organisation may work for: without a task it sees nobody")
    which = task.add_subparsers(dest="which", metavar="WHICH", required=True)
    add = which.add_parser("add", help="an organisation gets a task")
    end = which.add_parser("end", help="from now on it sees nothing for this task")
    for each in (add, end):
        each.add_argument("purpose", help="the id of a purpose, as wmo")
        each.add_argument("--municipality", required=True, metavar="SLUG")
        each.add_argument("--organisation", required=True, metavar="SLUG")
    add.add_argument("--decision", required=True, metavar="TEXT", help="the decision or agreement that says so")
    add.add_argument("--bsn", default="", metavar="ARTICLE", help="the article by which it may use the BSN")
    listing = which.add_parser("list", help="which organisations work for what")
    listing.add_argument("--municipality", required=True, metavar="SLUG")
    add.set_defaults(do=_add)
    end.set_defaults(do=_end)
    listing.set_defaults(do=_list)


def _add(args: Namespace, now: datetime) -> int:
    from maatwerk.foundation.access.actions import give_task

    return _do(
        args, lambda organisation: give_task(organisation, args.purpose, args.decision, now, bsn_article=args.bsn)
    )


def _end(args: Namespace, now: datetime) -> int:
    from maatwerk.foundation.access.actions import end_task

    return _do(args, lambda organisation: end_task(organisation, args.purpose, now))


def _list(args: Namespace, now: datetime) -> int:
    from maatwerk.foundation.access.queries import tasks_in

    for task in tasks_in(args.municipality, now):
        bsn = f"; BSN by {task.bsn_article}" if task.bsn_article else ""
        print(f"{task.organisation.slug}  {task.purpose}  ({task.decided_by}{bsn})")
    return 0


def _do(args: Namespace, step: Any) -> int:
    """Carry out a change of one organisation; what is refused is said."""
    from maatwerk.foundation.access.refusing import GroundRefusedError

    organisation = _organisation(args)
    if organisation is None:
        print(f"There is no organisation '{args.organisation}' in '{args.municipality}'.", file=sys.stderr)
        return 1
    try:
        step(organisation)
    except GroundRefusedError as refused:
        for sentence in refused.faults.values():
            print(sentence, file=sys.stderr)
        return 1
    return 0


def _organisation(args: Namespace) -> Organisation | None:
    from maatwerk.foundation.people.models import Organisation

    rows = Organisation.objects.select_related("municipality")
    return rows.filter(municipality__slug=args.municipality, slug=args.organisation).first()
