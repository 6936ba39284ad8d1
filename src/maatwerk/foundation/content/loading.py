"""Read content files into validated entries, and say every fault at once with its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

# libyaml reads the same YAML about ten times faster than the pure Python parser and is in every PyYAML wheel;
# a build without it still works, only slower.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in one file: where, and a sentence that says what."""

    path: Path
    place: str
    sentence: str

    def __str__(self) -> str:
        where = f"{self.path}: {self.place}" if self.place else str(self.path)
        return f"{where}: {self.sentence}"


class ContentError(Exception):
    """Content cannot be used. `faults` holds every fault found, not only the first."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def load_entries[T: BaseModel](folder: Path, kind: type[T]) -> dict[str, T]:
    """Every `*.yaml` below `folder` as one entry; the id is the file's name. Raises ContentError."""
    found: dict[str, T] = {}
    faults: list[Fault] = []
    for path in _files(folder, faults):
        data = _read(path, faults)
        if path.stem in found:
            faults.append(Fault(path, "", f"the id '{path.stem}' is already used by another file"))
        elif data is not None:
            entry = _entry(path, "", data, kind, faults)
            if entry is not None:
                found[path.stem] = entry
    if faults:
        raise ContentError(faults)
    return found


def load_collection[T: BaseModel](folder: Path, kind: type[T]) -> dict[str, T]:
    """Every `*.yaml` below `folder` as a mapping of id to entry, for small things that are read side by side.

    Raises ContentError.
    """
    found: dict[str, T] = {}
    faults: list[Fault] = []
    for path in _files(folder, faults):
        data = _read(path, faults)
        if data is None:
            continue
        if not isinstance(data, dict):
            faults.append(Fault(path, "", "expected a mapping of id to entry"))
            continue
        for key, value in data.items():
            if key in found:
                faults.append(Fault(path, str(key), "this id is already used"))
                continue
            entry = _entry(path, str(key), value, kind, faults)
            if entry is not None:
                found[str(key)] = entry
    if faults:
        raise ContentError(faults)
    return found


def _files(folder: Path, faults: list[Fault]) -> Iterator[Path]:
    if not folder.is_dir():
        faults.append(Fault(folder, "", "this folder is missing"))
        return
    yield from sorted(folder.rglob("*.yaml"))


def _read(path: Path, faults: list[Fault]) -> Any:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - both loaders are safe ones
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults.append(Fault(path, "", f"this is not readable YAML: {' '.join(str(error).split())}"))
        return None
    if data is None:
        faults.append(Fault(path, "", "this file is empty"))
    return data


def _entry[T: BaseModel](path: Path, place: str, data: Any, kind: type[T], faults: list[Fault]) -> T | None:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        for detail in error.errors():
            steps = ".".join(str(step) for step in detail["loc"])
            faults.append(Fault(path, ".".join(filter(None, (place, steps))), detail["msg"]))
        return None
