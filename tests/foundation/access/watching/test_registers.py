"""The registers: what AVG art. 30 asks for is there, and what is read is what is kept."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.register import PurposeKind
from maatwerk.foundation.access.watching.exporting import as_csv
from maatwerk.foundation.access.watching.processing import OTHERS, RESIDENTS, WORKERS, Activity, activities
from tests.residents import give_task
from tests.staff import add_worker

TODAY = date(2026, 11, 22)


def of_today(**tasks: list[str]) -> dict[str, Activity]:
    return {each.id: each for each in activities(connections().register("duinstad"), tasks, "Duinstad", TODAY)}


def get(client: Client, name: str, language: str = "", **arguments: Any) -> Any:
    response = client.get(f"/duinstad{language}{reverse(f'watch:{name}', kwargs=arguments)}")
    assert response.status_code == 200
    return response


def test_every_purpose_that_counts_is_an_activity_and_no_other() -> None:
    register = connections().register("duinstad")
    assert set(of_today()) == {id_ for id_, each in register.purposes.items() if each.counts_on(TODAY)}
    assert "coordinatie" not in of_today()  # the Wams is no law yet


def test_who_answers_for_a_task_is_who_was_given_it_and_else_the_municipality() -> None:
    found = of_today(wmo=["Wijkteam", "Thuiszorg"])
    assert found["wmo"].controllers == ("Wijkteam", "Thuiszorg")
    assert found["schuldhulp"].controllers == ()
    assert found["toezicht"].controllers == ("Duinstad",)


def test_of_whom_it_is() -> None:
    found = of_today()
    assert found["wmo"].people == (RESIDENTS, OTHERS, WORKERS)
    assert found["rechten"].people == (RESIDENTS,)


def test_who_may_receive_it_by_law_or_by_consent() -> None:
    """Wmo 2015 art. 5.1.1 lid 4: what was collected for the Wgs only with consent."""
    register, found = connections().register("duinstad"), of_today()
    by_consent = [each for each in found["schuldhulp"].recipients if each.law is None]
    wmo = next(each for each in by_consent if each.purpose == register.purposes["wmo"].name)
    assert "geld" in wmo.categories
    for id_, activity in found.items():
        for each in activity.recipients:
            assert set(each.categories)
            assert each.parties
            assert each.law is not None or set(each.categories) <= set(register.purposes[id_].categories)
    reused = {(origin, str(reuse.law)) for each in register.purposes.values() for origin, reuse in each.reuse.items()}
    listed = {(id_, str(one.law)) for id_, each in found.items() for one in each.recipients if one.law}
    counting = {pair for pair in reused if pair[0] in found}
    assert listed <= counting


def test_nothing_hidden_is_received_by_anybody() -> None:
    register = connections().register("duinstad")
    hidden = {id_ for id_, each in register.categories.items() if each.hidden}
    for each in of_today().values():
        for recipient in each.recipients:
            assert recipient.law is not None or not hidden & set(recipient.categories)


@pytest.mark.django_db
def test_the_register_of_processing_has_all_that_article_30_asks_for(staff: dict[str, Client]) -> None:
    """AVG art. 30 lid 1 onder a to g."""
    give_task(add_worker("els"))
    found = json.loads(get(staff["fatma"], "processing_export", form="json").content)
    assert found["gemeente"] == "Gemeente Duinstad"
    assert found["telefoon"]
    assert found["functionaris_gegevensbescherming"] == "Fatma"
    wmo = next(each for each in found["verwerkingen"] if each["id"] == "wmo")
    assert wmo["verwerkingsverantwoordelijken"] == ["wijkteam"]
    for key in ("doel", "betrokkenen", "gegevens", "ontvangers", "doorgifte", "bewaren", "beveiliging", "wetten"):
        assert wmo[key], key
    assert wmo["bewaren"]["maanden"] == 180  # Wmo 2015 art. 5.3.4 lid 1: fifteen years
    assert wmo["bewaren"]["waarom"] == "Wmo 2015, artikel 5.3.4"


@pytest.mark.django_db
def test_json_and_csv_hold_the_same_purposes_and_categories(staff: dict[str, Client]) -> None:
    register = connections().register("duinstad")
    for what, ids in (("doelen", register.purposes), ("categorieen", register.categories)):
        told = json.loads(get(staff["tessa"], "register_export", what=what, form="json").content)[what]
        response = get(staff["tessa"], "register_export", what=what, form="csv")
        assert response["Content-Disposition"] == f'attachment; filename="{what}.csv"'
        rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert [each["id"] for each in told] == [each["id"] for each in rows] == list(ids)
        assert [each["naam"] for each in told] == [each["naam"] for each in rows]


@pytest.mark.django_db
def test_the_pages_show_every_purpose_and_category(staff: dict[str, Client]) -> None:
    register = connections().register("duinstad")
    page = get(staff["tessa"], "register").content.decode()
    for each in (*register.purposes.values(), *register.categories.values()):
        assert each.explanation.nl.replace("'", "&#x27;") in page
    assert "Dit doel geldt nu niet." in page
    page = get(staff["tessa"], "processing").content.decode()
    for id_, each in register.purposes.items():
        assert (f'id="doel-{id_}"' in page) is each.counts_on(date.today())
    assert "Nog geen organisatie kreeg deze taak" in page


@pytest.mark.django_db
def test_an_export_follows_the_language_and_knows_no_other_files(staff: dict[str, Client]) -> None:
    address = reverse("watch:register_export", kwargs={"what": "doelen", "form": "json"})
    english = json.loads(staff["fatma"].get(f"/duinstad/en{address}").content)
    register = connections().register("duinstad")
    assert [each["naam"] for each in english["doelen"]] == [each.name.en for each in register.purposes.values()]
    for what, form in (("doelen", "xml"), ("mensen", "csv")):
        address = reverse("watch:register_export", kwargs={"what": what, "form": form})
        assert staff["fatma"].get(f"/duinstad{address}").status_code == 404
    assert staff["fatma"].get("/duinstad/medewerkers/toezicht/verwerkingen/xml/").status_code == 404


def test_a_spreadsheet_works_nothing_out_of_what_somebody_typed() -> None:
    """OWASP, CSV injection: a cell that begins with one of these is a formula."""
    text = as_csv([{"naam": each} for each in ("=1+1", "+31", "-1", "@x", "Wijkteam = hulp")])
    assert [row["naam"] for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))] == [
        "'=1+1",
        "'+31",
        "'-1",
        "'@x",
        "Wijkteam = hulp",
    ]


def test_only_tasks_are_received() -> None:
    register = connections().register("duinstad")
    tasks = {each.name for each in register.purposes.values() if each.kind is PurposeKind.TASK}
    assert {one.purpose for each in of_today().values() for one in each.recipients} <= tasks
