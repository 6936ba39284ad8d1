"""Every page for people at work, with the rules of axe, on a screen and on a telephone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from django.urls import reverse
from playwright.sync_api import Page

from tests.architecture.test_staff_pages import STAFF_PAGES
from tests.browser.test_every_page import RUN_AXE, in_every_width
from tests.staff import CAST

pytestmark = pytest.mark.browser


def somebody_who_may(name: str) -> str:
    """One of the cast in Duinstad for whom this page is."""
    page = STAFF_PAGES[name]
    return next(who for who, (town, _, _, has) in CAST.items() if town == "duinstad" and page.is_for(has))


@pytest.mark.parametrize("name", [name for name, page in STAFF_PAGES.items() if page.method == "get"])
def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_the_screen(
    staff_page: Callable[[str], Page], name: str
) -> None:
    page = staff_page(somebody_who_may(name))
    address = f"/duinstad{reverse(name, kwargs=dict(STAFF_PAGES[name].made()), query=dict(STAFF_PAGES[name].fields))}"
    # An answer that is no page of ours, such as a file, would navigate nowhere.
    answer = page.request.get(address)
    assert answer.status == STAFF_PAGES[name].status
    if not answer.headers["content-type"].startswith("text/html"):
        return
    page.goto(address)
    page.evaluate(AXE_SCRIPT)
    wrong: list[str] = []
    for width in in_every_width(page, 1280, 375):
        wrong += [f"at {width}: {found}" for found in page.evaluate(RUN_AXE)]
        taken = page.evaluate("document.documentElement.scrollWidth")
        if taken > width:
            wrong.append(f"takes {taken} of {width} pixels")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_menu_of_somebody_with_every_role_is_one_row(staff_page: Callable[[str], Page], language: str) -> None:
    page = staff_page("henk")
    page.goto(f"/veenrode/{language}medewerkers/")
    tops = [item.bounding_box() for item in page.locator(".sm-nav--wide li").all()]
    # Six items, of which my work, content, oversight and administration have tabs; the account, signing out, and the
    # language.
    assert len(tops) == 9
    assert len({box["y"] for box in tops if box}) == 1
