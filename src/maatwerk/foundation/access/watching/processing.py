"""The register of processing activities of AVG art. 30 lid 1, made from the register of purposes and the tasks that
organisations were given. Pure.

Each purpose that counts is an activity: who answers for it, of whom and what, who else may get it, how long it is kept,
by which law. It is made from what the gate uses, so it cannot say anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from maatwerk.foundation.access.register import Category, Law, Purpose, Register
from maatwerk.foundation.content import Text
from maatwerk.foundation.people.residents import PartyKind

# AVG art. 30 lid 1 onder c: of which kinds of people. What is not about the resident alone, by category.
RESIDENTS = Text(nl="inwoners", en="residents")
OTHERS = Text(nl="mensen om een inwoner heen", en="people around a resident")
WORKERS = Text(nl="medewerkers", en="workers")
_OF_OTHERS = frozenset({"huishouden", "netwerk", "gezin", "vertegenwoordiging", "melder", "geweld"})
_OF_WORKERS = frozenset({"betrokkenheid", "noodtoegang", "verzoek"})

# AVG art. 30 lid 1 onder g: a general description of the measures of art. 32 lid 1.
MEASURES = (
    Text(
        nl="Een gegeven blijft dicht tot een regel het opent. De regels staan op de pagina Regels.",
        en="Data stays closed until a rule opens it. The rules are on the page Rules.",
    ),
    Text(
        nl="Wie keek, staat in een logboek voor iemand iets ziet. In het logboek is te zien of iemand iets wijzigde.",
        en="Who looked is logged before anybody sees anything. The log shows whether somebody changed it.",
    ),
    Text(
        nl="Wie hier werkt, logt in met twee stappen. Wie zwaar werk doet, laat opnieuw zien wie het is.",
        en="Who works here signs in with two steps. Who does something heavy shows again who they are.",
    ),
    Text(
        nl="Het BSN staat versleuteld opgeslagen. Een reservekopie is altijd versleuteld.",
        en="The BSN is stored encrypted. A backup is always encrypted.",
    ),
    Text(
        nl="Noodtoegang duurt vier uur. Iemand anders kijkt elke keer na of het terecht was.",
        en="Emergency access lasts four hours. Somebody else checks each time whether it was right.",
    ),
)
# AVG art. 30 lid 1 onder e.
TRANSFERS = Text(
    nl="Het systeem geeft zelf niets door aan een land buiten de Europese Unie.",
    en="The system itself passes nothing on to a country outside the European Union.",
)


@dataclass(frozen=True)
class Recipient:
    """Who else may get some of it: for which purpose, which kinds of party, which categories. By `law`, or when the
    resident agrees."""

    purpose: Text
    parties: tuple[PartyKind, ...]
    categories: tuple[str, ...]
    law: Law | None = None


@dataclass(frozen=True)
class Activity:
    """One line of the register. `controllers` are names of organisations; none yet where nobody was given the task."""

    id: str
    purpose: Purpose
    controllers: tuple[str, ...]
    people: tuple[Text, ...]
    categories: Mapping[str, Category]
    recipients: tuple[Recipient, ...]


def activities(
    register: Register, tasks: Mapping[str, Sequence[str]], municipality: str, day: date
) -> Iterator[Activity]:
    """The register of a municipality on a day. `tasks` names by purpose the organisations that were given it; for what
    is no task the municipality itself answers."""
    for id_, purpose in register.purposes.items():
        if purpose.counts_on(day):
            yield Activity(
                id=id_,
                purpose=purpose,
                controllers=tuple(tasks.get(id_, ())) if purpose.is_task else (municipality,),
                people=_people(purpose),
                categories={each: register.categories[each] for each in purpose.categories},
                recipients=tuple(_recipients(id_, purpose, register, day)),
            )


def _people(purpose: Purpose) -> tuple[Text, ...]:
    held = set(purpose.categories)
    others = (OTHERS,) if held & _OF_OTHERS else ()
    return (RESIDENTS, *others, *((WORKERS,) if held & _OF_WORKERS else ()))


def _recipients(id_: str, purpose: Purpose, register: Register, day: date) -> Iterator[Recipient]:
    for other in register.tasks_on(day).values():
        if shared := tuple(each for each in other.with_consent if each in purpose.categories):
            yield Recipient(other.name, other.parties, shared)
        if reuse := other.reuse.get(id_):
            yield Recipient(other.name, other.parties, reuse.categories, reuse.law)
