"""`./maatwerk needs`: how well questions are understood, and the vectors that understanding starts from."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from time import perf_counter
from typing import Any

import yaml

from maatwerk.casework.frontdoor.door import Answer, Question
from maatwerk.casework.frontdoor.evaluation import Share, of_danger, of_other_lines, of_questions, typical
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.needs.sentences import available, model, remember
from maatwerk.site import registry
from maatwerk.site.home import CONTENT
from maatwerk.site.library import library

HELP = "measure how well questions are understood"
DESCRIPTION = """\
Put the frozen questions of content/evaluation to the front door and print which share was understood, with the interval
in which the true share lies (95 %), for every kind of understanding that this machine has: by the e5 model, by the USE
model, by words alone.
"""
EPILOG = """\
examples:
  ./maatwerk needs evaluate                    the half "werk", with everything this machine has
  ./maatwerk needs evaluate --half slot        the other half: look at it only when work on understanding ends
  ./maatwerk needs evaluate --with woorden     words alone
  ./maatwerk needs vectors                     write content/vectors again, after lines in content were changed

exit status:
  0  done
  2  this machine does not have what was asked for
"""

WORDS = "woorden"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["evaluate", "vectors"], help="what to do")
    parser.add_argument("--half", choices=["werk", "slot"], default="werk", help="which half of the set (werk)")
    parser.add_argument("--with", dest="by", metavar="KIND", help="e5, use or woorden (all that there are)")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(args: Namespace) -> int:
    """Print the shares, or write the vectors; the exit status is returned."""
    kinds = [*available(), WORDS]
    if args.by and args.by not in kinds:
        print(f"this machine has {', '.join(kinds)}, not {args.by}", file=sys.stderr)
        return 2
    if args.what == "vectors":
        for name in available():
            print(f"{name}: reading {len(registry.lines_of(library()))} lines", file=sys.stderr)
            remember(model(name), registry.lines_of(library()), registry.VECTORS / f"{name}.npz")
        return 0
    measured = {kind: measure(kind, args.half) for kind in ([args.by] if args.by else kinds)}
    if args.json:
        print(json.dumps({kind: _as_json(*found) for kind, found in measured.items()}, ensure_ascii=False, indent=2))
        return 0
    for kind, (shares, (middle, most)) in measured.items():
        print(f"{kind}, half {args.half}: {middle:.0f} ms a question, 95 % under {most:.0f} ms")
        print("\n".join(f"  {share}" for share in shares))
    return 0


def measure(kind: str, half: str) -> tuple[list[Share], tuple[float, float]]:
    """The shares for one kind of understanding and one half of the set, and the time a question took."""
    door = registry.door_over(library(), by=kind)
    slug, profile = next(iter(registry.demo_municipalities().items()))
    town = Municipality(slug, profile)
    took: list[float] = []

    def ask(text: str) -> Answer:
        begun = perf_counter()
        answer = door.answer(Question(text), town, date(2026, 11, 22))  # the order of equals is drawn by date
        took.append(1000 * (perf_counter() - begun))
        return answer

    shares = of_questions(ask, _half("questions", half), door.needs)
    times = typical(took)
    return [*shares, *of_other_lines(ask, _half("off_topic", half)), *of_danger(ask, _read("urgent")[half])], times


def _half(name: str, half: str) -> list[Any]:
    return [one for one in _read(name) if one["helft"] == half]


def _read(name: str) -> Any:
    return yaml.safe_load((CONTENT / f"evaluation/{name}.yaml").read_text(encoding="utf-8"))


def _as_json(shares: list[Share], times: tuple[float, float]) -> dict[str, Any]:
    rows = {share.name: {"right": share.right, "of": share.of, "interval": share.interval} for share in shares}
    return {"milliseconds": times, "shares": rows}
