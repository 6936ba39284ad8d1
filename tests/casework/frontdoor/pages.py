"""A page as somebody without JavaScript uses it: which buttons there are, and what each of them sends."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.test import Client

from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.knowledge.advice import Advisor, HeardNeed
from maatwerk.knowledge.needs import Heard
from maatwerk.site import editions


@dataclass
class Button:
    """A button of a form: its words, where it sends to, and all that it sends."""

    action: str
    fields: list[tuple[str, str]]
    words: str = ""


@dataclass
class _Form:
    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[Button, list[tuple[str, str]]]] = field(default_factory=list)


class Buttons(HTMLParser):
    """Every button that sends a form, by its label or else its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._forms: list[_Form] = []
        self._open: Button | None = None
        self.feed(page)
        self.all = [
            Button(button.action, [*form.fields, *own], button.words.strip())
            for form in self._forms
            for button, own in form.buttons
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._forms.append(_Form(given["action"]))
        elif tag == "input" and given.get("type") == "hidden":
            self._forms[-1].fields.append((given["name"], given["value"]))
        elif tag == "button" and given.get("type") == "submit":
            own = [(given["name"], given["value"])] if "name" in given else []
            self._open = Button(self._forms[-1].action, [], given.get("aria-label", ""))
            self._forms[-1].buttons.append((self._open, own))

    def handle_endtag(self, tag: str) -> None:
        if tag == "button":
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open and not self._open.words.strip():
            self._open.words = data


def press(resident: Client, page: str, words: str) -> str:
    """The page after pressing the one button with these words."""
    [button] = [each for each in Buttons(page).all if each.words == words]
    body: dict[str, list[str]] = {}
    for name, value in button.fields:
        body.setdefault(name, []).append(value)
    response = resident.post(button.action, body)
    assert response.status_code == 200
    return str(response.content.decode())


def said(page: str) -> list[str]:
    """The needs that a page says it heard."""
    return [part.split("<")[0] for part in page.split('<li class="sm-chip">')[1:]]


class Hears:
    """An understanding that hears the same in every text, and nothing in no text."""

    by = "woorden"

    def __init__(self, heard: Heard) -> None:
        self._heard = heard

    def hear(self, text: str) -> Heard:
        return self._heard if text else Heard()


def hearing(
    monkeypatch: pytest.MonkeyPatch,
    door: FrontDoor,
    needs: dict[str, float],
    *,
    sure: bool = True,
    elsewhere: str | None = None,
    advisors: dict[str, Advisor] | None = None,
) -> FrontDoor:
    """A front door of this site that hears these needs, each as certain as this, whatever is asked."""
    other = copy(door)
    heard = Heard(tuple(HeardNeed(door.needs[id_], sure_) for id_, sure_ in needs.items()), sure, elsewhere)
    other.understanding = Hears(heard)  # type: ignore[assignment]
    other.advisors = advisors or door.advisors
    monkeypatch.setattr(editions, "site_door", lambda: other)
    return other
