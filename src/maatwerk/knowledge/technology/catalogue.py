"""The catalogue of home technology: kinds of product, never brands."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from maatwerk.foundation.content import Entry, Place, Text, load_entries
from maatwerk.knowledge.facts import Condition, Dictionary, Purpose

Confidence = Literal["hoog", "middel", "laag"]

# The day the catalogue as a whole was compiled; rows do not carry a date of their own yet.
COMPILED_ON = date(2026, 11, 21)


class Effect(StrEnum):
    """What an adverse situation does to the advice."""

    BLOCKS = "blokkeert"
    UNLESS = "tenzij"
    WARNS = "let_op"


class Rule(Entry):
    """An adverse situation, what follows from it, why, and what would take it away."""

    when: Condition = Field(alias="als")
    effect: Effect = Field(alias="gevolg")
    reason: Text = Field(alias="uitleg")
    remedy: Text | None = Field(None, alias="oplossing")

    @model_validator(mode="after")
    def _unless_needs_a_remedy(self) -> Self:
        if self.effect is Effect.UNLESS and self.remedy is None:
            raise ValueError("a rule with gevolg 'tenzij' needs an 'oplossing'")
        return self


class Funding(Entry):
    """Who may pay, and how sure that is."""

    route: Literal["eigen", "wmo", "zvw", "wlz", "anders"]
    confidence: Confidence = Field(alias="zekerheid")
    note: Text | None = Field(None, alias="toelichting")


class Technology(Entry):
    """A kind of product.

    `privacy` runs from 0 (nothing recorded) to 3 (continuous observation, image or location); `autonomy` from 0 (the
    person operates it) to 3 (it tracks or restricts the person). Prices are in euro, lowest and highest seen;
    `subscription` is per month.
    """

    name: Text = Field(alias="naam")
    summary: Text = Field(alias="samenvatting")
    needs: tuple[str, ...] = Field(alias="behoeften", min_length=1)
    also_needs: tuple[str, ...] = Field((), alias="behoeften_ook")
    iso9999: str
    iso9999_confidence: Confidence = Field(alias="iso9999_zekerheid")
    privacy: int = Field(ge=0, le=3)
    autonomy: int = Field(alias="autonomie", ge=0, le=3)
    price: tuple[int, int] = Field(alias="prijs")
    subscription: tuple[int, int] | None = Field(None, alias="abonnement")
    funding: tuple[Funding, ...] = Field(alias="financiering")
    installation: Literal["geen", "stekker", "klus", "vakman", "levering", "thuiszorg"] = Field(alias="installatie")
    lendable: Literal["ja", "deels", "nee"] = Field(alias="leenbaar")
    rules: tuple[Rule, ...] = Field(alias="regels")
    note: Text | None = Field(None, alias="let_op")
    trial_questions: tuple[Text, ...] = Field((), alias="proefvragen")
    confidence: Confidence = Field(alias="zekerheid")
    sources: tuple[str, ...] = Field(alias="bronnen")


def load_technologies(
    place: Place, dictionary: Dictionary, needs: Container[str] | None = None
) -> dict[str, Technology]:
    """The catalogue by id. Raises ContentError, also where a rule asks for something the dictionary lacks, or a
    product serves a need that is not in `needs`."""

    def check(technology: Technology, _all: Mapping[str, Technology]) -> list[tuple[str, str]]:
        served = (*technology.needs, *technology.also_needs)
        unknown = [need for need in served if needs is not None and need not in needs]
        return [("behoeften", f"there is no need '{need}'") for need in unknown] + [
            (f"regels.{number}.als", fault)
            for number, rule in enumerate(technology.rules)
            for fault in rule.when.faults(dictionary, Purpose.TECHNOLOGY)
        ]

    return load_entries(place, Technology, check, _weaker, lambda _id, _technology: "")


_SEVERITY = [Effect.WARNS, Effect.UNLESS, Effect.BLOCKS]


def _weaker(below: Technology, above: Technology) -> list[str]:
    """A municipality may change texts, prices and funding, and add rules, but not take a warning away."""
    kept = {rule.when: _SEVERITY.index(rule.effect) for rule in above.rules}
    lost = [rule for rule in below.rules if kept.get(rule.when, -1) < _SEVERITY.index(rule.effect)]
    told = [f"the rule '{rule.reason.nl}' is gone or weaker" for rule in lost]
    told += ["'privacy' is lower"] if above.privacy < below.privacy else []
    return told + (["'autonomie' is lower"] if above.autonomy < below.autonomy else [])
