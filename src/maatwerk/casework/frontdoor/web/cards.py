"""Suggestions as cards, with the words that go with their kind and verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maatwerk.casework.frontdoor.changes import Change
from maatwerk.casework.frontdoor.web.amounts import in_words
from maatwerk.knowledge.advice import Kind, Suggestion, Verdict

NEAR_BY = 0.1  # kilometres; what is less far is near
MOST_NAMED = 3  # suggestions that a line names; the rest is counted

_ICONS = {
    Kind.SCHEME: "geld", Kind.SERVICE: "hulp", Kind.TECHNOLOGY: "techniek", Kind.PEOPLE: "mensen",
    Kind.SELF_HELP: "hand", Kind.APPROACH: "weegschaal",
}  # fmt: skip


def card_of(suggestion: Suggestion, near: str = "") -> dict[str, Any]:
    """A suggestion for card.html. `near` names the place from which its distance was counted."""
    verdicts = {
        "past": _("Past bij uw vraag"), "past_als": _("Past, als u iets regelt"),
        "onzeker": _("Past misschien"), "past_niet": _("Past nu niet"),
    }  # fmt: skip
    only_calling = suggestion.phone and suggestion.next_step.without_computer.nl == f"Bel {suggestion.phone}."
    return {
        "it": suggestion,
        "kind": kind_in_words(suggestion.kind),
        "icon": _ICONS.get(suggestion.kind, "goed"),
        "amount": in_words(suggestion.amount) if suggestion.amount else "",
        "distance": _how_far(suggestion.kilometres, near) if suggestion.kilometres is not None else "",
        "verdict": verdicts[suggestion.verdict],
        # A button that calls says it already.
        "step": suggestion.next_step.without_computer if not only_calling else None,
    }


def _how_far(kilometres: float, near: str) -> str:
    if kilometres < NEAR_BY:
        return _("Dichtbij")
    return _("Ongeveer %(number)s kilometer van %(place)s") % {"number": localize(round(kilometres, 1)), "place": near}


def kind_in_words(kind: Kind) -> str:
    return {
        "regeling": _("Regeling"), "hulp": _("Hulp"), "techniek": _("Techniek voor thuis"), "mensen": _("Mensen"),
        "zelf": _("Zelf doen"), "app": _("App"), "aanpak": _("Aanpak"),
    }[kind]  # fmt: skip


def per_kind(suggestions: Iterable[Suggestion], near: str = "") -> list[tuple[str, list[dict[str, Any]]]]:
    """The cards of each kind under its name. The kind of the best one comes first; within a kind the order stays."""
    groups: dict[Kind, list[Suggestion]] = {}
    for suggestion in suggestions:
        groups.setdefault(suggestion.kind, []).append(suggestion)
    return [(kind_in_words(kind), [card_of(one, near) for one in them]) for kind, them in groups.items()]


def in_lines(changed: Sequence[Change], language: str) -> list[str]:
    """A line for each verdict that something got, with the names of what got it."""
    return [f"{_counted(change)}: {_named(change.suggestions, language)}." for change in changed]


def _counted(change: Change) -> str:
    number = len(change.suggestions)
    words = {
        Verdict.FITS: ngettext("%(number)s ding past nu", "%(number)s dingen passen nu", number),
        Verdict.FITS_IF: ngettext(
            "%(number)s ding past als u iets regelt", "%(number)s dingen passen als u iets regelt", number
        ),
        Verdict.UNSURE: ngettext("%(number)s ding past misschien", "%(number)s dingen passen misschien", number),
        Verdict.DOES_NOT_FIT: ngettext("%(number)s ding past niet meer", "%(number)s dingen passen niet meer", number),
    }[change.verdict]
    return words % {"number": number}


def _named(suggestions: Sequence[Suggestion], language: str) -> str:
    names = ", ".join(one.title.in_(language) for one in suggestions[:MOST_NAMED])
    rest = len(suggestions) - MOST_NAMED
    if rest <= 0:
        return names
    return _("%(names)s en nog %(number)s") % {"names": names, "number": rest}
