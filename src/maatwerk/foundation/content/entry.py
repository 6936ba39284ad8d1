"""The shapes that every kind of content shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Language = Literal["nl", "en"]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _leads_to_a_site(address: str) -> str:
    """A link that residents follow: no script, no data, and nothing that a page could stumble over."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    if not host or not re.fullmatch(r"https?://[!-~]+", address):
        raise ValueError("this is no web address; one begins with https://")
    return address


WebAddress = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_leads_to_a_site)]


class Entry(BaseModel):
    """Base of everything read from a content file: frozen, and an unknown key is a fault rather than a surprise."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Text(Entry):
    """What a person reads, in plain Dutch (B1) and in English."""

    nl: Sentence
    en: Sentence

    def in_(self, language: str) -> str:
        """The text in `language` ("nl" or "en"); every other language code gives Dutch."""
        return self.en if language == "en" else self.nl


class Source(Entry):
    """Where a fact comes from, when that was looked at, and how sure we are."""

    name: Sentence = Field(alias="naam")
    url: WebAddress | None = None
    checked_on: date = Field(alias="datum")
    confidence: Literal["hoog", "middel", "laag"] = Field(alias="zekerheid")


def texts_in(value: object) -> Iterator[tuple[str, Text]]:
    """Every text for residents inside an entry, however deep, with the place where it stands (steps with dots)."""
    if isinstance(value, Text):
        yield "", value
        return
    if isinstance(value, BaseModel):
        parts = [(field.alias or name, getattr(value, name)) for name, field in type(value).model_fields.items()]
    elif isinstance(value, Mapping):
        parts = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, tuple | list):
        parts = [(str(number), item) for number, item in enumerate(value)]
    else:
        return
    for name, part in parts:
        for place, text in texts_in(part):
            yield ".".join(filter(None, (name, place))), text
