"""Entries of the map as the tests of its owners and editors make them: brought in by an import, in Duinstad."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from maatwerk.foundation.editing import actions
from maatwerk.foundation.people.models import Organisation
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.feeding import Change, Row, feed
from maatwerk.knowledge.directory.owning import give
from maatwerk.knowledge.directory.shelf import Layer
from maatwerk.site.library import library
from maatwerk.site.listing import words_of
from tests.foundation.editing.changes import at_work
from tests.staff import add_worker

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
TODAY = date(2026, 11, 22)
KEY = "open_data_buurtkamer"
OTHER = "open_data_repaircafe"

# What a source might send. `waarom` is longer than we would write it ourselves.
RAW: Mapping[str, Any] = {
    "naam": {"nl": "Buurtkamer De Haven", "en": "Neighbourhood room De Haven"},
    "organisatie": "Stichting De Haven",
    "samenvatting": {"nl": "Een huiskamer in de buurt.", "en": "A living room in the neighbourhood."},
    "waarom": {
        "nl": "Er is altijd iemand om mee te praten en u kunt er zo binnenlopen zonder dat u daarvoor een afspraak "
        "hoeft te maken of ergens lid van moet zijn.",
        "en": "There is always somebody to talk to.",
    },
    "behoeften": ["eenzaam"],
    "telefoon": "000-111 22 33",
    "kosten": {"nl": "Gratis.", "en": "Free."},
    "volgende_stap": {"niet_digitaal": {"nl": "Loop binnen.", "en": "Walk in."}},
    "bron": {"naam": "Open data", "url": "https://example.org/kaart", "datum": "2026-11-01", "zekerheid": "middel"},
}


def service(**changes: Any) -> Service:
    return Service.model_validate({**RAW, **changes})


def bring(*rows: Row, origin: str = "open_data") -> Change:
    """What an import of Duinstad holds now."""
    return feed("duinstad", Layer.IMPORT, rows, words_of(library()), today=TODAY, origin=origin)


def two_entries() -> None:
    other = service(naam={"nl": "Repaircafé", "en": "Repair café"}, telefoon="000-999 88 77")
    bring(Row(KEY, service()), Row(OTHER, other))


def of_olga(key: str = KEY) -> None:
    """Eva says that the organisation of Olga answers for an entry."""
    give(at_work("eva"), key, add_worker("olga").organisation_id, TODAY)


def another_organisation() -> Organisation:
    return add_worker("ruben").organisation


def an_entry() -> Mapping[str, Any]:
    two_entries()
    of_olga()
    return {"key": KEY}


def publish(data: Mapping[str, Any] | None, key: str = KEY) -> None:
    """Eva writes it and Otto approves it."""
    draft = actions.start(at_work("eva"), "services", key, data, NOW)
    actions.propose(at_work("eva"), draft.pk, NOW)
    actions.approve(at_work("otto"), draft.pk, NOW)
