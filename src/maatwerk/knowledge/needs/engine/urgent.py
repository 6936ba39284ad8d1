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
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, cached_property

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
    """How soon help must come, the soonest first. What is calm puts help on top without an alarm: somebody to talk to,
    help after a crime."""

    NOW = "nu"
    TODAY = "vandaag"
    CALM = "rustig"


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


@cache
def _literal(word: str) -> str:
    """One word of an alternative as a regular expression, with its wildcards. Raises PatternError."""
    if word == ".":
        return r"\."
    match = _LITERAL.fullmatch(word)
    if match is None:
        raise PatternError(f"'{word}' is not a word with at most one '*' on either side")
    before, letters, after = match.groups()
    if normalise(letters) != f" . {letters} . " and not (before or after):
        raise PatternError(f"'{letters}' never occurs in normalised text")
    return f"{_REST_OF_WORD if before else ''}{letters}{_REST_OF_WORD if after else ''}"


@dataclass(frozen=True)
class _Part:
    """One of the words of a pattern: its alternatives as a regular expression, and what has to be in a text for it.

    `whole` holds words and `pieces` parts of words; of every alternative one stands in one of them.
    """

    regex: str
    whole: frozenset[str]
    pieces: tuple[str, ...]


@cache  # the lists behind <names> stand in hundreds of patterns
def _part(alternatives: str) -> _Part:
    options = [option.split("_") for option in alternatives.split("|")]
    telling = [max(option, key=len) for option in options]
    return _Part(
        f" (?:{'|'.join(' '.join(map(_literal, option)) for option in options)})",
        frozenset(word for word in telling if "*" not in word),
        tuple(word.strip("*") for word in telling if "*" in word),
    )


def _read(pattern: str, words: Mapping[str, str] | None) -> list[_Part | None]:
    """The parts of `pattern`, its lists filled in; None is a gap. Raises PatternError, with the pattern in it."""
    known = words or {}

    def listed(match: re.Match[str]) -> str:
        if match.group(1) not in known:
            raise PatternError(f"there is no list <{match.group(1)}>")
        return known[match.group(1)]

    elements = pattern.split()
    if not elements or ".." in (elements[0], elements[-1]):
        raise PatternError(f"a pattern begins and ends with a word: {pattern!r}")
    if elements.count("..") > MOST_GAPS:
        raise PatternError(f"more than {MOST_GAPS} gaps, in: {pattern}")
    try:
        return [None if each == ".." else _part(_GROUP.sub(listed, each)) for each in elements]
    except PatternError as error:
        raise PatternError(f"{error}, in: {pattern}") from None


def _expression(parts: Sequence[_Part | None]) -> str:
    """A pattern as the text of a regular expression."""
    return f"{''.join(_GAP if part is None else part.regex for part in parts)}(?= )"


def compile_pattern(pattern: str, words: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """The regular expression for `pattern`; `words` holds the lists that `<name>` stands for.

    Raises `PatternError`, with the pattern in the sentence.
    """
    return re.compile(_expression(_read(pattern, words)))


class _Phrase:
    """A pattern that first looks whether its words are there at all: far cheaper than searching.

    It is read at once, so that a mistake shows, and compiled when a text first needs it: compiling is the slow part.
    """

    def __init__(self, pattern: str, words: Mapping[str, str]) -> None:
        parts = _read(pattern, words)
        self._written = _expression(parts)
        self._parts = [part for part in parts if part is not None]
        # One of these words is in every text that the pattern matches; empty when only pieces of words are sure.
        sure = [part.whole for part in self._parts if not part.pieces and "." not in part.whole]
        self.clues = min(sure, key=len, default=frozenset())

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern as a regular expression."""
        return re.compile(self._written)

    def may_be_in(self, text: str, words: frozenset[str]) -> bool:
        """Whether every part of the pattern has an alternative of which a word stands in `text`."""
        return all(
            not part.whole.isdisjoint(words) or any(letters in text for letters in part.pieces) for part in self._parts
        )


class _Phrases:
    """Many patterns, found by a word that a text must hold before it is worth looking further."""

    def __init__(self, patterns: Iterable[str], words: Mapping[str, str]) -> None:
        self._by_clue: dict[str, list[_Phrase]] = defaultdict(list)
        self._without_clue = []
        for pattern in patterns:
            phrase = _Phrase(pattern, words)
            for clue in phrase.clues:
                self._by_clue[clue].append(phrase)
            if not phrase.clues:
                self._without_clue.append(phrase)

    def likely_in(self, text: str, words: frozenset[str]) -> list[_Phrase]:
        """The patterns of which all words may stand in `text`, whose words are `words`."""
        clued = {id(phrase): phrase for word in words for phrase in self._by_clue.get(word, ())}
        return [each for each in (*clued.values(), *self._without_clue) if each.may_be_in(text, words)]


@dataclass(frozen=True)
class UrgentRule:
    """One kind of danger: what gives it away, what only looks like it, and who helps, in the order shown.

    What is in `firm` gives it away whatever an exception says: long ago is no danger, "long ago and now again" is.
    """

    id: str
    help: tuple[str, ...]
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    firm: tuple[str, ...] = ()
    level: Level = Level.NOW
    words: Mapping[str, str] = field(default_factory=dict)
    _patterns: _Phrases = field(init=False, repr=False, compare=False)
    _unless: _Phrases = field(init=False, repr=False, compare=False)
    _firm: _Phrases = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.help or not self.patterns:
            raise PatternError(f"urgent rule {self.id} needs patterns and somebody who helps")
        object.__setattr__(self, "_patterns", _Phrases(self.patterns, self.words))
        object.__setattr__(self, "_unless", _Phrases(self.unless, self.words))
        object.__setattr__(self, "_firm", _Phrases(self.firm, self.words))

    def matches(self, normalised: str) -> tuple[str, ...]:
        """The phrases in `normalised` (from `normalise`) that make this rule fire, in reading order."""
        words = frozenset(normalised.split())
        firm = [each for each in self._firm.likely_in(normalised, words) if each.regex.search(normalised)]
        likely = [each for each in self._patterns.likely_in(normalised, words) if each.regex.search(normalised)]
        text = normalised
        # Blanking takes words away, so it cannot make a pattern match: without a match there is nothing to take back.
        for exception in self._unless.likely_in(normalised, words) if likely else ():
            for found in exception.regex.finditer(normalised):
                text = text[: found.start()] + _blank(found.group()) + text[found.end() :]
        spans = {match.span() for each in likely for match in each.regex.finditer(text)}
        spans |= {match.span() for each in firm for match in each.regex.finditer(normalised)}
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
        return tuple(sorted(hits, key=lambda hit: list(Level).index(hit.rule.level)))
