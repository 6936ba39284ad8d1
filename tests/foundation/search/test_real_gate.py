"""A search in what is personal, with the real gate: found is read, and read is written down."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from maatwerk.foundation.access.connections import connected as written_by
from maatwerk.foundation.access.gate import AccessGate
from maatwerk.foundation.access.whole import NotWholeError
from maatwerk.foundation.gate.connections import connected, connections
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Owner
from maatwerk.foundation.people.models import Relation
from maatwerk.foundation.search.actions import Item, index, ref_of
from maatwerk.foundation.search.queries import Look, refs_of, search
from tests.foundation.access.looking import Written, at_work, entry
from tests.residents import NOON, add_resident, give_task, involve
from tests.staff import add_worker


@pytest.mark.django_db
class TestTheRealGate:
    """Els works for the Wmo with Samira, not with Rosa, and Ruben with nobody."""

    @pytest.fixture(autouse=True)
    def letters(self, two_municipalities: object) -> Iterator[None]:
        self.written = Written()
        worker = add_worker("els")
        give_task(worker)
        involve(worker, add_resident("samira"))
        for name in ("samira", "rosa"):
            for category in ("zorg", "schuiladres"):
                row = entry(add_resident(name), category)
                whose = Owner(row.subject, row.controller, row.purpose, row.category)
                index("notes", "duinstad", [Item(ref_of(row), f"Brief over {name}", owner=whose)])
        with connected(gate=AccessGate()), written_by(write=self.written):
            yield

    def found(self, name: str) -> list[str]:
        look = Look(at_work(name), "wmo", NOON)
        rows = connections().gate.visible(look.viewer, Relation.objects.all(), "wmo", Level.WHAT, NOON)
        page = search("brief", among={"notes": refs_of(rows)}, municipality="duinstad", look=look)
        return [found.title for found in page.found]

    def test_a_search_finds_what_the_viewer_may_read_and_is_written_down(self) -> None:
        assert self.found("els") == ["Brief over samira"]
        read = self.written.last
        assert (read.subject, read.categories, read.what) == (
            add_resident("samira").ref,
            ("zorg",),
            "search.personalentry",
        )
        assert len(self.written.reads) == 1

    def test_who_works_with_nobody_finds_nothing_and_nothing_is_written(self) -> None:
        assert self.found("ruben") == []
        assert self.written.reads == []

    def test_rows_that_the_gate_did_not_give_are_not_searched(self) -> None:
        look = Look(at_work("els"), "wmo", NOON)
        with pytest.raises(NotWholeError):
            search("brief", among={"notes": refs_of(Relation.objects.all())}, municipality="duinstad", look=look)
