"""PRI-E2 of the values: what was collected for one purpose cannot be asked for under another without a new ground. The
allowed list stands in version control: `what_a_purpose_gives.md`. It is compared with what the gate really answers, so
a change of the register or of a policy shows as a difference in a file that people read.

With PROPOSE=1 in the environment the test writes the list anew, to be read before it is kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from maatwerk.foundation.access.register import Register
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Relation
from maatwerk.foundation.people.residents import Bond
from maatwerk.site.library import library
from tests.foundation.access.looking import at_work
from tests.residents import LONG_AGO, NOON, add_resident, consent, give_task, involve, organisation_ref, owned
from tests.staff import add_worker

FILE = Path(__file__).parent / "what_a_purpose_gives.md"
HEAD = """\
# Wat een doel geeft

Wat een medewerker die met een inwoner werkt mag lezen, per doel en per soort gegeven. De proef
`test_what_a_purpose_gives.py` vraagt dit aan de poort en vergelijkt. Wat hier niet staat, blijft dicht.

- Eigen: wat de eigen organisatie voor ditzelfde doel opschreef. Het BSN alleen met een artikel dat dat toestaat.
- Ook van: wat de eigen organisatie voor een ander doel opschreef, en de wet hier ook toestaat.
- Van anderen: wat een andere organisatie opschreef.
- Met een ja: wat de inwoner een andere organisatie mag laten zien.
"""


@dataclass(frozen=True)
class Entry:
    """Something about Samira: of whose organisation, collected for what, and about what."""

    own: bool
    purpose: str
    category: str


@pytest.fixture
def entries(two_municipalities: object) -> dict[Entry, Relation]:
    """One of each: of the own organisation for every task, and of another one."""
    register, samira = _register(), add_resident("samira")
    made: dict[Entry, Relation] = {}
    for own, worker in ((True, add_worker("els")), (False, add_worker("ruben"))):
        for purpose in [id_ for id_, each in register.purposes.items() if each.is_task]:
            for category in register.categories:
                row = owned(samira.ref, organisation_ref(worker), category, purpose)
                made[Entry(own, purpose, category)] = Relation(
                    **row, id=uuid4(), resident=samira, bond=Bond.OTHER, start=LONG_AGO
                )
    with maintenance("keeping"):
        Relation.objects.bulk_create(made.values())
    return made


def _register() -> Register:
    return library().register


def _read(viewer: Viewer, purpose: str, entries: dict[Entry, Relation]) -> set[Entry]:
    """What this viewer may read for this purpose."""
    rows = Relation.objects.filter(subject=next(iter(entries.values())).subject)
    seen = connections().gate.open_page(viewer, rows, purpose, NOON)
    by_id = {row.pk: entry for entry, row in entries.items()}
    return {by_id[one.thing.pk] for one in seen if one.thing is not None and one.decision.level is Level.WHAT}


def _lines(entries: dict[Entry, Relation]) -> Iterator[str]:
    register, samira, els = _register(), add_resident("samira"), add_worker("els")
    viewer = at_work("els")
    for purpose, about in register.purposes.items():
        if not about.is_task:
            continue
        give_task(els, purpose, bsn_article="een artikel")
        involve(els, samira, purpose)
        without = _read(viewer, purpose, entries)
        for category in register.categories:
            consent(samira, els, category, purpose)
        agreed = _read(viewer, purpose, entries) - without
        own = [each.category for each in without if each.own and each.purpose == purpose]
        # Who somebody is, what they chose and who asks for them are known for whatever purpose they were written down.
        also = _collected_for({each for each in without if each.own and each.purpose != purpose}, purpose)
        others = {each.category for each in without if not each.own}
        yes = {each.category for each in agreed if not each.own}
        cells = [purpose, _told(own), _told(also), _told(others), _told(yes)]
        yield f"| {' | '.join(cells)} |"


def _collected_for(entries: set[Entry], purpose: str) -> list[str]:
    """Each category, with the purposes that it was collected for; those that it is not, when these are fewer."""
    others = {id_ for id_, each in _register().purposes.items() if each.is_task and id_ != purpose}
    told = []
    for category in {each.category for each in entries}:
        origins = {each.purpose for each in entries if each.category == category}
        missing = others - origins
        some = (
            "elk doel" if not missing else f"elk doel behalve {_told(missing)}" if len(missing) < 3 else _told(origins)
        )
        told.append(f"{category} ({some})")
    return told


def _told(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "niets"


@pytest.mark.django_db
def test_what_a_purpose_gives_is_what_the_list_in_version_control_says(entries: dict[Entry, Relation]) -> None:
    header = "| doel | eigen | ook van (waarvoor het was) | van anderen | van anderen, met een ja |"
    text = "\n".join([HEAD, header, "| --- | --- | --- | --- | --- |", *_lines(entries), ""])
    if os.environ.get("PROPOSE"):
        FILE.write_text(text, "utf-8")
    assert text == FILE.read_text("utf-8")


@pytest.mark.django_db
def test_an_organisation_without_the_task_gets_nothing_for_its_purpose(entries: dict[Entry, Relation]) -> None:
    """Also when somebody wrote down that they work with the resident for it, and the resident said yes."""
    samira, els = add_resident("samira"), add_worker("els")
    give_task(els, "wmo")
    for purpose, about in _register().purposes.items():
        if about.is_task and purpose != "wmo":
            involve(els, samira, purpose)
            for category in _register().categories:
                consent(samira, els, category, purpose)
            assert _read(at_work("els"), purpose, entries) == set(), purpose


def test_what_is_hidden_is_for_safety_alone_and_the_bsn_goes_from_no_purpose_to_another() -> None:
    text = FILE.read_text("utf-8")
    hidden = [id_ for id_, each in _register().categories.items() if each.hidden]
    assert hidden == ["schuiladres", "melder", "geweld"]
    for line in (line for line in text.splitlines() if line.startswith("| ") and "doel |" not in line):
        purpose, own, also, others, yes = (cell.strip() for cell in line[1:-1].split("|"))
        for category in hidden:
            assert (category in own.split(", ")) <= (purpose == "veiligheid")
            assert category not in f"{also} {others}"
            assert (category in yes.split(", ")) <= (purpose == "veiligheid")
        assert "bsn" not in f"{also} {others}"
