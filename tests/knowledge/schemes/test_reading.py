"""Reading a household of the fixed contract: what is known, who lives there, and every way to get it wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.knowledge.facts import FactKey
from maatwerk.knowledge.schemes.reading import FaultError, Told, household_from
from tests.knowledge.schemes.households import dictionary

TODAY = date(2026, 11, 22)
APPLICANT = {"rol": "aanvrager"}


def read(raw: object) -> Told:
    return household_from(raw, dictionary(), {"duinstad"}.__contains__, TODAY)


def fault(raw: object) -> FaultError:
    with pytest.raises(FaultError) as caught:
        read(raw)
    return caught.value


def of(told: Told, key: str) -> float | None:
    column = told.household.columns.get(FactKey.parse(key))
    return None if column is None else float(column[0])


def with_applicant(**facts: object) -> dict[str, Any]:
    return {"personen": [APPLICANT | facts]}


def test_every_fact_lands_with_its_person_the_household_or_the_home() -> None:
    told = read(
        {
            "peildatum": "2026-01-01",
            "gemeente": "duinstad",
            "personen": [
                {"rol": "kind", "geboortedatum": "2015-03-01"},
                {"rol": "aanvrager", "geboortedatum": "1990-05-01", "toetsingsinkomen": 25000.5, "samen_kind": True},
                {"rol": "partner", "vermogen": -300, "zorgverzekerd": False},
                {"rol": "medebewoner", "relatie": "ouder"},
            ],
            "huishouden": {"kinderbijslag": True},
            "woning": {"soort": "kamer", "kale_huur": 700},
        }
    )
    assert told.municipality == "duinstad"
    assert told.household.on == date(2026, 1, 1)
    assert of(told, "toetsingsinkomen") == 25000.5
    assert of(told, "partner.vermogen") == -300
    assert of(told, "partner.zorgverzekerd") == 0
    assert of(told, "medebewoner1.relatie") == list(dictionary()["relatie"].options).index("ouder")
    assert of(told, "samen_kind") == of(told, "kinderbijslag") == 1
    assert of(told, "woning_soort") == list(dictionary()["woning_soort"].options).index("kamer")
    assert of(told, "kale_huur") == 700
    assert of(told, "kind1.geboortedatum") == (date(2015, 3, 1) - date(1970, 1, 1)).days
    assert of(told, "kind1.leeftijd") == 10


def test_who_stands_there_is_who_lives_there() -> None:
    told = read({"personen": [APPLICANT, {"rol": "kind"}, {"rol": "kind"}, {"rol": "medebewoner"}]})
    assert {who: float(there[0]) for who, there in told.household.there.items()} == {
        "partner": 0, "kind1": 1, "kind2": 1, "medebewoner1": 1
    }  # fmt: skip
    assert (of(told, "samenwonen"), of(told, "aantal_kinderen"), of(told, "aantal_volwassenen")) == (0, 2, 2)


def test_a_child_of_18_is_counted_as_an_adult() -> None:
    people = [APPLICANT, {"rol": "kind", "geboortedatum": "2008-11-22"}, {"rol": "kind", "geboortedatum": "2008-11-23"}]
    told = read({"peildatum": "2026-11-22", "personen": people})
    assert (of(told, "aantal_kinderen"), of(told, "aantal_volwassenen")) == (1, 2)


@pytest.mark.parametrize("left_out", [{}, {"toetsingsinkomen": None}])
def test_absent_and_null_are_unknown(left_out: dict[str, object]) -> None:
    told = read(with_applicant(**left_out) | {"woning": None, "huishouden": None, "gemeente": None})
    assert of(told, "toetsingsinkomen") is None
    assert of(told, "woning_soort") is None
    assert told.municipality is None
    assert told.household.on == TODAY


def test_a_day_that_is_given_from_outside_counts_instead() -> None:
    told = household_from(
        with_applicant() | {"peildatum": "2026-01-01"}, dictionary(), bool, TODAY, on=date(2025, 7, 1)
    )
    assert told.household.on == date(2025, 7, 1)


def test_an_age_gives_a_range_of_birth_dates() -> None:
    ranges = read(with_applicant(leeftijd=40)).household.ranges
    days = [date(1985, 11, 23), date(1986, 11, 22)]
    assert ranges[FactKey("", "geboortedatum")] == tuple((day - date(1970, 1, 1)).days for day in days)


# Where it is, and the raw household.
WRONG: dict[str, tuple[str, object]] = {
    "no object": ("invoer", [1]),
    "a text": ("invoer", "aanvrager"),
    "an unknown key": ("inkomen", with_applicant() | {"inkomen": 3}),
    "a peildatum that is no day": ("peildatum", with_applicant() | {"peildatum": "2026-02-30"}),
    "a peildatum with a time": ("peildatum", with_applicant() | {"peildatum": "2026-01-01T00:00"}),
    "a peildatum that is a number": ("peildatum", with_applicant() | {"peildatum": 20260101}),
    "a peildatum long ago": ("peildatum", with_applicant() | {"peildatum": "1999-12-31"}),
    "a peildatum far away": ("peildatum", with_applicant() | {"peildatum": "2100-01-01"}),
    "an unknown municipality": ("gemeente", with_applicant() | {"gemeente": "atlantis"}),
    "a municipality that is a number": ("gemeente", with_applicant() | {"gemeente": 363}),
    "no people": ("personen", {}),
    "people that are no list": ("personen", {"personen": {"rol": "aanvrager"}}),
    "an empty list": ("personen", {"personen": []}),
    "no applicant": ("personen", {"personen": [{"rol": "kind"}]}),
    "two applicants": ("personen[1].rol", {"personen": [APPLICANT, APPLICANT]}),
    "two partners": ("personen[2].rol", {"personen": [APPLICANT, {"rol": "partner"}, {"rol": "partner"}]}),
    "21 children": ("personen[21].rol", {"personen": [APPLICANT, *[{"rol": "kind"}] * 21]}),
    "an unknown role": ("personen[1].rol", {"personen": [APPLICANT, {"rol": "oma"}]}),
    "no role": ("personen[1].rol", {"personen": [APPLICANT, {}]}),
    "a role in a list": ("personen[0].rol", {"personen": [{"rol": ["aanvrager"]}]}),
    "a person who is a text": ("personen[1]", {"personen": [APPLICANT, "kind"]}),
    "an unknown fact": ("personen[0].schoenmaat", with_applicant(schoenmaat=43)),
    "a fact for contact only": ("personen[0].taal_contact", with_applicant(taal_contact="nederlands")),
    "a fact for another purpose": ("personen[0].lopen", with_applicant(lopen="rolstoel")),
    "a fact of the home with a person": ("personen[0].kale_huur", with_applicant(kale_huur=3)),
    "a fact of a person in the home": ("woning.vermogen", with_applicant() | {"woning": {"vermogen": 3}}),
    "a fact of a person in the household": ("huishouden.vermogen", with_applicant() | {"huishouden": {"vermogen": 3}}),
    "a fact of the household with a child": (
        "personen[1].kinderbijslag",
        {"personen": [APPLICANT, {"rol": "kind", "kinderbijslag": True}]},
    ),
    "text for a number": ("personen[0].vermogen", with_applicant(vermogen="1000")),
    "true for a number": ("personen[0].vermogen", with_applicant(vermogen=True)),
    "a number in a list": ("personen[0].vermogen", with_applicant(vermogen=[1000])),
    "no number": ("personen[0].vermogen", with_applicant(vermogen=float("nan"))),
    "infinity": ("personen[0].vermogen", with_applicant(vermogen=float("inf"))),
    "a huge number": ("personen[0].vermogen", with_applicant(vermogen=10**400)),
    "three decimals of a euro": ("personen[0].vermogen", with_applicant(vermogen=0.125)),
    "half a year of age": ("personen[0].leeftijd", with_applicant(leeftijd=40.5)),
    "negative rent": ("woning.kale_huur", with_applicant() | {"woning": {"kale_huur": -0.01}}),
    "an unknown home": ("woning.soort", with_applicant() | {"woning": {"soort": "tent"}}),
    "a home that is a text": ("woning", with_applicant() | {"woning": "huur"}),
    "a number for yes": ("personen[0].zorgverzekerd", with_applicant(zorgverzekerd=1)),
    "a text for yes": ("personen[0].zorgverzekerd", with_applicant(zorgverzekerd="ja")),
    "a birth after the reference date": (
        "personen[0].geboortedatum",
        with_applicant(geboortedatum="2026-01-02") | {"peildatum": "2026-01-01"},
    ),
    "a birth before 1900": ("personen[0].geboortedatum", with_applicant(geboortedatum="1899-12-31")),
    "a birth that is no date": ("personen[0].geboortedatum", with_applicant(geboortedatum="1-5-1990")),
    "another age than the birth says": (
        "personen[0].leeftijd",
        with_applicant(leeftijd=30, geboortedatum="1990-05-01"),
    ),
    "another count than the people": ("huishouden.samenwonen", with_applicant() | {"huishouden": {"samenwonen": True}}),
    "twice, and different": (
        "huishouden.kinderbijslag",
        with_applicant(kinderbijslag=False) | {"huishouden": {"kinderbijslag": True}},
    ),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_with_one_sentence(wrong: tuple[str, object]) -> None:
    field, raw = wrong
    found = fault(raw)
    assert found.field == field
    for sentence in (found.sentence.nl, found.sentence.en):
        assert sentence.endswith(".")
        assert ". " not in sentence


def test_what_a_terminal_would_carry_out_is_not_repeated() -> None:
    assert fault(with_applicant() | {"\x1b[2J" * 40: 1}).field == ("?[2J" * 40)[:60]


@pytest.mark.parametrize("born", ["2026-01-01", "1900-01-01", "2024-02-29"])
def test_the_first_and_the_last_day_of_birth_are_good(born: str) -> None:
    assert read(with_applicant(geboortedatum=born) | {"peildatum": "2026-01-01"})


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["personen", "rol", "woning", "soort", "vermogen", "geboortedatum", "peildatum", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(raw=anything)
def test_anything_at_all_is_read_or_refused_with_its_field(raw: object) -> None:
    try:
        said = str(read(raw).household.on)
    except FaultError as found:
        said = found.field
    assert said.encode()  # what is repeated can be written down
