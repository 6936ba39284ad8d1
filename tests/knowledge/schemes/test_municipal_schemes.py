"""Schemes of municipalities in content: what is shipped, what a municipality has of its own, and what is refused.

Participatiewet art. 35 (bijzondere bijstand; € 176 in twelve months in 2026), art. 35 lid 4 (energietoeslag: payable to
31-8-2024), art. 36 (individuele inkomenstoeslag: 21 to AOW age, wealth of art. 34), art. 36b (studietoeslag).
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from maatwerk.foundation.content import ContentError, load_entries
from maatwerk.foundation.content.loading import Found
from maatwerk.foundation.editing.forms import data_of, fields_of, read, values_of
from maatwerk.foundation.editing.sentences import sentence_of
from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.engine.assessing import Assessment
from maatwerk.knowledge.schemes.municipal import MunicipalScheme, Rules, load_municipal_schemes
from maatwerk.site.editions import library_beneath, library_of
from maatwerk.site.home import CONTENT
from maatwerk.site.library import library, not_plain
from maatwerk.site.registry import desk_for
from tests.knowledge.schemes.households import dictionary, household
from tests.knowledge.schemes.municipalities import raw, scheme

KIND = "municipal-schemes"
PROGRAM = ["bijzondere_bijstand", "energietoeslag", "individuele_inkomenstoeslag", "kwijtschelding", "studietoeslag"]
DAY = date(2026, 1, 1)
HIDDEN = {"weg": True}


def told(id_: str, on: date = DAY, slug: str = "", /, **facts: object) -> Assessment:
    """What a scheme says; as shipped, or as a municipality has it."""
    desk = desk_for(library_beneath(slug) if slug else library())
    return next(each for each in desk.assess(household(on, **facts)) if each.scheme.id == id_)


def test_the_program_has_the_schemes_that_every_municipality_has() -> None:
    assert list(library().municipal_schemes) == PROGRAM
    assert not any(each.invented for each in library().municipal_schemes.values())
    desk = desk_for(library())
    assert [each.id for each in desk.schemes][-5:] == PROGRAM
    assert {each.id for each in desk.schemes} <= desk.entries.keys()


def test_special_assistance_is_for_the_municipality_to_judge_with_what_one_pays_first() -> None:
    found = told("bijzondere_bijstand", bijzondere_kosten=True)
    assert found.verdict is Verdict.FITS_IF
    share = next(line for line in found.lines if line.id == "drempel")
    assert (share.value, share.figures[0].dated.is_verified) == ((176.0, 176.0), True)
    assert told("bijzondere_bijstand", bijzondere_kosten=False).verdict is Verdict.DOES_NOT_FIT
    assert [key.fact for key in told("bijzondere_bijstand").questions] == ["bijzondere_kosten"]
    later = told("bijzondere_bijstand", date(2027, 1, 1), bijzondere_kosten=True)
    assert later.verdict is Verdict.FITS_IF
    assert [note.nl for note in later.notes if "kennen wij niet" in note.nl]


@pytest.mark.parametrize(
    ("born", "wealth", "verdict"),
    [
        ("2005-01-02", 0, Verdict.DOES_NOT_FIT),  # 20
        ("2005-01-01", 8000, Verdict.UNSURE),  # 21 today
        ("2005-01-01", 8001, Verdict.DOES_NOT_FIT),
        ("1959-01-02", 0, Verdict.UNSURE),  # 66
        ("1959-01-01", 0, Verdict.DOES_NOT_FIT),  # AOW age today
    ],
)
def test_the_income_supplement_is_open_within_what_the_law_says(born: str, wealth: int, verdict: Verdict) -> None:
    found = told("individuele_inkomenstoeslag", geboortedatum=born, vermogen=wealth, netto_maandinkomen=900)
    assert (found.verdict, found.amount) == (verdict, None)


def test_the_study_supplement_says_what_it_found_and_that_it_was_not_checked() -> None:
    student = {"student": True, "studiefinanciering": True, "werkt_minder_door_ziekte": True}
    found = told("studietoeslag", geboortedatum="2004-01-01", **student)
    assert found.verdict is Verdict.FITS_IF
    assert found.amount
    assert str(found.amount.exact) == "385.14"
    amount = next(line for line in found.lines if line.id == "bedrag_leeftijd")
    assert [figure.dated.is_verified for figure in amount.figures] == [False]
    for other in (told("studietoeslag", geboortedatum="2007-01-01", **student),
                  told("studietoeslag", date(2025, 1, 1), geboortedatum="2000-01-01", **student)):  # fmt: skip
        assert (other.verdict, other.amount) == (Verdict.UNSURE, None)
    assert told("studietoeslag", **student | {"student": False}).verdict is Verdict.DOES_NOT_FIT


def test_remission_is_open_whatever_is_known_because_its_norms_are_not() -> None:
    found = told("kwijtschelding", geboortedatum="1980-01-01", netto_maandinkomen=0, vermogen=0)
    assert (found.verdict, found.questions) == (Verdict.UNSURE, ())
    assert found.unknown is not None


def test_the_energy_allowance_has_ended_and_says_when() -> None:
    poor = {"netto_maandinkomen": 1000, "geboortedatum": "1980-01-01"}
    last = told("energietoeslag", date(2024, 8, 31), **poor)
    assert last.verdict is Verdict.FITS_IF
    ended = told("energietoeslag", date(2024, 9, 1), **poor)
    assert ended.verdict is Verdict.DOES_NOT_FIT
    assert [reason.nl for reason in ended.reasons_against if "31 augustus 2024" in reason.nl]


def test_only_what_is_invented_has_amounts_that_a_verordening_sets() -> None:
    for id_ in ("individuele_inkomenstoeslag", "kwijtschelding"):
        for rules in library().municipal_schemes[id_].versions.values():
            amounts = rules.amounts.model_dump().values() if rules.amounts else []
            assert set(amounts) <= {"onbekend"}
            assert rules.income
            assert rules.income.percentage == "onbekend"


def test_the_invented_municipalities_have_invented_schemes_that_say_so() -> None:
    for slug in ("duinstad", "veenrode"):
        own = {id_: each for id_, each in library_beneath(slug).municipal_schemes.items() if each.invented}
        assert own.keys() == {"individuele_inkomenstoeslag", "meedoen", "kindpakket"}
        assert library_beneath(slug).faults == library().faults
        for id_, entry in own.items():
            assert "verzonnen" in f"{entry.source.name} {entry.law}".casefold()
            assert not any(rules.is_verified for rules in entry.versions.values())
            assert not_plain(Found(entry, Path(id_))) == []
    assert library_beneath("x") is library()


def test_the_invented_schemes_stay_out_of_production(settings: LazySettings) -> None:
    settings.DEMO_PERSONAS = False
    assert library_beneath("duinstad") is library()


def test_what_a_municipality_wrote_wins_and_what_it_hides_is_gone() -> None:
    own = raw(inkomensgrens={"percentage": 130}, bedragen={"alleenstaand": 1, "alleenstaande_ouder": 1, "paar": 1})
    overlay = {KIND: {"meedoen": own, "kwijtschelding": own, "kindpakket": HIDDEN, "energietoeslag": HIDDEN}}
    content = library_of("duinstad", overlay)
    assert content.faults == library().faults
    assert content.municipal_schemes.keys() == {
        "bijzondere_bijstand", "individuele_inkomenstoeslag", "kwijtschelding", "meedoen", "studietoeslag",
    }  # fmt: skip
    for id_ in ("meedoen", "kwijtschelding"):
        assert data_of(content.municipal_schemes[id_])["versies"]["2024-01-01"]["inkomensgrens"] == {
            "percentage": "130"
        }
    assert (
        library_of("veenrode", {}).municipal_schemes["kwijtschelding"] == library().municipal_schemes["kwijtschelding"]
    )


@pytest.mark.parametrize("taken", ["zorgtoeslag", "participatiewet"])
def test_a_scheme_cannot_take_the_name_of_something_national(taken: str) -> None:
    content = library_of("x", {KIND: {taken: raw()}})
    assert taken not in content.municipal_schemes
    assert [fault.sentence for fault in content.faults] == [f"'{taken}' is the id of something national"]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"inkomensgrens": {"percentage": "veel"}}, "is no number"),
    ({"inkomensgrens": {"percentage": -1}}, "expected a number from 0"),
    ({"inkomensgrens": {"bedrag": 1}}, "there is no such key"),
    ({"leeftijd": {}}, "give 'van'"),
    ({"leeftijd": {"van": 30, "tot_en_met": 20}}, "'van' is more than"),
    ({"leeftijd": {"van": 200}}, "expected 120 or less"),
    ({"student": "soms"}, "expected one of"),
    ({"bedragen": {"paar": 1}}, "this is missing"),
    (
        {"per_kind": [{"van": 4, "tot_en_met": 12, "bedrag": 1}, {"van": 12, "tot_en_met": 17, "bedrag": 2}]},
        "two amounts are for the same age",
    ),
    ({"drempel": {"bedrag": "1,200"}}, "is no number"),
]


@pytest.mark.parametrize(("change", "sentence"), WRONG, ids=str)
def test_rules_that_cannot_be_are_refused_with_a_sentence(
    tmp_path: Path, change: dict[str, Any], sentence: str
) -> None:
    (tmp_path / "fout.yaml").write_text(json.dumps(raw(**change)), encoding="utf-8")
    with pytest.raises(ContentError, match=sentence):
        load_municipal_schemes(tmp_path, library().needs, library().services, dictionary(), ())


def test_what_it_points_to_must_exist_and_may_be_asked(tmp_path: Path) -> None:
    words = {"wel": {"nl": "Ja.", "en": "Yes."}, "niet": {"nl": "Nee.", "en": "No."}}
    asked = [{"als": {"feit": fact, "is": True}, **words} for fact in ("bestaat_niet", "smartphone", "tolk")]
    data = raw(feiten=asked) | {"behoeften": ["geen_behoefte"], "loket": "geen_dienst"}
    (tmp_path / "fout.yaml").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_municipal_schemes(tmp_path, library().needs, library().services, dictionary(), ())
    places = [fault.place for fault in caught.value.faults]
    start = "versies.2024-01-01.feiten"
    assert places == ["behoeften", "loket", f"{start}.0.als", f"{start}.1.als", f"{start}.2.als"]


def test_an_amount_says_per_what() -> None:
    with pytest.raises(ValueError, match="an amount needs 'per'"):
        MunicipalScheme.model_validate(raw(per_kind=[{"van": 0, "tot_en_met": 17, "bedrag": 1}]) | {"per": None})


@pytest.mark.parametrize(
    ("typed", "kept"), [("125,50", "125.50"), ("€ 1.300", "1300"), ("Onbekend", "onbekend"), ("120", "120")]
)
def test_a_number_is_read_as_people_type_it(typed: str, kept: str) -> None:
    assert data_of(scheme(drempel={"bedrag": typed}))["versies"]["2024-01-01"]["drempel"] == {"bedrag": kept}


def test_the_rules_of_every_scheme_come_back_from_their_form_unchanged() -> None:
    folders = [CONTENT / KIND, *(CONTENT / "demo" / KIND).iterdir()]
    entries = [entry for folder in folders for entry in load_entries(folder, MunicipalScheme).values()]
    assert len(entries) == len(PROGRAM) + 6
    for entry in entries:
        for rules in entry.versions.values():
            assert read(Rules, values_of(Rules, data_of(rules))) == (data_of(rules), [])


def test_every_fault_of_these_rules_has_a_dutch_sentence() -> None:
    told_ = ["'x' is no number; write a number, or 'onbekend'", "expected a number from 0 to 100000",
             "give 'van', 'tot_en_met', or both", "'van' is more than 'tot_en_met'",
             "two amounts are for the same age", "an amount needs 'per': maand, kwartaal, jaar or eenmalig",
             "'zorgtoeslag' is the id of something national"]  # fmt: skip
    for sentence in told_:
        assert sentence_of(sentence) != sentence


def test_every_part_of_the_rules_but_two_has_a_field_of_its_own() -> None:
    boxes = [field.name for field in fields_of(Rules) if field.shape == "yaml"]
    assert boxes == ["feiten", "mits", "per_kind", "naar_leeftijd"]
