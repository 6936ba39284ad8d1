"""Roles of people who work here. What a role may is said by each page (`StaffView.roles`) and held by one table in
tests/architecture/test_staff_pages.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """What somebody may do besides their own work. A role opens no file of a resident."""

    EDITOR = "redacteur"
    ADMINISTRATOR = "beheerder"
    CLERK = "post"
    PRIVACY_OFFICER = "privacy"  # functionaris gegevensbescherming, AVG art. 37-39
    SUPERVISOR = "toezicht"  # Wmo 2015 art. 6.1; hears of every emergency access
    STEWARD = "gegevensbeheer"  # answers questions about data; sees who asks, and who two are who may be one
    OWNER = "aanbieder"  # keeps the entries of their own organisation in the social map right, and sees nothing else


class Change(StrEnum):
    """What can happen to somebody at work, or to where they work."""

    INVITED = "uitgenodigd"
    INVITED_AGAIN = "opnieuw_uitgenodigd"
    ACCEPTED = "aangenomen"
    BOUND = "gekoppeld"
    CLOSED = "gesloten"
    ROLE_GIVEN = "rol_gegeven"
    ROLE_TAKEN = "rol_ingetrokken"
    TEAM_GIVEN = "team_gegeven"
    TEAM_TAKEN = "team_ingetrokken"
    ORGANISATION_ADDED = "organisatie_erbij"
    KIND_SET = "soort_gekozen"
    TEAM_ADDED = "team_erbij"


@dataclass(frozen=True)
class OrganisationLogIn:
    """The OpenID Connect log-in of one organisation. `municipality` and `organisation` are slugs, `name` is what stands
    on the button, `server` the issuer, `client` the id that the organisation gave this site."""

    municipality: str
    organisation: str
    name: str
    server: str
    client: str
    secret: str = field(repr=False)

    @property
    def id(self) -> str:
        """The name of this log-in in addresses and in what is bound to an account."""
        return f"{self.municipality}.{self.organisation}"


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

    def may(self, roles: Iterable[Role], outsiders: bool = False) -> bool:
        """Whether a page for these roles is theirs. A page that names none is for everybody at work; for owners of
        entries, who come from outside, only with `outsiders`."""
        wanted = frozenset(roles)
        return bool(wanted & self.roles) if wanted else outsiders or Role.OWNER not in self.roles


# How a session was signed in, as django-allauth notes it: a second factor or passkey, or the organisation's own log-in,
# which answers for its own second factor. A password alone opens nothing.
_STRONG = {"mfa", "socialaccount"}


def is_strong(methods: Iterable[dict[str, object]]) -> bool:
    """Whether somebody who signed in with these methods is known well enough to work here."""
    return any(method.get("method") in _STRONG for method in methods)


def is_about(subject: str, claims: Mapping[str, Any]) -> bool:
    """Whether everything an organisation's log-in sent is about `subject`. `claims` holds the `id_token`, and mostly
    `userinfo`, which only counts when it has the same subject (OpenID Connect Core 1.0, section 5.3.2)."""
    id_token, userinfo = claims.get("id_token") or {}, claims.get("userinfo") or {}
    return id_token.get("sub") == subject and userinfo.get("sub", subject) == subject


def verified_address(claims: Mapping[str, Any]) -> str:
    """The address that an organisation's log-in vouches for, in small letters; empty when it does not. `email_verified`
    has to be true itself: a text that says "true" is not, and neither is one that says "false"."""
    userinfo = claims.get("userinfo") or {}
    source = userinfo if "email" in userinfo else claims.get("id_token") or {}
    address = source.get("email")
    return address.strip().lower() if source.get("email_verified") is True and isinstance(address, str) else ""
