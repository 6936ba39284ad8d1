"""Values that do not fit are refused with a sentence, before anybody reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from maatwerk.foundation.content import ContentError, Layers
from maatwerk.site.home import CONTENT
from maatwerk.site.library import faults_of
from maatwerk.system.transparency.catalogue import Value, load_run, load_values
from tests.system.transparency.values import ONE

TEXT = {"nl": "Dit moet kloppen.", "en": "This has to hold."}


def layer(folder: Path, value: str, **changes: Any) -> Path:
    """A layer with one value of the repository, changed."""
    entry = yaml.safe_load((CONTENT / f"values/{value}.yaml").read_text(encoding="utf-8"))
    (folder / "values").mkdir(parents=True, exist_ok=True)
    (folder / f"values/{value}.yaml").write_text(yaml.safe_dump(entry | changes, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("one", "told"),
    [
        ({}, "name a test"),
        ({"tests": [ONE, ONE]}, "named twice"),
        ({"tests": ["een test"]}, "does not have the expected form"),
        ({"tests": [ONE], "deels": True}, "no such key"),
    ],
)
def test_a_property_is_tested_or_says_why_not(tmp_path: Path, one: dict[str, Any], told: str) -> None:
    property_ = {"eis": TEXT, "hoe": TEXT, **one}
    with pytest.raises(ContentError, match=told):
        load_values(Layers((layer(tmp_path, "privacy", eigenschappen={"PRI-E1": property_}),)))


def test_all_seven_have_to_be_there_and_nothing_stands_in_two(tmp_path: Path) -> None:
    for value in list(Value)[1:]:
        layer(tmp_path, value)
    with pytest.raises(ContentError, match="missing or unknown values: privacy"):
        load_values(Layers((tmp_path,)))
    again = {"AUT-E1": {"eis": TEXT, "hoe": TEXT, "nog_niet": TEXT}}
    layer(tmp_path, "privacy", eigenschappen=again)
    with pytest.raises(ContentError, match="another value has it too"):
        load_values(Layers((tmp_path,)))


def test_an_installation_says_it_in_other_words_and_promises_no_test_of_its_own(tmp_path: Path) -> None:
    layers = Layers((CONTENT, layer(tmp_path, "privacy", uitleg=TEXT)))
    assert load_values(layers)[Value.PRIVACY].explanation.nl == "Dit moet kloppen."
    assert layers.faults == []
    entry = yaml.safe_load((CONTENT / "values/privacy.yaml").read_text(encoding="utf-8"))["eigenschappen"]
    before = load_values(Layers((CONTENT,)))[Value.PRIVACY].properties["PRI-E4"].tests
    entry["PRI-E4"] = {"eis": TEXT, "hoe": TEXT, "tests": [ONE]}
    layers = Layers((CONTENT, layer(tmp_path, "privacy", eigenschappen=entry)))
    assert load_values(layers)[Value.PRIVACY].properties["PRI-E4"].tests == before != (ONE,)
    assert "the tests of PRI-E4 are other ones" in str(layers.faults[0])


def test_content_check_names_a_value_that_is_not_plain(tmp_path: Path) -> None:
    hard = {"nl": "Teneinde uw gegevens te beschermen.", "en": "To protect your data."}
    faults = [str(fault) for fault in faults_of(Layers((CONTENT, layer(tmp_path, "privacy", uitleg=hard))))]
    assert len(faults) == 1
    assert "privacy.yaml" in faults[0]
    assert "'teneinde' is officialese" in faults[0]


def test_results_that_were_written_by_hand_are_refused(tmp_path: Path) -> None:
    assert load_run(tmp_path) is None
    for text in ('{"datum": "gisteren", "versie": "1", "tests": {}}', '{"datum": "2026-11-22"', "[]"):
        (tmp_path / "results.json").write_text(text, encoding="utf-8")
        with pytest.raises(ContentError, match=r"results\.json"):
            load_run(tmp_path)
    (tmp_path / "results.json").write_text(
        f'{{"datum": "2026-11-22", "versie": "1", "tests": {{"{ONE}": "prima"}}}}', encoding="utf-8"
    )
    with pytest.raises(ContentError, match="expected one of"):
        load_run(tmp_path)
