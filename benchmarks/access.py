"""The gate at the size of a city: a page of 50 out of 60,000 residents with 200,000 consents and 120,000 involvements,
as it is opened and written down, beside a plain page of 50 of the same table. And decisions a second."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

Row = Callable[[str, str, str], None]

ROOT = Path(__file__).resolve().parents[1]
RESIDENTS, INVOLVEMENTS, CONSENTS = 60_000, 120_000, 200_000
# Organisation → with how many residents it works; the rest of the involvements are of others.
REACH = {"groot": 16_000, "middel": 1_450, "klein": 80}
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROUNDS = 40


def pages(row: Row) -> None:
    """On SQLite in a file, and on a PostgreSQL of its own where its programs are installed."""
    from maatwerk.site.programs import _find_postgres, throwaway_postgres

    _on("SQLite", "", row)
    if _find_postgres():
        with throwaway_postgres() as address:
            _on("PostgreSQL", address, row)


def _on(database: str, address: str, row: Row) -> None:
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "MAATWERK_HOME": home,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "maatwerk.site.settings",
        }
        environment |= {"MAATWERK_DATABASE": address} if address else {}
        command = [sys.executable, "-c", "from benchmarks.access import measure; measure()"]
        done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    plain = statistics.median(told["plain"])
    row(f"plain page of 50 residents, {database}", _percentiles(told["plain"]), "nobody asked whether they may")
    for name, [times, queries, count] in told["pages"].items():
        ratio = statistics.median(times) / plain
        row(f"page of {count}, {name}, {database}", _percentiles(times), f"{ratio:.1f} × plain; {queries} queries")
        row(f"of which writing down, {name}, {database}", f"{told['logging'][name]:.0%}", "without the commit")
    row(f"decisions, {database}", f"{told['decisions']:.0f} a second", "50 at once, with their relations")


def _percentiles(times: list[float]) -> str:
    ordered = sorted(times)
    p50, p95 = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    return f"p50 {p50 * 1000:.1f}  p95 {p95 * 1000:.1f} ms"


def measure() -> None:
    """Print the figures as one line of JSON."""
    from maatwerk.site.preparing import prepare

    prepare(lambda _: None)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from maatwerk.foundation.access.connections import connections
    from maatwerk.foundation.access.deciding import decide
    from maatwerk.foundation.access.facts import known
    from maatwerk.foundation.access.gate import AccessGate
    from maatwerk.foundation.access.lists import Form
    from maatwerk.foundation.access.policy import rules
    from maatwerk.foundation.gate.context import maintenance
    from maatwerk.foundation.people.models import Resident

    viewers = _city(random.Random(20261122))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    order = ("search_name", "pk")

    def plain() -> None:
        with maintenance("counting"):
            list(Resident.objects.filter(municipality=viewers["groot"].municipality).order_by(*order)[:50])

    plain()
    told: dict[str, Any] = {"plain": [_timed(plain) for _ in range(ROUNDS)], "pages": {}, "logging": {}}
    forms: dict[str, Form | None] = {"": None}
    if "MAATWERK_FORMS" in os.environ:
        forms |= {form.value: form for form in Form}
    for name, viewer in viewers.items():
        for called, form in forms.items():
            gate = AccessGate(form)

            def page(gate: AccessGate = gate, viewer: Any = viewer) -> int:
                rows = gate.visible(viewer, Resident.objects.order_by(*order), "wmo", now=NOW)[:50]
                return len(gate.open_page(viewer, rows, "wmo", NOW))

            count = page()
            with CaptureQueriesContext(connection) as asked:
                page()
            told["pages"][f"{name} {called}".strip()] = [[_timed(page) for _ in range(ROUNDS)], len(asked), count]
            told["logging"][f"{name} {called}".strip()] = _share_of_logging(page)
    with maintenance("counting"):
        things = list(Resident.objects.order_by(*order)[:50])
    about = known(viewers["groot"], "wmo", connections().register(""), NOW)
    seconds = statistics.median(_timed(lambda: decide(things, about, rules(), NOW)) for _ in range(ROUNDS))
    told["decisions"] = len(things) / seconds
    print(json.dumps(told))


def _share_of_logging(page: Callable[[], object]) -> float:
    """The part of the time of a page that goes into both logs, without the commit, which waits for the disk."""
    from maatwerk.foundation.access.connections import connected, connections

    write, spent = connections().write, []

    def timed(*args: Any) -> None:
        spent.append(_timed(lambda: write(*args)))

    with connected(write=timed):
        taken = sum(_timed(page) for _ in range(ROUNDS))
    return sum(spent) / taken


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _city(chance: random.Random) -> dict[str, Any]:
    """Everything in one municipality; a worker of each organisation of REACH."""
    from maatwerk.foundation.access.models import Consent, Involvement, Task
    from maatwerk.foundation.gate.context import maintenance
    from maatwerk.foundation.gate.protocols import Viewer
    from maatwerk.foundation.people.models import Municipality, Organisation, Resident
    from maatwerk.foundation.people.residents import resident_ref

    municipality = Municipality.objects.order_by("slug")[0]
    names = [*REACH, *(f"ander{number}" for number in range(20))]
    organisations = {
        name: Organisation.objects.create(municipality=municipality, slug=name, name=name) for name in names
    }
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for name in REACH:
        Task.objects.create(organisation=organisations[name], purpose="wmo", decided_by="besluit", start=start)
    refs = {name: f"organisation:{each.pk}" for name, each in organisations.items()}
    ids = [UUID(int=chance.getrandbits(128), version=4) for _ in range(RESIDENTS)]
    subjects = [resident_ref(id_) for id_ in ids]
    others = [refs[name] for name in names if name not in REACH]

    def about(subject: str, category: str) -> dict[str, Any]:
        owner = {"controller": others[0], "purpose": "wmo", "category": category, "subject": subject}
        return owner | {"municipality": municipality.slug}

    ground = {"by": "worker:1", "start": start}
    who = [(refs[name], subject) for name, reach in REACH.items() for subject in chance.sample(subjects, reach)]
    who += [(chance.choice(others), chance.choice(subjects)) for _ in range(INVOLVEMENTS - len(who))]
    shared = ["geld", "zorg", "gezondheid", "woning", "werk"]
    said = {"sentence": "Zij mogen dit zien.", "language": "nl", "how": "mondeling", "given_by": "resident:1"}
    with maintenance("keeping"):
        _store(
            Resident,
            (
                Resident(id=id_, search_name=f"naam{chance.randrange(10**6)}", **about(subject, "identiteit"))
                for id_, subject in zip(ids, subjects, strict=True)
            ),
        )
        _store(
            Involvement,
            (Involvement(who=ref, reason="vraag", **about(subject, "betrokkenheid"), **ground) for ref, subject in who),
        )
        _store(
            Consent,
            (
                Consent(
                    organisation=chance.choice(list(refs.values())),
                    shared=chance.choice(shared),
                    **about(chance.choice(subjects), "toestemming"),
                    **ground,
                    **said,
                )
                for _ in range(CONSENTS)
            ),
        )
    return {
        name: Viewer("worker:0", refs[name], municipality.slug, frozenset({"worker:0", refs[name]}), "medewerker")
        for name in REACH
    }


def _store(model: Any, rows: Any) -> None:
    from itertools import batched

    for some in batched(rows, 5000):
        model.objects.bulk_create(some)
