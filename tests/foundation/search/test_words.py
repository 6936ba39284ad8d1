"""Words plain and stemmed, and what a search looks for."""

from __future__ import annotations

import pytest

from maatwerk.foundation.search.rules import MOST_WORDS, Wanted, wanted
from maatwerk.foundation.search.words import COMMON, MOST_FORMS, MOST_LETTERS, forms, plain_words, stems


# Both words of each pair stand in Snowball's own Dutch vocabulary (dutch/ in github.com/snowballstem/snowball-data),
# and its Dutch stemmer, that of Kraaij and Pohlmann, brings them together.
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aanbesteding", "aanbestedingen"),
        ("aanbieder", "aanbieders"),
        ("aandeel", "aandelen"),
        ("aandoening", "aandoeningen"),
        ("aangezicht", "aangezichten"),
        ("aanmelden", "aanmelding"),
        ("aannemer", "aannemers"),
        ("aanpassing", "aanpassingen"),
    ],
)
def test_forms_of_one_dutch_word_have_one_stem(one: str, other: str) -> None:
    assert stems(one, "nl") == stems(other, "nl")


def test_words_that_only_look_alike_stay_apart() -> None:
    assert stems("huur", "nl") != stems("buur", "nl")
    assert stems("schuld", "nl") != stems("schuilen", "nl")


def test_english_has_a_stemmer_of_its_own() -> None:
    assert stems("houses housing", "en") == ["hous", "hous"]


def test_words_are_plain() -> None:
    assert plain_words("Één CAFÉ, naïef: 1e-hulp_post!") == ["een", "cafe", "naief", "1e", "hulp", "post"]
    assert plain_words("\0 😀 \ud800 '*\"") == []


def test_what_is_kept_is_every_word_once_as_written_and_stemmed() -> None:
    assert forms(["Verzekering", "verzekeringen en verzekering"], "nl") == [
        "verzekering",
        *stems("verzekering", "nl"),
        "verzekeringen",
        "en",
    ]


def test_what_is_kept_has_limits() -> None:
    assert forms(["a" * 1000], "en") == ["a" * MOST_LETTERS]
    many = forms([" ".join(f"woord{number}" for number in range(MOST_FORMS * 2))], "nl")
    assert len(many) == MOST_FORMS == len(set(many))


def test_the_last_word_may_still_be_being_typed() -> None:
    assert wanted("Huur toesl", "nl") == (Wanted("huur", "huur"), Wanted("toesl", "toesl", begins=True))
    [letter] = wanted("h", "nl")
    assert not letter.begins
    [twice] = wanted("schulden schuld", "nl")
    assert (twice.typed, twice.begins) == ("schuld", True)


def test_common_words_are_left_out_unless_nothing_else_remains() -> None:
    assert [one.typed for one in wanted("Hoe kan ik de huur betalen", "nl")] == ["huur", "betalen"]
    assert [one.typed for one in wanted("wat is het", "nl")] == ["wat", "is", "het"]
    assert [one.typed for one in wanted("the rent", "en")] == ["rent"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_common_words_are_written_as_words_are_compared(language: str) -> None:
    for word in COMMON[language]:
        assert plain_words(word) == [word]


def test_a_search_is_for_so_many_words_and_no_more() -> None:
    assert len(wanted(" ".join(f"woord{number}" for number in range(500)), "nl")) == MOST_WORDS
