"""What production refuses, and that it says everything at once without telling a secret."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from maatwerk.site.configuration import FILES, NAMES, Configuration, ConfigurationError, configure

LOG_KEY = "b8KxW2-pQ9_sYt4Zc1LmVd7RhNf5GjTa3EoUi6CyHwXkBnMrPvqJ"
KEY = "Xq3-vR7_tLm9Wz1cKd5yHb8nPf2sGj6aUe4oTi0rQwEyCxVkNhMp"
GOOD = {
    "MAATWERK_MODE": "production",
    "MAATWERK_SECRET_KEY": KEY,
    "MAATWERK_LOG_KEY": LOG_KEY,
    "MAATWERK_HOSTS": "hulp.veenrode.example",
    "MAATWERK_TLS": "proxy",
    "MAATWERK_DATABASE": "postgresql://maatwerk:geheim123@db/maatwerk",
}
DIRECT = {"MAATWERK_TLS": "direct", "MAATWERK_TLS_CERTIFICATE": "/tls/chain.pem", "MAATWERK_TLS_KEY": "/tls/key.pem"}
FILES_THERE = {
    "/key": f"{KEY}\n",
    "/short": "kort\n",
    "/empty": "\n",
    "/old": "oud-een\noud-twee\n",
    "/password": "wachtwoord\n",
    "/tls/chain.pem": "-----BEGIN CERTIFICATE-----\n",
    "/tls/key.pem": "-----BEGIN PRIVATE KEY-----\n",
    "/tls/rsa.pem": "-----BEGIN RSA PRIVATE KEY-----\n",
}


def read(place: str) -> str:
    try:
        return FILES_THERE[place]
    except KeyError:
        raise FileNotFoundError(place) from None


def ask(**values: str) -> Configuration:
    return configure(values, read)


def refused(values: Mapping[str, str]) -> list[str]:
    with pytest.raises(ConfigurationError) as error:
        configure(values, read)
    return error.value.faults


def without(name: str) -> dict[str, str]:
    return {each: value for each, value in GOOD.items() if each != name}


def test_a_demo_needs_nothing_and_answers_to_this_machine_only() -> None:
    demo = ask()
    assert not demo.production
    assert demo.secret_key == ""  # the installation makes one
    assert demo.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert (demo.web_workers, demo.tls, demo.database, demo.doubts) == (1, "", "", ())


def test_good_production_is_accepted_without_a_doubt() -> None:
    good = configure(GOOD, read)
    assert good.production
    assert good.hosts == ("hulp.veenrode.example",)
    assert (good.web_workers, good.tls, good.doubts) == (2, "proxy", ())


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (without("MAATWERK_SECRET_KEY"), "Production needs a signing key of its own"),
        (without("MAATWERK_LOG_KEY"), "Production needs a key of the logs of its own"),
        (GOOD | {"MAATWERK_LOG_KEY": "kort"}, "The key of the logs is too weak"),
        (GOOD | {"MAATWERK_LOG_KEY": KEY}, "two different secrets"),
        (GOOD | {"MAATWERK_LOG_KEY_FILE": "/key"}, "Give MAATWERK_LOG_KEY or MAATWERK_LOG_KEY_FILE, not both"),
        (GOOD | {"MAATWERK_LOG_YEARS": "0"}, "MAATWERK_LOG_YEARS is a number from 1 to 20"),
        (GOOD | {"MAATWERK_LOG_YEARS": "vijf"}, "MAATWERK_LOG_YEARS is a number from 1 to 20"),
        (GOOD | {"MAATWERK_SECRET_KEY": "kort"}, "The signing key is too weak"),
        (GOOD | {"MAATWERK_SECRET_KEY": "a" * 80}, "The signing key is too weak"),
        (without("MAATWERK_SECRET_KEY") | {"MAATWERK_SECRET_KEY_FILE": "/short"}, "The signing key is too weak"),
        (without("MAATWERK_SECRET_KEY") | {"MAATWERK_SECRET_KEY_FILE": "/weg"}, "MAATWERK_SECRET_KEY_FILE cannot be"),
        (without("MAATWERK_SECRET_KEY") | {"MAATWERK_SECRET_KEY_FILE": "/empty"}, "MAATWERK_SECRET_KEY_FILE is empty"),
        (GOOD | {"MAATWERK_SECRET_KEY_FILE": "/key"}, "not both"),
        (without("MAATWERK_HOSTS"), "Production needs the host names"),
        (GOOD | {"MAATWERK_HOSTS": " , "}, "Production needs the host names"),
        (GOOD | {"MAATWERK_HOSTS": "hulp.example,*"}, "may not be '*'"),
        (without("MAATWERK_TLS"), "Production needs TLS"),
        (GOOD | {"MAATWERK_TLS": "ja"}, "MAATWERK_TLS is 'proxy' or 'direct'"),
        (GOOD | DIRECT | {"MAATWERK_TLS_CERTIFICATE": ""}, "needs MAATWERK_TLS_CERTIFICATE"),
        (GOOD | DIRECT | {"MAATWERK_TLS_KEY": ""}, "needs MAATWERK_TLS_KEY"),
        (GOOD | DIRECT | {"MAATWERK_TLS_KEY": "/weg"}, "MAATWERK_TLS_KEY cannot be read"),
        (GOOD | DIRECT | {"MAATWERK_TLS_KEY": "/tls/rsa.pem"}, "holds no 'BEGIN PRIVATE KEY'"),
        (without("MAATWERK_DATABASE"), "Production needs PostgreSQL"),
        (without("MAATWERK_DATABASE") | {"MAATWERK_ALLOW_SQLITE": "no"}, "Production needs PostgreSQL"),
        (GOOD | {"MAATWERK_DATABASE": "sqlite:////data/x"}, "Production needs PostgreSQL"),
        (GOOD | {"MAATWERK_DATABASE": "mysql://x@db/geheim123"}, "not an address of PostgreSQL"),
        (GOOD | {"MAATWERK_DATABASE": "postgresql://x:geheim123@db:vijf/x"}, "not an address of PostgreSQL"),
        (GOOD | {"MAATWERK_WEB_WORKERS": "0"}, "MAATWERK_WEB_WORKERS is a number"),
        (GOOD | {"MAATWERK_WEB_WORKERS": "veel"}, "MAATWERK_WEB_WORKERS is a number"),
        (GOOD | {"MAATWERK_BACKUP_RECIPIENT": "AGE-SECRET-KEY-1GEHEIM123"}, "holds a private key"),
        (GOOD | {"MAATWERK_BACKUP_RECIPIENT": f"age1{'q' * 58},age1geheim123"}, "is a public key of age"),
        (GOOD | {"MAATWERK_MODE": "Production"}, "MAATWERK_MODE is 'demo' or 'production'"),
    ],
)
def test_each_thing_that_is_not_fit_for_production_is_refused_alone(values: dict[str, str], sentence: str) -> None:
    (fault,) = refused(values)
    assert sentence in fault
    assert fault.endswith(".")
    assert "geheim123" not in fault


def test_production_with_demo_settings_hears_everything_at_once() -> None:
    told = " ".join(refused({"MAATWERK_MODE": "production"}))
    for word in ("signing key", "MAATWERK_HOSTS", "MAATWERK_DATABASE", "MAATWERK_TLS"):
        assert word in told


@pytest.mark.parametrize(
    "accepted",
    [
        without("MAATWERK_SECRET_KEY") | {"MAATWERK_SECRET_KEY_FILE": "/key"},
        without("MAATWERK_DATABASE") | {"MAATWERK_ALLOW_SQLITE": "yes"},
        GOOD | DIRECT,
        GOOD | {"MAATWERK_WEB_WORKERS": "8"},
    ],
)
def test_what_is_said_on_purpose_is_accepted(accepted: dict[str, str]) -> None:
    assert configure(accepted, read).secret_key == KEY


def test_old_keys_and_the_password_come_from_files_too() -> None:
    chosen = configure(
        GOOD | {"MAATWERK_SECRET_KEYS_OLD_FILE": "/old", "MAATWERK_DATABASE_PASSWORD_FILE": "/password"}, read
    )
    assert chosen.old_keys == ("oud-een", "oud-twee")
    assert chosen.database_password == "wachtwoord"
    assert configure(GOOD | {"MAATWERK_SECRET_KEYS_OLD_FILE": "/empty"}, read).old_keys == ()
    assert configure(GOOD | {"MAATWERK_SECRET_KEYS_OLD": "a, b"}, read).old_keys == ("a", "b")


def test_a_misspelled_name_is_doubted_also_when_the_rest_is_refused() -> None:
    (doubt,) = ask(MAATWERK_HOST="x").doubts
    assert doubt == "MAATWERK_HOST is not a setting of Slim Maatwerk. Did you mean MAATWERK_HOSTS?"
    with pytest.raises(ConfigurationError) as error:
        configure(without("MAATWERK_HOSTS") | {"MAATWERK_HOST": "x"}, read)
    assert error.value.doubts == [doubt]


def test_no_secret_shows_when_a_configuration_is_printed() -> None:
    shown = repr(configure(GOOD | {"MAATWERK_SECRET_KEYS_OLD": "oude-sleutel"}, read))
    assert [secret for secret in (KEY, "geheim123", "oude-sleutel") if secret in shown] == []


def test_every_name_that_is_read_is_explained() -> None:
    asked: set[str] = set()

    class Noting(dict[str, str]):
        def get(self, name: str, default: object = None) -> object:  # type: ignore[override]
            asked.add(name)
            return super().get(name, default)

    configure(Noting(GOOD), read)
    assert asked <= {*NAMES, *FILES}
    assert set(NAMES) - asked == {"MAATWERK_HOME"}  # read by home.py, before anything else
