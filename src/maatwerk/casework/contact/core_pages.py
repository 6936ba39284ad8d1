"""The core pages in another language: urgent help, how to reach us, your rights. Content, one file a language; its name
is the language code. Pure.

No number stands in a text: those of help come from the services, those of the municipality from its profile. So a
number is never wrong in one language only, and nobody has to be able to read a language to correct it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from maatwerk.foundation.content import Entry, Place, Text, load_entries
from maatwerk.foundation.content.entry import Sentence
from maatwerk.knowledge.directory import Service


def _without_numbers(text: str) -> str:
    if re.search(r"\d", text):  # of any script
        raise ValueError("a number does not stand in a text: it comes from a service or from the municipality")
    return text


Words = Annotated[Sentence, AfterValidator(_without_numbers)]


class Part(Entry):
    """A heading with short paragraphs."""

    title: Words = Field(alias="titel")
    paragraphs: tuple[Words, ...] = Field(alias="tekst", min_length=1)


class Urgent(Part):
    """Services by id, each with when to call it."""

    numbers: Mapping[str, Words] = Field(alias="nummers", min_length=1)


class Reach(Part):
    """The words that stand before phone, address and opening hours, which are those of the municipality."""

    phone: Words = Field(alias="telefoon")
    address: Words = Field(alias="adres")
    hours: Words = Field(alias="tijden")


class CorePage(Entry):
    """`name` is what the language calls itself, `called` what it is called here. `unchecked` says in this language that
    no translator looked at it yet; without it somebody did, and `checked_by` says who."""

    name: Words = Field(alias="naam")
    called: Text = Field(alias="heet")
    direction: Literal["ltr", "rtl"] = Field(alias="richting")
    title: Words = Field(alias="titel")
    unchecked: Words | None = Field(default=None, alias="niet_nagekeken")
    checked_by: Sentence | None = Field(default=None, alias="nagekeken_door")
    urgent: Urgent = Field(alias="spoed")
    reach: Reach = Field(alias="bereiken")
    rights: Part = Field(alias="rechten")


def load_core_pages(place: Place, services: Mapping[str, Service]) -> dict[str, CorePage]:
    """Every language by its code. Raises ContentError, also for a service without a phone number, and for a page of
    which is not said whether a translator looked at it."""

    def check(page: CorePage, _all: Mapping[str, CorePage]) -> list[tuple[str, str]]:
        told = [
            (f"spoed.nummers.{id_}", "there is no service with this id that has a phone number")
            for id_ in page.urgent.numbers
            if id_ not in services or not services[id_].phone
        ]
        if (page.unchecked is None) is (page.checked_by is None):
            told.append(("niet_nagekeken", "say that it was not checked yet, or who checked it ('nagekeken_door')"))
        return told

    return load_entries(place, CorePage, check)
