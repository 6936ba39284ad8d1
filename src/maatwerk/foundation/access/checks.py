"""Before the program starts: policies with a fault let nobody in, so they do not start at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

from maatwerk.foundation.access.connections import NotConnectedError, connections
from maatwerk.foundation.access.engine.policies import PolicyError


@register
def policies_can_be_used(**_: Any) -> Sequence[CheckMessage]:
    from maatwerk.foundation.access.policy import misspelt, rules

    try:
        rules()
        found = misspelt(connections().register(""))
    except PolicyError as fault:
        found = str(fault).splitlines()
    except NotConnectedError:
        found = []  # a project that uses this room without our composition root
    return [Error(f"policies: {each}", id="access.E001") for each in found]
