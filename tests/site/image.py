"""What the Dockerfile and compose.yaml say, read without a Docker engine."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile in order, with continued lines joined: ("USER", "10001:10001")."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    words = [line.split(None, 1) for line in lines if line.strip()]
    return [(word[0], " ".join(word[1].split())) for word in words]


def copied() -> list[tuple[str, str]]:
    """What the last stage takes from the checkout: (from, to)."""
    last = [each for each, (name, _) in enumerate(instructions()) if name == "FROM"][-1]
    pairs = []
    for name, rest in instructions()[last:]:
        if name == "COPY" and not rest.startswith("--from"):
            *sources, target = rest.split()
            pairs += [(source, target) for source in sources]
    return pairs


def lay_out(folder: Path) -> Path:
    """Put in `folder` what the image holds of the checkout, and nothing else."""
    for source, target in copied():
        place = folder / target / (Path(source).name if target.endswith("/") else "")
        place.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, place)
    return folder


def compose() -> dict[str, Any]:
    """compose.yaml, with what services share filled in."""
    return dict(yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8")))
