"""The folder of a neighbourhood: which services stand in it, what it says of them, and the page where it is made."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import pypdf
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maatwerk.foundation.openapi.limits import Limiter
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice.values import LifeDomain
from maatwerk.knowledge.directory import Service
from maatwerk.knowledge.directory.centroids import import_places
from maatwerk.knowledge.directory.connections import connections
from maatwerk.knowledge.directory.feeding import Row, feed
from maatwerk.knowledge.directory.folder import printing
from maatwerk.knowledge.directory.folder.choosing import Chosen, Most, choose, neighbourhoods
from maatwerk.knowledge.directory.folder.printing import PAPER, Asked, folder
from maatwerk.knowledge.directory.models import Listing
from maatwerk.knowledge.directory.shelf import Layer, Listed
from maatwerk.knowledge.directory.web.folder import MOST_A_MINUTE, FolderView
from maatwerk.site.library import library
from maatwerk.site.listing import words_of
from tests.conftest import ROOT
from tests.knowledge.directory.services import TODAY, WORDS, service, text

MONEY, PEOPLE = LifeDomain("financien"), LifeDomain("sociaal_netwerk")
PLENTY = Most(100, 100)
CHOICE = {"wijk": "", "taal": "nl", "letters": "gewoon"}


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    printing._as_pdf.cache_clear()
    monkeypatch.setattr(FolderView, "limiter", Limiter(MOST_A_MINUTE))


@pytest.fixture
def town(duinstad: Municipality) -> Municipality:
    """A town of which the map is empty."""
    Listing.objects.all().delete()
    return duinstad


def put(municipality: str = "duinstad", layer: Layer = Layer.IMPORT, **services: Service | None) -> None:
    feed(municipality, layer, [Row(key, one) for key, one in services.items()], WORDS, today=TODAY, origin="een_lijst")


def place(*names: str, **more: Any) -> dict[str, Any]:
    return {"locaties": [{"straat": "Kade 1", "plaats": "Duinstad", "wijk": name} | more for name in names]}


def chosen(
    town: Municipality,
    neighbourhood: str = "",
    domains: Collection[LifeDomain] = (),
    most: Most = PLENTY,
    on: date = TODAY,
) -> Mapping[LifeDomain, Chosen]:
    return choose(town, neighbourhood, domains, most, on)


def keys(listed: Collection[Listed]) -> list[str]:
    return [one.id for one in listed]


def pdf_of(asked: Asked, municipality: Municipality, on: date = TODAY) -> bytes:
    above = connections()
    return folder(asked, municipality, above.domains(), above.urgent(municipality), on)


def words(pdf: bytes) -> str:
    """What it says, with one space between words and without where a line may break."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    said = "\n".join(re.sub(r"Pagina \d+ van \d+\s*$|Page \d+ of \d+\s*$", "", page.extract_text()) for page in pages)
    return re.sub(r"\s+", " ", re.sub("[\u200b\u2060]", "", said))


def squeezed(told: str) -> str:
    """Letters only: a word may be broken at the end of a line."""
    return re.sub(r"[\W_]", "", told)


def test_in_a_neighbourhood_stand_its_own_those_for_everybody_and_others_in_a_line(town: Municipality) -> None:
    put(
        noord=service(**place("Noord")),
        overal=service(),
        zuid=service(**place("Zuid")),
        beide=service(**place("Zuid", "Noord"), naam=text("Aan twee kanten")),
    )
    money = chosen(town, "Noord")[MONEY]
    assert keys(money.here) == ["beide", "noord"]
    assert keys(money.everybody) == ["overal"]
    assert keys(money.elsewhere) == ["zuid"]
    assert money.left == 0


def test_in_the_folder_of_the_whole_municipality_everything_stands_in_full(town: Municipality) -> None:
    put(noord=service(**place("Noord")), overal=service())
    money = chosen(town)[MONEY]
    assert (keys(money.here), keys(money.everybody), keys(money.elsewhere)) == ([], ["noord", "overal"], [])


def test_a_neighbourhood_of_that_name_in_another_town_is_not_this_one(town: Municipality) -> None:
    """What everybody has may have an office in another town, with a neighbourhood of the same name."""
    put("", Layer.PROGRAM, landelijk=service(**place("Noord")))
    money = chosen(town, "Noord")[MONEY]
    assert (keys(money.here), keys(money.everybody)) == ([], ["landelijk"])


def test_a_neighbourhood_is_the_same_with_and_without_capitals(town: Municipality) -> None:
    put(een=service(**place("Noord")), twee=service(**place("NOORD")))
    assert neighbourhoods(town) == ["Noord"]
    assert keys(chosen(town, "Noord")[MONEY].here) == ["een", "twee"]


def test_neighbourhoods_are_those_that_are_known_and_those_that_services_name(town: Municipality) -> None:
    import_places(
        "duinstad", b"naam;soort;breedte;lengte;bron\nZuid;wijk;52.4;4.9;b\nnoord;wijk;52.4;4.9;b", today=TODAY
    )
    put(een=service(**place("Noord")), twee=service(**place("Eiland")))
    put("veenrode", drie=service(**place("Turfkade")))
    assert neighbourhoods(town) == ["Eiland", "noord", "Zuid"]


def test_what_is_hidden_of_another_municipality_or_out_of_date_is_left_out(town: Municipality) -> None:
    put("", Layer.PROGRAM, weg=service(), elders=service(werkgebied=["GM0001"]), hier=service(werkgebied=["GM9999"]))
    put(layer=Layer.OWN, weg=None)
    put(jaar=service(checked="2025-11-22"), ouder=service(checked="2025-11-21"))
    put("veenrode", buren=service())
    money = chosen(town)[MONEY]
    assert keys(money.everybody) == ["hier", "jaar"]
    assert money.left == 0


def test_of_some_life_domains_a_service_stands_in_the_first_that_was_asked_for(town: Municipality) -> None:
    put(geld=service(), samen=service(("schulden", "eenzaam")), mensen=service(("eenzaam",)))
    people = chosen(town, domains=[PEOPLE])
    assert list(people) == [PEOPLE]
    assert keys(people[PEOPLE].everybody) == ["mensen", "samen"]
    everything = chosen(town)
    assert keys(everything[MONEY].everybody) == ["geld", "samen"]
    assert keys(everything[PEOPLE].everybody) == ["mensen"]
    assert keys(everything[PEOPLE].also) == ["samen"]
    assert everything[MONEY].also == []


def test_a_life_domain_of_which_all_stands_elsewhere_has_its_chapter_too(town: Municipality) -> None:
    put(samen=service(("schulden", "eenzaam")))
    people = chosen(town)[PEOPLE]
    assert (keys(people.also), people.left) == (["samen"], 0)


def test_where_paper_runs_out_each_life_domain_has_its_turn_and_the_rest_is_counted(town: Municipality) -> None:
    many = {f"geld_{number}": service() for number in range(9)}
    put(**many, noord=service(**place("Noord")), mensen=service(("eenzaam",)), zuid=service(**place("Zuid")))
    found = chosen(town, "Noord", most=Most(in_full=4, in_a_line=0))
    assert keys(found[MONEY].here) == ["noord"], "the neighbourhood goes first"
    assert len(found[MONEY].everybody) == 2
    assert keys(found[PEOPLE].everybody) == ["mensen"]
    assert (found[MONEY].left, found[PEOPLE].left) == (8, 0)


def test_which_of_equals_gets_in_changes_from_day_to_day(town: Municipality) -> None:
    put(**{f"geld_{number}": service() for number in range(20)})
    days = [date(2026, 11, day) for day in range(10, 23)]
    told = {tuple(keys(chosen(town, most=Most(3, 0), on=day)[MONEY].everybody)) for day in days}
    assert len(told) > 3
    assert all(len(each) == 3 for each in told)


def test_more_services_ask_no_more_queries(
    town: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (3, 40):
        services = {f"n{number}": service(("schulden", "eenzaam"), **place("Noord")) for number in range(count)}
        put(**services, **{f"z{number}": service(**place("Zuid")) for number in range(count)})
        with django_assert_num_queries(5):
            chosen(town, "Noord")


FULL = service(
    naam=text("Taalhuis", "Language house"),
    samenvatting=text("U oefent hier de taal.", "You practise the language here."),
    tijden=text("Elke werkdag van 9 tot 12 uur.", "Weekdays from 9 to 12."),
    kosten=text("Koffie kost een euro.", "Coffee is one euro."),
    verwijzing=text("Van uw huisarts.", "From your GP."),
    buiten_tijden=text("Dan neemt niemand op.", "Nobody answers then."),
    volgende_stap={"niet_digitaal": text("Loop binnen.", "Walk in.")},
    website="https://www.taalhuis.example/",
    talen=["nl", "ti"],
    tolk=True,
    leeftijd={"van": 18, "tot_en_met": 64},
    locaties=[
        {
            "naam": "De Brug",
            "straat": "Kade 1",
            "postcode": "1234 AB",
            "plaats": "Duinstad",
            "wijk": "Noord",
            "open": {"tijden": [{"dagen": ["ma", "di", "wo"], "van": "09:00", "tot": "12:30"}], "feestdagen": "dicht"},
        }
    ],
    bereikbaar=[
        {"weg": "whatsapp", "nummer": "06 0000 0000", "bron": {"naam": "b", "datum": "2026-11-01", "zekerheid": "hoog"}}
    ],
    verzonnen=True,
)


def test_everything_of_a_service_is_told_in_dutch(town: Municipality) -> None:
    put(taalhuis=FULL)
    told = words(pdf_of(Asked("Noord", (), "nl", large_print=True), town))
    for said in (
        "Hulp in Noord, Gemeente Duinstad",
        "Gemaakt op 22 november 2026.",
        "In Noord Taalhuis U oefent hier de taal. Dit is een verzonnen voorbeeld.",
        "Organisatie: Stichting Voorbeeld",
        "Voor wie: Dit is voor mensen van 18 tot en met 64 jaar.",
        "Telefoon: 14 0999. Elke werkdag van 9 tot 12 uur.",
        "WhatsApp: 06 0000 0000",
        "Adres: De Brug, Kade 1, 1234 AB Duinstad, Noord",
        "Open: Maandag tot en met woensdag: 9.00 tot 12.30 uur Op feestdagen dicht.",
        "Buiten deze tijden: Dan neemt niemand op.",
        "Kosten: Koffie kost een euro.",
        "Verwijzing: Van uw huisarts.",
        "Talen: Nederlands, Tigrinya. Er kan een tolk mee.",
        "Zo begint u: Loop binnen.",
        "Website: taalhuis.example",
        "Nagekeken op: 1 november 2026",
        "Namen op alfabet Taalhuis, pagina",
    ):
        assert said in told
    assert "half jaar" not in told


def test_in_english_it_is_told_in_english(town: Municipality) -> None:
    put(taalhuis=FULL)
    pdf = pdf_of(Asked("", (), "en", large_print=False), town)
    told = words(pdf)
    assert pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Lang"] == "en-GB"
    for said in ("Language house You practise the language here.", "Coffee is one euro.", "From your GP.", "Walk in."):
        assert said in told
    for said in ("This is for people aged 18 to 64.", "Rather not online?", "Danger to life: 112", "1 November 2026"):
        assert said in told
    assert "Taalhuis U oefent" not in told


def test_what_was_not_looked_at_for_half_a_year_says_so(town: Municipality) -> None:
    warning = "Dit is al een half jaar niet nagekeken. Bel eerst of het nog klopt."
    put(vers=service(checked="2026-05-22"))
    assert warning not in words(pdf_of(Asked("", (), "nl", large_print=True), town))
    put(grijs=service(checked="2026-05-21", **place("Noord")))
    assert f"Nagekeken op: 21 mei 2026 {warning}" in words(pdf_of(Asked("", (), "nl", large_print=True), town))
    elsewhere = words(pdf_of(Asked("Zuid", (), "nl", large_print=True), town))
    assert "In een andere wijk • Hulp bij geld. Noord. 14 0999. Lang niet nagekeken" in elsewhere


def test_the_numbers_for_danger_and_of_the_municipality_stand_on_the_front_page(town: Municipality) -> None:
    put(een=service())
    front = pypdf.PdfReader(io.BytesIO(pdf_of(Asked("", (), "nl", large_print=False), town))).pages[0].extract_text()
    told = re.sub(r"\s+", " ", front)
    for number in connections().urgent(town):
        assert number.phone
        assert number.phone in told
    contact = town.profile.contact
    for each in (contact.phone, contact.address, contact.hours.nl):
        assert squeezed(each) in squeezed(told)
    assert "Gemeente Duinstad bestaat niet" in told


def test_what_there_is_no_paper_for_is_counted_and_said_where_to_find(
    town: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "PAPER", Most(2, 1))
    put(**{f"geld_{number}": service() for number in range(5)})
    told = words(pdf_of(Asked("", (), "nl", large_print=False), town))
    assert squeezed("Niet alles past op papier. Kiest u minder onderwerpen? Dan past er meer in.") in squeezed(told)
    left = "Er zijn nog 3 diensten die niet in deze folder passen."
    assert squeezed(f"{left} U vindt ze op onze site, bij Hulp in de buurt. Of bel 14 0999.") in squeezed(told)


def test_with_nothing_to_tell_it_says_so_and_still_gives_the_numbers(town: Municipality) -> None:
    told = words(pdf_of(Asked("", (MONEY,), "nl", large_print=False), town))
    assert "Wij vonden hier nog geen diensten voor." in told
    assert "Deze folder gaat over: Geld en schulden." in told
    assert "Levensgevaar: 112" in told


def test_letters_that_cannot_be_printed_and_very_long_words_do_not_break_it(town: Municipality) -> None:
    put(een=service(naam=text("Taal العربية"), samenvatting=text("w" * 900), organisatie="#pagebreak() $x$"))
    told = words(pdf_of(Asked("", (), "nl", large_print=True), town))
    assert "Taal [tekens die wij niet kunnen afdrukken]" in told
    assert "Organisatie: #pagebreak() $x$" in told
    assert squeezed(told).count("w" * 900) == 1


def real_and_invented(duinstad: Municipality) -> dict[str, Service]:
    """What an installation of the demo has: the services of content, and those of this town."""
    import yaml

    files = sorted((ROOT / "content/demo/services/duinstad").glob("*.yaml"))
    own = {key: value for file in files for key, value in yaml.safe_load(file.read_text(encoding="utf-8")).items()}
    services = {key: Service.model_validate(value) for key, value in own.items()}
    rows = [Row(key, one) for key, one in services.items()]
    feed(duinstad.slug, Layer.IMPORT, rows, words_of(library()), today=TODAY, origin="demo")
    return {**library().services, **services}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_every_entry_that_was_chosen_stands_in_it_and_it_is_no_book(
    duinstad: Municipality, language: Any, large: bool
) -> None:
    """With the real content: some forty pages at most, whatever the letters (the task of this folder)."""
    services = real_and_invented(duinstad)
    pdf = pdf_of(Asked("Centrum", (), language, large), duinstad)
    most = printing.PAPER_LARGE if large else PAPER
    found = choose(duinstad, "Centrum", (), most, TODAY).values()
    told = squeezed(words(pdf))
    in_full = [one for each in found for one in (*each.here, *each.everybody)]
    in_a_line = [one for each in found for one in each.elsewhere]
    assert len(in_full) == min(most.in_full, len(in_full) + sum(each.left for each in found))
    for one in in_full:
        assert one.service == services[one.id]
        for said in (one.service.name, one.service.summary, one.service.costs, one.service.next_step.without_computer):
            assert squeezed(said.in_(language)) in told, one.id
        assert squeezed(one.service.phone or "") in told
    for one in in_a_line:
        assert squeezed(one.service.name.in_(language)) in told
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) <= 42


def test_the_page_offers_neighbourhoods_subjects_languages_and_letters(town: Municipality, resident: Client) -> None:
    put(een=service(**place("Noord")))
    put("veenrode", twee=service(**place("Turfkade")))
    response = resident.get("/duinstad/hulp/folder/")
    page = response.content.decode()
    assert response.status_code == 200
    assert response.cookies.keys() == set()
    assert '<option value="Noord">Noord</option>' in page
    assert "Turfkade" not in page
    assert page.count('name="leefgebied"') == len(LifeDomain)
    assert 'name="taal" value="nl" checked' in page
    assert 'name="letters" value="gewoon" checked' in page
    assert 'name="taal" value="en" checked' in resident.get("/duinstad/en/hulp/folder/").content.decode()


def test_a_choice_gives_a_pdf_whose_name_tells_nothing(town: Municipality, resident: Client) -> None:
    put(een=service(**place("Noord")), twee=service(("eenzaam",), naam=text("Samen eten")))
    sent = {"wijk": "Noord", "taal": "nl", "letters": "groot", "leefgebied": ["sociaal_netwerk"]}
    response = resident.post("/duinstad/hulp/folder/", sent)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="hulp-in-de-buurt.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert response.cookies.keys() == set()
    told = words(response.content)
    assert "Hulp in Noord, Gemeente Duinstad" in told
    assert "Samen eten" in told
    assert "Hulp bij geld" not in told


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"wijk": "Turfkade"}, "Kies een wijk uit de lijst."),
        ({"wijk": "Noord\x00<b>"}, "Kies een wijk uit de lijst."),
        ({"taal": "de"}, "Kies Nederlands of Engels."),
        ({"letters": ""}, "Kies gewone of grote letters."),
        ({"leefgebied": ["financien", "geluk"]}, "Kies onderwerpen uit de lijst."),
    ],
)
def test_a_choice_that_is_not_there_is_refused_and_the_rest_is_kept(
    town: Municipality, resident: Client, changes: dict[str, Any], sentence: str
) -> None:
    put(een=service(**place("Noord")))
    put("veenrode", twee=service(**place("Turfkade")))
    sent = CHOICE | {"leefgebied": ["financien"], "taal": "en"} | changes
    response = resident.post("/duinstad/hulp/folder/", sent)
    page = response.content.decode()
    assert response.status_code == 400
    assert page.count(sentence) >= 2, "in the summary and at the field"
    assert 'value="financien" checked' in page
    assert "taal" in changes or 'name="taal" value="en" checked' in page


def test_without_anything_it_says_what_is_missing(resident: Client) -> None:
    response = resident.post("/duinstad/hulp/folder/")
    assert response.status_code == 400
    assert "Kies Nederlands of Engels." in response.content.decode()


def test_who_asks_very_often_waits(town: Municipality, resident: Client) -> None:
    for _time in range(MOST_A_MINUTE):
        assert resident.post("/duinstad/hulp/folder/", CHOICE).status_code == 200
    response = resident.post("/duinstad/hulp/folder/", CHOICE)
    assert response.status_code == 429
    assert "Wacht een minuut, of bel ons." in response.content.decode()


def test_the_same_folder_is_made_once_a_day(
    town: Municipality, resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    write = printing.write_booklet
    monkeypatch.setattr(printing, "write_booklet", lambda *told: made.append(told) or write(*told))  # type: ignore[func-returns-value]
    put(een=service())
    first, again = (resident.post("/duinstad/hulp/folder/", CHOICE).content for _time in range(2))
    assert first == again
    assert len(made) == 1
    put(een=service(naam=text("Anders")))
    assert "Anders" in words(resident.post("/duinstad/hulp/folder/", CHOICE).content)
    assert len(made) == 2
