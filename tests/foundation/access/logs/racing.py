"""Several who look at the same moment, each on a database connection of their own."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections, transaction
from django.db.models import Sum

from maatwerk.foundation.access.logs import chain
from maatwerk.foundation.access.logs.actions import seal_segments
from maatwerk.foundation.access.logs.verifying import Looked, verify
from maatwerk.foundation.access.logs.writing import write
from maatwerk.foundation.access.models import AccessRecord, Segment, SubjectAlias
from tests.foundation.access.logs.book import ELS, NOON, a_read

_WRITERS, _PAGES = 4, 25


def race() -> None:
    """Pages of people, some of which come to nothing, while segments fill up, are closed and are verified. Raises
    AssertionError."""
    chain.MOST_ROWS = 40
    together = Barrier(_WRITERS + 2)

    def look(seed: int) -> int:
        try:
            together.wait(60)
            return look_at_pages(seed, _PAGES)
        finally:
            connections.close_all()  # those of this thread

    def keep() -> None:
        try:
            together.wait(60)
            for _ in range(8):
                seal_segments(NOON)
        finally:
            connections.close_all()

    def check() -> list[str]:
        try:
            together.wait(60)
            return [str(fault) for _ in range(8) for fault in verify(Looked())]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(_WRITERS + 2) as threads:
        looked = [threads.submit(look, seed) for seed in range(_WRITERS)]
        keeping, checking = threads.submit(keep), threads.submit(check)
        written = sum(each.result() for each in looked)
        keeping.result()
        assert checking.result() == []
    whole(written)


def whole(written: int) -> None:
    """Everything that was kept, and nothing else, stands in a chain that fits."""
    assert [str(fault) for fault in verify(Looked())] == []
    assert AccessRecord.objects.count() == written
    assert Segment.objects.filter(log="inzage").aggregate(Sum("count"))["count__sum"] == written
    subjects = AccessRecord.objects.values("subject").distinct().count()
    assert subjects <= SubjectAlias.objects.count() <= 30


def look_at_pages(seed: int, pages: int) -> int:
    """So many pages of some people, of which a part is rolled back; gives how many people were looked at."""
    dice, written = random.Random(seed), 0
    for _ in range(pages):
        people = sorted(dice.sample(range(30), dice.randint(1, 6)))
        with transaction.atomic():
            write(ELS, "wmo", [a_read(f"resident:{number}") for number in people], NOON)
            if dice.random() < 0.3:
                transaction.set_rollback(True)
            else:
                written += len(people)
    return written
