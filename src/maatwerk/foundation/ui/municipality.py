"""A municipality as pages see it: a name, ways to reach it, and a house style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from maatwerk.foundation.content import Entry, Text, Week

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]

_WHITE = "#ffffff"
_READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3 (contrast of text)
_VISIBLE = 3.0  # WCAG 2.2, success criterion 1.4.11 (contrast of controls)


class Contact(Entry):
    """How to reach the municipality without a computer. `outside_hours` says where to turn when it is closed, and
    `outside_phone` the number for it; `week` holds the hours of the phone, for pages that say whether it is open now.
    """

    phone: str = Field(alias="telefoon")
    address: str = Field(alias="adres")
    hours: Text = Field(alias="tijden")
    outside_hours: Text = Field(alias="buiten_tijden")
    week: Week | None = None
    outside_phone: str | None = Field(None, alias="buiten_telefoon")


class Theme(Entry):
    """A house style in ten choices, from which every colour, font and corner on the pages follows.

    A combination that people cannot read (WCAG 2.2 AA contrast) is refused.
    """

    brand: Colour
    brand_dark: Colour
    brand_border: Colour
    brand_tint: Colour
    accent: Colour
    accent_tint: Colour
    paper: Colour
    ink: Colour
    heading_font: Literal["Noto Sans", "Noto Serif"]
    radius: Literal["0", "0.25rem", "0.5rem", "0.75rem", "1rem"]

    @model_validator(mode="after")
    def _can_be_read(self) -> Theme:
        pairs = [
            ("brand on white", self.brand, _WHITE, _READABLE),
            ("white on brand_dark", self.brand_dark, _WHITE, _READABLE),
            ("brand on brand_tint", self.brand, self.brand_tint, _READABLE),
            ("brand on accent_tint", self.brand, self.accent_tint, _READABLE),
            ("brand on paper", self.brand, self.paper, _READABLE),
            ("ink on paper", self.ink, self.paper, _READABLE),
            ("ink on accent_tint", self.ink, self.accent_tint, _READABLE),
            ("ink on accent", self.ink, self.accent, _READABLE),
            ("brand_border on white", self.brand_border, _WHITE, _VISIBLE),
            ("accent on brand_dark", self.accent, self.brand_dark, _VISIBLE),
        ]
        for name, one, other, least in pairs:
            if (ratio := contrast(one, other)) < least:
                raise ValueError(f"{name} has contrast {ratio:.1f}, at least {least} is needed")
        return self


class Tiles(Entry):
    """Pictures of a map from a host of the municipality's own: an address with `{z}`, `{x}` and `{y}` (Web Mercator,
    as most tile servers have), and whose map it is. Browsers of residents ask that host, which so learns where they
    look: never one of somebody else."""

    address: Annotated[str, StringConstraints(pattern=r"^https://[a-z0-9.-]+(:[0-9]+)?/[A-Za-z0-9._~/{}-]*$")] = Field(
        alias="adres"
    )
    credit: Text = Field(alias="bronvermelding")

    @model_validator(mode="after")
    def _names_a_tile(self) -> Tiles:
        wanted = ["{x}", "{y}", "{z}"]
        if sorted(re.findall(r"{.?}", self.address)) != wanted or self.address.count("{") != len(wanted):
            raise ValueError("the address of tiles has {z}, {x} and {y}, each once")
        return self

    @property
    def origin(self) -> str:
        """The host as a browser names it."""
        return "/".join(self.address.split("/")[:3])


class Profile(Entry):
    """Everything about a municipality that shows on its pages. `invented` marks an example that does not exist; `code`
    is the one of Statistics Netherlands (CBS), without which nothing that names areas can be told to be for it. `off`
    names algorithms that the municipality does not use."""

    name: str = Field(alias="naam")
    code: Annotated[str, StringConstraints(pattern=r"^GM[0-9]{4}$")] | None = None
    invented: bool = Field(alias="verzonnen")
    contact: Contact
    theme: Theme = Field(alias="huisstijl")
    tiles: Tiles | None = Field(None, alias="kaarttegels")
    off: tuple[Literal["regelingen"], ...] = Field((), alias="uit")


@dataclass(frozen=True)
class Municipality:
    """A municipality with the short name used in addresses and on the command line, and the version of its own
    content (0 when it has none)."""

    slug: str
    profile: Profile
    content_version: int = 0


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours like "#08434a", from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
