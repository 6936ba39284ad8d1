"""A house style as a stylesheet. Ten choices become the variables that `frame.css` builds everything from."""

from __future__ import annotations

from hashlib import sha256

from maatwerk.foundation.ui.municipality import Theme


def stylesheet(theme: Theme) -> str:
    """The variables of this theme, on the element that carries the tokens of the design system."""
    values = {
        "brand": theme.brand,
        "brand-dark": theme.brand_dark,
        "brand-border": theme.brand_border,
        "brand-tint": theme.brand_tint,
        "accent": theme.accent,
        "accent-tint": theme.accent_tint,
        "paper": theme.paper,
        "ink": theme.ink,
        "heading-font": f'"{theme.heading_font}"',
        "radius": theme.radius,
    }
    return ".voorbeeld-theme{" + "".join(f"--sm-{name}:{value};" for name, value in values.items()) + "}"


def stylesheet_name(theme: Theme) -> str:
    """A name that changes when the theme does, so that browsers may keep what they have."""
    return f"{sha256(stylesheet(theme).encode()).hexdigest()[:12]}.css"
