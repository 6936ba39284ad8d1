"""The clock is put forward and the job of the night is done: what is over is gone, everywhere, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.foundation.access.gate import AccessGate
from maatwerk.foundation.access.logs.actions import prune_logs, seal_segments
from maatwerk.foundation.access.logs.verifying import Looked, verify
from maatwerk.foundation.access.models import (
    AccessRecord,
    Emergency,
    Involvement,
    Opened,
    RetentionReport,
    RightsRequest,
    SubjectAlias,
    Tombstone,
    Withheld,
)
from maatwerk.foundation.access.retention import actions
from maatwerk.foundation.access.retention.actions import report, run
from maatwerk.foundation.access.retention.keeping import connected, connections
from maatwerk.foundation.access.retention.tasks import keep_terms
from maatwerk.foundation.access.rights import Outcome
from maatwerk.foundation.documents.actions import keep
from maatwerk.foundation.documents.models import Document
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import FOREVER, Owner, Personal
from maatwerk.foundation.jobs.models import Job
from maatwerk.foundation.people.models import Household, Membership, Resident
from maatwerk.foundation.people.residents import Standing
from maatwerk.foundation.search.actions import Item, index, ref_of
from maatwerk.foundation.search.kinds import Sort, connected_kinds
from maatwerk.foundation.search.models import PersonalEntry
from maatwerk.foundation.worklist.actions import add_item
from maatwerk.foundation.worklist.models import Item as Work
from maatwerk.site.grounds import REVIEW_WITHHOLDING
from maatwerk.site.schedule import SCHEDULE
from tests.foundation.access.looking import at_home
from tests.foundation.access.retention.files import all_left, corrected, fact, left, nights, note, tombstones
from tests.foundation.documents.papers import pdf
from tests.residents import add_resident, involve, organisation_ref, owned, stand_for
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

WRITTEN = datetime(2010, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_a_room_says_of_every_personal_model_how_long_it_is_kept() -> None:
    """values.yaml PRI-E3: every model with personal data has a term, and is deleted after it for real."""
    models = [model for model in apps.get_models() if issubclass(model, Personal)]
    assert [model for model in models if connections().of(model) is None] == []
    assert len({kept.name for kept in connections().kept}) == len(connections().kept) == len(models)
    for kept in connections().kept:
        for column in (*kept.since, *filter(None, (kept.until, kept.chain))):
            kept.model._meta.get_field(column)


def test_a_note_for_the_wmo_goes_after_fifteen_years_and_not_a_day_before() -> None:
    """Written on 1 June 2010, so kept through 1 June 2025 (Wmo 2015 art. 5.3.4)."""
    note(add_resident("samira"), WRITTEN)
    assert nights(date(2025, 6, 1), date(2025, 6, 2)) == 0  # on 1 June 2025 nothing is over
    assert left(Note) == 1
    assert nights(date(2025, 6, 3)) == 1  # reported on 2 June
    assert left(Note) == 0
    assert tombstones() == {("dossier.Note", "wmo", "zorg"): 1}
    assert Tombstone.objects.get().month == date(2025, 6, 1)


def test_a_file_of_youth_help_goes_whole_twenty_years_after_its_last_change() -> None:
    """Last change 31 March 2006 (Jeugdwet art. 7.3.8 lid 3); what another organisation or purpose added is no change of
    this file."""
    bilal = add_resident("bilal")
    note(bilal, datetime(1995, 1, 1, tzinfo=UTC), "jeugdhulp")
    fact(bilal, datetime(2006, 3, 31, 12, tzinfo=UTC), "jeugdhulp")
    note(bilal, datetime(2020, 1, 1, tzinfo=UTC), "wmo")
    note(bilal, datetime(2020, 1, 1, tzinfo=UTC), "jeugdhulp", controller="organisation:99")
    assert nights(date(2026, 3, 31), date(2026, 4, 1)) == 0
    assert nights(date(2026, 4, 2)) == 2
    assert (left(Note), left(FactValue)) == (2, 0)


def test_while_somebody_works_with_them_help_with_debts_is_kept_and_then_five_years() -> None:
    """The help stopped on 10 May 2020, so kept through 10 May 2025."""
    samira, els = add_resident("samira"), add_worker("els")
    note(samira, WRITTEN, "schuldhulp", "geld")
    row = involve(els, samira, "schuldhulp", start=WRITTEN)
    assert nights(date(2025, 1, 1), date(2025, 1, 2)) == 0
    with maintenance("keeping"):
        Involvement.objects.filter(pk=row.pk).update(end=datetime(2020, 5, 10, 15, tzinfo=UTC))
    assert nights(date(2025, 5, 10), date(2025, 5, 11)) == 0
    assert nights(date(2025, 5, 12)) == 2  # the note, and that somebody worked with her
    assert (left(Note), left(Involvement)) == (0, 0)


def test_school_attendance_is_kept_until_three_years_after_the_eighteenth_birthday() -> None:
    """Bilal was born on 3 March 2010: 18 on 3 March 2028, kept through 3 March 2031. Of Wim no birth is known: who was
    born on the day of the note would be 18 on 1 June 2028."""
    note(add_resident("bilal"), WRITTEN, "leerplicht", "werk")
    note(add_resident("wim"), WRITTEN, "leerplicht", "werk")
    assert nights(date(2031, 3, 3), date(2031, 3, 4)) == 0
    assert nights(date(2031, 3, 5)) == 1
    assert nights(date(2031, 6, 1), date(2031, 6, 2)) == 0
    assert nights(date(2031, 6, 3)) == 1


def test_corrections_go_together_with_the_last_of_them() -> None:
    samira = add_resident("samira")
    first = note(samira, datetime(2001, 1, 1, tzinfo=UTC))
    last = corrected(corrected(first, datetime(2002, 1, 1, tzinfo=UTC)), WRITTEN)
    old = fact(samira, datetime(2001, 1, 1, tzinfo=UTC))
    new = fact(samira, WRITTEN, fact="drempels", value="ja")
    with maintenance("keeping"):
        FactValue.objects.filter(pk=old.pk).update(replaced_by=new)
    assert nights(date(2025, 6, 1), date(2025, 6, 2)) == 0
    assert left(Note) == 3
    assert nights(date(2025, 6, 3)) == 5
    assert left(Note, pk=last.pk) + left(FactValue) == 0


def test_what_waits_for_an_answer_or_a_review_stays() -> None:
    samira, els = add_resident("samira"), add_worker("els")
    with maintenance("keeping"):
        emergency = Emergency.objects.create(
            **owned(samira.ref, organisation_ref(els), "noodtoegang", "noodgeval"),
            who="worker:1", by="worker:1", reason="Zij belde.", start=WRITTEN, end=WRITTEN + DAY / 6,
        )  # fmt: skip
        asked = RightsRequest.objects.create(
            **owned(samira.ref, organisation_ref(els), "rechtsverzoek", "rechten"),
            right="inzage", about=organisation_ref(els), asked_by=samira.ref, how="scherm", asked_at=WRITTEN,
            asked_on=WRITTEN.date(), due_on=date(2010, 7, 1),
        )  # fmt: skip
    assert nights(date(2040, 1, 1), date(2040, 1, 2)) == 0
    with maintenance("keeping"):
        Emergency.objects.filter(pk=emergency.pk).update(reviewed_at=WRITTEN + 2 * DAY, reviewed_by="worker:2")
        answer = {
            "answered_at": WRITTEN + 9 * DAY,
            "answered_by": "worker:2",
            "outcome": Outcome.DONE,
            "answer": "Hier.",
        }
        RightsRequest.objects.filter(pk=asked.pk).update(**answer)
    # Five years from looking on 1 June, and from the answer on 10 June.
    assert nights(date(2015, 6, 2), date(2015, 6, 3)) == 1
    assert nights(date(2015, 6, 10), date(2015, 6, 11), date(2015, 6, 12)) == 1


@pytest.fixture
def documents(tmp_path: Path, settings: Any) -> Path:
    settings.DOCUMENTS = tmp_path / "documents"
    return tmp_path / "documents"


def test_with_an_entry_goes_all_that_hangs_on_it(
    documents: Path, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    """values.yaml PRI-E3: put the clock forward, do the job, count 0 rows, also in the index."""
    samira, els = add_resident("samira"), add_worker("els")
    written, other = note(samira, WRITTEN), note(samira, WRITTEN + 5000 * DAY)
    owner = Owner(samira.ref, samira.controller, "wmo", "zorg")
    paper = keep(SimpleUploadedFile("brief.pdf", pdf()), owner, "duinstad", "worker:7", WRITTEN)
    about = owned(samira.ref, samira.controller, "zorg")
    with connected_kinds(notes=Sort.PERSONAL):
        index("notes", "duinstad", [Item(ref_of(row), "Slaap", owner=owner) for row in (written, other, paper)])
    with maintenance("keeping"):
        for each in (written, other):
            Opened.objects.create(
                **about, entry=each.pk, organisation="organisation:9", shared="zorg", sentence="s", language="nl",
                how="scherm", given_by=samira.ref, by=samira.ref, start=WRITTEN,
            )  # fmt: skip
        closed = Withheld.objects.create(
            **about,
            entry=written.pk,
            from_whom="resident:1",
            ground="veiligheid",
            why="w",
            by="worker:1",
            start=WRITTEN,
        )
    add_item(REVIEW_WITHHOLDING, f"withheld:{closed.pk}", "duinstad", WRITTEN, owner=els.pk)
    for id_ in (written.pk, other.pk):
        Job.objects.create(task="x", arguments={"args": [str(id_)], "kwargs": {}}, state="dead")
    assert [path for path in documents.rglob("*") if path.is_file()] != []

    with django_capture_on_commit_callbacks(execute=True):
        assert nights(date(2025, 6, 2), date(2025, 6, 3)) == 2

    with maintenance("counting"):
        assert [row.pk for row in Note.objects.all()] == [other.pk]
        assert [row.entry for row in Opened.objects.all()] == [other.pk]
        assert [row.ref for row in PersonalEntry.objects.all()] == [ref_of(other)]
    assert left(Withheld) == left(Document) == Work.objects.count() == 0
    assert [job.arguments["args"] for job in Job.objects.all()] == [[str(other.pk)]]
    assert [path for path in documents.rglob("*") if path.is_file()] == []


def test_the_resident_goes_when_nothing_else_is_left_and_nobody_looked_for_years() -> None:
    samira, els = add_resident("samira"), add_worker("els")
    note(samira, WRITTEN)
    involve(els, samira, start=WRITTEN, end=WRITTEN + 30 * DAY)
    stand_for(samira, "worker:9", Standing.MENTOR)  # nobody ended it
    household = Household.objects.create(municipality="duinstad")
    with maintenance("keeping"):
        Membership.objects.create(
            **owned(samira.ref, samira.controller, "huishouden"), resident=samira, household=household, start=WRITTEN
        )
    looked = datetime(2024, 5, 5, 12, tzinfo=UTC)
    AccessGate().open_for(at_home(samira), samira, "inzage", looked)
    nights(date(2025, 7, 2), date(2025, 7, 3), date(2025, 7, 4), date(2025, 7, 5))
    assert all_left(samira) == {"people.Resident": 1, "people.Representation": 1, "people.Membership": 1}
    seal_segments(datetime(2026, 1, 1, tzinfo=UTC), everything=True)

    # The log of that look is kept for five years, in which she can ask who it was.
    assert nights(date(2029, 5, 5), date(2029, 5, 6)) == 0
    assert nights(date(2029, 5, 7)) == 3
    assert all_left(samira) == {}
    assert Household.objects.count() == 0
    assert (SubjectAlias.objects.count(), AccessRecord.objects.count()) == (0, 1)
    assert list(verify(Looked(), {})) == []
    prune_logs(datetime(2033, 1, 1, tzinfo=UTC))
    assert list(verify(Looked(), {})) == []


def test_who_is_needed_by_another_or_of_whom_nothing_tells_the_time_stays() -> None:
    joost, samira, wim = (add_resident(name) for name in ("joost", "samira", "wim"))
    stand_for(samira, joost.ref, Standing.AUTHORISED)
    note(samira, datetime(2039, 1, 1, tzinfo=UTC))
    AccessGate().open_for(at_home(joost), joost, "inzage", WRITTEN)
    assert nights(date(2040, 1, 1), date(2040, 1, 2)) == 0  # Wim: no line of a log tells of him
    assert left(Resident, pk__in=[joost.pk, samira.pk, wim.pk]) == 3


def test_without_a_report_of_an_earlier_day_nothing_goes() -> None:
    note(add_resident("samira"), WRITTEN)
    now = datetime(2030, 1, 1, 3, tzinfo=UTC)
    assert run(now) == 0
    report(now)
    assert run(now) == 0
    assert left(Note) == 1
    assert run(now + DAY) == 1
    assert run(now + DAY) == run(now + 2 * DAY) == 0
    assert [row.ran_at for row in RetentionReport.objects.filter(municipality="duinstad")] == [now + DAY]


def test_what_went_is_what_the_report_said_of_each_kind() -> None:
    for name in ("samira", "joost", "rosa"):
        resident = add_resident(name)
        corrected(note(resident, WRITTEN), WRITTEN)
        fact(resident, WRITTEN, "schuldhulp")
        note(resident, WRITTEN + 8000 * DAY)
        involve(add_worker("els"), resident, start=WRITTEN, end=WRITTEN + DAY)
    now = datetime(2030, 1, 1, 3, tzinfo=UTC)
    [said] = [row for row in report(now) if row.municipality == "duinstad"]
    assert {tuple(line[:3]): line[3] for line in said.lines} == {
        ("dossier.Note", "wmo", "zorg"): 6,
        ("dossier.FactValue", "schuldhulp", "woning"): 3,
        ("access.Involvement", "wmo", "betrokkenheid"): 3,
    }
    run(now + DAY)
    assert tombstones() == {tuple(line[:3]): line[3] for line in said.lines}


def test_killed_halfway_and_done_again_is_once(monkeypatch: pytest.MonkeyPatch) -> None:
    samira = add_resident("samira")
    for _ in range(7):
        note(samira, WRITTEN)
    now = datetime(2030, 1, 1, 3, tzinfo=UTC)
    report(now)
    monkeypatch.setattr(actions, "BATCH", 3)

    class Broken:
        seen = 0

        def erase(self, subject: str) -> int:
            Broken.seen += subject.startswith("note:")
            if Broken.seen == 5:  # in the middle of the second batch
                raise RuntimeError
            return 0

    with connected(hanging=(Broken(),)), pytest.raises(RuntimeError):
        run(now + DAY)
    assert left(Note) == 4  # of the second batch nothing went
    assert tombstones() == {("dossier.Note", "wmo", "zorg"): 3}
    assert RetentionReport.objects.filter(ran_at__isnull=False).count() == 0
    assert run(now + DAY) == 4
    assert tombstones() == {("dossier.Note", "wmo", "zorg"): 7}


def test_a_tombstone_and_a_report_hold_nothing_of_anybody() -> None:
    samira = add_resident("samira")
    row = note(samira, WRITTEN, text="Een heel bijzonder verhaal.")
    nights(date(2030, 1, 1), date(2030, 1, 2))
    told = str(list(Tombstone.objects.values())) + str(list(RetentionReport.objects.values()))
    for secret in (str(samira.pk), str(row.pk), row.pk.hex, "bijzonder", "worker:", "organisation:", "Samira"):
        assert secret not in told


def test_what_has_no_term_stays_and_is_told() -> None:
    note(add_resident("samira"), WRITTEN, purpose="onbekend")
    assert nights(date(2090, 1, 1), date(2090, 1, 2)) == 0
    rows = RetentionReport.objects.filter(municipality="duinstad").order_by("-day")
    assert rows[0].unknown == [["dossier.Note", "onbekend", "zorg", 1]]
    assert rows[0].lines == []


def test_each_municipality_goes_by_its_own_report() -> None:
    note(add_resident("samira"), WRITTEN)
    note(add_resident("karin"), WRITTEN)
    now = datetime(2030, 1, 1, 3, tzinfo=UTC)
    report(now)
    RetentionReport.objects.filter(municipality="veenrode").delete()
    assert run(now + DAY) == 1
    assert left(Note, municipality="veenrode") == 1


def test_what_lasts_has_no_term_while_it_lasts() -> None:
    samira = add_resident("samira")
    row = stand_for(samira, "worker:9", Standing.MENTOR, start=WRITTEN)
    assert row.end == FOREVER
    assert nights(date(2060, 1, 1), date(2060, 1, 2)) == 0
    with maintenance("keeping"):
        type(row).objects.filter(pk=row.pk).update(end=WRITTEN + DAY)
    assert nights(date(2060, 1, 3), date(2060, 1, 4)) == 1


def test_every_night_the_job_does_it() -> None:
    assert keep_terms in [task for task, _when in SCHEDULE]
    note(add_resident("samira"), WRITTEN)
    keep_terms.call()
    assert RetentionReport.objects.filter(municipality="duinstad").count() == 1
    assert left(Note) == 1
