"""Content in layers: a later one wins by id, a broken one never takes the site down, safety only gets stricter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from maatwerk.foundation.content.loading import (
    ContentError,
    Fault,
    Found,
    read_collection,
    read_entries,
    read_values,
)

# How the overlay says that an entry of the layers below is not to be shown.
HIDDEN: Mapping[str, bool] = {"weg": True}
ID = re.compile(r"[a-z0-9][a-z0-9_]{0,79}")

# What is wrong with an entry besides its shape, given all entries together: (place, sentence) pairs.
type Check[T] = Callable[[T, Mapping[str, T]], list[tuple[str, str]]]
# What a later layer made weaker in a thing that may only become stricter, as sentences.
type Weaker[T] = Callable[[T, T], list[str]]
# Why the overlay may not hide an entry, as a sentence; empty where it may.
type Keep[T] = Callable[[str, T], str]
# What was read of a folder: the entries and the faults.
type Parsed = dict[tuple[Path, type[BaseModel]], tuple[dict[str, Found[Any]], list[Fault]]]


@dataclass(frozen=True)
class Layers:
    """Folders of content, from the ground up, and over them an overlay that is no folder. The ground has to be whole; a
    fault in a later layer is kept in `faults` and its entry left out, so that the layer below it shows through.

    `overlay` holds raw values by folder and id; `owner` names whose they are in faults. `beneath` holds, in the same
    way, what the overlay lies over and no folder has, as what was imported. `standing` tells afterwards in which file
    each entry stands, by folder and id; `hidden` what the overlay hides. `parsed`, where it is given, keeps what was
    read, for whoever reads the same folders again under another overlay.
    """

    folders: tuple[Path, ...]
    faults: list[Fault] = field(default_factory=list)
    overlay: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    owner: str = ""
    beneath: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    hidden: set[tuple[str, str]] = field(default_factory=set)
    standing: dict[tuple[str, str], Path] = field(default_factory=dict)
    parsed: Parsed | None = None
    name: str = ""

    def __truediv__(self, name: str) -> Layers:
        """The same folder in every layer, as with paths. Faults are gathered in one list."""
        return replace(self, folders=tuple(folder / name for folder in self.folders), name=name)

    def under(
        self,
        owner: str,
        overlay: Mapping[str, Mapping[str, Any]],
        beneath: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Layers:
        """The same folders, not read again, under another overlay."""
        return Layers(self.folders, overlay=overlay, owner=owner, beneath=beneath or {}, parsed=self.parsed)

    def place(self, id_: str, name: str = "") -> Path:
        """What faults name for an entry of the overlay, where the others have a file."""
        return Path(f"{self.owner}: {name or self.name}/{id_}")

    def read[T: BaseModel](
        self, number: int, kind: type[T], read: Callable[[Path, type[T], list[Fault]], dict[str, Found[T]]]
    ) -> tuple[dict[str, Found[T]], list[Fault]]:
        """What stands in one of the folders, and what is wrong there."""
        folder = self.folders[number]
        if self.parsed is None or (folder, kind) not in self.parsed:
            faults: list[Fault] = []
            found = read(folder, kind, faults), faults
            if self.parsed is None:
                return found
            self.parsed[folder, kind] = found
        return self.parsed[folder, kind]


type Place = Path | Layers


def load_entries[T: BaseModel](
    place: Place,
    kind: type[T],
    check: Check[T] | None = None,
    weaker: Weaker[T] | None = None,
    keep: Keep[T] | None = None,
) -> dict[str, T]:
    """Every file below `place` as one entry; the id is the name of the file. Without `keep` nothing can be hidden.
    Raises ContentError."""
    return _load(place, kind, read_entries, check, weaker, keep)


def load_collection[T: BaseModel](
    place: Place, kind: type[T], check: Check[T] | None = None, weaker: Weaker[T] | None = None
) -> dict[str, T]:
    """Every file below `place` as a mapping of id to entry. Raises ContentError."""
    return _load(place, kind, read_collection, check, weaker, None)


# Per id the versions that may stand, the one that counts last.
type _Versions[T] = dict[str, list[Found[T]]]


def _load[T: BaseModel](
    place: Place,
    kind: type[T],
    read: Callable[[Path, type[T], list[Fault]], dict[str, Found[T]]],
    check: Check[T] | None,
    weaker: Weaker[T] | None,
    keep: Keep[T] | None,
) -> dict[str, T]:
    layers = place if isinstance(place, Layers) else Layers((place,))
    if not layers.folders[0].is_dir():
        raise ContentError([Fault(layers.folders[0], "", "this folder is missing")])
    ground, faults = layers.read(0, kind, read)
    if faults:
        raise ContentError(faults)
    versions: _Versions[T] = {id_: [found] for id_, found in ground.items()}
    for number in range(1, len(layers.folders)):
        found, faults = layers.read(number, kind, read)
        layers.faults.extend(faults)
        for id_, each in found.items():
            standing = versions.get(id_)
            _add(versions, id_, each, standing[-1] if standing else None, weaker, layers.faults)
    _add_overlay(versions, layers, kind, weaker, keep)
    if check:
        _leave_out_what_fails(versions, check, layers)
    layers.standing.update({(layers.name, id_): standing[-1].path for id_, standing in versions.items()})
    return {id_: standing[-1].entry for id_, standing in versions.items()}


def _add[T: BaseModel](
    versions: _Versions[T],
    id_: str,
    found: Found[T],
    below: Found[T] | None,
    weaker: Weaker[T] | None,
    faults: list[Fault],
) -> None:
    if below and weaker and (weakened := weaker(below.entry, found.entry)):
        faults.extend(found.fault("", f"this may only become stricter: {each}") for each in weakened)
    else:
        versions.setdefault(id_, []).append(found)


def _add_overlay[T: BaseModel](
    versions: _Versions[T], layers: Layers, kind: type[T], weaker: Weaker[T] | None, keep: Keep[T] | None
) -> None:
    for id_, value in layers.overlay.get(layers.name, {}).items():
        path, below = layers.place(id_), _below(versions, layers, id_, kind)
        if not ID.fullmatch(id_):
            layers.faults.append(Fault(path, "", "an id is small letters, digits and _, at most 80 together"))
        elif value != HIDDEN:
            if (found := read_values(path, value, kind, layers.faults)) is not None:
                _add(versions, id_, found, below, weaker, layers.faults)
        elif below is None:
            layers.faults.append(Fault(path, "", "there is nothing below this that could be hidden"))
        elif why := keep(id_, below.entry) if keep else "entries of this kind cannot be hidden":
            layers.faults.append(Fault(path, "", why))
        else:
            versions.pop(id_, None)
            layers.hidden.add((layers.name, id_))


def _below[T: BaseModel](versions: _Versions[T], layers: Layers, id_: str, kind: type[T]) -> Found[T] | None:
    """What the overlay lies over: in a folder, or elsewhere. What cannot be read there any more counts for nothing."""
    if standing := versions.get(id_):
        return standing[-1]
    elsewhere = layers.beneath.get(layers.name, {})
    return read_values(layers.place(id_), elsewhere[id_], kind, []) if id_ in elsewhere else None


def _leave_out_what_fails[T: BaseModel](versions: _Versions[T], check: Check[T], layers: Layers) -> None:
    """Drop versions that fail `check` until all that is left holds. Raises ContentError when the ground fails."""
    while True:
        entries = {id_: standing[-1].entry for id_, standing in versions.items()}
        failing = {id_: wrong for id_, entry in entries.items() if (wrong := check(entry, entries))}
        told = [versions[id_][-1].fault(*each) for id_, wrong in failing.items() for each in wrong]
        ground = layers.folders[0]
        if any(versions[id_][-1].path.is_relative_to(ground) for id_ in failing):
            raise ContentError(told)
        if not failing:
            return
        layers.faults.extend(told)
        for id_ in failing:
            versions[id_].pop()
            if not versions[id_]:
                del versions[id_]
