"""Reasons that every advisor gives in the same words."""

from __future__ import annotations

from collections.abc import Collection

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice.values import Situation


def helps_with(situation: Situation, serves: Collection[str]) -> Text | None:
    """Which heard need this is for; None when it is only for a related one, which nobody mentioned."""
    need = next((heard.need for heard in situation.needs if heard.need.id in serves), None)
    return Text(nl=f"Dit helpt bij: {need.text.nl}.", en=f"This helps with: {need.text.en}.") if need else None


def wanted_needs(situation: Situation) -> set[str]:
    """The ids of all heard needs and of those whose help also serves them."""
    return {need for heard in situation.needs for need in (heard.need.id, *heard.need.related)}
