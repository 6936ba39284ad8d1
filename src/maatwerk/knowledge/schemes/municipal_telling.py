"""The rules of a municipal scheme in words, line by line: to read, to compare two municipalities, and to look at what
somebody else changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.facts import Money
from maatwerk.knowledge.facts.writing import shown_money, shown_number
from maatwerk.knowledge.schemes.municipal import MOST_YEARS, UNKNOWN, Ages, AmountAtAge, Rules

_UNKNOWN = Text(nl="onbekend", en="unknown")
_LABELS = {
    "gestopt": Text(nl="Gestopt", en="Ended"),
    "inkomen": Text(nl="Inkomen per maand", en="Income a month"),
    "vermogen": Text(nl="Spaargeld en bezit", en="Savings and property"),
    "leeftijd": Text(nl="Leeftijd", en="Age"),
    "aow": Text(nl="AOW-leeftijd", en="State pension age"),
    "student": Text(nl="Studenten", en="Students"),
    "kinderen": Text(nl="Kinderen", en="Children"),
    "laag_inkomen": Text(nl="Laag inkomen", en="Low income"),
    "verder": Text(nl="Verder", en="Also"),
    "mits": Text(nl="De gemeente beoordeelt", en="The municipality judges"),
    "alleen": Text(nl="Bedrag voor wie alleen is", en="Amount for who is alone"),
    "ouder": Text(nl="Bedrag voor een alleenstaande ouder", en="Amount for a single parent"),
    "paar": Text(nl="Bedrag voor een paar", en="Amount for a couple"),
    "drempel": Text(nl="Eerst zelf betalen", en="Pay first yourself"),
}


@dataclass(frozen=True)
class Told:
    """One rule: what it is about, and what it says. `id` tells the same rule of another municipality."""

    id: str
    label: Text
    says: Text


def told(rules: Rules, per: Period | None) -> list[Told]:
    """Every rule that is asked, in a fixed order."""
    return [Told(id_, label or _LABELS[id_], says) for id_, label, says in _lines(rules, per)]


type _Line = tuple[str, Text | None, Text]


def _lines(rules: Rules, per: Period | None) -> Iterator[_Line]:
    if rules.ended:
        yield "gestopt", None, rules.ended
        return
    yield from _limits(rules)
    yield from _about_people(rules)
    for position, asked in enumerate(rules.facts):
        yield f"feit_{position}", _LABELS["verder"], asked.met
    for position, each in enumerate(rules.provided):
        yield f"mits_{position}", _LABELS["mits"], each
    yield from _amounts(rules, per)


def _limits(rules: Rules) -> Iterator[_Line]:
    if rules.income:
        yield "inkomen", None, _share(rules.income.percentage)
    if rules.wealth:
        yield "vermogen", None, _times(rules.wealth.times)
    if rules.low_income:
        yield "laag_inkomen", None, _years(rules.low_income.years)


def _about_people(rules: Rules) -> Iterator[_Line]:
    if rules.age:
        yield "leeftijd", None, _ages(rules.age)
    if rules.pension_age:
        yield "aow", None, _PENSION[rules.pension_age]
    if rules.student:
        yield "student", None, _STUDENT[rules.student]
    if rules.children:
        yield "kinderen", None, _ages(rules.children)


def _amounts(rules: Rules, per: Period | None) -> Iterator[_Line]:
    if rules.amounts:
        yield "alleen", None, _money(rules.amounts.alone, per)
        yield "ouder", None, _money(rules.amounts.single_parent, per)
        yield "paar", None, _money(rules.amounts.couple, per)
    for each in rules.per_age:
        yield f"leeftijd_{each.from_}_{each.to}", _at_age(each), _money(each.amount, per)
    for each in rules.per_child:
        yield f"kind_{each.from_}_{each.to}", _child(each), _money(each.amount, per)
    if rules.own_share:
        yield "drempel", None, _money(rules.own_share.amount, Period.YEAR)


def _at_age(band: AmountAtAge) -> Text:
    ages = _ages(Ages(from_=band.from_, to=None if band.to == MOST_YEARS else band.to))
    return Text(nl=f"Bedrag: {ages.nl}", en=f"Amount: {ages.en}")


def _child(band: AmountAtAge) -> Text:
    return Text(
        nl=f"Bedrag per kind van {band.from_} tot en met {band.to} jaar",
        en=f"Amount for each child of {band.from_} to {band.to}",
    )


def _share(percentage: str) -> Text:
    if percentage == UNKNOWN:
        return _UNKNOWN
    shown = shown_number(Decimal(percentage))
    return Text(nl=f"hoogstens {shown.nl}% van de bijstand", en=f"at most {shown.en}% of social assistance")


def _times(times: str) -> Text:
    if times == UNKNOWN:
        return _UNKNOWN
    shown = shown_number(Decimal(times))
    return Text(
        nl=f"hoogstens {shown.nl} keer wat bij de bijstand mag",
        en=f"at most {shown.en} times what social assistance allows",
    )


def _years(years: str) -> Text:
    if years == UNKNOWN:
        return _UNKNOWN
    shown = shown_number(Decimal(years))
    return Text(nl=f"al {shown.nl} jaar of langer", en=f"for {shown.en} years or longer")


def _ages(ages: Ages) -> Text:
    if ages.to is None:
        return Text(nl=f"{ages.from_} jaar of ouder", en=f"{ages.from_} or older")
    if not ages.from_:
        return Text(nl=f"tot en met {ages.to} jaar", en=f"up to {ages.to}")
    return Text(nl=f"van {ages.from_} tot en met {ages.to} jaar", en=f"{ages.from_} to {ages.to}")


def _money(amount: str, per: Period | None) -> Text:
    if amount == UNKNOWN:
        return _UNKNOWN
    return shown_money(Money(Decimal(amount), per or Period.ONCE))


def differing(one: Sequence[Told], other: Sequence[Told]) -> list[tuple[Text, Text | None, Text | None]]:
    """The rules of two municipalities side by side: what each says, None where it does not ask it. What only the other
    asks stands last."""
    theirs = {each.id: each for each in other}
    mine = {each.id for each in one}
    rows = [(each.label, each.says, theirs[each.id].says if each.id in theirs else None) for each in one]
    return [*rows, *((each.label, None, each.says) for each in other if each.id not in mine)]


_PENSION = {
    "nog_niet": Text(nl="nog niet bereikt", en="not reached yet"),
    "bereikt": Text(nl="bereikt", en="reached"),
}
_STUDENT = {
    "wel": Text(nl="alleen voor studenten", en="only for students"),
    "niet": Text(nl="niet voor studenten", en="not for students"),
}
