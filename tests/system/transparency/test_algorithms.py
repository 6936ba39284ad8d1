"""The algorithm register against the publication standard of the Algoritmeregister, version 1.0.0: its required fields
and their lengths (MinBZK, Algoritmeregister-Publicatiestandaard, chapter 2)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from django.test import Client

from maatwerk.foundation.content import ContentError, load_entries
from maatwerk.foundation.people.models import Municipality
from maatwerk.site.home import CONTENT
from maatwerk.site.library import library
from maatwerk.system.transparency.algorithms import PROGRAMS, Algorithm, load_algorithms, status_of

pytestmark = pytest.mark.django_db

REQUIRED = (
    "naam", "korte_omschrijving", "organisatie", "status", "contactgegevens", "publicatiecategorie", "taal", "schema",
)  # fmt: skip


def test_every_entry_has_what_the_standard_requires(resident: Client) -> None:
    rows = resident.get("/api/v1/algoritmes", {"gemeente": "duinstad"}).json()["resultaten"]
    assert {row["id"] for row in rows} == {"regelingen", "vragen_begrijpen"}
    for row in rows:
        assert [name for name in REQUIRED if not row[name]] == []
        assert (row["schema"], row["taal"]) == ("1.0.0", "nld")
        assert len(row["naam"]) < 100
        assert len(row["korte_omschrijving"]) < 350


OPTIONAL = {"impacttoetsen"}


@pytest.mark.parametrize("program", PROGRAMS)
def test_without_a_whole_entry_a_program_does_not_go_on(program: str, tmp_path: Path) -> None:
    """Each time one required field is left out; then the entry."""
    shutil.copytree(CONTENT / "algorithms", tmp_path, dirs_exist_ok=True)
    assert set(load_algorithms(tmp_path)) >= set(PROGRAMS)
    file = tmp_path / f"{program}.yaml"
    whole = yaml.safe_load(file.read_text(encoding="utf-8"))
    for name in set(whole) - OPTIONAL:
        file.write_text(yaml.safe_dump({each: whole[each] for each in whole if each != name}), encoding="utf-8")
        with pytest.raises(ContentError, match=name):
            load_algorithms(tmp_path)
    file.unlink()
    with pytest.raises(ContentError, match="this program has no entry"):
        load_algorithms(tmp_path)


def test_a_text_that_is_too_long_for_the_register_is_refused(tmp_path: Path) -> None:
    whole = (CONTENT / "algorithms/regelingen.yaml").read_text(encoding="utf-8")
    (tmp_path / "te_lang.yaml").write_text(whole.replace("Rekent uit op", "x" * 350), encoding="utf-8")
    with pytest.raises(ContentError, match="less than 350 characters"):
        load_entries(tmp_path, Algorithm)


def test_the_page_shows_every_entry_and_whom_to_call(resident: Client) -> None:
    page = resident.get("/duinstad/openbaar/algoritmes").content.decode()
    for each in library().algorithms.values():
        assert each.name.nl in page
    assert "14 0999" in page


def test_what_a_municipality_switched_off_is_out_of_use_there(resident: Client) -> None:
    town = Municipality.objects.get(slug="duinstad")
    town.profile |= {"uit": ["regelingen"]}
    town.save()
    assert "Buiten gebruik" in resident.get("/duinstad/openbaar/algoritmes").content.decode()
    assert "Buiten gebruik" not in resident.get("/veenrode/openbaar/algoritmes").content.decode()


def test_what_is_not_switched_off_has_the_status_of_its_entry() -> None:
    entry = library().algorithms["regelingen"].model_copy(update={"status": "In gebruik"})
    assert status_of("regelingen", entry, ()) == "In gebruik"
    assert status_of("regelingen", entry, ("regelingen",)) == "Buiten gebruik"
