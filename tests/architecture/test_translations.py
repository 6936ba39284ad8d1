"""Every text is Dutch first, plain, and translated; nobody who reads English meets a Dutch word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
import yaml
from django.template.base import Lexer, TokenType
from django.test import Client
from django.utils.translation import gettext, ngettext, override

from maatwerk.foundation.content.plain_language import MOST_WORDS_ON_AVERAGE, average_sentence_length, faults_in
from tests.architecture.translations import (
    CATALOGUE,
    COMPILED,
    ROOT,
    Message,
    catalogue,
    found,
    in_python,
    in_template,
    templates,
)

REMEDY = "run `python -m tests.architecture.translations` and translate what it names"
PLACEHOLDER = re.compile(r"%\(\w+\)s")

# Words in a template that are the same in every language. Keep this short.
SAME_EVERYWHERE = {"العربية", "Polski", "ትግርኛ", "(Tigrinya) ·", "Türkçe", "Українська"}  # languages, as they say it
READ_ALOUD = {"alt", "aria-description", "aria-label", "content", "placeholder", "title"}
NOT_READ = {"script", "style"}
ONLY_ATTRIBUTES = re.compile(r'([\w-]+="[^"]*"\s*)+')  # a block that a page puts inside a tag

TELL_TALE = {"de", "het", "een", "niet", "uw"}


@pytest.fixture(scope="module")
def english() -> polib.POFile:
    return polib.pofile(str(CATALOGUE), wrapwidth=120)


def dutch() -> list[str]:
    """Every Dutch text in the code, singular and plural."""
    return sorted({text for item in found() for text in item.message if text})


class Visible(HTMLParser):
    """Collects what somebody sees on a page, or hears from a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in NOT_READ
        if tag != "meta" or ("name", "description") in attrs:
            self.texts += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in NOT_READ

    def handle_data(self, data: str) -> None:
        if not self._hidden and data.strip():
            self.texts.append(data.strip())


def visible(page: str) -> list[str]:
    parser = Visible()
    parser.feed(page)
    parser.close()
    return parser.texts


def outside_tags(source: str) -> str:
    """A template without its tags, variables and comments, and without what `blocktranslate` translates."""
    kept, inside = [], ""
    for token in Lexer(source).tokenize():
        word = token.contents.split(maxsplit=1)[0] if token.token_type == TokenType.BLOCK else ""
        if inside:
            inside = "" if word == f"end{inside}" else inside
        elif word in {"blocktranslate", "blocktrans", "comment"}:
            inside = word
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
    return "".join(kept)


def untranslated(source: str) -> list[str]:
    texts: list[str] = []
    for text in visible(outside_tags(source)):
        texts += visible(f"<p {text}>") if ONLY_ATTRIBUTES.fullmatch(text) else [text]
    return [text for text in texts if re.search(r"[^\W\d_]", text) and text not in SAME_EVERYWHERE]


def pairs(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Each Dutch text of an entry with its English one."""
    if entry.msgid_plural:
        yield entry.msgid, entry.msgstr_plural[0]
        yield entry.msgid_plural, entry.msgstr_plural[1]
    else:
        yield entry.msgid, entry.msgstr


def test_every_text_in_the_code_has_an_english_translation(english: polib.POFile) -> None:
    in_code = {item.message.msgid for item in found()}
    translated = {entry.msgid for entry in english.translated_entries() if all(dict(pairs(entry)).values())}
    assert in_code - translated == set(), REMEDY


def test_the_catalogue_is_what_the_code_asks_for_and_nothing_else(english: polib.POFile) -> None:
    assert {entry.msgid for entry in english} - {item.message.msgid for item in found()} == set(), REMEDY
    assert str(english) == str(catalogue(found(), english)), REMEDY


def test_the_compiled_catalogue_says_the_same(english: polib.POFile) -> None:
    assert COMPILED.read_bytes() == english.to_binary(), REMEDY


def test_a_translation_names_the_same_placeholders(english: polib.POFile) -> None:
    wrong = [
        f"{ours} -> {theirs}"
        for entry in english
        for ours, theirs in pairs(entry)
        if sorted(PLACEHOLDER.findall(ours)) != sorted(PLACEHOLDER.findall(theirs))
        or re.search(r"%(?!\(\w+\)s|%)", theirs)
    ]
    assert wrong == []


def test_django_itself_has_no_other_dutch_or_english_for_our_texts(english: polib.POFile) -> None:
    with override("nl"):
        assert [entry.msgid for entry in english if gettext(entry.msgid) != entry.msgid] == []
    with override("en"):
        for entry in english:
            if entry.msgid_plural:
                both = [ngettext(entry.msgid, entry.msgid_plural, number) for number in (1, 2)]
                assert both == [entry.msgstr_plural[0], entry.msgstr_plural[1]]
            else:
                assert gettext(entry.msgid) == entry.msgstr


def test_every_dutch_text_is_plain() -> None:
    officialese = yaml.safe_load((ROOT / "content/plain-language/officialese.yaml").read_text(encoding="utf-8"))
    texts = [PLACEHOLDER.sub("X", text) for text in dutch()]  # a placeholder becomes one word
    assert [fault for text in texts for fault in faults_in(text, officialese)] == []
    assert average_sentence_length(texts) <= MOST_WORDS_ON_AVERAGE


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_a_template_shows_no_words_outside_translate_tags(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('<p>{% translate "Zoek" %} · {{ phone }} 112</p>', []),
        ("{% blocktranslate %}Hallo{% plural %}Dag{% endblocktranslate %}{% comment %}x{% endcomment %}{# x #}", []),
        ("<p>Hallo {{ name }}</p><script>let x;</script>", ["Hallo"]),
        ('<nav aria-label="Kruimels" class="sm-x"></nav>', ["Kruimels"]),
        ('{% block a %} hx-boost="true" title="Hulp"{% endblock %}', ["Hulp"]),
        ('<meta name="viewport" content="width=1"><meta name="description" content="Hulp">', ["Hulp"]),
    ],
)
def test_words_outside_translate_tags_are_noticed(source: str, words: list[str]) -> None:
    assert untranslated(source) == words


def test_messages_are_found_in_templates_and_in_python() -> None:
    source = (
        """{% load i18n %}{% translate "Foto's" as x %}{{ _("Hulp") }}"""
        "{% blocktranslate count n=x trimmed %}Nog {{ n }}\n keer{% plural %}100% {{ n }} keer{% endblocktranslate %}"
    )
    assert list(in_template(source)) == [
        Message("Foto's"),
        Message("Hulp"),
        Message("Nog %(n)s keer", "100%% %(n)s keer"),
    ]
    assert list(in_python("a = _('x'), gettext_lazy('y'), ngettext('z', 'zs', 3), other('q')")) == [
        Message("x"),
        Message("y"),
        Message("z", "zs"),
    ]


@pytest.mark.parametrize("source", ["_(name)", "_(f'{name}')", "pgettext('a', 'b')"])
def test_a_text_that_cannot_be_found_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="literally"):
        list(in_python(source))


@pytest.mark.parametrize("address", ["/en/", "/en/contact", "/en/privacy", "/en/stijl"])
def test_a_page_below_en_is_in_english(resident: Client, address: str) -> None:
    response = resident.get(address)
    assert response.status_code == 200
    assert re.search(r'<html[^>]*\blang="en"', response.content.decode())


@pytest.mark.parametrize("address", ["/en/", "/en/contact", "/en/privacy"])
def test_an_english_page_shows_no_dutch_words(resident: Client, address: str) -> None:
    shown = " ".join(visible(resident.get(address).content.decode()))
    assert TELL_TALE & set(re.findall(r"[^\W\d_]+", shown.lower())) == set(), shown


def test_the_tell_tale_words_do_stand_on_a_dutch_page(resident: Client) -> None:
    shown = " ".join(visible(resident.get("/").content.decode()))
    assert TELL_TALE & set(re.findall(r"[^\W\d_]+", shown.lower()))
