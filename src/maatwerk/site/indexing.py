"""Content in the search index, so that people at work find an entry by a word that is in it.

What everybody has is indexed when a process starts and the content files are other ones than the last time. What a
municipality has of its own is indexed when somebody searches there after something was published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from maatwerk.foundation.content import Entry, Text, texts_in
from maatwerk.foundation.search.kinds import Sort
from maatwerk.site.home import CONTENT, data_folder

if TYPE_CHECKING:
    from maatwerk.foundation.search.actions import Item
    from maatwerk.site.library import Library

# The kinds of content that can be found: folders below a layer.
KINDS = dict.fromkeys(
    (
        "approach",
        "municipal-schemes",
        "needs",
        "notices",
        "questionnaires",
        "self-help",
        "services",
        "technology",
        "urgent",
    ),
    Sort.PUBLIC,
)


def content_is_indexed() -> bool:
    """Whether the index holds the content files as they are now."""
    from maatwerk.foundation.search.queries import fingerprints

    return fingerprints("") == dict.fromkeys(KINDS, _mark_of_files())


def index_content() -> None:
    """Index what everybody has. Raises ContentError."""
    from maatwerk.foundation.search.actions import replace
    from maatwerk.site.library import library

    mark = _mark_of_files()
    for kind, items in _items(library()).items():
        replace(kind, "", items, mark)


def index_own(municipality: str) -> None:
    """Bring what this municipality has of its own up to date, if it published something or what everybody has
    changed. At most three queries when nothing did."""
    from maatwerk.foundation.people.models import Municipality
    from maatwerk.foundation.people.queries import municipality_called
    from maatwerk.foundation.search.actions import replace
    from maatwerk.foundation.search.queries import fingerprints
    from maatwerk.site.editions import editions
    from maatwerk.site.library import library

    version = Municipality.objects.filter(slug=municipality).values_list("content_version", flat=True).first()
    if not version:
        return
    common = [value.encode() for _kind, value in sorted(fingerprints("").items())]
    if fingerprints(municipality) == dict.fromkeys(KINDS, _digest(str(version).encode(), *common)):
        return
    edition = editions.of(municipality_called(municipality))
    mark = _digest(str(edition.version).encode(), *common)  # not always the newest; then the next search tries again
    here, everywhere = _items(edition.library), _items(library())
    for kind in KINDS:
        replace(kind, municipality, _differing(here[kind], everywhere[kind]), mark)


def _differing(here: Iterable[Item], everywhere: Iterable[Item]) -> list[Item]:
    """What is other here, and, without words, what is not here."""
    from maatwerk.foundation.search.actions import Item

    own = {(item.ref, item.language): item for item in here}
    common = {(item.ref, item.language): item for item in everywhere}
    changed = [item for key, item in own.items() if common.get(key) != item]
    return changed + [Item(ref, "", language=language) for ref, language in common.keys() - own.keys()]


def _items(content: Library) -> Mapping[str, list[Item]]:
    """Every entry in both languages, by kind: its title, what it says, and the needs it is for."""
    from maatwerk.foundation.search.actions import Item

    def needs(ids: Iterable[str], language: str) -> list[str]:
        return [content.needs[id_].text.in_(language) for id_ in ids if id_ in content.needs]

    found: dict[str, list[Item]] = {kind: [] for kind in KINDS}
    for language in ("nl", "en"):
        for id_, need in content.needs.items():
            wordings = need.wordings.en if language == "en" else need.wordings.nl
            found["needs"].append(Item(id_, need.text.in_(language), wordings, language))
        for id_, service in content.services.items():
            told = [text.in_(language) for text in (service.summary, service.reason)]
            texts = (service.organisation, *told, *needs(service.needs, language))
            found["services"].append(Item(id_, service.name.in_(language), texts, language))
        for id_, technology in content.technologies.items():
            served = needs((*technology.needs, *technology.also_needs), language)
            texts = (technology.summary.in_(language), *served)
            found["technology"].append(Item(id_, technology.name.in_(language), texts, language))
        for id_, step in content.self_help.items():
            told = [text.in_(language) for text in (step.summary, *step.steps)]
            served = needs((*step.needs, *step.also_needs), language)
            found["self-help"].append(Item(id_, step.title.in_(language), (*told, *served), language))
        for id_, approach in content.approaches.items():
            told = [text.in_(language) for text in (approach.summary, approach.call_first, *approach.steps)]
            laws = [law.name for law in approach.laws]
            texts = (*told, *laws, *needs(approach.needs, language))
            found["approach"].append(Item(id_, approach.title.in_(language), texts, language))
        for id_, scheme in content.municipal_schemes.items():
            texts = (scheme.summary.in_(language), scheme.law, *needs(scheme.needs, language))
            found["municipal-schemes"].append(Item(id_, scheme.name.in_(language), texts, language))
        found["urgent"] += _urgent(content, language)
        for kind, id_, title, entry in _with_all_texts(content):
            texts = tuple(text.in_(language) for _place, text in texts_in(entry))
            found[kind].append(Item(id_, title.in_(language), texts, language))
    return found


def _urgent(content: Library, language: str) -> Iterator[Item]:
    from maatwerk.foundation.search.actions import Item

    for id_, rule in content.urgent.items():
        examples = rule.examples.en if language == "en" else rule.examples.nl
        yield Item(id_, rule.name.in_(language), (rule.explanation.in_(language), *examples), language)


def _with_all_texts(content: Library) -> Iterator[tuple[str, str, Text, Entry]]:
    """Kind, id, title and entry of what is found by any text in it."""
    for id_, notice in content.notices.items():
        yield "notices", id_, notice.title, notice
    for id_, questionnaire in content.questionnaires.items():
        yield "questionnaires", id_, questionnaire.name, questionnaire


def _mark_of_files() -> str:
    """Tells the content files apart from others, and the code that indexes them."""
    from maatwerk.foundation.search import words

    content = (layer / kind for kind in KINDS for layer in (CONTENT, data_folder() / "content"))
    paths = sorted(path for folder in content for path in folder.rglob("*.yaml"))
    code = (Path(__file__), Path(words.__file__))
    return _digest(*(part for path in (*code, *paths) for part in (path.name.encode(), path.read_bytes())))


def _digest(*parts: bytes) -> str:
    whole = sha256()
    for part in parts:
        whole.update(f"{len(part)}:".encode() + part)
    return whole.hexdigest()
