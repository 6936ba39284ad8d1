"""A folder for documents that each test has for itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def documents(tmp_path: Path, settings: Any) -> Path:
    settings.DOCUMENTS = tmp_path / "documents"
    return tmp_path / "documents"
