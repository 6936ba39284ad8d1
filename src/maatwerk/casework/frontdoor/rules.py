"""In which order suggestions are shown, and which question helps most. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256

from maatwerk.knowledge.advice import HeardNeed, Kind, Question, Suggestion, Verdict

_FIT = {Verdict.FITS: 1.0, Verdict.FITS_IF: 0.9, Verdict.UNSURE: 0.8, Verdict.DOES_NOT_FIT: 0.0}
_RELATED = 0.6  # help for a need that is only related counts less than help for the need itself
_SAME_KIND = 0.8  # each next one of a kind counts a little less, so that one kind cannot crowd out the others


def in_order(suggestions: Iterable[Suggestion], needs: Sequence[HeardNeed], on: date) -> tuple[Suggestion, ...]:
    """The suggestions, most fitting first: how sure the need is, whether it is meant for that need, how well it fits.

    What does not fit comes last. Where reasons are equal the order changes from day to day and is bought by nobody
    (public value MAC-E2): it follows a number drawn from the date and the id.
    """
    waiting = sorted(suggestions, key=lambda suggestion: _draw(suggestion.id, on))
    worth = {id(suggestion): _worth(suggestion, needs) for suggestion in waiting}
    shown: Counter[Kind] = Counter()
    ordered = []
    while waiting:
        best = max(waiting, key=lambda suggestion: worth[id(suggestion)] * _SAME_KIND ** shown[suggestion.kind])
        waiting.remove(best)
        shown[best.kind] += 1
        ordered.append(best)
    return tuple(ordered)


def best_question(suggestions: Iterable[Suggestion]) -> Question | None:
    """The question that would settle most suggestions; of equals the one that comes up first."""
    open_questions = [question for suggestion in suggestions for question in suggestion.questions]
    if not open_questions:
        return None
    counts = Counter(question.fact for question in open_questions)
    return max(open_questions, key=lambda question: counts[question.fact])


def _worth(suggestion: Suggestion, needs: Sequence[HeardNeed]) -> float:
    served = set(suggestion.serves)
    best = 0.0
    for place, heard in enumerate(needs):
        certainty = heard.certainty * 0.95**place
        if heard.need.id in served:
            best = max(best, certainty * (1.0 if suggestion.serves[0] == heard.need.id else 0.95))
        elif served.intersection(heard.need.related):
            best = max(best, certainty * _RELATED)
    return best * _FIT[suggestion.verdict]


def _draw(id_: str, on: date) -> str:
    return sha256(f"{on.isoformat()}:{id_}".encode()).hexdigest()
