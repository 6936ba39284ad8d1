"""What may be told of a count, so that nobody can work out a small number from it. Pure.

A count is of different residents. Of each cell of a table only the ten is told: "minder dan 10", "10 tot en met 19".
There are no totals. What is told of a cell depends on that cell alone, so whatever is added, subtracted or solved, of a
small cell every number from 0 to 9 stays possible, whatever the others are. That holds across rows, columns, tables and
months as long as a month is counted once, and no cell of one table follows from cells of another.
"""

from __future__ import annotations

from collections.abc import Mapping

LEAST = 10

type Key = tuple[str, ...]


def publish(counted: Mapping[Key, int]) -> dict[Key, int]:
    """The cells that may be told, each as the ten that it is at least. A cell that is not there is less than ten, as a
    count of nothing is."""
    return {key: count // LEAST * LEAST for key, count in counted.items() if count >= LEAST}


def most(least: int) -> int:
    """The largest number that a published cell may stand for."""
    return least + LEAST - 1
