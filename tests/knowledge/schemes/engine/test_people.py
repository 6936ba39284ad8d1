"""Who counts for the allowances, against AWIR (BWBR0018472, text 1-1-2026) art. 2 lid 1 under e, 3, 5, 7 and 9."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from maatwerk.knowledge.facts import FactKey
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.people import Partner, housemates, income_of, lawful, partner_of
from tests.knowledge.schemes.households import book, dictionary, household

ON = date(2026, 1, 1)
TOGETHER: dict[str, object] = {"samenwonen": True, "partner.toetsingsinkomen": 9_000}
CHILD: dict[str, object] = {"aantal_kinderen": 1, "kind1.geboortedatum": "2020-05-05"}


def case(on: date = ON, /, **facts: object) -> Case:
    return Case(household(on, **facts), book(), dictionary())


def is_partner(found: Partner) -> bool:
    return bool(found.there.all())


def living_in(relation: str, birth: str = "1990-05-05") -> dict[str, object]:
    return {
        "aantal_volwassenen": 2, "medebewoner1.relatie": relation, "medebewoner1.geboortedatum": birth,
        "medebewoner1.toetsingsinkomen": 12_000,
    }  # fmt: skip


# Art. 3 lid 1 and 2: each tie makes a partner of who lives at the same address
@pytest.mark.parametrize(
    ("facts", "partner"),
    [
        ({"gehuwd": True}, True),
        ({"gehuwd": False, "samen_kind": True}, True),
        ({"gehuwd": False, "samen_kind": False, "samen_vastgelegd": True}, True),
        ({"gehuwd": False, "samen_kind": False, **CHILD}, True),  # under e: a child of one of them lives there
        ({"gehuwd": False, "samen_kind": False, "samen_vastgelegd": False}, False),
        ({"gehuwd": False, "samen_kind": False, "samen_vastgelegd": False, **CHILD,
          "kind1.geboortedatum": "2007-12-31"}, False),  # that child is 18
        ({"gehuwd": False, "samen_kind": False, "samen_vastgelegd": False, **CHILD,
          "kind1.woont_bij_ouder": "minder"}, False),
    ],
)  # fmt: skip
def test_a_tie_makes_a_partner(facts: dict[str, object], partner: bool) -> None:
    of = case(**(TOGETHER | facts))
    found = partner_of(of)
    assert is_partner(found) is partner
    assert found.number("toetsingsinkomen").tolist() == [9_000.0 if partner else 0.0]
    assert "toeslagpartner" not in of.assumed
    assert not of.open


def test_who_is_told_of_as_the_partner_is_one_until_facts_say_otherwise_and_that_is_said() -> None:
    of = case(**TOGETHER)
    assert is_partner(partner_of(of))
    assert "toeslagpartners" in of.assumed["toeslagpartner"].nl
    assert not of.open


def test_what_ties_them_is_asked_only_of_who_is_not_married() -> None:
    of = case(**TOGETHER, gehuwd=False)
    partner_of(of)
    assert list(of.open) == [FactKey("", "samen_kind"), FactKey("", "samen_vastgelegd")]


def test_who_lives_alone_has_no_partner_and_is_asked_nothing() -> None:
    of = case()
    assert not is_partner(partner_of(of))
    assert not of.open
    assert not of.assumed


def test_married_and_living_apart_is_in_doubt_except_where_the_law_asks_for_the_same_address() -> None:
    """AWR art. 5a lid 1 does not ask for the same address; Wht art. 1a lid 3 does."""
    of = case(gehuwd=True)
    partner_of(of)
    assert of.doubt.all()
    assert "Dienst Toeslagen" in of.notes[0].nl
    of = case(gehuwd=True)
    partner_of(of, same_address=True)
    assert not of.doubt.any()


def test_with_a_partner_who_is_detained_it_is_said_that_one_may_ask_not_to_count_him() -> None:
    """Art. 3c lid 1 under b: on request, when it lasts more than three months."""
    of = case(**TOGETHER, gehuwd=True, **{"partner.detentie": True})
    assert is_partner(partner_of(of))
    assert "drie maanden" in of.notes[0].nl
    of = case(**TOGETHER, gehuwd=True)
    partner_of(of)
    assert of.notes == []
    assert of.assumed == {}


# Art. 3 lid 2 under e, lid 4 and lid 5 under a: an adult in the home of a parent with a child under 18
@pytest.mark.parametrize(
    ("relation", "birth", "partner"),
    [
        ("huisgenoot", "1990-05-05", True), ("broer_of_zus", "1990-05-05", True),
        ("andere_familie", "1990-05-05", True),
        ("ouder", "1960-05-05", False), ("kind", "2006-05-05", False), ("huurder_of_kostganger", "1990-05-05", False),
        ("huisgenoot", "2009-05-05", False),
    ],
)  # fmt: skip
def test_an_adult_who_lives_with_a_parent_and_child_is_a_partner(relation: str, birth: str, partner: bool) -> None:
    of = case(**CHILD, **living_in(relation, birth))
    found = partner_of(of)
    assert is_partner(found) is partner
    assert found.number("toetsingsinkomen").tolist() == [12_000.0 if partner else 0.0]
    assert bool(of.notes) is partner


def test_without_a_child_that_adult_is_no_partner_and_with_a_partner_nobody_else_is() -> None:
    assert not is_partner(partner_of(case(**living_in("huisgenoot"))))
    found = partner_of(case(**TOGETHER, **CHILD, **living_in("huisgenoot"), gehuwd=True))
    assert found.number("toetsingsinkomen").tolist() == [9_000.0]


def test_which_of_two_such_adults_is_the_partner_is_not_decided() -> None:
    second = {"medebewoner2.relatie": "huisgenoot", "medebewoner2.geboortedatum": "1991-01-01"}
    of = case(**CHILD, **(living_in("huisgenoot") | {"aantal_volwassenen": 3}), **second)
    partner_of(of)
    assert of.doubt.all()


# Art. 2 lid 1 under e: everyone registered there but the partner and a tenant with a contract
def test_who_is_a_co_resident() -> None:
    of = case(
        **CHILD, aantal_volwassenen=3,
        **{"medebewoner1.relatie": "ouder", "medebewoner2.relatie": "huurder_of_kostganger"},
    )  # fmt: skip
    counted = {mate.person for mate in housemates(of, partner_of(of)) if mate.counts.all()}
    assert counted == {"kind1", "medebewoner1"}


def test_a_partner_without_any_tie_is_a_co_resident() -> None:
    of = case(**TOGETHER, gehuwd=False, samen_kind=False, samen_vastgelegd=False)
    assert [mate.person for mate in housemates(of, partner_of(of)) if mate.counts.all()] == ["partner"]


@pytest.mark.parametrize(
    ("birth", "told", "income"), [("2010-05-05", "?", 0), ("2010-05-05", 900, 900), ("2005-05-05", 4_000, 4_000)]
)
def test_the_income_of_a_child_in_the_home(birth: str, told: object, income: int) -> None:
    of = case(aantal_kinderen=1, **{"kind1.geboortedatum": birth, "kind1.toetsingsinkomen": told})
    child = next(mate for mate in housemates(of, partner_of(of)) if mate.person == "kind1")
    assert income_of(of, child).tolist() == [float(income)]
    assert ("kind_inkomen" in of.assumed) is (told == "?")


def test_lawful_residence_is_assumed_said_and_never_asked() -> None:
    of = case(**TOGETHER, gehuwd=True)
    assert lawful(of, *partner_of(of).roles.items()).all()
    assert "rechtmatig_verblijf" in of.assumed
    assert not of.open
    of = case(**TOGETHER, gehuwd=True, **{"partner.rechtmatig_verblijf": False})
    assert not lawful(of, *partner_of(of).roles.items()).any()  # art. 9 lid 2
    of = case(rechtmatig_verblijf=False)
    assert not lawful(of).any()


def test_of_many_households_each_has_its_own_partner() -> None:
    two = household(ON, samenwonen="?", **{"partner.toetsingsinkomen": 9_000})
    both = type(two)(
        ON, 2,
        {key: np.repeat(column, 2) for key, column in two.columns.items()},
        {person: np.array([1.0, 0.0]) if person == "partner" else np.repeat(there, 2) * 0
         for person, there in two.there.items()},
    )  # fmt: skip
    found = partner_of(Case(both, book(), dictionary()))
    assert found.there.tolist() == [True, False]
    assert found.number("toetsingsinkomen").tolist() == [9_000.0, 0.0]
