"""The invented services of a demo in the tables of its social map, as an import would bring them, and the middles of
its invented neighbourhoods. Never in production.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from maatwerk.foundation.content import ContentError, Fault, Source, load_collection
from maatwerk.knowledge.directory import Layer, Service
from maatwerk.knowledge.directory.catalogue import faults_of
from maatwerk.site.home import CONTENT

if TYPE_CHECKING:
    from maatwerk.site.library import Library

ORIGIN = "voorbeeld"
WRITTEN_ON = date(2026, 11, 22)  # the day that the dates in the files were chosen for
_FOLDER = CONTENT / "demo"


def waiting_listings() -> list[str]:
    """The invented municipalities whose examples are not in the tables as the files have them. Two queries; none in
    production."""
    if not settings.DEMO_PERSONAS:
        return []
    from maatwerk.foundation.people.models import Municipality
    from maatwerk.knowledge.directory.models import Fed

    fed = dict(Fed.objects.filter(layer=Layer.IMPORT, origin=ORIGIN).values_list("municipality", "fingerprint"))
    invented = Municipality.objects.filter(profile__verzonnen=True).order_by("slug").values_list("slug", flat=True)
    return [slug for slug in invented if _services(slug).is_dir() and fed.get(slug) != _mark(slug)]


def load_listings(today: date) -> None:
    """Bring in what is waiting. What somebody changed or saw right since then stays. Raises ContentError."""
    from django.db import transaction

    from maatwerk.knowledge.directory.centroids import import_places
    from maatwerk.knowledge.directory.feeding import Row, feed
    from maatwerk.site.library import library
    from maatwerk.site.listing import words_of

    for slug in waiting_listings():
        content = library()
        rows = [Row(id_, as_of(each, today)) for id_, each in load_examples(slug, content).items()]
        with transaction.atomic():
            _give_code(slug)
            report = import_places(slug, _places(slug), today=today)
            if not report.is_in:
                raise ContentError([Fault(_places(slug), "", fault) for fault in report.faults])
            mark, words = _mark(slug), words_of(content)
            change = feed(slug, Layer.IMPORT, rows, words, today=today, origin=ORIGIN, fingerprint=mark)
            _give_owners(slug, change.added, today)


def load_examples(slug: str, content: Library) -> dict[str, Service]:
    """The invented services of a municipality, as the files have them. Raises ContentError."""

    def check(service: Service, _all: Mapping[str, Service]) -> list[tuple[str, str]]:
        invented = [] if service.invented else [("verzonnen", "an example is marked as invented")]
        return invented + faults_of(service, content.needs, content.dictionary)

    return load_collection(_services(slug), Service, check)


def as_of(service: Service, today: date) -> Service:
    """The same, with its days as far back from `today` as the files have them from the day they were written for, so
    that a demo that is opened for the first time in later years shows fresh and old entries too."""
    later = max(today - WRITTEN_ON, timedelta())

    def moved(source: Source) -> Source:
        return source.model_copy(update={"checked_on": source.checked_on + later})

    ways = tuple(each.model_copy(update={"source": moved(each.source)}) for each in service.ways)
    waiting = service.waiting and service.waiting.model_copy(update={"on": service.waiting.on + later})
    return service.model_copy(update={"source": moved(service.source), "ways": ways, "waiting": waiting})


def _give_code(slug: str) -> None:
    """A demo from before municipalities had a code gets the one of its file; areas in the examples name it."""
    from maatwerk.foundation.people.models import Municipality
    from maatwerk.site.registry import demo_municipalities

    row = Municipality.objects.select_for_update().get(slug=slug)
    if not row.profile.get("code") and (told := demo_municipalities().get(slug)):
        row.profile["code"] = told.code
        row.save(update_fields=["profile"])


def _give_owners(slug: str, keys: Collection[str], today: date) -> None:
    """The organisations of the cast answer for what bears their name, as the first editor there would say."""
    from maatwerk.foundation.people.models import Organisation
    from maatwerk.foundation.people.queries import first_with_role
    from maatwerk.foundation.people.rules import Role
    from maatwerk.knowledge.directory.models import Listing, Ownership

    editor = first_with_role(Role.EDITOR, slug)
    if editor is None:
        return
    named = dict(Organisation.objects.filter(municipality__slug=slug).values_list("name", "pk"))
    rows = Listing.objects.filter(municipality=slug, origin=ORIGIN, key__in=keys, organisation__in=named)
    Ownership.objects.bulk_create(
        (
            Ownership(municipality=slug, key=key, organisation_id=named[name], since=today, given_by_id=editor.id)
            for key, name in rows.values_list("key", "organisation")
        ),
        ignore_conflicts=True,  # what an editor said before stays
    )


def _services(slug: str) -> Path:
    return _FOLDER / "services" / slug


def _places(slug: str) -> Path:
    return _FOLDER / "places" / f"{slug}.csv"


def _mark(slug: str) -> str:
    """Tells these files apart from others."""
    files = [*sorted(_services(slug).rglob("*.yaml")), _places(slug)]
    return sha256(b"\0".join(each.name.encode() + b"\0" + each.read_bytes() for each in files)).hexdigest()
