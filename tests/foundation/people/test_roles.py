"""What a role opens, and what it closes."""

from __future__ import annotations

import pytest

from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.people.web.labels import LABELS, NAMES


def somebody(*roles: Role) -> StaffMember:
    return StaffMember(1, "Iemand", 2, "Ergens", "duinstad", roles=frozenset(roles))


def test_a_page_without_roles_is_for_everybody_at_work_and_not_for_who_comes_from_outside() -> None:
    assert somebody().may(())
    assert somebody(Role.EDITOR).may(())
    assert not somebody(Role.OWNER).may(())
    assert somebody(Role.OWNER).may((), outsiders=True)


@pytest.mark.parametrize("role", Role)
def test_a_page_with_a_role_is_for_who_has_it(role: Role) -> None:
    assert somebody(role).may({role})
    assert not somebody(*(set(Role) - {role})).may({role})
    assert not somebody(*(set(Role) - {role})).may({role}, outsiders=True)


def test_a_second_role_does_not_open_what_owners_may_not_see() -> None:
    """Who also works with residents has a second account, so that a session of one never is that of the other."""
    assert not somebody(Role.OWNER, Role.EDITOR).may(())
    assert somebody(Role.OWNER, Role.EDITOR).may({Role.EDITOR})


def test_every_role_has_words() -> None:
    assert LABELS.keys() == set(Role) == NAMES.keys()
