"""The dictionary of facts: how each is asked, what an answer may be, and what it may be used for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from maatwerk.foundation.content import Entry, Text
from maatwerk.knowledge.facts import reading, writing
from maatwerk.knowledge.facts.numbers import MOST_WHOLE_DIGITS, UnreadableError, exactly
from maatwerk.knowledge.facts.values import FactKey, FactValue, Money, NoAnswer, Period

_SHOWN_OF_A_KEY = 60  # characters of an unknown id that are repeated in a sentence


class FactKind(StrEnum):
    """What an answer to a fact looks like."""

    YES_NO = "janee"
    CHOICE = "keuze"
    NUMBER = "getal"
    DATE = "datum"
    MONEY = "bedrag"
    AGE = "leeftijd"


class Purpose(StrEnum):
    """What a fact may be asked for. Another purpose needs a line in the dictionary, where everyone can see it."""

    ADVICE = "advies"
    TECHNOLOGY = "techniek"
    SCHEMES = "regelingen"
    DEBT_HELP = "schuldhulp"
    CONTACT = "contact"


class Category(StrEnum):
    """What sort of data a fact is, for the register of processing and for who may see it."""

    CONTACT = "contact"
    DIGITAL = "digitaal"
    MONEY = "geld"
    HEALTH = "gezondheid"
    HOUSEHOLD = "huishouden"
    JUSTICE = "justitie"
    NETWORK = "netwerk"
    PREFERENCE = "voorkeur"
    WORK = "werk"
    HOME = "woning"
    SELF_RELIANCE = "zelfredzaamheid"
    CARE = "zorg"


class FactError(ValueError):
    """An answer or a fact id cannot be used. `sentence` says which and why, for the person who gave it."""

    def __init__(self, key: str, sentence: Text) -> None:
        self.key = key
        self.sentence = sentence
        super().__init__(sentence.en)


class Fact(Entry):
    """One thing that can be known: how it is asked, and what an answer may be.

    `unit` belongs to a number (one of `reading.UNITS`) and `period` to money. `bounds` are the lowest and highest
    number, amount or age; `days` the first and last date. `measure` says how to measure it. What serves contact only
    never reaches an engine. What is `never_kept` counts while somebody asks, and no room stores it.
    """

    question: Text = Field(alias="vraag")
    explanation: Text | None = Field(None, alias="toelichting")
    measure: Text | None = Field(None, alias="meten")
    level: Literal["persoon", "huishouden", "woning"] = Field(alias="niveau")
    kind: FactKind = Field(alias="soort")
    unit: str | None = Field(None, alias="eenheid")
    period: Period | None = Field(None, alias="per")
    options: Mapping[str, Text] = Field(default_factory=dict, alias="opties")
    bounds: tuple[Decimal, Decimal] | None = Field(None, alias="grenzen")
    days: tuple[date, date] | None = Field(None, alias="dagen")
    category: Category = Field(alias="categorie")
    purposes: tuple[Purpose, ...] = Field(alias="doelen", min_length=1)
    sensitive: bool = Field(False, alias="gevoelig")
    contact_only: bool = Field(False, alias="alleen_contact")
    never_kept: bool = Field(False, alias="niet_bewaren")
    icf: str | None = None
    home_fast: int | None = None

    @model_validator(mode="after")
    def _parts_belong_to_the_kind(self) -> Self:
        for name, present, wanted in (
            ("opties", bool(self.options), self.kind is FactKind.CHOICE),
            ("eenheid", self.unit is not None, self.kind is FactKind.NUMBER),
            ("per", self.period is not None, self.kind is FactKind.MONEY),
            ("dagen", self.days is not None, self.kind is FactKind.DATE),
            ("grenzen", self.bounds is not None, self.is_typed and self.kind is not FactKind.DATE),
        ):
            if present != wanted:
                raise ValueError(f"a fact of 'soort: {self.kind}' {'needs' if wanted else 'has no'} '{name}'")
        if self.unit is not None and self.unit not in reading.UNITS:
            raise ValueError(f"the unit '{self.unit}' is not known; one of {', '.join(reading.UNITS)}")
        if (self.bounds and self.bounds[0] > self.bounds[1]) or (self.days and self.days[0] > self.days[1]):
            raise ValueError("the lowest stands before the highest, in 'grenzen' and in 'dagen'")
        return self

    @model_validator(mode="after")
    def _options_do_not_clash_with_not_answering(self) -> Self:
        clash = {str(way) for way in NoAnswer} & set(self.options)
        if clash:
            raise ValueError(f"'{clash.pop()}' is a way of not answering and cannot be an option")
        return self

    @model_validator(mode="after")
    def _contact_serves_contact(self) -> Self:
        if self.contact_only != (self.purposes == (Purpose.CONTACT,)):
            raise ValueError("'alleen_contact' goes with 'doelen: [contact]' and nothing else")
        return self

    @property
    def is_typed(self) -> bool:
        """People type the answer instead of choosing it."""
        return self.kind not in (FactKind.YES_NO, FactKind.CHOICE)

    @property
    def has_own_unknown(self) -> bool:
        """Not knowing is one of the options, with a meaning of its own for the rules."""
        return "onbekend" in self.options

    def choices(self) -> list[tuple[str, Text]]:
        """The answers to show as buttons: (value as it is sent, label). Empty for what is typed."""
        if self.kind is FactKind.YES_NO:
            return [("ja", writing.YES), ("nee", writing.NO)]
        return list(self.options.items())

    def read(self, key: FactKey, answer: object) -> FactValue:
        """The value that `answer` (a string, number, boolean or date as people and programs give it) stands for.

        Raises FactError when it fits no answer of this fact.
        """
        try:
            value = self._read(answer)
            if not self.allows(value):
                raise UnreadableError
        except UnreadableError as error:
            raise FactError(str(key), self._expected(key, error.why)) from None
        return value

    def allows(self, value: FactValue) -> bool:
        """Whether a value lies within the bounds; always so for what is not typed."""
        if isinstance(value, date):
            return self.days is None or self.days[0] <= value <= self.days[1]
        size = value.amount if isinstance(value, Money) else value
        return not isinstance(size, Decimal) or self.bounds is None or self.bounds[0] <= size <= self.bounds[1]

    def shown(self, value: FactValue) -> Text:
        """The value as a person would say it."""
        if isinstance(value, NoAnswer):
            return writing.NO_ANSWERS[value]
        if isinstance(value, Money):
            return writing.shown_money(value)
        if isinstance(value, date):
            return writing.shown_day(value)
        if isinstance(value, Decimal):
            unit = reading.UNITS["jaar" if self.kind is FactKind.AGE else self.unit or "aantal"].shown
            number = writing.shown_number(value)
            return Text(nl=f"{number.nl} {unit.nl}", en=f"{number.en} {unit.en}") if unit else number
        return dict(self.choices())[writing.written(value)]

    def _read(self, answer: object) -> FactValue:
        if isinstance(answer, int | float | Decimal) and not isinstance(answer, bool) and self.is_typed:
            return self._from_number(answer)
        text = reading.plain(_as_text(answer))
        found = self._option(text)  # first: "I do not know" may be an option of its own
        if found is None:
            silence = reading.no_answer(text)
            return self._from_text(text) if silence is None else self._own_silence(silence)
        return found

    def _from_text(self, text: str) -> FactValue:
        match self.kind:
            case FactKind.YES_NO:
                return reading.yes_or_no(text)
            case FactKind.NUMBER:
                return reading.counted(text, self.unit or "aantal")
            case FactKind.AGE:
                return reading.age(text)
            case FactKind.DATE:
                return reading.day(text)
            case FactKind.MONEY:
                return self._euros(*reading.money(text))
        raise UnreadableError

    def _from_number(self, number: int | float | Decimal) -> FactValue:
        """A number as a program gives it: it means exactly what it says, whatever its marks look like."""
        if self.kind is FactKind.DATE or (isinstance(number, int) and abs(number) >= 10**MOST_WHOLE_DIGITS):
            raise UnreadableError
        value = exactly(Decimal(str(number)))
        if self.kind is FactKind.AGE:
            return reading.whole_years(value)
        return self._euros(reading.cents(value), None) if self.kind is FactKind.MONEY else value

    def _euros(self, amount: Decimal, said: Period | None) -> Money:
        period = self.period or Period.ONCE
        try:
            return Money(amount, said or period).per(period)
        except ValueError:
            raise UnreadableError from None

    def _option(self, text: str) -> str | None:
        for option, label in self.options.items():
            if text.replace(" ", "_") == option or text in (reading.plain(label.nl), reading.plain(label.en)):
                return option
        if text in reading.YES and "ja" in self.options:
            return "ja"
        return "nee" if text in reading.NO and "nee" in self.options else None

    def _own_silence(self, silence: NoAnswer) -> FactValue:
        if silence is NoAnswer.DONT_KNOW and self.has_own_unknown:
            return "onbekend"
        own = "niet_van_toepassing"
        return own if silence is NoAnswer.NOT_APPLICABLE and own in self.options else silence

    def _expected(self, key: FactKey, why: Text | None) -> Text:
        wanted = self._wanted()
        nl, en = (f" {why.nl}", f" {why.en}") if why else ("", "")
        return Text(
            nl=f"Bij '{key}' {wanted.nl}.{nl} U kunt ook 'weet ik niet' antwoorden.",
            en=f"'{key}' {wanted.en}.{en} You can also answer 'I do not know'.",
        )

    def _wanted(self) -> Text:
        if self.days:
            first, last = (writing.shown_day(day) for day in self.days)
            return Text(
                nl=f"hoort een datum zoals 12-3-1980, van {first.nl} tot {last.nl}",
                en=f"needs a date such as 12 March 1980, from {first.en} to {last.en}",
            )
        if not self.bounds:
            allowed = ", ".join(value for value, _ in self.choices())
            return Text(nl=f"past een van deze antwoorden: {allowed}", en=f"takes one of these answers: {allowed}")
        what = Text(nl="een getal", en="a number")
        if self.kind is FactKind.AGE:
            what = Text(nl="een leeftijd in hele jaren,", en="an age in whole years,")
        elif self.period:
            per = writing.PER[self.period]
            what = Text(nl=f"een bedrag in euro's {per.nl},", en=f"an amount in euros {per.en},")
        low, high = (writing.shown_number(bound) for bound in self.bounds)
        unit = reading.UNITS[self.unit].shown if self.unit else None
        return Text(
            nl=f"hoort {what.nl} van {low.nl} tot {high.nl}{f' {unit.nl}' if unit else ''}",
            en=f"needs {what.en} from {low.en} to {high.en}{f' {unit.en}' if unit else ''}",
        )


def _as_text(answer: object) -> str:
    if isinstance(answer, bool | date | Money):
        return writing.written(answer)
    if isinstance(answer, int) and answer in (0, 1):  # yes and no, as some programs say it
        return str(answer)
    if isinstance(answer, str):
        return answer
    raise UnreadableError


class Dictionary:
    """Every fact by its id."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = dict(facts)

    def __getitem__(self, fact: str) -> Fact:
        return self._facts[fact]

    def __contains__(self, fact: object) -> bool:
        return fact in self._facts

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def key(self, text: str) -> FactKey:
        """`drempel_cm` or `partner.toetsingsinkomen`. Raises FactError for a fact or subject that does not exist.

        A person's fact may be about the asker, the partner, a child or somebody in the same home. What is about the
        household or the home has one value, so it has no subject.
        """
        key = FactKey.parse(text)
        said = text if len(text) <= _SHOWN_OF_A_KEY else f"{text[:_SHOWN_OF_A_KEY]}…"
        if key.fact not in self._facts:
            raise FactError(
                text, Text(nl=f"Wij kennen het gegeven '{said}' niet.", en=f"We do not know the fact '{said}'.")
            )
        if not key.subject:
            return key
        level = self._facts[key.fact].level
        if level != "persoon":
            about = {"huishouden": ("het huishouden", "the household"), "woning": ("de woning", "the home")}[level]
            raise FactError(
                text,
                Text(
                    nl=f"Het gegeven '{said}' gaat over {about[0]}. Schrijf alleen '{key.fact}'.",
                    en=f"The fact '{said}' is about {about[1]}. Write only '{key.fact}'.",
                ),
            )
        if not key.has_known_subject:
            raise FactError(
                text,
                Text(
                    nl=f"In '{said}' kennen wij de persoon niet. Kies partner, kind1 tot kind20, of medebewoner1 tot "
                    "medebewoner20.",
                    en=f"In '{said}' we do not know the person. Choose partner, kind1 to kind20, or medebewoner1 to "
                    "medebewoner20.",
                ),
            )
        return key

    def question(self, key: FactKey) -> Text:
        """The question that asks for `key`; it names whom it is about when that is not the asker."""
        return writing.about(key, self._facts[key.fact].question)

    def read(self, key: str, answer: object) -> tuple[FactKey, FactValue]:
        """One given fact, e.g. ("drempel_cm", "ongeveer 3 cm"). Raises FactError for an unknown id or answer."""
        parsed = self.key(key)
        return parsed, self._facts[parsed.fact].read(parsed, answer)
