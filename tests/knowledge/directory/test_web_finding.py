"""The pages to find help with: the list, an entry, a few side by side."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from maatwerk.foundation.people.ages import AMSTERDAM
from maatwerk.knowledge.directory.feeding import verify
from maatwerk.knowledge.directory.models import Listing, Place
from maatwerk.knowledge.directory.web import finding
from tests.knowledge.directory.shelves import TODAY, WEEKDAYS, phone, place, put, service

pytestmark = pytest.mark.django_db

TOWN = "duinstad"


@pytest.fixture(autouse=True)
def on_a_sunday_with_only_what_a_test_puts_there(resident: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    Listing.objects.all().delete()
    monkeypatch.setattr(finding, "localdate", lambda: TODAY)
    monkeypatch.setattr(finding, "now", lambda: datetime(2026, 11, 22, 12, tzinfo=AMSTERDAM))


def page(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    assert response.cookies.keys() == set()
    return str(response.content.decode())


def names(text: str) -> list[str]:
    return re.findall(r'id="dienst-\d+">([^<]+)<', text)


def neighbourhood(name: str, latitude: float, longitude: float) -> None:
    Place.objects.create(
        municipality=TOWN, kind="wijk", name=name, looked_up=name.casefold(), latitude=latitude, longitude=longitude,
        source="proef", on=TODAY,
    )  # fmt: skip


def find(resident: Client, **fields: Any) -> HttpResponse:
    return resident.post("/hulp/", fields)


def test_somebody_with_few_words_finds_help_and_the_number_to_call(resident: Client) -> None:
    put(
        TOWN,
        post=service("Post samen lezen"),
        anders=service("Anders", samenvatting={"nl": "Koffie.", "en": "Coffee."}),
    )
    text = page(resident.get("/hulp/"))
    assert "Wat zoekt u?" in text
    assert names(text) == []  # nothing was asked yet
    text = page(find(resident, woorden="brief en post"))
    assert names(text) == ["Post samen lezen"]
    assert 'href="tel:0999123456"' in text
    assert "Wij vonden 1 dienst. Wat het best bij uw woorden past, staat bovenaan." in text
    assert "Niemand kan een plek kopen." in text


# Each field of the form, with what is then found of "ja" and "nee".
FIELDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "leefgebied": ({"leefgebied": "sociaal_netwerk"}, {"behoeften": ["eenzaam"]}),
    "behoefte": ({"behoefte": "eenzaam"}, {"behoeften": ["eenzaam"]}),
    "gratis": ({"gratis": "ja"}, {"gratis": True}),
    "open": ({"open": "ja"}, {"buiten_kantooruren": True}),
    "leeftijd": ({"leeftijd": "16"}, {"leeftijd": {"tot_en_met": 17}}),
    "taal": ({"taal": "ti"}, {"talen": ["ti"]}),
    "toegankelijk": ({"toegankelijk": ["lift", "rolstoel"]}, {"toegankelijk": ["lift", "rolstoel"]}),
    "soort": ({"soort": "informeel"}, {"soort": "informeel"}),
    "zonder wachtlijst": ({"wachtlijst": "nee"}, {"wachttijd": {"weken": 0, "op": "2026-11-01"}}),
    "met wachtlijst": ({"wachtlijst": "ja"}, {"wachttijd": {"weken": 5, "op": "2026-11-01"}}),
    "afstand": ({"wijk": "Zeezicht", "afstand": "2"}, {"locaties": [place("Zeezicht", 54.001, 4)]}),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "fits"), FIELDS.values(), ids=FIELDS)
def test_every_field_of_the_form_counts(resident: Client, fields: dict[str, Any], fits: dict[str, Any]) -> None:
    neighbourhood("Zeezicht", 54.0, 4.0)
    other = {"leeftijd": {"van": 18}, "locaties": [place("Verweg", 54.5, 4)]}
    put(TOWN, ja=service("Ja", **fits), nee=service("Nee", **other))
    text = page(find(resident, **fields))
    assert names(text) == ["Ja"]
    for name, value in fields.items():  # and what was chosen still stands in the form
        for each in [value] if isinstance(value, str) else value:
            assert re.search(rf'(name="{name}" value="{each}"|value="{each}" selected)', text)


def test_from_a_neighbourhood_the_nearest_comes_first_and_how_far_it_is_is_told(resident: Client) -> None:
    neighbourhood("Zeezicht", 54.0, 4.0)
    put(
        TOWN,
        a_ver=service("Ver", locaties=[place("Haven", 54.03, 4)]),  # 3.3 km
        b_dichtbij=service("Dichtbij", locaties=[place("Zeezicht", 54.005, 4)]),  # 0.6 km
    )
    text = page(find(resident, wijk="Zeezicht"))
    assert names(text) == ["Dichtbij", "Ver"]
    assert "Wat het dichtst bij is, staat bovenaan." in text
    assert "Zeezicht, Proefstad (Minder dan 1 kilometer)" in text
    assert "Haven, Proefstad (Ongeveer 3 kilometer)" in text


BAD: dict[str, tuple[dict[str, Any], str, str]] = {
    "age": ({"leeftijd": "jong"}, "leeftijd", "Vul de leeftijd in met een cijfer."),
    "far too old": ({"leeftijd": "999"}, "leeftijd", "Vul de leeftijd in met een cijfer."),
    "digits of another script": ({"leeftijd": "٣٤"}, "leeftijd", "Vul de leeftijd in met een cijfer."),
    "life domain": ({"leefgebied": "bestaat_niet"}, "leefgebied", "Kies iets uit de lijst."),
    "need": ({"behoefte": "bestaat_niet"}, "behoefte", "Kies iets uit de lijst."),
    "neighbourhood": ({"wijk": "Nergens"}, "wijk", "Kies iets uit de lijst."),
    "language": ({"taal": "klingon"}, "taal", "Kies iets uit de lijst."),
    "access": ({"toegankelijk": ["lift", "vliegveld"]}, "toegankelijk", "Kies iets uit de lijst."),
    "yes or no": ({"gratis": "misschien"}, "gratis", "Kies iets uit de lijst."),
    "distance without a place": ({"afstand": "5"}, "wijk", "Kies ook een wijk."),
    "words": ({"woorden": "schuld " * 60}, "woorden", "Dit is te lang."),
    "page": ({"pagina": "nul"}, "woorden", "Deze bladzijde is er niet."),
    "page that cannot be": ({"pagina": "501"}, "woorden", "Deze bladzijde is er niet."),
}


@pytest.mark.parametrize(("fields", "where", "sentence"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    resident: Client, fields: dict[str, Any], where: str, sentence: str
) -> None:
    neighbourhood("Zeezicht", 54.0, 4.0)
    put(TOWN, een=service())
    text = page(find(resident, **{"woorden": "post"} | fields), status=400)
    assert f'href="#{where}"' in text
    assert sentence in text
    assert f'id="{where}"' in text  # what the link of the error leads to
    if "woorden" not in fields:
        assert 'value="post"' in text
    assert names(text) == []


def test_nothing_found_says_what_to_do(resident: Client) -> None:
    put(TOWN, een=service())
    assert "U kunt ons ook bellen op 14 0999." in page(find(resident, woorden="zeppelin"))


def test_a_long_list_has_pages_that_go_on_with_what_was_asked(resident: Client) -> None:
    put(TOWN, **{f"dienst_{number}": service(f"Dienst {number}") for number in range(25)})
    first = page(find(resident, woorden="post"))
    assert "Dit is bladzijde 1." in first
    assert 'name="woorden" value="post"' in first
    second = page(find(resident, woorden="post", pagina="2"))
    assert len(names(first)) == 20
    assert sorted(names(first) + names(second)) == sorted(f"Dienst {number}" for number in range(25))
    assert "Volgende bladzijde" not in second


def test_old_entries_say_so_and_those_out_of_date_come_last(resident: Client) -> None:
    def seen(day: str) -> dict[str, Any]:
        return {"bron": {"naam": "proef", "datum": day, "zekerheid": "hoog"}}

    put(TOWN, a=service("Te oud", **seen("2025-01-02")), b=service("Grijs", **seen("2026-04-03")), c=service("Vers"))
    text = page(find(resident))
    assert names(text)[-1] == "Te oud"
    old, grey = text.split("Te oud</h2>")[1], text.split("Grijs</h2>")[1].split("</li>")[0]
    assert "langer dan een jaar niet nagekeken, voor het laatst op 2 januari 2025. Bel eerst" in old.split("</li>")[0]
    assert "langer dan een half jaar niet nagekeken, voor het laatst op 3 april 2026." in grey
    assert text.count("niet nagekeken") == 2


def test_the_map_has_the_numbers_of_the_list(resident: Client) -> None:
    neighbourhood("Zeezicht", 54.0, 4.0)
    put(TOWN, een=service("Een", locaties=[place("Zeezicht", 54.01, 4.02)]), twee=service("Zonder plek"))
    text = page(find(resident))
    number = names(text).index("Een") + 1
    picture = text.split("<svg viewBox")[1].split("</svg>")[0]
    assert re.findall(r"--inverse[^>]*>([^<]+)<", picture) == [str(number)]
    assert ">Zeezicht</text>" in picture
    Listing.objects.filter(key="een").delete()
    assert "<svg viewBox" not in page(find(resident))


EVERYTHING: dict[str, Any] = {
    "bereikbaar": [phone(WEEKDAYS)],
    "soort": "informeel",
    "wetten": ["wmo"],
    "verwijzing": {"nl": "Uw huisarts verwijst u.", "en": "Your doctor refers you."},
    "talen": ["nl", "ar"],
    "tolk": True,
    "toegankelijk": ["rolstoel"],
    "plek": "vol",
    "wachttijd": {"weken": 3, "op": "2026-11-01"},
    "gratis": True,
    "buiten_tijden": {"nl": "Bel dan de wachtdienst.", "en": "Then call the duty team."},
    "leeftijd": {"van": 18, "tot_en_met": 27},
    "voorwaarden": [
        {
            "als": {"feit": "heeft_pinpas", "is": True},
            "uitleg": {"nl": "U hebt een pinpas.", "en": "You have a bank card."},
            "oplossing": {"nl": "De bank kan er een geven.", "en": "The bank can give you one."},
        }
    ],
    "locaties": [
        place("Zeezicht", 54, 4, naam="Buurthuis", straat="Kade 1", postcode="1234 AB", open=WEEKDAYS)
        | {"toegankelijk": ["lift"]}
    ],
    "verzonnen": True,
    "website": "https://voorbeeld.example/geld",
}  # fmt: skip


def test_an_entry_says_everything_that_is_known(resident: Client) -> None:
    put(TOWN, een=service("Geldmaatje", **EVERYTHING))
    row = Listing.objects.get()
    verify(row, by="Stichting Voorbeeld", how="telefoon", at=datetime(2026, 11, 22, 9, tzinfo=AMSTERDAM))
    text = page(resident.post("/hulp/dienst", {"dienst": "een"}))
    for told in (
        "<h1 class=\"nl-heading nl-heading--level-1\">Geldmaatje</h1>", "Stichting Voorbeeld", "Vrijwilligers, buren",
        "Bel 0999 12 34 56", "Dit is voor mensen van 18 tot en met 27 jaar.", "U hebt een pinpas.",
        "De bank kan er een geven.", "Uw huisarts verwijst u.", "Dit kost niets.", "Er is nu geen plek.",
        "U wacht ongeveer 3 weken. Dat was zo op 1 november 2026.", "Talen: Nederlands, Arabisch.",
        "Er kan een tolk bij komen.", "Goed te bereiken met een rolstoel", "Een lift", "Buurthuis",
        "Kade 1, 1234 AB Proefstad", "(Zeezicht)", "Maandag tot en met vrijdag: 9.00 tot 17.00 uur",
        "Op feestdagen dicht.", "Bel dan de wachtdienst.", "Voor het laatst nagekeken op 22 november 2026.",
        "Dat deed Stichting Voorbeeld, aan de telefoon.", "Deze hulp is verzonnen.", "voorbeeld.example",
        "Wet maatschappelijke ondersteuning", "Meld een fout",
    ):  # fmt: skip
        assert told in text
    assert 'action="/hulp/fout-melden"' in text
    assert re.search(r'name="dienst" value="een"', text.split('action="/hulp/fout-melden"')[1])


def test_an_entry_of_which_little_is_known_says_what_is_not(resident: Client) -> None:
    put(TOWN, een=service(telefoon=None))
    text = page(resident.post("/hulp/dienst", {"dienst": "een"}))
    for told in (
        "Er staan geen eisen bij.", "Of u moet wachten, weten wij niet.", "Welke talen zij spreken, weten wij niet."
    ):  # fmt: skip
        assert told in text
    assert "verzonnen." not in text.split("</main>")[0]


def test_an_entry_in_english_is_in_english(resident: Client) -> None:
    put(TOWN, een=service("Geldmaatje", **EVERYTHING))
    text = page(resident.post("/en/hulp/dienst", {"dienst": "een"}))
    assert '<html lang="en"' in text
    for told in (
        "Geldmaatje (en)",
        "You have a bank card.",
        "This is for people aged 18 to 27.",
        "Your doctor refers you.",
    ):
        assert told in text
    assert names(page(resident.post("/en/hulp/", {"woorden": "letters"}))) == ["Geldmaatje (en)"]


NEUTRAL = "<title>Hulp in de buurt · Gemeente Duinstad</title>"


def test_addresses_and_titles_name_nothing_that_was_looked_at(resident: Client) -> None:
    put(TOWN, een=service("Geldmaatje"), twee=service())
    for text in (
        page(find(resident, woorden="post")),
        page(resident.post("/hulp/dienst", {"dienst": "een"})),
        page(resident.post("/hulp/vergelijk", {"vergelijk": ["een", "twee"]})),
    ):
        assert NEUTRAL in text
        links = re.findall(r'(?:href|action|formaction)="([^"]*)"', text)
        assert not [link for link in links if "een" in link.split("/") or "?" in link]


@pytest.mark.parametrize("address", ["/hulp/dienst", "/hulp/vergelijk"])
def test_what_was_looked_at_stands_in_no_address_so_there_is_nothing_to_get(resident: Client, address: str) -> None:
    put(TOWN, een=service())
    response = resident.get(address, {"dienst": "een"})
    assert (response.status_code, response["Location"]) == (302, "/hulp/")


def test_pages_are_kept_by_nobody(resident: Client) -> None:
    put(TOWN, een=service())
    for response in (find(resident), resident.post("/hulp/dienst", {"dienst": "een"})):
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("key", ["bestaat_niet", "", "\0", "verborgen", "elders"])
def test_what_is_not_there_is_not_found(resident: Client, key: str) -> None:
    put("", verborgen=service())
    put(TOWN, verborgen=None)
    put("veenrode", elders=service())
    assert resident.post("/hulp/dienst", {"dienst": key}).status_code == 404
    assert resident.post("/hulp/vergelijk", {"vergelijk": [key, "ook_niet"]}).status_code == 404


def test_who_comes_from_an_answer_goes_back_to_that_answer(resident: Client) -> None:
    put(TOWN, een=service())
    asked = {"tekst": "ik heb schulden", "feit": ["leeftijd=40", "woont=alleen"], "van": "antwoord", "dienst": "een"}
    form = page(resident.post("/hulp/dienst", asked)).split('<form class="sm-back"')[1].split("</form>")[0]
    assert 'action="/antwoord"' in form
    assert re.findall(r'name="([^"]+)" value="([^"]+)"', form) == [
        ("tekst", "ik heb schulden"), ("feit", "leeftijd=40"), ("feit", "woont=alleen"),
    ]  # fmt: skip


def test_the_card_of_an_answer_leads_to_the_entry_with_the_question_in_the_body(resident: Client) -> None:
    put("", schuldhulp=service("Hulp bij schulden"))
    card = page(resident.post("/antwoord", {"tekst": "ik heb schulden"})).split('id="hulp-schuldhulp"')[1]
    form = card.split('action="/hulp/dienst"')[1].split("</form>")[0]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]+)"', form))
    assert fields["dienst"] == "schuldhulp"
    back = page(resident.post("/hulp/dienst", fields)).split('<form class="sm-back"')[1].split("</form>")[0]
    assert 'value="ik heb schulden"' in back


def test_two_or_three_stand_side_by_side_with_a_header_for_each_row_and_column(resident: Client) -> None:
    put(TOWN, een=service("Een", **EVERYTHING), twee=service("Twee"), drie=service("Drie"))
    text = page(resident.post("/hulp/vergelijk", {"vergelijk": ["drie", "een"], "woorden": "post"}))
    assert re.findall(r'<th scope="col">([^<]+)</th>', text) == ["Wat u wilt weten", "Drie", "Een"]
    rows = re.findall(r'<th scope="row">([^<]+)</th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td>', text)
    told = {name: cells for name, *cells in rows}
    assert told["Talen"] == ["Weten wij niet", "Nederlands, Arabisch Er kan een tolk bij komen."]
    assert told["Bellen"][0] == '<a class="sm-phone" href="tel:0999123456">0999 12 34 56</a>'
    assert 'name="woorden" value="post"' in text.split('<form class="sm-back"')[1].split("</form>")[0]


def test_what_is_known_of_none_has_no_row(resident: Client) -> None:
    put(TOWN, een=service("Een"), twee=service("Twee"))
    text = page(resident.post("/hulp/vergelijk", {"vergelijk": ["een", "twee"]}))
    assert "Talen" not in text.split("</table>")[0]


@pytest.mark.parametrize("chosen", [[], ["een"], ["een", "een"], ["een", "twee", "drie", "vier"]])
def test_fewer_than_two_or_more_than_three_gives_the_list_again_with_the_ticks(
    resident: Client, chosen: list[str]
) -> None:
    put(TOWN, **{key: service(key) for key in ("een", "twee", "drie", "vier", "vijf")})
    text = page(resident.post("/hulp/vergelijk", {"vergelijk": chosen, "woorden": "post"}), status=400)
    assert "Kies twee of drie diensten om naast elkaar te zetten." in text
    assert 'href="#vergelijk"' in text
    assert 'id="vergelijk"' in text
    ticked = re.findall(r'name="vergelijk" value="(\w+)"(?: id="vergelijk")? checked', text)
    assert sorted(ticked) == sorted(set(chosen))
    assert sorted(names(text)) == ["drie", "een", "twee", "vier", "vijf"]


def test_the_number_of_queries_is_the_same_however_long_the_list(resident: Client) -> None:
    neighbourhood("Zeezicht", 54.0, 4.0)

    def queries() -> int:
        find(resident, wijk="Zeezicht", woorden="post")  # reads the services
        with CaptureQueriesContext(connection) as captured:
            page(find(resident, wijk="Zeezicht", woorden="post"))
        return len(captured)

    put(TOWN, een=service("Een", **EVERYTHING))
    few = queries()
    put(TOWN, **{f"dienst_{number}": service(**EVERYTHING) for number in range(40)})
    assert queries() == few
