"""Hear danger in a resident's own words. Pure: text and rules in, the rules that fire out.

The rules are data (`content/urgent/`, one rule a file). Recall comes first: a false alarm costs one line on the page, a
miss may cost a life. So patterns are broad, and a rule's exceptions ("ik verveel me dood") are blanked before
matching: they cancel only the words they cover, never the whole text.

The pattern language, matched against normalised text (see `normalise`), word by word and in order:

    ik wil dood             these words, next to each other
    wil|wou|wilde           one of these
    een_eind|einde          `_` is a space inside an alternative
    mishandel* *gas* *zucht any ending, anything around it, any beginning
    ik .. dood              zero to four words in between, never across the end of a sentence
    <dader> slaat           one of the words of the rule's own list `dader` (which may hold `|`, `_` and `*` too)
    .                       the beginning or end of a sentence (of the text as well)

Every pattern becomes one regular expression. Gaps are bounded (four words, at most three gaps a pattern) and words
are matched possessively, so the time grows linearly with the text whatever somebody types.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

MOST_WORDS_IN_A_GAP = 4
MOST_GAPS = 3

_GAP = rf"(?: \w++){{0,{MOST_WORDS_IN_A_GAP}}}?"
_REST_OF_WORD = r"\w{0,30}"  # the longest Dutch compounds in the data stay below it
_LITERAL = re.compile(r"(\*?)([^\W_]+)(\*?)")
_GROUP = re.compile(r"<(\w+)>")

_APOSTROPHES = re.compile("['`\u2018\u2019\u00b4\u02bc]")
_ELLIPSIS = re.compile(r"\.{2,}|…")
_SENTENCE_END = re.compile(r"[.!?;]+(?=\s|$)|[!?;]+|\n+")
_ABBREVIATION = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_NOT_A_WORD = re.compile(r"[\W_]+")
_STRETCHED_END = re.compile(r"([^\W\d_])\1{2,}\b")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")

# Spoken and chatted forms with one meaning. "me", "dr" and "je" have several: patterns name those themselves.
_SPOKEN = {
    "mn": "mijn", "zn": "zijn", "k": "ik", "t": "het", "nie": "niet", "ni": "niet", "nit": "niet",
    "neit": "niet",
    "da": "dat", "wa": "wat", "wrm": "waarom", "mss": "misschien", "iem": "iemand", "idd": "inderdaad",
    "egt": "echt", "eht": "echt", "effe": "even", "ff": "even", "hb": "heb", "hep": "heb", "heef": "heeft",
    "heefd": "heeft", "wilt": "wil", "men": "mijn", "gewn": "gewoon", "gwn": "gewoon", "vnv": "vanavond",
    "nimeer": "niet meer", "nietmeer": "niet meer", "niemeer": "niet meer", "snachts": "nachts", "m": "hem",
}  # fmt: skip


class Level(Enum):
    """How soon help must come."""

    NOW = "nu"
    TODAY = "vandaag"


class PatternError(ValueError):
    """A pattern in the data that cannot be read, or that could never match."""


def normalise(text: str) -> str:
    """`text` as patterns see it: lower case, no accents, one space between words, ` . ` between sentences.

    Starts and ends with " . ". Apostrophes vanish ("m'n" becomes "mijn" through "mn"), other marks become spaces,
    letters typed three times or more are brought back ("dooood" is "dood", "helppp" is "help").
    """
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text.lower()))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = _ABBREVIATION.sub(lambda found: found.group().replace(".", ""), plain)
    plain = _SENTENCE_END.sub(" . ", _ELLIPSIS.sub(" ", plain))
    plain = _STRETCHED.sub(r"\1\1", _STRETCHED_END.sub(r"\1", plain))
    words = ["."]
    for part in plain.split(" . "):
        spoken = [_SPOKEN.get(word, word) for word in _NOT_A_WORD.sub(" ", part).split()]
        words += [*spoken, "."] if spoken else []
    return f" {' '.join(words)} "


def _literal(word: str, pattern: str) -> str:
    """One word of an alternative as a regular expression, with its wildcards."""
    if word == ".":
        return r"\."
    match = _LITERAL.fullmatch(word)
    if match is None:
        raise PatternError(f"'{word}' is not a word with at most one '*' on either side, in: {pattern}")
    before, letters, after = match.groups()
    if normalise(letters) != f" . {letters} . " and not (before or after):
        raise PatternError(f"'{letters}' never occurs in normalised text, in: {pattern}")
    return f"{_REST_OF_WORD if before else ''}{letters}{_REST_OF_WORD if after else ''}"


# One part of a pattern: its alternatives, each a tuple of words. None is a gap.
_Part = tuple[tuple[str, ...], ...] | None


def _read(pattern: str, words: Mapping[str, str] | None) -> list[_Part]:
    """The parts of `pattern`, its lists filled in."""
    known = words or {}

    def listed(match: re.Match[str]) -> str:
        if match.group(1) not in known:
            raise PatternError(f"there is no list <{match.group(1)}>, in: {pattern}")
        return known[match.group(1)]

    elements = pattern.split()
    if not elements or ".." in (elements[0], elements[-1]):
        raise PatternError(f"a pattern begins and ends with a word: {pattern!r}")
    if elements.count("..") > MOST_GAPS:
        raise PatternError(f"more than {MOST_GAPS} gaps, in: {pattern}")
    return [
        None if each == ".." else tuple(tuple(option.split("_")) for option in _GROUP.sub(listed, each).split("|"))
        for each in elements
    ]


def compile_pattern(pattern: str, words: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """The regular expression for `pattern`; `words` holds the lists that `<name>` stands for.

    Raises `PatternError`, with the pattern in the sentence.
    """
    expression = ""
    for part in _read(pattern, words):
        if part is None:
            expression += _GAP
        else:
            options = (" ".join(_literal(word, pattern) for word in option) for option in part)
            expression += f" (?:{'|'.join(options)})"
    return re.compile(f"{expression}(?= )")


class _Phrase:
    """A compiled pattern that first looks whether its words are there at all: far cheaper than searching."""

    def __init__(self, pattern: str, words: Mapping[str, str]) -> None:
        self.regex = compile_pattern(pattern, words)
        telling = [[max(option, key=len) for option in part] for part in _read(pattern, words) if part is not None]
        self._needed = tuple(
            (
                frozenset(word for word in part if "*" not in word),
                tuple(word.strip("*") for word in part if "*" in word),
            )
            for part in telling
        )

    def may_be_in(self, text: str, words: frozenset[str]) -> bool:
        """Whether every part of the pattern has an alternative of which a word stands in `text`."""
        return all(
            not whole.isdisjoint(words) or any(letters in text for letters in pieces) for whole, pieces in self._needed
        )


@dataclass(frozen=True)
class UrgentRule:
    """One kind of danger: what gives it away, what only looks like it, and who helps, in the order shown."""

    id: str
    help: tuple[str, ...]
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    level: Level = Level.NOW
    words: Mapping[str, str] = field(default_factory=dict)
    _patterns: tuple[_Phrase, ...] = field(init=False, repr=False, compare=False)
    _unless: tuple[_Phrase, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.help or not self.patterns:
            raise PatternError(f"urgent rule {self.id} needs patterns and somebody who helps")
        object.__setattr__(self, "_patterns", tuple(_Phrase(each, self.words) for each in self.patterns))
        object.__setattr__(self, "_unless", tuple(_Phrase(each, self.words) for each in self.unless))

    def matches(self, normalised: str) -> tuple[str, ...]:
        """The phrases in `normalised` (from `normalise`) that make this rule fire, in reading order."""
        words = frozenset(normalised.split())
        likely = [each for each in self._patterns if each.may_be_in(normalised, words)]
        likely = [each for each in likely if each.regex.search(normalised)]
        if not likely:
            return ()  # blanking takes words away, so it cannot make a pattern match
        text = normalised
        for exception in self._unless:
            if exception.may_be_in(normalised, words):
                for found in exception.regex.finditer(normalised):
                    text = text[: found.start()] + _blank(found.group()) + text[found.end() :]
        spans = {match.span() for each in likely for match in each.regex.finditer(text)}
        phrases = (normalised[start:end].replace(" . ", " ").strip(" .") for start, end in sorted(spans))
        return tuple(dict.fromkeys(phrases))


def _blank(phrase: str) -> str:
    """`phrase` with every word made unreadable; length and word count stay, so gaps and positions still hold."""
    return re.sub(r"\w", "_", phrase)


@dataclass(frozen=True)
class Hit:
    """A rule that fires, with the words that made it fire."""

    rule: UrgentRule
    words: tuple[str, ...]


class UrgentRules:
    """All rules together, compiled once."""

    def __init__(self, rules: Iterable[UrgentRule]) -> None:
        self.rules = tuple(rules)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The rules that fire on what somebody typed: what cannot wait first, then in the order of the rules."""
        normalised = normalise(text)
        found = ((rule, rule.matches(normalised)) for rule in self.rules)
        hits = [Hit(rule, words) for rule, words in found if words]
        return tuple(sorted(hits, key=lambda hit: hit.rule.level is not Level.NOW))
