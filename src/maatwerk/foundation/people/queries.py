"""Named reads of municipalities and the people who work there. None grows with the number of rows not asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.core.validators import slug_re
from django.db.models import Count, Q, QuerySet

from maatwerk.foundation.people import models
from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.ui.municipality import Municipality, Profile

_MOST_EXAMPLES = 5


def municipalities() -> dict[str, Municipality]:
    """Every municipality of this installation by its slug, in alphabetical order. For commands, not for pages."""
    return {row.slug: _value(row) for row in models.Municipality.objects.order_by("slug")}


def municipality_called(slug: str) -> Municipality:
    """One municipality by its slug. Raises Municipality.DoesNotExist (of the models)."""
    return _value(models.Municipality.objects.get(slug=slug))


def site_address(slug: str, hosts: Sequence[str]) -> str:
    """What people type to reach the pages of this municipality: its own host name, else its slug below the first of
    `hosts` that is not another municipality's own. One query."""
    own = {row.slug: row.hostname for row in models.Municipality.objects.exclude(hostname="")}
    if slug in own:
        return own[slug]
    shared = [host for host in hosts if host not in own.values() and not host.startswith((".", "*", "["))]
    return f"{(shared or ['localhost'])[0]}/{slug}"


def municipality_at(host: str, first_in_path: str, default: str) -> tuple[Municipality | None, bool]:
    """The municipality that a page is of, and whether it was the path that said so.

    By its own host name, else by the first part of the path, else the default, else the first by name. None in an
    installation without any. At most two queries.
    """
    slugs = [slug for slug in (first_in_path, default) if slug_re.match(slug)]  # a path may hold anything, even NUL
    found = list(models.Municipality.objects.filter(Q(hostname=host) | Q(slug__in=slugs)))
    for row in found:
        if row.hostname and row.hostname == host:
            return _value(row), False
    for slug in slugs:
        for row in found:
            if row.slug == slug:
                return _value(row), slug == first_in_path
    first = models.Municipality.objects.order_by("slug").first()
    return (_value(first) if first else None), False


def other_examples(municipality: Municipality) -> list[Municipality]:
    """The other invented municipalities, to look at from an invented one; none from a real one. One query at most."""
    if not municipality.profile.invented:
        return []
    rows = models.Municipality.objects.filter(profile__verzonnen=True).exclude(slug=municipality.slug)
    return [_value(row) for row in rows.order_by("slug")[:_MOST_EXAMPLES]]


def staff_member(account: int, municipality: str) -> StaffMember | None:
    """Who signed in with this account, when that is somebody at work for this municipality. At most three queries."""
    workers = models.Worker.objects.select_related("organisation__municipality")
    row = workers.filter(
        account=account, account__is_active=True, organisation__municipality__slug=municipality
    ).first()
    return _staff_member(row) if row else None


def colleague(id_: int, municipality: str) -> StaffMember | None:
    """A worker of this municipality by id. At most three queries."""
    workers = models.Worker.objects.select_related("organisation__municipality")
    row = workers.filter(pk=id_, organisation__municipality__slug=municipality).first()
    return _staff_member(row) if row else None


def first_with_role(role: Role, municipality: str, organisation: int | None = None) -> StaffMember | None:
    """Who has had this role for longest, of those who can sign in, in one organisation or in all. At most three
    queries."""
    rows = models.Appointment.objects.filter(
        role=role, worker__account__is_active=True, worker__organisation__municipality__slug=municipality
    )
    if organisation is not None:
        rows = rows.filter(worker__organisation=organisation)
    first = rows.select_related("worker__organisation__municipality").order_by("pk").first()
    return _staff_member(first.worker) if first else None


def work_addresses(ids: Collection[int]) -> dict[int, str]:
    """The mail address of the account of each of these workers who can sign in, by the id of the worker. One query."""
    rows = models.Worker.objects.filter(pk__in=ids, account__is_active=True)
    return {id_: email or "" for id_, email in rows.values_list("pk", "account__email")}


def organisations_of(municipality: str) -> QuerySet[models.Organisation]:
    """Organisations that work for this municipality by name, with `open_accounts` and `all_teams`. One query."""
    return (
        models.Organisation.objects.filter(municipality__slug=municipality)
        .annotate(
            open_accounts=Count("workers", filter=Q(workers__account__is_active=True), distinct=True),
            all_teams=Count("teams", distinct=True),
        )
        .order_by("name", "pk")
    )


def workers_of(organisation: models.Organisation) -> QuerySet[models.Worker]:
    """Everybody who works for it by name, with their account, teams and roles. Three queries in all."""
    return (
        organisation.workers.select_related("account").prefetch_related("teams", "appointments").order_by("name", "pk")
    )


def worker_in(municipality: str, worker: int) -> models.Worker | None:
    """One worker of this municipality, with their account, teams and roles. At most three queries."""
    return (
        models.Worker.objects.select_related("account", "organisation__municipality")
        .prefetch_related("teams", "appointments")
        .filter(pk=worker, organisation__municipality__slug=municipality)
        .first()
    )


def worker_with(email: str) -> models.Worker | None:
    """Who signs in with this address, in whichever municipality."""
    workers = models.Worker.objects.select_related("account", "organisation__municipality")
    return workers.filter(account__email=email.strip().lower()).first()


def _staff_member(row: models.Worker) -> StaffMember:
    return StaffMember(
        id=row.pk,
        name=row.name,
        organisation=row.organisation.pk,
        organisation_name=row.organisation.name,
        municipality=row.organisation.municipality.slug,
        teams=frozenset(row.teams.values_list("pk", flat=True)),
        roles=frozenset(Role(role) for role in row.appointments.values_list("role", flat=True)),
    )


def _value(row: models.Municipality) -> Municipality:
    return Municipality(row.slug, Profile.model_validate(row.profile), row.content_version)
