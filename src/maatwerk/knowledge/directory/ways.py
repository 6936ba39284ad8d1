"""The ways to reach a service: by phone, chat, text or sign language, each with its own hours and its own source."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from maatwerk.foundation.content import Entry, Opening, Source, Text, WebAddress


class By(StrEnum):
    """How one reaches somebody."""

    PHONE = "telefoon"
    CHAT = "chat"
    APP = "app"
    WHATSAPP = "whatsapp"
    TEXT_OR_SIGNS = "tekst_of_gebaren"
    VISIT = "bezoek"


class Way(Entry):
    """One way. `name` says which when a service has several of a kind; `number` is left out where it differs per
    person, as with a doctor."""

    by: By = Field(alias="weg")
    name: Text | None = Field(None, alias="naam")
    number: str | None = Field(None, alias="nummer")
    address: WebAddress | None = Field(None, alias="adres")
    opening: Opening = Field("onbekend", alias="open")
    note: Text | None = Field(None, alias="let_op")
    source: Source = Field(alias="bron")

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if not (self.number or self.address or self.name):
            raise ValueError("a way has a 'nummer', an 'adres' or a 'naam'")
        return self

    @property
    def is_certain(self) -> bool:
        """Whether the hours may be told without a warning."""
        return self.source.confidence != "laag"
