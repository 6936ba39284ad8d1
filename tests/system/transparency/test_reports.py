"""From what pytest writes to what is kept: parts are joined, and the worst that is known counts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from maatwerk.system.transparency.catalogue import Result, Run, load_run
from maatwerk.system.transparency.rules import joined, read_report, written
from tests.system.transparency.values import DAY, ONE, TWO, a_run

PASSED, FAILED, NOT_RUN = Result.PASSED, Result.FAILED, Result.NOT_RUN
CASE_1, CASE_2, OTHER = "tests.site.test_mail.test_one[1]", "tests.site.test_mail.test_one[2]", "tests.x.test_y.test_z"


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([{CASE_1: PASSED, CASE_2: PASSED}], PASSED),
        ([{CASE_1: PASSED, CASE_2: FAILED}], FAILED),
        ([{CASE_1: PASSED, CASE_2: NOT_RUN}], NOT_RUN),
        ([{CASE_1: PASSED, CASE_2: NOT_RUN}, {CASE_2: PASSED}], PASSED),  # skipped on one database, run on the other
        ([{CASE_1: PASSED}, {CASE_1: FAILED}], FAILED),  # fails on one database only
        ([{CASE_1: FAILED}, {CASE_1: PASSED}], FAILED),
    ],
)
def test_each_case_passes_somewhere_and_fails_nowhere(reports: list[dict[str, Result]], expected: Result) -> None:
    assert joined([ONE], [*reports, {OTHER: FAILED}]) == {ONE: expected}


def test_a_test_that_no_report_knows_is_left_out() -> None:
    assert joined([ONE, TWO], [{CASE_1: PASSED}]) == {ONE: PASSED}


WROTE = """
import pytest

class TestPost:
    def test_two(self): pass

@pytest.mark.parametrize("n", ["a[b]", "c.d::e"])
def test_one(n): assert n != "a[b]"

@pytest.fixture
def broken(): raise LookupError

def test_three(broken): pass

@pytest.mark.skip
def test_four(): pass

@pytest.fixture
def leaves_badly():
    yield
    raise LookupError

def test_five(leaves_badly): pass
"""


def test_what_pytest_itself_writes_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "tests/site"
    folder.mkdir(parents=True)
    (folder / "test_mail.py").write_text(WROTE, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    report = tmp_path / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:django"]
    subprocess.run(
        [*command, "--import-mode=importlib", f"--rootdir={tmp_path}", f"--junit-xml={report}", "tests"],
        cwd=tmp_path, check=False, capture_output=True,
    )  # fmt: skip
    names = [f"tests/site/test_mail.py::{name}" for name in ("test_one", "test_three", "test_four", "test_five")]
    assert joined([TWO, *names], [read_report(report.read_text(encoding="utf-8"))]) == dict(
        zip([TWO, *names], [PASSED, FAILED, FAILED, NOT_RUN, FAILED], strict=True)
    )


def test_the_same_run_is_written_as_the_same_file_and_read_back(tmp_path: Path) -> None:
    run = a_run(one=PASSED, two=FAILED)
    again = Run(day=DAY, version="1.2.3", tests={TWO: FAILED, ONE: PASSED})
    assert written(run) == written(again)
    (tmp_path / "results.json").write_text(written(run), encoding="utf-8")
    assert load_run(tmp_path) == run
