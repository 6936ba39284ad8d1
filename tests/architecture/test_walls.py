"""What must hold for every room and every page, whoever writes the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from maatwerk.foundation.people.models import Municipality
from maatwerk.site import registry
from tests.conftest import ROOT

SOURCE = ROOT / "src/maatwerk"
TEXT_FILES = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".yaml",
    ".yml",
    ".toml",
    ".txt",
    ".json",
    ".po",
    ".mjs",
    ".svg",
    "",
}

# How each page is asked for: address pattern → (method, fields). A new page has to be added here.
PAGES: dict[str, tuple[str, dict[str, str | list[str]]]] = {
    "frontdoor:home": ("get", {}),
    "frontdoor:contact": ("get", {}),
    "frontdoor:privacy": ("get", {}),
    "frontdoor:domain": ("post", {"leefgebied": "financien"}),
    "frontdoor:answer": ("post", {"tekst": "ik kan niet meer stofzuigen"}),
    "frontdoor:self_check": ("post", {"hoe_financien": "lukt_niet", "naar": "uitkomst"}),
    "contact:call_back": ("get", {}),
    "contact:visit": ("get", {}),
    "contact:papers": ("get", {}),
    "contact:languages": ("get", {}),
    "contact:language": ("get", {}),
    "directory:find": ("post", {"leefgebied": "financien"}),
    "directory:entry": ("post", {"dienst": "luisterlijn"}),
    "directory:compare": ("post", {"vergelijk": ["luisterlijn", "juridisch_loket"]}),
    "directory:folder": ("get", {}),
    "directory:report": ("post", {"dienst": "veilig_thuis"}),
    "directory:outcome": ("get", {}),
    "schemes:start": ("get", {}),
    "schemes:outcome": ("post", {"vragen": "ja", "inkomen": "1500", "samenwonen": "nee"}),
    "ui:style_guide": ("get", {}),
    "transparency:algorithms": ("get", {}),
    "transparency:values": ("get", {}),
}
ARGUMENTS = {"contact:language": {"code": "ar"}}
# A stylesheet, and sheets of paper.
NOT_PAGES = {"ui:theme", "frontdoor:answer_pdf", "frontdoor:self_check_paper", "contact:paper"}
BY_MAIL = {"directory:confirm"}  # tests/knowledge/directory/test_confirming.py has a link that opens it
# Who asks to be called is told whether an organisation answers, which is one question more; who reports a mistake
# whether somebody edits the map, and it has to be on it. The map stands in tables.
QUERIES = {
    "contact:call_back": 4, "contact:visit": 4, "directory:folder": 7, "directory:report": 5, "directory:find": 8,
    "directory:entry": 8, "directory:compare": 7, "frontdoor:answer": 9,
}  # fmt: skip
# tests/foundation/openapi/test_answers.py and tests/knowledge/directory/test_hsds_api.py know every operation
API = ("api:", "api-", "hsds:", "hsds-")
STAFF = "medewerkers/"  # tests/architecture/test_staff_pages.py knows every page for people at work
DEMO = "demo/"  # tests/site/test_demo.py knows who may become whom
RESIDENT = "mijn/"  # tests/architecture/test_resident_pages.py knows every page of a resident who signed in


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if str(pattern.pattern) in (STAFF, RESIDENT, DEMO):
            continue
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}"


def addresses() -> dict[str, str]:
    from django.urls import reverse

    return {name: reverse(name, kwargs=ARGUMENTS.get(name, {})) for name in PAGES}


def ask(resident: Client, name: str, prefix: str = "") -> str:
    method, fields = PAGES[name]
    response = getattr(resident, method)(prefix + addresses()[name], fields)
    assert response.status_code == 200
    assert response.cookies.keys() == set()
    return str(response.content.decode())


def test_every_page_is_known_to_these_tests() -> None:
    found = {name for name in names(get_resolver().url_patterns) if not name.startswith(API)}
    assert found == set(PAGES) | NOT_PAGES | BY_MAIL


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("slug", ["duinstad", "veenrode"])
def test_every_resident_page_has_its_way_without_a_computer(resident: Client, name: str, slug: str) -> None:
    """Public value AUT-E1: a phone number, a place and opening hours of the chosen municipality on every page."""
    contact = registry.demo_municipalities()[slug].contact
    block = ask(resident, name, f"/{slug}").split('<aside class="sm-offline')[1].split("</aside>")[0]
    assert "Liever niet digitaal?" in block
    for detail in (contact.phone, contact.address, contact.hours.nl, contact.outside_hours.nl):
        assert detail in block


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_every_page_carries_the_strict_policies(resident: Client, name: str) -> None:
    method, fields = PAGES[name]
    response = getattr(resident, method)(addresses()[name], fields)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    page = response.content.decode()
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", page) == []
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*"', page.split("<main")[0]) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_queries_do_not_grow_with_rows(resident: Client, name: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            ask(resident, name)
        return len(captured)

    queries()  # services that were not read before in this process
    few = queries()
    row = Municipality.objects.get(slug="duinstad")
    Municipality.objects.bulk_create(Municipality(slug=f"zz-{n}", profile=row.profile) for n in range(50))
    assert queries() == few <= QUERIES.get(name, 3)


@pytest.mark.django_db
def test_an_undefined_template_variable_fails(resident: Client) -> None:
    """The setting that makes every other test notice a misspelled variable."""
    template = engines["django"].from_string("{{ does.not_exist }}")
    with pytest.raises(NameError, match=r"does\.not_exist"):
        template.render({})


def files() -> list[Path]:
    """Every text file of the project that people wrote."""
    found = []
    for path in ROOT.rglob("*"):
        folders = path.relative_to(ROOT).parts
        left_out = {"var", "node_modules", "vendor", "__pycache__"}.intersection(folders)
        hidden = any(folder.startswith(".") for folder in folders[:-1] if folder != ".ci")
        if path.is_file() and path.suffix in TEXT_FILES and not left_out and not hidden:
            found.append(path)
    return found


def test_no_municipality_is_named_in_code() -> None:
    """Names and texts of a municipality come from data only."""
    invented = {profile.name.removeprefix("Gemeente ") for profile in registry.demo_municipalities().values()}
    named = re.compile("|".join([*invented, *registry.demo_municipalities()]), re.IGNORECASE)
    code = [path for path in SOURCE.rglob("*") if path.suffix in {".py", ".html", ".js", ".css", ".po"}]
    assert [path for path in code if named.search(path.read_text(encoding="utf-8"))] == []


def test_no_registry_address_and_no_path_of_one_machine_stands_in_any_file() -> None:
    # Written apart, so that this file does not hold them itself.
    forbidden = re.compile(
        "|".join(
            ["pypi" + r"\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs", r"/ro" + "ot/", r"/wo" + "rk/"]
        )
    )
    assert [path for path in files() if forbidden.search(path.read_text(encoding="utf-8"))] == []


def test_requirements_are_hashed_and_name_no_address() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        requirements = re.findall(r"^[a-z].*", text, re.MULTILINE)
        assert len(requirements) > 10
        assert text.count("--hash=sha256:") >= len(requirements)
        assert "://" not in text


def test_every_room_says_in_five_lines_what_it_is_for() -> None:
    floors = [
        SOURCE / "site",
        *(path for floor in ("system", "casework", "knowledge", "foundation") for path in (SOURCE / floor).iterdir()),
    ]
    rooms = [path for path in floors if (path / "__init__.py").exists()]
    assert len(rooms) >= 11
    assert [room.name for room in rooms if not (room / "README.md").exists()] == []


def test_no_file_of_code_is_longer_than_one_idea() -> None:
    lengths = {
        path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCE.rglob("*.py")
    }
    assert {path: length for path, length in lengths.items() if length > 450} == {}


def test_what_the_readme_and_ci_run_is_the_same() -> None:
    assert "exec ./maatwerk test\n" in (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "./maatwerk test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for path in [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *SOURCE.rglob("*.md"),
        ROOT / "frontend/README.md",
    ]:
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
            if not target.startswith(("http", "mailto:")) and not (path.parent / target).exists():
                broken.append(f"{path.relative_to(ROOT)}: {target}")
    assert broken == []


def test_the_walls_between_rooms_are_written_for_every_room() -> None:
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert contracts.count("exhaustive = true") == 4
    assert "Engines know no Django" in contracts
