"""`./maatwerk content check`, and what an installation's own folder may and may not do."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest
import yaml

from maatwerk.foundation.content import Layers
from maatwerk.site import content
from maatwerk.site.home import CONTENT
from maatwerk.site.library import faults_of, open_library


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "onze-content"
    folder.mkdir()
    return folder


def copy(own: Path, name: str, **changes: object) -> Path:
    """A file of the repository in the own folder, with some keys changed; None takes a key away."""
    source = next(CONTENT.rglob(name))
    data = yaml.safe_load(source.read_text(encoding="utf-8"))
    data.update({key: value for key, value in changes.items() if value is not None})
    for key in (key for key, value in changes.items() if value is None):
        del data[key]
    target = own / source.relative_to(CONTENT)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return target


def check(own: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status = content.run(Namespace(what="check", folder=own))
    return status, capsys.readouterr().out


def test_the_content_of_the_repository_is_without_faults() -> None:
    assert faults_of(Layers((CONTENT,))) == []


def test_an_own_service_takes_the_place_of_the_one_below(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy(own, "geldfit.yaml", organisatie="Onze eigen helpdesk")
    assert check(own, capsys) == (0, "")
    assert open_library(Layers((CONTENT, own))).services["geldfit"].organisation == "Onze eigen helpdesk"


@pytest.mark.parametrize(
    ("name", "changes", "told"),
    [
        ("geldfit.yaml", {"behoeften": ["bestaat_niet"]}, "behoeften: there is no need 'bestaat_niet'"),
        ("geldfit.yaml", {"kosten": None}, "kosten: this is missing"),
        ("cantril.yaml", {"licentie": None}, "'licentie' is missing: a questionnaire without a licence may not"),
        ("geldfit.yaml", {"kleur": "rood"}, "kleur: there is no such key here"),
        ("geldfit.yaml", {"telefoon": 112}, "telefoon: expected words"),
        ("geldfit.yaml", {"noodhulp": "soms"}, "noodhulp: expected true or false"),
        ("schulden.yaml", {"leefgebied": "geld"}, "leefgebied: expected one of 'financien'"),
        ("schulden.yaml", {"verwant": ["bestaat_niet"]}, "verwant: there is no need 'bestaat_niet'"),
        ("robotstofzuiger.yaml", {"privacy": 4}, "privacy: expected 3 or less"),
        ("robotstofzuiger.yaml", {"behoeften": ["bestaat_niet"]}, "there is no need 'bestaat_niet'"),
        (
            "schulden.yaml",
            {"tekst": {"nl": "Indien u schulden heeft", "en": "Debts"}},
            "tekst: 'indien' is officialese; write 'als'",
        ),
    ],
)
def test_a_fault_is_told_with_file_line_and_a_sentence(
    own: Path, capsys: pytest.CaptureFixture[str], name: str, changes: dict[str, object], told: str
) -> None:
    target = copy(own, name, **changes)
    status, out = check(own, capsys)
    assert status == 1
    line = next(line for line in out.splitlines() if told in line)
    file, number, _ = line.split(":", 2)
    assert file == str(target)
    assert 1 <= int(number) <= len(target.read_text(encoding="utf-8").splitlines())


def rule(name: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((CONTENT / "urgent" / name).read_text(encoding="utf-8"))
    return found


def test_an_urgent_rule_may_get_more_patterns_and_more_help(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = rule("zelfmoord.yaml")
    patterns = {**told["patronen"], "en": [*told["patronen"]["en"], "bridge tonight"]}  # type: ignore[dict-item,index]
    copy(own, "zelfmoord.yaml", patronen=patterns, hulp=[*told["hulp"], "luisterlijn"])  # type: ignore[misc]
    assert check(own, capsys) == (0, "")


@pytest.mark.parametrize(
    ("name", "changes", "told"),
    [
        ("zelfmoord.yaml", {"patronen": {"nl": ["zelfmoord"], "en": []}}, "is gone"),
        ("zelfmoord.yaml", {"hulp": ["luisterlijn"]}, "the help 'zelfmoordpreventie_113' is gone"),
        ("zelfmoord.yaml", {"behalve": {"nl": ["wil dood"], "en": []}}, "'wil dood' is a new exception"),
        ("veilig_thuis.yaml", {"noodhulp": False}, "'noodhulp' is switched off"),
        ("veilig_thuis.yaml", {"telefoon": None}, "the phone number is gone"),
        ("robotstofzuiger.yaml", {"regels": []}, "is gone or weaker"),
        ("camera_binnen.yaml", {"privacy": 0}, "'privacy' is lower"),
        ("camera_binnen.yaml", {"autonomie": 0}, "'autonomie' is lower"),
    ],
)
def test_nothing_that_keeps_people_safe_can_be_made_weaker(
    own: Path, capsys: pytest.CaptureFixture[str], name: str, changes: dict[str, object], told: str
) -> None:
    copy(own, name, **changes)
    status, out = check(own, capsys)
    assert status == 1
    assert "this may only become stricter" in out
    assert told in out
    strict, tried = open_library(Layers((CONTENT,))), open_library(Layers((CONTENT, own)))
    assert tried.urgent == strict.urgent
    assert tried.services == strict.services
    assert tried.technologies == strict.technologies


def test_a_folder_that_nothing_reads_is_told(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "diensten").mkdir()
    status, out = check(own, capsys)
    assert status == 1
    assert "nothing reads this folder" in out


def test_a_folder_that_is_not_there_is_told(own: Path) -> None:
    assert content.run(Namespace(what="check", folder=own / "nergens")) == 2


def test_what_is_not_even_yaml_is_told_with_its_line(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "services").mkdir()
    (own / "services/kapot.yaml").write_text("naam:\n  nl: 'open\n", encoding="utf-8")
    (own / "services/bytes.yaml").write_bytes(b"\xff\xfe\x00")
    (own / "services/diep.yaml").write_text("[" * 5000, encoding="utf-8")
    status, out = check(own, capsys)
    assert status == 1
    for name in ("kapot.yaml:", "bytes.yaml", "diep.yaml"):
        assert name in out
