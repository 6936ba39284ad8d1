"""Every rule by name, with people everybody knows: what it opens or closes, and what is just beyond it.

The articles stand beside each example; what they say is not in the code that decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from maatwerk.foundation.access.connections import connected
from maatwerk.foundation.access.gate import AccessGate
from maatwerk.foundation.access.models import (
    BlindRequest,
    Doubt,
    Emergency,
    Lifting,
    Opened,
    Restricted,
    Restriction,
    RightsRequest,
    Withheld,
)
from maatwerk.foundation.access.policy import rules
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Personal, Secrecy
from maatwerk.foundation.gate.protocols import Decision, Viewer
from maatwerk.foundation.people.residents import Scope, Standing
from tests.foundation.access.looking import at_home, at_work, entry
from tests.residents import (
    LONG_AGO,
    NOON,
    add_resident,
    consent,
    give_task,
    involve,
    organisation_ref,
    owned,
    stand_for,
)
from tests.staff import add_worker

pytestmark = pytest.mark.usefixtures("two_municipalities")

THAT, WHAT, NOTHING = Level.THAT, Level.WHAT, Level.NOTHING
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def nobody_reads_along() -> Iterator[None]:
    with connected(write=lambda *_: None):
        yield


def ask(viewer: Viewer, thing: Personal, purpose: str, now: Any = NOON) -> Decision:
    return AccessGate().open_for(viewer, thing, purpose, now)


def kept(model: type[Any], subject: Any, category: str, **fields: Any) -> Any:
    """A row of the room itself about this resident."""
    values = owned(subject.ref, subject.controller, category, municipality=subject.municipality)
    with maintenance("keeping"):
        return model.objects.create(**(values | {"by": "worker:1", "start": LONG_AGO} | fields))


def opens(policy: str, decision: Decision, level: Level = WHAT) -> None:
    assert (decision.level, decision.grounds) == (level, (policy,)), decision


def closed(decision: Decision, by: str = "") -> None:
    assert decision.level is NOTHING
    assert decision.grounds == ((by,) if by else ())


def test_every_rule_stands_in_these_files() -> None:
    from pathlib import Path

    text = "".join(path.read_text() for path in Path(__file__).parent.glob("test_policies*.py"))
    assert [policy.id for policy in rules().policies if f'"{policy.id}"' not in text] == []


class TestTheResident:
    def test_samira_sees_what_is_about_her(self) -> None:  # AVG art. 15; Wmo 2015 art. 5.3.2
        samira, joost = add_resident("samira"), add_resident("joost")
        opens("eigen", ask(at_home(samira, "laag"), entry(samira, "geld"), "inzage"))
        closed(ask(at_home(joost), entry(samira, "geld"), "inzage"))
        closed(ask(at_home(samira), entry(samira, "geld"), "vertegenwoordiging"))

    def test_her_health_asks_for_a_stronger_log_in(self) -> None:  # AVG art. 9, art. 32
        samira = add_resident("samira")
        closed(ask(at_home(samira, "laag"), entry(samira, "gezondheid"), "inzage"))
        opens("eigen", ask(at_home(samira, "substantieel"), entry(samira, "gezondheid"), "inzage"))

    def test_a_code_opens_only_what_is_light(self) -> None:  # AVG art. 32: people share telephones and letterboxes
        samira = add_resident("samira")
        opens("eigen_licht", ask(at_home(samira, "code"), entry(samira, "voorkeur"), "inzage"))
        closed(ask(at_home(samira, "code"), entry(samira, "geld"), "inzage"))
        closed(ask(at_home(samira, ""), entry(samira, "voorkeur"), "inzage"))

    @pytest.mark.parametrize(("name", "level"), [("noor", NOTHING), ("bilal", WHAT), ("wim", WHAT)])
    def test_from_twelve_on_a_child_sees_the_own_file(self, name: str, level: Level) -> None:  # Jeugdwet art. 7.3.10
        child = add_resident(name)  # 9, 16, and Wim of whom nobody knows the birth date
        assert ask(at_home(child), entry(child, "geld"), "inzage").level is level


class TestWhatIsRestricted:
    """AVG art. 18 lid 2: kept, and used with consent, for a claim, another's rights or a weighty public interest."""

    def restricted(self, thing: Any, **fields: Any) -> None:
        with maintenance("keeping"):
            row = owned(thing.subject, thing.controller, "rechtsverzoek", "rechten", thing.municipality)
            columns = {"request": uuid4(), "reason": "juistheid", "look_on": NOON.date(), "by": "worker:1"}
            made = Restriction.objects.create(**(row | columns | {"start": NOON - SECOND} | fields))
            Restricted.objects.create(municipality=made.municipality, restriction=made.pk, entry=thing.pk)

    def theirs(self) -> tuple[Any, Any]:
        samira, els = add_resident("samira"), add_worker("els")
        give_task(els)
        involve(els, samira)
        return samira, entry(samira, "zorg")

    def test_who_works_with_her_sees_only_that_it_is_there_and_why(self) -> None:
        _samira, thing = self.theirs()
        other = entry(add_resident("samira"), "zorg")
        self.restricted(thing)
        decision = ask(at_work("els"), thing, "wmo")
        assert (decision.level, decision.grounds) == (THAT, ("taak", "beperkt"))
        assert "De inwoner vroeg om dit nu niet te gebruiken." in decision.reason
        opens("taak", ask(at_work("els"), other, "wmo"))

    def test_it_holds_from_its_start_until_its_end(self) -> None:
        _samira, thing = self.theirs()
        self.restricted(thing, start=NOON, end=NOON + SECOND)
        levels = [ask(at_work("els"), thing, "wmo", NOON + each * SECOND).level for each in (-1, 0, 1)]
        assert levels == [WHAT, THAT, WHAT]

    def test_she_and_who_stands_for_her_go_on_seeing_it(self) -> None:
        samira, thing = self.theirs()
        money = entry(samira, "geld")
        self.restricted(thing)
        self.restricted(money)
        opens("eigen", ask(at_home(samira), thing, "inzage"))
        stand_for(samira, at_work("anton").ref, Standing.ADMINISTRATOR, Scope.MONEY)
        opens("vertegenwoordiging_geld", ask(at_work("anton"), money, "vertegenwoordiging"))

    def test_a_yes_counts_from_after_it_and_not_from_before(self) -> None:
        samira, thing = self.theirs()
        ruben = add_worker("ruben")
        give_task(ruben, "schuldhulp")
        involve(ruben, samira, "schuldhulp")
        consent(samira, ruben, "zorg", "schuldhulp")  # long ago
        self.restricted(thing)
        assert ask(at_work("ruben"), thing, "schuldhulp").grounds == (
            "toestemming",
            "toestemming_alleen_dat",
            "beperkt",
        )
        consent(samira, ruben, "zorg", "schuldhulp", start=NOON)
        opens("toestemming", ask(at_work("ruben"), thing, "schuldhulp"))

    def test_danger_and_safe_contact_go_before_it(self) -> None:
        samira, thing = self.theirs()
        safe = entry(samira, "veilig_contact")
        self.restricted(thing)
        self.restricted(safe)
        kept(Emergency, samira, "noodtoegang", who=at_work("mia").ref, reason="x", start=NOON - SECOND)
        opens("noodtoegang", ask(at_work("mia"), thing, "noodgeval"))
        assert ask(at_work("els"), safe, "wmo").level is WHAT

    def test_another_municipality_restricts_nothing_here(self) -> None:
        _samira, thing = self.theirs()
        self.restricted(thing, municipality="veenrode")
        opens("taak", ask(at_work("els"), thing, "wmo"))


class TestWhoStandsFor:
    def test_a_parent_sees_everything_of_a_child_below_twelve(self) -> None:  # BW 1:245, 1:247; Jeugdwet art. 7.3.15
        noor, samira = add_resident("noor"), add_resident("samira")
        stand_for(noor, samira.ref, Standing.PARENT)
        opens("gezag_tot_12", ask(at_home(samira), entry(noor, "justitie"), "vertegenwoordiging"))
        closed(ask(at_home(samira, "laag"), entry(noor, "justitie"), "vertegenwoordiging"))
        closed(ask(at_home(add_resident("joost")), entry(noor, "justitie"), "vertegenwoordiging"))

    def test_custody_is_what_counts_not_being_a_parent(self) -> None:  # BW 1:377c: may ask, opens nothing
        noor, joost = add_resident("noor"), add_resident("joost")
        stand_for(noor, joost.ref, Standing.PARENT_WITHOUT_CUSTODY)
        closed(ask(at_home(joost), entry(noor, "gezin"), "vertegenwoordiging"))

    @pytest.mark.parametrize(
        ("day", "ground"),  # Bilal, born 3 March 2010: 12 in 2022, 16 in 2026, 18 in 2028; midnight in the Netherlands
        [
            ("2022-03-02T22:59:59+00:00", ("gezag_tot_12", "gezag_geld_tot_18")),
            ("2022-03-02T23:00:00+00:00", ("gezag_12_tot_16", "gezag_geld_tot_18")),
            ("2026-03-02T22:59:59+00:00", ("gezag_12_tot_16", "gezag_geld_tot_18")),
            ("2026-03-02T23:00:00+00:00", ("gezag_geld_tot_18",)),
            ("2028-03-02T22:59:59+00:00", ("gezag_geld_tot_18",)),
            ("2028-03-02T23:00:00+00:00", ()),
        ],
    )
    def test_birthdays_end_custody_by_themselves(self, day: str, ground: tuple[str, ...]) -> None:
        """Jeugdwet art. 7.3.4 and BW 7:450 lid 2: below 12, 12 to 16, from 16 on; BW 1:253i: money until 18."""
        from datetime import datetime

        bilal, samira = add_resident("bilal"), add_resident("samira")
        stand_for(bilal, samira.ref, Standing.PARENT, start=datetime.fromisoformat("2015-01-01T00:00:00+00:00"))
        found = ask(at_home(samira), entry(bilal, "geld"), "vertegenwoordiging", datetime.fromisoformat(day))
        assert (found.grounds, found.allows) == (ground, bool(ground))

    def test_from_sixteen_on_care_is_for_the_youth_alone(self) -> None:  # BW 7:447; Jeugdwet art. 7.3.4
        bilal, samira = add_resident("bilal"), add_resident("samira")
        stand_for(bilal, samira.ref, Standing.PARENT)
        opens("gezag_geld_tot_18", ask(at_home(samira), entry(bilal, "geld"), "vertegenwoordiging"))
        closed(ask(at_home(samira), entry(bilal, "zorg"), "vertegenwoordiging"))

    def test_anton_sees_money_and_no_care(self) -> None:  # BW 1:441: bewind is over property
        samira, anton = add_resident("samira"), at_work("anton")
        stand_for(samira, anton.ref, Standing.ADMINISTRATOR, Scope.MONEY)
        opens("vertegenwoordiging_geld", ask(anton, entry(samira, "geld"), "vertegenwoordiging"))
        closed(ask(anton, entry(samira, "zorg"), "vertegenwoordiging"))

    def test_no_paper_makes_an_administrator_one_of_care(self) -> None:  # BW 1:431: never more than the law gives
        samira, anton = add_resident("samira"), at_work("anton")
        stand_for(samira, anton.ref, Standing.ADMINISTRATOR, Scope.BOTH)
        closed(ask(anton, entry(samira, "zorg"), "vertegenwoordiging"))

    def test_a_mentor_sees_care_and_no_money(self) -> None:  # BW 1:453
        samira, joost = add_resident("samira"), add_resident("joost")
        stand_for(samira, joost.ref, Standing.MENTOR, Scope.CARE)
        opens("vertegenwoordiging_zorg", ask(at_home(joost), entry(samira, "zorg"), "vertegenwoordiging"))
        closed(ask(at_home(joost), entry(samira, "geld"), "vertegenwoordiging"))

    def test_a_carer_looks_along_only_when_the_resident_says_so(self) -> None:  # Wmo 2015 art. 1.1.1; AVG art. 6 1 a
        samira, joost, wim = add_resident("samira"), add_resident("joost"), add_resident("wim")
        stand_for(samira, joost.ref, Standing.CARER, looks=False)
        closed(ask(at_home(joost), entry(samira, "zorg"), "vertegenwoordiging"))
        stand_for(samira, wim.ref, Standing.CARER, looks=True)
        opens("vertegenwoordiging_zorg", ask(at_home(wim), entry(samira, "zorg"), "vertegenwoordiging"))

    def test_suspended_is_over_at_once_and_death_ends_it(self) -> None:  # BW 1:449, 3:72
        samira, joost = add_resident("samira"), add_resident("joost")
        stand_for(samira, joost.ref, Standing.AUTHORISED, suspended_at=NOON)
        thing = entry(samira, "geld")
        opens("vertegenwoordiging_geld", ask(at_home(joost), thing, "vertegenwoordiging", NOON - SECOND))
        closed(ask(at_home(joost), thing, "vertegenwoordiging", NOON))
        with maintenance("keeping"):
            type(samira).objects.filter(pk=samira.pk).update(died_on=(NOON - timedelta(days=30)).date())
        closed(ask(at_home(joost), thing, "vertegenwoordiging", NOON - SECOND))


class TestPeopleAtWork:
    def test_els_sees_what_belongs_to_her_task(self) -> None:  # AVG art. 6 lid 1 e; Wmo 2015 art. 5.1.1
        samira, els = add_resident("samira"), add_worker("els")
        thing = entry(samira, "zorg")
        give_task(els)
        closed(ask(at_work("els"), thing, "wmo"))
        involve(els, samira)
        opens("taak", ask(at_work("els"), thing, "wmo"))
        closed(ask(at_work("els"), entry(samira, "justitie"), "wmo"))  # no category of the Wmo
        closed(ask(at_work("els"), entry(samira, "zorg", add_worker("ruben")), "wmo"))  # of another organisation
        closed(ask(at_work("els"), thing, "schuldhulp"))  # another purpose needs its own ground

    def test_a_task_and_an_involvement_end_on_the_second(self) -> None:
        samira, els = add_resident("samira"), add_worker("els")
        give_task(els)
        involve(els, samira, end=NOON)
        thing = entry(samira, "zorg")
        opens("taak", ask(at_work("els"), thing, "wmo", NOON - SECOND))
        closed(ask(at_work("els"), thing, "wmo", NOON))

    def test_what_was_collected_for_one_law_is_not_used_for_another(self) -> None:  # AVG art. 5 lid 1 b
        samira, els = add_resident("samira"), add_worker("els")
        give_task(els)
        involve(els, samira)
        closed(ask(at_work("els"), entry(samira, "zorg", purpose="leerplicht"), "wmo"))

    def test_the_bsn_asks_for_a_power_of_its_own(self) -> None:  # UAVG art. 46
        samira, els = add_resident("samira"), add_worker("els")
        task = give_task(els)
        involve(els, samira)
        thing = entry(samira, "bsn")
        closed(ask(at_work("els"), thing, "wmo"))
        task.bsn_article = "Wmo 2015 art. 5.2.9"
        task.save()
        opens("taak", ask(at_work("els"), thing, "wmo"))

    def test_ruben_may_know_who_it_is_and_nothing_else_of_the_wijkteam(self) -> None:
        samira, ruben = add_resident("samira"), add_worker("ruben")
        give_task(ruben, "schuldhulp")
        involve(ruben, samira, "schuldhulp")
        opens("taak_wie_het_is", ask(at_work("ruben"), samira, "schuldhulp"))
        closed(ask(at_work("ruben"), entry(samira, "geld"), "schuldhulp"))

    def test_els_sees_the_choices_that_her_organisation_wrote_down(self) -> None:  # AVG art. 7 lid 1
        samira, els, ruben = add_resident("samira"), add_worker("els"), add_worker("ruben")
        give_task(els)
        involve(els, samira)
        opens(
            "wat_de_inwoner_koos", ask(at_work("els"), entry(samira, "toestemming", els, purpose="schuldhulp"), "wmo")
        )
        closed(ask(at_work("els"), entry(samira, "toestemming", ruben, purpose="schuldhulp"), "wmo"))

    def test_els_hears_who_would_like_to_work_with_samira(self) -> None:  # AVG art. 5 lid 1 a
        samira, els, ruben = add_resident("samira"), add_worker("els"), add_worker("ruben")
        give_task(els)
        give_task(ruben, "schuldhulp")
        involve(els, samira)
        asked = entry(samira, "verzoek", ruben, purpose="schuldhulp")
        opens("vraag_om_contact", ask(at_work("els"), asked, "wmo"))
        closed(ask(at_work("ruben"), asked, "schuldhulp"))

    def test_els_sees_what_her_organisation_wrote_down_of_a_choice(self) -> None:  # AVG art. 7 lid 1
        samira, els, ruben = add_resident("samira"), add_worker("els"), add_worker("ruben")
        give_task(els)
        involve(els, samira)
        # For whatever purpose it was asked, so that nobody asks twice; what others wrote down stays with them.
        opens("wat_de_inwoner_koos", ask(at_work("els"), consent(samira, els, "geld", "schuldhulp"), "wmo"))
        closed(ask(at_work("els"), consent(samira, ruben, "geld", "schuldhulp"), "wmo"))
        closed(ask(at_work("els"), entry(samira, "geld", purpose="schuldhulp"), "wmo"))

    def test_who_works_with_her_can_ask_her_for_another(self) -> None:  # AVG art. 5 lid 1 a
        samira, els, ruben = add_resident("samira"), add_worker("els"), add_worker("ruben")
        give_task(els)
        asked = kept(
            BlindRequest, samira, "verzoek", who=f"worker:{ruben.pk}", reason="Schulden.", purpose="schuldhulp"
        )
        closed(ask(at_work("els"), asked, "wmo"))
        involve(els, samira)
        opens("vraag_om_contact", ask(at_work("els"), asked, "wmo"))
        closed(ask(at_work("mia"), asked, "wmo"))

    def test_consent_is_for_one_purpose_one_category_one_organisation(self) -> None:  # AVG art. 7
        samira, els, ruben = add_resident("samira"), add_worker("els"), add_worker("ruben")
        for worker in (els, ruben):
            give_task(worker, "wmo")
            involve(worker, samira, "wmo")
        consent(samira, els, "geld", "wmo", withdrawn_at=NOON)
        of_ruben = entry(samira, "geld", ruben)
        opens("toestemming", ask(at_work("els"), of_ruben, "wmo", NOON - SECOND))
        closed(ask(at_work("els"), of_ruben, "wmo", NOON))  # withdrawn is over at the very next question
        closed(ask(at_work("els"), entry(samira, "woning", ruben), "wmo", NOON - SECOND))
        closed(ask(at_work("ruben"), entry(samira, "geld", els), "wmo", NOON - SECOND))

    def test_consent_opens_nothing_that_the_purpose_cannot_need(self) -> None:  # AVG art. 5 lid 1 c; UAVG art. 46
        samira, els, ruben = add_resident("samira"), add_worker("els"), add_worker("ruben")
        give_task(els)
        involve(els, samira)
        for category in ("justitie", "bsn"):
            consent(samira, els, category)
            closed(ask(at_work("els"), entry(samira, category, ruben), "wmo"))

    def test_consent_to_know_that_says_nothing_of_what(self) -> None:  # AVG art. 7
        samira, els, ruben = add_resident("samira"), add_worker("els"), add_worker("ruben")
        give_task(els)
        involve(els, samira)
        consent(samira, els, "geld", only_that=True)
        opens("toestemming_alleen_dat", ask(at_work("els"), entry(samira, "geld", ruben), "wmo"), THAT)
        closed(ask(at_work("els"), entry(samira, "woning", ruben), "wmo"))

    def test_one_entry_can_be_opened(self) -> None:  # AVG art. 6 lid 1 a
        samira, els, ruben = add_resident("samira"), add_worker("els"), add_worker("ruben")
        give_task(els)
        involve(els, samira)
        one, other = entry(samira, "geld", ruben), entry(samira, "geld", ruben)
        said = {"shared": "geld", "sentence": "Dit mag.", "language": "nl", "how": "mondeling", "given_by": samira.ref}
        kept(Opened, samira, "toestemming", entry=one.pk, organisation=organisation_ref(els), **said)
        opens("geopend", ask(at_work("els"), one, "wmo"))
        closed(ask(at_work("els"), other, "wmo"))
        closed(ask(at_work("mia"), one, "wmo"))

    def test_an_emergency_opens_what_danger_needs_for_who_declared_it(self) -> None:  # AVG art. 6 lid 1 d
        samira = add_resident("samira")
        els = at_work("els")
        kept(
            Emergency,
            samira,
            "noodtoegang",
            who=els.ref,
            reason="Zij is gevallen.",
            start=NOON - SECOND,
            end=NOON + timedelta(hours=4),
        )
        thing = entry(samira, "gezondheid", add_worker("ruben"))
        opens("noodtoegang", ask(els, thing, "noodgeval"))
        closed(ask(els, thing, "noodgeval", NOON + timedelta(hours=4)))
        closed(ask(els, entry(samira, "geld"), "noodgeval"))  # money does not help in danger
        closed(ask(at_work("ruben"), thing, "noodgeval"))


class TestSafeContact:
    def test_whoever_works_with_rosa_knows_how_contact_is_safe(self) -> None:
        rosa, els, ruben = add_resident("rosa"), add_worker("els"), add_worker("ruben")
        for worker, purpose in ((els, "wmo"), (els, "jeugdhulp"), (ruben, "schuldhulp")):
            give_task(worker, purpose)
            involve(worker, rosa, purpose)
        rule = entry(rosa, "veilig_contact", els, purpose="wmo")
        assert "veilig_contact" in ask(at_work("els"), rule, "wmo").grounds
        opens("veilig_contact", ask(at_work("els"), rule, "jeugdhulp"))  # of another purpose
        opens("veilig_contact", ask(at_work("ruben"), rule, "schuldhulp"))  # and of another organisation
        closed(ask(at_work("ruben"), entry(rosa, "contact", els), "schuldhulp"))

    def test_who_looks_because_of_danger_knows_it_too(self) -> None:
        rosa, ruben = add_resident("rosa"), at_work("ruben")
        rule = entry(rosa, "veilig_contact")
        closed(ask(ruben, rule, "noodgeval"))
        kept(Emergency, rosa, "noodtoegang", who=ruben.ref, reason="Zij belde.", start=NOON - SECOND)
        opens("noodtoegang", ask(ruben, rule, "noodgeval"))

    def test_who_stands_for_rosa_may_be_the_danger(self) -> None:
        rosa, joost = add_resident("rosa"), add_resident("joost")
        stand_for(rosa, joost.ref, Standing.AUTHORISED)
        by = "veilig_contact_niet_via_een_ander"
        closed(ask(at_home(joost), entry(rosa, "veilig_contact"), "vertegenwoordiging"), by=by)


class TestWhoWatches:
    def test_tessa_and_fatma_review_emergencies_and_read_nothing_else(self) -> None:  # Wmo 2015 art. 6.1; AVG art. 39
        samira = add_resident("samira")
        used = kept(Emergency, samira, "noodtoegang", who="worker:1", reason="Zij is gevallen.")
        for name in ("tessa", "fatma"):
            opens("nakijken_noodtoegang", ask(at_work(name), used, "toezicht"))
            closed(ask(at_work(name), entry(samira, "zorg"), "toezicht"))
        closed(ask(at_work("els"), used, "toezicht"))
        closed(ask(at_work("beheer"), used, "toezicht"))

    def test_dirk_sees_who_two_people_are_while_it_is_in_doubt(self) -> None:  # AVG art. 5 lid 1 d
        samira, joost, wim = add_resident("samira"), add_resident("joost"), add_resident("wim")
        one, other = sorted([samira.ref, joost.ref])
        Doubt.objects.create(
            municipality="duinstad", one=one, other=other, why=["naam"], found_at=LONG_AGO, settled_at=NOON
        )
        for resident in (samira, joost):
            opens("gegevensbeheer", ask(at_work("dirk"), resident, "gegevensbeheer", NOON - SECOND))
            closed(ask(at_work("dirk"), resident, "gegevensbeheer", NOON))
        closed(ask(at_work("dirk"), wim, "gegevensbeheer", NOON - SECOND))
        closed(ask(at_work("dirk"), entry(samira, "contact"), "gegevensbeheer", NOON - SECOND))
        closed(ask(at_work("els"), samira, "gegevensbeheer", NOON - SECOND))


class TestWhoAnswersQuestionsAboutData:
    """Samira asked dirk's organisation something about what the wijkteam has of her; it waits until NOON."""

    @staticmethod
    def asked(samira: Any, **more: Any) -> RightsRequest:
        controller = organisation_ref(add_worker("dirk"))
        fields = {
            "right": "vraag",
            "words": "Waarom?",
            "about": samira.controller,
            "asked_by": samira.ref,
            "how": "digitaal",
        }
        fields |= {"asked_at": LONG_AGO, "asked_on": LONG_AGO.date(), "due_on": NOON.date()}
        fields |= {"answered_at": NOON, "answered_by": "worker:1", "outcome": "ja", "answer": "Daarom."}
        with maintenance("keeping"):
            row: RightsRequest = RightsRequest.objects.create(
                **(owned(samira.ref, controller, "rechtsverzoek", "rechten") | fields | more)
            )
        return row

    def test_dirk_answers_what_his_organisation_was_asked(self) -> None:  # AVG art. 12 lid 3
        samira = add_resident("samira")
        theirs = self.asked(samira)
        others = self.asked(samira, controller=organisation_ref(add_worker("ruben")))
        opens("verzoek_behandelen", ask(at_work("dirk"), theirs, "rechten"))
        closed(ask(at_work("dirk"), others, "rechten"))
        closed(ask(at_work("dirk"), theirs, "gegevensbeheer"))
        closed(ask(at_work("dirk"), entry(samira, "geld"), "rechten"))
        for name in ("els", "fatma", "tessa", "beheer", "henk"):
            closed(ask(at_work(name), theirs, "rechten"), by="andere_gemeente" if name == "henk" else "")

    def test_until_then_dirk_knows_who_asks_and_how_to_answer_safely(self) -> None:  # AVG art. 12 lid 3 and 6
        samira, wim = add_resident("samira"), add_resident("wim")
        self.asked(samira)
        for thing in (samira, entry(samira, "contact"), entry(samira, "veilig_contact")):
            opens("verzoek_van_wie", ask(at_work("dirk"), thing, "rechten", NOON - SECOND))
            closed(ask(at_work("dirk"), thing, "rechten", NOON))
            closed(ask(at_work("fatma"), thing, "rechten", NOON - SECOND))
        for category in ("geld", "zorg", "verhaal", "betrokkenheid", "bsn", "vertegenwoordiging"):
            closed(ask(at_work("dirk"), entry(samira, category), "rechten", NOON - SECOND))
        closed(
            ask(at_work("dirk"), entry(samira, "schuiladres"), "rechten", NOON - SECOND), by="verborgen_voor_anderen"
        )
        closed(ask(at_work("dirk"), wim, "rechten", NOON - SECOND))

    def test_fatma_sees_what_was_asked_and_not_by_whom(self) -> None:  # AVG art. 38 lid 4, 39 lid 1 onder b
        samira = add_resident("samira")
        row = self.asked(samira)
        opens("verzoek_nakijken", ask(at_work("fatma"), row, "toezicht"))
        closed(ask(at_work("fatma"), samira, "toezicht", NOON - SECOND))
        closed(ask(at_work("tessa"), row, "toezicht"))
        closed(ask(at_work("dirk"), row, "toezicht"))

    def test_samira_sees_what_she_asked_and_what_joost_asked_for_her(self) -> None:  # AVG art. 15
        samira, joost = add_resident("samira"), add_resident("joost")
        hers, his = self.asked(samira), self.asked(samira, asked_by=joost.ref, category="rechtsverzoek_namens")
        stand_for(samira, joost.ref, Standing.AUTHORISED)
        for row in (hers, his):
            opens("eigen", ask(at_home(samira, "laag"), row, "inzage"))
        assert ask(at_home(joost), his, "vertegenwoordiging").allows
        closed(ask(at_home(joost), hers, "vertegenwoordiging"))


class TestWhatNothingOpens:
    def test_a_law_that_is_not_in_force_gives_nothing(self) -> None:  # Wams: passed no day yet
        samira, els = add_resident("samira"), add_worker("els")
        give_task(els, "coordinatie")
        involve(els, samira, "coordinatie")
        closed(ask(at_work("els"), samira, "coordinatie"), by="doel_geldt_niet")

    def test_henk_sees_nothing_of_duinstad_with_all_his_roles(self) -> None:
        samira, henk = add_resident("samira"), add_worker("henk")
        give_task(henk)
        involve(henk, samira)
        closed(ask(at_work("henk"), entry(samira, "zorg", henk), "wmo"), by="andere_gemeente")

    def test_secrecy_of_another_stays_until_the_resident_lifts_it(self) -> None:  # BW 7:457; Wet BIG art. 88
        samira, els, ruben = add_resident("samira"), add_worker("els"), add_worker("ruben")
        give_task(els)
        involve(els, samira)
        consent(samira, els, "gezondheid")
        thing = entry(samira, "gezondheid", ruben, secrecy=Secrecy.MEDICAL)
        closed(ask(at_work("els"), thing, "wmo"), by="beroepsgeheim")
        said = {"shared": "gezondheid", "sentence": "Dit mag.", "language": "nl", "how": "mondeling"}
        lifting = {"organisation": organisation_ref(els), "holder": organisation_ref(ruben), "given_by": samira.ref}
        kept(Lifting, samira, "toestemming", **said, **lifting)
        opens("toestemming", ask(at_work("els"), thing, "wmo"))
        opens("taak", ask(at_work("els"), entry(samira, "zorg", els, secrecy=Secrecy.MEDICAL), "wmo"))

    def test_an_emergency_does_not_break_the_secrecy_of_another(self) -> None:  # theirs to break, BW 7:457
        samira, els = add_resident("samira"), at_work("els")
        kept(Emergency, samira, "noodtoegang", who=els.ref, reason="Zij is gevallen.")
        thing = entry(samira, "gezondheid", add_worker("ruben"), secrecy=Secrecy.MEDICAL)
        closed(ask(els, thing, "noodgeval"), by="beroepsgeheim")

    def test_what_is_withheld_is_closed_to_one_person_for_a_time(self) -> None:  # Jeugdwet art. 7.3.15; BW 7:457 lid 3
        noor, samira, joost = add_resident("noor"), add_resident("samira"), add_resident("joost")
        for parent in (samira, joost):
            stand_for(noor, parent.ref, Standing.PARENT)
        thing = entry(noor, "gezin")
        told = {"from_whom": samira.ref, "ground": "veiligheid", "why": "Zij is bang."}
        withheld = kept(Withheld, noor, "gezin", entry=thing.pk, **told, end=NOON)
        for each in (thing, withheld):  # nor does anything tell that there is something
            closed(ask(at_home(samira), each, "vertegenwoordiging", NOON - SECOND), by="achtergehouden")
            opens("gezag_tot_12", ask(at_home(samira), each, "vertegenwoordiging", NOON))
            opens("gezag_tot_12", ask(at_home(joost), each, "vertegenwoordiging", NOON - SECOND))

    def test_an_emergency_can_become_visible_later(self) -> None:  # AVG art. 23 lid 1 i
        rosa = add_resident("rosa")
        used = kept(
            Emergency, rosa, "noodtoegang", who="worker:1", reason="Zij belde.", hidden_until=NOON, hidden_by="worker:2"
        )
        closed(ask(at_home(rosa), used, "inzage", NOON - SECOND), by="noodtoegang_later_zichtbaar")
        opens("eigen", ask(at_home(rosa), used, "inzage", NOON))
        opens("nakijken_noodtoegang", ask(at_work("tessa"), used, "toezicht", NOON - SECOND))

    def test_where_rosa_hides_is_for_rosa_and_for_safety(self) -> None:  # AVG art. 23 lid 1 i
        rosa, joost, els = add_resident("rosa"), add_resident("joost"), add_worker("els")
        for purpose in ("wmo", "veiligheid"):
            give_task(els, purpose)
            involve(els, rosa, purpose)
        stand_for(rosa, joost.ref, Standing.AUTHORISED)
        address = entry(rosa, "schuiladres", purpose="veiligheid")
        opens("eigen", ask(at_home(rosa), address, "inzage"))
        closed(ask(at_home(joost), entry(rosa, "schuiladres"), "vertegenwoordiging"), by="verborgen_voor_anderen")
        closed(ask(at_work("els"), entry(rosa, "schuiladres"), "wmo"), by="verborgen_voor_anderen")
        opens("taak", ask(at_work("els"), address, "veiligheid"))

    def test_that_safety_is_worked_on_is_not_told_to_who_stands_for_somebody(self) -> None:  # Wmo 2015 art. 5.3.1
        noor, samira, els = add_resident("noor"), add_resident("samira"), add_worker("els")
        stand_for(noor, samira.ref, Standing.PARENT)
        by = "veiligheid_blijft_bij_veiligheid"
        for category in ("betrokkenheid", "verzoek", "zorg"):
            closed(ask(at_home(samira), entry(noor, category, purpose="veiligheid"), "vertegenwoordiging"), by=by)
            opens("gezag_tot_12", ask(at_home(samira), entry(noor, category), "vertegenwoordiging"))
        for category in ("identiteit", "vertegenwoordiging"):  # who it is, and that she stands for her, she knows
            assert ask(at_home(samira), entry(noor, category, purpose="veiligheid"), "vertegenwoordiging").allows
        involve(els, noor, "veiligheid")
        give_task(els, "veiligheid")
        opens("taak", ask(at_work("els"), entry(noor, "zorg", purpose="veiligheid"), "veiligheid"))

    def test_no_consent_and_no_emergency_opens_what_is_kept_for_safety(self) -> None:  # AVG art. 5 lid 1 b, art. 23
        rosa, ruben = add_resident("rosa"), add_worker("ruben")
        give_task(ruben)
        involve(ruben, rosa)
        consent(rosa, ruben, "zorg")
        kept(Emergency, rosa, "noodtoegang", who=f"worker:{ruben.pk}", reason="Zij belde.")
        plan, by = entry(rosa, "zorg", purpose="veiligheid"), "veiligheid_blijft_bij_veiligheid"
        for purpose in ("wmo", "noodgeval"):
            closed(ask(at_work("ruben"), plan, purpose), by=by)
            assert ask(at_work("ruben"), entry(rosa, "zorg"), purpose).allows
        assert ask(at_home(rosa), plan, "inzage").allows

    def test_custody_does_not_tell_how_to_reach_a_child_safely(self) -> None:  # AVG art. 23 lid 1 i
        noor, samira = add_resident("noor"), add_resident("samira")
        stand_for(noor, samira.ref, Standing.PARENT)
        rule = entry(noor, "veilig_contact")
        closed(ask(at_home(samira), rule, "vertegenwoordiging"), by="veilig_contact_niet_via_een_ander")

    def test_a_request_for_safety_is_for_who_works_on_it(self) -> None:  # Wmo 2015 art. 5.3.1
        rosa, els = add_resident("rosa"), add_worker("els")
        for purpose in ("wmo", "veiligheid"):
            give_task(els, purpose)
            involve(els, rosa, purpose)
        ruben = organisation_ref(add_worker("ruben"))
        asked = kept(BlindRequest, rosa, "verzoek", controller=ruben, purpose="veiligheid", who="worker:2", reason="r")
        closed(ask(at_work("els"), asked, "wmo"), by="veiligheid_blijft_bij_veiligheid")
        opens("vraag_om_contact", ask(at_work("els"), asked, "veiligheid"))
        opens("eigen", ask(at_home(rosa), asked, "inzage"))

    def test_who_reported_is_hidden_from_the_resident_too(self) -> None:  # Wmo 2015 art. 4.2.6
        rosa, els = add_resident("rosa"), add_worker("els")
        give_task(els, "veiligheid")
        involve(els, rosa, "veiligheid")
        reporter = entry(rosa, "melder", purpose="veiligheid")
        closed(ask(at_home(rosa), reporter, "inzage"), by="melder_blijft_geheim")
        opens("taak", ask(at_work("els"), reporter, "veiligheid"))


@pytest.mark.parametrize("look", [lambda: at_work("eva"), lambda: at_work("pim"), lambda: at_work("beheer")])
def test_a_role_opens_no_file(look: Callable[[], Viewer]) -> None:
    samira = add_resident("samira")
    assert ask(look(), entry(samira, "voorkeur"), "wmo").reason == "Er is geen regel die dit toestaat."
