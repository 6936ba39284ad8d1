"""Measure whether a text for residents is plain enough; the limits and their reasons stand in
`docs/plain-language.md` (public value AUT-E4: about twelve words a sentence on average, none above twenty, no
officialese)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import TypeAdapter

from maatwerk.foundation.content.loading import read_yaml

MOST_WORDS_IN_A_SENTENCE = 20
MOST_WORDS_ON_AVERAGE = 12

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:[-'’.,:/@][^\W_]+)*")


def load_officialese(folder: Path) -> dict[str, str]:
    """Words and phrases that residents should not have to read, each with its plain twin."""
    return {
        word: plain
        for path in sorted(folder.glob("*.yaml"))
        for word, plain in TypeAdapter(dict[str, str]).validate_python(read_yaml(path)).items()
    }


def sentences(text: str) -> list[str]:
    """The sentences of `text`. A line break ends one too: list items and headings are read one by one."""
    return [part for part in (piece.strip() for piece in _SENTENCE_END.split(text)) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """The words of `text` in lower case; "0800-2000" and "foto's" are one word each."""
    return [match.group().lower() for match in _WORD.finditer(text)]


def faults_in(text: str, officialese: Mapping[str, str]) -> list[str]:
    """What makes one text hard to read, as sentences; empty when it is plain.

    `officialese` maps a word or phrase that residents should not have to read to its plain twin.
    """
    found = []
    for sentence in sentences(text):
        count = len(words(sentence))
        if count > MOST_WORDS_IN_A_SENTENCE:
            found.append(f"{count} words in one sentence (at most {MOST_WORDS_IN_A_SENTENCE}): {sentence}")
    padded = f" {' '.join(words(text))} "
    for word, plain in officialese.items():
        if f" {word} " in padded:
            found.append(f"'{word}' is officialese; write '{plain}': {text}")
    return found


def average_sentence_length(texts: Iterable[str]) -> float:
    """Words per sentence over all `texts` together; 0.0 when there is no sentence."""
    lengths = [len(words(sentence)) for text in texts for sentence in sentences(text)]
    return sum(lengths) / len(lengths) if lengths else 0.0
