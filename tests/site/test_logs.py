"""Logs tell what happened and never what somebody typed."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from maatwerk.site import logs

MARKER = "Samira-heeft-schulden-06123"


def fails(request: HttpRequest, name: str = "") -> HttpResponse:
    """A page that goes wrong with what somebody typed in its hands."""
    told = request.POST.get("tekst", name)
    try:
        int(told)
    except ValueError as error:
        raise RuntimeError(f"cannot handle {told}") from error
    return HttpResponse(told)


urlpatterns = [path("stuk/<str:name>", fails, name="broken"), path("stuk", fails, name="broken_form")]


class Heard:
    """Everything that was logged, as one of the two formats writes it."""

    def __init__(self, formatter: logging.Formatter) -> None:
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(formatter)

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def events(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture(params=[logs.JsonLines, logs.PlainLines])
def heard(request: pytest.FixtureRequest) -> Iterator[Heard]:
    listening = Heard(request.param())
    logging.getLogger().addHandler(listening.handler)
    yield listening
    logging.getLogger().removeHandler(listening.handler)


@pytest.fixture
def json_heard() -> Iterator[Heard]:
    listening = Heard(logs.JsonLines())
    logging.getLogger().addHandler(listening.handler)
    yield listening
    logging.getLogger().removeHandler(listening.handler)


@pytest.fixture
def visitor(two_municipalities: object) -> Client:
    return Client(raise_request_exception=False, headers={"user-agent": MARKER, "referer": f"https://x/{MARKER}"})


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", f"/{MARKER}"),
        ("get", f"/contact/{MARKER}?vraag={MARKER}"),
        ("get", f"/antwoord?tekst={MARKER}"),
        ("post", f"/contact?{MARKER}"),
    ],
)
def test_what_is_typed_in_an_address_is_not_logged(visitor: Client, heard: Heard, method: str, address: str) -> None:
    status = getattr(visitor, method)(address, {"tekst": MARKER}).status_code
    assert MARKER not in heard.text
    assert status < 400 or str(status) in heard.text


def test_an_unknown_host_name_is_told_but_not_repeated(visitor: Client, heard: Heard) -> None:
    assert visitor.get("/", headers={"host": f"{MARKER}.example"}).status_code == 400
    assert "400 Bad Request" in heard.text
    assert MARKER not in heard.text


@pytest.mark.urls("tests.site.test_logs")
@pytest.mark.parametrize("address", [f"/stuk/{MARKER}", "/stuk"])
def test_an_exception_is_told_by_its_type_and_place_only(visitor: Client, heard: Heard, address: str) -> None:
    assert visitor.post(address, {"tekst": MARKER}).status_code == 500
    for word in ("500 Internal Server Error", "broken", "RuntimeError", "ValueError", "test_logs.py", "fails"):
        assert word in heard.text
    assert MARKER not in heard.text


@pytest.mark.urls("tests.site.test_logs")
def test_one_event_is_one_json_line_that_carries_the_id_of_the_answer(visitor: Client, json_heard: Heard) -> None:
    response = visitor.get(f"/stuk/{MARKER}", headers={"X-Request-ID": MARKER})
    (event,) = json_heard.events
    assert event["message"] == "500 Internal Server Error: GET broken"
    assert (event["level"], event["logger"]) == ("ERROR", "django.request")
    assert str(event["time"]).endswith("+00:00")
    assert event["request"] == response["X-Request-ID"]
    assert MARKER not in response["X-Request-ID"]


def test_two_requests_have_two_ids_and_outside_a_request_there_is_none(visitor: Client, json_heard: Heard) -> None:
    assert visitor.get("/contact")["X-Request-ID"] != visitor.get("/contact")["X-Request-ID"]
    logging.getLogger("maatwerk.test").warning("een %s", "gebeurtenis")
    (event,) = json_heard.events
    assert (event["message"], event["request"]) == ("een gebeurtenis", "")


def test_a_library_shows_the_pattern_of_its_message_without_the_values(heard: Heard) -> None:
    logging.getLogger("vreemd").warning("cannot read %s", MARKER)
    logging.getLogger("vreemd").warning("Traceback:\n  %s" % MARKER)  # noqa: G002, UP031 - as libraries do
    logging.getLogger("vreemd").warning(ValueError(MARKER))  # type: ignore[arg-type]
    assert MARKER not in heard.text
    assert "cannot read %s" in heard.text
    assert "ValueError" in heard.text


def test_an_unknown_method_is_not_repeated(visitor: Client, heard: Heard) -> None:
    visitor.generic(MARKER, "/bestaat-niet")
    assert MARKER not in heard.text


def test_nothing_of_django_mails_or_prints_whole_requests() -> None:
    assert logging.getLogger("django").handlers == []
    for production in (True, False):
        assert set(logs.settings(production)["handlers"]) == {"stderr"}


def test_the_web_server_logs_in_the_same_form() -> None:
    file = Path(logs.__file__).parent / "server-log.json"
    config = json.loads(file.read_text(encoding="utf-8"))
    assert config["formatters"]["line"]["()"] == "maatwerk.site.logs.JsonLines"
    assert set(config["loggers"]) == {"_granian"}  # no access log
