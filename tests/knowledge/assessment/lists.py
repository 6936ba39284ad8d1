"""Questionnaires for tests, as raw values: numbered questions without meaning, counted as published ones are."""

from __future__ import annotations

from typing import Any

from maatwerk.knowledge.assessment import Questionnaire


def both(words: str) -> dict[str, str]:
    return {"nl": words, "en": words}


def answer(value: object, **more: object) -> dict[str, Any]:
    return {"waarde": str(value), "tekst": both(f"Antwoord {value}."), **more}


def raw(**changes: Any) -> dict[str, Any]:
    """Three questions with yes and no, where yes counts for one; None takes a key away."""
    data: dict[str, Any] = {
        "naam": both("Proef"),
        "uitleg": both("Drie vragen."),
        "invullers": ["bewoner"],
        "antwoorden": [answer("ja", getal=1), answer("nee", getal=0)],
        "vragen": [{"id": f"vraag_{number}", "tekst": both(f"Vraag {number}?")} for number in (1, 2, 3)],
        "telling": {"wijze": "som"},
        "licentie": {"naam": "EUPL-1.2", "open": True},
        "bron": {"naam": "Deze tests", "datum": "2026-11-22", "zekerheid": "hoog"},
        "versie": "1",
        "aan": True,
    }
    data.update(changes)
    return {key: value for key, value in data.items() if value is not None}


def questionnaire(**changes: Any) -> Questionnaire:
    return Questionnaire.model_validate(raw(**changes))
