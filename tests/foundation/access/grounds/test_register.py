"""The register of purposes and categories: what fits together, and what a later layer may not do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from maatwerk.foundation.access.register import CategoryKind, Register, load_register
from maatwerk.foundation.content import ContentError, Layers
from maatwerk.site.home import CONTENT

TEXT = {"nl": "tekst", "en": "text"}
LAW = {"wet": "AVG", "artikel": "6"}
CATEGORY = {"naam": TEXT, "uitleg": TEXT, "soort": "gewoon", "gebied": "beide"}
CATEGORIES: dict[str, Any] = {
    "geld": CATEGORY,
    "identiteit": CATEGORY,
    "gezondheid": CATEGORY | {"soort": "bijzonder"},
    "justitie": CATEGORY | {"soort": "strafrechtelijk"},
    "bsn": CATEGORY | {"soort": "bsn"},
    "melder": CATEGORY | {"verborgen": True},
}
TASK: dict[str, Any] = {
    "naam": TEXT,
    "uitleg": TEXT,
    "soort": "taak",
    "avg6": "e",
    "wetten": [LAW],
    "categorieen": ["geld"],
    "partijen": ["gemeente"],
    "bewaren": {"vanaf": TEXT, "vanaf_soort": "opgeschreven", "maanden": 12, "wet": LAW},
    "inspraak": TEXT,
    "sinds": "2020-01-01",
}


def write(folder: Path, purposes: dict[str, Any], categories: dict[str, Any]) -> Path:
    for name, values in (("purposes", purposes), ("categories", {"alle": categories} if categories else {})):
        (folder / name).mkdir(parents=True)
        for id_, value in values.items():
            (folder / name / f"{id_}.yaml").write_text(yaml.safe_dump(value))
    return folder


def load(folder: Path, id_: str = "hulp", **changes: Any) -> Register:
    kept = {name: value for name, value in (TASK | changes).items() if value is not None}
    return load_register(Layers((write(folder / "grond", {id_: kept}, CATEGORIES),)))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"categorieen": ["bestaat_niet"]}, "there is no category"),
        ({"met_toestemming": ["bestaat_niet"]}, "there is no category"),
        ({"ook_van": {"elders": {"categorieen": ["geld"], "wet": LAW}}}, "there is no purpose"),
        ({"categorieen": ["gezondheid"]}, "name the exception"),
        ({"met_toestemming": ["justitie"]}, "name the exception"),
        ({"partijen": None}, "which kinds of party"),
        ({"soort": "eigen"}, "only a task"),
        ({"soort": "toezicht", "partijen": None, "categorieen": ["bsn"]}, "UAVG art. 46"),
        ({"met_toestemming": ["bsn"]}, "UAVG art. 46"),
        ({"categorieen": ["melder"]}, "stays hidden"),
        ({"met_toestemming": ["identiteit"]}, "AVG art. 7 lid 4"),
        ({"bewaren": {"vanaf": TEXT, "vanaf_soort": "opgeschreven", "maanden": 12}}, "name the law"),
        (
            {"bewaren": {"vanaf": TEXT, "vanaf_soort": "opgeschreven", "maanden": 12, "wet": LAW, "gekozen": TEXT}},
            "name the law",
        ),
        ({"bewaren": None}, "bewaren"),
        ({"wetten": []}, "wetten"),
    ],
)
def test_what_does_not_fit_together_is_refused(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ContentError, match=said):
        load(tmp_path, **changes)


def test_what_is_hidden_is_there_for_safety_alone(tmp_path: Path) -> None:
    assert load(tmp_path, "veiligheid", categorieen=["melder"]).purposes["veiligheid"].categories == ("melder",)


def test_a_code_is_never_enough_for_what_is_sensitive(tmp_path: Path) -> None:
    for wrong in ({"soort": "bijzonder"}, {"verborgen": True}):
        folder = write(tmp_path / str(len(wrong)) / next(iter(wrong)), {}, {"a": CATEGORY | {"licht": True} | wrong})
        with pytest.raises(ContentError, match="a code is not enough"):
            load_register(Layers((folder,)))


def test_a_purpose_counts_from_its_first_day_and_not_on_its_last(tmp_path: Path) -> None:
    purpose = load(tmp_path, tot="2026-01-01").purposes["hulp"]
    counts = {
        day: purpose.counts_on(day) for day in map(date.fromisoformat, ("2019-12-31", "2020-01-01", "2026-01-01"))
    }
    assert list(counts.values()) == [False, True, False]


@pytest.mark.parametrize(
    "wider",
    [
        {"categorieen": ["geld", "identiteit"]},
        {"met_toestemming": ["geld"]},
        {"partijen": ["gemeente", "bedrijf"]},
        {"ook_van": {"hulp": {"categorieen": ["geld"], "wet": LAW}}},
        {"bewaren": {"vanaf": TEXT, "vanaf_soort": "opgeschreven", "maanden": 13, "wet": LAW}},
        {"sinds": "2019-01-01"},
        {"avg6": "a"},
    ],
)
def test_a_later_layer_does_not_widen_a_purpose(tmp_path: Path, wider: dict[str, Any]) -> None:
    ground = write(tmp_path / "grond", {"hulp": TASK}, CATEGORIES)
    layers = Layers((ground, write(tmp_path / "eigen", {"hulp": TASK | wider}, {})))
    assert load_register(layers).purposes == load_register(Layers((ground,))).purposes
    assert "only become stricter" in str(layers.faults[0])


def test_a_later_layer_may_end_a_purpose_and_keep_things_shorter(tmp_path: Path) -> None:
    ground = write(tmp_path / "grond", {"hulp": TASK}, CATEGORIES)
    stricter = TASK | {
        "tot": "2027-01-01",
        "bewaren": {"vanaf": TEXT, "vanaf_soort": "opgeschreven", "maanden": 6, "wet": LAW},
    }
    layers = Layers((ground, write(tmp_path / "eigen", {"hulp": stricter}, {})))
    assert load_register(layers).purposes["hulp"].until == date(2027, 1, 1)
    assert layers.faults == []


@pytest.mark.parametrize("softer", [{"verborgen": False}, {"soort": "bijzonder"}, {"gebied": "geld"}])
def test_a_later_layer_does_not_soften_a_category(tmp_path: Path, softer: dict[str, Any]) -> None:
    ground = write(tmp_path / "grond", {"hulp": TASK}, CATEGORIES)
    changed = {"melder": CATEGORIES["melder"] | softer}
    layers = Layers((ground, write(tmp_path / "eigen", {}, changed)))
    assert load_register(layers).categories["melder"].hidden
    assert len(layers.faults) == 1


def test_the_wams_gives_nothing_while_it_is_not_known_to_be_in_force() -> None:
    """conventions.md: "treat in-force status as unknown"."""
    coordination = load_register(Layers((CONTENT,))).purposes["coordinatie"]
    assert not any(coordination.counts_on(date(year, 1, 1)) for year in range(2015, 2050))


def test_the_bsn_goes_with_tasks_of_which_a_law_says_so() -> None:
    """Wmo 2015 art. 5.2.9, Jeugdwet art. 7.2.1, Wgs art. 8c, Wvggz art. 8:22, Leerplichtwet art. 18 lid 4; the
    Participatiewet by its article 53a."""
    register = load_register(Layers((CONTENT,)))
    bsn = {id_ for id_, each in register.categories.items() if each.kind is CategoryKind.BSN}
    may = {id_ for id_, each in register.purposes.items() if bsn & set(each.categories)}
    assert may == {"wmo", "jeugdhulp", "schuldhulp", "wvggz", "leerplicht", "participatie"}


def test_terms_are_those_of_the_law() -> None:
    """Wmo 2015 art. 5.3.4: vijftien jaren. Jeugdwet art. 7.3.8 lid 3: twintig jaar. Wvggz art. 8:32 lid 4, which points
    to BW 7:454: twintig jaren."""
    purposes = load_register(Layers((CONTENT,))).purposes
    years = {"wmo": 15, "veiligheid": 15, "jeugdhulp": 20, "wvggz": 20}
    assert {id_: purposes[id_].retention.months for id_ in years} == {id_: 12 * each for id_, each in years.items()}
