"""Content in layers: a later one wins by id, a broken one never takes the site down, safety only gets stricter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from maatwerk.foundation.content.loading import (
    ContentError,
    Fault,
    Found,
    read_collection,
    read_entries,
)

# What is wrong with an entry besides its shape, given all entries together: (place, sentence) pairs.
type Check[T] = Callable[[T, Mapping[str, T]], list[tuple[str, str]]]
# What a later layer made weaker in a thing that may only become stricter, as sentences.
type Weaker[T] = Callable[[T, T], list[str]]


@dataclass(frozen=True)
class Layers:
    """Folders of content, from the ground up. The first one has to be whole; a fault in a later one is kept in `faults`
    and its entry left out, so that the layer below it shows through."""

    folders: tuple[Path, ...]
    faults: list[Fault] = field(default_factory=list)

    def __truediv__(self, name: str) -> Layers:
        """The same folder in every layer, as with paths. Faults are gathered in one list."""
        return Layers(tuple(folder / name for folder in self.folders), self.faults)


type Place = Path | Layers


def load_entries[T: BaseModel](
    place: Place, kind: type[T], check: Check[T] | None = None, weaker: Weaker[T] | None = None
) -> dict[str, T]:
    """Every file below `place` as one entry; the id is the name of the file. Raises ContentError."""
    return _load(place, kind, read_entries, check, weaker)


def load_collection[T: BaseModel](
    place: Place, kind: type[T], check: Check[T] | None = None, weaker: Weaker[T] | None = None
) -> dict[str, T]:
    """Every file below `place` as a mapping of id to entry. Raises ContentError."""
    return _load(place, kind, read_collection, check, weaker)


def _load[T: BaseModel](
    place: Place,
    kind: type[T],
    read: Callable[[Path, type[T], list[Fault]], dict[str, Found[T]]],
    check: Check[T] | None,
    weaker: Weaker[T] | None,
) -> dict[str, T]:
    layers = place if isinstance(place, Layers) else Layers((place,))
    ground, *above = layers.folders
    faults: list[Fault] = []
    if not ground.is_dir():
        faults.append(Fault(ground, "", "this folder is missing"))
    # Per id the versions that may stand, the one that counts last.
    versions: dict[str, list[Found[T]]] = {id_: [found] for id_, found in read(ground, kind, faults).items()}
    if faults:
        raise ContentError(faults)
    for folder in above:
        for id_, found in read(folder, kind, layers.faults).items():
            below = versions.get(id_)
            if below and weaker and (weakened := weaker(below[-1].entry, found.entry)):
                layers.faults.extend(found.fault("", f"this may only become stricter: {each}") for each in weakened)
            else:
                versions.setdefault(id_, []).append(found)
    if check:
        _leave_out_what_fails(versions, check, layers)
    return {id_: standing[-1].entry for id_, standing in versions.items()}


def _leave_out_what_fails[T](versions: dict[str, list[Found[T]]], check: Check[T], layers: Layers) -> None:
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
