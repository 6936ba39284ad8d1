"""Reading the table in `who_may_open.md`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.personas import AT_HOME, AT_WORK

TEXT = (Path(__file__).parent / "who_may_open.md").read_text("utf-8")
OTHERS = "ieder ander"
OF_RESIDENTS = ("mijn:", "own:", "mydata:")  # how the names of pages of residents begin
# What holds on every page for people at work, and on every page of residents; said in the text above those tables.
ON_PAGES_OF_WORK = {"technisch": "403", "andere-gemeente": "403", "wachtwoord": "inloggen", "niemand": "inloggen"}
ON_PAGES_OF_RESIDENTS = {"technisch": "403", "wachtwoord": "403", "andere-inwoner": "inloggen", "niemand": "inloggen"}


@dataclass(frozen=True)
class Row:
    """One page. `shows` are the words that can stand on it, `cells` what each persona gets."""

    shows: frozenset[str]
    cells: Mapping[str, str]


@dataclass
class Table:
    """Everything that the text says. `reads` and `knows_of` give the words of each persona, `own` those in their own
    file; `everybody` are the pages that do not depend on who asks, with how they are."""

    rows: dict[str, Row] = field(default_factory=dict)
    everybody: dict[str, str] = field(default_factory=dict)
    reads: dict[str, frozenset[str]] = field(default_factory=dict)
    knows_of: dict[str, frozenset[str]] = field(default_factory=dict)
    own: dict[str, frozenset[str]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    personas: set[str] = field(default_factory=set)
    meanings: set[str] = field(default_factory=set)

    def expected(self, row: str, persona: str) -> frozenset[str]:
        """The words that this persona finds on this page."""
        page = self.rows[row]
        cell, _colon, exactly = page.cells[persona].partition(":")
        if exactly:
            return _names(exactly)
        if cell == "eigen":
            return self.own[persona]
        return page.shows & self.reads.get(persona, frozenset()) if cell in ("ziet", "fout") else frozenset()


def read() -> Table:
    """Raises AssertionError for what stands there twice."""
    table = Table()
    for header, lines in _tables(TEXT):
        if header[0] == "bladzijde" and header[1:] != ["hoe"]:
            _put(table.rows, {name: _row(name, header[1:], cells) for name, *cells in lines})
        elif header[0] == "bladzijde":
            _put(table.everybody, dict(lines))
        elif header == ["wie", "mag lezen", "mag alleen weten dat het er is"]:
            _put(table.reads, {who: _names(reads) for names, reads, _ in lines for who in _names(names)})
            _put(table.knows_of, {who: _names(knows) for names, _, knows in lines for who in _names(names)})
        elif header[0] == "in het eigen dossier van":
            _put(table.own, {who: _names(words) for names, words in lines for who in _names(names)})
        else:
            closed = {"woord in een vak": table.meanings, "wie": table.personas, "woord": table.words}
            closed[header[0]].update(line[0] for line in lines)
    return table


def _put[Value](into: dict[str, Value], new: Mapping[str, Value]) -> None:
    twice = into.keys() & new.keys()
    assert not twice, twice
    into.update(new)


def _row(name: str, columns: list[str], cells: list[str]) -> Row:
    shows = frozenset[str]()
    if columns[0] == "toont":
        (_, *columns), (first, *cells) = columns, cells
        shows = _names(first)
    said = {persona: cell for column, cell in zip(columns, cells, strict=True) for persona in _names(column)}
    others = said.pop(OTHERS)
    at_home = name.startswith(OF_RESIDENTS)
    always = ON_PAGES_OF_RESIDENTS if at_home else ON_PAGES_OF_WORK
    about, away = (AT_HOME, AT_WORK) if at_home else (AT_WORK, AT_HOME)
    assert said.keys() <= about.keys() - always.keys(), name
    return Row(shows, {**dict.fromkeys(away, "403"), **dict.fromkeys(about, others), **said, **always})


def _tables(text: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Every table: its header and its lines."""
    for block in text.split("\n\n"):
        lines = block.strip().splitlines()
        if lines and lines[0].startswith("|"):
            header, _line, *rest = ([cell.strip() for cell in line[1:-1].split("|")] for line in lines)
            yield header, rest


def _names(cell: str) -> frozenset[str]:
    return frozenset(name.strip() for name in cell.split(",") if name.strip())
