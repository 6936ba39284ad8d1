"""WAA-E1 of the values: there is no total score of a person, not in a table in between either."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.people.models import Account
from maatwerk.site.library import KINDS
from tests.conftest import ROOT
from tests.foundation.openapi.description import DOCUMENT

# Every number in a table that holds something about a person, with what it means. None says how somebody is.
NUMBERS = {
    "contact.ContactRequest.tries": "how often nobody answered when they were called or visited",
    "documents.Document.size": "how many bytes a file has",
    "people.Account.sign_outs": "how often somebody signed out everywhere, by which older sessions end",
    "post.Message.attempts": "how often sending was tried",
}
SCORE = re.compile(r"(^|_)(score|scores|risk|risico|rank|rang|ranking|rating|points|punten|likelihood|kans)($|_)")


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("maatwerk.")]


def is_number(field: Any) -> bool:
    kinds = (models.IntegerField, models.FloatField, models.DecimalField, models.DurationField)
    return isinstance(field, kinds) and not isinstance(field, models.AutoField)


def keys(part: Any) -> Iterator[str]:
    """The name of every property in a JSON schema."""
    if isinstance(part, dict):
        yield from part.get("properties", ())
    for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from keys(value)


def test_every_number_about_a_person_is_on_the_list() -> None:
    about_people = [model for model in ours() if issubclass(model, Personal | Account)]
    assert len(about_people) > 20
    found = {
        f"{model._meta.label}.{field.name}"
        for model in about_people
        for field in model._meta.fields
        if is_number(field)
    }
    assert found == set(NUMBERS)


def test_nothing_is_called_a_score() -> None:
    contract = json.loads((ROOT / "docs/contracts/ask.schema.json").read_text(encoding="utf-8"))
    named = {f"{model._meta.label}.{field.name}" for model in ours() for field in model._meta.get_fields()}
    named |= {f"API: {key}" for key in {*keys(DOCUMENT), *keys(contract)}}
    named |= {
        f"{kind}: {field.alias or name}"
        for kind, (shape, _) in KINDS.items()
        for name, field in shape.model_fields.items()
    }
    assert len(named) > 300
    assert sorted(name for name in named if SCORE.search(re.split(r"[.: ]+", name)[-1])) == []
    assert SCORE.search("total_score")  # a name that should be found is found
