"""What a resident asked to have removed is really gone: one entry with all its versions, or a file as a whole. The
request, its answer and the logs stay; who saw it hears of it; what a law holds stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maatwerk.casework.dossier.actions import Written, correct_note
from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.casework.dossier.queries import file_of
from maatwerk.casework.rights.actions import answer
from maatwerk.foundation.access.actions import Answered
from maatwerk.foundation.access.logs.verifying import Looked, verify
from maatwerk.foundation.access.models import LegalHold, Opened, RightsRequest, Told
from maatwerk.foundation.access.refusing import GroundRefusedError
from maatwerk.foundation.documents.actions import keep
from maatwerk.foundation.documents.models import Document
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Owner
from maatwerk.foundation.people.models import Resident
from tests.casework.dossier import files
from tests.casework.dossier.test_pages_at_work import text
from tests.casework.rights import questions
from tests.foundation.access.grounds.people import at_work
from tests.residents import add_resident, give_task, involve, organisation_ref, owned, signed_in_resident
from tests.staff import add_worker, signed_in

pytestmark = pytest.mark.django_db

YES = Answered("ja", "Wij hebben dit voor u weggehaald.")
PARTLY = Answered("deels", "Een deel moet van de wet blijven.", "wet", "Jeugdwet artikel 7.3.8")
WISSEN = "/duinstad/medewerkers/gegevensvragen/"


@pytest.fixture
def samira(two_municipalities: object) -> Resident:
    files.everything()
    questions.steward()
    return add_resident("samira")


def count(model: Any, **of: Any) -> int:
    with maintenance("counting"):
        return int(model.objects.filter(**of).count())


def note(samira: Resident) -> Note:
    with maintenance("counting"):
        found: Note = Note.objects.get(subject=samira.ref, category="netwerk")
    return found


def entry(samira: Resident, controller: str, purpose: str, words: str = "Nog een stuk.") -> Note:
    with maintenance("keeping"):
        made: Note = Note.objects.create(
            **owned(samira.ref, controller, "netwerk", purpose), text=words, written_by="worker:1", at=timezone.now()
        )
    return made


def test_a_yes_erases_the_entry_with_every_version_and_what_opened_it(samira: Resident) -> None:
    first = note(samira)
    second = correct_note(at_work("els"), first.pk, "wmo", Written("Haar zus komt vaak."), timezone.now())
    third = correct_note(at_work("els"), second.pk, "wmo", Written("Haar zus komt soms."), timezone.now())
    with maintenance("keeping"):
        Opened.objects.create(
            **owned(samira.ref, first.controller, "toestemming"),
            entry=first.pk,
            organisation=organisation_ref(add_worker("ruben")),
            by=samira.ref,
            start=timezone.now(),
        )
    others = count(Note) - 3
    row = questions.asked("wissen", entry=second.pk)  # from a version in the middle
    assert answer(at_work("dirk"), row.pk, YES, [], timezone.now()) == 3
    assert count(Note, pk__in=[first.pk, second.pk, third.pk]) == 0
    assert count(Note) == others
    assert count(Opened) == 0
    with maintenance("counting"):
        kept = RightsRequest.objects.get(pk=row.pk)
    assert (kept.answer, kept.entry) == (YES.words, second.pk)
    assert list(verify(Looked())) == []


def test_who_saw_it_hears_that_it_was_erased_and_the_resident_sees_who(samira: Resident) -> None:
    give_task(add_worker("ruben"), "schuldhulp")
    involve(add_worker("ruben"), samira, "schuldhulp")
    file_of(at_work("ruben"), samira.ref, "schuldhulp", timezone.now())
    with maintenance("counting"):
        fact = FactValue.objects.get(subject=samira.ref)
    row = questions.asked("wissen", entry=fact.pk)
    answer(at_work("dirk"), row.pk, YES, [], timezone.now())
    assert count(FactValue) == 0
    assert count(Told, organisation=organisation_ref(add_worker("ruben")), what="gewist", entry=fact.pk) == 1
    page = text(signed_in_resident("samira").get(f"/duinstad/mijn/gegevens/vragen/{row.pk}/"))
    assert "schuldhulp hoorde op" in page
    assert "dat iets is gewist" in page


@pytest.mark.parametrize("said", [PARTLY, Answered("nee", "Dit moet van de wet blijven.", "wet", "Wmo artikel 5.3.4")])
def test_without_a_yes_the_entry_stays(samira: Resident, said: Answered) -> None:
    row = questions.asked("wissen", entry=note(samira).pk)
    assert answer(at_work("dirk"), row.pk, said, [], timezone.now()) == 0
    assert count(Note, category="netwerk") == 1


def test_an_entry_of_another_organisation_or_resident_is_not_erased(samira: Resident) -> None:
    """The steward answers for the organisation that it was asked of, and for nobody else."""
    theirs = entry(samira, organisation_ref(add_worker("ruben")), "schuldhulp")
    noors = entry(add_resident("noor"), organisation_ref(add_worker("els")), "wmo")
    for each in (theirs, noors):
        row = questions.asked("wissen", entry=each.pk, words=f"Wis dit stuk {each.pk}.")
        assert answer(at_work("dirk"), row.pk, YES, [], timezone.now()) == 0
    assert count(Note, pk__in=[theirs.pk, noors.pk]) == 2


def test_a_file_is_destroyed_for_the_purposes_that_were_chosen_and_of_nobody_else(samira: Resident) -> None:
    """Wmo 2015 art. 5.3.5; Jeugdwet art. 7.3.9."""
    wijkteam, schuldhulp = (organisation_ref(add_worker(name)) for name in ("els", "ruben"))
    youth = entry(samira, wijkteam, "jeugdhulp")
    theirs = entry(samira, schuldhulp, "wmo")
    noors = entry(add_resident("noor"), wijkteam, "wmo")
    paper = keep(
        SimpleUploadedFile("brief.txt", b"Een brief."), Owner(samira.ref, wijkteam, "wmo", "zorg"), "duinstad",
        "worker:1", timezone.now(),
    )  # fmt: skip
    row = questions.asked("vernietigen")
    gone = answer(at_work("dirk"), row.pk, YES, ["wmo"], timezone.now())
    assert gone == 4  # her words, the note, the fact, the document
    assert count(Note, subject=samira.ref, controller=wijkteam, purpose="wmo") == 0
    assert count(FactValue) == count(Document) == 0
    assert count(Note, pk__in=[youth.pk, theirs.pk, noors.pk]) == 3
    assert count(Resident, pk=samira.pk) == 1
    assert count(RightsRequest, pk=row.pk, outcome="ja") == 1
    assert paper.pk
    assert list(verify(Looked())) == []


def test_half_a_yes_destroys_what_was_chosen(samira: Resident) -> None:
    youth = entry(samira, organisation_ref(add_worker("els")), "jeugdhulp")
    row = questions.asked("vernietigen")
    assert answer(at_work("dirk"), row.pk, PARTLY, ["wmo"], timezone.now()) == 3
    assert count(Note, pk=youth.pk) == 1


@pytest.mark.parametrize("purposes", [[], ["schuldhulp"], ["veiligheid"], ["x"]])
def test_without_a_file_of_these_laws_nothing_is_answered_or_destroyed(samira: Resident, purposes: list[str]) -> None:
    row = questions.asked("vernietigen")
    before = count(Note)
    with pytest.raises(GroundRefusedError) as refused:
        answer(at_work("dirk"), row.pk, YES, purposes, timezone.now())
    assert refused.value.faults == {"purposes": "Kies welk dossier wordt vernietigd."}
    assert count(Note) == before
    assert count(RightsRequest, answered_at=None) == 1


@pytest.mark.parametrize("held", ["", "wmo"])
def test_what_a_law_holds_stays_and_the_law_is_named(samira: Resident, held: str) -> None:
    with maintenance("keeping"):
        LegalHold.objects.create(
            **owned(samira.ref, samira.controller, "bewaarplicht", "rechten"),
            held=held,
            reason="Er loopt een rechtszaak.",
            law="AVG artikel 17 lid 3 onder e",
            by="worker:1",
            start=timezone.now() - timedelta(days=1),
            end=timezone.now() + timedelta(days=30),
        )
    file, one = questions.asked("vernietigen"), questions.asked("wissen", entry=note(samira).pk)
    before = count(Note)
    for row, purposes in ((file, ["wmo"]), (one, [])):
        with pytest.raises(GroundRefusedError) as refused:
            answer(at_work("dirk"), row.pk, YES, purposes, timezone.now())
        assert "AVG artikel 17 lid 3 onder e" in refused.value.faults["outcome"]
    assert count(Note) == before
    assert count(RightsRequest, answered_at=None) == 2
    later = timezone.now() + timedelta(days=31)
    assert answer(at_work("dirk"), file.pk, YES, ["wmo"], later) == 3


def test_the_page_says_what_a_yes_does_and_it_is_done(samira: Resident) -> None:
    row = questions.asked("vernietigen")
    dirk = signed_in(add_worker("dirk"))
    assert "Het is daarna meteen weg en komt niet terug." in text(dirk.get(f"{WISSEN}{row.pk}/"))
    sent = {"doe": "antwoord", "uitkomst": "ja", "antwoord": "Uw dossier van de Wmo is vernietigd."}
    wrong = dirk.post(f"{WISSEN}{row.pk}/", sent)
    assert wrong.status_code == 400
    assert "Kies welk dossier wordt vernietigd." in text(wrong)
    done = dirk.post(f"{WISSEN}{row.pk}/", sent | {"doel": "wmo"}, follow=True)
    assert "Wat weg moest, is nu weg." in text(done)
    assert count(Note, purpose="wmo", subject=samira.ref) == 0
