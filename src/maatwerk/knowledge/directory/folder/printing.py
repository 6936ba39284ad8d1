"""The folder as a booklet, and as PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maatwerk.foundation.content import Text
from maatwerk.foundation.content.entry import Language
from maatwerk.foundation.documents.booklets import Block, Booklet, Card, Chapter, Group, Line, Lines, write_booklet
from maatwerk.foundation.documents.letters import forget_letters
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice.domains import DomainLabel
from maatwerk.knowledge.advice.values import LifeDomain
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.folder.choosing import Chosen, Most, choose
from maatwerk.knowledge.directory.freshness import Freshness, freshness_of
from maatwerk.knowledge.directory.languages import language_name
from maatwerk.knowledge.directory.places import Location
from maatwerk.knowledge.directory.placing import looked_up
from maatwerk.knowledge.directory.shelf import Listed
from maatwerk.knowledge.directory.web.hours import week_in_words
from maatwerk.knowledge.directory.web.words import WAYS

# Measured with the 200 services of a town of the demo: 34 to 39 pages.
PAPER, PAPER_LARGE = Most(in_full=150, in_a_line=60), Most(in_full=36, in_a_line=15)
_MOST_PLACES = 3  # addresses of one service
_REMEMBERED = 16


@dataclass(frozen=True)
class Asked:
    """Which folder. Without a neighbourhood it is of the whole municipality; without domains of all of them."""

    neighbourhood: str
    domains: tuple[LifeDomain, ...]
    language: Language
    large_print: bool


def folder(
    asked: Asked,
    municipality: Municipality,
    labels: Mapping[LifeDomain, DomainLabel],
    urgent: Sequence[Service],
    on: date,
) -> bytes:
    """The folder as PDF, as it is on this day."""
    most = PAPER_LARGE if asked.large_print else PAPER
    chosen = choose(municipality, asked.neighbourhood, asked.domains, most, on)
    return _as_pdf(booklet_of(asked, municipality, labels, urgent, chosen, on), municipality, asked.large_print)


@lru_cache(maxsize=_REMEMBERED)
def _as_pdf(booklet: Booklet, municipality: Municipality, large_print: bool) -> bytes:
    """Made once: who asks for the same folder on the same day gets the same."""
    pdf = write_booklet(booklet, municipality, large_print)
    forget_letters()
    return pdf


def booklet_of(
    asked: Asked,
    municipality: Municipality,
    labels: Mapping[LifeDomain, DomainLabel],
    urgent: Sequence[Service],
    chosen: Mapping[LifeDomain, Chosen],
    on: date,
) -> Booklet:
    """What the folder says, in its language."""
    name = municipality.profile.name
    with translation.override(asked.language):
        telling = _Telling(asked, municipality, on)
        names = {"place": asked.neighbourhood, "municipality": name}
        title = _("Hulp in %(place)s, %(municipality)s") if names["place"] else _("Hulp in uw buurt, %(municipality)s")
        return Booklet(
            title=title % names,
            lead=tuple(_lead(asked, labels, chosen, on)),
            front=(Block(_("Nu hulp nodig?"), tuple(map(telling.number, urgent))),) if urgent else (),
            chapters=tuple(
                telling.chapter(label.text, chosen[domain]) for domain, label in labels.items() if domain in chosen
            ),
            date=on,
            language=asked.language,
        )


def _lead(
    asked: Asked, labels: Mapping[LifeDomain, DomainLabel], chosen: Mapping[LifeDomain, Chosen], on: date
) -> Iterator[str]:
    yield _("In deze folder staat wie u kan helpen. U mag de folder kopiëren en doorgeven.")
    yield _("Gemaakt op %(day)s.") % {"day": date_format(on, "j F Y")} + " " + _("Later kan er iets veranderd zijn.")
    if asked.domains:
        named = ", ".join(labels[domain].text.in_(asked.language) for domain in labels if domain in asked.domains)
        yield _("Deze folder gaat over: %(subjects)s.") % {"subjects": named}
    if not chosen:
        yield _("Wij vonden hier nog geen diensten voor. Bel ons, dan zoeken wij samen verder.")
    elif any(each.left for each in chosen.values()):
        yield _("Niet alles past op papier. Kiest u minder onderwerpen? Dan past er meer in.")


@dataclass(frozen=True)
class _Telling:
    """How things are said in one folder, in the language that is active."""

    asked: Asked
    municipality: Municipality
    on: date

    def chapter(self, title: Text, chosen: Chosen) -> Chapter:
        lists = []
        if chosen.also:
            also = tuple(Line(self._in(one.service.name), see=one.id) for one in chosen.also)
            lists.append(Lines(_("Ook hierbij kunt u terecht"), also))
        if chosen.elsewhere:
            lists.append(Lines(_("In een andere wijk"), tuple(map(self._line, chosen.elsewhere))))
        return Chapter(
            self._in(title),
            tuple(self._groups(chosen)),
            tuple(lists),
            closing=self._left(chosen.left),
        )

    def _groups(self, chosen: Chosen) -> Iterator[Group]:
        here = _("In %(place)s") % {"place": self.asked.neighbourhood}
        for title, those in ((here, chosen.here), (_("Voor iedereen"), chosen.everybody)):
            if those:
                yield Group(title if self.asked.neighbourhood else "", tuple(map(self._card, those)))

    def number(self, service: Service) -> str:
        """A number for who is in danger, as on the front door."""
        return f"{self._in(service.in_short or service.name)}: {_together(service.phone or '')}"

    def _card(self, one: Listed) -> Card:
        service = one.service
        lines = [self._in(service.summary)]
        if service.invented:
            lines.append(_("Dit is een verzonnen voorbeeld."))
        facts = tuple((label, _together(text)) for label, text in self._facts(service) if text)
        checked = (_("Nagekeken op"), date_format(one.verified_on, "j F Y"))
        return Card(one.id, self._in(service.name), tuple(lines), (*facts, checked), self._warning(one.verified_on))

    def _facts(self, service: Service) -> Iterator[tuple[str, str]]:
        yield _("Organisatie"), service.organisation if service.organisation != service.name.nl else ""
        yield _("Voor wie"), " ".join(self._in(each.reason) for each in service.all_requirements)
        hours = self._hours(service)
        yield _("Telefoon"), ". ".join(filter(None, (service.phone, hours))) if service.phone else ""
        yield _("Tijden"), "" if service.phone else hours
        for way in service.ways:
            number = way.number if way.number != service.phone else ""
            if number:
                yield str(WAYS[way.by]), f"{number} ({self._in(way.name)})" if way.name else number
        for place in self._places(service):
            yield _("Adres"), _address(place)
            yield _("Open"), "\n".join(week_in_words(place.opening))
        if more := len(service.places) - _MOST_PLACES:
            yield _("Adres"), _more_places(more) if more > 0 else ""
        yield _("Buiten deze tijden"), self._in(service.outside_hours)
        yield _("Kosten"), self._in(service.costs)
        yield _("Verwijzing"), self._in(service.referral)
        yield _("Talen"), self._languages(service)
        yield _("Zo begint u"), self._in(service.next_step.without_computer)
        yield _("Website"), (service.website or "").removeprefix("https://").removeprefix("www.").rstrip("/")

    def _hours(self, service: Service) -> str:
        if service.hours:
            return self._in(service.hours)
        return _("Dag en nacht.") if service.always_open else ""

    def _languages(self, service: Service) -> str:
        told = [", ".join(map(language_name, service.languages))] if service.languages else []
        if service.interpreter:
            told.append(_("Er kan een tolk mee."))
        return ". ".join(told)

    def _places(self, service: Service) -> Sequence[Location]:
        """The first few, with those in the neighbourhood of the folder first."""
        mine = looked_up(self.asked.neighbourhood)
        return sorted(service.places, key=lambda place: looked_up(place.neighbourhood or "") != mine)[:_MOST_PLACES]

    def _line(self, one: Listed) -> Line:
        service, name = one.service, self._in(one.service.name)
        where = [place.neighbourhood for place in service.places if place.neighbourhood]
        told = [name, ", ".join(dict.fromkeys(where)), service.phone or ""]
        old = _("Lang niet nagekeken") if self._warning(one.verified_on) else ""
        return Line(". ".join(filter(None, [*told, old])), id=one.id, name=name)

    def _warning(self, verified_on: date) -> str:
        if freshness_of(verified_on, self.on) is Freshness.FRESH:
            return ""
        return _("Dit is al een half jaar niet nagekeken. Bel eerst of het nog klopt.")

    def _left(self, left: int) -> str:
        if not left:
            return ""
        told = ngettext(
            "Er is nog %(number)s dienst die niet in deze folder past.",
            "Er zijn nog %(number)s diensten die niet in deze folder passen.",
            left,
        ) % {"number": left}
        phone = {"phone": self.municipality.profile.contact.phone}
        return told + " " + _("U vindt ze op onze site, bij Hulp in de buurt. Of bel %(phone)s.") % phone

    def _in(self, text: Text | None) -> str:
        return text.in_(self.asked.language) if text else ""


def _together(text: str) -> str:
    """The text, in which a number with spaces in it stays on one line."""
    return re.sub(r"(?<=\d) (?=\d)", "\N{NO-BREAK SPACE}", text)


def _address(place: Location) -> str:
    town = " ".join(filter(None, (place.postcode, place.town)))
    return ", ".join(dict.fromkeys(filter(None, (place.name, place.street, town, place.neighbourhood))))


def _more_places(more: int) -> str:
    return ngettext("En nog %(number)s andere plek.", "En nog %(number)s andere plekken.", more) % {"number": more}
