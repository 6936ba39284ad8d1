"""`./maatwerk staff`: organisations, teams and the people who work there, for who has the server."""

from __future__ import annotations

import sys
from argparse import REMAINDER, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from maatwerk.foundation.people.residents import PartyKind
from maatwerk.foundation.people.rules import Role

if TYPE_CHECKING:
    from maatwerk.foundation.people.models import Organisation, Worker

HELP = "invite people who work here, and say what they may do"
DESCRIPTION = """\
Make organisations and teams, invite people who work there, give and take roles, and close accounts. An invitation is an
address: it works once, for three days, and leads to choosing a password and setting a passkey or an app with codes.
Nothing is mailed. Administrators can do the same on the page Medewerkers.
"""
EPILOG = """\
examples:
  ./maatwerk staff invite u@gemeente.example --name "Uw naam" --organisation Gemeente --role beheerder
  ./maatwerk staff add-organisation "Wijkteam Noord" --kind gemeente --municipality uw-gemeente
  ./maatwerk staff kind wijkteam-zuid maatschappelijke_organisatie --municipality uw-gemeente
  ./maatwerk staff add-team Ochtend --organisation wijkteam-noord --municipality uw-gemeente
  ./maatwerk staff role els@wijkteam.example +redacteur -post
  ./maatwerk staff team els@wijkteam.example +ochtend
  ./maatwerk staff list

The first is all that a demo needs: it makes the organisation when that is new, and prints the whole address to open.
Roles: {roles}. Without --municipality it is the default one.

exit status:
  0  done, or listed
  1  refused; each line says why, and nothing was changed
""".format(roles=", ".join(Role))


def add_arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)

    def verb(name: str, help_: str) -> ArgumentParser:
        return verbs.add_parser(name, help=help_, formatter_class=RawDescriptionHelpFormatter)

    organisation = verb("add-organisation", "an organisation that works for a municipality")
    organisation.add_argument("name")
    organisation.add_argument("--kind", choices=list(PartyKind), help="which kind of party it is")
    kind = verb("kind", "say or change which kind of party an organisation is; without one it gets no task")
    kind.add_argument("organisation", help="its name or short name")
    kind.add_argument("kind", choices=list(PartyKind))
    team = verb("add-team", "a team of an organisation")
    team.add_argument("name")
    team.add_argument("--organisation", required=True, help="its name or short name")
    invite = verb("invite", "make an account and print an invitation")
    invite.add_argument("email")
    invite.add_argument("--name", required=True, help="what colleagues see")
    invite.add_argument("--organisation", required=True, help="its name or short name; made when it is new")
    invite.add_argument("--team", action="append", default=[], help="a team by name or short name; may be repeated")
    invite.add_argument("--role", action="append", default=[], choices=list(Role), help="may be repeated")
    again = verb("reinvite", "a lost key: forget how somebody signs in, and print a new invitation")
    again.add_argument("email")
    close = verb("close", "nobody signs in with this account any more")
    close.add_argument("email")
    role = verb("role", "give (+) and take (-) roles")
    role.add_argument("email")
    role.add_argument("changes", nargs=REMAINDER, metavar="+ROLE|-ROLE")
    teams = verb("team", "put somebody in (+) and take them out of (-) teams")
    teams.add_argument("email")
    teams.add_argument("changes", nargs=REMAINDER, metavar="+TEAM|-TEAM")
    listing = verb("list", "who works here")
    for each in (organisation, kind, team, invite, listing):
        each.add_argument("--municipality", default="", help="its short name (default: the default one)")
    for each in (invite, again):
        each.add_argument("--site", default="", help="the address of the site, to print the whole invitation")


def run(args: Namespace, default_municipality: str, demo: bool, now: datetime) -> int:
    """Carry out the verb; the exit status is returned."""
    from django.utils.translation import override

    from maatwerk.foundation.people.staff_actions import StaffRefusedError

    if "municipality" in args:
        args.municipality = args.municipality or default_municipality
    try:
        with override("en"):
            _VERBS[args.what](args, demo, now)
    except StaffRefusedError as refused:
        print("\n".join(refused.faults.values()), file=sys.stderr)
        return 1
    return 0


def _add_organisation(args: Namespace, demo: bool, now: datetime) -> None:
    from maatwerk.foundation.people.staff_actions import add_organisation

    kind = PartyKind(args.kind) if args.kind else None
    made = add_organisation(_municipality(args.municipality), args.name, now, kind=kind)
    print(f"added {made.slug}: {made.name}")


def _kind(args: Namespace, demo: bool, now: datetime) -> None:
    from maatwerk.foundation.people.staff_actions import set_kind

    organisation = _organisation(args.municipality, args.organisation)
    set_kind(organisation, PartyKind(args.kind), now)
    print(f"{organisation.slug}: {args.kind}")


def _add_team(args: Namespace, demo: bool, now: datetime) -> None:
    from maatwerk.foundation.people.staff_actions import add_team

    made = add_team(_organisation(args.municipality, args.organisation), args.name, now)
    print(f"added {made.slug}: {made.name}")


def _invite(args: Namespace, demo: bool, now: datetime) -> None:
    from django.db import transaction
    from django.utils.text import slugify

    from maatwerk.foundation.people.models import Organisation
    from maatwerk.foundation.people.staff_actions import StaffRefusedError, add_organisation, invite

    municipality, slug = _municipality(args.municipality), slugify(args.organisation)
    with transaction.atomic():  # an organisation that was only made for a refused invitation is not made
        known = Organisation.objects.filter(municipality__slug=municipality, slug=slug).first()
        organisation = known or add_organisation(municipality, args.organisation, now)
        teams = {team.slug: team for team in organisation.teams.all()}
        wanted = [slugify(team) for team in args.team]
        if unknown := [team for team in wanted if team not in teams]:
            known_ones = ", ".join(sorted(teams)) or "none yet"
            raise StaffRefusedError({"teams": f"{slug} has no team {', '.join(unknown)}. It has: {known_ones}."})
        made = invite(
            args.email,
            args.name,
            organisation,
            now,
            teams=[teams[team] for team in dict.fromkeys(wanted)],
            roles=[Role(role) for role in dict.fromkeys(args.role)],
        )
    _print_invitation(made, args.site, demo)


def _reinvite(args: Namespace, demo: bool, now: datetime) -> None:
    from maatwerk.foundation.people.staff_actions import invite_again

    worker = _worker(args.email)
    invite_again(worker, now)
    _print_invitation(worker, args.site, demo)


def _close(args: Namespace, demo: bool, now: datetime) -> None:
    from maatwerk.foundation.people.staff_actions import close

    close(_worker(args.email), now)
    print("closed")


def _role(args: Namespace, demo: bool, now: datetime) -> None:
    from maatwerk.foundation.people.staff_actions import set_roles

    worker = _worker(args.email)
    has = worker.appointments.values_list("role", flat=True)
    chosen = _changed(has, args.changes, list(Role), "role")
    set_roles(worker, [Role(each) for each in chosen], now)
    print(", ".join(sorted(chosen)) or "no roles")


def _team(args: Namespace, demo: bool, now: datetime) -> None:
    from maatwerk.foundation.people.staff_actions import set_teams

    worker = _worker(args.email)
    known = {team.slug: team for team in worker.organisation.teams.all()}
    chosen = _changed(worker.teams.values_list("slug", flat=True), args.changes, list(known), "team")
    set_teams(worker, [known[each] for each in chosen], now)
    print(", ".join(sorted(chosen)) or "no teams")


def _changed(has: Iterable[str], changes: Iterable[str], known: Sequence[str], what: str) -> set[str]:
    """What somebody has after changes like "+this" and "-that". Raises StaffRefusedError for another one."""
    from maatwerk.foundation.people.staff_actions import StaffRefusedError

    chosen = set(has)
    for change in changes:
        if change[:1] not in ("+", "-") or change[1:] not in known:
            sentence = f"'{change}' is not + or - and a {what}. The {what}s are: {_some(known)}."
            raise StaffRefusedError({"changes": sentence})
        chosen = chosen | {change[1:]} if change[0] == "+" else chosen - {change[1:]}
    return chosen


def _list(args: Namespace, demo: bool, now: datetime) -> None:
    from maatwerk.foundation.people.queries import organisations_of, workers_of

    for organisation in organisations_of(_municipality(args.municipality)):
        print(f"{organisation.slug}: {organisation.name}{f' ({organisation.kind})' if organisation.kind else ''}")
        for worker in workers_of(organisation):
            roles = ", ".join(sorted(each.role for each in worker.appointments.all())) or "-"
            teams = ", ".join(sorted(each.slug for each in worker.teams.all())) or "-"
            state = "open" if worker.account.last_login else "invited"
            state = state if worker.account.is_active else "closed"
            print(f"  {worker.account.email:<36}{state:<9}{teams:<24}{roles}")


_VERBS: dict[str, Callable[[Namespace, bool, datetime], None]] = {
    "add-organisation": _add_organisation,
    "kind": _kind,
    "add-team": _add_team,
    "invite": _invite,
    "reinvite": _reinvite,
    "close": _close,
    "role": _role,
    "team": _team,
    "list": _list,
}


def _municipality(slug: str) -> str:
    from maatwerk.foundation.people.models import Municipality
    from maatwerk.foundation.people.staff_actions import StaffRefusedError

    known = list(Municipality.objects.order_by("slug").values_list("slug", flat=True))
    if not known:
        raise StaffRefusedError({"municipality": "There is no municipality yet: ./maatwerk municipality add FILE."})
    if slug and slug not in known:
        raise StaffRefusedError({"municipality": f"There is no municipality '{slug}'. There are: {_some(known)}."})
    return slug or known[0]


def _organisation(municipality: str, name: str) -> Organisation:
    from django.utils.text import slugify

    from maatwerk.foundation.people.queries import organisations_of
    from maatwerk.foundation.people.staff_actions import StaffRefusedError

    known = {each.slug: each for each in organisations_of(_municipality(municipality)).select_related("municipality")}
    if slugify(name) not in known:
        raise StaffRefusedError(
            {"organisation": f"There is no organisation '{name}'. There are: {_some(list(known))}."}
        )
    return known[slugify(name)]


def _worker(email: str) -> Worker:
    from maatwerk.foundation.people.queries import worker_with
    from maatwerk.foundation.people.staff_actions import StaffRefusedError

    worker = worker_with(email)
    if worker is None:
        raise StaffRefusedError({"email": f"There is nobody who works here with the address {email}."})
    return worker


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:10]) or "none yet"


def _print_invitation(worker: Worker, site: str, demo: bool) -> None:
    from maatwerk.foundation.people.invitations import invitation_path

    municipality = worker.organisation.municipality
    own = f"https://{municipality.hostname}" if municipality.hostname and not demo else ""
    base = site.rstrip("/") or own or ("http://localhost:8000" if demo else "")
    mount = "" if base and base == own else f"/{municipality.slug}"
    print(f"{base}{mount}{invitation_path(worker)}")
    if not base:
        print("This is below your site's address; --site https://your.site prints the whole.", file=sys.stderr)
    print("It works once, for three days. Give it only to this person.", file=sys.stderr)
