"""What waits because of grounds, on the worklist: emergency access and withholding to look at afterwards, and requests
to ask a resident about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from maatwerk.foundation.access.protocols import NobodyWatchesError
from maatwerk.foundation.people.residents import organisation_ref
from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.worklist.protocols import Shown, WorkKind
from maatwerk.foundation.worklist.rules import USUAL_OUTCOMES, Outcome

REVIEW_EMERGENCY, REVIEW_WITHHOLDING, ANSWER_REQUEST, ANSWER_RIGHT, LOOK_AGAIN, JUDGE_AGAIN, CARRY_OUT = (
    "noodtoegang_nakijken",
    "achterhouden_nakijken",
    "vraag_om_contact",
    "vraag_over_gegevens",
    "gegeven_verbeterd",
    "oordeel_betwist",
    "toezegging_uitvoeren",
)
_WATCHERS = (Role.SUPERVISOR, Role.PRIVACY_OFFICER)  # who may see and close it; without one it does not open


@dataclass(frozen=True)
class WorkOfGrounds:
    """One of them. The item says no more than what kind of work it is; the gate decides what the page shows. Without
    `outcomes` only the review itself takes it off the list."""

    label: str | Promise
    page: str
    roles: frozenset[Role] = frozenset()
    watchers: frozenset[Role] = frozenset()  # who may open the page too, when it was passed on to them
    days: int = 5
    outcomes: Sequence[Outcome] = USUAL_OUTCOMES
    appoint: str | Promise = ""  # what an administrator reads, to whom it is passed on when nobody does it

    def show(self, subjects: Collection[str], viewer: StaffMember) -> Mapping[str, Shown]:
        if not viewer.may(self.roles and self.roles | self.watchers):
            told = Shown(str(self.appoint), reverse("people:organisations"))
            return dict.fromkeys(subjects, told) if self.appoint and Role.ADMINISTRATOR in viewer.roles else {}
        return {
            subject: Shown(str(self.label), reverse(self.page, kwargs={"which": subject.partition(":")[2]}))
            for subject in subjects
        }


@dataclass(frozen=True)
class WorkInAFile:
    """Something about one resident for one organisation. The item leads to the file; only they see whose."""

    label: str | Promise
    days: int = 10
    outcomes: Sequence[Outcome] = USUAL_OUTCOMES

    def show(self, subjects: Collection[str], viewer: StaffMember) -> Mapping[str, Shown]:
        found = {}
        for subject in subjects:
            resident, _dot, organisation = subject.partition(":")[2].partition(".")
            if organisation == str(viewer.organisation):
                found[subject] = Shown(str(self.label), reverse("dossier:file", kwargs={"resident": resident}))
        return found


KINDS_OF_WORK: Mapping[str, WorkKind] = {
    REVIEW_EMERGENCY: WorkOfGrounds(
        gettext_lazy("Kijk een noodtoegang na"),
        "grounds:emergency",
        frozenset(_WATCHERS),
        outcomes=(),
        appoint=gettext_lazy("Niemand keek een noodtoegang na. Wijs een toezichthouder aan, en geef dit door"),
    ),
    REVIEW_WITHHOLDING: WorkOfGrounds(
        gettext_lazy("Kijk na wat is achtergehouden"), "grounds:withholding", outcomes=()
    ),
    ANSWER_REQUEST: WorkOfGrounds(gettext_lazy("Vraag een inwoner of contact goed is"), "grounds:request"),
    ANSWER_RIGHT: WorkOfGrounds(
        gettext_lazy("Geef antwoord op een vraag over gegevens"),
        "rights:request",
        frozenset({Role.STEWARD}),
        frozenset({Role.PRIVACY_OFFICER}),
        days=30,
        outcomes=(),
        appoint=gettext_lazy("Een vraag over gegevens bleef liggen. Wijs een gegevensbeheerder aan, en geef dit door"),
    ),
    LOOK_AGAIN: WorkInAFile(
        gettext_lazy("Een gegeven dat u zag, is veranderd of beperkt. Kijk of het bij u ook anders moet")
    ),
    JUDGE_AGAIN: WorkInAFile(
        gettext_lazy("Een inwoner is het oneens met een oordeel. Laat er opnieuw naar kijken"), days=2
    ),
    CARRY_OUT: WorkInAFile(gettext_lazy("Een inwoner kreeg gelijk over gegevens. Doe wat er is toegezegd")),
}


class OnTheWorklist:
    """`access.protocols.Waiting`, by the worklist: it counts the term and passes on what is late."""

    def review_emergency(self, emergency: UUID, looked: str, municipality: str, now: datetime) -> None:
        from maatwerk.foundation.people.models import Worker

        rows = Worker.objects.filter(account__is_active=True, organisation__municipality__slug=municipality)
        rows = rows.exclude(pk=_id(looked))
        for role in _WATCHERS:
            if watcher := rows.filter(appointments__role=role).order_by("pk").first():
                return _add(REVIEW_EMERGENCY, f"emergency:{emergency}", municipality, now, owner=watcher.pk)
        raise NobodyWatchesError

    def emergency_reviewed(self, emergency: UUID, municipality: str, now: datetime) -> None:
        _settle(REVIEW_EMERGENCY, f"emergency:{emergency}", municipality, now)

    def review_withholding(self, withheld: UUID, by: str, municipality: str, now: datetime) -> None:
        from maatwerk.foundation.people.models import Worker

        author = Worker.objects.select_related("organisation").get(pk=_id(by))
        others = author.organisation.workers.filter(account__is_active=True).exclude(pk=author.pk)
        close = others.filter(teams__in=author.teams.all())
        colleague = close.order_by("pk").first() or others.order_by("pk").first()
        if colleague is None:
            raise NobodyWatchesError
        _add(REVIEW_WITHHOLDING, f"withheld:{withheld}", municipality, now, owner=colleague.pk)

    def withholding_reviewed(self, withheld: UUID, municipality: str, now: datetime) -> None:
        _settle(REVIEW_WITHHOLDING, f"withheld:{withheld}", municipality, now)

    def answer_request(self, request: UUID, to: Collection[str], municipality: str, now: datetime) -> None:
        owner, team = _who_of(to, municipality)
        if owner or team:
            _add(ANSWER_REQUEST, f"request:{request}", municipality, now, owner=owner, team=team)

    def request_answered(self, request: UUID, municipality: str, now: datetime) -> None:
        _settle(ANSWER_REQUEST, f"request:{request}", municipality, now)

    def stop_asking(self, request: UUID, who: str, municipality: str, now: datetime) -> bool:
        from maatwerk.foundation.worklist.models import Item

        kind, _colon, id_ = who.partition(":")
        theirs = {"worker": "owner", "team": "team", "organisation": "owner__organisation"}[kind]
        rows = Item.objects.filter(done_at=None, kind=ANSWER_REQUEST, subject=f"request:{request}")
        if not rows.filter(**{theirs: int(id_)}).exists():
            return False
        return _settle(ANSWER_REQUEST, f"request:{request}", municipality, now, Outcome.LAPSED)

    def who_answers(self, organisation: str, municipality: str) -> str:
        return organisation_ref(_steward_for(organisation, municipality).organisation)

    def answer_right(self, request: UUID, organisation: str, municipality: str, due: date, now: datetime) -> None:
        """When it is late it is passed on to the team of who watches over privacy; without one to who can appoint
        somebody."""
        from maatwerk.foundation.people.queries import first_with_role

        steward = _steward_for(organisation, municipality)
        watches = first_with_role(Role.PRIVACY_OFFICER, municipality)
        team = min(watches.teams, default=None) if watches else None
        _add(ANSWER_RIGHT, f"right:{request}", municipality, now, owner=steward.id, due_on=due, escalates_to=team)

    def right_answered(self, request: UUID, municipality: str, now: datetime) -> None:
        _settle(ANSWER_RIGHT, f"right:{request}", municipality, now)

    def look_again(self, resident: str, organisation: str, saw: str, municipality: str, now: datetime) -> bool:
        return _in_a_file(LOOK_AGAIN, resident, organisation, saw, municipality, now)

    def judge_again(self, resident: str, organisation: str, noted: str, municipality: str, now: datetime) -> bool:
        return _in_a_file(JUDGE_AGAIN, resident, organisation, noted, municipality, now)

    def carry_out(
        self, resident: str, organisation: str, to: Collection[str], municipality: str, now: datetime
    ) -> bool:
        from maatwerk.foundation.access.models.telling import work_of

        owner, team = _who_of([*to, organisation], municipality)
        if owner or team:
            _add(CARRY_OUT, work_of(resident, organisation), municipality, now, owner=owner, team=team)
        return bool(owner or team)


class FileVisits:
    """`access.protocols.Visits`: the file is that of `casework.dossier`."""

    def purpose(self, request: HttpRequest, resident: UUID) -> str:
        from maatwerk.casework.dossier.visits import chosen

        return chosen(request, resident)

    def address(self, resident: UUID) -> str:
        return reverse("dossier:file", kwargs={"resident": resident})


_ASKED = ("worker", "team", "organisation")


def _who_of(to: Collection[str], municipality: str) -> tuple[int | None, int | None]:
    """Whose work it is, as worker or team: a worker before a team, a team before an organisation, which is asked by way
    of one of its people."""
    from maatwerk.foundation.people.models import Team, Worker

    workers = Worker.objects.filter(account__is_active=True, organisation__municipality__slug=municipality)
    ids = {kind: [_id(who) for who in to if who.startswith(f"{kind}:")] for kind in _ASKED}
    if owner := workers.filter(pk__in=ids["worker"]).order_by("pk").first():
        return owner.pk, None
    teams = Team.objects.filter(pk__in=ids["team"], organisation__municipality__slug=municipality)
    if team := teams.order_by("pk").first():
        return None, team.pk
    owner = workers.filter(organisation__in=ids["organisation"]).order_by("pk").first()
    return (owner.pk if owner else None), None


def _steward_for(organisation: str, municipality: str) -> StaffMember:
    """Who answers for an organisation: its own steward, or else the one who has been that for longest."""
    from maatwerk.foundation.people.queries import first_with_role

    steward = first_with_role(Role.STEWARD, municipality, _id(organisation)) or first_with_role(
        Role.STEWARD, municipality
    )
    if steward is None:
        raise NobodyWatchesError
    return steward


def _in_a_file(kind: str, resident: str, organisation: str, who: str, municipality: str, now: datetime) -> bool:
    """Work in the file of a resident for this worker, or else for somebody of the same organisation. False when nobody
    works there any more."""
    from maatwerk.foundation.access.models.telling import work_of
    from maatwerk.foundation.people.models import Worker

    workers = Worker.objects.filter(
        account__is_active=True, organisation=_id(organisation), organisation__municipality__slug=municipality
    )
    owner = workers.filter(pk=_id(who)).first() or workers.order_by("pk").first()
    if owner is None:
        return False
    _add(kind, work_of(resident, organisation), municipality, now, owner=owner.pk)
    return True


def _id(reference: str) -> int:
    return int(reference.partition(":")[2])


def _add(
    kind: str,
    subject: str,
    municipality: str,
    now: datetime,
    *,
    owner: int | None = None,
    team: int | None = None,
    due_on: date | None = None,
    escalates_to: int | None = None,
) -> None:
    from maatwerk.foundation.worklist.actions import add_item

    add_item(kind, subject, municipality, now, owner=owner, team=team, due_on=due_on, escalates_to=escalates_to)


def _settle(kind: str, subject: str, municipality: str, now: datetime, outcome: Outcome = Outcome.DONE) -> bool:
    from maatwerk.foundation.worklist.actions import settle

    return settle(kind, subject, municipality, now, outcome)
