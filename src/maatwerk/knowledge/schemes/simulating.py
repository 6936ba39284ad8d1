"""All schemes over a file of many households, part by part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.desk import Desk
from maatwerk.knowledge.schemes.engine.assessing import Outcome
from maatwerk.knowledge.schemes.population import RefusedError, opened, put, write

VERDICTS = (Verdict.DOES_NOT_FIT, Verdict.UNSURE, Verdict.FITS_IF, Verdict.FITS)


def simulate(path: Path, out: Path, desk: Desk, on: date, progress: Callable[[int, int], None]) -> int:
    """Read the households of `path` (.csv or .parquet), and write per household and scheme the verdict and the lowest
    and highest amount to `out`. How many there were is returned. Raises RefusedError, and writes nothing then.

    `progress` is told how many are done, of how many.
    """
    if out.suffix not in (".csv", ".parquet") or not out.parent.is_dir():
        raise RefusedError(
            Text(
                nl="Kies voor --uit een bestand .csv of .parquet in een map die bestaat.",
                en="Choose for --uit a .csv or .parquet file in a folder that exists.",
            )
        )
    with opened(path, on, desk.dictionary) as population:
        for start, households in population.parts():
            part: dict[str, NDArray[np.generic]] = {
                "rij": np.arange(start + 1, start + households.size + 1, dtype=np.int64)
            }
            for scheme, outcome in zip(desk.schemes, desk.outcomes(households), strict=True):
                part[f"{scheme.id}.oordeel"] = verdicts(outcome)
                part[f"{scheme.id}.laagst"] = outcome.low
                part[f"{scheme.id}.hoogst"] = outcome.high
            put(population, part)
            progress(start + households.size, population.size)
        write(population, out, [scheme.id for scheme in desk.schemes], [verdict.value for verdict in VERDICTS])
        return population.size


def verdicts(outcome: Outcome) -> NDArray[np.int8]:
    """The verdict of each household, as its place in VERDICTS."""
    sure = np.where(outcome.conditional, 2, 3)
    return np.where(outcome.surely, sure, outcome.maybe).astype(np.int8)
