"""Open the files of one import and read what stands in them, one service at a time.

A file is JSON when it begins as JSON, else CSV; what it is called does not matter. However large a file is, one service
of it is in memory.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from maatwerk.foundation.content import Text
from maatwerk.knowledge.directory.importing import columns, saying
from maatwerk.knowledge.directory.importing.json_stream import JsonStream, is_clean
from maatwerk.knowledge.directory.importing.limits import LARGEST_FILE, LARGEST_ROW, MOST_ROWS
from maatwerk.knowledge.directory.importing.saying import UnreadableError

_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")  # zip and xlsx, gzip, old Office
_OTHER_UNICODE = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 1024  # bytes at the beginning


@dataclass(frozen=True)
class Found:
    """One row of an import. `raw` is an object of HSDS, `cells` a row of our own CSV; with a `fault` it is neither."""

    number: int
    raw: dict[str, Any] | None = None
    cells: dict[str, str] | None = None
    fault: Text | None = None


def files_in(places: Sequence[Path]) -> list[Path]:
    """The files that together are one import: those named, and of a folder every JSON and CSV file by name. Raises
    UnreadableError."""
    files = []
    for place in places:
        inside = place.iterdir() if place.is_dir() else [place]
        ends = (".json", ".jsonl", ".ndjson", ".csv")
        files += sorted(each for each in inside if not place.is_dir() or each.name.casefold().endswith(ends))
    if not files:
        raise UnreadableError(saying.NOTHING_THERE)
    try:
        if sum(each.stat().st_size for each in files) > LARGEST_FILE:
            raise UnreadableError(saying.TOO_LARGE)
    except OSError as error:
        raise UnreadableError(saying.NOT_OPENED) from error
    return files


def fingerprint_of(files: Sequence[Path]) -> str:
    """Tells what is in these files apart from anything else. Raises UnreadableError."""
    told = sha256()
    try:
        for each in files:
            with each.open("rb") as file:
                while chunk := file.read(1 << 20):
                    told.update(chunk)
    except OSError as error:
        raise UnreadableError(saying.NOT_OPENED) from error
    return told.hexdigest()


def read(files: Sequence[Path]) -> Iterator[Found]:
    """Every row of these files, numbered on. Raises UnreadableError, also at the end: where pages say that there is
    more than was given, nothing may be taken for gone."""
    number, total, from_json = 0, 0, 0
    for path in files:
        with _opened(path) as (file, is_json):
            if is_json:
                stream = JsonStream(file)
                for piece in stream:
                    number, from_json = number + 1, from_json + 1
                    _require_few(number)
                    yield _found(number, piece.raw, piece.fault)
                total = max(total, stream.total or 0)
            else:
                for cells, fault in _csv(file):
                    number += 1
                    _require_few(number)
                    yield Found(number, None, cells, fault)
    if number == 0:
        raise UnreadableError(saying.NOTHING_THERE)
    if from_json < total:
        raise UnreadableError(saying.only_part(from_json, total))


def _found(number: int, raw: Any, fault: Text | None) -> Found:
    if not isinstance(raw, dict):
        return Found(number, fault=fault or saying.NO_SERVICE)
    return Found(number, raw=raw, fault=fault)


def _require_few(number: int) -> None:
    if number > MOST_ROWS:
        raise UnreadableError(saying.TOO_MANY)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[TextIO, bool]]:
    """The text of a file, and whether it is JSON. Raises UnreadableError, also for what is read later."""
    try:
        with path.open("rb") as file:
            begin = file.peek(_LOOKED_AT)[:_LOOKED_AT]
            if begin.startswith(_PACKED):
                raise UnreadableError(saying.PACKED)
            if begin.startswith(_OTHER_UNICODE):
                raise UnreadableError(saying.NO_UTF8)
            is_json = begin.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
            yield _text(file), is_json
    except OSError as error:
        raise UnreadableError(saying.NOT_OPENED) from error
    except UnicodeDecodeError as error:
        raise UnreadableError(saying.NO_UTF8) from error


def _text(file: BufferedReader) -> TextIO:
    return TextIOWrapper(file, encoding="utf-8-sig", newline="")


def _csv(file: TextIO) -> Iterator[tuple[dict[str, str] | None, Text | None]]:
    """The cells of each row by column, or what is wrong with it. Rows without anything in them do not count."""
    lines = _lines(file)
    head = next(lines, "")
    delimiter = ";" if head.count(";") > head.count(",") else ","
    names = _columns(head, delimiter)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if any(cells[len(names) :]):
                yield None, saying.TOO_MANY_CELLS
                continue
            of_row = dict(zip(names, cells, strict=False))
            yield of_row, None if all(is_clean(cell) for cell in cells) else saying.BAD_CHARACTERS
    except csv.Error as error:
        raise UnreadableError(saying.no_csv(reader.line_num + 1)) from error


def _columns(head: str, delimiter: str) -> list[str]:
    """The columns of a file. A column that is not known is refused: what stands in it would be lost without a word."""
    try:
        [row] = csv.reader([head], delimiter=delimiter, strict=True)
    except (csv.Error, ValueError) as error:
        raise UnreadableError(saying.no_csv(1)) from error
    names = [name.strip().casefold() for name in row]
    while names and not names[-1]:  # a spreadsheet leaves empty columns at the end
        names.pop()
    for wrong, told in (
        ([name for name in columns.REQUIRED if name not in names], saying.columns_missing),
        ([name for name in names if name not in columns.known()], saying.columns_unknown),
        ([name for name in names if names.count(name) > 1], saying.columns_twice),
    ):
        if wrong:
            raise UnreadableError(told(", ".join(f"‘{name[:40]}’" for name in dict.fromkeys(wrong[:10]))))
    return names


def _lines(file: TextIO) -> Iterator[str]:
    number = 0
    while line := file.readline(LARGEST_ROW + 1):
        number += 1
        if len(line) > LARGEST_ROW:
            raise UnreadableError(saying.row_too_large(number))
        yield line
