"""`./maatwerk run` as a person uses it: start, ask, stop."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from maatwerk.site.schedule import SCHEDULE
from tests.conftest import ROOT

pytestmark = pytest.mark.processes

PATIENCE = 60.0  # only so that a broken start ends; nothing here judges speed

OPEN = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAATWERK_", "DJANGO_", "PYTEST_"))
    }
    return kept | {"MAATWERK_HOME": str(home)}


class Running:
    """A started installation: its folder, address, process and everything it printed until it was ready."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        self.process = subprocess.Popen(
            [str(ROOT / "maatwerk"), "run", "--port", str(self.port)],
            env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.printed: list[str] = []
        assert self.process.stdout
        for line in self.process.stdout:
            self.printed.append(line.strip())
            if self.address in line:
                break

    def stop(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        with self.process:  # closes what it printed to
            return self.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    started = Running(tmp_path_factory.mktemp("home"))
    yield started
    if started.process.poll() is None:
        started.stop(signal.SIGTERM)


def tree() -> set[Path]:
    ignored = {".git", ".hypothesis", ".mypy_cache", ".ruff_cache", ".venv", "var", "node_modules"}
    return {path for path in ROOT.rglob("*") if not ignored.intersection(path.relative_to(ROOT).parts)}


BEFORE = tree()


def test_it_says_what_takes_time_and_then_the_address(running: Running) -> None:
    assert running.printed[0] == "making the database ready ..."
    assert "loading two invented municipalities ..." in running.printed
    assert running.address in running.printed[-1]


def test_the_home_page_and_an_answer_come_with_their_stylesheets(running: Running) -> None:
    with OPEN(running.address) as response:
        page = response.read().decode()
    assert "Waar kunnen we u mee helpen?" in page
    for sheet in (part.split('"')[0] for part in page.split('rel="stylesheet" href="')[1:]):
        with OPEN(urllib.parse.urljoin(running.address, sheet)) as response:
            assert response.headers["Content-Type"].startswith("text/css")
            assert "immutable" in response.headers["Cache-Control"]
    question = urllib.parse.urlencode({"tekst": "ik kan niet meer stofzuigen door mijn rug"}).encode()
    with OPEN(f"{running.address}antwoord", question) as response:
        assert "Robotstofzuiger" in response.read().decode()


def asked(running: Running, sql: str) -> list[tuple[str]]:
    """What a question to its database gives, as soon as it gives something."""
    until = time.monotonic() + PATIENCE
    found: list[tuple[str]] = []
    while not found and time.monotonic() < until:
        time.sleep(0.1)
        database = sqlite3.connect(running.home / "maatwerk.sqlite3")
        with database:
            found = database.execute(sql).fetchall()
        database.close()
    return found


# Jobs of the schedule, not those that wait because of the demo.
_OF_SCHEDULE = "FROM jobs_job WHERE task IN (SELECT task FROM jobs_recurrence)"


def test_the_worker_knows_the_schedule_and_waits_for_its_moments(running: Running) -> None:
    known = asked(running, "SELECT task FROM jobs_recurrence")
    assert ("maatwerk.foundation.jobs.tasks.forget_finished_jobs",) in known
    assert asked(running, f"SELECT count(*) {_OF_SCHEDULE}") == [(0,)]


def test_a_second_start_on_the_same_port_says_that_it_is_taken(running: Running, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(ROOT / "maatwerk"), "run", "--port", str(running.port)],
        env=environment(tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1:{running.port}" in done.stderr
    assert list(tmp_path.iterdir()) in ([], [tmp_path / "pycache"])


def test_ctrl_c_stops_both_processes_and_a_warm_start_does_nothing_twice(running: Running) -> None:
    pgrep = shutil.which("pgrep") or "pgrep"
    listed = subprocess.run([pgrep, "-P", str(running.process.pid)], capture_output=True, text=True, check=True)
    children = [int(pid) for pid in listed.stdout.split()]
    assert len(children) == 2
    assert running.stop(signal.SIGINT) == 0
    for pid in children:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    again = Running(running.home)
    assert again.printed[0].startswith("Slim Maatwerk is running at")
    assert again.stop(signal.SIGTERM) == 0


def test_what_was_due_while_nothing_ran_is_done_once_at_the_next_start(running: Running) -> None:
    asked(running, "UPDATE jobs_recurrence SET kept_until = datetime(kept_until, '-9 days') RETURNING task")
    again = Running(running.home)
    scheduled = sorted((task.module_path,) for task, _rhythm in SCHEDULE)
    done = f"SELECT task {_OF_SCHEDULE} AND state = 'done' ORDER BY task"
    assert asked(again, f"{done} LIMIT 1 OFFSET {len(scheduled) - 1}")  # the last of them
    assert asked(again, done) == scheduled
    assert asked(again, f"SELECT count(*) {_OF_SCHEDULE}") == [(len(scheduled),)]
    assert again.stop(signal.SIGTERM) == 0


def test_nothing_is_written_outside_the_data_folder(running: Running) -> None:
    assert tree() - BEFORE == set()
    assert {path.name for path in running.home.iterdir()} >= {"maatwerk.sqlite3", "secret-key", "static"}
    assert (running.home / "secret-key").stat().st_mode & 0o077 == 0


def test_it_answers_on_the_command_line_without_ever_having_run(tmp_path: Path) -> None:
    done = subprocess.run(
        [str(ROOT / "maatwerk"), "ask", "mijn man slaat me", "--json"],
        env=environment(tmp_path / "nieuw"), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert '"dringend": true' in done.stdout


class TestFindingPython:
    """The script that starts everything, on machines that are set up less well."""

    @pytest.fixture
    def checkout(self, tmp_path: Path) -> Path:
        """Just enough of a checkout to get past the installing: empty lists and a package that says hello."""
        copy = tmp_path / "checkout"
        (copy / "requirements").mkdir(parents=True)
        (copy / "src/maatwerk").mkdir(parents=True)
        shutil.copy(ROOT / "maatwerk", copy)
        for name in ("run", "test"):
            (copy / f"requirements/{name}.txt").write_text("# nothing\n", encoding="utf-8")
        (copy / "src/maatwerk/__main__.py").write_text("import sys; print('hello', *sys.argv[1:])", encoding="utf-8")
        return copy

    def call(self, checkout: Path, path: str, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", str(checkout / "maatwerk"), *words],
            env={"PATH": path, "HOME": str(home)}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    @pytest.fixture
    def tools(self, tmp_path: Path) -> Path:
        """A PATH with the ordinary tools, but with no Python at all."""
        folder = tmp_path / "tools"
        folder.mkdir()
        for name in ("sh", "dirname", "cp", "cmp", "mkdir"):
            (folder / name).symlink_to(shutil.which(name) or name)
        return folder

    def test_a_name_that_starts_nothing_is_passed_over(self, checkout: Path, tools: Path, tmp_path: Path) -> None:
        import sys

        (tools / "python3.13").write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")  # as version managers leave behind
        (tools / "python3.13").chmod(0o755)
        (tools / "python3.12").symlink_to(Path(sys.base_prefix) / "bin/python3")
        done = self.call(checkout, str(tools), tmp_path, "run", "--port", "1")
        assert done.stdout == "hello run --port 1\n"

    def test_a_python_of_a_version_manager_is_found_outside_the_path(
        self, checkout: Path, tools: Path, tmp_path: Path
    ) -> None:
        import sys

        version = tmp_path / ".pyenv/versions/3.12.99/bin"
        version.mkdir(parents=True)
        (version / "python3").symlink_to(Path(sys.base_prefix) / "bin/python3")
        assert self.call(checkout, str(tools), tmp_path).stdout == "hello\n"

    def test_without_any_python_there_is_one_plain_sentence(self, checkout: Path, tools: Path, tmp_path: Path) -> None:
        done = self.call(checkout, str(tools), tmp_path, "run")
        assert done.returncode == 1
        assert done.stderr == (
            "maatwerk: no Python 3.12 or newer was found; "
            "install one from your system's packages or python.org and try again.\n"
        )

    def test_without_a_fitting_python_uv_may_bring_one(self, checkout: Path, tools: Path, tmp_path: Path) -> None:
        import sys

        python = Path(sys.base_prefix) / "bin/python3"
        uv = tools / "uv"  # stands in for the real one, which would fetch a Python
        uv.write_text(f'#!/bin/sh\nfor last; do :; done\nexec {python} -m venv "$last"\n', encoding="utf-8")
        uv.chmod(0o755)
        assert self.call(checkout, str(tools), tmp_path).stdout == "hello\n"

    def test_what_is_installed_is_not_installed_again(self, checkout: Path, tools: Path, tmp_path: Path) -> None:
        import sys

        (tools / "python3").symlink_to(Path(sys.base_prefix) / "bin/python3")
        assert "installing" in self.call(checkout, str(tools), tmp_path).stderr
        assert self.call(checkout, str(tools), tmp_path).stderr == ""
        (checkout / "requirements/run.txt").write_text("# something else\n", encoding="utf-8")
        assert "installing" in self.call(checkout, str(tools), tmp_path).stderr
