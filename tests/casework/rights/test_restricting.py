"""What a resident asked not to have used is kept and not used, from the yes of a steward on (AVG art. 18)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from maatwerk.casework.dossier.actions import Answered as Answer
from maatwerk.casework.dossier.actions import For, Written, correct_fact, correct_note, write_own_words
from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.casework.dossier.queries import file_of
from maatwerk.casework.rights.actions import answer
from maatwerk.casework.rights.copying import Asked, copy_of
from maatwerk.casework.rights.restricting import Limits, kinds_to_restrict
from maatwerk.foundation.access.actions import Answered, announce_end, end_own_restriction
from maatwerk.foundation.access.models import Emergency, Restricted, Restriction, RightsRequest, Told
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.retention.actions import report, run
from maatwerk.foundation.access.tasks import tell_of_right
from maatwerk.foundation.gate.connections import connected
from maatwerk.foundation.gate.connections import connections as gate
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.refusing import NotYoursError as NotTheirsError
from maatwerk.foundation.people.refusing import ResidentRefusedError
from maatwerk.foundation.worklist.models import Item
from maatwerk.knowledge.facts import Origin
from maatwerk.site.grounds import CARRY_OUT, LOOK_AGAIN
from tests.casework.dossier import files
from tests.casework.dossier.test_pages_at_work import text, visiting
from tests.casework.rights import questions
from tests.foundation.access.grounds.people import at_home, at_work
from tests.residents import add_resident, give_task, involve, organisation_ref, owned, signed_in_resident
from tests.staff import add_worker, signed_in

pytestmark = pytest.mark.django_db

YES = Answered("ja", "Wij gebruiken dit nu niet, en zoeken het uit.")
NO = Answered("nee", "Dit klopt zoals het er staat.", "klopt")
WORDS, RESTRICTED = "Haar zus", "De inwoner vroeg om dit nu niet te gebruiken. Het gebruik is beperkt."
ALL = "/duinstad/medewerkers/gegevensvragen/"


@pytest.fixture
def samira(two_municipalities: object) -> Resident:
    files.everything()
    questions.steward()
    return add_resident("samira")


def of(model: Any, samira: Resident, **fields: Any) -> Any:
    with maintenance("counting"):
        return model.objects.filter(subject=samira.ref, **fields).order_by("pk").last()


def the_note(samira: Resident) -> Note:
    note: Note = of(Note, samira, category="netwerk")
    return note


def limits(*kinds: str, reason: str = "juistheid", days: int = 30) -> Limits:
    return Limits(kinds, reason, day_of(timezone.now()) + timedelta(days=days))


def granted(samira: Resident, entry: Any = None, *kinds: str) -> RightsRequest:
    row = questions.asked("beperken", entry=entry.pk if entry else None)
    answer(at_work("dirk"), row.pk, YES, [], timezone.now(), limits(*kinds))
    return row


def page_of_els(samira: Resident) -> str:
    return text(visiting("els", samira).get(f"/duinstad{reverse('dossier:file', args=[samira.pk])}"))


def test_who_works_with_her_sees_that_it_is_there_and_that_it_is_not_used_now(samira: Resident) -> None:
    assert WORDS in page_of_els(samira)
    granted(samira, the_note(samira))
    page = page_of_els(samira)
    assert WORDS not in page
    assert RESTRICTED in page
    assert "schreef iets over" in page
    mine = text(signed_in_resident("samira").get("/duinstad/mijn/dossier/"))
    assert WORDS in mine
    assert RESTRICTED not in mine
    assert mine.count("Het gebruik hiervan is beperkt.") == 1


def test_who_may_use_it_all_the_same_reads_that_it_is_restricted(samira: Resident) -> None:
    with maintenance("keeping"):
        Emergency.objects.create(
            **owned(samira.ref, organisation_ref(add_worker("mia")), "noodtoegang", "noodgeval"),
            who=at_work("mia").ref,
            by=at_work("mia").ref,
            reason="Zij ligt op de grond.",
            start=timezone.now(),
        )
    note = the_note(samira)
    granted(samira, note)
    file = file_of(at_work("mia"), samira.ref, "noodgeval", timezone.now())
    assert {seen.thing.pk for seen in file.notes.rows if seen.thing} & file.restricted == {note.pk}
    assert file_of(at_work("els"), samira.ref, "wmo", timezone.now()).restricted == frozenset()


def test_a_kind_is_everything_the_organisation_wrote_of_it_until_now(samira: Resident) -> None:
    note, ruben = the_note(samira), organisation_ref(add_worker("ruben"))
    with maintenance("keeping"):
        shared = {"text": "Nog een stuk.", "written_by": "worker:1", "at": timezone.now()}
        theirs = Note.objects.create(**owned(samira.ref, ruben, "netwerk", "schuldhulp"), **shared)
        safety = Note.objects.create(**owned(samira.ref, note.controller, "netwerk", "veiligheid"), **shared)
        other = Note.objects.create(**owned(samira.ref, note.controller, "woning"), **shared)
    granted(samira, None, "netwerk")
    with maintenance("keeping"):
        later = Note.objects.create(**owned(samira.ref, note.controller, "netwerk"), **shared)
        entries = set(Restricted.objects.values_list("entry", flat=True))
    assert entries == {note.pk}
    assert not entries & {theirs.pk, safety.pk, other.pk, later.pk}


def test_every_version_of_the_entry_is_restricted(samira: Resident) -> None:
    first = the_note(samira)
    second = correct_note(at_work("els"), first.pk, "wmo", Written("Haar zus komt vaak."), timezone.now())
    granted(samira, second)
    assert set(Restricted.objects.values_list("entry", flat=True)) == {first.pk, second.pk}
    assert WORDS not in page_of_els(samira)


def test_it_cannot_be_changed_meanwhile_by_anybody(samira: Resident) -> None:
    fact = of(FactValue, samira)
    own = write_own_words(
        at_home(samira, "hoog"), samira, For(fact.controller, "wmo"), Written("Ik slaap slecht."), timezone.now()
    )
    granted(samira, None, "netwerk", fact.category, "verhaal")
    now, els = timezone.now(), at_work("els")
    with pytest.raises(NotTheirsError):
        correct_note(els, the_note(samira).pk, "wmo", Written("Anders."), now)
    with pytest.raises(NotTheirsError):
        correct_fact(els, fact.pk, "wmo", Answer("", "3", Origin.ASKED, ""), now)
    with pytest.raises(ResidentRefusedError, match="Het gebruik hiervan is nu beperkt"):
        correct_note(at_home(samira, "hoog"), own.pk, "inzage", Written("Ik slaap goed."), now)
    end_own_restriction(at_home(samira, "hoog"), of(Restriction, samira).request, now)
    correct_note(at_home(samira, "hoog"), own.pk, "inzage", Written("Ik slaap goed."), timezone.now())


def test_a_no_restricts_nothing_and_a_yes_is_no_work_for_people(samira: Resident) -> None:
    row = questions.asked("beperken", entry=the_note(samira).pk)
    answer(at_work("dirk"), row.pk, NO, [], timezone.now(), limits())
    assert of(Restriction, samira) is None
    granted(samira, the_note(samira))
    assert not Item.objects.filter(kind=CARRY_OUT).exists()


def test_who_saw_it_hears_of_it(samira: Resident) -> None:  # AVG art. 19
    fact, ruben = of(FactValue, samira), add_worker("ruben")
    give_task(ruben, "schuldhulp")
    involve(ruben, samira, "schuldhulp")
    gate().gate.open_page(at_work("ruben"), FactValue.objects.filter(pk=fact.pk), "schuldhulp")
    row = granted(samira, fact)
    told = of(Told, samira)
    assert (told.organisation, told.what) == (organisation_ref(ruben), "beperkt")
    assert Item.objects.filter(kind=LOOK_AGAIN, owner=ruben.pk).count() == 1
    page = text(signed_in_resident("samira").get(f"/duinstad/mijn/gegevens/vragen/{row.pk}/"))
    assert "dat iets nu niet mag worden gebruikt." in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"waarom_niet": "juistheid", "kijk_op": "1-1-2099"}, "hooguit een half jaar verder"),
        ({"waarom_niet": "juistheid"}, "Kies een dag na vandaag"),
        ({"waarom_niet": "juistheid", "kijk_op": "31-31"}, "31-31"),
        ({"waarom_niet": "zomaar", "kijk_op": "{soon}"}, "Kies waarom het gebruik wordt beperkt."),
        ({"waarom_niet": "juistheid", "kijk_op": "{soon}", "gegevens": "geweld"}, "Kies om welke gegevens het gaat."),
        ({"waarom_niet": "juistheid", "kijk_op": "{soon}", "gegevens": "identiteit"}, "Kies om welke gegevens het"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_answered(
    samira: Resident, sent: dict[str, str], sentence: str
) -> None:
    soon = (day_of(timezone.now()) + timedelta(days=9)).strftime("%d-%m-%Y")
    row = questions.asked("beperken")
    fields = {"doe": "antwoord", "uitkomst": "ja", "antwoord": "Wij gebruiken dit nu niet."}
    fields |= {name: value.format(soon=soon) for name, value in ({"gegevens": "netwerk"} | sent).items()}
    page = signed_in(add_worker("dirk")).post(f"{ALL}{row.pk}/", fields)
    assert page.status_code == 400
    assert sentence in page.content.decode()
    assert of(Restriction, samira) is None
    assert of(RightsRequest, samira).answered_at is None


def test_a_steward_grants_it_on_the_page_and_sees_what_to_look_at_again(samira: Resident) -> None:
    row, dirk = questions.asked("beperken"), signed_in(add_worker("dirk"))
    page = dirk.get(f"{ALL}{row.pk}/").content.decode()
    assert "Welke gegevens worden nu niet gebruikt?" in page
    assert "geweld" not in page
    soon = (day_of(timezone.now()) + timedelta(days=9)).strftime("%d-%m-%Y")
    fields = {"doe": "antwoord", "uitkomst": "ja", "antwoord": YES.words, "waarom_niet": "bezwaar", "kijk_op": soon}
    assert dirk.post(f"{ALL}{row.pk}/", fields | {"gegevens": ["netwerk", "woning"]}).status_code == 302
    assert RESTRICTED in page_of_els(samira)
    waiting = text(dirk.get(ALL))
    assert "Wordt nu niet gebruikt" in waiting
    assert "Samira" not in waiting
    assert "AVG art. 18 lid 1 onder d" in text(dirk.get(f"{ALL}{row.pk}/"))
    assert "Laat de beperking stoppen" not in text(signed_in(add_worker("fatma")).get(f"{ALL}{row.pk}/"))


def test_it_stops_a_week_after_she_was_told_and_not_before(samira: Resident) -> None:  # AVG art. 18 lid 3
    row, told, now = granted(samira, the_note(samira)), [], timezone.now()

    class Notifier:
        def notify(self, recipient: str, notice: str, municipality: str, at: object) -> None:
            told.append(recipient)

    with connected(notifier=Notifier()):
        announce_end(at_work("dirk"), row.pk, "Wij hebben het uitgezocht en het klopt.", now)
        tell_of_right.func(str(row.pk))
    assert told == [samira.ref]
    made = of(Restriction, samira)
    assert made.end - now >= timedelta(days=7)
    assert WORDS not in page_of_els(samira)
    page = text(signed_in_resident("samira").get(f"/duinstad/mijn/gegevens/vragen/{row.pk}/"))
    assert f"Op {date_format(day_of(made.end), 'j F Y')} stopt dat." in page
    assert "Wij hebben het uitgezocht en het klopt." in page
    seen = gate().gate.open_page(at_work("els"), Note.objects.filter(pk=the_note(samira).pk), "wmo", made.end)
    assert seen[0].thing is not None
    with pytest.raises(GroundRefusedError):
        announce_end(at_work("dirk"), row.pk, "Nog een keer, want het klopt.", now)


def test_she_stops_it_herself_with_one_press_and_nobody_else_does(samira: Resident) -> None:
    row = granted(samira, the_note(samira))
    address = f"/duinstad/mijn/gegevens/vragen/{row.pk}/"
    assert signed_in_resident("joost").post(address).status_code == 404
    for name in ("els", "henk", "fatma"):
        with pytest.raises(NotYoursError):
            announce_end(at_work(name), row.pk, "Wij willen het weer gebruiken.", timezone.now())
    with pytest.raises(NotYoursError):
        end_own_restriction(at_home(add_resident("joost"), "hoog"), row.pk, timezone.now())
    assert WORDS not in page_of_els(samira)
    assert "Het mag weer worden gebruikt." in text(signed_in_resident("samira").post(address, follow=True))
    assert WORDS in page_of_els(samira)
    assert "Dit is al gestopt." in text(signed_in_resident("samira").post(address, follow=True))


def test_a_term_that_is_over_deletes_it_only_after_the_restriction(samira: Resident) -> None:  # AVG art. 18 lid 2
    note, now = the_note(samira), timezone.now()
    kept = {"text": "Oud.", "written_by": "worker:1", "at": now - timedelta(days=365 * 30)}
    with maintenance("keeping"):
        free, held = (
            Note.objects.create(**owned(samira.ref, note.controller, "netwerk", "veiligheid"), **kept) for _ in range(2)
        )
        made = Restriction.objects.create(
            **owned(samira.ref, note.controller, "rechtsverzoek", "rechten"),
            request=questions.asked("beperken").pk,
            reason="rechtszaak_inwoner",
            look_on=day_of(now),
            by="worker:1",
            start=now - timedelta(days=2),
        )
        Restricted.objects.create(municipality=made.municipality, restriction=made.pk, entry=held.pk)
    assert _left(now, free, held) == {held.pk}
    with maintenance("keeping"):
        Restriction.objects.update(end=now + timedelta(days=3))
    assert _left(now + timedelta(days=5), free, held) == set()


def _left(now: Any, *notes: Note) -> set[Any]:
    report(now)
    run(now + timedelta(days=1))
    with maintenance("counting"):
        return set(Note.objects.filter(pk__in=[note.pk for note in notes]).values_list("pk", flat=True))


def test_an_entry_that_is_erased_leaves_no_mark(samira: Resident) -> None:
    note = the_note(samira)
    granted(samira, note)
    row = questions.asked("wissen", entry=note.pk)
    answer(at_work("dirk"), row.pk, YES, [], timezone.now())
    assert not Restricted.objects.filter(entry=note.pk).exists()


def test_what_would_tell_of_danger_is_no_kind_to_choose(two_municipalities: object) -> None:
    kinds = kinds_to_restrict("duinstad").keys()
    assert not {"geweld", "melder", "schuiladres", "veilig_contact", "identiteit"} & kinds
    assert kinds >= {"netwerk", "zorg", "geld", "verhaal"}


def test_her_copy_says_what_is_not_used_and_why(samira: Resident) -> None:
    row = granted(samira, the_note(samira))
    made = copy_of(Asked(at_home(samira, "hoog"), samira.pk, "inzage", "nl"), timezone.now())
    assert made is not None
    [line] = made.restrictions
    assert (line.request, line.until) == (str(row.pk), None)
    assert line.reason == "Misschien klopt het niet. Dat wordt uitgezocht."
