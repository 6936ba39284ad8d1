"""A resident asks, makes it more exact, takes things back; with JavaScript, and as well without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])

VACUUMING = "ik kan niet meer stofzuigen door mijn rug"


def ask(page: Page, text: str, address: str = "/") -> None:
    page.goto(address)
    page.get_by_label("Uw vraag").fill(text)
    page.get_by_role("button", name="Zoek hulp").click()
    expect(page.locator("main h1")).to_have_text("Dit kan u helpen")


def answers(page: Page) -> Locator:
    """The buttons that answer the extra question."""
    return page.get_by_role("group").get_by_role("button")


def told(page: Page) -> Locator:
    """What the resident answered before."""
    return page.get_by_role("region", name="Dit vertelde u")


def verdicts(page: Page) -> dict[str, str]:
    """How well each suggestion fits, by its title."""
    pairs: list[list[str]] = page.locator("article.sm-advice").evaluate_all(
        "cards => cards.map(card => ['h2', '.sm-verdict'].map(part => card.querySelector(part).textContent))"
    )
    return dict(pairs)


@both_ways
def test_answering_the_extra_question_changes_what_fits_until_the_answer_is_taken_away(page: Page) -> None:
    ask(page, VACUUMING)
    before = verdicts(page)
    assert before["Lichte stofzuiger zonder snoer"] == "Past misschien"
    expect(page.locator("#vraag")).to_have_text("Staat u stevig op uw benen?")
    expect(told(page)).to_have_count(0)

    answers(page).get_by_text("Nee, ik sta niet stevig").click()
    expect(told(page)).to_contain_text("Staat u stevig op uw benen?")
    expect(told(page)).to_contain_text("Nee, ik sta niet stevig")
    expect(page.locator("#vraag")).not_to_have_text("Staat u stevig op uw benen?")
    assert verdicts(page)["Lichte stofzuiger zonder snoer"] == "Past nu niet"

    told(page).get_by_role("button", name="Haal uw antwoord weg op: Staat u stevig op uw benen?").click()
    expect(told(page)).to_have_count(0)
    expect(page.locator("#vraag")).to_have_text("Staat u stevig op uw benen?")
    assert verdicts(page) == before


@both_ways
def test_a_question_may_be_left_unanswered(page: Page) -> None:
    ask(page, VACUUMING)
    page.get_by_role("button", name="Zeg ik liever niet").click()
    expect(told(page)).to_contain_text("Zeg ik liever niet")
    expect(page.locator("#vraag")).not_to_have_text("Staat u stevig op uw benen?")


@both_ways
def test_a_need_that_was_misunderstood_can_be_struck_out(page: Page) -> None:
    ask(page, VACUUMING)
    heard = page.get_by_role("list", name="Wij hoorden:").get_by_role("listitem")
    expect(heard.filter(has_text="Stofzuigen")).to_have_count(1)
    misunderstood = heard.nth(1)
    text = (misunderstood.text_content() or "").removesuffix("×")

    misunderstood.get_by_role("button", name="Haal weg").click()
    expect(heard.filter(has_text=text)).to_have_count(0)
    expect(heard.filter(has_text="Stofzuigen")).to_have_count(1)
    expect(page.get_by_text(VACUUMING)).to_be_visible()


@both_ways
def test_a_life_domain_and_a_need_can_be_chosen_instead_of_typing(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Het huishouden").click()
    expect(page.locator("main h1")).to_have_text("Het huishouden")

    page.get_by_role("checkbox", name="Stofzuigen lukt niet goed meer").check()
    page.get_by_role("button", name="Zoek hulp").click()
    expect(page.locator("main h1")).to_have_text("Dit kan u helpen")
    heard = page.get_by_role("list", name="Wij hoorden:").get_by_role("listitem")
    expect(heard).to_have_text(["Stofzuigen lukt niet goed meer×"])
    expect(page.get_by_role("heading", name="Robotstofzuiger")).to_be_visible()


@both_ways
def test_the_other_language_keeps_the_question_and_the_answers(page: Page) -> None:
    ask(page, VACUUMING)
    answers(page).get_by_text("Nee, ik sta niet stevig").click()
    expect(told(page)).to_be_visible()

    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("main h1")).to_have_text("This can help you")
    expect(page.get_by_text(VACUUMING)).to_be_visible()
    expect(page.locator("dl.sm-known dd")).to_have_count(1)


@both_ways
def test_a_question_that_was_not_understood_can_be_asked_again_in_other_words(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Uw vraag").fill("qwrtz")
    page.get_by_role("button", name="Zoek hulp").click()
    expect(page.locator("main h1")).to_have_text("Wij begrepen uw vraag niet goed")

    page.get_by_label("Probeer het met andere woorden").fill("")
    page.get_by_role("button", name="Zoek hulp").click()
    expect(page.get_by_role("alert")).to_contain_text("Vertel eerst waar wij u mee kunnen helpen.")

    page.get_by_label("Uw vraag").fill(VACUUMING)
    page.get_by_role("button", name="Zoek hulp").click()
    expect(page.locator("main h1")).to_have_text("Dit kan u helpen")


@pytest.mark.parametrize("width", [1280, 375])
def test_after_a_step_the_reader_stands_at_the_next_question(page: Page) -> None:
    ask(page, VACUUMING)
    answers(page).first.click()
    expect(told(page)).to_be_visible()
    expect(page.locator("#preciezer")).to_be_focused()
    expect(page.locator("#preciezer")).to_be_in_viewport()


def test_after_the_last_step_the_reader_stands_at_the_answer(page: Page) -> None:
    ask(page, VACUUMING)
    for _number in range(20):
        if not page.locator("#preciezer").count():
            break
        so_far = page.locator("dl.sm-known dd").count()
        page.get_by_role("button", name="Weet ik niet").click()
        expect(page.locator("dl.sm-known dd")).to_have_count(so_far + 1)
    expect(page.locator("#preciezer")).to_have_count(0)
    expect(page.locator("main")).to_be_focused()


@both_ways
def test_a_whole_journey_leaves_nothing_behind_in_the_browser(page: Page) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    ask(page, VACUUMING)
    answers(page).first.click()
    expect(told(page)).to_be_visible()
    page.get_by_role("list", name="Wij hoorden:").get_by_role("button").last.click()
    expect(page.get_by_text(VACUUMING)).to_be_visible()

    assert page.evaluate("location.pathname + location.search + location.hash") == "/antwoord"
    stored = page.evaluate("[...Object.entries(sessionStorage), ...Object.entries(localStorage)]")
    assert stored in ([], [["htmx-current-path-for-history", "/antwoord"]])
    assert page.evaluate("JSON.stringify(history.state)") in ("null", '{"htmx":true}')
    assert page.context.cookies() == []
    assert not [address for address in asked if "stofzuigen" in address or "?" in address]
