"""What somebody tries who wants more than is theirs: a worker, a colleague elsewhere, an ex-partner, nobody at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maatwerk.casework.dossier.actions import Answered, Written, correct_fact, correct_note, note_fact, write_note
from maatwerk.casework.dossier.models import Note
from maatwerk.foundation.access import actions
from maatwerk.foundation.access.models import BlindRequest, Emergency, Involvement, Withheld
from maatwerk.foundation.access.protocols import NobodyWatchesError
from maatwerk.foundation.access.refusing import NotYoursError as GroundNotYoursError
from maatwerk.foundation.access.tasks import deliver_request, tell_of_consent
from maatwerk.foundation.gate.connections import connected, connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.jobs.models import Job
from maatwerk.foundation.people.models import OwnWord, Resident
from maatwerk.foundation.people.refusing import NotYoursError
from maatwerk.foundation.people.residents import Standing
from maatwerk.foundation.worklist.models import Item
from maatwerk.knowledge.facts import Origin
from tests.foundation.access.looking import at_home, at_work
from tests.residents import add_resident, give_task, involve, organisation_ref, owned, stand_for
from tests.staff import add_worker, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

WHY = "Zij vroeg mij om hulp hierbij."


def notes_of(viewer: Viewer, resident: Resident, purpose: str) -> list[str]:
    page = connections().gate.open_page(viewer, Note.objects.filter(subject=resident.ref), purpose)
    return [seen.thing.text for seen in page if seen.thing]


def els_helps(resident: Resident, purpose: str = "wmo") -> Viewer:
    els = add_worker("els")
    give_task(els, purpose)
    involve(els, resident, purpose)
    return at_work("els")


class Told:
    """Who is told that there is something new."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def notify(self, recipient: str, notice: str, municipality: str, now: Any) -> None:
        self.heard.append(recipient)


class TestAnExPartnerWithCustody:
    """What was kept from them stays kept, whatever happens to it."""

    @pytest.fixture
    def kept(self) -> tuple[Resident, Viewer, Viewer, Note]:
        noor, samira = add_resident("noor"), add_resident("samira")
        els = els_helps(noor, "jeugdhulp")
        colleague = add_worker("els")
        with maintenance("keeping"):
            stand_for(noor, samira.ref, Standing.PARENT)
        note = write_note(els, noor, "jeugdhulp", Written("Zij slaapt bij tante Fadila.", "gezin"), timezone.now())
        with maintenance("keeping"):
            Withheld.objects.create(
                **owned(noor.ref, organisation_ref(colleague), "gezin", "jeugdhulp"),
                entry=note.pk,
                from_whom=samira.ref,
                ground="veiligheid",
                why="Zij is daar bang voor.",
                by="worker:0",
                start=timezone.now() - timedelta(days=1),
                end=timezone.now() + timedelta(days=9),
            )
        return noor, els, at_home(samira), note

    def test_a_correction_of_it_is_kept_from_them_too(self, kept: tuple[Resident, Viewer, Viewer, Note]) -> None:
        noor, els, parent, note = kept
        now = timezone.now()
        again = correct_note(els, note.pk, "jeugdhulp", Written("Zij slaapt bij tante Fadila, Duinweg 3."), now)
        last = correct_note(els, again.pk, "jeugdhulp", Written("Zij slaapt bij tante Fadila, Duinweg 5."), now)
        assert notes_of(parent, noor, "vertegenwoordiging") == []
        assert last.text in notes_of(els, noor, "jeugdhulp")

    def test_who_looks_whether_it_is_right_answers_for_every_version(
        self, kept: tuple[Resident, Viewer, Viewer, Note]
    ) -> None:
        noor, els, parent, note = kept
        correct_note(els, note.pk, "jeugdhulp", Written("Zij slaapt bij Fadila, Duinweg 3."), timezone.now())
        with maintenance("deciding"):
            first = Withheld.objects.get(entry=note.pk)
        actions.review_withholding(els, first.pk, False, timezone.now())
        assert len(notes_of(parent, noor, "vertegenwoordiging")) == 2


class TestAWorker:
    def test_nobody_answers_their_own_request(self) -> None:
        """It would be a way to begin with anybody by oneself, on a word that nobody gave."""
        rosa = add_resident("rosa")
        els = els_helps(rosa)
        give_task(add_worker("els"), "leerplicht")
        with maintenance("keeping"):
            asked = BlindRequest.objects.create(
                **owned(rosa.ref, els.organisation, "verzoek", "leerplicht"),
                who=els.ref,
                by=els.ref,
                reason=WHY,
                start=timezone.now(),
            )
        with pytest.raises(GroundNotYoursError):
            actions.answer_blind(els, asked.pk, True, timezone.now(), voice=rosa.ref)
        with maintenance("deciding"):
            assert not Involvement.objects.filter(purpose="leerplicht").exists()

    def test_a_request_for_safety_is_brought_and_answered_by_who_works_on_it_only(self) -> None:
        rosa = add_resident("rosa")
        els, ruben = els_helps(rosa), add_worker("ruben")
        give_task(ruben, "veiligheid")
        with maintenance("keeping"):
            asked = BlindRequest.objects.create(
                **owned(rosa.ref, organisation_ref(ruben), "verzoek", "veiligheid"),
                who=f"worker:{ruben.pk}",
                by=f"worker:{ruben.pk}",
                reason=WHY,
                start=timezone.now(),
            )
        with connected(notifier=Told()):
            deliver_request.func(str(asked.pk))
        assert not Item.objects.exists()
        with pytest.raises(GroundNotYoursError):
            actions.answer_blind(els, asked.pk, True, timezone.now(), voice=rosa.ref)
        els_helps(rosa, "veiligheid")
        with connected(notifier=Told()):
            deliver_request.func(str(asked.pk))
        assert [item.owner_id for item in Item.objects.all()] == [add_worker("els").pk]
        actions.answer_blind(els, asked.pk, True, timezone.now(), voice=rosa.ref)

    def test_a_yes_that_the_one_who_gets_to_see_it_wrote_down_is_told_to_the_resident(self) -> None:
        rosa = add_resident("rosa")
        els, said = els_helps(rosa), actions.Said([rosa.ref], actions.asking.How.SPOKEN)
        give_task(add_worker("ruben"), "schuldhulp")
        told = Told()
        now = timezone.now()
        actions.give_consent(els, rosa.ref, "schuldhulp", organisation("ruben"), "geld", said, now)
        assert not Job.objects.filter(task__endswith="tell_of_consent").exists()  # another wrote it down
        given = actions.give_consent(els, rosa.ref, "wmo", els.organisation, "geld", said, now)
        assert Job.objects.filter(task__endswith="tell_of_consent").count() == 1
        with connected(notifier=told):
            tell_of_consent.func(str(given.pk))
            actions.withdraw_consent(els, given.pk, timezone.now(), rosa.ref)
            tell_of_consent.func(str(given.pk))
        assert told.heard == [rosa.ref]

    def test_asking_blind_has_an_end(self) -> None:
        cache.clear()
        ruben = add_worker("ruben")
        give_task(ruben, "schuldhulp")
        client, page = signed_in(ruben), f"/duinstad{reverse('grounds:ask')}"
        fields = {"name": "Rosa Vermeer", "born": "1991-12-12", "purpose": "schuldhulp", "reason": WHY}
        assert [client.post(page, fields).status_code for _ in range(21)] == [302] * 20 + [429]
        with maintenance("counting"):
            assert BlindRequest.objects.count() == 20

    @pytest.mark.parametrize("purpose", ["noodgeval", "gegevensbeheer", "toezicht", "vertegenwoordiging", "zomaar", ""])
    def test_who_only_looks_chooses_no_word_with_which_to_sign_in_as_her(self, purpose: str) -> None:
        rosa, els = add_resident("rosa"), add_worker("els")
        stand_for(rosa, f"worker:{els.pk}", Standing.AUTHORISED)
        _emergency(rosa, els.pk)
        page = f"/duinstad{reverse('people:own_word', kwargs={'resident': rosa.pk}, query={'doel': purpose})}"
        response = signed_in(els).post(page, {"woord": "appelboom", "nogmaals": "appelboom"})
        assert response.status_code == 404
        with maintenance("counting"):
            assert not OwnWord.objects.exists()

    @pytest.mark.parametrize(
        "correct",
        [
            lambda els, note, _fact: correct_note(els, note.pk, "noodgeval", Written("Anders."), timezone.now()),
            lambda els, _note, fact: correct_fact(
                els, fact.pk, "noodgeval", Answered("", "3", Origin.ASKED, ""), timezone.now()
            ),
        ],
    )
    def test_an_emergency_lets_look_and_changes_nothing(self, correct: Callable[[Viewer, Any, Any], Any]) -> None:
        rosa = add_resident("rosa")
        els, now = els_helps(rosa), timezone.now()
        note = write_note(els, rosa, "wmo", Written("Zij kent hier nog niemand.", "netwerk"), now)
        fact = note_fact(els, rosa, "wmo", Answered("drempel_cm", "2", Origin.ASKED, ""), now)
        with maintenance("keeping"):
            Involvement.objects.update(end=now)
        _emergency(rosa, add_worker("els").pk)
        assert notes_of(els, rosa, "noodgeval")
        with pytest.raises(NotYoursError):
            correct(els, note, fact)

    def test_the_page_that_asks_what_for_leads_nowhere_else(self) -> None:
        rosa = add_resident("rosa")
        els_helps(rosa)
        client, page = (
            signed_in(add_worker("els")),
            f"/duinstad{reverse('dossier:purpose', kwargs={'resident': rosa.pk})}",
        )
        for evil in ("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"):
            response = client.post(page, {"doel": "wmo", "naar": evil})
            assert response.headers["Location"].startswith("/duinstad/medewerkers/inwoners/"), evil


class TestWhoKeepsTheMachines:
    def test_an_emergency_that_nobody_could_close_does_not_open(self) -> None:
        """An administrator alone is nobody who watches: they may see no file and review nothing."""
        rosa, beheer = add_resident("rosa"), add_worker("beheer")
        assert beheer.appointments.exists()
        with pytest.raises(NobodyWatchesError):
            actions.open_emergency(at_work("ruben"), rosa.ref, WHY, timezone.now())
        add_worker("tessa")
        assert actions.open_emergency(at_work("ruben"), rosa.ref, WHY, timezone.now())
        assert [item.owner_id for item in Item.objects.all()] == [add_worker("tessa").pk]


class TestNobody:
    def test_every_form_of_a_page_about_people_asks_where_it_came_from(self) -> None:
        rosa = add_resident("rosa")
        els_helps(rosa)
        client = Client(enforce_csrf_checks=True)
        client.cookies = signed_in(add_worker("els")).cookies
        for name, kwargs in (
            ("dossier:purpose", {"resident": rosa.pk}),
            ("dossier:write", {"resident": rosa.pk}),
            ("grounds:open_emergency", {"resident": rosa.pk}),
            ("grounds:ask", {}),
            ("people:own_word", {"resident": rosa.pk}),
        ):
            response = client.post(f"/duinstad{reverse(name, kwargs=kwargs)}", {"doel": "wmo", "reason": WHY})
            assert response.status_code == 403, name


def _emergency(resident: Resident, worker: int) -> None:
    now = timezone.now()
    with maintenance("keeping"):
        Emergency.objects.create(
            **owned(resident.ref, organisation_ref(add_worker("els")), "noodtoegang", "noodgeval"),
            who=f"worker:{worker}",
            by=f"worker:{worker}",
            reason=WHY,
            start=now - timedelta(minutes=1),
            end=now + timedelta(hours=1),
        )


def organisation(name: str) -> str:
    return organisation_ref(add_worker(name))
