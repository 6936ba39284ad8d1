"""The file with the OpenID Connect log-ins of organisations and of residents. Pure: text in, values or sentences
out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.brokers import KNOWN_LEVELS, ResidentLogIn
from maatwerk.foundation.people.rules import OrganisationLogIn

type LogIn = OrganisationLogIn | ResidentLogIn

_KINDS = ("organisatie", "inwoners")
_OF_BOTH = ("gemeente", "naam", "server", "client", "geheim_bestand")
_NEEDED = {"organisatie": (*_OF_BOTH, "organisatie"), "inwoners": (*_OF_BOTH, "bsn_veld")}
_MAY = {"organisatie": ("soort",), "inwoners": ("soort", "bereik", "niveaus")}
_LEVELS = {level.value: level for level in (Assurance.LOW, Assurance.SUBSTANTIAL, Assurance.HIGH)}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def log_ins(place: str, read: Callable[[str], str], production: bool, faults: list[str]) -> tuple[LogIn, ...]:
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
    found: list[LogIn] = []
    for number, entry in enumerate(listed, start=1):
        wrong = _faults(entry, production)
        secret = "" if wrong else _secret(str(entry["geheim_bestand"]), read, wrong)
        if wrong:
            faults += [f"MAATWERK_OIDC, log-in {number}: {sentence}" for sentence in wrong]
            continue
        one = _log_in(entry, secret)
        if one.id in {each.id for each in found}:
            whose = "this organisation has" if isinstance(one, OrganisationLogIn) else "residents have"
            faults.append(f"MAATWERK_OIDC, log-in {number}: {whose} a log-in already.")
        found.append(one)
    return tuple(found)


def _log_in(entry: dict[str, Any], secret: str) -> LogIn:
    of_both: dict[str, Any] = {
        "municipality": entry["gemeente"],
        "name": entry["naam"],
        "server": entry["server"].rstrip("/"),
        "client": entry["client"],
        "secret": secret,
    }
    if _kind(entry) == "organisatie":
        return OrganisationLogIn(organisation=entry["organisatie"], **of_both)
    levels = {acr: _LEVELS[level] for acr, level in entry.get("niveaus", {}).items()} or KNOWN_LEVELS
    scopes = tuple(entry.get("bereik", "openid").split())
    return ResidentLogIn(bsn_claim=entry["bsn_veld"], scopes=scopes, levels=levels, **of_both)


def _kind(entry: dict[Any, Any]) -> str:
    return str(entry.get("soort", "organisatie"))


def providers(log_ins: Iterable[LogIn]) -> dict[str, Any]:
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
    kind = _kind(entry)
    if kind not in _KINDS:
        return [f"'soort' is one of {', '.join(_KINDS)}."]
    needed, known = _NEEDED[kind], (*_NEEDED[kind], *_MAY[kind])
    faults = [f"'{key}' is not one of {', '.join(known)}." for key in entry if key not in known]
    for key in needed:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            faults.append(f"'{key}' is missing, or is no text.")
    if faults:
        return faults
    for key in ("gemeente", "organisatie"):
        if key in needed and not _SLUG.fullmatch(entry[key]):
            faults.append(f"'{key}' is no short name: small letters, digits and hyphens.")
    faults += _faults_of_residents(entry) if kind == "inwoners" else []
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


def _faults_of_residents(entry: dict[Any, Any]) -> list[str]:
    faults = []
    if entry["bsn_veld"] == "sub":
        faults.append("'bsn_veld' may not be 'sub', which is kept: ask the broker for a pairwise subject.")
    scopes = entry.get("bereik", "openid")
    if not isinstance(scopes, str) or "openid" not in scopes.split():
        faults.append("'bereik' is a text with scopes, of which one is openid.")
    levels = entry.get("niveaus", {})
    if not isinstance(levels, dict) or not all(
        isinstance(acr, str) and isinstance(level, str) and level in _LEVELS for acr, level in levels.items()
    ):
        faults.append(f"'niveaus' says of each acr which it is of {', '.join(_LEVELS)}.")
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
