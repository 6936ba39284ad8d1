"""Somebody cannot decide at the moment: who judged so, who stands in, to whom they said no, and how it ends.

BW 7:465 lid 3 and Wmo 2015 art. 1.1.1 give the row: curator or mentor; who was authorised in writing; husband, wife or
partner; parent, child, brother, sister, grandparent or grandchild.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people import deciding_actions as actions
from maatwerk.foundation.people.deciding_actions import Judged
from maatwerk.foundation.people.models import Exclusion, Judgement, Representation, Resident
from maatwerk.foundation.people.refusing import NotYoursError
from maatwerk.foundation.people.residents import Scope, Standing
from maatwerk.foundation.people.standing import Person, may_act, may_see
from maatwerk.foundation.people.standing_actions import Stands, lift, register, suspend
from maatwerk.foundation.people.standing_actions import end as end_standing
from maatwerk.foundation.people.standing_in import THE_ROW, Other, comes_before, might_be
from tests.foundation.people.asking import again, at_work, refused, rows_of, samira_and_els, themselves, works_with
from tests.residents import NOON, add_resident, owned

pytestmark = pytest.mark.django_db

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SAID = Judged("welke hulp er in huis komt", "Zij is in de war.", "A. de Wit, huisarts", NOON + 20 * DAY)
SPOKE = "Zelf gesproken; hij woont bij haar."


@pytest.fixture(autouse=True)
def _municipalities(two_municipalities: object) -> None:
    """There are two."""


def judged(purpose: str = "wmo") -> tuple[Resident, Viewer, Judgement]:
    samira, els = samira_and_els()
    return samira, els, actions.judge(els, samira.pk, SAID, purpose, NOON)


def stands(name: str, standing: Standing = Standing.FAMILY, scope: Scope = Scope.CARE) -> Stands:
    return Stands(standing, name.title(), scope, add_resident(name).ref, SPOKE)


def sees(name: str, resident: Resident, now: datetime) -> bool:
    """Whether this person sees who the resident is, as somebody who stands for them."""
    viewer = themselves(add_resident(name))
    return connections().gate.open_for(viewer, resident, "vertegenwoordiging", now).allows


def faults(els: Viewer, samira: Resident, who: Stands, now: datetime = NOON) -> dict[str, str]:
    return refused(register, els, samira.pk, who, "wmo", now)


class TestTheRow:
    def test_everybody_comes_after_those_before_them(self) -> None:
        assert THE_ROW == (Standing.AUTHORISED, Standing.PARTNER, Standing.FAMILY)
        before = {
            each: [other for other in Standing if comes_before(Other(other, Scope.BOTH), each)] for each in THE_ROW
        }
        court = [Standing.CURATOR, Standing.MENTOR]
        assert before == {
            Standing.AUTHORISED: court,
            Standing.PARTNER: [*court, Standing.AUTHORISED],
            Standing.FAMILY: [*court, Standing.AUTHORISED, Standing.PARTNER],
        }

    def test_money_keeps_nobody_from_care_and_who_was_suspended_does_not_act(self) -> None:
        assert not comes_before(Other(Standing.CURATOR, Scope.MONEY), Standing.FAMILY)
        assert not comes_before(Other(Standing.AUTHORISED, Scope.CARE, suspended=True), Standing.PARTNER)
        assert comes_before(Other(Standing.MENTOR, Scope.CARE, suspended=True), Standing.PARTNER)

    def test_a_first_name_alone_keeps_somebody_out_and_another_name_does_not(self) -> None:
        assert might_be(" joost ", "Joost Haddad")
        assert might_be("Joost HADDAD", "joost")
        assert not might_be("Joost Haddad", "Joost de Wit")
        assert not might_be("Wim Haddad", "Joost Haddad")
        assert not might_be("", "Joost")

    @pytest.mark.parametrize("standing", [Standing.PARTNER, Standing.FAMILY])
    def test_the_row_by_itself_opens_nothing_and_nobody_in_it_acts_in_the_file(self, standing: Standing) -> None:
        adult = Person(date(1980, 1, 1))
        assert may_see(standing, Scope.CARE, True, adult, NOON.date()) == frozenset()
        assert may_act(standing, Scope.CARE, adult, NOON.date()) == frozenset()


class TestJudging:
    def test_it_says_who_judged_what_and_until_when_and_opens_nothing(self) -> None:
        samira, els, made = judged()
        assert (made.judged_by, made.noted_by, made.start, made.end) == (SAID.judged_by, els.ref, NOON, SAID.until)
        assert (made.purpose, made.category, made.controller) == ("wmo", "vertegenwoordiging", els.organisation)
        assert rows_of(Representation) == []
        assert connections().gate.open_for(themselves(samira), made, "inzage", NOON).allows  # she reads it herself

    @pytest.mark.parametrize(
        ("changed", "field", "sentence"),
        [
            ({"matter": " "}, "matter", "Schrijf op waarover de inwoner nu niet kan beslissen."),
            ({"why": "\0"}, "why", "Schrijf op waarom de deskundige dit vindt."),
            ({"judged_by": "huisarts"}, "judged_by", "Schrijf de naam en het beroep op van wie dit vindt."),
            ({"until": None}, "until", "Vul in tot en met welke dag dit geldt."),
            ({"until": NOON}, "until", "Kies een dag in de toekomst, binnen drie maanden."),
            ({"until": NOON + 93 * DAY}, "until", "Kies een dag in de toekomst, binnen drie maanden."),
            ({"matter": "x" * 301}, "matter", "Dit is te lang."),
        ],
    )
    def test_what_is_missing_is_refused_in_words(self, changed: Any, field: str, sentence: str) -> None:
        samira, els = samira_and_els()
        found = refused(actions.judge, els, samira.pk, replace(SAID, **changed), "wmo", NOON)
        assert found == {field: sentence}
        assert rows_of(Judgement) == []

    def test_only_of_an_adult_who_lives(self) -> None:  # "een meerderjarige patiënt"
        bilal = add_resident("bilal")  # 16: who has custody decides, or he does
        els = works_with("els", [bilal])
        assert "18 jaar of ouder" in refused(actions.judge, els, bilal.pk, SAID, "wmo", NOON)["matter"]
        samira, els = samira_and_els()
        with maintenance("keeping"):
            Resident.objects.filter(pk=samira.pk).update(died_on=NOON.date())
        assert "overleden" in refused(actions.judge, els, samira.pk, SAID, "wmo", NOON)["matter"]

    def test_not_for_safety_and_not_twice_for_one_matter(self) -> None:
        samira, els, _made = judged()
        vera = works_with("els", [samira], "veiligheid")
        assert "Voor veiligheid" in refused(actions.judge, vera, samira.pk, SAID, "veiligheid", NOON)["matter"]
        assert "Er staat al een oordeel" in refused(actions.judge, els, samira.pk, SAID, "wmo", NOON)["matter"]
        youth = works_with("els", [samira], "jeugdhulp")
        actions.judge(youth, samira.pk, SAID, "jeugdhulp", NOON)

    def test_what_another_organisation_wrote_down_is_not_told(self) -> None:
        samira, els, made = judged()
        ruben = works_with("ruben", [samira])
        assert (
            "als een deskundige vond"
            in faults(ruben, samira, Stands(Standing.FAMILY, "Joost", Scope.CARE, "", SPOKE))["standing"]
        )
        other = actions.judge(ruben, samira.pk, SAID, "wmo", NOON)
        register(els, samira.pk, stands("joost"), "wmo", NOON)
        with pytest.raises(NotYoursError):
            actions.withdraw(ruben, samira.pk, made.pk, "wmo", NOON + HOUR)
        actions.withdraw(els, samira.pk, made.pk, "wmo", NOON + HOUR)
        assert sees("joost", samira, NOON + HOUR)  # the other one still says so
        actions.withdraw(ruben, samira.pk, other.pk, "wmo", NOON + 2 * HOUR)
        assert not sees("joost", samira, NOON + 2 * HOUR)

    def test_only_by_who_works_with_the_resident(self) -> None:
        samira, _els = samira_and_els()
        for viewer, purpose in (
            (themselves(samira), "inzage"),
            (themselves(add_resident("joost")), "vertegenwoordiging"),
            (at_work("ruben"), "wmo"),
            (at_work("henk"), "wmo"),
        ):
            with pytest.raises(NotYoursError):
                actions.judge(viewer, samira.pk, SAID, purpose, NOON)
        assert rows_of(Judgement) == []

    def test_she_and_who_writes_down_her_words_may_disagree_and_nothing_said_is_lost(self) -> None:
        samira, els, made = judged()
        actions.contest(themselves(samira), samira.pk, made.pk, "Ik weet het zelf.", "inzage", NOON + HOUR)
        actions.contest(els, samira.pk, made.pk, "Ik wil geen hulp.", "wmo", NOON + 2 * HOUR)
        found = again(made)
        assert (found.said, found.said_at) == ("Ik weet het zelf.\n\nIk wil geen hulp.", NOON + 2 * HOUR)
        assert "words" in refused(actions.contest, els, samira.pk, made.pk, " ", "wmo", NOON)
        assert "words" in refused(actions.contest, els, samira.pk, made.pk, "x" * 4000, "wmo", NOON)
        for other in (themselves(add_resident("joost")), at_work("ruben")):
            with pytest.raises(NotYoursError):
                actions.contest(other, samira.pk, made.pk, "Nee.", "wmo", NOON)
        with pytest.raises(NotYoursError):
            actions.contest(els, samira.pk, made.pk, "Te laat.", "wmo", SAID.until)


class TestStandingIn:
    def test_a_brother_stands_in_until_the_term_ends(self) -> None:
        samira, els, made = judged()
        row = register(els, samira.pk, stands("joost"), "wmo", NOON)
        assert (row.end, row.purpose, row.looks) == (made.end, "wmo", True)
        assert [sees("joost", samira, at) for at in (NOON, made.end - timedelta(microseconds=1))] == [True, True]
        assert not sees("joost", samira, made.end)

    def test_a_shorter_term_stays_and_a_longer_one_is_cut(self) -> None:
        samira, els, made = judged()
        early = register(els, samira.pk, stands("joost"), "wmo", NOON, until=NOON + DAY)
        late = register(els, samira.pk, stands("wim"), "wmo", NOON, since=NOON - DAY, until=NOON + 99 * DAY)
        assert (early.end, late.start, late.end) == (NOON + DAY, NOON, made.end)
        fields = {"since": NOON - 9 * DAY, "until": NOON - DAY}
        found = refused(register, els, samira.pk, stands("rosa"), "wmo", NOON, **fields)
        assert found == {"until": "Het einde ligt voor het begin."}

    def test_without_a_judgement_in_this_matter_nobody_stands_in(self) -> None:
        samira, els = samira_and_els()
        youth = works_with("els", [samira], "jeugdhulp")
        actions.judge(youth, samira.pk, SAID, "jeugdhulp", NOON)
        assert "als een deskundige vond" in faults(els, samira, stands("joost"))["standing"]

    def test_when_it_is_withdrawn_it_is_over_at_that_moment(self) -> None:
        samira, els, made = judged()
        register(els, samira.pk, stands("joost"), "wmo", NOON)
        with pytest.raises(NotYoursError):
            actions.withdraw(themselves(samira), samira.pk, made.pk, "inzage", NOON + HOUR)
        actions.withdraw(els, samira.pk, made.pk, "wmo", NOON + HOUR)
        assert sees("joost", samira, NOON + HOUR - timedelta(microseconds=1))
        assert not sees("joost", samira, NOON + HOUR)
        assert [row.end for row in rows_of(Representation)] == [NOON + HOUR]  # told later, not gone
        actions.judge(els, samira.pk, SAID, "wmo", NOON + 2 * HOUR)
        assert not sees("joost", samira, NOON + 2 * HOUR)  # nobody stands in by itself

    @pytest.mark.parametrize(
        ("first", "then"),
        [
            (Standing.PARTNER, Standing.FAMILY),
            (Standing.AUTHORISED, Standing.FAMILY),
            (Standing.AUTHORISED, Standing.PARTNER),
            (Standing.MENTOR, Standing.PARTNER),
            (Standing.CURATOR, Standing.FAMILY),
        ],
    )
    def test_who_comes_before_keeps_the_next_one_out_and_ends_them_when_they_come(
        self, first: Standing, then: Standing
    ) -> None:
        samira, els, _made = judged()
        scope = Scope.BOTH if first is Standing.CURATOR else Scope.CARE
        before = register(els, samira.pk, stands("wim", first, scope), "wmo", NOON)
        assert "eerder aan de beurt" in faults(els, samira, stands("joost", then))["standing"]
        end_standing(els, samira.pk, before.pk, "wmo", NOON + HOUR)
        after = register(els, samira.pk, stands("joost", then), "wmo", NOON + HOUR)
        assert sees("joost", samira, NOON + HOUR)
        register(els, samira.pk, stands("wim", first, scope), "wmo", NOON + 2 * HOUR)
        assert again(after).end == NOON + 2 * HOUR
        assert not sees("joost", samira, NOON + 2 * HOUR)

    def test_an_administrator_of_money_changes_nothing_here(self) -> None:
        samira, els, made = judged()
        row = register(els, samira.pk, stands("joost"), "wmo", NOON)
        register(els, samira.pk, stands("wim", Standing.ADMINISTRATOR, Scope.MONEY), "wmo", NOON + HOUR)
        assert again(row).end == made.end
        assert sees("joost", samira, NOON + HOUR)

    def test_fear_of_harm_stops_it_at_once_and_the_next_one_may_stand_in(self) -> None:
        samira, els, _made = judged()
        wim = register(els, samira.pk, stands("wim", Standing.PARTNER), "wmo", NOON)
        suspend(els, samira.pk, wim.pk, "Hij sloeg haar.", "wmo", NOON + HOUR)
        register(els, samira.pk, stands("joost"), "wmo", NOON + HOUR)
        assert not sees("wim", samira, NOON + HOUR)
        assert sees("joost", samira, NOON + HOUR)
        lift(els, samira.pk, wim.pk, "wmo", NOON + 2 * HOUR)
        assert sees("wim", samira, NOON + 2 * HOUR)
        assert not sees("joost", samira, NOON + 2 * HOUR)  # her husband comes before him again

    def test_only_for_care_with_how_one_knows_them_and_not_who_judged_or_works_here(self) -> None:
        samira, els, _made = judged()
        wrong = Stands(Standing.FAMILY, "De Wit", Scope.MONEY, "worker:7")
        found = faults(els, samira, wrong)
        assert set(found) == {"scope", "proof", "who"}
        assert found["who"] == "Wie het oordeel gaf, staat niet zelf voor de inwoner."
        worker = replace(stands("joost"), who="worker:7")
        assert faults(els, samira, worker) == {"who": "Een medewerker staat niet in de rij van de familie."}


class TestWhomTheyNeverWant:
    def test_one_they_said_no_to_stops_at_once_and_never_stands_in_again(self) -> None:
        samira, els, _made = judged()
        register(els, samira.pk, stands("joost"), "wmo", NOON)
        no = actions.exclude(themselves(samira), samira.pk, add_resident("joost").ref, "Joost", "inzage", NOON + HOUR)
        assert no.category == "toestemming"
        assert not sees("joost", samira, NOON + HOUR)
        never = "De inwoner wil dat deze persoon nooit voor hem of haar beslist."
        assert faults(els, samira, stands("joost"), NOON + HOUR) == {"who": never}
        actions.allow_again(themselves(samira), samira.pk, no.pk, "inzage", NOON + 2 * HOUR)
        assert not sees("joost", samira, NOON + 2 * HOUR)
        register(els, samira.pk, stands("joost"), "wmo", NOON + 2 * HOUR)
        assert sees("joost", samira, NOON + 2 * HOUR)

    def test_a_name_is_enough_and_twice_is_once(self) -> None:
        samira, els, _made = judged()
        first = actions.exclude(els, samira.pk, "", " Joost  Haddad", "wmo", NOON)
        assert actions.exclude(els, samira.pk, "", "Joost Haddad", "wmo", NOON + HOUR) == first
        assert "nooit" in faults(els, samira, stands("joost"), NOON + HOUR)["who"]
        assert len(rows_of(Exclusion)) == 1

    def test_what_is_missing_is_refused_and_it_is_for_nobody_else(self) -> None:
        samira, els = samira_and_els()
        assert refused(actions.exclude, els, samira.pk, "", " ", "wmo", NOON) == {"name": "Vul een naam in."}
        assert "who" in refused(actions.exclude, els, samira.pk, samira.ref, "Samira", "wmo", NOON)
        joost = themselves(add_resident("joost"))
        for viewer, purpose in ((joost, "vertegenwoordiging"), (joost, "inzage"), (at_work("ruben"), "wmo")):
            with pytest.raises(NotYoursError):
                actions.exclude(viewer, samira.pk, "", "Wim", purpose, NOON)
        made = actions.exclude(els, samira.pk, "", "Wim", "wmo", NOON)
        with pytest.raises(NotYoursError):
            actions.allow_again(joost, samira.pk, made.pk, "inzage", NOON)

    def test_who_was_excluded_reads_nothing_of_it(self) -> None:
        samira, els = samira_and_els()
        joost = add_resident("joost")
        register(els, samira.pk, Stands(Standing.CARER, "Joost", Scope.MONEY, joost.ref, looks=True), "wmo", NOON)
        no = actions.exclude(els, samira.pk, joost.ref, "Joost", "wmo", NOON)
        for purpose in ("vertegenwoordiging", "genoemd", "inzage"):
            assert not connections().gate.open_for(themselves(joost), no, purpose, NOON).allows


def test_a_judgement_without_an_end_cannot_be_stored() -> None:
    from django.db import IntegrityError, transaction

    samira, els = samira_and_els()
    row = owned(samira.ref, els.organisation, "vertegenwoordiging")
    texts = {"matter": "x", "why": "x", "judged_by": "x", "noted_by": els.ref}
    with pytest.raises(IntegrityError), maintenance("keeping"), transaction.atomic():
        Judgement.objects.create(**row, **texts, resident=samira, start=NOON)
