"""`./maatwerk test`: everything that has to hold, in one command."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from maatwerk.site.home import CHECKOUT, data_folder
from maatwerk.site.programs import MissingProgramError, chromium, throwaway_postgres

HELP = "check everything: style, types, walls between rooms, tests on two databases, pages in a browser"
DESCRIPTION = """\
Run every check of the project, two at a time, and say at the end what ran, how long it took and what was left out.
When nothing is left out, what the tests of the public values said is written to content/values/results.json. The page
that shows it reads that file, so it is committed.
"""

_PYTEST = (sys.executable, "-m", "pytest", "--quiet", "--ds=tests.settings")
_IN_PROCESS = "not browser and not processes"
_RUFF = (sys.executable, "-m", "ruff")


@dataclass(frozen=True)
class Part:
    """One thing that is checked. `needs` gives what the commands need from the machine, as environment variables;
    it raises MissingProgramError when the machine cannot give it."""

    name: str
    about: str
    commands: Sequence[Sequence[str]]
    fast: bool = False
    needs: Callable[[ExitStack], Mapping[str, str]] = field(default=lambda _stack: {})

    @property
    def is_pytest(self) -> bool:
        return any(_asks_pytest(command) for command in self.commands)


def _asks_pytest(command: Sequence[str]) -> bool:
    return tuple(command[: len(_PYTEST)]) == _PYTEST


def _postgres(stack: ExitStack) -> dict[str, str]:
    return {"MAATWERK_DATABASE": stack.enter_context(throwaway_postgres())}


def _chromium(_stack: ExitStack) -> dict[str, str]:
    return {"MAATWERK_CHROMIUM": chromium()}


# The longest ones first: two run at a time.
PARTS = (
    Part("processes", "started, stopped and killed as on a real machine", [(*_PYTEST, "-m", "processes", "tests")]),
    Part(
        "browser",
        "pages and journeys in a real Chromium, with axe",
        [(*_PYTEST, "-m", "browser", "tests/browser")],
        needs=_chromium,
    ),
    Part("types", "mypy, strict", [(sys.executable, "-m", "mypy", "--no-error-summary")]),
    Part(
        "unit",
        "rules and integration, on SQLite",
        [(*_PYTEST, "-m", _IN_PROCESS, "tests", "--ignore=tests/data", "--ignore=tests/architecture")],
        fast=True,
    ),
    Part(
        "postgres",
        "everything that touches the database, on a throwaway PostgreSQL",
        [(*_PYTEST, "-m", _IN_PROCESS, "--only-database", "tests")],
        needs=_postgres,
    ),
    Part("data", "the content files", [(*_PYTEST, "tests/data")], fast=True),
    Part("architecture", "what must hold for every page and room", [(*_PYTEST, "tests/architecture")], fast=True),
    Part("imports", "the walls between rooms", [(str(Path(sys.executable).parent / "lint-imports"), "--no-cache")]),
    Part("lint", "ruff: style and likely mistakes", [(*_RUFF, "check"), (*_RUFF, "format", "--check")], fast=True),
)

EPILOG = f"""\
parts:
{"".join(f"  {part.name:<14}{part.about}{chr(10)}" for part in PARTS)}
examples:
  ./maatwerk test
  ./maatwerk test --fast
  ./maatwerk test --without browser,postgres

Chromium and PostgreSQL are looked for, and installed where that is one ordinary step (with apt, as root). Where it is
not, the part fails and says what to install; --without is the way to leave it out on purpose.

exit status:
  0  every part that ran passed
  1  a part failed, or what it needs is not there
  2  --without names a part that does not exist
"""


@dataclass(frozen=True)
class Outcome:
    part: Part
    passed: bool
    seconds: float
    output: str


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--fast", action="store_true", help="only what a builder runs between two edits")
    parser.add_argument("--without", default="", metavar="PARTS", help="parts to leave out, with commas")


def run(args: Namespace) -> int:
    """Run the chosen parts; the exit status is returned."""
    names = {part.name for part in PARTS}
    without = {name.strip() for name in args.without.split(",") if name.strip()}
    if unknown := without - names:
        print(f"there is no part {', '.join(sorted(unknown))}; there are: {', '.join(sorted(names))}", file=sys.stderr)
        return 2
    chosen = [part for part in PARTS if part.name not in without and (part.fast or not args.fast)]
    started = time.monotonic()
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="maatwerk-test-") as homes, ThreadPoolExecutor(max_workers=2) as pool:
        for outcome in pool.map(lambda part: _run(part, Path(homes) / part.name), chosen):
            print(f"\n== {outcome.part.name}: {outcome.part.about}\n{outcome.output}", flush=True)
            outcomes.append(outcome)
        values = _keep_values(Path(homes), chosen)
    print()
    for outcome in outcomes:
        print(f"{'passed' if outcome.passed else 'FAILED':<8}{outcome.part.name:<14}{outcome.seconds:6.1f} s")
    for part in PARTS:
        if part not in chosen:
            print(f"{'left out':<8} {part.name:<14}({'--without' if part.name in without else '--fast'})")
    print(values)
    good = all(outcome.passed for outcome in outcomes)
    print(f"{'all passed' if good else 'NOT all passed'} in {time.monotonic() - started:.0f} s")
    return 0 if good else 1


def _keep_values(homes: Path, chosen: Sequence[Part]) -> str:
    """What became of the results of the public values, in a sentence."""
    from maatwerk.site.last_run import keep_run

    tests = [part for part in PARTS if part.is_pytest]
    if away := [part.name for part in tests if part not in chosen or not _report(homes / part.name).exists()]:
        return f"results of the public values: left as they were, without {', '.join(away)}"
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    return keep_run([_report(homes / part.name) for part in tests], today)


def _report(home: Path) -> Path:
    """What pytest writes about a part: beside its home, which is for what is tested."""
    return home.with_suffix(".xml")


def _run(part: Part, home: Path) -> Outcome:
    started = time.monotonic()
    home.mkdir()
    output: list[str] = []
    passed = True
    with ExitStack() as stack:
        try:
            environment = {**_environment(home), **part.needs(stack)}
        except MissingProgramError as missing:
            return Outcome(part, False, time.monotonic() - started, str(missing))
        for command in part.commands:
            reported = [f"--junit-xml={_report(home)}"] if _asks_pytest(command) else []
            done = subprocess.run(
                [*command, *reported],
                cwd=CHECKOUT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            )
            output.append(done.stdout.decode(errors="replace").strip())
            passed = passed and done.returncode == 0
    return Outcome(part, passed, time.monotonic() - started, "\n".join(output))


def _environment(home: Path) -> dict[str, str]:
    """A clean start: no settings of an installation leak into a test, and tools keep their notes in the data folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAATWERK_", "DJANGO_"))}
    cache = data_folder() / "cache"
    return kept | {
        "MAATWERK_HOME": str(home),
        "MAATWERK_TEST_HOME": str(home),
        "RUFF_CACHE_DIR": str(cache / "ruff"),
        "MYPY_CACHE_DIR": str(cache / "mypy"),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(cache / "hypothesis"),
    }
