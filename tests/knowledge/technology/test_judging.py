"""Does a technology fit this home and this person?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.facts import Dictionary, FactKey, KnownFact, load_facts
from maatwerk.knowledge.technology import load_technologies
from maatwerk.knowledge.technology.rules import judge
from maatwerk.site.home import CONTENT

DICTIONARY = Dictionary(load_facts(CONTENT / "facts"))
TECHNOLOGIES = load_technologies(CONTENT / "technology", DICTIONARY)

# A home where nothing speaks against a robot vacuum cleaner.
CLEAR_HOME: dict[str, object] = {
    "vloer_vol": "nee",
    "drempel_cm": 1,
    "losse_kleden": "nee",
    "hoogpolig_tapijt": "nee",
    "snoeren_vloer": "nee",
    "verdiepingen": 1,
    "balans": "goed",
    "zien": "goed",
    "stopcontact_plek": "ja",
    "huisdier": "geen",
    "lopen": "zonder_hulp",
    "bukken": "ja",
    "schrikt": "nee",
    "geheugen": "goed",
}


def facts(answers: dict[str, Any]) -> dict[FactKey, KnownFact]:
    read = (DICTIONARY.read(fact, answer) for fact, answer in answers.items())
    return {key: KnownFact(value) for key, value in read}


def verdict(technology: str, answers: dict[str, Any]) -> Verdict:
    return judge(TECHNOLOGIES[technology], facts(answers)).verdict


def test_a_robot_fits_a_clear_floor() -> None:
    assert verdict("robotstofzuiger", CLEAR_HOME) is Verdict.FITS


# The case that the interview of The Hague tells (City Deal Slim Maatwerk, annual report 2022): boxes, side tables,
# thresholds; the robot was delivered and never drove.
def test_a_robot_does_not_fit_a_full_floor_whatever_else_is_unknown() -> None:
    judgement = judge(TECHNOLOGIES["robotstofzuiger"], facts({"vloer_vol": "veel"}))
    assert judgement.verdict is Verdict.DOES_NOT_FIT
    assert judgement.questions == ()
    assert "rijdt de robot zich vast" in judgement.applied[0].reason.nl


def test_a_threshold_makes_it_fit_only_if_something_is_done() -> None:
    judgement = judge(TECHNOLOGIES["robotstofzuiger"], facts(CLEAR_HOME | {"drempel_cm": 3}))
    assert judgement.verdict is Verdict.FITS_IF
    assert judgement.applied[0].remedy is not None


def test_unknown_is_asked_and_never_taken_as_fine() -> None:
    judgement = judge(TECHNOLOGIES["robotstofzuiger"], {})
    assert judgement.verdict is Verdict.UNSURE
    assert judgement.questions[:2] == ("vloer_vol", "hoogpolig_tapijt")  # what blocks is asked first


def test_what_somebody_does_not_want_is_never_advised() -> None:
    assert all(
        verdict(technology, CLEAR_HOME | {"wil_zelf": "nee"}) is Verdict.DOES_NOT_FIT for technology in TECHNOLOGIES
    )


def test_no_device_records_more_than_somebody_allows() -> None:
    for id_, technology in TECHNOLOGIES.items():
        answers = facts({"privacy_grens": 0})
        effects = {rule.effect for rule in judge(technology, answers).applied}
        if technology.privacy == 3:
            assert verdict(id_, {"privacy_grens": 2}) is Verdict.DOES_NOT_FIT
        elif technology.privacy:
            assert effects & {"blokkeert", "tenzij"}


VERDICTS = {
    "niet": Verdict.DOES_NOT_FIT,
    "alleen_als": Verdict.FITS_IF,
    "let_op": Verdict.FITS,
    "passend": Verdict.FITS,
}


def test_the_worked_examples_get_the_verdict_they_should(shared: Path) -> None:
    examples = yaml.safe_load((shared / "data/home-technology/examples.yaml").read_text(encoding="utf-8"))
    wrong = []
    for example in examples["voorbeelden"]:
        answers = {fact: answer for fact, answer in example["antwoorden"].items() if fact != "nederlands"}
        for technology, expected in example["verwacht"].items():
            judgement = judge(TECHNOLOGIES[technology], facts(answers))
            # The examples leave facts out that would be asked first; then the rules that did apply have to agree.
            if judgement.verdict is Verdict.UNSURE:
                effects = {rule.effect.value for rule in judgement.applied}
                got = "alleen_als" if "tenzij" in effects else "let_op" if effects else "passend"
                agrees = got == expected
            else:
                agrees = judgement.verdict is VERDICTS[expected]
            if not agrees:
                wrong.append((example["omschrijving"], technology, expected, judgement.verdict, judgement.questions))
    assert wrong == []


ANSWERS = {
    fact: [value for value, _ in DICTIONARY[fact].choices()]
    or [str(bound) for bound in DICTIONARY[fact].bounds or DICTIONARY[fact].days or ()]
    for fact in DICTIONARY
}
ANY_HOME = st.fixed_dictionaries({}, optional={fact: st.sampled_from(values) for fact, values in ANSWERS.items()})
SEVERITY = [Verdict.FITS, Verdict.FITS_IF, Verdict.DOES_NOT_FIT]


@given(technology=st.sampled_from(sorted(TECHNOLOGIES)), answers=ANY_HOME)
def test_a_settled_verdict_stays_when_more_becomes_known(technology: str, answers: dict[str, str]) -> None:
    """More answers may settle an unsure verdict, but a refusal is never taken back by an unrelated answer."""
    fewer = dict(list(answers.items())[: len(answers) // 2])
    before, after = verdict(technology, fewer), verdict(technology, answers)
    if before is Verdict.DOES_NOT_FIT:
        assert after is Verdict.DOES_NOT_FIT
    if before is not Verdict.UNSURE and after is not Verdict.UNSURE:
        assert SEVERITY.index(after) >= SEVERITY.index(before)


@given(technology=st.sampled_from(sorted(TECHNOLOGIES)), answers=ANY_HOME)
def test_a_question_is_put_only_when_its_answer_could_matter(technology: str, answers: dict[str, str]) -> None:
    judgement = judge(TECHNOLOGIES[technology], facts(answers))
    assert not set(judgement.questions) & set(answers)
    assert bool(judgement.questions) == (judgement.verdict is Verdict.UNSURE)
