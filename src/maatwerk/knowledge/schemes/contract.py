"""What schemes say of a household, as public JSON: Dutch keys, fixed by `docs/contracts/schemes.schema.json`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import isnan
from typing import Any

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Amount, Verdict
from maatwerk.knowledge.facts import FactKey
from maatwerk.knowledge.facts.writing import shown_day
from maatwerk.knowledge.schemes.catalogue import SchemeEntry
from maatwerk.knowledge.schemes.desk import Desk
from maatwerk.knowledge.schemes.engine.assessing import Assessment
from maatwerk.knowledge.schemes.engine.figures import Figure, Parameter, Unit
from maatwerk.knowledge.schemes.engine.households import Households
from maatwerk.knowledge.schemes.engine.steps import Line, Said, said
from maatwerk.knowledge.schemes.reading import FaultError

MAY_APPLY = Text(
    nl="U mag het altijd aanvragen. Dan beslist een mens.", en="You may always apply. Then a person decides."
)
UNKNOWN = Text(
    nl="Wij kennen dit bedrag of getal nog niet. Wij raden er niet naar.",
    en="We do not know this amount or number yet. We do not guess it.",
)
_DECIMALS = 6  # of a step; what binary fractions add beyond that is noise


def answer_for(household: Households, desk: Desk, language: str) -> dict[str, Any]:
    """Everything that the desk says of one household, in `language` ("nl" or "en"), ready for `json.dumps`."""
    return {
        "peildatum": household.on.isoformat(),
        "regelingen": [as_json(assessment, household, desk, language) for assessment in desk.assess(household)],
    }


def answers_to(
    rows: Iterable[object], answer: Callable[[object], dict[str, Any]], language: str
) -> list[dict[str, Any]]:
    """An answer to every household of a list, in the same order. One that cannot be read gets its fault instead."""
    answers = []
    for raw in rows:
        try:
            answers.append(answer(raw))
        except FaultError as fault:
            answers.append({"fout": {"veld": fault.field, "uitleg": fault.sentence.in_(language)}})
    return answers


def as_json(assessment: Assessment, household: Households, desk: Desk, language: str) -> dict[str, Any]:
    """What one scheme says of the household."""
    entry = desk.entries[assessment.scheme.id]

    def texts(values: Iterable[Text]) -> list[str]:
        return [value.in_(language) for value in values]

    def filled(sentences: Iterable[Said]) -> list[str]:
        return [said(*each, language) for each in sentences]

    steps = [_step(line, language) for line in assessment.lines]
    if assessment.unknown:
        steps.append(_unknown_step(assessment.unknown, language))
    return {
        "id": assessment.scheme.id,
        "naam": entry.name.in_(language),
        "oordeel": assessment.verdict.value,
        "bedrag": _amount(assessment.amount) if assessment.amount else None,
        "stappen": steps,
        "waarom": filled(assessment.met) + texts(assessment.assumed) + filled(assessment.noted),
        "waarom_niet": texts(against(assessment, household, entry)),
        "vragen": [_question(key, desk, language) for key in assessment.questions],
        "volgende_stap": _next_step(entry, desk.phones.get(assessment.scheme.id), language),
    }


def against(assessment: Assessment, household: Households, entry: SchemeEntry) -> list[Text]:
    """Why not, or not for sure: what is not met, what must be so too, and which figure is not known. Who seems to have
    no right reads why, and that they may apply all the same."""
    if assessment.verdict is Verdict.DOES_NOT_FIT:
        return [*assessment.reasons_against, MAY_APPLY]
    reasons = [*assessment.reasons_against, *assessment.conditions]
    if assessment.unknown:
        reasons += unknown_figure(assessment.unknown, household, entry)
    return reasons


def unknown_figure(parameter: Parameter, household: Households, entry: SchemeEntry) -> list[Text]:
    """That a figure is not known on the day, and where to look instead."""
    day = shown_day(household.on)
    sentences = [
        Text(
            nl=f"Dit kennen wij nog niet voor {day.nl}: {_small(parameter.text.nl)}.",
            en=f"We do not know this yet for {day.en}: {_small(parameter.text.en)}.",
        )
    ]
    if tool := entry.official_tool or entry.url:
        sentences.append(Text(nl=f"Kijk daarom op {tool}.", en=f"So please look at {tool}."))
    return sentences


def _step(line: Line, language: str) -> dict[str, Any]:
    figures = list(dict.fromkeys(line.figures))
    return {
        "stap": line.id,
        "waarde": _value(line),
        "eenheid": line.unit.value,
        "artikel": line.article,
        "uitleg": line.in_(language),
        "parameter": "; ".join(_dated(figure) for figure in figures) or None,
        "bron": "; ".join(dict.fromkeys(figure.dated.source for figure in figures)) or None,
        "zekerheid": _certainty(figures),
    }


def _unknown_step(parameter: Parameter, language: str) -> dict[str, Any]:
    """The step that could not be taken."""
    return {
        "stap": parameter.name.rpartition(".")[2],
        "waarde": None,
        "eenheid": parameter.unit.value,
        "artikel": parameter.article,
        "uitleg": f"{parameter.text.in_(language)}. {UNKNOWN.in_(language)}",
        "parameter": parameter.name,
        "bron": None,
        "zekerheid": "onbekend",
    }


def _value(line: Line) -> bool | float | None:
    if line.is_open or isnan(line.value[0]):
        return None
    if line.unit is Unit.YES_NO:
        return line.value[0] == 1
    return round(line.value[0] * (100 if line.unit is Unit.PERCENT else 1), _DECIMALS)


def _dated(figure: Figure) -> str:
    return f"{figure.parameter.name} {figure.dated.since.isoformat()}"


def _certainty(figures: list[Figure]) -> str | None:
    if not figures:
        return None
    return "geverifieerd" if all(figure.dated.is_verified for figure in figures) else "ongeverifieerd"


def _amount(amount: Amount) -> dict[str, Any]:
    return {
        "exact": None if amount.exact is None else float(amount.exact),
        "uitbetaald": None if amount.paid_out is None else float(amount.paid_out),
        "per": amount.per.value,
        "grenzen": [float(bound) for bound in amount.bounds] if amount.bounds else None,
    }


def _question(key: FactKey, desk: Desk, language: str) -> dict[str, str]:
    return {"feit": str(key), "vraag": desk.dictionary.question(key).in_(language)}


def _next_step(entry: SchemeEntry, phone: str | None, language: str) -> dict[str, str | None]:
    by_phone = entry.how_without.in_(language)
    if phone and phone not in by_phone:
        by_phone = f"{by_phone} {'Telefoon' if language == 'nl' else 'Phone'}: {phone}."
    digital = entry.how.in_(language) if entry.how else None
    return {
        "digitaal": f"{digital} {entry.url}" if digital and entry.url else digital,
        "niet_digitaal": by_phone,
    }


def _small(text: str) -> str:
    """A description inside a sentence; a name keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
