"""What goes through the gate: decided row by row, written down before it is shown, and nothing beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from maatwerk.foundation.access.connections import Connections, NotConnectedError, connected
from maatwerk.foundation.access.facts import UnknownViewerError
from maatwerk.foundation.access.gate import AccessGate
from maatwerk.foundation.access.models import Consent
from maatwerk.foundation.access.reading import Read
from maatwerk.foundation.access.viewing import purposes_for
from maatwerk.foundation.access.whole import NotWholeError
from maatwerk.foundation.gate.context import OutsideGateError, is_open, maintenance
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Owner, Secrecy
from maatwerk.foundation.gate.protocols import Part, UnknownPurposeError, Viewer
from maatwerk.foundation.people.models import Address, Municipality, Relation, Resident
from maatwerk.foundation.people.residents import Standing
from tests.foundation.access.looking import Written, at_home, at_work, entry
from tests.residents import NOON, add_resident, consent, give_task, involve, organisation_ref, owned, stand_for
from tests.staff import add_worker

pytestmark = pytest.mark.usefixtures("two_municipalities")

GATE = AccessGate()


@pytest.fixture
def written() -> Iterator[Written]:
    kept = Written()
    with connected(write=kept):
        yield kept


@pytest.fixture
def els(two_municipalities: object) -> Viewer:
    """Els, who works for the Wmo with Samira and Wim."""
    worker = add_worker("els")
    give_task(worker)
    for name in ("samira", "wim"):
        involve(worker, add_resident(name))
    return at_work("els")


class TestAPage:
    def test_what_may_only_be_known_to_be_there_comes_without_itself(self, els: Viewer, written: Written) -> None:
        samira, ruben = add_resident("samira"), add_worker("ruben")
        consent(samira, add_worker("els"), "geld", only_that=True)
        mine, theirs = entry(samira, "zorg"), entry(samira, "geld", ruben)
        entry(samira, "werk", ruben)  # not even that
        page = GATE.open_page(els, Relation.objects.order_by("category"), "wmo", NOON)
        assert [(seen.decision.level, seen.thing) for seen in page] == [(Level.THAT, None), (Level.WHAT, mine)]
        assert page[0].owner == Owner(samira.ref, theirs.controller, "wmo", "geld", Secrecy.OFFICIAL)
        assert not is_open()

    def test_each_person_is_written_down_once(self, els: Viewer, written: Written) -> None:
        samira, wim = add_resident("samira"), add_resident("wim")
        for resident, category in ((samira, "zorg"), (samira, "woning"), (wim, "zorg"), (add_resident("rosa"), "zorg")):
            entry(resident, category)
        GATE.open_page(els, Relation.objects.order_by("pk"), "wmo", NOON)
        assert {viewer.ref for viewer, *_ in written.reads} == {els.ref}
        by_subject = {read.subject: read for _viewer, _purpose, read, _now in written.reads}
        what, of = "people.relation", samira.controller
        assert by_subject == {
            samira.ref: Read(samira.ref, of, ("woning", "zorg"), Level.WHAT, ("taak",), 2, what),
            wim.ref: Read(wim.ref, of, ("zorg",), Level.WHAT, ("taak",), 1, what),
        }
        assert len(written.reads) == 2

    def test_kinds_that_stand_on_one_page_are_one_look(self, els: Viewer, written: Written) -> None:
        samira = add_resident("samira")
        mine = [entry(samira, category) for category in ("contact", "woning", "zorg")]
        entry(samira, "geld", add_worker("ruben"))
        parts = {
            "who": Part(Resident.objects.filter(subject=samira.ref)),
            "first": Part(Relation.objects.order_by("category"), most=2),
            "rest": Part(Relation.objects.order_by("category"), most=2, start=2),
            "none": Part(Address.objects.all()),
        }
        with CaptureQueriesContext(connection) as asked:
            page = GATE.open_pages(els, parts, "wmo", NOON)
        things = {name: [seen.thing for seen in rows] for name, rows in page.items()}
        assert things == {"who": [samira], "first": mine[:2], "rest": mine[2:], "none": []}
        [(_viewer, _purpose, read, _now)] = written.reads
        assert (read.subject, read.entries, read.what) == (samira.ref, 4, "people.relation people.resident")
        assert len(asked) == 4 + 13  # four kinds instead of one, and how many people Els works with

    def test_no_log_no_data(self, els: Viewer) -> None:
        entry(add_resident("samira"), "zorg")

        def full(*_: object) -> None:
            raise OSError("the disk is full")

        with connected(write=full):
            with pytest.raises(OSError, match="full"):
                GATE.open_page(els, Relation.objects.all(), "wmo", NOON)
            with pytest.raises(OSError, match="full"):
                GATE.open_for(els, add_resident("samira"), "wmo", NOON)
        with connected(write=Connections().write), pytest.raises(NotConnectedError):
            GATE.open_page(els, Relation.objects.all(), "wmo", NOON)

    def test_nothing_found_is_nothing_read(self, els: Viewer, written: Written) -> None:
        assert GATE.open_page(els, Relation.objects.all(), "wmo", NOON) == []
        assert written.reads == []

    @pytest.mark.parametrize("people", [1, 50])
    def test_queries_do_not_grow_with_rows_or_people(self, els: Viewer, written: Written, people: int) -> None:
        self.a_page_of(people)
        with CaptureQueriesContext(connection) as asked:
            assert len(GATE.open_page(els, Resident.objects.all(), "wmo", NOON)) == people + 2
        assert len(asked) == 13  # rows, tasks, the nine relations that matter here, and the transaction of the log

    def a_page_of(self, people: int) -> None:
        worker = add_worker("els")
        for _ in range(people):
            with maintenance("keeping"):
                one = Resident.objects.create(**owned("?", organisation_ref(worker), "identiteit"))
                Resident.objects.filter(pk=one.pk).update(subject=one.ref)
                one.subject = one.ref
            involve(worker, one)


class TestOneThing:
    def test_a_refusal_is_written_down_too(self, els: Viewer, written: Written) -> None:
        thing = entry(add_resident("rosa"), "zorg")
        decision = GATE.open_for(els, thing, "wmo", NOON)
        assert (decision.level, decision.grounds) == (Level.NOTHING, ())
        assert written.last == Read(thing.subject, thing.controller, ("zorg",), Level.NOTHING, (), 1, "people.relation")

    def test_the_reason_is_in_the_language_of_the_page(self, els: Viewer, written: Written) -> None:
        samira = add_resident("samira")
        said = "U werkt met deze inwoner. U mag weten wie het is."
        assert GATE.open_for(els, entry(samira, "geld"), "wmo", NOON).reason == "Er is geen regel die dit toestaat."
        thing = entry(samira, "identiteit", add_worker("ruben"))
        assert GATE.open_for(els, thing, "wmo", NOON).reason == said
        with override("en"):
            assert GATE.open_for(els, thing, "wmo", NOON).reason.startswith("You work with this resident.")
            assert GATE.open_for(els, entry(samira, "geld"), "wmo", NOON).reason == "There is no rule that allows this."

    def test_what_is_no_purpose_no_viewer_or_not_personal_is_a_fault(self, els: Viewer, written: Written) -> None:
        samira = add_resident("samira")
        with pytest.raises(UnknownPurposeError, match="nieuwsgierig"):
            GATE.open_for(els, samira, "nieuwsgierig", NOON)
        with pytest.raises(UnknownViewerError):
            GATE.open_for(Viewer("system:1", "", "duinstad"), samira, "wmo", NOON)
        with pytest.raises(TypeError, match="not personal"):
            GATE.open_for(els, Municipality.objects.get(slug="duinstad"), "wmo", NOON)
        with pytest.raises(TypeError, match="not personal"):
            GATE.open_page(els, Municipality.objects.all(), "wmo", NOON)
        assert written.reads == []

    def test_an_error_in_a_rule_is_a_refusal(
        self, els: Viewer, written: Written, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Cedar leaves out a rule that fails, also one that forbids; so a fault may never become a permit."""
        from maatwerk.foundation.access import deciding

        thing = entry(add_resident("samira"), "zorg")
        assert GATE.open_for(els, thing, "wmo", NOON).allows
        relations = {name: each for name, each in deciding.RELATIONS.items() if name != "withheld"}
        monkeypatch.setattr(deciding, "RELATIONS", relations)
        decision = GATE.open_for(els, thing, "wmo", NOON)
        assert (decision.level, decision.grounds) == (Level.NOTHING, ())
        assert decision.reason == "Een regel kon niet worden bekeken. Daarom blijft dit dicht."


REACHING: dict[str, Callable[[QuerySet[Any]], QuerySet[Any]]] = {
    "joined to show": lambda rows: rows.select_related("resident"),
    "joined to filter": lambda rows: rows.filter(resident__family_name="Vermeer"),
    "joined to order": lambda rows: rows.order_by("resident__born"),
    "joined to count": lambda rows: rows.annotate(n=Count("resident__called")),
    "a column of another": lambda rows: rows.annotate(born=F("resident__born")),
    "fetched beside": lambda rows: rows.prefetch_related("resident"),
    "nested": lambda rows: rows.filter(subject__in=Resident.objects.filter(called="Rosa").values("subject")),
    "nested in a column": lambda rows: rows.annotate(
        any=Exists(Consent.objects.filter(subject=OuterRef("subject"), shared="geld"))
    ),
    "some columns": lambda rows: rows.values("subject"),
    "together with others": lambda rows: rows.union(Address.objects.none()),
    "SQL by hand": lambda rows: rows.extra(where=["1 = 1"]),
    "a column by hand": lambda rows: rows.annotate(n=RawSQL("SELECT 1", ())),
}


class TestNothingBeside:
    @pytest.mark.parametrize("way", REACHING)
    def test_a_page_reaches_no_other_rows(self, els: Viewer, written: Written, way: str) -> None:
        entry(add_resident("samira"), "zorg")
        with pytest.raises(NotWholeError):
            GATE.open_page(els, REACHING[way](Relation.objects.all()), "wmo", NOON)
        assert written.reads == []

    def test_what_visible_gave_can_be_narrowed_and_nested(self, els: Viewer, written: Written) -> None:
        one = entry(add_resident("samira"), "zorg")
        entry(add_resident("rosa"), "zorg")
        rows = GATE.visible(els, Relation.objects.all(), "wmo", now=NOON).filter(category="zorg").order_by("-pk")[:10]
        assert [seen.thing for seen in GATE.open_page(els, rows, "wmo", NOON)] == [one]
        people = GATE.visible(els, Resident.objects.filter(called="Samira"), "wmo", Level.WHAT, NOON)
        nested = Relation.objects.filter(subject__in=people.values("subject"))
        assert [seen.thing for seen in GATE.open_page(els, nested, "wmo", NOON)] == [one]

    def test_without_a_moment_a_list_and_a_page_of_one_request_belong_together(
        self, els: Viewer, written: Written
    ) -> None:
        one = entry(add_resident("samira"), "zorg")
        rows = GATE.visible(els, Relation.objects.all(), "wmo")
        assert [seen.thing for seen in GATE.open_page(els, rows, "wmo")] == [one]

    def test_what_one_may_see_is_not_opened_by_another_nor_for_something_else(
        self, els: Viewer, written: Written
    ) -> None:
        entry(add_resident("samira"), "zorg")
        rows = GATE.visible(els, Relation.objects.all(), "wmo", now=NOON)
        for viewer, purpose in ((at_work("ruben"), "wmo"), (els, "veiligheid")):
            with pytest.raises(OutsideGateError):
                GATE.open_page(viewer, rows, purpose, NOON)
        with pytest.raises(OutsideGateError):
            list(rows)


class TestWhatToLookFor:
    def test_a_worker_chooses_among_the_tasks_they_are_involved_for(self, els: Viewer) -> None:
        samira, worker = add_resident("samira"), add_worker("els")
        assert purposes_for(els, samira.ref, NOON) == ["wmo"]
        give_task(worker, "veiligheid")  # a task, and not involved for it
        involve(worker, samira, "schuldhulp")  # involved, and no task
        assert purposes_for(els, samira.ref, NOON) == ["wmo"]
        give_task(worker, "coordinatie")
        involve(worker, samira, "coordinatie")  # the Wams is not in force
        involve(worker, samira, "veiligheid")
        assert set(purposes_for(els, samira.ref, NOON)) == {"wmo", "veiligheid"}
        assert purposes_for(els, add_resident("rosa").ref, NOON) == []

    def test_who_stands_for_somebody_chooses_that(self, two_municipalities: object) -> None:
        samira, noor, anton = add_resident("samira"), add_resident("noor"), at_work("anton")
        stand_for(noor, samira.ref, Standing.PARENT)
        stand_for(samira, anton.ref, Standing.ADMINISTRATOR)
        assert purposes_for(at_home(samira), noor.ref, NOON) == ["vertegenwoordiging"]
        assert purposes_for(at_home(samira), samira.ref, NOON) == ["inzage"]
        assert purposes_for(anton, samira.ref, NOON) == ["vertegenwoordiging"]
        assert purposes_for(anton, noor.ref, NOON) == []
