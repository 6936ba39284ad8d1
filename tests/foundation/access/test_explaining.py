"""Who watches over privacy reads the rules as the gate uses them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from maatwerk.foundation.access.explaining import explained
from maatwerk.foundation.access.logs.writing import policy_set
from maatwerk.foundation.access.policy import rules
from maatwerk.foundation.access.relations import RELATIONS


def test_every_rule_is_on_the_page_with_its_sentence_law_text_and_relations(staff: dict[str, Client]) -> None:
    page = staff["fatma"].get(f"/duinstad{reverse('policies:list')}").content.decode()
    for policy in rules().policies:
        for shown in (policy.why, policy.law, policy.text):
            assert escape(shown) in page
    for name, relation in RELATIONS.items():
        assert f"{name}</span>: {escape(str(relation.means))}" in page
    assert policy_set() in page


def test_the_sentences_are_in_the_language_of_the_page() -> None:
    with override("en"):
        english = {each.id: each.sentence for each in explained()}
    dutch = {each.id: each.sentence for each in explained()}
    assert english["eigen"] == "This is about you. You may see it."
    assert not english.keys() ^ dutch.keys()
    assert not {id_ for id_ in dutch if dutch[id_] == english[id_]}


def test_what_gives_no_more_than_that_says_so() -> None:
    assert [each.id for each in explained() if each.only_that] == ["toestemming_alleen_dat"]


@pytest.mark.parametrize("english", [False, True])
def test_it_can_be_read_in_ten_minutes(english: bool) -> None:
    """Reading aloud and slowly is about 130 words a minute. The text of a rule itself stands behind a button."""
    with override("en" if english else "nl"):
        said = [f"{each.sentence} {each.law} {' '.join(one.means for one in each.rests_on)}" for each in explained()]
    assert len(" ".join(said).split()) <= 1300
