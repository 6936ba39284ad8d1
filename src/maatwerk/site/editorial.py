"""Content as editors see it: which kinds a municipality may have of its own, the words on their forms, and what each
looks like to a resident. This is what `foundation/editing` is connected to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from maatwerk.casework.frontdoor.web.cards import card_of
from maatwerk.foundation.content import Entry, Fault, texts_in
from maatwerk.foundation.content.loading import Found
from maatwerk.foundation.editing.connections import Kind, Layer, Overlay
from maatwerk.foundation.post.notices import Notice
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import Advisor, HeardNeed, Situation
from maatwerk.knowledge.assessment import Questionnaire
from maatwerk.knowledge.directory import ContentShelf, Service, ServiceAdvisor
from maatwerk.knowledge.guidance import Approach, ApproachAdvisor, SelfHelp, SelfHelpAdvisor
from maatwerk.knowledge.needs import NeedEntry, UrgentEntry
from maatwerk.knowledge.schemes.municipal import MunicipalScheme
from maatwerk.knowledge.schemes.municipal_telling import told
from maatwerk.knowledge.technology import Technology, TechnologyAdvisor
from maatwerk.site import editorial_words as words
from maatwerk.site.editions import editions, library_beneath, library_of, owner
from maatwerk.site.home import CONTENT, data_folder
from maatwerk.site.library import Library, not_plain
from maatwerk.site.listing import imported


def _pages_of_a_scheme(draft: int | None) -> Sequence[tuple[str, str]]:
    """The pages of the room of schemes beside those of the editors."""
    if draft is None:
        return [(reverse("municipal:home"), _("Alle regelingen van de gemeente"))]
    return [
        (reverse("municipal:versions", args=[draft]), _("Vul de regels in op een formulier")),
        (reverse("municipal:effects", args=[draft]), _("Wie gaat erop vooruit of achteruit?")),
    ]


KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind(
            "services", gettext_lazy("Diensten"), gettext_lazy("Dienst"), Service, lambda it: it.name,
            words.SERVICE, True, words.SERVICE_OPTIONS,
        ),
        Kind(
            "technology", gettext_lazy("Techniek voor thuis"), gettext_lazy("Techniek"), Technology,
            lambda it: it.name, words.TECHNOLOGY, True,
        ),
        Kind(
            "self-help", gettext_lazy("Zelf doen"), gettext_lazy("Zelf doen"), SelfHelp, lambda it: it.title,
            words.SELF_HELP, True,
        ),
        Kind(
            "approach", gettext_lazy("Aanpakken"), gettext_lazy("Aanpak"), Approach, lambda it: it.title,
            words.APPROACH, True,
        ),
        Kind(
            "questionnaires", gettext_lazy("Vragenlijsten"), gettext_lazy("Vragenlijst"), Questionnaire,
            lambda it: it.name, words.QUESTIONNAIRE,
        ),
        Kind(
            "municipal-schemes", gettext_lazy("Regelingen van de gemeente"), gettext_lazy("Regeling"), MunicipalScheme,
            lambda it: it.name, words.MUNICIPAL_SCHEME, True, words.SCHEME_OPTIONS, _pages_of_a_scheme,
        ),
        Kind("needs", gettext_lazy("Behoeften"), gettext_lazy("Behoefte"), NeedEntry, lambda it: it.text, words.NEED),
        Kind(
            "urgent", gettext_lazy("Dringende hulp"), gettext_lazy("Regel voor noodhulp"), UrgentEntry,
            lambda it: it.name, words.URGENT,
        ),
        Kind("notices", gettext_lazy("Berichten"), gettext_lazy("Bericht"), Notice, lambda it: it.title, words.NOTICE),
    )
}  # fmt: skip


class LibraryShelf:
    """One library, for editors."""

    def __init__(self, library: Library, slug: str) -> None:
        self._library, self._slug = library, slug
        self._looked_up: dict[str, Service | None] = {}  # what was imported, for as long as a page takes

    @property
    def faults(self) -> Sequence[Fault]:
        return self._library.faults

    def entries(self, kind: str) -> Mapping[str, Entry]:
        library = self._library
        return {
            "services": library.services,
            "technology": library.technologies,
            "self-help": library.self_help,
            "approach": library.approaches,
            "questionnaires": library.questionnaires,
            "municipal-schemes": library.municipal_schemes,
            "needs": library.needs,
            "urgent": library.urgent,
            "notices": library.notices,
        }[kind]

    def some(self, kind: str, ids: Collection[str]) -> Mapping[str, Entry]:
        there = self.entries(kind)
        return {id_: there[id_] for id_ in ids if id_ in there} | (self._imported(ids) if kind == "services" else {})

    def _imported(self, ids: Collection[str]) -> dict[str, Service]:
        """What came by an import, unless the municipality has its own version or hides it."""
        own = {id_ for id_ in ids if self._in_content("services", id_) is Layer.OWN}
        wanted = {id_ for id_ in ids if ("services", id_) not in self._library.hidden} - own
        if unknown := wanted - self._looked_up.keys():
            found = imported(self._slug, unknown)
            self._looked_up |= dict.fromkeys(unknown)
            self._looked_up |= {id_: Service.model_validate(value) for id_, value in found.items()}
        return {id_: entry for id_ in wanted if (entry := self._looked_up[id_])}

    def layer(self, kind: str, entry: str) -> Layer:
        if kind == "services" and self._imported([entry]):
            return Layer.IMPORT
        return self._in_content(kind, entry) or Layer.OWN

    def _in_content(self, kind: str, entry: str) -> Layer | None:
        path = self._library.standing.get((kind, entry))
        if path is None:
            return None
        if path.is_relative_to(CONTENT):
            return Layer.PROGRAM
        return Layer.INSTALLATION if path.is_relative_to(data_folder() / "content") else Layer.OWN

    def preview(self, kind: str, entry: str, language: str) -> str:
        library = self._library
        if kind == "services":  # a card shows it, wherever it came from
            library = replace(library, services={**library.services, **self._imported([entry])})
        with override(language):
            return _PREVIEWS[kind](library, entry)


class LibraryContent:
    """All content of this installation, for editors."""

    kinds = KINDS

    def below(self, municipality: str) -> LibraryShelf:
        return LibraryShelf(library_beneath(municipality), municipality)

    def under(self, municipality: str, overlay: Overlay) -> LibraryShelf:
        return LibraryShelf(library_of(municipality, overlay), municipality) if overlay else self.below(municipality)

    def current(self, municipality: Municipality) -> tuple[LibraryShelf, str]:
        edition = editions.of(municipality)
        return LibraryShelf(edition.library, municipality.slug), edition.failed

    def place(self, municipality: str, kind: str, entry: str) -> str:
        return f"{owner(municipality)}: {kind}/{entry}"

    def not_plain(self, municipality: str, kind: str, entry: str, value: Entry) -> list[Fault]:
        return not_plain(Found(value, Path(self.place(municipality, kind, entry))))


@cache
def editorial() -> LibraryContent:
    return LibraryContent()


def _card(library: Library, id_: str, kind: str) -> str:
    """The card of the answer page, for somebody who told only the first need it is for, or of an approach the first of
    each group."""
    advisor, needs = _advice(library, id_, kind)
    # Self-help comes for no need that may mean danger; somebody who writes it for one should still see it.
    calm = (replace(library.needs[need].need(need), dangerous=False) for need in needs)
    heard = tuple(HeardNeed(need, 1.0) for need in calm)
    suggestions = advisor.suggest(Situation(heard, "", localdate()))
    return "".join(render_to_string("frontdoor/card.html", {"card": card_of(each)}) for each in suggestions)


def _advice(library: Library, id_: str, kind: str) -> tuple[Advisor, Sequence[str]]:
    """The advisor over this entry alone, and the needs for which it comes."""
    phones = {name: service.phone for name, service in library.services.items() if service.phone}
    if kind == "services":
        service = library.services[id_]
        return ServiceAdvisor(ContentShelf({id_: service}), library.dictionary), _known(library, service)[:1]
    if kind == "self-help":
        step = library.self_help[id_]
        return SelfHelpAdvisor({id_: step}, library.dictionary, phones), step.needs[:1]
    if kind == "approach":
        approach = library.approaches[id_]
        return ApproachAdvisor({id_: approach}, phones), [group[0] for group in approach.groups]
    technology = library.technologies[id_]
    return TechnologyAdvisor({id_: technology}, library.dictionary), technology.needs[:1]


def _known(library: Library, service: Service) -> list[str]:
    """The needs it is for. One that was imported may name a need that there is no more."""
    return [need for need in service.needs if need in library.needs]


def _need(library: Library, id_: str) -> str:
    """A need as it stands on a page, and the wordings by which it is heard."""
    entry = library.needs[id_]
    language = get_language() or "nl"
    wordings = entry.wordings.en if language == "en" else entry.wordings.nl
    return format_html(
        '<div class="sm-card sm-flow"><p class="sm-chip">{}</p><p>{}</p>'
        '<ul class="utrecht-unordered-list">{}</ul></div>',
        entry.text.in_(language),
        _("Wij horen dit als iemand bijvoorbeeld zegt:"),
        format_html_join("", '<li class="utrecht-unordered-list__item">{}</li>', ((each,) for each in wordings[:12])),
    )


def _questionnaire(library: Library, id_: str) -> str:
    """The questions with their answers, as somebody is asked."""
    entry = library.questionnaires[id_]
    language = get_language() or "nl"
    return format_html(
        '<div class="sm-card sm-flow"><p>{}</p><ol>{}</ol></div>',
        entry.about.in_(language),
        format_html_join(
            "",
            "<li>{}<br>{}</li>",
            (
                (item.in_(language), " · ".join(each.in_(language) or each.value for each in entry.choices(item)))
                for item in entry.items
            ),
        ),
    )


def _scheme(library: Library, id_: str) -> str:
    """A scheme of the municipality with its rules of every date."""
    entry = library.municipal_schemes[id_]
    language = get_language() or "nl"
    versions = format_html_join(
        "",
        '<h3 class="nl-heading nl-heading--level-3">{}</h3><dl class="sm-known">{}</dl>',
        (
            (
                _("Vanaf %(day)s") % {"day": date_format(since)},
                format_html_join(
                    "",
                    "<div><dt>{}</dt><dd>{}</dd></div>",
                    ((each.label.in_(language), each.says.in_(language)) for each in told(rules, entry.per)),
                ),
            )
            for since, rules in sorted(entry.versions.items(), reverse=True)
        ),
    )
    invented = format_html('<p class="sm-chip">{}</p>', _("Verzonnen, voor een proef")) if entry.invented else ""
    return format_html(
        '<div class="sm-card sm-flow">{}<p>{}</p>{}</div>', invented, entry.summary.in_(language), versions
    )


def _texts(entry: Entry) -> str:
    """All that residents may read of an entry, in both languages."""
    return format_html(
        '<div class="sm-card"><dl class="sm-known">{}</dl></div>',
        format_html_join(
            "",
            "<div><dt>{}</dt><dd>{}<br>{}</dd></div>",
            ((place, text.nl, text.en) for place, text in texts_in(entry)),
        ),
    )


_PREVIEWS: Mapping[str, Callable[[Library, str], str]] = {
    "services": lambda library, id_: _card(library, id_, "services"),
    "technology": lambda library, id_: _card(library, id_, "technology"),
    "self-help": lambda library, id_: _card(library, id_, "self-help"),
    "approach": lambda library, id_: _card(library, id_, "approach"),
    "questionnaires": _questionnaire,
    "municipal-schemes": _scheme,
    "needs": _need,
    "urgent": lambda library, id_: _texts(library.urgent[id_]),
    "notices": lambda library, id_: _texts(library.notices[id_]),
}
