"""In which order suggestions are shown, and which question helps most. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from itertools import groupby

from maatwerk.knowledge.advice import HeardNeed, Kind, Question, Suggestion, Verdict

_FIT = {Verdict.FITS: 1.0, Verdict.FITS_IF: 0.9, Verdict.UNSURE: 0.8, Verdict.DOES_NOT_FIT: 0.0}
_ALSO = 0.7  # help that is made for another need and does a little for this one
_RELATED = 0.6  # help for a need that is only related to the one that was heard
_LOOSER = 0.8
_BURDEN = 0.9  # per step that something asks more of privacy and autonomy: the lightest help comes first
_LATER = 0.95  # needs are heard in order: each next one was named a little less clearly
_SAME_KIND = 0.8  # each next one of a kind counts a little less, so that one kind cannot crowd out the others

type _Row = tuple[bool, float, str, Suggestion]  # whether it does not fit, worth, draw


def in_order(suggestions: Iterable[Suggestion], needs: Sequence[HeardNeed], on: date) -> tuple[Suggestion, ...]:
    """The suggestions, most fitting first: how sure the need is, whether it is meant for that need, how well it
    fits, and how little it asks of privacy and autonomy.

    What does not fit comes last. Where reasons are equal the order changes from day to day and is bought by nobody
    (public value MAC-E2): it follows a number drawn from the date and the id. Who named a place asked what is near:
    then those of a kind whose distance is known stand by whole kilometres in the places that the draw gave them. So the
    rest, as a phone line or help at home, loses nothing by it, nor pushes help in the neighbourhood away.
    """
    queues: dict[Kind, list[_Row]] = {}
    for one in suggestions:
        row = (one.verdict is Verdict.DOES_NOT_FIT, -_worth(one, needs), _draw(one.id, on), one)
        queues.setdefault(one.kind, []).append(row)
    for kind, queue in queues.items():
        queues[kind] = _nearer_first(queue)[::-1]  # the best last, where taking one away costs nothing
    ordered = []
    shown: Counter[Kind] = Counter()
    while queues:
        kind = min(queues, key=lambda kind: _turn(queues[kind][-1], shown[kind]))
        ordered.append(queues[kind].pop()[3])
        shown[kind] += 1
        if not queues[kind]:
            del queues[kind]
    return tuple(ordered)


def _nearer_first(rows: list[_Row]) -> list[_Row]:
    """The best first. Of rows that are worth as much, those with a known distance change places among themselves."""
    ordered: list[_Row] = []
    for (unfit, worth), group in groupby(sorted(rows, key=lambda row: row[:3]), key=lambda row: row[:2]):
        equals = [(draw, one) for _unfit, _worth, draw, one in group]
        known = [(round(one.kilometres), draw, one) for draw, one in equals if one.kilometres is not None]
        near = iter(sorted(known, key=lambda row: row[:2]))
        turns = [(draw, one if one.kilometres is None else next(near)[2]) for draw, one in equals]
        ordered += [(unfit, worth, draw, one) for draw, one in turns]
    return ordered


def _turn(row: _Row, before: int) -> tuple[bool, float, str]:
    """What decides whose turn it is, the lowest first, after `before` others of the same kind."""
    unfit, worth, draw, _one = row
    return unfit, worth * _SAME_KIND**before, draw


def best_question(suggestions: Iterable[Suggestion], first: str = "") -> Question | None:
    """The question that would settle most suggestions; of equals the one that comes up first.

    A question about the fact named by `first` goes before all others.
    """
    open_questions = [question for suggestion in suggestions for question in suggestion.questions]
    if not open_questions:
        return None
    counts = Counter(question.fact for question in open_questions)
    return max(open_questions, key=lambda question: (str(question.fact) == first, counts[question.fact]))


def _worth(suggestion: Suggestion, needs: Sequence[HeardNeed]) -> float:
    best = 0.0
    for turn, heard in enumerate(needs):
        if heard.need.id in suggestion.serves:
            directness = 1.0
        elif heard.need.id in suggestion.also_serves:
            directness = _ALSO
        else:
            # Related needs are listed with the most helpful first; the further down, the looser.
            places = [place for place, id_ in enumerate(heard.need.related) if id_ in suggestion.serves]
            directness = _RELATED * _LOOSER ** places[0] if places else 0.0
        best = max(best, heard.certainty * _LATER**turn * directness)
    return best * _FIT[suggestion.verdict] * _BURDEN**suggestion.burden


def _draw(id_: str, on: date) -> str:
    return sha256(f"{on.isoformat()}:{id_}".encode()).hexdigest()
