"""The rules about who stands in for somebody who cannot decide now, and about who is named in another's file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Address, Exclusion, Judgement, SafeContact
from maatwerk.foundation.people.residents import Scope, Standing
from tests.foundation.access.looking import at_home, entry
from tests.foundation.access.test_policies import (
    NOTHING,
    SECOND,
    WHAT,
    ask,
    closed,
    nobody_reads_along,
    opens,
)
from tests.residents import LONG_AGO, NOON, add_resident, involve, owned, stand_for
from tests.staff import add_worker

__all__ = ["nobody_reads_along"]
pytestmark = pytest.mark.usefixtures("two_municipalities")


class TestWhoStandsInForWhoCannotDecideNow:
    """BW 7:465 lid 3; Wmo 2015 art. 1.1.1: only in that matter, and each only when there is nobody before them."""

    FOR = "vertegenwoordiging"

    def judged(self, purpose: str = "wmo", **fields: Any) -> Any:
        samira = add_resident("samira")
        row = {"resident": samira, "matter": "x", "why": "x", "judged_by": "x", "noted_by": "worker:1"}
        row |= {"start": LONG_AGO, "end": NOON + SECOND} | fields
        with maintenance("keeping"):
            Judgement.objects.create(**owned(samira.ref, samira.controller, "vertegenwoordiging", purpose), **row)
        return samira

    def brother(self, samira: Any, standing: Standing = Standing.FAMILY, **fields: Any) -> Viewer:
        joost = add_resident("joost")
        stand_for(samira, joost.ref, standing, Scope.CARE, **fields)
        return at_home(joost)

    def test_a_brother_sees_the_matter_and_who_it_is_and_nothing_else(self) -> None:
        samira = self.judged()
        joost = self.brother(samira)
        opens("nu_niet_beslissen", ask(joost, entry(samira, "zorg"), self.FOR))
        opens("nu_niet_beslissen_wie_het_is", ask(joost, entry(samira, "identiteit", purpose="schuldhulp"), self.FOR))
        for category in ("geld", "contact", "justitie", "schuiladres", "geweld", "melder", "veilig_contact"):
            assert ask(joost, entry(samira, category), self.FOR).level is NOTHING
        closed(ask(joost, entry(samira, "zorg", purpose="jeugdhulp"), self.FOR))  # another matter
        closed(ask(at_home(add_resident("joost"), "laag"), entry(samira, "zorg"), self.FOR))
        closed(ask(at_home(add_resident("wim")), entry(samira, "zorg"), self.FOR))

    def test_it_holds_for_as_long_as_somebody_judged_so(self) -> None:
        samira = self.judged(start=NOON - SECOND, end=NOON + SECOND)
        joost, care = self.brother(samira), entry(samira, "zorg")
        levels = [ask(joost, care, self.FOR, NOON + each * SECOND).level for each in (-2, -1, 0, 1)]
        assert levels == [NOTHING, WHAT, WHAT, NOTHING]

    def test_without_a_judgement_nobody_stands_in(self) -> None:
        samira = self.judged(purpose="schuldhulp")
        closed(ask(self.brother(samira), entry(samira, "zorg"), self.FOR))

    @pytest.mark.parametrize(
        ("before", "fields", "level"),
        [
            (Standing.CURATOR, {}, NOTHING),
            (Standing.MENTOR, {}, NOTHING),
            (Standing.MENTOR, {"suspended_at": LONG_AGO}, NOTHING),  # the court says who acts then
            (Standing.MENTOR, {"end": NOON}, WHAT),
            (Standing.AUTHORISED, {}, NOTHING),
            (Standing.AUTHORISED, {"suspended_at": LONG_AGO}, WHAT),  # "of treedt deze niet op"
            (Standing.AUTHORISED, {"scope": Scope.MONEY}, WHAT),
            (Standing.ADMINISTRATOR, {"scope": Scope.MONEY}, WHAT),
            (Standing.PARTNER, {}, NOTHING),
            (Standing.PARTNER, {"suspended_at": LONG_AGO}, WHAT),
            (Standing.PARTNER, {"purpose": "jeugdhulp"}, WHAT),  # who stands in there, in another matter
            (Standing.FAMILY, {}, WHAT),  # within a step the law knows no order
            (Standing.CARER, {}, WHAT),
        ],
    )
    def test_only_when_there_is_nobody_before_them(
        self, before: Standing, fields: dict[str, Any], level: Level
    ) -> None:
        samira = self.judged()
        joost = self.brother(samira)
        stand_for(samira, add_resident("wim").ref, before, **({"scope": Scope.CARE} | fields))
        assert ask(joost, entry(samira, "zorg"), self.FOR).level is level

    def test_a_husband_comes_before_a_brother_and_after_who_was_authorised(self) -> None:
        samira = self.judged()
        wim, care = self.brother(samira, Standing.PARTNER), entry(samira, "zorg")
        stand_for(samira, add_resident("bilal").ref, Standing.FAMILY, Scope.CARE)
        opens("nu_niet_beslissen", ask(wim, care, self.FOR))
        stand_for(samira, add_resident("bilal").ref, Standing.AUTHORISED, Scope.CARE)
        closed(ask(wim, care, self.FOR))

    def test_one_to_whom_she_said_no_never_does(self) -> None:
        samira = self.judged()
        joost, care = self.brother(samira), entry(samira, "zorg")
        opens("nu_niet_beslissen", ask(joost, care, self.FOR))
        no = {"resident": samira, "who": joost.ref, "name": "Joost"}
        with maintenance("keeping"):
            Exclusion.objects.create(**owned(samira.ref, samira.controller, "toestemming"), **no, start=NOON)
        opens("nu_niet_beslissen", ask(joost, care, self.FOR, NOON - SECOND))
        closed(ask(joost, care, self.FOR))

    def test_not_of_a_minor_and_not_of_who_died(self) -> None:  # "een meerderjarige"
        samira = self.judged()
        joost, care = self.brother(samira), entry(samira, "zorg")
        with maintenance("keeping"):
            for born, died, level in (
                (date(2008, 11, 22), None, WHAT),  # 18 today
                (date(2008, 11, 23), None, NOTHING),
                (date(1980, 1, 1), NOON.date(), NOTHING),
            ):
                samira.born, samira.died_on = born, died
                samira.save()
                assert ask(joost, care, self.FOR).level is level


class TestWhoIsNamedWithAnother:
    """AVG art. 15 lid 1 and 4: what it says about oneself, where it tells nothing of another that one does not know."""

    def named(self, **fields: Any) -> tuple[Any, Any, Any]:
        samira, joost = add_resident("samira"), add_resident("joost")
        return samira, joost, stand_for(samira, joost.ref, Standing.CARER, **({"looks": False} | fields))

    def test_a_carer_sees_where_they_are_named_and_nothing_else(self) -> None:
        samira, joost, row = self.named()
        bond = entry(samira, "huishouden", bond="broer_of_zus", other=joost)
        other = stand_for(samira, add_resident("wim").ref, Standing.CARER)
        opens("zelf_genoemd", ask(at_home(joost), row, "genoemd"))
        opens("zelf_genoemd", ask(at_home(joost), bond, "genoemd"))
        for thing in (other, samira, entry(samira, "huishouden"), entry(samira, "zorg")):
            closed(ask(at_home(joost), thing, "genoemd"))
        closed(ask(at_home(joost, "code"), row, "genoemd"))
        closed(ask(at_home(joost), row, "inzage"))
        closed(ask(at_home(add_resident("wim")), row, "genoemd"))

    def test_who_is_named_and_does_not_stand_there_does_not_hear_that_there_is_a_file(self) -> None:
        samira, joost = add_resident("samira"), add_resident("joost")
        closed(ask(at_home(joost), entry(samira, "huishouden", bond="partner", other=joost), "genoemd"))

    def happens(self, samira: Any, danger: str) -> None:
        about = {"resident": samira}
        with maintenance("keeping"):
            if danger == "adres":
                hidden = owned(samira.ref, samira.controller, "schuiladres", "veiligheid")
                Address.objects.create(**hidden, **about, kind="verblijfadres", street="Kade", start=NOON)
            if danger == "afspraak":
                SafeContact.objects.create(
                    **owned(samira.ref, samira.controller, "veilig_contact"), **about, instruction="Bel niet."
                )
            if danger == "overleden":
                samira.died_on = NOON.date()
                samira.save()
        if danger == "veiligheid":
            involve(add_worker("els"), samira, "veiligheid", start=NOON)

    @pytest.mark.parametrize(
        "danger",
        ["adres", "veiligheid", "afspraak", "opgeschreven_voor_veiligheid", "stilgezet", "voorbij", "overleden"],
    )
    def test_not_where_it_could_put_somebody_in_danger(self, danger: str) -> None:
        fields: dict[str, dict[str, Any]] = {
            "opgeschreven_voor_veiligheid": {"purpose": "veiligheid"},
            "stilgezet": {"suspended_at": NOON},
            "voorbij": {"end": NOON},
        }
        samira, joost, row = self.named(**fields.get(danger, {}))
        self.happens(samira, danger)
        bond = entry(samira, "huishouden", bond="partner", other=joost)
        for thing in (row, bond):
            closed(ask(at_home(joost), thing, "genoemd"))

    @pytest.mark.parametrize("danger", ["adres", "veiligheid", "afspraak"])
    def test_for_who_may_look_along_nothing_changes_that_would_tell_them(self, danger: str) -> None:
        samira, joost, row = self.named(looks=True)
        self.happens(samira, danger)
        opens("zelf_genoemd", ask(at_home(joost), row, "genoemd"))

    def test_what_was_hidden_once_stays_so_and_what_was_over_before_does_not_count(self) -> None:
        samira, joost, row = self.named(start=NOON)
        hidden = owned(samira.ref, samira.controller, "schuiladres", "veiligheid") | {"resident": samira}
        place = {"kind": "verblijfadres", "street": "Kade"}
        with maintenance("keeping"):
            Address.objects.create(**hidden, **place, start=LONG_AGO, end=NOON)
        opens("zelf_genoemd", ask(at_home(joost), row, "genoemd"))
        with maintenance("keeping"):
            Address.objects.create(**hidden, **place, start=NOON + SECOND, end=NOON + 2 * SECOND)
        levels = [ask(at_home(joost), row, "genoemd", NOON + each * SECOND).level for each in (0, 1, 2)]
        assert levels == [WHAT, NOTHING, NOTHING]
