"""Roles of people who work here. What a role may is said by each page (`StaffView.roles`) and held by one table in
tests/architecture/test_staff_pages.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do besides their own work. A role opens no file of a resident."""

    EDITOR = "redacteur"
    ADMINISTRATOR = "beheerder"
    CLERK = "post"


@dataclass(frozen=True)
class StaffMember:
    """Somebody at work, as pages and actions get them. `municipality` is its slug; `teams` are ids."""

    id: int
    name: str
    organisation: int
    organisation_name: str
    municipality: str
    teams: frozenset[int] = frozenset()
    roles: frozenset[Role] = field(default_factory=frozenset)

    def may(self, roles: Iterable[Role]) -> bool:
        """Whether a page for these roles is theirs; a page that names none is for everybody at work."""
        wanted = frozenset(roles)
        return not wanted or bool(wanted & self.roles)


# How a session was signed in, as django-allauth notes it: a second factor or passkey, or the organisation's own log-in,
# which answers for its own second factor. A password alone opens nothing.
_STRONG = {"mfa", "socialaccount"}


def is_strong(methods: Iterable[dict[str, object]]) -> bool:
    """Whether somebody who signed in with these methods is known well enough to work here."""
    return any(method.get("method") in _STRONG for method in methods)
