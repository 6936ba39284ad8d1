"""`./maatwerk schemes`: what somebody probably has a right to, the figures behind it, and a whole population."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never

if TYPE_CHECKING:
    from maatwerk.foundation.ui.municipality import Municipality
    from maatwerk.knowledge.schemes.desk import Desk

HELP = "what somebody probably has a right to, and the figures behind it"
DESCRIPTION = """\
Rules as code for Dutch schemes: for one household with every step, its article and its figures, or for a whole
population. Nothing of a household is stored or logged.
"""
EPILOG = """\
examples:
  ./maatwerk schemes assess household.json
  ./maatwerk schemes assess household.json --peildatum 2026-01-01 --json
  echo '{"personen": [{"rol": "aanvrager", "toetsingsinkomen": 25000}]}' | ./maatwerk schemes assess - --json
  ./maatwerk schemes parameters zorgtoeslag --peildatum 2025-01-01
  ./maatwerk schemes simulate households.parquet --uit outcome.parquet
  ./maatwerk schemes overview > docs/schemes.md

A household, or a list of them, and the answer are fixed by docs/contracts/ (schemes.input.schema.json and
schemes.schema.json). What is absent is unknown. Of a list the good ones are answered; one that cannot be read gives
{"fout": {"veld", "uitleg"}} in its place. docs/schemes-simulate.md has the columns of a population.

exit status:
  0  answered, also where nothing fits
  2  the input cannot be used; the field, or the row and column, and one sentence say why
"""
MOST_BYTES = 20_000_000  # of a file with households; a population goes through `simulate`
MOST_HOUSEHOLDS = 10_000


class RefusedError(Exception):
    """The call cannot be carried out; the message says why, in the language of the call."""


def add_arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)

    def verb(name: str, help_: str) -> ArgumentParser:
        made = verbs.add_parser(name, help=help_, formatter_class=RawDescriptionHelpFormatter)
        made.add_argument("--peildatum", metavar="D", help="the day that counts, YYYY-MM-DD")
        made.add_argument(
            "--language", "--taal", default="nl", metavar="nl|en", help="language of the answer (default: nl)"
        )
        return made

    assess = verb("assess", "what one household, or each of a list, probably has a right to")
    assess.add_argument("file", metavar="FILE", help="JSON, or - for standard input")
    parameters = verb("parameters", "the figures behind a scheme, with article and source")
    parameters.add_argument("id", metavar="ID", help="a scheme, such as zorgtoeslag")
    simulate = verb("simulate", "all schemes over a file of many households")
    simulate.add_argument("file", type=Path, metavar="FILE", help=".csv or .parquet; column names are fact ids")
    simulate.add_argument("--uit", type=Path, required=True, metavar="OUT", help="write here: .csv or .parquet")
    verbs.add_parser(
        "overview", help="which figures each national scheme rests on, and how sure they are (docs/schemes.md)"
    )
    for each in (parameters, simulate):
        each.add_argument("--gemeente", default="", metavar="ID", help="the municipality (default: the default one)")
    for each in (assess, parameters):
        each.add_argument("--json", action="store_true", help="print as JSON")


def run(
    args: Namespace,
    find: Callable[[str], Municipality | None],
    desk_of: Callable[[Municipality], Desk],
    default: Municipality,
    today: date,
) -> int:
    """Carry out the verb; the exit status is returned. `find` gives a municipality by its name, `desk_of` its schemes;
    `default` is the one when none is named."""
    try:
        if args.language not in ("nl", "en"):
            raise RefusedError(f"De taal '{args.language}' kennen wij niet. Kies nl of en. / Choose nl or en.")
        on = _day(args)
        if args.what == "assess":
            _assess(args, find, desk_of, default, today, on)
            return 0
        desk = desk_of(_municipality(args, find) or default)
        if args.what == "parameters":
            _parameters(args, desk, on)
        else:
            _simulate(args, desk, on or today)
    except RefusedError as refused:
        print(refused, file=sys.stderr)
        return 2
    return 0


def _assess(
    args: Namespace,
    find: Callable[[str], Municipality | None],
    desk_of: Callable[[Municipality], Desk],
    default: Municipality,
    today: date,
    on: date | None,
) -> None:
    from maatwerk.knowledge.schemes.contract import answer_for, answers_to
    from maatwerk.knowledge.schemes.reading import FaultError, household_from

    here, sought, desks = desk_of(default), cache(find), cache(desk_of)

    def answer(household: object) -> dict[str, Any]:
        told = household_from(household, here.dictionary, sought, today, on=on)
        named = sought(told.municipality) if told.municipality else None
        return answer_for(told.household, desks(named) if named else here, args.language)

    raw = _read(args)
    try:
        answered = answers_to(raw, answer, args.language) if isinstance(raw, list) else answer(raw)
    except FaultError as fault:
        raise RefusedError(f"{fault.field}: {fault.sentence.in_(args.language)}") from None
    if args.json:
        print(json.dumps(answered, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        every = answered if isinstance(answered, list) else [answered]
        print("\n\n".join("\n".join(_as_text(each, args.language)) for each in every))


def _read(args: Namespace) -> object:
    def refuse(nl: str, en: str) -> Never:
        raise RefusedError(_in(args, nl, en)) from None

    try:
        if args.file == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(args.file).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except OSError:
        refuse(f"Het bestand '{args.file}' is niet te lezen.", f"The file '{args.file}' cannot be read.")
    if len(data) > MOST_BYTES:
        refuse("Dit is te groot. Gebruik schemes simulate.", "This is too large. Use schemes simulate.")
    try:
        raw = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number, object_pairs_hook=_once_each)
    except (ValueError, RecursionError):
        refuse(f"'{args.file}' is geen geldige JSON.", f"'{args.file}' is no valid JSON.")
    if isinstance(raw, list) and len(raw) > MOST_HOUSEHOLDS:
        refuse(
            f"Er kunnen hoogstens {MOST_HOUSEHOLDS} huishoudens in een lijst. Gebruik schemes simulate.",
            f"A list has at most {MOST_HOUSEHOLDS} households. Use schemes simulate.",
        )
    return raw


def _no_number(constant: str) -> Never:
    raise ValueError(f"'{constant}' is no JSON")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


_VERDICTS = {
    "past": ("dit past waarschijnlijk", "this probably fits"),
    "past_als": ("dit past, als", "this fits, if"),
    "onzeker": ("dit weten wij nog niet zeker", "we are not sure yet"),
    "past_niet": ("dit past waarschijnlijk niet", "this probably does not fit"),
}


def _as_text(answer: Mapping[str, Any], language: str) -> Iterator[str]:
    """The same answer for a person at a terminal."""
    nl = language == "nl"
    if "fout" in answer:
        yield f"! {answer['fout']['veld']}: {answer['fout']['uitleg']}"
        return
    yield f"{'Op' if nl else 'On'} {answer['peildatum']}"
    for scheme in answer["regelingen"]:
        yield ""
        yield f"{scheme['naam']}: {_VERDICTS[scheme['oordeel']][not nl]}{_amount(scheme['bedrag'], nl)}"
        yield from (f"  + {reason}" for reason in scheme["waarom"])
        yield from (f"  - {reason}" for reason in scheme["waarom_niet"])
        yield from (f"  ? {question['vraag']} [{question['feit']}]" for question in scheme["vragen"])
        for number, step in enumerate(scheme["stappen"], start=1):
            yield f"  {number}. {step['uitleg']} ({step['artikel']})"
        yield f"  > {scheme['volgende_stap']['niet_digitaal']}"


def _amount(amount: Mapping[str, Any] | None, nl: bool) -> str:
    if amount is None:
        return ""
    from maatwerk.knowledge.facts import Money, Period
    from maatwerk.knowledge.facts.writing import shown_money

    def euros(value: float, period: Period) -> str:
        return shown_money(Money(Decimal(f"{value:.2f}"), period)).in_("nl" if nl else "en")

    per = Period(amount["per"])
    if not amount["grenzen"]:
        return f", {euros(amount['uitbetaald'], per)}"
    low, high = amount["grenzen"]
    between, and_ = ("tussen", "en") if nl else ("between", "and")
    return f", {between} {euros(low, Period.ONCE)} {and_} {euros(high, per)}"


def _parameters(args: Namespace, desk: Desk, on: date | None) -> None:
    from maatwerk.knowledge.schemes.parameters import figures_of

    rows = figures_of(args.id, desk, on, args.language)
    if rows is None:
        known = ", ".join(scheme.id for scheme in desk.schemes)
        raise RefusedError(
            _in(
                args,
                f"De regeling '{args.id}' kennen wij niet. Wel: {known}.",
                f"We do not know the scheme '{args.id}'. We do know: {known}.",
            )
        )
    if args.json:
        print(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=2))
        return
    titles = ("naam", "waarde", "eenheid", "sinds", "artikel", "bron", "geverifieerd")
    cells = [titles, *(row.cells() for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(titles))]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _simulate(args: Namespace, desk: Desk, on: date) -> None:
    from maatwerk.knowledge.schemes.population import RefusedError as RefusedFileError
    from maatwerk.knowledge.schemes.simulating import simulate

    try:
        size = simulate(args.file, args.uit, desk, on, _bar)
    except RefusedFileError as refused:
        raise RefusedError("\n".join(sentence.in_(args.language) for sentence in refused.sentences)) from None
    print(_in(args, f"{size} huishoudens, {args.uit}", f"{size} households, {args.uit}"))


def _bar(done: int, of: int) -> None:
    """How far it is, on standard error, on one line."""
    filled = 30 * done // max(of, 1)
    end = "\n" if done == of else ""
    print(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{of}", end=end, file=sys.stderr, flush=True)


def _day(args: Namespace) -> date | None:
    from maatwerk.knowledge.schemes.reading import FaultError, peildatum

    if args.peildatum is None:
        return None
    try:
        return peildatum(args.peildatum, "peildatum")
    except FaultError as fault:
        raise RefusedError(f"{fault.field}: {fault.sentence.in_(args.language)}") from None


def _municipality(args: Namespace, find: Callable[[str], Municipality | None]) -> Municipality | None:
    from maatwerk.knowledge.schemes.reading import UNKNOWN_MUNICIPALITY

    found = find(args.gemeente) if args.gemeente else None
    if args.gemeente and found is None:
        raise RefusedError(f"gemeente: {UNKNOWN_MUNICIPALITY.in_(args.language)}")
    return found


def _in(args: Namespace, dutch: str, english: str) -> str:
    return english if args.language == "en" else dutch
