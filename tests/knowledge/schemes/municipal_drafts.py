"""A scheme of Duinstad that Eva is changing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maatwerk.foundation.editing import queries
from tests.foundation.editing.changes import draft_of, raw

KIND, SCHEME = "municipal-schemes", "meedoen"
SINCE = "2026-01-01"


def changed(**rules: Any) -> dict[str, Any]:
    """The scheme with other rules from 2026 on."""
    data = raw(KIND, SCHEME)
    versions = data["versies"]
    return data | {"versies": versions | {SINCE: versions[SINCE] | rules}}


def a_draft() -> Mapping[str, Any]:
    """With a lower limit and higher amounts."""
    open_ = queries.open_draft("duinstad", KIND, SCHEME)
    return {"id": (open_ or draft_of(changed(inkomensgrens={"percentage": "110"}), KIND, SCHEME)).pk}


def rules_of_a_draft() -> Mapping[str, Any]:
    return {**a_draft(), "day": SINCE}
