"""Which pages of the menu somebody at work may open."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from maatwerk.foundation.people.rules import StaffMember


def items_of(me: StaffMember) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """What stands in the menu of somebody: items that have a page for them, each with those pages. One of which they
    have a single page is called as that page."""
    found = []
    for label, pages in settings.STAFF_NAVIGATION:
        mine = [(name, tab) for name, tab, roles in pages if me.may(roles)]
        if mine:
            found.append((label if len(mine) > 1 else mine[0][1], mine))
    return found


def home_of(me: StaffMember) -> str:
    """The name of the page where somebody begins: the first of their menu, or their account where they have none."""
    return next((pages[0][0] for _label, pages in items_of(me)), "people:my_account")
