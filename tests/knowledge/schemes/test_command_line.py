"""`./maatwerk schemes`, as somebody types it."""

from __future__ import annotations

import io
import json
import re
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.schemes import cli
from maatwerk.site import registry
from maatwerk.site.library import library
from tests.knowledge.schemes.test_contract import ANSWERED, alone, answer

TODAY = date(2026, 11, 22)
MUNICIPALITIES = {slug: Municipality(slug, profile) for slug, profile in registry.demo_municipalities().items()}


class Called:
    """What came of a call: exit status, and both outputs."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def answer(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def schemes(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    def call(*words: object, stdin: object = None) -> Called:
        parser = ArgumentParser()
        cli.add_arguments(parser)
        text = stdin if isinstance(stdin, bytes) else json.dumps(stdin).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
        status = cli.run(
            parser.parse_args([str(word) for word in words]),
            lambda name: registry.called(name, MUNICIPALITIES),
            lambda _municipality: registry.desk_for(library()),
            MUNICIPALITIES["duinstad"],
            TODAY,
        )
        return Called(status, *capsys.readouterr())

    return call


def test_one_household_from_standard_input(schemes: Any) -> None:
    told = schemes("assess", "-", "--json", stdin=alone())
    assert told.status == 0
    assert told.answer == answer(alone())


def test_one_household_from_a_file_in_english(schemes: Any, tmp_path: Path) -> None:
    place = tmp_path / "household.json"
    place.write_text(json.dumps(alone()), encoding="utf-8-sig")
    told = schemes("assess", place, "--json", "--language", "en")
    assert told.answer == answer(alone(), "en")


def test_the_day_of_the_call_counts_for_every_household(schemes: Any) -> None:
    told = schemes("assess", "-", "--json", "--peildatum", "2025-03-01", stdin=[alone(), alone()])
    assert [each["peildatum"] for each in told.answer] == ["2025-03-01"] * 2


def test_of_a_list_a_bad_one_gets_its_fault_and_the_status_is_good(schemes: Any) -> None:
    told = schemes("assess", "-", "--json", stdin=[alone(), {"personen": []}, alone(), 3])
    assert told.status == 0
    for each in told.answer:
        ANSWERED.validate(each)
    assert [list(each) for each in told.answer] == [["peildatum", "regelingen"], ["fout"]] * 2
    assert told.answer[1]["fout"]["veld"] == "personen"


def test_an_empty_list_is_answered_with_one(schemes: Any) -> None:
    assert schemes("assess", "-", "--json", stdin=[]).answer == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_for_people_every_scheme_is_told_with_its_steps(schemes: Any, language: str) -> None:
    told = schemes("assess", "-", "--language", language, stdin=[alone(vermogen=None), {"personen": "?"}])
    assert told.status == 0
    assert "Zorgtoeslag" in told.out or "zorgtoeslag" in told.out
    assert "(Wzt art. 2 lid 2)" in told.out
    assert "[vermogen]" in told.out
    assert "! personen:" in told.out


@pytest.mark.parametrize("name", ["veenrode", "Veenrode", "gemeente veenrode", MUNICIPALITIES["veenrode"].profile.name])
def test_a_municipality_is_known_by_its_short_name_and_its_name(schemes: Any, name: str) -> None:
    assert schemes("assess", "-", "--json", stdin=alone() | {"gemeente": name}).status == 0


BAD: dict[str, tuple[bytes | object, str]] = {
    "a field": (alone(vermogen="veel"), r"personen\[0\]\.vermogen: Dit moet een getal zijn"),
    "a municipality": (alone() | {"gemeente": "atlantis"}, "gemeente: Deze gemeente kennen wij niet"),
    "NaN": (b'{"personen": [{"rol": "aanvrager", "vermogen": NaN}]}', "geen geldige JSON"),
    "Infinity": (b'{"personen": [{"rol": "aanvrager", "vermogen": -Infinity}]}', "geen geldige JSON"),
    "a huge exponent": (b'{"personen": [{"rol": "aanvrager", "vermogen": 1e999}]}', r"personen\[0\]\.vermogen: "),
    "a number of 5,000 digits": (b"9" * 5000, "geen geldige JSON"),
    "a key twice": (b'{"personen": [], "personen": []}', "geen geldige JSON"),
    "nested deeply": (b"[" * 200_000, "geen geldige JSON"),
    "no JSON": (b"\xff\xfe", "geen geldige JSON"),
    "nothing": (b"", "geen geldige JSON"),
    "too many": ([1] * (cli.MOST_HOUSEHOLDS + 1), "hoogstens 10000"),
    "a surrogate": (b'{"personen": [{"rol": "aanvrager", "\\ud800": 1}]}', r"personen\[0\]\.\?"),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_what_cannot_be_used_gives_status_2_and_one_sentence(schemes: Any, bad: tuple[object, str]) -> None:
    told = schemes("assess", "-", "--json", stdin=bad[0])
    assert (told.status, told.out) == (2, "")
    assert re.search(bad[1], told.err)
    assert told.err.count("\n") == 1


def test_a_file_that_is_too_large_is_not_read(schemes: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "MOST_BYTES", 100)
    assert "te groot" in schemes("assess", "-", stdin=alone()).err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["assess", "/nowhere.json"], "niet te lezen"),
        (["assess", "-", "--peildatum", "gisteren"], "peildatum: "),
        (["assess", "-", "--language", "fr"], "taal 'fr'"),
        (["parameters", "zorgtoeslag", "--gemeente", "atlantis"], "gemeente: "),
        (["parameters", "toverij"], "De regeling 'toverij' kennen wij niet. Wel: zorgtoeslag"),
    ],
)
def test_a_call_that_cannot_be_carried_out(schemes: Any, words: list[str], sentence: str) -> None:
    told = schemes(*words, stdin=alone())
    assert told.status == 2
    assert sentence in told.err


def test_the_figures_of_a_scheme_as_a_table(schemes: Any) -> None:
    """Wzt art. 4: 2.112 euro in 2025 (scheme-figures.md 4.1)."""
    lines = schemes("parameters", "zorgtoeslag", "--peildatum", "2025-06-30").out.splitlines()
    assert lines[0].split() == ["naam", "waarde", "eenheid", "sinds", "artikel", "bron", "geverifieerd"]
    [premium] = [line for line in lines if line.startswith("zorgtoeslag.standaardpremie ")]
    assert re.split(r"\s{2,}", premium)[:5] == [
        "zorgtoeslag.standaardpremie", "2112", "euro per jaar", "2025-01-01", "Wzt art. 4"
    ]  # fmt: skip
    assert premium.endswith("ja")


def test_without_a_day_the_figures_of_every_year(schemes: Any) -> None:
    rows = schemes("parameters", "zorgtoeslag", "--json").answer
    shares = [(row["sinds"], row["waarde"]) for row in rows if row["naam"] == "zorgtoeslag.norm_alleen"]
    assert shares == [("2024-01-01", 1.879), ("2025-01-01", 1.896), ("2026-01-01", 1.912)]


def test_a_figure_that_is_not_known_is_told_as_unknown(schemes: Any) -> None:
    [row] = [
        row
        for row in schemes("parameters", "zorgtoeslag", "--json", "--peildatum", "2027-01-01").answer
        if row["naam"] == "zorgtoeslag.standaardpremie"
    ]
    assert (row["waarde"], row["sinds"], row["zekerheid"]) == (None, None, "onbekend")
    assert " onbekend " in schemes("parameters", "zorgtoeslag", "--peildatum", "2027-01-01").out


def test_a_population_through_the_command(schemes: Any, tmp_path: Path) -> None:
    place, out = tmp_path / "in.csv", tmp_path / "out.csv"
    place.write_text("geboortedatum,toetsingsinkomen,vermogen,zorgverzekerd\n1990-05-01,25000,0,ja\n", encoding="utf-8")
    told = schemes("simulate", place, "--uit", out, "--peildatum", "2026-01-01")
    assert told.status == 0
    assert "1/1" in told.err
    assert out.read_text(encoding="utf-8").splitlines()[1].startswith("1,past,129.0,129.0")


def test_a_population_that_cannot_be_used(schemes: Any, tmp_path: Path) -> None:
    place, out = tmp_path / "in.csv", tmp_path / "out.csv"
    place.write_text("kale_huur\n700\n-1\n", encoding="utf-8")
    told = schemes("simulate", place, "--uit", out)
    assert told.status == 2
    assert "Rij 2: de waarde van 'kale_huur' kan niet." in told.err
    assert list(tmp_path.iterdir()) == [place]
