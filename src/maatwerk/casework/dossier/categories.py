"""Which kinds of data an entry of the file may be, for a purpose."""

from __future__ import annotations

from django.db.models import Q

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.register import SAFETY, Category, Purpose

OWN_WORDS = "verhaal"
STANDING_FOR, OWN_LOOK = "vertegenwoordiging", "inzage"

# What is kept by the rooms that know it; nobody writes it in a note.
_KEPT_ELSEWHERE = frozenset(
    {
        "identiteit",
        "bsn",
        "veilig_contact",
        "betrokkenheid",
        "toestemming",
        "vertegenwoordiging",
        "noodtoegang",
        "verzoek",
        "contactverzoek",
        OWN_WORDS,
    }
)


def purpose_called(municipality: str, purpose: str) -> Purpose:
    """Raises KeyError for a purpose that does not exist."""
    return connections().register(municipality).purposes[purpose]


def categories_for_notes(municipality: str, purpose: str) -> dict[str, Category]:
    """The categories that a note for this purpose may have, by id, in the order of the register. Own words have their
    own category and need no choice."""
    register = connections().register(municipality)
    allowed = register.purposes[purpose].categories
    return {id_: register.categories[id_] for id_ in allowed if id_ not in _KEPT_ELSEWHERE}


def not_kept_elsewhere(category: str) -> bool:
    """Whether it is about what somebody may write in a note, whatever for."""
    return category not in _KEPT_ELSEWHERE


def category_called(municipality: str, category: str) -> Category:
    return connections().register(municipality).categories[category]


def for_safety(municipality: str) -> Q:
    """Entries that put somebody in danger when another sees them: written for safety, or of a hidden kind."""
    hidden = [id_ for id_, each in connections().register(municipality).categories.items() if each.hidden]
    return Q(purpose=SAFETY) | Q(category__in=hidden)
