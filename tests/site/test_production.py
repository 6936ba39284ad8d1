"""Production as compose.yaml starts it, without the containers: one PostgreSQL, two web processes, two job workers,
from a folder that holds exactly what the image holds."""

from __future__ import annotations

import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email.message import Message
from pathlib import Path

import pytest

from maatwerk.site.programs import MissingProgramError, throwaway_postgres
from tests.site.image import lay_out
from tests.site.test_running import PATIENCE, free_port

pytestmark = pytest.mark.processes

MARKER = "Samira-heeft-schulden-06123"
HOST = "hulp.voorbeeldstad.example"
RECIPIENT = "age16dzqvz4t6s87tlts3l2zmgxk4k46266gwjl8tezfw5rzxjrhhpnsuunm3q"  # a public key of nobody
KEY = "Xq3-vR7_tLm9Wz1cKd5yHb8nPf2sGj6aUe4oTi0rQwEyCxVkNhMp"
LOG_KEY = "b8KxW2-pQ9_sYt4Zc1LmVd7RhNf5GjTa3EoUi6CyHwXkBnMrPvqJ"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def opener() -> urllib.request.OpenerDirector:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    handlers = (urllib.request.ProxyHandler({}), NoRedirect(), urllib.request.HTTPSHandler(context=context))
    return urllib.request.build_opener(*handlers)


def get(address: str, **headers: str) -> tuple[int, Message, str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, headers=named)  # noqa: S310 - always one of our own addresses
    try:
        with opener().open(request, timeout=PATIENCE) as response:
            return response.status, response.headers, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read().decode()


def wait_until(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.1)
    return False


class Installation:
    """A production installation: its settings, and the processes that were started with them."""

    def __init__(self, app: Path, folder: Path, **settings: str) -> None:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("MAATWERK_", "DJANGO_", "PYTEST_", "PYTHON"))
        }
        self.app, self.folder = app, folder
        (folder / "key").write_text(KEY, encoding="ascii")
        (folder / "log-key").write_text(LOG_KEY, encoding="ascii")
        self.environment = kept | {
            "PYTHONPATH": str(app / "src"),
            "PYTHONPYCACHEPREFIX": str(folder / "data/pycache"),
            "MAATWERK_MODE": "production",
            "MAATWERK_HOME": str(folder / "data"),
            "MAATWERK_SECRET_KEY_FILE": str(folder / "key"),
            "MAATWERK_LOG_KEY_FILE": str(folder / "log-key"),
            "MAATWERK_HOSTS": HOST,
            "MAATWERK_BACKUP_RECIPIENT": RECIPIENT,
        } | settings  # fmt: skip
        self.started: list[subprocess.Popen[bytes]] = []

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "maatwerk", *words],
            cwd=self.app, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def start(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        with open(self.folder / f"{name}.log", "wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "maatwerk", *words],
                cwd=self.app, env=self.environment, stdout=log, stderr=log,
            )  # fmt: skip
        self.started.append(process)
        return process

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")

    def said(self, name: str, words: str) -> bool:
        return wait_until(lambda: words in self.log(name))

    def stop(self) -> list[int]:
        for process in self.started:
            process.send_signal(signal.SIGTERM)
        return [process.wait(PATIENCE) for process in self.started]


def children(pid: int) -> list[int]:
    listed = subprocess.run([shutil.which("pgrep") or "pgrep", "-P", str(pid)], capture_output=True, check=False)
    return [int(child) for child in listed.stdout.split()]


def files(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("image") / "app")


def test_production_with_demo_settings_refuses_before_it_does_anything(app: Path, tmp_path: Path) -> None:
    bare = Installation(app, tmp_path, MAATWERK_SECRET_KEY_FILE="", MAATWERK_HOSTS="")
    done = bare.call("run", "--port", str(free_port()))
    assert (done.returncode, done.stdout) == (1, "")
    for words in ("signing key", "MAATWERK_HOSTS", "MAATWERK_DATABASE", "MAATWERK_TLS"):
        assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "data").glob("[!p]*"))  # no key, no database; only compiled Python


@pytest.fixture(scope="module")
def postgres() -> Iterator[tuple[str, ExitStack]]:
    with ExitStack() as stack:
        try:
            address = stack.enter_context(throwaway_postgres())
        except MissingProgramError as missing:
            pytest.skip(str(missing))
        yield address, stack


@pytest.fixture(scope="module")
def installation(
    app: Path, postgres: tuple[str, ExitStack], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    settings = {"MAATWERK_DATABASE": postgres[0], "MAATWERK_TLS": "proxy", "MAATWERK_WEB_WORKERS": "2"}
    made = Installation(app, tmp_path_factory.mktemp("production"), **settings)
    yield made
    if any(process.poll() is None for process in made.started):
        made.stop()


@pytest.fixture(scope="module")
def before(app: Path) -> dict[Path, int]:
    return files(app)


@pytest.fixture(scope="module")
def address(installation: Installation, before: dict[Path, int]) -> str:
    port = free_port()
    installation.start("web", "run", "--only", "web", "--port", str(port))
    for number in (1, 2):
        installation.start(f"worker-{number}", "worker")
    for name, words in (("web", "is running at"), ("worker-1", "is running"), ("worker-2", "is running")):
        assert installation.said(name, words), installation.log(name)
    return f"http://127.0.0.1:{port}"


def checked(installation: Installation) -> tuple[int, list[str]]:
    """What the check says, apart from figures of schemes that run out: that depends on the day of the test."""
    done = installation.call("check")
    return done.returncode, [line for line in done.stdout.splitlines() if "figures of schemes" not in line]


class TestOnPostgres:
    """One story, in order."""

    def test_three_that_start_at_once_prepare_the_database_once(self, installation: Installation, address: str) -> None:
        logs = "".join(installation.log(name) for name in ("web", "worker-1", "worker-2"))
        assert logs.count("making the database ready") == 1
        assert "invented" not in logs

    def test_it_is_ready_but_has_no_municipality_of_its_own(self, installation: Installation, address: str) -> None:
        assert get(f"{address}/readyz")[0] == 200
        assert get(f"{address}/", Host=HOST, X_Forwarded_Proto="https")[0] == 503
        assert checked(installation) == (
            1,
            ["WRONG     There is no municipality yet: ./maatwerk municipality add FILE."],
        )
        assert installation.call("ask", "hulp").returncode == 2

    def test_a_real_municipality_can_be_added(self, installation: Installation, address: str, app: Path) -> None:
        demo = (app / "content/demo/municipalities/demo.yaml").read_text(encoding="utf-8")
        real = demo.partition("\nveenrode:")[0].replace("duinstad:", "voorbeeldstad:").replace("true", "false", 1)
        file = installation.folder / "gemeente.yaml"
        file.write_text(real, encoding="utf-8")
        done = installation.call("municipality", "add", str(file), "--hostname", HOST)
        assert (done.returncode, done.stderr) == (0, "")
        again = installation.call("municipality", "add", str(file), "--hostname", HOST)
        assert again.returncode == 1
        assert "There is a municipality 'voorbeeldstad' already" in again.stderr
        assert HOST in installation.call("municipality", "list").stdout
        assert checked(installation) in ((0, []), (0, ["nothing is wrong or doubtful"]))

    def test_pages_come_over_tls_only(self, installation: Installation, address: str) -> None:
        status, headers, _ = get(f"{address}/contact", Host=HOST)
        assert (status, headers["Location"]) == (301, f"https://{HOST}/contact")
        status, headers, page = get(f"{address}/contact", Host=HOST, X_Forwarded_Proto="https")
        assert status == 200
        assert "Liever niet digitaal?" in page
        assert headers["Strict-Transport-Security"] == "max-age=31536000"
        assert "Set-Cookie" not in headers
        assert get(f"{address}/contact", Host="ander.example", X_Forwarded_Proto="https")[0] == 400

    def test_two_processes_serve_and_one_that_dies_is_replaced(self, installation: Installation, address: str) -> None:
        (server,) = children(installation.started[0].pid)
        two = set(children(server))
        assert len(two) == 2
        os.kill(min(two), signal.SIGKILL)
        assert wait_until(lambda: len(set(children(server)) - two) == 1)
        assert wait_until(lambda: get(f"{address}/readyz")[0] == 200)

    def test_the_workers_empty_the_queue(self, installation: Installation, address: str) -> None:
        ask = (
            "import django; django.setup()\n"
            "from maatwerk.foundation.jobs.tasks import forget_finished_jobs as job\n"
            "for _ in range(8): job.enqueue()\n"
        )
        environment = installation.environment | {"DJANGO_SETTINGS_MODULE": "maatwerk.site.settings"}
        subprocess.run([sys.executable, "-c", ask], cwd=installation.app, env=environment, check=True)

        def counts() -> dict[str, int]:
            pairs = [line.split() for line in installation.call("jobs").stdout.splitlines() if line.strip()]
            return {pair[0]: int(pair[1]) for pair in pairs if len(pair) == 2}

        def empty() -> bool:
            now = counts()
            return now["waiting"] == now["running"] == now["dead"] == 0 and now["done"] >= 8

        assert wait_until(empty), counts()

    def test_logs_are_json_lines_without_what_was_typed(self, installation: Installation, address: str) -> None:
        secure = {"Host": HOST, "X_Forwarded_Proto": "https", "User_Agent": MARKER}
        assert get(f"{address}/{MARKER}?vraag={MARKER}", **secure)[0] == 404
        assert get(f"{address}/", **(secure | {"Host": MARKER}))[0] == 400
        for name in ("web", "worker-1", "worker-2"):
            assert MARKER not in installation.log(name)
            events = [json.loads(line) for line in installation.log(name).splitlines()]
            assert all({"time", "level", "logger", "message", "request"} <= set(event) for event in events)
        assert "404 Not Found: GET (no page)" in installation.log("web")

    def test_without_the_database_it_lives_but_is_not_ready(
        self, installation: Installation, address: str, postgres: tuple[str, ExitStack]
    ) -> None:
        postgres[1].close()
        status, _, told = get(f"{address}/readyz")
        assert status == 503
        assert "database: not reachable" in told
        assert get(f"{address}/healthz")[0] == 200
        done = installation.call("check")
        assert done.returncode == 1
        assert "WRONG     The database cannot be reached" in done.stdout
        assert postgres[0] not in done.stdout + done.stderr + told

    def test_all_stop_when_asked_and_wrote_only_to_the_data_folder(
        self, installation: Installation, address: str, app: Path, before: dict[Path, int]
    ) -> None:
        assert installation.stop() == [0, 0, 0]
        assert files(app) == before


def test_tls_can_be_done_here_with_certificate_files(
    app: Path, installation: Installation, address: str, tmp_path: Path
) -> None:
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is needed to make a certificate")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
         "-keyout", str(tmp_path / "tls-key.pem"), "-out", str(tmp_path / "tls.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    settings = {
        "MAATWERK_ALLOW_SQLITE": "yes",
        "MAATWERK_TLS": "direct",
        "MAATWERK_TLS_CERTIFICATE": str(tmp_path / "tls.pem"),
        "MAATWERK_TLS_KEY": str(tmp_path / "tls-key.pem"),
        "MAATWERK_WEB_WORKERS": "1",
    }
    direct = Installation(app, tmp_path, **settings)
    for name in ("static", "pycache"):  # gathering and compiling once is enough
        shutil.copytree(installation.folder / "data" / name, tmp_path / "data" / name)
    port = free_port()
    direct.start("web", "run", "--only", "web", "--port", str(port))
    try:
        assert direct.said("web", f"is running at https://127.0.0.1:{port}/"), direct.log("web")
        assert get(f"https://127.0.0.1:{port}/readyz")[0] == 200
        status, headers, _ = get(f"https://127.0.0.1:{port}/", Host=HOST)
        assert status == 503  # no municipality yet, but no redirect either: this is TLS
        assert "max-age" in headers["Strict-Transport-Security"]
    finally:
        assert direct.stop() == [0]
