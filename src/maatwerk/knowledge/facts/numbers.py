"""Numbers as people write them, in figures and in Dutch or English words. Pure.

Dutch marks are the rule, and what could be read in two ways is refused instead of guessed:

    1.200  10.000,50  1 200       a point or space before groups of three is a thousands mark: 1200, 10000.50, 1200
    1,5  1.5  1.20  0,500         a mark before anything else, or after a zero, is a decimal mark: 1.5, 1.5, 1.20, 0.5
    1,234.56  1,234,567           English marks, where they can mean nothing else
    1,200                         refused: 1200 in English, 1.2 in Dutch
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from maatwerk.foundation.content import Text

MOST_WHOLE_DIGITS = 12
MOST_DECIMALS = 6


class UnreadableError(ValueError):
    """An answer cannot be read; `why` adds to the sentence that says what was expected, where there is more to say."""

    def __init__(self, why: Text | None = None) -> None:
        self.why = why
        super().__init__(why.en if why else "unreadable")


_TWO_MEANINGS = Text(
    nl="Een komma met drie cijfers erachter heeft twee betekenissen. Schrijf bijvoorbeeld 1200 of 1,2.",
    en="A comma with three digits after it has two meanings. Write for example 1200 or 1.2.",
)
_SIGN = re.compile(r"(?:[-−–]|min(?:us)?\b)\s*")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_DUTCH = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:[.,][0-9]{1,2})?")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def number(text: str) -> Decimal:
    """The number that `text` (lower case) stands for. Raises UnreadableError."""
    sign = _SIGN.match(text)
    value = _figures(text[sign.end() :] if sign else text)
    if value is None:
        value = _words(text[sign.end() :] if sign else text)
    if value is None:
        raise UnreadableError
    return exactly(-value if sign else value)


def exactly(value: Decimal) -> Decimal:
    """`value`, at most six decimals deep (what a computer adds beyond that is noise). Raises UnreadableError."""
    if not value.is_finite() or value.adjusted() >= MOST_WHOLE_DIGITS:
        raise UnreadableError
    return round(value, MOST_DECIMALS).normalize() + 0 if decimals(value) > MOST_DECIMALS else value + 0  # no "-0"


def decimals(value: Decimal) -> int:
    """How many digits stand after the decimal mark."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _figures(text: str) -> Decimal | None:
    if len(text) > 2 * (MOST_WHOLE_DIGITS + MOST_DECIMALS):
        return None
    if _TWO_WAYS.fullmatch(text):
        raise UnreadableError(_TWO_MEANINGS)
    if _DUTCH.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _SPACED.fullmatch(text):
        return Decimal(text.replace(" ", "").replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return Decimal(text.replace(",", ".")) if _PLAIN.fullmatch(text) else None


def _below_hundred(ones: str, tens: str, join: str, tens_first: bool) -> dict[str, int]:
    """Every word from one to ninety-nine, written as one word without accents or hyphens."""
    small = {word: value for value, word in enumerate(ones.split(), start=1)}
    round_ones = {word: 10 * value for value, word in enumerate(tens.split(), start=2)}
    joined = {
        (ten + join + one if tens_first else one + join + ten): value_of_ten + value
        for ten, value_of_ten in round_ones.items()
        for one, value in small.items()
        if value < 10
    }
    return small | round_ones | joined


class _Counting:
    """Counting in one language, from one to tens of thousands: "twaalfhonderdvijftig", "one thousand two hundred"."""

    def __init__(self, below_hundred: Mapping[str, int], hundred: str, thousand: str, join: str, half: str) -> None:
        self._small = below_hundred
        small = "|".join(sorted(below_hundred, key=len, reverse=True))
        self._whole = re.compile(
            rf"(?:(?P<thousands>(?:{small})?){thousand})?(?:(?P<hundreds>(?:{small})?){hundred})?"
            rf"(?:(?P<join>{join})?(?P<rest>{small}))?"
        )
        self._half = re.compile(half)

    def value(self, word: str) -> Decimal | None:
        half = self._half.search(word)
        found = self._whole.fullmatch(word[: half.start()] if half else word)
        if not found or not found.group():
            return None
        thousands, hundreds, rest = found["thousands"], found["hundreds"], found["rest"]
        if found["join"] and thousands is None and hundreds is None:
            return None
        if thousands is not None and hundreds and self._small[hundreds] > 9:  # "duizendtwaalfhonderd"
            return None
        total = 0 if thousands is None else 1000 * self._small.get(thousands, 1)
        total += 0 if hundreds is None else 100 * self._small.get(hundreds, 1)
        total += self._small[rest] if rest else 0
        return Decimal(total) + (Decimal("0.5") if half else 0)


_LANGUAGES = (
    _Counting(
        _below_hundred(
            "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
            " achttien negentien",
            "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
            join="en",
            tens_first=False,
        ),
        "honderd",
        "duizend",
        join="en",
        half=r"en(een)?hal(f|ve)$",
    ),
    _Counting(
        _below_hundred(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
            " eighteen nineteen",
            "twenty thirty forty fifty sixty seventy eighty ninety",
            join="",
            tens_first=True,
        )
        | {"a": 1},
        "hundred",
        "thousand",
        join="and",
        half=r"andahalf$",
    ),
)
_OTHER_WORDS = {
    **dict.fromkeys(("nul", "geen", "niets", "niks", "zero", "none", "nothing"), Decimal(0)),
    **dict.fromkeys(("half", "halve", "eenhalf", "eenhalve", "ahalf"), Decimal("0.5")),
    **dict.fromkeys(("anderhalf", "anderhalve"), Decimal("1.5")),
}


def _words(text: str) -> Decimal | None:
    if len(text) > 80 or text == "a":
        return None
    bare = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    word = re.sub(r"[\s-]+", "", bare)
    if word in _OTHER_WORDS:
        return _OTHER_WORDS[word]
    return next((value for language in _LANGUAGES if (value := language.value(word)) is not None), None)
