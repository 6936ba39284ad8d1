"""The algorithm register: one entry for each program that plays a part in what people get to see.

The fields are those of the publication standard of the Dutch Algorithm Register, version 1.0.0 (MinBZK,
Algoritmeregister-Publicatiestandaard, chapter 2), with its limits of length.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Annotated, Literal, cast

from pydantic import AfterValidator, Field

from maatwerk.foundation.content import ContentError, Entry, Fault, Layers, Place, Text, WebAddress, load_entries
from maatwerk.foundation.ui.municipality import Municipality

STANDARD = "1.0.0"
LANGUAGE = "nld"
PROGRAMS = ("regelingen", "vragen_begrijpen")  # that play a part in what people get to see


def _at_most(length: int) -> AfterValidator:
    def check(text: Text) -> Text:
        for language in (text.nl, text.en):
            if len(language) >= length:
                raise ValueError(f"the standard takes less than {length} characters here; these are {len(language)}")
        return text

    return AfterValidator(check)


class Law(Entry):
    """A law that an algorithm rests on."""

    title: str = Field(alias="titel", max_length=99)
    link: WebAddress


class Assessment(Entry):
    """An assessment of what the algorithm does to people, such as an IAMA or DPIA."""

    title: str = Field(alias="titel", max_length=99)
    link: WebAddress | None = None


class Algorithm(Entry):
    """One entry. Whose it is and how to reach them comes from the municipality that shows it."""

    name: Annotated[Text, _at_most(100)] = Field(alias="naam")
    short: Annotated[Text, _at_most(350)] = Field(alias="korte_omschrijving")
    status: Literal["In gebruik", "In ontwikkeling", "Buiten gebruik"]
    category: Literal["Hoog-risico AI-systemen", "Impactvolle algoritmes", "Overige algoritmes"] = Field(
        alias="categorie"
    )
    theme: str = Field(alias="thema")
    begins: str = Field(alias="begindatum", pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    purpose: Annotated[Text, _at_most(2500)] = Field(alias="doel_en_impact")
    considered: Annotated[Text, _at_most(2500)] = Field(alias="afwegingen")
    human: Annotated[Text, _at_most(2500)] = Field(alias="menselijke_tussenkomst")
    risks: Annotated[Text, _at_most(2500)] = Field(alias="risicobeheer")
    laws: tuple[Law, ...] = Field(alias="wettelijke_basis")
    assessments: tuple[Assessment, ...] = Field((), alias="impacttoetsen")
    data: Annotated[Text, _at_most(2500)] = Field(alias="gegevens")
    works: Annotated[Text, _at_most(5000)] = Field(alias="technische_werking")
    supplier: str = Field(alias="leverancier", max_length=199)


def load_algorithms(place: Place) -> dict[str, Algorithm]:
    """Every entry by its id. Raises ContentError, also when a program that plays a part here has no entry: then it does
    not go on at all."""
    found = load_entries(place, Algorithm)
    folder = place.folders[0] if isinstance(place, Layers) else place
    if missing := [name for name in PROGRAMS if name not in found]:
        raise ContentError([Fault(folder / f"{name}.yaml", "", "this program has no entry") for name in missing])
    return found


def status_of(id_: str, algorithm: Algorithm, switched_off: Container[str]) -> str:
    """The status in a municipality: what it has switched off is out of use there."""
    return "Buiten gebruik" if id_ in switched_off else algorithm.status


def municipality_of(request: object) -> Municipality:
    """Whose pages are asked for."""
    return cast(Municipality, request.municipality)  # type: ignore[attr-defined]
