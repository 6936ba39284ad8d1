"""Birthdays over arrays. Births are days since 1 January 1970 as float64, as the columns of households hold them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from maatwerk.knowledge.schemes.engine.rounding import Numbers

type Days = NDArray[np.datetime64]
type Truths = NDArray[np.bool_]

_EPOCH = date(1970, 1, 1)


def day_number(day: date) -> float:
    """A date as the columns hold it."""
    return float((day - _EPOCH).days)


def birthday(births: Numbers, years: float | NDArray[np.int64], months: float = 0) -> Days:
    """The day on which somebody becomes `years` and `months`. Who was born on 29 February becomes so on 1 March."""
    day = births.astype("int64").astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    later = (month.astype("int64") + np.int64(years) * 12 + int(months)).astype("datetime64[M]")
    reached: Days = later.astype("datetime64[D]") + (day - month.astype("datetime64[D]"))
    return reached


def has_reached(births: Numbers, on: date, years: float, months: float = 0) -> Truths:
    """Whether somebody is at least `years` and `months` old on a day."""
    if not months and isinstance(years, int | float):
        return births <= _last_birth(on, int(years))
    return birthday(births, years, months) <= np.datetime64(on)


def reached_before_month(births: Numbers, on: date, years: float) -> Truths:
    """Whether the birthday lay before this calendar month: what the law gives "from the month after"."""
    return has_reached(births, on.replace(day=1) - timedelta(days=1), years)


def years_old(births: Numbers, on: date) -> Numbers:
    """Whole years of age on a day; below 0 for who is not born yet."""
    born = births.astype("int64").astype("datetime64[D]").astype("datetime64[Y]").astype("int64")
    years = np.datetime64(on, "Y").astype("int64") - born
    whole: Numbers = np.where(birthday(births, years) > np.datetime64(on), years - 1, years).astype(np.float64)
    return whole


@lru_cache(maxsize=1000)
def _last_birth(on: date, years: int) -> float:
    """The last day on which somebody can be born who is `years` old on a day."""
    try:
        return day_number(on.replace(year=on.year - years))
    except ValueError:  # 29 February: who was born on 1 March is not there yet
        return day_number(date(on.year - years, 2, 28))
