"""Households for the tests of schemes, and what a scheme says of them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from maatwerk.knowledge.facts import Dictionary, FactKey, KnownFact, load_facts
from maatwerk.knowledge.schemes.catalogue import load_figures
from maatwerk.knowledge.schemes.engine.assessing import Assessment, Scheme, assess
from maatwerk.knowledge.schemes.engine.figures import FigureBook
from maatwerk.knowledge.schemes.engine.households import Households, household_of

CONTENT = Path(__file__).resolve().parents[3] / "content"


@cache
def dictionary() -> Dictionary:
    return Dictionary(load_facts(CONTENT / "facts"))


@cache
def book() -> FigureBook:
    return load_figures(CONTENT / "figures")


def household(on: date, /, **facts: object) -> Households:
    """One household from facts as people write them; nobody else lives there unless that is said."""
    given = {"samenwonen": False, "aantal_kinderen": 0, "aantal_volwassenen": None} | facts
    if given["aantal_volwassenen"] is None:
        given["aantal_volwassenen"] = 2 if given["samenwonen"] else 1
    read = [dictionary().read(key, value) for key, value in given.items() if value != "?"]
    return household_of({key: KnownFact(value) for key, value in read}, on, dictionary())


def assessed(scheme: Scheme, of: Households) -> Assessment:
    return assess(scheme, of, book(), dictionary())


__all__ = ["FactKey", "assessed", "book", "dictionary", "household"]
