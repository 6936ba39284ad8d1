"""A copy as files for a computer: JSON, and a table for each part as CSV. Pure."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime

from maatwerk.casework.rights.copy import Copy, columns, tables

# OWASP, CSV Injection: a cell that begins with one of these may be carried out by a spreadsheet. Also in the wide forms
# that some programs read as the same, and after what shows nothing.
_CARRIED_OUT = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_BOM = "\ufeff"  # by which spreadsheets see that it is UTF-8


def as_json(copy: Copy) -> bytes:
    """JSON in UTF-8 that fits `docs/contracts/copy.schema.json`."""
    return copy.model_dump_json(indent=2).encode()


def as_csv(copy: Copy) -> bytes:
    """A zip with a file for each table: UTF-8, `;` between the cells as spreadsheets here expect, all cells in quotes.

    A cell that a spreadsheet could carry out gets a `'` in front; the JSON has what was really written.
    """
    packed = io.BytesIO()
    moment = copy.file.made_at.timetuple()[:6]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, kind, rows in tables(copy):
            head = columns(kind)
            lines = ((value for value in row.model_dump().values()) for row in rows)
            info = zipfile.ZipInfo(f"{name}.csv", moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, _table(head, lines))
    return packed.getvalue()


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (_BOM + text.getvalue()).encode()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case date() | datetime():
            return value.isoformat()
        case _:
            text = str(value)
            return f"'{text}" if _CARRIED_OUT.match(text) else text
