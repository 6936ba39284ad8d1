"""What a contact request knows of words, codes and terms. Pure: no clock, no database."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from hashlib import blake2b
from uuid import UUID

from maatwerk.foundation.worklist.rules import is_working_day


class Kind(StrEnum):
    """What somebody asks for; also the kind of work that it becomes."""

    CALL = "bel_terug"
    VISIT = "huisbezoek"


class Channel(StrEnum):
    """How it came in."""

    WEBSITE = "website"
    PHONE = "telefoon"
    DESK = "balie"
    POST = "post"


class Outcome(StrEnum):
    """How it ended."""

    SPOKEN = "gesproken"
    APPOINTMENT = "afspraak"
    PASSED_ON = "doorgegeven"
    NOT_REACHED = "niet_bereikt"
    WRONG = "klopt_niet"
    WITHDRAWN = "ingetrokken"


# Working days, the day itself not counted. Who asks to be called waits by the phone: the next working day. A visit has
# to be planned with a colleague and sometimes an interpreter: a week of work. No law gives a term; these were chosen.
TERMS = {Kind.CALL: 1, Kind.VISIT: 5}

LEAST_TRIES = 3  # before "not reached" may end it: somebody who works or sleeps misses one call

# No vowels, so that no word comes out; no 0 O, 1 I L, 5 S, 8 B or Q, which look alike on paper.
_SIGNS = "234679CDFGHJKMNPRTVWXYZ"
_LENGTH = 6


def due(asked: date, kind: Kind) -> date:
    """The last day on which it is in time."""
    day, left = asked, TERMS[kind]
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def code_of(request: UUID) -> str:
    """Six signs that follow from the id, so that the same request always has the same; they do not lead back to it."""
    number = int.from_bytes(blake2b(request.bytes, digest_size=16).digest())
    signs = []
    for _place in range(_LENGTH):
        number, sign = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[sign])
    return "".join(signs)


def shown(code: str) -> str:
    """As people read and say it: "K7M-42P"."""
    half = _LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def read_code(text: str) -> str:
    """A code as somebody typed it: " k7m 42p" is "K7M42P"; "" when it can be none."""
    code = re.sub(r"[\s.\-–]+", "", text).upper()
    return code if len(code) == _LENGTH and set(code) <= set(_SIGNS) else ""


def may_end(outcome: Outcome, tries: int) -> bool:
    """Whether it may end like this after so many tries."""
    return outcome is not Outcome.NOT_REACHED or tries >= LEAST_TRIES


# Control characters but the end of a line, and what turns the direction of writing so that a text shows as another.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def tidy(text: str, lines: bool) -> str:
    """What somebody typed, without what is invisible or tricks the eye; on one line unless it may have `lines`."""
    text = text.replace("\r\n", "\n").replace("\t", " ")
    text = _UNSEEN.sub("", text.replace("\r", "\n"))
    return text.strip() if lines else " ".join(text.split())
