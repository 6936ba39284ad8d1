"""Text as it may stand in a letter: in one form, without what draws nothing, in letters that our fonts have."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"
_BREAK = "\u200b"  # zero width: shows nothing, is not read aloud, and a line may end there

_WIDE = re.compile(r"\S{41,}|(?=\S*[^\s\w]|\S*[\d_])\S{31,}")
_WIDE_IN_CELL = re.compile(r"\S{41,}|(?=\S*[^\s\w]|\S*[\d_])\S{17,}")
_NOT_PLAIN = re.compile("[^ -~¡-\xac\xae-ɏ]")  # all but the letters and marks of most texts, without the soft hyphen
_ALIKE = {"\u2010": "-", "\u2011": "-", "\u202f": "\xa0"}  # the same thing to the eye
_NOTHING_TO_SEE = {"Cc", "Cf"}  # control and format characters: bells, marks that turn the direction, soft hyphens


def clean(text: str) -> str:
    """The text in NFC, lines ended by "\\n", each kind of space as a space, without characters that draw nothing."""
    plain = unicodedata.normalize("NFC", text).splitlines()
    lines = (_NOT_PLAIN.sub(lambda found: _plain(found[0]), line) for line in plain)
    return "\n".join(line.strip(" ") for line in lines)


def undrawable(text: str) -> list[str]:
    """The characters of a clean text that the fonts of letters cannot draw, each once."""
    return sorted(set(_not_in_fonts().findall(text)))


def drawable(text: str, instead: str) -> str:
    """A clean text, with `instead` in place of what the fonts of letters cannot draw."""
    plain = clean(text)
    strange = undrawable(plain)
    return re.sub(f"[{re.escape(''.join(strange))}]+", instead, plain) if strange else plain


def breakable(text: str, narrow: bool = False) -> str:
    """The same text, in which what is wider than the paper may break anywhere: more letters than any word has, and
    long numbers and web addresses. `narrow` is for a cell of a table, where real words are hyphenated."""
    return re.sub(_WIDE_IN_CELL if narrow else _WIDE, lambda found: _with_breaks(found[0]), text)


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if character in _ALIKE:
        return _ALIKE[character]
    if character == "\t" or (category == "Zs" and character != "\xa0"):
        return " "
    return "" if category in _NOTHING_TO_SEE else character


def _with_breaks(word: str) -> str:
    return "".join(
        _BREAK + letter if at and not unicodedata.combining(letter) else letter for at, letter in enumerate(word)
    )


@cache
def _not_in_fonts() -> re.Pattern[str]:
    ranges: list[list[int]] = json.loads((FONTS / "characters.json").read_text(encoding="utf-8"))
    inside = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)
    return re.compile(f"[^\n{inside}]")
