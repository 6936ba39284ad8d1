"""`./maatwerk run`: the web server and the job worker, started and stopped together."""

from __future__ import annotations

import logging
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from maatwerk.site.configuration import DIRECT, Configuration
from maatwerk.site.home import configuration
from maatwerk.site.preparing import prepare

HELP = "start the web server and the job worker"
DESCRIPTION = """\
Start Slim Maatwerk: make the data folder, bring the database up to date, load two invented municipalities the first
time, and start the web server and the job worker. Prints the address when the first page can be asked for. Ctrl-C
stops both. In production (MAATWERK_MODE=production) it loads no invented municipalities, starts several web processes
and refuses settings that are only fit for a demo.
"""
EPILOG = """\
examples:
  ./maatwerk run
  ./maatwerk run --port 8080
  ./maatwerk run --only web
  MAATWERK_HOME=/srv/maatwerk ./maatwerk run --host 0.0.0.0

Everything that is written goes to the data folder. In a demo with --host 0.0.0.0 the pages answer to any host name;
set MAATWERK_HOSTS to narrow that. docs/deploy.md tells how to run it for real.

exit status:
  0  stopped by Ctrl-C or a termination signal
  1  the settings are refused, the port is taken, or one of the processes ended by itself
"""

_PATIENCE = 30.0  # seconds until a start that shows no page is called failed
_SERVER_LOG = Path(__file__).parent / "server-log.json"  # the web server's own few lines, as JSON lines too
_GRACE = 8.0  # seconds the processes get to finish what they are doing


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument("--only", choices=["web"], help="without a job worker; `./maatwerk worker` starts one alone")


def run(args: Namespace) -> int:
    """Serve until stopped; the exit status is returned. Raises ConfigurationError."""
    chosen = configuration()
    if problem := _cannot_listen(args.host, args.port):
        print(problem, file=sys.stderr)
        return 1
    anywhere = args.host in ("0.0.0.0", "::")  # noqa: S104
    if not chosen.production:
        os.environ.setdefault("MAATWERK_HOSTS", "*" if anywhere else f"localhost,127.0.0.1,[::1],{args.host}")
    log = logging.getLogger("maatwerk.run")
    tell, complain = (log.info, log.error) if chosen.production else (_print, _complain)
    prepare(say=tell, static=True)
    for doubt in chosen.doubts:
        log.warning(doubt)
    commands = [_web(args.host, args.port, chosen), *([] if args.only else [_WORKER])]

    # SIGTERM is what a service manager sends; it means the same as Ctrl-C. A shell that starts us in the background
    # tells us to ignore Ctrl-C, and then nothing could stop us in an orderly way: so both are set here.
    for how in (signal.SIGINT, signal.SIGTERM):
        signal.signal(how, signal.default_int_handler)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        processes = [subprocess.Popen(command, start_new_session=True) for command in commands]
        shown = "127.0.0.1" if anywhere else args.host
        scheme = "https" if chosen.tls == DIRECT else "http"
        address = f"{scheme}://[{shown}]:{args.port}/" if ":" in shown else f"{scheme}://{shown}:{args.port}/"
        if not _answers(address, processes):
            complain(f"no page came from {address}; see the lines above")
            return 1
        tell(f"Slim Maatwerk is running at {address}  (Ctrl-C stops it)")
        while all(process.poll() is None for process in processes):
            time.sleep(0.3)
        complain("one of the processes ended by itself; stopping")
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(processes)
        tell("stopped")


_WORKER = [sys.executable, "-m", "maatwerk", "worker"]


def _web(host: str, port: int, chosen: Configuration) -> list[str]:
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", str(chosen.web_workers), "--blocking-threads", "4", "--log-level", "warning"]
    web += ["--no-access-log", "--workers-kill-timeout", "5"]
    if chosen.production:
        web += ["--respawn-failed-workers", "--log-config", str(_SERVER_LOG)]
    if chosen.tls == DIRECT:
        web += ["--ssl-certificate", chosen.certificate, "--ssl-keyfile", chosen.certificate_key]
        web += ["--ssl-protocol-min", "tls1.2"]
    return [*web, "maatwerk.site.wsgi:application"]


def _print(sentence: str) -> None:
    print(sentence, flush=True)


def _complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)


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


def _answers(address: str, processes: list[subprocess.Popen[bytes]]) -> bool:
    """Wait until the web server answers; False when a process ends or patience does. The database was seen to be right
    a moment ago, and content is loaded before the first answer, so whether it lives is all there is to ask."""
    lives = _asker(f"{address}healthz")
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and all(process.poll() is None for process in processes):
        try:
            lives()
        except OSError:  # not listening yet
            time.sleep(0.05)
        else:
            return True
    return False


def _asker(address: str) -> Callable[[], object]:
    """Asks our own address, which needs no proxy; its certificate bears the name of the site, not of this machine."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    handlers = (urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
    opener = urllib.request.build_opener(*handlers)
    return lambda: opener.open(address, timeout=5).close()


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
