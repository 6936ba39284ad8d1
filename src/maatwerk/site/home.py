"""Where this installation keeps its things, and where the checkout keeps its own."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from maatwerk.site.configuration import Configuration, configure

CHECKOUT = Path(__file__).resolve().parents[3]
CONTENT = CHECKOUT / "content"


def data_folder() -> Path:
    """The one folder that is written to: `MAATWERK_HOME`, else `var/` in the checkout."""
    return Path(os.environ.get("MAATWERK_HOME") or CHECKOUT / "var").resolve()


def configuration() -> Configuration:
    """What this installation chose, from the environment. Raises ConfigurationError."""
    return configure(os.environ, lambda place: Path(place).read_text(encoding="utf-8"))


def demo_key(name: str = "secret-key") -> str:
    """A key of a demo, such as the one that signs things: made once and kept in the data folder."""
    path = data_folder() / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")
