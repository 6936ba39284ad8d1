"""`./maatwerk ask`: put a question on the command line and get the answer as text or JSON."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from maatwerk.casework.frontdoor.contract import as_json
from maatwerk.casework.frontdoor.door import FrontDoor, Question
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.facts import Dictionary, FactError, FactKey, FactValue

HELP = "put a question to the front door"
DESCRIPTION = """\
Ask in your own words what can help. The answer names urgent help first, then what was understood, then every
suggestion with its reasons, its next step and the day its source was looked at. Nothing is stored or logged.
"""
EPILOG = """\
examples:
  ./maatwerk ask "ik kan niet meer stofzuigen door mijn rug"
  ./maatwerk ask "ik kan niet meer stofzuigen" --feit vloer_vol=veel --feit drempel_cm=4 --json
  ./maatwerk ask "I cannot pay my rent" --taal en --gemeente ID
  echo '[{"id": 1, "tekst": "ik voel me alleen"}]' | ./maatwerk ask --batch -

A batch is a JSON list of {"id", "tekst", "feiten", "taal"}; only "tekst" is needed, "feiten" maps fact ids to answers.
It is answered by a JSON list of {"id", "antwoord"} in the same order. Every row gets a full answer; what could not be
used in a row (an unknown fact or language) is named on standard error.

The shape of an answer is fixed by docs/contracts/ask.schema.json. Fact ids stand in content/facts/.

exit status:
  0  answered, also when nothing was found
  2  the municipality, a fact or the language is unknown, or the batch is not a JSON list; one sentence says which
"""


class RefusedError(Exception):
    """The call cannot be carried out; the message says why, in the language of the call."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the question, in Dutch or English")
    parser.add_argument("--gemeente", metavar="ID", help="the municipality (default: the first of this installation)")
    parser.add_argument("--taal", default="nl", metavar="nl|en", help="language of the answer (default: nl)")
    parser.add_argument(
        "--feit", action="append", default=[], metavar="ID=VALUE", help="something already known; may be repeated"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--batch", metavar="FILE", help="answer a JSON list of questions from FILE, or - for stdin")


def run(
    args: Namespace,
    load: Callable[[Municipality], FrontDoor],
    municipalities: Mapping[str, Municipality],
    default: str,
    today: date,
) -> int:
    """Carry out the verb and return the exit status. `default` is the municipality when none is named."""
    try:
        if args.taal not in ("nl", "en"):
            raise RefusedError(f"De taal '{args.taal}' kennen wij niet. Kies nl of en. / Choose nl or en.")
        municipality = _municipality(args.gemeente or default, municipalities, args.taal)
        if args.batch is not None:
            rows = _rows(args.batch, args.taal)
            json.dump(
                _answers(rows, load(municipality), municipality, args.taal, today), sys.stdout, ensure_ascii=False
            )
            print()
            return 0
        if args.text is None:
            raise RefusedError(_in(args.taal, "Stel een vraag, of gebruik --batch.", "Ask a question, or use --batch."))
        door = load(municipality)
        question = Question(args.text, facts=_facts(args.feit, door.dictionary, args.taal))
        answer = as_json(door.answer(question, municipality, today), municipality, args.taal)
    except RefusedError as refusal:
        print(refusal, file=sys.stderr)
        return 2
    print(json.dumps(answer, ensure_ascii=False, indent=2) if args.json else _as_text(answer, args.taal))
    return 0


def _in(language: str, dutch: str, english: str) -> str:
    return english if language == "en" else dutch


def _municipality(slug: str, known: Mapping[str, Municipality], language: str) -> Municipality:
    if slug not in known:
        names = ", ".join(known)
        raise RefusedError(
            _in(
                language,
                f"De gemeente '{slug}' kennen wij niet. Wel: {names}.",
                f"We do not know the municipality '{slug}'. We do know: {names}.",
            )
        )
    return known[slug]


def _facts(given: Iterable[str], dictionary: Dictionary, language: str) -> dict[FactKey, FactValue]:
    facts = {}
    for pair in given:
        id_, sign, value = pair.partition("=")
        if not sign:
            raise RefusedError(
                _in(
                    language,
                    f"Schrijf een feit als id=waarde, niet als '{pair}'.",
                    f"Write a fact as id=value, not as '{pair}'.",
                )
            )
        try:
            key, read = dictionary.read(id_, value)
        except FactError as error:
            raise RefusedError(error.sentence.in_(language)) from None
        facts[key] = read
    return facts


def _rows(place: str, language: str) -> list[Any]:
    try:
        text = sys.stdin.read() if place == "-" else Path(place).read_text(encoding="utf-8")
        rows = json.loads(text)
    except (OSError, ValueError, RecursionError):
        rows = None
    if not isinstance(rows, list):
        raise RefusedError(
            _in(
                language,
                f"'{place}' is geen leesbare JSON-lijst met vragen.",
                f"'{place}' is not a readable JSON list of questions.",
            )
        )
    return rows


def _answers(
    rows: Sequence[Any], door: FrontDoor, municipality: Municipality, language: str, today: date
) -> list[dict[str, Any]]:
    answers = []
    for number, row in enumerate(rows, start=1):
        fields = row if isinstance(row, dict) else {}
        text = fields.get("tekst")
        tongue = fields.get("taal") or language
        if tongue not in ("nl", "en"):
            _warn(number, _in(language, f"de taal '{tongue}' kennen wij niet", f"we do not know language '{tongue}'"))
            tongue = language
        facts = {}
        given = fields.get("feiten") or {}
        for id_, value in given.items() if isinstance(given, dict) else ():
            try:
                key, read = door.dictionary.read(str(id_), value)
                facts[key] = read
            except FactError as error:
                _warn(number, error.sentence.in_(language))
        question = Question(text if isinstance(text, str) else "", facts=facts)
        answer = door.answer(question, municipality, today)
        answers.append({"id": fields.get("id"), "antwoord": as_json(answer, municipality, tongue)})
    return answers


def _warn(row: int, sentence: str) -> None:
    print(f"{row}: {sentence}", file=sys.stderr)


def _as_text(answer: Mapping[str, Any], language: str) -> str:
    """The same answer for a person at a terminal."""
    lines: list[str] = []
    for help_ in answer["dringende_hulp"]:
        lines.append(f"! {help_['naam']}: {help_['telefoon']}  {help_['uitleg']}".rstrip())
    if lines:
        lines.append("")
    if answer["elders"]:
        lines.append(answer["elders"])
    elif answer["niet_gevonden"]:
        lines.append(
            _in(
                language,
                "Wij begrepen uw vraag niet. Bel ons, dan denken wij met u mee.",
                "We did not understand your question. Call us, then we think along with you.",
            )
        )
    else:
        heard = "; ".join(need["tekst"] for need in answer["behoeften"])
        lines.append(f"{_in(language, 'Wij hoorden', 'We heard')}: {heard}")
    for suggestion in answer["adviezen"][:8]:
        lines += ["", f"{suggestion['titel']} ({suggestion['soort']}, {suggestion['oordeel']})"]
        lines.append(f"  {suggestion['samenvatting']}")
        lines += [f"  + {reason}" for reason in suggestion["waarom"]]
        lines += [f"  - {reason}" for reason in suggestion["waarom_niet"]]
        lines += [f"  ? {question['vraag']} [{question['feit']}]" for question in suggestion["vragen"][:2]]
        lines += [f"  € {suggestion['kosten']}"] if suggestion["kosten"] else []
        lines += [f"  {number}. {step}" for number, step in enumerate(suggestion["stappen"], start=1)]
        lines.append(f"  > {suggestion['volgende_stap']['niet_digitaal']}")
    contact = answer["contact"]
    lines += ["", f"{contact['telefoon']} · {contact['adres']}", contact["tijden"], contact["buiten_tijden"]]
    return "\n".join(lines)
