"""The promises of the Dockerfile and of compose.yaml. No engine is needed; test_production.py runs what they run."""

from __future__ import annotations

import contextlib
import io
import re
from typing import Any

import pytest

from maatwerk.site import cli
from maatwerk.site.configuration import FILES, NAMES
from tests.conftest import ROOT
from tests.site.image import compose, copied, instructions

OURS = ("web", "worker")


def all_of(name: str) -> list[str]:
    return [rest for each, rest in instructions() if each == name]


def service(name: str) -> dict[str, Any]:
    return dict(compose()["services"][name])


def test_only_finished_packages_with_a_known_hash_go_into_the_image() -> None:
    installs = [command for command in all_of("RUN") if "pip install" in command]
    assert len(installs) == 1
    for promise in ("--require-hashes", "--no-deps", "--only-binary=:all:", "-r requirements/run.txt"):
        assert promise in installs[0]


def test_no_tool_to_build_or_install_is_left() -> None:
    runs = " ".join(all_of("RUN"))
    assert "apt" not in runs
    assert runs.count("pip uninstall") == 2  # that of the virtual environment and that of the base image
    assert len(all_of("FROM")) == 2


def test_it_runs_as_somebody_who_is_not_root_and_owns_only_the_data_folder() -> None:
    (user,) = all_of("USER")
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)
    assert user.partition(":")[0] in " ".join(all_of("RUN"))
    names = [name for name, _ in instructions()]
    assert max(i for i, name in enumerate(names) if name in ("RUN", "COPY")) < names.index("USER")
    assert not [rest for rest in all_of("COPY") if "--chown" in rest]
    assert all_of("VOLUME") == ["/data"]


def test_production_is_what_an_image_starts_in() -> None:
    (settings,) = all_of("ENV")
    assert dict(pair.split("=") for pair in settings.split()) == {
        "MAATWERK_HOME": "/data",
        "MAATWERK_MODE": "production",
    }


def test_every_image_has_a_version() -> None:
    images = [rest.split()[0] for rest in all_of("FROM")]
    images += [each["image"] for each in compose()["services"].values()]
    for image in images:
        name, colon, tag = image.partition(":")
        assert colon, image
        assert re.match(r"\d", tag), image
        assert "latest" not in name + tag


def test_nothing_secret_and_nothing_big_is_copied() -> None:
    for source, _ in copied():
        assert (ROOT / source).exists(), source
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    assert {line[1:] for line in ignored if line.startswith("!")} == {
        source.partition("/")[0] if source.startswith("requirements/") else source for source, _ in copied()
    }
    assert "/secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_compose_and_the_dockerfile_name_only_settings_that_exist() -> None:
    known = {*NAMES, *FILES}
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8") + (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert set(re.findall(r"MAATWERK_[A-Z_]+", text)) <= known
    for name in OURS:
        assert set(service(name)["environment"]) <= known


@pytest.mark.parametrize("page", ["docs/deploy.md", "SECURITY.md", "README.md", "docs/decisions/0012-running-it.md"])
def test_documents_name_only_settings_and_verbs_that_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert set(re.findall(r"MAATWERK_[A-Z_]+", text)) <= {*NAMES, *FILES}
    for command in re.findall(r"(?:\./|/app/)maatwerk ([a-z]+(?: --only [a-z]+)?)", text):
        with contextlib.redirect_stdout(io.StringIO()), pytest.raises(SystemExit) as ended:
            cli._parser().parse_args([*command.split(), "--help"])
        assert ended.value.code == 0, command


@pytest.mark.parametrize("name", OURS)
def test_our_services_run_in_production_with_nothing_to_spare(name: str) -> None:
    ours = service(name)
    assert ours["environment"]["MAATWERK_MODE"] == "production"
    assert ours["read_only"] is True
    assert ours["cap_drop"] == ["ALL"]
    assert ours["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in ours
    assert ours["volumes"] == ["data:/data"]
    assert ours["environment"]["MAATWERK_HOME"] == "/data"


def test_there_are_two_web_processes_and_two_workers() -> None:
    assert service("web")["environment"]["MAATWERK_WEB_WORKERS"] == "2"
    assert service("worker")["deploy"]["replicas"] == 2
    web = cli._parser().parse_args(service("web")["command"])
    assert (web.verb, web.only) == ("run", "web")
    assert cli._parser().parse_args(service("worker")["command"]).verb == "worker"
    image = cli._parser().parse_args([word.strip(' "') for word in all_of("CMD")[0].strip("[]").split(",")])
    assert (image.only, image.host) == ("web", "0.0.0.0")  # noqa: S104


def test_secrets_come_from_files_that_exist_for_the_service() -> None:
    everything = compose()
    for each in everything["services"].values():
        for name, value in each["environment"].items():
            assert not re.search(r"(PASSWORD|SECRET_KEY|SECRET_KEYS_OLD)$", name), name
            if str(value).startswith("/run/secrets/"):
                secret = str(value).rpartition("/")[2]
                assert name.endswith("_FILE")
                assert secret in each["secrets"]
                assert everything["secrets"][secret]["file"].startswith("./secrets/")
    assert ":" not in everything["services"]["web"]["environment"]["MAATWERK_DATABASE"].partition("//")[2]


def test_every_service_is_watched_and_the_web_by_what_it_serves() -> None:
    for each in compose()["services"].values():
        assert each["healthcheck"]["test"][0] == "CMD"
        assert each["restart"] == "unless-stopped"
    assert "/readyz" in service("web")["healthcheck"]["test"][-1]
    compile(service("web")["healthcheck"]["test"][-1], "healthcheck", "exec")
    verb = service("worker")["healthcheck"]["test"][2]
    assert cli._parser().parse_args([verb]).verb == verb


def test_the_database_and_the_workers_cannot_be_reached_from_outside() -> None:
    assert compose()["networks"]["inside"]["internal"] is True
    for name in ("db", "worker"):
        assert service(name)["networks"] == ["inside"]
        assert "ports" not in service(name)
    (port,) = service("web")["ports"]
    assert port.startswith("127.0.0.1:")


def test_the_version_of_the_image_is_that_of_the_code() -> None:
    from maatwerk import __version__

    assert {service(name)["image"] for name in OURS} == {f"slim-maatwerk:{__version__}"}
