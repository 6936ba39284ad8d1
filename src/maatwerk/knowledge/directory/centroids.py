"""Bring in the middles of neighbourhoods, postcodes and towns of one municipality, from a CSV file (docs/places.md)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from maatwerk.knowledge.directory.models import Place
from maatwerk.knowledge.directory.placing import looked_up

LARGEST, MOST_ROWS = 1_000_000, 5_000  # bytes and rows; a municipality has at most some hundreds of neighbourhoods
MOST_FAULTS = 100  # told at once
_COLUMNS = ("naam", "soort", "breedte", "lengte", "bron")
_DAY = "datum"  # a column that may be left out
_LONGEST_NAME, _LONGEST_SOURCE = 100, 300
# South, north, west and east in degrees, somewhat wide: the Netherlands in Europe with its part of the North Sea, in
# which the towns of a demo lie; Bonaire; Saba with Sint Eustatius.
_INSIDE = ((50.6, 55.8, 2.5, 7.4), (11.9, 12.5, -68.6, -68.0), (17.3, 17.8, -63.4, -62.8))


class _Told(NamedTuple):
    """A row of the file, and whether it says of which day it is."""

    place: Place
    dated: bool


type _Rows = dict[tuple[str, str], _Told]  # by kind and name as it is looked up


@dataclass(frozen=True)
class PlacesReport:
    """What came of a file. With one row that is refused nothing is changed; `faults` names each with its line.
    `added`, `changed` and `gone` are names."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    same: int = 0
    faults: tuple[str, ...] = ()

    @property
    def is_in(self) -> bool:
        return not self.faults


class _RefusedError(Exception):
    """What is wrong with a file or a row, as a sentence."""


def import_places(municipality: str, file: Path | bytes, *, today: date) -> PlacesReport:
    """Make what stands in this file all that is known here of each kind that is in it. The same file twice changes
    nothing: a row without a day gets `today` only when it is new or other than before. Raises OSError."""
    try:
        rows, faults = _read(municipality, _text(file), today)
    except _RefusedError as refused:
        return PlacesReport(faults=(str(refused),))
    if faults:
        more = len(faults) - MOST_FAULTS
        return PlacesReport(faults=(*faults[:MOST_FAULTS], *([f"En nog {more} fouten."] if more > 0 else ())))
    with transaction.atomic():
        return _settle(municipality, rows)


def _settle(municipality: str, rows: _Rows) -> PlacesReport:
    kinds = {kind for kind, _name in rows}
    known = Place.objects.select_for_update().filter(municipality=municipality, kind__in=kinds)
    there = {(place.kind, place.looked_up): place for place in known}
    added = [told.place for key, told in rows.items() if key not in there]
    changed = [told.place for key, told in rows.items() if key in there and _is_other(told, there[key])]
    gone = [place for key, place in there.items() if key not in rows]
    replaced = [there[place.kind, place.looked_up] for place in changed]
    Place.objects.filter(pk__in=[place.pk for place in (*replaced, *gone)]).delete()
    Place.objects.bulk_create([*added, *changed])
    return PlacesReport(_names(added), _names(changed), _names(gone), len(rows) - len(added) - len(changed))


def _is_other(told: _Told, old: Place) -> bool:
    fields = ("name", "latitude", "longitude", "source", *(["on"] if told.dated else []))
    return any(getattr(told.place, field) != getattr(old, field) for field in fields)


def _names(places: list[Place]) -> tuple[str, ...]:
    return tuple(place.name for place in places)


def _text(file: Path | bytes) -> str:
    """What stands in the file. Raises OSError."""
    if isinstance(file, Path):
        with file.open("rb") as opened:
            file = opened.read(LARGEST + 1)
    if len(file) > LARGEST:
        raise _RefusedError(f"Het bestand is groter dan {LARGEST // 1_000_000} MB. Deel het op per soort.")
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _RefusedError("Het bestand is geen UTF-8. Bewaar het als 'CSV UTF-8'.") from error


def _read(municipality: str, text: str, today: date) -> tuple[_Rows, list[str]]:
    """The rows, and what is wrong with each that is not good."""
    found: _Rows = {}
    faults: list[str] = []
    lines: dict[tuple[str, str], int] = {}
    for line, row in _lines(text):
        try:
            told = _told(municipality, row, today)
            key = told.place.kind, told.place.looked_up
            if key in lines:
                raise _RefusedError(f"'{told.place.name}' staat ook op regel {lines[key]}.")
        except _RefusedError as refused:
            faults.append(f"Regel {line}: {refused}")
            continue
        found[key], lines[key] = told, line
    if not found and not faults:
        raise _RefusedError("Er staat geen enkele plaats in het bestand.")
    return found, faults


def _lines(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each row that has something in it, with its line."""
    head = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=";" if ";" in head else ",", strict=True)
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
        lacking = [name for name in _COLUMNS if name not in names]
        if lacking:
            raise _RefusedError(f"Deze kolommen ontbreken: {', '.join(lacking)}.")
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise _RefusedError(f"Er staan meer dan {MOST_ROWS} regels in het bestand.")
            if any(cell.strip() for cell in cells):
                yield reader.line_num, dict(zip(names, (cell.strip() for cell in cells), strict=False))
    except csv.Error as error:
        raise _RefusedError(f"Regel {reader.line_num} is geen goede CSV: {error}.") from error


def _told(municipality: str, row: Mapping[str, str], today: date) -> _Told:
    """Raises _RefusedError."""
    name, kind, source = (row.get(column, "") for column in ("naam", "soort", "bron"))
    key = looked_up(name)
    if not key or not source:
        raise _RefusedError("'naam' en 'bron' moeten ingevuld zijn.")
    if max(len(name), len(key)) > _LONGEST_NAME or len(source) > _LONGEST_SOURCE:
        raise _RefusedError(f"'naam' mag {_LONGEST_NAME} tekens lang zijn en 'bron' {_LONGEST_SOURCE}.")
    if any(not each.isprintable() for each in name + source):
        raise _RefusedError("'naam' en 'bron' mogen geen onzichtbare tekens hebben.")
    if kind not in Place.Kind.values:
        raise _RefusedError(f"'soort' is {_quoted(kind)}, en moet één van deze zijn: {', '.join(Place.Kind.values)}.")
    if (kind == Place.Kind.POSTCODE) != (key.isascii() and key.isdigit() and len(key) == 4):
        raise _RefusedError(f"{_quoted(name)} is geen naam van een {kind}. Een postcode4 heeft vier cijfers.")
    latitude, longitude = _degrees(row, "breedte"), _degrees(row, "lengte")
    if not any(south <= latitude <= north and west <= longitude <= east for south, north, west, east in _INSIDE):
        raise _RefusedError(
            f"het punt ({latitude}, {longitude}) ligt niet in Nederland. Schrijf graden (WGS 84), eerst de breedte."
        )
    day = _day(row.get(_DAY, ""))
    place = Place(
        municipality=municipality, kind=kind, name=name, looked_up=key, latitude=latitude, longitude=longitude,
        source=source, on=day or today,
    )  # fmt: skip
    return _Told(place, dated=day is not None)


def _degrees(row: Mapping[str, str], column: str) -> float:
    """Also with a comma, as a Dutch spreadsheet writes it."""
    told = row.get(column, "")
    try:
        return round(float(told.replace(",", ".")), 6)  # six decimals are some ten centimetres
    except ValueError as error:
        raise _RefusedError(f"'{column}' is {_quoted(told)}, en dat is geen getal.") from error


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError as error:
        raise _RefusedError(f"'{_DAY}' is {_quoted(told)}. Schrijf jaar-maand-dag, zoals 2026-11-22.") from error


def _quoted(told: str) -> str:
    return f"'{told[:40]}'"
