"""The dictionary of facts, and the reading of answers as people give them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from maatwerk.foundation.content import Entry, Text
from maatwerk.knowledge.facts.values import FactKey, FactValue, NoAnswer

_YES = {"ja", "j", "jawel", "klopt", "yes", "y", "true", "1", "waar"}
_NO = {"nee", "n", "neen", "no", "false", "0", "onwaar"}
_NO_ANSWER = {
    NoAnswer.DONT_KNOW: {"weet_ik_niet", "weet ik niet", "geen idee", "i do not know", "i don't know", "?"},
    NoAnswer.RATHER_NOT: {"zeg_ik_liever_niet", "zeg ik liever niet", "liever niet", "i would rather not say"},
}
_ROUGHLY = ("ongeveer", "circa", "ca.", "ca", "rond de", "about", "around")
_NUMBER_WORDS = {
    word: Decimal(number)
    for number, words in enumerate(
        (
            ("nul", "geen", "zero", "none"),
            ("een", "één", "one"),
            ("twee", "two"),
            ("drie", "three"),
            ("vier", "four"),
            ("vijf", "five"),
            ("zes", "six"),
            ("zeven", "seven"),
            ("acht", "eight"),
            ("negen", "nine"),
            ("tien", "ten"),
            ("elf", "eleven"),
            ("twaalf", "twelve"),
        )
    )
    for word in words
}


class FactKind(StrEnum):
    """What an answer to a fact looks like."""

    YES_NO = "janee"
    CHOICE = "keuze"
    NUMBER = "getal"


class FactError(ValueError):
    """An answer or a fact id cannot be used. `sentence` says which and why, for the person who gave it."""

    def __init__(self, key: str, sentence: Text) -> None:
        self.key = key
        self.sentence = sentence
        super().__init__(sentence.en)


class Fact(Entry):
    """One thing that can be known: how it is asked, and what an answer may be."""

    question: Text = Field(alias="vraag")
    explanation: Text | None = Field(None, alias="toelichting")
    level: Literal["persoon", "huishouden", "woning"] = Field(alias="niveau")
    kind: FactKind = Field(alias="soort")
    unit: str | None = Field(None, alias="eenheid")
    options: Mapping[str, Text] = Field(default_factory=dict, alias="opties")
    bounds: tuple[Decimal, Decimal] | None = Field(None, alias="grenzen")
    category: str = Field(alias="categorie")
    sensitive: bool = Field(False, alias="gevoelig")
    contact_only: bool = Field(False, alias="alleen_contact")
    icf: str | None = None
    home_fast: int | None = None

    @model_validator(mode="after")
    def _options_belong_to_a_choice(self) -> Self:
        if (self.kind is FactKind.CHOICE) != bool(self.options):
            raise ValueError("a fact has 'opties' when, and only when, its 'soort' is 'keuze'")
        return self

    def choices(self) -> list[tuple[str, Text]]:
        """The answers to show as buttons: (value as it is sent, label). Empty for a number."""
        if self.kind is FactKind.YES_NO:
            return [("ja", Text(nl="Ja", en="Yes")), ("nee", Text(nl="Nee", en="No"))]
        return list(self.options.items())

    def read(self, key: FactKey, answer: object) -> FactValue:
        """The value that `answer` (a string, number or boolean as people and programs give it) stands for.

        Raises FactError when it fits no answer of this fact.
        """
        if isinstance(answer, bool) and self.kind is FactKind.YES_NO:
            return answer
        text = str(answer).strip().lower()
        value: FactValue | None = self._option(text)  # first: "I do not know" may be an option of its own
        if value is not None:
            return value
        for no_answer, ways in _NO_ANSWER.items():
            if text in ways:
                return no_answer
        if self.kind is FactKind.YES_NO:
            value = True if text in _YES else False if text in _NO else None
        elif self.kind is FactKind.NUMBER:
            value = _number(text, self.unit)
            if isinstance(value, Decimal) and self.bounds and not self.bounds[0] <= value <= self.bounds[1]:
                value = None
        if value is None:
            raise FactError(str(key), self._expected(key))
        return value

    @property
    def has_own_unknown(self) -> bool:
        """Not knowing is one of the options, with a meaning of its own for the rules."""
        return "onbekend" in self.options

    def _option(self, text: str) -> str | None:
        for option, label in self.options.items():
            if text.replace(" ", "_") == option or text in (label.nl.lower().rstrip("."), label.en.lower().rstrip(".")):
                return option
        return None

    def _expected(self, key: FactKey) -> Text:
        if self.kind is FactKind.NUMBER:
            low, high = self.bounds or (None, None)
            unit = f" {self.unit}" if self.unit and self.unit != "aantal" else ""
            between_nl = f" van {low} tot {high}{unit}" if self.bounds else unit
            between_en = f" from {low} to {high}{unit}" if self.bounds else unit
            return Text(
                nl=f"Bij '{key}' hoort een getal{between_nl}. U kunt ook 'weet ik niet' antwoorden.",
                en=f"'{key}' needs a number{between_en}. You can also answer 'I do not know'.",
            )
        allowed = ", ".join(value for value, _ in self.choices())
        return Text(
            nl=f"Bij '{key}' past een van deze antwoorden: {allowed}. U kunt ook 'weet ik niet' antwoorden.",
            en=f"'{key}' takes one of these answers: {allowed}. You can also answer 'I do not know'.",
        )


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

    def read(self, key: str, answer: object) -> tuple[FactKey, FactValue]:
        """One given fact, e.g. ("drempel_cm", "ongeveer 3 cm"). Raises FactError for an unknown id or answer."""
        parsed = FactKey.parse(key)
        if parsed.fact not in self._facts:
            raise FactError(
                key,
                Text(nl=f"Wij kennen het gegeven '{key}' niet.", en=f"We do not know the fact '{key}'."),
            )
        return parsed, self._facts[parsed.fact].read(parsed, answer)


def _number(text: str, unit: str | None) -> Decimal | None:
    for word in _ROUGHLY:
        text = text.removeprefix(f"{word} ").strip()
    if unit:
        text = text.removesuffix(unit.lower()).strip()
    if text in _NUMBER_WORDS:
        return _NUMBER_WORDS[text]
    if len(text) > 20:  # longer than any number a person gives; Decimal would accept "1e999999999"
        return None
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
