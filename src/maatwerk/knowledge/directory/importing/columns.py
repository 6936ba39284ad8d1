"""The columns of our own CSV, one service on a row, and a row as the raw values of a service.

docs/hsds-import.md lists them for people. What has several values has them with a | between.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from django.utils.translation import override
from pydantic import ValidationError

from maatwerk.foundation.content import Text
from maatwerk.foundation.content.sentences import sentence_for
from maatwerk.foundation.editing.sentences import sentence_of
from maatwerk.knowledge.directory.catalogue import Service, faults_of
from maatwerk.knowledge.directory.importing import saying
from maatwerk.knowledge.facts import Dictionary

type Path = tuple[str | int, ...]

ID = "id"
_ENGLISH = "_en"
_SEVERAL = "|"

# Column → where its value stands in a service (docs/hsds-profile.md). Each text may have a second column with its
# English, as `naam_en`; without it the Dutch stands there, and the report says so.
TEXTS: Mapping[str, Path] = {
    "naam": ("naam",),
    "samenvatting": ("samenvatting",),
    "waarom": ("waarom",),
    "kosten": ("kosten",),
    "stap_niet_digitaal": ("volgende_stap", "niet_digitaal"),
    "stap_digitaal": ("volgende_stap", "digitaal"),
    "tijden": ("tijden",),
    "verwijzing": ("verwijzing",),
    "buiten_tijden": ("buiten_tijden",),
}
WORDS: Mapping[str, Path] = {
    "organisatie": ("organisatie",),
    "telefoon": ("telefoon",),
    "website": ("website",),
    "chat": ("chat",),
    "soort": ("soort",),
    "plek": ("plek",),
    "locatie": ("locaties", 0, "naam"),
    "straat": ("locaties", 0, "straat"),
    "postcode": ("locaties", 0, "postcode"),
    "plaats": ("locaties", 0, "plaats"),
    "wijk": ("locaties", 0, "wijk"),
    "eigenaar": ("eigenaar", "organisatie"),
    "eigenaar_mail": ("eigenaar", "mail"),
    "eigenaar_telefoon": ("eigenaar", "telefoon"),
    "bron": ("bron", "naam"),
    "bron_url": ("bron", "url"),
    "zekerheid": ("bron", "zekerheid"),
}
LISTS: Mapping[str, Path] = {
    "behoeften": ("behoeften",),
    "wetten": ("wetten",),
    "upl": ("upl",),
    "werkgebied": ("werkgebied",),
    "talen": ("talen",),
    "toegankelijk": ("toegankelijk",),
}
YES_NO: Mapping[str, Path] = {"gratis": ("gratis",), "tolk": ("tolk",)}
WHOLE: Mapping[str, Path] = {
    "leeftijd_van": ("leeftijd", "van"),
    "leeftijd_tot_en_met": ("leeftijd", "tot_en_met"),
    "wachttijd_weken": ("wachttijd", "weken"),
}
BROKEN: Mapping[str, Path] = {
    "breedte": ("locaties", 0, "punt", "breedte"),
    "lengte": ("locaties", 0, "punt", "lengte"),
}
DAYS: Mapping[str, Path] = {"wachttijd_op": ("wachttijd", "op"), "gezien_op": ("bron", "datum")}

REQUIRED = (
    ID, "naam", "organisatie", "samenvatting", "waarom", "behoeften", "kosten", "stap_niet_digitaal", "bron",
    "gezien_op",
)  # fmt: skip
_UNSURE = "laag"  # who does not say how sure a source is, is not sure
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_FORMULA = ("=", "@")  # what a spreadsheet carries out; a + begins a phone number, a - a list


@cache
def known() -> frozenset[str]:
    """Every column there is."""
    plain = {name for each in (TEXTS, WORDS, LISTS, YES_NO, WHOLE, BROKEN, DAYS) for name in each}
    return frozenset({ID, *plain, *(f"{name}{_ENGLISH}" for name in TEXTS)})


@dataclass
class _Reading:
    """One row while it is read: the raw values of a service, and what is told of it."""

    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Text] = field(default_factory=list)
    warnings: list[Text] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)  # columns

    def put(self, path: Path, value: Any) -> None:
        """Put a value where it belongs. The only number in a path is that of the one place of a row."""
        place: Any = self.values
        for step, then in pairwise(path):
            if isinstance(step, int):
                place = place[step]
            else:
                place = place.setdefault(step, [{}] if isinstance(then, int) else {})
        place[path[-1]] = value


def service_of(
    cells: Mapping[str, str], needs: Container[str], dictionary: Dictionary | None
) -> tuple[Service | None, list[Text], list[Text]]:
    """The service of one row, or why it is none; and what was taken over otherwise than it stood there."""
    reading = _Reading()
    filled = {name: cell for name, cell in cells.items() if cell}
    reading.faults += [saying.formula_in(name) for name, cell in filled.items() if cell.startswith(_FORMULA)]
    _read_texts(reading, filled)
    for name, path in WORDS.items():
        if name in filled:
            reading.put(path, filled[name])
    for name, path in LISTS.items():
        if values := [part.strip() for part in filled.get(name, "").split(_SEVERAL) if part.strip()]:
            reading.put(path, values)
    _read_values(reading, filled)
    reading.values.setdefault("bron", {}).setdefault("zekerheid", _UNSURE)
    service, told = _validated(reading.values, needs, dictionary)
    # What could not be read is not also called empty.
    faults = reading.faults + [_told(column, fault) for column, fault in told if column not in reading.unread]
    return (None if faults else service), list(dict.fromkeys(faults)), reading.warnings


def _validated(
    values: Mapping[str, Any], needs: Container[str], dictionary: Dictionary | None
) -> tuple[Service | None, list[tuple[str, str]]]:
    """The service that these values are, and what is wrong by column."""
    try:
        service = Service.model_validate(values)
    except ValidationError as error:
        return None, [(_column_at(detail["loc"]), sentence_for(detail)) for detail in error.errors()]
    return service, [(_column_at((place,)), fault) for place, fault in faults_of(service, needs, dictionary)]


def _read_texts(reading: _Reading, filled: Mapping[str, str]) -> None:
    dutch_only = []
    for name, path in TEXTS.items():
        if name not in filled:
            continue
        english = filled.get(f"{name}{_ENGLISH}")
        reading.put(path, {"nl": filled[name], "en": english or filled[name]})
        if not english:
            dutch_only.append(name)
    if dutch_only:
        reading.warnings.append(saying.no_english(", ".join(dutch_only)))


def _read_values(reading: _Reading, filled: Mapping[str, str]) -> None:
    for columns, read, refused in (
        (YES_NO, _yes_no, saying.no_yes_no),
        (WHOLE, int, saying.no_number),
        (BROKEN, _broken, saying.no_number),
        (DAYS, _day, saying.no_day),
    ):
        for name, path in columns.items():
            if name not in filled:
                continue
            try:
                reading.put(path, read(filled[name]))
            except ValueError:
                reading.faults.append(refused(name))
                reading.unread.add(name)


def _yes_no(cell: str) -> bool:
    answers = {"ja": True, "nee": False}
    if cell.casefold() not in answers:
        raise ValueError(cell)
    return answers[cell.casefold()]


def _broken(cell: str) -> float:
    """Also with a comma, as a Dutch spreadsheet writes it."""
    return float(cell.replace(",", "."))


def _day(cell: str) -> str:
    """A day as a file has it: 2026-11-22, or 22-11-2026 as a Dutch spreadsheet writes it. Raises ValueError."""
    if found := _DUTCH_DAY.fullmatch(cell):
        day, month, year = (int(part) for part in found.groups())
        return date(year, month, day).isoformat()
    return date.fromisoformat(cell).isoformat()


def _told(column: str, english: str) -> Text:
    with override("nl"):
        dutch = sentence_of(english)
    return saying.in_column(column, saying.say(dutch, english))


def _column_at(place: Sequence[str | int]) -> str:
    """The column whose value stands here; else the name that a file would have."""
    for columns in (TEXTS, WORDS, LISTS, YES_NO, WHOLE, BROKEN, DAYS):
        for name, path in columns.items():
            if tuple(place[: len(path)]) == path:
                return name
    return ".".join(str(step) for step in place if isinstance(step, str))
