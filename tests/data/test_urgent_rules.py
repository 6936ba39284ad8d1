"""The urgent rules against lines of danger and lines that only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from maatwerk.knowledge.needs import UrgentRules, load_urgent_rules
from maatwerk.knowledge.needs.engine.urgent import PatternError, UrgentRule, normalise
from maatwerk.site.home import CONTENT

ENTRIES = load_urgent_rules(CONTENT / "urgent")
RULES = UrgentRules(entry.rule(id_) for id_, entry in ENTRIES.items())
LINES = yaml.safe_load((Path(__file__).parents[1] / "knowledge/needs/urgent_lines.yaml").read_text(encoding="utf-8"))


def fires(line: str) -> bool:
    return bool(RULES.hits(line))


@pytest.mark.parametrize("rule", ENTRIES)
def test_every_example_of_danger_is_heard(rule: str) -> None:
    assert [line for line in ENTRIES[rule].examples.all() if not fires(line)] == []


@pytest.mark.parametrize("rule", ENTRIES)
def test_no_near_miss_raises_an_alarm(rule: str) -> None:
    assert [line for line in ENTRIES[rule].near_misses.all() if fires(line)] == []


# Lines that the writers of the rules did not see. The floors stand a little under what was reached.
def share(lines: list[str]) -> float:
    return sum(map(fires, lines)) / len(lines)


def test_danger_said_outright_in_other_voices_is_heard() -> None:
    assert share(LINES["werk"]["direct"]) >= DIRECT_FLOOR
    assert share(LINES["slot"]["direct"]) >= DIRECT_FLOOR


def test_danger_told_indirectly_is_mostly_heard() -> None:
    assert share(LINES["werk"]["indirect"]) >= INDIRECT_FLOOR
    assert share(LINES["slot"]["indirect"]) >= INDIRECT_FLOOR


def test_ordinary_questions_seldom_raise_an_alarm() -> None:
    assert share(LINES["werk"]["gewoon"]) <= FALSE_CEILING
    assert share(LINES["slot"]["gewoon"]) <= FALSE_CEILING


def test_the_evaluation_set_of_the_needs_list(shared: Path) -> None:
    lines = yaml.safe_load((shared / "data/needs/evaluation.yaml").read_text(encoding="utf-8"))["urgent"]
    missed = [line["text"] for line in lines if line["urgent"] and not fires(line["text"])]
    false = [line["text"] for line in lines if not line["urgent"] and fires(line["text"])]
    assert len(missed) <= 3
    assert len(false) <= 3


DIRECT_FLOOR = 0.9
INDIRECT_FLOOR = 0.3
FALSE_CEILING = 0.05


@pytest.mark.parametrize(
    "line",
    [
        "113 euro te weinig",
        "mijn telefoon is dood",
        "ik verveel me dood",
        "mijn huisnummer is 112",
        "1130 euro huur",
        "",
    ],
)
def test_these_never_raise_an_alarm(line: str) -> None:
    assert not fires(line)


def test_an_exception_cancels_only_the_words_it_covers() -> None:
    assert not fires("ik verveel me dood")
    assert fires("ik verveel me dood en ik wil dood")


def test_what_cannot_wait_comes_first() -> None:
    levels = [hit.rule.level.value for hit in RULES.hits("we hebben niks te eten en mijn man slaat me")]
    assert levels == sorted(levels, key=["nu", "vandaag"].index)
    assert set(levels) == {"nu", "vandaag"}


# A pattern that backtracks without bound would not come back from these.
@pytest.mark.parametrize("text", ["ik wil niet " * 900, "a" * 10_000, "wil .. dood " * 800, "\u0301" * 10_000])
def test_long_and_hostile_texts_are_read_to_the_end(text: str) -> None:
    assert RULES.hits(f"{text} . mijn man slaat mij")


def test_accents_capitals_and_stretched_letters_do_not_matter() -> None:
    assert normalise("Ik wíl DOOOOOD!!") == " . ik wil dood . "


@pytest.mark.parametrize("pattern", ["", ".. dood", "dood ..", "a .. b .. c .. d .. e", "ik <onbekend> dood"])
def test_a_pattern_that_cannot_work_is_refused_with_a_sentence(pattern: str) -> None:
    with pytest.raises(PatternError):
        UrgentRule("test", ("gemeente",), (pattern,))
