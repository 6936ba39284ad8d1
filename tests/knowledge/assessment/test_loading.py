"""What a questionnaire has to say before it may be used, and what is said when it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from maatwerk.foundation.content import ContentError, Layers
from maatwerk.knowledge.assessment import load_questionnaires
from maatwerk.knowledge.assessment.catalogue import Filler
from maatwerk.site.home import CONTENT
from maatwerk.site.library import library, not_plain_under
from tests.knowledge.assessment.lists import answer, both, raw


def loaded(folder: Path, **changes: Any) -> list[str]:
    """The faults of a file, without the folder it stands in."""
    (folder / "proef.yaml").write_text(yaml.safe_dump(raw(**changes), allow_unicode=True), encoding="utf-8")
    try:
        load_questionnaires(folder)
    except ContentError as error:
        return [f"{fault.path.name}: {fault.place}: {fault.sentence}" for fault in error.faults]
    return []


def band(low: int, high: int, **more: Any) -> dict[str, Any]:
    source = {"naam": "Handleiding", "datum": "2026-11-22", "zekerheid": "hoog"}
    return {"van": low, "tot": high, "betekenis": both("Iets."), "bron": source} | more


def item(**changes: Any) -> list[dict[str, Any]]:
    first, *rest = raw()["vragen"]
    return [first | changes, *rest]


SCALE = {"van": 0, "tot": 10, "laagste": {"tekst": both("Laag")}, "hoogste": {"tekst": both("Hoog")}}
SILENT = [{"waarde": "ja", "getal": 1}]


def test_a_whole_questionnaire_has_no_faults(tmp_path: Path) -> None:
    assert loaded(tmp_path) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"licentie": None}, "'licentie' is missing: a questionnaire without a licence may not be used"),
        ({"bron": None}, "'bron' is missing: say who made this questionnaire"),
        ({"licentie": {"naam": "", "open": True}}, "licentie.naam: this may not be empty"),
        ({"licentie": {"naam": "EUPL-1.2"}}, "licentie.open: this is missing"),
        ({"versie": None}, "versie: this is missing"),
        ({"invullers": []}, "invullers: at least one is needed"),
        ({"invullers": ["buurman"]}, "invullers.0: expected one of 'bewoner', 'mantelzorger' or 'medewerker'"),
        ({"vragen": []}, "vragen: at least one is needed"),
        ({"vragen": item(id="vraag_2")}, "vragen.1.id: the id 'vraag_2' is used twice"),
        ({"vragen": item(letterlijk={"nl": "Zin."})}, "vragen.0: words are our own (tekst) or those of the maker"),
        ({"vragen": item(schaal=SCALE, antwoorden=[answer("ja")])}, "vragen.0: a question has answers or a scale"),
        ({"vragen": item(schaal=SCALE | {"tot": 0})}, "vragen.0.schaal: a scale goes up, by at most 20 steps"),
        ({"vragen": item(schaal=SCALE | {"tot": 99})}, "vragen.0.schaal: a scale goes up, by at most 20 steps"),
        ({"antwoorden": None}, "vragen.0: this question has no answers to choose from"),
        ({"antwoorden": [answer("ja"), answer("ja")]}, "antwoorden: the answer 'ja' stands here twice"),
        ({"antwoorden": [answer("zeg_ik_liever_niet")]}, "antwoorden: 'zeg_ik_liever_niet' goes with every question"),
        ({"antwoorden": [answer("ja")]}, "vragen.0: no answer to this question has a 'getal'"),
        ({"antwoorden": SILENT}, "antwoorden.0: this has no words yet, so 'aan' cannot be true"),
        ({"vragen": item(tekst=None)}, "vragen.0: this has no words yet, so 'aan' cannot be true"),
        (
            {"vragen": item(tekst=None, letterlijk={"en": "Yes?"}), "antwoorden": [
                {"waarde": "ja", "getal": 1, "letterlijk": {"nl": "Ja"}}]},
            "aan: there is no language in which every question and answer can be read",
        ),
        ({"telling": {"wijze": "geen", "keer": 4}}, "telling: with 'wijze: geen' nothing is counted"),
        ({"telling": {"wijze": "product"}}, "telling.wijze: expected one of 'geen', 'som' or 'gemiddelde'"),
        ({"telling": {"wijze": "som", "mag_missen": 3}}, "telling.mag_missen: at least one question has to"),
        ({"telling": {"wijze": "som", "banden": [band(2, 1)]}}, "telling.banden.0: a band goes from low to high"),
        (
            {"telling": {"wijze": "som", "banden": [band(0, 2), band(2, 3)]}},
            "telling.banden: bands stand from low to high and do not overlap",
        ),
        ({"telling": {"wijze": "som", "banden": [band(0, 1, bron=None)]}}, "telling.banden.0.bron: expected a mapping"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    faults = loaded(tmp_path, **changes)
    assert any(fault.startswith((f"proef.yaml: {told}", f"proef.yaml: : {told}")) for fault in faults), faults


def test_a_questionnaire_without_words_can_stand_ready_while_it_is_off(tmp_path: Path) -> None:
    assert loaded(tmp_path, antwoorden=SILENT, aan=False) == []
    who5 = library().questionnaires["who5"]
    assert not who5.on
    assert not who5.languages
    assert not any(item.in_("nl") for item in who5.items)  # its sentences are another's


def test_words_of_another_maker_stay_as_they_are(tmp_path: Path) -> None:
    """They are not measured by our limits, for nobody may change them; and one language is enough."""
    long = f"Ik {'heb het gevoel dat ik ' * 6}leef."
    words = raw(
        vragen=[{"id": "zin", "letterlijk": {"nl": long}}],
        antwoorden=[{"waarde": "1", "getal": 1, "letterlijk": {"nl": "Altijd"}}],
    )
    overlay = {"questionnaires": {"proef": words}}
    assert not_plain_under("proef", overlay) == []
    layers = Layers((CONTENT,)).under("proef", overlay) / "questionnaires"
    entry = load_questionnaires(layers)["proef"]
    assert layers.faults == []
    assert entry.languages == {"nl"}
    assert entry.items[0].in_("en") == long  # better read in Dutch than not at all
    ours = {"questionnaires": {"proef": raw(vragen=item(tekst=both(long)))}}
    assert len(not_plain_under("proef", ours)) == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"aan": False}, "the self-check is always on"),
        ({"telling": {"wijze": "som"}}, "nothing is counted in the self-check"),
        ({"antwoorden": [answer("goed"), answer("slecht")]}, "has the answers goed, kan_beter and lukt_niet"),
        ({"vragen": [{"id": "financien", "leefgebied": "financien", "tekst": both("Geld?")}]}, "for each of the 13"),
        ({"weg": True}, "cannot be hidden"),
    ],
)  # fmt: skip
def test_the_self_check_stays_whole_in_a_layer_of_a_municipality(changes: dict[str, Any], told: str) -> None:
    below = yaml.safe_load((CONTENT / "questionnaires/zelfcheck.yaml").read_text(encoding="utf-8"))
    own = changes if "weg" in changes else below | changes
    layers = Layers((CONTENT,)).under("proef", {"questionnaires": {"zelfcheck": own}}) / "questionnaires"
    entries = load_questionnaires(layers)
    assert any(told in fault.sentence for fault in layers.faults)
    assert entries["zelfcheck"] == library().questionnaires["zelfcheck"]  # what is below shows through


def test_what_is_shipped_says_who_may_fill_it_in_and_whose_it_is() -> None:
    shipped = library().questionnaires
    assert set(shipped) == {"zelfcheck", "cantril", "eigen_maat", "who5"}
    assert Filler.RESIDENT in set.intersection(*(set(each.by) for each in shipped.values()))
    assert {id_ for id_, each in shipped.items() if each.on} == {"zelfcheck", "cantril", "eigen_maat"}
    assert {id_ for id_, each in shipped.items() if not each.licence.open} == {"who5"}
