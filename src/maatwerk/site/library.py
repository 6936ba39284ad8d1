"""All content of this installation, read through its layers and checked against itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from maatwerk.foundation.content import ContentError, Fault, Layers, texts_in
from maatwerk.foundation.content.loading import read_collection, read_entries
from maatwerk.foundation.content.plain_language import faults_in, load_officialese
from maatwerk.knowledge.advice import LifeDomain
from maatwerk.knowledge.advice.domains import DomainLabel, load_life_domains
from maatwerk.knowledge.directory import Service, load_services
from maatwerk.knowledge.facts import Dictionary, Fact, load_facts
from maatwerk.knowledge.needs import NeedEntry, UrgentEntry, load_needs, load_urgent_rules
from maatwerk.knowledge.technology import Technology, load_technologies
from maatwerk.site.home import CONTENT, data_folder

# Folder below a layer → shape of an entry, and whether several share a file.
KINDS: Mapping[str, tuple[type[BaseModel], bool]] = {
    "facts": (Fact, True),
    "life-domains": (DomainLabel, True),
    "needs": (NeedEntry, False),
    "services": (Service, False),
    "technology": (Technology, False),
    "urgent": (UrgentEntry, False),
}


@dataclass(frozen=True)
class Library:
    """Every entry that counts, by kind and id; and what was wrong in a later layer and therefore left out."""

    dictionary: Dictionary
    domains: Mapping[LifeDomain, DomainLabel]
    needs: Mapping[str, NeedEntry]
    services: Mapping[str, Service]
    technologies: Mapping[str, Technology]
    urgent: Mapping[str, UrgentEntry]
    faults: list[Fault]


def open_library(layers: Layers) -> Library:
    """Read everything. Raises ContentError when the ground layer itself is not whole."""
    dictionary = Dictionary(load_facts(layers / "facts"))
    needs = load_needs(layers / "needs")
    services = load_services(layers / "services", needs)
    return Library(
        dictionary,
        load_life_domains(layers / "life-domains"),
        needs,
        services,
        load_technologies(layers / "technology", dictionary, needs),
        load_urgent_rules(layers / "urgent", services, needs),
        layers.faults,
    )


def installed_layers() -> Layers:
    """The repository's content, and over it the folder `content` of this installation, where there is one."""
    own = data_folder() / "content"
    return Layers((CONTENT, own) if own.is_dir() else (CONTENT,))


@cache
def library() -> Library:
    """The library of this installation, read once per process."""
    return open_library(installed_layers())


def faults_of(layers: Layers) -> list[Fault]:
    """Everything that is wrong with `layers`: shapes, connections, what became weaker, and what is not plain."""
    try:
        faults = list(open_library(layers).faults)
    except ContentError as error:
        faults = [*error.faults, *layers.faults]
    officialese = load_officialese(CONTENT / "plain-language")
    for folder in layers.folders:
        faults += _not_plain(folder, officialese)
        faults += _strangers(folder)
    return faults


def _not_plain(folder: Path, officialese: Mapping[str, str]) -> list[Fault]:
    return [
        found.fault(place, sentence)
        for name, (kind, several) in KINDS.items()
        for found in (read_collection if several else read_entries)(folder / name, kind, []).values()
        for place, text in texts_in(found.entry)
        for sentence in faults_in(text.nl, officialese)
    ]


def _strangers(folder: Path) -> list[Fault]:
    """Folders that nothing reads: most likely a name that was misspelled."""
    known = {*KINDS, "demo", "plain-language"}
    found = (path for path in sorted(folder.iterdir()) if path.is_dir() and path.name not in known)
    return [Fault(path, "", f"nothing reads this folder; there are: {', '.join(sorted(known))}") for path in found]
