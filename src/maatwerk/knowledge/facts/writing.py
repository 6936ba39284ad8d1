"""Values written down: once for machines, so that reading gives the same value again, and once for people. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts.numbers import decimals
from maatwerk.knowledge.facts.values import FactKey, FactValue, Money, NoAnswer, Period

YES = Text(nl="Ja", en="Yes")
NO = Text(nl="Nee", en="No")
NO_ANSWERS = {
    NoAnswer.DONT_KNOW: Text(nl="Weet ik niet", en="I do not know"),
    NoAnswer.RATHER_NOT: Text(nl="Zeg ik liever niet", en="I would rather not say"),
    NoAnswer.NOT_APPLICABLE: Text(nl="Niet van toepassing", en="Not applicable"),
}
PER = {
    Period.MONTH: Text(nl="per maand", en="per month"),
    Period.QUARTER: Text(nl="per kwartaal", en="per quarter"),
    Period.YEAR: Text(nl="per jaar", en="per year"),
    Period.ONCE: Text(nl="in totaal", en="in total"),
}
_MONTHS = tuple(
    Text(nl=nl, en=en)
    for nl, en in (
        ("januari", "January"), ("februari", "February"), ("maart", "March"), ("april", "April"), ("mei", "May"),
        ("juni", "June"), ("juli", "July"), ("augustus", "August"), ("september", "September"),
        ("oktober", "October"), ("november", "November"), ("december", "December"),
    )
)  # fmt: skip


def written(value: FactValue) -> str:
    """The one form in which a value travels: in hidden fields, in JSON, on the command line.

    `ja`, an option's id, `2.5`, `1980-03-12`, `1234.56 per maand`, `500 eenmalig`, `weet_ik_niet`. `Fact.read` gives
    the same value for it.
    """
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        # A fourth decimal keeps three of them from being read as thousands.
        return f"{value:f}0" if decimals(value) == 3 else f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        per = "eenmalig" if value.period is Period.ONCE else f"per {value.period}"
        return f"{written(value.amount)} {per}"
    return str(value)


def shown_number(value: Decimal) -> Text:
    """Dutch and English marks: "1.234,5" and "1,234.5"."""
    english = f"{value.normalize():,f}"
    return Text(nl=english.translate(str.maketrans(",.", ".,")), en=english)


def shown_money(value: Money) -> Text:
    """Dutch and English, with cents only where there are any: "€ 1.200 per maand"."""
    whole = value.amount == value.amount.to_integral_value()
    english = f"{value.amount:,.0f}" if whole else f"{value.amount:,.2f}"
    dutch = english.translate(str.maketrans(",.", ".,"))
    if value.period is Period.ONCE:
        return Text(nl=f"€\N{NO-BREAK SPACE}{dutch}", en=f"€{english}")
    per = PER[value.period]
    return Text(nl=f"€\N{NO-BREAK SPACE}{dutch} {per.nl}", en=f"€{english} {per.en}")


def shown_day(value: date) -> Text:
    """ "12 maart 1980" and "12 March 1980"."""
    month = _MONTHS[value.month - 1]
    return Text(nl=f"{value.day} {month.nl} {value.year}", en=f"{value.day} {month.en} {value.year}")


def about(key: FactKey, question: Text) -> Text:
    """A question as it is put about the key's subject; unchanged for whoever asks."""
    if not key.subject:
        return question
    number = "".join(one for one in key.subject if one.isdigit())
    name = key.subject.removesuffix(number)
    who = {
        "partner": Text(nl="uw partner", en="your partner"),
        "kind": Text(nl=f"kind {number}", en=f"child {number}"),
        "medebewoner": Text(nl=f"huisgenoot {number}", en=f"housemate {number}"),
    }[name]
    return Text(nl=f"Antwoord voor {who.nl}. {question.nl}", en=f"Answer for {who.en}. {question.en}")
