"""What somebody sends: the words, what they picked and struck out, the facts they gave, and from where they count how
far things are. Nothing of it is kept, so each page sends all of it along to the next."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import get_language

from maatwerk.casework.frontdoor.door import Question
from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts import Dictionary, FactError, FactKey, FactValue, written

MOST_FIELDS = 60  # picked needs, facts and struck-out needs each: more than any person gives


@dataclass(frozen=True)
class Asked:
    """A question with what was told so far. `before` is the same question as it was before this step told something
    or took something back; None when it did neither. `mistake` says why an answer could not be used, and `refused`
    names the fact it was about. `unknown_place` says that what was sent as a place is none we know."""

    question: Question
    before: Question | None = None
    mistake: str = ""
    refused: str = ""
    unknown_place: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.question.text and not self.question.picked

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What has to be sent again with the next step."""
        return [*self.fields_but_place, *([("plaats", self.question.near)] if self.question.near else [])]

    @property
    def fields_but_place(self) -> list[tuple[str, str]]:
        """The same for the step that chooses a place."""
        fields = [("tekst", self.question.text)]
        fields += [("behoefte", id_) for id_ in self.question.picked]
        fields += [("niet", id_) for id_ in sorted(self.question.struck_out)]
        fields += [("feit", f"{key}={written(value)}") for key, value in (self.question.facts or {}).items()]
        return fields


def read(form: QueryDict, dictionary: Dictionary, places: Collection[str]) -> Asked:
    """What was sent. What cannot be read of it is left out; of the last answer and of the place that is said. `places`
    are the neighbourhoods to choose from."""
    pairs = [(id_, value) for id_, _sign, value in (each.partition("=") for each in form.getlist("feit")[:MOST_FIELDS])]
    told = [(id_, value) for id_, value in pairs if id_ != form.get("wis")]
    if "antwoord" in form:
        told.append((form.get("gevraagd", ""), form.get("antwoord", "")))
    earlier, _mistake, _refused = _facts(pairs, dictionary)
    facts, mistake, refused = _facts(told, dictionary)
    place = form.get("plaats", "")
    question = Question(
        text=form.get("tekst", "").strip(),
        picked=tuple(dict.fromkeys(form.getlist("behoefte")[:MOST_FIELDS])),
        struck_out=frozenset(form.getlist("niet")[:MOST_FIELDS]),
        facts=facts,
        near=place if place in places else "",
    )
    before = replace(question, facts=earlier) if earlier != facts else None
    return Asked(question, before, mistake, refused, unknown_place=place != question.near)


def known_facts(question: Question, dictionary: Dictionary) -> list[tuple[str, Text, Text]]:
    """What was told: the fact, what was asked about it, and the answer in words."""
    return [
        (str(key), dictionary.question(key), dictionary[key.fact].shown(value))
        for key, value in (question.facts or {}).items()
    ]


def _facts(pairs: Iterable[tuple[str, str]], dictionary: Dictionary) -> tuple[dict[FactKey, FactValue], str, str]:
    """The facts; and when one could not be read, a sentence and the fact it was about."""
    facts: dict[FactKey, FactValue] = {}
    mistake = refused = ""
    for id_, value in pairs:
        try:
            key, read_value = dictionary.read(id_, value)
        except FactError as error:
            mistake, refused = error.sentence.in_(get_language() or "nl"), error.key
        else:
            facts[key] = read_value
    return facts, mistake, refused
