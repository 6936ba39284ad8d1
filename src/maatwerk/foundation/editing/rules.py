"""What a change of content is, without a database. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from maatwerk.foundation.content import HIDDEN


class Refusal(StrEnum):
    """Why a step is not taken."""

    NO_SUCH_KIND = "no such kind"
    TAKEN = "somebody is at it already"
    GONE = "there is no such draft"
    NOT_THEIRS = "this is not theirs to change"
    OTHER_STATE = "the draft is in another state"
    OWN_WORK = "who wrote it cannot approve it"
    CHANGED_MEANWHILE = "another version was published meanwhile"
    NO_REASON = "a refusal says why"
    FAULTY = "the content is faulty"


def changed_keys(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> set[str]:
    """The keys of an entry that have another value; nothing is an entry without keys."""
    one, other = before or {}, after or {}
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def overlay_with(
    overlay: Mapping[str, Mapping[str, Any]], kind: str, entry: str, data: Mapping[str, Any] | None
) -> dict[str, dict[str, Any]]:
    """The overlay with other values for one entry; None takes it out."""
    changed = {name: dict(entries) for name, entries in overlay.items()}
    if data is not None:
        changed.setdefault(kind, {})[entry] = data
    elif entry in changed.get(kind, {}):
        del changed[kind][entry]
        if not changed[kind]:
            del changed[kind]
    return changed


def is_hidden(data: Mapping[str, Any] | None) -> bool:
    """Whether these values say that the entry below is not to be shown."""
    return data is not None and dict(data) == HIDDEN
