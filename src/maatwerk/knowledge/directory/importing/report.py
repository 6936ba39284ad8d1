"""What became of each row of a file, and of an import as a whole. Pure.

As JSON a report is kept with its import: `{"aantallen": {...}, "regels": [...], "verdwenen": [...], "meer": n}`. It has
the names of services, and sentences in both languages; nothing about a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from maatwerk.foundation.content import Text
from maatwerk.knowledge.directory.feeding import Change

KEPT_LINES = 2_000  # in a report that is kept; those that ask for a look first
_LONGEST = 120  # characters of an id or name in a report


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "nieuw"
    CHANGED = "gewijzigd"
    SAME = "gelijk"
    REFUSED = "geweigerd"


WARNED, MISSING, BACK = "gewaarschuwd", "verdwenen", "terug"  # counted beside the outcomes
COUNTED = (*Outcome, WARNED, MISSING, BACK)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: where it stood, its id and name as the file has them, and what is told of it. `key` is "" where the id
    cannot be read."""

    number: int
    ref: str
    name: str
    key: str
    outcome: Outcome
    told: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Gone:
    """An entry that was there before and is not in the file."""

    key: str
    name: str


@dataclass(frozen=True)
class Report:
    """`back` were asked about, and are in the file again."""

    lines: Sequence[Line]
    missing: Sequence[Gone] = ()
    back: int = 0

    @property
    def counts(self) -> dict[str, int]:
        found: Counter[str] = Counter(line.outcome.value for line in self.lines)
        found[WARNED] = sum(bool(line.told) and line.outcome is not Outcome.REFUSED for line in self.lines)
        found[MISSING], found[BACK] = len(self.missing), self.back
        return {name: found[name] for name in COUNTED}

    @property
    def changes_nothing(self) -> bool:
        counts = self.counts
        return not any(counts[name] for name in (Outcome.ADDED, Outcome.CHANGED, MISSING, BACK))


def settled(lines: Sequence[Line], change: Change, missing: Sequence[Gone]) -> Report:
    """The report once it is known what the rows change."""
    added, changed = set(change.added), set(change.changed)

    def outcome(line: Line) -> Outcome:
        if line.outcome is Outcome.REFUSED:
            return Outcome.REFUSED
        if line.key in added:
            return Outcome.ADDED
        return Outcome.CHANGED if line.key in changed else Outcome.SAME

    return Report([replace(line, outcome=outcome(line)) for line in lines], missing, len(change.back))


def as_json(report: Report, most: int | None = None) -> dict[str, Any]:
    """The report as it is kept or printed; with `most` no more lines than that, and those that ask for a look first."""
    lines = list(report.lines)
    if most is not None and len(lines) > most:
        lines = sorted(sorted(lines, key=_plainness)[:most], key=lambda line: line.number)
    missing = list(report.missing)[:most]
    return {
        "aantallen": report.counts,
        "regels": [_line(line) for line in lines],
        "verdwenen": [{"id": gone.key, "naam": gone.name} for gone in missing],
        "meer": len(report.lines) - len(lines) + len(report.missing) - len(missing),
    }


def _plainness(line: Line) -> int:
    if line.outcome is Outcome.REFUSED:
        return 0
    return 1 if line.told else 2 if line.outcome is not Outcome.SAME else 3


def _line(line: Line) -> dict[str, Any]:
    told = [{"nl": each.nl, "en": each.en} for each in line.told]
    return {"rij": line.number, "id": line.ref, "naam": line.name, "uitkomst": line.outcome.value, "redenen": told}


def shown(value: object) -> str:
    """An id or name from a file, fit for a report: short, and without what a terminal would carry out."""
    text = value if isinstance(value, str) else ""
    return "".join(each if each.isprintable() else " " for each in text[: _LONGEST * 2]).strip()[:_LONGEST]


def lines_as_text(kept: Mapping[str, Any], language: str) -> Iterator[str]:
    """The lines of a report that ask for a look, for a terminal."""
    for line in kept["regels"]:
        if line["redenen"] or line["uitkomst"] == Outcome.REFUSED:
            told = " ".join(each[language] for each in line["redenen"])
            yield f"{line['rij']}: {line['uitkomst']}: {line['naam'] or line['id'] or '-'}: {told}"
    for gone in kept["verdwenen"]:
        yield f"-: {MISSING}: {gone['naam']}"
