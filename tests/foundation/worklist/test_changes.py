"""Adding, taking, giving, finishing and withdrawing: what changes, what is written down, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from maatwerk.foundation.gate.append_only import AppendOnlyError
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.people.models import Account, Worker
from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.worklist import actions, queries
from maatwerk.foundation.worklist.connections import connected, kind
from maatwerk.foundation.worklist.models import Handling, Item
from tests.foundation.worklist.work import NOON, Requests, an_item, team_of
from tests.staff import add_worker

pytestmark = pytest.mark.django_db


def history(item: Item) -> list[tuple[str, str, str, str]]:
    """What, by whom, and with whom the item lay after that."""
    return [
        (line.what, line.by.name if line.by else "", line.owner.name if line.owner else "", str(line.team or ""))
        for line in queries.history(item)
    ]


class TestAdding:
    def test_work_is_for_a_team_with_the_term_of_its_kind(self, cast: dict[str, StaffMember]) -> None:
        item = actions.add_item("verzoek", "verzoek:7", "duinstad", NOON, team=team_of("els").pk)
        assert (item.due_on, item.done_at, item.outcome) == (date(2026, 11, 25), None, "")
        assert queries.team_items(cast["els"]).items == [item]
        assert queries.my_items(cast["els"]).items == []
        assert history(item) == [("added", "", "", "noord")]

    def test_the_term_begins_on_the_day_of_amsterdam(self, cast: dict[str, StaffMember]) -> None:
        late = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)  # Thursday the 19th there
        item = actions.add_item("verzoek", "verzoek:7", "duinstad", late, owner=cast["els"].id)
        assert item.due_on == date(2026, 11, 24)

    def test_the_same_work_is_not_put_on_the_list_twice_while_it_is_open(self, cast: dict[str, StaffMember]) -> None:
        first = actions.add_item("verzoek", "verzoek:7", "duinstad", NOON, team=team_of("els").pk)
        actions.take(first.pk, cast["els"], NOON)
        again = actions.add_item("verzoek", "verzoek:7", "duinstad", NOON, team=team_of("ruben").pk)
        assert (again.pk, again.owner_id, Item.objects.count()) == (first.pk, cast["els"].id, 1)
        assert len(history(first)) == 2
        with pytest.raises(IntegrityError), transaction.atomic():
            an_item("verzoek:7")
        actions.finish(first.pk, "afgehandeld", cast["els"], NOON)
        new = actions.add_item("verzoek", "verzoek:7", "duinstad", NOON, team=team_of("els").pk)
        assert new.pk != first.pk

    def test_another_municipality_has_its_own_list(self, cast: dict[str, StaffMember]) -> None:
        actions.add_item("verzoek", "verzoek:7", "duinstad", NOON, team=team_of("els").pk)
        theirs = actions.add_item("verzoek", "verzoek:7", "veenrode", NOON, team=team_of("henk").pk)
        assert queries.open_items_of("verzoek:7", "veenrode") == [theirs]
        assert theirs.pk not in {item.pk for item in queries.open_items_of("verzoek:7", "duinstad")}

    @pytest.mark.parametrize("field", ["team", "owner", "escalates_to"])
    def test_nobody_of_another_municipality_gets_it(self, cast: dict[str, StaffMember], field: str) -> None:
        henk = cast["henk"].id if field == "owner" else team_of("henk").pk
        with pytest.raises(actions.NoSuchRecipientError):
            actions.add_item("verzoek", "verzoek:7", "duinstad", NOON, **({"team": team_of("els").pk} | {field: henk}))
        assert not Item.objects.exists()

    def test_it_is_always_for_somebody(self, cast: dict[str, StaffMember]) -> None:
        with pytest.raises(actions.NoSuchRecipientError):
            actions.add_item("verzoek", "verzoek:7", "duinstad", NOON)
        with pytest.raises(IntegrityError), transaction.atomic():
            an_item(team=None)

    def test_a_kind_that_nobody_connected_is_a_fault_of_the_program(self, cast: dict[str, StaffMember]) -> None:
        with pytest.raises(actions.UnknownKindOfWorkError):
            actions.add_item("tikfout", "verzoek:7", "duinstad", NOON, team=team_of("els").pk)

    @pytest.mark.parametrize(
        ("what", "subject"),
        [
            ("Verzoek van Samira", "verzoek:1"),
            ("verzoek", "Samira heeft schulden"),
            ("verzoek", "verzoek"),
            ("verzoek", "verzoek:samira@example.nl"),
            ("verzoek", f"verzoek:{'x' * 65}"),
            ("", "verzoek:1"),
        ],
    )
    def test_kind_and_subject_are_ids_so_nothing_about_a_person_stands_in_them(self, what: str, subject: str) -> None:
        with pytest.raises(ValueError, match="is a"):
            actions.add_item(what, subject, "duinstad", NOON, team=1)


class TestTakingAndGiving:
    def test_what_is_taken_is_ones_own_and_the_team_still_sees_it(self, cast: dict[str, StaffMember]) -> None:
        item = an_item()
        actions.take(item.pk, cast["els"], NOON)
        assert queries.my_items(cast["els"]).items == [item]
        assert queries.team_items(cast["els"]).items == []
        assert history(item) == [("taken", "Els", "Els", "noord")]

    def test_given_to_another_organisation_the_team_no_longer_has_to_do_with_it(
        self, cast: dict[str, StaffMember]
    ) -> None:
        item = an_item(owner=add_worker("els"))
        actions.give(item.pk, cast["els"], NOON, owner=cast["ruben"].id)
        assert queries.item_for(cast["els"], item.pk) is None
        assert queries.my_items(cast["ruben"]).items == [item]
        assert history(item) == [("given", "Els", "Ruben", "")]

    def test_given_to_a_team_anybody_there_may_take_it(self, cast: dict[str, StaffMember]) -> None:
        item = an_item(owner=add_worker("els"))
        actions.give(item.pk, cast["els"], NOON, team=team_of("ruben").pk)
        actions.take(item.pk, cast["ruben"], NOON)
        assert history(item) == [("given", "Els", "", "schuldhulp"), ("taken", "Ruben", "Ruben", "schuldhulp")]

    def test_within_the_team_it_stays_the_teams(self, cast: dict[str, StaffMember]) -> None:
        item = an_item(owner=add_worker("els"))
        other = Worker.objects.create(
            account=Account.objects.create(email="ali@wijkteam.example"),
            organisation=add_worker("els").organisation,
            name="Ali",
        )
        other.teams.add(team_of("els"))
        actions.give(item.pk, cast["els"], NOON, owner=other.pk)
        assert queries.team_items(cast["els"]).items == [item]
        assert history(item) == [("given", "Els", "Ali", "noord")]

    def test_who_has_it_cannot_be_given_it(self, cast: dict[str, StaffMember]) -> None:
        mine, teams = an_item("verzoek:1", owner=add_worker("els")), an_item("verzoek:2")
        with pytest.raises(actions.NoSuchRecipientError):
            actions.give(mine.pk, cast["els"], NOON, owner=cast["els"].id)
        with pytest.raises(actions.NoSuchRecipientError):
            actions.give(teams.pk, cast["els"], NOON, team=team_of("els").pk)
        assert not Handling.objects.exists()

    def test_what_is_mine_goes_back_to_the_team(self, cast: dict[str, StaffMember]) -> None:
        item = an_item(owner=add_worker("els"))
        actions.give(item.pk, cast["els"], NOON, team=team_of("els").pk)
        assert history(item) == [("given", "Els", "", "noord")]

    @pytest.mark.parametrize("to", ["nobody", "both", "henk", "henks team", "gone", "closed"])
    def test_it_goes_to_one_who_works_here(self, cast: dict[str, StaffMember], to: str) -> None:
        item = an_item(owner=add_worker("els"))
        Account.objects.filter(worker=cast["eva"].id).update(is_active=False)
        wrong: dict[str, dict[str, int]] = {
            "nobody": {},
            "both": {"owner": cast["ruben"].id, "team": team_of("ruben").pk},
            "henk": {"owner": cast["henk"].id},
            "henks team": {"team": team_of("henk").pk},
            "gone": {"owner": 10**15},
            "closed": {"owner": cast["eva"].id},
        }
        with pytest.raises(actions.NoSuchRecipientError):
            actions.give(item.pk, cast["els"], NOON, **wrong[to])
        item.refresh_from_db()
        assert (item.owner_id, history(item)) == (cast["els"].id, [])


class TestFinishing:
    def test_it_is_done_with_a_word_of_its_kind(self, cast: dict[str, StaffMember]) -> None:
        item = an_item(owner=add_worker("els"))
        actions.finish(item.pk, "niet_nodig", cast["els"], NOON)
        item.refresh_from_db()
        assert (item.done_at, item.outcome) == (NOON, "niet_nodig")
        assert queries.my_items(cast["els"]).items == []
        assert history(item) == [("done", "Els", "Els", "noord")]

    @pytest.mark.parametrize("word", ["", "goedgekeurd", "vervallen", "Samira belde terug"])
    def test_any_other_word_is_refused(self, cast: dict[str, StaffMember], word: str) -> None:
        item = an_item()
        with pytest.raises(actions.NoSuchOutcomeError):
            actions.finish(item.pk, word, cast["els"], NOON)
        item.refresh_from_db()
        assert (item.done_at, item.outcome) == (None, "")

    def test_what_is_done_stays_done(self, cast: dict[str, StaffMember]) -> None:
        item = an_item()
        actions.finish(item.pk, "afgehandeld", cast["els"], NOON)
        with pytest.raises(actions.DoneError):
            actions.finish(item.pk, "niet_nodig", cast["els"], NOON)
        with pytest.raises(actions.DoneError):
            actions.take(item.pk, cast["els"], NOON)
        assert len(history(item)) == 1

    def test_work_of_a_room_that_is_gone_can_still_be_done(self, cast: dict[str, StaffMember]) -> None:
        item = an_item(kind="van_vroeger")
        assert kind("van_vroeger").label == "van_vroeger"
        actions.finish(item.pk, "afgehandeld", cast["els"], NOON)

    @pytest.mark.parametrize("wrong", [{"done_at": NOON}, {"outcome": "afgehandeld"}])
    def test_the_database_holds_that_what_is_done_has_a_word(
        self, cast: dict[str, StaffMember], wrong: dict[str, object]
    ) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            an_item(**wrong)


class TestWithdrawing:
    def test_what_it_was_about_is_gone_and_so_is_the_work(self, cast: dict[str, StaffMember]) -> None:
        item = an_item("verzoek:7")
        other = an_item("verzoek:8")
        assert actions.settle("verzoek", "verzoek:7", "duinstad", NOON)
        item.refresh_from_db()
        assert (item.done_at, item.outcome, history(item)) == (NOON, "vervallen", [("done", "", "", "noord")])
        assert queries.team_items(cast["els"]).items == [other]

    def test_without_such_work_nothing_happens(self, cast: dict[str, StaffMember]) -> None:
        an_item("verzoek:7")
        assert not actions.settle("verzoek", "verzoek:7", "veenrode", NOON)
        assert not actions.settle("anders", "verzoek:7", "duinstad", NOON)
        assert not actions.settle("verzoek", "verzoek:9", "duinstad", NOON)
        assert queries.team_items(cast["els"]).items


def test_history_is_never_rewritten(cast: dict[str, StaffMember]) -> None:
    item = an_item()
    actions.take(item.pk, cast["els"], NOON)
    line = Handling.objects.get()
    for change in (
        line.save,
        line.delete,
        Handling.objects.all().delete,
        lambda: Handling.objects.update(what="done"),
        lambda: item.handlings.update(what="done"),
    ):
        with pytest.raises(AppendOnlyError):
            change()
    assert Handling.objects.get().what == "taken"


def test_kinds_of_work_are_put_back() -> None:
    with connected(ander=Requests()):
        assert kind("ander").label == "Verzoek nakijken"
    assert kind("ander").label == "ander"


def test_work_about_somebody_is_forgotten_with_its_history_and_nothing_else(cast: dict[str, StaffMember]) -> None:
    old = an_item("resident:12", done_at=NOON, outcome="afgehandeld")
    for item in (old, an_item("resident:12"), an_item("resident:123")):
        if item is not old:
            actions.take(item.pk, cast["els"], NOON)
    assert connections().erasers["worklist"].erase("resident:12") == 2
    assert [item.subject for item in Item.objects.all()] == ["resident:123"]
    assert [line.item.subject for line in Handling.objects.all()] == ["resident:123"]
    assert connections().erasers["worklist"].erase("resident:12") == 0
