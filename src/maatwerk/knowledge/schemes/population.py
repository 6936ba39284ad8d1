"""Many households in a file, CSV or Parquet, read and written through DuckDB. docs/schemes-simulate.md has the columns.

A column is a fact by its key (`toetsingsinkomen`, `partner.vermogen`, `kind1.geboortedatum`, `kale_huur`); an empty
cell is unknown. Everything is refused whole: an unknown column, or a value that cannot be, with its row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts import Dictionary, FactError, FactKey, FactKind, Purpose
from maatwerk.knowledge.schemes.engine.ages import Truths, day_number
from maatwerk.knowledge.schemes.engine.households import PARTNER, Households
from maatwerk.knowledge.schemes.engine.rounding import Numbers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ID = "id"  # a column of this name is copied to what comes out
CHUNK = 100_000  # households at a time
MOST_NAMED = 10  # bad values that are named
_LONGEST_HEADER = 100_000  # characters
_MEMORY = "500MB"  # of DuckDB; what is more it lays on disk
_NUMERIC = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "FLOAT",
    "DOUBLE",
    "DECIMAL",
)
_BAD = "-1e300"  # stands for what could not be read, until its row is named
_KINDS = {PARTNER: "samenwonen", "kind": "aantal_kinderen", "medebewoner": "aantal_volwassenen"}


class RefusedError(ValueError):
    """The file cannot be used; `sentences` say why, one for every fault."""

    def __init__(self, *sentences: Text) -> None:
        self.sentences = sentences
        super().__init__("; ".join(each.en for each in sentences))


@dataclass(frozen=True)
class Population:
    """An open file of `size` households, on the day `on`. Rows are numbered from 1, the header not counted."""

    connection: DuckDBPyConnection
    keys: tuple[FactKey, ...]
    has_ids: bool
    size: int
    on: date
    dictionary: Dictionary

    def parts(self) -> Iterator[tuple[int, Households]]:
        """The households in parts, each with the number of rows before it. Raises RefusedError."""
        for start in range(0, self.size, CHUNK):
            read = self.connection.execute(
                "SELECT * EXCLUDE (id) FROM told WHERE rowid >= ? AND rowid < ?", [start, start + CHUNK]
            ).fetchnumpy()
            columns = {key: np.ma.filled(read[str(key)].astype(np.float64), np.nan) for key in self.keys}
            self._check(columns, start)
            size = min(CHUNK, self.size - start)
            yield start, Households(self.on, size, columns, _who_is_there(columns, size, start))

    def _check(self, columns: dict[FactKey, Numbers], start: int) -> None:
        faults: list[Text] = []
        for key, column in columns.items():
            wrong = _impossible(column, key, self.dictionary, self.on)
            for row in np.flatnonzero(wrong)[: MOST_NAMED - len(faults)]:
                faults.append(_bad_value(start + int(row) + 1, key))
        if faults:
            raise RefusedError(*faults)


@contextmanager
def opened(path: Path, on: date, dictionary: Dictionary) -> Iterator[Population]:
    """The households in a file. Raises RefusedError."""
    import duckdb

    with TemporaryDirectory(prefix="maatwerk-") as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": _MEMORY,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        with duckdb.connect(Path(folder) / "population.duckdb", config=settings) as connection:
            try:
                yield _read(connection, path, on, dictionary)
            except duckdb.Error as error:
                raise RefusedError(_unreadable(path)) from error


def write(population: Population, path: Path, schemes: list[str], verdicts: list[str]) -> None:
    """Write what was put in the table `outcome` (see `put`) to a file, CSV or Parquet by its name."""
    names = ", ".join(
        part
        for scheme in schemes
        for part in (
            f'(CASE "{scheme}.oordeel" {" ".join(f"WHEN {n} THEN {_quoted(v)}" for n, v in enumerate(verdicts))} END)'
            f' AS "{scheme}.oordeel"',
            f'"{scheme}.laagst"',
            f'"{scheme}.hoogst"',
        )
    )
    ids = "told.id, " if population.has_ids else ""
    how = "FORMAT parquet" if path.suffix == ".parquet" else "FORMAT csv, HEADER"
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        population.connection.execute(
            f"COPY (SELECT outcome.rij, {ids}{names} FROM outcome JOIN told ON told.rowid = outcome.rij - 1"  # noqa: S608
            f" ORDER BY outcome.rij) TO {_quoted(str(unfinished))} ({how})"
        )
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def put(population: Population, part: dict[str, NDArray[np.generic]]) -> None:
    """Keep what comes out of one part: `rij`, and of each scheme its verdict as a number and both amounts."""
    connection = population.connection
    connection.register("part", part)
    connection.execute("CREATE TABLE IF NOT EXISTS outcome AS SELECT * FROM part LIMIT 0")
    connection.execute("INSERT INTO outcome SELECT * FROM part")
    connection.unregister("part")


def _read(connection: DuckDBPyConnection, path: Path, on: date, dictionary: Dictionary) -> Population:
    if path.suffix not in (".csv", ".parquet") or not path.is_file():
        raise RefusedError(
            Text(nl="Kies een .csv of .parquet dat bestaat.", en="Choose a .csv or .parquet file that exists.")
        )
    if path.suffix == ".parquet":
        source = f"read_parquet({_quoted(str(path))})"
        described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608
        types = {name: type_ for name, type_, *_rest in described}
    else:
        source, types = _csv(path)
    # What stands in SQL is quoted, or an id of the dictionary.
    keys = tuple(_key(name, dictionary) for name in types if name != ID)
    has_ids = ID in types
    if not keys:
        raise RefusedError(Text(nl="Er is geen kolom met een gegeven.", en="There is no column with a fact."))
    read = [f'{_as_number(str(key), types[str(key)], key, dictionary)} AS "{key}"' for key in keys]
    columns = ", ".join(["id" if has_ids else "NULL AS id", *read])
    connection.execute(f"CREATE TABLE told AS SELECT {columns} FROM {source}")  # noqa: S608
    counted = connection.execute("SELECT count(*) FROM told").fetchone()
    return Population(connection, keys, has_ids, counted[0] if counted else 0, on, dictionary)


def _csv(path: Path) -> tuple[str, dict[str, str]]:
    """How to read a file of text, and its columns. Cells are between commas, or between semicolons as Dutch
    spreadsheets write them: the header says which. Nothing else is guessed."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline(_LONGEST_HEADER)
    except UnicodeDecodeError as error:
        raise RefusedError(_unreadable(path)) from error
    mark = ";" if ";" in header else ","
    names = next(csv.reader([header], delimiter=mark), [])
    if len(set(names)) != len(names):
        raise RefusedError(Text(nl="Een kolom staat er twee keer.", en="A column is there twice."))
    columns = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in names)
    how = f"auto_detect = false, header = true, delim = '{mark}', quote = '\"', escape = '\"', columns = {{{columns}}}"
    return f"read_csv({_quoted(str(path))}, {how})", dict.fromkeys(names, "VARCHAR")


def _key(name: str, dictionary: Dictionary) -> FactKey:
    try:
        key = dictionary.key(name)
    except FactError as error:
        raise RefusedError(error.sentence) from None
    if Purpose.SCHEMES not in dictionary[key.fact].purposes or str(key) != name:
        raise RefusedError(
            Text(
                nl=f"De kolom '{name}' gebruiken wij niet voor regelingen.",
                en=f"We do not use the column '{name}' for schemes.",
            )
        )
    return key


def _as_number(name: str, type_: str, key: FactKey, dictionary: Dictionary) -> str:
    """SQL that gives a column as the engine has it: NULL where empty, `_BAD` where it cannot be read."""
    fact = dictionary[key.fact]
    cell = f'"{name}"'
    if type_ == "VARCHAR":
        text = f"nullif(trim({cell}), '')"
        match fact.kind:
            case FactKind.YES_NO:
                yes, no = "('true', 'ja', '1')", "('false', 'nee', '0')"
                made = f"CASE WHEN lower({text}) IN {yes} THEN 1 WHEN lower({text}) IN {no} THEN 0 END"
            case FactKind.CHOICE:
                cases = " ".join(f"WHEN {_quoted(option)} THEN {n}" for n, option in enumerate(fact.options))
                made = f"CASE {text} {cases} END"
            case FactKind.DATE:
                made = (
                    f"CASE WHEN regexp_full_match({text}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') "
                    f"THEN date_diff('day', DATE '1970-01-01', TRY_CAST({text} AS DATE)) END"
                )
            case _:
                made = (
                    f"CASE WHEN regexp_full_match({text}, '-?[0-9]+([.][0-9]+)?') THEN TRY_CAST({text} AS DOUBLE) END"
                )
        return f"CASE WHEN {text} IS NOT NULL THEN coalesce(CAST({made} AS DOUBLE), {_BAD}) END"
    plain = type_.partition("(")[0]
    if fact.kind is FactKind.DATE and plain in ("DATE", "TIMESTAMP"):
        return f"CAST(date_diff('day', DATE '1970-01-01', CAST({cell} AS DATE)) AS DOUBLE)"
    if (fact.kind is FactKind.YES_NO and plain == "BOOLEAN") or (
        fact.kind not in (FactKind.DATE, FactKind.CHOICE) and plain in _NUMERIC
    ):
        return f"CAST({cell} AS DOUBLE)"
    raise RefusedError(
        Text(
            nl=f"De kolom '{name}' bevat waarden van een verkeerde soort.",
            en=f"The column '{name}' holds values of a wrong kind.",
        )
    )


def _impossible(column: Numbers, key: FactKey, dictionary: Dictionary, on: date) -> Truths:
    """Where a value lies outside what its fact can be; NaN is unknown, and fine."""
    fact = dictionary[key.fact]
    low, high = -np.inf, np.inf
    if fact.bounds:
        low, high = map(float, fact.bounds)
    elif fact.days:
        low, high = map(day_number, fact.days)
        high = min(high, day_number(on)) if key.fact == "geboortedatum" else high
    elif fact.kind is FactKind.YES_NO:
        low, high = 0.0, 1.0
    else:
        low = 0.0
    wrong: Truths = (column < low) | (column > high)
    if fact.kind in (FactKind.YES_NO, FactKind.AGE) or fact.unit == "aantal":
        wrong |= np.isfinite(column) & (column != np.floor(column))
    return wrong | np.isinf(column)


def _who_is_there(columns: dict[FactKey, Numbers], size: int, start: int) -> dict[str, Numbers]:
    """Per person whether they are there. A count says so; without its column, whoever has a value is there. Raises
    RefusedError where a row has values of somebody whom its count leaves out."""
    told_of: dict[str, Truths] = {}
    for key, column in columns.items():
        if key.subject:
            told_of[key.subject] = told_of.get(key.subject, np.zeros(size, bool)) | ~np.isnan(column)
    there: dict[str, Numbers] = {PARTNER: told_of.get(PARTNER, np.zeros(size, bool)).astype(float)}
    together = columns.get(FactKey("", _KINDS[PARTNER]))
    if together is not None:
        there[PARTNER] = np.where(there[PARTNER] == 1, np.where(np.isnan(together), 1.0, together), together)
        _refuse(told_of.get(PARTNER, np.zeros(size, bool)) & (together == 0), PARTNER, start)
    for kind in ("kind", "medebewoner"):
        counted = columns.get(FactKey("", _KINDS[kind]))
        if counted is not None and kind == "medebewoner":
            counted = np.maximum(0.0, counted - 1 - there[PARTNER])
        there |= _numbered(kind, counted, told_of, size, start)
    return there


def _numbered(
    kind: str, counted: Numbers | None, told_of: dict[str, Truths], size: int, start: int
) -> dict[str, Numbers]:
    named = [int(subject.removeprefix(kind)) for subject in told_of if subject.startswith(kind)]
    known = 0 if counted is None or np.isnan(counted).all() else int(np.nanmax(counted))
    unknown = counted is not None and bool(np.isnan(counted).any())
    there: dict[str, Numbers] = {}
    for number in range(1, max([known, int(unknown), *named]) + 1):
        subject = f"{kind}{number}"
        told = told_of.get(subject, np.zeros(size, bool))
        if counted is None:
            there[subject] = told.astype(float)
            continue
        _refuse(told & (counted < number), subject, start)
        unsaid = np.nan if number == 1 else 0.0
        exists = np.where(np.isnan(counted), unsaid, (counted >= number).astype(float))
        there[subject] = np.where(told, 1.0, exists)
    return there


def _refuse(rows: Truths, subject: str, start: int) -> None:
    if rows.any():
        fact = _KINDS[subject.rstrip("0123456789")]
        number = start + int(np.flatnonzero(rows)[0]) + 1
        raise RefusedError(
            Text(
                nl=f"Rij {number}: '{subject}' heeft gegevens, maar is volgens '{fact}' niet in huis.",
                en=f"Row {number}: '{subject}' has values, but is not there according to '{fact}'.",
            )
        )


def _bad_value(row: int, key: FactKey) -> Text:
    return Text(
        nl=f"Rij {row}: de waarde van '{key}' kan niet.", en=f"Row {row}: the value of '{key}' is not possible."
    )


def _unreadable(path: Path) -> Text:
    return Text(
        nl=f"'{path.name}' is niet te lezen, of het antwoord niet te schrijven.",
        en=f"'{path.name}' cannot be read, or the answer cannot be written.",
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
