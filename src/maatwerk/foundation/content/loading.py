"""Read content files into validated entries, and say every fault at once with its file and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from maatwerk.foundation.content.sentences import sentence_for

# libyaml reads the same YAML about ten times faster than the pure Python parser and is in every PyYAML wheel;
# a build without it still works, only slower.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in one file: where, and a sentence that says what. `line` counts from 1; 0 when the
    fault is of the file as a whole."""

    path: Path
    place: str
    sentence: str
    line: int = 0

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{where}: {self.place}: {self.sentence}" if self.place else f"{where}: {self.sentence}"


class ContentError(Exception):
    """Content cannot be used. `faults` holds every fault found, not only the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in faults))


@dataclass(frozen=True)
class Found[T]:
    """An entry with the file it was read from and, in a file of several, its key there."""

    entry: T
    path: Path
    key: str = ""

    def fault(self, place: str, sentence: str) -> Fault:
        """A fault of this entry, at the line where `place` (steps with dots) stands."""
        whole = ".".join(filter(None, (self.key, place)))
        return Fault(self.path, whole, sentence, line_of(self.path, whole.split(".")))


def read_entries[T: BaseModel](folder: Path, kind: type[T], faults: list[Fault]) -> dict[str, Found[T]]:
    """Every `*.yaml` below `folder` as one entry; the id is the file's name. What is wrong is added to `faults`."""
    found: dict[str, Found[T]] = {}
    for path in sorted(folder.rglob("*.yaml")):
        data = _read(path, faults)
        if path.stem in found:
            faults.append(Fault(path, "", f"the id '{path.stem}' is already used by {found[path.stem].path}"))
        elif data is not None:
            entry = _entry(path, "", data, kind, faults)
            if entry is not None:
                found[path.stem] = Found(entry, path)
    return found


def read_collection[T: BaseModel](folder: Path, kind: type[T], faults: list[Fault]) -> dict[str, Found[T]]:
    """Every `*.yaml` below `folder` as a mapping of id to entry, for small things that are read side by side. `folder`
    may also be one such file."""
    found: dict[str, Found[T]] = {}
    for path in [folder] if folder.is_file() else sorted(folder.rglob("*.yaml")):
        data = _read(path, faults)
        if data is None:
            continue
        if not isinstance(data, dict):
            faults.append(Fault(path, "", "expected a mapping of id to entry"))
            continue
        for key, value in data.items():
            if str(key) in found:
                faults.append(Fault(path, str(key), f"this id is already used in {found[str(key)].path}"))
                continue
            entry = _entry(path, str(key), value, kind, faults)
            if entry is not None:
                found[str(key)] = Found(entry, path, str(key))
    return found


def read_values[T: BaseModel](path: Path, data: Any, kind: type[T], faults: list[Fault]) -> Found[T] | None:
    """One entry from values that stand in no file; `path` is what faults name instead. What is wrong is added."""
    entry = _entry(path, "", data, kind, faults)
    return None if entry is None else Found(entry, path)


def line_of(path: Path, steps: Sequence[str]) -> int:
    """The line where `steps` lead in a YAML file, or as far as they lead; counts from 1. 0 when it cannot be read."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return 0
    line = 1
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if str(pair[0].value) == step), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
            node = node.value[int(step)]
            line = node.start_mark.line + 1
        else:
            break
    return line


def read_yaml(path: Path) -> Any:
    """The plain values in a YAML file. Raises yaml.YAMLError, OSError and UnicodeDecodeError."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - both loaders are safe ones


def _read(path: Path, faults: list[Fault]) -> Any:
    try:
        data = read_yaml(path)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        faults.append(Fault(path, "", f"this is not readable YAML: {error.problem or error.context}", line))
        return None
    except (yaml.YAMLError, UnicodeDecodeError, OSError, RecursionError) as error:
        faults.append(Fault(path, "", f"this cannot be read: {' '.join(str(error).split())}"))
        return None
    if data is None:
        faults.append(Fault(path, "", "this file is empty"))
    return data


def _entry[T: BaseModel](path: Path, key: str, data: Any, kind: type[T], faults: list[Fault]) -> T | None:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        for detail in error.errors():
            steps = [*filter(None, [key]), *(str(step) for step in detail["loc"])]
            faults.append(Fault(path, ".".join(steps), sentence_for(detail), line_of(path, steps)))
        return None
