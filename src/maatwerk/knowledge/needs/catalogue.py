"""The needs list and the urgent rules as content."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date

from pydantic import Field

from maatwerk.foundation.content import Entry, Place, Text, load_entries
from maatwerk.knowledge.advice import LifeDomain, Need
from maatwerk.knowledge.needs.engine.urgent import Level, PatternError, UrgentRule


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


class Elsewhere(Entry):
    """What people also ask here and no need is about, with where that belongs, if anywhere."""

    text: Text | None = Field(None, alias="tekst")
    wordings: Wordings = Field(alias="zinnen")


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
    """Words that mean danger, and the help that goes with them.

    `help_` holds service ids, or "gemeente". `need` is the dangerous need that its examples also tell: what a rule is
    too literal for may still be recognised by the words around it, and then a calm line is shown.
    """

    name: Text = Field(alias="naam")
    level: Level = Field(alias="niveau")
    need: str | None = Field(None, alias="behoefte")
    help_: tuple[str, ...] = Field(alias="hulp", min_length=1)
    explanation: Text = Field(alias="uitleg")
    words: Mapping[str, str] = Field(default_factory=dict, alias="woorden")
    patterns: Patterns = Field(alias="patronen")
    unless: Patterns = Field(Patterns(), alias="behalve")
    firm: Patterns = Field(Patterns(), alias="toch")
    examples: Patterns = Field(alias="voorbeelden")
    near_misses: Patterns = Field(alias="geen_alarm")
    reviewed: Review = Field(alias="nagekeken")

    def rule(self, id_: str) -> UrgentRule:
        """The rule, compiled. Raises PatternError."""
        return UrgentRule(
            id_, self.help_, self.patterns.all(), self.unless.all(), self.firm.all(), self.level, self.words
        )


def load_needs(place: Place) -> dict[str, NeedEntry]:
    """Every need by id. Raises ContentError, also where a related need does not exist."""

    def check(entry: NeedEntry, needs: Mapping[str, NeedEntry]) -> list[tuple[str, str]]:
        return [("verwant", f"there is no need '{related}'") for related in entry.related if related not in needs]

    return load_entries(place, NeedEntry, check, _weaker_need)


def load_elsewhere(place: Place) -> dict[str, Elsewhere]:
    """Subjects that are about no need, by id. Raises ContentError."""
    return load_entries(place, Elsewhere)


def _weaker_need(below: NeedEntry, above: NeedEntry) -> list[str]:
    """Danger that is known stays known, and is heard in the same words."""
    if not below.dangerous:
        return []
    said, kept = ((*each.wordings.nl, *each.wordings.en) for each in (below, above))
    told = [] if above.dangerous else ["'dringend' is switched off"]
    return told + [f"the wording '{wording}' is gone" for wording in said if wording not in kept]


def load_urgent_rules(
    place: Place, services: Container[str] | None = None, needs: Mapping[str, NeedEntry] | None = None
) -> dict[str, UrgentEntry]:
    """Every urgent rule by id. Raises ContentError, also where a pattern cannot be read or help is unknown."""

    def check(entry: UrgentEntry, _all: Mapping[str, UrgentEntry]) -> list[tuple[str, str]]:
        unknown = [help_ for help_ in entry.help_ if services is not None and help_ not in services]
        told = [("hulp", f"there is no service '{help_}'") for help_ in unknown if help_ != "gemeente"]
        if entry.need and needs is not None and not (entry.need in needs and needs[entry.need].dangerous):
            told.append(("behoefte", f"there is no dangerous need '{entry.need}'"))
        try:
            entry.rule("check")
        except PatternError as error:
            told.append(("patronen", str(error)))
        return told

    return load_entries(place, UrgentEntry, check, _weaker)


def _weaker(below: UrgentEntry, above: UrgentEntry) -> list[str]:
    """A later layer may add patterns and help; it may not take any away, nor add an exception, in the lists of words
    that both are written with either; nor call what cannot wait less urgent."""
    gone = set(below.patterns.all()) - set(above.patterns.all()) | set(below.firm.all()) - set(above.firm.all())
    told = [f"the pattern '{pattern}' is gone" for pattern in sorted(gone)]
    told += [f"'{phrase}' is a new exception" for phrase in sorted(set(above.unless.all()) - set(below.unless.all()))]
    told += [f"the help '{help_}' is gone" for help_ in below.help_ if help_ not in above.help_]
    told += _weaker_lists(below, above)
    sooner, later = (list(Level).index(each.level) for each in (below, above))
    told += ["'niveau' is less urgent"] if later > sooner else []
    told += ["'behoefte' is another one or gone"] if below.need and above.need != below.need else []
    lost = sorted(set(below.examples.all()) - set(above.examples.all()))
    return told + [f"the example '{example}' is gone" for example in lost]


def _weaker_lists(below: UrgentEntry, above: UrgentEntry) -> list[str]:
    told = []
    for name, words in below.words.items():
        before, after = set(words.split("|")), set(above.words.get(name, "").split("|"))
        told += [f"the word '{word}' is gone from the list '{name}'" for word in sorted(before - after)]
        if any(f"<{name}>" in phrase for phrase in below.unless.all()):
            told += [f"'{word}' widens an exception, in the list '{name}'" for word in sorted(after - before)]
    return told
