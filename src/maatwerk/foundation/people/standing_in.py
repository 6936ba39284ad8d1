"""The row of people who may stand for an adult who cannot decide at the moment (BW 7:465 lid 3, Wmo 2015 art. 1.1.1).

First curator and mentor: then there is no row at all. Then who was authorised in writing; then husband, wife, partner;
then parent, child, brother, sister, grandparent or grandchild. Each only when nobody stands before them, and never one
to whom the resident said no. Pure; what counts at a moment for the gate is in `access.relations`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from maatwerk.foundation.people.residents import Scope, Standing

LONGEST = timedelta(days=92)  # our choice: then somebody judges again
# A judge appointed them. While they are suspended the law knows no others either: the court says who then.
COURT = frozenset({Standing.CURATOR, Standing.MENTOR})
THE_ROW = (Standing.AUTHORISED, Standing.PARTNER, Standing.FAMILY)
ONLY_THEN = frozenset({Standing.PARTNER, Standing.FAMILY})


@dataclass(frozen=True)
class Other:
    """Somebody who stands for the resident now."""

    standing: Standing
    scope: Scope
    suspended: bool = False


def comes_before(other: Other, standing: Standing) -> bool:
    """Whether this other keeps somebody with this standing in the row from standing in. Who was suspended does not act,
    and then the next one does ("of treedt deze niet op")."""
    if other.scope is Scope.MONEY:
        return False
    if other.standing in COURT:
        return True
    return other.standing in THE_ROW[: THE_ROW.index(standing)] and not other.suspended


def might_be(one: str, other: str) -> bool:
    """Whether two names may be of one person: every word of the one stands in the other. Rather once too often, as
    somebody may know no more than a first name: who is kept out wrongly is let in by the resident."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return bool(words and others) and (words <= others or others <= words)
