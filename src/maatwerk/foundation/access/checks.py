"""Before the program starts: policies with a fault let nobody in, so they do not start at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

from maatwerk.foundation.access.engine.policies import PolicyError


@register
def policies_can_be_used(**_: Any) -> Sequence[CheckMessage]:
    from maatwerk.foundation.access.policy import rules

    try:
        rules()
    except PolicyError as fault:
        return [Error(f"policies: {each}", id="access.E001") for each in str(fault).splitlines()]
    return []
