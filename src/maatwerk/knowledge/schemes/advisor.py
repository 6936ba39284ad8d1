"""Schemes for the needs that were heard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Kind, NextStep, Question, Situation, Suggestion, Verdict, helps_with
from maatwerk.knowledge.facts import Purpose
from maatwerk.knowledge.schemes.desk import Desk
from maatwerk.knowledge.schemes.engine.assessing import Assessment, Scheme, assess
from maatwerk.knowledge.schemes.engine.households import household_of

MOST_REASONS = 3  # requirements that are met; the page of schemes has them all
MOST_QUESTIONS = 3  # those that were read first: whether the rest matters often follows from them
_MOST_WORLDS = 2_000  # so that a question is answered at once; the page of schemes looks at more
_MOST_KEPT = 200  # answers for somebody of whom nothing is known

_MAY_APPLY = Text(nl="U mag het altijd aanvragen.", en="You may always apply.")
_NOT_KNOWN = Text(
    nl="Wij kennen nu niet alle bedragen. Daarom zeggen wij niet hoeveel het is.",
    en="We do not know all amounts now. So we do not say how much it is.",
)


class SchemeAdvisor:
    """Suggests the schemes that are meant for a heard need, each with its verdict and amount for this household.

    What does not fit is told only to who told something: then an answer decided it, and that may be wrong. Of a
    situation in which nothing is known the outcome is the same for everybody on one day. That one is kept, no other.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._of_nobody: dict[tuple[str, date], Assessment] = {}

    def suggest(self, situation: Situation) -> list[Suggestion]:
        desk, heard = self._desk, {heard.need.id for heard in situation.needs}
        wanted = [scheme for scheme in desk.schemes if heard.intersection(desk.entries[scheme.id].needs)]
        if not wanted:
            return []
        of_schemes = (key for key in situation.facts if Purpose.SCHEMES in desk.dictionary[key.fact].purposes)
        told = {key: situation.facts[key] for key in of_schemes}
        if not told:
            found = [self._for_nobody(scheme, situation.on) for scheme in wanted]
        else:
            household = household_of(told, situation.on, desk.dictionary)
            found = [assess(scheme, household, desk.book, desk.dictionary, _MOST_WORLDS) for scheme in wanted]
        return [self._suggestion(each, situation) for each in found if told or each.verdict is not Verdict.DOES_NOT_FIT]

    def _for_nobody(self, scheme: Scheme, on: date) -> Assessment:
        kept = self._of_nobody.get((scheme.id, on))
        if kept is None:
            desk = self._desk
            kept = assess(scheme, household_of({}, on, desk.dictionary), desk.book, desk.dictionary)
            if len(self._of_nobody) >= _MOST_KEPT:
                self._of_nobody.clear()
            self._of_nobody[scheme.id, on] = kept
        return kept

    def _suggestion(self, assessment: Assessment, situation: Situation) -> Suggestion:
        id_ = assessment.scheme.id
        entry, dictionary = self._desk.entries[id_], self._desk.dictionary
        helps = helps_with(situation, entry.needs)
        return Suggestion(
            kind=Kind.SCHEME,
            id=id_,
            title=entry.name,
            summary=entry.summary,
            verdict=assessment.verdict,
            serves=entry.needs,
            next_step=NextStep(entry.how_without, entry.how, entry.url),
            source=entry.source.name,
            source_url=entry.source.url,
            checked_on=entry.source.checked_on,
            is_certain=entry.source.confidence == "hoog" and _is_verified(assessment),
            reasons=(*([helps] if helps else []), *assessment.reasons[:MOST_REASONS]),
            reasons_against=tuple(_against(assessment, entry.watch_out)),
            questions=tuple(Question(key, dictionary.question(key)) for key in assessment.questions[:MOST_QUESTIONS]),
            amount=assessment.amount,
            phone=self._desk.phones.get(id_),
            url=entry.url,
        )


def _against(assessment: Assessment, watch_out: Sequence[Text]) -> list[Text]:
    """Why it does not fit, or else what has to be so too and what to watch."""
    if assessment.verdict is Verdict.DOES_NOT_FIT:
        return [*assessment.reasons_against, _MAY_APPLY]
    return [*assessment.conditions, *([_NOT_KNOWN] if assessment.unknown else []), *watch_out[:1]]


def _is_verified(assessment: Assessment) -> bool:
    return all(figure.dated.is_verified for line in assessment.lines for figure in line.figures)
