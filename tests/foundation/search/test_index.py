"""The index as things come, change and go."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction

from maatwerk.foundation.search.actions import Item, forget, index, replace
from maatwerk.foundation.search.models import Collection, Entry
from maatwerk.foundation.search.queries import ALL, fingerprints, search
from tests.foundation.jobs.installation import Installation


def find(text: str, municipality: str = "", language: str = "nl") -> list[str]:
    found = search(text, among={"books": ALL}, municipality=municipality, language=language).found
    return [one.ref for one in found]


@pytest.mark.django_db
def test_what_is_put_in_again_takes_the_place_of_what_stood_there() -> None:
    index("books", "", [Item("gids", "Wonen"), Item("gids", "Living", language="en")])
    index("books", "", [Item("gids", "Zorg"), Item("gids", "Zorg thuis")])
    assert (find("wonen"), find("thuis"), find("living", language="en")) == ([], ["gids"], ["gids"])
    assert Entry.objects.filter(kind="books").count() == 2


@pytest.mark.django_db
def test_what_is_forgotten_is_not_found_in_any_language() -> None:
    index("books", "", [Item("gids", "Wonen"), Item("gids", "Living", language="en"), Item("blad", "Wonen")])
    index("books", "duinstad", [Item("gids", "Wonen")])
    assert forget("books", "", ["gids", "wat er niet is"]) == 2
    assert (find("wonen"), find("living", language="en"), find("wonen", "duinstad")) == (["blad"], [], ["blad", "gids"])


@pytest.mark.django_db
def test_a_whole_kind_is_replaced_and_others_are_left_alone() -> None:
    index("books", "", [Item("oud", "Wonen")])
    index("books", "duinstad", [Item("eigen", "Wonen")])
    index("tools", "", [Item("oud", "Wonen")])
    replace("books", "", [Item("nieuw", "Wonen")], "v2")
    assert find("wonen", "duinstad") == ["eigen", "nieuw"]
    assert Entry.objects.filter(kind="tools").exists()
    assert (fingerprints(""), fingerprints("duinstad")) == ({"books": "v2"}, {})


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_nothing_in_the_index() -> None:
    index("books", "", [Item("gids", "Wonen")])
    for change in (
        lambda: index("books", "", [Item("gids", "Zorg"), Item("blad", "Wonen")]),
        lambda: forget("books", "", ["gids"]),
        lambda: replace("books", "", [Item("blad", "Zorg")], "v2"),
    ):
        with transaction.atomic():
            change()
            assert find("wonen") != ["gids"] or find("zorg")
            transaction.set_rollback(True)
        assert (find("wonen"), find("zorg")) == (["gids"], [])
    assert not Collection.objects.exists()


@pytest.mark.django_db
def test_the_words_in_the_index_are_those_of_the_rows_whatever_happened() -> None:
    """SQLite's index is a table beside the rows; it can check itself against them."""
    for number in range(30):
        index("books", "", [Item(f"boek_{one}", f"Deel {one} van {number}") for one in range(number % 7 + 3)])
        forget("books", "", [f"boek_{number % 4}"])
    replace("books", "", [Item(f"boek_{one}", "Wonen") for one in range(40)])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # raises an error of the database when they differ
            cursor.execute("INSERT INTO search_entry_words(search_entry_words, rank) VALUES ('integrity-check', 1)")
    assert len(search("wonen", among={"books": ALL}, municipality="", limit=100).found) == 40


@pytest.mark.django_db
@pytest.mark.parametrize("ref", ["", "naam van iemand", "a" * 201, "é", "a/b", "a\0"])
def test_a_ref_is_an_id(ref: str) -> None:
    with pytest.raises(ValueError, match="a ref is an id"):
        index("books", "", [Item(ref, "Wonen")])


@pytest.mark.django_db
def test_a_title_is_kept_as_it_is_shown_and_has_a_limit() -> None:
    index("books", "", [Item("a", "Wonen\0 'n 😀 \ud800"), Item("b", "wonen " * 100)])
    titles = {found.ref: found.title for found in search("wonen", among={"books": ALL}, municipality="").found}
    assert titles["a"] == "Wonen 'n 😀 ?"
    assert len(titles["b"]) == 300


def _three_times(number: int) -> None:
    for _ in range(3):
        replace("books", "", [Item(f"boek_{number}_{one}", "Wonen") for one in range(50)], f"v{number}")


@pytest.mark.django_db(transaction=True)
def test_two_who_replace_at_once_leave_one_whole_collection() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite is in memory, for one thread; see the test with processes")

    def work(number: int) -> None:
        try:
            _three_times(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(work, range(4)))
    whose = {ref.split("_")[1] for ref in Entry.objects.values_list("ref", flat=True)}
    assert len(whose) == 1
    assert Entry.objects.count() == 50
    assert fingerprints("") == {"books": f"v{whose.pop()}"}


@pytest.mark.processes
def test_processes_that_replace_at_once_leave_one_whole_collection(tmp_path: Path) -> None:
    installation = Installation(tmp_path, "")

    def work(number: int) -> str:
        return installation.do(
            "from maatwerk.foundation.search.actions import Item, replace",
            f"for _ in range(5): replace('services', '', [Item(f'{number}.{{one}}', 'Wonen') for one in range(50)])",
        )

    with ThreadPoolExecutor(max_workers=3) as pool:
        list(pool.map(work, range(3)))
    refs = [ref for (ref,) in installation.ask("SELECT ref FROM search_entry WHERE kind = 'services'")]
    assert len(refs) == 50
    assert len({ref.split(".")[0] for ref in refs}) == 1
