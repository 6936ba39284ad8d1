"""The commands and their manual pages."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace

import pytest

from maatwerk import __version__
from maatwerk.site import checks, cli, serving


def call(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "maatwerk", *words],
        env=os.environ | {"PYTHONPATH": "src"}, cwd=checks.CHECKOUT, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("verb", ["run", "test", "ask", "worker", "jobs", "openapi", "check", "municipality", "staff"])
def test_every_verb_has_a_manual_page_with_examples_and_exit_status(verb: str) -> None:
    page = call(verb, "--help").stdout
    assert page.startswith(f"usage: ./maatwerk {verb}")
    assert "examples:" in page
    assert "exit status:" in page


def test_without_a_verb_the_manual_page_is_shown() -> None:
    done = call()
    assert done.returncode == 0
    assert "environment:" in done.stdout


def test_an_unknown_verb_is_refused() -> None:
    assert call("vlieg").returncode == 2


def test_the_version_is_told() -> None:
    assert call("--version").stdout == f"Slim Maatwerk {__version__}\n"


def test_a_part_that_does_not_exist_cannot_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.run(Namespace(fast=False, without="browser,regen")) == 2
    assert "there is no part regen" in capsys.readouterr().err


def test_what_ran_and_what_was_left_out_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_stack: object) -> dict[str, str]:
        raise checks.MissingProgramError("install a browser")

    parts = (
        checks.Part("goed", "gaat goed", [(sys.executable, "-c", "print('1 passed')")], fast=True),
        checks.Part("stuk", "gaat mis", [(sys.executable, "-c", "raise SystemExit(3)")]),
        checks.Part("mist", "heeft iets nodig", [], needs=broken),
        checks.Part("weg", "wordt weggelaten", []),
    )
    monkeypatch.setattr(checks, "PARTS", parts)
    assert checks.run(Namespace(fast=False, without="weg")) == 1
    told = capsys.readouterr().out
    for line in ("passed  goed", "FAILED  stuk", "FAILED  mist", "left out weg", "install a browser", "NOT all passed"):
        assert line in told
    assert checks.run(Namespace(fast=True, without="")) == 0
    assert "all passed" in capsys.readouterr().out


@pytest.mark.parametrize("port", [-1, 70_000])
def test_a_port_that_cannot_be_is_refused_with_a_sentence(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert serving.run(Namespace(host="127.0.0.1", port=port, only=None)) == 1
    assert "cannot listen on" in capsys.readouterr().err


def test_the_parser_knows_every_verb_once() -> None:
    assert cli._parser().format_help().count("start the web server and the job worker") == 1


def test_a_municipality_cannot_be_named_after_the_address_of_a_page() -> None:
    parts = cli._first_parts_of_paths()
    assert {"contact", "antwoord", "privacy", "stijl", "en", "static", "healthz", "readyz", "api"} <= parts
    assert not {part for part in parts if "<" in part or "/" in part}
