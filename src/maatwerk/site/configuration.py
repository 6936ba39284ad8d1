"""What an installation may choose, and what production does not accept. Pure: values in, a Configuration out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from urllib.parse import urlsplit

from maatwerk.foundation.people.brokers import ResidentLogIn
from maatwerk.foundation.people.rules import OrganisationLogIn
from maatwerk.site.log_ins import log_ins
from maatwerk.site.mail import Mail, read_mail

DEMO, PRODUCTION = "demo", "production"
PROXY, DIRECT = "proxy", "direct"

# Every name that is read from the environment, with what it means. The manual page, the compose file and the
# documentation are held to this list. A name in _SECRETS may also be given as NAME_FILE, the place of a file with it.
NAMES = {
    "MAATWERK_MODE": "demo or production (default: demo)",
    "MAATWERK_HOME": "the folder for data (default: var/ in the checkout)",
    "MAATWERK_DATABASE": "a postgresql:// address (default: SQLite in the data folder)",
    "MAATWERK_DATABASE_PASSWORD": "the password, when it does not stand in the address",
    "MAATWERK_ALLOW_SQLITE": "yes: production may use SQLite",
    "MAATWERK_HOSTS": "host names to answer to, with commas (default: this machine only)",
    "MAATWERK_DEFAULT_MUNICIPALITY": "the municipality of the bare address (default: the first by name)",
    "MAATWERK_SECRET_KEY": "the signing key (default, in demo only: made once, kept in the data folder)",
    "MAATWERK_SECRET_KEYS_OLD": "earlier signing keys that still count, with commas",
    "MAATWERK_LOG_KEY": "the key of the logs (default, in demo only: made once, kept in the data folder)",
    "MAATWERK_LOG_KEYS_OLD": "earlier keys of the logs that still count, with commas",
    "MAATWERK_LOG_YEARS": "how many years the logs of who looked are kept (default: 5)",
    "MAATWERK_TLS": "proxy (a server in front does it) or direct (the files below)",
    "MAATWERK_TLS_CERTIFICATE": "the certificate with its chain, a PEM file",
    "MAATWERK_TLS_KEY": "its private key, a PEM file in PKCS#8 form",
    "MAATWERK_BACKUP_RECIPIENT": "the public key that backups are made for; several with commas",
    "MAATWERK_WEB_WORKERS": "how many web processes (default: 1, in production 2)",
    "MAATWERK_MAIL": "the mail server: smtp://user@host:587, or smtps:// (default: mail waits for a clerk)",
    "MAATWERK_MAIL_PASSWORD": "the password for that server",
    "MAATWERK_MAIL_FROM": "the address that mail comes from; slug=address, with commas, for each municipality its own",
    "MAATWERK_OIDC": "a YAML file with the log-ins of organisations (docs/deploy.md has an example)",
    "MAATWERK_API_REQUESTS": "how often one client may ask the API per minute and process (default: 300; 0: no limit)",
}
_SECRETS = (
    "MAATWERK_SECRET_KEY",
    "MAATWERK_SECRET_KEYS_OLD",
    "MAATWERK_LOG_KEY",
    "MAATWERK_LOG_KEYS_OLD",
    "MAATWERK_DATABASE_PASSWORD",
    "MAATWERK_MAIL_PASSWORD",
)
_MAY_BE_EMPTY = ("MAATWERK_SECRET_KEYS_OLD", "MAATWERK_LOG_KEYS_OLD")  # with no rotation going on
FILES = {f"{name}_FILE": f"the place of a file that holds {name}" for name in _SECRETS}
_FOR_TESTS = ("MAATWERK_TEST_HOME", "MAATWERK_CHROMIUM")

_SHORTEST_KEY = 50  # what Django asks for: its check security.W009
_FEWEST_CHARACTERS = 10  # different ones; a key of one repeated letter is long but no secret
_MOST_WEB_WORKERS = 64
_FEWEST_LOG_YEARS, _MOST_LOG_YEARS = 1, 20
_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
_PUBLIC_KEY = re.compile(r"age1[0-9a-z]{58}")
_POSTGRES = ("postgresql", "postgres")


class ConfigurationError(Exception):
    """The installation cannot start like this. `faults` holds every reason as a sentence, not only the first; `doubts`
    what may have led to it, such as a misspelled name."""

    def __init__(self, faults: list[str], doubts: Sequence[str] = ()) -> None:
        self.faults = faults
        self.doubts = list(doubts)
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class Configuration:
    """The choices of one installation. `secret_key` is empty when a demo has to make its own; `doubts` holds sentences
    about what is allowed but probably not meant."""

    mode: str
    hosts: tuple[str, ...]
    default_municipality: str
    log_ins: tuple[OrganisationLogIn, ...]
    resident_log_ins: tuple[ResidentLogIn, ...]
    tls: str
    certificate: str
    certificate_key: str
    web_workers: int
    api_requests_a_minute: int
    log_years: int
    mail: Mail | None
    backup_recipients: tuple[str, ...]
    doubts: tuple[str, ...]
    database: str = field(repr=False)
    database_password: str = field(repr=False)
    secret_key: str = field(repr=False)
    old_keys: tuple[str, ...] = field(repr=False)
    log_key: str = field(repr=False)
    old_log_keys: tuple[str, ...] = field(repr=False)

    @property
    def production(self) -> bool:
        return self.mode == PRODUCTION


def configure(values: Mapping[str, str], read: Callable[[str], str]) -> Configuration:
    """The configuration that the environment `values` ask for; `read` gives the text of a file or raises OSError.

    Raises ConfigurationError with everything that is wrong at once. No sentence repeats a secret.
    """
    faults: list[str] = []
    mode = values.get("MAATWERK_MODE") or DEMO
    if mode not in (DEMO, PRODUCTION):
        faults.append("MAATWERK_MODE is 'demo' or 'production'.")
    secrets = {name: _secret(name, values, read, faults) for name in _SECRETS}
    found = log_ins(values.get("MAATWERK_OIDC", ""), read, mode == PRODUCTION, faults)
    configuration = Configuration(
        mode=mode,
        hosts=_list(values.get("MAATWERK_HOSTS", "")) or _THIS_MACHINE,
        default_municipality=values.get("MAATWERK_DEFAULT_MUNICIPALITY", ""),
        log_ins=tuple(each for each in found if isinstance(each, OrganisationLogIn)),
        resident_log_ins=tuple(each for each in found if isinstance(each, ResidentLogIn)),
        tls=values.get("MAATWERK_TLS", ""),
        certificate=values.get("MAATWERK_TLS_CERTIFICATE", ""),
        certificate_key=values.get("MAATWERK_TLS_KEY", ""),
        web_workers=_web_workers(values.get("MAATWERK_WEB_WORKERS") or ("2" if mode == PRODUCTION else "1"), faults),
        api_requests_a_minute=_api_requests(values.get("MAATWERK_API_REQUESTS") or "300", faults),
        log_years=_log_years(values.get("MAATWERK_LOG_YEARS") or "5", faults),
        mail=read_mail(
            values.get("MAATWERK_MAIL", ""),
            secrets["MAATWERK_MAIL_PASSWORD"],
            values.get("MAATWERK_MAIL_FROM", ""),
            mode == PRODUCTION,
            faults,
        ),
        backup_recipients=_recipients(values.get("MAATWERK_BACKUP_RECIPIENT", ""), faults),
        doubts=tuple(_unknown_names(values)),
        database=values.get("MAATWERK_DATABASE", ""),
        database_password=secrets["MAATWERK_DATABASE_PASSWORD"],
        secret_key=secrets["MAATWERK_SECRET_KEY"],
        old_keys=_list(secrets["MAATWERK_SECRET_KEYS_OLD"]),
        log_key=secrets["MAATWERK_LOG_KEY"],
        old_log_keys=_list(secrets["MAATWERK_LOG_KEYS_OLD"]),
    )
    faults += _database_faults(configuration)
    faults += _tls_faults(configuration, read)
    if configuration.production:
        if not any("MAATWERK_SECRET_KEY" in fault for fault in faults):
            faults += _key_faults("signing key", "MAATWERK_SECRET_KEY", configuration.secret_key)
        if not any("MAATWERK_LOG_KEY" in fault for fault in faults):
            faults += _key_faults("key of the logs", "MAATWERK_LOG_KEY", configuration.log_key)
            if configuration.log_key and configuration.log_key == configuration.secret_key:
                faults.append("The key of the logs and the signing key are two different secrets.")
        faults += _host_faults(_list(values.get("MAATWERK_HOSTS", "")))
        faults += _sqlite_faults(configuration, values.get("MAATWERK_ALLOW_SQLITE", ""))
        if not configuration.tls:
            faults.append(
                "Production needs TLS: set MAATWERK_TLS to 'proxy' when a server in front does it, or to 'direct' with "
                "MAATWERK_TLS_CERTIFICATE and MAATWERK_TLS_KEY."
            )
    if faults:
        raise ConfigurationError(faults, configuration.doubts)
    return configuration


def _secret(name: str, values: Mapping[str, str], read: Callable[[str], str], faults: list[str]) -> str:
    given, place = values.get(name, ""), values.get(f"{name}_FILE", "")
    if given and place:
        faults.append(f"Give {name} or {name}_FILE, not both.")
    if given or not place:
        return given.strip()
    try:
        text = read(place).strip()
    except (OSError, UnicodeDecodeError):
        faults.append(f"The file named by {name}_FILE cannot be read: {place}.")
        return ""
    if not text and name not in _MAY_BE_EMPTY:
        faults.append(f"The file named by {name}_FILE is empty: {place}.")
    return text


def _key_faults(what: str, name: str, key: str) -> list[str]:
    if not key:
        return [
            f"Production needs a {what} of its own: set {name} or {name}_FILE. The one that is made by itself is for "
            "demos."
        ]
    if len(key) < _SHORTEST_KEY or len(set(key)) < _FEWEST_CHARACTERS:
        return [
            f"The {what} is too weak: it needs at least {_SHORTEST_KEY} characters, {_FEWEST_CHARACTERS} of them "
            "different. `python3 -c 'import secrets; print(secrets.token_urlsafe(50))'` makes one."
        ]
    return []


def _host_faults(hosts: tuple[str, ...]) -> list[str]:
    if not hosts:
        return ["Production needs the host names that residents use: set MAATWERK_HOSTS, with commas between them."]
    if "*" in hosts:
        return ["MAATWERK_HOSTS may not be '*' in production: name each host name."]
    return []


def _database_faults(configuration: Configuration) -> list[str]:
    if not configuration.database:
        return []
    try:
        address = urlsplit(configuration.database)
        port_is_fine = address.port is None or address.port > 0
    except ValueError:
        port_is_fine = False
    if not port_is_fine or (address.scheme not in _POSTGRES and address.scheme != "sqlite"):
        return ["MAATWERK_DATABASE is not an address of PostgreSQL, like postgresql://user@host/name."]
    return []


def _sqlite_faults(configuration: Configuration, allowed: str) -> list[str]:
    if configuration.database and not configuration.database.startswith("sqlite"):
        return []
    if allowed == "yes":
        return []
    return [
        "Production needs PostgreSQL: set MAATWERK_DATABASE. One small installation on one machine can do with SQLite; "
        "say so with MAATWERK_ALLOW_SQLITE=yes."
    ]


def _tls_faults(configuration: Configuration, read: Callable[[str], str]) -> list[str]:
    if configuration.tls not in ("", PROXY, DIRECT):
        return ["MAATWERK_TLS is 'proxy' or 'direct'."]
    if configuration.tls != DIRECT:
        return []
    faults = []
    for name, place in (
        ("MAATWERK_TLS_CERTIFICATE", configuration.certificate),
        ("MAATWERK_TLS_KEY", configuration.certificate_key),
    ):
        if not place:
            faults.append(f"MAATWERK_TLS=direct needs {name}.")
            continue
        try:
            text = read(place)
        except (OSError, UnicodeDecodeError):
            faults.append(f"The file named by {name} cannot be read: {place}.")
            continue
        expected = "BEGIN CERTIFICATE" if name.endswith("CERTIFICATE") else "BEGIN PRIVATE KEY"
        if expected not in text:
            faults.append(f"The file named by {name} holds no '{expected}': {place}.")
    return faults


def _web_workers(text: str, faults: list[str]) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST_WEB_WORKERS:
        return int(text)
    faults.append(f"MAATWERK_WEB_WORKERS is a number from 1 to {_MOST_WEB_WORKERS}.")
    return 1


def _api_requests(text: str, faults: list[str]) -> int:
    if text.isascii() and text.isdigit() and len(text) < 7:
        return int(text)
    faults.append("MAATWERK_API_REQUESTS is a number from 0 to 999999.")
    return 0


def _log_years(text: str, faults: list[str]) -> int:
    if text.isascii() and text.isdigit() and _FEWEST_LOG_YEARS <= int(text) <= _MOST_LOG_YEARS:
        return int(text)
    faults.append(f"MAATWERK_LOG_YEARS is a number from {_FEWEST_LOG_YEARS} to {_MOST_LOG_YEARS}.")
    return 5


def _recipients(text: str, faults: list[str]) -> tuple[str, ...]:
    keys = _list(text)
    if any(key.upper().startswith("AGE-SECRET-KEY") for key in keys):
        faults.append("MAATWERK_BACKUP_RECIPIENT holds a private key: take it away from here, and set the public one.")
    elif not all(_PUBLIC_KEY.fullmatch(key) for key in keys):
        faults.append("MAATWERK_BACKUP_RECIPIENT is a public key of age, that begins with age1.")
    return keys


def _unknown_names(values: Mapping[str, str]) -> list[str]:
    """A misspelled name is silently not a setting; that deserves a word."""
    known = [*NAMES, *FILES, *_FOR_TESTS]
    doubts = []
    for name in sorted(values):
        if name.startswith("MAATWERK_") and name not in known:
            close = get_close_matches(name, known, n=1)
            meant = f" Did you mean {close[0]}?" if close else ""
            doubts.append(f"{name} is not a setting of Slim Maatwerk.{meant}")
    return doubts


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\n", ",").split(",") if part.strip())
