"""Content files: read whole, and every fault named with its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from maatwerk.foundation.content import ContentError, Entry, Text, load_collection, load_entries
from maatwerk.foundation.content.plain_language import average_sentence_length, faults_in, sentences, words


class Thing(Entry):
    name: Text
    size: int


GOOD = "name: {nl: Ding, en: Thing}\nsize: 1\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_name_of_the_file_is_the_id(tmp_path: Path) -> None:
    found = load_entries(write(tmp_path, ding=GOOD), Thing)
    assert found["ding"].name.in_("en") == "Thing"
    assert found["ding"].name.in_("nl") == found["ding"].name.in_("fr") == "Ding"


def test_every_fault_is_told_at_once_with_file_and_place(tmp_path: Path) -> None:
    write(tmp_path, a="name: {nl: Ding}\nsize: groot\n", b="name: [", c="", d=GOOD + "extra: 1\n", e="- lijst\n")
    with pytest.raises(ContentError) as refused:
        load_entries(tmp_path, Thing)
    told = {(fault.path.stem, fault.place) for fault in refused.value.faults}
    assert told == {("a", "name.en"), ("a", "size"), ("b", ""), ("c", ""), ("d", "extra"), ("e", "")}
    assert "a.yaml:1: name.en: this is missing" in str(refused.value)
    assert "a.yaml:2: size: expected a whole number" in str(refused.value)
    assert "d.yaml:3: extra: there is no such key here" in str(refused.value)


def test_an_id_is_used_once(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    write(tmp_path / "map", ding=GOOD)
    with pytest.raises(ContentError, match="already used"):
        load_entries(write(tmp_path, ding=GOOD), Thing)


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="missing"):
        load_entries(tmp_path / "nergens", Thing)


def test_small_things_share_a_file_as_a_mapping(tmp_path: Path) -> None:
    write(tmp_path, dingen="een: {name: {nl: Een, en: One}, size: 1}\ntwee: {name: {nl: Twee, en: Two}, size: 2}\n")
    assert list(load_collection(tmp_path, Thing)) == ["een", "twee"]
    with pytest.raises(ContentError, match=r"een\.size"):
        load_collection(write(tmp_path, dingen="een: {name: {nl: Een, en: One}, size: x}\n"), Thing)
    with pytest.raises(ContentError, match="mapping"):
        load_collection(write(tmp_path, dingen="- een\n"), Thing)


def test_words_and_sentences_are_counted_as_people_read_them() -> None:
    assert words("Bel 0800-2000, of mail naar Jan's buurvrouw!") == [
        "bel",
        "0800-2000",
        "of",
        "mail",
        "naar",
        "jan's",
        "buurvrouw",
    ]
    assert sentences("Bel ons. Of kom langs!\nOnze balie") == ["Bel ons.", "Of kom langs!", "Onze balie"]
    assert average_sentence_length(["Bel ons nu.", "Kom."]) == 2
    assert average_sentence_length([]) == 0


def test_a_sentence_of_twenty_words_is_plain_and_one_of_twenty_one_is_not() -> None:
    assert faults_in(" ".join(["woord"] * 20), {}) == []
    assert "21 words" in faults_in(" ".join(["woord"] * 21), {})[0]


def test_officialese_is_found_as_whole_words_only() -> None:
    assert faults_in("Ten behoeve van u.", {"ten behoeve van": "voor"}) != []
    assert faults_in("Indiening", {"indien": "als"}) == []
