"""The policies as somebody reads them who watches over privacy: each with its sentence, its law, its own text, and the
relations it rests on. Made from what the gate uses, so it cannot say anything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from maatwerk.foundation.access.engine.policies import Policy
from maatwerk.foundation.access.policy import rules
from maatwerk.foundation.access.relations import RELATIONS
from maatwerk.foundation.gate.levels import Level


@dataclass(frozen=True)
class Rests:
    """One relation that a policy looks at: its name in the text, and what it holds."""

    name: str
    means: str


@dataclass(frozen=True)
class Explained:
    """One policy for a page. `only_that` says that it gives no more than that something is there."""

    id: str
    permits: bool
    only_that: bool
    sentence: str
    law: str
    text: str
    rests_on: tuple[Rests, ...]


def explained() -> list[Explained]:
    """All policies, in the order of the text, in the language of the page."""
    english = (get_language() or "nl").startswith("en")
    return [_explained(policy, english) for policy in rules().policies]


def sentences(english: bool = False) -> Mapping[str, str]:
    """By the id of a policy, the sentence that says it; for who shows what was decided."""
    return {policy.id: policy.why_en if english else policy.why for policy in rules().policies}


def _explained(policy: Policy, english: bool) -> Explained:
    return Explained(
        id=policy.id,
        permits=policy.permits,
        only_that=policy.actions == {Level.THAT},
        sentence=policy.why_en if english else policy.why,
        law=policy.law,
        text=policy.text,
        rests_on=tuple(Rests(name, str(RELATIONS[name].means)) for name in policy.relations if name in RELATIONS),
    )
