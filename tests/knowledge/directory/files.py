"""Files as a source would send them: one good row of each form, to be changed by a test."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from maatwerk.knowledge.directory.hsds.terms import Taxonomy, term

CSV_ROW = {
    "id": "taalcafe-1",
    "naam": "Taalcafé",
    "naam_en": "Language café",
    "organisatie": "Buurthuis De Brug",
    "samenvatting": "U oefent hier de taal.",
    "samenvatting_en": "You practise the language here.",
    "waarom": "Samen praten helpt.",
    "waarom_en": "Talking together helps.",
    "behoeften": "eenzaam",
    "kosten": "Gratis.",
    "kosten_en": "Free.",
    "stap_niet_digitaal": "Loop binnen op dinsdag.",
    "stap_niet_digitaal_en": "Walk in on Tuesday.",
    "bron": "lijst van de gemeente",
    "gezien_op": "2026-10-01",
    "zekerheid": "hoog",
}


def csv_row(**changes: str) -> dict[str, str]:
    """A good row, with these cells instead."""
    return CSV_ROW | changes


def csv_file(
    path: Path, rows: Iterable[dict[str, str]], delimiter: str = ",", ends: str = "\n", encoding: str = "utf-8"
) -> Path:
    """A file with these rows; its columns are those that any of them has."""
    rows = list(rows)
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    quoted = csv.QUOTE_ALL if ends == "\r" else csv.QUOTE_MINIMAL  # which knows no lines but its own
    writer = csv.DictWriter(text, names, delimiter=delimiter, lineterminator=ends, quoting=quoted)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def json_file(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def hsds(number: int, **changes: Any) -> dict[str, Any]:
    """A full service of HSDS 3.0 as another source would send it, without our profile."""
    organisation = f"{number:08x}-0000-4000-8000-00000000000b"
    need = {
        "id": f"{number:08x}-0000-4000-8000-00000000000c",
        "taxonomy_term": term(Taxonomy.NEEDS, "eenzaam"),
    }
    return {
        "id": f"{number:08x}-0000-4000-8000-00000000000a",
        "name": f"Dienst {number}",
        "description": "U ontmoet hier andere mensen.",
        "status": "active",
        "fees_description": "Gratis.",
        "assured_date": "2026-10-01",
        "organization": {"id": organisation, "name": "Stichting De Brug", "description": "Een buurthuis."},
        "phones": [{"id": f"{number:08x}-0000-4000-8000-00000000000d", "number": "000-111 22 33"}],
        "attributes": [need],
    } | changes
