"""`python -m benchmarks`: how fast and how heavy, as a table.

Every figure stands beside a peer measured in the same run, or a bound stated here, so that a slow or busy machine does
not mislead. Nothing here passes or fails. `--long` adds what takes minutes.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OPEN = urllib.request.build_opener(urllib.request.ProxyHandler({})).open

QUESTIONS = [
    "ik kan niet meer stofzuigen door mijn rug",
    "Ik kan de huur niet betalen en mijn moeder valt steeds vaker thuis",
    "ik voel me alleen sinds mijn man dood is en ik heb moeite met de post",
    "I cannot pay my energy bill this month",
    "mijn zoon gebruikt drugs en luistert niet meer",
    "schuldhulp",
]


def row(what: str, figure: str, beside: str) -> None:
    print(f"{what:<44}{figure:>24}   {beside}", flush=True)


def percentiles(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"p50 {statistics.median(ordered) * 1000:.1f}  p95 {p95 * 1000:.1f} ms"


def timed(act: Callable[[], object], times: int) -> list[float]:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return taken


def answering() -> None:
    from maatwerk.casework.frontdoor.contract import as_json
    from maatwerk.casework.frontdoor.door import Question
    from maatwerk.foundation.ui.municipality import Municipality
    from maatwerk.site.registry import demo_municipalities, front_door

    start = time.perf_counter()
    door = front_door()
    row("load all content", f"{time.perf_counter() - start:.2f} s", "bound: 3 s for the first page")
    slug, profile = next(iter(demo_municipalities().items()))
    municipality = Municipality(slug, profile)
    from datetime import date

    def ask(text: str) -> None:
        as_json(door.answer(Question(text), municipality, date(2026, 11, 21)), municipality, "nl")

    taken = [second for question in QUESTIONS for second in timed(lambda q=question: ask(q), 20)]  # type: ignore[misc]
    urgent = [s for question in QUESTIONS for s in timed(lambda q=question: door.urgent_rules.hits(q), 20)]  # type: ignore[misc]
    row("question to answer, in the process", percentiles(taken), f"of which urgent rules {percentiles(urgent)}")
    long = timed(lambda: ask("ik heb schulden en ik slaap slecht. " * 280), 3)
    row("the same, 10,000 characters", percentiles(long), "bound: 1 s")


@contextmanager
def running(home: Path) -> Iterator[tuple[str, float, int]]:
    """A started installation: its address, how many seconds until the first page, and the process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAATWERK_", "DJANGO_"))}
    address = f"http://127.0.0.1:{port}/"
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(ROOT / "maatwerk"), "run", "--port", str(port)],
        env=kept | {"MAATWERK_HOME": str(home), "MAATWERK_API_REQUESTS": "0"}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        for line in process.stdout:
            if address in line:
                break
        OPEN(address).read()
        yield address, time.perf_counter() - start, process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def memory(pid: int) -> str:
    """Resident memory of a process and its children, from the system's own list."""
    listed = subprocess.run(["/bin/ps", "-eo", "pid=,ppid=,rss=,args="], capture_output=True, text=True, check=True)
    processes = [line.split(None, 3) for line in listed.stdout.splitlines()]
    family = {str(pid)}
    for _ in range(3):
        family |= {one[0] for one in processes if one[1] in family}
    parts = []
    for one in processes:
        if one[0] in family:
            name = "worker" if "maatwerk worker" in one[3] else "web" if "granian" in one[3] else "starter"
            parts.append(f"{name} {int(one[2]) // 1024}")
    return ", ".join(parts)


def requests_a_second(ask: Callable[[], object], seconds: float = 3.0) -> float:
    """Asked by four threads at once, after one request to warm up."""
    ask()
    counts = [0] * 4
    until = time.perf_counter() + seconds

    def keep_asking(number: int) -> None:
        while time.perf_counter() < until:
            ask()
            counts[number] += 1

    threads = [threading.Thread(target=keep_asking, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def over_the_wire(address: str) -> tuple[int, int]:
    """Bytes of the home page and all it loads as a browser with compression receives them, and the number of files.

    The font of the headings is the one of the text; the extended letters are fetched only where one occurs.
    """

    def size(url: str) -> tuple[int, str]:
        request = urllib.request.Request(url, headers={"Accept-Encoding": "br, gzip"})  # noqa: S310 - our own address
        with OPEN(request) as response:
            body = response.read()
            return len(body), response.headers.get("Content-Encoding", "")

    plain = OPEN(address).read().decode()
    loaded = {part.split('"')[0] for part in plain.split('href="')[1:]}
    loaded = {link for link in loaded if link.startswith(("/static/", "/huisstijl/"))}
    loaded |= {part.split('"')[0] for part in plain.split('src="')[1:]}
    sizes = [size(address)[0], *(size(urllib.parse.urljoin(address, link))[0] for link in loaded)]
    return sum(sizes), len(sizes)


def serving() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with running(home) as (_, cold, _pid):
            row("start to first page, new data folder", f"{cold:.1f} s", "installing not counted")
        with running(home) as (address, warm, pid):
            row("start to first page, warm", f"{warm:.1f} s", "bound: 3 s")
            total, files = over_the_wire(address)
            row("home page over the wire", f"{total / 1024:.0f} KB", f"{files} files; bound: 95 KB")
            peer = requests_a_second(lambda: OPEN(f"{address}static/ui/icon.svg").read())
            home_page = requests_a_second(lambda: OPEN(address).read())
            row("home page", f"{home_page:.0f} requests/s", f"{home_page / peer:.2f} of a static file in the same run")
            question = urllib.parse.urlencode({"tekst": QUESTIONS[0]}).encode()
            answers = requests_a_second(lambda: OPEN(f"{address}antwoord", question).read())
            row("answer page", f"{answers:.0f} requests/s", f"{answers / home_page:.2f} of the home page")
            api_rows(address, answers)
            row("memory", memory(pid), "MB resident")
            lighthouse(address)


def api_rows(address: str, answers: float) -> None:
    """The API beside the answer page: a page of 25 services, and the same question as JSON."""
    import json

    def services() -> None:
        OPEN(f"{address}api/v1/diensten").read()

    body = json.dumps({"tekst": QUESTIONS[0]}).encode()
    asked = urllib.request.Request(f"{address}api/v1/adviezen", body, {"Content-Type": "application/json"})  # noqa: S310

    def advice() -> None:
        OPEN(asked).read()

    for what, ask in (("API: GET /diensten, 25 of them", services), ("API: POST /adviezen", advice)):
        figure = requests_a_second(ask)
        row(
            what,
            f"{figure:.0f} requests/s",
            f"{figure / answers:.2f} of the answer page; {percentiles(timed(ask, 60))}",
        )


def lighthouse(address: str) -> None:
    """Where Node is present and Lighthouse is installed (`npm install --global lighthouse`)."""
    program, browser = shutil.which("lighthouse"), shutil.which("chromium") or shutil.which("google-chrome")
    if not program or not browser:
        row("Lighthouse, home page", "not measured", "no lighthouse or browser on this machine")
        return
    import json

    flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    done = subprocess.run(
        [program, address, "--quiet", "--output=json", f"--chrome-flags={flags}"],
        env=os.environ | {"CHROME_PATH": browser}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        row("Lighthouse, home page", "failed", done.stderr.strip().splitlines()[-1] if done.stderr else "")
        return
    scores = {name: round(found["score"] * 100) for name, found in json.loads(done.stdout)["categories"].items()}
    row("Lighthouse, home page", "/".join(str(score) for score in scores.values()), f"{', '.join(scores)}; bound: 95")


def warm_script() -> None:
    peer = timed(lambda: subprocess.run([sys.executable, "-c", ""], check=True), 9)
    script = timed(
        lambda: subprocess.run([str(ROOT / "maatwerk"), "--version"], check=True, stdout=subprocess.DEVNULL), 9
    )
    bare = timed(
        lambda: subprocess.run([sys.executable, "-m", "maatwerk", "--version"], check=True, stdout=subprocess.DEVNULL),
        9,
    )
    added = statistics.median(script) - statistics.median(bare)
    row(
        "what ./maatwerk adds to its verb, warm", f"{added * 1000:.0f} ms", f"an empty Python takes {percentiles(peer)}"
    )


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maatwerk.site.settings")
    import django

    django.setup()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, Django {django.get_version()}\n")
    answering()
    serving()
    warm_script()
    from benchmarks import access, asking, backup, content, directory, jobs, letters, logs, schemes, search

    asking.asking(row)
    letters.letters(row)
    jobs.jobs_a_second(row)
    search.searching(row)
    logs.writing(row)
    schemes.schemes(row)
    if "--long" in sys.argv:
        access.pages(row)
        directory.social_map(row)
        content.loading(row)
        jobs.killed_workers(row)
        backup.backup(row)
        logs.verifying(row)


if __name__ == "__main__":
    main()
