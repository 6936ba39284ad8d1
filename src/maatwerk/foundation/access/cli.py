"""`./maatwerk access`: who may see what, and who did, for who has the server.

A part of this room adds its verbs in `add_verbs(verbs)`; each sets `do`, a function of the arguments and the moment
that gives the exit status.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime

from maatwerk.foundation.access import grounds_cli as grounds
from maatwerk.foundation.access.logs import cli as logs
from maatwerk.foundation.access.retention import cli as keeping

HELP = "say which organisation works for what, keep the logs of who looked, and delete what is over"
DESCRIPTION = """\
Every read of something about a person stands in two logs: what was processed of whom, and who looked. Rows are chained,
segments are sealed and signed; `verify` finds any row that was changed, removed, added or put elsewhere.
"""
EPILOG = """\
examples:
  ./maatwerk access task add wmo --municipality uw-gemeente --organisation wijkteam --decision "Mandaatbesluit 2026"
  ./maatwerk access verify
  ./maatwerk access checkpoints > /a/place/elsewhere/checkpoints.jsonl
  ./maatwerk access verify --checkpoints /a/place/elsewhere/checkpoints.jsonl
  ./maatwerk access keep --report
  ./maatwerk access reader add "Inzage van de gemeente" --municipality uw-gemeente --organisation gemeente

What `verify` cannot see from the database alone: that all of it was put back to an earlier moment. Keep checkpoints in
another place for that. Nobody can see what was done since the last of those by somebody who has the key as well.

exit status:
  0  done; with verify: everything stands there as it was written
  1  with verify: something does not; else refused
  2  a file cannot be read
"""
PARTS = (grounds, logs, keeping)


def add_arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    for part in PARTS:
        part.add_verbs(verbs)


def run(args: Namespace, now: datetime) -> int:
    """Carry out the verb; the exit status is returned."""
    return int(args.do(args, now))
