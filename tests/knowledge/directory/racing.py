"""An import comes in while an editor publishes: each on a database connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from maatwerk.knowledge.directory.feeding import Row, drop, feed
from maatwerk.knowledge.directory.models import Listing
from maatwerk.knowledge.directory.shelf import Layer
from maatwerk.site.library import library
from maatwerk.site.listing import words_of
from tests.knowledge.directory.entries import KEY, TODAY, bring, service

_TIMES = 15
_MORE = 40  # entries besides the one that counts, so that both take a while


def race() -> None:
    """Raises AssertionError."""
    words = words_of(library())
    for number in range(_TIMES):
        at_once(lambda at=number: _imports(f"000-{at:04}"), lambda at=number: _own(f"111-{at:04}"))
        assert _counts() == [("gemeente", f"111-{number:04}")], number
        at_once(lambda at=number: _imports(f"222-{at:04}"), lambda: drop("duinstad", KEY, Layer.OWN, words))
        assert _counts() == [("import", f"222-{number:04}")], number


def at_once(*steps: Callable[[], object]) -> Sequence[object]:
    together = Barrier(len(steps))

    def take(step: Callable[[], object]) -> object:
        together.wait(60)
        try:
            return step()
        finally:
            connections.close_all()  # those of this thread

    with ThreadPoolExecutor(len(steps)) as threads:
        return list(threads.map(take, steps))


def _imports(number: str) -> object:
    others = (Row(f"open_data_{each}", service(telefoon=number)) for each in range(_MORE))
    return bring(*others, Row(KEY, service(telefoon=number)))


def _own(number: str) -> object:
    others = (Row(f"open_data_{each}", service(telefoon=number)) for each in range(_MORE))
    rows = [Row(KEY, service(telefoon=number)), *others]
    return feed("duinstad", Layer.OWN, rows, words_of(library()), today=TODAY)


def _counts() -> list[tuple[str, str]]:
    rows = Listing.objects.filter(municipality="duinstad", key=KEY, effective=True)
    return [(layer, value["telefoon"]) for layer, value in rows.values_list("layer", "value")]
