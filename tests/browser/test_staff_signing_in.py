"""Signing in, for people at work, as they see it: invitation, password, app with codes, passkey."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from maatwerk.foundation.people.invitations import invitation_path
from maatwerk.foundation.people.models import Organisation, Worker
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff_actions import invite
from maatwerk.foundation.ui.municipality import Municipality
from tests.browser.test_every_page import RUN_AXE, in_every_width
from tests.foundation.people.keys import code, give_app
from tests.staff import PASSWORD, add_worker

pytestmark = pytest.mark.browser

NEW_PASSWORD = "elf paarse olifanten"
MOUNTS = ["", "/duinstad", "/duinstad/en"]


@pytest.fixture
def nadia(two_municipalities: dict[str, Municipality]) -> Worker:
    """Somebody who was invited just now."""
    organisation: Organisation = add_worker("beheer").organisation
    return invite("nadia@gemeente.example", "Nadia", organisation, datetime.now(UTC), roles=[Role.ADMINISTRATOR])


@pytest.fixture
def authenticator(entrance_page: Page) -> Iterator[None]:
    """A machine that recognises a finger, as Chromium pretends."""
    cdp = entrance_page.context.new_cdp_session(entrance_page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield
    cdp.detach()


def accept(page: Page, worker: Worker) -> None:
    page.goto(f"/duinstad{invitation_path(worker)}")
    page.get_by_label("Wachtwoord", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("Nog een keer").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw sleutels")


def give_password(page: Page, email: str, password: str) -> None:
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name="Inloggen", exact=True).click()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_invitation_to_work_with_an_app_with_codes(entrance_page: Page, nadia: Worker) -> None:
    page = entrance_page
    accept(page, nadia)
    page.get_by_role("link", name="App instellen").click()
    expect(page.locator("svg.sm-qr")).to_be_visible()
    secret = page.locator(".sm-secret").inner_text()
    page.get_by_label("Code", exact=True).fill(code(secret))
    page.get_by_role("button", name="Instellen").click()
    expect(page.locator("main")).to_contain_text("Uw sleutel is ingesteld. Log nu opnieuw in, met uw sleutel.")
    give_password(page, "nadia@gemeente.example", NEW_PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nog één stap")
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page.locator("main")).to_contain_text("Deze code klopt niet.")
    page.get_by_label("Code", exact=True).fill(code(secret))
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.goto("/duinstad/medewerkers/beheer/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Medewerkers")
    page.get_by_role("link", name="Uitloggen").first.click()
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")


@pytest.mark.parametrize("mount", MOUNTS)
@pytest.mark.usefixtures("authenticator")
def test_from_invitation_to_work_with_a_passkey(entrance_page: Page, nadia: Worker, mount: str) -> None:
    page = entrance_page
    accept(page, nadia)
    page.goto("/duinstad/medewerkers/sleutels/passkey")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.locator("main")).to_contain_text("Uw sleutel is ingesteld.")
    page.goto(f"{mount}/medewerkers/inloggen")
    page.locator("#passkey_login").click()
    page.wait_for_url(lambda address: "inloggen" not in address)
    page.goto("/duinstad/medewerkers/beheer/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Medewerkers")
    # The same passkey proves who it is, before something about keys is changed.
    page.goto("/duinstad/medewerkers/nogmaals/passkey?next=/duinstad/medewerkers/sleutels/codes")
    page.get_by_role("button", name="Gebruik mijn passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    expect(page.locator("main .sm-secret")).to_have_count(10)


@pytest.mark.usefixtures("authenticator")
def test_a_passkey_is_also_the_second_step_after_a_password(entrance_page: Page, nadia: Worker) -> None:
    page = entrance_page
    accept(page, nadia)
    page.goto("/duinstad/medewerkers/sleutels/passkey")
    page.get_by_label("Naam").fill("Laptop van het werk")
    page.get_by_role("button", name="Toevoegen").click()
    give_password(page, "nadia@gemeente.example", NEW_PASSWORD)
    page.get_by_role("button", name="Gebruik mijn passkey").click()
    page.wait_for_url(lambda address: "inloggen" not in address)
    page.goto("/duinstad/medewerkers/sleutels/")
    expect(page.locator("main")).to_contain_text("Laptop van het werk")


def test_a_machine_without_a_passkey_is_told_so(entrance_page: Page) -> None:
    page = entrance_page
    page.add_init_script("CredentialsContainer.prototype.get = () => Promise.reject(new Error('closed'))")
    page.goto("/medewerkers/inloggen")
    sentence = page.get_by_text("Dit lukte niet met uw passkey.")
    expect(sentence).to_be_hidden()
    page.locator("#passkey_login").click()
    expect(sentence).to_be_visible()


Step = Callable[[Page, Worker], object]


def at(path: str) -> Step:
    return lambda page, _worker: page.goto(f"/duinstad/medewerkers/{path}")


def wrong_password(page: Page, _worker: Worker) -> None:
    page.goto("/duinstad/medewerkers/inloggen")
    give_password(page, "beheer@gemeente.example", "een andere zin")


def half_way(page: Page, _worker: Worker) -> None:
    page.goto("/duinstad/medewerkers/inloggen")
    give_password(page, "beheer@gemeente.example", PASSWORD)


def wrong_code(page: Page, _worker: Worker) -> None:
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Inloggen", exact=True).click()


def right_code(page: Page, worker: Worker) -> None:
    page.get_by_label("Code", exact=True).fill(code(SECRETS[worker.pk]))
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.goto("/duinstad/medewerkers/sleutels/")


def proven(page: Page, _worker: Worker) -> None:
    page.goto("/duinstad/medewerkers/nogmaals?next=/duinstad/medewerkers/sleutels/codes")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Ga verder").click()


def weak_password(page: Page, worker: Worker) -> None:
    page.goto(f"/duinstad{invitation_path(worker)}")
    page.get_by_role("button", name="Ga verder").click()


SECRETS: dict[int, str] = {}
# In this order, with a word from each page: first somebody who signed in before, then somebody who was invited.
SIGNING_IN: list[tuple[Step, str]] = [
    (at("inloggen"), "Met een wachtwoord en een code"),
    (wrong_password, "Dit gaat nog niet goed"),
    (at("inloggen/gesloten"), "Dit account is gesloten"),
    (at("inloggen/gestopt"), "U bent gestopt met inloggen"),
    (at("uitnodiging/1/verlopen"), "Deze uitnodiging werkt niet meer"),
    (half_way, "Nog één stap"),
    (wrong_code, "Deze code klopt niet."),
    (right_code, "Uw app is ingesteld."),
    (at("nogmaals"), "Bent u het?"),
    (at("nogmaals/code"), "een van uw herstelcodes"),
    (proven, "Bewaar deze codes"),
    (at("sleutels/codes/nieuw"), "Uw oude codes werken dan niet meer."),
    (at("sleutels/app/weg"), "De codes van uw app werken dan niet meer."),
    (at("sleutels/passkey"), "Zo herkent u deze passkey later."),
    (at("uitloggen"), "Wilt u uitloggen?"),
]
INVITED: list[tuple[Step, str]] = [
    (lambda page, worker: page.goto(f"/duinstad{invitation_path(worker)}"), "Dag Nadia."),
    (weak_password, "Dit wachtwoord is te kort."),
    (accept, "Stel eerst een sleutel in"),
    (at("sleutels/app"), "Open uw app met codes"),
]


def everything_wrong(page: Page, worker: Worker, steps: list[tuple[Step, str]]) -> list[str]:
    wrong = []
    for step, word in steps:
        step(page, worker)
        expect(page.locator("main")).to_contain_text(word)
        page.evaluate(AXE_SCRIPT)
        for width in in_every_width(page, 1280, 375):
            wrong += [f"{word} at {width}: {found}" for found in page.evaluate(RUN_AXE)]
            taken = page.evaluate("document.documentElement.scrollWidth")
            if taken > width:
                wrong.append(f"{word} takes {taken} of {width} pixels")
    return wrong


def test_axe_finds_nothing_wrong_on_the_way_in(entrance_page: Page, two_municipalities: object) -> None:
    beheer = add_worker("beheer")
    SECRETS[beheer.pk] = give_app(beheer.account)
    wrong = everything_wrong(entrance_page, beheer, SIGNING_IN)
    assert not wrong, "\n".join(wrong)


def test_axe_finds_nothing_wrong_for_somebody_who_was_invited(entrance_page: Page, nadia: Worker) -> None:
    wrong = everything_wrong(entrance_page, nadia, INVITED)
    assert not wrong, "\n".join(wrong)
