"""The invented services of the two demo towns: enough, for everybody, plain, and leading nobody anywhere real."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from maatwerk.foundation.content import Week, load_collection, texts_in
from maatwerk.foundation.content.plain_language import (
    MOST_WORDS_IN_A_SENTENCE,
    MOST_WORDS_ON_AVERAGE,
    average_sentence_length,
    faults_in,
    sentences,
    words,
)
from maatwerk.knowledge.advice import LifeDomain
from maatwerk.knowledge.directory.catalogue import Service, Sort
from maatwerk.knowledge.directory.freshness import Freshness, freshness_of
from maatwerk.knowledge.directory.places import Point, kilometres
from maatwerk.site.demo_listings import WRITTEN_ON, load_examples
from maatwerk.site.home import CONTENT
from maatwerk.site.library import library
from maatwerk.site.registry import demo_municipalities
from tests.data.test_content import NEEDS, OFFICIALESE

FOLDER = CONTENT / "demo/services"
TOWNS = {town: load_collection(FOLDER / town, Service) for town in ("duinstad", "veenrode")}
EVERY = [(town, id_, service) for town, services in TOWNS.items() for id_, service in services.items()]


def every_text(service: Service) -> list[str]:
    return [told for _place, text in texts_in(service) for told in (text.nl, text.en)]


def named(pattern: str) -> Callable[[Service], bool]:
    return lambda service: bool(re.search(pattern, f"{service.name.nl} {service.organisation}", re.IGNORECASE))


def serves(*needs: str) -> Callable[[Service], bool]:
    return lambda service: not set(needs).isdisjoint(service.needs)


def informal(*needs: str) -> Callable[[Service], bool]:
    return lambda service: service.sort is Sort.INFORMAL and serves(*needs)(service)


def up_to(age: int) -> Callable[[Service], bool]:
    return lambda service: bool(service.ages and service.ages.highest and service.ages.highest <= age)


# For whom the map of a town has something, and how much at least.
GROUPS: dict[str, tuple[int, Callable[[Service], bool]]] = {
    "people among themselves": (40, lambda service: service.sort is Sort.INFORMAL),
    "churches": (3, named(r"kerk|parochie")),
    "mosques": (1, named(r"moskee|gebedshuis")),
    "sports clubs": (2, informal("sporten")),
    "neighbours": (3, informal("buurtinitiatief", "klusjes")),
    "self-help groups": (4, named(r"golfbreker|lotgenoten|samen zonder")),
    "walking groups": (1, informal("lopen_buiten")),
    "repair café": (1, named(r"repar")),
    "community garden": (1, named(r"tuin")),
    "library": (3, named(r"bibliotheek")),
    "food sharing": (4, informal("geen_eten", "koken")),
    "children": (5, up_to(18)),
    "young people": (4, lambda service: up_to(26)(service) and not up_to(15)(service)),
    "parents": (4, serves("opvoeding", "alleenstaande_ouder")),
    "carers": (4, serves("mantelzorg_zwaar", "jonge_mantelzorger", "respijtzorg")),
    "without papers": (2, serves("verblijf")),
    "without an address": (2, serves("briefadres")),
    "without a roof": (2, serves("dakloos")),
    "newcomers": (4, serves("nieuwkomer")),
    "disabilities": (4, serves("kind_beperking", "werk_beperking", "toegankelijk")),
    "older people": (6, lambda service: bool(service.ages and (service.ages.lowest or 0) >= 50)),
    "debts": (4, serves("schulden")),
    "violence at home": (1, serves("huiselijk_geweld")),
    "addiction": (3, serves("alcohol", "drugs", "gokken")),
    "grief": (3, serves("rouw")),
    "lgbti": (1, serves("lhbti")),
    "work": (3, serves("werk_zoeken")),
    "learning": (3, serves("lezen_schrijven", "nederlands_leren", "opleiding")),
    "legal advice": (1, serves("rechtshulp")),
    "housing": (3, serves("woning_zoeken")),
    "volunteers": (2, serves("vrijwilligerswerk")),
    "lending centre": (1, named(r"uitleen|hulpmiddelenschuur")),
    "transport": (2, serves("vervoer")),
    "pets": (1, serves("huisdier")),
}


@pytest.mark.parametrize("town", TOWNS)
def test_each_town_has_a_hundred_and_twenty(town: str) -> None:
    assert len(TOWNS[town]) == 120


@pytest.mark.parametrize("town", TOWNS)
def test_every_life_domain_has_some_in_each_town(town: str) -> None:
    counted = Counter(domain for each in TOWNS[town].values() for domain in {NEEDS[need].domain for need in each.needs})
    assert {domain.value: counted[domain] for domain in LifeDomain if counted[domain] < 5} == {}


@pytest.mark.parametrize("town", TOWNS)
@pytest.mark.parametrize("group", GROUPS)
def test_there_is_something_for_everybody(group: str, town: str) -> None:
    enough, belongs = GROUPS[group]
    assert len([id_ for id_, each in TOWNS[town].items() if belongs(each)]) >= enough


@pytest.mark.parametrize("town", TOWNS)
def test_every_need_is_served_in_each_town(town: str) -> None:
    assert set(NEEDS) - {need for each in TOWNS[town].values() for need in each.needs} == set()


@pytest.mark.parametrize("town", TOWNS)
def test_they_are_whole_marked_as_invented_and_ask_what_may_be_asked(town: str) -> None:
    content = library()
    assert load_examples(town, content).keys() == TOWNS[town].keys()  # raises where something is wrong
    assert all(each.invented and each.source.name == "verzonnen voorbeeld" for each in TOWNS[town].values())
    assert not set(TOWNS[town]) & set(content.services)
    assert all(re.fullmatch(rf"{town}_[a-z0-9_]{{1,60}}", id_) for id_ in TOWNS[town])


def test_none_is_help_in_an_emergency() -> None:
    assert [id_ for _town, id_, each in EVERY if each.emergency or each.in_short or each.always_open] == []


def test_no_two_have_the_same_name_or_tell_the_same() -> None:
    for told in (
        [each.name.nl for _town, _id, each in EVERY],
        [each.name.en for _town, _id, each in EVERY],
        [each.summary.nl for _town, _id, each in EVERY],
        [each.reason.nl for _town, _id, each in EVERY],
        [each.next_step.without_computer.nl for _town, _id, each in EVERY],
    ):
        assert [text for text, number in Counter(told).items() if number > 1] == []


def test_both_languages_are_there_and_both_are_short() -> None:
    same = [id_ for _town, id_, each in EVERY if each.summary.nl == each.summary.en or each.reason.nl == each.reason.en]
    assert same == []
    long = [
        sentence
        for _town, _id, each in EVERY
        for text in every_text(each)
        for sentence in sentences(text)
        if len(words(sentence)) > MOST_WORDS_IN_A_SENTENCE
    ]
    assert long == []


def test_the_dutch_is_plain() -> None:
    told = [(id_, text.nl) for _town, id_, each in EVERY for _place, text in texts_in(each)]
    assert [f"{id_}: {fault}" for id_, text in told for fault in faults_in(text, OFFICIALESE)] == []
    assert 0 < average_sentence_length(text for _id, text in told) <= MOST_WORDS_ON_AVERAGE


# Nobody real may be reached. No area code begins with 099, and no number behind an area code begins with 0 or 1
# (Nummerplan telefoon- en ISDN-diensten, of which ACM gives out the numbers). `.example` is kept free by RFC 2606.
INVENTED_NUMBER = re.compile(r"099[89] 00 \d{2} \d{2}|14 099[89]")
NUMBER = re.compile(r"\+?\d[\d -]{4,}\d")


def numbers_in(service: Service) -> Iterator[str]:
    yield from filter(
        None, (service.phone, service.owner and service.owner.phone, *(way.number for way in service.ways))
    )
    for text in every_text(service):
        yield from NUMBER.findall(text)


def test_no_phone_number_is_real() -> None:
    found = [(id_, number) for _town, id_, each in EVERY for number in numbers_in(each)]
    assert len(found) > 300
    assert [pair for pair in found if not INVENTED_NUMBER.fullmatch(pair[1])] == []
    short = {number for _t, _i, each in EVERY for text in every_text(each) for number in re.findall(r"\b11\d\b", text)}
    assert short == {"112", "113"}  # a demo is read by people too, and some of them may be in danger


def test_no_address_on_the_internet_is_real() -> None:
    sites = [str(site) for _t, _i, each in EVERY for site in (each.website, each.chat) if site]
    mails = [each.owner.mail for _t, _i, each in EVERY if each.owner and each.owner.mail]
    assert len(sites) > 50
    assert len(mails) > 150
    assert [site for site in sites if not re.fullmatch(r"https://[a-z-]+\.example", site)] == []
    assert [mail for mail in mails if not re.fullmatch(r"kaart@[a-z-]+\.example", mail)] == []


def test_no_place_is_real() -> None:
    places = [place for _t, _i, each in EVERY for place in each.places]
    # The letters SA, SD and SS are left out of Dutch postcodes.
    assert [place.postcode for place in places if not re.fullmatch(r"\d{4} S[ADS]", place.postcode or "")] == []
    # The most northern land of the Netherlands is Rottumerplaat, at 53.56 degrees; west of 6 and east of 3 degrees
    # there is only sea up to Norway.
    points = [place.point for place in places if place.point]
    assert len(points) == len(places)
    assert [point for point in points if point.latitude < 53.6 or not 3 < point.longitude < 6] == []


def test_nobody_can_look_up_where_people_are_kept_safe() -> None:
    dangerous = serves("huiselijk_geweld", "ex_stalking", "dwang_eer", "kindermishandeling", "ouderenmishandeling")
    found = [each for _town, _id, each in EVERY if dangerous(each)]
    assert found
    assert all(not each.places and each.phone for each in found)


@pytest.mark.parametrize("town", TOWNS)
def test_each_place_lies_in_a_neighbourhood_that_is_known(town: str) -> None:
    with open(CONTENT / f"demo/places/{town}.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    middles = {
        (row["soort"], row["naam"]): Point.model_validate({key: row[key] for key in ("breedte", "lengte")})
        for row in rows
    }
    neighbourhoods = {name: point for (kind, name), point in middles.items() if kind == "wijk"}
    assert 6 <= len(neighbourhoods) <= 8
    assert all("verzonnen" in row["bron"] for row in rows)
    seen: Counter[str] = Counter()
    for id_, each in TOWNS[town].items():
        for place in each.places:
            told = place.neighbourhood or ""
            assert told in neighbourhoods, id_
            assert place.point, id_
            assert kilometres(place.point, neighbourhoods[told]) < 1, id_
            assert ("plaats", place.town) in middles, id_
            assert middles["postcode4", (place.postcode or "")[:4]] == neighbourhoods[told], id_
            seen[told] += 1
    assert set(seen) == set(neighbourhoods)


def test_opening_hours_do_not_overlap_and_are_those_of_people() -> None:
    weeks = [(id_, place.opening) for _t, id_, each in EVERY for place in each.places]
    weeks += [(id_, way.opening) for _t, id_, each in EVERY for way in each.ways]
    wrong, counted = [], 0
    for id_, opening in weeks:
        if not isinstance(opening, Week):
            continue
        counted += 1
        for day in ("ma", "di", "wo", "do", "vr", "za", "zo"):
            spans = sorted((each.start, each.end) for each in opening.hours if day in each.days)
            wrong += [id_ for one, other in pairwise(spans) if other[0] < one[1]]
    assert wrong == []
    assert counted > 200


@pytest.mark.parametrize("town", TOWNS)
def test_fresh_old_and_too_old_can_be_seen(town: str) -> None:
    found = Counter(freshness_of(each.source.checked_on, WRITTEN_ON) for each in TOWNS[town].values())
    assert found[Freshness.FRESH] >= 72
    assert found[Freshness.GREY] >= 12
    assert found[Freshness.OUT] >= 8
    assert all(each.source.checked_on <= WRITTEN_ON for each in TOWNS[town].values())


@pytest.mark.parametrize("town", TOWNS)
def test_what_can_be_told_of_a_service_is_told_of_some(town: str) -> None:
    all_ = TOWNS[town].values()
    told: dict[str, tuple[int, int]] = {
        "requirements": (35, sum(bool(each.requirements) for each in all_)),
        "ages": (20, sum(bool(each.ages) for each in all_)),
        "waiting": (20, sum(bool(each.waiting) for each in all_)),
        "full": (3, sum(each.room == "vol" for each in all_)),
        "laws": (40, sum(bool(each.laws) for each in all_)),
        "products": (10, sum(bool(each.products) for each in all_)),
        "area": (40, sum(bool(each.area) for each in all_)),
        "referral": (5, sum(bool(each.referral) for each in all_)),
        "outside hours": (5, sum(bool(each.outside_hours) for each in all_)),
        "interpreter": (15, sum(each.interpreter is True for each in all_)),
        "no interpreter": (3, sum(each.interpreter is False for each in all_)),
        "costs something": (15, sum(each.is_free is False for each in all_)),
        "free": (60, sum(each.is_free is True for each in all_)),
        "ways": (30, sum(bool(each.ways) for each in all_)),
        "languages": (6, len({language for each in all_ for language in each.languages})),
        "access": (7, len({access for each in all_ for access in each.all_access})),
        "a remedy": (5, sum(any(one.remedy for one in each.requirements) for each in all_)),
    }
    assert {what: count for what, (least, count) in told.items() if count < least} == {}


@pytest.mark.parametrize("town", TOWNS)
def test_areas_are_the_two_towns_and_their_own_among_them(town: str) -> None:
    codes = {slug: profile.code for slug, profile in demo_municipalities().items()}
    assert codes == {"duinstad": "GM9999", "veenrode": "GM9998"}
    areas = [each.area for each in TOWNS[town].values() if each.area]
    assert all(codes[town] in area and set(area) <= set(codes.values()) for area in areas)
    assert any(len(area) == 2 for area in areas)


@pytest.mark.parametrize("town", TOWNS)
def test_some_organisations_answer_for_many_and_some_have_no_mail(town: str) -> None:
    owners = [each.owner for each in TOWNS[town].values() if each.owner]
    assert len([name for name, number in Counter(each.organisation for each in owners).items() if number >= 5]) >= 5
    assert [each for each in owners if each.phone and not each.mail]  # for the phone list of the help desk


def test_the_products_are_in_the_uniform_list() -> None:
    shared = CONTENT.parent.parent / "shared/data/toolbox/upl-gemeente-inwoner-2023-10.csv"
    if not shared.is_file():
        pytest.skip("the shared reading room is not here")
    with open(shared, encoding="utf-8", newline="") as file:
        known = {row["uri"] for row in csv.DictReader(file)}
    assert {product for _t, _i, each in EVERY for product in each.products} - known == set()
