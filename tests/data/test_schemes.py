"""`docs/schemes.md` says what the files say; it is made by `./maatwerk schemes overview`."""

from __future__ import annotations

import pytest

from maatwerk.knowledge.schemes.desk import NATIONAL
from maatwerk.knowledge.schemes.engine.figures import Parameter
from maatwerk.knowledge.schemes.overview import rests_on
from maatwerk.site.home import CHECKOUT
from maatwerk.site.library import library
from maatwerk.site.schemes import DAYS, overview


def test_the_document_is_the_one_that_is_made_of_the_files() -> None:
    assert (CHECKOUT / "docs/schemes.md").read_text(encoding="utf-8") == overview()


def test_every_scheme_of_the_engine_has_words_and_the_other_way_round() -> None:
    assert {scheme.id for scheme in NATIONAL} == set(library().schemes)


@pytest.mark.parametrize("parameter", library().figures.parameters.values(), ids=lambda each: each.name)
def test_a_figure_has_an_article_and_a_source(parameter: Parameter) -> None:
    assert parameter.article.strip()
    assert all(each.source.strip() for each in parameter.values)
    assert [each.since for each in parameter.values] == sorted({each.since for each in parameter.values})


def test_every_figure_is_asked_for_by_some_scheme() -> None:
    """A figure that no rule uses is a mistake, or not needed."""
    content = library()
    rests = [rests_on(scheme, day, content.figures, content.dictionary) for scheme in NATIONAL for day in DAYS]
    asked = {figure.parameter.name for each in rests for figure in each.known}
    asked |= {parameter.name for each in rests for parameter in each.unknown}
    assert set(content.figures.parameters) - asked == set()
