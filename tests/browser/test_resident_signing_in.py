"""A resident who signs in, as they see it: becoming an invented person, one's own pages, the ways in, and out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from maatwerk.foundation.people.connections import connected
from maatwerk.foundation.people.residents import WayKind
from maatwerk.site.demo import load_cast_into_demo
from tests.browser.conftest import STAFF_COOKIES, watched
from tests.browser.test_every_page import RUN_AXE, in_every_width

pytestmark = pytest.mark.browser


class Silent:
    """Could send codes, and sends none."""

    def kinds(self, municipality: str) -> frozenset[WayKind]:
        return frozenset({WayKind.MAIL, WayKind.MOBILE})

    def send(self, *_: object) -> None: ...


@pytest.fixture
def demo(
    browser: Browser, live_server: LiveServer, two_municipalities: object, javascript: bool, width: int
) -> Iterator[Page]:
    """An empty page of somebody who may become anybody of the cast."""
    load_cast_into_demo()
    cookies = STAFF_COOKIES | {"persona"}
    with connected(codes=Silent()), watched(browser, live_server, javascript, width, cookies) as context:
        yield context.new_page()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("mount", ["", "/duinstad", "/duinstad/en"])
def test_from_the_home_page_to_ones_own_page_and_out_again(demo: Page, mount: str) -> None:
    page, dutch = demo, not mount.endswith("/en")
    page.goto(f"{mount}/")
    page.locator("footer a[href$='/demo/']").click()
    page.locator("form[action$='/demo/worden/samira'] button").click()
    banner = page.locator(".sm-persona")
    expect(banner).to_contain_text("Samira")
    page.locator("main a[href$='/inloggen-en-beveiliging/']").click()
    expect(page.locator("table tbody tr")).to_have_count(1)
    if dutch:
        expect(banner).to_contain_text("U bent nu Samira, een verzonnen persoon.")
        expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen en beveiliging")
    page.locator("nav a[href$='/mijn/uitloggen/']").first.click()
    page.locator("main form button").click()
    page.wait_for_url("**/mijn/uitgelogd/")
    expect(banner).to_have_count(0)
    page.goto(f"{mount or '/duinstad'}/mijn/")
    page.wait_for_url("**/mijn/inloggen/?next=*")


@pytest.mark.parametrize("width", [375])
def test_the_banner_lets_somebody_stop(demo: Page) -> None:
    demo.goto("/duinstad/demo/")
    demo.locator("form[action$='/demo/worden/els'] button").click()
    expect(demo.locator(".sm-persona")).to_contain_text("U bent nu Els, een verzonnen persoon.")
    demo.get_by_role("button", name="Stop").click()
    expect(demo.get_by_role("heading", level=1)).to_have_text("Word een verzonnen persoon")
    expect(demo.locator(".sm-persona")).to_have_count(0)


def at(path: str) -> Callable[[Page], object]:
    return lambda page: page.goto(f"/duinstad/{path}")


def become(persona: str) -> Callable[[Page], object]:
    def step(page: Page) -> None:
        page.goto("/duinstad/demo/")
        page.locator(f"form[action$='/demo/worden/{persona}'] button").click()

    return step


def ask_wrongly(page: Page) -> None:
    page.goto("/duinstad/mijn/code/")
    page.get_by_role("button", name="Stuur mij een code").click()


def ask(page: Page) -> None:
    page.goto("/duinstad/mijn/code/")
    page.get_by_label("Uw mobiele nummer of e-mailadres").fill("06 12345678")
    page.get_by_label("Uw eigen woord").fill("zonnebloem")
    page.get_by_role("button", name="Stuur mij een code").click()


def type_wrongly(page: Page) -> None:
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Inloggen", exact=True).click()


# In this order, with a word from each page.
PAGES: list[tuple[Callable[[Page], object], str]] = [
    (at("demo/"), "Deze mensen bestaan niet."),
    (at("mijn/inloggen/"), "Met een code en uw eigen woord"),
    (at("mijn/inloggen/?niveau=hoog&next=/duinstad/mijn/"), "Voor deze pagina is dit nodig"),
    (ask_wrongly, "Vul uw eigen woord in."),
    (ask, "Dan krijgt u nu een code van zes cijfers."),
    (type_wrongly, "Deze code klopt niet, of hij is verlopen."),
    (become("samira"), "Mijn pagina’s"),
    (at("mijn/inloggen-en-beveiliging/"), "Log dan overal uit"),
    (at("mijn/uitloggen/"), "Wilt u uitloggen?"),
    (at("medewerkers/"), "U bent ingelogd als inwoner."),
    (become("els"), "Mijn werk"),
    (at("medewerkers/mijn-account/"), "Wanneer is er ingelogd?"),
    (at("mijn/"), "U bent ingelogd om te werken."),
]


def test_axe_finds_nothing_wrong_on_the_pages_of_signing_in(demo: Page) -> None:
    wrong = []
    for step, word in PAGES:
        step(demo)
        expect(demo.locator("main")).to_contain_text(word)
        demo.evaluate(AXE_SCRIPT)
        for width in in_every_width(demo, 1280, 375, 320):
            wrong += [f"{word} at {width}: {found}" for found in demo.evaluate(RUN_AXE)]
            taken = demo.evaluate("document.documentElement.scrollWidth")
            if taken > width:
                wrong.append(f"{word} takes {taken} of {width} pixels")
    assert not wrong, "\n".join(wrong)
