"""Vectors that come with the repository, and models that read what is new."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from maatwerk.knowledge.needs import sentences
from maatwerk.knowledge.needs.engine.meaning import Floats
from maatwerk.knowledge.needs.sentences import Remembered, available, model, remember
from maatwerk.site import registry
from maatwerk.site.library import library


class Counting:
    """A model that remembers what it was asked."""

    name = "tel"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def vectors(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        return np.array([[len(text), 1, -3] for text in texts], np.float32) / 10


def test_what_was_read_before_is_not_read_again(tmp_path: Path) -> None:
    first = Counting()
    remember(first, ["huur", "schulden", "huur"], tmp_path / "tel.npz")
    assert sorted(first.asked) == ["huur", "schulden"]
    again = Counting()
    found = Remembered(again, tmp_path / "tel.npz").vectors(["schulden", "nieuw", "huur"])
    assert again.asked == ["nieuw"]
    cosines = [
        float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))
        for one, other in zip(found, Counting().vectors(["schulden", "nieuw", "huur"]), strict=True)
    ]
    assert min(cosines) > 0.9999


def test_lines_that_went_are_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "tel.npz"
    remember(Counting(), ["huur", "schulden"], file)
    remember(later := Counting(), ["schulden", "bril"], file)
    assert later.asked == ["bril"]
    remembered = Remembered(Counting(), file)
    assert [remembered.knows(text) for text in ("huur", "schulden", "bril")] == [False, True, True]


def test_this_machine_has_a_model() -> None:
    assert "use" in available()


@pytest.mark.parametrize("name", available())
def test_every_line_of_the_repository_has_its_vector(name: str) -> None:
    """After lines in content were changed: ./maatwerk needs vectors."""
    remembered = Remembered(model(name), registry.VECTORS / f"{name}.npz")
    assert [line for line in registry.lines_of(library()) if not remembered.knows(line)] == []


@pytest.mark.parametrize("name", available())
def test_the_vectors_are_those_of_the_model(name: str) -> None:
    lines = registry.lines_of(library())[::500]
    remembered = Remembered(model(name), registry.VECTORS / f"{name}.npz").vectors(lines)
    made = model(name).vectors(lines)
    assert np.sum(remembered * made, axis=1).min() > 0.99


@pytest.mark.parametrize(
    ("machine", "processor", "expected"),
    [("x86_64", "flags: fpu avx2 bmi1", True), ("x86_64", "flags: fpu avx bmi1", False), ("aarch64", "avx2 ", False)],
)
def test_the_e5_model_is_only_used_on_a_processor_that_can(
    machine: str, processor: str, expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cpuinfo").write_text(processor)
    monkeypatch.setattr(sentences, "machine", lambda: machine)
    monkeypatch.setattr(sentences, "_PROCESSOR", tmp_path / "cpuinfo")
    assert ("e5" in available()) is expected
