"""The public values: all 34 properties, held by tests that exist."""

from __future__ import annotations

import ast

import pytest
import yaml

from maatwerk.foundation.content import Layers
from maatwerk.site.home import CONTENT
from maatwerk.system.transparency.catalogue import Value, load_run, load_values, named_tests
from tests.conftest import ROOT, SHARED

VALUES = load_values(Layers((CONTENT,)))
PROPERTIES = {id_: each for value in VALUES.values() for id_, each in value.properties.items()}


def test_there_are_seven_values_and_34_properties() -> None:
    """Four of dignity, five of each other; the list and its ids were made for this project."""
    counts = {value: len(entry.properties) for value, entry in VALUES.items()}
    assert counts == {value: 4 if value is Value.DIGNITY else 5 for value in Value}
    assert len(PROPERTIES) == 34


def test_they_are_those_of_the_list_that_they_were_taken_from() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared reading room is not here")
    listed = yaml.safe_load((SHARED / "data/values/values.yaml").read_text(encoding="utf-8"))["waarden"]
    assert [value["id"] for value in listed] == list(VALUES)
    assert [each["id"] for value in listed for each in value["eigenschappen"]] == list(PROPERTIES)


def is_there(name: str) -> bool:
    """Whether the repository has a test of this name."""
    file, *inside = name.split("::")
    if not (ROOT / file).is_file():
        return False
    scope: list[ast.stmt] = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
    for step in inside:
        found = [one for one in scope if isinstance(one, ast.ClassDef | ast.FunctionDef) and one.name == step]
        if not found:
            return False
        scope = found[0].body
    return True


@pytest.mark.parametrize("name", sorted(named_tests(VALUES)))
def test_every_test_that_is_named_exists(name: str) -> None:
    """Renaming a test without the value that rests on it stops here."""
    assert is_there(name)


@pytest.mark.parametrize("name", ["test_values.py::test_gone", "test_gone.py::test_x", "test_values.py::TestX::test_x"])
def test_a_test_that_is_not_there_is_noticed(name: str) -> None:
    assert not is_there(f"tests/data/{name}")


def test_the_results_that_are_kept_can_be_read() -> None:
    run = load_run(CONTENT / "values")
    assert run is not None
    assert run.tests
