"""All content of this installation, read through its layers and checked against itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from maatwerk.casework.contact.core_pages import CorePage, load_core_pages
from maatwerk.foundation.access.register import Category, Purpose, Register, load_register
from maatwerk.foundation.content import ContentError, Fault, Layers, texts_in
from maatwerk.foundation.content.loading import Found, read_collection, read_entries, read_values
from maatwerk.foundation.content.plain_language import faults_in, load_officialese
from maatwerk.foundation.post.notices import Notice, load_notices
from maatwerk.knowledge.advice import LifeDomain
from maatwerk.knowledge.advice.domains import DomainLabel, load_life_domains
from maatwerk.knowledge.assessment import Questionnaire, load_questionnaires
from maatwerk.knowledge.directory import Service, load_services
from maatwerk.knowledge.facts import Dictionary, Fact, load_facts
from maatwerk.knowledge.guidance import Approach, SelfHelp, load_approaches, load_self_help
from maatwerk.knowledge.needs import (
    Elsewhere,
    NeedEntry,
    UrgentEntry,
    load_elsewhere,
    load_needs,
    load_urgent_rules,
)
from maatwerk.knowledge.schemes.catalogue import FigureGroup, SchemeEntry, load_figures, load_schemes
from maatwerk.knowledge.schemes.engine.figures import FigureBook
from maatwerk.knowledge.schemes.municipal import MunicipalScheme, load_municipal_schemes
from maatwerk.knowledge.technology import Technology, load_technologies
from maatwerk.site.home import CONTENT, data_folder
from maatwerk.system.transparency.algorithms import Algorithm, load_algorithms
from maatwerk.system.transparency.catalogue import PublicValue, Run, Value, load_run, load_values

# Folder below a layer → shape of an entry, and whether several share a file.
KINDS: Mapping[str, tuple[type[BaseModel], bool]] = {
    "algorithms": (Algorithm, False),
    "approach": (Approach, False),
    "categories": (Category, True),
    "core-pages": (CorePage, False),
    "facts": (Fact, True),
    "figures": (FigureGroup, False),
    "life-domains": (DomainLabel, True),
    "municipal-schemes": (MunicipalScheme, False),
    "needs": (NeedEntry, False),
    "notices": (Notice, False),
    "off-topic": (Elsewhere, False),
    "purposes": (Purpose, False),
    "questionnaires": (Questionnaire, False),
    "schemes": (SchemeEntry, False),
    "self-help": (SelfHelp, False),
    "services": (Service, False),
    "technology": (Technology, False),
    "urgent": (UrgentEntry, False),
    "values": (PublicValue, False),
}


# Raw values by folder and id.
type Overlay = Mapping[str, Mapping[str, Any]]

# What one municipality may have of its own. The dictionary of facts, the life domains, the public values, and the
# register of purposes and categories are one for all.
OVERLAID = (
    "approach",
    "municipal-schemes",
    "needs",
    "notices",
    "questionnaires",
    "self-help",
    "services",
    "technology",
    "urgent",
)


@dataclass(frozen=True)
class Library:
    """Every entry that counts, by kind and id; what was wrong in a later layer and therefore left out; and the file
    that each entry stands in, and what is hidden, by folder and id."""

    dictionary: Dictionary
    domains: Mapping[LifeDomain, DomainLabel]
    needs: Mapping[str, NeedEntry]
    services: Mapping[str, Service]
    technologies: Mapping[str, Technology]
    self_help: Mapping[str, SelfHelp]
    approaches: Mapping[str, Approach]
    questionnaires: Mapping[str, Questionnaire]
    figures: FigureBook
    schemes: Mapping[str, SchemeEntry]
    municipal_schemes: Mapping[str, MunicipalScheme]
    urgent: Mapping[str, UrgentEntry]
    elsewhere: Mapping[str, Elsewhere]
    notices: Mapping[str, Notice]
    register: Register
    core_pages: Mapping[str, CorePage]
    values: Mapping[Value, PublicValue]
    algorithms: Mapping[str, Algorithm]
    last_run: Run | None
    faults: list[Fault]
    standing: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    hidden: frozenset[tuple[str, str]] = frozenset()


def open_library(layers: Layers) -> Library:
    """Read everything. Raises ContentError when the ground layer itself is not whole."""
    dictionary = Dictionary(load_facts(layers / "facts"))
    needs = load_needs(layers / "needs")
    services = load_services(layers / "services", needs, dictionary=dictionary)
    figures, schemes = load_figures(layers / "figures"), load_schemes(layers / "schemes", needs, services)
    national = _national(figures, schemes)
    return Library(
        dictionary,
        load_life_domains(layers / "life-domains"),
        needs,
        services,
        load_technologies(layers / "technology", dictionary, needs),
        load_self_help(layers / "self-help", dictionary, needs, services),
        load_approaches(layers / "approach", needs, services),
        load_questionnaires(layers / "questionnaires"),
        figures,
        schemes,
        load_municipal_schemes(layers / "municipal-schemes", needs, services, dictionary, national),
        load_urgent_rules(layers / "urgent", services, needs),
        load_elsewhere(layers / "off-topic"),
        load_notices(layers / "notices"),
        load_register(layers),
        load_core_pages(layers / "core-pages", services),
        load_values(layers),
        load_algorithms(layers / "algorithms"),
        load_run(layers.folders[0] / "values"),
        layers.faults,
        layers.standing,
    )


def overlaid(base: Library, layers: Layers) -> Library:
    """The library under the overlay of `layers`; `base` is the one without. Kinds that the overlay leaves alone, and
    to which nothing can have changed, are those of `base`. Raises ContentError."""
    touched = layers.overlay.keys()
    needs = load_needs(layers / "needs") if "needs" in touched else base.needs
    other_needs = needs.keys() != base.needs.keys()
    kept = {help_ for rule in base.urgent.values() for help_ in rule.help_}
    services, technologies, urgent, notices = base.services, base.technologies, base.urgent, base.notices
    self_help, approaches, questionnaires = base.self_help, base.approaches, base.questionnaires
    municipal_schemes = base.municipal_schemes
    if other_needs or "services" in touched:
        services = load_services(layers / "services", needs, kept, base.dictionary)
    if other_needs or "technology" in touched:
        technologies = load_technologies(layers / "technology", base.dictionary, needs)
    # A service that is hidden here gives no number any more; what sends people to it stays.
    known = base.services.keys() | services.keys()
    if other_needs or "self-help" in touched:
        self_help = load_self_help(layers / "self-help", base.dictionary, needs, known)
    if other_needs or "approach" in touched:
        approaches = load_approaches(layers / "approach", needs, known)
    if other_needs or "municipal-schemes" in touched:
        place, national = layers / "municipal-schemes", _national(base.figures, base.schemes)
        municipal_schemes = load_municipal_schemes(place, needs, known, base.dictionary, national)
    if other_needs or services.keys() != base.services.keys() or "urgent" in touched:
        urgent = load_urgent_rules(layers / "urgent", services, needs)
    if "questionnaires" in touched:
        questionnaires = load_questionnaires(layers / "questionnaires")
    if "notices" in touched:
        notices = load_notices(layers / "notices")
    strange = [
        Fault(layers.place(id_, name), "", "a municipality has none of its own of this kind")
        for name in touched - set(OVERLAID)
        for id_ in layers.overlay[name]
    ]
    return replace(
        base,
        needs=needs,
        services=services,
        technologies=technologies,
        self_help=self_help,
        approaches=approaches,
        questionnaires=questionnaires,
        municipal_schemes=municipal_schemes,
        urgent=urgent,
        notices=notices,
        faults=list(dict.fromkeys([*base.faults, *layers.faults, *strange])),
        standing={**base.standing, **layers.standing},
        hidden=frozenset(layers.hidden),
    )


def _national(figures: FigureBook, schemes: Mapping[str, SchemeEntry]) -> set[str]:
    """The ids that national schemes and figures have."""
    return {*schemes, *(name.partition(".")[0] for name in figures.parameters)}


def installed_layers() -> Layers:
    """The repository's content, and over it the folder `content` of this installation, where there is one."""
    own = data_folder() / "content"
    return Layers((CONTENT, own) if own.is_dir() else (CONTENT,), parsed={})


@cache
def _installed() -> tuple[Library, Layers]:
    layers = installed_layers()
    return open_library(layers), layers


def library() -> Library:
    """The library of this installation, read once per process. Raises ContentError."""
    return _installed()[0]


def library_under(owner: str, overlay: Overlay, beneath: Overlay | None = None) -> Library:
    """The library of this installation under an overlay; nothing is kept. `beneath` is what the overlay lies over and
    stands in no file. Raises ContentError."""
    base, layers = _installed()
    return overlaid(base, layers.under(owner, overlay, beneath))


def faults_of(layers: Layers) -> list[Fault]:
    """Everything that is wrong with `layers`: shapes, connections, what became weaker, and what is not plain."""
    try:
        faults = list(open_library(layers).faults)
    except ContentError as error:
        faults = [*error.faults, *layers.faults]
    for folder in layers.folders:
        faults += _not_plain(folder)
        faults += _strangers(folder)
    return faults


@cache
def officialese() -> Mapping[str, str]:
    """Words that residents should not have to read, each with its plain twin."""
    return load_officialese(CONTENT / "plain-language")


def not_plain(found: Found[Any]) -> list[Fault]:
    """What in an entry is not plain enough for residents."""
    return [
        found.fault(place, sentence)
        for place, text in texts_in(found.entry)
        for sentence in faults_in(text.nl, officialese())
    ]


def not_plain_under(owner: str, overlay: Overlay) -> list[Fault]:
    """What in an overlay is not plain enough for residents."""
    layers = Layers((), overlay=overlay, owner=owner)
    read = (
        read_values(layers.place(id_, name), value, KINDS[name][0], [])
        for name in OVERLAID
        for id_, value in overlay.get(name, {}).items()
    )
    return [fault for found in read if found for fault in not_plain(found)]


def _not_plain(folder: Path) -> list[Fault]:
    return [
        fault
        for name, (kind, several) in KINDS.items()
        for found in (read_collection if several else read_entries)(folder / name, kind, []).values()
        for fault in not_plain(found)
    ]


def _strangers(folder: Path) -> list[Fault]:
    """Folders that nothing reads: most likely a name that was misspelled."""
    known = {*KINDS, "demo", "evaluation", "plain-language", "vectors"}
    found = (path for path in sorted(folder.iterdir()) if path.is_dir() and path.name not in known)
    return [Fault(path, "", f"nothing reads this folder; there are: {', '.join(sorted(known))}") for path in found]
