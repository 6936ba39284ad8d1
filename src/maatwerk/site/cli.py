"""The command line: every verb of every room, gathered. `./maatwerk VERB --help` is its manual page."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from datetime import date

from maatwerk import __version__

DESCRIPTION = """\
Slim Maatwerk: one front door, one file, one plan for residents with more than one problem.
"""
EPILOG = """\
environment:
  MAATWERK_HOME                  the folder for data (default: var/ in the checkout)
  MAATWERK_DATABASE              a postgresql:// address (default: SQLite in the data folder)
  MAATWERK_HOSTS                 host names to answer to, with commas (default: this machine only)
  MAATWERK_DEFAULT_MUNICIPALITY  the municipality of the bare address (default: the first by name)
  MAATWERK_SECRET_KEY            the signing key (default: made once, kept in the data folder)

Start with ./maatwerk run. docs/architecture.md tells how the system is built.
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
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _parser() -> ArgumentParser:
    from maatwerk.casework.frontdoor import cli as ask
    from maatwerk.site import checks, serving

    parser = ArgumentParser(
        prog="./maatwerk", description=DESCRIPTION, epilog=EPILOG, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"Slim Maatwerk {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    for name, module, carry_out in (
        ("run", serving, serving.run),
        ("test", checks, checks.run),
        ("ask", ask, _ask),
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
    from maatwerk.site.registry import front_door

    known = municipalities()
    return cli.run(args, front_door, known, settings.DEFAULT_MUNICIPALITY or next(iter(known)), date.today())
