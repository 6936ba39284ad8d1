"""What an answer changed: which suggestions fit now that did not, and the other way round. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maatwerk.knowledge.advice import Suggestion, Verdict


@dataclass(frozen=True)
class Change:
    """The suggestions that got this verdict, and had another one before."""

    verdict: Verdict
    suggestions: tuple[Suggestion, ...]


def changes(before: Iterable[Suggestion], after: Iterable[Suggestion]) -> tuple[Change, ...]:
    """Every verdict that something got, best first; empty when all is as it was.

    What is not in a list does not fit there.
    """
    then = {(one.kind, one.id): one for one in before}
    now = {(one.kind, one.id): one for one in after}
    found: dict[Verdict, list[Suggestion]] = {verdict: [] for verdict in Verdict}
    for key, one in (now | {key: one for key, one in then.items() if key not in now}).items():
        was = then[key].verdict if key in then else Verdict.DOES_NOT_FIT
        is_ = one.verdict if key in now else Verdict.DOES_NOT_FIT
        if was is not is_:
            found[is_].append(one)
    return tuple(Change(verdict, tuple(them)) for verdict, them in found.items() if them)
