"""The invented schemes of the invented municipalities of a demo. They lie beneath what editors write there, as if the
municipality had them from the start. Never in production."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings

from maatwerk.foundation.content import load_entries
from maatwerk.foundation.editing.forms import data_of
from maatwerk.knowledge.schemes.municipal import MunicipalScheme
from maatwerk.site.home import CONTENT

KIND = "municipal-schemes"
_FOLDER = CONTENT / "demo" / KIND


def given(slug: str) -> Mapping[str, Mapping[str, Any]]:
    """Raw values by kind and id; nothing for who is not invented, and nothing in production. Raises ContentError."""
    return _read(slug) if settings.DEMO_PERSONAS else {}


@cache
def _read(slug: str) -> Mapping[str, Mapping[str, Any]]:
    folder = next((each for each in _FOLDER.iterdir() if each.is_dir() and each.name == slug), None)
    if folder is None:
        return {}
    return {KIND: {id_: data_of(each) for id_, each in load_entries(folder, MunicipalScheme).items()}}
