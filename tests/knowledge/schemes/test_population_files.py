"""Populations in files: the same outcome as one household at a time, and every way to get a file wrong."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes import population
from maatwerk.knowledge.schemes.desk import Desk
from maatwerk.knowledge.schemes.engine.assessing import assess
from maatwerk.knowledge.schemes.population import RefusedError, opened
from maatwerk.knowledge.schemes.reading import household_from
from maatwerk.knowledge.schemes.simulating import simulate
from tests.knowledge.schemes.test_contract import desk

ON = date(2026, 1, 1)
HEADER = [
    "id", "geboortedatum", "toetsingsinkomen", "vermogen", "zorgverzekerd", "samenwonen", "partner.geboortedatum",
    "partner.toetsingsinkomen", "partner.vermogen", "partner.zorgverzekerd", "kind1.geboortedatum",
    "kind2.geboortedatum", "woning_soort", "zelfstandig", "kale_huur",
]  # fmt: skip
ROWS = [
    ["a", "1990-05-01", "25000", "0", "ja", "nee", "", "", "", "", "", "", "huur", "ja", "700"],
    [
        "b",
        "1990-05-01",
        "30000",
        "1000",
        "true",
        "ja",
        "1991-02-03",
        "9000",
        "0",
        "1",
        "2015-01-01",
        "",
        "koop",
        "",
        "",
    ],
    ["c", "1980-01-31", "", "0", "ja", "nee", "", "", "", "", "2010-01-01", "2012-01-01", "huur", "ja", "932.93"],
    ["d", "1950-12-31", "40858", "200000", "nee", "ja", "1950-01-01", "0", "0", "0", "", "", "kamer", "false", "300"],
    ["e", "2008-01-01", "0", "0", "ja", "", "", "", "", "", "", "", "", "", ""],
]


def written(folder: Path, rows: list[list[str]] = ROWS, header: list[str] = HEADER, kind: str = "csv") -> Path:
    place = folder / "in.csv"
    with place.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([header, *rows])
    if kind == "csv":
        return place
    parquet = folder / "in.parquet"
    duckdb.read_csv(str(place)).write_parquet(str(parquet))  # with types of its own
    return parquet


def told(out: Path) -> list[dict[str, Any]]:
    source = duckdb.read_parquet(str(out)) if out.suffix == ".parquet" else duckdb.read_csv(str(out))
    names = source.columns
    return [dict(zip(names, row, strict=True)) for row in source.fetchall()]


def run(folder: Path, place: Path, kind: str = "csv", of: Desk | None = None) -> list[dict[str, Any]]:
    out = folder / f"out.{kind}"
    simulate(place, out, of or desk(), ON, lambda _done, _of: None)
    return told(out)


def household(row: list[str]) -> Any:
    """The same row in the words of the contract."""
    cells = {name: value for name, value in zip(HEADER, row, strict=True) if value and name != "id"}
    people: dict[str, dict[str, Any]] = {"": {"rol": "aanvrager"}}
    home: dict[str, Any] = {}
    for name, text in cells.items():
        subject, _, fact = name.rpartition(".")
        value: object = text
        if text in ("ja", "true", "1", "nee", "false", "0") and fact in ("zorgverzekerd", "zelfstandig", "samenwonen"):
            value = text in ("ja", "true", "1")
        elif fact in ("toetsingsinkomen", "vermogen", "kale_huur"):
            value = float(text)
        if fact in ("woning_soort", "zelfstandig", "kale_huur"):
            home[fact] = value
        elif fact != "samenwonen":
            role = subject.rstrip("0123456789")
            people.setdefault(subject, {"rol": role} if subject else {})[fact] = value
    raw = {"peildatum": ON.isoformat(), "personen": list(people.values()), "woning": home}
    return household_from(raw, desk().dictionary, bool, ON).household


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_population_gets_what_each_household_gets_alone(tmp_path: Path, kind: str) -> None:
    """Of the last row nobody said whether there is a partner, which the contract cannot leave open."""
    found = run(tmp_path, written(tmp_path, ROWS[:4], kind=kind), kind)
    assert [row["id"] for row in found] == ["a", "b", "c", "d"]
    assert [row["rij"] for row in found] == [1, 2, 3, 4]
    for cells, row in zip(found, ROWS[:4], strict=True):
        for scheme in desk().schemes:
            one = assess(scheme, household(row), desk().book, desk().dictionary)
            assert cells[f"{scheme.id}.oordeel"] == one.verdict.value, (row, scheme.id)
            if one.verdict is Verdict.FITS and one.amount:
                low, high = one.amount.bounds or (one.amount.paid_out, one.amount.paid_out)
                amounts = (cells[f"{scheme.id}.laagst"], cells[f"{scheme.id}.hoogst"])
                assert amounts == pytest.approx((float(low or 0), float(high or 0)))


def test_in_small_parts_the_outcome_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run(tmp_path, written(tmp_path))
    monkeypatch.setattr(population, "CHUNK", 2)
    monkeypatch.setattr("maatwerk.knowledge.schemes.engine.assessing.TOGETHER", 1)
    assert run(tmp_path, written(tmp_path)) == whole


def test_an_empty_cell_for_a_partner_is_unknown(tmp_path: Path) -> None:
    """Zorgtoeslag of row e: with nobody 129 euro a month; with a partner of unknown means from nothing to 246."""
    last = run(tmp_path, written(tmp_path))[-1]
    assert last["zorgtoeslag.oordeel"] == "past_niet"  # 18 on that day: from the month after
    other = ROWS[-1].copy()
    other[1] = "2000-01-01"
    open_ = run(tmp_path, written(tmp_path, [other]))[0]
    assert (open_["zorgtoeslag.oordeel"], open_["zorgtoeslag.laagst"], open_["zorgtoeslag.hoogst"]) == (
        "onzeker",
        0,
        246,
    )


def test_without_a_column_for_it_whoever_has_a_value_is_there(tmp_path: Path) -> None:
    header = ["geboortedatum", "partner.vermogen", "kind2.geboortedatum", "medebewoner1.relatie"]
    place = written(tmp_path, [["1990-01-01", "0", "", "ouder"], ["1990-01-01", "", "2020-01-01", ""]], header)
    with opened(place, ON, desk().dictionary) as people:
        [(start, households)] = people.parts()
    assert start == 0
    assert {who: list(there) for who, there in households.there.items()} == {
        "partner": [1, 0], "kind1": [0, 0], "kind2": [0, 1], "medebewoner1": [1, 0]
    }  # fmt: skip


def test_a_count_says_how_many_there_are(tmp_path: Path) -> None:
    header = ["samenwonen", "aantal_kinderen", "aantal_volwassenen"]
    place = written(tmp_path, [["ja", "1", "3"], ["nee", "0", "1"], ["nee", "", ""]], header)
    with opened(place, ON, desk().dictionary) as people:
        [(_start, households)] = people.parts()
    there = {who: [None if np.isnan(one) else one for one in row] for who, row in households.there.items()}
    assert there == {"partner": [1, 0, 0], "kind1": [1, 0, None], "medebewoner1": [1, 0, None]}


@pytest.mark.parametrize(
    ("header", "rows", "sentence"),
    [
        (["inkomen"], [["1"]], "het gegeven 'inkomen' niet"),
        (["partner.kale_huur"], [["1"]], "gaat over de woning"),
        (["oma.vermogen"], [["1"]], "kennen wij de persoon niet"),
        (["lopen"], [["rolstoel"]], "gebruiken wij niet voor regelingen"),
        (["vermogen", "vermogen"], [["1", "2"]], "twee keer"),
        (["id"], [["1"]], "geen kolom met een gegeven"),
        (["vermogen"], [["0"], ["veel"]], "Rij 2: de waarde van 'vermogen' kan niet."),
        (["vermogen", "kale_huur"], [["1.000,00", "1"]], "Rij 1"),
        (["vermogen"], [["1,2"]], "niet te lezen"),
        (["vermogen", "kale_huur"], [["1", "2", "3"]], "niet te lezen"),
        (["vermogen"], [["nan"]], "Rij 1"),
        (["vermogen"], [["1e9"]], "Rij 1"),
        (["kale_huur"], [["0"], ["-0.01"]], "Rij 2"),
        (["zorgverzekerd"], [["misschien"]], "Rij 1"),
        (["woning_soort"], [["tent"]], "Rij 1"),
        (["geboortedatum"], [["1990-02-30"]], "Rij 1"),
        (["geboortedatum"], [["2026-01-02"]], "Rij 1"),
        (["geboortedatum"], [["1899-12-31"]], "Rij 1"),
        (["leeftijd"], [["40.5"]], "Rij 1"),
        (["samenwonen", "partner.vermogen"], [["ja", "0"], ["nee", "5"]], "Rij 2: 'partner' heeft gegevens"),
        (["aantal_kinderen", "kind2.geboortedatum"], [["1", "2020-01-01"]], "Rij 1: 'kind2' heeft gegevens"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole(
    tmp_path: Path, header: list[str], rows: list[list[str]], sentence: str
) -> None:
    place = written(tmp_path, rows, header)
    with pytest.raises(RefusedError) as refused:
        run(tmp_path, place)
    assert sentence in refused.value.sentences[0].nl
    assert not (tmp_path / "out.csv").exists()


def test_at_most_ten_bad_values_are_named(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        run(tmp_path, written(tmp_path, [["x"]] * 30, ["vermogen"]))
    assert len(refused.value.sentences) == 10


@pytest.mark.parametrize("type_", ["BOOLEAN", "DATE", "INTEGER[]"])
def test_a_parquet_column_of_a_wrong_kind_is_refused(tmp_path: Path, type_: str) -> None:
    place = tmp_path / "in.parquet"
    duckdb.sql(f"SELECT CAST(NULL AS {type_}) AS vermogen").write_parquet(str(place))
    with pytest.raises(RefusedError, match="wrong kind"):
        run(tmp_path, place)


@pytest.mark.parametrize("name", ["missing.csv", "in.json", "broken.parquet"])
def test_a_file_that_is_not_there_or_not_of_a_kind_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing else")
    with pytest.raises(RefusedError):
        run(tmp_path, tmp_path / name)


@pytest.mark.parametrize("out", ["out.json", "nowhere/out.csv"])
def test_a_place_to_write_that_cannot_be_is_refused_before_anything_is_read(tmp_path: Path, out: str) -> None:
    with pytest.raises(RefusedError, match="--uit"):
        simulate(written(tmp_path), tmp_path / out, desk(), ON, lambda _done, _of: None)


def test_it_says_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(population, "CHUNK", 2)
    seen: list[tuple[int, int]] = []
    simulate(written(tmp_path), tmp_path / "out.csv", desk(), ON, lambda done, of: seen.append((done, of)))
    assert seen == [(2, 5), (4, 5), (5, 5)]
