"""`./maatwerk municipality`: adding a real municipality, and what is refused."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

import pytest
from django.test import Client

from maatwerk.foundation.people import cli
from maatwerk.foundation.people.models import Municipality
from maatwerk.foundation.people.queries import municipalities
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

DEMO = (ROOT / "content/demo/municipalities/demo.yaml").read_text(encoding="utf-8")
ONE = DEMO.partition("\nveenrode:")[0].replace("duinstad:", "voorbeeldstad:").replace("true", "false", 1)


def add(file: Path | None, hostname: str = "", hosts: tuple[str, ...] = (), taken: tuple[str, ...] = ()) -> int:
    return cli.run(Namespace(what="add", file=file, hostname=hostname), hosts, taken)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "gemeente.yaml"
    path.write_text(ONE, encoding="utf-8")
    return path


def test_a_real_municipality_is_served_under_its_own_host_name(
    file: Path, two_municipalities: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(file, "Hulp.Veenrode.example", hosts=("hulp.veenrode.example",)) == 0
    assert capsys.readouterr() == ("added voorbeeldstad: Gemeente Duinstad\n", "")
    assert not municipalities()["voorbeeldstad"].profile.invented
    page = Client().get("/", headers={"host": "hulp.veenrode.example"}).content.decode()
    assert "bestaat niet" not in page
    assert cli.run(Namespace(what="list", file=None, hostname=""), (), ()) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == ["duinstad", "veenrode", "voorbeeldstad"]
    assert ["(invented)" in line for line in listed] == [True, True, False]


def test_a_host_name_that_is_not_answered_to_yet_is_mentioned(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(file, "hulp.example") == 0
    assert "now add hulp.example to MAATWERK_HOSTS" in capsys.readouterr().err


def test_one_that_is_there_is_left_as_it_is(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(file) == 0
    file.write_text(ONE.replace("Gemeente Duinstad", "Gemeente Anders"), encoding="utf-8")
    assert add(file) == 1
    assert capsys.readouterr().err == "There is a municipality 'voorbeeldstad' already; it was left as it is.\n"
    assert municipalities()["voorbeeldstad"].profile.name == "Gemeente Duinstad"


@pytest.mark.parametrize(
    ("text", "hostname", "sentence"),
    [
        (ONE.replace("voorbeeldstad:", "Voorbeeld Stad:"), "", "'Voorbeeld Stad' cannot be a short name"),
        (ONE.replace("voorbeeldstad:", f"{'a' * 51}:"), "", "cannot be a short name"),
        (ONE.replace("voorbeeldstad:", "contact:"), "", "a page has that address"),
        (ONE, "geen host", "'geen host' is not a host name"),
        (ONE, "localhost", "'localhost' is not a host name"),
        (ONE, "bezet.example", "belongs to another municipality already"),
        (DEMO.replace("duinstad:", "een:").replace("veenrode:", "twee:"), "hulp.example", "--hostname is for one"),
        (ONE.replace("telefoon:", "telefon:"), "", "voorbeeldstad.contact.telefon"),
        (ONE.replace("#1c2a2b", "#eeeeee"), "", "contrast"),
        ("- lijst", "", "expected a mapping"),
        ("", "", "this file is empty"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_added(
    file: Path, text: str, hostname: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Municipality.objects.create(slug="bezet", hostname="bezet.example", profile={})
    file.write_text(text, encoding="utf-8")
    assert add(file, hostname, taken=("contact",)) == 1
    assert sentence in capsys.readouterr().err
    assert Municipality.objects.count() == 1


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(tmp_path / "weg.yaml") == add(None) == 1
    assert "There is no file" in capsys.readouterr().err


def test_the_verb_has_its_two_words() -> None:
    parser = ArgumentParser()
    cli.add_arguments(parser)
    assert parser.parse_args(["list"]).what == "list"
    assert parser.parse_args(["add", "x.yaml", "--hostname", "a.b"]).file == Path("x.yaml")
