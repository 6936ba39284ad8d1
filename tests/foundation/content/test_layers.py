"""Content in layers: later wins, broken falls through, safety only gets stricter."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from maatwerk.foundation.content import HIDDEN, ContentError, Entry, Layers, load_collection, load_entries


class Thing(Entry):
    size: int
    beside: str = ""


@pytest.fixture
def two(tmp_path: Path) -> Layers:
    """A ground layer with `a` and `b`, and an empty layer above it."""
    ground, above = tmp_path / "ground", tmp_path / "above"
    ground.mkdir()
    above.mkdir()
    (ground / "a.yaml").write_text("size: 1\n")
    (ground / "b.yaml").write_text("size: 2\n")
    return Layers((ground, above))


def put(layers: Layers, number: int, name: str, text: str) -> None:
    (layers.folders[number] / f"{name}.yaml").write_text(text, encoding="utf-8")


def sizes(layers: Layers, **more: object) -> dict[str, int]:
    return {id_: thing.size for id_, thing in load_entries(layers, Thing, **more).items()}  # type: ignore[arg-type]


def test_a_later_layer_wins_by_id_and_may_add(two: Layers) -> None:
    put(two, 1, "b", "size: 20\n")
    put(two, 1, "c", "size: 3\n")
    assert sizes(two) == {"a": 1, "b": 20, "c": 3}
    assert two.faults == []


@pytest.mark.parametrize("broken", ["size: groot\n", "size: [", "", "- lijst\n", "size: 1\nkleur: rood\n"])
def test_a_broken_entry_above_lets_the_one_below_show_through(two: Layers, broken: str) -> None:
    put(two, 1, "b", broken)
    put(two, 1, "c", "size: 3\n")
    assert sizes(two) == {"a": 1, "b": 2, "c": 3}
    assert [fault.path.name for fault in two.faults] == ["b.yaml"]


def test_a_broken_ground_is_refused(two: Layers) -> None:
    put(two, 0, "b", "size: groot\n")
    with pytest.raises(ContentError):
        sizes(two)


def test_a_layer_that_is_not_there_is_no_fault(two: Layers) -> None:
    assert sizes(Layers((two.folders[0], two.folders[1] / "nergens"))) == {"a": 1, "b": 2}


def test_folders_are_walked_together(two: Layers) -> None:
    for folder in two.folders:
        (folder / "dingen").mkdir()
    put(two / "dingen", 0, "d", "een: {size: 1}\n")
    put(two / "dingen", 1, "e", "een: {size: 9}\ntwee: {size: x}\n")
    assert {id_: one.size for id_, one in load_collection(two / "dingen", Thing).items()} == {"een": 9}
    assert [(fault.place, fault.line) for fault in two.faults] == [("twee.size", 2)]


def test_what_points_to_nothing_is_left_out_until_all_that_is_left_holds(two: Layers) -> None:
    """c needs d, d needs something that is not there: both go, one after the other."""

    def check(thing: Thing, things: Mapping[str, Thing]) -> list[tuple[str, str]]:
        return [("beside", f"there is no '{thing.beside}'")] if thing.beside and thing.beside not in things else []

    put(two, 1, "b", "size: 20\nbeside: nergens\n")
    put(two, 1, "c", "size: 3\nbeside: d\n")
    put(two, 1, "d", "size: 4\nbeside: nergens\n")
    assert sizes(two, check=check) == {"a": 1, "b": 2}
    assert {fault.path.stem for fault in two.faults} == {"b", "c", "d"}
    put(two, 0, "a", "size: 1\nbeside: nergens\n")
    with pytest.raises(ContentError, match="there is no 'nergens'"):
        sizes(two, check=check)


def test_what_may_only_become_stricter_does_not_become_weaker(two: Layers) -> None:
    def weaker(below: Thing, above: Thing) -> list[str]:
        return ["it is smaller"] if above.size < below.size else []

    put(two, 1, "a", "size: 0\n")
    put(two, 1, "b", "size: 3\n")
    assert sizes(two, weaker=weaker) == {"a": 1, "b": 3}
    assert "this may only become stricter: it is smaller" in str(two.faults[0])


def over(two: Layers, value: object, beneath: object = None) -> Layers:
    """`x` of the overlay, over what an import has of it."""
    return two.under("stad", {"": {"x": value}}, {"": {"x": beneath}} if beneath else None)  # type: ignore[dict-item]


def smaller(below: Thing, above: Thing) -> list[str]:
    return ["'size' is lower"] if above.size < below.size else []


def test_what_lies_beneath_the_overlay_counts_for_nothing_by_itself(two: Layers) -> None:
    assert sizes(two.under("stad", {}, {"": {"x": {"size": 9}}})) == {"a": 1, "b": 2}
    broken = over(two, {"size": "groot"}, {"size": 9})
    assert sizes(broken) == {"a": 1, "b": 2}
    assert [fault.place for fault in broken.faults] == ["size"]


def test_the_overlay_hides_what_lies_beneath_it_and_says_so(two: Layers) -> None:
    hiding = over(two, HIDDEN, {"size": 9})
    assert sizes(hiding, keep=lambda _id, _thing: "") == {"a": 1, "b": 2}
    assert (hiding.faults, hiding.hidden) == ([], {("", "x")})
    kept = over(two, HIDDEN, {"size": 9})
    sizes(kept, keep=lambda _id, thing: f"{thing.size} stays")
    assert [fault.sentence for fault in kept.faults] == ["9 stays"]
    assert kept.hidden == set()
    nothing = over(two, HIDDEN)
    sizes(nothing, keep=lambda _id, _thing: "")
    assert [fault.sentence for fault in nothing.faults] == ["there is nothing below this that could be hidden"]


def test_only_stricter_holds_for_what_lies_beneath_too(two: Layers) -> None:
    weaker = over(two, {"size": 8}, {"size": 9})
    assert sizes(weaker, weaker=smaller) == {"a": 1, "b": 2}
    assert [fault.sentence for fault in weaker.faults] == ["this may only become stricter: 'size' is lower"]
    assert sizes(over(two, {"size": 9}, {"size": 9}), weaker=smaller)["x"] == 9
    assert sizes(over(two, {"size": 8}), weaker=smaller)["x"] == 8


def test_what_can_no_longer_be_read_beneath_is_nothing(two: Layers) -> None:
    assert sizes(over(two, {"size": 1}, {"size": "groot"}), weaker=smaller)["x"] == 1
