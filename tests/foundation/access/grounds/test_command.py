"""`./maatwerk access task`: giving and ending tasks on the machine."""

from __future__ import annotations

from argparse import ArgumentParser

import pytest

from maatwerk.foundation.access import cli
from tests.residents import NOON
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]
WHERE = ("--municipality", "duinstad", "--organisation", "wijkteam")


def run(*words: str) -> int:
    parser = ArgumentParser()
    cli.add_arguments(parser)
    return cli.run(parser.parse_args(words), NOON)


def test_a_task_is_given_listed_and_ended(capsys: pytest.CaptureFixture[str]) -> None:
    add_worker("els")
    assert run("task", "add", "wmo", *WHERE, "--decision", "Mandaat 2026", "--bsn", "Wmo 2015 art. 5.2.9") == 0
    assert run("task", "list", "--municipality", "duinstad") == 0
    assert capsys.readouterr().out == "wijkteam  wmo  (Mandaat 2026; BSN by Wmo 2015 art. 5.2.9)\n"
    assert run("task", "end", "wmo", *WHERE) == 0
    assert run("task", "end", "wmo", *WHERE) == 1
    assert "Deze organisatie heeft deze taak niet." in capsys.readouterr().err


def test_what_is_refused_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("task", "add", "coordinatie", *WHERE, "--decision", "Mandaat 2026") == 1
    assert "geldt nu niet" in capsys.readouterr().err
    assert run("task", "end", "wmo", "--municipality", "duinstad", "--organisation", "niemand") == 1
    assert "no organisation 'niemand'" in capsys.readouterr().err
