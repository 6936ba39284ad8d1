"""`./maatwerk ask`, and the shape of what it answers."""

from __future__ import annotations

import io
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from maatwerk.casework.frontdoor import cli
from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.site import registry
from tests.conftest import ROOT, TODAY

SCHEMA = json.loads((ROOT / "docs/contracts/ask.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
EXAMPLES = sorted((ROOT / "docs/contracts/examples").glob("*.json"))
MUNICIPALITIES = {slug: Municipality(slug, profile) for slug, profile in registry.demo_municipalities().items()}


class Asked:
    """What came of a call: exit status, and both outputs."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def answer(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def ask(door: FrontDoor, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    def call(*words: str, stdin: str = "") -> Asked:
        parser = ArgumentParser()
        cli.add_arguments(parser)
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        status = cli.run(parser.parse_args(words), lambda _municipality: door, MUNICIPALITIES, "duinstad", TODAY)
        return Asked(status, *capsys.readouterr())

    return call


def test_the_schema_itself_is_sound() -> None:
    validator_for(SCHEMA).check_schema(SCHEMA)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_in_the_documentation_are_what_is_answered(ask: Any, example: Path) -> None:
    """Each example holds the words of the call and the answer; the draw between equals is that of the day."""
    told = json.loads(example.read_text(encoding="utf-8"))
    VALIDATOR.validate(told["antwoord"])
    answer = ask(*told["aanroep"]).answer
    if answer["begrepen"]["met"] != told["antwoord"]["begrepen"]["met"]:
        pytest.skip("this machine does not have the model that the examples were made with")
    for mine, theirs in zip(answer["behoeften"], told["antwoord"]["behoeften"], strict=True):
        mine["zekerheid"] = pytest.approx(theirs["zekerheid"], abs=0.02)  # processors round a little differently
    assert answer == told["antwoord"]


QUESTIONS = [
    "ik kan niet meer stofzuigen door mijn rug",
    "Ik kan de huur niet betalen en mijn moeder valt steeds vaker thuis",
    "mijn man slaat me",
    "ik wil dood",
    "asdfgh qwerty",
    "",
    "   \n\t ",
    "😀😀😀",
    "<script>alert(1)</script>",
    "'; DROP TABLE people_municipality; --",
    "أحتاج إلى مساعدة",
    "我需要帮助",
    "\x00\x01\x02",
    "x" * 10_000,
    "ik heb schulden " * 700,
    "--help me",
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("text", QUESTIONS, ids=lambda text: text[:20] or "empty")
def test_whatever_is_asked_the_answer_has_the_fixed_shape(ask: Any, text: str, language: str) -> None:
    asked = ask("--json", "--taal", language, "--", text)
    assert (asked.status, asked.err) == (0, "")
    VALIDATOR.validate(asked.answer)
    assert asked.answer["contact"]["telefoon"] == "14 0999"


@pytest.mark.parametrize("text", ["", "😀", "أحتاج إلى مساعدة", "qwrtz", "<<<>>>"])
def test_what_is_not_understood_gives_the_contact_and_says_so(ask: Any, text: str) -> None:
    answer = ask("--json", "--", text).answer
    assert answer["niet_gevonden"] is True
    assert answer["adviezen"] == []
    assert answer["contact"]["tijden"]


def test_a_fact_changes_the_verdict(ask: Any) -> None:
    def verdict(*facts: str) -> str:
        answer = ask("ik kan niet meer stofzuigen", "--json", *(f"--feit={fact}" for fact in facts)).answer
        found = next(advice for advice in answer["adviezen"] if advice["id"] == "robotstofzuiger")
        return str(found["oordeel"])

    assert verdict() == "onzeker"
    assert verdict("vloer_vol=veel") == "past_niet"


def test_help_that_cannot_wait_comes_with_the_ordinary_answer(ask: Any) -> None:
    answer = ask("mijn man slaat me", "--json").answer
    assert answer["dringend"] is True
    assert {"112", "0800-2000"} <= {help_["telefoon"] for help_ in answer["dringende_hulp"]}
    assert answer["adviezen"] != []


def test_a_dangerous_need_without_a_rule_gives_one_calm_line(ask: Any, door: FrontDoor) -> None:
    answer = ask("--json", "voedselpakket aanvragen").answer
    dangerous = [need["id"] for need in answer["behoeften"] if door.needs[need["id"]].dangerous]
    assert dangerous
    assert answer["dringend"] is False
    assert answer["dringende_hulp"][0]["telefoon"] == "112"


def test_english_is_answered_in_english(ask: Any) -> None:
    answer = ask("I cannot pay my rent", "--taal", "en", "--json").answer
    assert "huurachterstand" in [need["id"] for need in answer["behoeften"]]
    assert answer["behoeften"][0]["tekst"].startswith("I ")
    assert all("Dit helpt" not in reason for advice in answer["adviezen"] for reason in advice["waarom"])


def test_each_municipality_gives_its_own_contact(ask: Any) -> None:
    assert ask("huur", "--gemeente", "veenrode", "--json").answer["contact"]["telefoon"] == "14 0998"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["huur", "--gemeente", "atlantis"], "De gemeente 'atlantis' kennen wij niet. Wel: duinstad, veenrode."),
        (["rent", "--gemeente", "atlantis", "--taal", "en"], "We do not know the municipality 'atlantis'."),
        (["huur", "--taal", "fr"], "De taal 'fr' kennen wij niet."),
        (["huur", "--feit", "schoenmaat=42"], "Wij kennen het gegeven 'schoenmaat' niet."),
        (["rent", "--feit", "schoenmaat=42", "--taal", "en"], "We do not know the fact 'schoenmaat'."),
        (["huur", "--feit", "drempel_cm=hoog"], "Bij 'drempel_cm' hoort een getal van 0 tot"),
        (["huur", "--feit", "drempel_cm"], "Schrijf een feit als id=waarde"),
        (["--batch", "bestaat-niet.json"], "geen leesbare JSON-lijst"),
        ([], "Stel een vraag"),
    ],
)
def test_what_cannot_be_used_ends_with_one_clear_sentence(ask: Any, words: list[str], sentence: str) -> None:
    asked = ask(*words)
    assert asked.status == 2
    assert asked.out == ""
    assert sentence in asked.err
    assert asked.err.count("\n") == 1


def test_a_batch_answers_every_row_in_order_and_loads_once(ask: Any) -> None:
    rows = [
        {"id": "a", "tekst": "ik kan niet meer stofzuigen", "feiten": {"vloer_vol": "veel", "drempel_cm": 4}},
        {"id": 2, "tekst": "I feel lonely", "taal": "en"},
        {"id": None, "tekst": ""},
        {"id": "d", "tekst": 42},
        {"id": "e"},
        "geen vraag",
        {"id": "f", "tekst": "huur", "feiten": {"schoenmaat": 42, "vloer_vol": []}, "taal": "fr"},
        {"id": "g", "tekst": "huur", "feiten": ["geen", "feiten"]},
    ]
    asked = ask("--batch", "-", stdin=json.dumps(rows))
    assert asked.status == 0
    assert [row["id"] for row in asked.answer] == ["a", 2, None, "d", "e", None, "f", "g"]
    for row in asked.answer:
        VALIDATOR.validate(row["antwoord"])
    assert [row["antwoord"]["niet_gevonden"] for row in asked.answer] == [
        False,
        False,
        True,
        True,
        True,
        True,
        False,
        False,
    ]
    assert "7: Wij kennen het gegeven 'schoenmaat' niet." in asked.err
    assert "7: de taal 'fr' kennen wij niet" in asked.err


@pytest.mark.parametrize("stdin", ["", "{}", "[", '"vraag"', "[" * 100_000])
def test_a_batch_that_is_no_list_is_refused(ask: Any, stdin: str) -> None:
    asked = ask("--batch", "-", stdin=stdin)
    assert asked.status == 2
    assert asked.err.count("\n") == 1


def test_without_json_a_person_can_read_it(ask: Any) -> None:
    out = ask("ik kan niet meer stofzuigen door mijn rug").out
    assert "Wij hoorden: " in out
    assert "14 0999" in out
