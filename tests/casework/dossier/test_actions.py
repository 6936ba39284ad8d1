"""Writing in a file, through the real gate."""

from __future__ import annotations

from datetime import timedelta

import pytest

from maatwerk.casework.dossier.actions import (
    Answered,
    For,
    Written,
    correct_fact,
    correct_note,
    note_fact,
    write_note,
    write_own_words,
)
from maatwerk.casework.dossier.belonging import FileEraser, FileExporter, FileTimeline
from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import OutsideGateError, maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Resident, Worker
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import PartyKind, Scope, Standing
from maatwerk.foundation.people.viewers import resident_viewer, worker_viewer
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.facts import Origin
from tests.residents import NOON, add_resident, consent, give_task, involve, organisation_ref, stand_for
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)
STORY = Written("Samira belt met Joost. De post ligt ongeopend.", "huishouden", third_persons=["Joost"])


def viewer_of(worker: Worker, municipality: str = "duinstad") -> Viewer:
    me = colleague(worker.pk, municipality)
    assert me
    return worker_viewer(me, trace="a" * 32)


def own(resident: Resident, assurance: str = "substantieel") -> Viewer:
    return resident_viewer(resident.pk, "duinstad", assurance, "b" * 32)


def notes_seen(viewer: Viewer, resident: Resident, purpose: str) -> list[str]:
    rows = Note.objects.filter(subject=resident.ref).order_by("at", "id")
    return [seen.thing.text for seen in connections().gate.open_page(viewer, rows, purpose, LATER) if seen.thing]


@pytest.fixture
def samira(two_municipalities: dict[str, Municipality]) -> Resident:
    """Els of the wijkteam works with her for the Wmo, Ruben for her debts."""
    samira = add_resident("samira")
    els, ruben = add_worker("els"), add_worker("ruben")
    give_task(els)
    give_task(ruben, "schuldhulp")
    involve(els, samira)
    involve(ruben, samira, "schuldhulp")
    return samira


@pytest.fixture
def els(samira: Resident) -> Viewer:
    return viewer_of(add_worker("els"))


@pytest.fixture
def ruben(samira: Resident) -> Viewer:
    return viewer_of(add_worker("ruben"))


def test_a_note_has_the_owner_of_who_wrote_it(samira: Resident, els: Viewer) -> None:
    note = write_note(els, samira, "wmo", STORY, NOON)
    assert (note.subject, note.controller, note.purpose) == (samira.ref, els.organisation, "wmo")
    assert (note.category, note.secrecy, note.municipality) == ("huishouden", "ambtelijk", "duinstad")
    assert (note.written_by, note.third_persons, note.own_words) == (els.ref, ["Joost"], False)
    assert notes_seen(els, samira, "wmo") == [STORY.text]


def test_nobody_reads_it_outside_the_gate(samira: Resident, els: Viewer) -> None:
    write_note(els, samira, "wmo", STORY, NOON)
    with pytest.raises(OutsideGateError):
        list(Note.objects.all())


def test_another_organisation_sees_it_with_consent_and_not_after_withdrawal(
    samira: Resident, els: Viewer, ruben: Viewer
) -> None:
    write_note(els, samira, "wmo", STORY, NOON)
    assert notes_seen(ruben, samira, "schuldhulp") == []
    consent(samira, add_worker("ruben"), "huishouden", "schuldhulp", withdrawn_at=LATER + timedelta(seconds=1))
    assert notes_seen(ruben, samira, "schuldhulp") == [STORY.text]
    assert notes_seen(ruben, samira, "wmo") == []
    with maintenance("keeping"):
        from maatwerk.foundation.access.models import Consent

        Consent.objects.update(withdrawn_at=NOON)
    assert notes_seen(ruben, samira, "schuldhulp") == []


def test_who_does_not_work_with_her_writes_nothing(samira: Resident) -> None:
    mia = viewer_of(add_worker("mia"))
    with pytest.raises(ResidentRefusedError, match="geen regel"):
        write_note(mia, samira, "wmo", STORY, NOON)
    with maintenance("counting"):
        assert Note.objects.count() == 0


@pytest.mark.parametrize("purpose", ["toezicht", "gegevensbeheer", "noodgeval", "inzage"])
def test_who_only_looks_writes_nothing(samira: Resident, els: Viewer, purpose: str) -> None:
    with pytest.raises((NotYoursError, ResidentRefusedError)):
        write_note(els, samira, purpose, STORY, NOON)


def test_a_worker_does_not_write_about_what_their_task_is_not_about(samira: Resident, els: Viewer) -> None:
    """The Wmo has no ground for money (content/purposes/wmo.yaml); the list does not offer it."""
    with pytest.raises(ResidentRefusedError, match="waar dit over gaat"):
        write_note(els, samira, "wmo", Written("Zij heeft schulden.", "geld"), NOON)


def test_who_stands_for_her_in_money_writes_under_that(samira: Resident) -> None:
    worker = add_worker("anton")
    anton = viewer_of(worker)
    stand_for(samira, f"worker:{worker.pk}", Standing.ADMINISTRATOR, Scope.MONEY)
    note = write_note(anton, samira, "vertegenwoordiging", Written("De huur is betaald.", "geld"), NOON)
    assert (note.controller, note.secrecy) == (organisation_ref(worker), "beroeps")
    with pytest.raises(ResidentRefusedError, match="geen regel"):
        write_note(anton, samira, "vertegenwoordiging", Written("Zij slaapt slecht.", "gezondheid"), NOON)


def test_what_a_care_organisation_writes_about_health_is_a_medical_secret(samira: Resident, els: Viewer) -> None:
    organisation = add_worker("els").organisation
    organisation.kind = PartyKind.CARE
    organisation.save()
    assert write_note(els, samira, "wmo", Written("Zij slaapt slecht.", "gezondheid"), NOON).secrecy == "medisch"


@pytest.mark.parametrize(
    ("note", "field", "word"),
    [
        (Written("  ", "huishouden"), "tekst", "Schrijf eerst iets op"),
        (Written("x" * 10_001, "huishouden"), "tekst", "te lang"),
        (Written("Haar broer is 999993653.", "huishouden"), "tekst", "burgerservicenummer"),
        (Written("Joost kwam.", "huishouden", third_persons=["Bilal"]), "anderen", "Bilal"),
        (Written("Joost kwam.", "huishouden", third_persons=["Joost"] * 21), "anderen", "hooguit 20"),
        (Written("Joost kwam.", "identiteit"), "soort", "waar dit over gaat"),
        (Written("Joost kwam.", ""), "soort", "waar dit over gaat"),
    ],
)
def test_what_cannot_stand_in_a_file_is_refused_with_a_sentence(
    samira: Resident, els: Viewer, note: Written, field: str, word: str
) -> None:
    with pytest.raises(ResidentRefusedError) as refused:
        write_note(els, samira, "wmo", note, NOON)
    assert word in refused.value.faults[field]


def test_a_correction_stands_beside_the_original(samira: Resident, els: Viewer) -> None:
    first = write_note(els, samira, "wmo", STORY, NOON)
    second = correct_note(els, first.pk, "wmo", Written("De post ligt open."), LATER)
    assert (second.category, second.controller, second.own_words) == ("huishouden", els.organisation, False)
    with maintenance("counting"):
        rows = {row.pk: row for row in Note.objects.all()}
    assert rows[first.pk].text == STORY.text
    assert rows[first.pk].corrected_by_id == second.pk
    with pytest.raises(ResidentRefusedError, match="Iemand anders verbeterde dit net"):
        correct_note(els, first.pk, "wmo", Written("Nog anders."), LATER)


def test_who_may_read_another_organisations_note_does_not_correct_it(
    samira: Resident, els: Viewer, ruben: Viewer
) -> None:
    note = write_note(els, samira, "wmo", STORY, NOON)
    consent(samira, add_worker("ruben"), "huishouden", "schuldhulp")
    assert notes_seen(ruben, samira, "schuldhulp") == [STORY.text]
    with pytest.raises(NotYoursError):
        correct_note(ruben, note.pk, "schuldhulp", Written("Anders."), LATER)


def test_a_resident_writes_in_her_own_words_for_who_works_with_her(samira: Resident, els: Viewer) -> None:
    whom = For(els.organisation, "wmo")
    note = write_own_words(own(samira), samira, whom, Written("Ik durf de post niet open te maken."), NOON)
    assert (note.category, note.own_words, note.written_by) == ("verhaal", True, samira.ref)
    assert notes_seen(els, samira, "wmo") == ["Ik durf de post niet open te maken."]
    with pytest.raises(NotYoursError):  # her words are hers: a worker does not correct them
        correct_note(els, note.pk, "wmo", Written("Zij durft niet."), LATER)
    assert correct_note(own(samira), note.pk, "inzage", Written("Ik durf weer."), LATER).own_words


def test_nobody_writes_own_words_for_another(samira: Resident, els: Viewer) -> None:
    joost = add_resident("joost")
    with pytest.raises(NotYoursError):
        write_own_words(own(joost), samira, For(els.organisation, "wmo"), Written("Zij wil dat."), NOON)


def test_a_code_is_too_little_to_write(samira: Resident, els: Viewer) -> None:
    with pytest.raises(ResidentRefusedError):
        write_own_words(own(samira, "code"), samira, For(els.organisation, "wmo"), Written("Hallo."), NOON)


LIVING = Answered("drempel_cm", "2,5 cm", Origin.ASKED, "")


def test_an_answer_is_kept_in_its_written_form_with_where_it_came_from(samira: Resident, els: Viewer) -> None:
    value = note_fact(els, samira, "wmo", LIVING, NOON)
    assert (value.about, value.fact, value.value) == ("", "drempel_cm", "2.5")
    assert (value.category, value.source, value.said_by) == ("woning", "gevraagd", samira.ref)


def test_a_fact_known_once_is_not_asked_twice(samira: Resident, els: Viewer) -> None:
    note_fact(els, samira, "wmo", LIVING, NOON)
    with pytest.raises(ResidentRefusedError, match="al bekend"):
        note_fact(els, samira, "wmo", LIVING, LATER)


def test_another_answer_replaces_the_first_and_both_are_kept(samira: Resident, els: Viewer) -> None:
    first = note_fact(els, samira, "wmo", LIVING, NOON)
    second = correct_fact(els, first.pk, "wmo", Answered("", "3 cm", Origin.TOLD_BY, "Joost, haar broer"), LATER)
    assert (second.fact, second.value, second.said_by) == ("drempel_cm", "3", "Joost, haar broer")
    with maintenance("counting"):
        assert FactValue.objects.get(pk=first.pk).replaced_by_id == second.pk
    with pytest.raises(ResidentRefusedError, match="Iemand anders"):
        correct_fact(els, first.pk, "wmo", Answered("", "4 cm", Origin.ASKED, ""), LATER)


@pytest.mark.parametrize(
    ("answered", "field"),
    [
        (Answered("drempel_cm", "heel hoog", Origin.ASKED, ""), "antwoord"),
        (Answered("bestaat_niet", "ja", Origin.ASKED, ""), "antwoord"),
        (Answered("drempel_cm", "2 cm", Origin.TOLD_BY, " "), "van"),
        (Answered("drempel_cm", "2 cm", Origin.TOLD_BY, "bsn 999993653"), "van"),
        (Answered("netto_maandinkomen", "1200", Origin.ASKED, ""), "soort"),  # money, which the Wmo has no ground for
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused_with_a_sentence(
    samira: Resident, els: Viewer, answered: Answered, field: str
) -> None:
    with pytest.raises(ResidentRefusedError) as refused:
        note_fact(els, samira, "wmo", answered, NOON)
    assert set(refused.value.faults) == {field}


def test_what_is_never_kept_is_refused_whoever_it_is_about(samira: Resident, els: Viewer) -> None:
    for key in ("rechtmatig_verblijf", "partner.rechtmatig_verblijf"):
        with pytest.raises(ResidentRefusedError, match="nooit"):
            note_fact(els, samira, "wmo", Answered(key, "ja", Origin.ASKED, ""), NOON)
    with maintenance("counting"):
        assert not FactValue.objects.filter(subject=samira.ref).exists()


def test_everything_about_somebody_can_be_exported_and_erased(samira: Resident, els: Viewer) -> None:
    first = write_note(els, samira, "wmo", STORY, NOON)
    correct_note(els, first.pk, "wmo", Written("De post ligt open."), LATER)
    value = note_fact(els, samira, "wmo", LIVING, NOON)
    correct_fact(els, value.pk, "wmo", Answered("", "3 cm", Origin.ASKED, ""), LATER)
    other = add_resident("wim")
    involve(add_worker("els"), other)
    write_note(els, other, "wmo", Written("Wim slaapt buiten.", "woning"), NOON)

    with maintenance("deciding"):
        exported = list(FileExporter().export(samira.ref))
    assert [row["soort"] for row in exported] == ["notitie", "notitie", "feit", "feit"]
    assert exported[0]["derden"] == ["Joost"]
    assert exported[0]["verbeterd_door"] == exported[1]["id"]

    assert FileEraser().erase(samira.ref) == 4
    assert FileEraser().erase(samira.ref) == 0
    with maintenance("counting"):
        assert list(FileExporter().export(samira.ref)) == []
        assert [note.subject for note in Note.objects.all()] == [other.ref]


def test_the_timeline_tells_that_something_was_written_not_what(samira: Resident, els: Viewer, ruben: Viewer) -> None:
    write_note(els, samira, "wmo", STORY, NOON)
    note_fact(els, samira, "wmo", LIVING, LATER)
    events = list(FileTimeline().events(els, samira.ref, "wmo"))
    assert [event.sentence for event in events] == ["wijkteam vulde een gegeven in.", "wijkteam schreef een notitie."]
    assert list(FileTimeline().events(ruben, samira.ref, "schuldhulp")) == []
