"""Finding public things: by word, in the same order on every database."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from maatwerk.foundation.jobs.models import Job
from maatwerk.foundation.search.actions import Item, index, ref_of
from maatwerk.foundation.search.kinds import UnknownKindError
from maatwerk.foundation.search.queries import ALL, Page, UnreadablePlaceError, refs_of, search

pytestmark = pytest.mark.django_db

BOOKS = [
    Item("huurtoeslag", "Huurtoeslag", ("Geld van de Belastingdienst als uw huur hoog is.",)),
    Item(
        "huur_achterstand", "Hulp bij huurachterstand", ("U kunt de huur niet betalen. Voorkom dat u schulden krijgt.",)
    ),
    Item("schuldhulp", "Hulp bij schulden", ("De gemeente helpt u met een plan om te betalen.",)),
    Item("schuldhulp_maatje", "Een maatje bij schulden", ("Een vrijwilliger helpt u met post en geld.",)),
    Item("voedselbank", "Voedselbank", ("Gratis eten als u weinig geld hebt, ook bij schulden.",)),
    Item("cafe", "Café Één", ("Samen eten en praten. Ook op zondag.",)),
    Item("verzekering", "Een goede verzekering", ("Wat u kunt verzekeren, en hoe u zich aanmeldt.",)),
    Item("eten_a", "Eten", ("Warm eten thuis.",)),
    Item("eten_b", "Eten", ("Warm eten thuis.",)),
    Item("eten.Z", "Eten", ("Warm eten thuis.",)),
    Item("debts", "Help with debts", ("The municipality makes a plan with you.",), language="en"),
]
TOOLS = [Item("eten_a", "Eten", ("Warm eten thuis.",)), Item("postbak", "Bak voor de post", ("Orde in uw papieren.",))]


@pytest.fixture(autouse=True)
def corpus(db: None) -> None:
    index("books", "", BOOKS)
    index("tools", "", TOOLS)


def find(text: str, **other: object) -> list[str]:
    asked: dict[str, object] = {"among": {"books": ALL, "tools": ALL}, "municipality": "duinstad"}
    page: Page = search(text, **(asked | other))  # type: ignore[arg-type]
    return [f"{found.kind[0]}:{found.ref}" for found in page.found]


# Frozen: what SQLite and PostgreSQL both have to give, in this order.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("schulden", ["b:schuldhulp", "b:schuldhulp_maatje", "b:voedselbank", "b:huur_achterstand"]),
        ("schuld", ["b:schuldhulp", "b:schuldhulp_maatje", "b:voedselbank", "b:huur_achterstand"]),
        ("huur betalen", ["b:huur_achterstand", "b:huurtoeslag", "b:schuldhulp"]),
        ("hulp bij schulden", ["b:schuldhulp", "b:huur_achterstand", "b:schuldhulp_maatje", "b:voedselbank"]),
        ("geld", ["b:huurtoeslag", "b:voedselbank", "b:schuldhulp_maatje"]),
        (
            "geld huur schulden",
            ["b:schuldhulp_maatje", "b:huurtoeslag", "b:voedselbank", "b:huur_achterstand", "b:schuldhulp"],
        ),
        ("eten", ["b:eten.Z", "b:eten_a", "b:eten_b", "t:eten_a", "b:cafe", "b:voedselbank"]),
        ("een", ["b:cafe", "b:verzekering", "b:schuldhulp_maatje", "b:schuldhulp"]),
        ("CAFE", ["b:cafe"]),
        ("huurt", ["b:huurtoeslag", "b:huur_achterstand"]),
        ("verzekeri", ["b:verzekering"]),
        ("post", ["t:postbak", "b:schuldhulp_maatje"]),
        ("debt", []),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_the_order_is_the_same_on_every_database(text: str, expected: list[str]) -> None:
    assert find(text) == expected


def test_a_search_is_in_one_language() -> None:
    assert find("debt", language="en") == ["b:debts"]


def test_what_was_found_says_by_which_words() -> None:
    [first, second, _] = search("Huur betalen", among={"books": ALL}, municipality="").found
    assert (first.title, first.words) == ("Hulp bij huurachterstand", ("huur", "betalen"))
    assert second.words == ("huur",)


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_walking_the_pages_meets_everything_once_and_in_order(limit: int) -> None:
    met: list[str] = []
    after = None
    while True:
        page = search("eten geld huur", among={"books": ALL, "tools": ALL}, municipality="", limit=limit, after=after)
        assert len(page.found) <= limit
        met += [f"{found.kind[0]}:{found.ref}" for found in page.found]
        if (after := page.after) is None:
            break
    assert met == find("eten geld huur")
    assert len(met) == len(set(met)) == 9


@pytest.mark.parametrize(
    "after", ["", "1", "1.books", "x.books.cafe", "1.books.ca fe", "9" * 40 + ".books.a", "1.b.\0"]
)
def test_a_place_that_no_search_made_is_refused(after: str) -> None:
    with pytest.raises(UnreadablePlaceError):
        search("eten", among={"books": ALL}, municipality="", after=after)


def test_only_the_kinds_that_are_named_are_looked_in() -> None:
    assert find("eten", among={"tools": ALL}) == ["t:eten_a"]
    assert find("eten", among={}) == []
    with pytest.raises(UnknownKindError):
        find("eten", among={"diaries": ALL})


def test_a_public_kind_can_be_narrowed_to_some_of_its_refs() -> None:
    """Rows whose key is a UUID, which the two databases write in different ways."""
    some, other = (Job.objects.create(task=name, arguments={}, state="done") for name in ("some", "other"))
    index("books", "", [Item(ref_of(job), "Taart bakken") for job in (some, other)])
    assert len(find("taart")) == 2
    assert find("taart", among={"books": refs_of(Job.objects.filter(task="some"))}) == [f"b:{ref_of(some)}"]
    assert find("taart", among={"books": refs_of(Job.objects.none())}) == []


def test_a_municipality_sees_its_own_version_in_the_place_of_the_one_for_everybody() -> None:
    index("books", "duinstad", [Item("voedselbank", "Eten in Duinstad", ("Elke dinsdag.",))])
    assert find("voedselbank", municipality="duinstad") == []  # its own version does not say so
    assert find("dinsdag", municipality="duinstad") == ["b:voedselbank"]
    assert find("voedselbank", municipality="veenrode") == find("voedselbank", municipality="") == ["b:voedselbank"]
    assert find("dinsdag", municipality="veenrode") == find("dinsdag", municipality="") == []


def test_a_municipality_hides_a_thing_by_a_version_without_words() -> None:
    index("books", "duinstad", [Item("voedselbank", "")])
    assert find("voedselbank", municipality="duinstad") == []
    assert find("voedselbank", municipality="veenrode") == ["b:voedselbank"]


@given(st.text(max_size=60))
@example('"')
@example("huur NEAR schulden")
@example("NOT huur")
@example("words : huur")
@example("huur*")
@example("'huur':*A & !schuld")
@example("huur\\")
@example("'; DROP TABLE search_entry; --")
@example("%s %(a)s {x} \0 😀 \ud800")
@example("(" * 500)
@example("huur " * 2000)
@example("é" * 10_000)
@example("٣ ² Ⅷ 日本語 𞤀𞤁 ﬁ ß İ ꙮ")
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_only_words(text: str) -> None:
    for language in ("nl", "en"):
        find(text, language=language)
        index("tools", "", [Item("wat_dan_ook", text, (text,), language)])
        for word in text.split():
            if any(letter.isalnum() for letter in word[:10]):
                assert "t:wat_dan_ook" in find(word[:10], language=language, limit=50)


def test_operators_of_the_databases_mean_nothing() -> None:
    both = find("schulden huur")
    for text in ("schulden OR huur", "schulden & huur", "huur NOT schulden", "NEAR(schulden huur)", '"huur" -schulden'):
        assert set(find(text, limit=50)) >= set(both)
