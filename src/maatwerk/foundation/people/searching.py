"""What somebody types to find a resident. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from maatwerk.foundation.people.bsn import Bsn, NoBsnError, read_bsn
from maatwerk.foundation.people.names import plain_name
from maatwerk.foundation.people.ways import plain_mail, plain_phone


@dataclass(frozen=True)
class Sought:
    """What was asked for; empty is not asked for. `names` are the beginnings of names."""

    names: tuple[str, ...] = ()
    born: date | None = None
    phone: str = ""
    mail: str = ""
    bsn: Bsn | None = None

    def __bool__(self) -> bool:
        return bool(self.names or self.born or self.phone or self.mail or self.bsn)


_MAIL = re.compile(r"\S+@\S+")
_MONTH_WORDS = "januari februari maart april mei juni juli augustus september oktober november december"
_MONTHS = _MONTH_WORDS.split()
_MONTH = {name: number for number, name in enumerate(_MONTHS, 1)} | {
    name[:3]: number for number, name in enumerate(_MONTHS, 1)
}
_MONTH |= {"mrt": 3, "sept": 9}
_ANY_MONTH = "|".join(sorted(_MONTH, key=len, reverse=True))
_DATES = (
    re.compile(r"(?<![0-9])(?P<day>[0-9]{1,2})\s?[-/.]\s?(?P<month>[0-9]{1,2})\s?[-/.]\s?(?P<year>[0-9]{4})(?![0-9])"),
    re.compile(r"(?<![0-9])(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?![0-9])"),
    re.compile(
        rf"(?<![0-9])(?P<day>[0-9]{{1,2}})[\s-](?P<month>{_ANY_MONTH})\.?[\s-](?P<year>[0-9]{{4}})(?![0-9])", re.I
    ),
    re.compile(r"(?<![0-9+])(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>(?:18|19|20)[0-9]{2})(?![0-9])"),
)
_NUMBER = re.compile(r"(?<!\w)[+0-9(][0-9\s.\-/()]*[0-9](?!\w)")
_MOST_LETTERS = 200


def read_search(text: str) -> Sought:
    """Read a name, birth date, telephone number, e-mail address or BSN, or several at once, in any order.

    What is none of them, as half a number, is left out; when nothing is left the answer is empty.
    """
    text = text[:_MOST_LETTERS].replace("\0", " ")
    mail, text = _taken(_MAIL, text)
    born, text = _date(text)
    number, text = _taken(_NUMBER, text)
    return Sought(tuple(plain_name(text).split()), born, plain_phone(number), plain_mail(mail), _bsn(number))


def read_day(text: str) -> date | None:
    """A day as people write it, as 12-3-1980; None when it is none, or when there is more."""
    day, rest = _date(text[:_MOST_LETTERS])
    return None if rest.strip() else day


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """The first place where a pattern fits, and the text without it."""
    found = pattern.search(text)
    return (found.group(), text.replace(found.group(), " ", 1)) if found else ("", text)


def _date(text: str) -> tuple[date | None, str]:
    for pattern in _DATES:
        if found := pattern.search(text):
            month = found["month"].lower()
            try:
                day = date(int(found["year"]), int(month) if month.isdigit() else _MONTH[month], int(found["day"]))
            except ValueError:
                continue  # "31-02-1990" is no day, but "99.99.9001" may be something else
            return day, text.replace(found.group(), " ", 1)
    return None, text


def _bsn(number: str) -> Bsn | None:
    try:
        return read_bsn(number)
    except NoBsnError:
        return None
