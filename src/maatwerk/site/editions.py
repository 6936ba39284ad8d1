"""The content of each municipality: that of the installation, with the municipality's own layer over it.

A municipality without changes of its own shares what the installation has. Of the others the current edition is kept,
one a municipality, and made anew when the number on the row of the municipality, which every request reads, is another
one. So what is published is seen by every process at its next request.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock
from typing import Any

from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.foundation.content import ContentError
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.assessment import Questionnaire
from maatwerk.site.demo_schemes import given
from maatwerk.site.library import Library, Overlay, library, library_under
from maatwerk.site.listing import imported, shelf
from maatwerk.site.registry import door_over, front_door
from maatwerk.system.transparency.algorithms import Algorithm

logger = logging.getLogger("maatwerk.content")


@dataclass(frozen=True)
class Edition:
    """Content and the front door over it, as one municipality has it. `failed` says why a later version could not be
    made; this is then the last good one."""

    version: int
    library: Library
    door: FrontDoor
    failed: str = ""


class UnreadableError(Exception):
    """The municipality's own layer cannot be read now; later it may."""


class Editions:
    """The current edition of every municipality that has content of its own. Shared by all threads."""

    def __init__(
        self,
        installed: Callable[[], Edition],
        stored: Callable[[str], tuple[int, Overlay]],
        make: Callable[..., Edition],
        given: Callable[[str], Overlay] = lambda _slug: {},
    ) -> None:
        """`stored` gives the version and the overlay of a municipality, or raises UnreadableError; `make` an edition
        for a slug, version, overlay and the last good edition; `given` what a municipality has before it changes
        anything."""
        self._installed, self._stored, self._make, self._given = installed, stored, make, given
        self._kept: dict[str, Edition] = {}
        self._locks: dict[str, Lock] = {}

    def of(self, municipality: Municipality) -> Edition:
        """The content of this municipality. One thread makes a new edition; meanwhile the others go on with the last
        good one, or wait where there is none yet. Never fails for what is in the overlay."""
        if not municipality.content_version and not self._given(municipality.slug):
            return self._installed()
        kept = self._kept.get(municipality.slug)
        if kept and kept.version == municipality.content_version:
            return kept
        lock = self._locks.setdefault(municipality.slug, Lock())
        if not lock.acquire(blocking=kept is None):
            return kept or self._installed()
        try:
            return self._renewed(municipality)
        finally:
            lock.release()

    def _renewed(self, municipality: Municipality) -> Edition:
        slug = municipality.slug
        kept = self._kept.get(slug)
        if kept and kept.version == municipality.content_version:  # made while this thread waited
            return kept
        good = kept or self._installed()
        try:
            version, overlay = self._stored(slug)
        except UnreadableError:
            logger.exception("the content of %s cannot be read now", slug)
            return good
        if kept and kept.version == version:  # this request read its number before the last change
            return kept
        try:
            made = self._make(slug, version, overlay, good)
        except UnreadableError:
            logger.exception("what was imported for %s cannot be read now", slug)
            return good
        except Exception as error:
            # Whatever is wrong with it, residents go on reading what was good. It is tried again at the next version.
            logger.exception("the content of %s, version %s, cannot be used", slug, version)
            made = replace(good, version=version, failed=_in_words(error))
        self._kept[slug] = made
        return made


def _in_words(error: Exception) -> str:
    """What is wrong, for people at work: of content what and in which file, and never a folder of this machine."""
    faults = error.faults if isinstance(error, ContentError) else []
    told = "; ".join(f"{fault.path.name}: {fault.sentence}" for fault in faults)
    return ": ".join(filter(None, (type(error).__name__, told)))


def installed() -> Edition:
    """What the installation itself has. Raises ContentError."""
    return Edition(0, library(), site_door())


@cache
def site_door() -> FrontDoor:
    """The front door over the tables."""
    return door_over(library(), (library(), front_door()), shelf=shelf())


def make(slug: str, version: int, overlay: Overlay, like: Edition) -> Edition:
    """An edition, with as much as possible taken from what is there. Raises ContentError, and UnreadableError."""
    if not overlay and not given(slug):
        return replace(installed(), version=version)
    from django.db import Error

    try:
        content = library_of(slug, overlay)
    except Error as error:
        raise UnreadableError from error
    known = set(library().faults)
    for fault in content.faults:
        if fault not in known:
            logger.warning("left out: %s", fault)
    return Edition(version, content, door_over(content, (like.library, like.door), shelf=shelf()))


def library_of(slug: str, overlay: Overlay) -> Library:
    """The library of a municipality under an overlay, which may lie over what was imported. Raises ContentError, and
    OperationalError when there is no asking what was imported."""
    first = given(slug)
    overlay = {name: {**first.get(name, {}), **overlay.get(name, {})} for name in (*first, *overlay)}
    own = overlay.get("services", {}).keys() - library().services.keys()
    return library_under(owner(slug), overlay, {**first, "services": imported(slug, own)} if own else first)


def library_beneath(slug: str) -> Library:
    """The library that the own layer of a municipality lies over."""
    return _beneath(slug) if given(slug) else library()


@cache
def _beneath(slug: str) -> Library:
    return library_of(slug, {})


def owner(slug: str) -> str:
    """How faults name the layer of a municipality."""
    return f"gemeente {slug}"


def stored(slug: str) -> tuple[int, Overlay]:
    """The version and the overlay in the database. Raises UnreadableError."""
    from django.db import Error

    from maatwerk.foundation.editing.queries import overlay_of

    try:
        return overlay_of(slug)
    except Error as error:
        raise UnreadableError from error


editions = Editions(installed, stored, make, given)


def library_for(municipality: Municipality) -> Library:
    """Content as this municipality has it."""
    return editions.of(municipality).library


def front_door_for(municipality: Municipality) -> FrontDoor:
    """The front door of this municipality."""
    return editions.of(municipality).door


def questionnaires_for(municipality: Municipality) -> Mapping[str, Questionnaire]:
    """The questionnaires of this municipality."""
    return library_for(municipality).questionnaires


def algorithms_for(request: Any) -> Mapping[str, Algorithm]:
    """The entries of the algorithm register, for a request."""
    return library_for(request.municipality).algorithms
