"""Guidance as a municipality has it: its own words, entries hidden, and services that it hides."""

from __future__ import annotations

import json
from typing import Any

import yaml

from maatwerk.knowledge.advice import HeardNeed, Kind, Situation, Suggestion
from maatwerk.site.editorial import editorial
from maatwerk.site.home import CONTENT
from maatwerk.site.library import Library, library, library_under
from maatwerk.site.registry import door_over, front_door
from tests.conftest import TODAY

HIDDEN = {"weg": True}


def raw(kind: str, entry: str) -> dict[str, Any]:
    text = (CONTENT / kind / f"{entry}.yaml").read_text(encoding="utf-8")
    return dict(json.loads(json.dumps(yaml.safe_load(text), default=str)))


def told(content: Library, kind: Kind, *needs: str) -> dict[str, Suggestion]:
    door = door_over(content, (library(), front_door()))
    heard = tuple(HeardNeed(door.needs[id_], 1.0) for id_ in needs)
    situation = Situation(heard, "duinstad", TODAY)
    found = [one for advisor in door.advisors.values() for one in advisor.suggest(situation)]
    return {one.id: one for one in found if one.kind is kind}


def test_its_own_words_and_what_it_hides_count_for_its_residents() -> None:
    own = raw("self-help", "post_op_een_plek") | {"titel": {"nl": "Eigen titel", "en": "Own title"}}
    overlay = {"self-help": {"post_op_een_plek": own, "geld_op_een_rij": HIDDEN}, "approach": {"hulp_thuis": HIDDEN}}
    content = library_under("x", overlay)
    assert content.faults == library().faults
    steps = told(content, Kind.SELF_HELP, "geld_overzicht")
    assert steps["post_op_een_plek"].title.nl == "Eigen titel"
    assert "geld_op_een_rij" not in steps
    assert "hulp_thuis" not in told(content, Kind.APPROACH, "schoonmaken", "wassen")
    assert "hulp_thuis" in told(library(), Kind.APPROACH, "schoonmaken", "wassen")


def test_a_service_that_it_hides_gives_no_number_and_what_sends_people_there_stays() -> None:
    content = library_under("x", {"services": {"geldfit": HIDDEN}})
    assert content.faults == library().faults
    assert told(library(), Kind.SELF_HELP, "schulden")["betalingsregeling_vragen"].phone == "0800-8115"
    assert told(content, Kind.SELF_HELP, "schulden")["betalingsregeling_vragen"].phone is None


def test_a_service_of_its_own_can_be_called() -> None:
    services = {"eigen_loket": raw("services", "geldfit") | {"telefoon": "0800-1234"}}
    step = raw("self-help", "post_op_een_plek") | {"bel": "eigen_loket"}
    content = library_under("x", {"services": services, "self-help": {"post_op_een_plek": step}})
    assert content.faults == library().faults
    assert told(content, Kind.SELF_HELP, "administratie")["post_op_een_plek"].phone == "0800-1234"


def test_a_rule_that_says_when_not_to_cannot_be_taken_away() -> None:
    softer = raw("self-help", "gebrek_melden")
    del softer["regels"]
    content = library_under("x", {"self-help": {"gebrek_melden": softer}})
    assert content.self_help["gebrek_melden"] == library().self_help["gebrek_melden"]
    assert len(content.faults) == len(library().faults) + 1


def test_an_editor_sees_every_entry_as_a_resident_would() -> None:
    shelf = editorial().below("duinstad")
    for kind in ("self-help", "approach"):
        for id_, entry in shelf.entries(kind).items():
            assert entry.title.nl.replace("'", "&#x27;") in shelf.preview(kind, id_, "nl")  # type: ignore[attr-defined]
