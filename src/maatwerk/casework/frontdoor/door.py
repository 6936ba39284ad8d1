"""The front door: a question in, everything that can help out. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from maatwerk.casework.frontdoor.rules import in_order
from maatwerk.casework.frontdoor.urgent import UrgentHelp, help_of, help_of_municipality
from maatwerk.foundation.content import Text
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import Advisor, HeardNeed, LifeDomain, Need, Situation, Suggestion
from maatwerk.knowledge.advice.domains import DomainLabel
from maatwerk.knowledge.directory import Service
from maatwerk.knowledge.facts import Dictionary, FactKey, FactValue, KnownFact, NoAnswer
from maatwerk.knowledge.needs import Heard, Level, Understanding, UrgentRules

LONGEST_QUESTION = 4_000  # characters of which the meaning is read; danger is looked for in all of them
FIRST_HEARD = 2  # so many needs at the front are heard clearly enough to name a dangerous one
# A need is said to have been heard when it is at least a quarter as likely as the likeliest. Two real needs in one
# sentence seldom lie further apart than that, and what lies lower is nearly always what a word happened to share. Help
# for those lower ones was never among the first five that helped (measured, decision 0032).
CLEARLY = 0.25
FIRST_NUMBERS = ("alarmnummer_112", "zelfmoordpreventie_113", "veilig_thuis", "kindertelefoon")
_SWITCHES = {"regelingen": "regeling"}  # what a municipality can switch off, and the advisor that is then not asked
_CALM_LINE = Text(nl="Bent u nu in gevaar?", en="Are you in danger now?")
_CALM_EXPLANATION = Text(
    nl="Bent u of is iemand anders nu in gevaar? Bel dan 112.",
    en="Are you or is someone else in danger now? Then call 112.",
)


@dataclass(frozen=True)
class Question:
    """What somebody asks: words, or needs picked from a list, with facts already given.

    `struck_out` holds needs the person said were misunderstood. Words are understood in any language of the wordings.
    `near` names the place from which they want to know how far things are.
    """

    text: str = ""
    picked: tuple[str, ...] = ()
    struck_out: frozenset[str] = frozenset()
    facts: Mapping[FactKey, FactValue] | None = None
    near: str = ""


@dataclass(frozen=True)
class Answer:
    """Everything that can help, best first. `urgent` is true only when a reviewed rule fired; `urgent_help` may also
    hold a calm line without it.

    `sure` is False where one had better ask which of the first needs was meant. `elsewhere` says where a question that
    is about no need belongs. `heard_by` names the model that read the words, or "woorden" for words alone.
    """

    urgent: bool
    urgent_help: tuple[UrgentHelp, ...]
    needs: tuple[HeardNeed, ...]
    suggestions: tuple[Suggestion, ...]
    sure: bool = True
    elsewhere: Text | None = None
    heard_by: str = "woorden"

    @property
    def not_found(self) -> bool:
        """Nothing was understood, so there is nothing to suggest but a person to talk to."""
        return not self.needs


class FrontDoor:
    """Understands a question and asks every advisor. Shared by all threads; nothing in it changes.

    What `understanding` hears as danger is broad, so it only ever adds a calm line: it never makes a need or a
    suggestion, for nobody with debts should be told that they sound exploited. `urgent_words` holds per urgent rule
    what to say to somebody for whom it fires; `elsewhere` where a question that is about no need belongs.
    """

    def __init__(
        self,
        *,
        needs: Mapping[str, Need],
        domains: Mapping[LifeDomain, DomainLabel],
        understanding: Understanding,
        elsewhere: Mapping[str, Text],
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
        self.elsewhere = elsewhere
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
        heard = self.understanding.hear(question.text[:LONGEST_QUESTION])
        needs = self._needs(question, heard)
        situation = Situation(clearly(needs), municipality.slug, on, self._facts_for_engines(question), question.near)
        off = {_SWITCHES.get(switch) for switch in municipality.profile.off}
        asked_of = [advisor for name, advisor in self.advisors.items() if name not in off]
        found = [suggestion for advisor in asked_of for suggestion in advisor.suggest(situation)]
        asked = frozenset(key for key, value in (question.facts or {}).items() if isinstance(value, NoAnswer))
        suggestions = in_order((_without(suggestion, asked) for suggestion in found), needs, on)
        urgent, help_ = self._urgent_help(question.text, needs, municipality, sounds_dangerous=heard.danger)
        elsewhere = self.elsewhere.get(heard.elsewhere or "") if not needs else None
        sure = heard.sure or bool(question.picked)
        return Answer(urgent, help_, needs, suggestions, sure, elsewhere, self.understanding.by)

    def _needs(self, question: Question, heard: Heard) -> tuple[HeardNeed, ...]:
        """What somebody picked goes before what was heard. A dangerous need that is only faintly heard is said by the
        calm line, not laid in somebody's mouth."""
        picked = [HeardNeed(self.needs[id_], 1.0) for id_ in question.picked if id_ in self.needs]
        clear = [one for place, one in enumerate(heard.needs) if place < FIRST_HEARD or not one.need.dangerous]
        first = {one.need.id: one for one in (*clear, *picked)}
        return tuple(
            first[id_]
            for id_ in dict.fromkeys(one.need.id for one in (*picked, *clear))
            if id_ not in question.struck_out
        )

    def _facts_for_engines(self, question: Question) -> dict[FactKey, KnownFact]:
        """Facts that serve contact only, such as language, stop here."""
        return {
            key: KnownFact(value)
            for key, value in (question.facts or {}).items()
            if not self.dictionary[key.fact].contact_only
        }

    def _urgent_help(
        self, text: str, needs: Sequence[HeardNeed], municipality: Municipality, *, sounds_dangerous: bool
    ) -> tuple[bool, tuple[UrgentHelp, ...]]:
        hits = self.urgent_rules.hits(text)
        lines: dict[str, UrgentHelp] = {}
        for hit in hits:
            for id_ in hit.rule.help:
                # The first one of a rule carries the rule's own words; the others say what they do.
                own_words = self._urgent_words[hit.rule.id] if id_ == hit.rule.help[0] else None
                lines.setdefault(id_, self._helpline(id_, municipality, own_words))
        if any(hit.rule.level is not Level.CALM for hit in hits):
            return True, tuple(lines.values())
        dangerous = [heard.need.id for heard in needs if heard.need.dangerous]
        if dangerous or sounds_dangerous:
            lines = {line.id: line for line in self._calm_line(dangerous)} | lines
        return False, tuple(lines.values())

    def _calm_line(self, dangerous: Sequence[str]) -> list[UrgentHelp]:
        """112 for who is in danger now, and who helps with the dangerous needs that were heard."""
        others = [
            help_of(id_, service)
            for id_, service in self._services.items()
            if service.emergency and service.phone not in (None, "112") and set(dangerous).intersection(service.needs)
        ]
        return [UrgentHelp("alarmnummer_112", _CALM_LINE, "112", _CALM_EXPLANATION, "altijd"), *others[:2]]

    def _helpline(self, id_: str, municipality: Municipality, words: Text | None) -> UrgentHelp:
        if id_ == "gemeente":
            return help_of_municipality(municipality.profile.contact, words)
        return help_of(id_, self._services[id_], words)


def clearly(needs: Sequence[HeardNeed]) -> tuple[HeardNeed, ...]:
    """The needs that may be said to have been heard, and that help is looked for."""
    best = max((heard.certainty for heard in needs), default=0.0)
    return tuple(heard for heard in needs if heard.certainty >= CLEARLY * best)


def _without(suggestion: Suggestion, asked: frozenset[FactKey]) -> Suggestion:
    """The suggestion without questions that were already answered with "I do not know" or "rather not"."""
    questions = tuple(question for question in suggestion.questions if question.fact not in asked)
    return suggestion if questions == suggestion.questions else replace(suggestion, questions=questions)
