"""What may stand in a text, and which secrecy rests on it."""

from __future__ import annotations

import pytest

from maatwerk.casework.dossier.rules import Part, missing, names_in, parts
from maatwerk.casework.dossier.secrecy import secrecy_of
from maatwerk.foundation.gate.models import Secrecy
from maatwerk.foundation.people.bsn import has_bsn
from maatwerk.foundation.people.residents import PartyKind

# Numbers of invented people in the test environment of the BRP, and one that is often used to explain the 11-test.
TEST_NUMBERS = ["999993653", "999990019", "123456782"]


@pytest.mark.parametrize("bsn", TEST_NUMBERS)
def test_a_bsn_is_found_however_people_write_it(bsn: str) -> None:
    for written in (
        bsn,
        f"({bsn})",
        f"bsn:{bsn}.",
        f"{bsn[:3]} {bsn[3:6]} {bsn[6:]}",
        f"{bsn[:3]}-{bsn[3:6]}-{bsn[6:]}",
        f"{bsn[:4]}.{bsn[4:6]}.{bsn[6:]}",
    ):
        assert has_bsn(f"Haar broer heeft {written} als nummer"), written


@pytest.mark.parametrize(
    "text",
    [
        "123456783",  # fails the test
        "000000000",
        "bel 0612345678 of 030 123 45 67",
        "+31 612 345 678",
        "NL91ABNA0417164300",
        "dossier 12345678201",  # a longer number
        "geboren 12-3-1980, kenmerk 2026.11.22",
        "€ 1.234,56 en 9 weken",
        "",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not has_bsn(text)


def test_names_are_read_one_a_line_or_with_commas() -> None:
    assert names_in(" Noor,  Joost  Haddad\n\nNoor; buurvrouw ,") == ("Noor", "Joost Haddad", "buurvrouw")


def test_a_name_that_is_not_in_the_text_is_told() -> None:
    assert missing("Joost kwam langs met noor.", ["Noor", "Joost", "Bilal", "Joo"]) == ["Bilal", "Joo"]


def test_third_persons_stand_apart_in_a_text() -> None:
    assert parts("Noor en Joost Haddad. Joost belt.", ["joost", "Joost Haddad"]) == [
        Part("Noor en "),
        Part("Joost Haddad", third=True),
        Part(". "),
        Part("Joost", third=True),
        Part(" belt."),
    ]
    assert parts("Niemand.", []) == [Part("Niemand.")]


def test_a_name_may_hold_marks_that_mean_something_in_a_pattern() -> None:
    assert parts("De heer (Jan) A. kwam.", ["(Jan) A."])[1] == Part("(Jan) A.", third=True)


@pytest.mark.parametrize(
    ("purpose", "category", "party", "secrecy"),
    [
        ("wmo", "zorg", PartyKind.MUNICIPALITY, Secrecy.OFFICIAL),  # Awb 2:5
        ("schuldhulp", "geld", PartyKind.CIVIL_SOCIETY, Secrecy.OFFICIAL),  # Awb 2:5, a task of the municipality
        ("schuldhulp", "geld", None, Secrecy.OFFICIAL),
        ("jeugdhulp", "gezin", PartyKind.MUNICIPALITY, Secrecy.YOUTH),  # Jeugdwet 7.3.11
        ("jeugdhulp", "gezondheid", PartyKind.CARE, Secrecy.YOUTH),
        ("wmo", "gezondheid", PartyKind.CARE, Secrecy.MEDICAL),  # BW 7:457
        ("wmo", "geld", PartyKind.CARE, Secrecy.PROFESSIONAL),  # Wmo 2015 5.3.3
        ("wvggz", "huishouden", PartyKind.MUNICIPALITY, Secrecy.MEDICAL),  # Wvggz 8:34
        ("vertegenwoordiging", "geld", PartyKind.COMPANY, Secrecy.PROFESSIONAL),
    ],
)
def test_secrecy_follows_from_who_writes_for_what_about_what(
    purpose: str, category: str, party: PartyKind | None, secrecy: Secrecy
) -> None:
    assert secrecy_of(purpose, category, party) is secrecy
