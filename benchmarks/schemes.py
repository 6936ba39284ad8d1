"""Schemes: one household with every step, a million without, and three of them beside OpenFisca in the same run.

`python -m benchmarks.schemes [HOUSEHOLDS]`. OpenFisca is fetched for this alone, by name, into an environment of its
own that is thrown away (its licence is AGPL: it is nowhere among our requirements); without a package index that part
is left out.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

Row = Callable[[str, str, str], None]

ROOT = Path(__file__).resolve().parents[1]
ON, TIMES, MANY = date(2026, 1, 1), 200, 1_000_000
COMPARED = ("zorgtoeslag", "huurtoeslag", "kindgebonden_budget")
# What is known of the population besides what it always has, so that nothing is open but what nobody knows.
ALSO = [
    "woning_soort", "zelfstandig", "kale_huur", "aow_opbouwjaren", "uitkering_soort", "studiefinanciering", "beslag",
    "uren_per_week", "partner.uren_per_week", "wmo_hulp", "bijzondere_kosten", "werkt_minder_door_ziekte",
    *(f"kind{n}.{fact}" for n in range(1, 5) for fact in ("opvang_soort", "opvang_uren", "opvang_uurprijs")),
]  # fmt: skip
SINGLE = {
    "rol": "aanvrager", "geboortedatum": "1990-05-01", "toetsingsinkomen": 25000, "netto_maandinkomen": 1500,
    "vermogen": 0, "zorgverzekerd": True, "aow_opbouwjaren": 50,
}  # fmt: skip
FAMILY = [
    SINGLE, {**SINGLE, "rol": "partner", "toetsingsinkomen": 9000, "netto_maandinkomen": 700},
    {"rol": "kind", "geboortedatum": "2015-01-01"}, {"rol": "kind", "geboortedatum": "2009-06-01"},
]  # fmt: skip
HOME = {"soort": "huur", "zelfstandig": True, "kale_huur": 700, "servicekosten_subsidiabel": 20}


def schemes(row: Row) -> None:
    """In a process of its own, so that its memory is its own."""
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "maatwerk.site.settings",
    }
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-c", f"from benchmarks.schemes import measure; measure({folder!r}, {MANY})"]
        done = subprocess.run(words, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        told = json.loads(done.stdout.splitlines()[-1])
        for name, taken in told["one"].items():
            row(f"{told['schemes']} schemes, every step: {name}", _percentiles(taken), "bound: p95 5 ms")
        row(
            f"{told['schemes']} schemes, {told['many']:,} households",
            f"{told['seconds']:.1f} s, {told['megabytes']:.0f} MB",
            "bound: 10 s, 2000 MB",
        )
        _beside_openfisca(row, Path(folder), told)


def _percentiles(taken: list[float]) -> str:
    ordered = sorted(taken)
    return f"p50 {statistics.median(ordered) * 1000:.2f}  p95 {ordered[int(len(ordered) * 0.95)] * 1000:.2f} ms"


def measure(place: str, many: int) -> None:
    """Print the figures as one line of JSON, and leave in the folder what OpenFisca needs."""
    import numpy as np

    from maatwerk.knowledge.facts import FactKey
    from maatwerk.knowledge.schemes.contract import answer_for
    from maatwerk.knowledge.schemes.engine.assessing import outcomes
    from maatwerk.knowledge.schemes.engine.invented import invented
    from maatwerk.knowledge.schemes.reading import household_from
    from maatwerk.site.library import library
    from maatwerk.site.registry import desk_for

    content = library()
    desk = desk_for(content)
    three = [scheme for name in COMPARED for scheme in desk.schemes if scheme.id == name]

    def told(people: list[dict[str, Any]], home: object) -> Any:
        raw = {"peildatum": ON.isoformat(), "personen": people, "woning": home}
        return household_from(raw, content.dictionary, bool, ON).household

    def timed(act: Callable[[], object]) -> list[float]:
        taken = []
        for _ in range(TIMES):
            start = time.perf_counter()
            act()
            taken.append(time.perf_counter() - start)
        return taken

    one = {
        "alone": timed(lambda: desk.assess(told([SINGLE], HOME))),
        "family": timed(lambda: desk.assess(told(FAMILY, HOME))),
        "family, as JSON": timed(lambda: answer_for(told(FAMILY, HOME), desk, "nl")),
        "little known": timed(lambda: desk.assess(told([{"rol": "aanvrager"}], None))),
    }
    from maatwerk.knowledge.schemes.engine.assessing import assess

    def traced() -> None:
        household = told(FAMILY, HOME)
        for scheme in three:
            assess(scheme, household, desk.book, content.dictionary)

    peer_one = timed(traced)
    households = invented(many, 1, ON, content.dictionary, [FactKey.parse(name) for name in ALSO])
    start = time.perf_counter()
    found = desk.outcomes(households)
    seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    del found
    start = time.perf_counter()
    outcomes(three, households, desk.book, content.dictionary)
    peer_many = time.perf_counter() - start
    exact = outcomes(three, households, desk.book, content.dictionary, exact=True)
    folder = Path(place)
    np.savez(folder / "ours.npz", **{scheme.id: each.low for scheme, each in zip(three, exact, strict=True)})
    np.savez(folder / "households.npz", **_columns(households))
    one_family = {name: column.tolist() for name, column in _columns(told(FAMILY, HOME)).items()}
    (folder / "one.json").write_text(json.dumps(one_family), encoding="utf-8")
    figures: dict[str, dict[str, float]] = {}
    for name, parameter in desk.book.parameters.items():
        group, _, short = name.partition(".")
        dated = parameter.on(ON)
        if group in COMPARED and dated and dated.value is not None:
            figures.setdefault(group, {})[short] = dated.value
    (folder / "figures.json").write_text(json.dumps(figures), encoding="utf-8")
    figures_told = {
        "schemes": len(desk.schemes), "one": one, "many": many, "seconds": seconds, "megabytes": megabytes,
        "peer_one": peer_one, "peer_many": peer_many,
    }  # fmt: skip
    print(json.dumps(figures_told))


def _columns(households: Any) -> dict[str, Any]:
    """What OpenFisca is given: the same households, a column by its name."""
    import numpy as np

    from maatwerk.knowledge.facts import FactKey

    none = np.zeros(households.size)

    def column(name: str) -> Any:
        return households.columns.get(FactKey.parse(name), none)

    names = ["geboortedatum", "zorgverzekerd", "toetsingsinkomen", "vermogen"]
    told = {name.replace(".", "_"): column(name) for base in names for name in (base, f"partner.{base}")}
    told |= {f"kind{n}_geboortedatum": column(f"kind{n}.geboortedatum") for n in range(1, 5)}
    told |= {f"kind{n}": households.there.get(f"kind{n}", none) for n in range(1, 5)}
    rented = np.isin(column("woning_soort"), (0.0, 2.0)) & (column("zelfstandig") == 1)  # huur, kamer
    return told | {"partner": households.there["partner"], "huur": rented, "kale_huur": column("kale_huur")}


def _beside_openfisca(row: Row, folder: Path, told: dict[str, Any]) -> None:
    import numpy as np

    what = "zorg-, huurtoeslag, kindgebonden budget"
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv/bin/python"
    install = [str(python), "-m", "pip", "install", "--quiet", "openfisca-core"]
    if subprocess.run(install, capture_output=True, check=False).returncode:
        row(f"{what}, OpenFisca", "not measured", "openfisca-core cannot be installed here")
        return
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    script = [str(python), str(ROOT / "benchmarks/openfisca_schemes.py"), str(folder)]
    done = subprocess.run(script, env=clean, check=True, stdout=subprocess.PIPE, text=True)
    peer = json.loads(done.stdout.splitlines()[-1])
    mine, theirs = statistics.median(told["peer_one"]), statistics.median(peer["one"])
    row(
        "three allowances, one family, every step",
        _percentiles(told["peer_one"]),
        f"OpenFisca with trace: {_percentiles(peer['one'])}; {mine / theirs:.2f} of it",
    )
    ratio = told["peer_many"] / peer["many"]
    row(
        f"three allowances, {told['many']:,} households",
        f"{told['peer_many']:.1f} s",
        f"OpenFisca: {peer['many']:.1f} s; {ratio:.2f} of it",
    )
    ours, others = np.load(folder / "ours.npz"), np.load(folder / "outcome.npz")
    for name in COMPARED:
        differ = int((np.abs(ours[name] - others[name]) > 0.0101).sum())
        row(f"the same {name}, to a cent", f"{len(ours[name]) - differ:,}", f"of {len(ours[name]):,} households")


if __name__ == "__main__":
    MANY = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    schemes(lambda what, figure, beside: print(f"{what:<44}{figure:>28}   {beside}", flush=True))
