"""The urgent rules against lines of danger and lines that only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from maatwerk.casework.frontdoor.door import FrontDoor, Question
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.needs import Level, UrgentRules, load_needs, load_urgent_rules
from maatwerk.knowledge.needs.engine.urgent import PatternError, UrgentRule, normalise
from maatwerk.site import registry
from maatwerk.site.home import CONTENT
from tests.conftest import TODAY

ENTRIES = load_urgent_rules(CONTENT / "urgent")
RULES = UrgentRules(entry.rule(id_) for id_, entry in ENTRIES.items())
LINES = yaml.safe_load((CONTENT / "evaluation/urgent.yaml").read_text(encoding="utf-8"))


def fires(line: str) -> bool:
    """Whether a rule raises an alarm; a calm one offers somebody to talk to, which is none."""
    return any(hit.rule.level is not Level.CALM for hit in RULES.hits(line))


@pytest.mark.parametrize("rule", ENTRIES)
def test_every_example_of_danger_is_heard(rule: str) -> None:
    assert [line for line in ENTRIES[rule].examples.all() if not RULES.hits(line)] == []


@pytest.mark.parametrize("rule", ENTRIES)
def test_no_near_miss_raises_an_alarm_nor_sets_off_its_own_rule(rule: str) -> None:
    lines = ENTRIES[rule].near_misses.all()
    assert [line for line in lines if fires(line) or rule in {hit.rule.id for hit in RULES.hits(line)}] == []


# Lines of another writer. The rules were repaired on the half "werk"; nobody who wrote rules has seen the half "slot",
# which is what tells how they do on new people. The floors stand a little under what was reached on 22 November 2026:
# werk 1.00 / 1.00 / 0.00, slot 0.77 / 0.10 / 0.12 (outright / indirect / ordinary). Rules are too literal to carry this
# alone, so what counts is a rule or a calm line: slot 0.95 outright, 0.77 indirect.
FLOORS = {"werk": {"direct": 0.97, "indirect": 0.9}, "slot": {"direct": 0.73, "indirect": 0.06}}
CEILINGS = {"werk": 0.01, "slot": 0.15}
FLOORS_WITH_CALM_LINE = {"direct": 0.91, "indirect": 0.7}


def share(lines: list[str]) -> float:
    return sum(map(fires, lines)) / len(lines)


@pytest.mark.parametrize("half", ["werk", "slot"])
@pytest.mark.parametrize("how", ["direct", "indirect"])
def test_danger_in_other_voices_is_heard_by_a_rule(half: str, how: str) -> None:
    assert share(LINES[half][how]) >= FLOORS[half][how]


@pytest.mark.parametrize("half", ["werk", "slot"])
@pytest.mark.parametrize("how", ["direct", "indirect"])
def test_danger_in_other_voices_is_heard_by_a_rule_or_gets_a_calm_line(door: FrontDoor, half: str, how: str) -> None:
    municipality = Municipality("duinstad", registry.demo_municipalities()["duinstad"])
    helped = [door.answer(Question(line), municipality, TODAY).urgent_help for line in LINES[half][how]]
    assert sum(map(bool, helped)) / len(helped) >= FLOORS_WITH_CALM_LINE[how]


@pytest.mark.parametrize("half", ["werk", "slot"])
def test_ordinary_questions_seldom_raise_an_alarm(half: str) -> None:
    assert share(LINES[half]["gewoon"]) <= CEILINGS[half]


def test_the_evaluation_set_of_the_needs_list(shared: Path) -> None:
    lines = yaml.safe_load((shared / "data/needs/evaluation.yaml").read_text(encoding="utf-8"))["urgent"]
    missed = [line["text"] for line in lines if line["urgent"] and not fires(line["text"])]
    false = [line["text"] for line in lines if not line["urgent"] and fires(line["text"])]
    assert len(missed) <= 6
    assert len(false) <= 6


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


@pytest.mark.parametrize(
    "line",
    [
        "hij slaat me en knijpt mijn keel dicht",
        "ik bel de gemeente mijn man bedreigt mij",
        "mijn man slaat mij, hulp van de gemeente?",
        "ik ben mijn baan kwijt en word bedreigd",
        "hij gooit mij van de trap naar beneden",
        "hij smeet de tv naar mij ik heb een blauw oog",
        "school belde mijn zoon reageert niet",
        "ik belde hulp mijn man is weggevallen",
        "ik wil mij aan de lamp ophangen",
        "ik wil bij mij thuis mezelf ophangen",
        "I want to die I am at home alone",
        "politie kom mijn deur is opengebroken",
        "hij heeft een scherp mes getrokken",
        "he has a kitchen knife",
        "hij volgt mij naar school",
        "hij volgt mij op straat",
        "sinds een uur is er brand",
        "ze gaan het gas eraf halen",
        "ze sluiten ons van het gas af",
        "door schulden dakloos en kan nergens heen",
        "zij heeft haar telefoon uit en is vermist",
        "mijn zoon is vermist in het bos",
        "ik ben mijn vader kwijt sinds vanmiddag",
        "mijn zoon is met de hond weggelopen",
        "ik ben met drugs misbruikt",
        "waarom slaat mijn man mij dit is huiselijk geweld",
        "de deur is open ik ben niet veilig",
        "help me to get away from him",
        "kan iemand de politie bellen hij slaat haar",
        "ik ben overvallen door twee mannen",
        "de kinderen gaan met honger naar bed",
        "mijn dochter is uit het raam gesprongen",
    ],
)
def test_an_exception_does_not_reach_over_what_somebody_else_does(line: str) -> None:
    assert fires(line)


@pytest.mark.parametrize(
    ("line", "now_again"),
    [
        ("vroeger sloeg mijn vader mij", False),
        ("vroeger sloeg mijn vader mij en nu doet mijn man het ook weer", True),
        ("een jaar geleden geslagen", False),
        ("een jaar geleden geslagen en nu weer", True),
        ("vroeger werd ik geslagen, nu heb ik een lieve man", False),
    ],
)
def test_long_ago_is_no_alarm_but_long_ago_and_now_again_is(line: str, *, now_again: bool) -> None:
    assert fires(line) is now_again


# Wordings of needs that are no danger, by writers who never saw the rules. Needs in which danger is often told all the
# same are left out: who was robbed, who has no power, who worries about somebody confused.
OFTEN_DANGEROUS = {
    "slachtoffer", "energiekosten", "verward_persoon", "boosheid", "psychose", "jongere_politie", "puber", "brand",
    "kind_gebruikt", "naaste_verslaafd", "trauma", "jongere_wonen",
}  # fmt: skip


def test_how_people_say_ordinary_needs_raises_an_alarm_once_in_a_hundred_and_fifty_at_most() -> None:
    needs = load_needs(CONTENT / "needs")
    ordinary = [
        line
        for id_, need in needs.items()
        if not need.dangerous and id_ not in OFTEN_DANGEROUS
        for line in (*need.wordings.nl, *need.wordings.en)
    ]
    assert len(ordinary) > 5_000
    assert share(ordinary) <= 1 / 150


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
