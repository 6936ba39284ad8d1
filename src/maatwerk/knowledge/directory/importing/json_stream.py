"""Read JSON one service at a time, however large the file is.

A file holds services one after the other: each on its own, in a list, or in a page of HSDS (`{"contents": [...]}`).
So one service, a full list, a page, several pages and JSON lines are all the same to a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder
from math import isinf, isnan
from typing import Any, TextIO

from maatwerk.foundation.content import Text
from maatwerk.knowledge.directory.importing import saying
from maatwerk.knowledge.directory.importing.limits import DEEPEST, LARGEST_ROW, LONGEST_NUMBER
from maatwerk.knowledge.directory.importing.saying import UnreadableError

_CHUNK = 1 << 18  # characters
_SPACE = " \t\n\r"
_CUT_OFF = 16  # a word or escape that was cut off at the end of what was read begins at most this far before it
# The escapes of NUL and of halves of a pair of UTF-16. Such a character cannot stand in JSON or UTF-8 as itself.
_STRANGE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_CONTENTS = "contents"  # of a page (HSDS API reference, Page)
_TOTAL = "total_items"


@dataclass(frozen=True)
class Piece:
    """What stood at one place in a file. With a `fault` it cannot be a service, whatever `raw` holds."""

    raw: Any
    fault: Text | None = None


class JsonStream:
    """The services in one file. `total` is how many its pages say there are in all, as far as they were read."""

    def __init__(self, file: TextIO) -> None:
        self._file, self._buffer, self._at, self._ended = file, "", 0, False
        self._fault: Text | None = None
        self._strange = False  # whether the value that was read last may have characters that cannot be kept
        self._number = 0  # of the service that is being read
        self.total: int | None = None
        self._decoder = JSONDecoder(
            object_pairs_hook=self._object, parse_int=self._whole, parse_float=self._broken, parse_constant=self._none
        )

    def __iter__(self) -> Iterator[Piece]:
        """Raises UnreadableError, also after services that were good."""
        while self._next():
            match self._next():
                case "[":
                    yield from self._list()
                case "{":
                    yield from self._page_or_service()
                case _:
                    yield self._piece()

    def _list(self) -> Iterator[Piece]:
        self._take("[")
        if self._next() != "]":
            yield self._piece()
            while self._next() == ",":
                self._take(",")
                yield self._piece()
        self._take("]")

    def _page_or_service(self) -> Iterator[Piece]:
        """Which of both it is shows where the contents begin. What stands around them is small."""
        self._number += 1
        members: list[tuple[str, Any]] = []
        fault, size, is_page, strange = None, 0, False, False
        self._take("{")
        while self._next() == '"':
            name, length = self._value()
            strange = strange or self._strange
            self._take(":")
            if name == _CONTENTS and self._next() == "[":
                is_page, self._number = True, self._number - 1
                yield from self._list()
            else:
                value, more = self._value()
                members.append((name, value))
                strange = strange or self._strange
                fault, size = fault or self._fault, size + length + more
                self._require(size <= LARGEST_ROW)
            if self._next() != ",":
                break
            self._take(",")
            if self._next() != '"':
                raise UnreadableError(saying.no_json(self._number))
        self._take("}")
        self._fault = None
        whole = self._object(members)
        if is_page:
            total = whole.get(_TOTAL)
            self.total = max(self.total or 0, total) if isinstance(total, int) else self.total
        else:
            yield Piece(whole, fault or self._fault or _unkeepable(whole, strange))

    def _piece(self) -> Piece:
        self._number += 1
        raw, _length = self._value()
        return Piece(raw, self._fault or _unkeepable(raw, self._strange))

    def _value(self) -> tuple[Any, int]:
        """The value that begins here, and how many characters it took."""
        self._next()
        while True:
            self._fault = None
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._at)
            except JSONDecodeError as error:
                whole = not error.msg.startswith("Unterminated") and error.pos < len(self._buffer) - _CUT_OFF
                if whole or self._ended:
                    raise UnreadableError(saying.no_json(self._number)) from error
            except RecursionError as error:
                raise UnreadableError(saying.no_json(self._number)) from error
            else:
                if end + 2 < len(self._buffer) or self._ended:  # a number may go on: 1, 1., 1.5 or 1e, 1e+, 1e+5
                    self._strange = _STRANGE.search(self._buffer, self._at, end) is not None
                    length, self._at = end - self._at, end
                    self._require(length <= LARGEST_ROW)
                    return value, length
            self._require(len(self._buffer) - self._at <= LARGEST_ROW)
            self._read()

    def _next(self) -> str:
        """The character that comes next, after white space; "" at the end."""
        while True:
            while self._at < len(self._buffer):
                if (character := self._buffer[self._at]) not in _SPACE:
                    return character
                self._at += 1
            if self._ended:
                return ""
            self._read()

    def _take(self, character: str) -> None:
        if self._next() != character:
            raise UnreadableError(saying.no_json(self._number))
        self._at += 1

    def _read(self) -> None:
        more = self._file.read(max(_CHUNK, len(self._buffer) - self._at))
        self._buffer, self._at, self._ended = self._buffer[self._at :] + more, 0, not more

    def _require(self, small_enough: bool) -> None:
        if not small_enough:
            raise UnreadableError(saying.row_too_large(self._number))

    # What the decoder asks while it reads. A fault is of the service that is being read, not of the file.

    def _object(self, members: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(members)
        if len(made) != len(members):
            self._fault = saying.TWICE_IN_ROW
        return made

    def _whole(self, digits: str) -> int:
        if len(digits.removeprefix("-")) <= LONGEST_NUMBER:
            return int(digits)
        self._fault = saying.BAD_NUMBER
        return 0

    def _broken(self, digits: str) -> float:
        number = float(digits)
        if isinf(number) or isnan(number):
            self._fault = saying.BAD_NUMBER
            return 0.0
        return number

    def _none(self, _word: str) -> None:
        """NaN and Infinity are no JSON (RFC 8259, section 6), but some software writes them."""
        self._fault = saying.BAD_NUMBER


def _unkeepable(raw: Any, strange: bool) -> Text | None:
    """Why this cannot be kept: too deep, or with characters that no database or web page takes."""
    if _is_too_deep(raw):
        return saying.TOO_DEEP
    return saying.BAD_CHARACTERS if strange and not all(map(is_clean, _strings(raw))) else None


def _is_too_deep(raw: Any) -> bool:
    layer = [raw] if isinstance(raw, (dict, list)) else []
    for _ in range(DEEPEST - 1):
        inside = (each for value in layer for each in (value.values() if isinstance(value, dict) else value))
        layer = [each for each in inside if isinstance(each, (dict, list)) and each]
    return bool(layer)


def _strings(raw: Any) -> Iterator[str]:
    """Every string in it, also those that name something."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for name, value in raw.items():
            yield name
            yield from _strings(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from _strings(value)


def is_clean(text: str) -> bool:
    """Whether a database takes it: no NUL, and no half of a pair of UTF-16."""
    return "\0" not in text and (text.isascii() or _has_utf8(text))


def _has_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
