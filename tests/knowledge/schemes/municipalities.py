"""Schemes of a municipality for the tests, and what they say of a household. Rules are as a file has them."""

from __future__ import annotations

from datetime import date
from typing import Any

from maatwerk.knowledge.schemes.engine.assessing import Assessment, Scheme, assess
from maatwerk.knowledge.schemes.engine.figures import FigureBook
from maatwerk.knowledge.schemes.engine.households import Households
from maatwerk.knowledge.schemes.engine.municipal import figures_of, scheme_of
from maatwerk.knowledge.schemes.municipal import MunicipalScheme
from tests.knowledge.schemes.households import book, dictionary

WORDS = {"nl": "Iets.", "en": "Something."}
ID = "regeling"


def rules(**others: Any) -> dict[str, Any]:
    """The rules of one day; without others nothing is asked and nothing given."""
    return {"artikel": "Verordening art. 1", "bron": "verzonnen voor een proef", "geverifieerd": False, **others}


def raw(since: str = "2024-01-01", /, **others: Any) -> dict[str, Any]:
    """The raw values of a scheme with one version."""
    return {
        "naam": WORDS,
        "samenvatting": WORDS,
        "behoeften": ["rondkomen"],
        "wet": "Verordening",
        "niet_digitaal": WORDS,
        "bron": {"naam": "verzonnen", "datum": "2026-11-22", "zekerheid": "laag"},
        "per": "jaar",
        "versies": {since: rules(**others)},
    }


def scheme(since: str = "2024-01-01", /, **others: Any) -> MunicipalScheme:
    return MunicipalScheme.model_validate(raw(since, **others))


def engine_of(entry: MunicipalScheme) -> tuple[Scheme, FigureBook]:
    return scheme_of(ID, entry), FigureBook({**figures_of(ID, entry), **book().parameters})


def told_of(entry: MunicipalScheme, household: Households) -> Assessment:
    of, figures = engine_of(entry)
    return assess(of, household, figures, dictionary())


def limit_of(assessment: Assessment, step: str) -> float:
    return next(line.value[0] for line in assessment.lines if line.id == step)


NEW_YEAR_2025, NEW_YEAR_2026 = date(2025, 1, 1), date(2026, 1, 1)
