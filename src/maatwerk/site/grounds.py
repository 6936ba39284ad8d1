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
from maatwerk.foundation.worklist.protocols import Shown
from maatwerk.foundation.worklist.rules import USUAL_OUTCOMES, Outcome

REVIEW_EMERGENCY, REVIEW_WITHHOLDING, ANSWER_REQUEST, ANSWER_RIGHT = (
    "noodtoegang_nakijken",
    "achterhouden_nakijken",
    "vraag_om_contact",
    "vraag_over_gegevens",
)
_WATCHERS = (Role.SUPERVISOR, Role.PRIVACY_OFFICER)  # who may see and close it; without one it does not open


@dataclass(frozen=True)
class WorkOfGrounds:
    """One of them. The item says no more than what kind of work it is; the gate decides what the page shows. Without
    `outcomes` only the review itself takes it off the list."""

    label: str | Promise
    page: str
    roles: frozenset[Role] = frozenset()
    days: int = 5
    outcomes: Sequence[Outcome] = USUAL_OUTCOMES
    appoint: str | Promise = ""  # what an administrator reads, to whom it is passed on when nobody does it

    def show(self, subjects: Collection[str], viewer: StaffMember) -> Mapping[str, Shown]:
        if not viewer.may(self.roles):
            told = Shown(str(self.appoint), reverse("people:organisations"))
            return dict.fromkeys(subjects, told) if self.appoint and Role.ADMINISTRATOR in viewer.roles else {}
        return {
            subject: Shown(str(self.label), reverse(self.page, kwargs={"which": subject.partition(":")[2]}))
            for subject in subjects
        }


KINDS_OF_WORK = {
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
        days=30,
        outcomes=(),
        appoint=gettext_lazy("Een vraag over gegevens bleef liggen. Wijs een gegevensbeheerder aan, en geef dit door"),
    ),
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
        """A worker before a team, a team before an organisation, which is asked by way of one of its people."""
        from maatwerk.foundation.people.models import Team, Worker

        workers = Worker.objects.filter(account__is_active=True, organisation__municipality__slug=municipality)
        ids = {kind: [_id(who) for who in to if who.startswith(f"{kind}:")] for kind in _ASKED}
        team = Team.objects.filter(pk__in=ids["team"], organisation__municipality__slug=municipality)
        owner = workers.filter(pk__in=ids["worker"]).order_by("pk").first()
        asked = team.order_by("pk").first() if owner is None else None
        if owner is None and asked is None:
            owner = workers.filter(organisation__in=ids["organisation"]).order_by("pk").first()
        if owner or asked:
            _add(
                ANSWER_REQUEST,
                f"request:{request}",
                municipality,
                now,
                owner=owner.pk if owner else None,
                team=asked.pk if asked else None,
            )

    def request_answered(self, request: UUID, municipality: str, now: datetime) -> None:
        _settle(ANSWER_REQUEST, f"request:{request}", municipality, now)

    def who_answers(self, organisation: str, municipality: str) -> str:
        return organisation_ref(_steward_for(organisation, municipality).organisation)

    def answer_right(self, request: UUID, organisation: str, municipality: str, due: date, now: datetime) -> None:
        steward = _steward_for(organisation, municipality)
        _add(ANSWER_RIGHT, f"right:{request}", municipality, now, owner=steward.id, due_on=due)

    def right_answered(self, request: UUID, municipality: str, now: datetime) -> None:
        _settle(ANSWER_RIGHT, f"right:{request}", municipality, now)


class FileVisits:
    """`access.protocols.Visits`: the file is that of `casework.dossier`."""

    def purpose(self, request: HttpRequest, resident: UUID) -> str:
        from maatwerk.casework.dossier.visits import chosen

        return chosen(request, resident)

    def address(self, resident: UUID) -> str:
        return reverse("dossier:file", kwargs={"resident": resident})


_ASKED = ("worker", "team", "organisation")


def _steward_for(organisation: str, municipality: str) -> StaffMember:
    """Who answers for an organisation: its own steward, or else the one who has been that for longest."""
    from maatwerk.foundation.people.queries import first_with_role

    steward = first_with_role(Role.STEWARD, municipality, _id(organisation)) or first_with_role(
        Role.STEWARD, municipality
    )
    if steward is None:
        raise NobodyWatchesError
    return steward


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
) -> None:
    from maatwerk.foundation.worklist.actions import add_item

    add_item(kind, subject, municipality, now, owner=owner, team=team, due_on=due_on)


def _settle(kind: str, subject: str, municipality: str, now: datetime) -> None:
    from maatwerk.foundation.worklist.actions import settle

    settle(kind, subject, municipality, now, Outcome.DONE)
