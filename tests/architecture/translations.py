"""Find every text that the code asks a translation for, and keep the English catalogue in step with it.

`python -m tests.architecture.translations` updates `django.po` and compiles `django.mo`, which is all Django loads.
Neither GNU gettext nor Django's settings are needed, and nothing in the files changes unless a text does.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "maatwerk"
CATALOGUE = SOURCES / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")

HEADER = {
    "Project-Id-Version": "slim-maatwerk",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}

_ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
_COUNTED = {"ngettext", "ngettext_lazy"}
_LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL = re.compile(rf"\b(\w*gettext|_)\(\s*({_LITERAL})(?:\s*,\s*({_LITERAL}))?", re.DOTALL)


class Message(NamedTuple):
    """A Dutch text in the code; `plural` is empty when it does not count anything."""

    msgid: str
    plural: str = ""


class Found(NamedTuple):
    """A message and the file that asks for it."""

    message: Message
    path: Path


def templates() -> list[Path]:
    """Every page and part of a page."""
    return sorted(path for path in SOURCES.rglob("*.html") if "templates" in path.parts)


def in_template(source: str) -> Iterator[Message]:
    """The messages of one template."""
    for name, first, second in _CALL.findall(templatize(source)):
        yield _message(name, [ast.literal_eval(literal) for literal in (first, second) if literal])


def in_python(source: str) -> Iterator[Message]:
    """The messages of one Python file. Text that is put together while the program runs cannot be translated."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name == "_" or re.fullmatch(r"\w*gettext(_lazy|_noop)?", name):
                literals = (argument.value for argument in node.args if isinstance(argument, ast.Constant))
                yield _message(name, [value for value in literals if isinstance(value, str)])


def found() -> Iterator[Found]:
    """Every message in the code, with its file, as often as it is asked for."""
    for path in templates():
        for message in in_template(path.read_text(encoding="utf-8")):
            yield Found(message, path)
    for path in sorted(SOURCES.rglob("*.py")):
        for message in in_python(path.read_text(encoding="utf-8")):
            yield Found(message, path)


def catalogue(everything: Iterable[Found], old: polib.POFile) -> polib.POFile:
    """A catalogue of exactly these messages, with the translations that `old` has for them."""
    plurals: dict[str, str] = {}
    places: dict[str, set[str]] = {}
    for message, path in everything:
        plurals[message.msgid] = plurals.get(message.msgid) or message.plural
        places.setdefault(message.msgid, set()).add(path.relative_to(ROOT).as_posix())
    known = {entry.msgid: entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=120)
    new.header = "The site in English. `python -m tests.architecture.translations` keeps this in step with the code."
    new.metadata = dict(HEADER)
    for msgid in sorted(plurals):
        entry = polib.POEntry(msgid=msgid, occurrences=[(place, "") for place in sorted(places[msgid])])
        if plurals[msgid]:
            entry.msgid_plural = plurals[msgid]
            entry.msgstr_plural = {0: "", 1: ""}
        # A plural that changed says something else now, so its old translation does not count.
        if msgid in known and known[msgid].msgid_plural == entry.msgid_plural:
            entry.msgstr, entry.msgstr_plural = known[msgid].msgstr, known[msgid].msgstr_plural
        if "%(" in msgid + entry.msgid_plural:
            entry.flags = ["python-format"]
        new.append(entry)
    return new


def main() -> None:
    """Update the catalogue and compile it; texts without a translation are shown."""
    old = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile()
    new = catalogue(found(), old)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(CATALOGUE))
    new.save_as_mofile(str(COMPILED))
    waiting = new.untranslated_entries()
    sys.stdout.write(f"{len(new)} texts, {len(waiting)} wait for a translation\n")
    sys.stdout.writelines(f"  {entry.msgid}\n" for entry in waiting)


def _message(name: str, texts: list[str]) -> Message:
    if name in _ONE and len(texts) == 1:
        return Message(texts[0])
    if name in _COUNTED and len(texts) == 2:
        return Message(*texts)
    raise ValueError(f"{name}() needs its text literally, and texts have no context here: {texts}")


if __name__ == "__main__":
    main()
