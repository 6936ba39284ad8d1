from __future__ import annotations

from collections.abc import Iterator

import pytest

from maatwerk.foundation.ui.municipality import Municipality
from tests.foundation.post.mailbag import Post


@pytest.fixture
def post(two_municipalities: dict[str, Municipality]) -> Iterator[Post]:
    """The post with doubles connected; a refusal to be reached, or nobody known, ends up in `post.told`."""
    made = Post()
    with made.connected():
        yield made
