"""Rounding as laws write it, in euros. Binary fractions never tip a cent: what lies within a ten-thousandth of a cent
of a whole one counts as whole."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

type Numbers = NDArray[np.float64]

_NOISE = 6  # decimals of a cent or euro that a sum of amounts below ten million keeps in float64


def to_cent(euros: Numbers) -> Numbers:
    """Rounded to the nearest cent, half upwards."""
    return np.floor(np.round(euros * 100, _NOISE) + 0.5) / 100


def ceil_cent(euros: Numbers) -> Numbers:
    """Rounded up to a whole cent, as Wht art. 19 lid 3 (text to 2025)."""
    return np.ceil(np.round(euros * 100, _NOISE)) / 100


def floor_cent(euros: Numbers) -> Numbers:
    """Rounded down to a whole cent."""
    return np.floor(np.round(euros * 100, _NOISE)) / 100


def floor_euro(euros: Numbers) -> Numbers:
    """Rounded down to whole euros, as Dienst Toeslagen pays per month; fits the published tables of 2024-2026."""
    return np.floor(np.round(euros, _NOISE))
