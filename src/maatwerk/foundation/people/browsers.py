"""What kind of browser somebody uses, in words that people know. Pure: the header of a request in, a few words out."""

from __future__ import annotations

import re

# In this order: most browsers also carry the names of those below them.
_BROWSERS = (
    (re.compile(r"EdgA?/|EdgiOS/"), "Edge"),
    (re.compile(r"SamsungBrowser/"), "Samsung Internet"),
    (re.compile(r"Firefox/|FxiOS/"), "Firefox"),
    (re.compile(r"OPR/"), "Opera"),
    (re.compile(r"Chrome/|CriOS/|Chromium/"), "Chrome"),
    (re.compile(r"Safari/"), "Safari"),
)
_DEVICES = (
    (re.compile(r"iPhone"), "iPhone"),
    (re.compile(r"iPad"), "iPad"),
    (re.compile(r"Android"), "Android"),
    (re.compile(r"Windows"), "Windows"),
    (re.compile(r"Macintosh"), "Mac"),
    (re.compile(r"CrOS"), "Chromebook"),
    (re.compile(r"Linux"), "Linux"),
)


def browser_and_device(user_agent: str) -> str:
    """Such as "Firefox, Android": names only, so that it reads the same in every language. Empty when neither is
    known; never a version or a model, which would tell one telephone from another."""
    found = (
        next((name for pattern, name in kinds if pattern.search(user_agent)), "") for kinds in (_BROWSERS, _DEVICES)
    )
    return ", ".join(filter(None, found))
