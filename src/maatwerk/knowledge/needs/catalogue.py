"""The needs list and the urgent rules as content."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import Field

from maatwerk.foundation.content import ContentError, Entry, Fault, Text, load_entries
from maatwerk.knowledge.advice import LifeDomain, Need
from maatwerk.knowledge.needs.engine.urgent import Level, UrgentRule


class Wordings(Entry):
    """How people say it: whole sentences, single words, typing errors and all."""

    nl: tuple[str, ...]
    en: tuple[str, ...]


class NeedEntry(Entry):
    """A need with the wordings it is recognised by."""

    text: Text = Field(alias="tekst")
    domain: LifeDomain = Field(alias="leefgebied")
    icf: tuple[str, ...] = ()
    related: tuple[str, ...] = Field((), alias="verwant")
    dangerous: bool = Field(False, alias="dringend")
    wordings: Wordings = Field(alias="zinnen")

    def need(self, id_: str) -> Need:
        """The value that flows through the advisors."""
        return Need(id_, self.text, self.domain, self.icf, self.related, self.dangerous)


class Patterns(Entry):
    """Lines or patterns per language."""

    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        return (*self.nl, *self.en)


class Review(Entry):
    """Who looked at a safety rule, and when."""

    on: date = Field(alias="datum")
    by: str = Field(alias="door")


class UrgentEntry(Entry):
    """Words that mean danger, and the help that goes with them. `help_` holds service ids, or "gemeente"."""

    name: Text = Field(alias="naam")
    level: Level = Field(alias="niveau")
    help_: tuple[str, ...] = Field(alias="hulp", min_length=1)
    explanation: Text = Field(alias="uitleg")
    words: Mapping[str, str] = Field(default_factory=dict, alias="woorden")
    patterns: Patterns = Field(alias="patronen")
    unless: Patterns = Field(Patterns(), alias="behalve")
    examples: Patterns = Field(alias="voorbeelden")
    near_misses: Patterns = Field(alias="geen_alarm")
    reviewed: Review = Field(alias="nagekeken")

    def rule(self, id_: str) -> UrgentRule:
        """The rule, compiled. Raises PatternError."""
        return UrgentRule(id_, self.help_, self.patterns.all(), self.unless.all(), self.level, self.words)


def load_needs(folder: Path) -> dict[str, NeedEntry]:
    """Every need by id. Raises ContentError, also where a related need does not exist."""
    needs = load_entries(folder, NeedEntry)
    faults = [
        Fault(folder / entry.domain / f"{id_}.yaml", "verwant", f"there is no need '{related}'")
        for id_, entry in needs.items()
        for related in entry.related
        if related not in needs
    ]
    if faults:
        raise ContentError(faults)
    return needs


def load_urgent_rules(folder: Path) -> Mapping[str, UrgentEntry]:
    """Every urgent rule by id. Raises ContentError."""
    return load_entries(folder, UrgentEntry)
