"""The services of content in the tables of the social map.

What everybody has is brought in when a process starts and the content is other than the last time. What a municipality
has of its own is brought in when it is asked for after something was published. A process that finds the tables made
from other content than its own, after it brought in its own once, leaves them: a newer version of the program runs
beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from maatwerk.knowledge.directory import Layer, Shelf
from maatwerk.site.home import CONTENT

if TYPE_CHECKING:
    from maatwerk.knowledge.directory.feeding import Row, Words
    from maatwerk.site.library import Library

_brought: set[str] = set()


@cache
def shelf() -> Shelf:
    """Where the front door looks for services."""
    from maatwerk.knowledge.directory.queries import TableShelf

    return TableShelf(bring_in)


def bring_in(slug: str) -> str | None:
    """Bring the tables up to date with the content of everybody, and of this municipality, whose code at Statistics
    Netherlands is returned. Two queries when nothing changed."""
    from maatwerk.foundation.people.models import Municipality as Row
    from maatwerk.knowledge.directory.models import Fed

    versions = dict(
        Fed.objects.filter(municipality__in=("", slug), layer__in=(Layer.PROGRAM, Layer.OWN)).values_list(
            "municipality", "fingerprint"
        )
    )
    if versions.get("") != _mark() and (versions.get("") is None or _mark() not in _brought):
        bring_in_common()
    version, code = Row.objects.filter(slug=slug).values_list("content_version", "profile__code").first() or (0, None)
    if version and versions.get(slug) != (mark := _mark_of(version)):
        _bring_in_own(slug, mark)
    return code


def common_is_in() -> bool:
    """Whether the tables hold what everybody has."""
    from maatwerk.knowledge.directory.models import Fed

    return Fed.objects.filter(municipality="", layer=Layer.PROGRAM, fingerprint=_mark()).exists()


def bring_in_common() -> None:
    """Bring in what everybody has. Raises ContentError."""
    from maatwerk.knowledge.directory.feeding import feed
    from maatwerk.site.library import library

    content, today = library(), localdate()
    words = words_of(content)
    rows: dict[Layer, list[Row]] = {Layer.PROGRAM: [], Layer.INSTALLATION: []}
    for row in _rows(content):
        ground = content.standing["services", row.key].is_relative_to(CONTENT)
        rows[Layer.PROGRAM if ground else Layer.INSTALLATION].append(row)
    for layer in (Layer.INSTALLATION, Layer.PROGRAM):
        feed("", layer, rows[layer], words, today=today, fingerprint=_mark())
    _brought.add(_mark())


def _bring_in_own(slug: str, mark: str) -> None:
    from maatwerk.foundation.people.queries import municipality_called
    from maatwerk.knowledge.directory.feeding import Row, feed
    from maatwerk.site.editions import editions
    from maatwerk.site.library import library

    content, base = editions.of(municipality_called(slug)).library, library()
    changed = [row for row in _rows(content) if base.services.get(row.key) != row.service]
    gone = base.services.keys() - content.services.keys()
    hidden = [Row(key, None) for key in {*gone, *(id_ for kind, id_ in content.hidden if kind == "services")}]
    feed(slug, Layer.OWN, [*changed, *hidden], words_of(content), today=localdate(), fingerprint=mark)


def imported(slug: str, keys: Collection[str]) -> dict[str, Mapping[str, Any]]:
    """The raw values of these services as an import brought them in for this municipality, or for everybody."""
    from maatwerk.knowledge.directory.models import Listing

    rows = Listing.objects.filter(municipality__in=("", slug), key__in=keys, layer=Layer.IMPORT, hidden=False)
    return dict(rows.order_by("municipality").values_list("key", "value"))


def words_of(content: Library) -> Words:
    """What rows need to know of needs."""
    from maatwerk.knowledge.directory.feeding import Words

    return Words(
        {id_: need.domain.value for id_, need in content.needs.items()},
        {language: {id_: need.text.in_(language) for id_, need in content.needs.items()} for language in ("nl", "en")},
    )


def _rows(content: Library) -> list[Row]:
    from maatwerk.knowledge.directory.feeding import Row

    return [Row(id_, service) for id_, service in content.services.items()]


def _mark_of(version: int) -> str:
    """Tells what a municipality has of its own apart from what it had, or had over other content."""
    return sha256(f"{version}:{_mark()}".encode()).hexdigest()


@cache
def _mark() -> str:
    """Tells the services, and how needs are called, apart from others."""
    from maatwerk.knowledge.directory.feeding import kept_of
    from maatwerk.site.library import library

    content = library()
    words = words_of(content)
    parts = [*(f"{row.key}:{kept_of(row).digest}" for row in _rows(content)), str(words.domains), str(words.labels)]
    return sha256("\n".join(parts).encode()).hexdigest()
