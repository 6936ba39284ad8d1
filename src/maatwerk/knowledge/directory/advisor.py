"""Services for the needs that were heard."""

from __future__ import annotations

from collections.abc import Mapping

from maatwerk.knowledge.advice import Kind, NextStep, Situation, Suggestion, Verdict, helps_with, wanted_needs
from maatwerk.knowledge.directory.catalogue import Service


class ServiceAdvisor:
    """Suggests every service for a heard need or one related to it. None of them has conditions yet, so all fit."""

    def __init__(self, services: Mapping[str, Service]) -> None:
        self._services = services
        self._by_need: dict[str, list[str]] = {}
        for id_, service in services.items():
            for need in service.needs:
                self._by_need.setdefault(need, []).append(id_)

    def suggest(self, situation: Situation) -> list[Suggestion]:
        found = dict.fromkeys(id_ for need in wanted_needs(situation) for id_ in self._by_need.get(need, ()))
        return [self._suggestion(id_, self._services[id_], situation) for id_ in found]

    def _suggestion(self, id_: str, service: Service, situation: Situation) -> Suggestion:
        reasons = (helps_with(situation, service.needs), service.reason, service.hours)
        return Suggestion(
            kind=Kind.SERVICE,
            id=id_,
            title=service.name,
            summary=service.summary,
            verdict=Verdict.FITS,
            serves=service.needs,
            next_step=NextStep(
                without_computer=service.next_step.without_computer,
                digital=service.next_step.digital,
                url=service.chat or service.website,
            ),
            source=service.source.name,
            source_url=service.source.url,
            checked_on=service.source.checked_on,
            is_certain=service.source.confidence == "hoog",
            reasons=tuple(reason for reason in reasons if reason),
            phone=service.phone,
            url=service.website,
            costs=service.costs,
        )
