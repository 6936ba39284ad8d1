"""Content as editors see it: which kinds a municipality may have of its own, the words on their forms, and what each
looks like to a resident. This is what `foundation/editing` is connected to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
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
from maatwerk.knowledge.directory import Service, ServiceAdvisor
from maatwerk.knowledge.guidance import Approach, ApproachAdvisor, SelfHelp, SelfHelpAdvisor
from maatwerk.knowledge.needs import NeedEntry, UrgentEntry
from maatwerk.knowledge.technology import Technology, TechnologyAdvisor
from maatwerk.site.editions import editions, installed, owner
from maatwerk.site.home import CONTENT, data_folder
from maatwerk.site.library import Library, library_under, not_plain

_NEEDS_HINT = gettext_lazy("De id's van de behoeften waar dit voor is. Eén op een regel.")
_DATE_HINT = gettext_lazy("Jaar, maand en dag, zoals 2026-11-21.")
_SERVICE = {
    "naam": (gettext_lazy("Naam"), ""),
    "organisatie": (gettext_lazy("Organisatie"), ""),
    "samenvatting": (gettext_lazy("Wat is het?"), gettext_lazy("Eén of twee korte zinnen.")),
    "waarom": (gettext_lazy("Waarom helpt het?"), ""),
    "behoeften": (gettext_lazy("Voor welke behoeften"), _NEEDS_HINT),
    "telefoon": (gettext_lazy("Telefoon"), ""),
    "tijden": (gettext_lazy("Wanneer kunnen mensen bellen?"), ""),
    "website": (gettext_lazy("Website"), gettext_lazy("Het hele adres, met https:// ervoor.")),
    "chat": (gettext_lazy("Chat"), gettext_lazy("Het hele adres, met https:// ervoor.")),
    "kosten": (gettext_lazy("Wat kost het?"), ""),
    "volgende_stap": (gettext_lazy("Hoe begint iemand?"), ""),
    "volgende_stap.digitaal": (gettext_lazy("Met de computer"), ""),
    "volgende_stap.niet_digitaal": (gettext_lazy("Zonder computer"), ""),
    "kort": (gettext_lazy("Het gevaar in twee woorden"), gettext_lazy("Alleen bij noodhulp.")),
    "noodhulp": (gettext_lazy("Is dit hulp bij gevaar?"), ""),
    "buiten_kantooruren": (gettext_lazy("Dag en nacht bereikbaar?"), ""),
    "bron": (gettext_lazy("Waar staat dit?"), ""),
    "bron.naam": (gettext_lazy("Naam van de bron"), ""),
    "bron.url": (gettext_lazy("Adres van de bron"), ""),
    "bron.datum": (gettext_lazy("Nagekeken op"), _DATE_HINT),
    "bron.zekerheid": (gettext_lazy("Hoe zeker is dit?"), ""),
}
_TECHNOLOGY = {
    "naam": _SERVICE["naam"],
    "samenvatting": _SERVICE["samenvatting"],
    "behoeften": _SERVICE["behoeften"],
    "behoeften_ook": (gettext_lazy("Helpt ook een beetje bij"), _NEEDS_HINT),
    "iso9999": (gettext_lazy("Code volgens ISO 9999"), ""),
    "iso9999_zekerheid": (gettext_lazy("Hoe zeker is die code?"), ""),
    "privacy": (gettext_lazy("Hoeveel legt het vast?"), gettext_lazy("Van 0 (niets) tot 3 (het kijkt altijd mee).")),
    "autonomie": (
        gettext_lazy("Hoeveel beslist het zelf?"),
        gettext_lazy("Van 0 (de bewoner bedient het) tot 3 (het volgt of begrenst de bewoner)."),
    ),
    "prijs": (
        gettext_lazy("Prijs"),
        gettext_lazy("Het laagste en het hoogste bedrag in hele euro's, zoals [150, 700]."),
    ),
    "abonnement": (gettext_lazy("Kosten per maand"), gettext_lazy("Net als de prijs. Leeg als er geen zijn.")),
    "financiering": (gettext_lazy("Wie betaalt het misschien?"), ""),
    "installatie": (gettext_lazy("Wat is er nodig om te beginnen?"), ""),
    "leenbaar": (gettext_lazy("Te leen?"), ""),
    "regels": (gettext_lazy("Wanneer past het niet zomaar?"), gettext_lazy("Een regel mag erbij, maar niet weg.")),
    "let_op": (gettext_lazy("Let op"), ""),
    "proefvragen": (gettext_lazy("Vragen na het uitproberen"), ""),
    "zekerheid": (gettext_lazy("Hoe zeker is dit?"), ""),
    "bronnen": (gettext_lazy("Bronnen"), gettext_lazy("Eén op een regel.")),
}
_CALL = (gettext_lazy("Bij wie hoort het telefoonnummer?"), gettext_lazy("Het id van een dienst. Mag leeg zijn."))
_SOURCE = {name: words for name, words in _SERVICE.items() if name.partition(".")[0] == "bron"}
_SELF_HELP = {
    "titel": (gettext_lazy("Titel"), ""),
    "samenvatting": _SERVICE["samenvatting"],
    "behoeften": _SERVICE["behoeften"],
    "behoeften_ook": _TECHNOLOGY["behoeften_ook"],
    "stappen": (gettext_lazy("Stappen"), gettext_lazy("Drie tot zes korte stappen, in volgorde.")),
    "niet_doen": (gettext_lazy("Wanneer niet, of wanneer liever bellen?"), ""),
    "regels": _TECHNOLOGY["regels"],
    "kosten": _SERVICE["kosten"],
    "duur": (gettext_lazy("Hoe lang duurt het?"), ""),
    **{name: words for name, words in _SERVICE.items() if name.startswith("volgende_stap")},
    "bel": _CALL,
    "website": _SERVICE["website"],
    **_SOURCE,
}
_APPROACH = {
    "titel": (gettext_lazy("Titel"), ""),
    "samenvatting": _SERVICE["samenvatting"],
    "groepen": (
        gettext_lazy("Groepen van behoeften"),
        gettext_lazy("Per wet of loket de id's. Het advies komt als de eerste groep speelt en nog een."),
    ),
    "elke_twee": (gettext_lazy("Zijn twee groepen genoeg, ook zonder de eerste?"), ""),
    "ook_alleen": (gettext_lazy("Welke behoeften zijn alleen al genoeg?"), _NEEDS_HINT),
    "bel_eerst": (gettext_lazy("Wie belt iemand eerst?"), ""),
    "zeg": (gettext_lazy("Wat zegt iemand dan?"), gettext_lazy("In de ik-vorm.")),
    "stappen": (gettext_lazy("Stappen"), gettext_lazy("Twee tot vijf korte stappen, in volgorde.")),
    "doorgestuurd": (gettext_lazy("Wat doet iemand die wordt doorgestuurd?"), ""),
    "wetten": (gettext_lazy("Wetten"), gettext_lazy("Wat elke wet wel en niet doet.")),
    "bel": _CALL,
    "digitaal": (gettext_lazy("Met de computer"), ""),
    "website": _SERVICE["website"],
    **_SOURCE,
}
_QUESTIONNAIRE = {
    "naam": _SERVICE["naam"],
    "uitleg": (gettext_lazy("Wat lezen mensen?"), ""),
    "invullers": (gettext_lazy("Wie mag dit invullen?"), gettext_lazy("bewoner, mantelzorger of medewerker.")),
    "antwoorden": (
        gettext_lazy("Antwoorden bij alle vragen"),
        gettext_lazy("‘Zeg ik liever niet’ komt er vanzelf bij. Woorden van een ander staan onder ‘letterlijk’."),
    ),
    "vragen": (gettext_lazy("Vragen"), gettext_lazy("Met eigen antwoorden of een schaal als dat nodig is.")),
    "telling": (gettext_lazy("Hoe tellen de antwoorden samen?"), ""),
    "telling.wijze": (gettext_lazy("Wat wordt er geteld?"), ""),
    "telling.keer": (gettext_lazy("Keer welk getal?"), ""),
    "telling.mag_missen": (gettext_lazy("Hoeveel vragen mogen open blijven?"), ""),
    "telling.banden": (gettext_lazy("Wat betekent de uitkomst?"), gettext_lazy("Alleen met een bron.")),
    "licentie": (gettext_lazy("Mag u deze vragen gebruiken?"), ""),
    "licentie.naam": (gettext_lazy("Naam van de licentie"), ""),
    "licentie.adres": (gettext_lazy("Adres van de licentie"), gettext_lazy("Het hele adres, met https:// ervoor.")),
    "licentie.open": (gettext_lazy("Mag iedereen de woorden hebben?"), ""),
    **_SOURCE,
    "versie": (gettext_lazy("Versie"), ""),
    "aan": (gettext_lazy("Is deze vragenlijst in gebruik?"), ""),
}
_NEED = {
    "tekst": (gettext_lazy("Hoe heet deze behoefte?"), gettext_lazy("Zoals een bewoner het zelf zegt.")),
    "leefgebied": (gettext_lazy("Leefgebied"), ""),
    "icf": (gettext_lazy("Codes volgens de ICF"), gettext_lazy("Eén op een regel.")),
    "verwant": (gettext_lazy("Wat helpt hier ook bij?"), _NEEDS_HINT),
    "dringend": (gettext_lazy("Kan er gevaar zijn?"), ""),
    "zinnen": (gettext_lazy("Hoe zeggen mensen het?"), gettext_lazy("Eén zin op een regel. Fouten mogen erin staan.")),
    "zinnen.nl": (gettext_lazy("Nederlands"), ""),
    "zinnen.en": (gettext_lazy("Engels"), ""),
}
_PATTERNS_HINT = gettext_lazy("Eén patroon op een regel. Er mag bij, maar niets weg.")
_URGENT = {
    "naam": _SERVICE["naam"],
    "niveau": (gettext_lazy("Hoe snel moet er hulp zijn?"), ""),
    "behoefte": (gettext_lazy("Bij welke dringende behoefte?"), ""),
    "hulp": (gettext_lazy("Wie helpt?"), gettext_lazy("De id's van diensten, of ‘gemeente’. Eén op een regel.")),
    "uitleg": (gettext_lazy("Wat lezen mensen?"), ""),
    "woorden": (gettext_lazy("Lijsten met woorden"), ""),
    "patronen": (gettext_lazy("Woorden die gevaar betekenen"), _PATTERNS_HINT),
    "behalve": (gettext_lazy("Wat er alleen op lijkt"), gettext_lazy("Hier mag niets bij.")),
    "voorbeelden": (gettext_lazy("Voorbeelden"), gettext_lazy("Zinnen waarbij dit moet werken.")),
    "geen_alarm": (gettext_lazy("Geen alarm"), gettext_lazy("Zinnen waarbij dit niet mag werken.")),
    "nagekeken": (gettext_lazy("Nagekeken"), ""),
    "nagekeken.datum": (gettext_lazy("Wanneer?"), _DATE_HINT),
    "nagekeken.door": (gettext_lazy("Door wie?"), ""),
}
_NOTICE = {
    "mail": (gettext_lazy("E-mail"), ""),
    "mail.onderwerp": (gettext_lazy("Onderwerp"), ""),
    "mail.alineas": (gettext_lazy("Alinea's"), ""),
    "sms": (gettext_lazy("Tekstbericht"), ""),
    "brief": (gettext_lazy("Brief"), ""),
    "brief.titel": (gettext_lazy("Titel"), ""),
    "brief.alineas": (gettext_lazy("Alinea's"), ""),
}


KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind(
            "services", gettext_lazy("Diensten"), gettext_lazy("Dienst"), Service, lambda it: it.name, _SERVICE, True
        ),
        Kind(
            "technology", gettext_lazy("Techniek voor thuis"), gettext_lazy("Techniek"), Technology,
            lambda it: it.name, _TECHNOLOGY, True,
        ),
        Kind(
            "self-help", gettext_lazy("Zelf doen"), gettext_lazy("Zelf doen"), SelfHelp, lambda it: it.title,
            _SELF_HELP, True,
        ),
        Kind(
            "approach", gettext_lazy("Aanpakken"), gettext_lazy("Aanpak"), Approach, lambda it: it.title,
            _APPROACH, True,
        ),
        Kind(
            "questionnaires", gettext_lazy("Vragenlijsten"), gettext_lazy("Vragenlijst"), Questionnaire,
            lambda it: it.name, _QUESTIONNAIRE,
        ),
        Kind("needs", gettext_lazy("Behoeften"), gettext_lazy("Behoefte"), NeedEntry, lambda it: it.text, _NEED),
        Kind(
            "urgent", gettext_lazy("Dringende hulp"), gettext_lazy("Regel voor noodhulp"), UrgentEntry,
            lambda it: it.name, _URGENT,
        ),
        Kind("notices", gettext_lazy("Berichten"), gettext_lazy("Bericht"), Notice, lambda it: it.title, _NOTICE),
    )
}  # fmt: skip


class LibraryShelf:
    """One library, for editors."""

    def __init__(self, library: Library) -> None:
        self._library = library

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
            "needs": library.needs,
            "urgent": library.urgent,
            "notices": library.notices,
        }[kind]

    def layer(self, kind: str, entry: str) -> Layer:
        path = self._library.standing[kind, entry]
        if path.is_relative_to(CONTENT):
            return Layer.PROGRAM
        return Layer.INSTALLATION if path.is_relative_to(data_folder() / "content") else Layer.OWN

    def preview(self, kind: str, entry: str, language: str) -> str:
        with override(language):
            return _PREVIEWS[kind](self._library, entry)


class LibraryContent:
    """All content of this installation, for editors."""

    kinds = KINDS

    def installed(self) -> LibraryShelf:
        return LibraryShelf(installed().library)

    def under(self, municipality: str, overlay: Overlay) -> LibraryShelf:
        return LibraryShelf(library_under(owner(municipality), overlay)) if overlay else self.installed()

    def current(self, municipality: Municipality) -> tuple[LibraryShelf, str]:
        edition = editions.of(municipality)
        return LibraryShelf(edition.library), edition.failed

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
    [suggestion] = advisor.suggest(Situation(heard, "", localdate()))
    return render_to_string("frontdoor/card.html", {"card": card_of(suggestion)})


def _advice(library: Library, id_: str, kind: str) -> tuple[Advisor, Sequence[str]]:
    """The advisor over this entry alone, and the needs for which it comes."""
    phones = {name: service.phone for name, service in library.services.items() if service.phone}
    if kind == "services":
        service = library.services[id_]
        return ServiceAdvisor({id_: service}), service.needs[:1]
    if kind == "self-help":
        step = library.self_help[id_]
        return SelfHelpAdvisor({id_: step}, library.dictionary, phones), step.needs[:1]
    if kind == "approach":
        approach = library.approaches[id_]
        return ApproachAdvisor({id_: approach}, phones), [group[0] for group in approach.groups]
    technology = library.technologies[id_]
    return TechnologyAdvisor({id_: technology}, library.dictionary), technology.needs[:1]


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
    "needs": _need,
    "urgent": lambda library, id_: _texts(library.urgent[id_]),
    "notices": lambda library, id_: _texts(library.notices[id_]),
}
