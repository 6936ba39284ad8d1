"""The vendored front-end files are complete, unchanged, free and self-contained."""

import ast
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TypedDict

import pytest

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "src" / "maatwerk"
FRONTEND = ROOT / "frontend"
VENDOR = SOURCES / "foundation" / "ui" / "static" / "ui" / "vendor"
REMEDY = "run `npm run vendor` in frontend/ (see frontend/README.md)"

FREE_LICENCES = {"EUPL-1.2", "OFL-1.1", "0BSD"}
CLASS = re.compile(r"(?<![\w./@-])(?:nl|utrecht)-[a-z][\w-]*(?![\w./-])")
NOT_A_CLASS = {"nl-nl", "nl-be"}  # language codes


class Package(TypedDict):
    name: str
    version: str
    homepage: str
    licence_file: str


class Entry(TypedDict):
    file: str
    sha256: str
    licence: str
    packages: list[Package]


def manifest() -> list[Entry]:
    entries: list[Entry] = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
    return entries


def vendored_stylesheets() -> list[Path]:
    return sorted(VENDOR.rglob("*.css"))


def own_files(suffix: str, folder: str | None = None) -> Iterator[Path]:
    for path in sorted(SOURCES.rglob(f"*{suffix}")):
        if VENDOR not in path.parents and (folder is None or folder in path.parts):
            yield path


def without_template_comments(text: str) -> str:
    text = re.sub(r"\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", " ", text, flags=re.DOTALL)
    return re.sub(r"\{#.*?#\}|<!--.*?-->", " ", text, flags=re.DOTALL)


def words_in_python(text: str) -> Iterator[str]:
    """The words of all strings in the code, except documentation."""
    tree = ast.parse(text)
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def classes_in_use() -> dict[str, set[str]]:
    """The nl-* and utrecht-* classes that our pages and code name, with the files that do."""
    used: dict[str, set[str]] = {}
    for path in (
        *own_files(".html", "templates"),
        *own_files(".js", "static"),
        *own_files(".py"),
    ):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            text = "\n".join(words_in_python(text))
        for name in CLASS.findall(without_template_comments(text)):
            if name not in NOT_A_CLASS:
                used.setdefault(name, set()).add(path.relative_to(ROOT).as_posix())
    return used


def test_the_manifest_lists_exactly_the_vendored_files() -> None:
    present = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    listed = [entry["file"] for entry in manifest()]
    assert len(listed) == len(set(listed))
    assert set(listed) == present - {"manifest.json"}, REMEDY


@pytest.mark.parametrize("entry", manifest(), ids=lambda entry: entry["file"])
def test_each_vendored_file_is_as_it_was_made(entry: Entry) -> None:
    content = (VENDOR / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"], f"{entry['file']} was changed by hand: {REMEDY}"


@pytest.mark.parametrize("entry", manifest(), ids=lambda entry: entry["file"])
def test_each_vendored_file_is_free_and_has_its_licence_text(entry: Entry) -> None:
    assert set(entry["licence"].split(" AND ")) <= FREE_LICENCES
    assert entry["packages"]
    for package in entry["packages"]:
        text = (VENDOR / package["licence_file"]).read_text(encoding="utf-8")
        assert text.startswith(f"{package['name']} {package['version']}\n"), REMEDY
        assert len(text) > 500, "this is no licence text"


def test_the_manifest_has_the_versions_that_the_frontend_pins() -> None:
    pinned = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))["dependencies"]
    vendored = {package["name"]: package["version"] for entry in manifest() for package in entry["packages"]}
    assert vendored == pinned, REMEDY


@pytest.mark.parametrize("path", vendored_stylesheets(), ids=lambda path: path.name)
def test_vendored_stylesheets_fetch_nothing_from_elsewhere(path: Path) -> None:
    css = path.read_text(encoding="utf-8")
    assert "@import" not in css
    assert "sourceMappingURL" not in css, "Django's manifest storage would look for the map"
    for address in re.findall(r"url\(\s*[\"']?([^\"')]*)", css):
        assert not re.match(r"[a-z]+:|//", address, re.IGNORECASE), f"{path.name} points outside: {address}"
        target = PurePosixPath(path.relative_to(VENDOR).as_posix()).parent / address
        assert (VENDOR / target).is_file(), f"{path.name} points at {address}, which is not there: {REMEDY}"


def test_each_design_system_class_in_use_is_in_the_vendored_stylesheet() -> None:
    present = set(
        re.findall(
            r"\.((?:nl|utrecht)-[\w-]+)",
            (VENDOR / "nlds.css").read_text(encoding="utf-8"),
        )
    )
    missing = {name: sorted(files) for name, files in classes_in_use().items() if name not in present}
    assert not missing, (
        f"{REMEDY}; if it stays, the class does not exist (or is glued together: write class names in full): {missing}"
    )


def test_each_design_token_that_our_stylesheets_read_has_a_value() -> None:
    read: dict[str, set[str]] = {}
    known = set(re.findall(r"(--[\w-]+)\s*:", (VENDOR / "nlds.css").read_text(encoding="utf-8")))
    for path in own_files(".css", "static"):
        css = re.sub(r"/\*.*?\*/", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        known.update(re.findall(r"(--[\w-]+)\s*:", css))
        # A var() with a fallback may be without a value.
        for name in re.findall(r"var\(\s*(--(?:basis|voorbeeld|nl|utrecht)-[\w-]+)\s*\)", css):
            read.setdefault(name, set()).add(path.relative_to(ROOT).as_posix())
    missing = {name: sorted(files) for name, files in read.items() if name not in known}
    assert not missing, f"{REMEDY}; if it stays, the token does not exist: {missing}"


@pytest.mark.parametrize("name", ["package.json", "package-lock.json", ".npmrc"])
def test_the_frontend_names_no_package_registry(name: str) -> None:
    text = (FRONTEND / name).read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert not re.search(r"^\s*(?:@[\w-]+:)?registry\s*=", text, re.MULTILINE)
    assert not re.search(r"https?://[^/\"\s]*(?:registry|npm)", text)
