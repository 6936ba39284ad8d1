"""Reading JSON one service at a time. What JSON is comes from RFC 8259, what a page is from the HSDS 3.0 API."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from maatwerk.knowledge.directory.importing import json_stream, saying
from maatwerk.knowledge.directory.importing.json_stream import JsonStream, Piece
from maatwerk.knowledge.directory.importing.limits import DEEPEST, LARGEST_ROW
from maatwerk.knowledge.directory.importing.saying import UnreadableError

TEXTS = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
LEAVES = (
    some.none()
    | some.booleans()
    | some.integers(-(10**17), 10**17)
    | some.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
VALUES = some.recursive(
    LEAVES, lambda below: some.lists(below, max_size=4) | some.dictionaries(TEXTS, below, max_size=4), max_leaves=12
)
SERVICES = some.lists(some.dictionaries(TEXTS.filter(lambda name: name != "contents"), VALUES, max_size=5), max_size=8)


def pieces(text: str) -> list[Piece]:
    return list(JsonStream(io.StringIO(text)))


def page(services: list[Any]) -> str:
    return json.dumps({"total_items": len(services), "contents": services, "empty": not services}, ensure_ascii=False)


def lines(services: list[Any]) -> str:
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in services)


def refused(text: str) -> str:
    with pytest.raises(UnreadableError) as error:
        pieces(text)
    return error.value.told.nl


@settings(deadline=None)
@given(
    form=some.sampled_from([json.dumps, page, lines, lambda each: "".join(page([one]) for one in each)]),
    chunk=some.sampled_from([1, 7, 1 << 18]),
    services=SERVICES,
)
def test_every_form_of_file_gives_the_services_that_are_in_it(
    form: Callable[[list[Any]], str], chunk: int, services: list[Any]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_CHUNK", chunk)
        assert pieces(form(services)) == [Piece(each) for each in services]


def test_one_service_is_a_file_too() -> None:
    assert [piece.raw for piece in pieces('  {"id": "a", "name": "b"}\n')] == [{"id": "a", "name": "b"}]


def test_a_page_says_how_many_there_are() -> None:
    stream = JsonStream(io.StringIO('{"total_items": 120, "total_pages": 3, "contents": [{"id": "a"}], "size": 1}'))
    assert [piece.raw for piece in stream] == [{"id": "a"}]
    assert stream.total == 120


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "a"}, {"id": "b"',
        '[{"id": "a"} {"id": "b"}]',
        '[{"id": "a"},]',
        '{"contents": [{"id": "a"}',
        '{"contents": [{"id": "a"}]',
        '{"id": "a",}',
        '{"id" "a"}',
        "{'id': 'a'}",
        '[{"id": "a"}]]',
        '[{"id": tru}]',
        '[{"id": "\\u12"}]',
        '{"id": "a"}, {"id": "b"}',
        "[",
        "{",
        '["',
        '["\n"]',
    ],
)
def test_a_file_that_is_no_json_is_refused_at_the_row_where_it_breaks(text: str) -> None:
    assert "geen goede JSON" in refused(text)


@given(SERVICES.filter(bool), some.data())
def test_a_file_that_was_cut_off_is_never_taken_for_a_whole_one(services: list[Any], data: some.DataObject) -> None:
    text = json.dumps(services)
    cut = data.draw(some.integers(1, len(text) - 1))
    assert "geen goede JSON" in refused(text[:cut])


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_nesting_without_end_is_refused_and_does_not_break_the_program(opening: str) -> None:
    assert "geen goede JSON" in refused(opening * 100_000)


@pytest.mark.parametrize("depth", [DEEPEST - 1, DEEPEST])
def test_a_row_that_is_nested_too_deeply_is_refused_by_itself(depth: int) -> None:
    raw: Any = "bottom"
    for _step in range(depth - 1):
        raw = [raw]
    deep, other = pieces(json.dumps([{"a": raw}, {"id": "good"}]))
    assert deep.fault == (saying.TOO_DEEP if depth == DEEPEST else None)
    assert other == Piece({"id": "good"})


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("1" * 5_000, saying.BAD_NUMBER),  # Python itself refuses to read more than 4300 digits
        ("-" + "9" * 19, saying.BAD_NUMBER),
        ("1e999", saying.BAD_NUMBER),
        ("NaN", saying.BAD_NUMBER),  # RFC 8259, section 6: not permitted
        ("-Infinity", saying.BAD_NUMBER),
        ('{"b": 1, "b": 2}', saying.TWICE_IN_ROW),  # RFC 8259, section 4: unpredictable
        ('"a\\u0000b"', saying.BAD_CHARACTERS),
        ('"\\ud800"', saying.BAD_CHARACTERS),  # half of a pair, section 8.2
        ('{"\\udfff": 1}', saying.BAD_CHARACTERS),
    ],
)
def test_what_nothing_can_keep_refuses_its_row_and_no_other(value: str, told: object) -> None:
    for form in ('[{{"id": "x", "a": {}}}, {{"id": "good"}}]', '{{"id": "x", "a": {}}} {{"id": "good"}}'):
        bad, good = pieces(form.format(value))
        assert bad.fault == told
        assert good == Piece({"id": "good"})


@pytest.mark.parametrize("name", ["\\u0000", "\\uD800", "\\udfff"])
def test_a_name_that_nothing_can_keep_refuses_its_row_wherever_it_stands(name: str) -> None:
    for place in (
        f'{{"{name}": 1, "id": "x"}}',
        f'{{"id": "x", "{name}": 1}}',
        f'{{"id": "x", "a": [{{"{name}": 1}}]}}',
    ):
        for form in (f'[{place}, {{"id": "good"}}]', f'{place} {{"id": "good"}}'):
            bad, good = pieces(form)
            assert bad.fault == saying.BAD_CHARACTERS
            assert good == Piece({"id": "good"})


@pytest.mark.parametrize(
    "value", ["0", "-0.0", "1e3", "999999999999999999", '"\\ud83d\\ude00"', '"\\\\u0000"', '"=1+1"']
)
def test_what_json_allows_is_read_as_it_stands(value: str) -> None:
    assert pieces(f'[{{"a": {value}}}]') == [Piece({"a": json.loads(value)})]


def test_what_is_no_object_still_counts_as_a_row() -> None:
    assert [piece.raw for piece in pieces('[1, "b", null, [], {"id": "c"}] 7')] == [1, "b", None, [], {"id": "c"}, 7]


def test_one_service_that_never_ends_is_refused_before_it_fills_the_memory() -> None:
    class Endless(io.StringIO):
        given = 0

        def read(self, size: int | None = -1) -> str:
            self.given += size or 0
            return "a" * (size or 0)

    endless = Endless()
    stream = JsonStream(endless)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stream, "_buffer", '[{"id": "')
        with pytest.raises(UnreadableError, match="groter dan 1 MB"):
            list(stream)
    assert endless.given < 4 * LARGEST_ROW


def test_a_long_file_takes_no_more_memory_than_a_short_one() -> None:
    service = json.dumps({"id": "a", "description": "x" * 2_000})

    def most(count: int) -> int:
        file = io.StringIO("[" + ",".join([service] * count) + "]")
        tracemalloc.start()
        assert sum(1 for _piece in JsonStream(file)) == count
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert most(8_000) < 1.5 * most(1_000)
