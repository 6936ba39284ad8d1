"""`./maatwerk check` names each thing that is wrong or doubtful."""

from __future__ import annotations

import os
import time
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import OperationalError

from maatwerk.foundation.backup.rules import RestoringError
from maatwerk.foundation.content import ContentError, Fault
from maatwerk.foundation.people.models import Municipality
from maatwerk.site import checkup, library, preparing
from maatwerk.site.configuration import configure
from tests.site.test_configuration import GOOD, KEY

type Told = Callable[..., list[str]]


@pytest.fixture
def told(two_municipalities: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """What the check says of an installation with the environment that is given."""

    def look(**values: str) -> list[str]:
        for name in [name for name in os.environ if name.startswith("MAATWERK_")]:
            monkeypatch.delenv(name)
        values = {"MAATWERK_HOME": str(tmp_path), "MAATWERK_SECRET_KEY": KEY} | values
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return [str(finding) for finding in checkup.findings()]

    monkeypatch.setattr(preparing, "static_is_gathered", lambda: True)
    monkeypatch.setattr(checkup, "today", lambda: date(2026, 10, 1))  # no figure runs out soon
    # The database of the tests is in memory or in a server; for the check it is there.
    monkeypatch.setitem(django_settings.DATABASES["default"], "NAME", tmp_path)
    from django.db import connection

    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path))
    return look


def test_a_demo_that_runs_has_nothing_wrong(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    assert told() == []
    assert checkup.run(Namespace()) == 0
    assert "nothing is wrong" in capsys.readouterr().out


def test_figures_that_run_out_are_told_in_time_and_afterwards(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "today", lambda: date(2026, 11, 22))
    (line,) = told()
    assert line.startswith("doubtful  ")
    assert "figures of schemes run out on 2027-01-01" in line
    monkeypatch.setattr(checkup, "today", lambda: date(2027, 2, 1))
    assert "have run out since 2027-01-01" in told()[0]


def test_a_demo_that_never_ran_says_so_and_is_left_untouched(told: Told, tmp_path: Path) -> None:
    (line,) = told(MAATWERK_SECRET_KEY="", MAATWERK_HOME=str(tmp_path / "nieuw"))
    assert line.startswith("WRONG     This demo was never started")
    assert not (tmp_path / "nieuw").exists()


def test_refused_settings_are_all_told_and_the_status_is_one(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(MAATWERK_MODE="production", MAATWERK_HOST="hulp.example")
    assert sum(line.startswith("WRONG") for line in lines) == 4
    assert "doubtful  MAATWERK_HOST is not a setting of Slim Maatwerk. Did you mean MAATWERK_HOSTS?" in lines
    assert checkup.run(Namespace()) == 1


def test_invented_municipalities_are_a_doubt_in_production_and_none_is_wrong(told: Told) -> None:
    assert "doubtful  Only invented municipalities are served here: duinstad, veenrode." in told(**GOOD)
    row = Municipality.objects.get(slug="veenrode")
    row.profile["verzonnen"] = False
    row.save()
    assert "doubtful  Invented municipalities are also served here: duinstad." in told(**GOOD)
    Municipality.objects.all().delete()
    assert "WRONG     There is no municipality yet: ./maatwerk municipality add FILE." in told(**GOOD)


def test_production_without_a_key_for_backups_is_a_doubt(told: Told) -> None:
    assert any("No backups can be made" in line for line in told(**GOOD))
    assert not any("backup" in line for line in told(**GOOD, MAATWERK_BACKUP_RECIPIENT=f"age1{'q' * 58}"))


def test_a_database_that_is_being_restored_is_wrong(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise RestoringError

    monkeypatch.setattr(preparing, "waiting_migrations", refuse)
    assert any(line.startswith("WRONG") and "being restored" in line for line in told())


def test_a_municipality_that_cannot_be_reached_is_wrong(told: Told) -> None:
    Municipality.objects.filter(slug="veenrode").update(hostname="hulp.elders.example")
    lines = told(MAATWERK_DEFAULT_MUNICIPALITY="nergens", MAATWERK_HOSTS="localhost,.veenrode.example")
    assert lines == [
        "WRONG     There is no municipality 'nergens' (MAATWERK_DEFAULT_MUNICIPALITY).",
        "WRONG     The host name of veenrode is not in MAATWERK_HOSTS: hulp.elders.example.",
    ]
    Municipality.objects.filter(slug="veenrode").update(hostname="hulp.veenrode.example")
    assert told(MAATWERK_HOSTS="localhost,.veenrode.example") == []


def test_the_age_of_the_key_is_told_where_it_can_be_known(told: Told, tmp_path: Path) -> None:
    assert any("How old the signing key is cannot be seen" in line for line in told(**GOOD))
    file = tmp_path / "key"
    file.write_text(KEY, encoding="ascii")
    file.chmod(0o600)
    with_file = GOOD | {"MAATWERK_SECRET_KEY": "", "MAATWERK_SECRET_KEY_FILE": str(file)}
    assert not any("key" in line for line in told(**with_file))
    long_ago = time.time() - 401 * 24 * 3600
    os.utime(file, (long_ago, long_ago))
    assert any("older than a year" in line for line in told(**with_file))
    file.chmod(0o666)
    assert any(line.startswith("WRONG") and "Others may write" in line for line in told(**with_file))
    assert any("Earlier signing keys" in line for line in told(**with_file | {"MAATWERK_SECRET_KEYS_OLD": "oud"}))


def test_a_folder_that_cannot_be_written_to_is_wrong(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(checkup.tempfile, "TemporaryFile", full)
    assert any("cannot be written to (Read-only file system)" in line for line in told())


def test_a_database_that_is_away_or_behind_is_wrong_without_its_address(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "waiting_migrations", lambda: [object()])
    assert told() == ["WRONG     The database still has to be changed for this version (1 steps): start it once."]

    def away() -> None:
        raise OperationalError("host db.geheim.example")

    monkeypatch.setattr(preparing, "waiting_migrations", away)
    assert told() == ["WRONG     The database cannot be reached or is too old (OperationalError)."]


def test_faults_in_content_are_told(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ContentError([Fault(Path("x.yaml"), "naam", "this is missing", 3)])

    monkeypatch.setattr(library, "library", broken)
    assert told() == ["WRONG     Content: x.yaml:3: naam: this is missing"]


def test_one_part_that_breaks_does_not_hide_the_others(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr(library, "library", breaks)
    monkeypatch.setattr(preparing, "static_is_gathered", lambda: False)
    assert told() == [
        "WRONG     The content could not be looked at (RuntimeError).",
        "doubtful  The static files of this version are not gathered yet: the next start does it.",
    ]


def test_certificate_files_that_do_not_fit_are_wrong(tmp_path: Path) -> None:
    for name, kind in (("cert", "CERTIFICATE"), ("key", "PRIVATE KEY")):
        (tmp_path / name).write_text(f"-----BEGIN {kind}-----\nbm9wZQ==\n-----END {kind}-----\n", encoding="ascii")
    values = GOOD | {
        "MAATWERK_TLS": "direct",
        "MAATWERK_TLS_CERTIFICATE": str(tmp_path / "cert"),
        "MAATWERK_TLS_KEY": str(tmp_path / "key"),
    }
    chosen = configure(values, lambda place: Path(place).read_text(encoding="utf-8"))
    (finding,) = checkup._certificate(chosen)
    assert finding.wrong
