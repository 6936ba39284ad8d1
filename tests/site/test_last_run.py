"""`./maatwerk test` keeps what it found of the public values, and only when it looked at everything."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from maatwerk import __version__
from maatwerk.foundation.content import Layers
from maatwerk.site import checks, last_run
from maatwerk.site.home import CONTENT
from maatwerk.system.transparency.catalogue import Result, load_run, load_values, named_tests

DAY = date(2026, 11, 22)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the values, without a run."""
    shutil.copytree(CONTENT / "values", tmp_path / "content/values", ignore=shutil.ignore_patterns("*.json"))
    return tmp_path / "content"


def report(place: Path, names: set[str], failing: str = "") -> Path:
    """What pytest would write about these tests."""
    cases = [
        f'<testcase classname="{file.removesuffix(".py").replace("/", ".")}{cls}" name="{test}[nl]">'
        f"{'<failure/>' if name == failing else ''}</testcase>"
        for name in sorted(names)
        for file, *between, test in [name.split("::")]
        for cls in [f".{between[0]}" if between else ""]
    ]
    place.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>", encoding="utf-8")
    return place


def test_parts_are_joined_in_one_file_that_says_which_test_failed(content: Path, tmp_path: Path) -> None:
    named = sorted(named_tests(load_values(Layers((content,)))))
    first, last = set(named[:20]), set(named[20:])
    reports = [report(tmp_path / "a.xml", first, failing=named[3]), report(tmp_path / "b.xml", last | {named[0]})]
    assert "written to content/values/results.json" in last_run.keep_run(reports, DAY, content)
    run = load_run(content / "values")
    assert run is not None
    assert (run.day, run.version) == (DAY, __version__)
    assert run.tests == dict.fromkeys(named, Result.PASSED) | {named[3]: Result.FAILED}


def test_half_a_run_leaves_the_file_as_it_was(content: Path, tmp_path: Path) -> None:
    named = named_tests(load_values(Layers((content,))))
    away = min(named)
    told = last_run.keep_run([report(tmp_path / "a.xml", named - {away})], DAY, content)
    assert told == f"results of the public values: left as they were, for 1 tests did not run: {away} ..."
    assert load_run(content / "values") is None


def test_what_cannot_be_read_or_written_is_said_and_is_no_crash(content: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text("<testsuites><testcase", encoding="utf-8")
    assert "not written" in last_run.keep_run([broken], DAY, content)
    named = named_tests(load_values(Layers((content,))))
    (content / "values/results.json").mkdir()
    assert "not written" in last_run.keep_run([report(tmp_path / "a.xml", named)], DAY, content)


PYTEST = (*checks._PYTEST, "tests/foundation/content/test_loading.py", "-k", "an_id_is_used_once")


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The cases in the reports of each run that was kept."""
    runs: list[list[str]] = []

    def keep_run(reports: list[Path], _day: date) -> str:
        runs.append([path.read_text(encoding="utf-8") for path in reports])
        return "kept"

    monkeypatch.setattr(last_run, "keep_run", keep_run)
    return runs


def test_every_part_with_tests_reports_and_the_others_do_not(
    kept: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = (
        checks.Part("proeven", "met pytest", [PYTEST], fast=True),
        checks.Part("anders", "zonder pytest", [(sys.executable, "-c", "print('1 passed')")]),
    )
    monkeypatch.setattr(checks, "PARTS", parts)
    assert checks.run(Namespace(fast=False, without="")) == 0
    ((one,),) = kept
    assert 'name="test_an_id_is_used_once"' in one
    assert "kept\nall passed" in capsys.readouterr().out
    assert checks.run(Namespace(fast=False, without="anders")) == 0  # it holds no test
    assert len(kept) == 2


@pytest.mark.parametrize(("fast", "without"), [(True, ""), (False, "weg")])
def test_a_part_that_was_left_out_leaves_the_file_as_it_was(
    kept: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fast: bool, without: str
) -> None:
    parts = (
        checks.Part("goed", "gaat goed", [(sys.executable, "-c", "print('1 passed')")], fast=True),
        checks.Part("weg", "wordt weggelaten", [PYTEST]),
    )
    monkeypatch.setattr(checks, "PARTS", parts)
    assert checks.run(Namespace(fast=fast, without=without)) == 0
    assert kept == []
    assert "left as they were, without weg" in capsys.readouterr().out


def test_a_part_that_could_not_begin_leaves_the_file_as_it_was(
    kept: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(_stack: object) -> dict[str, str]:
        raise checks.MissingProgramError("install a browser")

    monkeypatch.setattr(checks, "PARTS", (checks.Part("mist", "heeft iets nodig", [PYTEST], needs=missing),))
    assert checks.run(Namespace(fast=False, without="")) == 1
    assert kept == []
    assert "left as they were, without mist" in capsys.readouterr().out
