"""What keeps people safe only becomes stricter in a municipality's own layer: proposing something weaker is refused,
and even a row that was put into the database by hand is left out when content is read."""

from __future__ import annotations

from typing import Any

import pytest

from maatwerk.foundation.editing import actions
from maatwerk.foundation.editing.actions import RefusedError
from maatwerk.foundation.editing.models import Revision
from maatwerk.foundation.editing.sentences import told
from maatwerk.foundation.people.models import Municipality
from maatwerk.foundation.people.queries import municipality_called
from maatwerk.site.editions import library_for
from maatwerk.site.library import library
from tests.foundation.editing.changes import NOW, at_work, draft_of, publish, raw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

HIDE = {"weg": True}
RULE = "zelfmoord"


def urgent(**changes: Any) -> dict[str, Any]:
    return raw("urgent", RULE, **changes)


def shorter(list_: str) -> dict[str, str]:
    """The lists of words of the rule, with one word less in one of them."""
    words: dict[str, str] = dict(urgent()["woorden"])
    return words | {list_: words[list_].partition("|")[2]}


def softer() -> dict[str, Any]:
    rules = [dict(rule, gevolg="let_op") for rule in raw("technology", "robotstofzuiger")["regels"]]
    return raw("technology", "robotstofzuiger", regels=rules)


def changed(kind: str, entry: str, **changes: Any) -> tuple[str, str, Any]:
    return kind, entry, lambda: raw(kind, entry, **changes)


def hidden(kind: str, entry: str) -> tuple[str, str, Any]:
    return kind, entry, lambda: HIDE


WEAKER: dict[str, tuple[tuple[str, str, Any], str]] = {
    "a pattern is gone": (("urgent", RULE, lambda: urgent(patronen={"nl": urgent()["patronen"]["nl"]})), "Het patroon"),
    "what no exception takes back is gone": (
        ("urgent", RULE, lambda: urgent(toch={"nl": urgent()["toch"]["nl"][1:]})),
        "Het patroon",
    ),
    "an exception is new": (
        ("urgent", RULE, lambda: urgent(behalve={"nl": [*urgent()["behalve"]["nl"], "wil dood"]})),
        "een nieuwe uitzondering",
    ),
    "a word of a list is gone": (
        ("urgent", RULE, lambda: urgent(woorden=shorter(min(urgent()["woorden"])))),
        "is weg uit de lijst",
    ),
    "help is gone": (changed("urgent", RULE, hulp=["luisterlijn"]), "De hulp ‘zelfmoordpreventie_113’ is weg"),
    "it is less urgent": (changed("urgent", RULE, niveau="vandaag"), "minder dringend"),
    "its need is gone": (changed("urgent", RULE, behoefte=None), "De behoefte is weg"),
    "its examples are gone": (changed("urgent", RULE, voorbeelden={"nl": ["ik"]}), "Het voorbeeld"),
    "the rule is hidden": (hidden("urgent", RULE), "kan niet verborgen worden"),
    "help in an emergency is hidden": (hidden("services", "veilig_thuis"), "Noodhulp kan niet verborgen worden"),
    "help that a rule names is hidden": (hidden("services", "politie"), "wijst hierheen"),
    "the number is gone": (changed("services", "veilig_thuis", telefoon=None), "Het telefoonnummer is weg"),
    "a way to reach it is gone": (changed("services", "veilig_thuis", bereikbaar=[]), "De weg ‘chat’"),
    "it is no emergency any more": (changed("services", "veilig_thuis", noodhulp=False), "‘noodhulp’ is uitgezet"),
    "it has no short name": (changed("services", "alarmnummer_112", kort=None), "‘kort’ is weg"),
    "it is for fewer needs": (
        changed("services", "alarmnummer_112", behoeften=["slachtoffer"]),
        "De behoefte ‘suicidaal’ is weg",
    ),
    "a rule of a product is gone": (changed("technology", "robotstofzuiger", regels=[]), "De regel"),
    "a rule of a product is softer": (("technology", "robotstofzuiger", softer), "minder streng"),
    "privacy is lower": (changed("technology", "camera_binnen", privacy=0), "‘privacy’ is lager"),
    "autonomy is lower": (changed("technology", "camera_binnen", autonomie=0), "‘autonomie’ is lager"),
    "a need is dangerous no more": (changed("needs", "suicidaal", dringend=False), "‘dringend’ is uitgezet"),
    "danger is heard in fewer words": (changed("needs", "suicidaal", zinnen={"nl": ["ik"], "en": ["I"]}), "De zin"),
    "a need is hidden": (hidden("needs", "schulden"), "kan niet verborgen worden"),
}


@pytest.mark.parametrize("name", WEAKER)
def test_it_is_refused_with_a_sentence(name: str) -> None:
    (kind, entry, data), sentence = WEAKER[name]
    draft = draft_of(data(), kind, entry)
    with pytest.raises(RefusedError) as refused:
        actions.propose(at_work("eva"), draft.pk, NOW)
    assert sentence in " ".join(told(fault)["sentence"] for fault in refused.value.faults)


@pytest.mark.parametrize("name", WEAKER)
def test_a_row_put_there_by_hand_is_left_out(name: str) -> None:
    (kind, entry, data), _sentence = WEAKER[name]
    by_hand(kind, entry, data())
    content = library_for(municipality_called("duinstad"))
    assert f"gemeente duinstad: {kind}/{entry}" in {str(fault.path) for fault in content.faults}
    strict = library()
    assert content.urgent == strict.urgent
    assert content.services == strict.services
    assert content.technologies == strict.technologies
    assert content.needs == strict.needs


def test_facts_and_life_domains_are_one_for_all() -> None:
    by_hand("facts", "huisdier", {"gevoelig": False})
    content = library_for(municipality_called("duinstad"))
    assert content.dictionary is library().dictionary
    assert [str(fault.path) for fault in content.faults] == ["gemeente duinstad: facts/huisdier"]


def test_stricter_is_allowed() -> None:
    patterns = urgent()["patronen"]
    more = urgent(
        patronen=patterns | {"en": [*patterns["en"], "bridge tonight"]}, hulp=[*urgent()["hulp"], "luisterlijn"]
    )
    publish(more, "urgent", RULE)
    assert "luisterlijn" in library_for(municipality_called("duinstad")).urgent[RULE].help_
    with pytest.raises(RefusedError):  # who an own rule sends people to has to stay as well
        publish(HIDE, "services", "luisterlijn")


def by_hand(kind: str, entry: str, data: Any) -> None:
    """As somebody with the key to the database could do."""
    municipality = Municipality.objects.get(slug="duinstad")
    Revision.objects.create(
        municipality=municipality, kind=kind, entry=entry, number=1, data=data, at=NOW,
        made_by_id=at_work("eva").id, approved_by_id=at_work("otto").id,
    )  # fmt: skip
    municipality.content_version += 1
    municipality.save()
