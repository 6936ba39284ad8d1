"""A form made from the shape of an entry, and back again. Pure.

Texts and plain values get a field each, a part with a few of them a group, a list of words a line each, and a list of
which each can be chosen once boxes to tick. What is deeper than that (rules, conditions, amounts) is written as in a
content file, in one box of YAML.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from maatwerk.foundation.content import Entry, Text
from maatwerk.foundation.content.sentences import sentence_for

Shape = Literal["text", "number", "date", "line", "lines", "choice", "several", "yaml"]
LANGUAGES = ("nl", "en")
LONGEST = 40_000  # characters in one field; twice the longest of our own content
_DEEPEST = 30  # lists and mappings inside each other
_NOT_KEPT = re.compile("[\0\ud800-\udfff]")  # no database keeps a NUL, nor half of a surrogate pair


@dataclass(frozen=True)
class Field:
    """One thing to fill in. `name` is its place in the entry, in steps with dots; `of` the name of the group it stands
    in, or ""; `language` that of a text. `optional` says that it may stay empty."""

    name: str
    shape: Shape
    of: str = ""
    language: str = ""
    options: tuple[str, ...] = ()
    optional: bool = False
    value: str = ""
    error: str = ""


@dataclass(frozen=True)
class Mistake:
    """What cannot be used: where (the name of a field, or "") and a sentence."""

    field: str
    sentence: str


def fields_of(model: type[BaseModel], of: str = "", optional: bool = False) -> Iterator[Field]:
    """The fields of a form for this shape, in its order. A part of a part is one box."""
    for name, info in model.model_fields.items():
        place = ".".join(filter(None, (of, info.alias or name)))
        may_be_empty = optional or not info.is_required()
        shape, options = _shape(info)
        if shape == "text":
            yield from (Field(f"{place}.{each}", "text", place, each, optional=may_be_empty) for each in LANGUAGES)
        elif shape == "group" and not of:
            yield from (replace(field, of=place) for field in fields_of(_plain(info.annotation), place, may_be_empty))
        else:
            yield Field(place, "yaml" if shape == "group" else shape, of, options=options, optional=may_be_empty)


def values_of(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, str]:
    """What stands in each field for these raw values of an entry."""
    data = _in_order(model, data)
    return {field.name: _written(field, _at(data, field.name.split("."))) for field in fields_of(model)}


def is_same(field: Field, one: str, other: str) -> bool:
    """Whether two things that were filled in mean the same. Of what is ticked the order means nothing. In a box of
    YAML that of keys does not either, and not every database keeps it."""
    if field.shape == "several":
        return set(one.split("\n")) == set(other.split("\n"))
    if one == other or field.shape != "yaml":
        return one == other
    try:
        return bool(_yaml(one) == _yaml(other))
    except UnreadableError:
        return False


def _in_order(model: type[BaseModel], data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same values in the order of the shape, as far as they are an entry."""
    try:
        return model.model_validate(data).model_dump(mode="json", by_alias=True, exclude_unset=True)
    except ValidationError:
        return data


def data_of(entry: Entry) -> dict[str, Any]:
    """The raw values of an entry, as they could stand in a content file; what was left out stays out."""
    return entry.model_dump(mode="json", by_alias=True, exclude_unset=True)


def read(model: type[Entry], typed: Mapping[str, str]) -> tuple[dict[str, Any] | None, list[Mistake]]:
    """The raw values that were typed in a form, or what is wrong with them. A field that is not there is empty."""
    raw: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    fields = list(fields_of(model))
    for field in fields:
        try:
            value = _read(field, typed.get(field.name, "").replace("\r\n", "\n"))
        except UnreadableError as error:
            mistakes.append(Mistake(field.name, str(error)))
        else:
            if value is not None:
                _put(raw, field.name.split("."), value)
    if mistakes:
        return None, mistakes
    try:
        return data_of(model.model_validate(raw)), []
    except ValidationError as error:
        names = [field.name for field in fields]
        return None, [Mistake(*_told(names, detail)) for detail in error.errors()]
    except RecursionError:
        return None, [Mistake("", "this is nested too deeply")]


class UnreadableError(ValueError):
    """A box of YAML cannot be read; the message says why."""


def _told(names: Sequence[str], detail: Mapping[str, Any]) -> tuple[str, str]:
    """The field that a fault belongs to, and the sentence. What is wrong deeper in a box names its place there."""
    steps = [str(step) for step in detail["loc"]]
    place, sentence = ".".join(steps), sentence_for(detail)
    for length in range(len(steps), 0, -1):
        if (name := ".".join(steps[:length])) in names:
            return name, f"{'.'.join(steps[length:])}: {sentence}" if steps[length:] else sentence
    below = next((name for name in names if name.startswith(f"{place}.")), "") if place else ""
    return below, sentence


def _shape(info: FieldInfo) -> tuple[Any, tuple[str, ...]]:
    """How a part of an entry is filled in ("group" for one with parts of its own), and what can be chosen."""
    kind = _plain(info.annotation)
    if kind is bool:
        return "choice", ("true", "false")
    if get_origin(kind) is Literal:
        return "choice", tuple(map(str, get_args(kind)))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "choice", tuple(str(each.value) for each in kind)
    if get_origin(kind) is tuple and get_args(kind)[1:] == (...,):
        each = _plain(get_args(kind)[0])
        if each is str:
            return "lines", ()
        if isinstance(each, type) and issubclass(each, Enum):
            return "several", tuple(str(one.value) for one in each)
    shapes = {Text: "text", BaseModel: "group", int: "number", date: "date", str: "line"}
    return next((shapes[each] for each in shapes if isinstance(kind, type) and issubclass(kind, each)), "yaml"), ()


def _plain(annotation: Any) -> Any:
    """The type without "or nothing" and without conditions on it."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        kinds = [each for each in get_args(annotation) if each is not type(None)]
        return _plain(kinds[0]) if len(kinds) == 1 else annotation
    return annotation


def _at(data: Any, steps: Sequence[str]) -> Any:
    for step in steps:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _put(raw: dict[str, Any], steps: Sequence[str], value: Any) -> None:
    for step in steps[:-1]:
        raw = raw.setdefault(step, {})
    raw[steps[-1]] = value


def _written(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if field.shape in ("lines", "several"):
        return "\n".join(map(str, value))
    if field.shape == "yaml":
        short = isinstance(value, list) and not any(isinstance(each, list | dict) for each in value)
        return (
            yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100, default_flow_style=short)
            .removesuffix("...\n")
            .strip()
        )
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(field: Field, typed: str) -> Any:
    """The value that was typed; None is nothing. A list of words that must be there may be empty."""
    if len(typed) > LONGEST:
        raise UnreadableError(f"this is longer than {LONGEST} characters")
    typed = _NOT_KEPT.sub(" ", typed)
    if field.shape in ("lines", "several"):
        lines = [line for line in map(str.strip, typed.split("\n")) if line]
        return lines if lines or not field.optional else None
    if not (typed := typed.strip()):
        return None
    if field.shape == "yaml":
        return _yaml(typed)
    return typed == "true" if field.options == ("true", "false") and typed in field.options else typed


def _yaml(typed: str) -> Any:
    try:
        _check_events(typed)
        return yaml.safe_load(typed)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableError(f"line {line} is not readable YAML") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UnreadableError(
            str(error) if isinstance(error, UnreadableError) else "this is not readable YAML"
        ) from None


def _check_events(typed: str) -> None:
    """What has no place in a box, before anything is made of it. Raises UnreadableError."""
    depth = 0
    for event in yaml.parse(typed, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableError("this refers to another place (*), which cannot be used here")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise UnreadableError("this is nested too deeply")
        tag, value = getattr(event, "tag", None), getattr(event, "value", "")
        if tag or _NOT_KEPT.search(value):  # a tag (!!) asks for a value of a kind that content does not have
            raise UnreadableError("this is not readable YAML")
