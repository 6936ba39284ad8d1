"""Services for tests: one that is as plain as can be, changed as a test needs it."""

from __future__ import annotations

from datetime import date
from typing import Any

from maatwerk.knowledge.directory import Service
from maatwerk.knowledge.directory.feeding import Words

TODAY = date(2026, 11, 22)
WORDS = Words(
    {"schulden": "financien", "eenzaam": "sociaal_netwerk"},
    {"nl": {"schulden": "Ik heb schulden"}, "en": {"schulden": "I have debts"}},
)


def text(nl: str, en: str = "English") -> dict[str, str]:
    return {"nl": nl, "en": en}


def service(needs: tuple[str, ...] = ("schulden",), checked: str = "2026-11-01", **changes: Any) -> Service:
    """A service in the raw values of a content file, with Dutch keys."""
    values: dict[str, Any] = {
        "naam": text("Hulp bij geld", "Help with money"),
        "organisatie": "Stichting Voorbeeld",
        "samenvatting": text("Wij kijken met u mee."),
        "waarom": text("Samen is het lichter."),
        "behoeften": list(needs),
        "telefoon": "14 0999",
        "kosten": text("Gratis."),
        "volgende_stap": {"niet_digitaal": text("Bel ons.")},
        "bron": {"naam": "verzonnen", "datum": checked, "zekerheid": "hoog"},
    }
    return Service.model_validate(values | changes)
