"""Under which name a file is kept: a name comes from outside, and is shown and handed out again."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.documents.rules import KINDS, LONGEST_NAME, PDF, TEXT, Kind, kept_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("brief.pdf", "brief.pdf"),
        ("Brief van Zoë.PDF", "Brief van Zoë.pdf"),
        ("Zoe\u0308.pdf", "Zoë.pdf"),
        ("factuur.pdf.exe", "factuur.pdf"),
        ("factuur.pdf.pdf", "factuur.pdf"),
        ("factuur.exe", "factuur.pdf"),
        ("factuur\u202efdp.exe", "factuurfdp.pdf"),  # shows as "factuurexe.pdf"
        ("brief.v2.pdf", "brief.v2.pdf"),
        ("brief 1.2", "brief 1.2.pdf"),
        ("C:\\Users\\Samira\\brief.pdf", "brief.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..", "document.pdf"),
        ("", "document.pdf"),
        (".pdf", "document.pdf"),
        ("...pdf", "document.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1.txt.pdf", "_LPT1.txt.pdf"),
        ("contract.pdf", "contract.pdf"),
        ("a<b>:c|d?.pdf", "a-b--c-d-.pdf"),
        ("twee\r\nregels\x00.pdf", "tweeregels.pdf"),
        ("  ruimte   te  veel .pdf ", "ruimte te veel.pdf"),
        ("é" * 300, "é" * 96 + ".pdf"),
    ],
)
def test_a_name_that_is_safe_to_show_and_to_hand_out(given_name: str, kept: str) -> None:
    assert kept_name(given_name, PDF) == kept


def test_the_extension_is_that_of_what_the_file_is() -> None:
    assert kept_name("brief.pdf", TEXT) == "brief.txt"
    assert kept_name("foto.JPEG", KINDS["image/jpeg"]) == "foto.jpg"


@given(st.text(max_size=300), st.sampled_from(list(KINDS.values())))
def test_any_name_becomes_a_safe_one_and_stays_it(name: str, kind: Kind) -> None:
    kept = kept_name(name, kind)
    assert kept.endswith(f".{kind.extensions[0]}")
    assert len(kept.removesuffix(f".{kind.extensions[0]}")) > 0
    assert len(kept) <= LONGEST_NAME
    assert not set(kept) & set('/\\<>:"|?*')
    assert not kept.startswith((".", " "))
    assert not {unicodedata.category(each) for each in kept} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert kept_name(kept, kind) == kept
