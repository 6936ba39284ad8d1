"""The file with the OpenID Connect log-ins of organisations. Pure: text in, values or sentences out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from maatwerk.foundation.people.rules import OrganisationLogIn

_KEYS = ("gemeente", "organisatie", "naam", "server", "client", "geheim_bestand")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def log_ins(
    place: str, read: Callable[[str], str], production: bool, faults: list[str]
) -> tuple[OrganisationLogIn, ...]:
    """The log-ins that the file at `place` describes; none without a place. What is wrong is added to `faults`, every
    reason with the number of the log-in; no sentence repeats a secret."""
    if not place:
        return ()
    import yaml  # only when there is such a file: this module is loaded by every command

    try:
        listed = yaml.safe_load(read(place))
    except (OSError, UnicodeDecodeError):
        faults.append(f"The file named by MAATWERK_OIDC cannot be read: {place}.")
        return ()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        faults.append(f"The file named by MAATWERK_OIDC is not YAML: {place}{where}.")
        return ()
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        faults.append(f"The file named by MAATWERK_OIDC holds no list of log-ins: {place}.")
        return ()
    found: list[OrganisationLogIn] = []
    for number, entry in enumerate(listed, start=1):
        wrong = _faults(entry, production)
        secret = "" if wrong else _secret(str(entry["geheim_bestand"]), read, wrong)
        if wrong:
            faults += [f"MAATWERK_OIDC, log-in {number}: {sentence}" for sentence in wrong]
            continue
        one = OrganisationLogIn(
            municipality=entry["gemeente"],
            organisation=entry["organisatie"],
            name=entry["naam"],
            server=entry["server"].rstrip("/"),
            client=entry["client"],
            secret=secret,
        )
        if one.id in {each.id for each in found}:
            faults.append(f"MAATWERK_OIDC, log-in {number}: this organisation has a log-in already.")
        found.append(one)
    return tuple(found)


def providers(log_ins: Iterable[OrganisationLogIn]) -> dict[str, Any]:
    """The same, as django-allauth wants to be told."""
    apps = [
        {
            "provider_id": each.id,
            "name": each.name,
            "client_id": each.client,
            "secret": each.secret,
            "settings": {"server_url": each.server},
        }
        for each in log_ins
    ]
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}


def _faults(entry: dict[Any, Any], production: bool) -> list[str]:
    faults = [f"'{key}' is not one of {', '.join(_KEYS)}." for key in entry if key not in _KEYS]
    for key in _KEYS:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            faults.append(f"'{key}' is missing, or is no text.")
    if faults:
        return faults
    for key in ("gemeente", "organisatie"):
        if not _SLUG.fullmatch(entry[key]):
            faults.append(f"'{key}' is no short name: small letters, digits and hyphens.")
    try:
        address = urlsplit(entry["server"])
        host = address.hostname
    except ValueError:
        return [*faults, "'server' is no address, like https://inloggen.organisatie.nl."]
    if address.scheme not in ("https", "http") or not host:
        faults.append("'server' is no address, like https://inloggen.organisatie.nl.")
    elif address.scheme == "http" and (production or host not in _THIS_MACHINE):
        faults.append("'server' has to begin with https://.")
    return faults


def _secret(place: str, read: Callable[[str], str], wrong: list[str]) -> str:
    try:
        secret = read(place).strip()
    except (OSError, UnicodeDecodeError):
        wrong.append(f"the file named by 'geheim_bestand' cannot be read: {place}.")
        return ""
    if not secret:
        wrong.append(f"the file named by 'geheim_bestand' is empty: {place}.")
    return secret
