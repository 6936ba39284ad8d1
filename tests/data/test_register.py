"""The register of purposes and categories as it is shipped."""

from __future__ import annotations

from maatwerk.foundation.content import texts_in
from maatwerk.foundation.people.residents import PartyKind
from maatwerk.knowledge.facts.dictionary import Category
from maatwerk.site.library import library


def test_every_category_of_the_dictionary_of_facts_is_a_category_of_the_register() -> None:
    assert {str(each) for each in Category} <= library().register.categories.keys()


def test_whatever_a_fact_may_be_asked_for_somebody_may_see_it_for_a_task() -> None:
    register, dictionary = library().register, library().dictionary
    named = {category for each in register.purposes.values() if each.is_task for category in each.categories}
    assert {str(dictionary[fact].category) for fact in dictionary} <= named


def test_no_article_is_said_to_be_read_in_the_future_and_every_text_is_there_twice() -> None:
    for id_, purpose in library().register.purposes.items():
        assert all(text.nl != text.en for _place, text in texts_in(purpose)), id_


def test_a_task_of_health_is_not_for_companies() -> None:
    """UAVG art. 30 lid 3 onder a names who works in care and social service; a company may have a task of money."""
    purposes = library().register.purposes.values()
    assert not [each.name.nl for each in purposes if PartyKind.COMPANY in each.parties and "zorg" in each.categories]
