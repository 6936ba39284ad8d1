"""Every sentence of the engine that people read is plain Dutch: the limits of docs/plain-language.md."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from maatwerk.foundation.content import Text
from maatwerk.foundation.content.plain_language import (
    MOST_WORDS_ON_AVERAGE,
    average_sentence_length,
    faults_in,
    load_officialese,
)
from maatwerk.knowledge.schemes import engine
from maatwerk.knowledge.schemes.engine.case import ASSUMED
from maatwerk.knowledge.schemes.engine.steps import Rule, Step

MODULES = [importlib.import_module(f"{engine.__name__}.{each.name}") for each in pkgutil.iter_modules(engine.__path__)]
OFFICIALESE = load_officialese(Path(__file__).resolve().parents[3] / "content/plain-language/officialese.yaml")


def sentences_of(module: ModuleType) -> Iterator[Text]:
    for value in vars(module).values():
        if isinstance(value, Text):
            yield value
        elif isinstance(value, Rule):
            yield from (value.met, value.unmet)
        elif isinstance(value, Step):
            yield value.text
    if module.__name__.endswith(".case"):
        yield from (text for _value, text in ASSUMED.values())


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_what_the_engine_says_is_plain(module: ModuleType) -> None:
    assert [fault for text in sentences_of(module) for fault in faults_in(text.nl, OFFICIALESE)] == []


def test_on_average_a_sentence_is_short() -> None:
    texts = [text.nl for module in MODULES for text in sentences_of(module)]
    assert len(texts) > 60
    assert average_sentence_length(texts) <= MOST_WORDS_ON_AVERAGE
