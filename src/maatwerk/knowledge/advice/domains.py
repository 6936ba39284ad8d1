"""The life domains in words that people use."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from maatwerk.foundation.content import ContentError, Entry, Fault, Text, load_collection
from maatwerk.knowledge.advice.values import LifeDomain


class DomainLabel(Entry):
    """A life domain as a resident sees it: a plain name, and the name of its picture."""

    text: Text = Field(alias="tekst")
    icon: str = Field(alias="beeld")


def load_life_domains(folder: Path) -> dict[LifeDomain, DomainLabel]:
    """Every life domain, in the order of the file. Raises ContentError when one is missing or unknown."""
    labels = load_collection(folder, DomainLabel)
    if set(labels) != set(LifeDomain):
        difference = ", ".join(sorted(set(labels) ^ set(LifeDomain)))
        raise ContentError([Fault(folder, "", f"missing or unknown life domains: {difference}")])
    return {LifeDomain(id_): label for id_, label in labels.items()}
