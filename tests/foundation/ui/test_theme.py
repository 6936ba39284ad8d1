"""House styles: different by tokens alone, and always readable."""

from __future__ import annotations

import pytest
from django.test import Client
from pydantic import ValidationError

from maatwerk.foundation.ui.municipality import Theme, contrast
from maatwerk.foundation.ui.theme import stylesheet, stylesheet_name
from maatwerk.site import registry

THEMES = {slug: profile.theme for slug, profile in registry.demo_municipalities().items()}


# Ratios from the definition in WCAG 2.2: black on white is 21, a colour on itself 1; #767676 on white is the lightest
# grey that reaches 4.5 (W3C, "Understanding success criterion 1.4.3").
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#0d5c63", "#0d5c63", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_the_two_examples_differ_in_every_choice_but_nothing_else() -> None:
    one, other = (theme.model_dump() for theme in THEMES.values())
    assert all(one[name] != other[name] for name in one)
    assert stylesheet(THEMES["duinstad"]).count("--sm-") == stylesheet(THEMES["veenrode"]).count("--sm-")


def test_a_house_style_that_cannot_be_read_is_refused_with_the_pair_that_fails() -> None:
    with pytest.raises(ValidationError, match="ink on paper has contrast"):
        Theme.model_validate(THEMES["duinstad"].model_dump() | {"ink": "#b0b0b0"})


@pytest.mark.parametrize("colour", ["red", "#fff", "#0d5c63;}body{display:none}", "url(x)"])
def test_only_a_plain_colour_is_a_colour(colour: str) -> None:
    with pytest.raises(ValidationError):
        Theme.model_validate(THEMES["duinstad"].model_dump() | {"brand": colour})


@pytest.mark.django_db
def test_the_stylesheet_may_be_kept_only_under_the_name_of_its_content(resident: Client) -> None:
    name = stylesheet_name(THEMES["duinstad"])
    current = resident.get(f"/huisstijl/{name}")
    assert current["Content-Type"].startswith("text/css")
    assert "immutable" in current["Cache-Control"]
    assert "--sm-brand:#0d5c63;" in current.content.decode()
    assert resident.get("/huisstijl/oud.css")["Cache-Control"] == "no-cache"
    assert f"/huisstijl/{name}" in resident.get("/").content.decode()
