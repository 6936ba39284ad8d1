"""The front door: a question in, everything that can help out. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from maatwerk.casework.frontdoor.rules import in_order
from maatwerk.foundation.content import Text
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import Advisor, HeardNeed, LifeDomain, Need, Situation, Suggestion
from maatwerk.knowledge.advice.domains import DomainLabel
from maatwerk.knowledge.directory import Service
from maatwerk.knowledge.facts import Dictionary, FactKey, FactValue, KnownFact, NoAnswer
from maatwerk.knowledge.needs import Understanding, UrgentRules

LONGEST_QUESTION = 4_000  # characters of which the meaning is read; danger is looked for in all of them
FIRST_HEARD = 2  # so many needs at the front are heard clearly enough to name a dangerous one
FIRST_NUMBERS = ("alarmnummer_112", "zelfmoordpreventie_113", "veilig_thuis", "kindertelefoon")
_CALM_LINE = Text(nl="Bent u nu in gevaar?", en="Are you in danger now?")
_CALM_EXPLANATION = Text(
    nl="Bent u of is iemand anders nu in gevaar? Bel dan 112.",
    en="Are you or is someone else in danger now? Then call 112.",
)
_MUNICIPALITY_HELP = Text(nl="Uw gemeente", en="Your municipality")
_MUNICIPALITY_EXPLANATION = Text(
    nl="Bel vandaag nog. Vertel dat het dringend is.",
    en="Call today. Say that it is urgent.",
)


@dataclass(frozen=True)
class UrgentHelp:
    """Help that cannot wait: who, on which number, and what to expect. `id` is that of a service, or "gemeente"."""

    id: str
    name: Text
    phone: str
    explanation: Text


@dataclass(frozen=True)
class Question:
    """What somebody asks: words, or needs picked from a list, with facts already given.

    `struck_out` holds needs the person said were misunderstood; `language` serves only the reading of the words.
    """

    text: str = ""
    language: str = "nl"
    picked: tuple[str, ...] = ()
    struck_out: frozenset[str] = frozenset()
    facts: Mapping[FactKey, FactValue] | None = None


@dataclass(frozen=True)
class Answer:
    """Everything that can help, best first. `urgent` is true only when a reviewed rule fired; `urgent_help` may also
    hold a calm line without it."""

    urgent: bool
    urgent_help: tuple[UrgentHelp, ...]
    needs: tuple[HeardNeed, ...]
    suggestions: tuple[Suggestion, ...]

    @property
    def not_found(self) -> bool:
        """Nothing was understood, so there is nothing to suggest but a person to talk to."""
        return not self.needs


class FrontDoor:
    """Understands a question and asks every advisor. Shared by all threads; nothing in it changes.

    `undertones` also knows the lines of danger. It is broad, so it only ever adds a calm line: it never makes a need
    or a suggestion, for nobody with debts should be told that they sound exploited. `urgent_words` holds per urgent
    rule what to say to somebody for whom it fires.
    """

    def __init__(
        self,
        *,
        needs: Mapping[str, Need],
        domains: Mapping[LifeDomain, DomainLabel],
        understanding: Understanding,
        undertones: Understanding,
        urgent_rules: UrgentRules,
        urgent_words: Mapping[str, Text],
        services: Mapping[str, Service],
        advisors: Mapping[str, Advisor],
        dictionary: Dictionary,
    ) -> None:
        self.needs = needs
        self.domains = domains
        self.dictionary = dictionary
        self.advisors = advisors
        self.understanding = understanding
        self.undertones = undertones
        self.urgent_rules = urgent_rules
        self._urgent_words = urgent_words
        self._services = services

    @property
    def first_numbers(self) -> list[Service]:
        """The emergency numbers that stand on every page that asks what is wrong."""
        return [self._services[id_] for id_ in FIRST_NUMBERS]

    def needs_by_domain(self, domain: LifeDomain) -> list[Need]:
        """The needs within one life domain, for choosing instead of typing."""
        return [need for need in self.needs.values() if need.domain is domain]

    def answer(self, question: Question, municipality: Municipality, on: date) -> Answer:
        """Everything that can help with `question`, on this day, in this municipality."""
        needs = self._needs(question)
        situation = Situation(needs, municipality.slug, on, self._facts_for_engines(question))
        found = [suggestion for advisor in self.advisors.values() for suggestion in advisor.suggest(situation)]
        asked = frozenset(key for key, value in (question.facts or {}).items() if isinstance(value, NoAnswer))
        suggestions = in_order((_without(suggestion, asked) for suggestion in found), needs, on)
        urgent, help_ = self._urgent_help(question.text, needs, municipality)
        return Answer(urgent, help_, needs, suggestions)

    def _needs(self, question: Question) -> tuple[HeardNeed, ...]:
        picked = [HeardNeed(self.needs[id_], 1.0) for id_ in question.picked if id_ in self.needs]
        # A dangerous need that is only faintly heard is said by the calm line, not laid in somebody's mouth.
        heard = [
            one
            for place, one in enumerate(
                self.understanding.needs_in(question.text[:LONGEST_QUESTION], question.language)
            )
            if place < FIRST_HEARD or not one.need.dangerous
        ]
        return tuple(
            heard_need
            for heard_need in {found.need.id: found for found in (*heard, *picked)}.values()
            if heard_need.need.id not in question.struck_out
        )

    def _facts_for_engines(self, question: Question) -> dict[FactKey, KnownFact]:
        """Facts that serve contact only, such as language, stop here."""
        return {
            key: KnownFact(value)
            for key, value in (question.facts or {}).items()
            if not self.dictionary[key.fact].contact_only
        }

    def _urgent_help(
        self, text: str, needs: Sequence[HeardNeed], municipality: Municipality
    ) -> tuple[bool, tuple[UrgentHelp, ...]]:
        if hits := self.urgent_rules.hits(text):
            lines: dict[str, UrgentHelp] = {}
            for hit in hits:
                for id_ in hit.rule.help:
                    # The first one of a rule carries the rule's own words; the others say what they do.
                    own_words = self._urgent_words[hit.rule.id] if id_ == hit.rule.help[0] else None
                    lines.setdefault(id_, self._helpline(id_, municipality, own_words))
            return True, tuple(lines.values())
        dangerous = [heard.need.id for heard in needs if heard.need.dangerous]
        if not dangerous and not self._sounds_dangerous(text):
            return False, ()
        calm = [
            UrgentHelp(id_, service.name, service.phone, service.summary)
            for id_, service in self._services.items()
            if service.emergency and service.phone not in (None, "112") and set(dangerous).intersection(service.needs)
        ]
        return False, (UrgentHelp("alarmnummer_112", _CALM_LINE, "112", _CALM_EXPLANATION), *calm[:2])

    def _sounds_dangerous(self, text: str) -> bool:
        return any(heard.need.dangerous for heard in self.undertones.needs_in(text[:LONGEST_QUESTION]))

    def _helpline(self, id_: str, municipality: Municipality, words: Text | None) -> UrgentHelp:
        if id_ == "gemeente":
            phone = municipality.profile.contact.phone
            return UrgentHelp(id_, _MUNICIPALITY_HELP, phone, words or _MUNICIPALITY_EXPLANATION)
        service = self._services[id_]
        explanation = words or (service.summary if service.phone else service.next_step.without_computer)
        return UrgentHelp(id_, service.name, service.phone or "", explanation)


def _without(suggestion: Suggestion, asked: frozenset[FactKey]) -> Suggestion:
    """The suggestion without questions that were already answered with "I do not know" or "rather not"."""
    questions = tuple(question for question in suggestion.questions if question.fact not in asked)
    return suggestion if questions == suggestion.questions else replace(suggestion, questions=questions)
