"""The life domains in words that people use."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from maatwerk.foundation.content import Entry, Place, Text, load_collection
from maatwerk.knowledge.advice.values import LifeDomain


class DomainLabel(Entry):
    """A life domain as a resident sees it: a plain name, and the name of its picture."""

    text: Text = Field(alias="tekst")
    icon: str = Field(alias="beeld")


def load_life_domains(place: Place) -> dict[LifeDomain, DomainLabel]:
    """Every life domain, in the order of the file. Raises ContentError when one is missing or unknown."""

    def check(_label: DomainLabel, labels: Mapping[str, DomainLabel]) -> list[tuple[str, str]]:
        wrong = sorted(set(labels) ^ set(LifeDomain))
        return [("", f"missing or unknown life domains: {', '.join(wrong)}")] if wrong else []

    return {LifeDomain(id_): label for id_, label in load_collection(place, DomainLabel, check).items()}
