"""Any history of yes, no, withdrawn and running out: what counts is always what was said last and is not over.

A plain list of what was said is the oracle; the database, the gate and the queries have to agree with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maatwerk.foundation.access import actions, queries
from maatwerk.foundation.access.actions import Said
from maatwerk.foundation.access.models import Consent, Refusal
from maatwerk.foundation.access.refusing import GroundRefusedError
from maatwerk.foundation.gate.context import maintenance
from tests.foundation.access.grounds.people import at_home, els_helps, organisation
from tests.residents import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]


@dataclass(frozen=True)
class Step:
    what: str
    category: str
    after: timedelta
    days: int


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(["yes", "yes", "no", "withdraw"]),
        st.sampled_from(["geld", "gezondheid"]),
        st.sampled_from([timedelta(0), timedelta(microseconds=1), timedelta(days=1), timedelta(days=200)]),
        st.sampled_from([1, 100, 365]),
    ),
    max_size=8,
)


@dataclass(frozen=True)
class Held:
    """What holds of one category: until when somebody agreed, or None."""

    until: datetime | None = None

    def at(self, now: datetime) -> Held:
        return self if self.until and now < self.until else Held()


@given(steps=STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_said_last_counts(steps: list[Step]) -> None:
    samira, now = els_helps(), NOON
    me, to = at_home(samira), organisation("ruben")
    with maintenance("erasing"):
        Consent.objects.all().delete()
        Refusal.objects.all().delete()
    held = {"geld": Held(), "gezondheid": Held()}
    for step in steps:
        now += step.after
        before = held[step.category].at(now)
        about = (me, samira.ref, "schuldhulp", to, step.category, Said(), now)
        if step.what == "no":
            actions.refuse_consent(*about)
            held[step.category] = Held()
        elif step.what == "withdraw":
            for row in queries.standing_consents(me, samira.ref, "inzage", now):
                if row.shared == step.category:
                    actions.withdraw_consent(me, row.pk, now)
            held[step.category] = Held()
        elif before.until:
            with pytest.raises(GroundRefusedError):
                actions.give_consent(*about)
        else:
            until = now + timedelta(days=step.days)
            actions.give_consent(*about, until=until)
            held[step.category] = replace(before, until=until)
        for moment in (now, now + timedelta(days=100), now + timedelta(days=365)):
            stands = {row.shared for row in queries.standing_consents(me, samira.ref, "inzage", moment)}
            assert stands == {category for category, each in held.items() if each.at(moment).until}
