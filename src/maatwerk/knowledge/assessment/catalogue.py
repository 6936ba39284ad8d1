"""Questionnaires as content: what is asked, which answers there are, how they count, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any, Literal

from pydantic import Field, model_validator

from maatwerk.foundation.content import Entry, Place, Source, Text, WebAddress, load_entries
from maatwerk.foundation.content.entry import Language, Sentence
from maatwerk.knowledge.advice import LifeDomain
from maatwerk.knowledge.facts import NoAnswer
from maatwerk.knowledge.facts.writing import NO_ANSWERS

RATHER_NOT = NoAnswer.RATHER_NOT.value  # goes with every question of every questionnaire
SELF_CHECK = "zelfcheck"
GOES_WELL, COULD_BE_BETTER, DOES_NOT_WORK = "goed", "kan_beter", "lukt_niet"  # the answers of the self-check
# Two domains are about the help and the data themselves; a self-check asks after the thirteen of a life.
SELF_CHECKED = tuple(each for each in LifeDomain if each not in {LifeDomain.MIJN_GEGEVENS, LifeDomain.HULP_KRIJGEN})
MOST_FIRST = 3  # so many things at once is what people can work on
_MOST_STEPS = 20  # of a scale


class Filler(StrEnum):
    """Who may fill in a questionnaire."""

    RESIDENT = "bewoner"
    CARER = "mantelzorger"
    WORKER = "medewerker"


class Published(Entry):
    """Words of another maker, exactly as they were published. They are not ours to make plainer or to translate, so
    one language may be missing."""

    nl: Sentence | None = None
    en: Sentence | None = None


class Worded(Entry):
    """Something with words: `text` in our own, or `published` in those of its maker. Without either the words still
    have to be brought in."""

    text: Text | None = Field(None, alias="tekst")
    published: Published | None = Field(None, alias="letterlijk")

    @property
    def languages(self) -> frozenset[Language]:
        """The languages in which this can be read."""
        words = self.text or self.published or Published()
        said: tuple[tuple[Language, str | None], ...] = (("nl", words.nl), ("en", words.en))
        return frozenset(language for language, each in said if each)

    def in_(self, language: str) -> str:
        """The words in `language`, or in the one there is."""
        if self.text:
            return self.text.in_(language)
        words = self.published or Published()
        return (words.en or words.nl if language == "en" else words.nl or words.en) or ""


class Answer(Worded):
    """One answer to choose. `number` is what it counts for; an answer without says nothing, such as "I do not know"."""

    value: str = Field(alias="waarde", pattern=r"^-?[a-z0-9_]{1,40}$")
    number: Decimal | None = Field(None, alias="getal")


_SILENCE = Answer(value=RATHER_NOT, text=NO_ANSWERS[NoAnswer.RATHER_NOT])


class Scale(Entry):
    """Whole numbers from `lowest` to `highest`, with words at both ends."""

    lowest: int = Field(alias="van")
    highest: int = Field(alias="tot")
    low_end: Worded = Field(alias="laagste")
    high_end: Worded = Field(alias="hoogste")


class Item(Worded):
    """One question. Its answers are its own, those of a scale, or the ones that all questions share."""

    id: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    domain: LifeDomain | None = Field(None, alias="leefgebied")
    example: Text | None = Field(None, alias="voorbeeld")
    answers: tuple[Answer, ...] = Field((), alias="antwoorden")
    scale: Scale | None = Field(None, alias="schaal")


class Band(Entry):
    """What an outcome from `lowest` up to and including `highest` means, and who says so."""

    lowest: Decimal = Field(alias="van")
    highest: Decimal = Field(alias="tot")
    meaning: Text = Field(alias="betekenis")
    source: Source = Field(alias="bron")


class Scoring(Entry):
    """How the answers count together: not, as a sum or as a mean, times a factor. With more than `may_lack` questions
    open there is no outcome; with fewer, what is open counts as the mean of the rest."""

    way: Literal["geen", "som", "gemiddelde"] = Field(alias="wijze")
    times: Decimal = Field(Decimal(1), alias="keer", gt=0)
    may_lack: int = Field(0, alias="mag_missen", ge=0)
    bands: tuple[Band, ...] = Field((), alias="banden")


class Licence(Entry):
    """Under which licence the words may be used; `open` says that everybody may have them, as in the public API."""

    name: Sentence = Field(alias="naam")
    url: WebAddress | None = Field(None, alias="adres")
    open: bool


class Questionnaire(Entry):
    """A questionnaire. What somebody answers is theirs: nothing here compares people or puts them in an order."""

    name: Text = Field(alias="naam")
    about: Text = Field(alias="uitleg")
    by: tuple[Filler, ...] = Field(alias="invullers", min_length=1)
    answers: tuple[Answer, ...] = Field((), alias="antwoorden")
    items: tuple[Item, ...] = Field(alias="vragen", min_length=1)
    scoring: Scoring = Field(alias="telling")
    licence: Licence = Field(alias="licentie")
    source: Source = Field(alias="bron")
    version: Sentence = Field(alias="versie")
    on: bool = Field(alias="aan")

    @model_validator(mode="before")
    @classmethod
    def _says_whose_it_is(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            if not (data.get("licentie") or data.get("licence")):
                raise ValueError(
                    "'licentie' is missing: a questionnaire without a licence may not be used. Name the licence and "
                    "say whether everybody may have its words"
                )
            if not (data.get("bron") or data.get("source")):
                raise ValueError("'bron' is missing: say who made this questionnaire and where it stands")
        return data

    def answers_to(self, item: Item) -> tuple[Answer, ...]:
        """The answers to choose from, without "I would rather not say", which always goes with them."""
        if item.scale:
            steps = range(item.scale.lowest, item.scale.highest + 1)
            return tuple(Answer(value=str(step), number=Decimal(step)) for step in steps)
        return item.answers or self.answers

    def choices(self, item: Item) -> tuple[Answer, ...]:
        """Everything that somebody may choose: the answers, and "I would rather not say"."""
        return (*self.answers_to(item), _SILENCE)

    @property
    def languages(self) -> frozenset[Language]:
        """The languages in which all of it can be read; none while words are missing."""
        both: frozenset[Language] = frozenset(("nl", "en"))
        return both.intersection(*(part.languages for _place, part in _worded(self)))


def load_questionnaires(place: Place) -> dict[str, Questionnaire]:
    """Every questionnaire by id. Raises ContentError."""

    def check(entry: Questionnaire, every: Mapping[str, Questionnaire]) -> list[tuple[str, str]]:
        told = [*_faults_in_items(entry), *_faults_in_scoring(entry)]
        if entry.on and not entry.languages:
            told += _words_that_miss(entry)
        return told + (_faults_in_the_self_check(entry) if every.get(SELF_CHECK) is entry else [])

    return load_entries(place, Questionnaire, check)


def _worded(entry: Questionnaire) -> Iterator[tuple[str, Worded]]:
    """Everything that has to have words before it can be asked, with its place."""
    yield from ((f"antwoorden.{number}", each) for number, each in enumerate(entry.answers))
    for number, item in enumerate(entry.items):
        yield f"vragen.{number}", item
        yield from ((f"vragen.{number}.antwoorden.{n}", each) for n, each in enumerate(item.answers))
        if item.scale:
            yield f"vragen.{number}.schaal.laagste", item.scale.low_end
            yield f"vragen.{number}.schaal.hoogste", item.scale.high_end


def _words_that_miss(entry: Questionnaire) -> list[tuple[str, str]]:
    empty = [
        (place, "this has no words yet, so 'aan' cannot be true")
        for place, part in _worded(entry)
        if not part.languages
    ]
    return empty or [("aan", "there is no language in which every question and answer can be read")]


def _faults_in_items(entry: Questionnaire) -> list[tuple[str, str]]:
    told = [("antwoorden", sentence) for sentence in _faults_in_answers(entry.answers)]
    ids = [item.id for item in entry.items]
    for number, item in enumerate(entry.items):
        place = f"vragen.{number}"
        if ids.index(item.id) != number:
            told.append((f"{place}.id", f"the id '{item.id}' is used twice"))
        if item.answers and item.scale:
            told.append((place, "a question has answers or a scale, not both"))
        if not entry.answers_to(item):
            told.append((place, "this question has no answers to choose from"))
        if item.scale and not 0 < item.scale.highest - item.scale.lowest <= _MOST_STEPS:
            told.append((f"{place}.schaal", f"a scale goes up, by at most {_MOST_STEPS} steps"))
        told += [(f"{place}.antwoorden", sentence) for sentence in _faults_in_answers(item.answers)]
    told += [
        (place, "words are our own (tekst) or those of the maker (letterlijk), not both")
        for place, part in _worded(entry)
        if part.text and part.published
    ]
    return told


def _faults_in_answers(answers: tuple[Answer, ...]) -> list[str]:
    values = [answer.value for answer in answers]
    told = [f"the answer '{value}' stands here twice" for value in sorted({v for v in values if values.count(v) > 1})]
    return told + ([f"'{RATHER_NOT}' goes with every question by itself"] if RATHER_NOT in values else [])


def _faults_in_scoring(entry: Questionnaire) -> list[tuple[str, str]]:
    scoring, told = entry.scoring, []
    if scoring.way == "geen":
        if scoring.bands or scoring.may_lack or scoring.times != 1:
            told.append(("telling", "with 'wijze: geen' nothing is counted, so nothing else can be said here"))
        return told
    for number, item in enumerate(entry.items):
        if all(answer.number is None for answer in entry.answers_to(item)):
            told.append((f"vragen.{number}", "no answer to this question has a 'getal', so nothing can be counted"))
    if scoring.may_lack >= len(entry.items):
        told.append(("telling.mag_missen", "at least one question has to be answered"))
    told += [
        (f"telling.banden.{number}", "a band goes from low to high")
        for number, band in enumerate(scoring.bands)
        if band.lowest > band.highest
    ]
    if any(one.highest >= other.lowest for one, other in pairwise(scoring.bands)):
        told.append(("telling.banden", "bands stand from low to high and do not overlap"))
    return told


def _faults_in_the_self_check(entry: Questionnaire) -> list[tuple[str, str]]:
    """Pages, paper and suggestions know the thirteen domains and the three answers."""
    told = []
    if sorted(item.id for item in entry.items) != sorted(SELF_CHECKED) or any(
        item.id != item.domain for item in entry.items
    ):
        told.append(
            ("vragen", "the self-check has one question for each of the 13 life domains, whose id is the domain")
        )
    if any(
        [answer.value for answer in entry.answers_to(item)] != [GOES_WELL, COULD_BE_BETTER, DOES_NOT_WORK]
        for item in entry.items
    ):
        told.append(
            ("antwoorden", f"the self-check has the answers {GOES_WELL}, {COULD_BE_BETTER} and {DOES_NOT_WORK}")
        )
    if not entry.on:
        told.append(("aan", "the self-check is always on"))
    if entry.scoring.way != "geen":
        told.append(("telling", "nothing is counted in the self-check"))
    return told
