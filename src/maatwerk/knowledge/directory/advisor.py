"""Services for the needs that were heard."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Kind, NextStep, Question, Situation, Suggestion, Verdict, helps_with, wanted_needs
from maatwerk.knowledge.directory.catalogue import Room, Service
from maatwerk.knowledge.directory.eligibility import Fit, fit_of
from maatwerk.knowledge.directory.freshness import Freshness, freshness_of
from maatwerk.knowledge.directory.places import Point, kilometres
from maatwerk.knowledge.directory.shelf import Listed, Shelf
from maatwerk.knowledge.facts import Dictionary, FactKey

_FULL = Text(nl="Er is nu geen plek. Vraag naar de wachtlijst.", en="There is no room now. Ask about the waiting list.")


class ServiceAdvisor:
    """Suggests services for a heard need or one related to it, each with its verdict for this person. What nobody has
    looked at for a year is left out, unless nothing else fits; then it says so. How far each is, is told from the place
    that was named; what is known of no place is not left out for it."""

    def __init__(self, shelf: Shelf, dictionary: Dictionary) -> None:
        self._shelf = shelf
        self._dictionary = dictionary

    def suggest(self, situation: Situation) -> list[Suggestion]:
        heard = [heard.need.id for heard in situation.needs]
        related = sorted(wanted_needs(situation).difference(heard))
        found = self._shelf.for_needs(heard, related, situation.municipality, situation.on)
        around = self._shelf.point_of(situation.municipality, situation.near) if situation.near else None
        pairs = [(one, self._suggestion(one, situation, around)) for one in found]
        told = [pair for pair in pairs if not _is_out(pair[0], situation.on)]
        served = {need for one, each in told if each.verdict is not Verdict.DOES_NOT_FIT for need in one.service.needs}
        told += [pair for pair in pairs if _is_out(pair[0], situation.on) and _must_be_told(pair[0], served, situation)]
        return [suggestion for _one, suggestion in told]

    def _suggestion(self, listed: Listed, situation: Situation, around: Point | None) -> Suggestion:
        service = listed.service
        fit = fit_of(service.all_requirements, situation.facts)
        verdict = Verdict.FITS_IF if fit.verdict is Verdict.FITS and service.referral else fit.verdict
        reasons = (helps_with(situation, service.needs), service.reason, service.hours)
        return Suggestion(
            kind=Kind.SERVICE,
            id=listed.id,
            title=service.name,
            summary=service.summary,
            verdict=verdict,
            serves=service.needs,
            next_step=NextStep(
                without_computer=service.next_step.without_computer,
                digital=service.next_step.digital,
                url=service.chat or service.website,
            ),
            source=service.source.name,
            source_url=service.source.url,
            checked_on=listed.verified_on,
            is_certain=service.source.confidence == "hoog",
            reasons=tuple(reason for reason in reasons if reason),
            reasons_against=tuple(_against(listed, fit, situation.on)),
            questions=tuple(Question(key, self._dictionary.question(key)) for key in map(FactKey.parse, fit.questions)),
            phone=service.phone,
            url=service.website,
            costs=service.costs,
            kilometres=_how_far(service, around) if around else None,
        )


def _how_far(service: Service, around: Point) -> float | None:
    """To the nearest of its places."""
    return min((kilometres(around, place.point) for place in service.places if place.point), default=None)


def _against(listed: Listed, fit: Fit, today: date) -> list[Text]:
    """What somebody should know before they call."""
    service = listed.service
    told = [*fit.against, *([service.referral] if service.referral else [])]
    if service.room is Room.FULL:
        told.append(_FULL)
    if service.waiting and service.waiting.weeks:
        told.append(_wait(service.waiting.weeks, service.waiting.on))
    if not service.emergency and freshness_of(listed.verified_on, today) is not Freshness.FRESH:
        told.append(_old(listed.verified_on))
    return told


def _wait(weeks: int, on: date) -> Text:
    return Text(
        nl=f"U wacht ongeveer {weeks} {'week' if weeks == 1 else 'weken'} (op {on.day}-{on.month}-{on.year}).",
        en=f"You wait about {weeks} {'week' if weeks == 1 else 'weeks'} (on {on.day}-{on.month}-{on.year}).",
    )


def _old(day: date) -> Text:
    told = f"{day.day}-{day.month}-{day.year}"
    return Text(
        nl=f"Dit is voor het laatst nagekeken op {told}. Bel eerst of het nog klopt.",
        en=f"This was last checked on {told}. Call first to ask whether it is still right.",
    )


def _must_be_told(one: Listed, served: Collection[str], situation: Situation) -> bool:
    """Although it is too old: help in danger always, the rest where nothing newer serves one of the needs it is for."""
    heard = {heard.need.id for heard in situation.needs}
    wanted = heard.intersection(one.service.needs) or one.service.needs
    return one.service.emergency or not set(wanted).issubset(served)


def _is_out(one: Listed, today: date) -> bool:
    return freshness_of(one.verified_on, today) is Freshness.OUT
