"""From draft to what residents read, and back: who may do what, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from maatwerk.foundation.editing import actions, queries
from maatwerk.foundation.editing.actions import RefusedError, SavedMeanwhileError
from maatwerk.foundation.editing.models import Draft, Revision, State
from maatwerk.foundation.editing.rules import Refusal
from maatwerk.foundation.people.models import Municipality
from maatwerk.foundation.people.queries import municipality_called
from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.worklist.models import Item
from maatwerk.site.editions import library_for
from tests.foundation.editing.changes import NOW, SERVICE, at_work, draft_of, phone, publish, raw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]


def version() -> int:
    return Municipality.objects.get(slug="duinstad").content_version


def read_number(municipality: str = "duinstad", entry: str = SERVICE) -> str | None:
    """The phone number as residents of a municipality read it now."""
    return library_for(municipality_called(municipality)).services[entry].phone


def refused(why: Refusal, what: Any, *args: Any) -> list[str]:
    """That this step is refused; gives the faults."""
    before = (version(), Revision.objects.count())
    with pytest.raises(RefusedError) as told:
        what(*args)
    assert told.value.why is why, told.value
    assert (version(), Revision.objects.count()) == before
    return [str(fault) for fault in told.value.faults]


def test_what_is_published_residents_of_that_municipality_read_and_no_others() -> None:
    revision = publish(phone("0800-1234"))
    assert read_number() == "0800-1234"
    assert read_number("veenrode") == "0800-8115"
    assert (revision.number, version()) == (1, 1)
    assert (revision.made_by.name, revision.approved_by and revision.approved_by.name) == ("Eva", "Otto")


def test_a_draft_or_a_proposal_changes_nothing_for_residents() -> None:
    draft = draft_of(phone("0800-1234"))
    actions.save(at_work("eva"), draft.pk, phone("0800-5678"), 0, NOW)
    actions.propose(at_work("eva"), draft.pk, NOW)
    assert (read_number(), version()) == ("0800-8115", 0)


def test_nobody_approves_or_refuses_what_they_helped_to_write() -> None:
    draft = draft_of(phone("0800-1234"))
    actions.save(at_work("otto"), draft.pk, phone("0800-5678"), 0, NOW)
    actions.propose(at_work("otto"), draft.pk, NOW)
    for who in ("eva", "otto"):
        refused(Refusal.OWN_WORK, actions.approve, at_work(who), draft.pk, NOW)
        refused(Refusal.OWN_WORK, actions.refuse, at_work(who), draft.pk, "Nee", NOW)


def test_the_database_itself_refuses_a_revision_that_nobody_else_approved() -> None:
    eva = at_work("eva").id
    values = {"kind": "services", "entry": SERVICE, "number": 1, "at": NOW, "made_by_id": eva}
    for approver in (eva, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Revision.objects.create(
                municipality=Municipality.objects.get(slug="duinstad"), approved_by_id=approver, **values
            )


def test_a_draft_of_another_municipality_is_not_there() -> None:
    draft = draft_of(phone("0800-1234"))
    henk = at_work("henk")
    assert queries.draft("veenrode", draft.pk) is None
    refused(Refusal.GONE, actions.save, henk, draft.pk, phone("1"), 0, NOW)
    refused(Refusal.GONE, actions.propose, henk, draft.pk, NOW)
    actions.propose(at_work("eva"), draft.pk, NOW)
    refused(Refusal.GONE, actions.approve, henk, draft.pk, NOW)
    refused(Refusal.GONE, actions.withdraw, henk, draft.pk, NOW)


def test_two_do_not_begin_with_the_same_entry() -> None:
    draft_of(phone("0800-1234"))
    refused(Refusal.TAKEN, draft_of, phone("0800-5678"), "services", SERVICE, "otto")
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(
            municipality=Municipality.objects.get(slug="duinstad"), kind="services", entry=SERVICE,
            author_id=at_work("otto").id, created_at=NOW, updated_at=NOW,
        )  # fmt: skip


def test_saving_over_what_somebody_else_saved_is_told_and_nothing_is_lost() -> None:
    draft = draft_of(phone("0800-1234"))
    actions.save(at_work("otto"), draft.pk, phone("0800-5678"), 0, NOW)
    with pytest.raises(SavedMeanwhileError) as told:
        actions.save(at_work("eva"), draft.pk, phone("0800-9999"), 0, NOW)
    assert told.value.draft.data == phone("0800-5678")
    assert actions.save(at_work("eva"), draft.pk, phone("0800-9999"), 1, NOW).saves == 2


def test_a_proposal_cannot_be_changed_while_it_waits() -> None:
    draft = draft_of(phone("0800-1234"))
    actions.propose(at_work("eva"), draft.pk, NOW)
    refused(Refusal.OTHER_STATE, actions.save, at_work("eva"), draft.pk, phone("1"), 0, NOW)


def test_a_refusal_says_why_and_leaves_everything_as_it_was() -> None:
    draft = draft_of(phone("0800-1234"))
    actions.propose(at_work("eva"), draft.pk, NOW)
    refused(Refusal.NO_REASON, actions.refuse, at_work("otto"), draft.pk, "  ", NOW)
    actions.refuse(at_work("otto"), draft.pk, "Dit is het oude nummer.", NOW)
    assert read_number() == "0800-8115"
    again = queries.refused_to(at_work("eva"), "services", SERVICE)
    assert again is not None
    assert again.reason == "Dit is het oude nummer."
    refused(Refusal.OTHER_STATE, actions.approve, at_work("otto"), draft.pk, NOW)


def test_who_helped_to_write_a_refused_text_does_not_approve_it_the_next_time() -> None:
    draft = draft_of(phone("0800-1234"))
    actions.save(at_work("otto"), draft.pk, phone("0800-5678"), 0, NOW)
    actions.withdraw(at_work("eva"), draft.pk, NOW)
    again = actions.start(at_work("eva"), "services", SERVICE, draft.data, NOW, after=draft)
    actions.propose(at_work("eva"), again.pk, NOW)
    refused(Refusal.OWN_WORK, actions.approve, at_work("otto"), again.pk, NOW)


def test_a_reason_is_kept_without_what_no_database_keeps() -> None:
    draft = draft_of(phone("0800-1234"))
    actions.propose(at_work("eva"), draft.pk, NOW)
    refused(Refusal.NO_REASON, actions.refuse, at_work("otto"), draft.pk, "\0", NOW)
    assert actions.refuse(at_work("otto"), draft.pk, "Oud\0nummer", NOW).reason == "Oud nummer"


def test_what_was_withdrawn_makes_room_for_another_draft() -> None:
    draft = draft_of(phone("0800-1234"))
    actions.withdraw(at_work("otto"), draft.pk, NOW)
    assert draft_of(phone("0800-5678")).state == State.DRAFT


def test_undoing_goes_back_one_version_each_time_and_can_be_undone() -> None:
    publish(phone("0800-1111"))
    publish(phone("0800-2222"))
    otto = at_work("otto")
    assert actions.undo(otto, "services", SERVICE, 2, NOW).undoes_id is not None
    assert read_number() == "0800-1111"
    actions.undo(otto, "services", SERVICE, 3, NOW)
    assert read_number() == "0800-2222"
    assert [row.number for row in queries.history("duinstad", "services", SERVICE)] == [4, 3, 2, 1]


def test_undoing_the_first_version_shows_what_lies_below() -> None:
    publish(phone("0800-1111"))
    assert actions.undo(at_work("eva"), "services", SERVICE, 1, NOW).data is None
    assert read_number() == "0800-8115"
    assert queries.overlay_of("duinstad") == (2, {})


def test_undoing_a_version_that_is_no_longer_the_latest_is_refused() -> None:
    publish(phone("0800-1111"))
    refused(Refusal.CHANGED_MEANWHILE, actions.undo, at_work("otto"), "services", SERVICE, 7, NOW)
    refused(Refusal.CHANGED_MEANWHILE, actions.undo, at_work("otto"), "services", "nibud", 1, NOW)


def test_a_proposal_that_was_overtaken_is_not_published() -> None:
    publish(phone("0800-1111"))
    draft = draft_of(phone("0800-2222"))
    actions.propose(at_work("eva"), draft.pk, NOW)
    actions.undo(at_work("otto"), "services", SERVICE, 1, NOW)
    refused(Refusal.CHANGED_MEANWHILE, actions.approve, at_work("otto"), draft.pk, NOW)


def test_a_new_entry_is_there_once_it_is_approved_and_gone_when_it_is_taken_away() -> None:
    publish(raw("services", SERVICE, telefoon="0800-7777"), entry="voedselbank_duin")
    assert read_number(entry="voedselbank_duin") == "0800-7777"
    publish(None, entry="voedselbank_duin")
    assert "voedselbank_duin" not in library_for(municipality_called("duinstad")).services


def test_an_entry_below_can_be_hidden_and_shown_again() -> None:
    publish({"weg": True})
    assert SERVICE not in library_for(municipality_called("duinstad")).services
    assert SERVICE in library_for(municipality_called("veenrode")).services
    publish(None)
    assert read_number() == "0800-8115"


@pytest.mark.parametrize(
    ("kind", "entry", "changes", "told"),
    [
        ("services", SERVICE, {"behoeften": ["bestaat_niet"]}, "there is no need 'bestaat_niet'"),
        ("services", SERVICE, {"kosten": None}, "kosten: this is missing"),
        (
            "services",
            SERVICE,
            {"samenvatting": {"nl": "Indien u schulden heeft", "en": "If you owe money"}},
            "'indien' is officialese",
        ),
        ("facts", "huisdier", {}, ""),
    ],
)
def test_what_is_faulty_is_not_proposed(kind: str, entry: str, changes: dict[str, Any], told: str) -> None:
    if kind == "facts":
        refused(Refusal.NO_SUCH_KIND, draft_of, {}, kind, entry)
        return
    draft = draft_of(raw(kind, entry, **changes), kind, entry)
    faults = refused(Refusal.FAULTY, actions.propose, at_work("eva"), draft.pk, NOW)
    assert told in "\n".join(faults)
    assert f"gemeente duinstad: {kind}/{entry}" in faults[0]


def test_what_became_faulty_while_it_waited_is_not_published() -> None:
    draft = draft_of(raw("services", SERVICE, behoeften=["schulden", "eigen_behoefte"]))
    need = raw("needs", "schulden", tekst={"nl": "Ik heb iets", "en": "I have something"})
    publish(need, "needs", "eigen_behoefte")
    actions.propose(at_work("eva"), draft.pk, NOW)
    actions.undo(at_work("otto"), "needs", "eigen_behoefte", 1, NOW)
    faults = refused(Refusal.FAULTY, actions.approve, at_work("otto"), draft.pk, NOW)
    assert "there is no need 'eigen_behoefte'" in "\n".join(faults)


def test_what_others_of_ours_rest_on_is_not_taken_away() -> None:
    publish(raw("needs", "schulden", tekst={"nl": "Ik heb iets", "en": "I have something"}), "needs", "eigen_behoefte")
    publish(raw("services", SERVICE, behoeften=["schulden", "eigen_behoefte"]))
    faults = refused(Refusal.FAULTY, actions.undo, at_work("otto"), "needs", "eigen_behoefte", 1, NOW)
    assert f"gemeente duinstad: services/{SERVICE}: behoeften" in "\n".join(faults)


@pytest.mark.parametrize(
    ("settle", "outcome"),
    [
        (lambda otto, id_: actions.approve(otto, id_, NOW), "goedgekeurd"),
        (lambda otto, id_: actions.refuse(otto, id_, "Het nummer klopt niet.", NOW), "teruggegeven"),
        (lambda _otto, id_: actions.withdraw(at_work("eva"), id_, NOW), "vervallen"),
    ],
)
def test_a_proposal_waits_on_the_list_of_another_editor_until_it_is_settled(
    settle: Callable[[StaffMember, int], object], outcome: str
) -> None:
    otto = at_work("otto")
    draft = draft_of(phone("0800-1234"))
    actions.propose(at_work("eva"), draft.pk, NOW)
    [item] = Item.objects.filter(kind="inhoud_nakijken", done_at=None)
    assert item.subject == f"draft:{draft.pk}"
    assert item.team_id in otto.teams
    settle(otto, draft.pk)
    item.refresh_from_db()
    assert (item.done_at, item.outcome) == (NOW, outcome)
