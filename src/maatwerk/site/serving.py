"""`./maatwerk run`: the web server and the job worker, started and stopped together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser, Namespace

from maatwerk.site.preparing import prepare

HELP = "start the web server and the job worker"
DESCRIPTION = """\
Start Slim Maatwerk: make the data folder, bring the database up to date, load two invented municipalities the first
time, and start the web server and the job worker. Prints the address when the first page can be asked for. Ctrl-C
stops both.
"""
EPILOG = """\
examples:
  ./maatwerk run
  ./maatwerk run --port 8080
  MAATWERK_HOME=/srv/maatwerk ./maatwerk run --host 0.0.0.0

Everything that is written goes to the data folder. With --host 0.0.0.0 the pages answer to any host name; set
MAATWERK_HOSTS to narrow that.

exit status:
  0  stopped by Ctrl-C or a termination signal
  1  the port is taken, or one of the two processes ended by itself
"""

_PATIENCE = 30.0  # seconds until a start that shows no page is called failed
_open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open  # our own address needs no proxy
_GRACE = 8.0  # seconds the processes get to finish what they are doing


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")


def run(args: Namespace) -> int:
    """Serve until stopped; the exit status is returned."""
    if problem := _cannot_listen(args.host, args.port):
        print(problem, file=sys.stderr)
        return 1
    hosts = "*" if args.host in ("0.0.0.0", "::") else f"localhost,127.0.0.1,[::1],{args.host}"  # noqa: S104
    os.environ.setdefault("MAATWERK_HOSTS", hosts)
    prepare(say=lambda sentence: print(sentence, flush=True), static=True)
    _tidy_up_jobs()

    # SIGTERM is what a service manager sends; it means the same as Ctrl-C. A shell that starts us in the background
    # tells us to ignore Ctrl-C, and then nothing could stop us in an orderly way: so both are set here.
    for how in (signal.SIGINT, signal.SIGTERM):
        signal.signal(how, signal.default_int_handler)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        processes = [subprocess.Popen(command, start_new_session=True) for command in _commands(args.host, args.port)]
        shown = "127.0.0.1" if args.host in ("0.0.0.0", "::") else args.host  # noqa: S104
        address = f"http://[{shown}]:{args.port}/" if ":" in shown else f"http://{shown}:{args.port}/"
        if not _answers(address, processes):
            print(f"no page came from {address}; see the lines above", file=sys.stderr)
            return 1
        print(f"Slim Maatwerk is running at {address}  (Ctrl-C stops it)", flush=True)
        while all(process.poll() is None for process in processes):
            time.sleep(0.3)
        print("one of the processes ended by itself; stopping the other", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(processes)
        print("stopped", flush=True)


def _commands(host: str, port: int) -> list[list[str]]:
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", "1", "--blocking-threads", "4", "--log-level", "warning", "--no-access-log"]
    web += ["--workers-kill-timeout", "5", "maatwerk.site.wsgi:application"]
    return [web, [sys.executable, "-m", "django", "db_worker", "--verbosity", "0"]]


def _cannot_listen(host: str, port: int) -> str | None:
    if not 0 < port < 65536:
        return f"cannot listen on {host}:{port} (a port is a number from 1 to 65535); choose another with --port"
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return f"cannot listen on {host}:{port} ({error.strerror}); choose another with --host or --port"
    return None


def _tidy_up_jobs() -> None:
    from maatwerk.foundation.jobs.tasks import forget_finished_jobs

    forget_finished_jobs.enqueue()


def _answers(address: str, processes: list[subprocess.Popen[bytes]]) -> bool:
    """Wait until a page comes; False when a process ends or patience does."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and all(process.poll() is None for process in processes):
        try:
            with _open(address, timeout=5):
                return True
        except urllib.error.HTTPError:
            return True  # an answer all the same
        except OSError:
            time.sleep(0.05)
    return False


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + _GRACE
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
