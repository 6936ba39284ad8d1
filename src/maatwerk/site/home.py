"""Where this installation keeps its things, and where the checkout keeps its own."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
CONTENT = CHECKOUT / "content"


def data_folder() -> Path:
    """The one folder that is written to: `MAATWERK_HOME`, else `var/` in the checkout."""
    return Path(os.environ.get("MAATWERK_HOME") or CHECKOUT / "var").resolve()


def secret_key() -> str:
    """The key that signs things: from the environment, else one made once and kept in the data folder."""
    if key := os.environ.get("MAATWERK_SECRET_KEY"):
        return key
    path = data_folder() / "secret-key"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")
