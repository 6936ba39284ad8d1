"""The command line: every verb of every room, gathered. `./maatwerk VERB --help` is its manual page."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from datetime import date

from maatwerk import __version__
from maatwerk.foundation.backup.rules import BackupError
from maatwerk.site.configuration import FILES, NAMES, ConfigurationError

DESCRIPTION = """\
Slim Maatwerk: one front door, one file, one plan for residents with more than one problem.
"""
EPILOG = f"""\
environment:
{"".join(f"  {name:<31}{meaning}{chr(10)}" for name, meaning in NAMES.items())}
{", ".join(FILES)} name a file instead.

Start with ./maatwerk run. docs/architecture.md tells how the system is built, docs/deploy.md how to run it.
"""


def main() -> int:
    """Read the command line and carry out one verb; the exit status is returned."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maatwerk.site.settings")
    parser = _parser()
    args = parser.parse_args()
    if args.verb is None:
        parser.print_help()
        return 0
    try:
        return int(args.carry_out(args))
    except ConfigurationError as refused:
        print("Slim Maatwerk cannot start with these settings:", file=sys.stderr)
        print("\n".join(f"- {fault}" for fault in [*refused.faults, *refused.doubts]), file=sys.stderr)
        return 1
    except BackupError as refused:
        print(refused, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _parser() -> ArgumentParser:
    from maatwerk.casework.frontdoor import cli as ask
    from maatwerk.foundation.access import cli as access
    from maatwerk.foundation.backup import cli as backup
    from maatwerk.foundation.backup import restore_cli as restore
    from maatwerk.foundation.jobs import cli as jobs
    from maatwerk.foundation.people import cli as municipality
    from maatwerk.foundation.people import staff_cli as staff
    from maatwerk.knowledge.directory.importing import cli as directory
    from maatwerk.knowledge.schemes import cli as schemes
    from maatwerk.site import api, checks, checkup, content, needs, serving, working

    parser = ArgumentParser(
        prog="./maatwerk", description=DESCRIPTION, epilog=EPILOG, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"Slim Maatwerk {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    for name, module, carry_out in (
        ("run", serving, serving.run),
        ("worker", working, working.run),
        ("jobs", jobs, _jobs),
        ("test", checks, checks.run),
        ("ask", ask, _ask),
        ("check", checkup, checkup.run),
        ("municipality", municipality, _municipality),
        ("staff", staff, _staff),
        ("access", access, _access),
        ("backup", backup, _backup),
        ("restore", restore, _restore),
        ("content", content, content.run),
        ("directory", directory, _directory),
        ("schemes", schemes, _schemes),
        ("needs", needs, needs.run),
        ("openapi", api, api.run),
    ):
        verb = verbs.add_parser(
            name,
            help=module.HELP,
            description=module.DESCRIPTION,
            epilog=module.EPILOG,
            formatter_class=RawDescriptionHelpFormatter,
        )
        module.add_arguments(verb)
        verb.set_defaults(carry_out=carry_out)
    return parser


def _ask(args: Namespace) -> int:
    from maatwerk.site.preparing import prepare

    prepare(say=lambda sentence: print(sentence, file=sys.stderr))

    from django.conf import settings

    from maatwerk.casework.frontdoor import cli
    from maatwerk.foundation.people.queries import municipalities
    from maatwerk.site.editions import front_door_for

    known = municipalities()
    if not known:
        print("There is no municipality yet: ./maatwerk municipality add FILE.", file=sys.stderr)
        return 2
    return cli.run(args, front_door_for, known, settings.DEFAULT_MUNICIPALITY or next(iter(known)), date.today())


def _jobs(args: Namespace) -> int:
    from maatwerk.site.preparing import prepare

    prepare(say=lambda sentence: print(sentence, file=sys.stderr))

    from maatwerk.foundation.jobs import cli

    return cli.run(args)


def _municipality(args: Namespace) -> int:
    from maatwerk.site.preparing import prepare

    prepare(say=lambda sentence: print(sentence, file=sys.stderr))

    from django.conf import settings

    from maatwerk.foundation.people import cli

    return cli.run(args, settings.CONFIGURATION.hosts, _first_parts_of_paths())


def _staff(args: Namespace) -> int:
    from maatwerk.site.preparing import prepare

    prepare(say=lambda sentence: print(sentence, file=sys.stderr))

    from django.conf import settings
    from django.utils import timezone

    from maatwerk.foundation.people import staff_cli

    demo = not settings.CONFIGURATION.production
    return staff_cli.run(args, settings.DEFAULT_MUNICIPALITY, demo, timezone.now())


def _access(args: Namespace) -> int:
    from maatwerk.site.preparing import prepare

    prepare(say=lambda sentence: print(sentence, file=sys.stderr))

    from django.utils import timezone

    from maatwerk.foundation.access import cli

    return cli.run(args, timezone.now())


def _directory(args: Namespace) -> int:
    from maatwerk.site.preparing import prepare

    prepare(say=lambda sentence: print(sentence, file=sys.stderr))

    from django.conf import settings
    from django.utils import timezone

    from maatwerk.foundation.people.queries import municipalities
    from maatwerk.knowledge.directory.importing import cli

    known = municipalities()
    return cli.run(args, known, settings.DEFAULT_MUNICIPALITY or next(iter(known), ""), timezone.now())


def _schemes(args: Namespace) -> int:
    if args.what == "overview":
        from maatwerk.site.schemes import overview

        print(overview(), end="")
        return 0
    from maatwerk.site.preparing import prepare

    prepare(say=lambda sentence: print(sentence, file=sys.stderr))

    from django.conf import settings

    from maatwerk.foundation.people.queries import municipalities
    from maatwerk.knowledge.schemes import cli
    from maatwerk.site.editions import library_for
    from maatwerk.site.registry import called, desk_for

    known = municipalities()
    if not known:
        print("There is no municipality yet: ./maatwerk municipality add FILE.", file=sys.stderr)
        return 2
    default = settings.DEFAULT_MUNICIPALITY or next(iter(known))
    return cli.run(
        args,
        lambda name: called(name, known),
        lambda municipality: desk_for(library_for(municipality)),
        known[default],
        date.today(),
    )


def _backup(args: Namespace) -> int:
    import django
    from django.conf import settings

    from maatwerk.foundation.backup import cli

    django.setup()
    return cli.run(args, settings.HOME, settings.CONFIGURATION.backup_recipients)


def _restore(args: Namespace) -> int:
    import django
    from django.conf import settings

    from maatwerk.foundation.backup import restore_cli

    django.setup()
    return restore_cli.run(args, settings.HOME)


def _first_parts_of_paths() -> set[str]:
    """What a municipality cannot be called, because a page has that address (docs/decisions/0006)."""
    from django.conf import settings
    from django.urls import get_resolver
    from django.utils.translation import override

    parts = {"healthz", "readyz", settings.STATIC_URL.strip("/")}
    for language, _name in settings.LANGUAGES:
        parts.add(language)
        with override(language):
            patterns = list(get_resolver().url_patterns)
            while patterns:
                pattern = patterns.pop()
                first = str(pattern.pattern).partition("/")[0]
                if first and "<" not in first:
                    parts.add(first)
                elif not first:  # an include without a path of its own
                    patterns += getattr(pattern, "url_patterns", [])
    return parts
