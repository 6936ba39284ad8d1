"""The social map with 50,000 services: bringing them in from a file, finding, and advice."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

Row = Callable[[str, str, str], None]

ROOT = Path(__file__).resolve().parents[1]
SERVICES, ADVISED = 50_000, 10_000
TOWN = "duinstad"
TODAY = date(2026, 11, 22)


def social_map(row: Row) -> None:
    """Each step in a process of its own, on new SQLite databases in files."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "services.json"
        made = _in_its_own(f"{folder}/een", f"make({SERVICES}, {str(file)!r})")
        row(
            f"feeding {SERVICES} services, SQLite",
            f"{made['feeding']:.0f} s",
            f"{made['fed']} MB at most; bound: 60 s, 400 MB",
        )
        size = file.stat().st_size / 2**20
        row(
            f"exporting {SERVICES} services as HSDS",
            f"{made['exporting']:.0f} s",
            f"{size:.0f} MB, {made['memory']} MB",
        )
        brought = _in_its_own(f"{folder}/twee", f"bring_in({str(file)!r})")
        checking, bringing = brought["first"]
        row(
            f"importing {SERVICES} services, SQLite",
            f"{checking + bringing:.0f} s",
            f"{checking:.0f} s of it checking, and {brought['reading']:.0f} s of that only reading the JSON; "
            f"{brought['memory']} MB at most; bound: 120 s, 600 MB",
        )
        row("the same file again", f"{sum(brought['again']):.0f} s", "changes nothing; bound: 70 s")
        for what, taken, peer in brought["finding"]:
            shown = f"{statistics.median(taken) / statistics.median(peer):.2f} of reading the names of all"
            row(f"find among {SERVICES}: {what}", _shown(taken), f"{shown}; bound: p95 40 ms")
        row(f"services for advice, of {SERVICES}", _shown(brought["shelf"]), "part of the answer")
        row(f"answer with these {SERVICES} services", _shown(brought["answering"]), "by the best model here")
        few = _in_its_own(f"{folder}/drie", f"advise({ADVISED})")
        ratio = statistics.median(few["answering"]) / statistics.median(few["alone"])
        row(
            f"answer with {ADVISED} services in tables",
            _shown(few["answering"]),
            f"{ratio:.2f} of the answer with those of content; bound: p95 60 ms",
        )


def _in_its_own(home: str, call: str) -> dict[str, Any]:
    environment = os.environ | {
        "MAATWERK_HOME": home,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "maatwerk.site.settings",
    }
    command = [sys.executable, "-c", f"from benchmarks import directory; directory.{call}"]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def make(count: int, file: str) -> None:
    """Services that nobody offers, exported to `file`."""
    _prepare()
    feeding = _timed(lambda: _feed(count))
    fed = _most_memory()
    from maatwerk.foundation.people.queries import municipality_called
    from maatwerk.knowledge.directory.hsds.export import export

    begun = time.perf_counter()
    with open(file, "w", encoding="utf-8") as stream:
        export(municipality_called(TOWN), stream)
    told = {"feeding": feeding, "fed": fed, "exporting": time.perf_counter() - begun, "memory": _most_memory()}
    print(json.dumps(told))


def bring_in(file: str) -> None:
    """Import `file` twice, then look for things in it."""
    _prepare()
    from django.utils import timezone

    from maatwerk.knowledge.directory.importing.bringing import Order, bring_in, prepared
    from maatwerk.knowledge.directory.importing.reading import read

    def once() -> tuple[float, float]:
        """Seconds of checking, and of bringing in."""
        begun = time.perf_counter()
        now = timezone.now()
        with prepared(Order(TOWN, "proef", [Path(file)]), now) as ready:
            checked = time.perf_counter()
            bring_in(ready, by="opdrachtregel", file_name="services.json", now=now)
        return checked - begun, time.perf_counter() - checked

    told = {
        "first": once(), "again": once(), "memory": _most_memory(),
        "reading": _timed(lambda: deque(read([Path(file)]), maxlen=0)),
    }  # fmt: skip
    print(json.dumps(told | _looked_for() | _asked()))


def advise(count: int) -> None:
    """Answers of the site's front door beside those of the door over content alone."""
    _prepare()
    _feed(count)
    print(json.dumps(_asked()))


def _looked_for() -> dict[str, Any]:
    from zoneinfo import ZoneInfo

    from maatwerk.knowledge.directory.finding import Wish, find
    from maatwerk.knowledge.directory.models import Listing
    from maatwerk.knowledge.directory.places import Access, Point
    from maatwerk.site.library import library

    needs = list(library().needs)
    at = datetime(2026, 11, 24, 11, tzinfo=ZoneInfo("Europe/Amsterdam"))
    wishes: dict[str, Callable[[int], Wish]] = {
        "a need": lambda turn: Wish(need=needs[turn % len(needs)]),
        "words": lambda turn: Wish(words=("hulp bij geld", "koffie", "samen eten", "vervoer")[turn % 4]),
        "open now, free, step-free": lambda _turn: Wish(open_at=at, free=True, access=(Access.WHEELCHAIR,)),
        "a need, nearest first": lambda turn: Wish(
            need=needs[turn % len(needs)], around=Point(breedte=53.5, lengte=4.1), within=10
        ),
        "a domain, a language, an age": lambda turn: Wish(domain="financien", language="ar", age=20 + turn % 50),
    }
    told = []
    names = Listing.objects.values_list("name", flat=True)
    peer = [_timed(lambda: list(names.all())) for _ in range(5)]
    for what, wish in wishes.items():
        taken = [_timed(lambda turn=turn, wish=wish: find(wish(turn), TOWN, None, TODAY)) for turn in range(60)]  # type: ignore[misc]
        told.append((what, taken, peer))
    return {"finding": told}


def _asked() -> dict[str, Any]:
    import yaml

    from maatwerk.casework.frontdoor.door import Question, clearly
    from maatwerk.foundation.people.queries import municipality_called
    from maatwerk.knowledge.advice import Situation, wanted_needs
    from maatwerk.site.editions import front_door_for
    from maatwerk.site.home import CONTENT
    from maatwerk.site.listing import shelf
    from maatwerk.site.registry import front_door

    town = municipality_called(TOWN)
    lines = yaml.safe_load((CONTENT / "evaluation/questions.yaml").read_text(encoding="utf-8"))
    texts = [one["tekst"] for one in lines if one["helft"] == "werk"]
    door, alone = front_door_for(town), front_door()
    needs = [clearly(door.answer(Question(text), town, TODAY).needs) for text in texts]  # also warms up

    def look(heard: Any) -> None:
        ids = [one.need.id for one in heard]
        shelf().for_needs(ids, wanted_needs(Situation(heard, TOWN, TODAY)).difference(ids), TOWN, TODAY)

    return {
        "shelf": [_timed(lambda heard=heard: look(heard)) for heard in needs],  # type: ignore[misc]
        "answering": [_timed(lambda text=text: door.answer(Question(text), town, TODAY)) for text in texts],  # type: ignore[misc]
        "alone": [_timed(lambda text=text: alone.answer(Question(text), town, TODAY)) for text in texts],  # type: ignore[misc]
    }


def _prepare() -> None:
    from maatwerk.site.preparing import prepare

    prepare(lambda _: None)


def _feed(count: int) -> None:
    from maatwerk.knowledge.directory import Layer
    from maatwerk.knowledge.directory.feeding import feed
    from maatwerk.site.library import library
    from maatwerk.site.listing import words_of

    feed(TOWN, Layer.IMPORT, _rows(count), words_of(library()), today=TODAY, origin="proef")


def _rows(count: int) -> Iterator[Any]:
    """Services with needs, hours, places and languages as they fall."""
    from maatwerk.knowledge.directory.catalogue import Service
    from maatwerk.knowledge.directory.feeding import Row
    from maatwerk.site.library import library

    chance = random.Random(20261122)
    content = library()
    needs = list(content.needs)
    labels = [need.text for need in content.needs.values()]
    for number in range(count):
        label = chance.choice(labels)
        hour = chance.randrange(8, 12)
        days = chance.sample(("ma", "di", "wo", "do", "vr", "za"), 3)
        week = {"tijden": [{"dagen": days, "van": f"{hour:02}:00", "tot": "17:00"}], "feestdagen": "dicht"}
        text = {"nl": f"{label.nl}: wij helpen u.", "en": f"{label.en}: we help you."}
        values = {
            "naam": {"nl": f"Steunpunt {number}", "en": f"Support {number}"},
            "organisatie": f"Organisatie {number % 5000}",
            "samenvatting": text, "waarom": text, "behoeften": chance.sample(needs, 3),
            "telefoon": "14 0999", "kosten": {"nl": "Gratis.", "en": "Free."}, "gratis": chance.random() < 0.6,
            "volgende_stap": {"niet_digitaal": {"nl": "Bel ons.", "en": "Call us."}},
            "talen": chance.sample(["nl", "en", "ar", "tr", "pl", "uk", "ti"], 2),
            "leeftijd": {"van": chance.choice([4, 12, 18, 65])} if chance.random() < 0.4 else None,
            "toegankelijk": chance.sample(["rolstoel", "lift", "ringleiding", "prikkelarm"], 2),
            "locaties": [{
                "straat": f"Proefweg {number}", "postcode": "9999 ZZ", "plaats": "Duinstad",
                "wijk": f"Wijk {number % 40}",
                "punt": {"breedte": 53.4 + chance.random() / 5, "lengte": 4.0 + chance.random() / 5}, "open": week,
            }],
            "verzonnen": True,
            "bron": {"naam": "verzonnen", "datum": "2026-10-01", "zekerheid": "middel"},
        }  # fmt: skip
        yield Row(
            f"proef_{number}", Service.model_validate({name: each for name, each in values.items() if each is not None})
        )


def _most_memory() -> int:
    """The most this process ever used, in MB."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most / (2**20 if sys.platform == "darwin" else 1024))


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _shown(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return f"p50 {statistics.median(ordered) * 1000:.0f}  p95 {ordered[int(len(ordered) * 0.95)] * 1000:.0f} ms"
