"""The dictionary of facts: whole, careful with what is sensitive, and enough for what is to come."""

from __future__ import annotations

from collections.abc import Iterator

from maatwerk.knowledge.facts import Condition, Dictionary, FactKind, Purpose, load_facts
from maatwerk.knowledge.facts.loading import forbidden_words
from maatwerk.knowledge.technology import load_technologies
from maatwerk.knowledge.technology.rules import gates
from maatwerk.site.home import CONTENT

FACTS = load_facts(CONTENT / "facts")
DICTIONARY = Dictionary(FACTS)
TECHNOLOGIES = load_technologies(CONTENT / "technology", DICTIONARY)


def test_nothing_asks_for_nationality_birthplace_ethnicity_or_religion() -> None:
    assert {id_: words for id_, fact in FACTS.items() if (words := forbidden_words(id_, fact))} == {}


def test_language_and_the_way_of_contact_serve_contact_only() -> None:
    about_contact = {"taal_contact", "nederlands", "tolk", "contact_manier", "contact_moment", "lezen"}
    assert {id_ for id_, fact in FACTS.items() if fact.contact_only} == about_contact
    asks_for_language = {
        id_
        for id_, fact in FACTS.items()
        if "taal" in id_.split("_") or "welke taal wilt" in fact.question.nl or "Nederlands?" in fact.question.nl
    }
    assert asks_for_language <= about_contact


def test_no_condition_may_use_a_fact_that_serves_contact_only() -> None:
    for id_, fact in FACTS.items():
        if fact.contact_only:
            answer: object = next(iter(fact.options), True)
            for key in (id_, f"partner.{id_}"):
                asked = Condition.model_validate({"feit": key, "is": answer})
                assert "contact only" in asked.faults(DICTIONARY)[0]


def conditions(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in condition.all_of or condition.any_of or ():
        yield from conditions(part)


def test_a_sensitive_fact_says_why_it_is_asked_and_is_asked_only_where_something_depends_on_it() -> None:
    used = {
        part.fact for technology in TECHNOLOGIES.values() for rule in technology.rules for part in conditions(rule.when)
    }
    for id_, fact in FACTS.items():
        if fact.sensitive:
            assert fact.explanation, id_
            assert Purpose.TECHNOLOGY not in fact.purposes or id_ in used
            assert len(fact.purposes) <= 2


def test_the_rules_of_home_technology_use_only_what_may_be_asked_for_it() -> None:
    general = {rule.when for technology in TECHNOLOGIES.values() for rule in gates(technology)}
    assert [fault for when in general for fault in when.faults(DICTIONARY, Purpose.TECHNOLOGY)] == []


def test_what_schemes_are_known_to_need_is_there() -> None:
    """The inputs that the contract of `schemes assess` names."""
    persons = [
        "geboortedatum",
        "toetsingsinkomen",
        "netto_maandinkomen",
        "vermogen",
        "zorgverzekerd",
        "aow_opbouwjaren",
    ]
    homes = ["woning_soort", "zelfstandig", "kale_huur", "servicekosten_subsidiabel"]
    assert {DICTIONARY[id_].level for id_ in persons} == {"persoon"}
    assert {DICTIONARY[id_].level for id_ in homes} == {"woning"}
    assert set(DICTIONARY["woning_soort"].options) == {"huur", "koop", "kamer", "inrichting"}
    assert all(Purpose.SCHEMES in DICTIONARY[id_].purposes for id_ in (*persons, *homes))
    assert (DICTIONARY["toetsingsinkomen"].period, DICTIONARY["kale_huur"].period) == ("jaar", "maand")


def test_every_kind_of_fact_is_used_and_every_measurement_says_how_to_measure() -> None:
    assert {fact.kind for fact in FACTS.values()} == set(FactKind)
    assert {id_ for id_, fact in FACTS.items() if fact.unit == "cm" and not fact.measure} == set()


def test_a_question_ends_with_a_question_mark_and_two_options_never_look_alike() -> None:
    for id_, fact in FACTS.items():
        assert fact.question.nl.endswith("?"), id_
        assert fact.question.en.endswith("?"), id_
        for labels in ([label.nl for label in fact.options.values()], [label.en for label in fact.options.values()]):
            assert len(set(labels)) == len(labels), id_


def test_no_question_stands_twice() -> None:
    questions = [fact.question.nl for fact in FACTS.values()]
    assert sorted(questions) == sorted(set(questions))
