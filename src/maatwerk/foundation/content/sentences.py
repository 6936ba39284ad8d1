"""What is wrong with a value, as a sentence for the person who wrote the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

_SENTENCES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda _: "this is missing",
    "extra_forbidden": lambda _: "there is no such key here; is it spelled right?",
    "string_type": lambda _: "expected words (put quotes around numbers and dates that are meant as words)",
    "string_too_short": lambda _: "this may not be empty",
    "too_short": lambda _: "at least one is needed",
    "int_type": lambda _: "expected a whole number",
    "int_parsing": lambda _: "expected a whole number",
    "bool_parsing": lambda _: "expected true or false",
    "bool_type": lambda _: "expected true or false",
    "tuple_type": lambda _: "expected a list",
    "dict_type": lambda _: "expected a mapping of keys to values",
    "model_type": lambda _: "expected a mapping of keys to values",
    "date_from_datetime_parsing": lambda _: "expected a date such as 2026-11-21",
    "date_parsing": lambda _: "expected a date such as 2026-11-21",
    "literal_error": lambda context: f"expected one of {context['expected']}",
    "enum": lambda context: f"expected one of {context['expected']}",
    "greater_than_equal": lambda context: f"expected {context['ge']} or more",
    "less_than_equal": lambda context: f"expected {context['le']} or less",
    "string_pattern_mismatch": lambda context: f"does not have the expected form ({context['pattern']})",
    "value_error": lambda context: str(context["error"]),
}


def sentence_for(detail: Mapping[str, Any]) -> str:
    """A pydantic error as a sentence; one that has none of its own keeps pydantic's."""
    sentence = _SENTENCES.get(detail["type"])
    return sentence(detail.get("ctx", {})) if sentence else str(detail["msg"])
