"""Approach: whom to call, and in which order, when several laws or desks meet."""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import chain

from pydantic import Field, model_validator

from maatwerk.foundation.content import Entry, Place, Source, Text, WebAddress, load_entries
from maatwerk.knowledge.advice import HeardNeed, Kind, NextStep, Situation, Suggestion, Verdict
from maatwerk.knowledge.guidance.shapes import Fault, is_certain, unknown_needs, unknown_service

CLEARLY = 0.3  # so sure at least that a need was meant; fainter ones would bring laws together that nobody mentioned


class Law(Entry):
    """A law that plays a part: its name with the article, and in words what it does and what it does not do."""

    name: str = Field(alias="naam", min_length=1)
    url: WebAddress | None = None
    does: Text = Field(alias="doet")
    does_not: Text | None = Field(None, alias="doet_niet")


class Approach(Entry):
    """Where several laws meet.

    `groups` holds per law or desk the needs it is for. The first group is what it is about: without it the approach
    does not come, unless `any_two` groups are enough. `alone` are needs that meet several laws by themselves.
    `call_first` says whom to call first, `say` what to say then, `sent_on` what to do when they send somebody on, and
    `call` is the id of the service whose number stands with it.
    """

    title: Text = Field(alias="titel")
    summary: Text = Field(alias="samenvatting")
    groups: tuple[tuple[str, ...], ...] = Field(alias="groepen", min_length=2)
    any_two: bool = Field(False, alias="elke_twee")
    alone: tuple[str, ...] = Field((), alias="ook_alleen")
    call_first: Text = Field(alias="bel_eerst")
    say: Text = Field(alias="zeg")
    steps: tuple[Text, ...] = Field(alias="stappen", min_length=2, max_length=5)
    sent_on: Text = Field(alias="doorgestuurd")
    laws: tuple[Law, ...] = Field(alias="wetten", min_length=2)
    call: str | None = Field(None, alias="bel")
    digital: Text | None = Field(None, alias="digitaal")
    website: WebAddress | None = None
    source: Source = Field(alias="bron")

    @model_validator(mode="after")
    def _a_digital_way_needs_an_address(self) -> Approach:
        if self.digital and not self.website:
            raise ValueError("a digital next step needs a 'website'")
        return self

    @model_validator(mode="after")
    def _groups_differ(self) -> Approach:
        every = [need for group in self.groups for need in group]
        if len(set(every)) < len(every):
            raise ValueError("a need stands in two groups, so one need would pass for two")
        return self

    @property
    def needs(self) -> tuple[str, ...]:
        """All needs it is for, each once."""
        return tuple(dict.fromkeys(chain(self.alone, *self.groups)))


def load_approaches(
    place: Place, needs: Container[str] | None = None, services: Container[str] | None = None
) -> dict[str, Approach]:
    """Every approach by id. Raises ContentError, also where one names a need or a service that does not exist."""

    def check(entry: Approach, _all: Mapping[str, Approach]) -> list[Fault]:
        return [
            *(fault for number, group in enumerate(entry.groups)
              for fault in unknown_needs(f"groepen.{number}", group, needs)),
            *unknown_needs("ook_alleen", entry.alone, needs),
            *unknown_service(entry.call, services),
        ]  # fmt: skip

    return load_entries(place, Approach, check, None, lambda _id, _entry: "")


class ApproachAdvisor:
    """Suggests an approach when needs of two of its groups were heard, or one need that meets several laws by itself.
    `phones` holds the number of each service that has one."""

    def __init__(self, entries: Mapping[str, Approach], phones: Mapping[str, str]) -> None:
        self._entries = entries
        self._phones = phones

    def suggest(self, situation: Situation) -> list[Suggestion]:
        return [
            self._suggestion(id_, entry, met)
            for id_, entry in self._entries.items()
            if (met := meeting(entry, situation.needs))
        ]

    def _suggestion(self, id_: str, entry: Approach, met: tuple[HeardNeed, ...]) -> Suggestion:
        laws_do = (Text(nl=f"{law.name}: {law.does.nl}", en=f"{law.name}: {law.does.en}") for law in entry.laws)
        laws_do_not = (
            Text(nl=f"{law.name}: {law.does_not.nl}", en=f"{law.name}: {law.does_not.en}")
            for law in entry.laws
            if law.does_not
        )
        return Suggestion(
            kind=Kind.APPROACH,
            id=id_,
            title=entry.title,
            summary=entry.summary,
            verdict=Verdict.FITS,
            serves=entry.needs,
            steps=(
                Text(
                    nl=f"{entry.call_first.nl} Zeg: ‘{entry.say.nl}’",
                    en=f"{entry.call_first.en} Say: ‘{entry.say.en}’",
                ),
                *entry.steps,
                entry.sent_on,
            ),
            next_step=NextStep(entry.call_first, entry.digital, entry.website),
            source=entry.source.name,
            source_url=entry.source.url,
            checked_on=entry.source.checked_on,
            is_certain=is_certain(entry.source),
            reasons=(_why(met), *laws_do),
            reasons_against=tuple(laws_do_not),
            phone=self._phones.get(entry.call or ""),
            url=entry.website,
        )


def meeting(entry: Approach, needs: tuple[HeardNeed, ...]) -> tuple[HeardNeed, ...]:
    """The needs that were clearly heard and by which several laws meet, at most one of each group; empty when they do
    not."""
    needs = tuple(one for one in needs if one.certainty >= CLEARLY)
    first_of_each = [next((one for one in needs if one.need.id in group), None) for group in entry.groups]
    by_group = tuple(one for one in first_of_each if one)
    if len(by_group) > 1 and (entry.any_two or first_of_each[0]):
        return by_group
    return tuple(one for one in needs if one.need.id in entry.alone)[:1]


def _why(met: tuple[HeardNeed, ...]) -> Text:
    if len(met) == 1:
        need = met[0].need.text
        return Text(nl=f"Hier gaan meer wetten over: {need.nl}.", en=f"Several laws are about this: {need.en}.")
    return Text(
        nl=f"Dit komt bij u samen: {'; '.join(one.need.text.nl for one in met)}.",
        en=f"These come together for you: {'; '.join(one.need.text.en for one in met)}.",
    )
