"""How a question about a fact is put on a form, beside its own words. Pure."""

from __future__ import annotations

from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts.dictionary import Fact, FactKind
from maatwerk.knowledge.facts.values import Period

_WHOLE_DATE = Text(
    nl="Schrijf de dag, de maand en het jaar. Bijvoorbeeld: 12-3-1980.",
    en="Write the day, the month and the year. For example: 12-3-1980.",
)
_WHOLE_YEARS = Text(nl="Vul hele jaren in.", en="Fill in whole years.")
_EUROS = {
    Period.MONTH: Text(nl="Vul het bedrag per maand in, in euro's.", en="Fill in the amount per month, in euros."),
    Period.QUARTER: Text(
        nl="Vul het bedrag per kwartaal in, in euro's.", en="Fill in the amount per quarter, in euros."
    ),
    Period.YEAR: Text(nl="Vul het bedrag per jaar in, in euro's.", en="Fill in the amount per year, in euros."),
    Period.ONCE: Text(nl="Vul het hele bedrag in, in euro's.", en="Fill in the whole amount, in euros."),
}


def hint(fact: Fact, language: str) -> str:
    """What stands between a question and its field: what it means, how to measure, and how to write the answer."""
    written = _EUROS.get(fact.period) if fact.period else None
    if fact.kind is FactKind.DATE:
        written = _WHOLE_DATE
    elif fact.kind is FactKind.AGE:
        written = _WHOLE_YEARS
    return " ".join(text.in_(language) for text in (fact.explanation, fact.measure, written) if text)


def keyboard(fact: Fact) -> str:
    """Which keys a telephone offers (an `inputmode`). Where a minus or a dash may be needed it offers all of them."""
    if fact.bounds is None or fact.bounds[0] < 0:
        return ""
    return "numeric" if fact.kind is FactKind.AGE else "decimal"
