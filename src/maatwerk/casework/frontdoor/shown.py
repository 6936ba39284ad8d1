"""What of an answer is shown: which needs are said, offered or asked about, and which suggestions. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from maatwerk.casework.frontdoor.door import Answer, Question, clearly
from maatwerk.knowledge.advice import Need, Suggestion, Verdict

MOST_SAID = 5  # needs that can be taken in at a glance
MOST_CHOICES = 3
MOST_SHOWN = 5  # the best over all kinds; the rest stands per kind


@dataclass(frozen=True)
class Choice:
    """One answer to "what do you mean most?"; whoever gives it did not mean the `others` (ids of needs)."""

    need: Need
    others: tuple[str, ...]


@dataclass(frozen=True)
class Understood:
    """`said` are the needs the page says it heard, what was picked first; `offered` those it only asks about.

    `choices` are there when one had better ask. `all` holds the ids of every need, for who meant none of them.
    """

    said: tuple[Need, ...]
    offered: tuple[Need, ...]
    choices: tuple[Choice, ...]
    all: tuple[str, ...]


def understood(question: Question, answer: Answer) -> Understood:
    """What to say, what to offer and whether to ask, for this answer to this question."""
    needs = answer.needs
    picked = [heard.need for heard in needs if heard.need.id in question.picked]
    clear = [heard.need for heard in clearly(needs) if heard.need not in picked]
    said = (*picked, *clear[: max(0, MOST_SAID - len(picked))])
    first = [heard.need for heard in needs[:MOST_CHOICES]]
    choices = tuple(Choice(need, tuple(other.id for other in first if other is not need)) for need in first)
    asks = not answer.sure and len(first) > 1
    return Understood(
        said=said,
        offered=() if asks else tuple(heard.need for heard in needs if heard.need not in said),
        choices=choices if asks else (),
        all=tuple(heard.need.id for heard in needs),
    )


def in_sight(answer: Answer) -> tuple[Suggestion, ...]:
    """The suggestions, best first, without those that stand on top as urgent help."""
    on_top = {help_.id for help_ in answer.urgent_help}
    return tuple(one for one in answer.suggestions if one.verdict is Verdict.DOES_NOT_FIT or one.id not in on_top)
