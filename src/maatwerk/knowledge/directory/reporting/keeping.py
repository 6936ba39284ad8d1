"""How long the address of who made a report is kept: until they were told, and never longer than a year."""

from __future__ import annotations

from maatwerk.foundation.access.register import EventKind, Retention
from maatwerk.foundation.access.retention.keeping import Kept
from maatwerk.knowledge.directory.reporting.models import Reporter

TERM = Retention.model_validate(
    {
        "vanaf": {"nl": "de dag dat u de fout meldde", "en": "the day you reported the mistake"},
        "vanaf_soort": EventKind.WRITTEN,
        "maanden": 12,
        "gekozen": {
            "nl": "Wij wissen uw adres als u antwoord kreeg. Ook zonder antwoord wissen wij het na 1 jaar.",
            "en": "We erase your address when you got an answer. Without an answer we erase it after 1 year.",
        },
    }
)

KEPT = (Kept(Reporter, "reporter", ("reported_at",), term=TERM),)
