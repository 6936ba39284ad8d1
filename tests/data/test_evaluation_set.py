"""The frozen evaluation set: whole, in balance, and nowhere copied from what the understanding is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from maatwerk.site.home import CONTENT


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


QUESTIONS = read(CONTENT / "evaluation/questions.yaml")
OFF_TOPIC = read(CONTENT / "evaluation/off_topic.yaml")
DOMAINS = {path.stem: path.parent.name for path in (CONTENT / "needs").glob("*/*.yaml")}
HALVES = ("werk", "slot")


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def bare(text: str) -> str:
    """Words only, small letters: what is left when the dots and capitals are taken away."""
    return " ".join(re.findall(r"\w+", text.lower()))


def meant(question: dict[str, Any]) -> list[str]:
    """The need the writer meant in each group; the others in a group are neighbours that count as well."""
    return [group[0] for group in question["behoeften"]]


def test_every_id_is_a_need() -> None:
    named = {need for question in QUESTIONS for group in question["behoeften"] for need in group}
    assert named == set(DOMAINS)


@pytest.mark.parametrize("kind", ["direct", "indirect"])
def test_every_need_is_meant_by_a_line_of_each_kind(kind: str) -> None:
    found = {need for question in QUESTIONS if question["soort"] == kind for need in meant(question)}
    assert sorted(set(DOMAINS) - found) == []


def test_the_counts_that_were_agreed() -> None:
    assert len(QUESTIONS) >= 480
    assert len(QUESTIONS) == len({question["id"] for question in QUESTIONS})
    assert len(QUESTIONS) == len({bare(question["tekst"]) for question in QUESTIONS})
    assert Counter(line["soort"] for line in OFF_TOPIC) == {"niets": 90, "gemeente": 70}
    assert len(OFF_TOPIC) == len({line["tekst"] for line in OFF_TOPIC})


def test_the_kinds_and_halves_are_in_balance() -> None:
    sizes = Counter((question["soort"], question["helft"]) for question in QUESTIONS)
    assert set(sizes) == {(kind, half) for kind in ("direct", "indirect") for half in HALVES}
    assert max(sizes.values()) - min(sizes.values()) <= 1
    off = Counter((line["soort"], line["helft"]) for line in OFF_TOPIC)
    assert off == {("niets", half): 45 for half in HALVES} | {("gemeente", half): 35 for half in HALVES}


@pytest.mark.parametrize("half", HALVES)
def test_each_half_covers_every_domain_and_has_english_and_lines_with_several_needs(half: str) -> None:
    lines = [question for question in QUESTIONS if question["helft"] == half]
    assert {DOMAINS[need] for line in lines for need in meant(line)} == set(DOMAINS.values())
    assert sum(line["taal"] == "en" for line in lines) >= len(lines) / 10
    assert sum(len(line["behoeften"]) > 1 for line in lines) >= len(lines) / 10


@pytest.mark.parametrize("folder", ["needs", "urgent", "off-topic"])
def test_no_line_is_copied_into_what_the_understanding_is_made_of(folder: str) -> None:
    made_of = {bare(text) for path in (CONTENT / folder).rglob("*.yaml") for text in texts(read(path))}
    assert made_of
    # One or two words ("hallo", "traplift") belong to everybody.
    lines = [line["tekst"] for line in [*QUESTIONS, *OFF_TOPIC] if len(bare(line["tekst"]).split()) > 2]
    assert [line for line in lines if bare(line) in made_of] == []
