"""Editors bring services in from a file, after a trial, and say what happens with what disappeared."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from maatwerk.foundation.worklist.models import Item
from maatwerk.foundation.worklist.protocols import Shown
from maatwerk.knowledge.directory.importing import missing, trying
from maatwerk.knowledge.directory.importing.models import ImportRun
from maatwerk.knowledge.directory.importing.work import LookAtMissing
from maatwerk.knowledge.directory.models import Listing
from maatwerk.knowledge.directory.queries import listings
from tests.foundation.editing.changes import at_work
from tests.knowledge.directory.files import hsds
from tests.knowledge.directory.imports import NOW, ORIGIN, TOWN, brought, file_of, trial, two_missing

pytestmark = pytest.mark.django_db


def address(name: str, language: str = "nl", **of: Any) -> str:
    with override(language):
        return f"/duinstad{reverse(f'importing:{name}', kwargs=of)}"


def upload(client: Client, content: bytes, **fields: str) -> HttpResponse:
    file = SimpleUploadedFile("kaart.json", content)
    return client.post(address("home"), {"bron": ORIGIN, "bestand": file} | fields)


def page_of(response: HttpResponse, status: int = 200) -> str:
    assert response.status_code == status
    return response.content.decode()


def choose(client: Client, what: str, key: str) -> str:
    return page_of(client.post(address("missing"), {"dienst": key, "doe": what}, follow=True))


def test_an_editor_sees_what_a_file_would_do_before_it_does_it(staff: dict[str, Client]) -> None:
    response = upload(staff["eva"], file_of(1, 2))
    run = ImportRun.objects.get()
    assert response["Location"] == address("run", run=run.pk)
    page = page_of(staff["eva"].get(response["Location"]))
    assert "Dit is een proef. Er is nog niets veranderd." in page
    assert "Dienst 1" in page
    assert not Listing.objects.filter(origin=ORIGIN).exists()
    done = staff["eva"].post(address("run", run=run.pk), {"doe": "voer_uit"}, follow=True)
    assert "De import is uitgevoerd." in page_of(done)
    assert listings(TOWN).filter(origin=ORIGIN).count() == 2
    [kept] = ImportRun.objects.all()
    assert (kept.state, kept.by, kept.file, kept.counts["nieuw"]) == ("uitgevoerd", "redacteur", None, 2)
    assert "2 nieuw" in page_of(staff["eva"].get(address("home")))


def test_the_same_file_again_is_said_to_change_nothing(staff: dict[str, Client]) -> None:
    brought(1, 2)
    page = page_of(staff["eva"].get(upload(staff["eva"], file_of(1, 2))["Location"]))
    assert "Dit staat er al precies zo. Een import verandert niets." in page


def test_a_trial_is_carried_out_once_and_a_thrown_away_one_never(staff: dict[str, Client]) -> None:
    run = trial(1)
    for what, told in (("voer_uit", "De import is uitgevoerd."), ("voer_uit", "Deze proef is er niet meer.")):
        assert told in page_of(staff["eva"].post(address("run", run=run.pk), {"doe": what}, follow=True))
    assert Listing.objects.filter(origin=ORIGIN).count() == 1
    other = trial(2)
    thrown = staff["otto"].post(address("run", run=other.pk), {"doe": "gooi_weg"}, follow=True)
    assert "De proef is weg. Er is niets veranderd." in page_of(thrown)
    gone = staff["eva"].post(address("run", run=other.pk), {"doe": "voer_uit"}, follow=True)
    assert "Deze proef is er niet meer." in page_of(gone)
    assert ImportRun.objects.get().state == "uitgevoerd"


def test_what_is_wrong_is_told_and_what_was_typed_stays(staff: dict[str, Client]) -> None:
    page = page_of(staff["eva"].post(address("home"), {"bron": "Wijk Wijzer"}), 400)
    assert "De naam van de bron is kleine letters, cijfers en _." in page
    assert "Kies een bestand." in page
    assert 'value="Wijk Wijzer"' in page
    assert "geen goede JSON" in page_of(upload(staff["eva"], b"[{"), 400)
    english = {"bron": ORIGIN, "bestand": SimpleUploadedFile("a", b"[{")}
    assert "not valid JSON" in page_of(staff["eva"].post(address("home", "en"), english), 400)
    assert not ImportRun.objects.exists()


def test_a_file_without_a_good_row_shows_why_of_each(staff: dict[str, Client]) -> None:
    page = page_of(upload(staff["eva"], b'[7, {"name": "Zonder id"}]'), 400)
    assert "Geen enkele rij is goed." in page
    assert "Dit is geen dienst." in page
    assert "Deze rij heeft geen id." in page


def test_all_or_nothing_holds_when_it_is_carried_out(staff: dict[str, Client]) -> None:
    content = file_of(1)[:-1] + b", 7]"
    page = page_of(staff["eva"].get(upload(staff["eva"], content, alles="ja")["Location"]))
    assert "U koos alles of niets." in page
    run = ImportRun.objects.get()
    told = page_of(staff["eva"].post(address("run", run=run.pk), {"doe": "voer_uit"}), 400)
    assert "Niet elke rij is goed, en u koos alles of niets." in told
    assert not Listing.objects.filter(origin=ORIGIN).exists()


def test_a_file_that_is_too_large_for_a_browser_is_refused(
    staff: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "LARGEST_UPLOAD", 100)
    assert "groter dan 20 MB" in page_of(upload(staff["eva"], file_of(1)), 400)
    assert not ImportRun.objects.exists()


def test_a_file_cannot_put_anything_on_a_page_but_words(staff: dict[str, Client]) -> None:
    bad = "<script>alert(1)</script>"
    run = trial(content=json.dumps([hsds(1, name=bad), {"id": bad, "name": bad}]).encode())
    page = page_of(staff["eva"].get(address("run", run=run.pk)))
    assert bad not in page
    assert "&lt;script&gt;" in page


def test_imports_of_another_municipality_are_not_there(staff: dict[str, Client]) -> None:
    run = trial(1, municipality="veenrode")
    for which in (run.pk, uuid4()):
        assert staff["eva"].get(address("run", run=which)).status_code == 404
    told = staff["eva"].post(address("run", run=run.pk), {"doe": "gooi_weg"}, follow=True)
    assert "Deze proef is er niet meer." in page_of(told)
    assert ImportRun.objects.filter(pk=run.pk).exists()
    assert "Hier is nog niets ingelezen." in page_of(staff["eva"].get(address("home")))


def test_a_button_that_is_not_there_is_refused(staff: dict[str, Client]) -> None:
    assert staff["eva"].post(address("run", run=trial(1).pk), {"doe": "iets"}).status_code == 400
    assert staff["eva"].post(address("missing"), {"doe": "iets"}).status_code == 400


def test_a_trial_is_forgotten_after_a_week(staff: dict[str, Client]) -> None:
    run = trial(1)
    trying.forget_trials(NOW + timedelta(days=7))
    assert ImportRun.objects.filter(pk=run.pk).exists()
    done = brought(2)
    trying.forget_trials(NOW + timedelta(days=7, seconds=1))
    assert list(ImportRun.objects.all()) == [done]


def test_the_work_list_leads_an_editor_to_what_disappeared(staff: dict[str, Client]) -> None:
    two_missing()
    item = Item.objects.get(kind=missing.LOOK_AT_MISSING)
    assert "Kijk wat uit de sociale kaart verdween" in page_of(staff["eva"].get("/duinstad/medewerkers/"))
    assert address("missing") in page_of(staff["eva"].get(f"/duinstad/medewerkers/werk/{item.pk}"))
    assert LookAtMissing().show([item.subject], at_work("els")) == {}
    with override("nl"):
        shown = LookAtMissing().show([item.subject], at_work("otto"))
        told = Shown("Kijk wat uit de sociale kaart verdween", reverse("importing:missing"))
    assert shown == {item.subject: told}
    assert "2 diensten die niet meer in de bron staan" in page_of(staff["eva"].get(address("home")))


def test_an_editor_keeps_one_and_takes_away_another(staff: dict[str, Client]) -> None:
    two_missing()
    page = page_of(staff["eva"].get(address("missing")))
    assert "Dienst 2" in page
    assert "weg sinds 22 november 2026" in page
    keep, take = (row.key for row in missing.missing(TOWN))
    assert "U houdt die nu zelf bij." in choose(staff["eva"], "laat_staan", keep)
    page = choose(staff["otto"], "haal_weg", take)
    assert "De dienst is weg uit de sociale kaart." in page
    assert "Er wacht niets." in page
    assert set(listings(TOWN).filter(layer="import").values_list("name", flat=True)) == {"Dienst 1", "Dienst 2"}
    assert not Item.objects.filter(kind=missing.LOOK_AT_MISSING, done_at=None).exists()
    assert "Over deze dienst is al gekozen" in choose(staff["eva"], "haal_weg", keep)


@pytest.mark.parametrize("name", ["home", "missing"])
def test_a_long_list_takes_no_more_queries(
    staff: dict[str, Client], django_assert_max_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    two_missing()
    staff["eva"].get(address(name))
    with django_assert_max_num_queries(30) as few:
        staff["eva"].get(address(name))
    brought(*range(1, 40))
    brought(1)
    for _each in range(5):
        trial(1)
    with django_assert_max_num_queries(len(few)):
        staff["eva"].get(address(name))


def test_a_long_report_stands_on_pages(staff: dict[str, Client]) -> None:
    run = brought(*range(1, 121))
    first, second = (page_of(staff["eva"].get(address("run", run=run.pk) + f"?bladzijde={n}")) for n in (1, 2))
    assert ("Dienst 100<" in first, "Dienst 101<" in first) == (True, False)
    assert ("Dienst 100<" in second, "Dienst 101<" in second) == (False, True)
    assert page_of(staff["eva"].get(address("run", run=run.pk) + "?bladzijde=x"))
