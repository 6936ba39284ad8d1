"""All schemes together, over one household or many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from maatwerk.knowledge.facts import Dictionary
from maatwerk.knowledge.schemes.catalogue import SchemeEntry
from maatwerk.knowledge.schemes.engine.aio import AIO
from maatwerk.knowledge.schemes.engine.aow import AOW
from maatwerk.knowledge.schemes.engine.assessing import Assessment, Outcome, Scheme, assess, outcomes
from maatwerk.knowledge.schemes.engine.beslagvrije_voet import BESLAGVRIJE_VOET
from maatwerk.knowledge.schemes.engine.bijstand import BIJSTAND
from maatwerk.knowledge.schemes.engine.figures import FigureBook
from maatwerk.knowledge.schemes.engine.households import Households
from maatwerk.knowledge.schemes.engine.huurtoeslag import HUURTOESLAG
from maatwerk.knowledge.schemes.engine.kinderbijslag import KINDERBIJSLAG
from maatwerk.knowledge.schemes.engine.kinderopvangtoeslag import KINDEROPVANGTOESLAG
from maatwerk.knowledge.schemes.engine.kindgebonden_budget import KINDGEBONDEN_BUDGET
from maatwerk.knowledge.schemes.engine.municipal import figures_of, scheme_of
from maatwerk.knowledge.schemes.engine.wmo_eigen_bijdrage import WMO_EIGEN_BIJDRAGE
from maatwerk.knowledge.schemes.engine.zorgtoeslag import ZORGTOESLAG
from maatwerk.knowledge.schemes.municipal import MunicipalScheme

# Every national scheme, in the order in which they are told.
NATIONAL: tuple[Scheme, ...] = (
    ZORGTOESLAG,
    HUURTOESLAG,
    KINDGEBONDEN_BUDGET,
    KINDEROPVANGTOESLAG,
    KINDERBIJSLAG,
    BIJSTAND,
    AOW,
    AIO,
    WMO_EIGEN_BIJDRAGE,
    BESLAGVRIJE_VOET,
)


@dataclass(frozen=True)
class Desk:
    """The schemes that count somewhere, each with its words, and the figures they rest on. `phones` has the number of
    whom one asks about a scheme, by its id."""

    schemes: tuple[Scheme, ...]
    entries: Mapping[str, SchemeEntry]
    book: FigureBook
    dictionary: Dictionary
    phones: Mapping[str, str] = field(default_factory=dict)

    def assess(self, household: Households) -> list[Assessment]:
        """What every scheme says of one household."""
        return [assess(scheme, household, self.book, self.dictionary) for scheme in self.schemes]

    def outcomes(self, households: Households) -> list[Outcome]:
        """What every scheme says of many households, without explanation."""
        return outcomes(self.schemes, households, self.book, self.dictionary)


def with_municipal(desk: Desk, municipal: Mapping[str, MunicipalScheme]) -> Desk:
    """The desk of a municipality: the national schemes, and after them its own, with their words and figures."""
    own = {name: each for id_, entry in municipal.items() for name, each in figures_of(id_, entry).items()}
    return replace(
        desk,
        schemes=(*desk.schemes, *(scheme_of(id_, entry) for id_, entry in municipal.items())),
        entries={**municipal, **desk.entries},
        book=FigureBook({**own, **desk.book.parameters}),
    )
