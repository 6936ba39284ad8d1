"""A file to look at, for the tables of pages. Made once however often it is asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.foundation.access.models import BlindRequest, Consent, Involvement, Task
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import Judgement, Representation, Resident, SafeContact, Way
from maatwerk.foundation.people.residents import Standing, WayKind
from tests.residents import add_resident, consent, give_task, involve, organisation_ref, owned, stand_for
from tests.staff import add_worker


def _some(model: Any, resident: Resident, **fields: Any) -> Any:
    with maintenance("keeping"):
        return model.objects.filter(subject=resident.ref, **fields).first()


def of_samira() -> dict[str, Any]:
    """Els of the wijkteam works with Samira for the Wmo; whoever is signed in chose that purpose for this file."""
    samira, els = add_resident("samira"), add_worker("els")
    if not Task.objects.filter(organisation=els.organisation).exists():
        task = give_task(els)
        Task.objects.filter(pk=task.pk).update(id=1)  # the table of pages names it by this number
    if _some(Involvement, samira) is None:
        involve(els, samira)
        row = owned(samira.ref, organisation_ref(els), "contact")
        with maintenance("keeping"):
            way = Way.objects.create(**row, resident=samira, kind=WayKind.MOBILE, value="+31612345678", shared=True)
            SafeContact.objects.create(**row, resident=samira, only_way=way, instruction="Bel alleen overdag.")
        stand_for(samira, "", Standing.CARER, name="Joost Haddad")
    for session in Session.objects.all():
        store = SessionStore(session.session_key)
        store["dossier_purposes"] = {str(samira.pk): "wmo"}
        store.save()
    return {"resident": samira.pk}


def a_note(own_words: bool = False) -> dict[str, Any]:
    """Of the wijkteam, with somebody else in it; or what Samira herself wrote."""
    made, samira = of_samira(), add_resident("samira")
    category = "verhaal" if own_words else "netwerk"
    note = _some(Note, samira, category=category)
    if note is None:
        with maintenance("keeping"):
            note = Note.objects.create(
                **owned(samira.ref, organisation_ref(add_worker("els")), category),
                text="Ik durf de post weer open te maken." if own_words else "Haar zus Fadila helpt met de post.",
                third_persons=[] if own_words else ["Fadila"],
                written_by=samira.ref if own_words else f"worker:{add_worker('els').pk}",
                own_words=own_words,
                at=timezone.now(),
            )
    return made | {"note": note.pk}


def a_fact() -> dict[str, Any]:
    made, samira = of_samira(), add_resident("samira")
    value = _some(FactValue, samira)
    if value is None:
        with maintenance("keeping"):
            value = FactValue.objects.create(
                **owned(samira.ref, organisation_ref(add_worker("els")), "woning"),
                fact="drempel_cm",
                value="2.5",
                source="gevraagd",
                said_by=samira.ref,
                noted_by=f"worker:{add_worker('els').pk}",
                at=timezone.now(),
            )
    return made | {"value": value.pk}


def an_entry() -> dict[str, Any]:
    made = a_note()
    return {"resident": made["resident"], "entry": made["note"]}


def who_stands() -> dict[str, Any]:
    """Her brother Joost is her carer."""
    return of_samira() | who_stands_for_me()


def who_stands_for_me() -> dict[str, Any]:
    of_samira()
    return {"stands": _some(Representation, add_resident("samira")).pk}


def that_i_cannot_decide() -> dict[str, Any]:
    """A doctor found that Samira cannot decide about help at home for now."""
    of_samira()
    samira, els = add_resident("samira"), add_worker("els")
    row = _some(Judgement, samira)
    if row is None:
        now = timezone.now()
        with maintenance("keeping"):
            row = Judgement.objects.create(
                **owned(samira.ref, organisation_ref(els), "vertegenwoordiging"),
                resident=samira,
                matter="welke hulp er in huis komt",
                why="Zij is in de war door een ontsteking.",
                judged_by="A. de Wit, huisarts",
                noted_by=f"worker:{els.pk}",
                start=now,
                end=now + timedelta(days=20),
            )
    return {"judgement": row.pk}


def who_cannot_decide() -> dict[str, Any]:
    return of_samira() | that_i_cannot_decide()


def everything() -> dict[str, Any]:
    """Own words, a note, a fact and a consent."""
    a_note(own_words=True)
    a_note()
    samira, ruben = add_resident("samira"), add_worker("ruben")
    if _some(Consent, samira) is None:
        consent(samira, ruben, "woning", "schuldhulp")
    a_fact()
    return of_samira()


def of_oneself() -> dict[str, Any]:
    """The same file, as Samira sees it."""
    everything()
    return {}


def own_note() -> dict[str, Any]:
    return {"note": a_note(own_words=True)["note"]}


def a_consent() -> dict[str, Any]:
    everything()
    return {"kind": "toestemming", "choice": _some(Consent, add_resident("samira")).pk}


def a_request() -> dict[str, Any]:
    """Ruben of the schuldhulp asks to work with Samira, and has no answer yet."""
    samira, ruben = add_resident("samira"), add_worker("ruben")
    request = _some(BlindRequest, samira, answered_at=None)
    if request is None:
        now = timezone.now()
        with maintenance("keeping"):
            request = BlindRequest.objects.create(
                **owned(samira.ref, organisation_ref(ruben), "verzoek", "schuldhulp"),
                who=f"worker:{ruben.pk}",
                by=f"worker:{ruben.pk}",
                reason="Zij vroeg om hulp bij schulden.",
                start=now,
                end=now + timedelta(days=30),
            )
    return {"asked": request.pk}


def of_noor() -> dict[str, Any]:
    """Samira has custody of Noor, who is 9."""
    samira, noor = add_resident("samira"), add_resident("noor")
    if _some(Representation, noor) is None:
        stand_for(noor, samira.ref, Standing.PARENT, name="Samira Haddad")
    return {"resident": noor.pk}


def of_noor_by_name() -> dict[str, Any]:
    """Samira stands in the file of Noor."""
    of_noor()
    return {}
