"""Programs that the tests need from the machine: Chromium and PostgreSQL. Found, else installed, else a sentence."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_POSTGRES_FOLDERS = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")
_PATIENCE = 30.0  # seconds for a database server to start

_apt = threading.Lock()  # two parts of the tests may want to install at the same time


class MissingProgramError(Exception):
    """A program is not there and could not be installed; the message says what to do."""


def chromium() -> str:
    """The path of a Chromium or Chrome. Raises MissingProgramError."""
    found = os.environ.get("MAATWERK_CHROMIUM") or _find_browser()
    if not found:
        _apt_install("chromium")
        found = _find_browser()
    if not found:
        raise MissingProgramError(
            "the browser tests need Chromium or Chrome: install one, or leave them out with --without browser"
        )
    return found


def _find_browser() -> str | None:
    on_path = (shutil.which(name) for name in _BROWSERS)
    on_mac = (path for path in _MAC_BROWSERS if Path(path).exists())
    return next((found for found in (*on_path, *on_mac) if found), None)


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """A PostgreSQL of its own in a temporary folder, reachable over a socket only; gives its address as a URL.

    PostgreSQL refuses to run as root; root starts it as the user that came with it, or as nobody.
    Raises MissingProgramError.
    """
    programs = _find_postgres()
    if not programs:
        _apt_install("postgresql")
        programs = _find_postgres()
    if not programs:
        raise MissingProgramError(
            "the database tests need PostgreSQL's server programs: install them, or use --without postgres"
        )
    with tempfile.TemporaryDirectory(prefix="maatwerk-pg-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        who = _not_root()
        if who is not None:
            os.chown(place, who, -1)
        # No write has to survive a crash here, so none is waited for.
        create = [str(programs / "initdb"), "-D", f"{folder}/data", "-U", "postgres", "--auth=trust", "--no-sync"]
        environment = {"LC_ALL": "C.UTF-8", "PATH": os.defpath}
        subprocess.run(create, user=who, cwd=place, env=environment, check=True, stdout=subprocess.DEVNULL)
        serve = [str(programs / "postgres"), "-D", f"{folder}/data", "-k", folder, "-c", "listen_addresses="]
        serve += ["-c", "fsync=off", "-c", "full_page_writes=off"]
        with open(place / "log", "wb") as log:
            server = subprocess.Popen(serve, user=who, cwd=place, stdout=log, stderr=log)
        try:
            address = f"postgresql://postgres@{quote(folder, safe='')}/postgres"
            _wait_for(address, server, place / "log")
            yield address
        finally:
            server.send_signal(signal.SIGINT)  # "fast shutdown": open connections are ended
            server.wait(timeout=_PATIENCE)


def _find_postgres() -> Path | None:
    """The folder with initdb and postgres themselves, past any links to them."""
    found = shutil.which("initdb")
    candidates = [Path(found).resolve().parent] if found else []
    for folder in _POSTGRES_FOLDERS:
        candidates += sorted(Path(folder).glob("*/bin"), reverse=True)
    return next((each for each in candidates if (each / "initdb").exists() and (each / "postgres").exists()), None)


def _not_root() -> int | None:
    """The user id to start the server as; None when we are nobody special already."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise MissingProgramError("PostgreSQL refuses to run as root and there is no other user; use --without postgres")


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    import psycopg

    until = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise MissingProgramError(f"the throwaway PostgreSQL did not start: {log.read_text(errors='replace').strip()}")


def _apt_install(package: str) -> None:
    """Install a Debian package where that is one ordinary step: apt is there and we are root."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with _apt:
        for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", package]):
            subprocess.run(command, env=environment, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
