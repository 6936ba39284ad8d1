"""The registers and counts as plain values, for JSON and CSV. The keys are Dutch, the texts in the language asked for.
Nothing here is about a person."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from maatwerk.foundation.access.register import Category, Law, Purpose, Retention
from maatwerk.foundation.access.watching.counts import most
from maatwerk.foundation.access.watching.processing import MEASURES, TRANSFERS, Activity, Recipient

type Row = dict[str, Any]


def purpose_row(id_: str, purpose: Purpose, language: str) -> Row:
    return {
        "id": id_,
        "naam": purpose.name.in_(language),
        "uitleg": purpose.explanation.in_(language),
        "soort": purpose.kind.value,
        "grondslag": f"AVG artikel 6 lid 1 onder {purpose.ground}",
        "wetten": [str(law) for law in purpose.laws],
        "uitzondering": str(purpose.special) if purpose.special else "",
        "ondanks_beperking": str(purpose.despite) if purpose.despite else "",
        "categorieen": list(purpose.categories),
        "met_toestemming": list(purpose.with_consent),
        "ook_van": {origin: list(reuse.categories) for origin, reuse in purpose.reuse.items()},
        "partijen": [party.value for party in purpose.parties],
        "bewaren": retention_row(purpose.retention, language),
        "inspraak": purpose.voice.in_(language),
        "sinds": purpose.since.isoformat() if purpose.since else "",
        "tot": purpose.until.isoformat() if purpose.until else "",
    }


def category_row(id_: str, category: Category, language: str) -> Row:
    return {
        "id": id_,
        "naam": category.name.in_(language),
        "uitleg": category.explanation.in_(language),
        "soort": category.kind.value,
        "gebied": category.area.value,
        "verborgen": "ja" if category.hidden else "nee",
    }


def retention_row(retention: Retention, language: str) -> Row:
    why = str(retention.law) if retention.law else retention.chosen.in_(language) if retention.chosen else ""
    return {"maanden": retention.months, "vanaf": retention.event.in_(language), "waarom": why}


def activity_row(activity: Activity, language: str) -> Row:
    """With what AVG art. 30 lid 1 asks for, a to g, in that order."""
    return {
        "id": activity.id,
        "verwerkingsverantwoordelijken": list(activity.controllers),
        "doel": activity.purpose.name.in_(language),
        "uitleg": activity.purpose.explanation.in_(language),
        "wetten": [str(law) for law in activity.purpose.laws],
        "betrokkenen": [each.in_(language) for each in activity.people],
        "gegevens": [each.name.in_(language) for each in activity.categories.values()],
        "ontvangers": [_recipient_row(each, language) for each in activity.recipients],
        "doorgifte": TRANSFERS.in_(language),
        "bewaren": retention_row(activity.purpose.retention, language),
        "beveiliging": [each.in_(language) for each in MEASURES],
    }


def _recipient_row(recipient: Recipient, language: str) -> Row:
    law: Law | None = recipient.law
    return {
        "doel": recipient.purpose.in_(language),
        "partijen": [party.value for party in recipient.parties],
        "gegevens": list(recipient.categories),
        "waarom": str(law) if law else "toestemming",
    }


def count_row(table: str, keys: Iterable[str], least: int) -> Row:
    """One published cell; `keys` are read in the order in which the table has them."""
    return {"tabel": table, "waarvan": " / ".join(keys), "minstens": least, "hooguit": most(least)}


def as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """With a line of headings; what holds several things is one cell, with a semicolon between. Starts with a byte
    order mark, by which spreadsheets see that it is UTF-8."""
    rows = list(rows)
    written = io.StringIO()
    writer = csv.writer(written)
    if rows:
        writer.writerow(rows[0])
        writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return "\ufeff" + written.getvalue()


def _cell(value: Any) -> str:
    text = _text(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text  # a spreadsheet would work it out


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_text(each)}" for name, each in value.items())
    if isinstance(value, list):
        return "; ".join(f"({_text(each)})" if isinstance(each, Mapping) else _text(each) for each in value)
    return str(value)
