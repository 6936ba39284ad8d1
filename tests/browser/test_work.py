"""Els does her work with the keyboard alone, and without JavaScript; a full list is good for a screen reader too."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from maatwerk.foundation.worklist.connections import connected
from maatwerk.foundation.worklist.models import Item
from tests.browser.test_every_page import RUN_AXE, in_every_width
from tests.foundation.worklist.work import NOON, TITLE, Requests, a_dead_letter, an_item, team_of
from tests.staff import add_worker

pytestmark = pytest.mark.browser

HOME = "/duinstad/medewerkers/"


@pytest.fixture(autouse=True)
def requests() -> Iterator[None]:
    with connected(verzoek=Requests()):
        yield


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on the link, button or field with this name."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focus = page.evaluate("document.activeElement.innerText || document.activeElement.value || ''")
        if focus.strip() == name:
            return
    pytest.fail(f"the keyboard does not reach {name!r}")


@pytest.mark.parametrize("javascript", [True, False])
def test_work_is_taken_and_done_with_the_keyboard(staff_page: Callable[[str], Page], javascript: bool) -> None:
    page = staff_page("els")
    item = an_item(due_on=localdate())
    page.goto(HOME)
    tab_to(page, "Pak op")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("U hebt dit werk opgepakt.")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_role("radio", name="Niet nodig").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Het werk is klaar.")
    item.refresh_from_db()
    assert (item.outcome, item.owner_id) == ("niet_nodig", add_worker("els").pk)


def test_a_full_list_passes_the_rules_of_axe(staff_page: Callable[[str], Page]) -> None:
    page = staff_page("els")
    mine = an_item("verzoek:1", owner=add_worker("els"), escalated_at=NOON)
    an_item("verzoek:2", due_on=localdate())
    an_item("verzoek:3", team=team_of("ruben"), escalates_to=team_of("els"), escalated_at=NOON)
    odd = an_item("verzoek:4", kind="een_heel_lange_naam_van_een_soort_die_niemand_meer_kent", owner=add_worker("els"))
    Item.objects.filter(pk=mine.pk).update(due_on=localdate().replace(year=2020, day=1))
    for address in (HOME, f"{HOME}werk/{mine.pk}", f"{HOME}werk/{odd.pk}"):
        look(page, address)


def test_failed_jobs_pass_the_rules_of_axe(staff_page: Callable[[str], Page]) -> None:
    page = staff_page("beheer")
    for _ in range(3):
        a_dead_letter()
    look(page, f"{HOME}mislukt", page.get_by_text("Waar ging het mis?").first.click)
    look(page, HOME)


def look(page: Page, address: str, prepare: Callable[[], object] = lambda: None) -> None:
    answer = page.goto(address)
    assert answer
    assert answer.status == 200
    prepare()
    page.evaluate(AXE_SCRIPT)
    for width in in_every_width(page, 1280, 375):
        assert page.evaluate(RUN_AXE) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
