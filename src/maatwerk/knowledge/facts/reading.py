"""Answers as people give them, in Dutch and English: words, amounts, dates and ages. Pure.

Every function takes text as `plain` leaves it and raises UnreadableError for what it cannot read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts.numbers import UnreadableError, decimals, number
from maatwerk.knowledge.facts.values import Money, NoAnswer, Period

LONGEST_ANSWER = 200

YES = frozenset(
    {"ja", "j", "jawel", "jazeker", "ja hoor", "zeker", "klopt", "yes", "y", "yep", "yeah", "true", "1", "waar"}
)
NO = frozenset({"nee", "n", "neen", "nee hoor", "no", "nope", "false", "0", "onwaar"})

_NO_ANSWERS = {
    NoAnswer.DONT_KNOW: {
        "weet_ik_niet", "weet ik niet", "dat weet ik niet", "ik weet het niet", "weet niet", "weet ik nog niet",
        "geen idee", "onbekend", "?", "i do not know", "i don't know", "i dont know", "don't know", "do not know",
        "dont know", "no idea", "not sure", "i am not sure", "i'm not sure", "unknown",
    },
    NoAnswer.RATHER_NOT: {
        "zeg_ik_liever_niet", "zeg ik liever niet", "dat zeg ik liever niet", "liever niet", "wil ik niet zeggen",
        "dat wil ik niet zeggen", "i would rather not say", "i'd rather not say", "rather not say", "rather not",
        "i prefer not to say", "prefer not to say",
    },
    NoAnswer.NOT_APPLICABLE: {
        "nvt", "n.v.t", "n.v.t.", "niet van toepassing", "niet_van_toepassing", "not applicable", "n/a", "n.a", "n.a.",
    },
}  # fmt: skip


class Unit(NamedTuple):
    """What a number counts: how it is shown, and the words people put behind the number."""

    shown: Text | None
    words: tuple[str, ...]


def _unit(nl: str, en: str, words: str) -> Unit:
    return Unit(Text(nl=nl, en=en), tuple(sorted(words.split(","), key=len, reverse=True)))


UNITS = {
    "aantal": Unit(
        None,
        ("keer", "maal", "x", "times", "kinderen", "kind", "children", "child", "personen", "persoon", "mensen",
         "people", "verdiepingen", "floors", "stuks"),
    ),
    "0-3": Unit(None, ()),
    "cm": _unit("cm", "cm", "cm,centimeter,centimeters,centimetre,centimetres"),
    "kg": _unit("kg", "kg", "kg,kilo,kilos,kilo's,kilogram,kilograms"),
    "jaar": _unit("jaar", "years", "jaar,jaren,year,years"),
    "uur per week": _unit(
        "uur per week",
        "hours a week",
        "uur per week,uren per week,uur in de week,uur,uren,hours per week,hours a week,hour a week,hours,hour",
    ),
    "uur per maand": _unit(
        "uur per maand",
        "hours a month",
        "uur per maand,uren per maand,uur in de maand,uur,uren,hours per month,hours a month,hour a month,hours,hour",
    ),
    "euro per uur": _unit(
        "euro per uur", "euros an hour", "euro per uur,euro,euros,euro's,euro an hour,euros an hour,per uur,an hour"
    ),
}  # fmt: skip

_ROUGHLY = re.compile(
    r"^(?:ongeveer|circa|ca\.?|rond de|rond|zo'n|plusminus|plus minus|\+/-|±|~|about|around|roughly|approximately"
    r"|approx\.?)(?:\s+|(?<=[±~-]))|\s+(?:ongeveer|circa|approximately|roughly|or so|of zo)$"
)
_CURRENCY = re.compile(r"^(?:€|euro?(?![a-z]))\s*|\s*(?:€|(?<![a-z])(?:euro's|euros|euro|eur))$")
_NO_CENTS = re.compile(r"[.,](?:-{1,2}|–|—|=)$")
_PERIODS = {
    Period.MONTH: r"per maand|per mnd\.?|p/m|p\.m\.?|pm|/ ?(?:maand|mnd|month)|(?:elke|iedere|in de) maand|maandelijks"
    r"|(?:per|a|each|every) month|monthly",
    Period.QUARTER: r"per kwartaal|/ ?(?:kwartaal|quarter)|(?:elk|ieder) kwartaal|(?:per|a|each|every) quarter"
    r"|quarterly",
    Period.YEAR: r"per jaar|p/j|p\.j\.?|pj|/ ?(?:jaar|year)|(?:elk|ieder|in het) jaar|jaarlijks"
    r"|(?:per|a|each|every) year|yearly|per annum|p\.a\.?",
    Period.ONCE: r"eenmalig|in totaal|totaal|in (?:een|één) keer|ineens|once|one-off|in total|total",
}
_PERIOD_BEHIND = {period: re.compile(rf"(?:(?<=\W)|(?<=\d))\s*(?:{words})$") for period, words in _PERIODS.items()}
_PERIOD_IN_FRONT = {period: re.compile(rf"^(?:{words})\s*:?\s+") for period, words in _PERIODS.items()}
_OTHER_PERIOD = re.compile(
    r"\b(?:week|weken|wekelijks|weeks|weekly|fortnight|dag|dagen|dagelijks|day|days|daily|uur|hour|p/w|maanden|months)\b"
)
_WRONG_PERIOD = Text(
    nl="Wij rekenen met bedragen per maand, per kwartaal of per jaar.",
    en="We count with amounts per month, per quarter or per year.",
)
_ONLY_CENTS = Text(
    nl="Schrijf hoogstens twee cijfers achter de komma.", en="Write at most two digits after the decimal mark."
)

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may",
            "juni june jun", "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NAME = rf"(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{4})"
_MONTH = r"(?P<month>[0-9]{1,2})"
_SEPARATED = r"\s?[-/. ]\s?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}-{_MONTH}-{_DAY}",
        rf"{_DAY}{_SEPARATED}{_MONTH}{_SEPARATED}{_YEAR}",
        rf"{_DAY}(?:e|ste|de|st|nd|rd|th)?[\s-](?:of )?{_NAME},?[\s-]{_YEAR}",
        rf"{_NAME} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
_WITHOUT_DAY = re.compile(rf"(?:{_NAME},? |[0-9]{{1,2}}[-/]|in )?{_YEAR}|{_YEAR}-{_MONTH}".replace("?P<year>", "?:"))
_SHORT_YEAR = re.compile(rf"[0-9]{{1,2}}(?:{_SEPARATED}[0-9]{{1,2}}{_SEPARATED}|[\s-]{_NAME}[\s-])'?[0-9]{{2}}")
_NAME_THE_DAY = Text(nl="Noem ook de dag van de maand.", en="Also give the day of the month.")
_LONG_YEAR = Text(nl="Schrijf het jaar met vier cijfers.", en="Write the year with four digits.")
_WHOLE_YEARS = Text(nl="Reken in hele jaren. Een baby is 0 jaar.", en="Count in whole years. A baby is 0 years old.")
_AGE = re.compile(r"^(?:ik ben|i am|i'm)\s+|\s*(?:jaar oud|jaar|jaren|years? old|years?|yrs?)$")


def plain(answer: str) -> str:
    """The answer in lower case, with ordinary digits, spaces and apostrophes, and no full stop at its end."""
    if len(answer) > LONGEST_ANSWER:
        raise UnreadableError
    digits = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in answer)
    return " ".join(digits.lower().replace("’", "'").split()).rstrip(".!").rstrip()


def no_answer(text: str) -> NoAnswer | None:
    """Which way of not answering this is; None when it is something else."""
    return next((kind for kind, ways in _NO_ANSWERS.items() if text in ways), None)


def yes_or_no(text: str) -> bool:
    if text in YES or text in NO:
        return text in YES
    raise UnreadableError


def counted(text: str, unit: str) -> Decimal:
    """A number, with or without its unit behind it: "ongeveer 2,5 cm", "drie"."""
    return number(_without_tail(_ROUGHLY.sub("", text).strip(), UNITS[unit].words))


def money(text: str) -> tuple[Decimal, Period | None]:
    """Euros, and per what when that was said: "ongeveer € 1.234,56 per maand", "1200,-", "twaalfhonderd euro"."""
    text, period = _without_period(_ROUGHLY.sub("", text).strip())
    if period is None and _OTHER_PERIOD.search(text):
        raise UnreadableError(_WRONG_PERIOD)
    minus = re.match(r"[-−–]\s*(?=€|eur)", text)
    text = _CURRENCY.sub("", text[minus.end() :] if minus else text)
    text = _NO_CENTS.sub("", _CURRENCY.sub("", _ROUGHLY.sub("", text)))
    amount = number(text.strip())
    return cents(-amount if minus else amount), period


def cents(amount: Decimal) -> Decimal:
    """The amount, if there is no more behind the decimal mark than cents."""
    if decimals(amount.normalize()) > 2:
        raise UnreadableError(_ONLY_CENTS)
    return amount


def day(text: str) -> date:
    """A date with a day, a month and a year; the day stands before the month, as it does in the Netherlands."""
    for pattern in _DATES:
        found = pattern.fullmatch(text)
        if found:
            parts = found.groupdict()
            month = int(parts["month"]) if parts.get("month") else _MONTHS[parts["name"]]
            try:
                return date(int(parts["year"]), month, int(parts["day"]))
            except ValueError:
                raise UnreadableError from None
    if _WITHOUT_DAY.fullmatch(text):
        raise UnreadableError(_NAME_THE_DAY)
    raise UnreadableError(_LONG_YEAR if _SHORT_YEAR.fullmatch(text) else None)


def age(text: str) -> Decimal:
    """Whole years: "45", "45 jaar", "I am twenty years old"."""
    return whole_years(number(_AGE.sub("", _ROUGHLY.sub("", text).strip()).strip()))


def whole_years(years: Decimal) -> Decimal:
    if years != years.to_integral_value():
        raise UnreadableError(_WHOLE_YEARS)
    return years


def threshold(text: str) -> Decimal | date | Money:
    """What stands behind `groter_dan` in a content file when that is text: "1.200 per maand" or "2026-01-01"."""
    text = plain(text)
    if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", text):
        return day(text)
    amount, period = money(text)
    return Money(amount, period) if period else amount


def _without_period(text: str) -> tuple[str, Period | None]:
    for places in (_PERIOD_BEHIND, _PERIOD_IN_FRONT):
        for period, pattern in places.items():
            rest = pattern.sub("", text, count=1).strip()
            if rest != text:
                return rest, period
    return text, None


def _without_tail(text: str, words: Collection[str]) -> str:
    for word in words:
        rest = text.removesuffix(word)
        # Behind a figure a unit may stand at once ("3cm"); behind a word only after a space.
        if rest != text and (rest.endswith(" ") or rest[-1:].isdigit()):
            return rest.strip()
    return text
