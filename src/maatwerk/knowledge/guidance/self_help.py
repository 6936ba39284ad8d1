"""Self-help: a good first step that needs nobody's permission."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from enum import StrEnum

from pydantic import Field, model_validator

from maatwerk.foundation.content import Entry, Place, Source, Text, WebAddress, load_entries
from maatwerk.knowledge.advice import (
    Kind,
    NextStep,
    Question,
    Situation,
    Suggestion,
    Verdict,
    helps_with,
)
from maatwerk.knowledge.facts import Condition, Dictionary, FactKey, Purpose, holds, open_facts
from maatwerk.knowledge.facts.conditions import Facts
from maatwerk.knowledge.guidance.shapes import Fault, is_certain, unknown_needs, unknown_service


class Effect(StrEnum):
    """What a situation does to the advice."""

    DOES_NOT_FIT = "past_niet"
    FITS_IF = "past_als"


class Rule(Entry):
    """A situation in which this is not the step to take, or only when something is arranged, and why."""

    when: Condition = Field(alias="als")
    effect: Effect = Field(alias="gevolg")
    reason: Text = Field(alias="uitleg")


class Begin(Entry):
    """How to go on, with and without a computer."""

    digital: Text | None = Field(None, alias="digitaal")
    without_computer: Text = Field(alias="niet_digitaal")


class SelfHelp(Entry):
    """One thing to do today.

    `unless` says when not to do it, or when to call instead; `takes` how long it takes; `call` is the id of the service
    whose number stands with it.
    """

    title: Text = Field(alias="titel")
    summary: Text = Field(alias="samenvatting")
    needs: tuple[str, ...] = Field(alias="behoeften", min_length=1)
    also_needs: tuple[str, ...] = Field((), alias="behoeften_ook")
    steps: tuple[Text, ...] = Field(alias="stappen", min_length=3, max_length=6)
    unless: Text = Field(alias="niet_doen")
    rules: tuple[Rule, ...] = Field((), alias="regels")
    costs: Text = Field(alias="kosten")
    takes: Text = Field(alias="duur")
    next_step: Begin = Field(alias="volgende_stap")
    call: str | None = Field(None, alias="bel")
    website: WebAddress | None = None
    source: Source = Field(alias="bron")

    @model_validator(mode="after")
    def _a_digital_way_needs_an_address(self) -> SelfHelp:
        if self.next_step.digital and not self.website:
            raise ValueError("a digital next step needs a 'website'")
        return self


def load_self_help(
    place: Place,
    dictionary: Dictionary,
    needs: Container[str] | None = None,
    services: Container[str] | None = None,
) -> dict[str, SelfHelp]:
    """Every entry by id. Raises ContentError, also where one names a need, a service or a fact that does not exist."""

    def check(entry: SelfHelp, _all: Mapping[str, SelfHelp]) -> list[Fault]:
        return [
            *unknown_needs("behoeften", entry.needs, needs),
            *unknown_needs("behoeften_ook", entry.also_needs, needs),
            *unknown_service(entry.call, services),
            *(
                (f"regels.{number}.als", fault)
                for number, rule in enumerate(entry.rules)
                for fault in rule.when.faults(dictionary, Purpose.ADVICE)
            ),
        ]

    return load_entries(place, SelfHelp, check, _weaker, lambda _id, _entry: "")


def _weaker(below: SelfHelp, above: SelfHelp) -> list[str]:
    """A municipality may change the words, but not take away when this is not the step to take."""
    kept = {rule.when: rule.effect for rule in above.rules}
    return [
        f"the rule '{rule.reason.nl}' is gone or weaker"
        for rule in below.rules
        if kept.get(rule.when) not in (rule.effect, Effect.DOES_NOT_FIT)
    ]


def judge(rules: tuple[Rule, ...], facts: Facts) -> tuple[Verdict, tuple[Rule, ...], tuple[FactKey, ...]]:
    """The verdict, the rules that applied, and the facts that could still change it. Unknown is not no."""
    applied = tuple(rule for rule in rules if holds(rule.when, facts))
    effects = {rule.effect for rule in applied}
    if Effect.DOES_NOT_FIT in effects:
        return Verdict.DOES_NOT_FIT, applied, ()
    questions = tuple(dict.fromkeys(FactKey.parse(fact) for rule in rules for fact in open_facts(rule.when, facts)))
    if questions:
        return Verdict.UNSURE, applied, questions
    return (Verdict.FITS_IF if effects else Verdict.FITS), applied, ()


class SelfHelpAdvisor:
    """Suggests what people can do themselves. `phones` holds the number of each service that has one.

    A need that may mean danger gets none of it: nobody is told to solve that alone.
    """

    def __init__(self, entries: Mapping[str, SelfHelp], dictionary: Dictionary, phones: Mapping[str, str]) -> None:
        self._entries = entries
        self._dictionary = dictionary
        self._phones = phones

    def suggest(self, situation: Situation) -> list[Suggestion]:
        # Only for what was heard itself: who feels lonely did not say that somebody died.
        situation = replace(situation, needs=tuple(one for one in situation.needs if not one.need.dangerous))
        heard = {one.need.id for one in situation.needs}
        return [
            self._suggestion(id_, entry, situation)
            for id_, entry in self._entries.items()
            if heard.intersection((*entry.needs, *entry.also_needs))
        ]

    def _suggestion(self, id_: str, entry: SelfHelp, situation: Situation) -> Suggestion:
        verdict, applied, questions = judge(entry.rules, situation.facts)
        helps = helps_with(situation, (*entry.needs, *entry.also_needs))
        return Suggestion(
            kind=Kind.SELF_HELP,
            id=id_,
            title=entry.title,
            summary=entry.summary,
            verdict=verdict,
            serves=entry.needs,
            also_serves=entry.also_needs,
            steps=entry.steps,
            next_step=NextStep(entry.next_step.without_computer, entry.next_step.digital, entry.website),
            source=entry.source.name,
            source_url=entry.source.url,
            checked_on=entry.source.checked_on,
            is_certain=is_certain(entry.source),
            reasons=tuple(reason for reason in (helps, entry.takes) if reason),
            reasons_against=(*(rule.reason for rule in applied), entry.unless),
            questions=tuple(Question(key, self._dictionary.question(key)) for key in questions),
            phone=self._phones.get(entry.call or ""),
            url=entry.website,
            costs=entry.costs,
        )
