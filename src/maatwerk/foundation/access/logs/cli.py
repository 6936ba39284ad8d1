"""The verbs of `./maatwerk access` that are about the logs."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maatwerk.foundation.access.logs.verifying import Fault

_MOST_SHOWN = 100


def add_verbs(verbs: Any) -> None:
    verify = verbs.add_parser("verify", help="look at every row, segment and checkpoint")
    verify.add_argument("--json", action="store_true", help="the answer as JSON, with every fault")
    verify.add_argument("--checkpoints", type=Path, metavar="FILE", help="checkpoints that were kept elsewhere")
    verify.set_defaults(do=_verify)
    checkpoints = verbs.add_parser("checkpoints", help="print all checkpoints, one JSON object a line")
    checkpoints.add_argument("--after", type=int, default=0, metavar="NUMBER", help="only those after this one")
    checkpoints.set_defaults(do=_checkpoints)
    seal = verbs.add_parser("seal", help="sign how far the logs have come; the job worker does so every hour")
    seal.add_argument("--close", action="store_true", help="begin new segments after this")
    seal.set_defaults(do=_seal)
    prune = verbs.add_parser("prune", help="delete rows whose time is over; the job worker does so every night")
    prune.set_defaults(do=_prune)
    reader = verbs.add_parser("reader", help="programs that may read the processing log of an organisation")
    _add_reader_verbs(reader.add_subparsers(dest="which", metavar="WHICH", required=True))


def _add_reader_verbs(verbs: Any) -> None:
    add = verbs.add_parser("add", help="let a program read, and print its token once")
    remove = verbs.add_parser("remove", help="its token counts no more")
    listing = verbs.add_parser("list", help="those that may read")
    for each in (add, remove):
        each.add_argument("name")
        each.add_argument("--municipality", required=True, metavar="SLUG")
        each.add_argument("--organisation", required=True, metavar="SLUG", help="whose log it reads")
    add.set_defaults(do=_add_reader)
    remove.set_defaults(do=_remove_reader)
    listing.set_defaults(do=_list_readers)


def _verify(args: Namespace, _now: datetime) -> int:
    from maatwerk.foundation.access.logs.verifying import Looked, verify

    try:
        elsewhere = _kept(args.checkpoints) if args.checkpoints else {}
    except (OSError, ValueError) as error:
        print(f"{args.checkpoints} cannot be read as checkpoints ({type(error).__name__}).", file=sys.stderr)
        return 2
    started, looked, faults = time.monotonic(), Looked(), 0
    kept: list[Fault] = []
    for fault in verify(looked, elsewhere):
        faults += 1
        if args.json:
            kept.append(fault)
        elif faults <= _MOST_SHOWN:
            print(f"WRONG     {fault}", flush=True)
    if args.json:
        told = [{"logboek": f.log, "segment": f.segment, "regel": f.position, "wat": f.what} for f in kept]
        counts = {"regels": looked.rows, "segmenten": looked.segments, "controlepunten": looked.checkpoints}
        print(json.dumps({"goed": not faults, **counts, "fouten": told}, ensure_ascii=False, indent=2))
        return 1 if faults else 0
    if faults > _MOST_SHOWN:
        print(f"and {faults - _MOST_SHOWN} more; --json has them all")
    rows = ", ".join(f"{count} of {log}" for log, count in looked.rows.items())
    seconds = time.monotonic() - started
    print(f"looked at {rows}; {looked.segments} segments, {looked.checkpoints} checkpoints; {seconds:.1f} s")
    print(f"{faults} things are not as they were written" if faults else "everything stands there as it was written")
    return 1 if faults else 0


def _kept(path: Path) -> dict[int, str]:
    """Number → hash. Raises OSError or ValueError."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        told = json.loads(line)
        if not isinstance(told, dict) or not {"nummer", "hash"} <= told.keys():
            raise ValueError("not a checkpoint")
        found[int(told["nummer"])] = str(told["hash"])
    return found


def _checkpoints(args: Namespace, _now: datetime) -> int:
    from maatwerk.foundation.access.logs.keys import ring
    from maatwerk.foundation.access.models.logs import Checkpoint

    keys = ring()
    for each in Checkpoint.objects.filter(number__gt=args.after).order_by("number").iterator():
        told = {
            "nummer": each.number, "vorige": each.previous, "soort": each.kind, "logboek": each.log,
            "segment": each.segment_id, "regels": each.count, "kop": each.head, "op": each.at, "sleutel": each.key,
            "hash": each.hash, "handtekening": each.signature,
            "publiek": keys.all[each.key].public if each.key in keys.all else None,
        }  # fmt: skip
        print(json.dumps(told))
    return 0


def _seal(args: Namespace, now: datetime) -> int:
    from maatwerk.foundation.access.logs.actions import seal_segments

    print(f"signed {seal_segments(now, everything=args.close)} segments")
    return 0


def _prune(_args: Namespace, now: datetime) -> int:
    from maatwerk.foundation.access.logs.actions import prune_logs

    for log, rows in prune_logs(now).items():
        print(f"{log}: {rows} rows deleted")
    return 0


def _add_reader(args: Namespace, now: datetime) -> int:
    from maatwerk.foundation.access.logs.readers import ReaderError, add_reader

    try:
        token = add_reader(args.name, args.municipality, args.organisation, now)
    except ReaderError as refused:
        print(refused, file=sys.stderr)
        return 1
    print(f"added {args.name}. Its token, which is not shown again:\n{token}")
    return 0


def _remove_reader(args: Namespace, now: datetime) -> int:
    from maatwerk.foundation.access.logs.readers import ReaderError, remove_reader

    try:
        remove_reader(args.name, args.municipality, args.organisation, now)
    except ReaderError as refused:
        print(refused, file=sys.stderr)
        return 1
    print(f"removed {args.name}")
    return 0


def _list_readers(_args: Namespace, _now: datetime) -> int:
    from maatwerk.foundation.access.models.logs import LogReader

    rows = LogReader.objects.filter(removed=None).select_related("organisation__municipality")
    for row in rows.order_by("organisation__municipality__slug", "organisation__slug", "name"):
        place = f"{row.organisation.municipality.slug}/{row.organisation.slug}"
        print(f"{row.name:<40}{place:<48}since {row.added:%Y-%m-%d}")
    return 0
