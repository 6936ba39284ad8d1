"""From words to needs."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest

from maatwerk.foundation.content import Text
from maatwerk.foundation.search.words import stems
from maatwerk.knowledge.advice import LifeDomain, Need
from maatwerk.knowledge.needs import Understanding
from maatwerk.knowledge.needs.engine.grams import GramIndex, pieces
from maatwerk.knowledge.needs.engine.meaning import Floats, Meaning
from maatwerk.knowledge.needs.engine.parts import clauses, parts
from maatwerk.knowledge.needs.sentences import available
from maatwerk.site import registry
from maatwerk.site.library import library

BY = [*available(), registry.ONLY_WORDS]


@pytest.fixture(scope="module", params=BY)
def understanding(request: pytest.FixtureRequest) -> Understanding:
    """Understanding as the composition root makes it, by each model this machine has and by words alone."""
    return registry.door_over(library(), by=request.param).understanding


def heard(understanding: Understanding, text: str) -> list[str]:
    return [found.need.id for found in understanding.hear(text).needs]


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("ik kan niet meer stofzuigen door mijn rug", "stofzuigen"),
        ("de huur kan ik deze maand niet betalen", "huurachterstand"),
        ("mijn moeder is bang om te vallen", "vallen"),
        ("ik heb schulden", "schulden"),
        ("SCHULDEN!!!", "schulden"),
        ("shculden", "schulden"),
        ("voedselbank", "geen_eten"),
        ("ik voel me eenzaam", "eenzaam"),
        ("wie heeft in mijn dossier gekeken", "wie_keek"),
        ("I cannot pay my rent", "huurachterstand"),
        ("I am in debt", "schulden"),
    ],
)
def test_a_plain_question_is_understood(understanding: Understanding, text: str, need: str) -> None:
    assert need in heard(understanding, text)[:2]


@pytest.mark.parametrize(
    "text", ["", " ", "😀", "!!!", "de het een en of", "dat is er", "أحتاج إلى مساعدة", "допоможіть"]
)
def test_nothing_is_heard_where_nothing_was_said(understanding: Understanding, text: str) -> None:
    found = understanding.hear(text)
    assert (found.needs, found.sure, found.elsewhere, found.danger) == ((), False, None, False)


def test_at_most_five_needs_are_heard_the_surest_first(understanding: Understanding) -> None:
    found = understanding.hear("schulden huur eenzaam vallen stofzuigen drugs werk school bril medicijnen").needs
    assert len(found) == 5
    certain = [one.certainty for one in found]
    assert certain[:3] == sorted(certain[:3], reverse=True)
    assert all(0 <= each <= 1 for each in certain)


def test_a_second_need_that_is_named_clearly_stands_behind_the_first_three(understanding: Understanding) -> None:
    found = understanding.hear("de huur kan ik niet betalen, en mijn vader kan de trap niet meer op").needs
    trap = next(one for one in found if one.need.id == "trap")
    assert trap.certainty >= 0.3


def test_a_wording_itself_is_recognised_and_one_is_sure_of_it(understanding: Understanding) -> None:
    found = understanding.hear("Ik draai elke cent om")
    assert found.sure
    assert found.needs[0].need.id == "rondkomen"


def test_both_needs_in_one_question_are_heard(understanding: Understanding) -> None:
    text = "de huur kan ik niet betalen en mijn vader kan de trap niet meer op"
    assert {"huurachterstand", "trap"} <= set(heard(understanding, text))


def test_the_last_need_of_a_long_story_is_heard_too(understanding: Understanding) -> None:
    story = "Gisteren was het mooi weer en toen heb ik lang in het park gezeten met een broodje. " * 12
    assert "huurachterstand" in heard(understanding, f"{story} De huur heb ik al drie maanden niet betaald.")


@pytest.mark.parametrize(
    ("text", "subject"), [("waar kan ik mijn rijbewijs verlengen", "gemeentezaken"), ("hallo", "niets")]
)
def test_what_is_about_no_need_is_said_to_be_so(understanding: Understanding, text: str, subject: str) -> None:
    found = understanding.hear(text)
    assert (found.needs, found.elsewhere) == ((), subject)


def test_danger_is_heard_in_other_words_than_those_of_the_rules() -> None:
    by_meaning = registry.door_over(library(), by=available()[0]).understanding
    assert by_meaning.hear("Ik sta soms op de brug en dan denk ik: spring maar").danger
    assert not by_meaning.hear("waar kan ik een rollator lenen").danger


def test_a_line_that_only_looks_like_danger_names_no_dangerous_need(understanding: Understanding) -> None:
    assert not [one for one in understanding.hear("ik verveel me dood").needs if one.need.dangerous]


def test_forms_of_a_word_are_one_word() -> None:
    assert stems("valt", "nl") == stems("vallen", "nl") == stems("Val", "nl")
    assert stems("rekeningen", "nl") == stems("rekening", "nl")
    assert stems("geïsoleerd", "nl") == stems("geisoleerd", "nl")
    assert stems("bills", "en") == stems("bill", "en")


def test_a_word_is_compared_by_its_pieces_with_the_edges_and_by_its_stem() -> None:
    assert pieces("Huur!") == [" huu", "huur", "uur ", "=huur"]
    assert pieces("ja") == [" ja ", "=ja"]


def test_clauses_are_cut_where_people_pause_and_what_says_little_is_left_out() -> None:
    assert clauses("Ik ben ziek, en mijn huur is hoog maar ik werk") == ["Ik ben ziek", "mijn huur is hoog"]


def test_a_long_story_is_cut_in_parts_and_no_word_is_lost_before_the_last() -> None:
    story = "Een twee drie. Vier vijf, zes zeven acht negen tien elf"
    assert parts(story, 4, 9) == ["Een twee drie.", "Vier vijf", "zes zeven acht negen", "tien elf"]
    assert parts(story, 4, 2) == ["Een twee drie.", "Vier vijf"]
    assert parts("kort", 4, 9) == ["kort"]


# Worked out by hand. "ja" has two pieces and "nee" three; a piece weighs ln((1 + texts) / (1 + texts that have it)) + 1
# (smooth idf); likeness is the cosine of what two texts have in common.
def test_the_likeness_of_pieces_is_a_cosine() -> None:
    index = GramIndex(["ja", "nee", "ja nee", "nee"])
    likeness = index.similarities("ja")
    assert likeness[0] == pytest.approx(1)
    assert likeness[1] == 0
    in_two, in_three = log(5 / 3) + 1, log(5 / 4) + 1
    assert likeness[2] == pytest.approx(sqrt(2) * in_two / sqrt(2 * in_two**2 + 3 * in_three**2))
    assert index.similarities("onbekend").tolist() == [0, 0, 0, 0]


# Four points in two groups. Within a group they differ only in the second number, so only the first can tell groups
# apart: a vector that lies between the groups in the first and far out in the second is as near to both.
def test_what_differs_within_a_group_does_not_tell_groups_apart() -> None:
    vectors = np.array([[1, 0.5, 0], [1, -0.5, 0], [-1, 0.5, 0], [-1, -0.5, 0]], np.float32)
    meaning = Meaning(vectors, np.array([0, 0, 1, 1]))
    _texts, groups = meaning.similarities(np.array([[0.0, 1, 0], [1, 1, 0]], np.float32))
    assert groups[0][0] == pytest.approx(groups[0][1], abs=1e-5)
    assert groups[1][0] > 0.9 > -0.9 > groups[1][1]


class Letters:
    """A model that knows only which letters there are."""

    name = "e5"

    def vectors(self, texts: list[str]) -> Floats:
        counts = np.array([[text.count(letter) + 0.01 for letter in "abcdefgh"] for text in texts], np.float32)
        return (counts / np.linalg.norm(counts, axis=1, keepdims=True)).astype(np.float32)


def test_the_order_does_not_depend_on_the_order_of_the_files() -> None:
    needs = [Need(id_, Text(nl="hulp", en="help"), LifeDomain.HULP_KRIJGEN) for id_ in ("b", "a", "c")]
    wordings = {"a": ["bad", "dag"], "b": ["hek", "gek"], "c": ["fee", "café"]}
    one, other = Understanding(needs, wordings, Letters()), Understanding(needs[::-1], wordings, Letters())
    assert one.hear("bad en gebed") == other.hear("bad en gebed")
    assert one.hear("bad en gebed").needs[0].need.id == "a"
