"""A register of purposes and categories that is small enough to tell twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from maatwerk.foundation.access.register import Category, Purpose, Register

_TEXT = {"nl": "Dit is een proef.", "en": "This is a test."}
_LAW = {"wet": "Proefwet", "artikel": "1"}


def small_register(
    tasks: Mapping[str, Collection[str]],
    reuse: Mapping[tuple[str, str], Collection[str]],
    categories: Collection[str],
    *,
    money: Collection[str],
    care: Collection[str],
    hidden: Collection[str],
    light: Collection[str],
    special: Collection[str],
    with_consent: Mapping[str, Collection[str]],
    emergency: Collection[str],
    despite: Collection[str],
) -> Register:
    """The register in which each task has these categories, and may reuse others."""

    def area(id_: str) -> str:
        return "geld" if id_ in money else "zorg" if id_ in care else "geen"

    kinds: dict[str, str] = {"inzage": "eigen", "vertegenwoordiging": "eigen", "noodgeval": "noodgeval"}
    oversight = ("toezicht", "gegevensbeheer", "rechten")
    kinds |= dict.fromkeys(oversight, "toezicht") | dict.fromkeys(tasks, "taak")
    every = {*categories, *money, *care, *hidden, *light, *special}
    every |= {"betrokkenheid", "toestemming", "vertegenwoordiging", "noodtoegang", "verzoek", "bsn"}
    return Register(
        purposes={
            id_: _purpose(
                kind,
                emergency if kind == "noodgeval" else tasks.get(id_, ()),
                with_consent.get(id_, ()),
                {origin: these for (purpose, origin), these in reuse.items() if purpose == id_},
                id_ in despite,
            )
            for id_, kind in kinds.items()
        },
        categories={
            id_: Category.model_validate(
                {
                    "naam": _TEXT,
                    "uitleg": _TEXT,
                    "soort": "bijzonder" if id_ in special else "gewoon",
                    "gebied": area(id_),
                    "verborgen": id_ in hidden,
                    "licht": id_ in light,
                }
            )
            for id_ in every
        },
    )


def _purpose(
    kind: str,
    categories: Collection[str],
    with_consent: Collection[str],
    reuse: Mapping[str, Collection[str]],
    despite: bool,
) -> Purpose:
    values: dict[str, Any] = {
        "naam": _TEXT,
        "uitleg": _TEXT,
        "soort": kind,
        "avg6": "e",
        "wetten": [_LAW],
        "uitzondering": _LAW,
        "categorieen": sorted(categories),
        "met_toestemming": sorted(with_consent),
        "ook_van": {origin: {"categorieen": sorted(these), "wet": _LAW} for origin, these in reuse.items()},
        "bewaren": {"vanaf": _TEXT, "vanaf_soort": "opgeschreven", "maanden": 60, "wet": _LAW},
        "inspraak": _TEXT,
        "sinds": "2015-01-01",
    }
    values |= {"ondanks_beperking": _LAW} if despite else {}
    return Purpose.model_validate(values)
