"""Content can be found by word: what everybody has, and what a municipality made of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml

from maatwerk.foundation.editing.models import Revision
from maatwerk.foundation.people.models import Municipality
from maatwerk.foundation.search.actions import replace
from maatwerk.foundation.search.queries import ALL, search
from maatwerk.site import indexing
from maatwerk.site.home import CONTENT
from maatwerk.site.indexing import KINDS, content_is_indexed, index_content
from maatwerk.site.library import library
from tests.staff import add_worker

pytestmark = pytest.mark.django_db


def find(text: str, kind: str, municipality: str = "veenrode", language: str = "nl") -> list[tuple[str, str]]:
    page = search(text, among={kind: ALL}, municipality=municipality, language=language, limit=100)
    return [(found.ref, found.title) for found in page.found]


@pytest.fixture(autouse=True)
def indexed(two_municipalities: Any) -> None:
    index_content()


_number = count(10_001)  # never one that an edition of another test was kept under


def publish(kind: str, entry: str, data: dict[str, Any] | None) -> None:
    """As `editing.actions` does, in Duinstad."""
    number = next(_number)
    Revision.objects.create(
        municipality=Municipality.objects.get(slug="duinstad"), kind=kind, entry=entry, data=data, number=number,
        made_by=add_worker("eva"), approved_by=add_worker("otto"), at=datetime(2026, 11, 22, 12, tzinfo=UTC),
    )  # fmt: skip
    Municipality.objects.filter(slug="duinstad").update(content_version=number)


def raw(kind: str, entry: str) -> dict[str, Any]:
    """An entry as an overlay holds it: plain JSON."""
    [path] = (CONTENT / kind).rglob(f"{entry}.yaml")
    return dict(json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str)))


def test_every_entry_is_found_by_its_title_in_both_languages() -> None:
    content = library()
    titles = {
        "approach": {id_: entry.title for id_, entry in content.approaches.items()},
        "self-help": {id_: entry.title for id_, entry in content.self_help.items()},
        "municipal-schemes": {id_: entry.name for id_, entry in content.municipal_schemes.items()},
        "questionnaires": {id_: entry.name for id_, entry in content.questionnaires.items()},
        "needs": {id_: entry.text for id_, entry in content.needs.items()},
        "notices": {id_: entry.title for id_, entry in content.notices.items()},
        "services": {id_: entry.name for id_, entry in content.services.items()},
        "technology": {id_: entry.name for id_, entry in content.technologies.items()},
        "urgent": {id_: entry.name for id_, entry in content.urgent.items()},
    }
    assert set(titles) == set(KINDS)
    for kind, entries in titles.items():
        for id_, title in list(entries.items())[:8]:
            for language in ("nl", "en"):
                found = find(title.in_(language), kind, language=language)
                assert (id_, title.in_(language)) in found[:3]


def test_an_entry_is_found_by_an_everyday_word_that_is_not_in_its_title() -> None:
    assert "schulden" not in library().services["geldfit"].name.nl.lower()
    assert "geldfit" in dict(find("schulden", "services"))
    assert "woning_slecht" in dict(find("huisbaas", "needs"))


def test_content_is_indexed_once_until_files_or_code_change(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert content_is_indexed()
    monkeypatch.setattr(indexing, "data_folder", lambda: tmp_path)
    assert content_is_indexed()
    (tmp_path / "content/services").mkdir(parents=True)
    (tmp_path / "content/services/eigen.yaml").write_text("naam: {nl: Eigen, en: Own}\n", encoding="utf-8")
    assert not content_is_indexed()


def test_an_installation_with_an_empty_index_is_indexed_by_preparing_it() -> None:
    for kind in KINDS:
        replace(kind, "", [])
    assert not content_is_indexed()
    assert find("schulden", "services") == []
    index_content()
    assert content_is_indexed()
    assert find("schulden", "services")


def test_what_a_municipality_published_is_found_there_at_once_and_nowhere_else() -> None:
    before = find("geldfit", "services", "duinstad")
    changed = raw("services", "geldfit") | {"naam": {"nl": "Muntenhuis", "en": "Coin house"}}
    publish("services", "geldfit", changed)
    assert find("muntenhuis", "services", "duinstad") == [("geldfit", "Muntenhuis")]
    assert find("muntenhuis", "services", "veenrode") == []
    assert ("geldfit", "Geldfit") not in find("geldfit", "services", "duinstad")
    publish("services", "geldfit", None)
    assert find("geldfit", "services", "duinstad") == before
    assert find("muntenhuis", "services", "duinstad") == []


def test_what_a_municipality_hides_is_not_found_there() -> None:
    publish("services", "geldfit", {"weg": True})
    assert "geldfit" not in dict(find("geldfit", "services", "duinstad"))
    assert "geldfit" in dict(find("geldfit", "services", "veenrode"))


def test_a_search_where_nothing_changed_asks_little_of_the_database(django_assert_max_num_queries: Any) -> None:
    publish("services", "geldfit", {"weg": True})
    find("geldfit", "services", "duinstad")
    with django_assert_max_num_queries(4):
        find("geldfit", "services", "duinstad")
    with django_assert_max_num_queries(2):
        find("geldfit", "services", "veenrode")
